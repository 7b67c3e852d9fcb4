//! Reading what was taken in: lists from the rows, answers and attachments from the sealed files, opened on
//! demand. Whoever reads answers is written down in the audit log.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sayyar_base::Date;
use sayyar_seal::receipt::Sha256;
use sayyar_seal::submission::{Attachment, Header, Kept, Sink};
use sayyar_seal::{Digest, Number, Time};
use serde::Serialize;
use serde_json::Value as Json;

use crate::audit::{self, Entry};
use crate::ingest::{IngestError, Intake, resealed};
use crate::store::{Records, Row, StoreError, Tx, Value};
use crate::verify::{self, Warning, folded};

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The number.
    pub number: Number,
    /// The form.
    pub form: String,
    /// Where it stands.
    pub state: String,
    /// The revision that holds.
    pub revision: u32,
    /// The language the applicant used.
    pub language: String,
    /// When it was filed.
    pub filed: Time,
    /// When anything last changed.
    pub changed: Time,
    /// What has to be paid.
    pub fee: Option<String>,
    /// Whether an officer filled it in.
    pub assisted: bool,
    /// Answers kept in clear, by field.
    pub answers: Vec<(String, String)>,
    /// The digest of the content that holds.
    pub content: Digest,
}

/// Which of them.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this form.
    pub form: Option<String>,
    /// In this state.
    pub state: Option<String>,
    /// With these letters in the number or in an answer kept in clear.
    pub search: Option<String>,
    /// At most so many.
    pub limit: Option<u64>,
}

/// A revision of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// Which.
    pub revision: u32,
    /// The digest of its content.
    pub content: Digest,
    /// The digest of its sealed file.
    pub sha256: Sha256,
    /// The size of that.
    pub size: u64,
    /// When it was taken in.
    pub at: Time,
    /// When it was filed.
    pub filed: Time,
    /// The day by the applicant's clock.
    pub filled_on: Date,
    /// Whether it waits for the one before it.
    pub waiting: bool,
    /// The version of the form.
    pub version: u32,
    /// The build of that version.
    pub build: u32,
    /// What an officer should look at.
    pub warnings: Vec<Warning>,
}

/// A step of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// The day.
    pub on: Date,
    /// What applicants are told, as a status has it.
    pub state: Json,
    /// What an officer added.
    pub message: Option<String>,
    /// Who; none when it went by itself.
    pub officer: Option<String>,
    /// When it was written down.
    pub at: Time,
}

/// How an officer made sure who the applicant is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdentityCheck {
    /// When.
    pub at: Time,
    /// Who.
    pub officer: String,
    /// How: `passport`, `id-card`, `residence-card`, `known`, `other`.
    pub how: String,
    /// The officer's note.
    pub note: String,
}

/// Everything known of an application without opening it.
#[derive(Debug, Clone, Serialize)]
pub struct Application {
    /// Its line in the list; none while its first revision is missing.
    pub summary: Option<Summary>,
    /// The applicant's key.
    #[serde(skip)]
    pub applicant: Vec<u8>,
    /// Its number.
    pub number: Number,
    /// Its revisions, in order.
    pub revisions: Vec<Revision>,
    /// Its timeline, earliest first.
    pub events: Vec<Event>,
    /// How identity was checked.
    pub identity: Vec<IdentityCheck>,
}

/// What a sealed file holds.
#[derive(Debug, Clone)]
pub struct Content {
    /// What it says of itself.
    pub header: Header,
    /// The answers, canonical JSON.
    pub answers: Json,
    /// The attachments.
    pub attachments: Vec<Attachment>,
}

const SUMMARY: &str = "SELECT number, form, state, revision, language, filed, changed, fee, assisted, content, applicant \
                       FROM application WHERE (CAST($1 AS TEXT) IS NULL OR form = $1) \
                       AND (CAST($2 AS TEXT) IS NULL OR state = $2) AND (CAST($3 AS TEXT) IS NULL OR number LIKE $3 OR applicant IN (SELECT applicant FROM answer \
                       WHERE folded LIKE $4)) ORDER BY changed DESC, number LIMIT $5";

/// Applications, those that changed last first.
pub fn list(records: &Records, filter: &Filter) -> Result<Vec<Summary>, StoreError> {
    let search = filter.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let values: [Value; 5] = [
        filter.form.as_deref().into(),
        filter.state.as_deref().into(),
        search.map(|text| format!("%{}%", escaped(&text.to_ascii_uppercase()))).into(),
        search.map(|text| format!("%{}%", escaped(&folded(text)))).into(),
        filter.limit.unwrap_or(i64::MAX as u64).into(),
    ];
    records.read(|tx| {
        let rows = tx.run(SUMMARY, &values)?;
        rows.iter().map(|row| summary(tx, row)).collect()
    })
}

/// The application with this number, or those: two keys may have one number, though nobody has seen that.
pub fn find(records: &Records, number: &Number) -> Result<Vec<Application>, StoreError> {
    records.read(|tx| {
        let sql = "SELECT DISTINCT applicant FROM submission WHERE number = $1";
        let keys = tx.run(sql, &[(*number).into()])?;
        keys.iter().map(|row| application(tx, row.must(0)?, *number)).collect()
    })
}

impl Intake {
    /// [`list`], here.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Summary>, StoreError> {
        list(&self.store.records, filter)
    }

    /// [`find`], here.
    pub fn find(&self, number: &Number) -> Result<Vec<Application>, StoreError> {
        find(&self.store.records, number)
    }

    /// Opens the sealed file of a revision. Who reads is written down.
    pub fn read(
        &self,
        application: &Application,
        revision: &Revision,
        officer: &str,
        sink: &mut dyn Sink,
    ) -> Result<Content, IngestError> {
        let detail = [("number", application.number.to_string()), ("content", revision.content.to_string())];
        let applicant = Some(application.applicant.as_slice());
        let entry = Entry { at: (self.now)(), actor: officer, action: "read", applicant, detail: &detail };
        self.store.records.write(|tx| audit::note(tx, &entry))?;
        self.open(revision, sink)
    }

    fn open(&self, revision: &Revision, sink: &mut dyn Sink) -> Result<Content, IngestError> {
        let file = self.store.files.read(&revision.sha256).map_err(StoreError::Files)?;
        // Asked only now: whoever seals it anew notes that before the file changes.
        let anew = self.store.records.read(|tx| resealed(tx, &revision.sha256))?.is_some();
        let opened = verify::reopen(file, &self.keys, self.limits, sink, anew).map_err(IngestError::Checking)?;
        if opened.content_digest() != revision.content {
            return Err(StoreError::Damaged("a file holds another content than it did").into());
        }
        let answers = serde_json::from_slice(opened.answers());
        let answers = answers.map_err(|_| StoreError::Damaged("answers are not JSON"))?;
        Ok(Content { header: opened.header().clone(), answers, attachments: opened.attachments().to_vec() })
    }

    /// One attachment, by its path in the bag.
    pub fn attachment(
        &self,
        application: &Application,
        revision: &Revision,
        path: &str,
        officer: &str,
    ) -> Result<Option<Vec<u8>>, IngestError> {
        let mut kept = Kept::default();
        self.read(application, revision, officer, &mut kept)?;
        Ok(kept.0.into_iter().find(|(name, _)| name == path).map(|(_, content)| content))
    }

    /// Writes answers and attachments of a revision into a new folder, which is there only once all of it is.
    pub fn extract(
        &self,
        application: &Application,
        revision: &Revision,
        out: &Path,
        officer: &str,
    ) -> Result<Content, IngestError> {
        let files = |error| IngestError::Store(StoreError::Files(error));
        if out.exists() {
            return Err(files(io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!("{} is there already", out.display()),
            )));
        }
        let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let staged = out.with_file_name(format!(".{name}.{}.tmp", crate::system::token::<4>()));
        crate::system::private_folder(&staged.join("attachments")).map_err(files)?;
        let mut sink = Folder { root: staged.join("attachments"), file: None };
        let read = self.read(application, revision, officer, &mut sink).and_then(|content| {
            drop(sink.file.take());
            let pretty = serde_json::to_string_pretty(&content.answers).unwrap_or_default();
            fs::write(staged.join("answers.json"), pretty + "\n").map_err(files)?;
            fs::write(staged.join("submission.json"), content.header.encode()).map_err(files)?;
            fs::rename(&staged, out).map_err(files)?;
            Ok(content)
        });
        if read.is_err() {
            _ = fs::remove_dir_all(&staged);
        }
        read
    }
}

/// What LIKE would take for more than a letter.
fn escaped(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '%' | '_' | '\\')).collect()
}

fn summary(tx: &mut Tx<'_>, row: &Row) -> Result<Summary, StoreError> {
    let applicant: Vec<u8> = row.must(10)?;
    let answers = tx.run("SELECT field, value FROM answer WHERE applicant = $1 ORDER BY field", &[applicant.into()])?;
    Ok(Summary {
        number: row.must(0)?,
        form: row.must(1)?,
        state: row.must(2)?,
        revision: row.must(3)?,
        language: row.must(4)?,
        filed: row.must(5)?,
        changed: row.must(6)?,
        fee: row.get(7)?,
        assisted: row.must(8)?,
        answers: answers.iter().map(|row| Ok((row.must(0)?, row.must(1)?))).collect::<Result<_, StoreError>>()?,
        content: row.must(9)?,
    })
}

fn application(tx: &mut Tx<'_>, applicant: Vec<u8>, number: Number) -> Result<Application, StoreError> {
    let key = [Value::from(applicant.as_slice())];
    let sql = "SELECT number, form, state, revision, language, filed, changed, fee, assisted, content, applicant \
               FROM application WHERE applicant = $1";
    let own = tx.one(sql, &key)?.map(|row| summary(tx, &row)).transpose()?;
    let sql = "SELECT revision, content, sha256, size, at, filed, filled_on, state, version, build, warnings \
               FROM submission WHERE applicant = $1 ORDER BY revision";
    let revisions = tx.run(sql, &key)?.iter().map(revision).collect::<Result<_, _>>()?;
    let sql = "SELECT day, state, message, officer, at FROM event WHERE applicant = $1 ORDER BY position";
    let events = tx.run(sql, &key)?.iter().map(event).collect::<Result<_, _>>()?;
    let sql = "SELECT at, officer, how, note FROM identity_check WHERE applicant = $1 ORDER BY position";
    let identity = tx.run(sql, &key)?;
    let identity = identity.iter().map(|row| {
        Ok(IdentityCheck { at: row.must(0)?, officer: row.must(1)?, how: row.must(2)?, note: row.must(3)? })
    });
    let identity = identity.collect::<Result<_, StoreError>>()?;
    Ok(Application { summary: own, applicant, number, revisions, events, identity })
}

fn revision(row: &Row) -> Result<Revision, StoreError> {
    let warnings = serde_json::from_str(&row.must::<String>(10)?);
    Ok(Revision {
        revision: row.must(0)?,
        content: row.must(1)?,
        sha256: row.must(2)?,
        size: row.must(3)?,
        at: row.must(4)?,
        filed: row.must(5)?,
        filled_on: row.must(6)?,
        waiting: row.must::<String>(7)? == "waiting",
        version: row.must(8)?,
        build: row.must(9)?,
        warnings: warnings.map_err(|_| StoreError::Damaged("the warnings of a submission are not as they were"))?,
    })
}

fn event(row: &Row) -> Result<Event, StoreError> {
    let state = serde_json::from_str(&row.must::<String>(1)?);
    Ok(Event {
        on: row.must(0)?,
        state: state.map_err(|_| StoreError::Damaged("a state is not as it was"))?,
        message: row.get(2)?,
        officer: row.get(3)?,
        at: row.must(4)?,
    })
}

impl Application {
    /// The revision that holds, or one that was asked for.
    pub fn revision(&self, which: Option<u32>) -> Option<&Revision> {
        match which {
            Some(which) => self.revisions.iter().find(|one| one.revision == which),
            None => self.revisions.iter().rfind(|one| !one.waiting).or(self.revisions.last()),
        }
    }
}

/// Attachments as files below a folder; their paths are `<field>/<n>-<safe name>` and nothing else.
struct Folder {
    root: PathBuf,
    file: Option<File>,
}

impl Sink for Folder {
    fn begin(&mut self, path: &str, _: u64) -> io::Result<()> {
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            crate::system::private_folder(folder)?;
        }
        self.file = Some(File::create_new(path)?);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |file| file.write_all(bytes))
    }
}
