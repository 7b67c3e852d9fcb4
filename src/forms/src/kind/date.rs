//! Days as people type them: in three boxes, as `2026-12-01`, or as `1.12.2026`.
//!
//! Digits are of any script, zeros in front may be left out, the year has four digits: `26` could be any century.
//! A date with slashes is not read: half the world begins it with the month. Days of other calendars are converted by
//! nobody here; their years fall outside any range a form asks for.

use sayyar_base::Date;
use serde_json::Value;

use super::letters::{ascii, is_break, is_space, is_unseen};

/// One box of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The day of the month.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

impl Part {
    /// The name of its box in entries: `day`, `month`, `year`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Why there is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateProblem {
    /// Some boxes are filled, this is the first that is not.
    Missing(Part),
    /// What is there cannot be read; the first box that is wrong, where there are boxes.
    Malformed(Option<Part>),
    /// There is no such day: 31 November, 29 February 2026, the thirteenth month.
    NoSuchDay,
}

/// Reads a text, or an object `{"day", "month", "year"}` of texts or numbers. Nothing where nothing is typed.
pub fn read(entry: &Value) -> Result<Option<Date>, DateProblem> {
    match entry {
        Value::Null => Ok(None),
        Value::String(text) => whole(text),
        Value::Object(boxes) => {
            let known = ["day", "month", "year"];
            if boxes.keys().any(|key| !known.contains(&key.as_str())) {
                return Err(DateProblem::Malformed(None));
            }
            parts([Part::Day, Part::Month, Part::Year].map(|part| (part, boxes.get(part.name()))))
        }
        _ => Err(DateProblem::Malformed(None)),
    }
}

/// ASCII, without what cannot be seen or what surrounds it.
fn plain(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_unseen(*c)).map(ascii).collect();
    visible.trim_matches(|c| is_space(c) || is_break(c)).to_owned()
}

fn whole(text: &str) -> Result<Option<Date>, DateProblem> {
    let text = plain(text);
    if text.is_empty() {
        return Ok(None);
    }
    let malformed = DateProblem::Malformed(None);
    let split = |mark: char| {
        let parts: Vec<_> = text.split(mark).map(|part| part.trim_matches(is_space)).collect();
        <[&str; 3]>::try_from(parts).ok()
    };
    let [year, month, day] = match (split('-'), split('.')) {
        (Some(parts), _) => parts,
        (None, Some([day, month, year])) => [year, month, day],
        _ => return Err(malformed),
    };
    let numbers = (number(year, Part::Year), number(month, Part::Month), number(day, Part::Day));
    let (Some(year), Some(month), Some(day)) = numbers else { return Err(malformed) };
    date(year, month, day)
}

fn parts(boxes: [(Part, Option<&Value>); 3]) -> Result<Option<Date>, DateProblem> {
    let mut texts = Vec::new();
    for (part, typed) in boxes {
        texts.push(match typed {
            None | Some(Value::Null) => (part, String::new()),
            Some(Value::String(text)) => (part, plain(text)),
            Some(Value::Number(number)) => (part, number.to_string()),
            Some(_) => return Err(DateProblem::Malformed(Some(part))),
        });
    }
    if texts.iter().all(|(_, text)| text.is_empty()) {
        return Ok(None);
    }
    if let Some((part, _)) = texts.iter().find(|(_, text)| text.is_empty()) {
        return Err(DateProblem::Missing(*part));
    }
    let mut numbers = [0; 3];
    for (place, (part, text)) in numbers.iter_mut().zip(&texts) {
        *place = number(text, *part).ok_or(DateProblem::Malformed(Some(*part)))?;
    }
    let [day, month, year] = numbers;
    date(year, month, day)
}

/// One or two digits of a day or a month, four of a year.
fn number(text: &str, part: Part) -> Option<u16> {
    let digits = if part == Part::Year { 4..=4 } else { 1..=2 };
    let plain = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn date(year: u16, month: u16, day: u16) -> Result<Option<Date>, DateProblem> {
    let narrow = |number: u16| u8::try_from(number).map_err(|_| DateProblem::NoSuchDay);
    let date = Date::new(i32::from(year), narrow(month)?, narrow(day)?);
    date.map(Some).ok_or(DateProblem::NoSuchDay)
}
