//! Sealing anew: after new keys, every sealed file at rest is opened with an identity that is still here, sealed to the
//! present recipients, proved to open with theirs, and put in the place of the old one.
//!
//! What came keeps its name: rows, receipts and replays speak of the SHA-256 of the bytes that came. Beside it stands,
//! in the table `resealed`, the digest of the bytes that lie there now.
//!
//! In this order, for a batch at a time: sealed and proved, durable as a partial file; noted, with the digest of what
//! lies there and of what will; put in its place and written into the audit log in one transaction. **Invariants.** At
//! every moment the bytes under a name are those that came or those that are noted, so readers never meet a file they
//! cannot tell; an application that is erased meanwhile does not come back. Stopped anywhere, the next run goes on.

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use sayyar_seal::age::{self, Decryptor, Encryptor, Fingerprint, Identity, Recipient, Recipients};
use sayyar_seal::receipt::Sha256;
use sayyar_seal::{Digest, Time};
use serde::Serialize;
use sha2::Digest as _;

use crate::audit::{self, Entry, Head};
use crate::fail;
use crate::ingest::Intake;
use crate::keys::Keyring;
use crate::store::{StoreError, Tx, Written, digest_of};
use crate::system;
use crate::verify;

/// So many are sealed, noted and replaced together.
const BATCH: u64 = 64;
/// How often everything is looked at again because something came in between.
const ROUNDS: u32 = 3;

/// Whom to seal to, and what proves that it was done.
pub struct Rekey {
    recipients: Recipients,
    provers: Vec<Identity>,
    /// Names the set of recipients, in whatever order they stand.
    set: Sha256,
}

/// Why nothing is sealed anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotRekeyed {
    /// The recipients cannot share a file.
    Recipients(age::NotRecipients),
    /// No identity of a recipient is here: nobody could tell whether it was done.
    NoProof,
}

impl std::fmt::Display for NotRekeyed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Recipients(error) => error.fmt(f),
            Self::NoProof => {
                f.write_str("no identity that is configured here opens what is sealed to these recipients")
            }
        }
    }
}

impl std::error::Error for NotRekeyed {}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Done {
    /// Sealed anew.
    Resealed {
        /// The digest of the bytes that lie there now.
        stored: Sha256,
    },
    /// It was before, to these recipients.
    Already,
    /// It is still as it came, or sealed to past recipients: told where nothing is to be changed.
    Past,
    /// Nobody here can open it; it stays as it is.
    Sealed {
        /// Why: the code of the check.
        code: &'static str,
    },
    /// It could not be read, or written anew; it stays as it is.
    Failed {
        /// What went wrong.
        error: String,
    },
    /// It was erased meanwhile.
    Gone,
}

/// One file and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The name of the file: the digest of what came.
    pub sha256: Sha256,
    /// Whether it is an application, taken in.
    pub taken: bool,
    /// What became of it.
    #[serde(flatten)]
    pub done: Done,
}

/// How many came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Files that were sealed anew now.
    pub resealed: usize,
    /// Files that were before.
    pub already: usize,
    /// Files sealed to past recipients: only where nothing is to be changed.
    pub past: usize,
    /// Applications that nobody here can open.
    pub closed: usize,
    /// Files that were never taken in and that nobody here can open.
    pub foreign: usize,
    /// Files that could not be read or written.
    pub failed: usize,
}

impl Count {
    fn add(&mut self, told: &Told) {
        let which = match told.done {
            Done::Resealed { .. } => &mut self.resealed,
            Done::Already => &mut self.already,
            Done::Past => &mut self.past,
            Done::Sealed { .. } if told.taken => &mut self.closed,
            Done::Sealed { .. } => &mut self.foreign,
            Done::Failed { .. } => &mut self.failed,
            Done::Gone => return,
        };
        *which += 1;
    }

    /// Whether everything that anybody here can open is sealed to the present recipients, and nothing failed.
    pub fn is_whole(&self) -> bool {
        self.past + self.closed + self.failed == 0
    }
}

/// A file at rest, as its rows have it.
struct Resting {
    sha256: Sha256,
    content: Option<Digest>,
    noted: Option<Noted>,
}

/// What was noted of it when it was sealed anew.
struct Noted {
    stored: Sha256,
    before: Sha256,
    recipients: Sha256,
    settled: bool,
}

/// What is to be done with one file.
enum Next {
    /// Nothing more.
    Told(Done),
    /// It lies there already; only the log does not say so yet.
    Settle(Sha256),
    /// It takes the place of what had this digest.
    Replace(Written, Sha256),
}

impl Rekey {
    /// To these recipients, proved by those of the identities here that are among them.
    pub fn new(recipients: Vec<Recipient>, keys: &Keyring) -> Result<Self, NotRekeyed> {
        let recipients = Recipients::new(recipients).map_err(NotRekeyed::Recipients)?;
        let among = |identity: &&Identity| recipients.iter().any(|recipient| *recipient == identity.recipient());
        let provers: Vec<Identity> = keys.identities().iter().filter(among).cloned().collect();
        if provers.is_empty() {
            return Err(NotRekeyed::NoProof);
        }
        let mut fingerprints: Vec<Fingerprint> = recipients.iter().map(Recipient::fingerprint).collect();
        fingerprints.sort_unstable();
        let digest = fingerprints.iter().fold(sha2::Sha256::new(), |digest, one| digest.chain_update(one.0));
        Ok(Self { recipients, provers, set: Fingerprint(digest.finalize().into()) })
    }

    /// The name of this set of recipients.
    pub fn set(&self) -> Sha256 {
        self.set
    }
}

impl Intake {
    /// How many files rest here.
    pub fn resting(&self) -> Result<usize, StoreError> {
        let row = self.store.records.read(|tx| tx.one("SELECT count(*) FROM arrival WHERE kept = 1", &[]))?;
        row.map_or(Ok(0), |row| row.must::<u64>(0)).map(|count| usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// Seals everything anew that is not sealed to these recipients yet, telling each file once. Then looks at all of it
    /// once more: what is counted in the end is what was seen to lie there.
    pub fn rekey(&self, rekey: &Rekey, officer: &str, tell: &mut dyn FnMut(&Told)) -> Result<Count, StoreError> {
        let mut round = 1;
        let (mut resealed, mut first) = (0, true);
        let count = loop {
            let did = self.pass(rekey, Some(officer), &mut |told| {
                if first || matches!(told.done, Done::Resealed { .. }) {
                    tell(told);
                }
            })?;
            first = false;
            resealed += did.resealed;
            let seen = self.pass(rekey, None, &mut |_| ())?;
            // Something came in, or another process put back what had come, in between.
            if seen.past > did.failed && round < ROUNDS {
                round += 1;
                continue;
            }
            let already = seen.already.saturating_sub(resealed);
            let (past, failed) = (seen.past.saturating_sub(did.failed), did.failed.max(seen.failed));
            break Count { resealed, already, past, failed, ..seen };
        };
        let detail = [
            ("recipients", rekey.set.to_string()),
            ("resealed", count.resealed.to_string()),
            ("already", count.already.to_string()),
            ("closed", (count.closed + count.foreign).to_string()),
            ("failed", count.failed.to_string()),
        ];
        let entry = Entry { at: (self.now)(), actor: officer, action: "rekey", applicant: None, detail: &detail };
        self.store.records.write(|tx| audit::note(tx, &entry))?;
        Ok(count)
    }

    /// Looks whether everything is sealed to these recipients, and changes nothing.
    pub fn check_keys(&self, rekey: &Rekey, tell: &mut dyn FnMut(&Told)) -> Result<Count, StoreError> {
        self.pass(rekey, None, tell)
    }

    /// Every file once, in batches. Without an officer nothing is changed.
    fn pass(&self, rekey: &Rekey, officer: Option<&str>, tell: &mut dyn FnMut(&Told)) -> Result<Count, StoreError> {
        let (mut count, mut after) = (Count::default(), Fingerprint([0; 32]));
        loop {
            let batch = self.store.records.read(|tx| page(tx, &after))?;
            let Some(last) = batch.last() else { return Ok(count) };
            after = last.sha256;
            let next = self.beside(&batch, |one| self.look(one, rekey, officer.is_some()));
            let done = match officer {
                Some(officer) => self.settle(&batch, next, rekey, officer)?,
                None => next.into_iter().map(Next::told).collect(),
            };
            for (one, done) in batch.iter().zip(done) {
                let told = Told { sha256: one.sha256, taken: one.content.is_some(), done };
                count.add(&told);
                tell(&told);
            }
        }
    }

    /// Looks at a batch with all cores.
    fn beside(&self, batch: &[Resting], look: impl Fn(&Resting) -> Next + Sync) -> Vec<Next> {
        let (place, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        let work = || {
            loop {
                let mine = place.fetch_add(1, Ordering::Relaxed);
                let Some(one) = batch.get(mine) else { return };
                let next = look(one);
                found.lock().unwrap_or_else(PoisonError::into_inner).push((mine, next));
            }
        };
        let workers = thread::available_parallelism().map_or(2, |cores| cores.get() + 2).min(batch.len());
        thread::scope(|scope| (0..workers).for_each(|_| _ = scope.spawn(work)));
        let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_unstable_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, next)| next).collect()
    }

    /// What is to be done with one file; sealed anew and proved where that is to be.
    fn look(&self, one: &Resting, rekey: &Rekey, change: bool) -> Next {
        let mut file = match self.store.files.read(&one.sha256) {
            Ok(file) => file,
            // Erased after the page was read; else it is told as gone by whoever settles.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Next::Told(self.missing(one)),
            Err(error) => return Next::failed(&error),
        };
        let noted = one.noted.as_ref().filter(|noted| noted.recipients == rekey.set);
        if let Some(noted) = noted {
            match digest_of(&mut file) {
                Ok((found, _)) if found == noted.stored && noted.settled => return Next::Told(Done::Already),
                Ok((found, _)) if found == noted.stored => return Next::Settle(found),
                Ok(_) => {}
                Err(error) => return Next::failed(&error),
            }
        }
        if !change {
            return Next::Told(self.opens(one));
        }
        match self.seal_anew(one, rekey) {
            Ok(next) => next,
            Err(error) => Next::failed(&error),
        }
    }

    /// A row speaks of a file that is not there.
    fn missing(&self, one: &Resting) -> Done {
        let kept = self.store.records.read(|tx| is_kept(tx, &one.sha256));
        match kept {
            Ok(false) => Done::Gone,
            _ => Done::Failed { error: "the file is not there".into() },
        }
    }

    /// Whether anybody here can open it, to its end.
    fn opens(&self, one: &Resting) -> Done {
        let opened = self.store.files.read(&one.sha256).map_err(age::OpenError::from);
        let opened = opened.and_then(|file| Decryptor::new(io::BufReader::new(file), self.keys.identities()));
        match opened.and_then(|mut plain| io::copy(&mut plain, &mut io::sink()).map_err(age::OpenError::from)) {
            Ok(_) => Done::Past,
            Err(age::OpenError::Io(kind)) => Done::Failed { error: kind.to_string() },
            Err(error) => Done::Sealed { code: error.code() },
        }
    }

    /// Seals one file anew and proves it: what opens is, byte for byte, what was in it; of a submission also that it is
    /// the very content that was taken in, signature and all.
    fn seal_anew(&self, one: &Resting, rekey: &Rekey) -> io::Result<Next> {
        let mut source = Counted { source: self.store.files.read(&one.sha256)?, digest: sha2::Sha256::new() };
        let mut anew = self.store.files.anew()?;
        let mut plain = match Decryptor::new(&mut source, self.keys.identities()) {
            Ok(plain) => plain,
            Err(age::OpenError::Io(kind)) => return Err(kind.into()),
            Err(error) => return Ok(Next::Told(Done::Sealed { code: error.code() })),
        };
        let mut entropy = system::entropy;
        let mut out =
            Encryptor::new(io::BufWriter::with_capacity(128 * 1024, &mut anew), &rekey.recipients, &mut entropy)?;
        let digest = match poured(&mut plain, &mut out) {
            Ok(digest) => digest,
            Err(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<age::OpenError>()) {
                Some(error) if !matches!(error, age::OpenError::Io(_)) => {
                    return Ok(Next::Told(Done::Sealed { code: error.code() }));
                }
                _ => return Err(error),
            },
        };
        out.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.flush()?;
        drop(plain);
        // To the end of the file, whatever stands behind the last chunk.
        let before = source.finish()?;
        let expected = before == one.sha256
            || one.noted.as_ref().is_some_and(|noted| before == noted.stored || before == noted.before);
        if !expected {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it has other bytes than it should"));
        }
        let written = anew.finish()?;
        self.prove(&written, digest, one.content, rekey)?;
        Ok(Next::Replace(written, before))
    }

    fn prove(&self, written: &Written, digest: Sha256, content: Option<Digest>, rekey: &Rekey) -> io::Result<()> {
        let wrong = || io::Error::new(io::ErrorKind::InvalidData, "what was sealed anew does not open as it should");
        for prover in &rekey.provers {
            let mut plain = Decryptor::new(written.reader()?, std::slice::from_ref(prover)).map_err(|_| wrong())?;
            if poured(&mut plain, &mut io::sink())? != digest {
                return Err(wrong());
            }
        }
        let Some(content) = content else { return Ok(()) };
        let keys = Keyring::new(rekey.provers.clone()).with_past(self.keys.ours());
        let opened = verify::reopen(written.reader()?, &keys, self.limits, &mut (), true);
        let opened = opened.map_err(|refusal| io::Error::new(io::ErrorKind::InvalidData, refusal.to_string()))?;
        if opened.content_digest() == content { Ok(()) } else { Err(wrong()) }
    }

    /// Notes a batch, then puts it in its place.
    fn settle(
        &self,
        batch: &[Resting],
        next: Vec<Next>,
        rekey: &Rekey,
        officer: &str,
    ) -> Result<Vec<Done>, StoreError> {
        if next.iter().all(|next| matches!(next, Next::Told(_))) {
            return Ok(next.into_iter().map(Next::told).collect());
        }
        fail::point("rekey-sealed").map_err(StoreError::Files)?;
        let at = (self.now)();
        self.store.records.write(|tx| {
            batch.iter().zip(&next).try_for_each(|(one, next)| match next {
                Next::Replace(written, before) => note(tx, one, (written.stored(), *before), rekey, at),
                _ => Ok(()),
            })
        })?;
        fail::point("rekey-noted").map_err(StoreError::Files)?;
        let done = self.store.records.write(|tx| {
            let mut head = audit::head(tx)?;
            let each = batch.iter().zip(&next).map(|(one, next)| self.place(tx, &mut head, (one, next), officer, at));
            let done: Result<Vec<Done>, StoreError> = each.collect();
            done
        })?;
        fail::point("rekey-settled").map_err(StoreError::Files)?;
        Ok(done)
    }

    /// Puts one file in its place and writes that down; unless it was erased, or sealed by somebody else, since.
    fn place(
        &self,
        tx: &mut Tx<'_>,
        head: &mut Head,
        (one, next): (&Resting, &Next),
        officer: &str,
        at: Time,
    ) -> Result<Done, StoreError> {
        let stored = match next {
            Next::Told(done) => return Ok(done.clone()),
            Next::Settle(stored) => *stored,
            Next::Replace(written, _) => written.stored(),
        };
        let sql = "UPDATE resealed SET settled = 1 WHERE sha256 = $1 AND stored = $2 RETURNING recipients";
        let Some(row) = tx.one(sql, &[one.sha256.into(), stored.into()])? else {
            return Ok(if is_kept(tx, &one.sha256)? { Done::Past } else { Done::Gone });
        };
        if let Next::Replace(written, _) = next {
            self.store.files.replace(&one.sha256, written)?;
            fail::point("rekey-replaced").map_err(StoreError::Files)?;
        }
        let recipients: Sha256 = row.must(0)?;
        let detail = [
            ("sha256", one.sha256.to_string()),
            ("stored", stored.to_string()),
            ("recipients", recipients.to_string()),
        ];
        let applicant = applicant(tx, one)?;
        let entry = Entry { at, actor: officer, action: "resealed", applicant: applicant.as_deref(), detail: &detail };
        audit::append(tx, head, &entry)?;
        Ok(Done::Resealed { stored })
    }
}

impl Next {
    fn failed(error: &io::Error) -> Self {
        Self::Told(Done::Failed { error: error.to_string() })
    }

    /// Where nothing is to be changed: a file that lies there sealed anew is.
    fn told(self) -> Done {
        match self {
            Self::Told(done) => done,
            Self::Settle(_) => Done::Already,
            Self::Replace(..) => Done::Past,
        }
    }
}

/// The next files, in the order of their digests.
fn page(tx: &mut Tx<'_>, after: &Sha256) -> Result<Vec<Resting>, StoreError> {
    let sql = "SELECT a.sha256, s.content, r.stored, r.before, r.recipients, r.settled FROM arrival a \
               LEFT JOIN resealed r ON r.sha256 = a.sha256 LEFT JOIN submission s ON s.sha256 = a.sha256 \
               WHERE a.kept = 1 AND a.sha256 > $1 ORDER BY a.sha256 LIMIT $2";
    let rows = tx.run(sql, &[(*after).into(), BATCH.into()])?;
    let resting = rows.iter().map(|row| {
        let noted = row.get(2)?.map(|stored| {
            let (before, recipients, settled) = (row.must(3)?, row.must(4)?, row.must(5)?);
            Ok::<_, StoreError>(Noted { stored, before, recipients, settled })
        });
        Ok(Resting { sha256: row.must(0)?, content: row.get(1)?, noted: noted.transpose()? })
    });
    resting.collect()
}

fn note(
    tx: &mut Tx<'_>,
    one: &Resting,
    (stored, before): (Sha256, Sha256),
    rekey: &Rekey,
    at: Time,
) -> Result<(), StoreError> {
    if !is_kept(tx, &one.sha256)? {
        return Ok(());
    }
    let sql = "INSERT INTO resealed (sha256, stored, before, recipients, at, settled) VALUES ($1, $2, $3, $4, $5, 0) \
               ON CONFLICT (sha256) DO UPDATE SET stored = excluded.stored, before = excluded.before, \
               recipients = excluded.recipients, at = excluded.at, settled = 0";
    tx.run(sql, &[one.sha256.into(), stored.into(), before.into(), rekey.set.into(), at.into()]).map(|_| ())
}

fn is_kept(tx: &mut Tx<'_>, sha256: &Sha256) -> Result<bool, StoreError> {
    let row = tx.one("SELECT kept FROM arrival WHERE sha256 = $1", &[(*sha256).into()])?;
    row.map_or(Ok(false), |row| row.must(0))
}

/// Whose it is: what is written down of it goes when that application is erased.
fn applicant(tx: &mut Tx<'_>, one: &Resting) -> Result<Option<Vec<u8>>, StoreError> {
    let row = tx.one("SELECT applicant FROM submission WHERE sha256 = $1", &[one.sha256.into()])?;
    row.map(|row| row.must(0)).transpose()
}

/// Pours everything over; gives its digest. Wiped behind it: these are answers.
fn poured(source: &mut impl Read, out: &mut impl Write) -> io::Result<Sha256> {
    let (mut digest, mut buffer) = (sha2::Sha256::new(), zeroize::Zeroizing::new(vec![0; 64 * 1024]));
    loop {
        match source.read(&mut buffer)? {
            0 => return Ok(Fingerprint(digest.finalize().into())),
            count => {
                digest.update(&buffer[..count]);
                out.write_all(&buffer[..count])?;
            }
        }
    }
}

/// Sealed bytes with their digest.
struct Counted<R> {
    source: R,
    digest: sha2::Sha256,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(out)?;
        self.digest.update(&out[..count]);
        Ok(count)
    }
}

impl<R: Read> Counted<R> {
    fn finish(mut self) -> io::Result<Sha256> {
        io::copy(&mut self, &mut io::sink())?;
        Ok(Fingerprint(self.digest.finalize().into()))
    }
}
