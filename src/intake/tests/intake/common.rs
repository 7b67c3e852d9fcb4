//! A desk, a publisher and applicants, with real keys and real sealed files; rules of forms made by hand.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use sayyar_base::{Date, canonical};
use sayyar_intake::form::{self, Bundle, Judgement, Knowledge, Malformed, Media, Rules, Unfit};
use sayyar_intake::ingest::{Event, Fate, Intake, Source, Told};
use sayyar_intake::keys::Keyring;
use sayyar_intake::store::{self, Store};
use sayyar_intake::system;
use sayyar_seal::age::{Identity, Kind, Recipients};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::minisign;
use sayyar_seal::release::{self, Files, Release};
use sayyar_seal::submission::{Details, FormBuild, SignedBag};
use sayyar_seal::{Digest, Number, Time};
use serde_json::{Value, json};

pub(crate) const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// Knows forms whose `most` says how many months there may be.
pub(crate) struct ByHand;

struct Months {
    digest: Digest,
    most: i64,
    price: i64,
}

impl Knowledge for ByHand {
    fn rules(&self, form: &Value) -> Result<Arc<dyn Rules>, String> {
        let digest = Digest::of(canonical::to_string(form).map_err(|error| error.to_string())?.as_bytes());
        let most = form["most"].as_i64().ok_or("no `most`")?;
        Ok(Arc::new(Months { digest, most, price: form["price"].as_i64().unwrap_or(10_000) }))
    }

    fn sniff(&self, bytes: &[u8], _: &str) -> Result<Media, Unfit> {
        match bytes {
            [b'%', b'P', b'D', b'F', ..] if bytes.windows(4).any(|window| window == b"PK\x03\x04") => {
                Err(Unfit { is_type: false, what: "an archive is hidden in it".into() })
            }
            [b'%', b'P', b'D', b'F', ..] => Ok("application/pdf"),
            [0xff, 0xd8, ..] => Ok("image/jpeg"),
            _ => Err(Unfit { is_type: true, what: "no PDF or JPEG".into() }),
        }
    }
}

impl Rules for Months {
    fn digest(&self) -> Digest {
        self.digest
    }

    fn judge(&self, answers: &[u8], _: Date) -> Result<Judgement, Malformed> {
        let value: Value = serde_json::from_slice(answers).map_err(|_| Malformed)?;
        let text = canonical::to_string(&value).map_err(|_| Malformed)?;
        let map = value.as_object().filter(|_| text.as_bytes() == answers).ok_or(Malformed)?;
        let months = map.get("months").and_then(Value::as_i64);
        let wrong = months.is_none_or(|months| !(1..=self.most).contains(&months));
        let texts = map.iter().filter_map(|(field, value)| Some((field.clone(), value.as_str()?.to_owned())));
        Ok(Judgement {
            problems: if wrong { vec!["months: range".into()] } else { vec![] },
            files: form::attached(&value),
            fee: months.and_then(|months| format!("{} AZN", months * self.price / 100).parse().ok()),
            texts: texts.collect(),
        })
    }
}

/// A desk with its publisher, in a folder that goes when it does.
pub(crate) struct Desk {
    pub(crate) folder: PathBuf,
    pub(crate) place: store::Place,
    pub(crate) identity: Identity,
    pub(crate) recovery: Identity,
    pub(crate) signer: SigningKey,
    pub(crate) publisher: minisign::SecretKey,
    pub(crate) form: Value,
}

impl Drop for Desk {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.folder);
    }
}

/// What a bundle is made of.
pub(crate) struct Released {
    pub(crate) version: u32,
    pub(crate) build: u32,
    pub(crate) test: bool,
    pub(crate) form: Value,
    pub(crate) extra: Value,
}

impl Desk {
    /// X25519, which is quicker than the hybrid and goes the same way.
    pub(crate) fn new() -> Self {
        Self::of(Kind::X25519)
    }

    pub(crate) fn of(kind: Kind) -> Self {
        let folder = std::env::temp_dir().join(format!("sayyar-intake-{}", system::token::<8>()));
        fs::create_dir_all(&folder).expect("a folder for the test");
        let [identity, recovery] = [0, 1].map(|_| Identity::generate(kind, &mut system::entropy));
        Self {
            place: crate::stores::place(&folder),
            folder,
            identity,
            recovery,
            signer: SigningKey::generate(&mut system::entropy),
            publisher: minisign::SecretKey::generate(&mut system::entropy),
            form: json!({ "most": 12 }),
        }
    }

    pub(crate) fn released(&self) -> Released {
        Released { version: 1, build: 1, test: false, form: self.form.clone(), extra: json!({}) }
    }

    /// `form.json` of a bundle.
    pub(crate) fn form_json(&self, released: &Released) -> String {
        let words = json!({ "az": { "tag": "az" }, "en": { "tag": "en" } });
        let mut value = json!({
            "format": "sayyar-form/1", "kind": "application", "id": "work-permit",
            "version": released.version, "build": released.build, "date": "2026-11-20",
            "digest": digest(&released.form), "form": released.form, "words": words,
            "words_digest": { "az": Digest::of(b"az words"), "en": Digest::of(b"en words") },
            "languages": ["az", "en"], "recipients": [self.identity.recipient(), self.recovery.recipient()],
            "engine": "0", "test": released.test, "sensitive": false, "retention_months": 60,
            "index": ["family_name"],
        });
        let (map, extra) = (value.as_object_mut().expect("an object"), released.extra.as_object().expect("an object"));
        map.extend(extra.clone());
        canonical::to_string(&value).expect("canonical")
    }

    /// The bundle and its signature.
    pub(crate) fn bundle(&self, released: &Released) -> (Vec<u8>, Vec<u8>) {
        let (html, schema, readme) = (b"<!doctype html>".into(), b"{}".into(), b"Read".into());
        let files = Files { html, form: self.form_json(released).into_bytes(), schema, readme };
        let archive = files.pack().expect("an archive");
        let release = Release {
            id: "work-permit".parse().expect("an id"),
            version: released.version,
            build: released.build,
            date: "2026-11-20".parse().expect("a date"),
            digest: digest(&released.form),
            test: released.test,
        };
        let key = if released.test { release::test_key() } else { self.publisher.clone() };
        let signature = release.sign(&key, &release::Bundle::name(&release), &archive).expect("signed");
        (archive, signature.to_file().into_bytes())
    }

    pub(crate) fn opened(&self, released: &Released) -> Bundle {
        let (archive, signature) = self.bundle(released);
        form::open(&archive, &signature, &[self.publisher.public()]).expect("a good bundle")
    }

    /// The desk's intake with no forms yet, on the store in its folder.
    pub(crate) fn bare(&self) -> Intake {
        let store = Store::at(&self.place).expect("a store");
        let keys = Keyring::new(vec![self.identity.clone()]);
        let mut intake = Intake::new(store, keys, self.signer.clone(), Arc::new(ByHand)).expect("an intake");
        intake.now = now;
        intake
    }

    /// Begins with an empty store.
    pub(crate) fn empty(&mut self) {
        _ = fs::remove_dir_all(&self.place.folder);
        self.place = crate::stores::place(&self.folder);
    }

    /// The same with the form.
    pub(crate) fn intake(&self) -> Intake {
        let intake = self.bare();
        self.add(&intake, &self.released());
        intake
    }

    pub(crate) fn add(&self, intake: &Intake, released: &Released) {
        form::add(&intake.store.records, &self.opened(released), &ByHand, &[self.identity.recipient()])
            .expect("a store")
            .expect("a good form");
        intake.reload_forms(Arc::new(ByHand)).expect("a store");
    }

    pub(crate) fn recipients(&self) -> Recipients {
        Recipients::new(vec![self.identity.recipient(), self.recovery.recipient()]).expect("two of a kind")
    }
}

pub(crate) fn digest(form: &Value) -> Digest {
    Digest::of(canonical::to_string(form).expect("canonical").as_bytes())
}

/// 2026-11-23, 10:00.
pub(crate) fn now() -> Time {
    Time::from_unix(1_795_428_000).expect("a time")
}

/// Somebody who applies.
pub(crate) struct Applicant {
    pub(crate) key: SigningKey,
    pub(crate) status: Identity,
    pub(crate) answers: Value,
    pub(crate) attachments: Vec<(String, Vec<u8>, String)>,
    pub(crate) form: FormBuild,
    pub(crate) filled_on: Date,
    pub(crate) words: Digest,
}

/// A sealed file and what it holds.
#[derive(Clone)]
pub(crate) struct Sealed {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content: Digest,
    pub(crate) revision: u32,
}

impl Applicant {
    pub(crate) fn new(desk: &Desk) -> Self {
        Self {
            key: SigningKey::generate(&mut system::entropy),
            status: Identity::generate(Kind::X25519, &mut system::entropy),
            answers: json!({ "family_name": "ƏLİYEVA", "months": 6, "secret": "canary-5f1c" }),
            attachments: vec![("contract/1-muqavile.pdf".into(), PDF.to_vec(), "application/pdf".into())],
            form: FormBuild {
                id: "work-permit".parse().expect("an id"),
                version: 1,
                build: 1,
                digest: digest(&desk.form),
            },
            filled_on: "2026-11-22".parse().expect("a date"),
            words: Digest::of(b"az words"),
        }
    }

    pub(crate) fn number(&self) -> Number {
        Number::of(&self.key.public())
    }

    /// The answers with their attachments.
    pub(crate) fn answers(&self) -> String {
        let mut answers = self.answers.clone();
        for (path, bytes, media) in &self.attachments {
            let file = json!({
                "name": "müqavilə.pdf", "path": path, "sha512": Digest::of(bytes), "size": bytes.len(), "type": media,
            });
            let field = path.split('/').next().expect("a field");
            match answers.get_mut(field) {
                Some(files) => files.as_array_mut().expect("a list").push(file),
                None => answers[field] = json!([file]),
            }
        }
        canonical::to_string(&answers).expect("canonical")
    }

    pub(crate) fn details(&self, previous: Option<(u32, Digest)>) -> Details {
        Details {
            form: self.form.clone(),
            words: self.words,
            language: "az".parse().expect("a tag"),
            filled_on: self.filled_on,
            previous,
            status: self.status.recipient(),
            engine: "by hand".into(),
            assisted: false,
        }
    }

    pub(crate) fn first(&self, desk: &Desk) -> Sealed {
        self.seal(desk, &self.answers(), None)
    }

    /// An amendment of `before` with other answers.
    pub(crate) fn amend(&mut self, desk: &Desk, before: &Sealed, months: u32) -> Sealed {
        self.answers["months"] = json!(months);
        self.seal(desk, &self.answers(), Some((before.revision, before.content)))
    }

    pub(crate) fn seal(&self, desk: &Desk, answers: &str, previous: Option<(u32, Digest)>) -> Sealed {
        let attachments: Vec<(&str, &[u8])> =
            self.attachments.iter().map(|(path, bytes, _)| (path.as_str(), bytes.as_slice())).collect();
        let bag =
            SignedBag::sign(self.details(previous), answers.as_bytes(), &attachments, &self.key, &desk.recipients());
        let bag = bag.expect("a good bag");
        Sealed {
            bytes: bag.seal(&mut system::entropy).expect("sealed"),
            content: bag.content_digest(),
            revision: bag.header().revision,
        }
    }
}

/// Takes in these bytes, all together.
pub(crate) fn ingest(intake: &Intake, files: &[&[u8]]) -> Vec<Told> {
    let sources: Vec<Source> =
        files.iter().map(|bytes| Source::Staged(intake.stage(&mut &**bytes).expect("staged"), None)).collect();
    let mut told: Vec<Option<Told>> = vec![None; files.len()];
    intake.run(sources.into_iter(), &mut |event: Event| told[event.place] = Some(event.result.expect("taken")));
    told.into_iter().map(|told| told.expect("told")).collect()
}

/// Takes in one file after the other.
pub(crate) fn one(intake: &Intake, sealed: &Sealed) -> Told {
    ingest(intake, &[&sealed.bytes]).remove(0)
}

/// The code of a refusal; `waiting` or `taken` of what was taken in.
pub(crate) fn outcome(told: &Told) -> &str {
    match &told.fate {
        Fate::TakenIn { waiting: true, .. } => "waiting",
        Fate::TakenIn { .. } => "taken",
        Fate::Refused { code, .. } => code,
    }
}

/// All that a store knows, without what differs between two runs: times, receipts, audit.
pub(crate) fn state(intake: &Intake) -> String {
    let questions = [
        "SELECT content, revision, state, fee FROM submission ORDER BY content",
        "SELECT number, content, revision, state, fee FROM application ORDER BY number",
        "SELECT applicant, field, value, folded FROM answer ORDER BY applicant, field",
        "SELECT applicant, position, state FROM event ORDER BY applicant, position",
        "SELECT sha256, code, number, revision, kept, decision FROM quarantine ORDER BY sha256",
        "SELECT sha256, outcome, code, kept FROM arrival ORDER BY sha256",
    ];
    let rows = intake.store.records.read(|tx| {
        let mut all = Vec::new();
        for question in questions {
            all.push(format!("{question}\n"));
            all.extend(tx.run(question, &[])?.into_iter().map(|row| format!("{row:?}\n")));
        }
        Ok(all)
    });
    rows.expect("a store").concat() + &format!("{:?}", intake.store.files.all().expect("files"))
}
