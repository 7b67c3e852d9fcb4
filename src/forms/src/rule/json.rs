//! Compiled rules as JSON, so that a compiled form has one text (RFC 8785) and its digest names its rules.
//!
//! A yes-no, a whole number and a text are themselves; everything else is a list that begins with what it is:
//! `["and", a, b]`, `["field", "months"]`, `["call", "fee", "state", {"months": ["field", "months"]}]`.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::{Map, Value as Json, json};

use super::function::Function;
use super::lexer::is_hidden;
use super::syntax::{Binary, Expr, Kind, MAX_INTEGER, Unary, is_name};

/// The JSON of an expression.
pub(super) fn write(expr: &Expr) -> Json {
    match &expr.kind {
        Kind::Blank => json!(["blank"]),
        Kind::Today => json!(["today"]),
        Kind::Boolean(yes) => json!(yes),
        Kind::Integer(number) => json!(number),
        Kind::Decimal(number) => json!(["decimal", number.to_string()]),
        Kind::Text(text) => json!(text),
        Kind::Date(date) => json!(["date", date.to_string()]),
        Kind::Money(money) => json!(["money", money.to_string()]),
        Kind::Name(name) => json!(["field", name]),
        Kind::Member(of, name) => json!(["member", of, name]),
        Kind::Unary(Unary::Not, inner) => json!(["not", write(inner)]),
        Kind::Unary(Unary::Negate, inner) => json!(["negate", write(inner)]),
        Kind::Binary(sign, left, right) => json!([sign.sign(), write(left), write(right)]),
        Kind::IsBlank(asked) => json!(["is-blank", write(asked)]),
        Kind::In(item, list) => json!(["in", write(item), write(list)]),
        Kind::List(items) => list("list", items.iter().map(write)),
        Kind::If { condition, then, otherwise } => json!(["if", write(condition), write(then), write(otherwise)]),
        Kind::Call { name, arguments, named } => {
            let arguments = arguments.iter().map(write);
            let keys: Map<String, Json> = named.iter().map(|(key, value)| (key.to_string(), write(value))).collect();
            let keys = (!keys.is_empty()).then_some(Json::Object(keys));
            list("call", [json!(name)].into_iter().chain(arguments).chain(keys))
        }
    }
}

fn list(tag: &str, rest: impl Iterator<Item = Json>) -> Json {
    Json::Array([json!(tag)].into_iter().chain(rest).collect())
}

/// Reads what [`write`] writes, and nothing else; nothing for the rest.
pub(super) fn read(json: &Json) -> Option<Expr> {
    let kind = match json {
        Json::Bool(yes) => Kind::Boolean(*yes),
        Json::Number(number) => {
            Kind::Integer(number.as_i64().filter(|number| number.unsigned_abs() <= MAX_INTEGER.unsigned_abs())?)
        }
        Json::String(text) => Kind::Text(visible(text)?),
        Json::Array(parts) => {
            let (tag, parts) = parts.split_first()?;
            tagged(tag.as_str()?, parts)?
        }
        Json::Null | Json::Object(_) => return None,
    };
    Expr::new(kind, 0..0)
}

fn visible(text: &str) -> Option<Arc<str>> {
    (!text.is_empty() && !text.contains(is_hidden)).then(|| text.into())
}

fn name(json: &Json) -> Option<Arc<str>> {
    name_of(json.as_str()?)
}

fn boxed(json: &Json) -> Option<Box<Expr>> {
    read(json).map(Box::new)
}

fn tagged(tag: &str, parts: &[Json]) -> Option<Kind> {
    Some(match (tag, parts) {
        ("blank", []) => Kind::Blank,
        ("today", []) => Kind::Today,
        ("decimal", [Json::String(text)]) => Kind::Decimal(decimal(text)?),
        ("date", [Json::String(text)]) => Kind::Date(text.parse().ok()?),
        ("money", [Json::String(text)]) => {
            Kind::Money(text.parse().ok().filter(|money: &sayyar_base::Money| money.to_string() == *text)?)
        }
        ("field", [field]) => Kind::Name(name(field)?),
        ("member", [of, field]) if of == "row" => Kind::Member("row".into(), name(field)?),
        ("member", [of, field]) => Kind::Member(name(of)?, name(field)?),
        ("not", [inner]) => Kind::Unary(Unary::Not, boxed(inner)?),
        // A number with a minus is a number.
        ("negate", [inner]) => {
            let inner = boxed(inner)?;
            if matches!(inner.kind, Kind::Integer(_) | Kind::Decimal(_)) {
                return None;
            }
            Kind::Unary(Unary::Negate, inner)
        }
        ("is-blank", [asked]) => Kind::IsBlank(boxed(asked)?),
        ("in", [item, list]) => Kind::In(boxed(item)?, boxed(list)?),
        ("list", items) => Kind::List(all(items)?),
        ("if", [condition, then, otherwise]) => {
            Kind::If { condition: boxed(condition)?, then: boxed(then)?, otherwise: boxed(otherwise)? }
        }
        ("call", [function, arguments @ ..]) => call(function.as_str()?, arguments)?,
        (sign, [left, right]) => {
            let sign = Binary::ALL.into_iter().find(|one| one.sign() == sign)?;
            Kind::Binary(sign, boxed(left)?, boxed(right)?)
        }
        _ => return None,
    })
}

fn decimal(text: &str) -> Option<Decimal> {
    let number = Decimal::from_str_exact(text).ok()?;
    (number.normalize().to_string() == text).then_some(number)
}

fn call(function: &str, arguments: &[Json]) -> Option<Kind> {
    let function = Function::of(function)?;
    let (arguments, named) = match arguments.split_last() {
        Some((Json::Object(keys), arguments)) if !keys.is_empty() => (arguments, Some(keys)),
        _ => (arguments, None),
    };
    // In the order of their names, which is not the order of every map of JSON.
    let mut sorted: Vec<(Arc<str>, Expr)> = Vec::new();
    for (key, value) in named.into_iter().flatten() {
        let at = sorted.iter().position(|(other, _)| **other > **key).unwrap_or(sorted.len());
        sorted.insert(at, (name_of(key)?, read(value)?));
    }
    Some(Kind::Call { name: function.name().into(), arguments: all(arguments)?, named: sorted })
}

fn name_of(text: &str) -> Option<Arc<str>> {
    is_name(text).then(|| text.into())
}

/// All of them, or nothing.
fn all(items: &[Json]) -> Option<Vec<Expr>> {
    let mut read_all = Vec::new();
    for item in items {
        read_all.push(read(item)?);
    }
    Some(read_all)
}
