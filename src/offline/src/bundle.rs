//! The facts of the bundle that stand in the page.

use std::collections::BTreeMap;

use sayyar_base::Id;
use sayyar_seal::Digest;
use sayyar_seal::age::{Recipient, Recipients};
use sayyar_seal::submission::FormBuild;
use serde::Deserialize;

use crate::error::Code;

/// The name of this version of the format.
const FORMAT: &str = "sayyar-form/1";

/// What the engine reads of a bundle; the rest is the page's.
pub(crate) struct Bundle {
    pub(crate) form: FormBuild,
    /// By language.
    pub(crate) words: BTreeMap<String, Digest>,
    /// None in a checker, which nobody hands in.
    pub(crate) recipients: Option<Recipients>,
    pub(crate) engine: String,
}

#[derive(Deserialize)]
struct Facts {
    format: String,
    id: String,
    version: u32,
    build: u32,
    digest: Digest,
    words_digest: BTreeMap<String, Digest>,
    #[serde(default)]
    recipients: Vec<String>,
    engine: String,
}

impl Bundle {
    pub(crate) fn parse(json: &str) -> Result<Self, Code> {
        let facts: Facts = serde_json::from_str(json).map_err(|_| Code::BUNDLE)?;
        if facts.format != FORMAT {
            return Err(Code::BUNDLE);
        }
        let id: Id = facts.id.parse().map_err(|_| Code::BUNDLE)?;
        let recipients = facts.recipients.iter().map(|text| text.parse()).collect::<Result<Vec<Recipient>, _>>();
        let recipients = recipients.map_err(|_| Code::BUNDLE)?;
        let recipients = (!recipients.is_empty()).then(|| Recipients::new(recipients)).transpose();
        Ok(Self {
            form: FormBuild { id, version: facts.version, build: facts.build, digest: facts.digest },
            words: facts.words_digest,
            recipients: recipients.map_err(|_| Code::BUNDLE)?,
            engine: facts.engine,
        })
    }
}
