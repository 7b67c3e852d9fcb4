//! A desk on the road: telephones on its Wi-Fi, sticks, and sending on, stopped wherever it hurts.

use std::collections::BTreeMap;
use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sayyar_intake::fail::{DOOR, FORWARD};
use sayyar_intake::store::Store;
use sayyar_intake::system;
use sayyar_seal::receipt::{Kind as Statement, Signed};

use crate::cli::Ran;
use crate::desk::{ask, try_ask};
use crate::door::{Door, sha256};

/// Bytes nobody has had before: a door looks into nothing.
fn bytes(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    system::entropy(&mut bytes);
    bytes
}

#[test]
fn telephones_find_site_and_door_at_one_address() {
    let mut door = Door::new();
    let site = door.folder.join("public");
    let write = |path: &str, text: &str| {
        let path = site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("index.html", "languages");
    write("az/index.html", "<h1>Az</h1>");
    write("az/404.html", "yoxdur");
    write("404.html", "nothing");
    write("forms/work-permit/1.1/form.html", "a form");
    write("assets/a.css", "x{}");
    write(".secret", "hidden");
    write(
        "_headers",
        "/*\n  X-Content-Type-Options: nosniff\n  Strict-Transport-Security: max-age=1\n/az/*\n  Content-Security-Policy: \
         default-src 'none'\n/assets/*\n  Cache-Control: immutable\n",
    );
    write("_redirects", "/ /az/ 302! Language=az\n/az/* /az/404.html 404\n/out/* https://elsewhere.example/ 302\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(door.folder.join("passphrase"), site.join("az/link.txt")).unwrap();
    let missing = door.run(&["door", "--listen", "127.0.0.1:0", "--site", "store"]);
    assert!(missing.code == Some(2) && missing.err.contains("no index.html"), "{missing:?}");
    let args = ["--lan", "--site", "public", "--wifi", "Səyyar", "--address", "http://192.168.4.1:7342"];
    door.open_with(&args, None);
    let get = |path: &str, headers: &[(&str, &str)]| ask(&door.address, "GET", path, headers, b"");
    assert_eq!(get("/", &[]).text(), "languages");
    let sent = get("/", &[("accept-language", "az-AZ,en;q=0.8")]);
    assert_eq!((sent.status, sent.header("location")), (302, Some("/az/")));
    let page = get("/az/", &[]);
    assert_eq!((page.status, page.text().as_str()), (200, "<h1>Az</h1>"));
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("content-security-policy"), Some("default-src 'none'"));
    assert_eq!(page.header("strict-transport-security"), None);
    let tag = page.header("etag").unwrap();
    assert_eq!(get("/az/", &[("if-none-match", tag)]).status, 304);
    assert_eq!(get("/az", &[]).header("location"), Some("/az/"));
    let style = get("/assets/a.css", &[]);
    assert_eq!(
        (style.header("content-type"), style.header("cache-control")),
        (Some("text/css; charset=utf-8"), Some("immutable"))
    );
    assert_eq!(get("/forms/work-permit/1.1/form.html", &[]).text(), "a form");
    let lost = get("/az/nowhere/", &[]);
    assert_eq!((lost.status, lost.text().as_str()), (404, "yoxdur"));
    for trick in [
        "/../passphrase",
        "/az/../../passphrase",
        "/%2e%2e/passphrase",
        "/..%2fpassphrase",
        "/az/..%5c..%5cpassphrase",
        "/az/link.txt",
        "/.secret",
        "/_headers",
        "/_redirects",
        "/az/%00",
        "//az/",
        "/out/x",
        "/az/.%2e/.%2e/passphrase",
        "/%252e%252e/passphrase",
        "/public/../../passphrase",
    ] {
        let said = get(trick, &[]);
        assert!(said.status == 404 && !said.text().contains("long passphrase"), "{trick}: {said:?}");
    }
    // The door is there beside it, and says so.
    let health: serde_json::Value = serde_json::from_slice(&get("/healthz", &[]).body).unwrap();
    assert_eq!(health["lan"], true);
    assert_eq!(door.put(b"from a telephone").status, 201);
    let poster = get("/door/", &[]).text();
    for expected in ["http://192.168.4.1:7342/", "Səyyar", "lang=\"ar\" dir=\"rtl\"", "<svg class=\"qr\""] {
        assert!(poster.contains(expected), "{expected}: {poster}");
    }
    assert_eq!(get("/door/door.css", &[]).header("content-type"), Some("text/css; charset=utf-8"));
}

#[test]
fn sticks_are_taken_at_a_door_without_looking_into_them() {
    let (road, mut headquarters) = (Door::new(), Door::new());
    let stick = road.folder.join("stick");
    fs::create_dir(&stick).unwrap();
    fs::write(stick.join("a.age"), b"one").unwrap();
    fs::write(stick.join("b.age"), b"two").unwrap();
    let taken = road.run(&["ingest", "stick", "--receipts", "receipts", "--json"]);
    assert_eq!(taken.code, Some(0), "{taken:?}");
    let given = taken.json();
    assert_eq!((given.len(), &given[0]["outcome"], &given[2]["arrived"]), (3, &"arrived".into(), &2.into()));
    let receipt = fs::read(road.folder.join("receipts").join(format!("{}.receipt", sha256(b"one")))).unwrap();
    assert_eq!(Signed::parse(&receipt).unwrap().receipt().kind, Statement::Arrived);
    // The same names again, other bytes: nothing is written over.
    fs::write(stick.join("a.age"), b"three").unwrap();
    let watched = road.run(&["watch", "stick", "--done", "done", "--once"]);
    assert!(watched.code == Some(0) && watched.out.contains("2 arrived (1 of them were known)"), "{watched:?}");
    fs::write(stick.join("a.age"), b"four").unwrap();
    assert_eq!(road.run(&["watch", "stick", "--done", "done", "--once"]).code, Some(0));
    assert_eq!(fs::read(road.folder.join("done/a.age")).unwrap(), b"three");
    assert_eq!(fs::read(road.folder.join("done/2-a.age")).unwrap(), b"four");
    // Over headquarters to somewhere else again: the very first receipt goes along.
    let known = format!("doors = [\"{}\"]", road.key);
    headquarters.configure("doors = []", &known);
    headquarters.configure("per_hour = 60", "per_hour = 1");
    headquarters.open();
    let sent = road.run(&["forward", "--to", &format!("http://{}/", headquarters.address), "--json"]);
    assert!(sent.code == Some(0) && sent.json().last().unwrap()["sent"] == 4, "a known door is not counted: {sent:?}");
    headquarters.stop();
    let store = Store::open(&headquarters.folder.join("store")).unwrap();
    let digest = sha256(b"one").parse().unwrap();
    let first = store.records.read(|tx| sayyar_intake::ingest::first_word(tx, &digest)).unwrap().unwrap();
    assert_eq!(first.as_str().as_bytes(), receipt);
}

/// One file put, another uploaded in two pieces; what was answered.
fn hand_in(door: &Door, put: &[u8], upload: &[u8]) -> BTreeMap<String, String> {
    let mut given = BTreeMap::new();
    let path = |bytes: &[u8]| format!("/submissions/{}", sha256(bytes));
    let mut note = |bytes: &[u8], receipt: String| {
        Signed::parse(receipt.as_bytes()).unwrap();
        given.insert(sha256(bytes), receipt);
    };
    if let Some(said) = try_ask(&door.address, "PUT", &path(put), &[], put).filter(|said| said.status < 300) {
        note(put, said.text());
    }
    let metadata = format!("sha256 {}", STANDARD.encode(sha256(upload)));
    let (version, length) = (("tus-resumable", "1.0.0"), upload.len().to_string());
    let headers = [version, ("upload-length", &length), ("upload-metadata", &metadata)];
    let created = try_ask(&door.address, "POST", "/files", &headers, b"");
    let location = created.as_ref().and_then(|said| said.header("location")).map(str::to_owned);
    if let Some(location) = location {
        for (from, to) in [(0, upload.len() / 2), (upload.len() / 2, upload.len())] {
            let offset = from.to_string();
            let kind = ("content-type", "application/offset+octet-stream");
            let headers = [version, kind, ("upload-offset", offset.as_str())];
            _ = try_ask(&door.address, "PATCH", &location, &headers, &upload[from..to]);
        }
    }
    if let Some(said) = try_ask(&door.address, "GET", &path(upload), &[], b"").filter(|said| said.status == 200) {
        note(upload, said.text());
    }
    given
}

/// Every file in exactly one place, every receipt that was given honoured.
fn whole(door: &Door, given: &BTreeMap<String, String>, count: usize) {
    let store = Store::open(&door.folder.join("store")).unwrap();
    assert!(store.files.left().unwrap().is_empty(), "nothing is left half-done");
    let files: Vec<String> = store.files.all().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(files.len(), count);
    let rows = store.records.read(|tx| tx.run("SELECT file FROM receipt WHERE kind = 'arrived'", &[])).unwrap();
    let receipts: Vec<String> = rows.iter().map(|row| row.must(0).unwrap()).collect();
    assert_eq!(receipts.len(), count, "one receipt each");
    for (sha256, receipt) in given {
        assert!(files.contains(sha256) && receipts.contains(receipt), "{sha256}");
    }
    // Neither bytes of uploads nor of anything else.
    for entry in fs::read_dir(door.folder.join("store/partial")).unwrap() {
        let entry = entry.unwrap();
        assert!(entry.path().extension().is_some_and(|kind| kind == "json"), "{entry:?}");
    }
    for session in fs::read_dir(door.folder.join("store/tmp")).unwrap() {
        assert_eq!(fs::read_dir(session.unwrap().path()).unwrap().count(), 1, "a lock");
    }
}

fn has_stopped(door: &mut Door) -> bool {
    let child = door.child.as_mut().unwrap();
    (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        child.try_wait().unwrap().is_some()
    })
}

#[test]
fn a_door_that_is_stopped_at_every_step_honours_its_receipts() {
    let mut door = Door::new();
    door.configure("per_hour = 60", "per_hour = 10000");
    let points = ["staged", "before-write", "half-written", "written", "renamed", "kept", "before-commit"];
    let mut given = BTreeMap::new();
    let mut count = 0;
    for point in points.into_iter().chain(DOOR) {
        for how in ["1", "2", "1:error"] {
            let (put, upload) = (bytes(20_000), bytes(700_000));
            // Opening the store is a transaction of its own.
            let how = if point == "before-commit" { how.replacen('1', "3", 1) } else { how.to_owned() };
            // Or, while it puts in order what was left before.
            if door.try_open(&[], Some(&format!("{point}:{how}"))) {
                given.extend(hand_in(&door, &put, &upload));
                assert!(how != "1" || has_stopped(&mut door), "{point}:{how}");
            }
            door.stop();
            // Who got no receipt hands in once more.
            door.open();
            for (sha256, receipt) in hand_in(&door, &put, &upload) {
                assert_eq!(*given.entry(sha256).or_insert_with(|| receipt.clone()), receipt, "{point}:{how}");
            }
            count += 2;
            assert_eq!(given.len(), count, "{point}:{how}");
            door.stop();
        }
    }
    door.open();
    for (sha256, receipt) in &given {
        let path = format!("/submissions/{sha256}");
        assert_eq!(ask(&door.address, "GET", &path, &[], b"").text(), *receipt);
    }
    // Uploads that were cut off and begun again elsewhere are given up after their time.
    let partial = door.folder.join("store/partial");
    door.stop();
    for entry in fs::read_dir(&partial).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none() {
            _ = fs::remove_file(path);
        }
    }
    whole(&door, &given, count);
}

#[test]
fn sending_on_may_be_stopped_anywhere() {
    let (mut road, mut headquarters) = (Door::new(), Door::new());
    let known = format!("doors = [\"{}\"]", road.key);
    headquarters.configure("doors = []", &known);
    let stick = road.folder.join("stick");
    fs::create_dir(&stick).unwrap();
    let mut count = 0;
    let mut round = |road: &mut Door, headquarters: &mut Door, here: Option<&str>, there: Option<&str>| {
        for (name, length) in [("a", 3000), ("b", 5_000_000)] {
            fs::write(stick.join(format!("{name}{count}")), bytes(length)).unwrap();
            count += 1;
        }
        assert_eq!(road.run(&["ingest", "stick"]).code, Some(0));
        headquarters.open_with(&[], there);
        let mut command = road.command();
        let target = format!("http://{}", headquarters.address);
        command.args(["forward", "--to", &target]).envs(here.map(|here| ("SAYYAR_FAIL", here)));
        let first = Ran::of(command.output().unwrap());
        assert!(there.is_some() || first.code != Some(0), "{here:?}: {first:?}");
        headquarters.stop();
        // The same address again, as a real door has it.
        let listen = headquarters.address.clone();
        headquarters.open_with(&["--listen", &listen], None);
        let second = road.run(&["forward", "--to", &target]);
        assert_eq!(second.code, Some(0), "{here:?} {there:?}: {second:?}");
        headquarters.stop();
        let given = Store::open(&road.folder.join("store")).unwrap();
        let sql = "SELECT a.sha256, f.receipt FROM arrival a JOIN forwarded f ON f.sha256 = a.sha256";
        let rows = given.records.read(|tx| tx.run(sql, &[])).unwrap();
        let sha256 = |row: &sayyar_intake::store::Row| row.must::<sayyar_seal::receipt::Sha256>(0).unwrap().to_string();
        let given = rows.iter().map(|row| (sha256(row), row.must(1).unwrap())).collect::<BTreeMap<_, _>>();
        assert_eq!(given.len(), count, "everything is sent");
        whole(headquarters, &given, count);
        fs::remove_dir_all(&stick).unwrap();
        fs::create_dir(&stick).unwrap();
    };
    for point in FORWARD {
        for how in ["1", "1:error"] {
            round(&mut road, &mut headquarters, Some(&format!("{point}:{how}")), None);
        }
    }
    for point in
        ["half-written", "renamed", "before-commit", "arrived", "before-answer", "upload-part", "upload-finished"]
    {
        // Opening the store is a transaction of its own.
        let time = if point == "before-commit" { 2 } else { 1 };
        round(&mut road, &mut headquarters, None, Some(&format!("{point}:{time}")));
    }
}
