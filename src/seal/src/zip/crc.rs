//! CRC-32 as ZIP uses it, eight bytes at a time.
//!
//! The tables are made at first use: as constants they would be a good part of what the page downloads.

use std::io;
use std::sync::OnceLock;

type Tables = [[u32; 256]; 8];

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Box<Tables>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Box::new([[0; 256]; 8]);
        for byte in 0..256 {
            tables[0][byte] =
                (0..8).fold(byte as u32, |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 });
        }
        for slice in 1..8 {
            for byte in 0..256 {
                let before = tables[slice - 1][byte];
                tables[slice][byte] = before >> 8 ^ tables[0][(before & 0xff) as usize];
            }
        }
        tables
    })
}

/// What stands before the content of a file in an archive: its checksum and its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    pub(crate) crc: u32,
    pub(crate) size: u64,
}

/// A running checksum and the number of bytes under it.
#[derive(Clone)]
pub(crate) struct Crc {
    state: u32,
    /// How many bytes there were.
    pub(crate) size: u64,
}

impl Crc {
    pub(crate) fn new() -> Self {
        Self { state: !0, size: 0 }
    }

    pub(crate) fn of(bytes: &[u8]) -> u32 {
        let mut crc = Self::new();
        crc.update(bytes);
        crc.value()
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        let tables = tables();
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            let sum = u64::from_le_bytes(*eight) ^ u64::from(self.state);
            let at = |slice: usize, byte: u32| tables[slice][(sum >> (8 * byte) & 0xff) as usize];
            self.state = at(7, 0) ^ at(6, 1) ^ at(5, 2) ^ at(4, 3) ^ at(3, 4) ^ at(2, 5) ^ at(1, 6) ^ at(0, 7);
        }
        for byte in rest {
            self.state = self.state >> 8 ^ tables[0][((self.state ^ u32::from(*byte)) & 0xff) as usize];
        }
    }

    pub(crate) fn value(&self) -> u32 {
        !self.state
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
        }
    }
}
