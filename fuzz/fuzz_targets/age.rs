//! The header of an age file reads back to the same bytes, and no file makes the reader panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_seal::age::{self, Header, Identity, Kind, MAX_HEADER};

fuzz_target!(|file: &[u8]| {
    // Nobody should have to guess the first line.
    let file = &[b"age-encryption.org/v1\n", file].concat();
    if let Ok((header, length)) = Header::parse(file) {
        assert!(length <= MAX_HEADER);
        assert_eq!(header.encode(), file[..length]);
    }
    for kind in [Kind::X25519, Kind::Hybrid] {
        _ = age::decrypt(file, &[Identity::from_seed(kind, &[1; 32])]);
    }
});
