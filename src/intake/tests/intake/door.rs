//! The door over real HTTP: receipts, limits, uploads that go on, sending on; and that it opens nothing.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sayyar_intake::system;
use sayyar_seal::age::Kind;
use sayyar_seal::receipt::{Kind as Statement, Signed};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::cli::{Place, Ran};
use crate::desk::{Said, ask};

/// A door in a folder of its own, open.
pub(crate) struct Door {
    pub(crate) folder: PathBuf,
    pub(crate) child: Option<Child>,
    pub(crate) address: String,
    pub(crate) key: String,
}

impl Drop for Door {
    fn drop(&mut self) {
        self.stop();
        _ = fs::remove_dir_all(&self.folder);
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    system::hex(&Sha256::digest(bytes))
}

impl Door {
    pub(crate) fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("sayyar-door-{}", system::token::<8>()));
        fs::create_dir_all(&folder).unwrap();
        system::write_secret(&folder.join("passphrase"), b"another long passphrase\n").unwrap();
        let mut door = Self { folder, child: None, address: String::new(), key: String::new() };
        let made = door.run(&["init", "--door", "--json"]);
        assert_eq!(made.code, Some(0), "{made:?}");
        door.key = made.json()[0]["receipt"].as_str().unwrap().to_owned();
        assert!(!door.folder.join("keys/intake.age").exists() && !door.folder.join("keys/recovery.age").exists());
        door
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayyar-intake"));
        command.current_dir(&self.folder).args(["--passphrase-file", "passphrase"]).env_remove("SAYYAR_FAIL");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command().args(args).output().unwrap())
    }

    pub(crate) fn configure(&self, from: &str, to: &str) {
        let path = self.folder.join("sayyar-intake.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    pub(crate) fn open(&mut self) {
        self.open_with(&[], None);
    }

    /// Opens it with more arguments, and a place where it fails.
    pub(crate) fn open_with(&mut self, args: &[&str], fail: Option<&str>) {
        assert!(self.try_open(args, fail), "{fail:?}");
    }

    /// The same, unless it fails before it is open.
    pub(crate) fn try_open(&mut self, args: &[&str], fail: Option<&str>) -> bool {
        let mut command = self.command();
        command
            .args(["door", "--json"])
            .args(if args.contains(&"--listen") { &[][..] } else { &["--listen", "127.0.0.1:0"] })
            .args(args)
            .stdout(Stdio::piped());
        command.envs(fail.map(|fail| ("SAYYAR_FAIL", fail)));
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        if line.is_empty() {
            _ = child.wait();
            return false;
        }
        let value: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.address = value["address"].as_str().unwrap().to_owned();
        self.child = Some(child);
        true
    }

    /// Without a word of warning.
    pub(crate) fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            _ = child.kill();
            _ = child.wait();
        }
    }

    pub(crate) fn put(&self, bytes: &[u8]) -> Said {
        ask(&self.address, "PUT", &format!("/submissions/{}", sha256(bytes)), &[], bytes)
    }

    /// Announces an upload of these bytes.
    pub(crate) fn create(&self, bytes: &[u8]) -> Said {
        let metadata = format!("filename YQ==,sha256 {}", STANDARD.encode(sha256(bytes)));
        let length = bytes.len().to_string();
        self.tus("POST", "/files", &[("upload-length", &length), ("upload-metadata", &metadata)], b"")
    }

    pub(crate) fn tus(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Said {
        let headers = [&[("tus-resumable", "1.0.0")], headers].concat();
        ask(&self.address, method, path, &headers, body)
    }
}

#[test]
fn a_door_gives_receipts_and_can_open_nothing() {
    let (place, mut door) = (Place::new(Kind::X25519), Door::new());
    let refused = place.run(&["door"]);
    assert!(
        refused.code == Some(2) && refused.err.contains("does not start where an identity is configured"),
        "{refused:?}"
    );
    door.open();
    let (path, number) = place.submission(&place.folder, 1000);
    let bytes = fs::read(&path).unwrap();
    let first = door.put(&bytes);
    assert_eq!(first.status, 201, "{first:?}");
    let receipt = Signed::parse(&first.body).unwrap();
    assert_eq!(receipt.receipt().kind, Statement::Arrived);
    assert_eq!(
        (receipt.receipt().sha256.to_string(), receipt.receipt().by.to_string()),
        (sha256(&bytes), door.key.clone())
    );
    assert!(!first.text().contains(&number.to_string()), "a door does not know the number");
    let again = door.put(&bytes);
    assert_eq!((again.status, &again.body), (200, &first.body));
    let path = format!("/submissions/{}", sha256(&bytes));
    assert_eq!(ask(&door.address, "GET", &path, &[], b"").body, first.body);
    assert_eq!(ask(&door.address, "GET", &format!("/submissions/{}", sha256(b"other")), &[], b"").status, 404);
    // Nothing is looked into: anything may come.
    assert_eq!(door.put(b"a photograph").status, 201);
    let codes = [
        (ask(&door.address, "PUT", &path.replace(&sha256(&bytes), &sha256(b"x")), &[], b"y"), 422, "digest-differs"),
        (ask(&door.address, "PUT", "/submissions/abc", &[], b"y"), 400, "no-digest"),
        (
            ask(&door.address, "PUT", &path.to_ascii_uppercase().replace("SUBMISSIONS", "submissions"), &[], b"y"),
            400,
            "no-digest",
        ),
    ];
    for (said, status, code) in codes {
        assert!(said.status == status && said.text().starts_with(code), "{said:?}");
    }
    let health = ask(&door.address, "GET", "/healthz", &[], b"");
    assert_eq!((health.status, health.header("sayyar-door")), (200, Some("1")));
    let health: Value = serde_json::from_slice(&health.body).unwrap();
    assert_eq!((&health["ok"], &health["receipts"]), (&Value::Bool(true), &Value::from(door.key.as_str())));
    assert_eq!(health["max_bytes"], 64 << 20);
    let metrics = ask(&door.address, "GET", "/metrics", &[], b"").text();
    for expected in [
        "sayyar_door_arrived_total 2\n",
        "sayyar_door_refused_total{code=\"digest-differs\"} 1\n",
        "# TYPE sayyar_door_free_bytes gauge",
    ] {
        assert!(metrics.contains(expected), "{expected}\n{metrics}");
    }
    assert_eq!(fs::read_dir(door.folder.join("store/new")).unwrap().count(), 0);
    // Killed and opened again, it says the same.
    door.stop();
    door.open();
    assert_eq!(ask(&door.address, "GET", &path, &[], b"").body, first.body);
}

#[test]
fn pages_of_any_site_may_hand_in_and_nobody_may_ask_for_more() {
    let mut door = Door::new();
    door.configure("per_hour = 60", "per_hour = 3");
    door.configure("megabytes = 64", "megabytes = 1");
    door.open();
    let origin = ("origin", "https://site.example");
    let asked = ask(&door.address, "OPTIONS", "/files", &[origin, ("access-control-request-method", "POST")], b"");
    assert_eq!((asked.status, asked.header("access-control-allow-origin")), (204, Some("*")));
    assert!(asked.header("access-control-allow-methods").unwrap().contains("PATCH"));
    assert!(asked.header("access-control-allow-headers").unwrap().contains("Upload-Offset"));
    assert!(asked.header("access-control-allow-credentials").is_none());
    let large = door.put(&vec![1; (1 << 20) + 1]);
    assert!(large.status == 413 && large.text().starts_with("too-large"), "{large:?}");
    assert_eq!(door.put(b"one").status, 201);
    assert_eq!(door.put(b"two").status, 201);
    let often = door.put(b"three");
    assert!(often.status == 429 && often.header("retry-after") == Some("60"), "{often:?}");
    assert_eq!(door.create(b"12345").status, 429);
    // Asking for receipts is not handing in.
    assert_eq!(ask(&door.address, "GET", &format!("/submissions/{}", sha256(b"one")), &[], b"").status, 200);
}

#[test]
fn when_the_disk_is_nearly_full_nothing_is_kept_by_halves() {
    let mut door = Door::new();
    door.configure("reserve_megabytes = 1024", "reserve_megabytes = 1000000");
    door.open();
    let full = door.put(b"one");
    assert!(full.status == 507 && full.text().starts_with("no-room"), "{full:?}");
    assert_eq!(door.create(b"12345").status, 507);
    assert_eq!(ask(&door.address, "GET", "/healthz", &[], b"").status, 503);
    for folder in ["new", "files", "partial"] {
        assert_eq!(fs::read_dir(door.folder.join("store").join(folder)).unwrap().count(), 0, "{folder}");
    }
}

#[test]
fn a_file_that_breaks_off_leaves_nothing() {
    let mut door = Door::new();
    door.open();
    let bytes = vec![7; 900_000];
    let mut stream = TcpStream::connect(&door.address).unwrap();
    let head = format!("PUT /submissions/{} HTTP/1.1\r\nhost: x\r\ncontent-length: 900000\r\n\r\n", sha256(&bytes));
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&bytes[..700_000]).unwrap();
    drop(stream);
    let session = || {
        let session = fs::read_dir(door.folder.join("store/tmp")).unwrap().next().unwrap().unwrap().path();
        fs::read_dir(session).unwrap().count()
    };
    // Its lock only, once the door has noticed.
    for _ in 0..100 {
        if session() == 1 {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(session(), 1);
    assert_eq!(door.put(&bytes).status, 201);
}

#[test]
fn uploads_go_on_where_they_were_cut_off_also_after_a_crash() {
    let (place, mut door) = (Place::new(Kind::X25519), Door::new());
    door.open();
    let (path, _) = place.submission(&place.folder, 900_000);
    let bytes = fs::read(path).unwrap();
    let told = ask(&door.address, "OPTIONS", "/files", &[], b"");
    assert_eq!((told.header("tus-version"), told.header("tus-max-size")), (Some("1.0.0"), Some("67108864")));
    assert_eq!(told.header("tus-extension"), Some("creation,expiration,termination"));
    let length = bytes.len().to_string();
    assert_eq!(ask(&door.address, "POST", "/files", &[("upload-length", &length)], b"").status, 412);
    let nameless = door.tus("POST", "/files", &[("upload-length", &length)], b"");
    assert!(nameless.status == 400 && nameless.text().starts_with("no-digest"), "{nameless:?}");
    let created = door.create(&bytes);
    assert_eq!(created.status, 201, "{created:?}");
    let location = created.header("location").unwrap().to_owned();
    assert!(location.len() > 30, "unguessable: {location}");
    assert!(created.header("upload-expires").unwrap().ends_with(" GMT"));
    let kind = ("content-type", "application/offset+octet-stream");
    let patch = |door: &Door, from: usize, to: usize| {
        let offset = from.to_string();
        door.tus("PATCH", &location, &[kind, ("upload-offset", &offset)], &bytes[from..to])
    };
    assert_eq!(door.tus("PATCH", &location, &[("upload-offset", "0")], b"x").status, 415);
    let first = patch(&door, 0, 300_000);
    assert_eq!((first.status, first.header("upload-offset")), (204, Some("300000")));
    assert_eq!(patch(&door, 0, 10).status, 409);
    assert_eq!(door.tus("PATCH", "/files/guess", &[kind, ("upload-offset", "0")], b"x").status, 404);
    // The door is killed in the middle of the next piece.
    let mut stream = TcpStream::connect(&door.address).unwrap();
    let head = format!(
        "PATCH {location} HTTP/1.1\r\nhost: x\r\ntus-resumable: 1.0.0\r\ncontent-type: {}\r\nupload-offset: 300000\r\ncontent-length: 500000\r\n\r\n",
        kind.1
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&bytes[300_000..450_000]).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    door.stop();
    door.open();
    let head = door.tus("HEAD", &location, &[], b"");
    assert_eq!(head.status, 200, "{head:?}");
    let offset: usize = head.header("upload-offset").unwrap().parse().unwrap();
    assert!((300_000..=450_000).contains(&offset), "{offset}");
    assert_eq!(head.header("cache-control"), Some("no-store"));
    let last = patch(&door, offset, bytes.len());
    assert_eq!(last.status, 204, "{last:?}");
    let receipt = last.header("sayyar-receipt").unwrap().to_owned();
    assert_eq!(receipt, format!("/submissions/{}", sha256(&bytes)));
    let signed = Signed::parse(&ask(&door.address, "GET", &receipt, &[], b"").body).unwrap();
    assert_eq!(signed.receipt().size, bytes.len() as u64);
    // Who missed the answer asks again.
    let done = door.tus("HEAD", &location, &[], b"");
    assert_eq!(
        (done.header("upload-offset"), done.header("sayyar-receipt")),
        (Some(length.as_str()), Some(receipt.as_str()))
    );

    // Known bytes need not come again.
    let known = door.create(&bytes);
    assert_eq!((known.status, known.header("sayyar-receipt")), (201, Some(receipt.as_str())));

    // Other bytes than were announced.
    let created = door.create(b"right");
    let location = created.header("location").unwrap();
    let wrong = door.tus("PATCH", location, &[kind, ("upload-offset", "0")], b"wrong");
    assert!(wrong.status == 422 && wrong.text().starts_with("digest-differs"), "{wrong:?}");
    assert_eq!(door.tus("HEAD", location, &[], b"").status, 404);
    let created = door.create(b"right");
    let location = created.header("location").unwrap();
    let more = door.tus("PATCH", location, &[kind, ("upload-offset", "0")], b"right and more");
    assert!(more.status == 400 && more.text().starts_with("too-long"), "{more:?}");
    // Given up.
    let created = door.create(b"given up");
    let location = created.header("location").unwrap();
    assert_eq!(door.tus("DELETE", location, &[], b"").status, 204);
    assert_eq!(door.tus("HEAD", location, &[], b"").status, 404);
}

#[test]
fn nobody_is_waited_for_without_end() {
    let mut door = Door::new();
    door.configure("patience_seconds = 60", "patience_seconds = 1");
    door.open();
    let ends = |mut stream: TcpStream, drip: bool| {
        let begin = Instant::now();
        stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        let mut buffer = [0; 512];
        while begin.elapsed() < Duration::from_secs(15) {
            match stream.read(&mut buffer) {
                Ok(0) => return begin.elapsed(),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(_) => return begin.elapsed(),
                Ok(_) => {}
            }
            if drip && stream.write_all(b"x").is_err() {
                return begin.elapsed();
            }
        }
        panic!("still open");
    };
    let connect = || TcpStream::connect(&door.address).unwrap();
    let silent = connect();
    let mut head = connect();
    head.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ").unwrap();
    let mut body = connect();
    let begin = format!("PUT /submissions/{} HTTP/1.1\r\nhost: x\r\ncontent-length: 900000\r\n\r\n", sha256(b"x"));
    body.write_all(begin.as_bytes()).unwrap();
    std::thread::scope(|scope| {
        for (stream, drip) in [(silent, false), (head, true), (body, true)] {
            scope.spawn(move || assert!(ends(stream, drip) < Duration::from_secs(10)));
        }
    });
    // Who sends little but sends it, and more than that, is served; and nobody has more lines than a household needs.
    assert_eq!(door.put(b"here").status, 201);
    let held: Vec<TcpStream> = (0..40).map(|_| connect()).collect();
    let alive = held.iter().filter(|stream| {
        stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let mut stream = *stream;
        stream.read(&mut [0; 1]).is_err_and(|error| matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut))
    });
    assert!(alive.count() <= 32);
}

#[cfg(unix)]
#[test]
fn told_to_stop_it_ends_what_is_under_way() {
    let mut door = Door::new();
    door.open();
    let bytes = vec![3; 700_000];
    let mut stream = TcpStream::connect(&door.address).unwrap();
    let head = format!("PUT /submissions/{} HTTP/1.1\r\nhost: x\r\ncontent-length: 700000\r\n\r\n", sha256(&bytes));
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&bytes[..400_000]).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let mut child = door.child.take().unwrap();
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    std::thread::sleep(Duration::from_millis(500));
    assert!(TcpStream::connect(&door.address).is_err(), "nobody new comes in");
    assert!(child.try_wait().unwrap().is_none(), "it waits for who is there");
    stream.write_all(&bytes[400_000..]).unwrap();
    let mut said = String::new();
    stream.read_to_string(&mut said).unwrap();
    assert!(said.starts_with("HTTP/1.1 201"), "{said}");
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let receipt = said.split_once("\r\n\r\n").unwrap().1.to_owned();
    door.open();
    assert_eq!(door.put(&bytes).text(), receipt);
}

#[test]
fn what_arrived_on_the_road_is_taken_in_at_headquarters_with_its_first_time() {
    let (mut place, mut road, mut headquarters) = (Place::new(Kind::X25519), Door::new(), Door::new());
    road.open();
    let files: Vec<Vec<u8>> = (0..3).map(|_| fs::read(place.submission(&place.folder, 500).0).unwrap()).collect();
    let receipts: Vec<Signed> = files.iter().map(|file| Signed::parse(&road.put(file).body).unwrap()).collect();
    road.stop();
    let nobody = road.run(&["forward", "--to", "http://127.0.0.1:9"]);
    assert!(nobody.code == Some(3) && nobody.err.contains("does not answer"), "{nobody:?}");
    let known = format!("doors = [\"{}\"]", road.key);
    headquarters.configure("doors = []", &known);
    std::thread::sleep(Duration::from_millis(1100));
    headquarters.open();
    let target = format!("http://{}", headquarters.address);
    let sent = road.run(&["forward", "--to", &target]);
    assert!(sent.code == Some(0) && sent.out.contains("3 sent on, 0 still to be sent"), "{sent:?}");
    assert!(road.run(&["forward", "--to", &target]).out.contains("0 sent on"));
    assert_eq!(headquarters.put(b"no application").status, 201, "it arrived; nobody has looked into it");
    headquarters.stop();
    // The one who may open shares the store of headquarters' door.
    place.put_store(sayyar_intake::store::Place::local(headquarters.folder.join("store")));
    let config = fs::read_to_string(place.folder.join("sayyar-intake.toml")).unwrap();
    fs::write(place.folder.join("sayyar-intake.toml"), config.replace("doors = []", &known)).unwrap();
    assert_eq!(place.run(&["forms", "add", "work-permit-1.1.zip"]).code, Some(0));
    let taken = place.run(&["ingest", "--arrived", "--json"]);
    assert_eq!(taken.code, Some(1), "{taken:?}");
    let sum = taken.json().pop().unwrap();
    assert_eq!((sum["taken_in"].as_u64(), sum["refused"].as_u64()), (Some(3), Some(1)));
    assert_eq!(place.run(&["ingest", "--arrived", "--json"]).json().last().unwrap()["files"], 0);
    for value in place.run(&["list", "--json"]).json() {
        let filed = value["filed"].as_str().unwrap();
        assert!(receipts.iter().any(|receipt| receipt.receipt().at.to_string() == filed), "{filed}");
    }
    // Now headquarters' door knows more.
    headquarters.open();
    let path = format!("/submissions/{}", sha256(&files[0]));
    let signed = Signed::parse(&ask(&headquarters.address, "GET", &path, &[], b"").body).unwrap();
    assert!(matches!(signed.receipt().kind, Statement::TakenIn { .. }));
    let path = format!("/submissions/{}", sha256(b"no application"));
    let signed = Signed::parse(&ask(&headquarters.address, "GET", &path, &[], b"").body).unwrap();
    assert!(matches!(&signed.receipt().kind, Statement::Refused { code } if code == "age-not-age"), "{signed:?}");
    // Whoever hands it in once more hears the same.
    let again = headquarters.put(b"no application");
    assert_eq!((again.status, again.body == signed.as_str().as_bytes()), (200, true), "{again:?}");
}

#[test]
fn many_at_once_each_get_their_own_receipt() {
    let mut door = Door::new();
    door.configure("per_hour = 60", "per_hour = 1000");
    door.open();
    let receipts: Vec<Signed> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16u8)
            .map(|one| {
                let door = &door;
                scope.spawn(move || {
                    (0..10u8).map(|two| Signed::parse(&door.put(&[one, two, 9]).body).unwrap()).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let mut sequences: Vec<u64> = receipts.iter().map(|receipt| receipt.receipt().sequence).collect();
    sequences.sort_unstable();
    assert_eq!(sequences, (1..=160).collect::<Vec<u64>>());
}
