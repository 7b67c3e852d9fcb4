//! Ed25519 keys (RFC 8032), written as OpenSSH writes them.
//!
//! Signatures are verified strictly: no key and no nonce of small order, no scalar beyond the group's order,
//! so a signature fits one message and one key, and every verifier of the world agrees on it or refuses more.

pub mod openssh;

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer, VerifyingKey};
use zeroize::Zeroize;

use crate::Entropy;

/// How OpenSSH names these keys.
pub(crate) const TYPE: &str = "ssh-ed25519";

/// A secret key. Wiped when dropped; never shown by `Debug`.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// A new key.
    pub fn generate(entropy: &mut Entropy<'_>) -> Self {
        let mut seed = crate::random(entropy);
        let key = Self::from_seed(&seed);
        seed.zeroize();
        key
    }

    /// The key with this seed (RFC 8032, section 5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The seed, which is the whole secret.
    pub fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The key that verifies.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey of {}", self.public())
    }
}

/// A public key; never one of small order, under which many messages would have the same signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(VerifyingKey);

/// Bytes or a text that are no Ed25519 public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPublicKey;

impl fmt::Display for NotAPublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an Ed25519 public key ({TYPE} AAAA...)")
    }
}

impl std::error::Error for NotAPublicKey {}

impl PublicKey {
    /// The key with these 32 bytes, when they are the canonical encoding of a point that may be a key.
    pub fn from_raw(raw: &[u8; 32]) -> Result<Self, NotAPublicKey> {
        let key = VerifyingKey::from_bytes(raw).map_err(|_| NotAPublicKey)?;
        // Below the modulus; the second spellings of x = 0 are weak.
        let canonical = raw[0] < 0xed || raw[1..31] != [0xff; 30] || raw[31] & 0x7f != 0x7f;
        if canonical && !key.is_weak() { Ok(Self(key)) } else { Err(NotAPublicKey) }
    }

    /// The 32 bytes of the key.
    pub fn raw(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }

    /// The key in the wire format of SSH (RFC 8709, section 4).
    pub(crate) fn blob(&self) -> Vec<u8> {
        let mut blob = Vec::new();
        put(&mut blob, TYPE.as_bytes());
        put(&mut blob, self.raw());
        blob
    }

    pub(crate) fn from_blob(blob: &[u8]) -> Option<Self> {
        let mut blob = blob;
        let (kind, raw) = (take(&mut blob)?, take(&mut blob)?);
        (kind == TYPE.as_bytes() && blob.is_empty()).then(|| Self::from_raw(raw.try_into().ok()?).ok())?
    }
}

/// The line of a `.pub` file without its comment.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{TYPE} {}", STANDARD.encode(self.blob()))
    }
}

impl FromStr for PublicKey {
    type Err = NotAPublicKey;

    /// Exactly what `Display` writes: no comment, no white space around it.
    fn from_str(text: &str) -> Result<Self, NotAPublicKey> {
        let blob = text.strip_prefix(TYPE).and_then(|text| text.strip_prefix(' ')).ok_or(NotAPublicKey)?;
        let blob = STANDARD.decode(blob).map_err(|_| NotAPublicKey)?;
        Self::from_blob(&blob).ok_or(NotAPublicKey)
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

/// Appends a string of SSH: its length in four bytes, then its bytes (RFC 4251, section 5).
pub(crate) fn put(out: &mut Vec<u8>, string: &[u8]) {
    let length = u32::try_from(string.len()).expect("names, keys and digests are short");
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(string);
}

/// Takes a string of SSH off the front.
pub(crate) fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (string, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    *rest = after;
    Some(string)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, section 7.1, test 1; the text is what `ssh-keygen` makes of that key.
    #[test]
    fn known_answer() {
        let seed = [
            0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49,
            0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
        ];
        let key = SigningKey::from_seed(&seed);
        assert_eq!(key.public().raw()[..4], [0xd7, 0x5a, 0x98, 0x01]);
        assert_eq!(key.sign(b"")[..4], [0xe5, 0x56, 0x43, 0x00]);
        let text = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
        assert_eq!(key.public().to_string(), text);
        assert_eq!(text.parse(), Ok(key.public()));
    }

    #[test]
    fn other_texts_are_no_keys() {
        let text = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
        let texts = [
            String::new(),
            format!("{text} "),
            format!("{text} comment"),
            format!(" {text}"),
            format!("{text}\n"),
            text.replace("ssh-ed25519 ", "ssh-ed25519  "),
            text.replace("ssh-ed25519", "ssh-rsa"),
            text[..text.len() - 4].into(),
            format!("{text}AAAA"),
        ];
        for bad in texts {
            assert_eq!(bad.parse::<PublicKey>(), Err(NotAPublicKey), "{bad}");
        }
    }

    #[test]
    fn points_that_are_no_keys() {
        let mut identity = [0; 32];
        identity[0] = 1;
        // The last: the y coordinate p + 3, a point in a second spelling.
        let mut beyond = [0xff; 32];
        (beyond[0], beyond[31]) = (0xf0, 0x7f);
        for raw in [[0; 32], identity, [2; 32], beyond] {
            assert!(PublicKey::from_raw(&raw).is_err(), "{raw:?}");
        }
        // Around the modulus: exactly what is written again as it was read.
        for (low, high) in (0xe0..=0xff).flat_map(|low| [(low, 0x7f), (low, 0xff)]) {
            (beyond[0], beyond[31]) = (low, high);
            let point = VerifyingKey::from_bytes(&beyond);
            let good = point.is_ok_and(|key| key.to_edwards().compress().as_bytes() == &beyond && !key.is_weak());
            assert_eq!(PublicKey::from_raw(&beyond).is_ok(), good, "{beyond:?}");
        }
    }
}
