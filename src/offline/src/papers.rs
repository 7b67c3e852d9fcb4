//! What is signed at Finish: the answers as the companion will check them, and where each attachment lies.

use sayyar_base::{Date, Tag, canonical};
use sayyar_forms::{Entries, FieldKind, Form};
use sayyar_seal::Measured;
use sayyar_seal::submission::attachment_path;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::Code;

/// What the page hands over.
pub(crate) struct Papers {
    pub(crate) language: Tag,
    pub(crate) today: Date,
    pub(crate) files: usize,
    pub(crate) assisted: bool,
    entries: Entries,
}

/// The same as JSON.
#[derive(Deserialize)]
struct Order {
    language: String,
    today: String,
    /// How many files will be fed.
    files: usize,
    /// Whether an officer fills in for the applicant.
    assisted: bool,
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
        let order: Order = serde_json::from_str(order).map_err(|_| Code::MISUSE)?;
        let language = order.language.parse().map_err(|_| Code::MISUSE)?;
        let today = order.today.parse().map_err(|_| Code::MISUSE)?;
        let Order { files, assisted, entries, .. } = order;
        Ok(Self { language, today, files, assisted, entries })
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

/// Writes a file's path into its answer. Numbers count through all rows.
fn place(field: &str, number: u32, file: &mut Value, digests: &[String]) -> Result<(String, usize), Code> {
    let text = |key: &str| file.get(key).and_then(Value::as_str).unwrap_or_default();
    let place = digests.iter().position(|digest| digest == text("sha512")).ok_or(Code::FILE_MISSING)?;
    let path = attachment_path(field, number, text("name")).map_err(|_| Code::MISUSE)?;
    file["path"] = path.as_str().into();
    Ok((path, place))
}
