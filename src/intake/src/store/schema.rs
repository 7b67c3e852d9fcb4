//! The tables, and how those of an older version become present ones.
//!
//! In clear are: digests and sizes, numbers and keys, form, language, states, days, fee, and the answers that
//! a service's `index` names. All other answers, and all attachments, are in the sealed files only.

use super::{StoreError, Tx};

/// The version of the tables below.
pub(super) const VERSION: i64 = STEPS.len() as i64;

const META: &str = "CREATE TABLE IF NOT EXISTS meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)";

/// What makes each version out of the one before; the first out of nothing. What was released is never changed.
const STEPS: [&[&str]; 3] = [&FIRST, &SECOND, &RESEALED];

/// One statement each. Types are those of SQLite; `BLOB` is `BYTEA` in PostgreSQL, `INTEGER` `BIGINT`.
const FIRST: [&str; 18] = [
    // Every file that ever came: what became of it. `outcome`: arrived, taken-in, refused.
    "CREATE TABLE arrival (
        sha256 BLOB NOT NULL PRIMARY KEY, size INTEGER NOT NULL, at INTEGER NOT NULL, filed INTEGER NOT NULL,
        outcome TEXT NOT NULL, code TEXT, content BLOB, kept INTEGER NOT NULL)",
    "CREATE INDEX arrival_waiting ON arrival (at) WHERE outcome = 'arrived'",
    // What was taken in, each content once. `state`: taken, waiting (for the revision before).
    "CREATE TABLE submission (
        content BLOB NOT NULL PRIMARY KEY, applicant BLOB NOT NULL, number TEXT NOT NULL, revision INTEGER NOT NULL,
        previous BLOB, sha256 BLOB NOT NULL, size INTEGER NOT NULL, at INTEGER NOT NULL, filed INTEGER NOT NULL,
        state TEXT NOT NULL, form TEXT NOT NULL, version INTEGER NOT NULL, build INTEGER NOT NULL,
        language TEXT NOT NULL, filled_on TEXT NOT NULL, assisted INTEGER NOT NULL, recipient BLOB NOT NULL,
        fee TEXT, indexed TEXT NOT NULL, warnings TEXT NOT NULL, UNIQUE (applicant, revision))",
    "CREATE INDEX submission_number ON submission (number)",
    "CREATE INDEX submission_sha256 ON submission (sha256)",
    // One for each applicant's key, from its first revision on. `content` is the revision that holds.
    "CREATE TABLE application (
        applicant BLOB NOT NULL PRIMARY KEY, number TEXT NOT NULL, recipient BLOB NOT NULL UNIQUE,
        locator BLOB NOT NULL, content BLOB NOT NULL, revision INTEGER NOT NULL, form TEXT NOT NULL,
        language TEXT NOT NULL, state TEXT NOT NULL, filed INTEGER NOT NULL, changed INTEGER NOT NULL,
        fee TEXT, assisted INTEGER NOT NULL, closed TEXT)",
    "CREATE INDEX application_number ON application (number)",
    "CREATE INDEX application_changed ON application (changed)",
    // Answers in clear, to search by: as they are, and folded.
    "CREATE TABLE answer (
        applicant BLOB NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, folded TEXT NOT NULL,
        PRIMARY KEY (applicant, field))",
    // What applicants are told, in order.
    "CREATE TABLE event (
        applicant BLOB NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL,
        message TEXT, officer TEXT, at INTEGER NOT NULL, PRIMARY KEY (applicant, position))",
    // How an officer made sure who the applicant is.
    "CREATE TABLE identity_check (
        applicant BLOB NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL, officer TEXT NOT NULL,
        how TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (applicant, position))",
    // What was not taken in. `decision`: released, dropped, expired; the file is there while `kept`.
    "CREATE TABLE quarantine (
        sha256 BLOB NOT NULL PRIMARY KEY, size INTEGER NOT NULL, at INTEGER NOT NULL, code TEXT NOT NULL,
        detail TEXT NOT NULL, number TEXT, revision INTEGER, kept INTEGER NOT NULL, decision TEXT, officer TEXT,
        reason TEXT, decided INTEGER)",
    // What was erased and does not come back.
    "CREATE TABLE tombstone (
        content BLOB NOT NULL PRIMARY KEY, sha256 BLOB NOT NULL, day TEXT NOT NULL, officer TEXT NOT NULL,
        reason TEXT NOT NULL)",
    // Every receipt that was signed here. The text of what was erased is gone, its digest holds the chain together.
    "CREATE TABLE receipt (
        signer TEXT NOT NULL, sequence INTEGER NOT NULL, sha256 BLOB NOT NULL, kind TEXT NOT NULL,
        digest BLOB NOT NULL, file TEXT, PRIMARY KEY (signer, sequence))",
    "CREATE INDEX receipt_sha256 ON receipt (sha256)",
    // What was sent on from here, and what the other side said.
    "CREATE TABLE forwarded (
        sha256 BLOB NOT NULL PRIMARY KEY, target TEXT NOT NULL, at INTEGER NOT NULL, receipt TEXT NOT NULL)",
    "CREATE TABLE audit (
        sequence INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
        commitment BLOB NOT NULL, previous BLOB, digest BLOB NOT NULL, applicant BLOB, detail TEXT)",
    "CREATE TABLE form (
        id TEXT NOT NULL, version INTEGER NOT NULL, build INTEGER NOT NULL, json TEXT NOT NULL,
        at INTEGER NOT NULL, until TEXT, withdrawn INTEGER NOT NULL,
        PRIMARY KEY (id, version, build))",
];

/// What arrived and nobody has looked into yet, to be claimed by those who may open it.
const SECOND: [&str; 2] = [
    "CREATE TABLE work (sha256 BLOB NOT NULL PRIMARY KEY, at INTEGER NOT NULL)",
    "INSERT INTO work (sha256, at) SELECT sha256, at FROM arrival WHERE outcome = 'arrived'",
];

/// Files that do not lie here as they came: sealed anew to the recipients whose digest `recipients` is, with the digest
/// of the bytes that lie there now or, until it is `settled`, of those before.
const RESEALED: [&str; 1] = ["CREATE TABLE resealed (
        sha256 BLOB NOT NULL PRIMARY KEY, stored BLOB NOT NULL, before BLOB NOT NULL, recipients BLOB NOT NULL,
        at INTEGER NOT NULL, settled INTEGER NOT NULL)"];

/// The version of a store that is being copied into: no program takes it for its own.
const COPYING: i64 = -1;
/// What is there of a store that was used.
const TRACES: [&str; 6] = [
    "SELECT 1 FROM form LIMIT 1",
    "SELECT 1 FROM arrival LIMIT 1",
    "SELECT 1 FROM receipt LIMIT 1",
    "SELECT 1 FROM audit LIMIT 1",
    "SELECT 1 FROM tombstone LIMIT 1",
    "SELECT 1 FROM forwarded LIMIT 1",
];

/// Makes the tables of a database that is to be a copy. Not where it is in use, or where files are `strewn`.
pub(super) fn begin_copy(tx: &mut Tx<'_>, strewn: &dyn Fn() -> Result<bool, StoreError>) -> Result<bool, StoreError> {
    tx.define(META)?;
    let found = found(tx)?;
    match found {
        Some(COPYING) => return Ok(true),
        Some(found) if found > VERSION => return Err(StoreError::Newer { found }),
        Some(VERSION) | None => {}
        Some(_) => return Ok(false),
    }
    for sql in TRACES.iter().filter(|_| found.is_some()) {
        if tx.one(sql, &[])?.is_some() {
            return Ok(false);
        }
    }
    if strewn()? {
        return Ok(false);
    }
    if found.is_none() {
        STEPS.iter().copied().flatten().try_for_each(|statement| tx.define(statement))?;
    }
    set(tx, COPYING)?;
    Ok(true)
}

/// The copy is whole: from now on it is a store.
pub(super) fn finish_copy(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    set(tx, VERSION)
}

fn set(tx: &mut Tx<'_>, version: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO meta (name, value) VALUES ('tables', $1) ON CONFLICT (name) DO UPDATE SET value = $1";
    tx.run(sql, &[version.to_string().into()]).map(|_| ())
}

/// Whether the tables are those of this program.
pub(super) fn is_present(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(found(tx)? == Some(VERSION))
}

fn found(tx: &mut Tx<'_>) -> Result<Option<i64>, StoreError> {
    let row = tx.one("SELECT value FROM meta WHERE name = 'tables'", &[])?;
    let text = row.map(|row| row.must::<String>(0)).transpose()?;
    let number = text.map(|text| text.parse()).transpose();
    number.map_err(|_| StoreError::Damaged("the version of the tables is no number"))
}

/// Makes the tables of a new database, and those of an older program present ones, all in one transaction; refuses
/// one of a newer program. Two who come at once take turns: the second finds everything done.
pub(super) fn ensure(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.define(META)?;
    let found = found(tx)?;
    if let Some(found) = found.filter(|found| *found > VERSION) {
        return Err(StoreError::Newer { found });
    }
    if found == Some(COPYING) {
        return Err(StoreError::Unfinished);
    }
    let done = usize::try_from(found.unwrap_or(0)).map_err(|_| StoreError::Damaged("the version of the tables"))?;
    for statement in STEPS.iter().skip(done).copied().flatten() {
        tx.define(statement)?;
    }
    set(tx, VERSION)
}
