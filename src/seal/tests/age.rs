//! The age format through its public doors: what is written reads back, and what was touched does not.

use std::io::{Read, Write};

use sayyar_seal::age::{
    self, Decryptor, Encryptor, Identity, Kind, MAX_HEADER, OpenError, Passphrase, Recipient, Recipients,
};

mod common;
use common::entropy;

const SIZES: [usize; 9] = [0, 1, 15, 65535, 65536, 65537, 131071, 131072, 200000];

fn text(size: usize) -> Vec<u8> {
    (0..size).map(|i| (i * 7 % 251) as u8).collect()
}

fn identities() -> [Identity; 2] {
    let mut entropy = entropy(b"identities");
    [Kind::Hybrid, Kind::X25519].map(|kind| Identity::generate(kind, &mut entropy))
}

#[test]
fn every_size_reads_back() {
    for identity in identities() {
        let recipients = Recipients::from(identity.recipient());
        for size in SIZES {
            let file = age::encrypt(&text(size), &recipients, &mut entropy(b"file"));
            let plain = age::decrypt(&file, std::slice::from_ref(&identity)).unwrap();
            assert!(*plain == text(size), "{size}");
        }
    }
}

#[test]
fn streaming_in_any_pieces_gives_the_same_bytes() {
    let [hybrid, _] = identities();
    let recipients = Recipients::from(hybrid.recipient());
    let plain = text(150_000);
    let whole = age::encrypt(&plain, &recipients, &mut entropy(b"file"));
    for piece in [1000, 4096, 65536, 65537] {
        let mut encryptor = Encryptor::new(Vec::new(), &recipients, &mut entropy(b"file")).unwrap();
        plain.chunks(piece).for_each(|piece| encryptor.write_all(piece).unwrap());
        assert!(encryptor.finish().unwrap() == whole);
        let mut decryptor = Decryptor::new(whole.as_slice(), std::slice::from_ref(&hybrid)).unwrap();
        let (mut read, mut buffer) = (Vec::new(), vec![0; piece]);
        loop {
            let count = decryptor.read(&mut buffer).unwrap();
            if count == 0 {
                break;
            }
            read.extend_from_slice(&buffer[..count]);
        }
        assert!(read == plain);
    }
}

#[test]
fn every_recipient_opens_and_nobody_else() {
    let mut random = entropy(b"recipients");
    for kind in [Kind::Hybrid, Kind::X25519] {
        let identities: Vec<_> = (0..3).map(|_| Identity::generate(kind, &mut random)).collect();
        let two = identities[..2].iter().map(Identity::recipient).collect();
        let file = age::encrypt(b"text", &Recipients::new(two).unwrap(), &mut random);
        for (place, identity) in identities.iter().enumerate() {
            let opened = age::decrypt(&file, std::slice::from_ref(identity));
            assert_eq!(
                opened.map(|plain| plain.to_vec()),
                if place < 2 { Ok(b"text".to_vec()) } else { Err(OpenError::NoMatch) }
            );
        }
        let ring = [identities[2].clone(), identities[1].clone()];
        assert_eq!(Decryptor::new(file.as_slice(), &ring).unwrap().identity(), Some(1));
        assert_eq!(age::decrypt(&file, &[]).unwrap_err(), OpenError::NoMatch);
    }
}

#[test]
fn passphrases() {
    let passphrase = Passphrase::new(b"correct horse");
    let file = age::encrypt_with(b"text", &passphrase, &mut entropy(b"file"));
    assert!(file.windows(4).any(|bytes| bytes == b" 15\n"));
    assert_eq!(age::decrypt_with(&file, &passphrase).unwrap().as_slice(), b"text");
    assert_eq!(age::decrypt_with(&file, &Passphrase::new(b"wrong")).unwrap_err(), OpenError::NoMatch);
    assert_eq!(age::decrypt(&file, &identities()).unwrap_err(), OpenError::Passphrase);
    let [hybrid, _] = identities();
    let sealed = age::encrypt(b"text", &hybrid.recipient().into(), &mut entropy(b"file"));
    assert_eq!(age::decrypt_with(&sealed, &passphrase).unwrap_err(), OpenError::NotPassphrase);
}

/// Nothing of a cut or changed file is ever taken for the whole, whichever byte it is.
#[test]
fn every_truncation_and_flipped_byte_is_refused() {
    for identity in identities() {
        let file = age::encrypt(b"a small text", &identity.recipient().into(), &mut entropy(b"file"));
        let open = |file: &[u8]| age::decrypt(file, std::slice::from_ref(&identity)).map(|_| ());
        for length in 0..file.len() {
            assert!(open(&file[..length]).is_err(), "{length}");
        }
        for place in 0..file.len() {
            let mut changed = file.clone();
            changed[place] ^= 1;
            assert!(open(&changed).is_err(), "{place}");
        }
        assert_eq!(open(&[&file[..], b"x"].concat()), Err(OpenError::Payload));
    }
}

#[test]
fn chunks_cannot_be_cut_off_swapped_or_added() {
    let [_, identity] = identities();
    let recipients = Recipients::from(identity.recipient());
    let open = |file: &[u8]| age::decrypt(file, std::slice::from_ref(&identity)).map(|_| ());
    let file = age::encrypt(&text(3 * 65536), &recipients, &mut entropy(b"file"));
    let start = file.len() - 3 * 65552;
    assert_eq!(open(&file), Ok(()));
    for cut in [65552, 2 * 65552, 3 * 65552] {
        assert_eq!(open(&file[..file.len() - cut]), Err(OpenError::Payload));
    }
    let mut swapped = file.clone();
    swapped[start..start + 2 * 65552].rotate_left(65552);
    assert_eq!(open(&swapped), Err(OpenError::Payload));
    assert_eq!(open(&[&file[..], &file[file.len() - 65552..]].concat()), Err(OpenError::Payload));
}

/// A payload of no bytes has one empty chunk; no other payload may end in one.
#[test]
fn sizes_on_the_edge_of_a_chunk_have_no_empty_chunk() {
    let [_, identity] = identities();
    let recipients = Recipients::from(identity.recipient());
    let sealed = |size| age::encrypt(&text(size), &recipients, &mut entropy(b"file")).len();
    assert_eq!(sealed(65536) - sealed(0), 65536);
    assert_eq!(sealed(65537) - sealed(0), 65537 + 16);
}

fn with_header(stanzas: &str) -> Vec<u8> {
    let mac = "A".repeat(43);
    format!("age-encryption.org/v1\n{stanzas}--- {mac}\n").into_bytes()
}

#[test]
fn odd_headers_have_their_own_errors() {
    let identities = identities();
    let error = |file: &[u8]| age::decrypt(file, &identities).unwrap_err();
    let grease = "-> grease\n\n";
    let key = "A".repeat(43);
    let x25519 = format!("-> X25519 {key}\n{key}\n");
    let hybrid = format!("-> mlkem768x25519 {}\n{key}\n", "A".repeat(1494));
    assert_eq!(error(b""), OpenError::NotAge);
    assert_eq!(error(b"PK\x03\x04"), OpenError::NotAge);
    assert_eq!(error(b"age-encryption.org/v2\n"), OpenError::NotAge);
    assert_eq!(error(b"-----BEGIN AGE ENCRYPTED FILE-----\n"), OpenError::Armoured);
    assert_eq!(error(&with_header("")), OpenError::Header);
    assert_eq!(error(&with_header("-> \n\n")), OpenError::Header);
    assert_eq!(error(&with_header("-> a  b\n\n")), OpenError::Header);
    assert_eq!(error(&with_header("-> grease\r\n\r\n")), OpenError::Header);
    assert_eq!(error(&with_header(&format!("-> a\n{}\n", "A".repeat(64)))), OpenError::Header);
    assert_eq!(error(&with_header("-> a\nAB\n")), OpenError::Header, "bits that no byte has");
    assert_eq!(error(&with_header("-> a\nAA==\n")), OpenError::Header);
    assert_eq!(error(&with_header(&grease.repeat(16))), OpenError::NoMatch);
    assert_eq!(error(&with_header(&grease.repeat(17))), OpenError::TooManyStanzas);
    assert_eq!(
        error(&with_header(&format!("-> a\n{}\n", format!("{}\n", "A".repeat(64)).repeat(1100)))),
        OpenError::HeaderTooLarge
    );
    assert_eq!(error(&with_header(&format!("-> {}\n\n", "a".repeat(MAX_HEADER)))), OpenError::HeaderTooLarge);
    assert_eq!(error(&with_header(&format!("{x25519}{hybrid}"))), OpenError::Mixed);
    assert_eq!(error(&with_header(&format!("-> X25519 {key} extra\n{key}\n"))), OpenError::Stanza);
    assert_eq!(error(&with_header(&format!("-> X25519 {key}\n{}\n", "A".repeat(46)))), OpenError::Stanza);
    assert_eq!(error(&with_header(&x25519)), OpenError::Stanza, "a share of low order");
    assert_eq!(error(&with_header(&format!("-> mlkem768x25519 {key}\n{key}\n"))), OpenError::Stanza);
    let salt = "A".repeat(22);
    assert_eq!(error(&with_header(&format!("-> scrypt {salt} 15\n{key}\n"))), OpenError::Passphrase);
    assert_eq!(error(&with_header(&format!("-> scrypt {salt} 015\n{key}\n"))), OpenError::Stanza);
    let error = |file: &[u8]| age::decrypt_with(file, &Passphrase::new(b"a")).unwrap_err();
    assert_eq!(error(&with_header(&format!("-> scrypt {salt} 19\n{key}\n"))), OpenError::WorkFactor);
    assert_eq!(error(&with_header(&format!("-> scrypt {salt} 99999999999\n{key}\n"))), OpenError::WorkFactor);
    assert_eq!(error(&with_header(&format!("-> scrypt {salt} 1\n{key}\n{grease}"))), OpenError::Passphrase);
}

#[test]
fn trouble_of_the_source_is_told_apart() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::ConnectionReset.into())
        }
    }
    let error = Decryptor::new(Broken, &identities()).err();
    assert_eq!(error, Some(OpenError::Io(std::io::ErrorKind::ConnectionReset)));
}

/// Whoever goes on reading behind an error gets the error again, and not a byte.
#[test]
fn an_error_stays() {
    let [_, identity] = identities();
    let mut file = age::encrypt(&text(200_000), &identity.recipient().into(), &mut entropy(b"file"));
    *file.last_mut().expect("a file has bytes") ^= 1;
    let mut decryptor = Decryptor::new(file.as_slice(), &[identity]).expect("a good header");
    let mut plain = Vec::new();
    assert!(decryptor.read_to_end(&mut plain).is_err());
    assert_eq!(plain.len(), 3 * 65536);
    for _ in 0..3 {
        let error = decryptor.read(&mut [0; 10]).expect_err("it stays");
        assert_eq!(OpenError::from(error), OpenError::Payload);
    }
}

#[test]
fn recipients_are_read_from_text() {
    let [hybrid, x25519] = identities();
    for identity in [hybrid, x25519] {
        let recipient: Recipient = identity.recipient().to_string().parse().unwrap();
        let file = age::encrypt(b"text", &recipient.into(), &mut entropy(b"file"));
        assert!(age::decrypt(&file, &[identity]).is_ok());
    }
}
