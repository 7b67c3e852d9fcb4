//! PDF documents (ISO 32000-2, section 7.5): the header is the first thing, `startxref` and `%%EOF` the last.
//!
//! What the last cross-reference says about encryption is read from its trailer or stream. Programs repair documents
//! whose reference points nowhere, so such a document is not refused; then the whole file is searched.

use super::{Damage, SniffProblem, ends, find, find_last};

/// The mark of the end and what leads to it stand within so many bytes of each other.
const NEAR: usize = 1024;

/// A dictionary of a cross-reference is not larger than that; of most it is a hundred bytes.
const LARGEST_DICTIONARY: usize = 64 * 1024;

pub(super) fn walk(file: &[u8]) -> Result<(), SniffProblem> {
    match file.get(5..8) {
        Some([b'1' | b'2', b'.', b'0'..=b'9']) => {}
        Some(_) => return Err(Damage::Structure.into()),
        None => return Err(Damage::Cut.into()),
    }
    let tail = file.len().saturating_sub(2 * NEAR);
    let Some(end) = find_last(&file[tail..], b"%%EOF").map(|at| tail + at) else {
        let damage = if find(file, b"%%EOF").is_some() { Damage::Behind } else { Damage::Cut };
        return Err(damage.into());
    };
    ends(&file[end + 5..])?;
    let before = end.saturating_sub(NEAR);
    let start = find_last(&file[before..end], b"startxref").map(|at| before + at).ok_or(Damage::Structure)?;
    let target = number(&file[start + 9..end]).ok_or(Damage::Structure)?;
    let dictionary = file[..start].get(target..).and_then(dictionary).filter(|found| has_name(found, b"Root"));
    // An incremental update must repeat /Encrypt (section 7.5.6), so the last trailer knows.
    let said = dictionary.unwrap_or(&file[..start]);
    if !has_name(said, b"Root") {
        return Err(Damage::Structure.into());
    }
    if has_name(said, b"Encrypt") { Err(SniffProblem::Locked) } else { Ok(()) }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0xc | b'\r' | b' ')
}

fn trim(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !is_space(*byte)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !is_space(*byte)).map_or(start, |last| last + 1);
    &bytes[start..end]
}

/// Digits with nothing but space around.
fn number(bytes: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(trim(bytes)).ok()?;
    let digits = (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// The dictionary of the cross-reference that begins there: behind `trailer`, or before `stream`.
fn dictionary(section: &[u8]) -> Option<&[u8]> {
    let section = &section[section.iter().position(|byte| !is_space(*byte))?..];
    let (from, end): (usize, &[u8]) = match section[0] {
        b'x' if section.starts_with(b"xref") => (find(section, b"trailer")?, b"startxref"),
        b'0'..=b'9' => (0, b"stream"),
        _ => return None,
    };
    let found = &section[from..section.len().min(from + LARGEST_DICTIONARY)];
    Some(&found[..find(found, end).unwrap_or(found.len())])
}

/// Whether a name is there, also where letters of it are written as `#45` (section 7.3.5).
fn has_name(bytes: &[u8], name: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'/') {
        rest = &rest[at + 1..];
        if let Some(after) = after_name(rest, name)
            && after.first().is_none_or(|byte| is_space(*byte) || b"()<>[]{}/%".contains(byte))
        {
            return true;
        }
    }
    false
}

fn after_name<'a>(mut bytes: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    for letter in name {
        bytes = match bytes {
            [b'#', high, low, rest @ ..] => {
                let hex = |byte: u8| char::from(byte).to_digit(16);
                let byte = hex(*high)? * 16 + hex(*low)?;
                (byte == u32::from(*letter)).then_some(rest)?
            }
            [first, rest @ ..] if first == letter => rest,
            _ => return None,
        };
    }
    Some(bytes)
}
