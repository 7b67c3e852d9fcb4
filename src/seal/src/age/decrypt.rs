//! Reading age files: the header first, then chunk by chunk, each released only once it is authentic.

use std::fmt;
use std::io::{self, Read};

use zeroize::Zeroizing;

use super::aead::{self, Cipher};
use super::encrypt::Counter;
use super::header::Header;
use super::wrap::Wrapped;
use super::{CHUNK, FileKey, Identity, Passphrase, TAG, passphrase};

/// Why a file does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// It does not start as an age file of version 1.
    NotAge,
    /// An age file in ASCII armour, which has many spellings: the binary form is taken only.
    Armoured,
    /// The header is malformed or cut short.
    Header,
    /// The header is longer than [`super::MAX_HEADER`].
    HeaderTooLarge,
    /// More than [`super::MAX_STANZAS`] stanzas.
    TooManyStanzas,
    /// A stanza of a known type is malformed.
    Stanza,
    /// A passphrase stanza that is not alone, or where identities are expected.
    Passphrase,
    /// No passphrase stanza where one is expected.
    NotPassphrase,
    /// A passphrase stanza asks for more work than [`super::WORK_FACTOR_LIMIT`].
    WorkFactor,
    /// Post-quantum and X25519 stanzas in one header.
    Mixed,
    /// It is sealed to somebody else, or the passphrase is another.
    NoMatch,
    /// The header was changed by somebody without the file key.
    Mac,
    /// The payload was changed or cut short.
    Payload,
    /// The source could not be read.
    Io(io::ErrorKind),
}

impl OpenError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAge => "age-not-age",
            Self::Armoured => "age-armoured",
            Self::Header => "age-header",
            Self::HeaderTooLarge => "age-header-too-large",
            Self::TooManyStanzas => "age-too-many-stanzas",
            Self::Stanza => "age-stanza",
            Self::Passphrase => "age-passphrase",
            Self::NotPassphrase => "age-not-passphrase",
            Self::WorkFactor => "age-work-factor",
            Self::Mixed => "age-mixed",
            Self::NoMatch => "age-no-match",
            Self::Mac => "age-mac",
            Self::Payload => "age-payload",
            Self::Io(_) => "io",
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAge => "this is not a sealed file",
            Self::Armoured => "this sealed file is wrapped in text: take it out of its wrapping",
            Self::Header => "the start of the sealed file is malformed or cut short",
            Self::HeaderTooLarge => "the header of the sealed file is too large",
            Self::TooManyStanzas => "the file is sealed to too many recipients",
            Self::Stanza => "the file is sealed in a malformed way",
            Self::Passphrase => "the file is sealed with a passphrase, which is not taken here",
            Self::NotPassphrase => "the file is not sealed with a passphrase",
            Self::WorkFactor => "the file asks for more work than is done for a passphrase",
            Self::Mixed => "the file mixes post-quantum and other recipients",
            Self::NoMatch => "the file is sealed to somebody else, or the passphrase is wrong",
            Self::Mac => "the header of the sealed file was changed",
            Self::Payload => "the sealed file was changed or cut short",
            Self::Io(kind) => return write!(f, "the sealed file could not be read: {kind}"),
        })
    }
}

impl std::error::Error for OpenError {}

impl From<io::Error> for OpenError {
    /// An [`OpenError`] that travelled through [`io::Read`], or the trouble of the source.
    fn from(error: io::Error) -> Self {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>());
        inner.copied().unwrap_or(Self::Io(error.kind()))
    }
}

impl From<OpenError> for io::Error {
    fn from(error: OpenError) -> Self {
        let kind = if let OpenError::Io(kind) = error { kind } else { io::ErrorKind::InvalidData };
        Self::new(kind, error)
    }
}

/// An encrypted chunk and one byte more, which tells whether the chunk is the last.
const WINDOW: usize = CHUNK + TAG + 1;

/// Decrypts what is read through it. Whoever reads must go on to the end before using anything: the end
/// missing is an error of the last read. Memory: one chunk.
pub struct Decryptor<R: Read> {
    source: R,
    cipher: Cipher,
    counter: Counter,
    identity: Option<usize>,
    /// `window[..held]` is read and not yet decrypted.
    window: Zeroizing<Vec<u8>>,
    held: usize,
    /// Decrypted and not yet given out.
    chunk: Zeroizing<Vec<u8>>,
    given: usize,
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    More,
    Done,
    Failed(OpenError),
}

impl<R: Read> Decryptor<R> {
    /// Reads the header and finds the file key with one of the identities.
    pub fn new(source: R, identities: &[Identity]) -> Result<Self, OpenError> {
        Self::start(source, |header| {
            let mut wrapped = Vec::new();
            for stanza in &header.stanzas {
                if let Some(parsed) = passphrase::Parsed::read(stanza) {
                    return Err(parsed.err().unwrap_or(OpenError::Passphrase));
                }
                wrapped.extend(Wrapped::read(stanza).transpose()?);
            }
            if wrapped.iter().any(|one| one.kind() != wrapped[0].kind()) {
                return Err(OpenError::Mixed);
            }
            for (place, identity) in identities.iter().enumerate() {
                for one in &wrapped {
                    if let Some(file_key) = identity.unwrap(one)? {
                        return Ok((file_key, Some(place)));
                    }
                }
            }
            Err(OpenError::NoMatch)
        })
    }

    /// Reads the header and finds the file key with the passphrase.
    pub fn with_passphrase(source: R, passphrase: &Passphrase) -> Result<Self, OpenError> {
        Self::start(source, |header| {
            let mut parsed = header.stanzas.iter().filter_map(passphrase::Parsed::read);
            let Some(stanza) = parsed.next().transpose()? else { return Err(OpenError::NotPassphrase) };
            if header.stanzas.len() > 1 {
                return Err(OpenError::Passphrase);
            }
            Ok((passphrase.unwrap(&stanza)?, None))
        })
    }

    fn start(
        mut source: R,
        find: impl FnOnce(&Header) -> Result<(FileKey, Option<usize>), OpenError>,
    ) -> Result<Self, OpenError> {
        let mut window = Zeroizing::new(vec![0; WINDOW]);
        let mut held = fill(&mut source, &mut window)?;
        let (header, length) = Header::parse(&window[..held])?;
        let (file_key, identity) = find(&header)?;
        if !header.is_genuine(&file_key) {
            return Err(OpenError::Mac);
        }
        window.copy_within(length..held, 0);
        held -= length;
        held += fill(&mut source, &mut window[held..])?;
        let nonce: [u8; 16] = window[..held].first_chunk().copied().ok_or(OpenError::Payload)?;
        window.copy_within(nonce.len()..held, 0);
        let cipher = Cipher::new(&aead::derive(&*file_key, &nonce, b"payload"));
        let (counter, chunk) = (Counter::default(), Zeroizing::new(Vec::with_capacity(WINDOW)));
        held -= nonce.len();
        Ok(Self { source, cipher, counter, identity, window, held, chunk, given: 0, state: State::More })
    }

    /// Which of the identities opened the file; none when a passphrase did.
    pub fn identity(&self) -> Option<usize> {
        self.identity
    }

    /// Everything to the end, at once.
    pub fn read_whole(mut self) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let mut plain = Zeroizing::new(Vec::new());
        while let State::More = self.state {
            self.next_chunk()?;
            plain.extend_from_slice(&self.chunk);
        }
        Ok(plain)
    }

    fn next_chunk(&mut self) -> Result<(), OpenError> {
        let result = self.decrypt_chunk();
        if let Err(error) = result {
            self.chunk.clear();
            self.given = 0;
            self.state = State::Failed(error);
        }
        result
    }

    fn decrypt_chunk(&mut self) -> Result<(), OpenError> {
        self.held += fill(&mut self.source, &mut self.window[self.held..])?;
        let last = self.held < WINDOW;
        let sealed = self.held - usize::from(!last);
        let (text, tag) = self.window[..sealed].split_last_chunk().ok_or(OpenError::Payload)?;
        let nonce = self.counter.next(last);
        // Only a whole payload may be empty.
        if text.is_empty() && nonce[..11] != [0; 11] {
            return Err(OpenError::Payload);
        }
        self.chunk.clear();
        self.given = 0;
        self.chunk.extend_from_slice(text);
        if !self.cipher.open(&nonce, &mut self.chunk, tag) {
            return Err(OpenError::Payload);
        }
        self.window.copy_within(sealed..self.held, 0);
        self.held -= sealed;
        if last {
            self.state = State::Done;
        }
        Ok(())
    }
}

impl<R: Read> Read for Decryptor<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.chunk.len() && !out.is_empty() {
            match self.state {
                State::More => self.next_chunk()?,
                State::Done => return Ok(0),
                State::Failed(error) => return Err(error.into()),
            }
        }
        let ready = &self.chunk[self.given..];
        let taken = ready.len().min(out.len());
        out[..taken].copy_from_slice(&ready[..taken]);
        self.given += taken;
        Ok(taken)
    }
}

/// Reads until the buffer is full or the source ends.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> Result<usize, OpenError> {
    let mut held = 0;
    while held < buffer.len() {
        match source.read(&mut buffer[held..]) {
            Ok(0) => break,
            Ok(count) => held += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(OpenError::Io(error.kind())),
        }
    }
    Ok(held)
}
