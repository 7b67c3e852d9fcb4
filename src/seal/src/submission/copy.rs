//! What the applicant keeps: the bag and the signing key, sealed with the password. Amending opens it.

use std::fmt;

use zeroize::Zeroizing;

use super::seal::{NotSealed, SignedBag};
use crate::Entropy;
use crate::age::{self, Encryptor, OpenError, Passphrase};
use crate::ed25519::{SigningKey, openssh};
use crate::zip::{NotWritten, Reader, Writer, ZipError};

const BAG: &str = "application.zip";
const KEY: &str = "applicant.key";

/// Why a copy does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CopyError {
    /// It does not open with this password.
    Age(OpenError),
    /// What is in it is not the canonical archive.
    Zip(ZipError),
    /// The archive does not hold a bag and a key.
    Content,
}

impl fmt::Display for CopyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Age(error) => error.fmt(f),
            Self::Zip(error) => error.fmt(f),
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

/// The bag as an archive and the key in a copy.
pub fn open_copy(file: &[u8], passphrase: &Passphrase) -> Result<(Zeroizing<Vec<u8>>, SigningKey), CopyError> {
    let plain = age::decrypt_with(file, passphrase).map_err(CopyError::Age)?;
    let mut reader = Reader::new(plain.as_slice(), 2);
    let mut next = |name: &str| {
        let file = reader.next_file().map_err(CopyError::Zip)?;
        let file = file.filter(|file| file.name() == name).ok_or(CopyError::Content)?;
        let content = file.read_all(u64::MAX).map_err(CopyError::Zip)?;
        content.map(Zeroizing::new).ok_or(CopyError::Content)
    };
    let (bag, key) = (next(BAG)?, next(KEY)?);
    if reader.next_file().map_err(CopyError::Zip)?.is_some() {
        return Err(CopyError::Content);
    }
    Ok((bag, openssh::decode(&key).ok_or(CopyError::Content)?))
}
