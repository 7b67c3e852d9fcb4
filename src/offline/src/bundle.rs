//! The facts of the bundle that stand in the page.

use std::collections::BTreeMap;

use sayyar_base::{Id, json};
use sayyar_forms::{Form, Speech};
use sayyar_seal::Digest;
use sayyar_seal::age::{Recipient, Recipients};
use sayyar_seal::submission::FormBuild;
use serde_json::Value;

use crate::error::Code;

/// The name of this version of the format.
const FORMAT: &str = "sayyar-form/1";

/// What is handed in is made from this; the rest of the facts is the page's.
pub(crate) struct Bundle {
    pub(crate) form: FormBuild,
    pub(crate) definition: Form,
    /// Digests of the words, by language.
    pub(crate) words: BTreeMap<String, Digest>,
    /// None in a checker, which nobody hands in.
    pub(crate) recipients: Option<Recipients>,
    pub(crate) engine: String,
}

impl Bundle {
    /// With the languages, which speak and are not handed in.
    pub(crate) fn parse(text: &str) -> Result<(Self, BTreeMap<String, Speech>), Code> {
        let facts: Value = json::parse(text.as_bytes()).map_err(|_| Code::BUNDLE)?;
        read(&facts).ok_or(Code::BUNDLE)
    }
}

fn read(facts: &Value) -> Option<(Bundle, BTreeMap<String, Speech>)> {
    let text = |key: &str| facts.get(key)?.as_str();
    let number = |key: &str| u32::try_from(facts.get(key)?.as_u64()?).ok();
    if text("format")? != FORMAT {
        return None;
    }
    let id: Id = text("id")?.parse().ok()?;
    let form =
        FormBuild { id, version: number("version")?, build: number("build")?, digest: text("digest")?.parse().ok()? };
    let words = facts.get("words_digest")?.as_object()?;
    let words = words.iter().map(|(language, digest)| Some((language.clone(), digest.as_str()?.parse().ok()?)));
    let recipients = facts.get("recipients").and_then(Value::as_array).into_iter().flatten();
    let recipients: Vec<Recipient> = recipients.map(|text| text.as_str()?.parse().ok()).collect::<Option<_>>()?;
    let recipients = if recipients.is_empty() { None } else { Some(Recipients::new(recipients).ok()?) };
    let speeches = facts.get("words")?.as_object()?;
    let speeches = speeches.iter().map(|(language, words)| Some((language.clone(), Speech::from_json(words).ok()?)));
    let speeches = speeches.collect::<Option<_>>()?;
    let bundle = Bundle {
        form,
        definition: Form::load(facts.get("form")?).ok()?,
        words: words.collect::<Option<_>>()?,
        recipients,
        engine: text("engine")?.to_owned(),
    };
    Some((bundle, speeches))
}
