//! Wycheproof: vectors of broken and odd cryptography, run on the primitives that this crate builds on, as
//! it uses them. A library that takes what these refuse must not be under it.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use ed25519_dalek::{Signature, VerifyingKey};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use wycheproof::TestResult;
use x25519_dalek::{PublicKey, StaticSecret};

#[test]
fn x25519() {
    use wycheproof::xdh::{TestFlag, TestName, TestSet};
    let mut run = 0;
    for test in TestSet::load(TestName::X25519).unwrap().test_groups.into_iter().flat_map(|group| group.tests) {
        let secret = StaticSecret::from(<[u8; 32]>::try_from(test.private_key.as_ref()).unwrap());
        let Ok(public) = <[u8; 32]>::try_from(test.public_key.as_ref()) else {
            assert_eq!(test.result, TestResult::Invalid);
            continue;
        };
        let shared = secret.diffie_hellman(&PublicKey::from(public));
        assert_eq!(shared.as_bytes(), test.shared_secret.as_ref(), "{}", test.tc_id);
        assert_eq!(shared.was_contributory(), !test.flags.contains(&TestFlag::ZeroSharedSecret), "{}", test.tc_id);
        // What age must abort on, a recipient is never made of.
        let recipient = sayyar_seal::age::Recipient::from_raw(&public);
        assert_eq!(recipient.is_ok(), shared.was_contributory(), "{}", test.tc_id);
        run += 1;
    }
    assert!(run > 500);
}

#[test]
fn ed25519() {
    use wycheproof::eddsa::{TestName, TestSet};
    let mut run = 0;
    for group in TestSet::load(TestName::Ed25519).unwrap().test_groups {
        let key = VerifyingKey::from_bytes(group.key.pk.as_ref().try_into().unwrap()).unwrap();
        for test in group.tests {
            let signature = Signature::from_slice(test.sig.as_ref());
            let good = signature.is_ok_and(|signature| key.verify_strict(test.msg.as_ref(), &signature).is_ok());
            assert_eq!(good, test.result == TestResult::Valid, "{}", test.tc_id);
            run += 1;
        }
    }
    assert!(run > 100);
}

#[test]
fn chacha20_poly1305() {
    use wycheproof::aead::{TestName, TestSet};
    let mut run = 0;
    for group in TestSet::load(TestName::ChaCha20Poly1305).unwrap().test_groups {
        for test in group.tests {
            let cipher = ChaCha20Poly1305::new_from_slice(test.key.as_ref()).unwrap();
            let Ok(nonce) = Nonce::try_from(test.nonce.as_ref()) else {
                assert_eq!(test.result, TestResult::Invalid);
                continue;
            };
            let sealed = [test.ct.as_ref(), test.tag.as_ref()].concat();
            let opened = cipher.decrypt(&nonce, Payload { msg: &sealed, aad: test.aad.as_ref() });
            if test.result == TestResult::Valid {
                assert_eq!(opened.unwrap(), test.pt.as_ref(), "{}", test.tc_id);
                let again = cipher.encrypt(&nonce, Payload { msg: test.pt.as_ref(), aad: test.aad.as_ref() });
                assert_eq!(again.unwrap(), sealed, "{}", test.tc_id);
            } else {
                assert!(opened.is_err(), "{}", test.tc_id);
            }
            run += 1;
        }
    }
    assert!(run > 250);
}

#[test]
fn hkdf_sha256() {
    use wycheproof::hkdf::{TestName, TestSet};
    let mut run = 0;
    for test in TestSet::load(TestName::HkdfSha256).unwrap().test_groups.into_iter().flat_map(|group| group.tests) {
        let mut okm = vec![0; test.size];
        let hkdf = hkdf::Hkdf::<Sha256>::new(Some(test.salt.as_ref()), test.ikm.as_ref());
        let good = hkdf.expand(test.info.as_ref(), &mut okm).is_ok();
        assert_eq!(good, test.result != TestResult::Invalid, "{}", test.tc_id);
        assert!(!good || okm == test.okm.as_ref(), "{}", test.tc_id);
        run += 1;
    }
    assert!(run > 80);
}

#[test]
fn hmac_sha256() {
    use wycheproof::mac::{TestName, TestSet};
    let mut run = 0;
    for group in TestSet::load(TestName::HmacSha256).unwrap().test_groups {
        for test in group.tests {
            let mac = Hmac::<Sha256>::new_from_slice(test.key.as_ref()).unwrap().chain_update(test.msg.as_ref());
            let good = mac.verify_truncated_left(test.tag.as_ref()).is_ok();
            assert_eq!(good, test.result != TestResult::Invalid, "{}", test.tc_id);
            run += 1;
        }
    }
    assert!(run > 150);
}

/// X-Wing holds its own ML-KEM-768; the vectors meet it in the library it links.
mod ml_kem_768 {
    use ml_kem::kem::{Decapsulate, KeyExport, TryKeyInit};
    use ml_kem::{FromSeed, MlKem768};
    use wycheproof::TestResult;
    use wycheproof::mlkem::{TestName, TestSet};

    #[test]
    fn decapsulation() {
        let mut run = 0;
        for test in TestSet::load(TestName::MlKem768).unwrap().test_groups.into_iter().flat_map(|group| group.tests) {
            let seed = test.seed.as_ref().map(|seed| seed.as_ref().try_into());
            let (Some(Ok(seed)), Some(ct)) = (seed, &test.ct) else {
                assert_ne!(test.result, TestResult::Valid, "{}", test.tc_id);
                continue;
            };
            let (secret, public) = MlKem768::from_seed(&seed);
            if let Some(ek) = &test.encaps_key {
                assert_eq!(public.to_bytes().as_slice(), ek.as_ref(), "{}", test.tc_id);
            }
            let shared = ct.as_ref().try_into().map(|ct| secret.decapsulate(&ct));
            match test.result {
                TestResult::Invalid => assert!(shared.is_err(), "{}", test.tc_id),
                _ => assert_eq!(shared.unwrap().as_slice(), test.shared_secret.unwrap().as_ref(), "{}", test.tc_id),
            }
            run += 1;
        }
        assert!(run > 50);
    }

    #[test]
    fn keys() {
        for test in
            TestSet::load(TestName::MlKem768Encaps).unwrap().test_groups.into_iter().flat_map(|group| group.tests)
        {
            let (Some(ek), Some(_)) = (&test.encaps_key, &test.msg) else { continue };
            let key = ml_kem::ml_kem_768::EncapsulationKey::new_from_slice(ek.as_ref());
            assert_eq!(key.is_ok(), test.result != TestResult::Invalid, "{}", test.tc_id);
        }
    }
}
