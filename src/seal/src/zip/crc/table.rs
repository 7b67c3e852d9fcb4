//! CRC-32 by tables, eight bytes at a time: for pages, where the tables of others would be a good part of what is
//! downloaded. These are made at first use.

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

/// A running checksum.
#[derive(Clone)]
pub(super) struct Hasher(u32);

impl Hasher {
    pub(super) fn new() -> Self {
        Self(!0)
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        let tables = tables();
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            let sum = u64::from_le_bytes(*eight) ^ u64::from(self.0);
            let at = |slice: usize, byte: u32| tables[slice][(sum >> (8 * byte) & 0xff) as usize];
            self.0 = at(7, 0) ^ at(6, 1) ^ at(5, 2) ^ at(4, 3) ^ at(3, 4) ^ at(2, 5) ^ at(1, 6) ^ at(0, 7);
        }
        for byte in rest {
            self.0 = self.0 >> 8 ^ tables[0][((self.0 ^ u32::from(*byte)) & 0xff) as usize];
        }
    }

    pub(super) fn finalize(self) -> u32 {
        !self.0
    }
}
