//! Stopping the program wherever it hurts: afterwards everything is in exactly one place, and every receipt that was
//! handed out is honoured.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use sayyar_intake::audit;
use sayyar_intake::fail::POINTS;
use sayyar_seal::age::Kind;
use sayyar_seal::receipt::Signed;
use serde_json::Value;

use crate::cli::{Place, Ran};
use crate::stores::on_every_store;

/// Receipts that left the program, by the digest of what they are about.
pub(crate) fn receipts(out: &str) -> BTreeMap<String, String> {
    let lines = out.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let told =
        lines.filter_map(|value| Some((value["sha256"].as_str()?.to_owned(), value["receipt"].as_str()?.to_owned())));
    told.collect()
}

pub(crate) fn stick(place: &Place, count: usize) -> PathBuf {
    let folder = place.folder.join("stick");
    fs::create_dir(&folder).unwrap();
    for number in 0..count {
        // Some small, some that stream.
        place.submission(&folder, if number % 4 == 0 { 800_000 } else { 500 });
    }
    fs::write(folder.join("photo.jpeg"), b"no application").unwrap();
    folder
}

/// What must hold after the last run, whatever happened before.
pub(crate) fn whole(place: &Place, count: usize, given: &BTreeMap<String, String>) {
    let last = place.run(&["ingest", "stick", "--json"]);
    assert_eq!(last.code, Some(1), "the photograph is refused: {last:?}");
    let now = receipts(&last.out);
    assert_eq!(now.len(), count + 1);
    for (sha256, receipt) in given {
        assert_eq!(now.get(sha256), Some(receipt), "a receipt that was given is the receipt");
    }
    let store = crate::stores::open(&place.store);
    assert!(store.files.left().unwrap().is_empty(), "nothing is left half-done");
    let files: BTreeSet<String> = store.files.all().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(files, now.keys().cloned().collect(), "each file once");
    assert_eq!(fs::read_dir(place.store.folder.join("tmp")).unwrap().count(), 1, "only this test's own session");
    let count_of = |sql| store.records.read(|tx| tx.run(sql, &[])).unwrap()[0].must::<u64>(0).unwrap();
    assert_eq!(count_of("SELECT count(*) FROM submission"), count as u64);
    assert_eq!(count_of("SELECT count(*) FROM application"), count as u64);
    assert_eq!(count_of("SELECT count(*) FROM quarantine"), 1);
    assert_eq!(count_of("SELECT count(*) FROM receipt"), count as u64 + 1);
    let rows = store.records.read(|tx| tx.run("SELECT file FROM receipt ORDER BY sequence", &[])).unwrap();
    let chain: Vec<Signed> =
        rows.iter().map(|row| Signed::parse(row.must::<String>(0).unwrap().as_bytes()).unwrap()).collect();
    assert!(chain.windows(2).all(|pair| pair[1].receipt().previous == Some(pair[0].digest())));
    assert_eq!(audit::check(&store.records).unwrap().broken, None);
}

fn stopped_at_every_step() {
    let mut place = Place::new(Kind::X25519);
    stick(&place, 6);
    for point in POINTS {
        for time in ["1", "3"] {
            for how in ["", ":error"] {
                place.empty();
                let name = "work-permit-1.1.zip";
                assert_eq!(place.run(&["forms", "add", name]).code, Some(0));
                let mut command = place.command();
                let asked = format!("{point}:{time}{how}");
                command.args(["ingest", "stick", "--json"]).env("SAYYAR_FAIL", &asked);
                let ran = Ran::of(command.output().unwrap());
                // Batches are few: a later commit may never come.
                let stopped = ran.code.is_none() || how == ":error";
                assert!(stopped || time == "3", "{asked}: {ran:?}");
                whole(&place, 6, &receipts(&ran.out));
            }
        }
    }
}

/// 25 kills, or as many as `SAYYAR_KILLS` says: every 25 the store begins anew.
fn killed_at_random_under_load() {
    let mut place = Place::new(Kind::X25519);
    stick(&place, 60);
    let kills = std::env::var("SAYYAR_KILLS").map_or(25, |text| text.parse::<u64>().unwrap());
    let mut killed = 0;
    for first in (0..kills).step_by(25) {
        if first > 0 {
            place.empty();
            assert_eq!(place.run(&["forms", "add", "work-permit-1.1.zip"]).code, Some(0));
        }
        let mut given = BTreeMap::new();
        for round in first..kills.min(first + 25) {
            killed += usize::from(kill_after(&place, 100 + (round * 7919) % 900, &mut given));
        }
        whole(&place, 60, &given);
    }
    assert!(killed > 5, "killed {killed} times");
}

/// Takes in what is on the stick, and is killed after so many milliseconds: anywhere from before the keys are open to the
/// end. Whether it still ran; the receipts it gave.
fn kill_after(place: &Place, milliseconds: u64, given: &mut BTreeMap<String, String>) -> bool {
    let mut command = place.command();
    command.args(["ingest", "stick", "--json"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    std::thread::sleep(Duration::from_millis(milliseconds));
    let ran = child.try_wait().unwrap().is_none();
    _ = child.kill();
    let output = child.wait_with_output().unwrap();
    // The last line may be cut: it counts only when it is whole.
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    for (sha256, receipt) in receipts(&text) {
        let known = given.entry(sha256).or_insert_with(|| receipt.clone());
        assert_eq!(*known, receipt);
    }
    ran
}

fn two_programs_at_once_one_of_them_killed() {
    let place = Place::new(Kind::X25519);
    stick(&place, 40);
    let start = || {
        let mut command = place.command();
        command.args(["ingest", "stick", "--json"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    };
    let (mut first, second) = (start(), start());
    std::thread::sleep(Duration::from_millis(600));
    _ = first.kill();
    let (first, second) = (first.wait_with_output().unwrap(), second.wait_with_output().unwrap());
    let mut given = receipts(&String::from_utf8_lossy(&first.stdout));
    for (sha256, receipt) in receipts(&String::from_utf8(second.stdout).unwrap()) {
        let known = given.entry(sha256).or_insert_with(|| receipt.clone());
        assert_eq!(*known, receipt);
    }
    assert_eq!(given.len(), 41, "the second took in everything");
    whole(&place, 40, &given);
}

on_every_store! {
    stopped_at_every_step,
    killed_at_random_under_load,
    two_programs_at_once_one_of_them_killed,
}
