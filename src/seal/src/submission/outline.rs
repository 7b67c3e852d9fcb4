//! Sealing attachments that are not in memory: the bag is signed over what was measured of them, then their
//! content is poured through, once into the file to hand in and once into the copy to keep. Memory holds one
//! chunk of them.

use std::io::{self, Write};

use super::bag::{self, Attachment};
use super::copy::{BAG, KEY};
use super::header::Header;
use super::seal::{Details, NotSealed, Signed};
use crate::age::{Encryptor, Passphrase, Recipients};
use crate::ed25519::{SigningKey, openssh};
use crate::zip::{Crc, NotWritten, Sum, Writer};
use crate::{Digest, Entropy, Measured, Number};

/// A bag that its applicant signed, with attachments that are somewhere else.
pub struct SignedOutline {
    signed: Signed,
    /// Of the attachments, in their order.
    sums: Vec<Sum>,
}

impl SignedOutline {
    /// As [`super::SignedBag::sign`], over what was measured.
    pub fn sign(
        details: Details,
        answers: &[u8],
        attachments: &[(&str, Measured)],
        key: &SigningKey,
        recipients: &Recipients,
    ) -> Result<Self, NotSealed> {
        let mut attached = attachments.to_vec();
        attached.sort_unstable_by_key(|(path, _)| *path);
        let outline = attached.iter().map(|(path, measured)| Attachment {
            path: (*path).to_owned(),
            size: measured.size(),
            sha512: measured.sha512(),
        });
        let signed = Signed::sign(details, answers, outline.collect(), key, recipients)?;
        Ok(Self { signed, sums: attached.iter().map(|(_, measured)| measured.sum()).collect() })
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

    /// The attachments, in the order in which their content is wanted.
    pub fn attachments(&self) -> &[Attachment] {
        &self.signed.attachments
    }

    /// Begins the sealed file to hand in.
    pub fn seal<W: Write>(&self, out: W, entropy: &mut Entropy<'_>) -> Result<Sealing<W>, NotSealed> {
        let encryptor = Encryptor::new(out, &self.signed.recipients, entropy).map_err(NotWritten::Io)?;
        let out = Tee { out: encryptor, crc: Crc::new() };
        Ok(Sealing(Pour { writer: self.signed.begin(out)?, waiting: self.waiting() }))
    }

    /// Begins the copy to keep. `bag` is what [`Sealing::finish`] said: the copy holds the same archive.
    pub fn copy<W: Write>(
        &self,
        bag: Sum,
        passphrase: &Passphrase,
        out: W,
        entropy: &mut Entropy<'_>,
    ) -> Result<Copying<W>, NotSealed> {
        let mut outer = Writer::new(Encryptor::with_passphrase(out, passphrase, entropy).map_err(NotWritten::Io)?);
        outer.begin(BAG, bag)?;
        Ok(Copying(Pour { writer: self.signed.begin(outer)?, waiting: self.waiting() }))
    }

    /// The last first.
    fn waiting(&self) -> Vec<(String, Sum)> {
        let names = self.signed.attachments.iter().map(|one| bag::name_of(&one.path));
        names.zip(self.sums.iter().copied()).rev().collect()
    }
}

/// A bag on its way into an archive.
struct Pour<W: Write> {
    writer: Writer<W>,
    waiting: Vec<(String, Sum)>,
}

impl<W: Write> Pour<W> {
    fn next_attachment(&mut self) -> Result<bool, NotSealed> {
        let Some((name, sum)) = self.waiting.pop() else { return Ok(false) };
        self.writer.begin(&name, sum)?;
        Ok(true)
    }

    fn finish(self) -> Result<W, NotSealed> {
        if self.waiting.is_empty() { Ok(self.writer.finish()?) } else { Err(NotWritten::Changed.into()) }
    }
}

/// The file to hand in, in the making. The content of each attachment is written to it after
/// [`Sealing::next_attachment`], in their order.
pub struct Sealing<W: Write>(Pour<Tee<Encryptor<W>>>);

impl<W: Write> Sealing<W> {
    /// Begins the next attachment; false when there is none. The one before is checked: content that is not what
    /// was measured is refused.
    pub fn next_attachment(&mut self) -> Result<bool, NotSealed> {
        self.0.next_attachment()
    }

    /// Makes the file whole.
    pub fn finish(self) -> Result<(W, Sum), NotSealed> {
        let Tee { out, crc } = self.0.finish()?;
        Ok((out.finish().map_err(NotWritten::Io)?, crc.sum()))
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.writer.flush()
    }
}

/// The copy to keep, in the making; used as [`Sealing`] is.
pub struct Copying<W: Write>(Pour<Writer<Encryptor<W>>>);

impl<W: Write> Copying<W> {
    /// As [`Sealing::next_attachment`].
    pub fn next_attachment(&mut self) -> Result<bool, NotSealed> {
        self.0.next_attachment()
    }

    /// Puts the key behind the bag and makes the file whole.
    pub fn finish(self, key: &SigningKey) -> Result<W, NotSealed> {
        let mut outer = self.0.finish()?;
        outer.add(KEY, openssh::encode(key).as_bytes())?;
        Ok(outer.finish()?.finish().map_err(NotWritten::Io)?)
    }
}

impl<W: Write> Write for Copying<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.writer.flush()
    }
}

/// Passes bytes on and sums them up.
struct Tee<W: Write> {
    out: W,
    crc: Crc,
}

impl<W: Write> Write for Tee<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.crc.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
