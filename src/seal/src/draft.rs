//! Drafts: an unfinished form with its attachments, sealed with the password, so that it can be carried on
//! elsewhere. A draft has no number and no key: two people who go on from one draft make two applications.

use std::fmt;
use std::io::{self, Read, Write};

use sayyar_base::canonical::NotExact;
use sayyar_base::{Date, Tag};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha512};

use crate::age::{Decryptor, Encryptor, Passphrase};
use crate::submission::open::{Watched, unsealed};
use crate::submission::{FormBuild, Limits, Refusal};
use crate::zip::{File, NotWritten, Reader, Writer, ZipError};
use crate::{Digest, Entropy, Measured, json};

/// The name of this version of the format.
const FORMAT: &str = "sayyar-draft/1";
const DRAFT: &str = "draft.json";
const FILES: &str = "files/";
/// Bytes of `draft.json`.
const LONGEST: usize = 2 << 20;
/// Files in a draft.
const MOST: usize = 500;
/// Bytes of the name and of the type of a file.
const LONGEST_NAME: usize = 255;

/// What `draft.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    format: String,
    /// The form that was being filled in.
    pub form: FormBuild,
    /// The language it was read in.
    pub language: Tag,
    /// The day by the writer's own clock.
    #[serde(deserialize_with = "json::text")]
    pub saved_on: Date,
    /// What was typed, field by field: whatever the form makes of it.
    pub entries: Map<String, Value>,
    /// Where the page stood, in its own words.
    pub page: Map<String, Value>,
    /// The files, in order: the first is `files/1`.
    pub files: Vec<DraftFile>,
}

/// A file in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftFile {
    /// Its name as the person had it.
    pub name: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub kind: String,
    /// In bytes.
    pub size: u64,
    /// Of its content.
    pub sha512: Digest,
}

/// Why a draft is not written.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSaved {
    /// More than a draft may hold, or numbers that JSON does not keep exact.
    Draft,
    /// The archive cannot be written; or a file is not the one that was measured.
    Archive(NotWritten),
}

impl fmt::Display for NotSaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft => f.write_str("this is more than a draft may hold"),
            Self::Archive(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotSaved {}

impl From<NotWritten> for NotSaved {
    fn from(error: NotWritten) -> Self {
        Self::Archive(error)
    }
}

/// Why a draft does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DraftError {
    /// It does not open with this password, or what is in it is not the canonical archive.
    Refused(Refusal),
    /// The archive does not hold a draft and exactly its files.
    Content,
}

impl DraftError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Content => "draft-content",
        }
    }
}

impl From<Refusal> for DraftError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ZipError> for DraftError {
    fn from(error: ZipError) -> Self {
        Self::Refused(Refusal::Zip(error))
    }
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Content => f.write_str("this is not a draft of a form"),
        }
    }
}

impl std::error::Error for DraftError {}

impl Draft {
    /// A draft without files yet.
    pub fn new(form: FormBuild, language: Tag, saved_on: Date, entries: Map<String, Value>) -> Self {
        Self { format: FORMAT.into(), form, language, saved_on, entries, page: Map::new(), files: Vec::new() }
    }

    /// Begins a draft file. `measured` are the files of the draft, in order: their sizes and digests are filled
    /// in from there.
    pub fn save<W: Write>(
        &self,
        measured: &[Measured],
        passphrase: &Passphrase,
        out: W,
        entropy: &mut Entropy<'_>,
    ) -> Result<Saving<W>, NotSaved> {
        let mut draft = self.clone();
        if measured.len() != draft.files.len() {
            return Err(NotSaved::Draft);
        }
        for (file, measured) in draft.files.iter_mut().zip(measured) {
            (file.size, file.sha512) = (measured.size(), measured.sha512());
        }
        let text = draft.encode().map_err(|_| NotSaved::Draft)?;
        if !draft.is_consistent() || text.len() > LONGEST {
            return Err(NotSaved::Draft);
        }
        let encryptor = Encryptor::with_passphrase(out, passphrase, entropy).map_err(NotWritten::Io)?;
        let mut writer = Writer::new(encryptor);
        writer.add(DRAFT, text.as_bytes())?;
        Ok(Saving { writer, begun: 0, files: measured.to_vec() })
    }

    fn is_consistent(&self) -> bool {
        let named = |text: &str| (1..=LONGEST_NAME).contains(&text.len()) && !text.chars().any(char::is_control);
        let files = self.files.iter().all(|file| named(&file.name) && named(&file.kind));
        self.format == FORMAT && self.form.version > 0 && self.form.build > 0 && files && self.files.len() <= MOST
    }

    /// `draft.json`: its canonical text.
    pub fn encode(&self) -> Result<String, NotExact> {
        json::encode(self)
    }

    fn decode(text: &[u8]) -> Option<Self> {
        json::decode::<Self>(text).filter(Self::is_consistent)
    }
}

/// A draft file in the making. The content of each file is written to it after [`Saving::next_file`].
pub struct Saving<W: Write> {
    writer: Writer<Encryptor<W>>,
    begun: usize,
    files: Vec<Measured>,
}

impl<W: Write> Saving<W> {
    /// Begins the next file; false when there is none.
    pub fn next_file(&mut self) -> Result<bool, NotSaved> {
        let Some(file) = self.files.get(self.begun) else { return Ok(false) };
        self.begun += 1;
        self.writer.begin(&format!("{FILES}{}", self.begun), file.sum())?;
        Ok(true)
    }

    /// Makes the draft whole.
    pub fn finish(self) -> Result<W, NotSaved> {
        if self.begun < self.files.len() {
            return Err(NotWritten::Changed.into());
        }
        Ok(self.writer.finish()?.finish().map_err(NotWritten::Io)?)
    }
}

impl<W: Write> Write for Saving<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Opens a draft. `sink` is given the content of the files in pieces, with the place of the file from 0; none of
/// it may be used before this returns well.
pub fn open(
    source: impl Read,
    passphrase: &Passphrase,
    limits: Limits,
    sink: &mut dyn FnMut(usize, &[u8]),
) -> Result<Draft, DraftError> {
    unsealed(
        Watched::new(source, limits.sealed),
        |watched| Decryptor::with_passphrase(watched, passphrase),
        |plain| {
            let mut reader = Reader::new(plain, MOST + 1);
            let file = reader.next_file()?.filter(|file| file.name() == DRAFT).ok_or(DraftError::Content)?;
            let text = file.read_all(LONGEST as u64)?.ok_or(DraftError::Content)?;
            let draft = Draft::decode(&text).ok_or(DraftError::Content)?;
            let mut buffer = vec![0; 64 * 1024];
            for (place, expected) in draft.files.iter().enumerate() {
                let file = reader.next_file()?.ok_or(DraftError::Content)?;
                if file.name() != format!("{FILES}{}", place + 1) || file.size() != expected.size {
                    return Err(DraftError::Content);
                }
                if pour(file, &mut buffer, &mut |piece| sink(place, piece))? != expected.sha512 {
                    return Err(DraftError::Content);
                }
            }
            if reader.next_file()?.is_some() { Err(DraftError::Content) } else { Ok(draft) }
        },
    )
}

fn pour<R: Read>(mut file: File<'_, R>, buffer: &mut [u8], sink: &mut dyn FnMut(&[u8])) -> Result<Digest, DraftError> {
    let mut digest = Sha512::new();
    loop {
        let count = file.read(buffer).map_err(|error| crate::zip::zip_error(&error))?;
        if count == 0 {
            return Ok(Digest(digest.finalize().into()));
        }
        digest.update(&buffer[..count]);
        sink(&buffer[..count]);
    }
}
