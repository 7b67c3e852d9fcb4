//! What a form is handed out as: one page with everything in it, and an archive of the page, the rules, a schema and
//! a word on how to open it.
//!
//! Everything that is needed comes in as [`Parts`], so the same parts give the same bytes, wherever and whenever:
//! the test bundle that `serve` shows and the one that is signed and released are made here alike.

mod dist;
mod fill;
mod pack;
mod page;
mod readme;
mod view;

use std::collections::BTreeMap;

use sayyar_base::{Date, Diagnostic, Diagnostics, canonical};
use sayyar_forms::speech::Speech;
use sayyar_forms::{Form, Purpose, Service};
use sayyar_seal::Digest;
use sayyar_seal::age::Recipient;
use sayyar_seal::minisign::SecretKey;
use sayyar_seal::release::{self, Files, Release};
use serde_json::{Map, Value, json};

use crate::theme::Theme;
pub use dist::Dist;
pub use readme::Readme;

/// What a bundle is made of.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// The compiled form.
    pub form: &'a Form,
    /// The service it applies for; a checker has none.
    pub service: Option<&'a Service>,
    /// Its words, the site's default language first.
    pub speeches: &'a [Speech],
    /// How it looks.
    pub theme: &'a Theme,
    /// What else it knows.
    pub facts: &'a Facts,
    /// The engine and the scripts of the page.
    pub engine: &'a Dist,
}

/// What a form knows of its release and of the site around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Which build of its version.
    pub build: u32,
    /// The day it was released.
    pub date: Date,
    /// Whether it is not released, and nobody takes what is filled in with it.
    pub test: bool,
    /// Whom submissions are sealed to; none in a checker.
    pub recipients: Vec<Recipient>,
    /// Address of the site, without a `/` at the end.
    pub site: String,
    /// By language: addresses of `guide`, `hand_in`, `track`, `offices`, `visits`, those that there are.
    pub ways: BTreeMap<String, BTreeMap<&'static str, String>>,
    /// How long what is handed in is kept; none in a checker.
    pub retention_months: Option<u32>,
}

/// What is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Which release it is.
    pub release: Release,
    /// `form.html`
    pub html: Vec<u8>,
    /// `form.json`
    pub form_json: Vec<u8>,
    /// `schema.json`
    pub schema_json: Vec<u8>,
    /// `README.txt`
    pub readme: Vec<u8>,
}

/// A bundle that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The archive.
    pub zip: Vec<u8>,
    /// Its `.minisig`.
    pub zip_signature: String,
    /// The `.minisig` of `form.html`.
    pub html_signature: String,
}

impl Parts<'_> {
    /// Names form and release, as signatures do.
    pub fn release(&self) -> Release {
        Release {
            id: self.form.id().clone(),
            version: self.form.version(),
            build: self.facts.build,
            date: self.facts.date,
            digest: form_digest(&self.form.to_json()),
            test: self.facts.test,
        }
    }

    /// What the page carries and `form.json` holds.
    pub fn to_json(&self) -> Value {
        let form = self.form.to_json();
        let (mut words, mut digests) = (Map::new(), Map::new());
        for speech in self.speeches {
            let speech_json = speech.to_json();
            digests.insert(speech.tag.to_string(), Digest::of(text(&speech_json).as_bytes()).to_string().into());
            words.insert(speech.tag.to_string(), speech_json);
        }
        let languages: Vec<&str> = self.speeches.iter().map(|speech| speech.tag.as_str()).collect();
        let mut json = json!({
            "format": release::FORMAT,
            "id": self.form.id().as_str(),
            "version": self.form.version(),
            "build": self.facts.build,
            "date": self.facts.date,
            "digest": form_digest(&form),
            "form": form,
            "words": words,
            "words_digest": digests,
            "languages": languages,
            "recipients": self.facts.recipients,
            "engine": self.engine.digest(),
            "test": self.facts.test,
            "sensitive": self.form.is_sensitive(),
            "kind": self.form.purpose().name(),
            "site": self.facts.site,
            "ways": self.facts.ways,
        });
        if let Some(months) = self.facts.retention_months {
            json["retention_months"] = months.into();
        }
        if let Some(service) = self.service {
            json["service"] = service.id.as_str().into();
        }
        json
    }
}

/// The digest that names a compiled form.
pub fn form_digest(form: &Value) -> Digest {
    Digest::of(text(form).as_bytes())
}

/// The canonical text of what Sayyar itself wrote.
pub fn text(json: &Value) -> String {
    #[expect(clippy::expect_used, reason = "compiled forms have no number beyond 2^53: their reader refuses it")]
    canonical::to_string(json).expect("numbers that everybody reads alike")
}

/// Makes a bundle. Every mistake is reported; without one there is a bundle.
pub fn make(parts: &Parts<'_>, readme: &Readme<'_>) -> Result<Bundle, Diagnostics> {
    let release = parts.release();
    let facts = text(&parts.to_json());
    let html = page::html(parts, &facts)?.into_bytes();
    let form_json = facts.into_bytes();
    let schema_json = text(&parts.form.schema()).into_bytes();
    let readme = readme.text(parts, &release).map_err(|problem| vec![problem])?.into_bytes();
    Ok(Bundle { release, html, form_json, schema_json, readme })
}

impl Bundle {
    /// Packs and signs it.
    pub fn sign(&self, key: &SecretKey) -> Result<Signed, Diagnostics> {
        let files = Files {
            html: self.html.clone(),
            form: self.form_json.clone(),
            schema: self.schema_json.clone(),
            readme: self.readme.clone(),
        };
        let wrong = |why: &dyn std::fmt::Display| {
            let file = format!("forms/{}/form.toml", self.release.id);
            vec![Diagnostic::error("bundle", format!("the form cannot be packed: {why}")).in_file(file)]
        };
        let zip = files.pack().map_err(|why| wrong(&why))?;
        let name = release::Bundle::name(&self.release);
        let sign = |name: &str, file: &[u8]| self.release.sign(key, name, file).map_err(|why| wrong(&why));
        let zip_signature = sign(&name, &zip)?.to_file();
        let html_signature = sign(release::HTML, &self.html)?.to_file();
        Ok(Signed { zip, zip_signature, html_signature })
    }
}

/// What a page may load and do, as its own `<meta>` says it: the same is sent as a header.
pub fn policy(html: &str) -> Option<String> {
    let start = html.find("http-equiv=\"Content-Security-Policy\" content=\"")?;
    let content = html[start..].split('"').nth(3)?;
    Some(content.replace("&#x27;", "'").replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// Whether somebody hands it in.
pub fn is_application(form: &Form) -> bool {
    form.purpose() == Purpose::Application
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_the_pages_own() {
        let html = "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;; img-src data:\">";
        assert_eq!(policy(html).as_deref(), Some("default-src 'none'; img-src data:"));
        assert_eq!(policy("<p>"), None);
    }
}
