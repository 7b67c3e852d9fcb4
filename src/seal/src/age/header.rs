//! The textual header of an age file: one encoder, one parser (age, "Header").

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::decrypt::OpenError;
use super::{FileKey, aead};

/// The most stanzas a header may have. Ours have one for each intake key; 16 leaves room to turn keys over.
pub const MAX_STANZAS: usize = 16;
/// The most bytes a header may have: 16 hybrid stanzas take 25 KiB.
pub const MAX_HEADER: usize = 64 * 1024;

const VERSION: &[u8] = b"age-encryption.org/v1\n";
const COLUMNS: usize = 64;

/// One way to the file key (age, "Recipient stanza").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stanza {
    /// The type: the first argument.
    pub tag: String,
    /// The other arguments.
    pub args: Vec<String>,
    /// The decoded body.
    pub body: Vec<u8>,
}

/// A header that is well-formed; whether it is genuine shows with the file key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The stanzas, at least one and at most [`MAX_STANZAS`].
    pub stanzas: Vec<Stanza>,
    mac: [u8; 32],
}

impl Header {
    pub(super) fn new(stanzas: Vec<Stanza>, file_key: &FileKey) -> Self {
        let mac = mac(file_key, &without_mac(&stanzas));
        Self { stanzas, mac }
    }

    /// Whether the file key made this header.
    pub(super) fn is_genuine(&self, file_key: &FileKey) -> bool {
        mac(file_key, &without_mac(&self.stanzas)).ct_eq(&self.mac).into()
    }

    /// The bytes of the header; of a parsed one exactly those it was parsed from.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = without_mac(&self.stanzas);
        bytes.extend_from_slice(format!(" {}\n", canonical::encode(&self.mac)).as_bytes());
        bytes
    }

    /// The header at the start of `file`, and how many bytes it takes. Needs no more than the first
    /// [`MAX_HEADER`] bytes of a file and one.
    pub fn parse(file: &[u8]) -> Result<(Self, usize), OpenError> {
        if !file.starts_with(VERSION) {
            return Err(if file.starts_with(b"-----BEGIN AGE ") { OpenError::Armoured } else { OpenError::NotAge });
        }
        let mut lines = Lines { file, place: VERSION.len() };
        let mut stanzas = Vec::new();
        loop {
            let opening = lines.next()?;
            if let Some(mac) = opening.strip_prefix("--- ") {
                let mac = canonical::decode(mac).filter(|_| !stanzas.is_empty()).ok_or(OpenError::Header)?;
                return Ok((Self { stanzas, mac }, lines.place));
            }
            if stanzas.len() == MAX_STANZAS {
                return Err(OpenError::TooManyStanzas);
            }
            stanzas.push(Stanza::parse(opening, &mut lines)?);
        }
    }
}

/// The lines of a header.
struct Lines<'a> {
    file: &'a [u8],
    place: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a str, OpenError> {
        let rest = &self.file[self.place..self.file.len().min(MAX_HEADER)];
        let Some(length) = rest.iter().position(|byte| *byte == b'\n') else {
            return Err(if self.file.len() > MAX_HEADER { OpenError::HeaderTooLarge } else { OpenError::Header });
        };
        self.place += length + 1;
        std::str::from_utf8(&rest[..length]).map_err(|_| OpenError::Header)
    }
}

impl Stanza {
    fn parse(opening: &str, lines: &mut Lines<'_>) -> Result<Self, OpenError> {
        let args = opening.strip_prefix("-> ").ok_or(OpenError::Header)?;
        let mut args = args.split(' ').map(|arg| {
            let fits = !arg.is_empty() && arg.bytes().all(|byte| byte.is_ascii_graphic());
            if fits { Ok(arg.to_owned()) } else { Err(OpenError::Header) }
        });
        let tag = args.next().ok_or(OpenError::Header)??;
        let args = args.collect::<Result<_, _>>()?;
        let mut body = Vec::new();
        loop {
            let line = lines.next()?;
            let bytes = canonical::decode_any(line).filter(|_| line.len() <= COLUMNS);
            body.extend(bytes.ok_or(OpenError::Header)?);
            if line.len() < COLUMNS {
                return Ok(Self { tag, args, body });
            }
        }
    }

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"->");
        for arg in [&self.tag].into_iter().chain(&self.args) {
            out.push(b' ');
            out.extend_from_slice(arg.as_bytes());
        }
        out.push(b'\n');
        let body = canonical::encode(&self.body);
        for line in body.as_bytes().chunks(COLUMNS) {
            out.extend_from_slice(line);
            out.push(b'\n');
        }
        // The last line is always shorter than the others, if need be empty.
        if body.len().is_multiple_of(COLUMNS) {
            out.push(b'\n');
        }
    }
}

/// The header up to and including `---`: what the MAC covers.
fn without_mac(stanzas: &[Stanza]) -> Vec<u8> {
    let mut bytes = VERSION.to_vec();
    stanzas.iter().for_each(|stanza| stanza.encode(&mut bytes));
    bytes.extend_from_slice(b"---");
    bytes
}

fn mac(file_key: &FileKey, header: &[u8]) -> [u8; 32] {
    let key = aead::derive(&**file_key, &[], b"header");
    let mac = Hmac::<Sha256>::new_from_slice(key.as_slice()).expect("HMAC takes keys of any length");
    mac.chain_update(header).finalize().into_bytes().into()
}

/// Base64 without padding, one text for one value (RFC 4648, sections 3.5 and 4).
pub(super) mod canonical {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD_NO_PAD;

    pub(crate) fn encode(bytes: &[u8]) -> String {
        STANDARD_NO_PAD.encode(bytes)
    }

    pub(crate) fn decode_any(text: &str) -> Option<Vec<u8>> {
        STANDARD_NO_PAD.decode(text).ok()
    }

    pub(crate) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
        decode_any(text)?.try_into().ok()
    }
}
