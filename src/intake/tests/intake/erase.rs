//! Erasing leaves nothing behind but a tombstone; exports and watched folders.

use std::fs;

use sayyar_intake::audit;
use sayyar_intake::fail::ERASE;
use sayyar_seal::Time;
use sayyar_seal::age::Kind;
use sayyar_seal::status::State;
use serde_json::json;

use crate::cli::Place;
use crate::common::{Applicant, Desk, now, one, outcome};
use crate::stores::{everything, in_folder, on_every_store};

/// Where these letters stand, of all that the store has.
fn stands(all: Vec<(String, Vec<u8>)>, text: &str) -> Vec<String> {
    all.into_iter()
        .filter(|(_, bytes)| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
        .map(|one| one.0)
        .collect()
}

fn what_is_erased_is_nowhere_any_more() {
    let desk = Desk::new();
    let intake = desk.intake();
    let mut applicant = Applicant::new(&desk);
    applicant.answers["family_name"] = json!("CANARYNAME");
    let number = applicant.number();
    let first = applicant.first(&desk);
    let second = applicant.amend(&desk, &first, 7);
    let other = applicant.amend(&desk, &first, 3);
    for sealed in [&first, &second, &other] {
        one(&intake, sealed);
    }
    let neighbour = Applicant::new(&desk);
    one(&intake, &neighbour.first(&desk));
    let application = intake.find(&number).unwrap().remove(0);
    intake.check_identity(&application, ("passport", "CANARYNOTE"), "Aysel").unwrap().unwrap();
    intake.set_status(&application, &State::Decided, Some("CANARYMESSAGE"), "Aysel").unwrap().unwrap();
    intake.read(&application, &application.revisions[0], "Aysel", &mut ()).unwrap();
    let canaries = ["CANARYNAME", "CANARYNOTE", "CANARYMESSAGE", &number.to_string(), "canaryname"];
    for canary in &canaries[..4] {
        assert!(!stands(everything(&desk.place), canary).is_empty(), "{canary} is there before");
    }
    let application = intake.find(&number).unwrap().remove(0);
    let erased = intake.erase(&application, "Aysel", "asked for it").unwrap();
    assert_eq!((erased.revisions, erased.files), (2, 3));
    // Nor among the statuses, once they are published again.
    let statuses = desk.folder.join("statuses");
    let next = Time::from_unix(now().unix() + 24 * 3600).unwrap();
    intake.publish(&statuses, next, &|_, _| ()).unwrap();
    for canary in canaries {
        assert_eq!(stands(everything(&desk.place), canary), Vec::<String>::new(), "{canary}");
        assert_eq!(stands(in_folder(&statuses), canary), Vec::<String>::new(), "{canary}");
    }
    assert!(intake.find(&number).unwrap().is_empty());
    assert_eq!(intake.store.files.all().unwrap().len(), 1, "the neighbour's");
    let checked = audit::check(&intake.store.records).unwrap();
    assert_eq!(checked.broken, None);
    assert!(checked.erased >= 4, "{checked:?}");
    // It does not come back, however it is sealed; and what came later is a chain with what came before.
    assert_eq!(outcome(&one(&intake, &first)), "erased");
    assert_eq!(
        outcome(&one(&intake, &applicant.seal(&desk, &applicant.answers(), Some((1, first.content))))),
        "waiting"
    );
    assert_eq!(stands(everything(&desk.place), "CANARYNOTE"), Vec::<String>::new());
    assert_eq!(outcome(&one(&intake, &Applicant::new(&desk).first(&desk))), "taken");
}

fn what_was_kept_long_enough_is_due() {
    let desk = Desk::new();
    let mut intake = desk.intake();
    let applicants: Vec<Applicant> = (0..2).map(|_| Applicant::new(&desk)).collect();
    for applicant in &applicants {
        one(&intake, &applicant.first(&desk));
    }
    let application = intake.find(&applicants[0].number()).unwrap().remove(0);
    intake.check_identity(&application, ("passport", ""), "Aysel").unwrap().unwrap();
    intake.set_status(&application, &State::Decided, None, "Aysel").unwrap().unwrap();
    assert!(intake.due().unwrap().is_empty());
    intake.now = || Time::from_unix(now().unix() + 59 * 30 * 24 * 3600).unwrap();
    assert!(intake.due().unwrap().is_empty(), "59 months");
    intake.now = || Time::from_unix(now().unix() + (5 * 365 + 2) * 24 * 3600).unwrap();
    assert_eq!(intake.due().unwrap(), [applicants[0].number()], "closed, and 60 months over");
}

fn the_program_erases_exports_watches_and_changes_its_passphrase() {
    let place = Place::new(Kind::X25519);
    let folder = place.folder.join("letterbox");
    fs::create_dir(&folder).unwrap();
    let (_, number) = place.submission(&folder, 100);
    let watched = place.run(&["watch", "letterbox", "--done", "done", "--once"]);
    assert!(watched.code == Some(0) && watched.out.contains(&number.to_string()), "{watched:?}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    assert_eq!(fs::read_dir(place.folder.join("done")).unwrap().count(), 1);
    let exported = place.run(&["export", "--out", "list.csv"]);
    assert_eq!(exported.code, Some(0), "{exported:?}");
    let text = fs::read_to_string(place.folder.join("list.csv")).unwrap();
    assert!(text.starts_with("\"number\",\"form\",\"state\"") && text.contains("\"ƏLİYEVA\"\r\n"), "{text}");
    assert_eq!(place.run(&["export", "--out", "list.csv"]).code, Some(2));
    assert_eq!(place.run(&["export", "--out", "list.jsonl"]).code, Some(0));
    let text = fs::read_to_string(place.folder.join("list.jsonl")).unwrap();
    let value: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
    assert_eq!(value["answers"][0][1], "ƏLİYEVA", "{text}");

    let number = number.to_string();
    assert_eq!(place.run(&["--as", "Aysel", "erase", &number]).code, Some(2), "a reason is needed");
    let dry = place.run(&["--as", "Aysel", "erase", &number, "--because", "asked", "--dry-run"]);
    assert!(dry.out.contains("would be erased"), "{dry:?}");
    let erased = place.run(&["--as", "Aysel", "erase", &number, "--because", "asked"]);
    assert!(erased.code == Some(0) && erased.out.contains("1 revisions and 1 files are erased"), "{erased:?}");
    assert!(place.run(&["list"]).out.contains("Nothing found"));
    assert_eq!(place.run(&["--as", "Aysel", "erase", "--due"]).out, "Nothing is due.\n");

    sayyar_intake::system::write_secret(&place.folder.join("newer"), b"battery horse correct\n").unwrap();
    assert_eq!(place.run(&["passphrase", "--new", "newer"]).code, Some(0));
    assert_eq!(place.run(&["ingest", "done"]).code, Some(2), "the old one opens nothing");
    fs::copy(place.folder.join("newer"), place.folder.join("passphrase")).unwrap();
    assert_eq!(place.run(&["ingest", "done"]).code, Some(1), "erased stays erased");
}

fn erasing_that_was_stopped_is_done_once_more() {
    let place = Place::new(Kind::X25519);
    let (path, number) = place.submission(&place.folder, 700_000);
    let number = number.to_string();
    let file = path.display().to_string();
    assert_eq!(place.run(&["ingest", &file]).code, Some(0));
    let args = ["--as", "Aysel", "erase", number.as_str(), "--because", "asked"];
    for point in ERASE {
        let stopped = place.command().args(args).env("SAYYAR_FAIL", point).output().unwrap();
        assert_eq!(stopped.status.code(), None, "{stopped:?}");
    }
    let erased = place.run(&args);
    assert_eq!(erased.code, Some(0), "{erased:?}");
    let store = crate::stores::open(&place.store);
    assert!(store.files.all().unwrap().is_empty());
    assert_eq!(audit::check(&store.records).unwrap().broken, None);
    drop(store);
    assert_eq!(place.run(&["ingest", &file]).code, Some(1), "it does not come back");
}

fn what_two_erase_at_once_is_erased_once() {
    let desk = Desk::new();
    let (a, b) = (desk.intake(), desk.bare());
    let applicant = Applicant::new(&desk);
    one(&a, &applicant.first(&desk));
    let application = a.find(&applicant.number()).unwrap().remove(0);
    // Both found it before either erased it.
    let erased = [&a, &b].map(|intake| intake.erase(&application, "Aysel", "asked for it").unwrap());
    assert_eq!(erased.iter().map(|one| one.revisions).sum::<usize>(), 1, "{erased:?}");
    let checked = audit::check(&a.store.records).unwrap();
    assert_eq!((checked.broken, checked.head.sequence), (None, 2));
}

/// Erased is erased, though somebody holds the log of SQLite back; that is said, and mended by the next time.
#[test]
fn another_process_that_reads_does_not_stop_erasing() {
    let desk = Desk::new();
    let (a, b) = (desk.intake(), desk.bare());
    let applicants: Vec<Applicant> = (0..2).map(|_| Applicant::new(&desk)).collect();
    for applicant in &applicants {
        one(&a, &applicant.first(&desk));
    }
    let [first, second] = [0, 1].map(|n: usize| a.find(&applicants[n].number()).unwrap().remove(0));
    let erased = b.store.records.read(|tx| {
        tx.run("SELECT count(*) FROM submission", &[])?;
        Ok(a.erase(&first, "Aysel", "asked for it"))
    });
    let erased = erased.unwrap().unwrap();
    assert_eq!((erased.revisions, erased.files, erased.clean), (1, 1, false));
    assert!(a.find(&applicants[0].number()).unwrap().is_empty());
    assert!(a.erase(&second, "Aysel", "asked for it").unwrap().clean);
    let number = applicants[0].number().to_string();
    assert_eq!(stands(everything(&desk.place), &number), Vec::<String>::new());
}

on_every_store! {
    erasing_that_was_stopped_is_done_once_more,
    what_two_erase_at_once_is_erased_once,
    what_is_erased_is_nowhere_any_more,
    what_was_kept_long_enough_is_due,
    the_program_erases_exports_watches_and_changes_its_passphrase,
}
