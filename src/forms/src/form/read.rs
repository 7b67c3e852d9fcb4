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
use super::json::FORMAT;
use super::limits::{self, MAX_FIELDS, MAX_ROWS, MAX_SECTIONS};
use super::{Form, Outcome, Parts, Purpose, Section};
use crate::document::Format;
use crate::json::{at, each, list, object, text};
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
        let form = Self::load(json)?;
        if form.to_json() == *json { Ok(form) } else { Err(NotAForm) }
    }

    /// Reads what [`Form::to_json`] writes. Everything the form does is checked, but not that nothing more is written:
    /// for the page, which carries its own form.
    pub fn load(json: &Json) -> Result<Self, NotAForm> {
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
    (text(json, "format")? == FORMAT).then_some(())?;
    let mut lists = BTreeMap::new();
    for (name, list) in object(json, "lists")? {
        lists.insert(Arc::from(name.as_str()), options(list, name)?);
    }
    check_borrowed(&lists)?;
    let kind = text(json, "kind")?;
    let purpose = Purpose::ALL.iter().find(|(name, _)| *name == kind)?.1;
    let sections = each(some(json, "section", MAX_SECTIONS)?, &section)?;
    let all: usize = sections.iter().flat_map(|section| &section.fields).map(|field| field.walk().count()).sum();
    let outcomes = each(few(json, "outcome", limits::OUTCOMES)?, &outcome)?;
    let fees = each(few(json, "fee", limits::FEES)?, &|fee| crate::Fee::from_json(fee, &lists))?;
    let unique = all_different(&mut sections.iter().map(|section| &*section.id))
        && all_different(&mut outcomes.iter().map(|outcome| &*outcome.id))
        && all_different(&mut fees.iter().map(|fee| fee.id.as_str()));
    (unique && all <= MAX_FIELDS).then_some(())?;
    Some(Parts {
        id: word(json, "id")?,
        purpose,
        version: number(json, "version", 1, limits::VERSION)?,
        sensitive: at(json, "sensitive")?.as_bool()?,
        max_mb: number(json, "max_mb", 1, limits::MB)?,
        sections,
        outcomes,
        lists,
        fees,
    })
}

fn all_different(ids: &mut dyn Iterator<Item = &str>) -> bool {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return false;
        }
    }
    true
}

/// A list of at most so many.
fn few<'a>(json: &'a Json, key: &str, most: usize) -> Option<&'a [Json]> {
    list(json, key).filter(|items| items.len() <= most)
}

/// The same, and of one at least.
fn some<'a>(json: &'a Json, key: &str, most: usize) -> Option<&'a [Json]> {
    few(json, key, most).filter(|items| !items.is_empty())
}

#[inline(never)]
fn number(json: &Json, key: &str, low: u32, high: u32) -> Option<u32> {
    u32::try_from(at(json, key)?.as_u64()?).ok().filter(|number| (low..=high).contains(number))
}

/// `min` and `max` in their order.
#[inline(never)]
fn lengths(json: &Json, least: u32, most: u32) -> Option<(u32, u32)> {
    let (min, max) = (number(json, "min", 0, most)?, number(json, "max", least, most)?);
    (min <= max).then_some((min, max))
}

/// A key that may be left out, and must make sense where it is not.
fn maybe<T>(json: &Json, key: &str, read: &dyn Fn(&Json) -> Option<T>) -> Option<Option<T>> {
    match at(json, key) {
        Some(value) => read(value).map(Some),
        None => Some(None),
    }
}

fn rule(json: &Json) -> Option<Expr> {
    Expr::from_json(json).ok()
}

#[inline(never)]
fn maybe_rule(json: &Json, key: &str) -> Option<Option<Expr>> {
    maybe(json, key, &rule)
}

#[inline(never)]
fn word(json: &Json, key: &str) -> Option<Id> {
    text(json, key)?.parse().ok()
}

fn id(json: &Json) -> Option<Arc<str>> {
    Some(word(json, "id")?.as_str().into())
}

fn section(json: &Json) -> Option<Section<Expr>> {
    Some(Section { id: id(json)?, visible: maybe_rule(json, "visible")?, fields: fields(json, 0)? })
}

fn outcome(json: &Json) -> Option<Outcome<Expr>> {
    Some(Outcome { id: id(json)?, when: maybe_rule(json, "when")? })
}

/// `depth` is 0 in a section, 1 in a repeat, 2 in a group.
#[inline(never)]
fn fields(json: &Json, depth: u8) -> Option<Vec<Field<Expr>>> {
    each(some(json, "fields", MAX_FIELDS)?, &|one| field(one, depth))
}

fn field(json: &Json, depth: u8) -> Option<Field<Expr>> {
    let id = text(json, "id").filter(|id| is_name(id) && !limits::RESERVED.contains(id))?;
    let kind = kind(json, depth)?;
    let checks =
        if at(json, "check").is_some() { each(some(json, "check", limits::CHECKS)?, &check)? } else { Vec::new() };
    let field = Field {
        id: id.into(),
        visible: maybe_rule(json, "visible")?,
        required: maybe_rule(json, "required")?,
        checks,
        kind,
    };
    let computed = matches!(field.kind, FieldKind::Computed { .. });
    let plain = (field.is_answered() || field.required.is_none())
        && (field.is_answered() || computed || field.checks.is_empty())
        && all_different(&mut field.checks.iter().map(|check| &*check.id));
    plain.then_some(field)
}

fn check(json: &Json) -> Option<Check<Expr>> {
    let id = id(json).filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()))?;
    Some(Check { id, that: rule(at(json, "that")?)? })
}

fn kind(json: &Json, depth: u8) -> Option<FieldKind<Expr>> {
    let named = || Some(Arc::from(text(json, "list")?));
    let filter = || maybe_rule(json, "where");
    Some(match text(json, "type")? {
        "text" => {
            let (min, max) = lengths(json, 1, limits::TEXT)?;
            FieldKind::Text { min, max, pattern: maybe(json, "pattern", &|text| Pattern::new(text.as_str()?).ok())? }
        }
        "long-text" => {
            let (min, max) = lengths(json, 1, limits::LONG_TEXT)?;
            FieldKind::LongText { min, max }
        }
        "integer" => {
            let (min, max) = bounds(json, &integer)?;
            FieldKind::Integer { min, max }
        }
        "decimal" => {
            let (min, max) = bounds(json, &decimal)?;
            FieldKind::Decimal { min, max, scale: number(json, "scale", 0, limits::SCALE)? }
        }
        "money" => {
            let currency = Currency::of(text(json, "currency")?)?;
            let amount = |json: &Json| json.as_str()?.parse().ok().filter(|money: &Money| money.currency == currency);
            let (min, max) = bounds(json, &amount)?;
            FieldKind::Money { currency, min, max }
        }
        "date" => {
            let (min, max) = bounds(json, &date)?;
            FieldKind::Date { min, max }
        }
        "yes-no" => FieldKind::YesNo,
        "choice" => FieldKind::Choice { list: named()?, filter: filter()? },
        "choices" => {
            let max = maybe(json, "max", &|_| number(json, "max", 1, limits::CHOSEN))?;
            let min = number(json, "min", 0, max.unwrap_or(limits::CHOSEN))?;
            FieldKind::Choices { list: named()?, filter: filter()?, min, max }
        }
        "country" => FieldKind::Country { filter: filter()? },
        "phone" => FieldKind::Phone,
        "email" => FieldKind::Email,
        "passport" => {
            let mut fills = BTreeMap::new();
            for (id, part) in object(json, "fills")? {
                fills.insert(Arc::from(id.as_str()), Part::of(part.as_str()?)?);
            }
            FieldKind::Passport { fills }
        }
        "personal-code" => FieldKind::PersonalCode,
        "address" => FieldKind::Address { max: number(json, "max", 1, limits::ADDRESS)? },
        "files" => files(json)?,
        "computed" => FieldKind::Computed { value: rule(at(json, "value")?)? },
        "note" => FieldKind::Note,
        "group" if depth < 2 => FieldKind::Group(fields(json, 2)?),
        "repeat" if depth == 0 => {
            let (min, max) = lengths(json, 1, MAX_ROWS)?;
            FieldKind::Repeat { fields: fields(json, 1)?, min, max }
        }
        _ => return None,
    })
}

fn integer(json: &Json) -> Option<i64> {
    json.as_i64().filter(|number| number.unsigned_abs() <= MAX_INTEGER.unsigned_abs())
}

fn decimal(json: &Json) -> Option<Decimal> {
    Decimal::from_str_exact(json.as_str()?).ok()
}

fn date(json: &Json) -> Option<Date> {
    json.as_str()?.parse().ok()
}

fn bounds<T: PartialOrd>(json: &Json, read: &dyn Fn(&Json) -> Option<T>) -> Option<(Option<T>, Option<T>)> {
    let (min, max) = (maybe(json, "min", read)?, maybe(json, "max", read)?);
    match (&min, &max) {
        (Some(low), Some(high)) if low > high => None,
        _ => Some((min, max)),
    }
}

fn files(json: &Json) -> Option<FieldKind<Expr>> {
    let formats = each(some(json, "files", 3)?, &|name| Format::of(name.as_str()?))?;
    let (min, max) = lengths(json, 1, limits::FILES)?;
    let document = maybe(json, "document", &|_| Some(Arc::from(word(json, "document")?.as_str())))?;
    all_different(&mut formats.iter().map(|format| format.name())).then_some(())?;
    let each_mb = number(json, "each_mb", 1, limits::MB)?;
    Some(FieldKind::Files { document, formats, each_mb, min, max })
}

fn is_id(text: &str) -> bool {
    text.parse::<Id>().is_ok()
}

fn options(json: &Json, name: &str) -> Option<Options> {
    let value = |value: &Json| {
        let value = value.as_str()?;
        let fits = if name == COUNTRIES { is_country(value) } else { is_id(value) };
        fits.then(|| Arc::from(value))
    };
    let values: Vec<Arc<str>> = each(some(json, "values", MAX_VALUES)?, &value)?;
    (all_different(&mut values.iter().map(|value| &**value)) && (is_id(name) || is_name(name))).then_some(())?;
    let mut columns = BTreeMap::new();
    if at(json, "columns").is_some() {
        for (key, value) in object(json, "columns")? {
            let column = column(value).filter(|column| is_name(key) && column.cells.len() == values.len())?;
            columns.insert(Arc::from(key.as_str()), column);
        }
    }
    Some(Options { columns, sorted: maybe(json, "sort", &Json::as_bool)?.unwrap_or(false), values })
}

fn column(json: &Json) -> Option<Column> {
    let ty: Type = text(json, "type")?.parse().ok()?;
    let cells = each(list(json, "cells")?, &|cell| value(cell, &ty))?;
    Some(Column { cells, ty })
}

/// A cell of a list.
fn value(json: &Json, ty: &Type) -> Option<Value> {
    let text = || json.as_str().map(Arc::from);
    Some(match ty {
        Type::Text | Type::Choice(_) => Value::Text(text()?),
        Type::Country => Value::Text(text().filter(|text: &Arc<str>| is_country(text))?),
        Type::Boolean => Value::Boolean(json.as_bool()?),
        Type::Integer => Value::Integer(integer(json)?),
        Type::Decimal => Value::Decimal(decimal(json)?),
        Type::Date => Value::Date(date(json)?),
        Type::Choices(_) => {
            let mut values = BTreeSet::new();
            values.extend(each(json.as_array()?, &|one| one.as_str().map(Arc::from))?);
            Value::Choices(values)
        }
        Type::Money(_) | Type::Files => return None,
    })
}

/// What columns hold of other lists must be there.
fn check_borrowed(lists: &BTreeMap<Arc<str>, Options>) -> Option<()> {
    for column in lists.values().flat_map(|list| list.columns.values()) {
        let (Type::Choice(list) | Type::Choices(list)) = &column.ty else { continue };
        let mut known = BTreeSet::new();
        known.extend(lists.get(list)?.values.iter().map(|value| &**value));
        let all = column.cells.iter().all(|cell| match cell {
            Value::Text(value) => known.contains(&**value),
            Value::Choices(values) => values.iter().all(|value| known.contains(&**value)),
            _ => false,
        });
        all.then_some(())?;
    }
    Some(())
}
