//! PNG pictures, by their chunks (W3C, PNG third edition, section 5): IHDR first, IDAT in one run, IEND last, every
//! checksum right.

use std::sync::OnceLock;

use super::{Damage, SniffProblem, ends, pixels};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Where in the order of chunks one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Header,
    Data,
    BehindData,
}

pub(super) fn walk(file: &[u8]) -> Result<(), SniffProblem> {
    let mut rest = &file[SIGNATURE.len()..];
    let (kind, data) = chunk(&mut rest)?;
    if kind != *b"IHDR" {
        return Err(Damage::Structure.into());
    }
    let palette_needed = header(data)?;
    let (mut seen, mut palette) = (Seen::Header, false);
    loop {
        let (kind, data) = chunk(&mut rest)?;
        match (&kind, seen) {
            (b"PLTE", Seen::Header) if !palette && data.len() % 3 == 0 && (3..=768).contains(&data.len()) => {
                palette = true;
            }
            (b"IDAT", Seen::Header) if palette || !palette_needed => {
                if !begins_compressed(data) {
                    return Err(Damage::Structure.into());
                }
                seen = Seen::Data;
            }
            (b"IDAT", Seen::Data) => {}
            (b"IEND", Seen::Data | Seen::BehindData) if data.is_empty() => return ends(rest),
            // Small first letter: whoever does not know it may pass it over.
            (_, _) if kind[0].is_ascii_lowercase() => {
                if seen == Seen::Data {
                    seen = Seen::BehindData;
                }
            }
            _ => return Err(Damage::Structure.into()),
        }
    }
}

/// The kind of the next chunk and what it holds, with its checksum held true.
fn chunk<'a>(rest: &mut &'a [u8]) -> Result<([u8; 4], &'a [u8]), SniffProblem> {
    let (length, more) = rest.split_first_chunk::<4>().ok_or(Damage::Cut)?;
    let length = u32::from_be_bytes(*length);
    if length > 0x7fff_ffff {
        return Err(Damage::Structure.into());
    }
    let kind = *more.first_chunk::<4>().ok_or(Damage::Cut)?;
    if !kind.iter().all(u8::is_ascii_alphabetic) {
        return Err(Damage::Structure.into());
    }
    let (whole, more) = more.split_at_checked(4 + length as usize).ok_or(Damage::Cut)?;
    let (sum, more) = more.split_first_chunk::<4>().ok_or(Damage::Cut)?;
    if crc(whole) != u32::from_be_bytes(*sum) {
        return Err(Damage::Checksum.into());
    }
    *rest = more;
    Ok((kind, &whole[4..]))
}

/// Whether a palette must follow (section 11.2.1).
fn header(data: &[u8]) -> Result<bool, SniffProblem> {
    let &[w1, w2, w3, w4, h1, h2, h3, h4, depth, colour, compression, filter, interlace] = data else {
        return Err(Damage::Structure.into());
    };
    let depths: &[u8] = match colour {
        0 => &[1, 2, 4, 8, 16],
        2 | 4 | 6 => &[8, 16],
        3 => &[1, 2, 4, 8],
        _ => &[],
    };
    if !depths.contains(&depth) || compression != 0 || filter != 0 || interlace > 1 {
        return Err(Damage::Structure.into());
    }
    pixels(u32::from_be_bytes([w1, w2, w3, w4]), u32::from_be_bytes([h1, h2, h3, h4]))?;
    Ok(colour == 3)
}

/// The header of a zlib stream (RFC 1950, section 2.2). It may be spread over several chunks, as nobody does.
fn begins_compressed(data: &[u8]) -> bool {
    match data {
        [method, flags, ..] => method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]) % 31 == 0,
        _ => true,
    }
}

/// CRC-32, four bits at a time would be slow and a constant table large: it is made at first use.
fn crc(bytes: &[u8]) -> u32 {
    static TABLE: OnceLock<[u32; 256]> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = [0; 256];
        for (byte, place) in (0..).zip(&mut table) {
            *place = (0..8).fold(byte, |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 });
        }
        table
    });
    !bytes.iter().fold(!0, |crc, byte| crc >> 8 ^ table[((crc ^ u32::from(*byte)) & 0xff) as usize])
}
