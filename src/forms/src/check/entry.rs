//! What was typed into one field: its canonical value where it can be read, and what is wrong with it by itself.
//!
//! Canonical answers are entries too: reading one gives it back unchanged.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;
use sayyar_base::{Currency, Date, Money};
use serde_json::{Map, Value as Json};

use super::report::{Bound, Problem};
use crate::document::Format;
use crate::form::{FieldKind, answer};
use crate::json::{at, set, text as text_at};
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
    #[inline(never)]
    pub(super) fn of(value: Value) -> Self {
        Self { json: Some(answer(&value)), value: Some(value), ..Self::default() }
    }

    #[inline(never)]
    fn wrong(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }

    #[inline(never)]
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
        FieldKind::Text { min, max, pattern } => cleaned(entry, false, &|text| {
            let fits = pattern.as_ref().is_none_or(|pattern| pattern.fits(text));
            length(text, *min, *max).or_else(|| (!fits).then_some(Problem::Pattern))
        }),
        FieldKind::LongText { min, max } => cleaned(entry, true, &|text| length(text, *min, *max)),
        FieldKind::Address { max } => cleaned(entry, true, &|text| length(text, 0, *max)),
        FieldKind::Integer { .. } => typed(kind, entry, &integer),
        FieldKind::Decimal { .. } => typed(kind, entry, &decimal),
        FieldKind::Money { currency, .. } => typed(kind, entry, &|entry| money(entry, *currency)),
        FieldKind::Date { .. } => day(kind, entry),
        FieldKind::YesNo => entry.as_bool().map_or(Reading::wrong(MALFORMED), |yes| Reading::of(Value::Boolean(yes))),
        FieldKind::Choice { .. } | FieldKind::Country { .. } => choice(kind, entry, lists),
        FieldKind::Choices { list, min, max, .. } => choices(entry, lists.get(list), *min, *max),
        FieldKind::Phone => typed(kind, entry, &|entry| spelt(phone::read(entry.as_str()?))),
        FieldKind::Email => typed(kind, entry, &|entry| spelt(email::read(entry.as_str()?))),
        FieldKind::PersonalCode => typed(kind, entry, &|entry| spelt(personal_code::read(entry.as_str()?))),
        FieldKind::Passport { .. } => passport(entry, today),
        FieldKind::Files { formats, each_mb, min, max, .. } => files(entry, formats, *each_mb, *min, *max),
        FieldKind::Computed { .. } | FieldKind::Note | FieldKind::Group(_) | FieldKind::Repeat { .. } => {
            Reading::default()
        }
    }
}

fn cleaned(entry: &Json, lines: bool, check: &dyn Fn(&str) -> Option<Problem>) -> Reading {
    let Some(typed) = entry.as_str() else { return Reading::wrong(MALFORMED) };
    match if lines { text::clean_lines(typed) } else { text::clean(typed) } {
        Err(_) => Reading::wrong(Problem::UnsafeText),
        Ok(text) if text.is_empty() => Reading::default(),
        Ok(text) => Reading::of(Value::Text(text.as_str().into())).with(check(&text)),
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

/// A value that is read in one step and then held against the bounds of its field.
fn typed(kind: &FieldKind, entry: &Json, read: &dyn Fn(&Json) -> Option<Value>) -> Reading {
    if is_blank(entry) {
        return Reading::default();
    }
    match read(entry) {
        Some(value) => {
            let problem = outside(kind, &value);
            Reading::of(value).with(problem)
        }
        None => Reading::wrong(MALFORMED),
    }
}

/// Whether a number, an amount or a day is outside the bounds of its field.
fn outside(kind: &FieldKind, value: &Value) -> Option<Problem> {
    match (kind, value) {
        (FieldKind::Integer { min, max }, Value::Integer(number)) => range(number, *min, *max, Bound::Integer),
        (FieldKind::Decimal { scale, .. }, Value::Decimal(number)) if number.scale() > *scale => {
            Some(Problem::Scale { scale: *scale })
        }
        (FieldKind::Decimal { min, max, .. }, Value::Decimal(number)) => {
            range(number, *min, *max, |bound| Bound::Decimal(bound.normalize().to_string()))
        }
        (FieldKind::Money { currency, min, max }, Value::Money(amount)) => {
            let least = min.unwrap_or(Money { minor: 0, currency: *currency });
            range(amount, Some(least), *max, Bound::Money)
        }
        (FieldKind::Date { min, max }, Value::Date(day)) => range(day, *min, *max, Bound::Date),
        _ => None,
    }
}

fn range<T: PartialOrd + Copy>(
    value: &T,
    min: Option<T>,
    max: Option<T>,
    bound: impl Fn(T) -> Bound,
) -> Option<Problem> {
    let outside = min.is_some_and(|min| *value < min) || max.is_some_and(|max| *value > max);
    outside.then(|| Problem::Range { min: min.map(&bound), max: max.map(&bound) })
}

fn spelt(text: Option<String>) -> Option<Value> {
    Some(Value::Text(text?.into()))
}

fn integer(entry: &Json) -> Option<Value> {
    let number = match entry {
        Json::Number(number) => number.as_i64().filter(|number| number.unsigned_abs() <= MAX_INTEGER.unsigned_abs())?,
        _ => number::integer(entry.as_str()?)?,
    };
    Some(Value::Integer(number))
}

fn decimal(entry: &Json) -> Option<Value> {
    Some(Value::Decimal(match entry {
        Json::Number(number) => Decimal::from(number.as_i64()?),
        _ => number::decimal(entry.as_str()?)?,
    }))
}

fn money(entry: &Json, currency: Currency) -> Option<Value> {
    let amount = match entry {
        Json::Object(amount) => {
            let minor = at(entry, "amount")?.as_i64().filter(|minor| minor.unsigned_abs() < 1_000_000_000_000_000)?;
            let same = amount.len() == 2 && text_at(entry, "currency")? == currency.code();
            same.then_some(Money { minor, currency })?
        }
        _ => number::money(entry.as_str()?, currency).ok()?,
    };
    Some(Value::Money(amount))
}

fn day(kind: &FieldKind, entry: &Json) -> Reading {
    match date::read(entry) {
        Ok(None) => Reading::default(),
        Ok(Some(day)) => Reading::of(Value::Date(day)).with(outside(kind, &Value::Date(day))),
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
    let mut places = BTreeSet::new();
    for item in items {
        let Some(item) = item.as_str() else { return Reading::wrong(MALFORMED) };
        let Some(place) = options.and_then(|options| options.place(item)) else {
            return Reading::wrong(Problem::UnknownValue);
        };
        places.insert(place);
    }
    if places.is_empty() {
        return Reading::default();
    }
    let values: Vec<&Arc<str>> =
        options.into_iter().flat_map(|options| places.iter().map(|at| &options.values[*at])).collect();
    let mut chosen = BTreeSet::new();
    chosen.extend(values.iter().map(|value| (*value).clone()));
    let problem = number_of(values.len(), min, max.unwrap_or(u32::MAX));
    Reading {
        json: Some(crate::json::texts(&mut values.iter().copied())),
        value: Some(Value::Choices(chosen)),
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
    let known = ["name", "size", "type", "sha512", "path", "problem"];
    let shaped = item.as_object().is_some_and(|item| item.keys().all(|key| known.contains(&key.as_str())));
    let name = text::clean(text_at(item, "name").ok_or(MALFORMED)?).map_err(|_| Problem::UnsafeText)?;
    let size = at(item, "size").and_then(Json::as_i64).filter(|size| (0..=MAX_INTEGER).contains(size));
    let (Some(size), Some(media), Some(digest)) = (size, text_at(item, "type"), text_at(item, "sha512")) else {
        return Err(MALFORMED);
    };
    let path = text_at(item, "path");
    let sound = shaped
        && !name.is_empty()
        && text::length(&name) <= FILE_NAME
        && is_digest(digest)
        && at(item, "path").is_none_or(|_| path.is_some_and(|path| path.len() <= 200));
    if !sound {
        return Err(MALFORMED);
    }
    let size = size.unsigned_abs();
    let wrong_type = || {
        let types = formats.iter().map(|format| format.label()).collect::<Vec<_>>().join(", ");
        Problem::FileType { file: name.clone(), types }
    };
    let problem = match text_at(item, "problem") {
        Some("file-type") => Some(wrong_type()),
        Some("file-locked") => Some(Problem::FileLocked { file: name.clone() }),
        Some("file-pixels") => Some(Problem::FilePixels { file: name.clone() }),
        Some(_) => Some(Problem::FileDamaged { file: name.clone() }),
        None if formats.iter().all(|format| format.media_type() != media) => Some(wrong_type()),
        None if size == 0 => Some(Problem::FileDamaged { file: name.clone() }),
        None if size > u64::from(each_mb) * MEGABYTE => {
            Some(Problem::FileTooLarge { file: name.clone(), max: each_mb })
        }
        None => None,
    };
    let mut json = Map::new();
    set(&mut json, "name", name.into());
    set(&mut json, "sha512", digest.into());
    set(&mut json, "size", size.into());
    set(&mut json, "type", media.into());
    if let Some(path) = path {
        set(&mut json, "path", path.into());
    }
    Ok((json.into(), size, problem))
}

/// SHA-512 in small hexadecimal letters.
fn is_digest(text: &str) -> bool {
    text.len() == 128 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether all files of a form together are too large.
pub(super) fn too_large(size: u64, max_mb: u32) -> bool {
    size > u64::from(max_mb) * MEGABYTE
}
