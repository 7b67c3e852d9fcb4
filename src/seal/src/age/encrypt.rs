//! Writing age files, chunk by chunk (age, "Payload").

use std::io::{self, Write};

use zeroize::Zeroizing;

use super::aead::{self, Cipher};
use super::header::{Header, Stanza};
use super::{CHUNK, FileKey, Passphrase, Recipients};
use crate::Entropy;

/// Encrypts what is written to it, on to `W`. Only [`Encryptor::finish`] makes the file whole: one that is
/// dropped before leaves a file that every reader refuses.
pub struct Encryptor<W: Write> {
    out: W,
    cipher: Cipher,
    counter: Counter,
    chunk: Zeroizing<Vec<u8>>,
}

impl<W: Write> Encryptor<W> {
    /// A file to these recipients. The header is written at once; fails only where `out` does.
    pub fn new(out: W, recipients: &Recipients, entropy: &mut Entropy<'_>) -> io::Result<Self> {
        let file_key = FileKey::new(crate::random(entropy));
        let stanzas = recipients.iter().map(|recipient| recipient.wrap(&file_key, entropy)).collect();
        Self::start(out, stanzas, &file_key, entropy)
    }

    /// A file that the passphrase opens: nobody else is among its recipients.
    pub fn with_passphrase(out: W, passphrase: &Passphrase, entropy: &mut Entropy<'_>) -> io::Result<Self> {
        let file_key = FileKey::new(crate::random(entropy));
        let stanza = passphrase.wrap(&file_key, entropy);
        Self::start(out, vec![stanza], &file_key, entropy)
    }

    fn start(mut out: W, stanzas: Vec<Stanza>, file_key: &FileKey, entropy: &mut Entropy<'_>) -> io::Result<Self> {
        let nonce: [u8; 16] = crate::random(entropy);
        out.write_all(&Header::new(stanzas, file_key).encode())?;
        out.write_all(&nonce)?;
        let cipher = Cipher::new(&aead::derive(&**file_key, &nonce, b"payload"));
        Ok(Self { out, cipher, counter: Counter::default(), chunk: Zeroizing::new(Vec::with_capacity(CHUNK)) })
    }

    /// Writes the last chunk and gives `W` back.
    pub fn finish(mut self) -> io::Result<W> {
        self.write_chunk(true)?;
        Ok(self.out)
    }

    fn write_chunk(&mut self, last: bool) -> io::Result<()> {
        let tag = self.cipher.seal(&self.counter.next(last), &mut self.chunk);
        self.out.write_all(&self.chunk)?;
        self.out.write_all(&tag)?;
        self.chunk.clear();
        Ok(())
    }
}

impl<W: Write> Write for Encryptor<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits for the next byte: only the last may be short, and it must not be empty.
        if self.chunk.len() == CHUNK && !bytes.is_empty() {
            self.write_chunk(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The nonces of a payload: eleven bytes of counter, then whether the chunk is the last.
#[derive(Default)]
pub(super) struct Counter(u64);

impl Counter {
    pub(super) fn next(&mut self, last: bool) -> [u8; 12] {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&self.0.to_be_bytes());
        nonce[11] = last.into();
        self.0 += 1;
        nonce
    }
}
