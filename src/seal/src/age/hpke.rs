//! HPKE (RFC 9180) in base mode for one message, with the one suite age's hybrid recipient uses: the KEM
//! MLKEM768-X25519, which is X-Wing (draft-ietf-hpke-pq), HKDF-SHA256 and ChaCha20-Poly1305.

use hkdf::{Hkdf, HkdfExtract};
use sha2::Sha256;
use x_wing::{CIPHERTEXT_SIZE, Ciphertext, DecapsulationKeyRejectNonContrib, EncapsulationKey, TryDecapsulate};
use zeroize::{Zeroize, Zeroizing};

use super::FileKey;
use super::aead::{self, Key};
use crate::Entropy;

/// "HPKE", then KEM 0x647a, KDF 0x0001 and AEAD 0x0003 (RFC 9180, section 5.1).
const SUITE: &[u8] = b"HPKE\x64\x7a\x00\x01\x00\x03";

/// SealBase: the encapsulated key and the sealed file key.
pub(super) fn seal(
    to: &EncapsulationKey,
    info: &[u8],
    file_key: &FileKey,
    entropy: &mut Entropy<'_>,
) -> (Vec<u8>, [u8; 32]) {
    let mut randomness = crate::random::<64>(entropy).into();
    let (encapsulated, mut shared) = to.encapsulate_deterministic(&randomness);
    randomness.zeroize();
    let (key, nonce) = schedule(&shared.0, info);
    shared.zeroize();
    (encapsulated.to_vec(), aead::wrap(&key, &nonce, file_key))
}

/// OpenBase. Nothing when the encapsulated key is malformed: its X25519 part of low order, which the key
/// agreement must refuse (RFC 7748, section 6.1). `Some(None)` when it is for somebody else.
pub(super) fn open(
    identity: &DecapsulationKeyRejectNonContrib,
    info: &[u8],
    encapsulated: &[u8; CIPHERTEXT_SIZE],
    body: &[u8; 32],
) -> Option<Option<FileKey>> {
    let mut shared = identity.try_decapsulate(&Ciphertext::from(*encapsulated)).ok()?;
    let (key, nonce) = schedule(&shared.0, info);
    shared.zeroize();
    Some(aead::unwrap(&key, &nonce, body))
}

/// KeySchedule in base mode, without a pre-shared key (RFC 9180, section 5.1).
fn schedule(shared: &[u8; 32], info: &[u8]) -> (Key, [u8; 12]) {
    let (psk_id_hash, info_hash) = (extract(b"", b"psk_id_hash", b"").0, extract(b"", b"info_hash", info).0);
    let context = [&[0], psk_id_hash.as_slice(), info_hash.as_slice()].concat();
    let secret = extract(shared, b"secret", b"").1;
    let (mut key, mut nonce) = (Key::default(), [0; 12]);
    expand(&secret, b"key", &context, key.as_mut_slice());
    expand(&secret, b"base_nonce", &context, &mut nonce);
    (key, nonce)
}

/// LabeledExtract (RFC 9180, section 4).
fn extract(salt: &[u8], label: &[u8], secret: &[u8]) -> (Zeroizing<[u8; 32]>, Hkdf<Sha256>) {
    let mut extract = HkdfExtract::<Sha256>::new(Some(salt));
    for part in [b"HPKE-v1", SUITE, label, secret] {
        extract.input_ikm(part);
    }
    let (key, hkdf) = extract.finalize();
    (Zeroizing::new(key.into()), hkdf)
}

/// LabeledExpand (RFC 9180, section 4).
fn expand(hkdf: &Hkdf<Sha256>, label: &[u8], info: &[u8], out: &mut [u8]) {
    let length = (out.len() as u16).to_be_bytes();
    hkdf.expand_multi_info(&[&length, b"HPKE-v1", SUITE, label, info], out)
        .expect("a key and a nonce are within HKDF's 8160 bytes");
}
