//! CRC-32 as ZIP uses it.

use std::io;

#[cfg(any(test, target_arch = "wasm32"))]
mod table;

#[cfg(not(target_arch = "wasm32"))]
use crc32fast::Hasher;
#[cfg(target_arch = "wasm32")]
use table::Hasher;

/// What stands before the content of a file in an archive: its checksum and its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    pub(crate) crc: u32,
    pub(crate) size: u64,
}

/// A running checksum and the number of bytes under it.
#[derive(Clone)]
pub(crate) struct Crc {
    hasher: Hasher,
    /// How many bytes there were.
    pub(crate) size: u64,
}

impl Crc {
    pub(crate) fn new() -> Self {
        Self { hasher: Hasher::new(), size: 0 }
    }

    pub(crate) fn of(bytes: &[u8]) -> u32 {
        let mut crc = Self::new();
        crc.update(bytes);
        crc.value()
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.hasher.update(bytes);
    }

    pub(crate) fn value(&self) -> u32 {
        self.hasher.clone().finalize()
    }

    pub(crate) fn sum(&self) -> Sum {
        Sum { crc: self.value(), size: self.size }
    }
}

/// Counting instead of keeping: the checksum stands before the content.
impl io::Write for Crc {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers() {
        assert_eq!(Crc::of(b""), 0);
        assert_eq!(Crc::of(b"123456789"), 0xcbf4_3926);
        assert_eq!(Crc::of(b"The quick brown fox jumps over the lazy dog"), 0x414f_a339);
    }

    #[test]
    fn pieces_give_the_same() {
        let bytes: Vec<u8> = (0..1000).map(|i| (i * 31 % 256) as u8).collect();
        for piece in [1, 3, 7, 8, 9, 100] {
            let mut crc = Crc::new();
            bytes.chunks(piece).for_each(|piece| crc.update(piece));
            assert_eq!((crc.value(), crc.size), (Crc::of(&bytes), 1000));
            let mut by_tables = table::Hasher::new();
            bytes.chunks(piece).for_each(|piece| by_tables.update(piece));
            assert_eq!(by_tables.finalize(), crc.value());
        }
    }
}
