//! `data/submission.json`: what a submission says of itself, whatever its answers mean.

use std::fmt;

use sayyar_base::{Date, Id, Tag};
use serde::{Deserialize, Serialize};

use crate::age::{Fingerprint, MAX_STANZAS, Recipient};
use crate::ed25519::PublicKey;
use crate::{Digest, Number, json};

/// The name of this version of the format.
const FORMAT: &str = "sayyar-submission/1";
/// The longest header: a post-quantum recipient takes two kilobytes, fingerprints one.
pub(super) const LONGEST: u64 = 16 * 1024;
/// The longest name of an engine.
const LONGEST_ENGINE: usize = 64;

/// Which released form was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormBuild {
    /// The service's id.
    #[serde(deserialize_with = "json::text")]
    pub id: Id,
    /// The version of its rules.
    pub version: u32,
    /// The build of that version.
    pub build: u32,
    /// The digest of the compiled form.
    pub digest: Digest,
}

/// The header of a submission. Written as canonical JSON and read in that spelling only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    format: String,
    /// The form.
    pub form: FormBuild,
    /// The digest of the words the applicant read.
    pub words: Digest,
    /// Their language.
    pub language: Tag,
    /// The day by the applicant's own clock.
    #[serde(deserialize_with = "json::text")]
    pub filled_on: Date,
    /// The number: it follows from the key.
    pub number: Number,
    /// 1, and one more for each amendment.
    pub revision: u32,
    /// The content digest of the submission this one amends; none in the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Digest>,
    /// The key that signed: integrity and continuity, not identity.
    pub applicant: PublicKey,
    /// Whom the status is sealed to.
    pub status: Recipient,
    /// Whom the submission is sealed to.
    pub recipients: Vec<Fingerprint>,
    /// The program that made it, and its version.
    pub engine: String,
    /// Whether an officer filled it in for the applicant.
    pub assisted: bool,
}

/// Bytes that are no header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAHeader;

impl fmt::Display for NotAHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the submission describes itself in a way that is not understood")
    }
}

impl std::error::Error for NotAHeader {}

impl Header {
    pub(super) fn new(details: super::Details, applicant: PublicKey, recipients: Vec<Fingerprint>) -> Self {
        let super::Details { form, words, language, filled_on, previous, status, engine, assisted } = details;
        let (revision, previous) =
            previous.map_or((1, None), |(revision, digest)| (revision.saturating_add(1), Some(digest)));
        let (format, number) = (FORMAT.to_owned(), Number::of(&applicant));
        Self {
            format,
            form,
            words,
            language,
            filled_on,
            number,
            revision,
            previous,
            applicant,
            status,
            recipients,
            engine,
            assisted,
        }
    }

    /// The file.
    pub fn encode(&self) -> String {
        json::encode(self).expect("a header has no number beyond 32 bits")
    }

    /// Reads the file. What is consistent in itself is checked; whether the number belongs to the key, and to
    /// whom it is addressed, are steps of their own.
    pub fn decode(file: &[u8]) -> Result<Self, NotAHeader> {
        json::decode::<Self>(file).filter(Self::is_consistent).ok_or(NotAHeader)
    }

    pub(super) fn is_consistent(&self) -> bool {
        let form = self.form.version > 0 && self.form.build > 0;
        let revision = self.revision > 0 && (self.revision == 1) == self.previous.is_none();
        let count = self.recipients.len();
        let once = (1..count).all(|i| !self.recipients[..i].contains(&self.recipients[i]));
        let engine = (1..=LONGEST_ENGINE).contains(&self.engine.len());
        let printable = self.engine.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
        self.format == FORMAT && form && revision && (1..=MAX_STANZAS).contains(&count) && once && engine && printable
    }
}
