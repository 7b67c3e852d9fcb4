//! The scrypt recipient type: files that a passphrase opens (age, "The scrypt recipient type").

use scrypt::{Params, scrypt};
use zeroize::Zeroizing;

use super::FileKey;
use super::aead::{self, Key};
use super::decrypt::OpenError;
use super::header::{Stanza, canonical};

/// log2 of the work written: 32 MiB and about a tenth of a second, which a phone can do.
pub const WORK_FACTOR: u8 = 15;
/// log2 of the most work done for a file that asks for it: 256 MiB.
pub const WORK_FACTOR_LIMIT: u8 = 18;

const TYPE: &str = "scrypt";
const LABEL: &[u8] = b"age-encryption.org/v1/scrypt";

/// What somebody remembers or has on paper. Wiped when dropped.
pub struct Passphrase(Zeroizing<Vec<u8>>);

impl Passphrase {
    /// Exactly these bytes: whoever wants trimming or folding does it before.
    pub fn new(text: &[u8]) -> Self {
        Self(Zeroizing::new(text.to_vec()))
    }

    pub(super) fn wrap(&self, file_key: &FileKey, entropy: &mut crate::Entropy<'_>) -> Stanza {
        let salt = crate::random(entropy);
        let key = self.key(&salt, WORK_FACTOR);
        Stanza {
            tag: TYPE.into(),
            args: vec![canonical::encode(&salt), WORK_FACTOR.to_string()],
            body: aead::wrap(&key, &[0; 12], file_key).to_vec(),
        }
    }

    pub(super) fn unwrap(&self, stanza: &Parsed) -> Result<FileKey, OpenError> {
        if stanza.work_factor > WORK_FACTOR_LIMIT {
            return Err(OpenError::WorkFactor);
        }
        let key = self.key(&stanza.salt, stanza.work_factor);
        aead::unwrap(&key, &[0; 12], &stanza.body).ok_or(OpenError::NoMatch)
    }

    fn key(&self, salt: &[u8; 16], work_factor: u8) -> Key {
        let mut key = Key::default();
        let params = Params::new(work_factor, 8, 1).expect("the work factor is at most 18");
        scrypt(&self.0, &[LABEL, salt].concat(), &params, key.as_mut_slice()).expect("32 bytes are allowed");
        key
    }
}

/// A well-formed scrypt stanza.
pub(super) struct Parsed {
    salt: [u8; 16],
    work_factor: u8,
    body: [u8; 32],
}

impl Parsed {
    /// Nothing when the stanza is of another type.
    pub(super) fn read(stanza: &Stanza) -> Option<Result<Self, OpenError>> {
        (stanza.tag == TYPE).then(|| Self::parse(stanza).ok_or(OpenError::Stanza))
    }

    fn parse(stanza: &Stanza) -> Option<Self> {
        let [salt, work_factor] = stanza.args.as_slice() else { return None };
        let digits = work_factor.bytes().all(|byte| byte.is_ascii_digit()) && !work_factor.starts_with('0');
        // A number with more digits than fit is one too large, not a malformed one.
        let work_factor = if work_factor.len() > 2 { u8::MAX } else { work_factor.parse().ok()? };
        let body = stanza.body.as_slice().try_into().ok()?;
        digits.then_some(Self { salt: canonical::decode(salt)?, work_factor, body })
    }
}
