//! Whatever stands under the password of an applicant's copy or draft is refused or opened, without panic.
//!
//! The first byte chooses how deep the rest goes: the sealed file, the outer archive, the inner archive, or the files
//! of the bag. Passphrases are made cheap by the least work there is, which files may ask for.
#![no_main]

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use libfuzzer_sys::fuzz_target;
use sayyar_seal::age::Passphrase;
use sayyar_seal::ed25519::{SigningKey, openssh};
use sayyar_seal::submission::{Kept, Limits, open_copy};
use sayyar_seal::zip::Writer;
use sha2::Sha256;

const PASSPHRASE: &[u8] = b"correct horse";
const NAMES: [&str; 8] = [
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha512.txt",
    "tagmanifest-sha512.txt",
    "signatures/applicant.sshsig",
    "data/submission.json",
    "data/answers.json",
    "data/attachments/photo/1-photo.jpeg",
];

fn key(secret: &[u8], salt: &[u8], info: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), secret).expand(info, &mut key).expect("32 bytes");
    key
}

fn sealed(key: &[u8; 32], nonce: [u8; 12], plain: &[u8]) -> Vec<u8> {
    ChaCha20Poly1305::new(key.into()).encrypt(&nonce.into(), plain).expect("short enough")
}

/// An age file of one chunk or several, with log2 of the work 1.
fn encrypt(plain: &[u8]) -> Vec<u8> {
    let (file_key, salt, nonce) = ([7; 16], [8; 16], [9; 16]);
    let mut wrap = [0; 32];
    let params = scrypt::Params::new(1, 8, 1).expect("good parameters");
    let salted = [b"age-encryption.org/v1/scrypt".as_slice(), &salt].concat();
    scrypt::scrypt(PASSPHRASE, &salted, &params, &mut wrap).expect("32 bytes");
    let text = |bytes: &[u8]| STANDARD_NO_PAD.encode(bytes);
    let body = text(&sealed(&wrap, [0; 12], &file_key));
    let header = format!("age-encryption.org/v1\n-> scrypt {} 1\n{body}\n---", text(&salt));
    let mac_key = key(&file_key, b"", b"header");
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&mac_key).expect("any length");
    mac.update(header.as_bytes());
    let mut file = format!("{header} {}\n", text(&mac.finalize().into_bytes())).into_bytes();
    file.extend(nonce);
    let payload = key(&file_key, &nonce, b"payload");
    let chunks: Vec<&[u8]> = if plain.is_empty() { vec![&[]] } else { plain.chunks(64 * 1024).collect() };
    for (number, chunk) in chunks.iter().enumerate() {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&(number as u64).to_be_bytes());
        nonce[11] = u8::from(number + 1 == chunks.len());
        file.extend(sealed(&payload, nonce, chunk));
    }
    file
}

fn archive<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    for (name, content) in files {
        writer.add(name, content).expect("a good name");
    }
    writer.finish().expect("a small archive")
}

fuzz_target!(|input: &[u8]| {
    let Some((depth, rest)) = input.split_first() else { return };
    let secret = openssh::encode(&SigningKey::from_seed(&[5; 32]));
    let outer = |bag: &[u8]| archive([("application.zip", bag), ("applicant.key", secret.as_bytes())]);
    let file = match depth % 4 {
        0 => rest.to_vec(),
        1 => encrypt(rest),
        2 => encrypt(&outer(rest)),
        // The contents of the files, each ended by a byte that JSON and the manifests do not have.
        _ => encrypt(&outer(&archive(NAMES.into_iter().zip(rest.split(|byte| *byte == 0))))),
    };
    let opened = open_copy(file.as_slice(), &Passphrase::new(PASSPHRASE), Limits::default(), &mut Kept::default());
    if let Ok(copy) = opened {
        assert_eq!(copy.key.public(), copy.header.applicant);
    }
});
