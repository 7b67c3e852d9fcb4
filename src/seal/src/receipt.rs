//! Receipts: signed statements that these bytes arrived, were taken in, or were refused.
//!
//! A receipt is one line of canonical JSON and, from the second line on, an SSH signature over the first with
//! its line end: `ssh-keygen -Y verify ... -s <(tail -n +2 receipt) < <(head -n 1 receipt)`. Receipts of one
//! signer are numbered and each names the digest of the one before, so none can be dropped or back-dated
//! without a gap.

use std::fmt;

use sayyar_base::canonical::NotExact;
use serde::{Deserialize, Serialize};

use crate::age::Fingerprint;
use crate::ed25519::{PublicKey, SigningKey};
use crate::sshsig::{self, Signature, SignatureError};
use crate::{Digest, Number, Time, json};

/// The name of this version of the format.
const FORMAT: &str = "sayyar-receipt/1";
/// The longest receipt that is read.
const LONGEST: usize = 4096;

/// What is stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// The bytes are here; nobody has looked into them yet.
    Arrived,
    /// They are a submission, and it was taken in.
    TakenIn {
        /// The number of the application.
        number: Number,
        /// The digest of what was taken in.
        content: Digest,
    },
    /// They were not taken in.
    Refused {
        /// The code of the reason.
        code: String,
    },
}

/// A statement on some bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    format: String,
    /// What is stated.
    #[serde(flatten)]
    pub kind: Kind,
    /// SHA-256 of the bytes.
    pub sha256: Sha256,
    /// How many bytes; below 2^53.
    pub size: u64,
    /// When, by the clock of whoever states it.
    pub at: Time,
    /// Who states it.
    pub by: PublicKey,
    /// Which receipt of this signer, from 1; below 2^53.
    pub sequence: u64,
    /// The digest of the receipt before; none in the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Digest>,
    /// The head of the signer's audit log, if it keeps one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<Digest>,
}

/// A SHA-256 digest in hexadecimal: how the door names what it was given.
pub type Sha256 = Fingerprint;

/// Why a receipt is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReceiptError {
    /// Not a receipt in its one spelling.
    Malformed,
    /// The signature.
    Signature(SignatureError),
}

impl ReceiptError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "receipt-malformed",
            Self::Signature(error) => error.code(),
        }
    }
}

impl fmt::Display for ReceiptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("this is not a receipt"),
            Self::Signature(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReceiptError {}

impl Receipt {
    /// The next receipt of a signer; `by`, the number and the link to the one before follow from the rest.
    pub fn next(kind: Kind, bytes: (Sha256, u64), at: Time, by: &PublicKey, before: Option<&Signed>) -> Self {
        let (sequence, previous) =
            before.map_or((1, None), |before| (before.receipt.sequence + 1, Some(before.digest())));
        let (sha256, size) = bytes;
        Self { format: FORMAT.into(), kind, sha256, size, at, by: *by, sequence, previous, audit: None }
    }

    /// Signs the receipt. `by` becomes the key's own. Fails for a size or a number beyond 2^53.
    pub fn sign(mut self, key: &SigningKey) -> Result<Signed, NotExact> {
        self.by = key.public();
        let line = json::encode(&self)? + "\n";
        let signature = Signature::sign(key, sshsig::RECEIPT, line.as_bytes()).encode();
        Ok(Signed { receipt: self, file: line + &signature })
    }

    fn is_consistent(&self) -> bool {
        let code = match &self.kind {
            Kind::Refused { code } => {
                (1..=64).contains(&code.len())
                    && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            }
            _ => true,
        };
        self.format == FORMAT && code && self.sequence > 0 && (self.sequence == 1) == self.previous.is_none()
    }
}

/// A receipt with a valid signature of the key it names. Whether that key is known is for the reader to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    receipt: Receipt,
    file: String,
}

impl Signed {
    /// Reads a receipt and verifies its signature.
    pub fn parse(file: &[u8]) -> Result<Self, ReceiptError> {
        let text =
            std::str::from_utf8(file).ok().filter(|text| text.len() <= LONGEST).ok_or(ReceiptError::Malformed)?;
        let (line, signature) = text.split_at(text.find('\n').ok_or(ReceiptError::Malformed)? + 1);
        let receipt = json::decode::<Receipt>(line.trim_end_matches('\n').as_bytes());
        let receipt = receipt.filter(Receipt::is_consistent).ok_or(ReceiptError::Malformed)?;
        Signature::parse(signature.as_bytes())
            .and_then(|signature| signature.verify(&receipt.by, sshsig::RECEIPT, line.as_bytes()))
            .map_err(ReceiptError::Signature)?;
        Ok(Self { receipt, file: text.to_owned() })
    }

    /// What is stated.
    pub fn receipt(&self) -> &Receipt {
        &self.receipt
    }

    /// The file.
    pub fn as_str(&self) -> &str {
        &self.file
    }

    /// The digest that the next receipt names: SHA-512 of the file.
    pub fn digest(&self) -> Digest {
        Digest::of(self.file.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(kind: Kind, before: Option<&Signed>) -> Signed {
        let key = SigningKey::from_seed(&[7; 32]);
        let at = Time::from_unix(1_795_167_005).unwrap();
        Receipt::next(kind, (Fingerprint([1; 32]), 48_123), at, &key.public(), before).sign(&key).unwrap()
    }

    fn taken_in() -> Kind {
        Kind::TakenIn { number: Number::of(&SigningKey::from_seed(&[9; 32]).public()), content: Digest::of(b"") }
    }

    #[test]
    fn receipts_read_back_and_are_chained() {
        let first = receipt(Kind::Arrived, None);
        let second = receipt(taken_in(), Some(&first));
        let third = receipt(Kind::Refused { code: "age-payload".into() }, Some(&second));
        for signed in [&first, &second, &third] {
            assert_eq!(Signed::parse(signed.as_str().as_bytes()).as_ref(), Ok(signed));
        }
        assert_eq!(third.receipt().previous, Some(second.digest()));
        assert_eq!(third.receipt().sequence, 3);
        let line = first.as_str().lines().next().unwrap();
        assert!(line.starts_with(r#"{"at":"2026-11-20T09:30:05Z","by":"ssh-ed25519 "#), "{line}");
        assert!(line.contains(r#""format":"sayyar-receipt/1","kind":"arrived","sequence":1,"sha256":"0101"#), "{line}");
    }

    #[test]
    fn every_truncation_and_flipped_byte_is_refused() {
        let file = receipt(taken_in(), Some(&receipt(Kind::Arrived, None))).as_str().as_bytes().to_vec();
        for length in 0..file.len() {
            assert!(Signed::parse(&file[..length]).is_err(), "{length}");
        }
        for place in 0..file.len() {
            let mut changed = file.clone();
            changed[place] ^= 1;
            assert!(Signed::parse(&changed).is_err(), "{place}");
        }
    }

    #[test]
    fn other_spellings_and_contradictions_are_refused() {
        let key = SigningKey::from_seed(&[7; 32]);
        let line = receipt(Kind::Arrived, None).as_str().lines().next().unwrap().to_owned();
        let resigned = |line: String| {
            let line = line + "\n";
            Signed::parse((line.clone() + &Signature::sign(&key, sshsig::RECEIPT, line.as_bytes()).encode()).as_bytes())
        };
        assert!(resigned(line.clone()).is_ok());
        let changes = [
            ("\"kind\"", " \"kind\""),
            ("{\"at\"", "{\"an\":1,\"at\""),
            ("receipt/1", "receipt/2"),
            ("\"sequence\":1", "\"sequence\":2"),
            ("\"sequence\":1", "\"sequence\":18446744073709551615"),
            ("\"size\":48123", "\"size\":48123.0"),
            ("\"size\":48123", "\"size\":-1"),
            ("arrived", "taken-in"),
            ("\"kind\":\"arrived\"", "\"kind\":\"arrived\",\"kind\":\"arrived\""),
            ("\"arrived\"", "\"arrived\",\"number\":\"x\""),
        ];
        for (from, to) in changes {
            assert_eq!(resigned(line.replace(from, to)), Err(ReceiptError::Malformed), "{to}");
        }
    }
}
