//! What the applicant keeps: the bag and the signing key, sealed with the password. Amending opens it.

use std::fmt;
use std::io::Read;

use zeroize::Zeroizing;

use super::bag::{Attachment, Bag};
use super::header::Header;
use super::open::{Limits, Refusal, Sink, Watched, unpack, unsealed, verify};
use super::seal::{NotSealed, SignedBag};
use crate::age::{Decryptor, Encryptor, Passphrase};
use crate::ed25519::{SigningKey, openssh};
use crate::zip::{NotWritten, Reader, Writer};
use crate::{Digest, Entropy};

pub(super) const BAG: &str = "application.zip";
pub(super) const KEY: &str = "applicant.key";
/// Bytes of a key in OpenSSH's form, and some to spare.
const LONGEST_KEY: u64 = 1024;

/// Why a copy does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CopyError {
    /// It does not open with this password, or what is in it is no submission.
    Refused(Refusal),
    /// It does not hold a bag and the key that signed it.
    Content,
}

impl CopyError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Content => "copy-content",
        }
    }
}

impl From<Refusal> for CopyError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl fmt::Display for CopyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Content => f.write_str("this is not a copy of an application"),
        }
    }
}

impl std::error::Error for CopyError {}

impl SignedBag<'_> {
    /// The copy to keep: an age file that opens with the passphrase, holding an archive of the bag as an
    /// archive and of the key in OpenSSH's own form.
    pub fn copy(
        &self,
        key: &SigningKey,
        passphrase: &Passphrase,
        entropy: &mut Entropy<'_>,
    ) -> Result<Vec<u8>, NotSealed> {
        let encryptor = Encryptor::with_passphrase(Vec::new(), passphrase, entropy).map_err(NotWritten::Io)?;
        let mut writer = Writer::new(encryptor);
        writer.add_with(BAG, |out| self.write(out))?;
        writer.add(KEY, openssh::encode(key).as_bytes())?;
        Ok(writer.finish()?.finish().map_err(NotWritten::Io)?)
    }
}

/// A copy that opened, whose bag is whole and signed by the key beside it.
#[derive(Debug, Clone)]
pub struct OpenedCopy {
    /// What the submission says of itself.
    pub header: Header,
    /// `data/answers.json`.
    pub answers: Vec<u8>,
    /// Its attachments, in order.
    pub attachments: Vec<Attachment>,
    /// What an amendment names as `previous`.
    pub content_digest: Digest,
    /// The key that signs amendments.
    pub key: SigningKey,
}

/// Opens and verifies a copy; its attachments go where those of a submission would.
pub fn open_copy(
    source: impl Read,
    passphrase: &Passphrase,
    limits: Limits,
    sink: &mut dyn Sink,
) -> Result<OpenedCopy, CopyError> {
    let (files, key) = unsealed(
        Watched::new(source, limits.sealed),
        |watched| Decryptor::with_passphrase(watched, passphrase),
        |plain| {
            let zip = |error| CopyError::Refused(Refusal::Zip(error));
            let mut outer = Reader::new(plain, 2);
            let bag = outer.next_file().map_err(zip)?.filter(|file| file.name() == BAG).ok_or(CopyError::Content)?;
            let files = unpack(bag, limits, sink)?;
            let key = outer.next_file().map_err(zip)?.filter(|file| file.name() == KEY).ok_or(CopyError::Content)?;
            let key = Zeroizing::new(key.read_all(LONGEST_KEY).map_err(zip)?.ok_or(CopyError::Content)?);
            if outer.next_file().map_err(zip)?.is_some() {
                return Err(CopyError::Content);
            }
            Ok((files, openssh::decode(&key).ok_or(CopyError::Content)?))
        },
    )?;
    let bag = verify(Bag::check(files).map_err(Refusal::Bag)?)?;
    let Bag { header, answers, attachments, tagmanifest, .. } = bag;
    if key.public() != header.applicant {
        return Err(CopyError::Content);
    }
    Ok(OpenedCopy { header, answers, attachments, content_digest: Digest::of(&tagmanifest), key })
}
