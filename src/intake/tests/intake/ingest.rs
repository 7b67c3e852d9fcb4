//! Taking in, on real sealed files: what becomes of each, in whatever order they come.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::{Applicant, ByHand, Desk, Released, Sealed, ingest, now, one, outcome, state};
use crate::stores::on_every_store;
use sayyar_intake::audit;
use sayyar_intake::ingest::Fate;
use sayyar_intake::verify::{Waiver, Warning};
use sayyar_seal::age::Kind;
use sayyar_seal::receipt::Signed;
use serde_json::json;

fn a_submission_is_taken_in_once_and_its_receipt_is_the_same_for_ever() {
    for kind in [Kind::X25519, Kind::Hybrid] {
        let desk = Desk::of(kind);
        let applicant = Applicant::new(&desk);
        let sealed = applicant.first(&desk);
        let first = {
            let intake = desk.intake();
            let first = one(&intake, &sealed);
            assert!(!first.again);
            let Fate::TakenIn { number, revision: 1, content, waiting: false, warnings } = &first.fate else {
                panic!("{:?}", first.fate)
            };
            assert_eq!((*number, *content, warnings.as_slice()), (applicant.number(), sealed.content, &[][..]));
            first
        };
        // Another process, another day.
        let intake = desk.bare();
        let again = one(&intake, &sealed);
        assert!(again.again);
        assert_eq!((&again.fate, &again.receipt), (&first.fate, &first.receipt));
        let receipt = Signed::parse(first.receipt.as_bytes()).unwrap();
        assert_eq!(receipt.receipt().by, desk.signer.public());
        assert_eq!((receipt.receipt().sha256, receipt.receipt().size), (first.sha256, sealed.bytes.len() as u64));
        assert!(receipt.receipt().audit.is_some());
        assert_eq!(intake.store.files.all().unwrap(), [first.sha256]);
        assert!(intake.store.files.left().unwrap().is_empty());
    }
}

fn the_same_twice_in_one_batch_is_one() {
    let desk = Desk::new();
    let intake = desk.intake();
    let sealed = Applicant::new(&desk).first(&desk);
    let told = ingest(&intake, &[sealed.bytes.as_slice(); 40]);
    let receipts: BTreeSet<&str> = told.iter().map(|told| told.receipt.as_str()).collect();
    assert_eq!(receipts.len(), 1);
    assert_eq!(intake.store.files.all().unwrap().len(), 1);
}

fn the_same_content_sealed_anew_is_not_kept_twice() {
    let desk = Desk::new();
    let intake = desk.intake();
    let applicant = Applicant::new(&desk);
    let (first, second) = (applicant.first(&desk), applicant.first(&desk));
    assert_ne!(first.bytes, second.bytes);
    let (a, b) = (one(&intake, &first), one(&intake, &second));
    assert_eq!(a.fate, b.fate);
    assert_ne!(a.receipt, b.receipt, "each is about its own bytes");
    assert_eq!(one(&intake, &second).receipt, b.receipt);
    assert_eq!(intake.store.files.all().unwrap(), [a.sha256]);
}

/// Every order of the same files ends in the same state, whether they come one by one or all at once.
fn every_order(desk: &mut Desk, files: &[&Sealed], expected: &[&str]) {
    let mut states = BTreeSet::new();
    for order in permutations(files.len()) {
        desk.empty();
        let intake = desk.intake();
        for place in &order {
            one(&intake, files[*place]);
        }
        let last: Vec<String> = files.iter().map(|file| outcome(&one(&intake, file)).to_owned()).collect();
        assert_eq!(last, expected, "{order:?}");
        assert!(audit::check(&intake.store.records).unwrap().broken.is_none());
        states.insert(state(&intake));
    }
    assert_eq!(states.len(), 1, "{states:#?}");
}

fn permutations(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![vec![]];
    }
    let insert = |rest: Vec<usize>| {
        (0..=rest.len()).map(move |place| {
            let mut order = rest.clone();
            order.insert(place, count - 1);
            order
        })
    };
    permutations(count - 1).into_iter().flat_map(insert).collect()
}

fn revisions_in_any_order_end_in_the_same_state() {
    let mut desk = Desk::new();
    let mut applicant = Applicant::new(&desk);
    let first = applicant.first(&desk);
    let second = applicant.amend(&desk, &first, 7);
    let third = applicant.amend(&desk, &second, 8);
    let fourth = applicant.amend(&desk, &third, 9);
    every_order(&mut desk, &[&first, &second, &third, &fourth], &["taken"; 4]);
    every_order(&mut desk, &[&first, &third, &fourth], &["taken", "waiting", "waiting"]);
    every_order(&mut desk, &[&second, &third], &["waiting", "waiting"]);
    // The highest number there can be: nothing comes after it.
    let last = applicant.seal(&desk, &applicant.answers(), Some((u32::MAX - 1, third.content)));
    every_order(&mut desk, &[&first, &last], &["taken", "waiting"]);
}

fn clocks_that_stand_a_day_apart_change_nothing() {
    let mut desk = Desk::new();
    let mut applicant = Applicant::new(&desk);
    let first = applicant.first(&desk);
    let second = applicant.amend(&desk, &first, 7);
    let clocks: [fn() -> sayyar_seal::Time; 2] = [now, || sayyar_seal::Time::from_unix(now().unix() + 86_400).unwrap()];
    let mut states = BTreeSet::new();
    for order in [[&first, &second], [&second, &first]] {
        for clocks in [clocks, [clocks[1], clocks[0]]] {
            desk.empty();
            let mut intake = desk.intake();
            for (file, clock) in order.into_iter().zip(clocks) {
                intake.now = clock;
                one(&intake, file);
            }
            assert_eq!(audit::check(&intake.store.records).unwrap().broken, None);
            states.insert(state(&intake));
        }
    }
    assert_eq!(states.len(), 1, "{states:#?}");
}

fn a_revision_that_amends_something_else_is_set_aside_whichever_came_first() {
    let mut desk = Desk::new();
    let mut applicant = Applicant::new(&desk);
    let first = applicant.first(&desk);
    let second = applicant.amend(&desk, &first, 7);
    // From another device, with an older copy of something that was never handed in.
    let other = applicant.amend(&desk, &first, 3);
    let odd = applicant.amend(&desk, &other, 4);
    let after = applicant.amend(&desk, &odd, 5);
    every_order(&mut desk, &[&first, &second, &odd], &["taken", "taken", "previous-differs"]);
    every_order(&mut desk, &[&first, &second, &odd, &after], &["taken", "taken", "previous-differs", "waiting"]);
}

fn the_second_claim_to_a_revision_is_set_aside() {
    let desk = Desk::new();
    let intake = desk.intake();
    let mut applicant = Applicant::new(&desk);
    let first = applicant.first(&desk);
    let (second, other) = (applicant.amend(&desk, &first, 7), applicant.amend(&desk, &first, 8));
    assert_eq!(outcome(&one(&intake, &first)), "taken");
    assert_eq!(outcome(&one(&intake, &second)), "taken");
    let told = one(&intake, &other);
    assert_eq!(outcome(&told), "revision-taken");
    let kept = intake.in_quarantine(&told.sha256).unwrap().unwrap();
    assert_eq!((kept.number, kept.revision, kept.kept), (Some(applicant.number()), Some(2), true));
    assert_eq!(intake.store.files.all().unwrap().len(), 3);
}

fn nobody_takes_another_applications_place_of_status() {
    let desk = Desk::new();
    let intake = desk.intake();
    let victim = Applicant::new(&desk);
    let thief = Applicant { status: victim.status.clone(), ..Applicant::new(&desk) };
    assert_eq!(outcome(&one(&intake, &victim.first(&desk))), "taken");
    assert_eq!(outcome(&one(&intake, &thief.first(&desk))), "status-taken");
}

fn an_amendment_does_not_move_the_status() {
    let desk = Desk::new();
    let intake = desk.intake();
    let mut applicant = Applicant::new(&desk);
    let first = applicant.first(&desk);
    applicant.status = Applicant::new(&desk).status;
    let second = applicant.amend(&desk, &first, 7);
    one(&intake, &first);
    let told = one(&intake, &second);
    let Fate::TakenIn { warnings, .. } = &told.fate else { panic!("{told:?}") };
    assert_eq!(warnings.as_slice(), [Warning::StatusElsewhere]);
}

fn one_draft_two_people_two_numbers() {
    let desk = Desk::new();
    let intake = desk.intake();
    let (a, b) = (Applicant::new(&desk), Applicant::new(&desk));
    assert_eq!(a.answers(), b.answers());
    let told = ingest(&intake, &[&a.first(&desk).bytes, &b.first(&desk).bytes]);
    assert_eq!(told.iter().map(outcome).collect::<Vec<_>>(), ["taken", "taken"]);
    assert_ne!(a.number(), b.number());
}

fn receipts_and_audit_log_are_chained_over_everything() {
    let desk = Desk::new();
    let intake = desk.intake();
    let good: Vec<Sealed> = (0..20).map(|_| Applicant::new(&desk).first(&desk)).collect();
    let mut files: Vec<&[u8]> = good.iter().map(|sealed| sealed.bytes.as_slice()).collect();
    files.push(b"a photograph");
    let told = ingest(&intake, &files);
    assert_eq!(outcome(&told[20]), "age-not-age");
    let rows = intake.store.records.read(|tx| tx.run("SELECT file FROM receipt ORDER BY sequence", &[])).unwrap();
    let receipts: Vec<Signed> =
        rows.iter().map(|row| Signed::parse(row.must::<String>(0).unwrap().as_bytes()).unwrap()).collect();
    assert_eq!(receipts.len(), 21);
    for pair in receipts.windows(2) {
        assert_eq!(pair[1].receipt().previous, Some(pair[0].digest()));
        assert_eq!(pair[1].receipt().sequence, pair[0].receipt().sequence + 1);
    }
    let checked = audit::check(&intake.store.records).unwrap();
    assert_eq!((checked.broken, checked.head.sequence), (None, 21));
    assert_eq!(receipts.last().unwrap().receipt().audit, checked.head.digest);
    // Whoever changes an entry, or takes one out, is found.
    for (sql, place) in [
        ("UPDATE audit SET actor = 'nobody' WHERE sequence = 7", 7),
        ("UPDATE audit SET detail = '{}' WHERE sequence = 5", 5),
        ("DELETE FROM audit WHERE sequence = 3", 3),
    ] {
        intake.store.records.write(|tx| tx.run(sql, &[])).unwrap();
        assert_eq!(audit::check(&intake.store.records).unwrap().broken, Some(place), "{sql}");
    }
}

fn what_waits_for_its_form_is_taken_in_once_the_form_is_there() {
    let desk = Desk::new();
    let intake = desk.bare();
    let sealed = Applicant::new(&desk).first(&desk);
    let refused = one(&intake, &sealed);
    assert_eq!(outcome(&refused), "form-unknown");
    let again = intake.reconsider(&refused.sha256, None).unwrap().unwrap();
    assert_eq!((outcome(&again), &again.receipt), ("form-unknown", &refused.receipt), "nothing new, the same receipt");
    desk.add(&intake, &desk.released());
    let taken = intake.reconsider(&refused.sha256, None).unwrap().unwrap();
    assert_eq!(outcome(&taken), "taken");
    assert_eq!(one(&intake, &sealed).receipt, taken.receipt);
    assert!(intake.in_quarantine(&refused.sha256).unwrap().is_none());
    assert_eq!(intake.store.files.all().unwrap(), [refused.sha256]);
}

fn an_officer_overrules_what_may_be_overruled() {
    let desk = Desk::new();
    let intake = desk.intake();
    let mut applicant = Applicant::new(&desk);
    applicant.answers["months"] = json!(99);
    let refused = one(&intake, &applicant.first(&desk));
    assert_eq!(outcome(&refused), "answers-invalid");
    let Fate::Refused { detail, .. } = &refused.fate else { panic!() };
    assert!(detail.contains("months: range"), "{detail}");
    let waiver =
        |refusal: &str| Waiver { refusal: refusal.into(), officer: "Aysel".into(), reason: "a long contract".into() };
    assert!(intake.reconsider(&refused.sha256, Some(&waiver("form-expired"))).unwrap().is_none(), "another check");
    let taken = intake.reconsider(&refused.sha256, Some(&waiver("answers-invalid"))).unwrap().unwrap();
    let Fate::TakenIn { warnings, .. } = &taken.fate else { panic!("{taken:?}") };
    let released = Warning::Released {
        refusal: "answers-invalid".into(),
        officer: "Aysel".into(),
        reason: "a long contract".into(),
    };
    assert_eq!(warnings.as_slice(), [released]);
    // What nobody can know, nobody can overrule.
    let foreign = one(&intake, &Applicant::new(&desk).first(&Desk::new()));
    assert_eq!(outcome(&foreign), "age-no-match");
    assert!(intake.reconsider(&foreign.sha256, Some(&waiver("age-no-match"))).unwrap().is_none());
}

fn files_nobody_can_know_the_sender_of_are_kept_for_a_time_and_within_a_budget() {
    let desk = Desk::new();
    let mut intake = desk.intake();
    let mut unknown = Applicant::new(&desk);
    unknown.form.version = 9;
    let signed = one(&intake, &unknown.first(&desk));
    let junk: Vec<_> = (0..5u8).map(|byte| ingest(&intake, &[&[byte; 1000]]).remove(0)).collect();
    assert_eq!(intake.expire_quarantine(90, 5000).unwrap().files, 0);
    assert_eq!(intake.expire_quarantine(90, 2500).unwrap().files, 3);
    assert_eq!(intake.store.files.all().unwrap().len(), 3);
    intake.now = || sayyar_seal::Time::from_unix(now().unix() + 91 * 24 * 60 * 60).unwrap();
    assert_eq!(intake.expire_quarantine(90, 5000).unwrap().files, 2);
    assert_eq!(intake.store.files.all().unwrap(), [signed.sha256], "what is signed waits for an officer");
    let one = intake.in_quarantine(&junk[0].sha256).unwrap().unwrap();
    assert_eq!((one.kept, one.decision.unwrap().what.as_str()), (false, "expired"));
    assert!(intake.drop_quarantined(&signed.sha256, "Aysel", "not ours").unwrap());
    assert!(!intake.drop_quarantined(&signed.sha256, "Aysel", "not ours").unwrap());
    assert!(intake.store.files.all().unwrap().is_empty());
    // The bytes are gone, what became of them is not.
    assert_eq!(ingest(&intake, &[&[0; 1000]])[0].receipt, junk[0].receipt);
    assert!(audit::check(&intake.store.records).unwrap().broken.is_none());
}

fn what_is_too_large_is_told_so_and_not_kept() {
    let desk = Desk::new();
    let mut intake = desk.intake();
    intake.limits.sealed = 600_000;
    let told = ingest(&intake, &[&vec![7; 600_001]]).remove(0);
    assert_eq!(outcome(&told), "too-large");
    assert_eq!(told.size, 600_001);
    assert!(intake.store.files.all().unwrap().is_empty());
    assert_eq!(ingest(&intake, &[&vec![7; 600_001]])[0].receipt, told.receipt);
    assert_eq!(std::fs::read_dir(desk.folder.join("store/tmp")).unwrap().count(), 1, "one session");
    let session = std::fs::read_dir(desk.folder.join("store/tmp")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(std::fs::read_dir(session).unwrap().count(), 1, "its lock, no partial file");
}

fn many_at_once_are_all_taken_in() {
    let desk = Desk::new();
    let intake = desk.intake();
    let all: Vec<Sealed> = (0..300).map(|_| Applicant::new(&desk).first(&desk)).collect();
    let told = ingest(&intake, &all.iter().map(|sealed| sealed.bytes.as_slice()).collect::<Vec<_>>());
    assert!(told.iter().all(|told| outcome(told) == "taken"));
    assert_eq!(intake.store.files.all().unwrap().len(), 300);
    assert!(intake.store.files.left().unwrap().is_empty());
}

fn two_intakes_on_one_store_agree() {
    let desk = Desk::new();
    let (a, b) = (desk.intake(), desk.bare());
    let all: Vec<Sealed> = (0..100).map(|_| Applicant::new(&desk).first(&desk)).collect();
    let files: Vec<&[u8]> = all.iter().map(|sealed| sealed.bytes.as_slice()).collect();
    let (from_a, from_b) = std::thread::scope(|scope| {
        let other = scope.spawn(|| ingest(&b, &files));
        (ingest(&a, &files), other.join().expect("no panic"))
    });
    for (a, b) in from_a.iter().zip(&from_b) {
        assert_eq!((a.sha256, &a.fate, &a.receipt), (b.sha256, &b.fate, &b.receipt));
        assert!(a.again != b.again, "one of them was first");
    }
    assert_eq!(a.store.files.all().unwrap().len(), 100);
    assert!(audit::check(&a.store.records).unwrap().broken.is_none());
}

fn a_newer_version_with_another_fee_warns() {
    let desk = Desk::new();
    let intake = desk.intake();
    let dearer = Released { version: 2, form: json!({ "most": 12, "price": 20_000 }), ..desk.released() };
    desk.add(&intake, &dearer);
    let told = one(&intake, &Applicant::new(&desk).first(&desk));
    let Fate::TakenIn { warnings, .. } = &told.fate else { panic!("{told:?}") };
    assert!(
        matches!(warnings.as_slice(), [Warning::FeeChanged { now }] if now.contains("1,200") || now.contains("1200")),
        "{warnings:?}"
    );
    intake.reload_forms(Arc::new(ByHand)).unwrap();
}

/// A door's clock that went back, or is ahead of ours, makes the time of filing doubtful: the officer is told.
fn clocks_of_doors_that_stand_wrong_are_told() {
    use sayyar_intake::ingest::{Intake, Source};
    use sayyar_intake::verify::Warning;
    let desk = Desk::new();
    let mut headquarters = desk.intake();
    let key = sayyar_seal::ed25519::SigningKey::generate(&mut sayyar_intake::system::entropy);
    let store = sayyar_intake::store::Store::open(&desk.folder.join("road")).unwrap();
    let keys = sayyar_intake::keys::Keyring::new(vec![]);
    let mut door = Intake::new(store, keys, key.clone(), std::sync::Arc::new(crate::common::ByHand)).unwrap();
    headquarters.doors = vec![key.public()];
    let clocks: [fn() -> sayyar_seal::Time; 4] = [
        || sayyar_seal::Time::from_unix(now().unix() - 7200).unwrap(),
        || sayyar_seal::Time::from_unix(now().unix() - 10_800).unwrap(),
        || sayyar_seal::Time::from_unix(now().unix() - 3600).unwrap(),
        || sayyar_seal::Time::from_unix(now().unix() + 3600).unwrap(),
    ];
    let mut warned = Vec::new();
    for clock in clocks {
        door.now = clock;
        let sealed = Applicant::new(&desk).first(&desk);
        let mut staged = door.stage(&mut sealed.bytes.as_slice()).unwrap();
        door.write(&mut staged).unwrap();
        let arrived = door.arrive(&door.keep(vec![(staged, None)]).unwrap()).unwrap().remove(0);
        let staged = headquarters.stage(&mut sealed.bytes.as_slice()).unwrap();
        let first = headquarters.vetted(arrived.receipt.as_bytes(), &arrived.sha256).unwrap();
        headquarters.run([Source::Staged(staged, Some(Box::new(first)))].into_iter(), &mut |event| {
            let sayyar_intake::ingest::Fate::TakenIn { number, warnings, .. } = event.result.unwrap().fate else {
                return;
            };
            let filed = headquarters.find(&number).unwrap()[0].revisions[0].filed;
            warned.push((warnings.contains(&Warning::FilingTime), filed.unix() - now().unix()));
        });
    }
    // Good, gone back, good again, ahead; never later than it came here.
    assert_eq!(warned, [(false, -7200), (true, -10_800), (false, -3600), (true, 0)]);
}

/// A store that cannot be written to: said clearly, nothing lost, and taken in once it can.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_read_only_loses_nothing() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let place = crate::cli::Place::new(sayyar_seal::age::Kind::X25519);
    let (file, number) = place.submission(&place.folder, 700_000);
    let root = std::fs::metadata(&place.folder).unwrap().uid() == 0;
    if root {
        // Permissions bind everybody but root: the program runs as nobody.
        let owned =
            std::process::Command::new("chown").args(["-R", "65534:65534"]).arg(&place.folder).status().unwrap();
        assert!(owned.success());
    }
    let ingest = || {
        let inner = place.command();
        let mut command = std::process::Command::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(inner.get_program())
            .args(inner.get_args());
        let mut command = if root { command } else { place.command() };
        command.current_dir(&place.folder).args(["ingest", "--json"]).arg(&file);
        crate::cli::Ran::of(command.output().unwrap())
    };
    let mode = |folder: &str, mode| {
        let path = place.folder.join("store").join(folder);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    for folder in ["new", "tmp"] {
        mode(folder, 0o555);
        let ran = ingest();
        mode(folder, 0o755);
        assert_eq!(ran.code, Some(3), "{folder}: {ran:?}");
        let said = ["denied", "readonly", "unable to open"].iter().any(|word| ran.err.contains(word));
        assert!(said, "{folder}: {ran:?}");
        assert!(!ran.out.contains("taken-in"), "{folder}: {ran:?}");
    }
    let taken = ingest();
    assert!(taken.code == Some(0) && taken.out.contains(&number.to_string()), "{taken:?}");
    assert_eq!(std::fs::read_dir(place.folder.join("store/new")).unwrap().count(), 0);
}

on_every_store! {
    a_submission_is_taken_in_once_and_its_receipt_is_the_same_for_ever,
    the_same_twice_in_one_batch_is_one,
    the_same_content_sealed_anew_is_not_kept_twice,
    revisions_in_any_order_end_in_the_same_state,
    a_revision_that_amends_something_else_is_set_aside_whichever_came_first,
    the_second_claim_to_a_revision_is_set_aside,
    clocks_that_stand_a_day_apart_change_nothing,
    clocks_of_doors_that_stand_wrong_are_told,
    nobody_takes_another_applications_place_of_status,
    an_amendment_does_not_move_the_status,
    one_draft_two_people_two_numbers,
    receipts_and_audit_log_are_chained_over_everything,
    what_waits_for_its_form_is_taken_in_once_the_form_is_there,
    an_officer_overrules_what_may_be_overruled,
    files_nobody_can_know_the_sender_of_are_kept_for_a_time_and_within_a_budget,
    what_is_too_large_is_told_so_and_not_kept,
    many_at_once_are_all_taken_in,
    two_intakes_on_one_store_agree,
    a_newer_version_with_another_fee_warns,
}
