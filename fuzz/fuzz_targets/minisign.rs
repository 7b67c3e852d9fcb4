//! Signatures and keys of minisign: what is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_seal::minisign::{PublicKey, SecretKey, Signature};

fuzz_target!(|file: &[u8]| {
    if let Ok(signature) = Signature::parse(file) {
        assert_eq!(Signature::parse(signature.to_file().as_bytes()).as_ref(), Ok(&signature));
    }
    let Ok(text) = std::str::from_utf8(file) else { return };
    if let Ok(key) = PublicKey::parse(text) {
        assert_eq!(PublicKey::parse(&key.to_file()), Ok(key));
    }
    // Without a password: deriving keys would be all the fuzzer does.
    _ = SecretKey::parse(text, None);
});
