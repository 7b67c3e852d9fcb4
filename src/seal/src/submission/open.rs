//! Opening and verifying what was handed in: the checks that need no knowledge of forms, in their order.
//!
//! age -> archive -> bag -> signature -> number -> addressee. One [`Refusal`] for each; an earlier one wins
//! over a later, whatever came first in the file. Attachments stream through: memory holds one chunk of
//! them. What a [`Sink`] was given may be used only once [`open`] has returned well.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;

use sha2::{Digest as _, Sha512};

use super::bag::{self, ATTACHMENTS, Attachment, Bag, BagError, Unpacked};
use super::header::Header;
use crate::age::{Decryptor, Fingerprint, Identity, OpenError};
use crate::sshsig::{SUBMISSION, Signature, SignatureError};
use crate::zip::{File, Reader, ZipError};
use crate::{Digest, Number};

/// What is not taken, however well made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the sealed file.
    pub sealed: u64,
    /// Bytes of the answers.
    pub answers: u64,
    /// Attachments.
    pub attachments: usize,
}

impl Default for Limits {
    /// 64 MiB, of which 1 MiB answers, and 500 attachments.
    fn default() -> Self {
        Self { sealed: 64 << 20, answers: 1 << 20, attachments: 500 }
    }
}

/// Why a submission is refused: the first check that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Larger than [`Limits::sealed`].
    TooLarge,
    /// It does not open.
    Age(OpenError),
    /// What is in it is not the canonical archive.
    Zip(ZipError),
    /// The archive is not a bag of a submission.
    Bag(BagError),
    /// The signature.
    Signature(SignatureError),
    /// The number does not belong to the key.
    Number,
    /// It was addressed to others and sealed to us by somebody else.
    NotAddressed,
    /// Attachments could not be put where they were to go.
    Sink(io::ErrorKind),
}

impl Refusal {
    /// The name of this refusal that programs, tests, receipts and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Age(error) => error.code(),
            Self::Zip(error) => error.code(),
            Self::Bag(error) => error.code(),
            Self::Signature(error) => error.code(),
            Self::Number => "number",
            Self::NotAddressed => "not-addressed",
            Self::Sink(_) => "sink",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str("the file is too large"),
            Self::Age(error) => error.fmt(f),
            Self::Zip(error) => error.fmt(f),
            Self::Bag(error) => error.fmt(f),
            Self::Signature(error) => error.fmt(f),
            Self::Number => f.write_str("the number does not belong to the key that signed"),
            Self::NotAddressed => f.write_str("the submission was addressed to somebody else"),
            Self::Sink(kind) => write!(f, "an attachment could not be stored: {kind}"),
        }
    }
}

impl std::error::Error for Refusal {}

/// Where attachments go while nothing is verified yet.
pub trait Sink {
    /// An attachment of this path and size begins.
    fn begin(&mut self, path: &str, size: u64) -> io::Result<()>;
    /// Its next bytes.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// Nowhere: for verifying only.
impl Sink for () {
    fn begin(&mut self, _: &str, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// Attachments kept in memory, with their paths, in order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Kept(pub Vec<(String, Vec<u8>)>);

impl Sink for Kept {
    fn begin(&mut self, path: &str, _: u64) -> io::Result<()> {
        self.0.push((path.to_owned(), Vec::new()));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some((_, content)) = self.0.last_mut() {
            content.extend_from_slice(bytes);
        }
        Ok(())
    }
}

/// A submission that opened, is whole, was signed by the key it names and was meant for us. Made by [`open`]
/// and [`open_resealed`], and by nothing else. Whether its form is known and its answers are right is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedSubmission {
    header: Header,
    answers: Vec<u8>,
    attachments: Vec<Attachment>,
    content_digest: Digest,
    identity: usize,
}

impl OpenedSubmission {
    /// What it says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The answers: `data/answers.json`.
    pub fn answers(&self) -> &[u8] {
        &self.answers
    }

    /// The attachments, in order.
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// What names this content, however often it is sealed: SHA-512 of `tagmanifest-sha512.txt`.
    pub fn content_digest(&self) -> Digest {
        self.content_digest
    }

    /// Which of the identities opened it.
    pub fn identity(&self) -> usize {
        self.identity
    }
}

/// Opens and verifies a whole file, attachments and all, in memory.
pub fn open_whole(file: &[u8], identities: &[Identity], limits: Limits) -> Result<(OpenedSubmission, Kept), Refusal> {
    let mut kept = Kept::default();
    open(file, identities, limits, &mut kept).map(|opened| (opened, kept))
}

/// Opens and verifies what `source` gives, to its end.
pub fn open(
    source: impl Read,
    identities: &[Identity],
    limits: Limits,
    sink: &mut dyn Sink,
) -> Result<OpenedSubmission, Refusal> {
    open_for(source, identities, limits, sink, |by, recipients| recipients.contains(&by))
}

/// The same for a file that its keeper sealed anew after it had been opened as it came: its bag names those it was
/// sealed to then. It counts as meant for us when one of them is the identity that opens it now, or one of `past`,
/// the fingerprints that were ours. For nothing that comes from outside: there, a bag that another identity opens than
/// it names was sealed anew by somebody else.
pub fn open_resealed(
    source: impl Read,
    identities: &[Identity],
    past: &[Fingerprint],
    limits: Limits,
    sink: &mut dyn Sink,
) -> Result<OpenedSubmission, Refusal> {
    open_for(source, identities, limits, sink, |by, recipients| {
        recipients.iter().any(|one| *one == by || past.contains(one))
    })
}

/// `ours` is asked with the fingerprint of the identity that opened the file, and those that the bag names.
fn open_for(
    source: impl Read,
    identities: &[Identity],
    limits: Limits,
    sink: &mut dyn Sink,
    ours: impl Fn(Fingerprint, &[Fingerprint]) -> bool,
) -> Result<OpenedSubmission, Refusal> {
    let mut by = None;
    let files = unsealed(
        Watched::new(source, limits.sealed),
        |watched| {
            let decryptor = Decryptor::new(watched, identities)?;
            by = decryptor.identity();
            Ok(decryptor)
        },
        |plain| unpack(plain, limits, sink),
    )?;
    let signed = verify(Bag::check(files).map_err(Refusal::Bag)?)?;
    let addressed = by.and_then(|by| identities.get(by)).map(|identity| identity.recipient().fingerprint());
    let (Some(identity), true) = (by, addressed.is_some_and(|by| ours(by, &signed.header.recipients))) else {
        return Err(Refusal::NotAddressed);
    };
    let Bag { header, answers, attachments, tagmanifest, .. } = signed;
    Ok(OpenedSubmission { header, answers, attachments, content_digest: Digest::of(&tagmanifest), identity })
}

/// What `body` makes of the plain bytes, once the seal has proved genuine to its end: until then nothing else
/// that is wrong counts, wherever in the file it was seen.
pub(crate) fn unsealed<R: Read, T, E: From<Refusal>>(
    watched: Watched<R>,
    start: impl FnOnce(Watched<R>) -> Result<Decryptor<Watched<R>>, OpenError>,
    body: impl FnOnce(&mut dyn Read) -> Result<T, E>,
) -> Result<T, E> {
    let trouble = watched.trouble.clone();
    let decryptor = start(watched).map_err(|error| trouble.first().unwrap_or(Refusal::Age(error)))?;
    let mut plain = Plain { decryptor, trouble: trouble.clone() };
    let outcome = body(&mut plain);
    _ = io::copy(&mut plain, &mut io::sink());
    trouble.first().map_or(outcome, |refusal| Err(refusal.into()))
}

/// Signature, then number: both by the key that the header names.
pub(super) fn verify(bag: Bag) -> Result<Bag, Refusal> {
    let key = &bag.header.applicant;
    Signature::parse(&bag.signature)
        .and_then(|signature| signature.verify(key, SUBMISSION, &bag.tagmanifest))
        .map_err(Refusal::Signature)?;
    if bag.header.number == Number::of(key) { Ok(bag) } else { Err(Refusal::Number) }
}

/// All files of the archive, to its end.
pub(super) fn unpack(plain: impl Read, limits: Limits, sink: &mut dyn Sink) -> Result<Vec<Unpacked>, Refusal> {
    let mut reader = Reader::new(plain, bag::FIXED.len() + limits.attachments);
    let (mut files, mut buffer) = (Vec::new(), vec![0; 64 * 1024]);
    while let Some(file) = reader.next_file().map_err(Refusal::Zip)? {
        files.push(unpack_file(file, limits, sink, &mut buffer)?);
    }
    Ok(files)
}

fn unpack_file<R: Read>(
    mut file: File<'_, R>,
    limits: Limits,
    sink: &mut dyn Sink,
    buffer: &mut [u8],
) -> Result<Unpacked, Refusal> {
    let (name, size) = (file.name().to_owned(), file.size());
    let mut content = (size <= bag::most(&name, limits.answers)).then(Vec::new);
    let attachment = name.strip_prefix(ATTACHMENTS).filter(|path| bag::is_path(path));
    let stored = |result: io::Result<()>| result.map_err(|error| Refusal::Sink(error.kind()));
    if let Some(path) = attachment {
        content = None;
        stored(sink.begin(path, size))?;
    }
    let mut digest = Sha512::new();
    loop {
        let count = file.read(buffer).map_err(|error| Refusal::Zip(crate::zip::zip_error(&error)))?;
        if count == 0 {
            break;
        }
        digest.update(&buffer[..count]);
        if attachment.is_some() {
            stored(sink.write(&buffer[..count]))?;
        } else if let Some(content) = &mut content {
            content.extend_from_slice(&buffer[..count]);
        }
    }
    Ok(Unpacked { name, size, sha512: Digest(digest.finalize().into()), content })
}

/// What went wrong below the archive: seen from there, a damaged seal is a source that cannot be read.
#[derive(Clone, Default)]
pub(crate) struct Trouble(Rc<RefCell<Option<Refusal>>>);

impl Trouble {
    fn first(&self) -> Option<Refusal> {
        *self.0.borrow()
    }

    fn note(&self, refusal: Refusal) {
        self.0.borrow_mut().get_or_insert(refusal);
    }
}

/// The sealed bytes, up to the limit.
pub(crate) struct Watched<R: Read> {
    source: R,
    left: u64,
    trouble: Trouble,
}

impl<R: Read> Watched<R> {
    pub(crate) fn new(source: R, most: u64) -> Self {
        Self { source, left: most, trouble: Trouble::default() }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(out)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => {
                self.trouble.note(Refusal::TooLarge);
                return Err(io::ErrorKind::FileTooLarge.into());
            }
        }
        Ok(count)
    }
}

/// The plain bytes, with an eye on the seal.
struct Plain<R: Read> {
    decryptor: Decryptor<R>,
    trouble: Trouble,
}

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.decryptor.read(out).inspect_err(|error| {
            let error = error.get_ref().and_then(|inner| inner.downcast_ref()).copied();
            self.trouble.note(Refusal::Age(error.unwrap_or(OpenError::Payload)));
        })
    }
}
