//! minisign files: made here, read back, and refused when touched. `tests/interop/seal` holds them against
//! minisign itself.

use sayyar_seal::minisign::{Cost, KeyId, PublicKey, SecretKey, SecretKeyError, Signature, VerifyError};

mod common;
use common::entropy;

/// From the documentation of minisign: a signature of the older kind, over the four bytes `test`.
const PUBLIC: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
const LEGACY: &str = "untrusted comment: signature from minisign secret key
RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=
trusted comment: timestamp:1555779966\tfile:test
QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==
";

fn key() -> SecretKey {
    SecretKey::generate(&mut entropy(b"minisign"))
}

#[test]
fn a_signature_of_the_older_kind_verifies() {
    let (signature, key) = (Signature::parse(LEGACY.as_bytes()).unwrap(), PublicKey::parse(PUBLIC).unwrap());
    assert_eq!(signature.verify(&key, b"test"), Ok("timestamp:1555779966\tfile:test"));
    assert_eq!(signature.verify(&key, b"Test"), Err(VerifyError::File));
    assert_eq!(signature.to_file(), LEGACY);
    assert_eq!(key.to_string(), PUBLIC);
    assert_eq!(key.id.to_string(), "E7620F1842B4E81F");
}

#[test]
fn what_is_signed_verifies() {
    let signature = Signature::sign(&key(), b"file", "a comment", "form:a version:1").unwrap();
    let read = Signature::parse(signature.to_file().as_bytes()).unwrap();
    assert_eq!(read, signature);
    assert_eq!(read.verify(&key().public(), b"file"), Ok("form:a version:1"));
    assert_eq!(read.verify(&key().public(), b"fila"), Err(VerifyError::File));
    let file = signature.to_file().replace("version:1", "version:2");
    assert_eq!(Signature::parse(file.as_bytes()).unwrap().verify(&key().public(), b"file"), Err(VerifyError::Comment));
    let other = SecretKey::generate(&mut entropy(b"other")).public();
    assert_eq!(read.verify(&other, b"file"), Err(VerifyError::Key));
    let same_id = SecretKey::from_seed(key().public().id, &[1; 32]).public();
    assert_eq!(read.verify(&same_id, b"file"), Err(VerifyError::File));
}

#[test]
fn every_truncation_and_flipped_byte_outside_the_untrusted_comment_is_refused() {
    let file = Signature::sign(&key(), b"file", "c", "trusted").unwrap().to_file().into_bytes();
    let verify = |file: &[u8]| {
        let read = Signature::parse(file)?;
        read.verify(&key().public(), b"file").map(|_| ())
    };
    let start = "untrusted comment: c\n".len();
    for length in 0..file.len() - 1 {
        assert!(verify(&file[..length]).is_err(), "{length}");
    }
    for place in (0..19).chain(start..file.len() - 1) {
        let mut changed = file.clone();
        changed[place] ^= 1;
        assert!(verify(&changed).is_err(), "{place}");
    }
    assert_eq!(verify(&[&file[..], b"more\n"].concat()), Err(VerifyError::Malformed));
}

#[test]
fn comments_are_one_line() {
    for bad in ["two\nlines", "two\rlines", "bell\u{7}", "\u{85}", &"x".repeat(9000)] {
        assert!(Signature::sign(&key(), b"", bad, "").is_err());
        assert!(Signature::sign(&key(), b"", "", bad).is_err());
    }
    assert!(Signature::sign(&key(), b"", "müraciət", "form:müraciət\tversion:1").is_ok());
}

#[test]
fn secret_keys_open_with_their_password() {
    let file = key().to_file(b"password", Cost::Interactive, &mut entropy(b"salt"));
    let read = SecretKey::parse(&file, Some(b"password")).unwrap();
    assert_eq!(read.public(), key().public());
    assert_eq!(SecretKey::parse(&file, Some(b"passwort")).unwrap_err(), SecretKeyError::WrongPassword);
    assert_eq!(SecretKey::parse(&file, None).unwrap_err(), SecretKeyError::Password);
    for bad in ["", "untrusted comment: x\n", &file[10..], &format!("{}more\n", &*file)] {
        assert_eq!(SecretKey::parse(bad, Some(b"password")).unwrap_err(), SecretKeyError::Malformed);
    }
    assert!(!format!("{:?}", key()).contains("Signing"));
}

/// A file that asks for 2^63 operations must not be obeyed.
#[test]
fn secret_keys_that_ask_for_too_much_are_refused() {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let file = key().to_file(b"password", Cost::Interactive, &mut entropy(b"salt"));
    let (comment, line) = file.trim_end().split_once('\n').unwrap();
    for place in [38 + 7, 46 + 7] {
        let mut bytes = STANDARD.decode(line).unwrap();
        bytes[place] = 0x7f;
        let changed = format!("{comment}\n{}\n", STANDARD.encode(bytes));
        assert_eq!(SecretKey::parse(&changed, Some(b"password")).unwrap_err(), SecretKeyError::Cost);
    }
}

#[test]
fn public_keys_read_back() {
    let public = key().public();
    assert_eq!(PublicKey::parse(&public.to_file()), Ok(public));
    assert_eq!(PublicKey::parse(&public.to_string()), Ok(public));
    let named = PublicKey { id: KeyId([1, 2, 3, 4, 5, 6, 7, 8]), ..public };
    assert!(named.to_file().starts_with("untrusted comment: minisign public key 0807060504030201\n"));
    for bad in [
        "",
        "RW",
        PUBLIC.trim_end_matches('3'),
        &format!("{public}\n{public}"),
        &public.to_string().to_ascii_lowercase(),
    ] {
        assert!(PublicKey::parse(bad).is_err(), "{bad}");
    }
}
