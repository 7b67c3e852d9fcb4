//! Recipients and identities: whom a file is for, and what opens it.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};
use x_wing::{DecapsulationKeyRejectNonContrib, Decapsulator, EncapsulationKey, KeyExport};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, Zeroizing};

use super::decrypt::OpenError;
use super::header::{MAX_STANZAS, Stanza};
use super::wrap::{self, Wrapped};
use super::{FileKey, bech32};
use crate::Entropy;

const RECIPIENT: &str = "age";
const HYBRID_RECIPIENT: &str = "age1pq";
const IDENTITY: &str = "age-secret-key-";
const HYBRID_IDENTITY: &str = "age-secret-key-pq-";

/// Which key agreement protects a file. One file has one kind only: beside an X25519 stanza the hybrid one
/// protects nothing against a quantum computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// ML-KEM-768 with X25519 (X-Wing): `age1pq1...`. What Sayyar uses by default.
    Hybrid,
    /// X25519 alone: `age1...`, for tools that know nothing newer.
    X25519,
}

/// A text that is no recipient, or no identity, of a kind known here. Says nothing of the text: it may be secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAKey;

impl fmt::Display for NotAKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not an age recipient (age1pq1..., age1...) or identity (AGE-SECRET-KEY-PQ-1..., AGE-SECRET-KEY-1...)",
        )
    }
}

impl std::error::Error for NotAKey {}

/// A public key that files are sealed to.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(Public);

#[derive(Clone, PartialEq, Eq)]
enum Public {
    Hybrid(Box<EncapsulationKey>),
    X25519(PublicKey),
}

impl Recipient {
    /// The raw public key: 1216 bytes of the hybrid, 32 bytes of X25519.
    pub fn from_raw(raw: &[u8]) -> Result<Self, NotAKey> {
        if let Ok(raw) = <[u8; 32]>::try_from(raw) {
            return contributes(raw).then(|| Self(Public::X25519(raw.into()))).ok_or(NotAKey);
        }
        let key = EncapsulationKey::try_from(raw).map_err(|_| NotAKey)?;
        let x25519: [u8; 32] = raw[raw.len() - 32..].try_into().map_err(|_| NotAKey)?;
        contributes(x25519).then(|| Self(Public::Hybrid(Box::new(key)))).ok_or(NotAKey)
    }

    /// The raw public key, as [`Recipient::from_raw`] takes it.
    pub fn raw(&self) -> Vec<u8> {
        match &self.0 {
            Public::Hybrid(key) => key.to_bytes().to_vec(),
            Public::X25519(key) => key.as_bytes().to_vec(),
        }
    }

    /// Which key agreement it takes part in.
    pub fn kind(&self) -> Kind {
        match &self.0 {
            Public::Hybrid(_) => Kind::Hybrid,
            Public::X25519(_) => Kind::X25519,
        }
    }

    /// The short name of this recipient.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::new().chain_update(b"sayyar/recipient/v1").chain_update(self.raw()).finalize().into())
    }

    pub(super) fn wrap(&self, file_key: &FileKey, entropy: &mut Entropy<'_>) -> Stanza {
        match &self.0 {
            Public::Hybrid(key) => wrap::to_hybrid(key, file_key, entropy),
            Public::X25519(key) => wrap::to_x25519(key, file_key, entropy),
        }
    }
}

/// Whether a key agreement with this public key depends on the other side at all: not so for points of low
/// order (RFC 7748, section 6.1).
fn contributes(mut public: [u8; 32]) -> bool {
    // X25519 does not look at the highest bit.
    public[31] &= 0x7f;
    !LOW_ORDER.contains(&public)
}

/// All of low order, in every spelling: 0, 1, the two of order 8, -1; and what 0 and 1 are beside the modulus.
const LOW_ORDER: [[u8; 32]; 7] = {
    let (zero, mut one, mut beneath) = ([0; 32], [0; 32], [0xff; 32]);
    (one[0], beneath[0], beneath[31]) = (1, 0xec, 0x7f);
    let (mut modulus, mut above) = (beneath, beneath);
    (modulus[0], above[0]) = (0xed, 0xee);
    let eighth = [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda, 0x09,
        0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
    ];
    let other = [
        0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b, 0x04, 0x44,
        0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
    ];
    [zero, one, eighth, other, beneath, modulus, above]
};

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = match self.kind() {
            Kind::Hybrid => HYBRID_RECIPIENT,
            Kind::X25519 => RECIPIENT,
        };
        f.write_str(&bech32::encode(prefix, &self.raw()))
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({:?} {})", self.kind(), self.fingerprint())
    }
}

impl FromStr for Recipient {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let hybrid = bech32::decode(HYBRID_RECIPIENT, text).filter(|raw| raw.len() == x_wing::ENCAPSULATION_KEY_SIZE);
        let raw = hybrid.or_else(|| bech32::decode(RECIPIENT, text).filter(|raw| raw.len() == 32)).ok_or(NotAKey)?;
        Self::from_raw(&raw)
    }
}

/// SHA-256 of `sayyar/recipient/v1` and the raw key; written as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Fingerprint {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        crate::digest::hex(text).map(Self).ok_or(NotAKey)
    }
}

impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::text(deserializer)
    }
}

impl serde::Serialize for Recipient {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Recipient {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::text(deserializer)
    }
}

/// Recipients that may stand in one file: at least one, at most [`MAX_STANZAS`], none twice, of one kind.
#[derive(Debug, Clone)]
pub struct Recipients(Vec<Recipient>);

/// Why recipients may not stand in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotRecipients {
    /// None at all.
    None,
    /// More than [`MAX_STANZAS`].
    TooMany,
    /// One stands there twice.
    Twice,
    /// The hybrid and X25519 side by side.
    Mixed,
}

impl fmt::Display for NotRecipients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "a file needs a recipient",
            Self::TooMany => "too many recipients for one file",
            Self::Twice => "a recipient is named twice",
            Self::Mixed => "post-quantum and X25519 recipients cannot share a file",
        })
    }
}

impl std::error::Error for NotRecipients {}

impl Recipients {
    /// These recipients, in this order.
    pub fn new(recipients: Vec<Recipient>) -> Result<Self, NotRecipients> {
        let Some(first) = recipients.first() else { return Err(NotRecipients::None) };
        if recipients.len() > MAX_STANZAS {
            return Err(NotRecipients::TooMany);
        }
        if recipients.iter().any(|recipient| recipient.kind() != first.kind()) {
            return Err(NotRecipients::Mixed);
        }
        if (1..recipients.len()).any(|i| recipients[..i].contains(&recipients[i])) {
            return Err(NotRecipients::Twice);
        }
        Ok(Self(recipients))
    }

    /// The recipients, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Recipient> {
        self.0.iter()
    }
}

impl From<Recipient> for Recipients {
    fn from(recipient: Recipient) -> Self {
        Self(vec![recipient])
    }
}

/// A secret key that opens files. Wiped when dropped; never shown by `Debug`.
#[derive(Clone)]
pub struct Identity(Secret);

#[derive(Clone)]
enum Secret {
    Hybrid(Box<DecapsulationKeyRejectNonContrib>),
    /// With its public half, which every file that is opened asks for.
    X25519(Box<(StaticSecret, PublicKey)>),
}

impl Identity {
    /// A new identity.
    pub fn generate(kind: Kind, entropy: &mut Entropy<'_>) -> Self {
        let mut seed = crate::random(entropy);
        let identity = Self::from_seed(kind, &seed);
        seed.zeroize();
        identity
    }

    /// The identity with these 32 secret bytes, of either kind.
    pub fn from_seed(kind: Kind, seed: &[u8; 32]) -> Self {
        Self(match kind {
            Kind::Hybrid => Secret::Hybrid(Box::new(DecapsulationKeyRejectNonContrib::from(*seed))),
            Kind::X25519 => {
                let secret = StaticSecret::from(*seed);
                let public = PublicKey::from(&secret);
                Secret::X25519(Box::new((secret, public)))
            }
        })
    }

    /// Reads `AGE-SECRET-KEY-PQ-1...` or `AGE-SECRET-KEY-1...`.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return Err(NotAKey);
        }
        let lower = Zeroizing::new(text.to_ascii_lowercase());
        let read = |prefix| bech32::decode(prefix, &lower).map(Zeroizing::new);
        let (kind, secret) = match (read(HYBRID_IDENTITY), read(IDENTITY)) {
            (Some(secret), _) => (Kind::Hybrid, secret),
            (None, Some(secret)) => (Kind::X25519, secret),
            (None, None) => return Err(NotAKey),
        };
        let mut seed: [u8; 32] = secret.as_slice().try_into().map_err(|_| NotAKey)?;
        let identity = Self::from_seed(kind, &seed);
        seed.zeroize();
        Ok(identity)
    }

    /// The text that [`Identity::parse`] reads.
    pub fn to_text(&self) -> Zeroizing<String> {
        let (prefix, seed) = match &self.0 {
            Secret::Hybrid(key) => (HYBRID_IDENTITY, Zeroizing::new(key.to_bytes().0)),
            Secret::X25519(key) => (IDENTITY, Zeroizing::new(key.0.to_bytes())),
        };
        let lower = Zeroizing::new(bech32::encode(prefix, seed.as_slice()));
        Zeroizing::new(lower.to_ascii_uppercase())
    }

    /// Whom files are sealed to that this identity opens.
    pub fn recipient(&self) -> Recipient {
        Recipient(match &self.0 {
            Secret::Hybrid(key) => Public::Hybrid(Box::new(key.encapsulation_key().clone())),
            Secret::X25519(key) => Public::X25519(key.1),
        })
    }

    /// The file key, or nothing when this stanza is for somebody else.
    pub(super) fn unwrap(&self, wrapped: &Wrapped) -> Result<Option<FileKey>, OpenError> {
        match (&self.0, wrapped) {
            (Secret::Hybrid(key), Wrapped::Hybrid { encapsulated, body }) => wrap::from_hybrid(key, encapsulated, body),
            (Secret::X25519(key), Wrapped::X25519 { share, body }) => wrap::from_x25519(key, share, body),
            _ => Ok(None),
        }
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity of {:?}", self.recipient())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting() -> impl FnMut(&mut [u8]) {
        let mut next = 0u8;
        move |bytes: &mut [u8]| {
            bytes.fill_with(|| {
                next = next.wrapping_add(1);
                next
            })
        }
    }

    /// The pairs given in the age specification.
    #[test]
    fn the_examples_of_the_specification() {
        let identity =
            Identity::parse("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX").unwrap();
        assert_eq!(identity.recipient().to_string(), "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj");
        let identity =
            Identity::parse("AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR").unwrap();
        let recipient = identity.recipient().to_string();
        assert!(recipient.starts_with("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrqtz"));
        assert!(recipient.ends_with("9pyyzk3tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k"));
        assert_eq!(recipient.len(), 1959);
    }

    #[test]
    fn texts_read_back() {
        for kind in [Kind::Hybrid, Kind::X25519] {
            let identity = Identity::generate(kind, &mut counting());
            let text = identity.to_text();
            assert_eq!(Identity::parse(&text).unwrap().recipient(), identity.recipient());
            assert!(Identity::parse(&text.to_ascii_lowercase()).is_err());
            let recipient = identity.recipient().to_string();
            assert_eq!(recipient.parse::<Recipient>().unwrap(), identity.recipient());
            assert!(recipient.to_ascii_uppercase().parse::<Recipient>().is_err());
            assert!(text.parse::<Recipient>().is_err());
        }
    }

    #[test]
    fn public_keys_of_low_order_are_refused() {
        let high = |raw: &[u8; 32]| std::array::from_fn(|place| raw[place] | if place == 31 { 0x80 } else { 0 });
        let all = LOW_ORDER.iter().flat_map(|raw: &[u8; 32]| [*raw, high(raw)]);
        for raw in all {
            // Every secret is a multiple of the cofactor, so any one tells.
            assert!(!StaticSecret::from([1; 32]).diffie_hellman(&raw.into()).was_contributory(), "{raw:?}");
            assert!(Recipient::from_raw(&raw).is_err());
            let mut hybrid = Identity::generate(Kind::Hybrid, &mut counting()).recipient().raw();
            assert!(Recipient::from_raw(&hybrid).is_ok());
            hybrid[1184..].copy_from_slice(&raw);
            assert!(Recipient::from_raw(&hybrid).is_err());
        }
        // Coefficients beyond the modulus: FIPS 203, section 7.2.
        assert!(Recipient::from_raw(&[0xff; 1216]).is_err());
    }

    #[test]
    fn which_recipients_share_a_file() {
        let mut entropy = counting();
        let mut one = |kind| Identity::generate(kind, &mut entropy).recipient();
        let (a, b, x) = (one(Kind::Hybrid), one(Kind::Hybrid), one(Kind::X25519));
        assert!(Recipients::new(vec![a.clone(), b.clone()]).is_ok());
        assert_eq!(Recipients::new(vec![]).unwrap_err(), NotRecipients::None);
        assert_eq!(Recipients::new(vec![a.clone(), x]).unwrap_err(), NotRecipients::Mixed);
        assert_eq!(Recipients::new(vec![a.clone(), b, a.clone()]).unwrap_err(), NotRecipients::Twice);
        assert_eq!(Recipients::new(vec![a; 17]).unwrap_err(), NotRecipients::TooMany);
    }
}
