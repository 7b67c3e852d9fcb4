//! Files that are somewhere else: what has to be known of them before their first byte can be archived.
//!
//! Manifests and headers stand before the content they speak of. So an attachment is read once to be measured
//! and again whenever it is sealed, a piece at a time, and need never be in memory as a whole.

use std::io;

use sha2::{Digest as _, Sha512};

use crate::Digest;
use crate::zip::{Crc, Sum};

/// A file that was read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    sum: Sum,
    sha512: Digest,
}

impl Measured {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut measure = Measure::default();
        measure.update(bytes);
        measure.finish()
    }

    /// In bytes.
    pub fn size(&self) -> u64 {
        self.sum.size
    }

    /// Of the content.
    pub fn sha512(&self) -> Digest {
        self.sha512
    }

    /// What an archive says of it.
    pub fn sum(&self) -> Sum {
        self.sum
    }
}

/// A file that is being read.
pub struct Measure {
    crc: Crc,
    sha512: Sha512,
}

impl Default for Measure {
    fn default() -> Self {
        Self { crc: Crc::new(), sha512: Sha512::new() }
    }
}

impl Measure {
    /// The next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.crc.update(bytes);
        self.sha512.update(bytes);
    }

    /// There are no more.
    pub fn finish(self) -> Measured {
        Measured { sum: self.crc.sum(), sha512: Digest(self.sha512.finalize().into()) }
    }
}

impl io::Write for Measure {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
