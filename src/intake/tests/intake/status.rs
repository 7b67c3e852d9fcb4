//! What applicants are told, from an officer's word to what the applicant's own password opens.

use std::collections::BTreeSet;
use std::fs;

use sayyar_base::Date;
use sayyar_intake::ingest::Intake;
use sayyar_intake::publish::NotPublished;
use sayyar_intake::status::NotSet;
use sayyar_seal::age::{Identity, Kind};
use sayyar_seal::ed25519::PublicKey;
use sayyar_seal::status::{RECORD, State, Status, find};
use sayyar_seal::tree::Tree;
use sayyar_seal::{Locator, Number, Time};

use crate::common::{Applicant, Desk, now, one};
use crate::stores::on_every_store;

fn next() -> Time {
    Time::from_unix(now().unix() + 24 * 3600).unwrap()
}

/// As the page does: the index, the shard, the record.
fn look_up(folder: &std::path::Path, identity: &Identity, number: &Number, key: PublicKey) -> Option<Status> {
    let tree = Tree::open(&fs::read(folder.join("index")).unwrap(), &[key]).unwrap();
    let shard = fs::read(folder.join(tree.shard(&Locator::of(&identity.recipient())))).unwrap();
    let status = find(&shard, identity, number, &[key]).unwrap()?;
    assert_eq!((status.sequence, status.issued, status.next), (tree.sequence, tree.issued, tree.next));
    Some(status)
}

fn taken(desk: &Desk, intake: &Intake) -> Applicant {
    let applicant = Applicant::new(desk);
    one(intake, &applicant.first(desk));
    applicant
}

fn the_applicants_password_opens_what_the_officer_said() {
    let desk = Desk::new();
    let intake = desk.intake();
    let applicant = taken(&desk, &intake);
    let (number, out) = (applicant.number(), desk.folder.join("status"));
    let application = || intake.find(&number).unwrap().remove(0);
    let documents = State::DocumentsNeeded { documents: vec!["contract".into()] };
    intake.set_status(&application(), &documents, Some("2-ci səhifə oxunmur"), "Aysel").unwrap().unwrap();
    assert_eq!(intake.set_status(&application(), &State::Decided, None, "Aysel").unwrap(), Err(NotSet::Identity));
    let published = intake.publish(&out, next(), &|_, _| ()).unwrap();
    assert_eq!((published.applications, published.tree.sequence, published.tree.records), (1, 1, 16));
    let status = look_up(&out, &applicant.status, &number, intake.signer()).unwrap();
    let states: Vec<_> = status.timeline.iter().map(|entry| entry.state.clone()).collect();
    assert_eq!(states, [State::Received, documents]);
    assert_eq!(status.timeline[1].message.as_deref(), Some("2-ci səhifə oxunmur"));
    assert_eq!(intake.check_identity(&application(), ("guess", ""), "Aysel").unwrap(), Err(NotSet::Way));
    assert_eq!(intake.check_identity(&application(), ("other", " "), "Aysel").unwrap(), Err(NotSet::Note));
    intake.check_identity(&application(), ("passport", ""), "Aysel").unwrap().unwrap();
    intake.set_status(&application(), &State::Decided, None, "Aysel").unwrap().unwrap();
    let control = intake.set_status(&application(), &State::Decided, Some("a\u{1b}[2J"), "Aysel").unwrap();
    assert_eq!(control, Err(NotSet::Message));
    intake.publish(&out, next(), &|_, _| ()).unwrap();
    let status = look_up(&out, &applicant.status, &number, intake.signer()).unwrap();
    assert_eq!((status.sequence, status.timeline.len()), (2, 3));
    // Nobody else's opens it.
    assert!(look_up(&out, &Applicant::new(&desk).status, &number, intake.signer()).is_none());
    assert_eq!(application().summary.unwrap().state, "decided");
}

fn a_lost_password_is_replaced_in_person() {
    let desk = Desk::new();
    let intake = desk.intake();
    let applicant = taken(&desk, &intake);
    let (number, out) = (applicant.number(), desk.folder.join("status"));
    let application = || intake.find(&number).unwrap().remove(0);
    assert_eq!(intake.replace_password(&application(), "Aysel").unwrap().err(), Some(NotSet::Identity));
    intake.check_identity(&application(), ("passport", ""), "Aysel").unwrap().unwrap();
    let password = intake.replace_password(&application(), "Aysel").unwrap().unwrap();
    intake.publish(&out, next(), &|_, _| ()).unwrap();
    let identity = password.status_identity(&number, Kind::Hybrid).unwrap();
    assert!(look_up(&out, &identity, &number, intake.signer()).is_some());
    assert!(look_up(&out, &applicant.status, &number, intake.signer()).is_none());
}

fn trees_tell_nothing_but_how_many_to_the_nearest_power_of_two() {
    let desk = Desk::new();
    let intake = desk.intake();
    let out = desk.folder.join("status");
    // Without anybody there is a shard of decoys.
    let empty = intake.publish(&out, next(), &|_, _| ()).unwrap();
    assert_eq!((empty.tree.shards(), empty.tree.records), (1, 16));
    let applicants: Vec<Applicant> = (0..60).map(|_| taken(&desk, &intake)).collect();
    let published = intake.publish(&out, next(), &|_, _| ()).unwrap();
    let shards = published.tree.shards() as usize;
    assert!(shards > 1 && shards * published.tree.records as usize >= 60);
    let names = |folder: &std::path::Path| -> BTreeSet<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names(&out).len(), shards + 2);
    let mut times = BTreeSet::new();
    for name in names(&out) {
        let metadata = fs::metadata(out.join(&name)).unwrap();
        times.insert(metadata.modified().unwrap());
        if name.len() == 4 {
            assert_eq!(metadata.len(), u64::from(published.tree.records) * RECORD as u64);
        }
    }
    assert_eq!(times.len(), 1, "all files have one time");
    let before = fs::read(out.join("0003")).unwrap();
    for applicant in &applicants {
        assert!(look_up(&out, &applicant.status, &applicant.number(), intake.signer()).is_some());
    }
    intake.publish(&out, next(), &|_, _| ()).unwrap();
    let after = fs::read(out.join("0003")).unwrap();
    let records: BTreeSet<&[u8]> = before.chunks(RECORD).chain(after.chunks(RECORD)).collect();
    assert_eq!(records.len(), (before.len() + after.len()) / RECORD, "no record stays as it was");
    let beside: Vec<_> = names(&desk.folder).into_iter().filter(|name| name.starts_with('.')).collect();
    assert!(beside.is_empty(), "{beside:?}");
}

fn interviews_are_listed_by_number_until_their_day_is_over() {
    let desk = Desk::new();
    let mut intake = desk.intake();
    let (first, second) = (taken(&desk, &intake), taken(&desk, &intake));
    let out = desk.folder.join("status");
    let day: Date = "2026-11-25".parse().unwrap();
    for (applicant, time) in [(&first, "11:00"), (&second, "09:30")] {
        let application = intake.find(&applicant.number()).unwrap().remove(0);
        let interview = State::Interview { day, time: time.into(), office: "headquarters".into() };
        intake.set_status(&application, &interview, None, "Aysel").unwrap().unwrap();
    }
    let list = |intake: &Intake| {
        intake.publish(&out, next(), &|_, _| ()).unwrap();
        fs::read_to_string(out.join("interviews.json")).unwrap()
    };
    let text = list(&intake);
    let expected = format!(
        r#"{{"format":"sayyar-interviews/1","interviews":[{{"day":"2026-11-25","number":"{}","office":"headquarters","time":"09:30"}},{{"day":"2026-11-25","number":"{}","office":"headquarters","time":"11:00"}}],"issued":"2026-11-23T10:00:00Z"}}"#,
        second.number(),
        first.number()
    );
    assert_eq!(text.trim_end(), expected);
    intake.now = || Time::from_unix(now().unix() + 3 * 24 * 3600).unwrap();
    assert!(list(&intake).contains("\"interviews\":[]"));
}

fn a_long_timeline_loses_its_earliest_messages_first() {
    let desk = Desk::new();
    let intake = desk.intake();
    let applicant = taken(&desk, &intake);
    let out = desk.folder.join("status");
    for step in 0..30 {
        let application = intake.find(&applicant.number()).unwrap().remove(0);
        let message = format!("{step} {}", "ə".repeat(200));
        intake.set_status(&application, &State::InReview, Some(&message), "Aysel").unwrap().unwrap();
    }
    let published = intake.publish(&out, next(), &|_, _| ()).unwrap();
    assert_eq!(published.shortened, [applicant.number()]);
    let status = look_up(&out, &applicant.status, &applicant.number(), intake.signer()).unwrap();
    assert_eq!(status.timeline[0].state, State::Received);
    assert!(status.timeline.last().unwrap().message.as_ref().unwrap().starts_with("29 "));
}

fn what_no_publication_wrote_is_not_replaced() {
    let desk = Desk::new();
    let intake = desk.intake();
    let out = desk.folder.join("site");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("index.html"), "x").unwrap();
    assert!(matches!(intake.publish(&out, next(), &|_, _| ()), Err(NotPublished::Foreign(_))));
    assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "x");
}

on_every_store! {
    the_applicants_password_opens_what_the_officer_said,
    a_lost_password_is_replaced_in_person,
    trees_tell_nothing_but_how_many_to_the_nearest_power_of_two,
    interviews_are_listed_by_number_until_their_day_is_over,
    a_long_timeline_loses_its_earliest_messages_first,
    what_no_publication_wrote_is_not_replaced,
}
