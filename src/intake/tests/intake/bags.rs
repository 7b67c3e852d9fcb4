//! Bags for the archive: whole, checked by tools that know nothing of Sayyar, and never half there.

use std::fs;
use std::process::Command;

use sayyar_seal::age::Kind;
use serde_json::json;

use crate::cli::Place;

#[test]
fn bags_are_what_was_signed_and_say_when_they_were_changed() {
    let place = Place::new(Kind::X25519);
    let numbers: Vec<String> =
        [300, 700_000].iter().map(|size| place.submission(&place.folder, *size).1.to_string()).collect();
    for number in &numbers {
        assert_eq!(place.run(&["ingest", &format!("{number}.age")]).code, Some(0));
    }
    assert_eq!(place.run(&["export", "--bags", "--out", "archive"]).code, Some(2), "who are you?");
    let written = place.run(&["--as", "Aysel", "export", "--bags", "--out", "archive"]);
    assert!(written.code == Some(0) && written.out.contains("2 bags are written"), "{written:?}");
    for number in &numbers {
        let bag = place.folder.join(format!("archive/{number}-r1"));
        for manifest in ["tagmanifest-sha512.txt", "manifest-sha512.txt"] {
            let told =
                Command::new("sha512sum").args(["--check", "--strict", manifest]).current_dir(&bag).output().unwrap();
            assert!(told.status.success(), "{told:?}");
        }
        let answers = fs::read_to_string(bag.join("data/answers.json")).unwrap();
        assert!(answers.contains("ƏLİYEVA"), "{answers}");
        assert!(
            fs::read_to_string(place.folder.join(format!("archive/{number}-r1.receipt"))).unwrap().contains(number)
        );
    }
    // Once more adds nothing; what was changed is told and left.
    let again = place.run(&["--as", "Aysel", "export", "--bags", "--out", "archive"]);
    assert!(
        again.code == Some(0) && again.out.starts_with("0 bags are written into archive, 2 were there"),
        "{again:?}"
    );
    let bag = place.folder.join(format!("archive/{}-r1", numbers[0]));
    fs::write(bag.join("data/answers.json"), "{}").unwrap();
    let changed = place.run(&["--as", "Aysel", "export", "--bags", "--out", "archive", "--json"]);
    assert!(changed.code == Some(3) && changed.err.contains("was changed"), "{changed:?}");
    assert_eq!(changed.json().pop().unwrap()["failed"], json!(1));
    fs::remove_dir_all(&bag).unwrap();
    // One alone, and what lies there beside is no bag.
    let one = place.run(&["--as", "Aysel", "extract", &numbers[0], "--bag", "--out", "archive"]);
    assert!(one.code == Some(0) && one.out.contains(&format!("archive/{}-r1", numbers[0])), "{one:?}");
    fs::write(bag.join("data/more.txt"), "x").unwrap();
    let more = place.run(&["--as", "Aysel", "extract", &numbers[0], "--bag", "--out", "archive"]);
    assert!(more.code == Some(3) && more.err.contains("does not belong"), "{more:?}");
    let audit = place.run(&["audit", "--json"]).json().remove(0);
    // Taken in twice; opened twice, and once more for the one that was gone.
    assert_eq!((&audit["entries"], &audit["broken"]), (&json!(5), &json!(null)));
    let left = fs::read_dir(place.folder.join("archive")).unwrap();
    assert_eq!(left.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with('.')).count(), 0);
}
