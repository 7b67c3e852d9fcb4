//! Sealing anew to new keys: everything that rests opens with the new identity alone, keeps its name and its receipt,
//! and whatever stops it in between, no file is lost or unreadable.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::time::Duration;

use sayyar_intake::audit;
use sayyar_intake::fail::REKEY;
use sayyar_intake::keys::Keyring;
use sayyar_intake::rekey::{Count, Done, NotRekeyed, Rekey, Told};
use sayyar_intake::system;
use sayyar_intake::verify::Waiver;
use sayyar_seal::age::{self, Identity, Kind};
use sayyar_seal::submission::Limits;
use serde_json::{Value, json};

use crate::cli::{Place, Ran};
use crate::common::{Applicant, Desk, one, outcome};
use crate::stores::on_every_store;

fn rekeyed(intake: &sayyar_intake::ingest::Intake, rekey: &Rekey) -> (Count, Vec<Told>) {
    let mut told = Vec::new();
    let count = intake.rekey(rekey, "Aysel", &mut |one| told.push(one.clone())).unwrap();
    (count, told)
}

fn everything_opens_with_the_new_identity_alone() {
    let desk = Desk::new();
    let mut intake = desk.intake();
    // Taken in with an amendment that waits, refused for its answers, refused as none of ours.
    let mut applicant = Applicant::new(&desk);
    applicant.attachments[0].1.extend(vec![b' '; 700_000]);
    let first = applicant.first(&desk);
    let second = applicant.amend(&desk, &first, 7);
    let third = applicant.amend(&desk, &second, 8);
    let wrong = { Applicant { answers: json!({ "months": 40 }), ..Applicant::new(&desk) } };
    let refused = wrong.first(&desk);
    let receipts: Vec<String> =
        [&first, &third, &refused].into_iter().map(|sealed| one(&intake, sealed).receipt).collect();
    let foreign =
        age::encrypt(b"x", &Identity::from_seed(Kind::X25519, &[9; 32]).recipient().into(), &mut system::entropy);
    let foreign = crate::common::Sealed { bytes: foreign, ..first.clone() };
    assert_eq!(outcome(&one(&intake, &foreign)), "age-no-match");

    let new = Identity::generate(Kind::X25519, &mut system::entropy);
    let to = vec![new.recipient(), desk.recovery.recipient()];
    assert_eq!(Rekey::new(to.clone(), &intake.keys).err(), Some(NotRekeyed::NoProof), "nobody could tell");
    intake.keys = Keyring::new(vec![new.clone(), desk.identity.clone()]);
    let rekey = Rekey::new(to.clone(), &intake.keys).unwrap();
    let before = intake.check_keys(&rekey, &mut |_| ()).unwrap();
    assert_eq!((before.past, before.foreign, before.is_whole()), (3, 1, false));
    let (count, told) = rekeyed(&intake, &rekey);
    assert_eq!(count, Count { resealed: 3, foreign: 1, ..Count::default() });
    assert_eq!(told.len(), 4);
    // Once more: nothing to do. The other way round they are the same recipients.
    let (count, told) = rekeyed(&intake, &Rekey::new(to.into_iter().rev().collect(), &intake.keys).unwrap());
    assert_eq!(count, Count { already: 3, foreign: 1, ..Count::default() });
    assert!(told.iter().all(|told| matches!(told.done, Done::Already | Done::Sealed { code: "age-no-match" })));
    // Every file keeps its name, and none is the bytes that came.
    for sealed in [&first, &third, &refused] {
        let mut bytes = Vec::new();
        let sha256 = sayyar_seal::age::Fingerprint(
            sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(&sealed.bytes)).into(),
        );
        std::io::Read::read_to_end(&mut intake.store.files.read(&sha256).unwrap(), &mut bytes).unwrap();
        assert!(bytes != sealed.bytes);
        let opens = |identity: &Identity| age::decrypt(&bytes, std::slice::from_ref(identity)).is_ok();
        assert!(opens(&new) && opens(&desk.recovery) && !opens(&desk.identity));
    }
    // The old identity is gone; its fingerprint stays as one that was ours.
    let past = [desk.identity.recipient().fingerprint()];
    intake.keys = Keyring::new(vec![new.clone()]);
    let number = applicant.number();
    let application = intake.find(&number).unwrap().remove(0);
    let not_ours = intake.read(&application, &application.revisions[0], "Aysel", &mut ()).unwrap_err();
    assert!(not_ours.to_string().contains("addressed to somebody else"), "{not_ours}");
    intake.keys = Keyring::new(vec![new.clone()]).with_past(&past);
    for revision in &application.revisions {
        let content = intake.read(&application, revision, "Aysel", &mut ()).unwrap();
        assert_eq!(content.answers["secret"], "canary-5f1c");
    }
    let pdf = intake.attachment(&application, &application.revisions[0], "contract/1-muqavile.pdf", "Aysel").unwrap();
    assert_eq!(pdf.as_deref(), Some(&applicant.attachments[0].1[..]));
    // The same bytes get the same receipt; the missing revision joins the two.
    for (sealed, receipt) in [&first, &third, &refused].into_iter().zip(&receipts) {
        let again = one(&intake, sealed);
        assert_eq!((again.again, &again.receipt), (true, receipt));
    }
    intake.keys = Keyring::new(vec![new.clone(), desk.identity.clone()]);
    assert_eq!(outcome(&one(&intake, &second)), "taken");
    assert_eq!(intake.find(&number).unwrap()[0].summary.as_ref().unwrap().revision, 3);
    // An officer may still take in what was refused; its receipt speaks of the bytes that came.
    intake.keys = Keyring::new(vec![new.clone()]).with_past(&past);
    let waiver = Waiver { refusal: "answers-invalid".into(), officer: "Aysel".into(), reason: "seen".into() };
    let told = one(&intake, &refused);
    let released = intake.reconsider(&told.sha256, Some(&waiver)).unwrap().unwrap();
    assert_eq!((outcome(&released), released.size), ("taken", refused.bytes.len() as u64));
    let receipt = sayyar_seal::receipt::Signed::parse(released.receipt.as_bytes()).unwrap();
    assert_eq!((receipt.receipt().sha256, receipt.receipt().size), (told.sha256, refused.bytes.len() as u64));
    // Erased is erased, tables and files.
    let application = intake.find(&number).unwrap().remove(0);
    intake.erase(&application, "Aysel", "asked for it").unwrap();
    let left = intake.store.records.read(|tx| tx.run("SELECT sha256 FROM resealed", &[])).unwrap();
    assert_eq!((left.len(), intake.store.files.all().unwrap().len()), (1, 2));
    assert_eq!(audit::check(&intake.store.records).unwrap().broken, None);
}

fn what_others_sealed_anew_is_refused_as_ever() {
    let desk = Desk::new();
    let mut intake = desk.intake();
    let (new, applicant) = (Identity::generate(Kind::X25519, &mut system::entropy), Applicant::new(&desk));
    let sealed = applicant.first(&desk);
    // Whoever has the old key, stolen perhaps, seals what was handed in for it to the new one.
    let plain = age::decrypt(&sealed.bytes, std::slice::from_ref(&desk.identity)).unwrap();
    let bytes = age::encrypt(&plain, &new.recipient().into(), &mut system::entropy);
    intake.keys = Keyring::new(vec![new, desk.identity.clone()]).with_past(&[desk.identity.recipient().fingerprint()]);
    let spliced = crate::common::Sealed { bytes, ..sealed.clone() };
    assert_eq!(outcome(&one(&intake, &spliced)), "not-addressed");
    assert_eq!(outcome(&one(&intake, &sealed)), "taken");
}

#[test]
fn damage_is_told_and_left_as_it_is() {
    let desk = Desk::new();
    let mut intake = desk.intake();
    let told = one(&intake, &Applicant::new(&desk).first(&desk));
    let name = told.sha256.to_string();
    let path = desk.folder.join("store/files").join(&name[..2]).join(&name);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let new = Identity::generate(Kind::X25519, &mut system::entropy);
    intake.keys = Keyring::new(vec![new.clone(), desk.identity.clone()]);
    let (count, told) = rekeyed(&intake, &Rekey::new(vec![new.recipient()], &intake.keys).unwrap());
    assert_eq!((count.closed, count.resealed, count.is_whole()), (1, 0, false));
    assert_eq!(told[0].done, Done::Sealed { code: "age-payload" });
    // Whole, but another file than came: sealed by somebody who has the recipient, as everybody has.
    let other = age::encrypt(b"another", &desk.recipients(), &mut system::entropy);
    fs::write(&path, &other).unwrap();
    let (count, _) = rekeyed(&intake, &Rekey::new(vec![new.recipient()], &intake.keys).unwrap());
    assert_eq!((count.failed, count.resealed), (1, 0));
    assert_eq!(fs::read(&path).unwrap(), other);
}

/// New keys for a desk, as the help of `rekey` says.
pub(crate) fn rotate(place: &Place) -> String {
    let made = place.run(&["rekey", "--new", "keys/new.age", "--json"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let new = made.json().remove(0)["recipient"].as_str().unwrap().to_owned();
    let path = place.folder.join("sayyar-intake.toml");
    let text = fs::read_to_string(&path).unwrap();
    let both = format!(
        "identities = [\"keys/new.age\", \"keys/intake.age\"]\nrecipients = [\"{new}\", \"{}\"]",
        place.recipients[1]
    );
    let text = text.replace("identities = [\"keys/intake.age\"]", &both);
    assert!(text.contains("keys/new.age"));
    fs::write(path, text).unwrap();
    new
}

/// The old identity is taken out of the configuration and destroyed.
pub(crate) fn destroy(place: &Place, past: &Value) {
    let path = place.folder.join("sayyar-intake.toml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace(", \"keys/intake.age\"]", "]").replace("past = []", &format!("past = {past}"));
    fs::write(path, text).unwrap();
    fs::remove_file(place.folder.join("keys/intake.age")).unwrap();
}

pub(crate) fn show_all(place: &Place, numbers: &[String]) {
    for number in numbers {
        let shown = place.run(&["--as", "Aysel", "show", number]);
        assert!(shown.code == Some(0) && shown.out.contains("family_name: ƏLİYEVA"), "{shown:?}");
    }
}

fn keys_are_changed_from_the_first_step_to_the_last() {
    let place = Place::new(Kind::Hybrid);
    let numbers: Vec<String> =
        [300, 700_000].iter().map(|size| place.submission(&place.folder, *size).1.to_string()).collect();
    let files: Vec<String> = numbers.iter().map(|number| format!("{number}.age")).collect();
    fs::write(place.folder.join("photo.jpeg"), b"no application").unwrap();
    let ingest = ["ingest", &files[0], &files[1], "photo.jpeg", "--json"];
    let taken = place.run(&ingest);
    rotate(&place);
    assert_eq!(place.run(&["rekey", "--new", "keys/new.age"]).code, Some(2), "never overwritten");
    let check = place.run(&["rekey", "--check"]);
    assert_eq!((check.code, check.out.contains("2 are not yet")), (Some(1), true), "{check:?}");
    assert_eq!(place.run(&["rekey"]).code, Some(2), "who are you?");
    let done = place.run(&["--as", "Aysel", "rekey", "--json"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let mut lines = done.json();
    let sum = lines.pop().unwrap();
    assert_eq!((&sum["resealed"], &sum["foreign"], &sum["failed"]), (&json!(2), &json!(1), &json!(0)), "{sum}");
    assert_eq!(lines.iter().filter(|line| line["outcome"] == "resealed" && line["taken"] == true).count(), 2);
    let said = place.run(&["--as", "Aysel", "rekey"]);
    assert!(said.out.starts_with("0 files were sealed anew, 2 had been before"), "{said:?}");
    assert!(
        said.out.contains("past = [\"") && said.out.contains("1 files in quarantine were never for us"),
        "{said:?}"
    );
    destroy(&place, &sum["past"]);
    assert_eq!(place.run(&["rekey", "--check"]).code, Some(0));
    show_all(&place, &numbers);
    // Replays get their receipts, byte for byte.
    let replayed = place.run(&ingest);
    let receipts = |ran: &Ran| -> BTreeMap<String, String> {
        let line = |value: &Value| Some((value["sha256"].as_str()?.to_owned(), value["receipt"].as_str()?.to_owned()));
        ran.json().iter().filter_map(line).collect()
    };
    assert_eq!(receipts(&replayed), receipts(&taken));
    assert_eq!(receipts(&taken).len(), 3);
    // The recovery key opens what was sealed anew, with tools that know nothing of this.
    let store = crate::stores::open(&place.store);
    let log =
        store.records.read(|tx| tx.run("SELECT action, actor FROM audit WHERE action = 'resealed'", &[])).unwrap();
    assert_eq!(log.len(), 2);
    assert_eq!(audit::check(&store.records).unwrap().broken, None);
    drop(store);
    // What was sealed anew is other bytes than its receipts speak of: it does not go on.
    let forward = place.run(&["forward", "--to", "http://127.0.0.1:9", "--json"]);
    assert_eq!(forward.json().last().unwrap()["stay"], 2, "{forward:?}");
    assert!(!forward.out.contains(&numbers[0]) && forward.err.matches("127.0.0.1:9").count() <= 1, "{forward:?}");
    let help = place.run(&["rekey", "--help"]);
    assert!(help.out.contains("Changing keys, in this order"), "{help:?}");
}

#[test]
fn stopped_at_every_step() {
    let place = Place::new(Kind::X25519);
    let stick = place.folder.join("stick");
    fs::create_dir(&stick).unwrap();
    let numbers: Vec<String> =
        (0..5).map(|n| place.submission(&stick, if n == 0 { 800_000 } else { 300 }).1.to_string()).collect();
    assert_eq!(place.run(&["ingest", "stick"]).code, Some(0));
    rotate(&place);
    fs::create_dir(place.folder.join("kept")).unwrap();
    let copy = |from: &str, to: &str| {
        _ = fs::remove_dir_all(place.folder.join(to));
        let status = std::process::Command::new("cp").arg("-a").args([from, to]).current_dir(&place.folder).status();
        assert!(status.unwrap().success());
    };
    copy("store", "kept/store");
    let mut stopped_count = 0;
    for point in REKEY.iter().chain(&["before-commit"]) {
        for time in [1, 3] {
            for how in ["", ":error"] {
                copy("kept/store", "store");
                let asked = format!("{point}:{time}{how}");
                let mut command = place.command();
                command.args(["--as", "Aysel", "rekey"]).env("SAYYAR_FAIL", &asked);
                let ran = Ran::of(command.output().unwrap());
                stopped_count += usize::from(ran.code != Some(0));
                assert!(ran.code != Some(0) || time > 1, "{asked}: {ran:?}");
                // Before anything is mended, everything can be read.
                let shown = &numbers[time..][..1];
                show_all(&place, shown);
                let again = place.run(&["--as", "Aysel", "rekey", "--json"]);
                let sum = again.json().pop().unwrap();
                assert_eq!((again.code, sum["failed"].as_u64()), (Some(0), Some(0)), "{asked}: {again:?}");
                assert_eq!(sum["resealed"].as_u64().unwrap() + sum["already"].as_u64().unwrap(), 5, "{asked}: {sum}");
                let store = crate::stores::open(&place.store);
                assert_eq!(store.files.all().unwrap().len(), 5, "{asked}");
                let logged = "SELECT count(*) FROM (SELECT sha256 FROM resealed WHERE settled = 1) AS all_of_them";
                let logged: u64 = store.records.read(|tx| tx.run(logged, &[])).unwrap()[0].must(0).unwrap();
                let entries = "SELECT count(*) FROM audit WHERE action = 'resealed'";
                let entries: u64 = store.records.read(|tx| tx.run(entries, &[])).unwrap()[0].must(0).unwrap();
                assert!(logged == 5 && entries >= 5, "{asked}: {logged} {entries}");
                assert_eq!(fs::read_dir(place.store.folder.join("tmp")).unwrap().count(), 1, "{asked}");
                assert_eq!(audit::check(&store.records).unwrap().broken, None, "{asked}");
            }
        }
    }
    assert!(stopped_count >= 14, "{stopped_count}");
    let past = place.run(&["rekey", "--check", "--json"]).json().pop().unwrap();
    destroy(&place, &past["past"]);
    show_all(&place, &numbers);
}

fn killed_at_random_while_others_take_in() {
    let place = Place::new(Kind::X25519);
    let stick = place.folder.join("stick");
    fs::create_dir(&stick).unwrap();
    let mut numbers: Vec<String> = (0..30).map(|_| place.submission(&stick, 20_000).1.to_string()).collect();
    assert_eq!(place.run(&["ingest", "stick"]).code, Some(0));
    rotate(&place);
    numbers.extend((0..30).map(|_| place.submission(&stick, 300).1.to_string()));
    let mut killed = 0;
    for round in 0..10_u64 {
        let start =
            |args: &[&str]| place.command().args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let (mut rekey, mut ingest) = (start(&["--as", "Aysel", "rekey"]), start(&["ingest", "stick"]));
        std::thread::sleep(Duration::from_millis(150 + (round * 7919) % 700));
        killed += usize::from(rekey.try_wait().unwrap().is_none());
        for child in [&mut rekey, &mut ingest] {
            _ = child.kill();
            _ = child.wait();
        }
    }
    assert!(killed > 2, "{killed}");
    assert_eq!(place.run(&["ingest", "stick"]).code, Some(0));
    let done = place.run(&["--as", "Aysel", "rekey", "--json"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let sum = done.json().pop().unwrap();
    assert_eq!(sum["resealed"].as_u64().unwrap() + sum["already"].as_u64().unwrap(), 60, "{sum}");
    destroy(&place, &sum["past"]);
    show_all(&place, &numbers[25..35]);
    let store = crate::stores::open(&place.store);
    assert_eq!(store.files.all().unwrap().len(), 60);
    assert_eq!(audit::check(&store.records).unwrap().broken, None);
}

/// A file of the largest size that is taken is still read when more recipients make it larger.
#[test]
fn the_largest_file_may_grow() {
    let desk = Desk::new();
    let mut intake = desk.intake();
    let applicant = Applicant::new(&desk);
    let sealed = applicant.first(&desk);
    intake.limits = Limits { sealed: sealed.bytes.len() as u64, ..Limits::default() };
    assert_eq!(outcome(&one(&intake, &sealed)), "taken");
    let news: Vec<Identity> = (0..5).map(|_| Identity::generate(Kind::X25519, &mut system::entropy)).collect();
    intake.keys = Keyring::new(vec![news[0].clone(), desk.identity.clone()]);
    let to = news.iter().map(Identity::recipient).collect();
    let (count, _) = rekeyed(&intake, &Rekey::new(to, &intake.keys).unwrap());
    assert_eq!(count.resealed, 1);
    let application = intake.find(&applicant.number()).unwrap().remove(0);
    intake.read(&application, &application.revisions[0], "Aysel", &mut ()).unwrap();
}

on_every_store! {
    everything_opens_with_the_new_identity_alone,
    what_others_sealed_anew_is_refused_as_ever,
    keys_are_changed_from_the_first_step_to_the_last,
    killed_at_random_while_others_take_in,
}
