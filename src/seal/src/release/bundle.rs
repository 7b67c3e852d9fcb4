//! The archive of a released form: what is in it, and what makes it genuine.

use std::fmt;

use sayyar_base::canonical;
use serde::Deserialize;
use serde_json::Value;

use super::Release;
use crate::Digest;
use crate::minisign::{NotAComment, PublicKey, SecretKey, Signature, VerifyError};
use crate::zip::{NotWritten, Reader, Writer, ZipError};

/// What `form.json` calls itself.
pub const FORMAT: &str = "sayyar-form/1";
/// The page that is filled in.
pub const HTML: &str = "form.html";
/// The compiled form, its words and what else the page knows.
pub const FORM: &str = "form.json";
/// What answers look like, as JSON Schema.
pub const SCHEMA: &str = "schema.json";
/// For people.
pub const README: &str = "README.txt";
/// The files of an archive, in order.
const FILES: [&str; 4] = [HTML, FORM, SCHEMA, README];
/// No file of an archive has more bytes.
const LARGEST: u64 = 8 * 1024 * 1024;

/// The four files of a released form.
#[derive(Clone, PartialEq, Eq)]
pub struct Files {
    /// `form.html`
    pub html: Vec<u8>,
    /// `form.json`
    pub form: Vec<u8>,
    /// `schema.json`
    pub schema: Vec<u8>,
    /// `README.txt`
    pub readme: Vec<u8>,
}

/// A released form that is genuine: its key signed it, and what it says of itself is so.
#[derive(Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Which release it is, as the signature states it.
    pub release: Release,
    /// What is in it.
    pub files: Files,
    /// `form.json`, read.
    pub facts: Value,
}

/// Why a released form is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BundleError {
    /// The signature.
    Signature(VerifyError),
    /// The signature is genuine and speaks of something else.
    Comment,
    /// The archive.
    Archive(ZipError),
    /// The archive holds other files than a form's.
    Files,
    /// `form.json` contradicts the signature, or itself.
    Facts,
}

impl BundleError {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Signature(error) => error.code(),
            Self::Comment => "bundle-comment",
            Self::Archive(error) => error.code(),
            Self::Files => "bundle-files",
            Self::Facts => "bundle-facts",
        }
    }
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signature(error) => error.fmt(f),
            Self::Comment => f.write_str("the signature speaks of another file"),
            Self::Archive(error) => error.fmt(f),
            Self::Files => f.write_str("the archive holds other files than those of a form"),
            Self::Facts => f.write_str("what the form says of itself is not what was signed"),
        }
    }
}

impl std::error::Error for BundleError {}

/// What `form.json` must say of itself.
#[derive(Deserialize)]
struct Stated {
    format: String,
    id: String,
    version: u32,
    build: u32,
    date: String,
    digest: String,
    form: Value,
    #[serde(default)]
    test: bool,
}

impl Files {
    /// The archive.
    pub fn pack(&self) -> Result<Vec<u8>, NotWritten> {
        let mut writer = Writer::new(Vec::new());
        let contents = [&self.html, &self.form, &self.schema, &self.readme];
        for (name, content) in FILES.iter().zip(contents) {
            writer.add(name, content)?;
        }
        writer.finish()
    }

    fn unpack(zip: &[u8]) -> Result<Self, BundleError> {
        let mut reader = Reader::new(zip, FILES.len());
        let mut contents = Vec::new();
        while let Some(file) = reader.next_file().map_err(BundleError::Archive)? {
            if FILES.get(contents.len()) != Some(&file.name()) {
                return Err(BundleError::Files);
            }
            let content = file.read_all(LARGEST).map_err(BundleError::Archive)?;
            contents.push(content.ok_or(BundleError::Files)?);
        }
        let contents: [Vec<u8>; FILES.len()] = contents.try_into().map_err(|_| BundleError::Files)?;
        let [html, form, schema, readme] = contents;
        Ok(Self { html, form, schema, readme })
    }
}

impl Bundle {
    /// The name of the archive of a release.
    pub fn name(release: &Release) -> String {
        format!("{}-{}.zip", release.id, release.number())
    }

    /// Reads an archive with its signature by one of these keys.
    pub fn open(zip: &[u8], signature: &[u8], keys: &[PublicKey]) -> Result<Self, BundleError> {
        let (release, file) = verify(zip, signature, keys)?;
        if file != Self::name(&release) {
            return Err(BundleError::Comment);
        }
        let files = Files::unpack(zip)?;
        let facts = facts(&files.form, &release).ok_or(BundleError::Facts)?;
        Ok(Self { release, files, facts })
    }

    /// Whether a signature is one of `form.html` of this release, by one of these keys.
    pub fn verify_html(&self, signature: &[u8], keys: &[PublicKey]) -> Result<(), BundleError> {
        let (release, file) = verify(&self.files.html, signature, keys)?;
        if (release, file.as_str()) == (self.release.clone(), HTML) { Ok(()) } else { Err(BundleError::Comment) }
    }
}

impl Release {
    /// Signs a file of this release.
    pub fn sign(&self, key: &SecretKey, name: &str, file: &[u8]) -> Result<Signature, NotAComment> {
        let untrusted = if self.test { "a test, signed with a key that everybody has" } else { "signature of a form" };
        Signature::sign(key, file, untrusted, &self.comment(name))
    }
}

fn verify(file: &[u8], signature: &[u8], keys: &[PublicKey]) -> Result<(Release, String), BundleError> {
    let signature = Signature::parse(signature).map_err(BundleError::Signature)?;
    let key = keys.iter().find(|key| key.id == signature.key_id());
    let key = key.ok_or(BundleError::Signature(VerifyError::Key))?;
    let comment = signature.verify(key, file).map_err(BundleError::Signature)?;
    let (release, name) = Release::read(comment).map_err(|_| BundleError::Comment)?;
    Ok((release, name.to_owned()))
}

/// `form.json`, when it says what the signature states and holds the form whose digest that is.
fn facts(form: &[u8], release: &Release) -> Option<Value> {
    let facts: Value = serde_json::from_slice(form).ok()?;
    let stated = Stated::deserialize(&facts).ok()?;
    let digest = Digest::of(canonical::to_string(&stated.form).ok()?.as_bytes());
    let same = stated.format == FORMAT
        && stated.id == release.id.as_str()
        && (stated.version, stated.build, stated.test) == (release.version, release.build, release.test)
        && stated.date == release.date.to_string()
        && stated.digest == release.digest.to_string()
        && digest == release.digest;
    same.then_some(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::test_key;

    fn release() -> Release {
        let (id, date) = ("visa".parse().unwrap(), "2026-11-23".parse().unwrap());
        Release { id, version: 2, build: 1, date, digest: Digest::of(br#"{"a":1}"#), test: false }
    }

    fn files() -> Files {
        let digest = release().digest;
        let form = format!(
            r#"{{"format":"sayyar-form/1","id":"visa","version":2,"build":1,"date":"2026-11-23","digest":"{digest}","form":{{"a":1}}}}"#
        );
        Files { html: b"<!doctype html>".into(), form: form.into(), schema: b"{}".into(), readme: b"Read".into() }
    }

    fn open(files: &Files, release: &Release, name: &str) -> Result<Bundle, &'static str> {
        let (key, zip) = (test_key(), files.pack().unwrap());
        let signature = release.sign(&key, name, &zip).unwrap().to_file();
        Bundle::open(&zip, signature.as_bytes(), &[key.public()]).map_err(BundleError::code)
    }

    #[test]
    fn a_bundle_reads_back() {
        let (key, release) = (test_key(), release());
        let bundle = open(&files(), &release, "visa-2.1.zip").unwrap_or_else(|code| panic!("{code}"));
        assert!(bundle.files == files() && bundle.release == release && bundle.facts["form"]["a"] == 1);
        let sign = |name: &str, release: &Release| release.sign(&key, name, &files().html).unwrap().to_file();
        let verify =
            |signature: String| bundle.verify_html(signature.as_bytes(), &[key.public()]).map_err(BundleError::code);
        assert_eq!(verify(sign("form.html", &release)), Ok(()));
        assert_eq!(verify(sign("form.json", &release)), Err("bundle-comment"));
        assert_eq!(verify(sign("form.html", &Release { build: 2, ..release.clone() })), Err("bundle-comment"));
        assert_eq!(
            bundle.verify_html(sign("form.html", &release).as_bytes(), &[]),
            Err(BundleError::Signature(VerifyError::Key))
        );
    }

    #[test]
    fn what_is_not_what_was_signed_is_refused() {
        let release = release();
        let code = |files: &Files, release: &Release, name: &str| open(files, release, name).err();
        assert_eq!(code(&files(), &release, "visa-2.2.zip"), Some("bundle-comment"));
        let other = Release { version: 3, ..release.clone() };
        assert_eq!(code(&files(), &other, "visa-3.1.zip"), Some("bundle-facts"));
        let test = Release { test: true, ..release.clone() };
        assert_eq!(code(&files(), &test, "visa-2.1.zip"), Some("bundle-facts"));
        for (from, to) in
            [("\"a\":1", "\"a\":2"), ("form/1", "form/2"), ("\"version\":2", "\"version\":\"2\""), ("{", "[")]
        {
            let text = String::from_utf8(files().form).unwrap().replacen(from, to, 1);
            assert_eq!(
                code(&Files { form: text.into(), ..files() }, &release, "visa-2.1.zip"),
                Some("bundle-facts"),
                "{to}"
            );
        }
    }

    #[test]
    fn archives_with_other_files_are_refused() {
        let (key, release) = (test_key(), release());
        for names in [
            &FILES[..3],
            &["form.html", "form.json", "schema.json", "README.md"],
            &["README.txt", "form.html", "form.json", "schema.json"],
        ] {
            let mut writer = Writer::new(Vec::new());
            for name in names {
                writer.add(name, b"x").unwrap();
            }
            let zip = writer.finish().unwrap();
            let signature = release.sign(&key, "visa-2.1.zip", &zip).unwrap().to_file();
            assert_eq!(Bundle::open(&zip, signature.as_bytes(), &[key.public()]).err(), Some(BundleError::Files));
        }
        let mut zip = files().pack().unwrap();
        zip[60] ^= 1;
        let signature = release.sign(&key, "visa-2.1.zip", &zip).unwrap().to_file();
        assert!(matches!(Bundle::open(&zip, signature.as_bytes(), &[key.public()]), Err(BundleError::Archive(_))));
    }
}
