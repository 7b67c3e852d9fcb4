//! Submissions from end to end: what is sealed opens, and every way of tampering has its own refusal.

use std::collections::BTreeMap;
use std::io::Write;

use sayyar_seal::age::{self, Identity, Kind, OpenError, Passphrase};
use sayyar_seal::ed25519::{SigningKey, openssh};
use sayyar_seal::sshsig::{RECEIPT, SUBMISSION, Signature, SignatureError};
use sayyar_seal::submission::{
    BagError, Details, Header, Kept, Limits, NotSealed, Refusal, SignedBag, SignedOutline, attachment_path, open,
    open_copy, open_resealed, open_whole,
};
use sayyar_seal::zip::{NotWritten, Writer, ZipError};
use sayyar_seal::{Digest, Measured, Number, Password};

mod cases;
#[path = "../common/mod.rs"]
mod common;
mod vectors;

use cases::{ANSWERS, Case, archive, files, repair};
use common::entropy;

#[test]
fn what_is_sealed_opens() {
    for kind in [Kind::Hybrid, Kind::X25519] {
        let case = Case::new(kind);
        let bag = case.bag();
        let sealed = bag.seal(&mut entropy(b"seal")).unwrap();
        for (place, identity) in [&case.intake, &case.recovery].into_iter().enumerate() {
            let ring = [Identity::from_seed(kind, &[1; 32]), identity.clone()];
            let (opened, Kept(attachments)) = open_whole(&sealed, &ring, Limits::default()).unwrap();
            assert_eq!(opened.header(), bag.header(), "{place}");
            assert_eq!(opened.answers(), ANSWERS);
            assert_eq!(opened.attachments(), bag.attachments());
            assert_eq!(opened.content_digest(), bag.content_digest());
            assert_eq!(opened.identity(), 1);
            let paths: Vec<_> = attachments.iter().map(|(path, content)| (path.as_str(), content.len())).collect();
            assert_eq!(paths, [("contract/1-muqavile.pdf", 4), ("photo/1-photo.jpeg", 70_000)]);
        }
        assert_eq!(bag.number(), Number::of(&case.key.public()));
        assert!(bag.seal(&mut entropy(b"seal")).unwrap() == sealed, "equal entropy, equal bytes");
        let again = bag.seal(&mut entropy(b"again")).unwrap();
        assert_eq!(case.open(&again), Ok(bag.content_digest()), "sealed anew, the same content");
    }
}

#[test]
fn amendments_name_what_they_amend() {
    let case = Case::new(Kind::Hybrid);
    let first = case.bag();
    let details = Details { previous: Some((1, first.content_digest())), ..case.details() };
    let second = SignedBag::sign(details, ANSWERS, &[], &case.key, &case.recipients()).unwrap();
    assert_eq!((second.header().revision, second.header().previous), (2, Some(first.content_digest())));
    assert_eq!(second.number(), first.number());
    assert_ne!(second.content_digest(), first.content_digest());
}

#[test]
fn contradictions_are_not_sealed() {
    let case = Case::new(Kind::Hybrid);
    let sign = |details: Details, attachments: &[(&str, &'static [u8])]| {
        SignedBag::sign(details, ANSWERS, attachments, &case.key, &case.recipients()).err()
    };
    let long = Details { engine: "x".repeat(65), ..case.details() };
    assert!(matches!(sign(long, &[]), Some(NotSealed::Details)));
    let odd = Details { engine: "motor ə".into(), ..case.details() };
    assert!(matches!(sign(odd, &[]), Some(NotSealed::Details)));
    let zero = Details { previous: Some((0, Digest::of(b""))), ..case.details() };
    assert!(matches!(sign(zero, &[]), Some(NotSealed::Details)));
    for bad in [&[("a", &b""[..])][..], &[("a/1-x", b""), ("a/1-x", b"")], &[("../1-x", b"")], &[("a/1-X", b"")]] {
        assert!(matches!(sign(case.details(), bad), Some(NotSealed::Path)), "{bad:?}");
    }
    assert_eq!(attachment_path("contract", 2, "Müqavilə 2.PDF").as_deref(), Ok("contract/2-muqavile-2.pdf"));
}

/// The whole of a small file, byte by byte: never a panic, never accepted, and refused for the seal.
#[test]
fn every_truncation_and_flipped_byte_of_the_sealed_file_is_refused() {
    for kind in [Kind::X25519, Kind::Hybrid] {
        let case = Case::new(kind);
        let sealed = case.small().seal(&mut entropy(b"seal")).unwrap();
        // With the hybrid every attempt costs a key agreement: the payload is the same code, so a part will do.
        let step = if kind == Kind::Hybrid { 7 } else { 1 };
        for place in (0..sealed.len()).step_by(step) {
            assert!(matches!(case.open(&sealed[..place]), Err(Refusal::Age(_))), "{place}");
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(matches!(case.open(&changed), Err(Refusal::Age(_))), "{place}");
        }
    }
}

/// The same below the seal, by somebody who can seal: refused by the archive, the bag or the signature.
#[test]
fn every_truncation_and_flipped_byte_of_the_archive_is_refused() {
    let case = Case::new(Kind::X25519);
    let archive = archive(&case.small());
    let mut codes = BTreeMap::<_, usize>::new();
    for place in 0..archive.len() {
        assert_eq!(case.open(&case.seal(&archive[..place])), Err(Refusal::Zip(ZipError::Truncated)), "{place}");
        let mut changed = archive.clone();
        changed[place] ^= 1;
        let refusal = case.open(&case.seal(&changed)).unwrap_err();
        assert!(matches!(refusal, Refusal::Zip(_)), "{place} {refusal:?}");
        *codes.entry(refusal.code()).or_default() += 1;
    }
    assert!(codes["zip-checksum"] > 1000 && codes["zip-not-canonical"] > 500, "{codes:?}");
}

/// The same below the archive: its checksums made to fit, by somebody who can archive.
#[test]
fn every_changed_byte_of_every_file_is_refused() {
    let case = Case::new(Kind::X25519);
    let good = files(&case.small());
    for (place, (name, content)) in good.iter().enumerate() {
        for byte in 0..content.len() {
            let mut changed = good.clone();
            changed[place].1[byte] ^= 1;
            let refusal = case.refusal(&changed);
            let expected = match name.as_str() {
                "signatures/applicant.sshsig" => matches!(refusal, Refusal::Signature(_)),
                _ => matches!(refusal, Refusal::Bag(_)),
            };
            assert!(expected, "{name} {byte} {refusal:?}");
        }
        let mut cut = good.clone();
        cut[place].1.pop();
        assert!(matches!(case.refusal(&cut), Refusal::Bag(_) | Refusal::Signature(_)), "{name}");
    }
}

#[test]
fn files_that_do_not_belong_are_refused() {
    let case = Case::new(Kind::X25519);
    let good = files(&case.bag());
    let with = |place: usize, name: &str| {
        let mut files = good.clone();
        files.insert(place, (name.into(), b"text".to_vec()));
        case.refusal(&files)
    };
    for name in [
        "notes.txt",
        "data/notes.txt",
        "signatures/other.sshsig",
        "fetch.txt",
        "manifest-sha256.txt",
        "data/attachments/photo/2-X.jpeg",
    ] {
        assert_eq!(with(5, name), Refusal::Bag(BagError::Unlisted), "{name}");
    }
    assert_eq!(with(9, "data/attachments/photo/2-x.jpeg"), Refusal::Bag(BagError::Manifest));
    assert_eq!(with(8, "data/attachments/photo/2-x.jpeg"), Refusal::Bag(BagError::Order));
    for place in 0..7 {
        let mut missing = good.clone();
        missing.remove(place);
        assert_eq!(case.refusal(&missing), Refusal::Bag(BagError::Missing), "{place}");
    }
    let mut missing = good.clone();
    missing.remove(7);
    assert_eq!(case.refusal(&missing), Refusal::Bag(BagError::Manifest));
    for (a, b) in [(0, 1), (2, 3), (4, 5), (5, 6), (6, 7), (7, 8)] {
        let mut swapped = good.clone();
        swapped.swap(a, b);
        assert_eq!(case.refusal(&swapped), Refusal::Bag(BagError::Order), "{a} {b}");
    }
}

#[test]
fn changed_files_have_codes_of_their_own() {
    let case = Case::new(Kind::X25519);
    let good = files(&case.bag());
    let changed = |place: usize, content: &[u8], key: Option<&SigningKey>| {
        let mut files = good.clone();
        files[place].1 = content.to_vec();
        repair(&mut files, key);
        case.refusal(&files)
    };
    let plain = |place: usize, content: &[u8]| {
        let mut files = good.clone();
        files[place].1 = content.to_vec();
        case.refusal(&files)
    };
    let key = Some(&case.key);
    assert_eq!(plain(6, b"{}"), Refusal::Bag(BagError::Digest));
    assert_eq!(plain(7, b"%PDX"), Refusal::Bag(BagError::Digest));
    assert_eq!(plain(2, b""), Refusal::Bag(BagError::Manifest));
    let crlf = String::from_utf8(good[2].1.clone()).unwrap().replace('\n', "\r\n");
    assert_eq!(plain(2, crlf.as_bytes()), Refusal::Bag(BagError::Manifest));
    assert_eq!(changed(0, b"BagIt-Version: 0.97\n", key), Refusal::Bag(BagError::Declaration));
    assert_eq!(changed(1, b"Payload-Oxum: 1.1\n", key), Refusal::Bag(BagError::Declaration));
    assert_eq!(changed(5, b"{}", key), Refusal::Bag(BagError::Header));
    assert_eq!(changed(5, &[b' '; 20_000], key), Refusal::Bag(BagError::TooLarge));
    assert_eq!(changed(6, &vec![b' '; (1 << 20) + 1], key), Refusal::Bag(BagError::TooLarge));
    let header = String::from_utf8(good[5].1.clone()).unwrap();
    for (from, to) in [
        ("\"assisted\":false", "\"assisted\":false,\"assisted\":false"),
        ("\"assisted\":false", "\"assisted\": false"),
        ("\"assisted\":false", "\"assisted\":null"),
        ("\"assisted\":false,", ""),
        ("\"revision\":1", "\"revision\":0"),
        ("\"revision\":1", "\"revision\":2"),
        ("\"revision\":1", "\"revision\":1.0"),
        ("\"revision\":1", "\"revision\":4294967296"),
        ("submission/1", "submission/2"),
        ("\"language\":\"az\"", "\"language\":\"AZ\""),
        ("work-permit", "Work permit"),
        ("2026-11-20", "2026-02-30"),
        ("\"recipients\":[", "\"recipients\":[\"00\","),
        ("age1", "age2"),
    ] {
        assert_eq!(changed(5, header.replace(from, to).as_bytes(), key), Refusal::Bag(BagError::Header), "{to}");
    }
    // Repaired, but not signed again.
    let other = ANSWERS.to_ascii_uppercase();
    assert_eq!(changed(6, &other, None), Refusal::Signature(SignatureError::Invalid));
}

#[test]
fn signatures_of_others_and_for_others_are_refused() {
    let case = Case::new(Kind::X25519);
    let good = files(&case.bag());
    let other = SigningKey::from_seed(&[9; 32]);
    let signed = |signature: String| {
        let mut files = good.clone();
        files[4].1 = signature.into_bytes();
        case.refusal(&files)
    };
    let tagmanifest = &good[3].1;
    assert_eq!(
        signed(Signature::sign(&other, SUBMISSION, tagmanifest).encode()),
        Refusal::Signature(SignatureError::Key)
    );
    let receipt = Signature::sign(&case.key, RECEIPT, tagmanifest).encode();
    assert_eq!(signed(receipt), Refusal::Signature(SignatureError::Namespace));
    let good_signature = Signature::sign(&case.key, SUBMISSION, tagmanifest).encode();
    let malformed = Refusal::Signature(SignatureError::Malformed);
    assert_eq!(signed(good_signature.replace('\n', "\r\n")), malformed, "re-wrapped");
    assert_eq!(signed(good_signature.replace("=\n", "=\n\n")), malformed);
    assert_eq!(signed(String::new()), malformed);
    // The signature of another submission of the same applicant.
    let theirs = files(&case.small())[4].1.clone();
    assert_eq!(signed(String::from_utf8(theirs).unwrap()), Refusal::Signature(SignatureError::Invalid));
}

/// Somebody puts the number of another application into a submission of their own.
#[test]
fn a_number_belongs_to_its_key() {
    let case = Case::new(Kind::X25519);
    let mut files = files(&case.bag());
    let (own, other) = (Number::of(&case.key.public()), Number::of(&SigningKey::from_seed(&[9; 32]).public()));
    for place in [1, 5] {
        let text = String::from_utf8(files[place].1.clone()).unwrap();
        files[place].1 = text.replace(&own.to_string(), &other.to_string()).into_bytes();
    }
    repair(&mut files, Some(&case.key));
    assert_eq!(case.refusal(&files), Refusal::Number);
}

/// An agency that received a submission seals it to another agency: it was not meant for that one.
#[test]
fn a_bag_resealed_to_somebody_else_is_refused() {
    let case = Case::new(Kind::Hybrid);
    let elsewhere = Identity::from_seed(Kind::Hybrid, &[6; 32]);
    let sealed = age::encrypt(&archive(&case.bag()), &elsewhere.recipient().into(), &mut entropy(b"reseal"));
    let opened = open(sealed.as_slice(), std::slice::from_ref(&elsewhere), Limits::default(), &mut ());
    assert_eq!(opened.unwrap_err(), Refusal::NotAddressed);
    assert_eq!(case.open(&sealed), Err(Refusal::Age(OpenError::NoMatch)));
}

/// A desk that changed its keys seals anew what rests with it: that opens where the past key is named as its own.
#[test]
fn what_its_keeper_sealed_anew_opens_for_the_keeper_alone() {
    let case = Case::new(Kind::Hybrid);
    let present = Identity::from_seed(Kind::Hybrid, &[7; 32]);
    let sealed = age::encrypt(&archive(&case.bag()), &present.recipient().into(), &mut entropy(b"anew"));
    let resealed = |file: &[u8], identities: &[Identity], past: &[&Identity]| {
        let past: Vec<_> = past.iter().map(|identity| identity.recipient().fingerprint()).collect();
        open_resealed(file, identities, &past, Limits::default(), &mut ()).map(|opened| opened.content_digest())
    };
    let ring = std::slice::from_ref(&present);
    assert_eq!(resealed(&sealed, ring, &[&case.intake]), Ok(case.bag().content_digest()));
    // Named as nobody's, or somebody else's: as refused as it is for those who do not say so.
    let elsewhere = Identity::from_seed(Kind::Hybrid, &[6; 32]);
    assert_eq!(resealed(&sealed, ring, &[]), Err(Refusal::NotAddressed));
    assert_eq!(resealed(&sealed, ring, &[&present, &elsewhere]), Err(Refusal::NotAddressed));
    assert_eq!(open(sealed.as_slice(), ring, Limits::default(), &mut ()).unwrap_err(), Refusal::NotAddressed);
    // What is still sealed as it came opens as ever, and everything else is checked as ever.
    let came = case.bag().seal(&mut entropy(b"seal")).unwrap();
    assert_eq!(resealed(&came, std::slice::from_ref(&case.intake), &[]), Ok(case.bag().content_digest()));
    assert_eq!(resealed(&came, ring, &[&case.intake]), Err(Refusal::Age(OpenError::NoMatch)));
    let mut files = files(&case.bag());
    files[6].1 = br#"{"months":7,"region":"baku"}"#.to_vec();
    repair(&mut files, None);
    let mut writer = Writer::new(Vec::new());
    files.iter().for_each(|(name, content)| writer.add(name, content).unwrap());
    let forged = age::encrypt(&writer.finish().unwrap(), &present.recipient().into(), &mut entropy(b"forged"));
    let invalid = Refusal::Signature(SignatureError::Invalid);
    assert_eq!(resealed(&forged, ring, &[&case.intake]), Err(invalid));
}

/// Whatever is wrong inside, a damaged seal is named first; a wrong archive before a wrong bag.
#[test]
fn earlier_checks_win() {
    let case = Case::new(Kind::X25519);
    let mut files = files(&case.bag());
    files[0].1 = b"wrong".to_vec();
    files.swap(5, 6);
    let mut writer = Writer::new(Vec::new());
    files.iter().for_each(|(name, content)| writer.add(name, content).unwrap());
    let mut archive = writer.finish().unwrap();
    let mut sealed = case.seal(&archive);
    assert_eq!(case.open(&sealed), Err(Refusal::Bag(BagError::Order)));
    *sealed.last_mut().unwrap() ^= 1;
    assert_eq!(case.open(&sealed), Err(Refusal::Age(OpenError::Payload)));
    *archive.last_mut().unwrap() ^= 1;
    assert_eq!(case.open(&case.seal(&archive)), Err(Refusal::Zip(ZipError::NotCanonical)));
    assert_eq!(case.open(&case.seal(b"not an archive")), Err(Refusal::Zip(ZipError::NotCanonical)));
    assert_eq!(
        case.open(&age::encrypt_with(&archive, &Passphrase::new(b"x"), &mut entropy(b"x"))),
        Err(Refusal::Age(OpenError::Passphrase))
    );
}

#[test]
fn limits_hold() {
    let case = Case::new(Kind::X25519);
    let sealed = case.bag().seal(&mut entropy(b"seal")).unwrap();
    let refusal = |limits: Limits| {
        open(sealed.as_slice(), std::slice::from_ref(&case.intake), limits, &mut ()).map(|_| ()).map_err(Refusal::code)
    };
    let (fits, standard) = (sealed.len() as u64, Limits::default());
    assert_eq!(refusal(Limits { sealed: fits, ..standard }), Ok(()));
    for sealed in [0, 100, fits - 1] {
        assert_eq!(refusal(Limits { sealed, ..standard }), Err("too-large"));
    }
    assert_eq!(refusal(Limits { answers: 28, ..standard }), Ok(()));
    assert_eq!(refusal(Limits { answers: 27, ..standard }), Err("bag-too-large"));
    assert_eq!(refusal(Limits { attachments: 2, ..standard }), Ok(()));
    assert_eq!(refusal(Limits { attachments: 1, ..standard }), Err("zip-too-many"));
}

#[test]
fn a_sink_that_fails_is_told_apart() {
    struct Full;
    impl sayyar_seal::submission::Sink for Full {
        fn begin(&mut self, _: &str, _: u64) -> std::io::Result<()> {
            Ok(())
        }
        fn write(&mut self, _: &[u8]) -> std::io::Result<()> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
    }
    let case = Case::new(Kind::X25519);
    let mut sealed = case.bag().seal(&mut entropy(b"seal")).unwrap();
    let open = |file: &[u8]| open(file, std::slice::from_ref(&case.intake), Limits::default(), &mut Full).unwrap_err();
    assert_eq!(open(&sealed), Refusal::Sink(std::io::ErrorKind::StorageFull));
    *sealed.last_mut().unwrap() ^= 1;
    assert_eq!(open(&sealed), Refusal::Age(OpenError::Payload));
}

#[test]
fn the_copy_gives_bag_and_key_back() {
    let case = Case::new(Kind::Hybrid);
    let bag = case.bag();
    let [password, other] = [b"mine", b"your"].map(|seed| Password::generate(&mut entropy(seed)).passphrase());
    let open = |copy: &[u8], password: &Passphrase| {
        let mut kept = Kept::default();
        open_copy(copy, password, Limits::default(), &mut kept).map(|opened| (opened, kept))
    };
    let copy = bag.copy(&case.key, &password, &mut entropy(b"copy")).unwrap();
    let (opened, Kept(attachments)) = open(&copy, &password).unwrap();
    assert_eq!((&opened.header, opened.answers.as_slice()), (bag.header(), ANSWERS));
    assert_eq!((opened.attachments.as_slice(), opened.content_digest), (bag.attachments(), bag.content_digest()));
    assert_eq!(opened.key.public(), case.key.public());
    assert_eq!(attachments.iter().map(|(_, content)| content.len()).collect::<Vec<_>>(), [4, 70_000]);

    let refused = |copy: &[u8], password: &Passphrase| open(copy, password).map(|_| ()).unwrap_err().code();
    assert_eq!(refused(&copy, &other), "age-no-match");
    assert_eq!(refused(&copy[..copy.len() - 1], &password), "age-payload");
    let sealed = |archive: &dyn Fn(&mut Writer<Vec<u8>>)| {
        let mut writer = Writer::new(Vec::new());
        archive(&mut writer);
        age::encrypt_with(&writer.finish().unwrap(), &password, &mut entropy(b"x"))
    };
    assert_eq!(refused(&sealed(&|_| ()), &password), "copy-content");
    let (inner, key) = (archive(&bag), openssh::encode(&SigningKey::from_seed(&[9; 32])));
    let another = sealed(&|writer| {
        writer.add("application.zip", &inner).unwrap();
        writer.add("applicant.key", key.as_bytes()).unwrap();
    });
    assert_eq!(refused(&another, &password), "copy-content");
    let cut = sealed(&|writer| writer.add("application.zip", &inner[..inner.len() - 1]).unwrap());
    assert_eq!(refused(&cut, &password), "zip-truncated");
    assert_eq!(refused(&sealed(&|writer| writer.add("application.zip", &inner).unwrap()), &password), "copy-content");
}

/// Attachments that come in pieces give the same files, byte for byte, and may not change in between.
#[test]
fn what_is_poured_is_what_is_sealed() {
    let case = Case::new(Kind::Hybrid);
    let (bag, passphrase) = (case.bag(), Passphrase::new(b"password"));
    let photo = [0xff; 70_000];
    let contents: [(&str, &[u8]); 2] = [("photo/1-photo.jpeg", &photo), ("contract/1-muqavile.pdf", b"%PDF")];
    let measured = contents.map(|(path, content)| (path, Measured::of(content)));
    let outline = SignedOutline::sign(case.details(), ANSWERS, &measured, &case.key, &case.recipients()).unwrap();
    assert_eq!((outline.header(), outline.content_digest()), (bag.header(), bag.content_digest()));
    assert_eq!(outline.attachments(), bag.attachments());

    let seal = |photo: &[u8]| {
        let mut sealing = outline.seal(Vec::new(), &mut entropy(b"seal"))?;
        for content in [b"%PDF", photo] {
            assert!(sealing.next_attachment()?);
            content.chunks(999).for_each(|piece| sealing.write_all(piece).unwrap());
        }
        assert!(!sealing.next_attachment()?);
        sealing.finish()
    };
    let (sealed, sum) = seal(&photo).unwrap();
    assert!(sealed == bag.seal(&mut entropy(b"seal")).unwrap());
    for changed in [&photo[1..], &[0; 70_000], b""] {
        assert!(matches!(seal(changed), Err(NotSealed::Archive(NotWritten::Changed))));
    }
    let early = outline.seal(Vec::new(), &mut entropy(b"seal")).unwrap().finish();
    assert!(matches!(early, Err(NotSealed::Archive(NotWritten::Changed))));

    let mut copying = outline.copy(sum, &passphrase, Vec::new(), &mut entropy(b"copy")).unwrap();
    for content in [&b"%PDF"[..], &photo] {
        assert!(copying.next_attachment().unwrap());
        copying.write_all(content).unwrap();
    }
    let copy = copying.finish(&case.key).unwrap();
    assert!(copy == bag.copy(&case.key, &passphrase, &mut entropy(b"copy")).unwrap());
}

#[test]
fn headers_have_one_spelling() {
    let header = Case::new(Kind::Hybrid).bag().header().clone();
    let text = header.encode();
    assert_eq!(Header::decode(text.as_bytes()), Ok(header));
    assert!(Header::decode(format!("{text}\n").as_bytes()).is_err());
    assert!(Header::decode(format!("\u{feff}{text}").as_bytes()).is_err());
}
