//! Making a submission: the bag is signed, then sealed, then handed in; the applicant keeps a copy.
//!
//! A [`SignedBag`] has its attachments in memory. A [`SignedOutline`](super::SignedOutline) knows of them only
//! what the signature needs; their content is poured through when it is sealed.

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

/// A bag that its applicant signed, all but the content of its attachments.
pub(super) struct Signed {
    pub(super) header: Header,
    pub(super) recipients: Recipients,
    /// Every file that is no attachment, in order.
    pub(super) files: Vec<(&'static str, Vec<u8>)>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) content_digest: Digest,
}

impl Signed {
    /// Attachments in the order of their paths.
    pub(super) fn sign(
        details: Details,
        answers: &[u8],
        attachments: Vec<Attachment>,
        key: &SigningKey,
        recipients: &Recipients,
    ) -> Result<Self, NotSealed> {
        let fingerprints = recipients.iter().map(Recipient::fingerprint).collect();
        let header = Header::new(details, key.public(), fingerprints);
        if !header.is_consistent() {
            return Err(NotSealed::Details);
        }
        if !attachments.is_sorted_by(|a, b| a.path < b.path) || attachments.iter().any(|one| !is_path(&one.path)) {
            return Err(NotSealed::Path);
        }
        let (head, answers) = (header.encode().into_bytes(), answers.to_vec());
        let octets = (head.len() + answers.len()) as u64 + attachments.iter().map(|one| one.size).sum::<u64>();
        let info = bag::bag_info(&header, octets, attachments.len() + 2).into_bytes();
        let paths: Vec<String> = attachments.iter().map(|one| bag::name_of(&one.path)).collect();
        let payload = [(bag::HEADER, Digest::of(&head)), (bag::ANSWERS, Digest::of(&answers))].into_iter();
        let attached = paths.iter().map(String::as_str).zip(attachments.iter().map(|one| one.sha512));
        let manifest = bag::manifest(payload.chain(attached)).into_bytes();
        let declaration = bag::DECLARATION.as_bytes().to_vec();
        let mut files = vec![(bag::BAGIT, declaration), (bag::BAG_INFO, info), (bag::MANIFEST, manifest)];
        let tagged = files.iter().map(|(name, content)| (*name, Digest::of(content)));
        let tagmanifest = bag::manifest(tagged).into_bytes();
        let content_digest = Digest::of(&tagmanifest);
        let signature = Signature::sign(key, SUBMISSION, &tagmanifest).encode().into_bytes();
        files.extend([(bag::TAGMANIFEST, tagmanifest), (bag::SIGNATURE, signature)]);
        files.extend([(bag::HEADER, head), (bag::ANSWERS, answers)]);
        Ok(Self { header, recipients: recipients.clone(), files, attachments, content_digest })
    }

    /// The archive up to the first attachment.
    pub(super) fn begin<W: Write>(&self, out: W) -> Result<Writer<W>, NotWritten> {
        let mut writer = Writer::new(out);
        for (name, content) in &self.files {
            writer.add(name, content)?;
        }
        Ok(writer)
    }
}

/// A bag that its applicant signed. It can be sealed as often as needed: every time the same bag.
pub struct SignedBag<'a> {
    signed: Signed,
    /// Of the attachments, in their order.
    contents: Vec<&'a [u8]>,
}

impl<'a> SignedBag<'a> {
    /// Puts answers and attachments (paths as [`super::attachment_path`] makes them, in any order) into a bag
    /// addressed to these recipients, and signs it.
    pub fn sign(
        details: Details,
        answers: &[u8],
        attachments: &[(&str, &'a [u8])],
        key: &SigningKey,
        recipients: &Recipients,
    ) -> Result<Self, NotSealed> {
        let mut attached = attachments.to_vec();
        attached.sort_unstable_by_key(|(path, _)| *path);
        let outline = attached.iter().map(|(path, bytes)| Attachment {
            path: (*path).to_owned(),
            size: bytes.len() as u64,
            sha512: Digest::of(bytes),
        });
        let signed = Signed::sign(details, answers, outline.collect(), key, recipients)?;
        Ok(Self { signed, contents: attached.into_iter().map(|(_, bytes)| bytes).collect() })
    }

    /// The header as it stands in the bag.
    pub fn header(&self) -> &Header {
        &self.signed.header
    }

    /// The number of the application.
    pub fn number(&self) -> Number {
        self.signed.header.number
    }

    /// The digest that an amendment names as `previous`.
    pub fn content_digest(&self) -> Digest {
        self.signed.content_digest
    }

    /// The attachments, in order.
    pub fn attachments(&self) -> &[Attachment] {
        &self.signed.attachments
    }

    /// The bag as an archive: what is sealed.
    pub fn write(&self, out: impl Write) -> Result<(), NotWritten> {
        let mut writer = self.signed.begin(out)?;
        for (attachment, content) in self.signed.attachments.iter().zip(&self.contents) {
            writer.add(&bag::name_of(&attachment.path), content)?;
        }
        writer.finish().map(|_| ())
    }

    /// The sealed file to hand in, to the recipients that the header names.
    pub fn seal(&self, entropy: &mut Entropy<'_>) -> Result<Vec<u8>, NotSealed> {
        let Signed { files, attachments, recipients, .. } = &self.signed;
        let small = files.iter().map(|(name, content)| content.len() + 2 * name.len() + 80);
        let large = attachments.iter().map(|one| one.size as usize + 2 * one.path.len() + 120);
        let size: usize = small.chain(large).sum();
        let mut sealed = Vec::with_capacity(size + size / 4096 + 2048 * recipients.iter().count());
        let mut encryptor = Encryptor::new(&mut sealed, recipients, entropy).map_err(NotWritten::Io)?;
        self.write(&mut encryptor)?;
        encryptor.finish().map_err(NotWritten::Io)?;
        Ok(sealed)
    }
}
