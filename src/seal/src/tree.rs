//! What a published tree of statuses says of itself, so that a page knows which shard to fetch and whether what
//! it got is the newest.
//!
//! One line of canonical JSON and, from the second line on, an SSH signature of the desk over it, as in a
//! receipt. The tree is this file (`index`), and shards of records beside it: [`Tree::shard`].

use std::fmt;

use sayyar_base::canonical::NotExact;
use serde::{Deserialize, Serialize};

use crate::ed25519::{PublicKey, SigningKey};
use crate::sshsig::{self, Signature, SignatureError};
use crate::{Locator, Time, json};

/// The name of this version of the format.
const FORMAT: &str = "sayyar-status-tree/1";
/// The longest index that is read.
const LONGEST: usize = 4096;
/// A shard has at least so many records, so that nobody can tell how few there are.
pub const FEWEST: u32 = 16;
/// A tree has at most 2^16 shards.
pub const MOST_BITS: u8 = 16;

/// A tree of statuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    format: String,
    /// Grows with every publication, and is that of every record in it; below 2^53.
    pub sequence: u64,
    /// As of when this is.
    pub issued: Time,
    /// When there will be the next.
    pub next: Time,
    /// How many bits of a locator name its shard.
    pub bits: u8,
    /// How many records each shard has: a power of two.
    pub records: u32,
}

/// Why the index of a tree is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TreeError {
    /// Not an index in its one spelling.
    Malformed,
    /// The signature.
    Signature(SignatureError),
}

impl TreeError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "tree-malformed",
            Self::Signature(error) => error.code(),
        }
    }
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("this is not an index of statuses"),
            Self::Signature(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for TreeError {}

impl Tree {
    /// A tree whose shards hold `records` each, named by so many bits.
    pub fn new(sequence: u64, issued: Time, next: Time, bits: u8, records: u32) -> Self {
        Self { format: FORMAT.into(), sequence, issued, next, bits, records }
    }

    /// How many shards there are.
    pub fn shards(&self) -> u32 {
        1 << self.bits.min(MOST_BITS)
    }

    /// The place of a locator's shard, from 0.
    pub fn place(&self, locator: &Locator) -> u32 {
        let first = u32::from(u16::from_be_bytes([locator.0[0], locator.0[1]]));
        first >> (MOST_BITS - self.bits.min(MOST_BITS))
    }

    /// The name of the shard at a place: four hexadecimal digits.
    pub fn name(place: u32) -> String {
        format!("{place:04x}")
    }

    /// The name of the shard in which the status of this locator lies, if there is one.
    pub fn shard(&self, locator: &Locator) -> String {
        Self::name(self.place(locator))
    }

    /// The signed index. Fails for a sequence number beyond 2^53.
    pub fn sign(&self, key: &SigningKey) -> Result<String, NotExact> {
        let line = json::encode(self)? + "\n";
        let signature = Signature::sign(key, sshsig::STATUS, line.as_bytes()).encode();
        Ok(line + &signature)
    }

    /// Reads an index that one of the desk's keys signed.
    pub fn open(file: &[u8], keys: &[PublicKey]) -> Result<Self, TreeError> {
        let text = std::str::from_utf8(file).ok().filter(|text| text.len() <= LONGEST).ok_or(TreeError::Malformed)?;
        let (line, signature) = text.split_at(text.find('\n').ok_or(TreeError::Malformed)? + 1);
        let tree = json::decode::<Self>(line.trim_end_matches('\n').as_bytes());
        let tree = tree.filter(Self::is_consistent).ok_or(TreeError::Malformed)?;
        let signature = Signature::parse(signature.as_bytes()).map_err(TreeError::Signature)?;
        let key = keys.iter().find(|key| *key == signature.key());
        let key = key.ok_or(TreeError::Signature(SignatureError::Key))?;
        signature.verify(key, sshsig::STATUS, line.as_bytes()).map_err(TreeError::Signature)?;
        Ok(tree)
    }

    fn is_consistent(&self) -> bool {
        let records = self.records >= FEWEST && self.records.is_power_of_two();
        self.format == FORMAT && self.sequence > 0 && self.bits <= MOST_BITS && records && self.issued <= self.next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(bits: u8) -> Tree {
        let time = |seconds| Time::from_unix(seconds).unwrap();
        Tree::new(7, time(1_795_167_005), time(1_795_253_405), bits, 32)
    }

    #[test]
    fn shards_are_named_by_the_first_bits() {
        let locator = Locator([0b1010_0110, 0b0110_0000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for (bits, name) in [(0, "0000"), (1, "0001"), (4, "000a"), (5, "0014"), (11, "0533"), (16, "a660")] {
            assert_eq!(tree(bits).shard(&locator), name, "{bits}");
            assert!(tree(bits).place(&locator) < tree(bits).shards());
        }
    }

    #[test]
    fn indexes_read_back_when_the_desk_signed_them() {
        let (key, other) = (SigningKey::from_seed(&[7; 32]), SigningKey::from_seed(&[8; 32]));
        let file = tree(4).sign(&key).unwrap();
        assert_eq!(Tree::open(file.as_bytes(), &[other.public(), key.public()]), Ok(tree(4)));
        let stranger = Tree::open(file.as_bytes(), &[other.public()]);
        assert_eq!(stranger, Err(TreeError::Signature(SignatureError::Key)));
        for place in 0..file.len() {
            let mut changed = file.clone().into_bytes();
            changed[place] ^= 1;
            assert!(Tree::open(&changed, &[key.public()]).is_err(), "{place}");
        }
        for bad in [Tree { bits: 17, ..tree(4) }, Tree { records: 24, ..tree(4) }, Tree { records: 8, ..tree(4) }] {
            let file = bad.sign(&key).unwrap();
            assert_eq!(Tree::open(file.as_bytes(), &[key.public()]), Err(TreeError::Malformed));
        }
    }
}
