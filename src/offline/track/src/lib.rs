//! The engine of the tracking page: what `seal` does for somebody who looks for the status of an application, bound
//! to JavaScript. It is apart from the engine of forms because a page that only looks must not load one that fills in.
//!
//! **Invariants.** Bindings only: passwords, trees and records are `seal`'s. Nothing here fetches or keeps: bytes come
//! in, what they say goes out, and what is thrown is an `Error` whose message is a code. Nothing is believed that the
//! desk did not sign, and nothing of a record that belongs to another publication than the index.

use sayyar_seal::age::{Identity, Kind};
use sayyar_seal::ed25519::PublicKey;
use sayyar_seal::status::{self, RECORD, StatusError};
use sayyar_seal::tree::{Tree, TreeError};
use sayyar_seal::{Locator, NoMemory, Number, Password};
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// Why nothing is shown: a code, as `seal` names its errors, or one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(pub &'static str);

impl Code {
    /// Not a number, or mistyped.
    pub const NUMBER: Self = Self("number");
    /// Not a password, or mistyped.
    pub const PASSWORD: Self = Self("password");
    /// The device has not the memory that the password needs.
    pub const MEMORY: Self = Self("no-memory");
    /// The site names no key, or one that is none.
    pub const KEYS: Self = Self("keys");
    /// The shard is not of the publication that the index speaks of: the tree was changed meanwhile.
    pub const MIXED: Self = Self("tree-mixed");
}

impl From<Code> for JsValue {
    fn from(code: Code) -> Self {
        JsError::new(code.0).into()
    }
}

impl From<NoMemory> for Code {
    fn from(_: NoMemory) -> Self {
        Self::MEMORY
    }
}

impl From<TreeError> for Code {
    fn from(error: TreeError) -> Self {
        Self(error.code())
    }
}

impl From<StatusError> for Code {
    fn from(error: StatusError) -> Self {
        Self(error.code())
    }
}

/// One application that somebody looks for.
#[wasm_bindgen]
pub struct Tracking {
    number: Number,
    identity: Identity,
    locator: Locator,
    keys: Vec<PublicKey>,
}

#[wasm_bindgen]
impl Tracking {
    /// From what was typed; `keys` are the desk's, past ones among them, as SSH writes them, one a line. Takes 64 MiB
    /// and a good part of a second.
    #[wasm_bindgen(constructor)]
    pub fn new(number: &str, password: &str, keys: &str) -> Result<Tracking, Code> {
        let number: Number = number.parse().map_err(|_| Code::NUMBER)?;
        let password = Password::parse(password).map_err(|_| Code::PASSWORD)?;
        let keys: Vec<PublicKey> = keys.lines().map(str::parse).collect::<Result<_, _>>().map_err(|_| Code::KEYS)?;
        if keys.is_empty() {
            return Err(Code::KEYS);
        }
        let identity = password.status_identity(&number, Kind::Hybrid)?;
        let locator = Locator::of(&identity.recipient());
        Ok(Self { number, identity, locator, keys })
    }

    /// What the index of a tree says: `{"shard":"0a3f","bytes":65536,"sequence":7,"issued":"...","next":"..."}`, the
    /// shard being the one where this application would be.
    pub fn index(&self, file: &[u8]) -> Result<String, Code> {
        let tree = Tree::open(file, &self.keys)?;
        let said = json!({
            "shard": tree.shard(&self.locator),
            "bytes": u64::from(tree.records) * RECORD as u64,
            "sequence": tree.sequence,
            "issued": tree.issued,
            "next": tree.next,
        });
        Ok(said.to_string())
    }

    /// The status in the shard, as signed; nothing where there is none.
    pub fn find(&self, index: &[u8], shard: &[u8]) -> Result<Option<String>, Code> {
        let tree = Tree::open(index, &self.keys)?;
        if shard.len() as u64 != u64::from(tree.records) * RECORD as u64 {
            return Err(Code::MIXED);
        }
        let Some(status) = status::find(shard, &self.identity, &self.number, &self.keys)? else { return Ok(None) };
        if (status.sequence, status.issued, status.next) != (tree.sequence, tree.issued, tree.next) {
            return Err(Code::MIXED);
        }
        Ok(Some(json!(status).to_string()))
    }
}
