//! `forms/index.json`: which releases of which forms hold, and with which keys.

use std::fmt;

use sayyar_base::{Date, Id};
use serde::{Deserialize, Serialize};

use crate::age::Recipient;
use crate::minisign::{NotAComment, PublicKey, SecretKey, Signature, VerifyError};
use crate::{Digest, json};

/// The name of this version of the format.
const FORMAT: &str = "sayyar-forms/1";
/// The longest index that is read: room for thousands of releases.
const LONGEST: usize = 4 * 1024 * 1024;

/// The index of all releases. Written as canonical JSON and read in that spelling only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    format: String,
    /// Where the forms are published, without a `/` at the end.
    pub site: String,
    /// Greater than that of every index before; who has seen a greater one refuses this.
    pub sequence: u32,
    /// The day it was signed.
    pub issued: Date,
    /// The last day on which it may be relied on.
    pub expires: Date,
    /// Keys that sign releases, the present one first.
    pub publishers: Vec<PublisherKey>,
    /// Keys that submissions are sealed to.
    pub recipients: Vec<IntakeKey>,
    /// By id.
    pub forms: Vec<ListedForm>,
    /// Whether it lists forms that are not released, signed with the key that everybody knows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub test: bool,
}

/// A key that signs releases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublisherKey {
    /// The key.
    pub key: PublicKey,
    /// The first day it signed anything.
    pub from: Date,
    /// The day it was replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// A key that submissions are sealed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntakeKey {
    /// The key.
    pub key: Recipient,
    /// The first day a release was sealed to it.
    pub from: Date,
    /// The day it was replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// The releases of one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedForm {
    /// The form.
    #[serde(deserialize_with = "json::text")]
    pub id: Id,
    /// By version, then build.
    pub releases: Vec<Listed>,
}

/// One release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The version of the form's rules.
    pub version: u32,
    /// The build of that version.
    pub build: u32,
    /// The day it was released.
    pub date: Date,
    /// The digest of the compiled form.
    pub digest: Digest,
    /// SHA-512 of the ZIP.
    pub zip: Digest,
    /// SHA-512 of `form.html`.
    pub html: Digest,
    /// Whether it holds.
    #[serde(flatten)]
    pub state: State,
}

/// Whether a release holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// It is the one that is offered.
    Current,
    /// It is no longer offered; what was filled in with it is taken.
    Accepted {
        /// The last day on which it is; without end where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    /// Nothing filled in with it is taken.
    Withdrawn {
        /// The day it was withdrawn.
        since: Date,
    },
}

/// Why an index is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IndexError {
    /// Not an index in its one spelling, or one that contradicts itself.
    Malformed,
    /// The signature.
    Signature(VerifyError),
    /// The signature is genuine and speaks of another index.
    Comment,
}

impl IndexError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "index-malformed",
            Self::Signature(error) => error.code(),
            Self::Comment => "index-comment",
        }
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("this is not an index of forms"),
            Self::Signature(error) => error.fmt(f),
            Self::Comment => f.write_str("the signature speaks of another index"),
        }
    }
}

impl std::error::Error for IndexError {}

impl Index {
    /// An index without forms.
    pub fn new(site: String, sequence: u32, issued: Date, expires: Date) -> Self {
        let (publishers, recipients, forms) = Default::default();
        Self { format: FORMAT.into(), site, sequence, issued, expires, publishers, recipients, forms, test: false }
    }

    /// The file. Fails for an index that [`Index::open`] would not read.
    pub fn encode(&self) -> Option<String> {
        self.is_consistent().then(|| json::encode(self).expect("an index has no number beyond 32 bits"))
    }

    /// The `.minisig` for the file.
    pub fn sign(&self, key: &SecretKey, file: &[u8]) -> Result<Signature, NotAComment> {
        Signature::sign(key, file, "signature of an index of forms", &self.comment())
    }

    fn comment(&self) -> String {
        format!("forms site:{} sequence:{} issued:{} expires:{}", self.site, self.sequence, self.issued, self.expires)
    }

    /// Reads a file with its signature by one of these keys. Whether it has expired, and whether a later one
    /// was seen, is for the reader to ask: both need what only he knows.
    pub fn open(file: &[u8], signature: &[u8], keys: &[PublicKey]) -> Result<Self, IndexError> {
        let signature = Signature::parse(signature).map_err(IndexError::Signature)?;
        let key = keys.iter().find(|key| key.id == signature.key_id());
        let key = key.ok_or(IndexError::Signature(VerifyError::Key))?;
        let comment = signature.verify(key, file).map_err(IndexError::Signature)?;
        let index = Self::decode(file).ok_or(IndexError::Malformed)?;
        if index.comment() == comment { Ok(index) } else { Err(IndexError::Comment) }
    }

    fn decode(file: &[u8]) -> Option<Self> {
        (file.len() <= LONGEST).then(|| json::decode::<Self>(file))?.filter(Self::is_consistent)
    }

    /// One release, where it is listed.
    pub fn find(&self, id: &str, version: u32, build: u32) -> Option<&Listed> {
        let form = self.forms.iter().find(|form| form.id.as_str() == id)?;
        form.releases.iter().find(|release| (release.version, release.build) == (version, build))
    }

    fn is_consistent(&self) -> bool {
        let sorted = self.forms.is_sorted_by(|a, b| a.id < b.id);
        let one_line = !self.site.is_empty() && !self.site.contains(|c: char| c.is_control() || c == ' ');
        let dates = self.publishers.iter().map(|key| (key.from, key.until));
        let mut dates = dates.chain(self.recipients.iter().map(|key| (key.from, key.until)));
        let in_order = dates.all(|(from, until)| until.is_none_or(|until| from <= until));
        self.format == FORMAT
            && one_line
            && sorted
            && in_order
            && (self.sequence > 0 || self.test)
            && self.issued <= self.expires
            && self.forms.iter().all(ListedForm::is_consistent)
    }
}

impl ListedForm {
    fn is_consistent(&self) -> bool {
        let number = |release: &Listed| (release.version, release.build);
        let current = self.releases.iter().filter(|release| release.state == State::Current);
        // One version has one set of rules, whichever build.
        let rules = self
            .releases
            .windows(2)
            .all(|pair| (pair[0].version != pair[1].version) || pair[0].digest == pair[1].digest);
        self.releases.is_sorted_by(|a, b| number(a) < number(b))
            && self.releases.iter().all(|release| release.version > 0 && release.build > 0)
            && current.count() <= 1
            && rules
    }
}

impl Listed {
    /// Whether what was filled in with it is taken on that day.
    pub fn is_accepted(&self, on: Date) -> bool {
        match self.state {
            State::Current => true,
            State::Accepted { until } => until.is_none_or(|until| on <= until),
            State::Withdrawn { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::age::Kind;
    use crate::release::{test_identity, test_key};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn listed(version: u32, build: u32, state: State) -> Listed {
        let digest = Digest::of(format!("form {version}").as_bytes());
        let (zip, html) = (Digest::of(b"zip"), Digest::of(b"html"));
        Listed { version, build, date: day("2026-11-23"), digest, zip, html, state }
    }

    fn index() -> Index {
        let from = day("2026-11-23");
        let releases = vec![
            listed(1, 1, State::Withdrawn { since: from }),
            listed(1, 2, State::Accepted { until: Some(day("2027-03-01")) }),
            listed(2, 1, State::Current),
        ];
        Index {
            publishers: vec![PublisherKey { key: test_key().public(), from, until: None }],
            recipients: vec![IntakeKey { key: test_identity(Kind::X25519).recipient(), from, until: None }],
            forms: vec![ListedForm { id: "work-permit".parse().unwrap(), releases }],
            ..Index::new("https://migrasiya.example".into(), 3, from, day("2027-11-23"))
        }
    }

    fn opened(file: &str) -> Result<Index, IndexError> {
        let key = test_key();
        let comment = index().comment();
        let signature = Signature::sign(&key, file.as_bytes(), "", &comment).unwrap().to_file();
        Index::open(file.as_bytes(), signature.as_bytes(), &[key.public()])
    }

    #[test]
    fn an_index_reads_back() {
        let (index, key) = (index(), test_key());
        let file = index.encode().unwrap();
        let signature = index.sign(&key, file.as_bytes()).unwrap().to_file();
        assert!(
            signature.contains("trusted comment: forms site:https://migrasiya.example sequence:3 issued:2026-11-23")
        );
        assert_eq!(Index::open(file.as_bytes(), signature.as_bytes(), &[key.public()]), Ok(index.clone()));
        assert!(file.contains(r#""html":"#) && file.contains(r#""state":"current","version":2"#), "{file}");
        let accepted = |version, build, on| index.find("work-permit", version, build).unwrap().is_accepted(day(on));
        assert!(accepted(2, 1, "2030-01-01") && accepted(1, 2, "2027-03-01"));
        assert!(!accepted(1, 2, "2027-03-02") && !accepted(1, 1, "2026-11-23"));
        assert_eq!(index.find("work-permit", 1, 3), None);
    }

    #[test]
    fn signatures_of_others_and_of_other_indexes_are_refused() {
        let (index, key) = (index(), test_key());
        let file = index.encode().unwrap();
        let signature = index.sign(&key, file.as_bytes()).unwrap().to_file();
        let open = |file: &str, signature: &str| {
            Index::open(file.as_bytes(), signature.as_bytes(), &[key.public()]).map_err(IndexError::code)
        };
        let earlier = Index { sequence: 2, ..index.clone() };
        let genuine = Signature::sign(&key, file.as_bytes(), "", &earlier.comment()).unwrap().to_file();
        assert_eq!(open(&file, &genuine), Err("index-comment"));
        assert_eq!(open(&earlier.encode().unwrap(), &signature), Err("minisign-file"));
        assert_eq!(open(&file, "nothing"), Err("minisign-malformed"));
        assert_eq!(
            Index::open(file.as_bytes(), signature.as_bytes(), &[]),
            Err(IndexError::Signature(VerifyError::Key))
        );
    }

    #[test]
    fn contradictions_and_other_spellings_are_refused() {
        let good = index().encode().unwrap();
        assert!(opened(&good).is_ok());
        for (from, to) in [
            ("forms/1", "forms/2"),
            ("\"sequence\":3", "\"sequence\":0"),
            ("\"sequence\":3", "\"sequence\":-3"),
            ("\"issued\":\"2026", "\"issued\":\"2036"),
            ("\"state\":\"accepted\",\"until\":\"2027-03-01\"", "\"state\":\"current\""),
            ("\"build\":2", "\"build\":1"),
            ("\"version\":2", "\"version\":1"),
            ("\"format\"", " \"format\""),
            ("{\"expires\"", "{\"a\":1,\"expires\""),
            ("\"from\":\"2026-11-23\"", "\"from\":\"2026-11-23\",\"until\":\"2026-11-22\""),
            ("https://migrasiya.example", "https://migrasiya.example evil"),
            ("\"key\":\"age1", "\"key\":\"age2"),
        ] {
            assert!(good.contains(from), "{from}");
            assert!(opened(&good.replacen(from, to, 1)).is_err(), "{to}");
        }
        let twice = Index { forms: [index().forms, index().forms].concat(), ..index() };
        assert_eq!(twice.encode(), None);
    }
}
