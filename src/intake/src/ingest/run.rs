//! Many at once: checking on all cores, making durable in batches, committing those, telling in between.

use std::fs::File;
use std::io::ErrorKind::NotFound;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use sayyar_seal::receipt::{Sha256, Signed};

use super::{Checked, Examined, IngestError, Intake, Told, arrival};
use crate::fail;
use crate::store::{Durable, Staged, StoreError};

/// The most that share a transaction.
pub(super) const BATCH: usize = 64;
/// How long a batch waits for more while something is being checked.
const LINGER: Duration = Duration::from_millis(4);

/// Where bytes come from.
#[derive(Debug)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// What was read already: standard input, a request.
    Staged(Staged, Option<Box<Signed>>),
    /// A file that is in the store and may not be in the database.
    Left(Sha256),
}

/// What happened to one source, by its place in the list of all.
#[derive(Debug)]
pub struct Event {
    /// Its place.
    pub place: usize,
    /// What became of it.
    pub result: Result<Told, IngestError>,
}

/// What is left to do with one source, or several.
enum Ready {
    /// To be told.
    One(usize, Result<Told, IngestError>),
    /// To be committed, with their places; or what stopped all of them.
    Batch(Vec<usize>, Result<Durable<Checked>, StoreError>),
}

impl Intake {
    /// Takes in everything there is, telling each as soon as it is certain. `tell` runs on this thread.
    pub fn run(&self, sources: impl Iterator<Item = Source> + Send, tell: &mut dyn FnMut(Event)) {
        let sources = Mutex::new(sources.enumerate());
        let (sender, examined) = sync_channel(2 * BATCH);
        let (keeper, ready) = sync_channel(1);
        let workers = thread::available_parallelism().map_or(2, |cores| cores.get() + 2);
        let workers = workers.max(self.store.files.at_once());
        thread::scope(|scope| {
            for _ in 0..workers {
                let (sender, sources) = (sender.clone(), &sources);
                scope.spawn(move || self.work(sources, &sender));
            }
            drop(sender);
            scope.spawn(move || self.gather(&examined, &keeper));
            ready.into_iter().for_each(|ready| self.finish(ready, tell));
        });
    }

    /// Takes in what an earlier run left in the middle. Gives how many files that were.
    pub fn resume(&self) -> Result<usize, StoreError> {
        let left = self.store.files.left()?;
        let count = left.len();
        let mut trouble = None;
        self.run(left.into_iter().map(Source::Left), &mut |event| {
            // What is not there any more somebody else finished, and removed.
            if let Err(error) = event.result
                && !matches!(&error, IngestError::Store(StoreError::Files(error)) if error.kind() == NotFound)
            {
                trouble.get_or_insert(error);
            }
        });
        match trouble {
            None => Ok(count),
            Some(IngestError::Store(error)) => Err(error),
            Some(_) => Err(StoreError::Damaged("a file that was left behind cannot be read")),
        }
    }

    fn work(
        &self,
        sources: &Mutex<impl Iterator<Item = (usize, Source)>>,
        sender: &SyncSender<(usize, Result<Examined, IngestError>)>,
    ) {
        loop {
            let next = sources.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((place, source)) = next else { return };
            // The receiver is there until all senders are gone.
            _ = sender.send((place, self.prepare(source)));
        }
    }

    fn prepare(&self, source: Source) -> Result<Examined, IngestError> {
        match source {
            Source::File(path) => {
                let mut file = File::open(&path).map_err(IngestError::Source)?;
                let staged = self.stage(&mut file)?;
                let first = self.receipt_beside(&path, &staged.sha256());
                self.examine(staged, first)
            }
            Source::Staged(staged, first) => self.examine(staged, first.map(|first| *first)),
            Source::Left(sha256) => self.prepare_left(&sha256),
        }
    }

    /// A file of the store that others may be at as well: what they finished meanwhile is known, whatever went wrong
    /// here because of it.
    fn prepare_left(&self, sha256: &Sha256) -> Result<Examined, IngestError> {
        let staged = self.restage(sha256).map_err(IngestError::from);
        staged.and_then(|staged| self.examine(staged, None)).or_else(|error| {
            let before = self.store.records.read(|tx| arrival::before(tx, sha256))?;
            before.and_then(|before| before.told).map(Examined::Known).ok_or(error)
        })
    }

    /// A door's receipt that lies beside a file, as `<file>.receipt`.
    pub(crate) fn receipt_beside(&self, path: &Path, sha256: &Sha256) -> Option<Signed> {
        let mut name = path.as_os_str().to_owned();
        name.push(".receipt");
        self.vetted(&std::fs::read(name).ok()?, sha256)
    }

    /// Reads what somebody hands in.
    pub fn stage(&self, source: &mut dyn Read) -> Result<Staged, IngestError> {
        self.store.files.stage(source, self.limits.sealed).map_err(IngestError::Source)
    }

    /// Makes what is new durable, in batches: the next one while the one before is committed.
    fn gather(&self, examined: &Receiver<(usize, Result<Examined, IngestError>)>, keeper: &SyncSender<Ready>) {
        let mut batch: Vec<(usize, Checked)> = Vec::new();
        loop {
            let next = match batch.is_empty() {
                true => examined.recv().ok(),
                false if batch.len() < BATCH => examined.recv_timeout(LINGER).ok(),
                false => None,
            };
            let ready = match next {
                Some((place, Ok(Examined::New(checked)))) => {
                    batch.push((place, *checked));
                    continue;
                }
                Some((place, Ok(Examined::Known(told)))) => Ready::One(place, Ok(told)),
                Some((place, Err(error))) => Ready::One(place, Err(error)),
                None if batch.is_empty() => return,
                None => {
                    let (places, checked) = std::mem::take(&mut batch).into_iter().unzip();
                    Ready::Batch(places, self.keep_checked(checked))
                }
            };
            // The receiver is there until this is gone.
            _ = keeper.send(ready);
        }
    }

    /// Bytes that are known may lie in the folder of new ones, when a run stopped in between.
    fn tidy(&self, told: Told) -> Result<Told, IngestError> {
        let kept =
            self.store.records.read(|tx| tx.one("SELECT kept FROM arrival WHERE sha256 = $1", &[told.sha256.into()]));
        let kept = kept?.map(|row| row.must::<bool>(0)).transpose()?.unwrap_or(false);
        self.store.files.tidy(&[(told.sha256, kept)]).map_err(StoreError::Files)?;
        Ok(told)
    }

    fn finish(&self, ready: Ready, tell: &mut dyn FnMut(Event)) {
        let (places, kept) = match ready {
            Ready::One(place, told) => {
                return tell(Event { place, result: told.and_then(|told| self.tidy(told)) });
            }
            Ready::Batch(places, kept) => (places, kept),
        };
        match kept.and_then(|kept| self.commit(&kept)) {
            Ok(told) => {
                for (place, told) in places.into_iter().zip(told) {
                    tell(Event { place, result: Ok(told) });
                    _ = fail::point("told");
                }
            }
            Err(error) => {
                places.into_iter().for_each(|place| tell(Event { place, result: Err(same(&error).into()) }));
            }
        }
    }
}

/// What stopped a batch stopped each in it.
fn same(error: &StoreError) -> StoreError {
    match error {
        StoreError::Files(error) => StoreError::Files(std::io::Error::new(error.kind(), error.to_string())),
        StoreError::Database(text) => StoreError::Database(text.clone()),
        StoreError::Again(text) => StoreError::Again(text.clone()),
        other => StoreError::Database(other.to_string()),
    }
}
