//! The small texts: numbers, passwords, keys, receipts, headers, times. What is read is written the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_seal::age::{Identity, Recipient};
use sayyar_seal::receipt::Signed;
use sayyar_seal::submission::{Header, attachment_path};
use sayyar_seal::{Digest, Number, Password, Time};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(receipt) = Signed::parse(bytes) {
        assert_eq!(receipt.as_str().as_bytes(), bytes);
    }
    if let Ok(header) = Header::decode(bytes) {
        assert_eq!(header.encode().as_bytes(), bytes);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(number) = text.parse::<Number>() {
        assert_eq!(number.to_string().parse(), Ok(number));
    }
    if let Ok(password) = Password::parse(text) {
        assert!(Password::parse(&password.to_text()).is_ok());
    }
    if let Ok(recipient) = text.parse::<Recipient>() {
        assert_eq!(recipient.to_string(), text);
    }
    if let Ok(identity) = Identity::parse(text) {
        assert_eq!(*identity.to_text(), text);
    }
    if let Ok(digest) = text.parse::<Digest>() {
        assert_eq!(digest.to_string(), text);
    }
    if let Ok(time) = text.parse::<Time>() {
        assert_eq!(time.to_string(), text);
        assert_eq!(Time::from_unix(time.unix()), Ok(time));
    }
    let path = attachment_path("field", 1, text).expect("every name can be made safe");
    assert!(path.len() < 90);
});
