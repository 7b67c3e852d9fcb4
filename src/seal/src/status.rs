//! The status of an application, published where everybody can fetch it and only the applicant can read it.
//!
//! A record is an age file of exactly [`RECORD`] bytes to the applicant's status recipient: a line of
//! canonical JSON, an SSH signature of the desk over it, then blank up to the size. A shard is any number of
//! records and decoys, which look alike; whoever has the identity tries it on each.

use std::fmt;

use sayyar_base::{Date, canonical::NotExact};
use serde::{Deserialize, Serialize};

use crate::age::{self, Identity, Recipient, Recipients};
use crate::ed25519::{PublicKey, SigningKey};
use crate::sshsig::{self, Signature, SignatureError};
use crate::{Entropy, Number, Time, json};

/// The size of a record.
pub const RECORD: usize = 4096;

/// The name of this version of the format.
const FORMAT: &str = "sayyar-status/1";

/// A step of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum State {
    /// It was taken in.
    Received,
    /// An officer works on it.
    InReview,
    /// Something is missing.
    DocumentsNeeded {
        /// Ids of documents, as the service defines them.
        documents: Vec<String>,
    },
    /// The applicant is asked to come.
    Interview {
        /// The day.
        day: Date,
        /// The time of day there, as `09:30`.
        time: String,
        /// The id of the office.
        office: String,
    },
    /// It was decided; the letter says how.
    Decided,
    /// The paper can be fetched.
    ReadyToCollect {
        /// The id of the office.
        office: String,
    },
}

/// When a step was reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The day.
    pub on: Date,
    /// The step.
    #[serde(flatten)]
    pub state: State,
    /// What an officer added, in the applicant's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// What an applicant is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    format: String,
    /// The number of the application.
    pub number: Number,
    /// Grows with every publication; below 2^53. A page refuses a lower one than it has seen.
    pub sequence: u64,
    /// As of when this is.
    pub issued: Time,
    /// When there will be the next: later than that, this one is late.
    pub next: Time,
    /// The steps, earliest first.
    pub timeline: Vec<Entry>,
}

/// Why a record is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotARecord {
    /// The timeline does not fit into a record.
    TooLong,
    /// The sequence number is beyond 2^53.
    Sequence(NotExact),
}

impl fmt::Display for NotARecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "the status does not fit into {RECORD} bytes"),
            Self::Sequence(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotARecord {}

/// Why a record that opened is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StatusError {
    /// Not a status in its one spelling.
    Malformed,
    /// The signature.
    Signature(SignatureError),
    /// It belongs to another application.
    Number,
}

impl StatusError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "status-malformed",
            Self::Signature(error) => error.code(),
            Self::Number => "status-number",
        }
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("the status is malformed"),
            Self::Signature(error) => error.fmt(f),
            Self::Number => f.write_str("the status belongs to another application"),
        }
    }
}

impl std::error::Error for StatusError {}

impl Status {
    /// A status.
    pub fn new(number: Number, sequence: u64, issued: Time, next: Time, timeline: Vec<Entry>) -> Self {
        Self { format: FORMAT.into(), number, sequence, issued, next, timeline }
    }

    /// The record: signed, padded and sealed.
    pub fn seal(&self, key: &SigningKey, to: &Recipient, entropy: &mut Entropy<'_>) -> Result<Vec<u8>, NotARecord> {
        let mut plain = json::encode(self).map_err(NotARecord::Sequence)? + "\n";
        plain += &Signature::sign(key, sshsig::STATUS, plain.as_bytes()).encode();
        sealed(plain.into_bytes(), to, entropy).ok_or(NotARecord::TooLong)
    }

    /// The status in what a record held.
    fn read(plain: &[u8], number: &Number, keys: &[PublicKey]) -> Result<Self, StatusError> {
        let text = std::str::from_utf8(plain).map_err(|_| StatusError::Malformed)?;
        let (line, signature) = text.split_at(text.find('\n').ok_or(StatusError::Malformed)? + 1);
        let signature = Signature::parse(signature.trim_end_matches(' ').as_bytes()).map_err(StatusError::Signature)?;
        let key = keys.iter().find(|key| *key == signature.key()).ok_or(StatusError::Signature(SignatureError::Key))?;
        signature.verify(key, sshsig::STATUS, line.as_bytes()).map_err(StatusError::Signature)?;
        let status = json::decode::<Self>(line.trim_end_matches('\n').as_bytes());
        let status = status.filter(|status| status.format == FORMAT).ok_or(StatusError::Malformed)?;
        if status.number == *number { Ok(status) } else { Err(StatusError::Number) }
    }
}

/// A record that nobody can open, to a recipient of the same kind: it cannot be told from the others.
pub fn decoy(kind: age::Kind, entropy: &mut Entropy<'_>) -> Vec<u8> {
    let nobody = Identity::generate(kind, entropy).recipient();
    sealed(Vec::new(), &nobody, entropy).expect("nothing fits")
}

/// Fills up with blanks so that the file has the size of a record.
fn sealed(mut plain: Vec<u8>, to: &Recipient, entropy: &mut Entropy<'_>) -> Option<Vec<u8>> {
    // Header, nonce and tag of a file to one recipient.
    let around = match to.kind() {
        age::Kind::Hybrid => 1659,
        age::Kind::X25519 => 200,
    };
    if plain.len() > RECORD - around {
        return None;
    }
    plain.resize(RECORD - around, b' ');
    Some(age::encrypt(&plain, &Recipients::from(to.clone()), entropy))
}

/// The status of this application in a shard, when there is one: every record is tried. `keys` are the
/// desk's, past ones among them.
pub fn find(
    shard: &[u8],
    identity: &Identity,
    number: &Number,
    keys: &[PublicKey],
) -> Result<Option<Status>, StatusError> {
    let mut records = shard.chunks_exact(RECORD);
    let plain = records.find_map(|record| age::decrypt(record, std::slice::from_ref(identity)).ok());
    plain.map(|plain| Status::read(&plain, number, keys)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::age::Kind;

    /// Of a period long enough that no decoy gets the key of the record.
    fn entropy() -> impl FnMut(&mut [u8]) {
        let mut state = crate::Digest::of(b"status");
        move |bytes: &mut [u8]| {
            for piece in bytes.chunks_mut(64) {
                state = crate::Digest::of(&state.0);
                piece.copy_from_slice(&state.0[..piece.len()]);
            }
        }
    }

    fn status(entries: usize) -> Status {
        let day = |day| Date::new(2026, 11, day).unwrap();
        let interview = State::Interview { day: day(30), time: "09:30".into(), office: "headquarters".into() };
        let timeline = [State::Received, State::InReview, interview].into_iter().cycle().take(entries);
        let timeline = timeline.map(|state| Entry { on: day(20), state, message: None }).collect();
        let time = |seconds| Time::from_unix(seconds).unwrap();
        let number = Number::of(&SigningKey::from_seed(&[9; 32]).public());
        Status::new(number, 42, time(1_795_167_005), time(1_795_253_405), timeline)
    }

    #[test]
    fn a_status_is_found_among_decoys_that_look_alike() {
        let mut entropy = entropy();
        for kind in [Kind::Hybrid, Kind::X25519] {
            let (desk, identity) = (SigningKey::from_seed(&[3; 32]), Identity::generate(kind, &mut entropy));
            let status = status(3);
            let record = status.seal(&desk, &identity.recipient(), &mut entropy).unwrap();
            let mut shard = Vec::new();
            for place in 0..4 {
                shard.extend(if place == 2 { record.clone() } else { decoy(kind, &mut entropy) });
            }
            assert_eq!(shard.len(), 4 * RECORD);
            let keys = [SigningKey::from_seed(&[4; 32]).public(), desk.public()];
            assert_eq!(find(&shard, &identity, &status.number, &keys), Ok(Some(status.clone())));
            assert_eq!(find(&shard[..2 * RECORD], &identity, &status.number, &keys), Ok(None));
            let unknown = find(&shard, &identity, &status.number, &keys[..1]);
            assert_eq!(unknown, Err(StatusError::Signature(SignatureError::Key)));
            let other = Number::of(&desk.public());
            assert_eq!(find(&shard, &identity, &other, &keys), Err(StatusError::Number));
            assert!(record.starts_with(&decoy(kind, &mut entropy)[..30]));
        }
    }

    #[test]
    fn messages_of_officers_are_part_of_it() {
        let (desk, mut entropy) = (SigningKey::from_seed(&[3; 32]), entropy());
        let identity = Identity::generate(Kind::Hybrid, &mut entropy);
        let mut status = status(2);
        status.timeline[1].message = Some("Müqavilənin 2-ci səhifəsi oxunmur".into());
        let record = status.seal(&desk, &identity.recipient(), &mut entropy).unwrap();
        assert_eq!(find(&record, &identity, &status.number, &[desk.public()]), Ok(Some(status)));
    }

    #[test]
    fn a_timeline_that_is_too_long_is_not_cut() {
        let (desk, mut entropy) = (SigningKey::from_seed(&[3; 32]), entropy());
        let to = Identity::generate(Kind::Hybrid, &mut entropy).recipient();
        assert!(status(20).seal(&desk, &to, &mut entropy).is_ok());
        assert_eq!(status(100).seal(&desk, &to, &mut entropy), Err(NotARecord::TooLong));
    }
}
