//! Digests: a strong one where bytes are named or vouched for, a fast one where only change is asked about.

use std::hash::Hasher;

use sha2::{Digest, Sha256};

/// SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The first 10 hexadecimal digits of SHA-256: what a fingerprinted file name carries.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    sha256(bytes)[..5].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A 64-bit digest that tells change from no change within one run. Never written anywhere.
pub(crate) fn fast(bytes: &[u8]) -> u64 {
    #[expect(
        deprecated,
        reason = "a fixed key is wanted here: the same bytes must give the same digest on every thread"
    )]
    let mut hasher = std::hash::SipHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
