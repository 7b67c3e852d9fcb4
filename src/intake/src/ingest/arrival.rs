//! What is known of bytes that came before.

use sayyar_seal::Time;
use sayyar_seal::receipt::Sha256;

use super::{Fate, Intake, Told};
use crate::store::{Resealed, Row, Staged, StoreError, Tx};
use crate::verify::Warning;

/// Bytes that came before.
pub(super) struct Before {
    /// When they count as filed.
    pub(super) filed: Time,
    /// Whether the file is there.
    pub(super) kept: bool,
    /// What became of them, where that is known: the receipt they got.
    pub(super) told: Option<Told>,
}

/// What is known of these bytes, if they came before.
pub(super) fn before(tx: &mut Tx<'_>, sha256: &Sha256) -> Result<Option<Before>, StoreError> {
    let sql = "SELECT a.size, a.outcome, a.code, a.content, s.number, s.revision, s.state, s.warnings, q.detail, \
               a.filed, a.kept FROM arrival a LEFT JOIN submission s ON s.content = a.content \
               LEFT JOIN quarantine q ON q.sha256 = a.sha256 WHERE a.sha256 = $1";
    let Some(row) = tx.one(sql, &[(*sha256).into()])? else { return Ok(None) };
    let told = told(tx, sha256, &row)?;
    Ok(Some(Before { filed: row.must(9)?, kept: row.must(10)?, told }))
}

fn told(tx: &mut Tx<'_>, sha256: &Sha256, row: &Row) -> Result<Option<Told>, StoreError> {
    let fate = match (row.must::<String>(1)?.as_str(), row.get(4)?) {
        ("taken-in", Some(number)) => Fate::TakenIn {
            number,
            revision: row.must(5)?,
            content: row.must(3)?,
            waiting: row.must::<String>(6)? == "waiting",
            warnings: warnings(&row.must::<String>(7)?)?,
        },
        ("refused", _) => Fate::Refused { code: row.must(2)?, detail: row.get(8)?.unwrap_or_default() },
        // Arrived and not looked into yet; or taken in and erased since.
        _ => return Ok(None),
    };
    let receipt = receipt(tx, sha256)?.ok_or(StoreError::Damaged("a receipt is missing"))?;
    Ok(Some(Told { sha256: *sha256, size: row.must(0)?, fate, receipt, again: true }))
}

/// The last word on these bytes.
pub fn receipt(tx: &mut Tx<'_>, sha256: &Sha256) -> Result<Option<String>, StoreError> {
    let sql = "SELECT file FROM receipt WHERE sha256 = $1 AND kind IN ('taken-in', 'refused') AND file IS NOT NULL \
               ORDER BY sequence DESC LIMIT 1";
    tx.one(sql, &[(*sha256).into()])?.map(|row| row.must(0)).transpose()
}

/// What was noted of a file that was sealed anew here.
pub fn resealed(tx: &mut Tx<'_>, sha256: &Sha256) -> Result<Option<Resealed>, StoreError> {
    let sql = "SELECT r.stored, r.before, a.size FROM resealed r JOIN arrival a ON a.sha256 = r.sha256 \
               WHERE r.sha256 = $1";
    let row = tx.one(sql, &[(*sha256).into()])?;
    row.map(|row| Ok(Resealed { stored: row.must(0)?, before: row.must(1)?, size: row.must(2)? })).transpose()
}

impl Intake {
    /// A kept file as staged bytes, to be checked once more.
    pub fn restage(&self, sha256: &Sha256) -> Result<Staged, StoreError> {
        let mut again = false;
        loop {
            let noted = self.store.records.read(|tx| resealed(tx, sha256))?;
            match self.store.files.restage(sha256, noted.as_ref()) {
                // Somebody sealed it anew between the two: what was noted says so now.
                Err(error) if error.kind() == std::io::ErrorKind::InvalidData && !again => again = true,
                staged => return staged.map_err(StoreError::Files),
            }
        }
    }
}

/// Warnings as they are kept.
fn warnings(json: &str) -> Result<Vec<Warning>, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::Damaged("the warnings of a submission are not as they were"))
}
