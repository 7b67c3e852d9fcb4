//! Erasing: an application's files, rows, answers, status and receipts go; a tombstone stays, so that nobody brings the same
//! content back. The audit log stays whole: its entries lose their detail and keep its digest.

use sayyar_base::Date;
use sayyar_seal::receipt::Sha256;
use sayyar_seal::{Digest, Number};

use crate::applications::Application;
use crate::audit::{self, Entry};
use crate::fail;
use crate::ingest::Intake;
use crate::store::{StoreError, Tx};
use crate::system;

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The number it had.
    pub number: Number,
    /// How many revisions.
    pub revisions: usize,
    /// How many sealed files, those in quarantine among them.
    pub files: usize,
}

impl Intake {
    /// Erases an application.
    pub fn erase(&self, application: &Application, officer: &str, reason: &str) -> Result<Erased, StoreError> {
        let at = (self.now)();
        let (files, revisions) = self.store.records.write(|tx| {
            let files = files(tx, application)?;
            let contents = tombstones(tx, application, system::day(at), (officer, reason))?;
            if contents.is_empty() {
                // Somebody else erased it while this waited for its turn, and wrote that down.
                return Ok((Vec::new(), 0));
            }
            rows(tx, application, &files)?;
            // The reason stands in the tombstone; what it was about is gone, so the log says no more than that.
            let detail = contents.iter().map(|content| ("content", content.to_string())).take(1).collect::<Vec<_>>();
            audit::note(tx, &Entry { at, actor: officer, action: "erase", applicant: None, detail: &detail })?;
            // Before the rows are gone for good: stopped in between, the application is still there to be erased once
            // more. The other way round nobody would know of its files any more.
            for sha256 in &files {
                self.store.files.remove(sha256)?;
            }
            fail::point("files-erased")?;
            Ok::<_, StoreError>((files, contents.len()))
        })?;
        self.store.records.clean()?;
        Ok(Erased { number: application.number, revisions, files: files.len() })
    }

    /// Applications whose time is over: closed, and kept as long as their service says.
    pub fn due(&self) -> Result<Vec<Number>, StoreError> {
        let today = system::day((self.now)());
        let sql = "SELECT a.number, a.closed, s.form, s.version, s.build FROM application a \
                   JOIN submission s ON s.content = a.content WHERE a.closed IS NOT NULL ORDER BY a.closed, a.number";
        let rows = self.store.records.read(|tx| tx.run(sql, &[]))?;
        let forms = self.forms();
        let mut due = Vec::new();
        for row in rows {
            let (closed, id): (Date, String) = (row.must(1)?, row.must(2)?);
            let id = id.parse().map_err(|_| StoreError::Damaged("the id of a form is none"))?;
            let form = forms.get(&id, row.must(3)?, row.must(4)?);
            let months = form.and_then(|form| form.facts.retention_months);
            if months.is_some_and(|months| later(closed, months).is_some_and(|end| end <= today)) {
                due.push(row.must(0)?);
            }
        }
        Ok(due)
    }
}

/// So many months later, on the last day of a month that is shorter.
fn later(day: Date, months: u32) -> Option<Date> {
    let month = i64::from(day.year) * 12 + i64::from(day.month) - 1 + i64::from(months);
    let (year, month) = (i32::try_from(month.div_euclid(12)).ok()?, (month.rem_euclid(12) + 1) as u8);
    (0..4).find_map(|less| Date::new(year, month, day.day.checked_sub(less)?))
}

/// Every sealed file of it: taken in, sealed anew, in quarantine.
fn files(tx: &mut Tx<'_>, application: &Application) -> Result<Vec<Sha256>, StoreError> {
    let key = [application.applicant.as_slice().into(), application.number.into()];
    let sql = "SELECT a.sha256 FROM arrival a JOIN submission s ON s.content = a.content WHERE s.applicant = $1 \
               UNION SELECT sha256 FROM submission WHERE applicant = $1 \
               UNION SELECT sha256 FROM quarantine WHERE number = $2";
    tx.run(sql, &key)?.iter().map(|row| row.must(0)).collect()
}

fn tombstones(
    tx: &mut Tx<'_>,
    application: &Application,
    day: Date,
    (officer, reason): (&str, &str),
) -> Result<Vec<Digest>, StoreError> {
    let sql = "INSERT INTO tombstone (content, sha256, day, officer, reason) SELECT content, sha256, $2, $3, $4 \
               FROM submission WHERE applicant = $1 RETURNING content";
    let rows = tx.run(sql, &[application.applicant.as_slice().into(), day.into(), officer.into(), reason.into()])?;
    rows.iter().map(|row| row.must(0)).collect()
}

fn rows(tx: &mut Tx<'_>, application: &Application, files: &[Sha256]) -> Result<(), StoreError> {
    let key = [application.applicant.as_slice().into()];
    for sql in [
        "DELETE FROM answer WHERE applicant = $1",
        "DELETE FROM event WHERE applicant = $1",
        "DELETE FROM identity_check WHERE applicant = $1",
        "DELETE FROM application WHERE applicant = $1",
        "DELETE FROM submission WHERE applicant = $1",
        "UPDATE audit SET detail = NULL, applicant = NULL WHERE applicant = $1",
    ] {
        tx.run(sql, &key)?;
    }
    for sha256 in files {
        for sql in [
            "DELETE FROM quarantine WHERE sha256 = $1",
            "DELETE FROM arrival WHERE sha256 = $1",
            "DELETE FROM forwarded WHERE sha256 = $1",
            "DELETE FROM resealed WHERE sha256 = $1",
            "UPDATE receipt SET file = NULL WHERE sha256 = $1",
        ] {
            tx.run(sql, &[(*sha256).into()])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_where_they_end() {
        let later = |day: &str, months| later(day.parse().unwrap(), months).unwrap().to_string();
        assert_eq!(later("2026-11-23", 60), "2031-11-23");
        assert_eq!(later("2026-12-31", 2), "2027-02-28");
        assert_eq!(later("2024-02-29", 12), "2025-02-28");
        assert_eq!(later("2026-11-30", 1), "2026-12-30");
    }
}
