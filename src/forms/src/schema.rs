//! JSON Schema (draft 2020-12) of a form's `answers.json`, for programs that read submissions and know nothing of us.
//!
//! Every answer that the form accepts is valid by it. The reverse does not hold: what depends on other answers or on
//! the day (rules, cascading choices, bounds of dates and decimals, check digits) only [`Form::verify`] can tell.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use crate::document::Format;
use crate::form::{Field, FieldKind, Form};
use crate::kind::{email, phone};
use crate::list::COUNTRIES;
use crate::pattern::Pattern;
use crate::rule::{Kind, MAX_INTEGER, Rule, Type};

/// Most digits of an amount in minor units, as a number.
const MAX_MINOR: i64 = 999_999_999_999_999;
/// Bytes of a megabyte.
const MEGABYTE: u64 = 1024 * 1024;

impl Form {
    /// The schema of its answers.
    pub fn schema(&self) -> Json {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for section in self.sections() {
            gather(&section.fields, section.visible.is_none(), &mut properties, &mut required);
        }
        let lists: Map<String, Json> =
            self.lists().iter().map(|(name, list)| (name.to_string(), json!({ "enum": list.values }))).collect();
        let mut schema = object(properties, &required);
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
        schema["title"] = format!("answers.json of the form {}, version {}", self.id(), self.version()).into();
        schema["$defs"] = lists.into();
        schema
    }
}

/// The properties of fields that stand beside each other; `shown` says that what is around them always shows.
fn gather(fields: &[Field], shown: bool, properties: &mut Map<String, Json>, required: &mut Vec<Arc<str>>) {
    for field in fields {
        let shown = shown && field.visible.is_none();
        if let FieldKind::Group(inner) = &field.kind {
            gather(inner, shown, properties, required);
            continue;
        }
        let Some(schema) = schema(field) else { continue };
        properties.insert(field.id.to_string(), schema);
        let rows = matches!(field.kind, FieldKind::Repeat { min: 1.., .. });
        if shown && (rows || field.required.as_ref().is_some_and(is_true)) {
            required.push(field.id.clone());
        }
    }
}

fn is_true(rule: &Rule) -> bool {
    rule.expr().kind == Kind::Boolean(true)
}

fn object(properties: Map<String, Json>, required: &[Arc<str>]) -> Json {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn list(name: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// What one field's answer looks like; nothing where it has none.
fn schema(field: &Field) -> Option<Json> {
    Some(match &field.kind {
        FieldKind::Text { min, max, pattern } => {
            let mut schema = text((*min).max(1), *max);
            if let Some(pattern) = pattern.as_ref().and_then(common) {
                schema["pattern"] = pattern.into();
            }
            schema
        }
        FieldKind::LongText { min, max } => text((*min).max(1), *max),
        FieldKind::Address { max } => text(1, *max),
        FieldKind::Integer { min, max } => integer(min.unwrap_or(-MAX_INTEGER), max.unwrap_or(MAX_INTEGER)),
        FieldKind::Decimal { scale, .. } => decimal(*scale),
        FieldKind::Money { currency, min, max } => {
            money(currency.code(), min.map_or(0, |money| money.minor), max.map_or(MAX_MINOR, |money| money.minor))
        }
        FieldKind::Date { .. } => date(),
        FieldKind::YesNo => json!({ "type": "boolean" }),
        FieldKind::Choice { list: name, .. } => list(name),
        FieldKind::Choices { list: name, min, max, .. } => choices(name, (*min).max(1), *max),
        FieldKind::Country { .. } => list(COUNTRIES),
        FieldKind::Phone => json!({ "type": "string", "pattern": phone::PATTERN }),
        FieldKind::Email => json!({ "type": "string", "pattern": email::PATTERN, "maxLength": 254 }),
        FieldKind::Passport { .. } => json!({ "type": "string", "pattern": zone() }),
        FieldKind::PersonalCode => json!({ "type": "string", "pattern": "^[0-9A-HJ-NP-Z]{7}$" }),
        FieldKind::Files { formats, each_mb, min, max, .. } => files(&field.id, formats, *each_mb, *min, *max),
        FieldKind::Computed { value } => computed(value.ty()),
        FieldKind::Repeat { fields, min, max } => {
            let (mut properties, mut required) = (Map::new(), Vec::new());
            gather(fields, true, &mut properties, &mut required);
            json!({
                "type": "array", "items": object(properties, &required), "minItems": (*min).max(1), "maxItems": max,
            })
        }
        FieldKind::Note | FieldKind::Group(_) => return None,
    })
}

/// Lengths are in characters, as JSON Schema counts them too.
fn text(min: u32, max: u32) -> Json {
    json!({ "type": "string", "minLength": min, "maxLength": max })
}

fn integer(min: i64, max: i64) -> Json {
    json!({ "type": "integer", "minimum": min, "maximum": max })
}

/// The shortest form of a number: no sign of nothing, no zeros that say nothing.
fn decimal(scale: u32) -> Json {
    let pattern = match scale.checked_sub(1) {
        None => "^(?:0|-?[1-9][0-9]*)$".to_owned(),
        Some(more) => format!("^(?:0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\\.[0-9]{{0,{more}}}[1-9])$"),
    };
    json!({ "type": "string", "pattern": pattern, "maxLength": 31 })
}

fn money(currency: &str, min: i64, max: i64) -> Json {
    json!({
        "type": "object",
        "properties": { "amount": integer(min, max), "currency": { "const": currency } },
        "required": ["amount", "currency"],
        "additionalProperties": false,
    })
}

fn date() -> Json {
    json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$" })
}

fn choices(name: &str, min: u32, max: Option<u32>) -> Json {
    let mut schema = json!({ "type": "array", "items": list(name), "uniqueItems": true, "minItems": min });
    if let Some(max) = max {
        schema["maxItems"] = max.into();
    }
    schema
}

/// The lines of ICAO Doc 9303: TD3, TD2, TD1.
fn zone() -> String {
    let lines = |count: usize, width: usize| vec![format!("[A-Z0-9<]{{{width}}}"); count].join("\\n");
    format!("^(?:{}|{}|{})$", lines(2, 44), lines(2, 36), lines(3, 30))
}

fn files(field: &str, formats: &[Format], each_mb: u32, min: u32, max: u32) -> Json {
    let types: Vec<_> = formats.iter().map(|format| format.media_type()).collect();
    let file = json!({
        "type": "object",
        "properties": {
            "name": text(1, 255),
            "path": { "type": "string", "pattern": format!("^{field}/[1-9][0-9]*-[a-z0-9._-]{{1,80}}$") },
            "sha512": { "type": "string", "pattern": "^[0-9a-f]{128}$" },
            "size": { "type": "integer", "minimum": 1, "maximum": u64::from(each_mb) * MEGABYTE },
            "type": { "enum": types },
        },
        "required": ["name", "path", "sha512", "size", "type"],
        "additionalProperties": false,
    });
    json!({ "type": "array", "items": file, "minItems": min.max(1), "maxItems": max })
}

/// What rules give is not held to the bounds of any field.
fn computed(ty: &Type) -> Json {
    match ty {
        Type::Text => json!({ "type": "string", "minLength": 1 }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Integer | Type::Files => integer(-MAX_INTEGER, MAX_INTEGER),
        Type::Decimal => decimal(28),
        Type::Money(currency) => money(currency.code(), -MAX_MINOR, MAX_MINOR),
        Type::Date => date(),
        Type::Choice(name) => list(name),
        Type::Choices(name) => choices(name, 1, None),
        Type::Country => list(COUNTRIES),
    }
}

/// The pattern as ECMA-262 reads it, which is what JSON Schema asks for; nothing where the two could differ.
fn common(pattern: &Pattern) -> Option<String> {
    let text = pattern.as_str();
    let mut class = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            (
                '\\',
                Some('.' | '\\' | '/' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' | '-'),
            ) => {
                letters.next();
            }
            ('\\', Some('d' | 'w' | 't' | 'n' | 'r')) => drop(letters.next()),
            ('\\', _) => return None,
            // Sets in sets, and signs between them.
            ('[', _) if class => return None,
            ('&' | '~' | '-', Some(next)) if class && *next == letter => return None,
            // A bracket right behind the opening one is a letter for us, the end of the set for others.
            ('[', Some(']')) => return None,
            ('[', Some('^')) => {
                letters.next();
                if letters.peek() == Some(&']') {
                    return None;
                }
                class = true;
            }
            ('[', _) => class = true,
            (']', _) => class = false,
            ('{', Some(',')) if !class => return None,
            ('(', Some('?')) if !class => {
                letters.next();
                if letters.next() != Some(':') {
                    return None;
                }
            }
            _ => {}
        }
    }
    Some(format!("^(?:{text})$"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_others_read_alike() {
        for good in ["[A-Z]{3}-[0-9]{4}", "\\d{4}|x", "(?:a|b)+\\.", "[a-z_-]*", "a?b*?"] {
            assert_eq!(common(&Pattern::new(good).unwrap()), Some(format!("^(?:{good})$")));
        }
        for other in [
            "(?i)aze",
            "\\bword",
            "[[:alpha:]]+",
            "[a-z&&[aeiou]]",
            "(?P<year>[0-9]+)",
            "\\x41",
            "\\s",
            "[]a]",
            "[^]a]",
        ] {
            let pattern = Pattern::new(other).ok();
            assert_eq!(pattern.as_ref().and_then(common), None, "{other}");
        }
    }
}
