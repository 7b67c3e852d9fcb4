//! Sealed files in an S3-compatible store.
//!
//! ```text
//! <prefix>files/ab/<sha256>  the bytes: there whole or not at all
//! <prefix>new/<sha256>       empty: the bytes are on their way, or there, and perhaps no row speaks of them yet
//! ```
//!
//! The mark comes before the bytes and goes after the row is committed, so that nothing is ever there that nobody
//! knows of. **Invariants:** what the store says about who was first decides nothing; unique keys of the database do.
//! Bytes are signed with their digest on the way there; on the way back all of them are here before anybody reads the first.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use sayyar_seal::Time;
use sayyar_seal::receipt::Sha256;
use sha2::Digest as _;

use super::StoreError;
use super::anew::Written;
use super::files::Kept;
use super::place::Bucket as Settings;
use super::s3::{Carried, Client, Trouble};
use super::scratch::{Body, Scratch, Staged, fingerprint};
use crate::{fail, system};

/// A mark without bytes that is older, in seconds, was left by a process that died between the two.
const STALE: i64 = 24 * 3600;
/// Requests at one time.
const AT_ONCE: usize = 16;
/// Names on a page.
const PAGE: u32 = 1000;

/// A part of a bucket.
pub(super) struct Bucket {
    client: Client,
    /// Empty, or with a slash at its end.
    prefix: String,
    /// Marks that were seen or made here, and not removed yet.
    marks: Mutex<BTreeSet<Sha256>>,
}

impl Bucket {
    /// Looks whether the store answers and lets us in.
    pub(super) fn open(settings: &Settings) -> Result<Self, StoreError> {
        let prefix = settings.prefix.trim_matches('/');
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        let bucket = Self { client: Client::new(settings)?, prefix, marks: Mutex::default() };
        match bucket.client.list(&format!("{}new/", bucket.prefix), 1, None) {
            Ok(_) => Ok(bucket),
            Err(trouble) => Err(StoreError::Unreachable {
                what: bucket.client.told(&trouble).to_string(),
                advice: Some(trouble.advice()),
            }),
        }
    }

    fn file(&self, sha256: &Sha256) -> String {
        let name = sha256.to_string();
        format!("{}files/{}/{name}", self.prefix, &name[..2])
    }

    fn mark(&self, sha256: &Sha256) -> String {
        format!("{}new/{sha256}", self.prefix)
    }

    fn marks(&self) -> std::sync::MutexGuard<'_, BTreeSet<Sha256>> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn names(&self, folder: &str) -> io::Result<Vec<(Sha256, Option<Time>)>> {
        let (prefix, mut names, mut next) = (format!("{}{folder}/", self.prefix), Vec::new(), None);
        loop {
            let page = self.client.list(&prefix, PAGE, next.as_deref());
            let page = page.map_err(|trouble| self.client.told(&trouble))?;
            let named = |(key, changed): (String, _)| Some((key.rsplit('/').next()?.parse().ok()?, changed));
            names.extend(page.objects.into_iter().filter_map(named));
            next = page.next;
            if next.is_none() {
                names.sort();
                return Ok(names);
            }
        }
    }

    /// Does this with all of them, several at one time; the first trouble is told.
    fn all_of<T: Sync>(&self, items: &[T], work: impl Fn(&T) -> Result<(), Trouble> + Sync) -> io::Result<()> {
        let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
        thread::scope(|scope| {
            for _ in 0..items.len().min(AT_ONCE) {
                scope.spawn(|| {
                    while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if let Err(trouble) = work(item) {
                            failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(trouble);
                            return;
                        }
                    }
                });
            }
        });
        let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
        failed.map_or(Ok(()), |trouble| Err(self.client.told(&trouble)))
    }
}

impl Kept for Bucket {
    fn write(&self, _: &Scratch, staged: &mut Staged) -> io::Result<()> {
        let sha256 = staged.sha256;
        let told = |trouble| self.client.told(&trouble);
        let nothing = fingerprint(sha2::Sha256::digest(b"").into());
        self.client.put(&self.mark(&sha256), Carried::Bytes(&[], nothing)).map_err(told)?;
        self.marks().insert(sha256);
        fail::point("half-written")?;
        let carried = match &staged.body {
            Body::Memory(bytes) => Carried::Bytes(bytes, staged.here.0),
            Body::Partial(path) => Carried::File(path, staged.here.1, staged.here.0),
            Body::Kept(_) | Body::TooLarge => return Ok(()),
        };
        self.client.put(&self.file(&sha256), carried).map_err(told)?;
        fail::point("written")
    }

    /// What the store has accepted is durable.
    fn keep(&self, _: &mut [&mut Staged]) -> io::Result<()> {
        fail::point("renamed")
    }

    fn waits(&self, sha256: &Sha256) -> bool {
        self.marks().contains(sha256)
    }

    fn settle(&self, all: &[(Sha256, bool)]) -> io::Result<()> {
        self.all_of(all, |(sha256, kept)| {
            if !kept {
                self.client.delete(&self.file(sha256))?;
            }
            self.client.delete(&self.mark(sha256))?;
            self.marks().remove(sha256);
            Ok(())
        })
    }

    fn fetch(&self, scratch: &Scratch, sha256: &Sha256) -> io::Result<Staged> {
        let mut tries = 0;
        loop {
            let mut found = self.client.get(&self.file(sha256)).map_err(|trouble| self.client.told(&trouble))?;
            match scratch.stage(&mut found, u64::MAX) {
                // Cut off on the way: once more, from the start.
                Err(error) if tries < 2 && error.kind() != io::ErrorKind::StorageFull => {
                    tries += 1;
                    drop(error);
                }
                staged => return staged,
            }
        }
    }

    fn read(&self, scratch: &Scratch, sha256: &Sha256) -> io::Result<Box<dyn Read + Send>> {
        self.fetch(scratch, sha256)?.into_reader()
    }

    fn replace(&self, sha256: &Sha256, anew: &Written) -> io::Result<()> {
        let carried = Carried::File(&anew.path, anew.size, anew.stored);
        self.client.put(&self.file(sha256), carried).map_err(|trouble| self.client.told(&trouble))?;
        fail::point("rekey-renamed")
    }

    fn remove(&self, sha256: &Sha256) -> io::Result<()> {
        self.settle(&[(*sha256, false)])
    }

    fn left(&self) -> io::Result<Vec<Sha256>> {
        let (marks, left) = (self.names("new")?, Mutex::new(Vec::new()));
        let now = system::now().unix();
        self.all_of(&marks, |(sha256, changed)| {
            if self.client.has(&self.file(sha256))? {
                left.lock().unwrap_or_else(PoisonError::into_inner).push(*sha256);
            } else if changed.is_some_and(|changed| now - changed.unix() > STALE) {
                // Given up long ago; a younger one may be on its way at this moment.
                self.client.delete(&self.mark(sha256))?;
            }
            Ok(())
        })?;
        let mut left = left.into_inner().unwrap_or_else(PoisonError::into_inner);
        left.sort();
        self.marks().extend(left.iter().copied());
        Ok(left)
    }

    fn all(&self) -> io::Result<Vec<Sha256>> {
        Ok(self.names("files")?.into_iter().map(|(sha256, _)| sha256).collect())
    }

    fn at_once(&self) -> usize {
        AT_ONCE
    }
}
