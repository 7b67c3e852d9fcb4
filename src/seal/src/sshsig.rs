//! SSH signatures (OpenSSH, PROTOCOL.sshsig), which `ssh-keygen -Y verify` checks on any computer.
//!
//! One spelling only: Ed25519, SHA-512, nothing reserved, base64 in lines of 70 characters as OpenSSH writes
//! it. A signature is accepted only if encoding it again gives the same bytes, so two files never stand for
//! one signature.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha512};

use crate::ed25519::{self, PublicKey, SigningKey, put, take};

/// What an applicant signs a submission's tagmanifest for.
pub const SUBMISSION: &str = "submission@sayyar";
/// What a door or a desk signs a receipt for.
pub const RECEIPT: &str = "receipt@sayyar";
/// What a desk signs a status for.
pub const STATUS: &str = "status@sayyar";

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "-----END SSH SIGNATURE-----\n";
const COLUMNS: usize = 70;
const MAGIC: &[u8] = b"SSHSIG";
const HASH: &[u8] = b"sha512";
/// The longest file that can be one of ours; more is not looked at.
const LONGEST: usize = 1024;

/// Why a signature is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// Not an SSH signature in the one spelling that is taken.
    Malformed,
    /// Made for something else.
    Namespace,
    /// Made with another key than the one it must be.
    Key,
    /// Does not fit the message.
    Invalid,
}

impl SignatureError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "signature-malformed",
            Self::Namespace => "signature-namespace",
            Self::Key => "signature-key",
            Self::Invalid => "signature-invalid",
        }
    }
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the signature is malformed",
            Self::Namespace => "the signature was made for something else",
            Self::Key => "the signature was made with another key",
            Self::Invalid => "the signature does not fit what it stands under",
        })
    }
}

impl std::error::Error for SignatureError {}

/// A signature read from its file, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    key: PublicKey,
    namespace: String,
    signature: [u8; 64],
}

impl Signature {
    /// Signs a message for one purpose.
    pub fn sign(key: &SigningKey, namespace: &str, message: &[u8]) -> Self {
        let signature = key.sign(&signed(namespace, message));
        Self { key: key.public(), namespace: namespace.into(), signature }
    }

    /// Reads the file, in its one spelling.
    pub fn parse(file: &[u8]) -> Result<Self, SignatureError> {
        let read = (file.len() <= LONGEST).then(|| Self::read(file)).flatten();
        read.filter(|signature| signature.encode().as_bytes() == file).ok_or(SignatureError::Malformed)
    }

    fn read(file: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(file).ok()?.strip_prefix(BEGIN)?.strip_suffix(END)?;
        let blob = STANDARD.decode(text.replace('\n', "")).ok()?;
        let mut rest = blob.strip_prefix(MAGIC)?.strip_prefix(&1u32.to_be_bytes())?;
        let key = PublicKey::from_blob(take(&mut rest)?)?;
        let namespace = String::from_utf8(take(&mut rest)?.to_vec()).ok()?;
        let (_reserved, _hash) = (take(&mut rest)?, take(&mut rest)?);
        let mut signature = take(&mut rest)?;
        take(&mut signature)?;
        let signature = take(&mut signature)?.try_into().ok()?;
        // What was skipped, and whatever may follow, encoding again compares.
        Some(Self { key, namespace, signature })
    }

    /// The file, as `ssh-keygen -Y sign` writes it.
    pub fn encode(&self) -> String {
        let mut signature = Vec::new();
        put(&mut signature, ed25519::TYPE.as_bytes());
        put(&mut signature, &self.signature);
        let mut blob = [MAGIC, &1u32.to_be_bytes()].concat();
        for part in [&self.key.blob(), self.namespace.as_bytes(), b"", HASH, &signature] {
            put(&mut blob, part);
        }
        let text = STANDARD.encode(blob);
        let mut file = String::from(BEGIN);
        for (place, letter) in text.chars().enumerate() {
            if place > 0 && place.is_multiple_of(COLUMNS) {
                file.push('\n');
            }
            file.push(letter);
        }
        file + "\n" + END
    }

    /// The key that made it, if it is valid: to be looked up before it is believed.
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// Whether this key signed this message for this purpose.
    pub fn verify(&self, key: &PublicKey, namespace: &str, message: &[u8]) -> Result<(), SignatureError> {
        if self.namespace != namespace {
            Err(SignatureError::Namespace)
        } else if self.key != *key {
            Err(SignatureError::Key)
        } else if !key.verifies(&signed(namespace, message), &self.signature) {
            Err(SignatureError::Invalid)
        } else {
            Ok(())
        }
    }
}

/// The bytes that Ed25519 signs (PROTOCOL.sshsig, section 3).
fn signed(namespace: &str, message: &[u8]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for part in [namespace.as_bytes(), b"", HASH, &Sha512::digest(message)] {
        put(&mut bytes, part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_seed(&[7; 32])
    }

    /// The example of PROTOCOL.sshsig, section 1.
    const EXAMPLE: &str = "-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgJKxoLBJBivUPNTUJUSslQTt2hD
jozKvHarKeN8uYFqgAAAADZm9vAAAAAAAAAFMAAAALc3NoLWVkMjU1MTkAAABAKNC4IEbt
Tq0Fb56xhtuE1/lK9H9RZJfON4o6hE9R4ZGFX98gy0+fFJ/1d2/RxnZky0Y7GojwrZkrHT
FgCqVWAQ==
-----END SSH SIGNATURE-----
";

    #[test]
    fn what_is_signed_verifies() {
        let signature = Signature::sign(&key(), SUBMISSION, b"message");
        let read = Signature::parse(signature.encode().as_bytes()).unwrap();
        assert_eq!(read, signature);
        assert_eq!(read.verify(&key().public(), SUBMISSION, b"message"), Ok(()));
        assert_eq!(read.verify(&key().public(), SUBMISSION, b"massage"), Err(SignatureError::Invalid));
        assert_eq!(read.verify(&key().public(), RECEIPT, b"message"), Err(SignatureError::Namespace));
        let other = SigningKey::from_seed(&[8; 32]).public();
        assert_eq!(read.verify(&other, SUBMISSION, b"message"), Err(SignatureError::Key));
    }

    /// It has no `hash_algorithm`, which section 2 asks for: it shows the lines only.
    #[test]
    fn the_example_of_the_protocol_is_not_whole() {
        assert_eq!(Signature::parse(EXAMPLE.as_bytes()), Err(SignatureError::Malformed));
    }

    #[test]
    fn every_truncation_and_flipped_byte_is_refused() {
        let file = Signature::sign(&key(), SUBMISSION, b"message").encode().into_bytes();
        let verify =
            |file: &[u8]| Signature::parse(file).and_then(|read| read.verify(&key().public(), SUBMISSION, b"message"));
        assert_eq!(verify(&file), Ok(()));
        for length in 0..file.len() {
            assert_eq!(verify(&file[..length]), Err(SignatureError::Malformed), "{length}");
        }
        for place in 0..file.len() {
            for bit in 0..8 {
                let mut changed = file.clone();
                changed[place] ^= 1 << bit;
                assert!(verify(&changed).is_err(), "{place} {bit}");
            }
        }
    }

    #[test]
    fn one_spelling_only() {
        let file = Signature::sign(&key(), SUBMISSION, b"message").encode();
        let spellings = [
            file.replace('\n', "\r\n"),
            format!("{file}\n"),
            format!("\n{file}"),
            file.trim_end().into(),
            file.replacen("\nU1NI", "\n\nU1NI", 1),
            file.replacen("U1NI", "U1NI\n", 1),
            file.replace("SSH SIGNATURE", "SSH  SIGNATURE"),
            format!("{file}{file}"),
        ];
        for spelling in spellings {
            assert_eq!(Signature::parse(spelling.as_bytes()), Err(SignatureError::Malformed), "{spelling}");
        }
    }
}
