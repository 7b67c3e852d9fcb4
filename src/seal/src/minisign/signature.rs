//! Signature files: reading, verifying, making.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blake2::{Blake2b512, Digest};

use super::{
    KeyId, LONGEST_COMMENT, LONGEST_TRUSTED, PREHASHED, PURE, PublicKey, SecretKey, TRUSTED, UNTRUSTED, decode,
};

/// A signature read from its file, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    prehashed: bool,
    id: KeyId,
    signature: [u8; 64],
    untrusted: String,
    trusted: String,
    /// Over the signature and the trusted comment.
    global: [u8; 64],
}

/// Why a signature is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// Not a minisign signature.
    Malformed,
    /// Another key made it.
    Key,
    /// It does not fit the file.
    File,
    /// It does not fit the trusted comment.
    Comment,
}

impl VerifyError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "minisign-malformed",
            Self::Key => "minisign-key",
            Self::File => "minisign-file",
            Self::Comment => "minisign-comment",
        }
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the signature is malformed",
            Self::Key => "the signature was made with another key",
            Self::File => "the signature does not fit the file",
            Self::Comment => "the signature does not fit its comment",
        })
    }
}

impl std::error::Error for VerifyError {}

/// A comment that does not fit on its line: too long, or with control characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAComment;

impl fmt::Display for NotAComment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a comment of a signature is one line without control characters")
    }
}

impl std::error::Error for NotAComment {}

impl Signature {
    /// Signs a file, by its BLAKE2b-512 digest. The trusted comment is signed too.
    pub fn sign(key: &SecretKey, file: &[u8], untrusted: &str, trusted: &str) -> Result<Self, NotAComment> {
        if !fits(untrusted, LONGEST_COMMENT - UNTRUSTED.len()) || !fits(trusted, LONGEST_TRUSTED - TRUSTED.len()) {
            return Err(NotAComment);
        }
        let signature = key.signing().sign(&Blake2b512::digest(file));
        let global = key.signing().sign(&[&signature, trusted.as_bytes()].concat());
        let (untrusted, trusted) = (untrusted.into(), trusted.into());
        Ok(Self { prehashed: true, id: key.public().id, signature, untrusted, trusted, global })
    }

    /// Reads the four lines of a `.minisig` file.
    pub fn parse(file: &[u8]) -> Result<Self, VerifyError> {
        Self::read(file).ok_or(VerifyError::Malformed)
    }

    fn read(file: &[u8]) -> Option<Self> {
        let limit = LONGEST_COMMENT + LONGEST_TRUSTED + 256;
        let text = (file.len() <= limit).then(|| std::str::from_utf8(file).ok())??;
        let mut lines = text.lines();
        let untrusted = lines.next()?.strip_prefix(UNTRUSTED)?.to_owned();
        let signed = decode::<74>(lines.next()?)?;
        let trusted = lines.next()?.strip_prefix(TRUSTED)?.to_owned();
        let global = decode(lines.next()?)?;
        let fits =
            fits(&untrusted, LONGEST_COMMENT - UNTRUSTED.len()) && fits(&trusted, LONGEST_TRUSTED - TRUSTED.len());
        if lines.next().is_some() || !fits {
            return None;
        }
        let (kind, rest) = signed.split_first_chunk::<2>()?;
        let (id, signature) = rest.split_first_chunk()?;
        let prehashed = *kind == PREHASHED;
        let signature = signature.try_into().ok()?;
        (prehashed || *kind == PURE).then_some(Self {
            prehashed,
            id: KeyId(*id),
            signature,
            untrusted,
            trusted,
            global,
        })
    }

    /// The `.minisig` file.
    pub fn to_file(&self) -> String {
        let kind = if self.prehashed { PREHASHED } else { PURE };
        let signed = STANDARD.encode([&kind[..], &self.id.0, &self.signature].concat());
        let Self { untrusted, trusted, .. } = self;
        format!("{UNTRUSTED}{untrusted}\n{signed}\n{TRUSTED}{trusted}\n{}\n", STANDARD.encode(self.global))
    }

    /// Which key says it made it.
    pub fn key_id(&self) -> KeyId {
        self.id
    }

    /// The trusted comment, when this key signed this file with it.
    pub fn verify(&self, key: &PublicKey, file: &[u8]) -> Result<&str, VerifyError> {
        if self.id != key.id {
            return Err(VerifyError::Key);
        }
        let good = match self.prehashed {
            true => key.key.verifies(&Blake2b512::digest(file), &self.signature),
            false => key.key.verifies(file, &self.signature),
        };
        if !good {
            return Err(VerifyError::File);
        }
        let commented = [&self.signature, self.trusted.as_bytes()].concat();
        if key.key.verifies(&commented, &self.global) { Ok(&self.trusted) } else { Err(VerifyError::Comment) }
    }
}

/// Tabs are in the comments that minisign makes itself.
fn fits(comment: &str, longest: usize) -> bool {
    comment.len() <= longest && !comment.chars().any(|c| c.is_control() && c != '\t')
}
