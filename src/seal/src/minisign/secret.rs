//! Secret keys: made here, kept in minisign's own file under a password.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blake2::{Blake2b256, Digest};
use scrypt::{Params, scrypt};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{KeyId, LONGEST_COMMENT, PURE, PublicKey, UNTRUSTED, decode};
use crate::Entropy;
use crate::ed25519::SigningKey;

const SCRYPT: [u8; 2] = *b"Sc";
const NO_KDF: [u8; 2] = [0; 2];
const BLAKE2B: [u8; 2] = *b"B2";
/// Kind, key derivation and checksum, salt, limits, then the protected part.
const FILE: usize = 2 + 2 + 2 + 32 + 8 + 8 + PROTECTED;
/// Id, seed and public key, checksum.
const PROTECTED: usize = 8 + 64 + 32;

/// How much work a password costs, in libsodium's terms; what minisign writes, it reads with any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// What minisign itself writes: 1 GiB and some seconds. For keys that matter.
    Sensitive,
    /// 16 MiB and an instant: for tests and examples.
    Interactive,
}

impl Cost {
    /// libsodium's `opslimit` and `memlimit`.
    fn limits(self) -> (u64, u64) {
        match self {
            Self::Sensitive => (1 << 25, 1 << 30),
            Self::Interactive => (1 << 19, 1 << 24),
        }
    }
}

/// A secret key and its id. Wiped when dropped; never shown by `Debug`.
#[derive(Clone)]
pub struct SecretKey {
    id: KeyId,
    key: SigningKey,
}

/// Why a secret key file does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecretKeyError {
    /// Not a minisign secret key.
    Malformed,
    /// It is under a password, and none was given.
    Password,
    /// The password is another, or the file was changed.
    WrongPassword,
    /// It asks for more work than [`Cost::Sensitive`].
    Cost,
}

impl fmt::Display for SecretKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a minisign secret key",
            Self::Password => "the secret key is under a password",
            Self::WrongPassword => "the password does not open this secret key",
            Self::Cost => "the secret key asks for too much work",
        })
    }
}

impl std::error::Error for SecretKeyError {}

impl SecretKey {
    /// A new key.
    pub fn generate(entropy: &mut Entropy<'_>) -> Self {
        let id = KeyId(crate::random(entropy));
        Self { id, key: SigningKey::generate(entropy) }
    }

    /// A key that is known: the public one of test bundles.
    pub fn from_seed(id: KeyId, seed: &[u8; 32]) -> Self {
        Self { id, key: SigningKey::from_seed(seed) }
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey { id: self.id, key: self.key.public() }
    }

    pub(super) fn signing(&self) -> &SigningKey {
        &self.key
    }

    /// The file, under a password.
    pub fn to_file(&self, password: &[u8], cost: Cost, entropy: &mut Entropy<'_>) -> Zeroizing<String> {
        let salt: [u8; 32] = crate::random(entropy);
        let (operations, memory) = cost.limits();
        let mut protected = self.protected();
        let stream = stream(password, &salt, operations, memory).expect("these limits are within bounds");
        xor(&mut protected, &stream);
        let head = [PURE, SCRYPT, BLAKE2B].concat();
        let bytes = [&head[..], &salt, &operations.to_le_bytes(), &memory.to_le_bytes(), &*protected].concat();
        Zeroizing::new(format!("{UNTRUSTED}minisign encrypted secret key\n{}\n", STANDARD.encode(bytes)))
    }

    /// Reads the file. Without a password only files that have none open.
    pub fn parse(file: &str, password: Option<&[u8]>) -> Result<Self, SecretKeyError> {
        let bytes = Zeroizing::new(content(file).ok_or(SecretKeyError::Malformed)?);
        let [a, b, c, d, e, f, rest @ ..] = &*bytes;
        let (salt, rest) = rest.split_first_chunk::<32>().ok_or(SecretKeyError::Malformed)?;
        let (operations, rest) = rest.split_first_chunk().ok_or(SecretKeyError::Malformed)?;
        let (memory, rest) = rest.split_first_chunk().ok_or(SecretKeyError::Malformed)?;
        let mut protected: Protected = Zeroizing::new(rest.try_into().map_err(|_| SecretKeyError::Malformed)?);
        if [*a, *b] != PURE || [*e, *f] != BLAKE2B {
            return Err(SecretKeyError::Malformed);
        }
        let under_password = match [*c, *d] {
            SCRYPT => true,
            NO_KDF => false,
            _ => return Err(SecretKeyError::Malformed),
        };
        if under_password {
            let password = password.ok_or(SecretKeyError::Password)?;
            let limits = (u64::from_le_bytes(*operations), u64::from_le_bytes(*memory));
            let stream = stream(password, salt, limits.0, limits.1).ok_or(SecretKeyError::Cost)?;
            xor(&mut protected, &stream);
        }
        // minisign leaves the checksum of a key without a password blank.
        let blank = !under_password && protected[72..] == [0; 32];
        Self::unprotect(&protected, blank).ok_or(if under_password {
            SecretKeyError::WrongPassword
        } else {
            SecretKeyError::Malformed
        })
    }

    fn protected(&self) -> Protected {
        let mut bytes = Protected::new([0; PROTECTED]);
        bytes[..8].copy_from_slice(&self.id.0);
        bytes[8..40].copy_from_slice(self.key.seed());
        bytes[40..72].copy_from_slice(self.key.public().raw());
        let check = checksum(&bytes);
        bytes[72..].copy_from_slice(&check);
        bytes
    }

    fn unprotect(bytes: &Protected, blank: bool) -> Option<Self> {
        let checked = blank || bool::from(checksum(bytes).ct_eq(&bytes[72..]));
        let (id, rest) = bytes.split_first_chunk()?;
        let (seed, rest) = rest.split_first_chunk()?;
        let key = SigningKey::from_seed(seed);
        let fits = key.public().raw() == rest.first_chunk()?;
        (checked && fits).then_some(Self { id: KeyId(*id), key })
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey {}", self.id)
    }
}

type Protected = Zeroizing<[u8; PROTECTED]>;

fn content(file: &str) -> Option<[u8; FILE]> {
    let mut lines = file.lines();
    let comment = lines.next().filter(|line| line.starts_with(UNTRUSTED) && line.len() <= LONGEST_COMMENT);
    let bytes = decode(comment.and(lines.next())?)?;
    lines.next().is_none().then_some(bytes)
}

fn checksum(protected: &[u8; PROTECTED]) -> [u8; 32] {
    Blake2b256::new().chain_update(PURE).chain_update(&protected[..72]).finalize().into()
}

/// The key stream of a password, as libsodium's `crypto_pwhash_scryptsalsa208sha256` chooses the parameters.
/// Nothing beyond [`Cost::Sensitive`].
fn stream(password: &[u8], salt: &[u8; 32], operations: u64, memory: u64) -> Option<Protected> {
    let (most_operations, most_memory) = Cost::Sensitive.limits();
    if operations > most_operations || memory > most_memory {
        return None;
    }
    let operations = operations.max(32768);
    let largest = if operations < memory / 32 { operations / (8 * 4) } else { memory / (8 * 128) };
    let log_n = (1..63).find(|log_n| 1u64 << log_n > largest / 2)?;
    let p = if operations < memory / 32 { 1 } else { ((operations / 4) >> log_n) / 8 };
    let mut stream = Protected::new([0; PROTECTED]);
    let params = Params::new(log_n, 8, u32::try_from(p).ok()?).ok()?;
    scrypt(password, salt, &params, stream.as_mut_slice()).ok()?;
    Some(stream)
}

fn xor(bytes: &mut [u8; PROTECTED], stream: &[u8; PROTECTED]) {
    bytes.iter_mut().zip(stream).for_each(|(byte, with)| *byte ^= with);
}
