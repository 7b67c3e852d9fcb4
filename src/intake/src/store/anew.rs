//! Kept files that are sealed anew: their name stays the digest of the bytes that came, other bytes lie there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::PathBuf;

use sayyar_seal::receipt::Sha256;
use sha2::Digest as _;

use super::scratch::{Scratch, fingerprint};
use crate::fail;

/// What was noted of a file when it was sealed anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resealed {
    /// The digest of what was to take its place.
    pub stored: Sha256,
    /// The digest of what lay there until then, and lies there still if somebody stopped in between.
    pub before: Sha256,
    /// The size of the bytes that came.
    pub size: u64,
}

impl Resealed {
    /// Whether bytes of this digest may lie there.
    pub fn may_be(&self, found: &Sha256) -> bool {
        *found == self.stored || *found == self.before
    }
}

/// A file that is being sealed anew. Dropped, it never was.
#[derive(Debug)]
pub struct Anew {
    file: File,
    path: PathBuf,
    digest: sha2::Sha256,
    size: u64,
}

impl Write for Anew {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.digest.update(&bytes[..count]);
        self.size += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Anew {
    pub(super) fn new(scratch: &Scratch) -> io::Result<Self> {
        let path = scratch.partial();
        let file = File::create_new(&path)?;
        Ok(Self { file, path, digest: sha2::Sha256::new(), size: 0 })
    }

    /// Makes it durable.
    pub fn finish(self) -> io::Result<Written> {
        let stored = fingerprint(self.digest.finalize().into());
        let written = Written { path: self.path, stored, size: self.size };
        self.file.sync_all()?;
        fail::point("rekey-written")?;
        Ok(written)
    }
}

/// A file that was sealed anew and has not taken its place yet. Dropped before, it never was.
#[derive(Debug)]
pub struct Written {
    pub(super) path: PathBuf,
    pub(super) stored: Sha256,
    pub(super) size: u64,
}

impl Written {
    /// The digest of its bytes.
    pub fn stored(&self) -> Sha256 {
        self.stored
    }

    /// Its bytes, from the start.
    pub fn reader(&self) -> io::Result<File> {
        File::open(&self.path)
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        _ = fs::remove_file(&self.path);
    }
}

/// Digest and size of what is read to its end.
pub fn digest_of(source: &mut dyn Read) -> io::Result<(Sha256, u64)> {
    let mut digest = sha2::Sha256::new();
    let (mut size, mut buffer) = (0, vec![0; 64 * 1024]);
    loop {
        match source.read(&mut buffer)? {
            0 => return Ok((fingerprint(digest.finalize().into()), size)),
            count => {
                digest.update(&buffer[..count]);
                size += count as u64;
            }
        }
    }
}
