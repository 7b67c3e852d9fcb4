//! ChaCha20-Poly1305 (RFC 8439) in place, and the key derivation all of age uses.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Tag};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{FileKey, TAG};

/// A key that is wiped.
pub(super) type Key = Zeroizing<[u8; 32]>;

/// HKDF-SHA-256 to 32 bytes (RFC 5869).
pub(super) fn derive(secret: &[u8], salt: &[u8], info: &[u8]) -> Key {
    let mut key = Key::default();
    let hkdf = Hkdf::<Sha256>::new(Some(salt), secret);
    hkdf.expand(info, key.as_mut_slice()).expect("32 bytes are within HKDF's 8160");
    key
}

/// One key for the chunks of a payload.
pub(super) struct Cipher(ChaCha20Poly1305);

impl Cipher {
    pub(super) fn new(key: &Key) -> Self {
        Self(ChaCha20Poly1305::new((&**key).into()))
    }

    /// Encrypts in place and returns the tag.
    pub(super) fn seal(&self, nonce: &[u8; 12], text: &mut [u8]) -> [u8; TAG] {
        let tag = self.0.encrypt_inout_detached(nonce.into(), &[], text.into());
        tag.expect("a chunk is far below the 256 GB of one nonce").into()
    }

    /// Decrypts in place when the tag fits; else `text` is not to be used.
    pub(super) fn open(&self, nonce: &[u8; 12], text: &mut [u8], tag: &[u8; TAG]) -> bool {
        self.0.decrypt_inout_detached(nonce.into(), &[], text.into(), &Tag::from(*tag)).is_ok()
    }
}

/// The body of a stanza: the file key under a key used once, hence with this nonce.
pub(super) fn wrap(key: &Key, nonce: &[u8; 12], file_key: &FileKey) -> [u8; 32] {
    let mut body = [0; 32];
    let (text, tag) = body.split_at_mut(16);
    text.copy_from_slice(&**file_key);
    tag.copy_from_slice(&Cipher::new(key).seal(nonce, text));
    body
}

/// The file key in the body of a stanza, if this key made it.
pub(super) fn unwrap(key: &Key, nonce: &[u8; 12], body: &[u8; 32]) -> Option<FileKey> {
    let mut file_key = FileKey::default();
    let (text, tag) = body.split_at(16);
    file_key.copy_from_slice(text);
    let tag = tag.try_into().ok()?;
    Cipher::new(key).open(nonce, file_key.as_mut_slice(), tag).then_some(file_key)
}
