//! Arriving: bytes nobody has looked into are made durable and get a receipt that says just that. What the door
//! does, which has no key that opens anything; whoever has one takes them in later.

use sayyar_seal::receipt::{Kind, Sha256, Signed};

use super::commit::Ledger;
use super::run::BATCH;
use super::{IngestError, Intake, Source, Told};
use crate::fail;
use crate::store::{Durable, Staged, StoreError, Tx};

/// Bytes, and the receipt of another door for them.
pub type Arriving = (Staged, Option<Signed>);

/// What arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The digest of the bytes.
    pub sha256: Sha256,
    /// The last word on them: that they arrived, or what became of them since.
    pub receipt: String,
    /// Whether they had come before.
    pub again: bool,
}

/// The last word on some bytes, whoever said it.
pub fn last_word(tx: &mut Tx<'_>, sha256: &Sha256) -> Result<Option<String>, StoreError> {
    if let Some(receipt) = super::receipt(tx, sha256)? {
        return Ok(Some(receipt));
    }
    let sql = "SELECT file FROM receipt WHERE sha256 = $1 AND kind = 'arrived' AND file IS NOT NULL \
               ORDER BY sequence DESC LIMIT 1";
    tx.one(sql, &[(*sha256).into()])?.map(|row| row.must(0)).transpose()
}

/// The earliest word on some bytes: of another door, where they came from one, or of this one.
pub fn first_word(tx: &mut Tx<'_>, sha256: &Sha256) -> Result<Option<Signed>, StoreError> {
    let sql = "SELECT file FROM receipt WHERE sha256 = $1 AND file IS NOT NULL";
    let files: Result<Vec<String>, StoreError> =
        tx.run(sql, &[(*sha256).into()])?.iter().map(|row| row.must(0)).collect();
    let receipts = files?.into_iter().filter_map(|file| Signed::parse(file.as_bytes()).ok());
    let proofs = receipts.filter(proves_filing);
    Ok(proofs.min_by_key(|signed| signed.receipt().at))
}

/// Whether a receipt says that the bytes were there: also one of a desk on the road that opened them.
fn proves_filing(signed: &Signed) -> bool {
    matches!(signed.receipt().kind, Kind::Arrived | Kind::TakenIn { .. })
}

impl Intake {
    /// Whether these bytes came before: the last word on them.
    pub fn arrived_before(&self, sha256: &Sha256) -> Result<Option<String>, StoreError> {
        self.store.records.read(|tx| last_word(tx, sha256))
    }

    /// Writes bytes out. They are durable after [`Intake::keep`].
    pub fn write(&self, staged: &mut Staged) -> Result<(), IngestError> {
        Ok(self.store.files.write(staged).map_err(StoreError::Files)?)
    }

    /// Makes bytes that were written durable, each with the receipt of another door, where it has one.
    pub fn keep(&self, written: Vec<Arriving>) -> Result<Durable<Arriving>, StoreError> {
        self.store.files.keep(written, |(staged, _)| staged).map_err(StoreError::Files)
    }

    /// Receipts for bytes that were kept, in one transaction; they may leave after it. The earliest receipt by a door
    /// that is known counts as the time of filing.
    pub fn arrive(&self, kept: &Durable<Arriving>) -> Result<Vec<Arrived>, StoreError> {
        let at = (self.now)();
        let arrived = self.store.records.write(|tx| {
            let mut ledger = Ledger::open(tx, self, at)?;
            let arrived: Result<Vec<Arrived>, StoreError> =
                kept.iter().map(|(staged, first)| arrive_one(&mut ledger, staged, first.as_ref())).collect();
            arrived
        })?;
        fail::point("arrived")?;
        let kept = |one: &Arrived| Ok((one.sha256, self.store.records.read(|tx| is_kept(tx, &one.sha256))?));
        let settled = arrived.iter().map(kept).collect::<Result<Vec<_>, StoreError>>()?;
        self.store.files.tidy(&settled)?;
        Ok(arrived)
    }

    /// Gives receipts for whole files that were left behind: they arrived. Others who share the store may be at them.
    pub fn arrive_left(&self) -> Result<(), StoreError> {
        for sha256 in self.store.files.left()? {
            match self.restage(&sha256) {
                Ok(staged) => _ = self.arrive(&self.keep(vec![(staged, None)])?)?,
                // Somebody was quicker, and it was one that is not kept.
                Err(StoreError::Files(error)) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Takes in what arrived through a door that shares this store, earliest first, and tells each as it is certain.
    /// Several processes may do so at once: what one of them works on the others leave alone.
    pub fn take_in_arrived(&self, tell: &mut dyn FnMut(Sha256, Result<Told, IngestError>)) -> Result<(), StoreError> {
        let most = 4 * BATCH as u64;
        loop {
            let sql = "SELECT w.sha256 FROM work w ORDER BY w.at, w.sha256 LIMIT $1";
            let claim = self.store.records.claim(sql, &[most.into()])?;
            let items = claim.items().to_vec();
            let mut done = Vec::new();
            self.run(items.iter().copied().map(Source::Left), &mut |event| {
                let sha256 = items[event.place];
                done.extend(event.result.is_ok().then_some(sha256));
                tell(sha256, event.result);
            });
            claim.done(&done)?;
            // What failed stays in the queue and would come again at once: it is for the next time.
            if done.len() < items.len() || items.is_empty() {
                return Ok(());
            }
        }
    }

    /// The receipt of a door for these bytes; nothing when it is about others, no statement that they were there, or
    /// by a key that is not known here.
    pub fn vetted(&self, receipt: &[u8], sha256: &Sha256) -> Option<Signed> {
        let signed = Signed::parse(receipt).ok()?;
        let receipt = signed.receipt();
        let known = self.doors.contains(&receipt.by) || receipt.by == self.signer();
        (known && receipt.sha256 == *sha256 && proves_filing(&signed)).then_some(signed)
    }
}

fn is_kept(tx: &mut Tx<'_>, sha256: &Sha256) -> Result<bool, StoreError> {
    let row = tx.one("SELECT kept FROM arrival WHERE sha256 = $1", &[(*sha256).into()])?;
    row.map_or(Ok(false), |row| row.must(0))
}

fn arrive_one(ledger: &mut Ledger<'_, '_>, staged: &Staged, first: Option<&Signed>) -> Result<Arrived, StoreError> {
    let (sha256, size) = (staged.sha256(), staged.size());
    if let Some(receipt) = last_word(ledger.tx, &sha256)? {
        return Ok(Arrived { sha256, receipt, again: true });
    }
    let filed = ledger.filed(first)?;
    let sql = "INSERT INTO arrival (sha256, size, at, filed, outcome, kept) VALUES ($1, $2, $3, $4, 'arrived', 1)";
    ledger.tx.run(sql, &[sha256.into(), size.into(), ledger.at.into(), filed.into()])?;
    let sql = "INSERT INTO work (sha256, at) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING";
    ledger.tx.run(sql, &[sha256.into(), ledger.at.into()])?;
    let receipt = ledger.receipt(Kind::Arrived, (sha256, size))?;
    Ok(Arrived { sha256, receipt, again: false })
}
