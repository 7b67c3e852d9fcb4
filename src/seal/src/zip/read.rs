//! Reading, strictly and from front to back: sizes stand before contents, so nothing needs to be sought.

use std::fmt;
use std::io::{self, Read};

use super::Crc;
use super::layout::{self, Entry, LOCAL, LOCAL_SIZE};
use super::name::{Names, check_name};

/// Why an archive is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ZipError {
    /// It ends too early.
    Truncated,
    /// It is no archive, or says something in another way than the canonical one.
    NotCanonical,
    /// The name of a file is none ([`check_name`]).
    Name,
    /// Two files have one name, or one is a folder of the other's name.
    Twice,
    /// The content of a file does not fit its checksum.
    Checksum,
    /// More files than are taken.
    TooMany,
    /// The source could not be read.
    Io(io::ErrorKind),
}

impl ZipError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Truncated => "zip-truncated",
            Self::NotCanonical => "zip-not-canonical",
            Self::Name => "zip-name",
            Self::Twice => "zip-twice",
            Self::Checksum => "zip-checksum",
            Self::TooMany => "zip-too-many",
            Self::Io(_) => "io",
        }
    }
}

impl fmt::Display for ZipError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Truncated => "the archive ends too early",
            Self::NotCanonical => "this is not an archive as Sayyar writes it",
            Self::Name => "the archive has a file with a name that is not allowed",
            Self::Twice => "the archive has two files of one name",
            Self::Checksum => "a file in the archive is damaged",
            Self::TooMany => "the archive has too many files",
            Self::Io(kind) => return write!(f, "the archive could not be read: {kind}"),
        })
    }
}

impl std::error::Error for ZipError {}

/// Gives the files of an archive one after the other. The archive is good only when [`Reader::next_file`] has said
/// that there are no more.
pub struct Reader<R: Read> {
    source: R,
    entries: Vec<Entry>,
    names: Names,
    offset: u64,
    most: usize,
    /// Of the file that was given last.
    left: u32,
    crc: Crc,
}

impl<R: Read> Reader<R> {
    /// An archive of at most so many files.
    pub fn new(source: R, most: usize) -> Self {
        let most = most.min(layout::MOST);
        Self { source, entries: Vec::new(), names: Names::default(), offset: 0, most, left: 0, crc: Crc::new() }
    }

    /// The next file; what was not read of the one before is passed over. Nothing when the archive has ended
    /// well: its directory was right and there is nothing behind it.
    pub fn next_file(&mut self) -> Result<Option<File<'_, R>>, ZipError> {
        io::copy(&mut File(&mut *self), &mut io::sink()).map_err(|error| zip_error(&error))?;
        let mut signature = [0; 4];
        fill(&mut self.source, &mut signature)?;
        if signature != LOCAL {
            return self.end(signature).map(|()| None);
        }
        let entry = self.entry()?;
        check_name(&entry.name).map_err(|_| ZipError::Name)?;
        if self.entries.len() == self.most {
            return Err(ZipError::TooMany);
        }
        if !self.names.add(&entry.name) {
            return Err(ZipError::Twice);
        }
        // No byte will be read of an empty file, at which this would show.
        if entry.size == 0 && entry.crc != Crc::of(b"") {
            return Err(ZipError::Checksum);
        }
        self.offset += (LOCAL_SIZE + entry.name.len()) as u64 + u64::from(entry.size);
        (self.left, self.crc) = (entry.size, Crc::new());
        self.entries.push(entry);
        Ok(Some(File(self)))
    }

    /// The rest of a local header.
    fn entry(&mut self) -> Result<Entry, ZipError> {
        let mut header = [0; LOCAL_SIZE];
        header[..4].copy_from_slice(&LOCAL);
        fill(&mut self.source, &mut header[4..])?;
        let number = |place: usize| u32::from_le_bytes([0, 1, 2, 3].map(|i| header[place + i]));
        let mut name = vec![0; usize::from(u16::from_le_bytes([header[26], header[27]]))];
        let offset = u32::try_from(self.offset).map_err(|_| ZipError::NotCanonical)?;
        let mut entry = Entry { name: String::new(), size: number(22), crc: number(14), offset };
        // The header is compared before the name is read: a lie in its length would be a lie in the header.
        fill(&mut self.source, &mut name)?;
        entry.name = String::from_utf8(name).map_err(|_| ZipError::Name)?;
        let same = entry.local()[..LOCAL_SIZE] == header && u64::from(entry.size) <= layout::LARGEST;
        if same { Ok(entry) } else { Err(ZipError::NotCanonical) }
    }

    fn end(&mut self, signature: [u8; 4]) -> Result<(), ZipError> {
        let tail = layout::tail(&self.entries, self.offset).ok_or(ZipError::NotCanonical)?;
        if tail[..4] != signature {
            return Err(ZipError::NotCanonical);
        }
        let mut read = vec![0; tail.len() - 4];
        let whole = fill(&mut self.source, &mut read);
        if whole == Ok(()) && read != tail[4..] {
            return Err(ZipError::NotCanonical);
        }
        whole?;
        match fill(&mut self.source, &mut [0]) {
            Err(ZipError::Truncated) => Ok(()),
            Ok(()) => Err(ZipError::NotCanonical),
            Err(error) => Err(error),
        }
    }
}

/// One file of an archive: reading it to its end checks it.
pub struct File<'a, R: Read>(&'a mut Reader<R>);

impl<R: Read> File<'_, R> {
    /// Its name.
    pub fn name(&self) -> &str {
        self.0.entries.last().map_or("", |entry| &entry.name)
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.0.entries.last().map_or(0, |entry| entry.size.into())
    }

    /// The whole content, if it has at most so many bytes; else nothing.
    pub fn read_all(mut self, most: u64) -> Result<Option<Vec<u8>>, ZipError> {
        if self.size() > most {
            return Ok(None);
        }
        let mut content = Vec::new();
        self.read_to_end(&mut content).map_err(|error| zip_error(&error))?;
        Ok(Some(content))
    }
}

impl<R: Read> Read for File<'_, R> {
    /// Errors of the archive come as an [`io::Error`] around a [`ZipError`].
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let reader = &mut *self.0;
        let wanted = out.len().min(reader.left as usize);
        if wanted == 0 {
            return Ok(0);
        }
        let count = reader.source.read(&mut out[..wanted])?;
        if count == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, ZipError::Truncated));
        }
        reader.left -= count as u32;
        reader.crc.update(&out[..count]);
        let announced = reader.entries.last().map(|entry| entry.crc);
        if reader.left == 0 && announced != Some(reader.crc.value()) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, ZipError::Checksum));
        }
        Ok(count)
    }
}

/// The error of the archive, or of its source, behind an [`io::Error`].
pub(crate) fn zip_error(error: &io::Error) -> ZipError {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ZipError>());
    inner.copied().unwrap_or(ZipError::Io(error.kind()))
}

fn fill(source: &mut impl Read, buffer: &mut [u8]) -> Result<(), ZipError> {
    source.read_exact(buffer).map_err(|error| match zip_error(&error) {
        ZipError::Io(io::ErrorKind::UnexpectedEof) => ZipError::Truncated,
        error => error,
    })
}
