//! Making a submission: the bag is signed, then sealed, then handed in; the applicant keeps a copy.

use std::fmt;
use std::io::Write;

use sayyar_base::{Date, Tag};

use super::bag::{self, Attachment, is_path};
use super::header::{FormBuild, Header};
use crate::age::{Encryptor, Recipient, Recipients};
use crate::ed25519::SigningKey;
use crate::sshsig::{SUBMISSION, Signature};
use crate::zip::{NotWritten, Writer};
use crate::{Digest, Entropy, Number};

/// What the header says that does not follow from key and recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The form.
    pub form: FormBuild,
    /// The digest of the words the applicant read.
    pub words: Digest,
    /// Their language.
    pub language: Tag,
    /// The day by the applicant's own clock.
    pub filled_on: Date,
    /// Revision and content digest of the submission this one amends; none for the first.
    pub previous: Option<(u32, Digest)>,
    /// Whom the status is sealed to.
    pub status: Recipient,
    /// The program and its version, in at most 64 printable ASCII letters.
    pub engine: String,
    /// Whether an officer filled it in for the applicant.
    pub assisted: bool,
}

/// Why a submission is not made. All of these are mistakes of the program that asks.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSealed {
    /// The details contradict each other or the limits of the header.
    Details,
    /// An attachment lies where none may, or two lie at one place.
    Path,
    /// The archive cannot be written.
    Archive(NotWritten),
}

impl fmt::Display for NotSealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Details => f.write_str("the details of the submission contradict each other"),
            Self::Path => f.write_str("an attachment lies where none may"),
            Self::Archive(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotSealed {}

impl From<NotWritten> for NotSealed {
    fn from(error: NotWritten) -> Self {
        Self::Archive(error)
    }
}

/// A bag that its applicant signed. It can be sealed as often as needed: every time the same bag.
pub struct SignedBag<'a> {
    header: Header,
    recipients: Recipients,
    /// Names and contents, in order.
    files: Vec<(String, Content<'a>)>,
    attachments: Vec<Attachment>,
    content_digest: Digest,
}

enum Content<'a> {
    Owned(Vec<u8>),
    Borrowed(&'a [u8]),
}

impl Content<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Borrowed(bytes) => bytes,
        }
    }
}

impl<'a> SignedBag<'a> {
    /// Puts answers and attachments (paths as [`super::attachment_path`] makes them, in any order) into a bag
    /// addressed to these recipients, and signs it.
    pub fn sign(
        details: Details,
        answers: &'a [u8],
        attachments: &[(&str, &'a [u8])],
        key: &SigningKey,
        recipients: &Recipients,
    ) -> Result<Self, NotSealed> {
        let fingerprints = recipients.iter().map(Recipient::fingerprint).collect();
        let header = Header::new(details, key.public(), fingerprints);
        if !header.is_consistent() {
            return Err(NotSealed::Details);
        }
        let mut attached = attachments.to_vec();
        attached.sort_unstable_by_key(|(path, _)| *path);
        let twice = attached.windows(2).any(|pair| pair[0].0 == pair[1].0);
        if twice || attached.iter().any(|(path, _)| !is_path(path)) {
            return Err(NotSealed::Path);
        }
        let mut payload = vec![
            (bag::HEADER.to_owned(), Content::Owned(header.encode().into_bytes())),
            (bag::ANSWERS.to_owned(), Content::Borrowed(answers)),
        ];
        payload.extend(
            attached.iter().map(|(path, bytes)| (format!("{}{path}", bag::ATTACHMENTS), Content::Borrowed(bytes))),
        );
        let digests: Vec<Digest> = payload.iter().map(|(_, content)| Digest::of(content.bytes())).collect();
        let octets = payload.iter().map(|(_, content)| content.bytes().len() as u64).sum();
        let attachments = attached.iter().zip(&digests[2..]).map(|((path, bytes), sha512)| Attachment {
            path: (*path).to_owned(),
            size: bytes.len() as u64,
            sha512: *sha512,
        });
        let attachments = attachments.collect();
        let manifest = bag::manifest(payload.iter().map(|(name, _)| name.as_str()).zip(digests));
        let mut files: Vec<(String, Content<'_>)> = Vec::with_capacity(payload.len() + 5);
        let info = bag::bag_info(&header, octets, payload.len());
        for (name, text) in [(bag::BAGIT, bag::DECLARATION.into()), (bag::BAG_INFO, info), (bag::MANIFEST, manifest)] {
            files.push((name.into(), Content::Owned(text.into_bytes())));
        }
        let tagged = files.iter().map(|(name, content)| (name.as_str(), Digest::of(content.bytes())));
        let tagmanifest = bag::manifest(tagged).into_bytes();
        let content_digest = Digest::of(&tagmanifest);
        let signature = Signature::sign(key, SUBMISSION, &tagmanifest).encode();
        files.push((bag::TAGMANIFEST.into(), Content::Owned(tagmanifest)));
        files.push((bag::SIGNATURE.into(), Content::Owned(signature.into_bytes())));
        files.extend(payload);
        Ok(Self { header, recipients: recipients.clone(), files, attachments, content_digest })
    }

    /// The header as it stands in the bag.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The number of the application.
    pub fn number(&self) -> Number {
        self.header.number
    }

    /// The digest that an amendment names as `previous`.
    pub fn content_digest(&self) -> Digest {
        self.content_digest
    }

    /// The attachments, in order.
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// The bag as an archive: what is sealed.
    pub fn write(&self, out: impl Write) -> Result<(), NotWritten> {
        let mut writer = Writer::new(out);
        for (name, content) in &self.files {
            writer.add(name, content.bytes())?;
        }
        writer.finish().map(|_| ())
    }

    /// The sealed file to hand in, to the recipients that the header names.
    pub fn seal(&self, entropy: &mut Entropy<'_>) -> Result<Vec<u8>, NotSealed> {
        let size: usize = self.files.iter().map(|(name, content)| content.bytes().len() + 2 * name.len() + 80).sum();
        let mut sealed = Vec::with_capacity(size + size / 4096 + 2048 * self.recipients.iter().count());
        let mut encryptor = Encryptor::new(&mut sealed, &self.recipients, entropy).map_err(NotWritten::Io)?;
        self.write(&mut encryptor)?;
        encryptor.finish().map_err(NotWritten::Io)?;
        Ok(sealed)
    }
}
