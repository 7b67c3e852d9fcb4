//! JPEG pictures, by their markers (ITU-T T.81, annex B): SOI, segments with a frame and a scan among them, EOI.

use super::{Damage, SniffProblem, ends, pixels};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

pub(super) fn walk(file: &[u8]) -> Result<(), SniffProblem> {
    let mut at = 2;
    let (mut frame, mut scan) = (false, false);
    loop {
        let marker = marker(file, &mut at)?;
        match marker {
            EOI if frame && scan => return ends(&file[at..]),
            // TEM and RST stand alone, and have no place between segments; SOI begins another picture.
            0 | 1 | 0xd0..=0xd7 | SOI | EOI => return Err(Damage::Structure.into()),
            _ => {}
        }
        let segment = segment(file, &mut at)?;
        match marker {
            // Frames; C4, C8 and CC are tables.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let [_, h1, h2, w1, w2, components, ..] = *segment else { return Err(Damage::Structure.into()) };
                if frame || components == 0 {
                    return Err(Damage::Structure.into());
                }
                pixels(u16::from_be_bytes([w1, w2]).into(), u16::from_be_bytes([h1, h2]).into())?;
                frame = true;
            }
            SOS => {
                if !frame {
                    return Err(Damage::Structure.into());
                }
                scan = true;
                skip_entropy(file, &mut at)?;
            }
            _ => {}
        }
    }
}

/// The marker at that place; any number of fill bytes may stand before it.
fn marker(file: &[u8], at: &mut usize) -> Result<u8, SniffProblem> {
    let rest = file.get(*at..).unwrap_or_default();
    match rest.first() {
        None => return Err(Damage::Cut.into()),
        Some(0xff) => {}
        Some(_) => return Err(Damage::Structure.into()),
    }
    let fill = rest.iter().position(|byte| *byte != 0xff).ok_or(Damage::Cut)?;
    *at += fill + 1;
    Ok(rest[fill])
}

/// What a segment holds.
fn segment<'a>(file: &'a [u8], at: &mut usize) -> Result<&'a [u8], SniffProblem> {
    let length = file.get(*at..*at + 2).ok_or(Damage::Cut)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    if length < 2 {
        return Err(Damage::Structure.into());
    }
    let whole = file.get(*at..*at + length).ok_or(Damage::Cut)?;
    *at += length;
    Ok(&whole[2..])
}

/// To the marker behind the coded picture: what follows 0xff there is a stuffed zero, a restart or fill.
fn skip_entropy(file: &[u8], at: &mut usize) -> Result<(), SniffProblem> {
    loop {
        let rest = file.get(*at..).unwrap_or_default();
        *at += rest.iter().position(|byte| *byte == 0xff).ok_or(Damage::Cut)?;
        match file.get(*at + 1) {
            None => return Err(Damage::Cut.into()),
            Some(0 | 0xd0..=0xd7) => *at += 2,
            Some(0xff) => *at += 1,
            Some(_) => return Ok(()),
        }
    }
}
