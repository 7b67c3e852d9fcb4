//! What applicants are told: steps of an application, each by an officer, none decided before somebody made sure
//! who the applicant is.

use std::fmt;

use sayyar_seal::status::State;
use sayyar_seal::{Locator, Password, age};

use crate::applications::Application;
use crate::audit::{self, Entry};
use crate::ingest::Intake;
use crate::store::{StoreError, Value};
use crate::system;

/// The longest message: several must fit into one record.
pub const LONGEST: usize = 500;

/// The ways to make sure who somebody is.
pub const WAYS: [(&str, &str); 5] = [
    ("passport", "passport seen"),
    ("identity-card", "identity card seen"),
    ("residence-card", "residence card seen"),
    ("known", "known from an earlier procedure"),
    ("other", "otherwise, as the note says"),
];

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotSet {
    /// Its first revision is missing: there is nobody to tell.
    Waiting,
    /// Nobody made sure who the applicant is.
    Identity,
    /// The message is longer than [`LONGEST`] characters, or has control characters.
    Message,
    /// There is no such way to check an identity.
    Way,
    /// `other` needs a note.
    Note,
    /// This machine has not the memory a password needs.
    Memory,
}

impl NotSet {
    /// The name of this error that programs and tests use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Identity => "identity-unchecked",
            Self::Message => "message",
            Self::Way => "identity-way",
            Self::Note => "identity-note",
            Self::Memory => "memory",
        }
    }
}

impl fmt::Display for NotSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Waiting => f.write_str("the first revision of this application has not come yet"),
            Self::Identity => {
                f.write_str("nobody has checked who the applicant is: record that first, then the decision")
            }
            Self::Message => write!(f, "a message has at most {LONGEST} characters, without control characters"),
            Self::Way => f.write_str("identity is checked by passport, identity-card, residence-card, known or other"),
            Self::Note => f.write_str("say in the note how identity was checked"),
            Self::Memory => f.write_str("64 MB of memory are needed for a password"),
        }
    }
}

impl std::error::Error for NotSet {}

/// The name of a state, as rows and filters have it.
pub fn name(state: &State) -> &'static str {
    match state {
        State::Received => "received",
        State::InReview => "in-review",
        State::DocumentsNeeded { .. } => "documents-needed",
        State::Interview { .. } => "interview",
        State::Decided => "decided",
        State::ReadyToCollect { .. } => "ready-to-collect",
        _ => "other",
    }
}

/// Whether nothing more is to be done but to hand something out.
fn closes(state: &State) -> bool {
    matches!(state, State::Decided | State::ReadyToCollect { .. })
}

impl Intake {
    /// Takes a step. It is published with the next publication.
    pub fn set_status(
        &self,
        application: &Application,
        state: &State,
        message: Option<&str>,
        officer: &str,
    ) -> Result<Result<(), NotSet>, StoreError> {
        let message = message.map(str::trim).filter(|message| !message.is_empty());
        let fits = |message: &str| message.chars().count() <= LONGEST && !message.chars().any(char::is_control);
        if application.summary.is_none() {
            return Ok(Err(NotSet::Waiting));
        }
        if !message.is_none_or(fits) {
            return Ok(Err(NotSet::Message));
        }
        let at = (self.now)();
        let key = Value::from(application.applicant.as_slice());
        let json = serde_json::to_string(state).map_err(|_| StoreError::Damaged("a state is no JSON"))?;
        self.store.records.write(|tx| {
            let checked = tx.one("SELECT 1 FROM identity_check WHERE applicant = $1", std::slice::from_ref(&key))?;
            if closes(state) && checked.is_none() {
                return Ok(Err(NotSet::Identity));
            }
            let sql = "INSERT INTO event (applicant, position, day, state, message, officer, at) SELECT $1, \
                       coalesce(max(position), 0) + 1, $2, $3, $4, $5, $6 FROM event WHERE applicant = $1";
            let row =
                [key.clone(), system::day(at).into(), json.as_str().into(), message.into(), officer.into(), at.into()];
            tx.run(sql, &row)?;
            let closed = closes(state).then(|| system::day(at));
            let sql = "UPDATE application SET state = $2, changed = $3, closed = $4 WHERE applicant = $1";
            tx.run(sql, &[key.clone(), name(state).into(), at.into(), closed.into()])?;
            let detail = [("number", application.number.to_string()), ("state", name(state).into())];
            let applicant = Some(application.applicant.as_slice());
            audit::note(tx, &Entry { at, actor: officer, action: "status", applicant, detail: &detail })?;
            Ok(Ok(()))
        })
    }

    /// Records how an officer made sure who the applicant is.
    pub fn check_identity(
        &self,
        application: &Application,
        (how, note): (&str, &str),
        officer: &str,
    ) -> Result<Result<(), NotSet>, StoreError> {
        let note = note.trim();
        if !WAYS.iter().any(|(way, _)| *way == how) {
            return Ok(Err(NotSet::Way));
        }
        if how == "other" && note.is_empty() {
            return Ok(Err(NotSet::Note));
        }
        let at = (self.now)();
        let key = Value::from(application.applicant.as_slice());
        self.store.records.write(|tx| {
            let sql = "INSERT INTO identity_check (applicant, position, at, officer, how, note) SELECT $1, \
                       coalesce(max(position), 0) + 1, $2, $3, $4, $5 FROM identity_check WHERE applicant = $1";
            tx.run(sql, &[key.clone(), at.into(), officer.into(), how.into(), note.into()])?;
            let detail = [("number", application.number.to_string()), ("how", how.to_owned())];
            let applicant = Some(application.applicant.as_slice());
            audit::note(tx, &Entry { at, actor: officer, action: "identity", applicant, detail: &detail })?;
            Ok(Ok(()))
        })
    }

    /// Replaces a lost password, in person: the status is sealed to the new one from the next publication on. The
    /// password is shown once and kept nowhere.
    pub fn replace_password(
        &self,
        application: &Application,
        officer: &str,
    ) -> Result<Result<Password, NotSet>, StoreError> {
        if application.summary.is_none() {
            return Ok(Err(NotSet::Waiting));
        }
        if application.identity.is_empty() {
            return Ok(Err(NotSet::Identity));
        }
        let password = Password::generate(&mut system::entropy);
        let Ok(identity) = password.status_identity(&application.number, age::Kind::Hybrid) else {
            return Ok(Err(NotSet::Memory));
        };
        let recipient = identity.recipient();
        let locator = Locator::of(&recipient).0.to_vec();
        let at = (self.now)();
        self.store.records.write::<_, StoreError>(|tx| {
            let sql = "UPDATE application SET recipient = $2, locator = $3 WHERE applicant = $1";
            let key = application.applicant.as_slice();
            tx.run(sql, &[key.into(), recipient.raw().into(), locator.as_slice().into()])?;
            let detail = [("number", application.number.to_string())];
            audit::note(tx, &Entry { at, actor: officer, action: "password", applicant: Some(key), detail: &detail })
        })?;
        Ok(Ok(password))
    }
}
