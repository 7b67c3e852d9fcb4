//! The age file format, version 1, as <https://c2sp.org/age> specifies it: reading and writing, streaming.
//!
//! Written here because submissions are sealed to the post-quantum hybrid recipient `mlkem768x25519`, which
//! the Rust age library does not offer, and because what is taken from strangers wants a stricter reader than
//! a general tool may be. Stricter than the specification, on purpose: at most [`MAX_STANZAS`] stanzas and
//! [`MAX_HEADER`] bytes of header, no passphrase stanza where none is expected, never the hybrid and X25519
//! in one file, stanzas of known types well-formed whoever they are for, no ASCII armour.

mod aead;
mod bech32;
mod decrypt;
mod encrypt;
mod header;
mod hpke;
mod keys;
mod passphrase;
mod wrap;

pub use decrypt::{Decryptor, OpenError};
pub use encrypt::Encryptor;
pub use header::{Header, MAX_HEADER, MAX_STANZAS, Stanza};
pub use keys::{Fingerprint, Identity, Kind, NotAKey, NotRecipients, Recipient, Recipients};
pub use passphrase::{Passphrase, WORK_FACTOR, WORK_FACTOR_LIMIT};

use zeroize::Zeroizing;

/// The key of one file (age, "File key").
type FileKey = Zeroizing<[u8; 16]>;

/// Plain bytes in one chunk of the payload; the last chunk may have fewer (age, "Payload").
const CHUNK: usize = 64 * 1024;
/// Bytes the authentication tag adds to a chunk.
const TAG: usize = 16;

/// The whole of `plain` as an age file to these recipients.
pub fn encrypt(plain: &[u8], recipients: &Recipients, entropy: &mut crate::Entropy<'_>) -> Vec<u8> {
    finish(Encryptor::new(Vec::new(), recipients, entropy), plain)
}

/// The whole of `plain` as an age file that the passphrase opens.
pub fn encrypt_with(plain: &[u8], passphrase: &Passphrase, entropy: &mut crate::Entropy<'_>) -> Vec<u8> {
    finish(Encryptor::with_passphrase(Vec::new(), passphrase, entropy), plain)
}

fn finish(encryptor: std::io::Result<Encryptor<Vec<u8>>>, plain: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let written = encryptor.and_then(|mut encryptor| {
        encryptor.write_all(plain)?;
        encryptor.finish()
    });
    written.expect("a vector takes every write")
}

/// The plain bytes of a whole file, when one of the identities opens it and all of it is genuine.
pub fn decrypt(file: &[u8], identities: &[Identity]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    Decryptor::new(file, identities)?.read_whole()
}

/// The plain bytes of a file that the passphrase opens, when all of it is genuine.
pub fn decrypt_with(file: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    Decryptor::with_passphrase(file, passphrase)?.read_whole()
}
