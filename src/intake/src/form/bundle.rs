//! What a released bundle says of its form, as far as taking in needs it. The bundle itself, with its
//! signature, is read by `sayyar_seal::release`.

use std::collections::BTreeMap;
use std::fmt;

use sayyar_base::Tag;
use sayyar_seal::minisign::{PublicKey, VerifyError};
use sayyar_seal::release::{self, Release, test_key};
use sayyar_seal::{Digest, age};
use serde_json::Value;

/// What a released form says of itself.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Which release of which form it is.
    pub release: Release,
    /// How long applications are kept after they are closed.
    pub retention_months: Option<u32>,
    /// Answers kept in clear, to search by.
    pub index: Vec<String>,
    /// The digest of the words of each language.
    pub words: BTreeMap<Tag, Digest>,
    /// Whom it seals to.
    pub recipients: Vec<age::Recipient>,
    /// The compiled form.
    pub form: Value,
    /// The words, by language, as the page has them.
    pub speech: BTreeMap<Tag, Value>,
}

/// A bundle whose publisher we trust.
#[derive(Debug)]
pub struct Bundle {
    /// What it says.
    pub facts: Facts,
    /// `form.json`, as it was.
    pub json: String,
}

/// Why a bundle is not taken.
#[derive(Debug)]
#[non_exhaustive]
pub enum BundleError {
    /// Not genuine.
    Bundle(release::BundleError),
    /// No publisher is configured.
    NoPublisher,
    /// What `form.json` says cannot be: which key.
    Facts(&'static str),
    /// The rules are not what their digest says, or not understood.
    Rules(String),
    /// A test form, where none are taken.
    Test,
    /// A checker: nothing filled in with it is ever handed in.
    Checker,
    /// A build of this number is here already, with other content.
    Differs,
    /// It seals to nobody whose identity is here.
    NotForUs,
}

impl BundleError {
    /// The name of this error that programs and tests use.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Bundle(error) => error.code(),
            Self::NoPublisher => "bundle-publisher",
            Self::Facts(_) => "bundle-facts",
            Self::Rules(_) => "bundle-rules",
            Self::Test => "bundle-test",
            Self::Checker => "bundle-checker",
            Self::Differs => "bundle-differs",
            Self::NotForUs => "bundle-recipients",
        }
    }

    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Bundle(release::BundleError::Signature(VerifyError::Key)) => {
                "is the publisher's key among `publishers` under [keys]?"
            }
            Self::Bundle(release::BundleError::Signature(_)) => "take bundle and .minisig from one release",
            Self::NoPublisher => "name the publisher's minisign key under [keys]: publishers = [\"RW...\"]",
            Self::Bundle(_) | Self::Facts(_) => "take the bundle as `sayyar form release` wrote it",
            Self::Rules(_) => "is this companion older than the form? Update it, or release the form again",
            Self::Test => "release the form, or set `test = true` under [forms] where you only try things out",
            Self::Checker => "nothing: add application forms only",
            Self::Differs => "a released build never changes: give the new one a new number",
            Self::NotForUs => "`recipients` of sayyar.toml must name the recipient that `init` printed here",
        }
    }
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundle(error) => error.fmt(f),
            Self::NoPublisher => f.write_str("no publisher is configured"),
            Self::Facts(key) => write!(f, "form.json: `{key}` is missing or not understood"),
            Self::Rules(error) => write!(f, "the rules of the form are not understood: {error}"),
            Self::Test => f.write_str("this is a test form, signed with a key that everybody has"),
            Self::Checker => f.write_str("this is a checker: it is never handed in"),
            Self::Differs => f.write_str("this build is known here with another content"),
            Self::NotForUs => f.write_str("the form seals to nobody whose identity is configured here"),
        }
    }
}

impl std::error::Error for BundleError {}

impl From<release::BundleError> for BundleError {
    fn from(error: release::BundleError) -> Self {
        Self::Bundle(error)
    }
}

/// Whom bundles and indexes may be signed by: the publishers configured; the key that everybody has only where
/// tests are taken.
pub fn signers(publishers: &[PublicKey], test: bool) -> Result<Vec<PublicKey>, BundleError> {
    let public = test_key().public();
    let own = publishers.iter().filter(|key| key.key != public.key).copied();
    let signers: Vec<PublicKey> = own.chain(test.then_some(public)).collect();
    if signers.is_empty() { Err(BundleError::NoPublisher) } else { Ok(signers) }
}

/// Opens a bundle that one of these signed.
pub fn open(archive: &[u8], signature: &[u8], signers: &[PublicKey]) -> Result<Bundle, BundleError> {
    let bundle = match release::Bundle::open(archive, signature, signers) {
        Err(release::BundleError::Signature(VerifyError::Key))
            if release::Bundle::open(archive, signature, &[test_key().public()]).is_ok() =>
        {
            return Err(BundleError::Test);
        }
        bundle => bundle?,
    };
    let json = String::from_utf8(bundle.files.form).map_err(|_| BundleError::Facts("format"))?;
    let facts = Facts::parse(&json)?;
    Ok(Bundle { facts, json })
}

impl Facts {
    /// Reads `form.json`. Keys that are not known are passed over: a newer page may be told more.
    pub fn parse(json: &str) -> Result<Self, BundleError> {
        let value: Value = serde_json::from_str(json).map_err(|_| BundleError::Facts("format"))?;
        let text = |key: &'static str| value[key].as_str().ok_or(BundleError::Facts(key));
        let number = |key: &'static str| {
            let number = value[key].as_u64().and_then(|number| u32::try_from(number).ok());
            number.filter(|number| *number > 0).ok_or(BundleError::Facts(key))
        };
        match text("kind")? {
            "application" => {}
            "checker" => return Err(BundleError::Checker),
            _ => return Err(BundleError::Facts("kind")),
        }
        let strings = |key: &'static str| match &value[key] {
            Value::Null => Ok(Vec::new()),
            Value::Array(items) => {
                items.iter().map(|item| item.as_str().map(str::to_owned).ok_or(BundleError::Facts(key))).collect()
            }
            _ => Err(BundleError::Facts(key)),
        };
        let words = object(&value, "words_digest")?;
        let words = words.map(|(tag, digest)| Some((tag.parse().ok()?, digest.as_str()?.parse().ok()?)));
        let speech = object(&value, "words")?.map(|(tag, words)| Some((tag.parse().ok()?, words.clone())));
        let recipients: Vec<String> = strings("recipients")?;
        let recipients = recipients.iter().map(|text| text.parse());
        let retention = &value["retention_months"];
        Ok(Self {
            release: Release {
                id: text("id")?.parse().map_err(|_| BundleError::Facts("id"))?,
                version: number("version")?,
                build: number("build")?,
                date: text("date")?.parse().map_err(|_| BundleError::Facts("date"))?,
                digest: text("digest")?.parse().map_err(|_| BundleError::Facts("digest"))?,
                test: value["test"].as_bool().unwrap_or(false),
            },
            retention_months: if retention.is_null() { None } else { Some(number("retention_months")?) },
            index: strings("index")?,
            words: words.collect::<Option<_>>().ok_or(BundleError::Facts("words_digest"))?,
            recipients: recipients.collect::<Result<_, _>>().map_err(|_| BundleError::Facts("recipients"))?,
            form: value.get("form").cloned().ok_or(BundleError::Facts("form"))?,
            speech: speech.collect::<Option<_>>().ok_or(BundleError::Facts("words"))?,
        })
    }
}

fn object<'a>(
    value: &'a Value,
    key: &'static str,
) -> Result<impl Iterator<Item = (&'a String, &'a Value)>, BundleError> {
    value[key].as_object().map(|map| map.iter()).ok_or(BundleError::Facts(key))
}
