//! `tests/vectors/seal`: small files that carry what must become of them, for every engine that claims to
//! read the format. The folder is listed, not a list of names. `UPDATE=1` writes the files again; what they
//! expect is written by hand, below, and holds before a file is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sayyar_seal::age::{self, Identity, Kind, Passphrase, Recipients};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::sshsig::{RECEIPT, SUBMISSION, Signature};
use sayyar_seal::submission::{Limits, open_whole};
use sayyar_seal::zip::Writer;
use sayyar_seal::{Locator, Number, Password};
use serde::{Deserialize, Serialize};

use crate::cases::{self, Case, archive, files, repair};
use crate::common::entropy;

/// One file of the folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum Vector {
    /// A file handed in, and whose key opens it. `expect` is `ok` or the code of the refusal.
    Submission {
        about: String,
        expect: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        content: Option<String>,
        identity: String,
        file: String,
    },
    /// A text that a person typed as a number; `expect` is how it is written, or `refused`.
    Number { about: String, expect: String, text: String },
    /// The same for a password.
    Password { about: String, expect: String, text: String },
    /// Everything that follows from a secret key and a password.
    Facts {
        about: String,
        seed: String,
        key: String,
        number: String,
        password: String,
        identity: String,
        locator: String,
    },
}

const FORMAT: &str = include_str!("../../FORMAT.md");

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/seal")
}

impl Vector {
    /// What is wrong, if anything.
    fn run(&self) -> Result<(), String> {
        let same =
            |given: &str, expect: &str| if given == expect { Ok(()) } else { Err(format!("{given}, not {expect}")) };
        match self {
            Self::Submission { expect, content, identity, file, .. } => {
                let identity = Identity::parse(identity).map_err(|error| error.to_string())?;
                let file = STANDARD.decode(file).map_err(|error| error.to_string())?;
                match open_whole(&file, &[identity], Limits::default()) {
                    Ok((opened, _)) => {
                        same("ok", expect)?;
                        same(&opened.content_digest().to_string(), content.as_deref().unwrap_or_default())
                    }
                    Err(refusal) => same(refusal.code(), expect),
                }
            }
            Self::Number { expect, text, .. } => {
                same(&text.parse::<Number>().map_or("refused".into(), |number| number.to_string()), expect)
            }
            Self::Password { expect, text, .. } => {
                same(&Password::parse(text).map_or("refused".into(), |password| password.to_text().to_string()), expect)
            }
            Self::Facts { seed, key, number, password, identity, locator, .. } => {
                let seed = STANDARD.decode(seed).ok().and_then(|seed| seed.try_into().ok()).ok_or("seed")?;
                let public = SigningKey::from_seed(&seed).public();
                same(&public.to_string(), key)?;
                same(&Number::of(&public).to_string(), number)?;
                let password = Password::parse(password).map_err(|error| error.to_string())?;
                let opens =
                    password.status_identity(&Number::of(&public), Kind::Hybrid).map_err(|error| error.to_string())?;
                same(&opens.to_text(), identity)?;
                same(&Locator::of(&opens.recipient()).to_string(), locator)
            }
        }
    }
}

#[test]
fn every_vector_holds() {
    if std::env::var_os("UPDATE").is_some() {
        write();
    }
    let mut run = 0;
    for entry in std::fs::read_dir(folder()).expect("the folder is there") {
        let path = entry.expect("its entries are").path();
        let vector: Vector = serde_json::from_slice(&std::fs::read(&path).expect("a file")).expect("a vector");
        assert_eq!(vector.run(), Ok(()), "{}", path.display());
        if let Vector::Submission { expect, .. } = &vector {
            assert!(expect == "ok" || FORMAT.contains(&format!("`{expect}`")), "FORMAT.md does not know {expect}");
        }
        run += 1;
    }
    assert!(run >= 80, "{run} vectors");
}

fn write() {
    let mut vectors = BTreeMap::new();
    submissions(&mut vectors);
    texts(&mut vectors);
    for (name, vector) in vectors {
        assert_eq!(vector.run(), Ok(()), "{name}");
        let text = serde_json::to_string_pretty(&vector).expect("a vector is JSON");
        std::fs::write(folder().join(format!("{name}.json")), text + "\n").expect("the folder can be written");
    }
}

type Vectors = BTreeMap<String, Vector>;

fn submissions(vectors: &mut Vectors) {
    for kind in [Kind::Hybrid, Kind::X25519] {
        let case = Case::new(kind);
        let file = case.small().seal(&mut entropy(b"vector")).expect("a small bag");
        let name = format!("submission-ok-{kind:?}").to_ascii_lowercase();
        let content = Some(case.small().content_digest().to_string());
        let vector = submission("a small submission, sealed as it should be", "ok", &case.intake, &file);
        let Vector::Submission { about, expect, identity, file, .. } = vector else { return };
        vectors.insert(name, Vector::Submission { about, expect, content, identity, file });
    }
    let case = Case::new(Kind::X25519);
    let mut add = |name: &str, about: &str, expect: &str, file: &[u8]| {
        vectors.insert(format!("submission-{name}"), submission(about, expect, &case.intake, file));
    };
    seals(&case, &mut add);
    archives(&case, &mut add);
    bags(&case, &mut add);
    splices(&case, &mut add);
}

fn submission(about: &str, expect: &str, identity: &Identity, file: &[u8]) -> Vector {
    let (about, expect) = (about.into(), expect.into());
    Vector::Submission {
        about,
        expect,
        content: None,
        identity: identity.to_text().to_string(),
        file: STANDARD.encode(file),
    }
}

type Add<'a> = dyn FnMut(&str, &str, &str, &[u8]) + 'a;

fn seals(case: &Case, add: &mut Add<'_>) {
    let good = case.small().seal(&mut entropy(b"vector")).expect("a small bag");
    let header = good.windows(5).position(|bytes| bytes == b"\n--- ").expect("a header") + 49;
    add("age-empty", "nothing at all", "age-not-age", b"");
    add("age-zip", "an archive that was never sealed", "age-not-age", &archive(&case.small()));
    add("age-version", "version 2 of age", "age-not-age", &[b"age-encryption.org/v2\n", &good[22..]].concat());
    add("age-armour", "in ASCII armour", "age-armoured", b"-----BEGIN AGE ENCRYPTED FILE-----\n");
    add("age-header-cut", "cut in its header", "age-header", &good[..100]);
    add("age-payload-cut", "cut in its payload", "age-payload", &good[..good.len() - 1]);
    add("age-payload-none", "cut behind its header", "age-payload", &good[..header]);
    add("age-payload-more", "with a byte behind its end", "age-payload", &[&good[..], b"\n"].concat());
    let flipped = |place: usize| {
        let mut file = good.clone();
        file[place] ^= 1;
        file
    };
    add("age-payload-flipped", "one bit of the payload changed", "age-payload", &flipped(header + 1000));
    add("age-nonce-flipped", "one bit of the nonce changed", "age-payload", &flipped(header + 3));
    add("age-mac-flipped", "one bit of the header's MAC changed", "age-mac", &flipped(header - 30));
    let stanza = good.windows(2).position(|bytes| bytes == b"->").expect("a stanza");
    let greased = [&good[..stanza], b"-> grease\n\n", &good[stanza..]].concat();
    add("age-stanza-added", "a stanza that the header's MAC does not cover", "age-mac", &greased);
    let crowd = [&good[..stanza], "-> grease\n\n".repeat(20).as_bytes(), &good[stanza..]].concat();
    add("age-stanzas", "more stanzas than are taken", "age-too-many-stanzas", &crowd);
    let long = [&good[..stanza], format!("-> {}\n\n", "a".repeat(66_000)).as_bytes(), &good[stanza..]].concat();
    add("age-header-long", "a longer header than is taken", "age-header-too-large", &long);
    let hybrid = Case::new(Kind::Hybrid).small().seal(&mut entropy(b"vector")).expect("a small bag");
    let end = hybrid.windows(5).position(|bytes| bytes == b"\n--- ").expect("a header") + 1;
    let mixed = [&hybrid[..end], &good[stanza..]].concat();
    add("age-mixed", "X25519 beside the hybrid", "age-mixed", &mixed);
    add("age-other", "sealed to others", "age-no-match", &hybrid);
    let passphrase = age::encrypt_with(b"text", &Passphrase::new(b"passphrase"), &mut entropy(b"vector"));
    add("age-passphrase", "sealed with a passphrase", "age-passphrase", &passphrase);
    let low = format!("age-encryption.org/v1\n-> X25519 {0}\n{0}\n--- {0}\n", "A".repeat(43));
    add("age-low-order", "a share of low order", "age-stanza", low.as_bytes());
}

fn archives(case: &Case, add: &mut Add<'_>) {
    let good = archive(&case.small());
    let directory = good.windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("a directory");
    let mut zip = |name: &str, about: &str, expect: &str, archive: &[u8]| {
        add(&format!("zip-{name}"), about, expect, &case.seal(archive));
    };
    zip("empty", "no archive at all", "zip-truncated", b"");
    zip("text", "a text in place of an archive", "zip-not-canonical", b"a text, and no archive");
    zip("cut", "cut in its directory", "zip-truncated", &good[..good.len() - 5]);
    zip("before", "something before the archive", "zip-not-canonical", &[b"#!", &good[..]].concat());
    zip("behind", "something behind the archive", "zip-not-canonical", &[&good[..], b"\n"].concat());
    zip(
        "between",
        "something between files and directory",
        "zip-not-canonical",
        &[&good[..directory], b"gap", &good[directory..]].concat(),
    );
    let changed = |changes: &[(usize, &[u8])]| {
        let mut archive = good.clone();
        changes.iter().for_each(|(place, bytes)| archive[*place..place + bytes.len()].copy_from_slice(bytes));
        archive
    };
    // Of the first file: places in its local header, and sixteen or eighteen bytes on in its directory entry.
    for (name, about, local, central, bytes) in [
        ("method", "a file that says it is deflated", 8, 10, &[8][..]),
        ("flags", "a file that says it is encrypted", 6, 8, &[1]),
        ("descriptor", "sizes in a descriptor behind the file", 6, 8, &[8]),
        ("not-utf8", "names not marked as UTF-8", 7, 9, &[0]),
        ("date", "a date", 12, 14, &[0x74, 0x5d]),
        ("version", "made for another version", 4, 6, &[20]),
    ] {
        zip(name, about, "zip-not-canonical", &changed(&[(local, bytes), (directory + central, bytes)]));
        zip(
            &format!("{name}-directory"),
            &format!("{about}, in the directory only"),
            "zip-not-canonical",
            &changed(&[(directory + central, bytes)]),
        );
    }
    zip("rights", "a file with rights", "zip-not-canonical", &changed(&[(directory + 38, &[0x20])]));
    zip("offset", "a directory entry that points elsewhere", "zip-not-canonical", &changed(&[(directory + 42, &[1])]));
    zip(
        "checksum",
        "a wrong checksum, in both places",
        "zip-checksum",
        &changed(&[(14, b"\0"), (directory + 16, b"\0")]),
    );
    zip("content", "a file changed under its checksum", "zip-checksum", &changed(&[(39, b"b")]));
    zip("name-directory", "another name in the directory", "zip-not-canonical", &changed(&[(directory + 46, b"c")]));
    for (name, about, letters) in [
        ("parent", "a name that leads out of the folder", b"../it.txt"),
        ("absolute", "an absolute name", b"/agit.txt"),
        ("backslash", "a backslash", b"ba\\it.txt"),
        ("nul", "a name with a NUL", b"bagit\0txt"),
        ("not-utf8-name", "a name that is not UTF-8", b"bagit.\xff\xff\xff"),
        ("device", "a device of Windows", b"aux.a.txt"),
        ("folder", "a folder", b"bagit.tx/"),
    ] {
        zip(&format!("name-{name}"), about, "zip-name", &changed(&[(30, letters), (directory + 46, letters)]));
    }
    zip("count", "a directory that counts one file less", "zip-not-canonical", &changed(&[(good.len() - 14, &[6])]));
    zip(
        "size",
        "a file that says it has four gigabytes",
        "zip-truncated",
        &changed(&[(18, &[0xfe, 0xff, 0xff, 0xff]), (22, &[0xfe, 0xff, 0xff, 0xff])]),
    );
    zip("twice", "the first file twice", "zip-twice", &[&good[..93], &good[..]].concat());
}

type Files = Vec<(String, Vec<u8>)>;

fn bags(case: &Case, add: &mut Add<'_>) {
    let good = files(&case.bag_with_photo());
    let mut bag = |name: &str, about: &str, expect: &str, change: &dyn Fn(&mut Files)| {
        let mut files = good.clone();
        change(&mut files);
        add(&format!("bag-{name}"), about, expect, &case.seal(&archived(&files)));
    };
    let extra =
        |place: usize, name: &'static str| move |files: &mut Files| files.insert(place, (name.into(), b"x".to_vec()));
    bag("extra-tag", "a tag file that no manifest lists", "bag-unlisted", &extra(5, "notes.txt"));
    bag("extra-payload", "a payload file that no submission has", "bag-unlisted", &extra(5, "data/notes.txt"));
    bag(
        "extra-attachment",
        "an attachment that the manifest does not list",
        "bag-manifest",
        &extra(8, "data/attachments/photo/2-x.jpeg"),
    );
    bag("fetch", "a file to be fetched from somewhere", "bag-unlisted", &extra(5, "fetch.txt"));
    bag("no-answers", "no answers", "bag-missing", &|files| _ = files.remove(6));
    bag("no-signature", "no signature", "bag-missing", &|files| _ = files.remove(4));
    bag("no-attachment", "an attachment that is listed is missing", "bag-manifest", &|files| _ = files.remove(7));
    bag("order", "answers before header", "bag-order", &|files| files.swap(5, 6));
    bag("answers", "answers changed", "bag-digest", &|files| files[6].1[3] ^= 1);
    bag("photo", "an attachment changed", "bag-digest", &|files| files[7].1[0] ^= 1);
    bag("manifest-crlf", "a manifest with other line ends", "bag-manifest", &|files| {
        files[2].1 = String::from_utf8_lossy(&files[2].1).replace('\n', "\r\n").into_bytes();
    });
    bag("bagit", "another version of BagIt, all else repaired", "bag-declaration", &|files| {
        files[0].1 = b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n".to_vec();
        repair(files, Some(&case.key));
    });
    let header = |from: &'static str, to: &'static str| {
        move |files: &mut Files| {
            files[5].1 = String::from_utf8_lossy(&files[5].1).replace(from, to).into_bytes();
            repair(files, Some(&case.key));
        }
    };
    bag(
        "header-twice",
        "a key that stands twice in the header",
        "bag-header",
        &header("\"assisted\":false", "\"assisted\":false,\"assisted\":false"),
    );
    bag(
        "header-unknown",
        "a key that the header does not know",
        "bag-header",
        &header("\"assisted\":false", "\"admin\":true,\"assisted\":false"),
    );
    bag(
        "header-space",
        "a header that is not canonical",
        "bag-header",
        &header("\"assisted\":false", "\"assisted\": false"),
    );
    bag("header-format", "another version of the format", "bag-header", &header("submission/1", "submission/2"));
    bag("header-revision", "a second revision of nothing", "bag-header", &header("\"revision\":1", "\"revision\":2"));
    bag("header-large", "a number beyond 2^53", "bag-header", &header("\"version\":3", "\"version\":9007199254740993"));
    bag("header-day", "a day that does not exist", "bag-header", &header("2026-11-20", "2026-11-31"));
}

/// What somebody with keys of their own can put together.
fn splices(case: &Case, add: &mut Add<'_>) {
    let good = files(&case.bag_with_photo());
    let other = SigningKey::from_seed(&[9; 32]);
    let mut splice = |name: &str, about: &str, expect: &str, change: &dyn Fn(&mut Files)| {
        let mut files = good.clone();
        change(&mut files);
        add(&format!("splice-{name}"), about, expect, &case.seal(&archived(&files)));
    };
    let sign = |key: &SigningKey, namespace: &str, files: &Files| Signature::sign(key, namespace, &files[3].1).encode();
    splice("key", "signed by another key", "signature-key", &|files| {
        files[4].1 = sign(&other, SUBMISSION, files).into()
    });
    splice("purpose", "signed for a receipt", "signature-namespace", &|files| {
        files[4].1 = sign(&case.key, RECEIPT, files).into()
    });
    splice("wrapped", "a signature wrapped anew", "signature-malformed", &|files| {
        files[4].1 =
            sign(&case.key, SUBMISSION, files).replace("SIGNATURE-----\nU1NI", "SIGNATURE-----\nU1\nNI").into();
    });
    splice("signature", "the signature of another submission of the same key", "signature-invalid", &|files| {
        files[4].1 = cases::files(&case.small())[4].1.clone();
    });
    splice("answers", "answers changed and manifests repaired, without the key", "signature-invalid", &|files| {
        files[6].1[3] ^= 1;
        repair(files, None);
    });
    splice("number", "somebody else's number in one's own submission", "number", &|files| {
        let (own, theirs) = (Number::of(&case.key.public()).to_string(), Number::of(&other.public()).to_string());
        for place in [1, 5] {
            files[place].1 = String::from_utf8_lossy(&files[place].1).replace(&own, &theirs).into();
        }
        repair(files, Some(&case.key));
    });
    let elsewhere = Identity::from_seed(Kind::X25519, &[6; 32]);
    let others = Recipients::from(elsewhere.recipient());
    let bag =
        sayyar_seal::submission::SignedBag::sign(case.details(), b"{}", &[], &case.key, &others).expect("a good bag");
    add(
        "splice-resealed",
        "a bag meant for another agency, sealed to this one",
        "not-addressed",
        &case.seal(&archive(&bag)),
    );
}

fn archived(files: &Files) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    files.iter().for_each(|(name, content)| writer.add(name, content).expect("a good name"));
    writer.finish().expect("a small archive")
}

fn texts(vectors: &mut Vectors) {
    let mut random = entropy(b"facts");
    for place in 1..=3 {
        let mut seed = [0; 32];
        random(&mut seed);
        let (key, password) = (SigningKey::from_seed(&seed).public(), Password::generate(&mut random));
        let identity = password.status_identity(&Number::of(&key), Kind::Hybrid).expect("64 MiB");
        let facts = Vector::Facts {
            about: "what follows from a signing key and a password".into(),
            seed: STANDARD.encode(seed),
            key: key.to_string(),
            number: Number::of(&key).to_string(),
            password: password.to_text().to_string(),
            identity: identity.to_text().to_string(),
            locator: Locator::of(&identity.recipient()).to_string(),
        };
        vectors.insert(format!("facts-{place}"), facts);
    }
    let number = "FGA1-TTCD-1JSY-K";
    let (good, refused) = (number.to_owned(), "refused".to_owned());
    for (name, about, expect, text) in [
        ("canonical", "as it is written", &good, number),
        ("typed", "small letters and spaces", &good, " fga1 ttcd 1jsy k"),
        ("look-alikes", "I and L for 1", &good, "FGAI-TTCD-LJSYK"),
        ("mistyped", "one letter wrong", &refused, "FGA1-TTCD-1JSX-K"),
        ("swapped", "two letters swapped", &refused, "FGA1-TTDC-1JSY-K"),
        ("short", "one letter missing", &refused, "FGA1-TTCD-1JS-K"),
        ("unchecked", "without the check character", &refused, "FGA1-TTCD-1JSY"),
        ("letter-u", "a letter that base 32 leaves out", &refused, "FGA1-TTCD-1JSU-K"),
        ("not-ascii", "a letter that only looks right", &refused, "FGА1-TTCD-1JSY-K"),
    ] {
        let (about, expect, text) = (about.into(), expect.clone(), text.into());
        vectors.insert(format!("number-{name}"), Vector::Number { about, expect, text });
    }
    let password = Password::generate(&mut |bytes: &mut [u8]| bytes.copy_from_slice(b"0123456789"));
    let text = password.to_text().to_string();
    for (name, about, expect, text) in [
        ("canonical", "as it is shown", text.clone(), text.clone()),
        ("typed", "small letters without hyphens", text.clone(), text.replace('-', "").to_ascii_lowercase()),
        ("long", "one letter too many", refused.clone(), format!("{text}0")),
        ("cut", "the check character missing", refused, text[..19].to_owned()),
    ] {
        vectors.insert(format!("password-{name}"), Vector::Password { about: about.into(), expect, text });
    }
}
