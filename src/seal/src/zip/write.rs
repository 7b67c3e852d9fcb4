//! Writing the one archive.

use std::fmt;
use std::io::{self, Write};

use super::layout::{self, Entry};
use super::name::{Names, check_name};
use super::{Crc, Sum};

/// Writes files in order. Only [`Writer::finish`] makes the archive whole.
pub struct Writer<W: Write> {
    out: W,
    entries: Vec<Entry>,
    names: Names,
    offset: u64,
    /// Of the file that is being written in pieces.
    running: Option<Crc>,
}

/// Why a file, or an archive, is not written.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotWritten {
    /// The name is none ([`check_name`]).
    Name,
    /// There is a file, or a folder, of that name already.
    Twice,
    /// More files or bytes than an archive without ZIP64 holds.
    TooLarge,
    /// The content is not what was announced.
    Changed,
    /// Where it is written to.
    Io(io::Error),
}

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.write_str("the name of the file cannot stand in an archive"),
            Self::Twice => f.write_str("the archive has a file of that name already"),
            Self::TooLarge => f.write_str("the archive is too large"),
            Self::Changed => f.write_str("the file changed while it was archived"),
            Self::Io(error) => write!(f, "the archive could not be written: {error}"),
        }
    }
}

impl std::error::Error for NotWritten {}

impl From<io::Error> for NotWritten {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl<W: Write> Writer<W> {
    /// An archive without files yet.
    pub fn new(out: W) -> Self {
        Self { out, entries: Vec::new(), names: Names::default(), offset: 0, running: None }
    }

    /// The next file.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Result<(), NotWritten> {
        self.header(name, Sum { crc: Crc::of(content), size: content.len() as u64 })?;
        self.out.write_all(content)?;
        Ok(())
    }

    /// The next file, written twice by the same function: once to know its checksum, once to store it. For
    /// content that should not be held in memory beside the archive.
    pub fn add_with(
        &mut self,
        name: &str,
        content: impl Fn(&mut dyn Write) -> Result<(), NotWritten>,
    ) -> Result<(), NotWritten> {
        let mut counted = Crc::new();
        content(&mut counted)?;
        self.begin(name, counted.sum())?;
        content(self)?;
        self.close()
    }

    /// The next file, whose content will be written to this writer, in pieces. Content that is not what was
    /// announced shows when the next file begins, or at the end.
    pub fn begin(&mut self, name: &str, sum: Sum) -> Result<(), NotWritten> {
        self.header(name, sum)?;
        self.running = Some(Crc::new());
        Ok(())
    }

    fn close(&mut self) -> Result<(), NotWritten> {
        let (Some(running), Some(entry)) = (self.running.take(), self.entries.last()) else { return Ok(()) };
        let same = running.sum() == Sum { crc: entry.crc, size: entry.size.into() };
        if same { Ok(()) } else { Err(NotWritten::Changed) }
    }

    fn header(&mut self, name: &str, Sum { crc, size }: Sum) -> Result<(), NotWritten> {
        self.close()?;
        check_name(name).map_err(|_| NotWritten::Name)?;
        if size > layout::LARGEST || self.offset > layout::LARGEST || self.entries.len() == layout::MOST {
            return Err(NotWritten::TooLarge);
        }
        if !self.names.add(name) {
            return Err(NotWritten::Twice);
        }
        let entry = Entry { name: name.into(), size: size as u32, crc, offset: self.offset as u32 };
        let header = entry.local();
        self.out.write_all(&header)?;
        self.offset += header.len() as u64 + size;
        self.entries.push(entry);
        Ok(())
    }

    /// Writes the directory and gives `W` back.
    pub fn finish(mut self) -> Result<W, NotWritten> {
        self.close()?;
        let tail = layout::tail(&self.entries, self.offset).ok_or(NotWritten::TooLarge)?;
        self.out.write_all(&tail)?;
        Ok(self.out)
    }
}

/// Content of the file that was begun.
impl<W: Write> Write for Writer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let running = self.running.as_mut().ok_or(io::ErrorKind::InvalidInput)?;
        let count = self.out.write(bytes)?;
        running.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
