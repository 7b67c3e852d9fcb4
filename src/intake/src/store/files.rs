//! Sealed files, each under the SHA-256 of its bytes: in a folder ([`Folder`](super::folder::Folder)) or in an
//! S3-compatible store ([`Bucket`](super::bucket::Bucket)).
//!
//! A file is *written*, then *kept* (durable, known to nobody yet), many at once; then a row speaks of it, then it is
//! *settled*. A crash leaves kept files that nobody settled; whoever starts next finds them ([`Files::left`]) and takes
//! them in again: the database says whether they were taken in before. **Invariant:** keeping, settling and removing
//! twice are harmless, for several processes at once as well.

use std::fmt;
use std::io::{self, Read};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use sayyar_seal::receipt::Sha256;

use super::anew::{Anew, Resealed, Written};
use super::scratch::{Scratch, Staged};
use crate::fail;

/// Where sealed files are kept.
pub(super) trait Kept: Send + Sync {
    /// Writes staged bytes out, as far as that goes by itself. Durable after [`Kept::keep`].
    fn write(&self, scratch: &Scratch, staged: &mut Staged) -> io::Result<()>;
    /// Makes what was written durable, under its digest.
    fn keep(&self, written: &mut [&mut Staged]) -> io::Result<()>;
    /// Whether a file may be kept and not settled, as far as that is known without asking others.
    fn waits(&self, sha256: &Sha256) -> bool;
    /// A row speaks of these now; or nothing ever will, and they go (`false`).
    fn settle(&self, all: &[(Sha256, bool)]) -> io::Result<()>;
    /// The bytes and their digest, whatever it is, wherever they are in their life.
    fn fetch(&self, scratch: &Scratch, sha256: &Sha256) -> io::Result<Staged>;
    /// The bytes, for those who check what they read.
    fn read(&self, scratch: &Scratch, sha256: &Sha256) -> io::Result<Box<dyn Read + Send>>;
    /// Puts what was sealed anew in the place of a kept file, in one step; durable after this returns.
    fn replace(&self, sha256: &Sha256, anew: &Written) -> io::Result<()>;
    /// Removes a file for good. That it is not there is no error.
    fn remove(&self, sha256: &Sha256) -> io::Result<()>;
    /// Whole files that nobody settled.
    fn left(&self) -> io::Result<Vec<Sha256>>;
    /// All of them, in order.
    fn all(&self) -> io::Result<Vec<Sha256>>;
    /// How many should be written at one time at least, for it to be quick.
    fn at_once(&self) -> usize;
}

/// What has staged bytes that are durable. Made by [`Files::keep`], and by nothing else.
#[derive(Debug)]
pub struct Durable<T>(Vec<T>);

impl<T> Deref for Durable<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// Sealed files, and room for what is on its way to them.
pub struct Files {
    scratch: Scratch,
    kept: Box<dyn Kept>,
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("scratch", &self.scratch).finish_non_exhaustive()
    }
}

impl Files {
    pub(super) fn new(scratch: Scratch, kept: Box<dyn Kept>) -> Self {
        Self { scratch, kept }
    }

    /// The folder on this machine.
    pub fn root(&self) -> &Path {
        self.scratch.root()
    }

    /// A folder for what comes in parts, over hours and restarts; made when it is not there.
    pub fn partials(&self) -> io::Result<PathBuf> {
        self.scratch.partials()
    }

    /// Takes bytes over from outside. More than `most` are counted and digested, not kept.
    pub fn stage(&self, source: &mut dyn Read, most: u64) -> io::Result<Staged> {
        self.scratch.stage(source, most)
    }

    /// Writes staged bytes out, as far as that goes by itself. Durable after [`Files::keep`].
    pub fn write(&self, staged: &mut Staged) -> io::Result<()> {
        fail::point("before-write")?;
        if staged.kept || staged.is_too_large() {
            return Ok(());
        }
        self.kept.write(&self.scratch, staged)
    }

    /// Makes what was written durable, under its digest. Where one of them fails, others may be kept.
    pub fn keep<T>(&self, mut written: Vec<T>, staged: impl Fn(&mut T) -> &mut Staged) -> io::Result<Durable<T>> {
        let all = written.iter_mut().map(staged);
        let mut new: Vec<&mut Staged> = all.filter(|staged| !staged.kept && !staged.is_too_large()).collect();
        self.kept.keep(&mut new)?;
        new.into_iter().for_each(|staged| staged.kept = true);
        fail::point("kept")?;
        Ok(Durable(written))
    }

    /// Says that the database knows these now, or that nobody will ever want them (`false`).
    pub fn settle(&self, all: &[(Sha256, bool)]) -> io::Result<()> {
        self.kept.settle(all)
    }

    /// The same of what is known already, and was perhaps left unsettled.
    pub fn tidy(&self, all: &[(Sha256, bool)]) -> io::Result<()> {
        let waiting: Vec<_> = all.iter().copied().filter(|(sha256, _)| self.kept.waits(sha256)).collect();
        self.kept.settle(&waiting)
    }

    /// A kept file as staged bytes, to be checked once more. Its digest is computed anew: it must be that of the bytes
    /// that came or, where they were sealed anew, one that was noted then.
    pub fn restage(&self, sha256: &Sha256, anew: Option<&Resealed>) -> io::Result<Staged> {
        self.kept.fetch(&self.scratch, sha256)?.checked(sha256, anew)
    }

    /// A partial file to seal a kept one anew into.
    pub fn anew(&self) -> io::Result<Anew> {
        Anew::new(&self.scratch)
    }

    /// Puts what was sealed anew in the place of a kept file, in one step; durable after this returns. Doing it twice is
    /// doing it once.
    pub fn replace(&self, sha256: &Sha256, anew: &Written) -> io::Result<()> {
        self.kept.replace(sha256, anew)
    }

    /// The bytes of a file, settled or not, for those who check what they read.
    pub fn read(&self, sha256: &Sha256) -> io::Result<Box<dyn Read + Send>> {
        self.kept.read(&self.scratch, sha256)
    }

    /// Removes a file for good. That it is not there is no error.
    pub fn remove(&self, sha256: &Sha256) -> io::Result<()> {
        self.kept.remove(sha256)
    }

    /// Whole files that were not settled, by whoever stopped too early, or is at it now.
    pub fn left(&self) -> io::Result<Vec<Sha256>> {
        self.kept.left()
    }

    /// Every file there is, settled or not: for those who check.
    pub fn all(&self) -> io::Result<Vec<Sha256>> {
        self.kept.all()
    }

    /// How many should be written at one time at least, for it to be quick.
    pub(crate) fn at_once(&self) -> usize {
        self.kept.at_once()
    }
}
