//! What the page asks while a person fills in the form.

use std::collections::BTreeMap;
use std::rc::Rc;

use sayyar_base::{Date, canonical, json as reading};
use sayyar_forms::kind::mrz::{self, MrzProblem, Part};
use sayyar_forms::{Entries, Speech, sniff};
use sayyar_seal::{Digest, Password};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::bundle::Bundle;
use crate::error::Code;
use crate::system::entropy;

/// One form, ready to be asked. JSON goes in and out as text.
#[wasm_bindgen]
pub struct Engine {
    pub(crate) bundle: Rc<Bundle>,
    words: BTreeMap<String, Speech>,
}

#[wasm_bindgen]
impl Engine {
    /// From the facts in the page. Throws `bundle` when they are damaged.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: &str) -> Result<Engine, Code> {
        let (bundle, words) = Bundle::parse(bundle)?;
        Ok(Self { bundle: Rc::new(bundle), words })
    }

    /// The report on what was typed (`sayyar_forms::Report`). Throws `misuse` for what is no object, or no day.
    pub fn check(&self, entries: &str, today: &str) -> Result<String, Code> {
        // What was typed may be any JSON: a number with a fraction is a problem of its field.
        let entries: Entries = serde_json::from_str(entries).map_err(|_| Code::MISUSE)?;
        let today: Date = today.parse().map_err(|_| Code::MISUSE)?;
        told(&self.bundle.definition.check(&entries, today).to_json())
    }

    /// A message, or an attribute of one (`months.hint`); nothing where the language has none. What it is given is
    /// JSON, see `sayyar_forms::Speech::argument`.
    pub fn say(&self, language: &str, id: &str, given: &str) -> Option<String> {
        let speech = self.words.get(language)?;
        let given = reading::object(given.as_bytes()).unwrap_or_default();
        let given: Vec<_> =
            given.iter().filter_map(|(name, json)| Some((name.as_str(), speech.argument(json)?))).collect();
        speech.say(id, &given)
    }

    /// A canonical answer as people read it. The address is that of a report: `months`, `relatives[0].birth`.
    pub fn show(&self, language: &str, address: &str, answer: &str) -> String {
        let field = address.rsplit('.').next().unwrap_or(address);
        let answer = reading::parse(answer.as_bytes()).unwrap_or(Value::Null);
        let shown = self.words.get(language).and_then(|speech| speech.answer(&self.bundle.definition, field, &answer));
        shown.unwrap_or_default()
    }

    /// What a passport's lines say: `{"ok":{"surname":...,"birth":...}}` by the names of parts, or
    /// `{"problem":{"kind":"malformed"}}`, with `part` where a check digit is wrong.
    pub fn mrz(&self, text: &str, today: &str) -> Result<String, Code> {
        let today: Date = today.parse().map_err(|_| Code::MISUSE)?;
        let said = match mrz::read(text, today) {
            Ok(mrz) => {
                let part = |part: Part| mrz.part(part).map(|text| (part.name().to_owned(), text.into()));
                let parts: Map<String, Value> = Part::ALL.into_iter().filter_map(part).collect();
                json!({ "ok": parts })
            }
            Err(MrzProblem::Digit(part)) => json!({ "problem": { "kind": "mrz-check", "part": part.name() } }),
            Err(_) => json!({ "problem": { "kind": "malformed" } }),
        };
        told(&said)
    }

    /// What a file is, whatever its name says: `{"type":"application/pdf"}`, or the kind of its problem.
    pub fn sniff(&self, file: &[u8], name: &str) -> String {
        let said = match sniff::sniff(file, name) {
            Ok(format) => json!({ "type": format.media_type() }),
            Err(problem) => json!({ "problem": problem.kind() }),
        };
        told(&said).unwrap_or_default()
    }
}

/// As the page is told.
fn told(json: &Value) -> Result<String, Code> {
    canonical::to_string(json).map_err(|_| Code::MISUSE)
}

/// A new password, `XXXX-XXXX-XXXX-XXXX-C`.
#[wasm_bindgen]
pub fn password() -> String {
    Password::generate(&mut entropy).to_text().to_string()
}

/// The written form of a password as people type it; nothing when it is none.
#[wasm_bindgen]
pub fn check_password(text: &str) -> Option<String> {
    Password::parse(text).ok().map(|password| password.to_text().to_string())
}

/// SHA-512 in hexadecimal digits.
#[wasm_bindgen]
pub fn sha512(bytes: &[u8]) -> String {
    Digest::of(bytes).to_string()
}
