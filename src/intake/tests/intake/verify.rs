//! The order of checks: each way of being wrong has its code, and an earlier one wins.

use sayyar_intake::Step;
use sayyar_intake::ingest::Intake;
use sayyar_intake::verify::{Warning, checks};
use sayyar_seal::age;
use sayyar_seal::submission::{Details, SignedBag};
use sayyar_seal::zip::{Reader, Writer};
use sayyar_seal::{Digest, Number};
use serde_json::json;

use crate::common::{Applicant, Desk, PDF, Released, Sealed};

fn code(intake: &Intake, bytes: &[u8]) -> String {
    let staged = intake.stage(&mut &*bytes).unwrap();
    intake.verify(&staged, None).map_or_else(|refused| refused.refusal.code().to_owned(), |_| "good".into())
}

fn warnings(intake: &Intake, sealed: &Sealed) -> Vec<Warning> {
    let staged = intake.stage(&mut sealed.bytes.as_slice()).unwrap();
    intake.verify(&staged, None).unwrap().warnings().to_vec()
}

/// The files of a sealed bag, changed, archived and sealed again by somebody who can.
fn tampered(desk: &Desk, sealed: &Sealed, change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let plain = age::decrypt(&sealed.bytes, std::slice::from_ref(&desk.identity)).unwrap();
    let (mut reader, mut files) = (Reader::new(plain.as_slice(), 100), Vec::new());
    while let Some(file) = reader.next_file().unwrap() {
        files.push((file.name().to_owned(), file.read_all(1 << 24).unwrap().unwrap()));
    }
    change(&mut files);
    let mut writer = Writer::new(Vec::new());
    files.iter().for_each(|(name, content)| writer.add(name, content).unwrap());
    age::encrypt(&writer.finish().unwrap(), &desk.recipients(), &mut sayyar_intake::system::entropy)
}

#[test]
fn everything_below_the_form_has_its_code() {
    let desk = Desk::new();
    let intake = desk.intake();
    let applicant = Applicant::new(&desk);
    let sealed = applicant.first(&desk);
    assert_eq!(code(&intake, &sealed.bytes), "good");
    assert_eq!(code(&intake, b""), "age-not-age");
    assert_eq!(code(&intake, PDF), "age-not-age");
    assert_eq!(code(&intake, b"-----BEGIN AGE ENCRYPTED FILE-----\n"), "age-armoured");
    assert_eq!(code(&intake, &sealed.bytes[..100]), "age-header");
    assert_eq!(code(&intake, &sealed.bytes[..sealed.bytes.len() - 1]), "age-payload");
    let copy = age::encrypt_with(b"draft", &age::Passphrase::new(b"x"), &mut sayyar_intake::system::entropy);
    assert_eq!(code(&intake, &copy), "age-passphrase");
    assert_eq!(code(&intake, &Applicant::new(&desk).first(&Desk::new()).bytes), "age-no-match");
    let reseal = |plain: &[u8]| age::encrypt(plain, &desk.recipients(), &mut sayyar_intake::system::entropy);
    assert_eq!(code(&intake, &reseal(b"PK\x03\x04")), "zip-truncated");
    let with = |change: fn(&mut Vec<(String, Vec<u8>)>)| code(&intake, &tampered(&desk, &sealed, change));
    assert_eq!(with(|files| files.push(("notes.txt".into(), b"x".to_vec()))), "bag-unlisted");
    assert_eq!(with(|files| drop(files.remove(6))), "bag-missing");
    assert_eq!(with(|files| files[7].1[0] ^= 1), "bag-digest");
    assert_eq!(with(|files| files[4].1[60] ^= 1), "signature-malformed");
    let other = Applicant::new(&desk).first(&desk);
    let signature = {
        let mut taken = Vec::new();
        tampered(&desk, &other, |files| taken = files[4].1.clone());
        taken
    };
    assert_eq!(code(&intake, &tampered(&desk, &sealed, |files| files[4].1 = signature)), "signature-key");
}

#[test]
fn a_submission_to_another_agency_sealed_to_us_is_not_ours() {
    let (desk, other) = (Desk::new(), Desk::new());
    let intake = desk.intake();
    let applicant = Applicant::new(&desk);
    let elsewhere = applicant.first(&other);
    let plain = age::decrypt(&elsewhere.bytes, std::slice::from_ref(&other.identity)).unwrap();
    let resealed = age::encrypt(&plain, &desk.recipients(), &mut sayyar_intake::system::entropy);
    assert_eq!(code(&intake, &resealed), "not-addressed");
}

#[test]
fn forms_must_be_known_and_accepted() {
    let desk = Desk::new();
    let intake = desk.intake();
    let with = |change: &dyn Fn(&mut Applicant)| {
        let mut applicant = Applicant::new(&desk);
        change(&mut applicant);
        code(&intake, &applicant.first(&desk).bytes)
    };
    assert_eq!(with(&|one| one.form.id = "e-visa".parse().unwrap()), "form-unknown");
    assert_eq!(with(&|one| one.form.version = 2), "form-unknown");
    assert_eq!(with(&|one| one.form.digest = Digest::of(b"another")), "form-digest");
    assert_eq!(with(&|one| one.words = Digest::of(b"other words")), "form-words");
    // Another build of the same rules: the words cannot be compared.
    assert_eq!(with(&|one| (one.form.build, one.words) = (7, Digest::of(b"other words"))), "good");
}

#[test]
fn a_version_is_accepted_until_its_day() {
    let desk = Desk::new();
    let intake = desk.intake();
    let id = "work-permit".parse().unwrap();
    let until = |day: Option<&str>| {
        let day = day.map(|day| day.parse().unwrap());
        sayyar_intake::form::set_until(&intake.store.records, &id, 1, day).unwrap();
        intake.reload_forms(std::sync::Arc::new(crate::common::ByHand)).unwrap();
    };
    let on = |day: &str| Applicant { filled_on: day.parse().unwrap(), ..Applicant::new(&desk) }.first(&desk);
    until(Some("2026-11-23"));
    assert_eq!(warnings(&intake, &on("2026-11-22")), []);
    until(Some("2026-11-22"));
    let late = Warning::Late { until: "2026-11-22".parse().unwrap() };
    assert_eq!(warnings(&intake, &on("2026-11-22")), [late], "filled in in time, arrived late");
    assert_eq!(code(&intake, &on("2026-11-23").bytes), "form-expired");
    until(None);
    assert_eq!(warnings(&intake, &on("2026-11-23")), []);
    sayyar_intake::form::set_withdrawn(&intake.store.records, &id, 1, true).unwrap();
    intake.reload_forms(std::sync::Arc::new(crate::common::ByHand)).unwrap();
    assert_eq!(code(&intake, &on("2026-11-22").bytes), "form-withdrawn");
}

#[test]
fn implausible_days_are_warnings() {
    let desk = Desk::new();
    let intake = desk.intake();
    let on = |day: &str| Applicant { filled_on: day.parse().unwrap(), ..Applicant::new(&desk) }.first(&desk);
    assert_eq!(warnings(&intake, &on("2026-11-24")), [], "clocks and time zones differ by a day");
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(warnings(&intake, &on("2026-11-25")), [Warning::FilledInFuture { on: day("2026-11-25") }]);
    assert_eq!(warnings(&intake, &on("1970-01-01")), [Warning::FilledLongAgo { on: day("1970-01-01") }]);
}

#[test]
fn answers_are_held_to_the_rules() {
    let desk = Desk::new();
    let intake = desk.intake();
    let applicant = Applicant { attachments: vec![], ..Applicant::new(&desk) };
    let with = |answers: &str| code(&intake, &applicant.seal(&desk, answers, None).bytes);
    assert_eq!(with(r#"{"months":6}"#), "good");
    assert_eq!(with(r#"{"months":13}"#), "answers-invalid");
    assert_eq!(with("{}"), "answers-invalid");
    assert_eq!(with(r#"{ "months": 6 }"#), "answers-malformed");
    assert_eq!(with("months"), "answers-malformed");
    assert_eq!(with(r#"{"months":6,"months":6}"#), "answers-malformed");
}

#[test]
fn attachments_are_those_the_answers_name_and_what_they_claim() {
    let desk = Desk::new();
    let intake = desk.intake();
    let attach = |path: &str, bytes: &[u8], media: &str| (path.to_owned(), bytes.to_vec(), media.to_owned());
    let with = |attachments: Vec<(String, Vec<u8>, String)>| {
        code(&intake, &Applicant { attachments, ..Applicant::new(&desk) }.first(&desk).bytes)
    };
    let jpeg = [0xff, 0xd8, 0xff, 0xd9];
    assert_eq!(
        with(vec![attach("contract/1-a.pdf", PDF, "application/pdf"), attach("photo/1-p.jpeg", &jpeg, "image/jpeg")]),
        "good"
    );
    assert_eq!(with(vec![attach("contract/1-a.pdf", &jpeg, "application/pdf")]), "attachment-type");
    assert_eq!(with(vec![attach("contract/1-a.pdf", b"MZ", "application/pdf")]), "attachment-type");
    let hidden = [PDF, b"PK\x03\x04"].concat();
    assert_eq!(with(vec![attach("contract/1-a.pdf", &hidden, "application/pdf")]), "attachment-damaged");
    // A file the answers do not name, and one they name that is not there.
    let applicant = Applicant::new(&desk);
    let mut without = applicant.answers.clone();
    without["contract"] = json!([]);
    let text = sayyar_base::canonical::to_string(&without).unwrap();
    assert_eq!(code(&intake, &applicant.seal(&desk, &text, None).bytes), "attachment-list");
    let bare = Applicant { attachments: vec![], ..Applicant::new(&desk) };
    assert_eq!(code(&intake, &bare.seal(&desk, &applicant.answers(), None).bytes), "attachment-list");
    // The same name with other bytes.
    let other = applicant.answers().replace(&Digest::of(PDF).to_string(), &Digest::of(b"other").to_string());
    assert_eq!(code(&intake, &applicant.seal(&desk, &other, None).bytes), "attachment-list");
}

#[test]
fn the_first_check_that_fails_is_the_one_that_is_named() {
    let desk = Desk::new();
    let intake = desk.intake();
    let mut applicant = Applicant::new(&desk);
    applicant.answers["months"] = json!(99);
    applicant.attachments[0].1 = b"MZ".to_vec();
    assert_eq!(code(&intake, &applicant.first(&desk).bytes), "answers-invalid");
    applicant.form.version = 9;
    assert_eq!(code(&intake, &applicant.first(&desk).bytes), "form-unknown");
    let steps = checks(Some("form-unknown"));
    assert_eq!(steps[6], (Step::Addressee, Some(true)));
    assert_eq!(steps[7], (Step::Form, Some(false)));
    assert_eq!(steps[8], (Step::Answers, None));
    assert!(checks(None).iter().all(|(_, passed)| *passed == Some(true)));
}

#[test]
fn past_keys_open_what_was_sealed_to_them() {
    let desk = Desk::new();
    let mut intake = desk.intake();
    let sealed = Applicant::new(&desk).first(&desk);
    let new = Desk::new();
    intake.keys = sayyar_intake::keys::Keyring::new(vec![new.identity.clone(), desk.identity.clone()]);
    assert_eq!(code(&intake, &sealed.bytes), "good");
    intake.keys = sayyar_intake::keys::Keyring::new(vec![desk.recovery.clone()]);
    assert_eq!(code(&intake, &sealed.bytes), "good", "the recovery identity opens everything");
    intake.keys = sayyar_intake::keys::Keyring::new(vec![new.identity.clone()]);
    assert_eq!(code(&intake, &sealed.bytes), "age-no-match");
}

#[test]
fn bundles_are_believed_when_their_publisher_signed_them() {
    use sayyar_intake::form::{Facts, open, signers};
    let desk = Desk::new();
    let (archive, signature) = desk.bundle(&desk.released());
    let key = desk.publisher.public();
    let open = |archive: &[u8], signature: &[u8], test: bool| {
        signers(&[key], test).and_then(|keys| open(archive, signature, &keys)).map_err(|error| error.code())
    };
    assert!(open(&archive, &signature, false).is_ok());
    let mut changed = archive.clone();
    changed[70] ^= 1;
    assert_eq!(open(&changed, &signature, false).err(), Some("minisign-file"));
    let (_, other) = Desk::new().bundle(&desk.released());
    assert_eq!(open(&archive, &other, false).err(), Some("minisign-key"));
    let (archive, signature) = desk.bundle(&Released { test: true, ..desk.released() });
    assert_eq!(open(&archive, &signature, false).err(), Some("bundle-test"));
    assert!(open(&archive, &signature, true).is_ok());
    // The public key is no publisher, even when somebody configures it.
    assert_eq!(
        signers(&[sayyar_seal::release::test_key().public()], false).err().map(|error| error.code()),
        Some("bundle-publisher")
    );
    for (extra, key) in [
        (json!({ "kind": "other" }), "kind"),
        (json!({ "words_digest": [] }), "words_digest"),
        (json!({ "recipients": ["age1"] }), "recipients"),
        (json!({ "retention_months": "5" }), "retention_months"),
        (json!({ "index": "family_name" }), "index"),
    ] {
        let error = Facts::parse(&desk.form_json(&Released { extra, ..desk.released() })).unwrap_err();
        assert!(error.to_string().contains(key), "{error}");
    }
    let checker = desk.form_json(&Released { extra: json!({ "kind": "checker" }), ..desk.released() });
    assert_eq!(Facts::parse(&checker).unwrap_err().code(), "bundle-checker");
}

#[test]
fn a_number_of_another_key_is_refused() {
    let desk = Desk::new();
    let intake = desk.intake();
    let applicant = Applicant::new(&desk);
    let sealed = applicant.first(&desk);
    let other = Number::of(&Applicant::new(&desk).key.public());
    // Signed by the key, but with somebody else's number in the header.
    let bytes = tampered(&desk, &sealed, |files| {
        for place in [1, 5] {
            let text = String::from_utf8(files[place].1.clone()).unwrap();
            files[place].1 = text.replace(&applicant.number().to_string(), &other.to_string()).into_bytes();
        }
        let manifest = |files: &[(String, Vec<u8>)]| {
            files.iter().fold(String::new(), |text, (name, content)| format!("{text}{}  {name}\n", Digest::of(content)))
        };
        files[2].1 = manifest(&files[5..]).into_bytes();
        files[3].1 = manifest(&files[..3]).into_bytes();
        let signature =
            sayyar_seal::sshsig::Signature::sign(&applicant.key, sayyar_seal::sshsig::SUBMISSION, &files[3].1);
        files[4].1 = signature.encode().into_bytes();
    });
    assert_eq!(code(&intake, &bytes), "number");
}

#[test]
fn assisted_submissions_are_marked() {
    let desk = Desk::new();
    let intake = desk.intake();
    let applicant = Applicant { attachments: vec![], ..Applicant::new(&desk) };
    let details = Details { assisted: true, ..applicant.details(None) };
    let answers = applicant.answers();
    let bag = SignedBag::sign(details, answers.as_bytes(), &[], &applicant.key, &desk.recipients()).unwrap();
    let sealed = bag.seal(&mut sayyar_intake::system::entropy).unwrap();
    crate::common::ingest(&intake, &[&sealed]);
    assert!(intake.list(&Default::default()).unwrap()[0].assisted);
}
