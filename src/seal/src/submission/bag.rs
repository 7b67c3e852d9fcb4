//! The bag (BagIt, RFC 8493): which files there are, and the manifests that hold them together.
//!
//! A bag holds exactly these files in exactly this order. Its manifests, `bagit.txt` and `bag-info.txt`
//! follow from the rest, so there is nothing in them to interpret: they are made again and compared.

use std::fmt;
use std::fmt::Write;

use super::header::{self, Header};
use crate::Digest;

pub(super) const BAGIT: &str = "bagit.txt";
pub(super) const BAG_INFO: &str = "bag-info.txt";
pub(super) const MANIFEST: &str = "manifest-sha512.txt";
pub(super) const TAGMANIFEST: &str = "tagmanifest-sha512.txt";
pub(super) const SIGNATURE: &str = "signatures/applicant.sshsig";
pub(super) const HEADER: &str = "data/submission.json";
pub(super) const ANSWERS: &str = "data/answers.json";
pub(super) const ATTACHMENTS: &str = "data/attachments/";

/// Every file that is no attachment, in order.
pub(super) const FIXED: [&str; 7] = [BAGIT, BAG_INFO, MANIFEST, TAGMANIFEST, SIGNATURE, HEADER, ANSWERS];

/// RFC 8493, section 2.1.1.
pub(super) const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// An attachment without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// `<field>/<n>-<safe name>`: where it lies below `data/attachments/`. Answers name it so.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// Of its content.
    pub sha512: Digest,
}

/// Why a bag is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BagError {
    /// A file is missing.
    Missing,
    /// A file stands in the bag that no submission has.
    Unlisted,
    /// The files stand in another order.
    Order,
    /// A file is larger than it may be.
    TooLarge,
    /// `bagit.txt` or `bag-info.txt` is another.
    Declaration,
    /// A file is not what the manifests say.
    Digest,
    /// A manifest names other files than there are, or is malformed.
    Manifest,
    /// `data/submission.json` is not understood.
    Header,
}

impl BagError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "bag-missing",
            Self::Unlisted => "bag-unlisted",
            Self::Order => "bag-order",
            Self::TooLarge => "bag-too-large",
            Self::Declaration => "bag-declaration",
            Self::Digest => "bag-digest",
            Self::Manifest => "bag-manifest",
            Self::Header => "bag-header",
        }
    }
}

impl fmt::Display for BagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "a file is missing in the submission",
            Self::Unlisted => "the submission holds a file that does not belong to it",
            Self::Order => "the files of the submission are out of order",
            Self::TooLarge => "a file of the submission is too large",
            Self::Declaration => "the submission declares itself in another way than its content",
            Self::Digest => "a file of the submission was changed",
            Self::Manifest => "the list of files in the submission is wrong",
            Self::Header => "the submission describes itself in a way that is not understood",
        })
    }
}

impl std::error::Error for BagError {}

/// A path that no attachment has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPath;

impl fmt::Display for NotAPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("attachments lie at `<field>/<n>-<name>`, the name in a-z, 0-9, `.`, `_` and `-`")
    }
}

impl std::error::Error for NotAPath {}

/// The path of the `number`-th attachment of a field, its name made safe: `contract/1-muqavile.pdf`.
///
/// Letters that Azerbaijani, Turkish and their neighbours have beyond ASCII become the ones people type
/// instead; everything else a hyphen. The name as it was belongs into the answers.
pub fn attachment_path(field: &str, number: u32, name: &str) -> Result<String, NotAPath> {
    let is_extension = |text: &str| (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
    let split = name.rsplit_once('.').filter(|(stem, extension)| !stem.is_empty() && is_extension(extension));
    let (stem, extension) = split.unwrap_or((name, ""));
    let (stem, extension) = (safe(stem, 60), safe(extension, 8));
    let stem = if stem.is_empty() { "file" } else { &stem };
    let dot = if extension.is_empty() { "" } else { "." };
    let path = format!("{field}/{number}-{stem}{dot}{extension}");
    if is_path(&path) { Ok(path) } else { Err(NotAPath) }
}

fn safe(text: &str, most: usize) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let letter = match c {
            'ə' | 'Ə' => 'e',
            'ı' | 'İ' => 'i',
            'ö' | 'Ö' => 'o',
            'ğ' | 'Ğ' => 'g',
            'ü' | 'Ü' => 'u',
            'ş' | 'Ş' => 's',
            'ç' | 'Ç' => 'c',
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ => '-',
        };
        if letter != '-' || !(out.is_empty() || out.ends_with('-')) {
            out.push(letter);
        }
    }
    out.truncate(most);
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// `<field>/<n>-<safe name>` with a field's id, a number from 1 and at most 80 letters of name.
pub(super) fn is_path(path: &str) -> bool {
    let Some((field, file)) = path.split_once('/') else { return false };
    let Some((number, name)) = file.split_once('-') else { return false };
    let id = field.len() <= 64
        && field.starts_with(|c: char| c.is_ascii_lowercase())
        && field.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let counted =
        (1..=4).contains(&number.len()) && !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    let named = (1..=80).contains(&name.len()) && name.bytes().all(letter) && !name.ends_with('.');
    id && counted && named && crate::zip::check_name(path).is_ok()
}

/// Where the attachment of this path lies in the bag.
pub(super) fn name_of(path: &str) -> String {
    [ATTACHMENTS, path].concat()
}

/// `manifest-sha512.txt` and `tagmanifest-sha512.txt` (RFC 8493, sections 2.1.3 and 2.2.1), as `sha512sum`
/// writes them.
pub(super) fn manifest<'a>(files: impl Iterator<Item = (&'a str, Digest)>) -> String {
    files.fold(String::new(), |mut text, (path, digest)| {
        _ = writeln!(text, "{digest}  {path}");
        text
    })
}

/// `bag-info.txt` (RFC 8493, section 2.2.2). What it says follows from the header and the payload's size.
pub(super) fn bag_info(header: &Header, octets: u64, streams: usize) -> String {
    format!(
        "Bagging-Date: {}\nExternal-Identifier: {}\nPayload-Oxum: {octets}.{streams}\n",
        header.filled_on, header.number
    )
}

/// A file that was unpacked: small ones with their content, attachments without.
pub(super) struct Unpacked {
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) sha512: Digest,
    /// None of an attachment, and of a file that is larger than it may be.
    pub(super) content: Option<Vec<u8>>,
}

/// A bag whose files are exactly those it must have and exactly what its manifests say.
pub(super) struct Bag {
    pub(super) header: Header,
    pub(super) answers: Vec<u8>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) tagmanifest: Vec<u8>,
    pub(super) signature: Vec<u8>,
}

impl Bag {
    /// The only way to a bag that was read.
    pub(super) fn check(files: Vec<Unpacked>) -> Result<Self, BagError> {
        let attachment = |file: &Unpacked| file.name.strip_prefix(ATTACHMENTS).is_some_and(is_path);
        if files.iter().any(|file| !attachment(file) && !FIXED.contains(&file.name.as_str())) {
            return Err(BagError::Unlisted);
        }
        if FIXED.iter().any(|name| files.iter().all(|file| file.name != *name)) {
            return Err(BagError::Missing);
        }
        let (fixed, attachments) = files.split_at(FIXED.len());
        let ordered = fixed.iter().zip(FIXED).all(|(file, name)| file.name == name);
        if !ordered || !attachments.is_sorted_by(|a, b| a.name < b.name) {
            return Err(BagError::Order);
        }
        if fixed.iter().any(|file| file.content.is_none()) {
            return Err(BagError::TooLarge);
        }
        let (payload, octets) = (&files[5..], files[5..].iter().map(|file| file.size).sum());
        check_manifest(&files[2], payload)?;
        check_manifest(&files[3], &files[..3])?;
        let attachments = attachments.iter().map(|file| Attachment {
            path: file.name[ATTACHMENTS.len()..].to_owned(),
            size: file.size,
            sha512: file.sha512,
        });
        let (attachments, streams) = (attachments.collect(), payload.len());
        let mut content = files.into_iter().map(|file| file.content.ok_or(BagError::TooLarge));
        let mut next = || content.next().unwrap_or(Err(BagError::Missing));
        let (bagit, info, _manifest, tagmanifest, signature) = (next()?, next()?, next()?, next()?, next()?);
        let header = Header::decode(&next()?).map_err(|_| BagError::Header)?;
        if bagit != DECLARATION.as_bytes() || info != bag_info(&header, octets, streams).as_bytes() {
            return Err(BagError::Declaration);
        }
        Ok(Self { header, answers: next()?, attachments, tagmanifest, signature })
    }
}

/// Whether the manifest is the one these files have; if not, in what.
fn check_manifest(file: &Unpacked, listed: &[Unpacked]) -> Result<(), BagError> {
    let content = file.content.as_deref().ok_or(BagError::TooLarge)?;
    let expected = manifest(listed.iter().map(|file| (file.name.as_str(), file.sha512)));
    if content == expected.as_bytes() {
        return Ok(());
    }
    // The same names with other digests: a file was changed. Anything else: the list itself is wrong.
    let names = |text: &[u8]| {
        let line = |line: &[u8]| line.get(128..).map(<[u8]>::to_vec);
        text.split(|byte| *byte == b'\n').map(line).collect::<Vec<_>>()
    };
    Err(if names(content) == names(expected.as_bytes()) { BagError::Digest } else { BagError::Manifest })
}

/// The most bytes a file of this name may have to be kept in memory; attachments are not.
pub(super) fn most(name: &str, answers: u64) -> u64 {
    match name {
        BAGIT | BAG_INFO | TAGMANIFEST | SIGNATURE => 1024,
        MANIFEST => 512 * 1024,
        HEADER => header::LONGEST,
        ANSWERS => answers,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe() {
        let path = |name| attachment_path("contract", 1, name);
        let known = [
            ("müqavilə.pdf", "contract/1-muqavile.pdf"),
            ("IMG 0001.JPEG", "contract/1-img-0001.jpeg"),
            ("договор.pdf", "contract/1-file.pdf"),
            ("", "contract/1-file"),
            (".pdf", "contract/1-pdf"),
            ("../../etc/passwd", "contract/1-etc-passwd"),
            ("a.tar.gz", "contract/1-a-tar.gz"),
            ("con.txt", "contract/1-con.txt"),
            ("=HYPERLINK(\"x\").xls", "contract/1-hyperlink-x.xls"),
            ("\u{202e}fdp.exe", "contract/1-fdp.exe"),
        ];
        for (name, expected) in known {
            assert_eq!(path(name).as_deref(), Ok(expected), "{name}");
        }
        assert!(path(&"ə".repeat(500)).unwrap().len() < 80);
        assert!(attachment_path("Contract", 1, "a").is_err());
        assert!(attachment_path("contract", 0, "a").is_err());
        assert!(attachment_path("con", 1, "a").is_err(), "a device of Windows");
    }

    #[test]
    fn which_paths() {
        for bad in [
            "",
            "a",
            "a/",
            "a/1",
            "a/1-",
            "a/0-x",
            "a/01-x",
            "a/x-1",
            "a/1-X",
            "a/1-x.",
            "1a/1-x",
            "a/b/1-x",
            "a/1-x/y",
            "a/12345-x",
        ] {
            assert!(!is_path(bad), "{bad}");
        }
    }
}
