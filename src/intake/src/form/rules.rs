//! What the checks ask of the rules of forms: a small door to `sayyar-forms`, so that they can be tried with
//! rules made by hand.

use std::sync::Arc;

use sayyar_base::{Date, Money};
use sayyar_seal::Digest;
use serde_json::Value;

/// What is known of forms in general.
pub trait Knowledge: Send + Sync {
    /// The rules of a compiled form: everything in it is checked again. The error says what is wrong.
    fn rules(&self, form: &Value) -> Result<Arc<dyn Rules>, String>;
    /// What a file is, by its own bytes.
    fn sniff(&self, bytes: &[u8], name: &str) -> Result<Media, Unfit>;
}

/// A media type, such as `application/pdf`.
pub type Media = &'static str;

/// A file that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// Whether it is of a type that no form takes; else it is damaged, locked, or hides another file.
    pub is_type: bool,
    /// What was found.
    pub what: String,
}

/// The rules of one form.
pub trait Rules: Send + Sync {
    /// The digest that names these rules.
    fn digest(&self) -> Digest;
    /// The form itself, for those who show its answers; none of rules made by hand.
    fn form(&self) -> Option<&sayyar_forms::Form> {
        None
    }
    /// Holds answers to the rules, as of the day they were given.
    fn judge(&self, answers: &[u8], filled_on: Date) -> Result<Judgement, Malformed>;
}

/// Not answers in their one spelling, or larger or deeper than any form's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

/// What the rules say about answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judgement {
    /// `months: range`, in the order of the form; none when all is well.
    pub problems: Vec<String>,
    /// The attachments that the answers name, in any order.
    pub files: Vec<Attached>,
    /// What has to be paid.
    pub fee: Option<Money>,
    /// Scalar answers as text, by field: what may be kept to search by.
    pub texts: Vec<(String, String)>,
}

/// An attachment as the answers name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// As the applicant's device called it.
    pub name: String,
    /// `<field>/<n>-<safe name>`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// Of the content.
    pub sha512: Digest,
    /// The media type it claims.
    pub media: String,
}

/// All attachments that answers name, wherever they stand: objects with exactly the keys of one.
pub fn attached(answers: &Value) -> Vec<Attached> {
    let mut found = Vec::new();
    collect(answers, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<Attached>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(map) => match one(map) {
            Some(file) => found.push(file),
            None => map.values().for_each(|value| collect(value, found)),
        },
        _ => {}
    }
}

fn one(map: &serde_json::Map<String, Value>) -> Option<Attached> {
    let text = |key: &str| map.get(key).and_then(Value::as_str);
    if map.len() != 5 {
        return None;
    }
    Some(Attached {
        name: text("name")?.into(),
        path: text("path")?.into(),
        size: map.get("size")?.as_u64()?,
        sha512: text("sha512")?.parse().ok()?,
        media: text("type")?.into(),
    })
}
