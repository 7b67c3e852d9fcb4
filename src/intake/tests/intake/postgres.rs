//! What only PostgreSQL can get wrong: several programs at once, connections that are lost, tables of other versions.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use sayyar_intake::audit;
use sayyar_intake::store::{self, Store, StoreError};
use sayyar_seal::age::Kind;

use crate::cli::Place;
use crate::common::{Applicant, Desk, one};
use crate::kill::{receipts, stick, whole};
use crate::stores::{self, on, server};

fn name(place: &store::Place) -> String {
    let url = &place.database.as_ref().unwrap().url;
    url.split(['/', '?']).nth(3).unwrap().to_owned()
}

#[test]
fn four_programs_take_in_one_folder_and_each_file_counts_once() {
    on(stores::Kind::Shared, || {
        let place = Place::new(Kind::X25519);
        stick(&place, 60);
        let start = |_| {
            let mut command = place.command();
            command.args(["ingest", "stick", "--json"]).stdout(Stdio::piped()).spawn().unwrap()
        };
        let children: Vec<_> = (0..4).map(start).collect();
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(1), "the photograph is refused");
            let told = receipts(&String::from_utf8(output.stdout).unwrap());
            assert_eq!(told.len(), 61, "each program tells of every file");
            for (sha256, receipt) in told {
                let known = given.entry(sha256).or_insert_with(|| receipt.clone());
                assert_eq!(*known, receipt, "one receipt, whoever tells it");
            }
        }
        whole(&place, 60, &given);
    });
}

#[test]
fn connections_that_are_cut_lose_nothing_and_count_nothing_twice() {
    on(stores::Kind::Shared, || {
        let place = Place::new(Kind::X25519);
        stick(&place, 60);
        let (server, database) = (server().unwrap(), name(&place.store));
        let mut command = place.command();
        // Into a file: nobody reads a pipe while it is watched, and a full one would hold it up for ever.
        let told = place.folder.join("told.json");
        command.args(["ingest", "stick", "--json"]).stdout(fs::File::create(&told).unwrap());
        let mut child = command.spawn().unwrap();
        let sql = format!(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
             WHERE datname = '{database}' AND application_name = 'sayyar-intake'"
        );
        let mut cut = 0;
        while child.try_wait().unwrap().is_none() {
            cut += server.sql("postgres", &sql).trim().parse::<u64>().unwrap();
            thread::sleep(Duration::from_millis(40));
        }
        assert!(cut > 0, "it was never connected");
        whole(&place, 60, &receipts(&fs::read_to_string(&told).unwrap()));
    });
}

/// A way to the server on which the answer to a COMMIT gets lost, once, when `armed`.
fn proxy(armed: Arc<AtomicBool>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let socket = server().unwrap().folder.join(".s.PGSQL.5432");
    thread::spawn(move || {
        for client in listener.incoming() {
            let Ok(client) = client else { return };
            let there = UnixStream::connect(&socket).unwrap();
            let swallow = Arc::new(AtomicBool::new(false));
            let (armed, swallowing) = (armed.clone(), swallow.clone());
            let (from, mut to) = (client.try_clone().unwrap(), there.try_clone().unwrap());
            thread::spawn(move || {
                carry(from, |bytes| {
                    if bytes.windows(7).any(|text| text == b"COMMIT\0") && armed.swap(false, Ordering::SeqCst) {
                        swallow.store(true, Ordering::SeqCst);
                    }
                    to.write_all(bytes).is_ok()
                });
                _ = to.shutdown(std::net::Shutdown::Both);
            });
            thread::spawn(move || {
                let mut back: TcpStream = client.try_clone().unwrap();
                carry(there, |bytes| !swallowing.load(Ordering::SeqCst) && back.write_all(bytes).is_ok());
                _ = client.shutdown(std::net::Shutdown::Both);
            });
        }
    });
    port
}

fn carry(mut from: impl Read, mut to: impl FnMut(&[u8]) -> bool) {
    let mut buffer = [0; 4096];
    while let Ok(count) = from.read(&mut buffer) {
        if count == 0 || !to(&buffer[..count]) {
            return;
        }
    }
}

#[test]
fn a_commit_whose_answer_is_lost_is_asked_about_and_not_done_twice() {
    on(stores::Kind::Shared, || {
        let mut desk = Desk::new();
        let armed = Arc::new(AtomicBool::new(false));
        let url = format!("postgres://postgres@127.0.0.1:{}/{}", proxy(armed.clone()), name(&desk.place));
        desk.place.database = Some(store::Database { url, password_file: None });
        let intake = desk.intake();
        let applicant = Applicant::new(&desk);
        armed.store(true, Ordering::SeqCst);
        let told = one(&intake, &applicant.first(&desk));
        assert!(!armed.load(Ordering::SeqCst) && !told.again, "the first and only time: {told:?}");
        let application = || intake.find(&applicant.number()).unwrap().remove(0);
        // What is done once by its nature, and would be there twice if it were done again.
        armed.store(true, Ordering::SeqCst);
        intake.check_identity(&application(), ("passport", ""), "Aysel").unwrap().unwrap();
        assert!(!armed.load(Ordering::SeqCst));
        assert_eq!(application().identity.len(), 1);
        let checked = audit::check(&intake.store.records).unwrap();
        assert_eq!((checked.broken, checked.head.sequence), (None, 2));
    });
}

#[test]
fn work_that_somebody_has_claimed_is_left_to_them() {
    on(stores::Kind::Shared, || {
        let desk = Desk::new();
        let (a, b) = (desk.intake(), desk.bare());
        let mut written = Vec::new();
        for number in 0..10_u8 {
            let mut staged = a.stage(&mut &[number; 100][..]).unwrap();
            a.write(&mut staged).unwrap();
            written.push((staged, None));
        }
        assert_eq!(a.arrive(&a.keep(written).unwrap()).unwrap().len(), 10);
        let sql = "SELECT w.sha256 FROM work w ORDER BY w.at, w.sha256 LIMIT $1";
        let first = a.store.records.claim(sql, &[6_i64.into()]).unwrap();
        let second = b.store.records.claim(sql, &[6_i64.into()]).unwrap();
        assert_eq!((first.items().len(), second.items().len()), (6, 4));
        assert!(first.items().iter().all(|one| !second.items().contains(one)));
        let done = first.items().to_vec();
        first.done(&done).unwrap();
        // Given back, not done: the next one gets it.
        drop(second);
        assert_eq!(a.store.records.claim(sql, &[99_i64.into()]).unwrap().items().len(), 4);
    });
}

#[test]
fn tables_of_another_version_become_present_ones_or_are_left_alone() {
    on(stores::Kind::Shared, || {
        let desk = Desk::new();
        drop(desk.intake());
        let (server, database) = (server().unwrap(), name(&desk.place));
        server.sql(
            &database,
            "DROP TABLE work; DROP TABLE resealed; UPDATE meta SET value = '1' WHERE name = 'tables'; \
             INSERT INTO arrival (sha256, size, at, filed, outcome, kept) \
             VALUES (decode(repeat('ab', 32), 'hex'), 1, 2, 2, 'arrived', 1)",
        );
        // Two programs that find old tables at one moment.
        thread::scope(|scope| {
            let both = [(); 2].map(|()| scope.spawn(|| Store::at(&desk.place).map(|_| ())));
            both.into_iter().for_each(|one| one.join().unwrap().unwrap());
        });
        assert_eq!(server.sql(&database, "SELECT count(*), max(at) FROM work").trim(), "1|2");
        server.sql(&database, "UPDATE meta SET value = '99' WHERE name = 'tables'");
        let error = Store::at(&desk.place).unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 99 }), "{error}");
        assert!(error.advice().unwrap().contains("nothing was changed"));
    });
}

#[test]
fn a_server_that_is_not_there_or_does_not_let_us_in_is_told_with_advice() {
    on(stores::Kind::Shared, || {
        let mut place = Place::new(Kind::X25519);
        let good = place.store.clone();
        let at =
            |url: String| store::Place { database: Some(store::Database { url, password_file: None }), ..good.clone() };
        place.put_store(at(server().unwrap().address("nowhere")));
        let told = place.run(&["list"]);
        assert_eq!(told.code, Some(3), "{told:?}");
        assert!(told.err.contains("nowhere at /") && told.err.contains("createdb"), "{told:?}");
        place.put_store(at("postgres://sayyar@127.0.0.1:1/sayyar".into()));
        let told = place.run(&["list"]);
        assert_eq!(told.code, Some(3), "{told:?}");
        assert!(told.err.contains("sayyar at 127.0.0.1:1") && told.err.contains("is the server running"), "{told:?}");
        place.put_store(at("postgres://sayyar:hush@db.example/sayyar".into()));
        let told = place.run(&["list"]);
        assert_eq!(told.code, Some(2), "{told:?}");
        assert!(told.err.contains("error[secret-in-configuration]"), "{told:?}");
    });
}
