//! What was not taken in: kept with its reason until somebody decides, or for a time.

use sayyar_seal::receipt::Sha256;
use sayyar_seal::{Number, Time};

use super::{Checked, IngestError, Intake, Told};
use crate::audit::{self, Entry};
use crate::refusal::{is_anonymous, may_be_released};
use crate::store::{Row, StoreError, Tx};
use crate::verify::Waiver;

/// A file in quarantine.
#[derive(Debug, Clone)]
pub struct Quarantined {
    /// Its digest.
    pub sha256: Sha256,
    /// Its size.
    pub size: u64,
    /// When it came.
    pub at: Time,
    /// The code of the check that failed.
    pub code: String,
    /// What was found.
    pub detail: String,
    /// The number of the application, where the checks came as far as that.
    pub number: Option<Number>,
    /// Its revision.
    pub revision: Option<u32>,
    /// Whether the file is still there.
    pub kept: bool,
    /// What was decided, by whom, why, when.
    pub decision: Option<Decision>,
}

/// What an officer decided.
#[derive(Debug, Clone)]
pub struct Decision {
    /// `dropped`, or `expired` by itself.
    pub what: String,
    /// Who.
    pub officer: String,
    /// Why.
    pub reason: String,
}

/// How much was let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Expired {
    /// Files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

const COLUMNS: &str = "SELECT sha256, size, at, code, detail, number, revision, kept, decision, officer, reason \
                       FROM quarantine ORDER BY at, sha256";
const COLUMNS_ONE: &str = "SELECT sha256, size, at, code, detail, number, revision, kept, decision, officer, reason \
                           FROM quarantine WHERE sha256 = $1";

fn read(row: &Row) -> Result<Quarantined, StoreError> {
    let decision = row.get::<String>(8)?.map(|what| {
        let (officer, reason) = (row.get(9)?.unwrap_or_default(), row.get(10)?.unwrap_or_default());
        Ok::<_, StoreError>(Decision { what, officer, reason })
    });
    Ok(Quarantined {
        sha256: row.must(0)?,
        size: row.must(1)?,
        at: row.must(2)?,
        code: row.must(3)?,
        detail: row.must(4)?,
        number: row.get(5)?,
        revision: row.get(6)?,
        kept: row.must(7)?,
        decision: decision.transpose()?,
    })
}

impl Intake {
    /// All of it, earliest first.
    pub fn quarantined(&self) -> Result<Vec<Quarantined>, StoreError> {
        self.store.records.read(|tx| tx.run(COLUMNS, &[])?.iter().map(read).collect())
    }

    /// One file.
    pub fn in_quarantine(&self, sha256: &Sha256) -> Result<Option<Quarantined>, StoreError> {
        self.store.records.read(|tx| tx.one(COLUMNS_ONE, &[(*sha256).into()])?.as_ref().map(read).transpose())
    }

    /// Checks a file once more, after a form or a key was added; with a waiver, an officer overrules the
    /// check it failed. Nothing when it is not there any more, or may not be overruled.
    pub fn reconsider(&self, sha256: &Sha256, waiver: Option<&Waiver>) -> Result<Option<Told>, IngestError> {
        let Some(one) = self.in_quarantine(sha256)?.filter(|one| one.kept) else { return Ok(None) };
        if waiver.is_some_and(|waiver| waiver.refusal != one.code || !may_be_released(&one.code)) {
            return Ok(None);
        }
        let staged = self.restage(sha256)?;
        let verdict = self.verify(&staged, waiver);
        if let Err(refused) = &verdict
            && refused.refusal.is_ours()
        {
            return Err(IngestError::Checking(refused.refusal.clone()));
        }
        if let Some(waiver) = waiver {
            let detail =
                [("sha256", sha256.to_string()), ("code", waiver.refusal.clone()), ("reason", waiver.reason.clone())];
            let entry =
                Entry { at: (self.now)(), actor: &waiver.officer, action: "release", applicant: None, detail: &detail };
            self.store.records.write(|tx| audit::note(tx, &entry))?;
        }
        let checked = vec![Checked { staged, verdict, first: None, once_more: true }];
        let told = self.commit(&self.keep_checked(checked)?)?;
        Ok(told.into_iter().next())
    }

    /// Lets a file go, by an officer's decision: digest, reason and receipt stay.
    pub fn drop_quarantined(&self, sha256: &Sha256, officer: &str, reason: &str) -> Result<bool, StoreError> {
        let at = (self.now)();
        let found = self.store.records.write(|tx| let_go(tx, sha256, at, ("dropped", officer, reason)))?;
        if found {
            self.store.files.remove(sha256)?;
        }
        Ok(found)
    }

    /// Lets go what nobody can know the sender of: what is older than so many days, then the oldest while all
    /// of it is more than so many bytes.
    pub fn expire_quarantine(&self, days: u32, bytes: u64) -> Result<Expired, StoreError> {
        let now = (self.now)();
        let kept = self.quarantined()?.into_iter().filter(|one| one.kept && is_anonymous(&one.code));
        let kept: Vec<Quarantined> = kept.collect();
        let mut sum: u64 = kept.iter().map(|one| one.size).sum();
        let mut expired = Expired::default();
        for one in kept {
            let old = now.unix() - one.at.unix() > i64::from(days) * 24 * 60 * 60;
            if !old && sum <= bytes {
                continue;
            }
            let why = if old { "kept long enough" } else { "no room for more" };
            self.store.records.write(|tx| let_go(tx, &one.sha256, now, ("expired", "intake", why)))?;
            self.store.files.remove(&one.sha256)?;
            sum -= one.size;
            expired = Expired { files: expired.files + 1, bytes: expired.bytes + one.size };
        }
        Ok(expired)
    }
}

fn let_go(
    tx: &mut Tx<'_>,
    sha256: &Sha256,
    at: Time,
    (what, officer, reason): (&str, &str, &str),
) -> Result<bool, StoreError> {
    let sql = "UPDATE quarantine SET kept = 0, decision = $2, officer = $3, reason = $4, decided = $5 \
               WHERE sha256 = $1 AND kept = 1 RETURNING code";
    let row = [(*sha256).into(), what.into(), officer.into(), reason.into(), at.into()];
    if tx.one(sql, &row)?.is_none() {
        return Ok(false);
    }
    tx.run("UPDATE arrival SET kept = 0 WHERE sha256 = $1", &[(*sha256).into()])?;
    tx.run("DELETE FROM resealed WHERE sha256 = $1", &[(*sha256).into()])?;
    let detail = [("sha256", sha256.to_string()), ("reason", reason.into())];
    audit::note(tx, &Entry { at, actor: officer, action: what, applicant: None, detail: &detail })?;
    Ok(true)
}
