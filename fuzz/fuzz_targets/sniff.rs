//! No file makes us panic, and none that is taken for a format is still taken for it with another behind it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_forms::sniff::{begins_as, sniff};

fuzz_target!(|file: &[u8]| {
    let Ok(format) = sniff(file, "") else { return };
    assert_eq!(begins_as(file), Some(format));
    for behind in [&b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"[..], b"<script>"] {
        assert!(sniff(&[file, behind].concat(), "").is_err());
    }
});
