//! Signed files as minisign makes and checks them (<https://jedisct1.github.io/minisign/>): bundles and the
//! form index carry such a signature, so anybody can check them without this program.
//!
//! Written are prehashed signatures only; signatures of the older kind, over the file itself, verify too.
//! The trusted comment is signed along with the signature and may be believed; the untrusted one may not.

mod secret;
mod signature;

pub use secret::{Cost, SecretKey, SecretKeyError};
pub use signature::{NotAComment, Signature, VerifyError};

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::ed25519;

/// Ed25519 over the file; also the kind of every key.
const PURE: [u8; 2] = *b"Ed";
/// Ed25519 over the BLAKE2b-512 digest of the file.
const PREHASHED: [u8; 2] = *b"ED";
const UNTRUSTED: &str = "untrusted comment: ";
const TRUSTED: &str = "trusted comment: ";
/// The longest line minisign reads, trusted comments apart.
const LONGEST_COMMENT: usize = 1024 - 2;
const LONGEST_TRUSTED: usize = 8192 - 2;

/// What tells keys apart: eight random bytes, written as minisign does, in hexadecimal, last byte first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 8]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016X}", u64::from_le_bytes(self.0))
    }
}

/// A public key and its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey {
    /// The id that signatures of this key name.
    pub id: KeyId,
    /// The key.
    pub key: ed25519::PublicKey,
}

/// A text that is no minisign public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPublicKey;

impl fmt::Display for NotAPublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a minisign public key (RW...)")
    }
}

impl std::error::Error for NotAPublicKey {}

impl PublicKey {
    /// Reads a public key: the whole file, or its second line alone.
    pub fn parse(text: &str) -> Result<Self, NotAPublicKey> {
        let mut lines = text.lines();
        let first = lines.next().ok_or(NotAPublicKey)?;
        let line = if first.starts_with(UNTRUSTED) { lines.next().ok_or(NotAPublicKey)? } else { first };
        if lines.next().is_some() {
            return Err(NotAPublicKey);
        }
        let bytes = decode::<42>(line).ok_or(NotAPublicKey)?;
        let (kind, rest) = bytes.split_first_chunk().ok_or(NotAPublicKey)?;
        let (id, key) = rest.split_first_chunk().ok_or(NotAPublicKey)?;
        let key = key.try_into().ok().and_then(|raw| ed25519::PublicKey::from_raw(raw).ok()).ok_or(NotAPublicKey)?;
        if *kind == PURE { Ok(Self { id: KeyId(*id), key }) } else { Err(NotAPublicKey) }
    }

    /// The file.
    pub fn to_file(&self) -> String {
        format!("{UNTRUSTED}minisign public key {}\n{self}\n", self.id)
    }
}

/// The second line of the file, which `minisign -P` takes.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode([&PURE[..], &self.id.0, self.key.raw()].concat()))
    }
}

impl FromStr for PublicKey {
    type Err = NotAPublicKey;

    fn from_str(line: &str) -> Result<Self, NotAPublicKey> {
        Self::parse(line).ok().filter(|key| key.to_string() == line).ok_or(NotAPublicKey)
    }
}

impl serde::Serialize for PublicKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for PublicKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::text(deserializer)
    }
}

fn decode<const N: usize>(line: &str) -> Option<[u8; N]> {
    // An engine that is handed a long line would make room for it first.
    (line.len() == N.div_ceil(3) * 4).then(|| STANDARD.decode(line).ok())??.try_into().ok()
}
