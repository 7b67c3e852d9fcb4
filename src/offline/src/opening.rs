//! Opening what was saved before: a draft to go on with, a copy to amend. Attachments go to a sink as they are
//! read; the page uses none of it before the opener has returned.

use std::io;

use sayyar_base::{canonical, json};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::submission::{self, Header, Limits};
use sayyar_seal::{Digest, Password, draft};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Code;
use crate::system::{Reading, Sink, Source};

/// What is larger was not made by a form: attachments have 50 MB at most.
const LIMITS: Limits = Limits { sealed: 64 << 20, answers: 1 << 20, attachments: 500 };

/// A draft that opened.
#[wasm_bindgen]
pub struct OpenedDraft(String);

#[wasm_bindgen]
impl OpenedDraft {
    /// `draft.json` (FORMAT.md, "Drafts").
    #[wasm_bindgen(getter)]
    pub fn json(&self) -> String {
        self.0.clone()
    }
}

/// Opens a draft. Throws the code of what is wrong: `age-no-match` for another password.
#[wasm_bindgen]
pub fn open_draft(file: &Source, password: &str, sink: &Sink) -> Result<OpenedDraft, Code> {
    let passphrase = Password::parse(password).map_err(|_| Code::PASSWORD)?.passphrase();
    let draft = draft::open(Reading(file), &passphrase, LIMITS, &mut |place, bytes| sink.write(place as u32, bytes))?;
    draft.encode().map(OpenedDraft).map_err(|_| Code::MISUSE)
}

/// A copy that opened, with the key that amends it. The key stays here; dropping this wipes it.
#[wasm_bindgen]
pub struct OpenedCopy {
    pub(crate) header: Header,
    pub(crate) content: Digest,
    pub(crate) key: SigningKey,
    json: String,
}

#[wasm_bindgen]
impl OpenedCopy {
    /// `{"header":{...},"answers":{...},"attachments":[{"path","size","sha512"}],"content":"..."}`.
    #[wasm_bindgen(getter)]
    pub fn json(&self) -> String {
        self.json.clone()
    }
}

/// Opens a copy and verifies it as a desk would. Throws the code of what is wrong.
#[wasm_bindgen]
pub fn open_copy(file: &Source, password: &str, sink: &Sink) -> Result<OpenedCopy, Code> {
    let passphrase = Password::parse(password).map_err(|_| Code::PASSWORD)?.passphrase();
    let opened = submission::open_copy(Reading(file), &passphrase, LIMITS, &mut Numbered { sink, place: None })?;
    let answers = json::parse(&opened.answers).map_err(|_| Code("copy-content"))?;
    let attachments = opened.attachments.iter();
    let attachments: Vec<Value> =
        attachments.map(|one| json!({"path": one.path, "size": one.size, "sha512": one.sha512})).collect();
    let said = json!({
        "header": opened.header,
        "answers": answers,
        "attachments": attachments,
        "content": opened.content_digest,
    });
    let said = canonical::to_string(&said).map_err(|_| Code("copy-content"))?;
    Ok(OpenedCopy { header: opened.header, content: opened.content_digest, key: opened.key, json: said })
}

/// Attachments by their place.
struct Numbered<'a> {
    sink: &'a Sink,
    place: Option<u32>,
}

impl submission::Sink for Numbered<'_> {
    fn begin(&mut self, _: &str, _: u64) -> io::Result<()> {
        self.place = Some(self.place.map_or(0, |place| place + 1));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sink.write(self.place.unwrap_or_default(), bytes);
        Ok(())
    }
}
