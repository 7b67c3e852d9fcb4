//! What is signed at Finish: the answers as the companion will check them, and where each attachment lies.

use sayyar_base::{Date, Tag, canonical, json};
use sayyar_forms::{Entries, FieldKind, Form};
use sayyar_seal::Measured;
use sayyar_seal::submission::attachment_path;
use serde_json::{Map, Value};

use crate::error::Code;

/// What the page hands over: `{"language","today","files","assisted","entries"}`.
pub(crate) struct Papers {
    pub(crate) language: Tag,
    pub(crate) today: Date,
    /// How many files will be fed.
    pub(crate) files: usize,
    /// Whether an officer fills in for the applicant.
    pub(crate) assisted: bool,
    entries: Entries,
}

/// `data/answers.json` and the attachments it names.
pub(crate) struct Answers {
    pub(crate) json: String,
    /// Paths, and the places of the files that lie there.
    pub(crate) attachments: Vec<(String, usize)>,
}

impl Papers {
    pub(crate) fn new(order: &str) -> Result<Self, Code> {
        read(json::object(order.as_bytes()).map_err(|_| Code::MISUSE)?).ok_or(Code::MISUSE)
    }

    /// The answers, once the files are measured: an entry names its file by digest. They are verified as the
    /// companion will, so nobody keeps a sealed file that will be sent back.
    pub(crate) fn answers(&self, form: &Form, measured: &[Measured]) -> Result<Answers, Code> {
        let report = form.check(&self.entries, self.today);
        if !report.is_valid() {
            return Err(Code::ANSWERS);
        }
        let (mut answers, mut attachments) = (report.answers, Vec::new());
        let digests: Vec<String> = measured.iter().map(|file| file.sha512().to_string()).collect();
        for field in form.fields().filter(|field| matches!(field.kind, FieldKind::Files { .. })) {
            let mut number = 0;
            let mut attach = |answers: &mut Map<String, Value>| -> Result<(), Code> {
                let files = answers.get_mut(&*field.id).and_then(Value::as_array_mut).into_iter().flatten();
                files.into_iter().try_for_each(|file| {
                    number += 1;
                    attachments.push(place(&field.id, number, file, &digests)?);
                    Ok(())
                })
            };
            match form.repeat_of(&field.id) {
                None => attach(&mut answers)?,
                Some(repeat) => {
                    let rows = answers.get_mut(&*repeat.id).and_then(Value::as_array_mut).into_iter().flatten();
                    rows.filter_map(Value::as_object_mut).try_for_each(attach)?;
                }
            }
        }
        let json = canonical::to_string(&Value::Object(answers)).map_err(|_| Code::ANSWERS)?;
        let verified = form.verify(json.as_bytes(), self.today).map_err(|_| Code::ANSWERS)?;
        if verified.is_valid() { Ok(Answers { json, attachments }) } else { Err(Code::ANSWERS) }
    }
}

fn read(mut order: Map<String, Value>) -> Option<Papers> {
    let Some(Value::Object(entries)) = order.remove("entries") else { return None };
    Some(Papers {
        language: order.get("language")?.as_str()?.parse().ok()?,
        today: order.get("today")?.as_str()?.parse().ok()?,
        files: order.get("files")?.as_u64()?.try_into().ok()?,
        assisted: order.get("assisted")?.as_bool()?,
        entries,
    })
}

/// Writes a file's path into its answer. Numbers count through all rows.
fn place(field: &str, number: u32, file: &mut Value, digests: &[String]) -> Result<(String, usize), Code> {
    let text = |key: &str| file.get(key).and_then(Value::as_str).unwrap_or_default();
    let place = digests.iter().position(|digest| digest == text("sha512")).ok_or(Code::FILE_MISSING)?;
    let path = attachment_path(field, number, text("name")).map_err(|_| Code::MISUSE)?;
    file["path"] = path.as_str().into();
    Ok((path, place))
}
