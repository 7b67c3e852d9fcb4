//! A signature, or a secret key, that is read is written the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_seal::ed25519::{PublicKey, SigningKey, openssh};
use sayyar_seal::sshsig::{SUBMISSION, Signature};

fuzz_target!(|file: &[u8]| {
    if let Ok(signature) = Signature::parse(file) {
        assert_eq!(signature.encode().as_bytes(), file);
        _ = signature.verify(&SigningKey::from_seed(&[1; 32]).public(), SUBMISSION, b"");
    }
    if let Some(key) = openssh::decode(file) {
        assert_eq!(openssh::encode(&key).as_bytes(), file);
    }
    if let Some(key) = std::str::from_utf8(file).ok().and_then(|text| text.parse::<PublicKey>().ok()) {
        assert_eq!(key.to_string().as_bytes(), file);
    }
});
