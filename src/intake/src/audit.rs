//! The log of who did what, append-only and chained: each entry names the digest of the one before, so none
//! can be changed or taken out without all later ones changing, and receipts print its head.
//!
//! What is said in detail (numbers, reasons) stands beside the chain, which holds only a salted digest of it: erasing
//! an application removes the detail and leaves the chain whole.

use sayyar_base::canonical;
use sayyar_seal::{Digest, Time};
use serde_json::{Map, Value as Json, json};

use crate::store::{Records, StoreError, Tx, Value};
use crate::system;

/// What is written down.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// When.
    pub at: Time,
    /// Who: an officer, or a part of this program.
    pub actor: &'a str,
    /// What was done: `taken-in`, `read`, `status`, ...
    pub action: &'a str,
    /// Whose application it was about: its detail goes when that is erased.
    pub applicant: Option<&'a [u8]>,
    /// The rest, as text by name.
    pub detail: &'a [(&'a str, String)],
}

/// The end of the log: what the next entry follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    /// How many entries there are.
    pub sequence: u64,
    /// The digest of the last.
    pub digest: Option<Digest>,
}

/// Where the log ends.
pub fn head(tx: &mut Tx<'_>) -> Result<Head, StoreError> {
    let row = tx.one("SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1", &[])?;
    row.map_or(Ok(Head::default()), |row| Ok(Head { sequence: row.must(0)?, digest: row.get(1)? }))
}

/// Appends an entry after `head`, which becomes it.
pub fn append(tx: &mut Tx<'_>, head: &mut Head, entry: &Entry<'_>) -> Result<(), StoreError> {
    let detail = detail(entry);
    let (sequence, commitment) = (head.sequence + 1, Digest::of(detail.as_bytes()));
    let digest = chained(sequence, entry.at, (entry.actor, entry.action), commitment, head.digest);
    tx.run(
        "INSERT INTO audit (sequence, at, actor, action, commitment, previous, digest, applicant, detail) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            sequence.into(),
            entry.at.into(),
            entry.actor.into(),
            entry.action.into(),
            commitment.into(),
            head.digest.into(),
            digest.into(),
            entry.applicant.into(),
            Value::Text(detail),
        ],
    )?;
    *head = Head { sequence, digest: Some(digest) };
    Ok(())
}

/// Appends one entry in a transaction of its own, or of the caller's.
pub fn note(tx: &mut Tx<'_>, entry: &Entry<'_>) -> Result<(), StoreError> {
    let mut head = head(tx)?;
    append(tx, &mut head, entry)
}

/// The detail with a salt: without it, short details could be guessed from their digest.
fn detail(entry: &Entry<'_>) -> String {
    let mut map: Map<String, Json> =
        entry.detail.iter().map(|(name, text)| ((*name).to_owned(), text.as_str().into())).collect();
    map.insert("salt".into(), system::token::<16>().into());
    canonical::to_string(&map.into()).expect("texts have one canonical form")
}

fn chained(
    sequence: u64,
    at: Time,
    (actor, action): (&str, &str),
    commitment: Digest,
    previous: Option<Digest>,
) -> Digest {
    let value = json!({
        "format": "sayyar-audit/1",
        "sequence": sequence,
        "at": at.to_string(),
        "actor": actor,
        "action": action,
        "detail": commitment.to_string(),
        "previous": previous.map(|digest| digest.to_string()),
    });
    Digest::of(canonical::to_string(&value).expect("entries stay below 2^53").as_bytes())
}

/// What checking the whole log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its end.
    pub head: Head,
    /// Entries whose detail was erased.
    pub erased: u64,
    /// The first entry that is not as it was written, and the first that is missing.
    pub broken: Option<u64>,
}

/// Checks the whole log, entry by entry.
pub fn check(records: &Records) -> Result<Checked, StoreError> {
    const PAGE: u64 = 1000;
    let (mut head, mut erased) = (Head::default(), 0);
    loop {
        let sql = "SELECT sequence, at, actor, action, commitment, previous, digest, detail FROM audit \
                   WHERE sequence > $1 ORDER BY sequence LIMIT $2";
        let rows = records.read(|tx| tx.run(sql, &[head.sequence.into(), PAGE.into()]))?;
        for row in &rows {
            let (sequence, commitment): (u64, Digest) = (row.must(0)?, row.must(4)?);
            let detail: Option<String> = row.get(7)?;
            let (actor, action): (String, String) = (row.must(2)?, row.must(3)?);
            let digest = chained(sequence, row.must(1)?, (&actor, &action), commitment, head.digest);
            let told = detail.as_ref().is_none_or(|detail| Digest::of(detail.as_bytes()) == commitment);
            let follows =
                sequence == head.sequence + 1 && row.get(5)? == head.digest && row.must::<Digest>(6)? == digest;
            if !told || !follows {
                return Ok(Checked { head, erased, broken: Some(head.sequence + 1) });
            }
            erased += u64::from(detail.is_none());
            head = Head { sequence, digest: Some(digest) };
        }
        if (rows.len() as u64) < PAGE {
            return Ok(Checked { head, erased, broken: None });
        }
    }
}
