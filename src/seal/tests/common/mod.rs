//! What several tests need.

use sha2::{Digest, Sha512};

/// A stream of bytes that a seed decides: tests have no chance in them.
pub(crate) fn entropy(seed: &[u8]) -> impl FnMut(&mut [u8]) + use<> {
    let (seed, mut block) = (seed.to_vec(), 0u64);
    move |bytes| {
        for piece in bytes.chunks_mut(64) {
            let digest = Sha512::new().chain_update(&seed).chain_update(block.to_be_bytes()).finalize();
            piece.copy_from_slice(&digest[..piece.len()]);
            block += 1;
        }
    }
}
