//! What an attached file is, by its bytes and from end to end.
//!
//! A name says what a file should be, its first bytes what it pretends to be; both are easy to write. So the structure
//! is walked from the first byte to the mark of its end, and nothing may stand behind that: a file that is two things
//! at once (a picture with an archive or a page of script behind it) is none of what a form asks for, and a file cut
//! short on the way is worth knowing about before it is sealed. Pictures are not decoded: that is for whoever shows
//! them, within the limits of [`MAX_PIXELS`].
//!
//! Telephones write more behind their pictures (a film, a second picture). A page that paints pictures anew should do
//! so first and hand the result here.
//!
//! The work is linear in the size of the file, whatever is in it; nothing is copied.

mod jpeg;
mod pdf;
mod png;

#[cfg(test)]
mod tests;

use std::fmt;

use crate::document::Format;

/// A picture may have as many pixels: a page of A3 at 600 dots an inch has 70 million.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Blank bytes (zeros, spaces, ends of lines) that may stand behind the end: some programs fill up blocks.
const BLANKS: usize = 1024;

/// Why a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SniffProblem {
    /// It is no PDF, JPEG or PNG, or its name says it is something else.
    Type,
    /// It begins as one of them and is not whole, or is more than that.
    Damaged(Damage),
    /// A PDF that is encrypted: nobody at the desk could read it.
    Locked,
    /// A picture of more than [`MAX_PIXELS`].
    Pixels,
}

/// What is wrong with a file, for officers and tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// There is nothing in it.
    Empty,
    /// It ends before its end.
    Cut,
    /// Something stands behind its end.
    Behind,
    /// An archive or a page of script is in it.
    Hidden,
    /// A checksum is wrong.
    Checksum,
    /// It is not built as its kind is.
    Structure,
}

impl SniffProblem {
    /// The kind of the problem.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Type => "file-type",
            Self::Damaged(_) => "file-damaged",
            Self::Locked => "file-locked",
            Self::Pixels => "file-pixels",
        }
    }
}

impl From<Damage> for SniffProblem {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}

impl fmt::Display for SniffProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Type => "not a PDF, JPEG or PNG file",
            Self::Damaged(Damage::Empty) => "an empty file",
            Self::Damaged(Damage::Cut) => "the file is cut short",
            Self::Damaged(Damage::Behind) => "something stands behind the end of the file",
            Self::Damaged(Damage::Hidden) => "another file is hidden in the file",
            Self::Damaged(Damage::Checksum) => "a checksum in the file is wrong",
            Self::Damaged(Damage::Structure) => "the file is not built as its kind is",
            Self::Locked => "the PDF is protected by a password",
            Self::Pixels => "the picture has too many pixels",
        })
    }
}

impl std::error::Error for SniffProblem {}

/// What the file begins as. That alone proves nothing.
pub fn begins_as(file: &[u8]) -> Option<Format> {
    match file {
        [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
        _ if file.starts_with(png::SIGNATURE) => Some(Format::Png),
        _ if file.starts_with(b"%PDF-") => Some(Format::Pdf),
        _ => None,
    }
}

/// What the file is. `name` is what its owner calls it: without an extension, or with one of its kind.
pub fn sniff(file: &[u8], name: &str) -> Result<Format, SniffProblem> {
    if file.is_empty() {
        return Err(Damage::Empty.into());
    }
    let format = begins_as(file).ok_or(SniffProblem::Type)?;
    if !may_be_called(format, name) {
        return Err(SniffProblem::Type);
    }
    match format {
        Format::Pdf => pdf::walk(file)?,
        Format::Jpeg => jpeg::walk(file)?,
        Format::Png => png::walk(file)?,
    }
    if holds_archive(file) || (format != Format::Pdf && holds_script(file)) {
        return Err(Damage::Hidden.into());
    }
    Ok(format)
}

/// Pictures are often called by each other's names, and shown all the same; everything else opens in the wrong program.
fn may_be_called(format: Format, name: &str) -> bool {
    let name = name.trim_end_matches(['.', ' ']);
    let Some((_, extension)) = name.rsplit_once('.') else { return true };
    let among = |known: &[&str]| known.iter().any(|one| one.eq_ignore_ascii_case(extension));
    match format {
        Format::Pdf => among(&["pdf"]),
        Format::Jpeg | Format::Png => among(&["jpg", "jpeg", "jpe", "jfif", "png"]),
    }
}

/// Whether what stands behind the end is little and blank.
fn ends(behind: &[u8]) -> Result<(), SniffProblem> {
    let blank = behind.len() <= BLANKS && behind.iter().all(|byte| matches!(byte, 0 | b' ' | b'\t' | b'\r' | b'\n'));
    if blank { Ok(()) } else { Err(Damage::Behind.into()) }
}

fn pixels(width: u32, height: u32) -> Result<(), SniffProblem> {
    match u64::from(width) * u64::from(height) {
        0 => Err(Damage::Structure.into()),
        1..=MAX_PIXELS => Ok(()),
        _ => Err(SniffProblem::Pixels),
    }
}

/// Whether a reader of ZIP archives, which begins at the end, would find one: a record of its end whose directory lies
/// before it and whose comment fits behind it (APPNOTE 4.3.16).
fn holds_archive(file: &[u8]) -> bool {
    let last = file.len().saturating_sub(22 + 0xffff);
    let mut from = last;
    while let Some(at) = find(&file[from..], b"PK\x05\x06").map(|at| from + at) {
        let record = &file[at..];
        let two = |at: usize| usize::from(u16::from_le_bytes([record[at], record[at + 1]]));
        let four = |at: usize| two(at) | two(at + 2) << 16;
        if record.len() >= 22 && 22 + two(20) <= record.len() && four(12).saturating_add(four(16)) <= at {
            return true;
        }
        from = at + 4;
    }
    false
}

/// Whether a picture has in it what a browser takes for a page, should anybody hand it over as one.
fn holds_script(file: &[u8]) -> bool {
    let marks: [&[u8]; 4] = [b"<script", b"<html", b"<!doctype", b"<?php"];
    let mut rest = file;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at..];
        if marks.iter().any(|mark| rest.get(..mark.len()).is_some_and(|found| found.eq_ignore_ascii_case(mark))) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// Where the first such bytes are.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| byte == first)?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Where the last such bytes are.
fn find_last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}
