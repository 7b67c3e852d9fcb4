//! What was typed into one field: its canonical value where it can be read, and what is wrong with it by itself.
//!
//! Canonical answers are entries too: reading one gives it back unchanged.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use sayyar_base::{Currency, Date, Money};
use serde_json::{Value as Json, json};

use super::report::{Bound, Problem};
use crate::document::Format;
use crate::form::{FieldKind, answer};
use crate::kind::mrz::{Mrz, MrzProblem};
use crate::kind::{date, email, mrz, number, personal_code, phone, text};
use crate::list::Options;
use crate::rule::{MAX_INTEGER, Value};

/// Bytes of a megabyte, as most file managers count.
const MEGABYTE: u64 = 1024 * 1024;
/// A name of a file has at most so many characters.
const FILE_NAME: usize = 255;

/// What one entry says.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// What rules see.
    pub(super) value: Option<Value>,
    /// What answers say.
    pub(super) json: Option<Json>,
    pub(super) problems: Vec<Problem>,
    /// What a passport says.
    pub(super) mrz: Option<Box<Mrz>>,
    /// The bytes of all files.
    pub(super) size: u64,
}

impl Reading {
    pub(super) fn of(value: Value) -> Self {
        Self { json: Some(answer(&value)), value: Some(value), ..Self::default() }
    }

    fn wrong(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }

    fn with(mut self, problem: Option<Problem>) -> Self {
        self.problems.extend(problem);
        self
    }

    /// Nothing is typed: neither a value nor anything wrong with it.
    pub(super) fn is_blank(&self) -> bool {
        self.json.is_none() && self.problems.is_empty()
    }
}

const MALFORMED: Problem = Problem::Malformed { part: None };

/// Reads an entry. Fields nobody types into have none.
pub(super) fn read(
    kind: &FieldKind,
    entry: Option<&Json>,
    lists: &BTreeMap<Arc<str>, Options>,
    today: Date,
) -> Reading {
    let Some(entry) = entry.filter(|entry| !entry.is_null()) else { return Reading::default() };
    match kind {
        FieldKind::Text { min, max, pattern } => line(entry, |text| {
            let fits = pattern.as_ref().is_none_or(|pattern| pattern.fits(text));
            length(text, *min, *max).or_else(|| (!fits).then_some(Problem::Pattern))
        }),
        FieldKind::LongText { min, max } => lines(entry, |text| length(text, *min, *max)),
        FieldKind::Address { max } => lines(entry, |text| length(text, 0, *max)),
        FieldKind::Integer { min, max } => {
            typed(entry, integer, |number| range(number, min.as_ref(), max.as_ref(), |bound| Bound::Integer(*bound)))
        }
        FieldKind::Decimal { min, max, scale } => typed(entry, decimal, |number| {
            let fine = (number.scale() > *scale).then_some(Problem::Scale { scale: *scale });
            fine.or_else(|| {
                range(number, min.as_ref(), max.as_ref(), |bound| Bound::Decimal(bound.normalize().to_string()))
            })
        }),
        FieldKind::Money { currency, min, max } => {
            let least = min.unwrap_or(Money { minor: 0, currency: *currency });
            typed(
                entry,
                |entry| money(entry, *currency),
                |amount| range(amount, Some(&least), max.as_ref(), |bound| Bound::Money(*bound)),
            )
        }
        FieldKind::Date { min, max } => day(entry, min.as_ref(), max.as_ref()),
        FieldKind::YesNo => entry.as_bool().map_or(Reading::wrong(MALFORMED), |yes| Reading::of(Value::Boolean(yes))),
        FieldKind::Choice { .. } | FieldKind::Country { .. } => choice(kind, entry, lists),
        FieldKind::Choices { list, min, max, .. } => choices(entry, lists.get(list), *min, *max),
        FieldKind::Phone => spelt(entry, phone::read),
        FieldKind::Email => spelt(entry, email::read),
        FieldKind::PersonalCode => spelt(entry, personal_code::read),
        FieldKind::Passport { .. } => passport(entry, today),
        FieldKind::Files { formats, each_mb, min, max, .. } => files(entry, formats, *each_mb, *min, *max),
        FieldKind::Computed { .. } | FieldKind::Note | FieldKind::Group(_) | FieldKind::Repeat { .. } => {
            Reading::default()
        }
    }
}

fn line(entry: &Json, check: impl Fn(&str) -> Option<Problem>) -> Reading {
    cleaned(entry.as_str().map(text::clean), check)
}

fn lines(entry: &Json, check: impl Fn(&str) -> Option<Problem>) -> Reading {
    cleaned(entry.as_str().map(text::clean_lines), check)
}

fn cleaned(text: Option<Result<String, text::TextProblem>>, check: impl Fn(&str) -> Option<Problem>) -> Reading {
    match text {
        None => Reading::wrong(MALFORMED),
        Some(Err(_)) => Reading::wrong(Problem::UnsafeText),
        Some(Ok(text)) if text.is_empty() => Reading::default(),
        Some(Ok(text)) => Reading::of(Value::Text(text.as_str().into())).with(check(&text)),
    }
}

fn length(text: &str, min: u32, max: u32) -> Option<Problem> {
    let count = text::length(text);
    if count < min as usize {
        return Some(Problem::TooShort { min });
    }
    (count > max as usize).then_some(Problem::TooLong { max })
}

/// Whether a text says nothing. What cannot be seen counts as nothing in every kind that reads texts.
fn is_blank(entry: &Json) -> bool {
    entry.as_str().is_some_and(|typed| text::clean_lines(typed).is_ok_and(|typed| typed.is_empty()))
}

/// A value that is read in one step and then held against bounds.
fn typed<T>(
    entry: &Json,
    read: impl Fn(&Json) -> Option<(T, Value)>,
    check: impl Fn(&T) -> Option<Problem>,
) -> Reading {
    if is_blank(entry) {
        return Reading::default();
    }
    match read(entry) {
        Some((bare, value)) => Reading::of(value).with(check(&bare)),
        None => Reading::wrong(MALFORMED),
    }
}

fn spelt(entry: &Json, read: impl Fn(&str) -> Option<String>) -> Reading {
    let read = |entry: &Json| Some(((), Value::Text(read(entry.as_str()?)?.into())));
    typed(entry, read, |()| None)
}

fn range<T: PartialOrd>(value: &T, min: Option<&T>, max: Option<&T>, bound: impl Fn(&T) -> Bound) -> Option<Problem> {
    let outside = min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max);
    outside.then(|| Problem::Range { min: min.map(&bound), max: max.map(&bound) })
}

fn integer(entry: &Json) -> Option<(i64, Value)> {
    let number = match entry {
        Json::Number(number) => number.as_i64().filter(|number| number.unsigned_abs() <= MAX_INTEGER.unsigned_abs())?,
        _ => number::integer(entry.as_str()?)?,
    };
    Some((number, Value::Integer(number)))
}

fn decimal(entry: &Json) -> Option<(Decimal, Value)> {
    let number = match entry {
        Json::Number(number) => Decimal::from(number.as_i64()?),
        _ => number::decimal(entry.as_str()?)?,
    };
    Some((number, Value::Decimal(number)))
}

fn money(entry: &Json, currency: Currency) -> Option<(Money, Value)> {
    let amount = match entry {
        Json::Object(amount) => {
            let minor = amount.get("amount")?.as_i64().filter(|minor| minor.unsigned_abs() < 1_000_000_000_000_000)?;
            let same = amount.len() == 2 && amount.get("currency")? == currency.code();
            same.then_some(Money { minor, currency })?
        }
        _ => number::money(entry.as_str()?, currency).ok()?,
    };
    Some((amount, Value::Money(amount)))
}

fn day(entry: &Json, min: Option<&Date>, max: Option<&Date>) -> Reading {
    match date::read(entry) {
        Ok(None) => Reading::default(),
        Ok(Some(day)) => Reading::of(Value::Date(day)).with(range(&day, min, max, |bound| Bound::Date(*bound))),
        Err(date::DateProblem::Missing(part)) => Reading::wrong(Problem::Malformed { part: Some(part.name()) }),
        Err(date::DateProblem::Malformed(part)) => {
            Reading::wrong(Problem::Malformed { part: part.map(date::Part::name) })
        }
        Err(date::DateProblem::NoSuchDay) => Reading::wrong(MALFORMED),
    }
}

fn choice(kind: &FieldKind, entry: &Json, lists: &BTreeMap<Arc<str>, Options>) -> Reading {
    let Some(chosen) = entry.as_str() else { return Reading::wrong(MALFORMED) };
    if chosen.is_empty() {
        return Reading::default();
    }
    let options = kind.list().and_then(|list| lists.get(list));
    match options.and_then(|options| Some(&options.values[options.place(chosen)?])) {
        Some(value) => Reading::of(Value::Text(value.clone())),
        None => Reading::wrong(Problem::UnknownValue),
    }
}

fn choices(entry: &Json, options: Option<&Options>, min: u32, max: Option<u32>) -> Reading {
    let Some(items) = entry.as_array() else { return Reading::wrong(MALFORMED) };
    let place = |item: &Json| options?.place(item.as_str()?);
    let Some(mut places) = items.iter().map(place).collect::<Option<Vec<_>>>() else {
        let all_text = items.iter().all(Json::is_string);
        return Reading::wrong(if all_text { Problem::UnknownValue } else { MALFORMED });
    };
    places.sort_unstable();
    places.dedup();
    if places.is_empty() {
        return Reading::default();
    }
    let values: Vec<&Arc<str>> =
        options.into_iter().flat_map(|options| places.iter().map(|at| &options.values[*at])).collect();
    let problem = number_of(values.len(), min, max.unwrap_or(u32::MAX));
    Reading {
        json: Some(values.iter().map(|value| Json::from(&***value)).collect()),
        value: Some(Value::Choices(values.into_iter().cloned().collect())),
        ..Reading::default()
    }
    .with(problem)
}

/// Whether there are too few or too many of something.
pub(super) fn number_of(count: usize, min: u32, max: u32) -> Option<Problem> {
    if count < min as usize {
        return Some(Problem::TooFew { min });
    }
    (count > max as usize).then_some(Problem::TooMany { max })
}

fn passport(entry: &Json, today: Date) -> Reading {
    if is_blank(entry) {
        return Reading::default();
    }
    let Some(text) = entry.as_str() else { return Reading::wrong(MALFORMED) };
    match mrz::read(text, today) {
        Ok(zone) => Reading { mrz: Some(Box::new(zone.clone())), ..Reading::of(Value::Text(zone.lines.into())) },
        Err(MrzProblem::Digit(part)) => Reading::wrong(Problem::MrzCheck { part: part.name() }),
        Err(_) => Reading::wrong(MALFORMED),
    }
}

fn files(entry: &Json, formats: &[Format], each_mb: u32, min: u32, max: u32) -> Reading {
    let Some(items) = entry.as_array() else { return Reading::wrong(MALFORMED) };
    if items.is_empty() {
        return Reading::default();
    }
    let mut reading = Reading::default();
    let mut all = Vec::new();
    for item in items.iter().take(max as usize + 1) {
        match file(item, formats, each_mb) {
            Ok((json, size, problem)) => {
                reading.size = reading.size.saturating_add(size);
                reading.problems.extend(problem);
                all.push(json);
            }
            Err(problem) => return Reading::wrong(problem),
        }
    }
    let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
    reading.value = Some(Value::Files(count));
    reading.json = Some(all.into());
    reading.with(number_of(items.len(), min, max))
}

/// One file as answers have it, its size, and what is wrong with it.
fn file(item: &Json, formats: &[Format], each_mb: u32) -> Result<(Json, u64, Option<Problem>), Problem> {
    let text = |key: &str| item.get(key).and_then(Json::as_str);
    let known = ["name", "size", "type", "sha512", "path", "problem"];
    let shaped = item.as_object().is_some_and(|item| item.keys().all(|key| known.contains(&key.as_str())));
    let name = text::clean(text("name").ok_or(MALFORMED)?).map_err(|_| Problem::UnsafeText)?;
    let size = item
        .get("size")
        .and_then(Json::as_u64)
        .filter(|size| i64::try_from(*size).is_ok_and(|size| size <= MAX_INTEGER));
    let (Some(size), Some(media), Some(digest)) = (size, text("type"), text("sha512")) else { return Err(MALFORMED) };
    let path = text("path");
    let sound = shaped
        && !name.is_empty()
        && text::length(&name) <= FILE_NAME
        && is_digest(digest)
        && item.get("path").is_none_or(|_| path.is_some_and(|path| path.len() <= 200));
    if !sound {
        return Err(MALFORMED);
    }
    let types = || formats.iter().map(|format| format.label()).collect::<Vec<_>>().join(", ");
    let problem = match text("problem") {
        Some("file-type") => Some(Problem::FileType { file: name.clone(), types: types() }),
        Some("file-locked") => Some(Problem::FileLocked { file: name.clone() }),
        Some("file-pixels") => Some(Problem::FilePixels { file: name.clone() }),
        Some(_) => Some(Problem::FileDamaged { file: name.clone() }),
        None if formats.iter().all(|format| format.media_type() != media) => {
            Some(Problem::FileType { file: name.clone(), types: types() })
        }
        None if size == 0 => Some(Problem::FileDamaged { file: name.clone() }),
        None if size > u64::from(each_mb) * MEGABYTE => {
            Some(Problem::FileTooLarge { file: name.clone(), max: each_mb })
        }
        None => None,
    };
    let mut json = json!({ "name": name, "sha512": digest, "size": size, "type": media });
    if let Some(path) = path {
        json["path"] = path.into();
    }
    Ok((json, size, problem))
}

/// SHA-512 in small hexadecimal letters.
fn is_digest(text: &str) -> bool {
    text.len() == 128 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether all files of a form together are too large.
pub(super) fn too_large(size: u64, max_mb: u32) -> bool {
    size > u64::from(max_mb) * MEGABYTE
}
