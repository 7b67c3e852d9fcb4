//! The password of an application, the identity it opens the status with, and where the status lies.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::age::{Identity, Kind, Passphrase, Recipient};
use crate::{Entropy, Number, crockford};

/// KiB of memory, passes and lanes of Argon2id: never less, whatever the device.
const COST: (u32, u32, u32) = (64 * 1024, 3, 1);

/// Sixteen letters of base 32 (80 bits), in groups of four with a check character behind. Made by
/// the device, not chosen. Wiped when dropped.
#[derive(Clone)]
pub struct Password(Zeroizing<[u8; 16]>);

/// A text that is no password, or was mistyped. Says nothing of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPassword;

impl fmt::Display for NotAPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a password: 17 letters and digits; is one mistyped?")
    }
}

impl std::error::Error for NotAPassword {}

/// The device has not the 64 MiB that the password needs. Smaller parameters would be a different password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMemory;

impl fmt::Display for NoMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this device has not enough free memory for the password: 64 MB are needed")
    }
}

impl std::error::Error for NoMemory {}

impl Password {
    /// A new password.
    pub fn generate(entropy: &mut Entropy<'_>) -> Self {
        let bytes = Zeroizing::new(crate::random::<10>(entropy));
        Self(Zeroizing::new(crockford::encode(&*bytes)))
    }

    /// As people type it: any case, `O` for `0`, `I` and `L` for `1`, hyphens and spaces anywhere.
    pub fn parse(text: &str) -> Result<Self, NotAPassword> {
        crockford::read(text).map(|letters| Self(Zeroizing::new(letters))).ok_or(NotAPassword)
    }

    /// How it is shown, once.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(crockford::grouped(&*self.0))
    }

    /// What seals drafts and copies: the sixteen letters in capitals, without hyphens and check character.
    pub fn passphrase(&self) -> Passphrase {
        Passphrase::new(&*self.0)
    }

    /// The identity that opens the status of this application: Argon2id v1.3 (RFC 9106) over the sixteen
    /// letters, salted with the twelve of the number, gives its seed.
    ///
    /// Takes 64 MiB and a good part of a second; in a page it belongs into a worker, before attachments are
    /// read.
    pub fn status_identity(&self, number: &Number, kind: Kind) -> Result<Identity, NoMemory> {
        let mut seed = Zeroizing::new([0; 32]);
        let params = Params::new(COST.0, COST.1, COST.2, Some(32)).map_err(|_| NoMemory)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon2.hash_password_into(&*self.0, number.letters(), seed.as_mut_slice()).map_err(|_| NoMemory)?;
        Ok(Identity::from_seed(kind, &seed))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

/// Where the status of an application lies: the first 16 bytes of SHA-256 of `sayyar/locator/v1` and the raw
/// status recipient. The agency computes it from the submission, the applicant from number and password; it
/// stands in no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locator(pub [u8; 16]);

impl Locator {
    /// Where the status sealed to this recipient lies.
    pub fn of(recipient: &Recipient) -> Self {
        let digest = Sha256::new().chain_update(b"sayyar/locator/v1").chain_update(recipient.raw()).finalize();
        let mut locator = [0; 16];
        locator.copy_from_slice(&digest[..16]);
        Self(locator)
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
