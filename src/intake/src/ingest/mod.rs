//! Taking in: verified submissions, and what was refused, become files, rows and receipts, each exactly once.
//!
//! Files first, durable under their digest; then one transaction, for many of them; then receipts. Whatever stops
//! the program in between, starting again ends in the same state: files that no row speaks of yet are found in
//! the store's `new/` and go through the checks again, and a file that a row speaks of gets the receipt it
//! got the first time.

mod arrival;
mod arrive;
mod commit;
mod quarantine;
mod run;

use std::sync::{Arc, PoisonError, RwLock};

use sayyar_base::Id;
use sayyar_seal::ed25519::{PublicKey, SigningKey};
use sayyar_seal::receipt::{Sha256, Signed};
use sayyar_seal::submission::Limits;
use sayyar_seal::{Digest, Number, Time};
use serde::Serialize;

use crate::form::{Knowledge, Registry};
use crate::keys::Keyring;
use crate::store::{Staged, Store, StoreError};
use crate::verify::{self, Context, Waiver, Warning};
use crate::{Refusal, VerifiedSubmission, system};

pub use arrival::{receipt, resealed};
pub use arrive::{Arrived, Arriving, first_word, last_word};
pub use quarantine::{Decision, Expired, Quarantined};
pub use run::{Event, Source};

/// What takes in: store, keys and forms of one desk.
pub struct Intake {
    /// Where things are kept.
    pub store: Store,
    /// What opens submissions.
    pub keys: Keyring,
    signer: SigningKey,
    forms: RwLock<Arc<Registry>>,
    /// What is not taken, however well made.
    pub limits: Limits,
    /// Answers kept in clear beside those a form names, by form.
    pub index: Vec<(Id, Vec<String>)>,
    /// Whose `arrived` receipts count as the time of filing.
    pub doors: Vec<PublicKey>,
    /// The clock.
    pub now: fn() -> Time,
}

/// What became of some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The digest of the bytes.
    pub sha256: Sha256,
    /// How many there are.
    pub size: u64,
    /// What became of them.
    pub fate: Fate,
    /// The receipt, as a file.
    pub receipt: String,
    /// Whether they had come before.
    pub again: bool,
}

/// What became of some bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Fate {
    /// Taken in.
    TakenIn {
        /// The number of the application.
        number: Number,
        /// Which revision of it.
        revision: u32,
        /// The digest of the content.
        content: Digest,
        /// Whether it waits for the revision before it.
        waiting: bool,
        /// What an officer should look at.
        warnings: Vec<Warning>,
    },
    /// Not taken in.
    Refused {
        /// The check's code.
        code: String,
        /// What was found, in a sentence.
        detail: String,
    },
}

/// Why nothing became of some bytes: this machine's trouble, not theirs.
#[derive(Debug)]
#[non_exhaustive]
pub enum IngestError {
    /// They could not be read where they came from.
    Source(std::io::Error),
    /// The store.
    Store(StoreError),
    /// They could not be read while they were checked.
    Checking(Refusal),
}

impl std::fmt::Display for IngestError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Source(error) => write!(f, "cannot be read: {error}"),
            Self::Store(error) => error.fmt(f),
            Self::Checking(refusal) => refusal.fmt(f),
        }
    }
}

impl std::error::Error for IngestError {}

impl From<StoreError> for IngestError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A refusal with what is known of who handed it in.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Why.
    pub refusal: Refusal,
    /// Number and revision, where the checks came as far as that.
    pub named: Option<(Number, u32)>,
}

impl Refused {
    fn detail(&self) -> String {
        self.refusal.to_string()
    }
}

/// Bytes that were checked, and are kept whatever the verdict.
struct Checked {
    staged: Staged,
    verdict: Result<VerifiedSubmission, Refused>,
    /// What a door we know said when it had them.
    first: Option<Signed>,
    /// Whether they were refused before and are looked at once more.
    once_more: bool,
}

/// What examining finds.
enum Examined {
    Known(Told),
    New(Box<Checked>),
}

impl Intake {
    /// An intake with everything it needs. Forms are read from the store.
    pub fn new(
        store: Store,
        keys: Keyring,
        signer: SigningKey,
        knowledge: Arc<dyn Knowledge>,
    ) -> Result<Self, StoreError> {
        let forms = RwLock::new(Arc::new(Registry::read(&store.records, knowledge)?));
        Ok(Self {
            store,
            keys,
            signer,
            forms,
            limits: Limits::default(),
            index: Vec::new(),
            doors: Vec::new(),
            now: system::now,
        })
    }

    /// Who signs receipts here.
    pub fn signer(&self) -> PublicKey {
        self.signer.public()
    }

    /// The key that signs receipts and statuses.
    pub fn signing_key(&self) -> &SigningKey {
        &self.signer
    }

    /// The forms known now.
    pub fn forms(&self) -> Arc<Registry> {
        self.forms.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the forms again, after one was added.
    pub fn reload_forms(&self, knowledge: Arc<dyn Knowledge>) -> Result<(), StoreError> {
        let forms = Arc::new(Registry::read(&self.store.records, knowledge)?);
        *self.forms.write().unwrap_or_else(PoisonError::into_inner) = forms;
        Ok(())
    }

    /// Checks staged bytes without taking them in.
    pub fn verify(&self, staged: &Staged, waiver: Option<&Waiver>) -> Result<VerifiedSubmission, Refused> {
        let forms = self.forms();
        let anonymous = |refusal| Refused { refusal, named: None };
        let opened = verify::open(staged, &self.keys, self.limits, forms.knowledge()).map_err(anonymous)?;
        let named = Some((opened.header().number, opened.header().revision));
        let today = system::day((self.now)());
        let context = Context { forms: &forms, index: &self.index, today, waiver };
        opened.verify(context).map_err(|refusal| Refused { refusal, named })
    }

    /// Checks staged bytes and writes them out, unless it is known what became of them.
    fn examine(&self, mut staged: Staged, first: Option<Signed>) -> Result<Examined, IngestError> {
        let before = self.store.records.read(|tx| arrival::before(tx, &staged.sha256()))?;
        if let Some(told) = before.and_then(|before| before.told) {
            return Ok(Examined::Known(told));
        }
        let verdict = self.verify(&staged, None);
        if let Err(refused) = &verdict
            && refused.refusal.is_ours()
        {
            return Err(IngestError::Checking(refused.refusal.clone()));
        }
        self.store.files.write(&mut staged).map_err(StoreError::Files)?;
        Ok(Examined::New(Box::new(Checked { staged, verdict, first, once_more: false })))
    }
}
