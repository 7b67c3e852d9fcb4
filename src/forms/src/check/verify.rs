//! Canonical answers: what was handed in is exactly what checking it would write, and nothing is wrong with it.

use std::fmt;

use sayyar_base::json::NotJson;
use sayyar_base::{Date, canonical, json};
use serde_json::{Map, Value as Json};

use super::report::{FieldReport, Problem, Report};
use crate::form::{Field, FieldKind, Form};

/// Answers have at most so many bytes.
pub const MAX_ANSWERS: usize = 4 * 1024 * 1024;

/// Why bytes are not the answers of any form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAnswers {
    /// There are too many.
    TooLarge,
    /// Not JSON, or nested deeper than answers ever are.
    Json,
    /// Not an object.
    Shape,
    /// JSON, but not in the one way it is written (RFC 8785): spaces, order, keys twice, numbers.
    NotCanonical,
}

impl NotAnswers {
    /// The name of this error that programs, tests and logs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "answers-too-large",
            Self::Json => "answers-json",
            Self::Shape => "answers-shape",
            Self::NotCanonical => "answers-not-canonical",
        }
    }
}

impl fmt::Display for NotAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the answers are too large",
            Self::Json => "the answers are not JSON",
            Self::Shape => "the answers are not an object",
            Self::NotCanonical => "the answers are not written canonically",
        })
    }
}

impl std::error::Error for NotAnswers {}

impl Form {
    /// Checks canonical answers as they were handed in; rules take `filled_on` for today. The answers are good when
    /// the report has no problems.
    pub fn verify(&self, answers_json: &[u8], filled_on: Date) -> Result<Report, NotAnswers> {
        if answers_json.len() > MAX_ANSWERS {
            return Err(NotAnswers::TooLarge);
        }
        let json = json::parse(answers_json).map_err(|why| match why {
            NotJson::Syntax => NotAnswers::Json,
            NotJson::Number => NotAnswers::NotCanonical,
        })?;
        let Json::Object(answers) = &json else { return Err(NotAnswers::Shape) };
        // A key that stands twice is lost in reading, and the text is another.
        if canonical::to_string(&json).map_or(true, |canonical| canonical.as_bytes() != answers_json) {
            return Err(NotAnswers::NotCanonical);
        }
        let mut report = self.check(answers, filled_on);
        let written = std::mem::take(&mut report.answers);
        let mut strangers = Vec::new();
        let all: Vec<&Field> = self.fields().collect();
        let kind = |id: &str| self.place(id).and_then(|place| all.get(place)).map(|field| &field.kind);
        compare(&kind, answers, &written, &mut report.fields, "", &mut strangers);
        for field in &mut report.fields {
            let Some(Json::Array(given)) = answers.get(&*field.id) else { continue };
            let Some(rows) = &mut field.rows else { continue };
            let nothing = Map::new();
            let written = |row: usize| written.get(&*field.id)?.get(row)?.as_object();
            for (number, (given, row)) in given.iter().zip(rows).enumerate() {
                let (Some(given), written) = (given.as_object(), written(number).unwrap_or(&nothing)) else { continue };
                compare(&kind, given, written, row, &format!("{}[{number}].", field.id), &mut strangers);
            }
        }
        paths(&mut report.fields);
        report.answers = written;
        report.strangers = strangers;
        report.outcome = report.outcome.take().filter(|_| report.is_valid());
        count_again(self, &mut report);
        Ok(report)
    }
}

type Kinds<'a> = dyn Fn(&str) -> Option<&'a FieldKind> + 'a;

/// Holds what was given against what would have been written, in the form or in one row.
fn compare(
    kind: &Kinds<'_>,
    given: &Map<String, Json>,
    written: &Map<String, Json>,
    fields: &mut [FieldReport],
    at: &str,
    strangers: &mut Vec<String>,
) {
    for key in given.keys().filter(|key| !fields.iter().any(|field| *field.id == **key)) {
        strangers.push(format!("{at}{key}"));
    }
    for field in fields {
        let (given, written) = (given.get(&*field.id), written.get(&*field.id));
        let kind = kind(&field.id);
        let problem = match kind {
            Some(FieldKind::Note | FieldKind::Group(_)) => given.map(|_| Problem::UnknownField),
            _ if !field.visible => given.map(|_| Problem::Hidden),
            Some(FieldKind::Computed { .. }) => (given != written).then_some(Problem::ComputedDiffers),
            // Rows are compared one by one.
            Some(FieldKind::Repeat { .. }) => {
                given.is_some_and(|rows| rows.as_array().is_some_and(Vec::is_empty)).then_some(Problem::NotCanonical)
            }
            // What cannot be read has a problem of its own.
            _ if !field.problems.is_empty() && written.is_none() && given != Some(&Json::Null) => None,
            _ => (given != written).then_some(Problem::NotCanonical),
        };
        field.problems.extend(problem);
    }
}

/// Files lie at `<field>/<n>-<name>`, numbered from 1 through all rows.
fn paths(fields: &mut [FieldReport]) {
    for field in fields {
        let mut number = 0;
        number_files(field, &mut number);
        let mut numbers: Vec<u32> = Vec::new();
        for row in field.rows.iter_mut().flatten() {
            numbers.resize(row.len(), 0);
            for (inner, number) in row.iter_mut().zip(&mut numbers) {
                number_files(inner, number);
            }
        }
    }
}

fn number_files(field: &mut FieldReport, number: &mut u32) {
    let Some(Json::Array(items)) = &field.value else { return };
    let is_file = |item: &Json| item.get("sha512").is_some();
    if !items.iter().any(is_file) || field.rows.is_some() {
        return;
    }
    let right = items.iter().all(|item| {
        *number += 1;
        let path = item.get("path").and_then(Json::as_str).unwrap_or_default();
        path.strip_prefix(&format!("{}/{number}-", field.id)).is_some_and(is_safe_name)
    });
    if !right && !field.problems.contains(&Problem::NotCanonical) {
        field.problems.push(Problem::NotCanonical);
    }
}

/// The letters a name in a bag has (`src/seal/FORMAT.md`).
fn is_safe_name(name: &str) -> bool {
    (1..=80).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_' | b'-'))
}

fn count_again(form: &Form, report: &mut Report) {
    let count = |field: &FieldReport| {
        let inner: usize = field.rows.iter().flatten().flatten().map(|field| field.problems.len()).sum();
        field.problems.len() + inner
    };
    let mut fields = report.fields.iter();
    for (section, counted) in form.sections().iter().zip(&mut report.sections) {
        // A row's fields stand inside their repeat, a group's behind it.
        let shown = section.fields.iter().map(|field| match &field.kind {
            FieldKind::Group(inner) => 1 + inner.len(),
            _ => 1,
        });
        counted.problems = fields.by_ref().take(shown.sum()).map(count).sum();
    }
}
