//! The two asymmetric recipient types: how a file key is wrapped for a recipient and found by its identity.

use x_wing::{CIPHERTEXT_SIZE, DecapsulationKeyRejectNonContrib, EncapsulationKey};
use x25519_dalek::{PublicKey, StaticSecret};

use super::decrypt::OpenError;
use super::header::{Stanza, canonical};
use super::{FileKey, Kind, aead, hpke};
use crate::Entropy;

const X25519: &str = "X25519";
const X25519_INFO: &[u8] = b"age-encryption.org/v1/X25519";
const HYBRID: &str = "mlkem768x25519";
const HYBRID_INFO: &[u8] = b"age-encryption.org/mlkem768x25519";

/// A well-formed stanza of a type known here. Its shape is checked before any key is tried on it.
pub(super) enum Wrapped {
    X25519 { share: [u8; 32], body: [u8; 32] },
    Hybrid { encapsulated: Box<[u8; CIPHERTEXT_SIZE]>, body: [u8; 32] },
}

impl Wrapped {
    /// Nothing when the stanza is of another type.
    pub(super) fn read(stanza: &Stanza) -> Option<Result<Self, OpenError>> {
        let parsed = match stanza.tag.as_str() {
            X25519 => Self::parts(stanza).map(|(share, body)| Self::X25519 { share, body }),
            HYBRID => Self::parts(stanza).map(|(key, body)| Self::Hybrid { encapsulated: Box::new(key), body }),
            _ => return None,
        };
        Some(parsed.ok_or(OpenError::Stanza))
    }

    fn parts<const N: usize>(stanza: &Stanza) -> Option<([u8; N], [u8; 32])> {
        let [share] = stanza.args.as_slice() else { return None };
        Some((canonical::decode(share)?, stanza.body.as_slice().try_into().ok()?))
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::X25519 { .. } => Kind::X25519,
            Self::Hybrid { .. } => Kind::Hybrid,
        }
    }
}

/// X25519: an ephemeral key agreement, then HKDF with both public keys as salt.
pub(super) fn to_x25519(to: &PublicKey, file_key: &FileKey, entropy: &mut Entropy<'_>) -> Stanza {
    let ephemeral = StaticSecret::from(crate::random(entropy));
    let share = PublicKey::from(&ephemeral);
    let shared = ephemeral.diffie_hellman(to);
    let key = aead::derive(shared.as_bytes(), &[*share.as_bytes(), *to.as_bytes()].concat(), X25519_INFO);
    let body = aead::wrap(&key, &[0; 12], file_key).to_vec();
    Stanza { tag: X25519.into(), args: vec![canonical::encode(share.as_bytes())], body }
}

/// The file key, nothing when the stanza is for somebody else, or an error when its share is of low order.
pub(super) fn from_x25519(
    (identity, recipient): &(StaticSecret, PublicKey),
    share: &[u8; 32],
    body: &[u8; 32],
) -> Result<Option<FileKey>, OpenError> {
    let shared = identity.diffie_hellman(&PublicKey::from(*share));
    if !shared.was_contributory() {
        return Err(OpenError::Stanza);
    }
    let key = aead::derive(shared.as_bytes(), &[*share, *recipient.as_bytes()].concat(), X25519_INFO);
    Ok(aead::unwrap(&key, &[0; 12], body))
}

/// mlkem768x25519: HPKE.
pub(super) fn to_hybrid(to: &EncapsulationKey, file_key: &FileKey, entropy: &mut Entropy<'_>) -> Stanza {
    let (encapsulated, body) = hpke::seal(to, HYBRID_INFO, file_key, entropy);
    Stanza { tag: HYBRID.into(), args: vec![canonical::encode(&encapsulated)], body: body.to_vec() }
}

/// As [`from_x25519`].
pub(super) fn from_hybrid(
    identity: &DecapsulationKeyRejectNonContrib,
    encapsulated: &[u8; CIPHERTEXT_SIZE],
    body: &[u8; 32],
) -> Result<Option<FileKey>, OpenError> {
    hpke::open(identity, HYBRID_INFO, encapsulated, body).ok_or(OpenError::Stanza)
}
