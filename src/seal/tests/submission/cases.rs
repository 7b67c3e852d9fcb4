//! A small submission and what is needed to tamper with it.

use sayyar_seal::Digest;
use sayyar_seal::age::{self, Identity, Kind, Recipients};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::sshsig::{SUBMISSION, Signature};
use sayyar_seal::submission::{Details, FormBuild, Limits, Refusal, SignedBag, open};
use sayyar_seal::zip::{Reader, Writer};

use crate::common::entropy;

pub(crate) const ANSWERS: &[u8] = br#"{"months":6,"region":"baku"}"#;

pub(crate) struct Case {
    pub(crate) key: SigningKey,
    pub(crate) intake: Identity,
    pub(crate) recovery: Identity,
}

impl Case {
    pub(crate) fn new(kind: Kind) -> Self {
        let mut entropy = entropy(b"keys");
        let key = SigningKey::generate(&mut entropy);
        let [intake, recovery] = [0, 1].map(|_| Identity::generate(kind, &mut entropy));
        Self { key, intake, recovery }
    }

    pub(crate) fn recipients(&self) -> Recipients {
        Recipients::new(vec![self.intake.recipient(), self.recovery.recipient()]).expect("two of a kind")
    }

    pub(crate) fn details(&self) -> Details {
        let id = "work-permit".parse().expect("an id");
        Details {
            form: FormBuild { id, version: 3, build: 2, digest: Digest::of(b"form") },
            words: Digest::of(b"words"),
            language: "az".parse().expect("a tag"),
            filled_on: "2026-11-20".parse().expect("a date"),
            previous: None,
            status: Identity::from_seed(Kind::X25519, &[5; 32]).recipient(),
            engine: "sayyar 0.1.0".into(),
            assisted: false,
        }
    }

    pub(crate) fn bag(&self) -> SignedBag<'static> {
        let attachments = [("photo/1-photo.jpeg", &[0xff; 70_000][..]), ("contract/1-muqavile.pdf", b"%PDF")];
        SignedBag::sign(self.details(), ANSWERS, &attachments, &self.key, &self.recipients()).expect("a good bag")
    }

    /// As large as a vector may be.
    pub(crate) fn bag_with_photo(&self) -> SignedBag<'static> {
        let attachments = [("photo/1-photo.jpeg", &[0xff; 100][..])];
        SignedBag::sign(self.details(), ANSWERS, &attachments, &self.key, &self.recipients()).expect("a good bag")
    }

    pub(crate) fn small(&self) -> SignedBag<'static> {
        SignedBag::sign(self.details(), ANSWERS, &[], &self.key, &self.recipients()).expect("a good bag")
    }

    pub(crate) fn open(&self, file: &[u8]) -> Result<Digest, Refusal> {
        let opened = open(file, std::slice::from_ref(&self.intake), Limits::default(), &mut ());
        opened.map(|opened| opened.content_digest())
    }

    /// What a submission with these files in its archive is refused for.
    pub(crate) fn refusal(&self, files: &[(String, Vec<u8>)]) -> Refusal {
        let mut writer = Writer::new(Vec::new());
        files.iter().for_each(|(name, content)| writer.add(name, content).expect("a good name"));
        let archive = writer.finish().expect("a small archive");
        self.open(&self.seal(&archive)).expect_err("it was tampered with")
    }

    pub(crate) fn seal(&self, plain: &[u8]) -> Vec<u8> {
        age::encrypt(plain, &self.recipients(), &mut entropy(b"reseal"))
    }
}

pub(crate) fn archive(bag: &SignedBag<'_>) -> Vec<u8> {
    let mut archive = Vec::new();
    bag.write(&mut archive).expect("a small archive");
    archive
}

pub(crate) fn files(bag: &SignedBag<'_>) -> Vec<(String, Vec<u8>)> {
    let archive = archive(bag);
    let (mut reader, mut files) = (Reader::new(archive.as_slice(), 100), Vec::new());
    while let Some(file) = reader.next_file().expect("a good archive") {
        files.push((file.name().to_owned(), file.read_all(1 << 20).expect("a good file").expect("a small file")));
    }
    files
}

/// Makes the manifests fit the payload again, and the signature them, as whoever tampers would.
pub(crate) fn repair(files: &mut [(String, Vec<u8>)], key: Option<&SigningKey>) {
    let manifest = |files: &[(String, Vec<u8>)]| {
        files.iter().fold(String::new(), |text, (name, content)| format!("{text}{}  {name}\n", Digest::of(content)))
    };
    files[2].1 = manifest(&files[5..]).into_bytes();
    files[3].1 = manifest(&files[..3]).into_bytes();
    if let Some(key) = key {
        files[4].1 = Signature::sign(key, SUBMISSION, &files[3].1).encode().into_bytes();
    }
}
