//! What is signed at Finish: the answers as the companion will check them, and where each attachment lies.

use sayyar_base::{Date, Tag, canonical};
use sayyar_seal::Measured;
use sayyar_seal::submission::attachment_path;
use serde_json::{Map, Value};

use crate::error::Code;

/// What the page hands over.
pub(crate) struct Papers {
    pub(crate) language: Tag,
    pub(crate) today: Date,
    pub(crate) files: usize,
    pub(crate) assisted: bool,
    entries: Value,
}

/// `data/answers.json` and the attachments it names.
pub(crate) struct Answers {
    pub(crate) json: String,
    /// Paths, and the places of the files that lie there.
    pub(crate) attachments: Vec<(String, usize)>,
}

impl Papers {
    pub(crate) fn new(language: &str, today: &str, entries: &str, files: usize, assisted: bool) -> Result<Self, Code> {
        let language = language.parse().map_err(|_| Code::MISUSE)?;
        let today = today.parse().map_err(|_| Code::MISUSE)?;
        let entries = serde_json::from_str(entries).map_err(|_| Code::MISUSE)?;
        Ok(Self { language, today, files, assisted, entries })
    }

    /// The answers, once the files are measured: an entry names its file by digest.
    pub(crate) fn answers(&self, measured: &[Measured]) -> Result<Answers, Code> {
        let mut answers = self.entries.as_object().cloned().ok_or(Code::MISUSE)?;
        let mut attachments = Vec::new();
        attach(&mut answers, measured, &mut attachments)?;
        let json = canonical::to_string(&Value::Object(answers)).map_err(|_| Code::ANSWERS)?;
        Ok(Answers { json, attachments })
    }
}

/// Gives every file its path, numbered within its field.
fn attach(
    answers: &mut Map<String, Value>,
    measured: &[Measured],
    found: &mut Vec<(String, usize)>,
) -> Result<(), Code> {
    for (field, answer) in answers {
        for item in answer.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            let Some(digest) = item.get("sha512").and_then(Value::as_str) else {
                attach(item, measured, found)?;
                continue;
            };
            let place = measured.iter().position(|file| file.sha512().to_string() == digest);
            let place = place.ok_or(Code::FILE_MISSING)?;
            let prefix = format!("{field}/");
            let number = 1 + found.iter().filter(|(path, _)| path.starts_with(&prefix)).count();
            let name = item.get("name").and_then(Value::as_str).unwrap_or_default();
            let path = attachment_path(field, number as u32, name).map_err(|_| Code::MISUSE)?;
            item.insert("path".into(), path.clone().into());
            found.push((path, place));
        }
    }
    Ok(())
}
