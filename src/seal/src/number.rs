//! The number of an application: what the applicant tells the agency on the telephone.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::crockford;
use crate::ed25519::PublicKey;

/// The first 60 bits of SHA-256 of `sayyar/number/v1` and the applicant's key, written
/// in groups of four with a check character behind: `FGA1-TTCD-1JSY-K`.
///
/// It follows from the key, so nobody hands numbers out and two applicants without a network get different
/// ones; whoever finds a second key with the same number (2^60 tries) has gained nothing, because the whole
/// key is the identity and a number alone opens nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number([u8; 12]);

/// A text that is no number, or was mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an application number: 13 letters and digits as in FGA1-TTCD-1JSY-K; is one mistyped?")
    }
}

impl std::error::Error for NotANumber {}

impl Number {
    /// The number that belongs to this key.
    pub fn of(key: &PublicKey) -> Self {
        let digest = Sha256::new().chain_update(b"sayyar/number/v1").chain_update(key.raw()).finalize();
        Self(crockford::encode(&digest))
    }

    /// The twelve letters without the check character: the salt of the password.
    pub(crate) fn letters(&self) -> &[u8; 12] {
        &self.0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crockford::grouped(&self.0))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    /// As people type it: any case, `O` for `0`, `I` and `L` for `1`, hyphens and spaces anywhere.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        crockford::read(text).map(Self).ok_or(NotANumber)
    }
}

impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::text(deserializer)
    }
}
