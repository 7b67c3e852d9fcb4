//! Reading a compiled form again. It may come from anywhere, so everything is checked as if it had just been written.
//!
//! What is read is written again and must be the same: a key nobody knows, a default that is spelt out, a list that
//! nothing uses are all refused by that one comparison.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use sayyar_base::{Currency, Date, Id, Money};
use serde_json::Value as Json;

use super::assemble::{Issue, Judge, assemble};
use super::field::{Check, Field, FieldKind};
use super::limits::{self, MAX_FIELDS, MAX_ROWS, MAX_SECTIONS};
use super::{Form, Outcome, Parts, Purpose, Section, json};
use crate::document::Format;
use crate::kind::mrz::Part;
use crate::list::{COUNTRIES, Column, MAX_VALUES, Options, is_country};
use crate::pattern::Pattern;
use crate::rule::{Expr, MAX_INTEGER, Rule, Scope, Type, Value, is_name};

/// A compiled form has at most so many values of JSON, all counted.
const MAX_NODES: usize = 200_000;

/// JSON that is not a compiled form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAForm;

impl fmt::Display for NotAForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a compiled form")
    }
}

impl std::error::Error for NotAForm {}

impl Form {
    /// Reads what [`Form::to_json`] writes, and nothing else.
    pub fn from_json(json: &Json) -> Result<Self, NotAForm> {
        let form = Self::from_own_json(json)?;
        if form.to_json() == *json { Ok(form) } else { Err(NotAForm) }
    }

    /// Reads what [`Form::to_json`] wrote, from a place as trustworthy as the reader: the page that carries the
    /// engine. A form that is read is sound either way; keys that nobody knows are passed over here.
    pub fn from_own_json(json: &Json) -> Result<Self, NotAForm> {
        let mut left = MAX_NODES;
        count(json, &mut left).ok_or(NotAForm)?;
        let parts = parts(json).ok_or(NotAForm)?;
        let mut judge = Strict { sound: true };
        assemble(parts, BTreeSet::new(), &mut judge).filter(|_| judge.sound).ok_or(NotAForm)
    }
}

fn count(json: &Json, left: &mut usize) -> Option<()> {
    *left = left.checked_sub(1)?;
    match json {
        Json::Array(items) => items.iter().try_for_each(|item| count(item, left)),
        Json::Object(map) => map.values().try_for_each(|item| count(item, left)),
        _ => Some(()),
    }
}

struct Strict {
    sound: bool,
}

impl Judge for Strict {
    type Rule = Expr;

    fn mentions(&self, rule: &Expr) -> BTreeSet<Arc<str>> {
        rule.mentions()
    }

    fn settle(&mut self, rule: &Expr, scope: Scope<'_>, wanted: Option<&Type>) -> Option<Rule> {
        Rule::settle(rule.clone(), scope, wanted).ok()
    }

    fn issue(&mut self, _key: String, _issue: Issue) {
        self.sound = false;
    }
}

fn parts(json: &Json) -> Option<Parts<Expr>> {
    (json.get("format")? == json::FORMAT).then_some(())?;
    let lists =
        json.get("lists")?.as_object()?.iter().map(|(name, list)| Some((name.as_str().into(), options(list, name)?)));
    let lists: BTreeMap<Arc<str>, Options> = lists.collect::<Option<_>>()?;
    check_borrowed(&lists)?;
    let kind = json.get("kind")?.as_str()?;
    let purpose = Purpose::ALL.iter().find(|(name, _)| *name == kind)?.1;
    let sections = array(json.get("section")?, 1..=MAX_SECTIONS)?.iter().map(section).collect::<Option<Vec<_>>>()?;
    let all: usize = sections.iter().flat_map(|section| &section.fields).map(|field| field.walk().count()).sum();
    let outcomes =
        array(json.get("outcome")?, 0..=limits::OUTCOMES)?.iter().map(outcome).collect::<Option<Vec<_>>>()?;
    let fees = array(json.get("fee")?, 0..=limits::FEES)?.iter().map(|fee| crate::Fee::from_json(fee, &lists));
    let fees = fees.collect::<Option<Vec<_>>>()?;
    let unique = all_different(sections.iter().map(|section| &section.id))
        && all_different(outcomes.iter().map(|outcome| &outcome.id))
        && all_different(fees.iter().map(|fee| &fee.id.value));
    (unique && all <= MAX_FIELDS).then_some(())?;
    Some(Parts {
        id: json.get("id")?.as_str()?.parse().ok()?,
        purpose,
        version: number(json, "version", 1..=limits::VERSION)?,
        sensitive: json.get("sensitive")?.as_bool()?,
        max_mb: number(json, "max_mb", 1..=limits::MB)?,
        sections,
        outcomes,
        lists,
        fees,
    })
}

fn all_different<T: Ord>(ids: impl Iterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    let mut ids = ids;
    ids.all(|id| seen.insert(id))
}

fn array(json: &Json, bounds: std::ops::RangeInclusive<usize>) -> Option<&Vec<Json>> {
    json.as_array().filter(|items| bounds.contains(&items.len()))
}

fn number(json: &Json, key: &str, bounds: std::ops::RangeInclusive<u32>) -> Option<u32> {
    u32::try_from(json.get(key)?.as_u64()?).ok().filter(|number| bounds.contains(number))
}

/// A key that may be left out, and must make sense where it is not.
fn maybe<T>(json: &Json, key: &str, read: impl FnOnce(&Json) -> Option<T>) -> Option<Option<T>> {
    match json.get(key) {
        Some(value) => read(value).map(Some),
        None => Some(None),
    }
}

fn rule(json: &Json) -> Option<Expr> {
    Expr::from_json(json).ok()
}

fn id(json: &Json) -> Option<Arc<str>> {
    Some(json.get("id")?.as_str()?.parse::<Id>().ok()?.as_str().into())
}

fn section(json: &Json) -> Option<Section<Expr>> {
    Some(Section { id: id(json)?, visible: maybe(json, "visible", rule)?, fields: fields(json, 0)? })
}

fn outcome(json: &Json) -> Option<Outcome<Expr>> {
    Some(Outcome { id: id(json)?, when: maybe(json, "when", rule)? })
}

/// `depth` is 0 in a section, 1 in a repeat, 2 in a group.
fn fields(json: &Json, depth: u8) -> Option<Vec<Field<Expr>>> {
    array(json.get("fields")?, 1..=MAX_FIELDS)?.iter().map(|one| field(one, depth)).collect()
}

fn field(json: &Json, depth: u8) -> Option<Field<Expr>> {
    let id = json.get("id")?.as_str().filter(|id| is_name(id) && !limits::RESERVED.contains(id))?;
    let kind = kind(json, depth)?;
    let checks = match json.get("check") {
        Some(checks) => array(checks, 1..=limits::CHECKS)?.iter().map(check).collect::<Option<Vec<_>>>()?,
        None => Vec::new(),
    };
    let field = Field {
        id: id.into(),
        visible: maybe(json, "visible", rule)?,
        required: maybe(json, "required", rule)?,
        checks,
        kind,
    };
    let computed = matches!(field.kind, FieldKind::Computed { .. });
    let plain = (field.is_answered() || field.required.is_none())
        && (field.is_answered() || computed || field.checks.is_empty())
        && all_different(field.checks.iter().map(|check| &check.id));
    plain.then_some(field)
}

fn check(json: &Json) -> Option<Check<Expr>> {
    let id = id(json).filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()))?;
    Some(Check { id, that: rule(json.get("that")?)? })
}

fn kind(json: &Json, depth: u8) -> Option<FieldKind<Expr>> {
    let list = || Some(Arc::from(json.get("list")?.as_str()?));
    let filter = || maybe(json, "where", rule);
    Some(match json.get("type")?.as_str()? {
        "text" => {
            let (min, max) = ordered(number(json, "min", 0..=limits::TEXT)?, number(json, "max", 1..=limits::TEXT)?)?;
            FieldKind::Text { min, max, pattern: maybe(json, "pattern", |text| Pattern::new(text.as_str()?).ok())? }
        }
        "long-text" => {
            let most = limits::LONG_TEXT;
            let (min, max) = ordered(number(json, "min", 0..=most)?, number(json, "max", 1..=most)?)?;
            FieldKind::LongText { min, max }
        }
        "integer" => {
            let (min, max) =
                bounds(json, |json| json.as_i64().filter(|n| n.unsigned_abs() <= MAX_INTEGER.unsigned_abs()))?;
            FieldKind::Integer { min, max }
        }
        "decimal" => {
            let (min, max) = bounds(json, |json| Decimal::from_str_exact(json.as_str()?).ok())?;
            FieldKind::Decimal { min, max, scale: number(json, "scale", 0..=limits::SCALE)? }
        }
        "money" => {
            let currency = Currency::of(json.get("currency")?.as_str()?)?;
            let amount = |json: &Json| json.as_str()?.parse().ok().filter(|money: &Money| money.currency == currency);
            let (min, max) = bounds(json, amount)?;
            FieldKind::Money { currency, min, max }
        }
        "date" => {
            let (min, max) = bounds(json, |json| json.as_str()?.parse::<Date>().ok())?;
            FieldKind::Date { min, max }
        }
        "yes-no" => FieldKind::YesNo,
        "choice" => FieldKind::Choice { list: list()?, filter: filter()? },
        "choices" => {
            let most = limits::CHOSEN;
            let (min, max) = (number(json, "min", 0..=most)?, maybe(json, "max", |_| number(json, "max", 1..=most))?);
            ordered(min, max.unwrap_or(most))?;
            FieldKind::Choices { list: list()?, filter: filter()?, min, max }
        }
        "country" => FieldKind::Country { filter: filter()? },
        "phone" => FieldKind::Phone,
        "email" => FieldKind::Email,
        "passport" => {
            let fills = json.get("fills")?.as_object()?;
            let part = |(id, part): (&String, &Json)| Some((id.as_str().into(), Part::of(part.as_str()?)?));
            FieldKind::Passport { fills: fills.iter().map(part).collect::<Option<_>>()? }
        }
        "personal-code" => FieldKind::PersonalCode,
        "address" => FieldKind::Address { max: number(json, "max", 1..=limits::ADDRESS)? },
        "files" => files(json)?,
        "computed" => FieldKind::Computed { value: rule(json.get("value")?)? },
        "note" => FieldKind::Note,
        "group" if depth < 2 => FieldKind::Group(fields(json, 2)?),
        "repeat" if depth == 0 => {
            let (min, max) = ordered(number(json, "min", 0..=MAX_ROWS)?, number(json, "max", 1..=MAX_ROWS)?)?;
            FieldKind::Repeat { fields: fields(json, 1)?, min, max }
        }
        _ => return None,
    })
}

fn ordered<T: PartialOrd>(min: T, max: T) -> Option<(T, T)> {
    (min <= max).then_some((min, max))
}

fn bounds<T: PartialOrd>(json: &Json, read: impl Fn(&Json) -> Option<T>) -> Option<(Option<T>, Option<T>)> {
    let (min, max) = (maybe(json, "min", &read)?, maybe(json, "max", &read)?);
    match (&min, &max) {
        (Some(low), Some(high)) if low > high => None,
        _ => Some((min, max)),
    }
}

fn files(json: &Json) -> Option<FieldKind<Expr>> {
    let formats = array(json.get("files")?, 1..=3)?.iter().map(|name| Format::of(name.as_str()?));
    let formats: Vec<_> = formats.collect::<Option<_>>()?;
    let (min, max) = ordered(number(json, "min", 0..=limits::FILES)?, number(json, "max", 1..=limits::FILES)?)?;
    let document = |id: &Json| Some(id.as_str()?.parse::<Id>().ok()?.as_str().into());
    all_different(formats.iter()).then_some(())?;
    let each_mb = number(json, "each_mb", 1..=limits::MB)?;
    Some(FieldKind::Files { document: maybe(json, "document", document)?, formats, each_mb, min, max })
}

fn options(json: &Json, name: &str) -> Option<Options> {
    let values = array(json.get("values")?, 1..=MAX_VALUES)?.iter().map(|value| {
        let value = value.as_str()?;
        let fits = if name == COUNTRIES { is_country(value) } else { value.parse::<Id>().is_ok() };
        fits.then(|| Arc::from(value))
    });
    let values: Vec<Arc<str>> = values.collect::<Option<_>>()?;
    (all_different(values.iter()) && (name.parse::<Id>().is_ok() || is_name(name))).then_some(())?;
    let columns = maybe(json, "columns", |columns| columns.as_object().cloned())?.unwrap_or_default();
    let columns = columns.iter().map(|(key, value)| {
        let column = column(value).filter(|column| is_name(key) && column.cells.len() == values.len())?;
        Some((key.as_str().into(), column))
    });
    let columns = columns.collect::<Option<_>>()?;
    Some(Options { columns, sorted: maybe(json, "sort", Json::as_bool)?.unwrap_or(false), values })
}

fn column(json: &Json) -> Option<Column> {
    let ty: Type = json.get("type")?.as_str()?.parse().ok()?;
    let cells = json.get("cells")?.as_array()?.iter().map(|cell| value(cell, &ty));
    Some(Column { cells: cells.collect::<Option<_>>()?, ty })
}

/// A cell of a list.
fn value(json: &Json, ty: &Type) -> Option<Value> {
    let text = || json.as_str().map(Arc::from);
    Some(match ty {
        Type::Text | Type::Choice(_) => Value::Text(text()?),
        Type::Country => Value::Text(text().filter(|text: &Arc<str>| is_country(text))?),
        Type::Boolean => Value::Boolean(json.as_bool()?),
        Type::Integer => Value::Integer(json.as_i64().filter(|n| n.unsigned_abs() <= MAX_INTEGER.unsigned_abs())?),
        Type::Decimal => Value::Decimal(Decimal::from_str_exact(json.as_str()?).ok()?),
        Type::Date => Value::Date(json.as_str()?.parse().ok()?),
        Type::Choices(_) => {
            let values = json.as_array()?.iter().map(|one| one.as_str().map(Arc::from));
            Value::Choices(values.collect::<Option<_>>()?)
        }
        Type::Money(_) | Type::Files => return None,
    })
}

/// What columns hold of other lists must be there.
fn check_borrowed(lists: &BTreeMap<Arc<str>, Options>) -> Option<()> {
    for column in lists.values().flat_map(|list| list.columns.values()) {
        let (Type::Choice(list) | Type::Choices(list)) = &column.ty else { continue };
        let known: BTreeSet<&str> = lists.get(list)?.values.iter().map(|value| &**value).collect();
        let all = column.cells.iter().all(|cell| match cell {
            Value::Text(value) => known.contains(&**value),
            Value::Choices(values) => values.iter().all(|value| known.contains(&**value)),
            _ => false,
        });
        all.then_some(())?;
    }
    Some(())
}
