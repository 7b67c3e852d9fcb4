//! Copying a store: everything arrives, what is stopped goes on, what is in use is left alone.

use std::fs;

use sayyar_intake::fail::COPY;
use sayyar_intake::store;
use sayyar_seal::age::Kind;

use crate::cli::{Place, Ran};
use crate::kill::{receipts, stick, whole};
use crate::rekey::{destroy, rotate, show_all};
use crate::stores::{self, in_folder, on, section};

/// A desk with SQLite and a folder, so many applications, and a photograph in quarantine.
fn full(count: usize) -> (Place, Ran) {
    let mut place = Place::new(Kind::X25519);
    place.empty_at(store::Place::local(place.folder.join("first")));
    assert_eq!(place.run(&["forms", "add", "work-permit-1.1.zip"]).code, Some(0));
    stick(&place, count);
    let told = place.run(&["ingest", "stick", "--json"]);
    assert_eq!(told.code, Some(1), "the photograph is refused: {told:?}");
    (place, told)
}

/// A file that names another store.
fn named(place: &Place, name: &str, to: &store::Place) -> String {
    let file = place.folder.join(name);
    fs::write(&file, section(to)).unwrap();
    file.display().to_string()
}

#[test]
fn a_store_moves_to_servers_and_back() {
    on(stores::Kind::Remote, || {
        // More rows than go at one time.
        let (mut place, told) = full(110);
        let given = receipts(&told.out);
        for name in ["there", "back"] {
            let to = match name {
                "there" => stores::place(&place.folder.join(name)),
                _ => store::Place::local(place.folder.join(name)),
            };
            let file = named(&place, &format!("{name}.toml"), &to);
            let copied = place.run(&["store", "copy", "--to", &file, "--json"]);
            assert_eq!(copied.code, Some(0), "{copied:?}");
            let copied = copied.json().remove(0);
            assert_eq!((&copied["files"], &copied["rows"]["submission"]), (&111.into(), &110.into()), "{copied}");
            let again = place.run(&["store", "copy", "--to", &file]);
            assert!(again.code == Some(2) && again.err.contains("is not empty"), "{again:?}");
            place.put_store(to);
            whole(&place, 110, &given);
        }
    });
}

#[test]
fn a_copy_that_was_stopped_goes_on_and_is_no_store_before() {
    on(stores::Kind::Remote, || {
        let (mut place, _) = full(8);
        let to = stores::place(&place.folder.join("there"));
        let file = named(&place, "there.toml", &to);
        let from = place.store.clone();
        for point in COPY {
            for time in ["1", "4"] {
                let mut command = place.command();
                command.args(["store", "copy", "--to", &file]).env("SAYYAR_FAIL", format!("{point}:{time}"));
                let stopped = Ran::of(command.output().unwrap());
                // Most files are there after the first time.
                assert!(stopped.code.is_none(), "{point}:{time} {stopped:?}");
                place.put_store(to.clone());
                let told = place.run(&["list"]);
                assert!(told.code == Some(3) && told.err.contains("is a copy that is not finished"), "{told:?}");
                place.put_store(from.clone());
            }
        }
        // Meanwhile one is erased, one is changed, one is new.
        let listed = place.run(&["list", "--json"]).json();
        let number = |place: usize| listed[place]["number"].as_str().unwrap().to_owned();
        let erased = place.run(&["--as", "Aysel", "erase", &number(0), "--because", "asked"]);
        assert_eq!(erased.code, Some(0), "{erased:?}");
        let changed = place.run(&["--as", "Aysel", "status", &number(1), "in-review"]);
        assert_eq!(changed.code, Some(0), "{changed:?}");
        let (new, _) = place.submission(&place.folder, 500);
        assert_eq!(place.run(&["ingest", &new.display().to_string()]).code, Some(0));
        let copied = place.run(&["store", "copy", "--to", &file]);
        assert_eq!(copied.code, Some(0), "{copied:?}");
        let before = place.run(&["list", "--json"]).out;
        place.put_store(to.clone());
        assert_eq!(place.run(&["list", "--json"]).out, before);
        assert_eq!(stores::open(&to).files.all().unwrap().len(), 9, "eight applications and a photograph");
        assert!(stores::open(&to).files.left().unwrap().is_empty());
        assert_eq!(place.run(&["audit"]).code, Some(0));
    });
}

#[test]
fn what_was_sealed_anew_moves_as_it_is() {
    on(stores::Kind::Remote, || {
        let (mut place, told) = full(3);
        rotate(&place);
        let done = place.run(&["--as", "Aysel", "rekey", "--json"]);
        assert_eq!(done.code, Some(0), "{done:?}");
        let to = stores::place(&place.folder.join("there"));
        let file = named(&place, "there.toml", &to);
        let copied = place.run(&["store", "copy", "--to", &file, "--json"]);
        assert_eq!(copied.code, Some(0), "{copied:?}");
        assert_eq!(copied.json()[0]["rows"]["resealed"], 3, "{copied:?}");
        place.put_store(to);
        destroy(&place, &done.json().last().unwrap()["past"]);
        assert_eq!(place.run(&["rekey", "--check"]).code, Some(0));
        let listed = place.run(&["list", "--json"]).json();
        let numbers: Vec<String> = listed.iter().map(|one| one["number"].as_str().unwrap().to_owned()).collect();
        assert_eq!(numbers.len(), 3);
        show_all(&place, &numbers);
        whole(&place, 3, &receipts(&told.out));
    });
}

#[test]
fn what_cannot_be_copied_is_told_and_nothing_is_cleared_away() {
    let (place, _) = full(2);
    let run = |to: &str| place.run(&["store", "copy", "--to", to]);
    let told = run(&named(&place, "same.toml", &place.store));
    assert!(told.code == Some(2) && told.err.contains("names this very store"), "{told:?}");
    assert!(run("nowhere.toml").err.contains("write the other [store] into a file"));
    fs::write(place.folder.join("wrong.toml"), "[store]\nfolder = 3\n").unwrap();
    let told = run("wrong.toml");
    assert!(told.code == Some(2) && told.err.contains("wrong.toml:2:10"), "{told:?}");
    // Files of somebody else.
    let to = store::Place::local(place.folder.join("other"));
    let foreign = to.folder.join("files/ab").join("ab".repeat(32));
    fs::create_dir_all(foreign.parent().unwrap()).unwrap();
    fs::write(&foreign, b"somebody's").unwrap();
    let file = named(&place, "other.toml", &to);
    let told = run(&file);
    assert!(told.code == Some(2) && told.err.contains("is not empty") && foreign.exists(), "{told:?}");
    fs::remove_file(&foreign).unwrap();
    // Bytes that are not what they were are not copied as if they were.
    let (path, bytes) = in_folder(&place.store.folder.join("files")).remove(0);
    fs::write(&path, &bytes[1..]).unwrap();
    let told = run(&file);
    assert!(told.code == Some(3) && told.err.contains("has other bytes than it should"), "{told:?}");
    fs::write(&path, &bytes).unwrap();
    assert_eq!(run(&file).code, Some(0));
}
