//! The JSON of a form. Its canonical text ([`sayyar_base::canonical`]) is what the form's digest is taken of.
//!
//! The shape is that of `form.toml`, with all that is left to defaults written out, the lists and fees the form uses
//! beside it, and rules as [`Rule::to_json`] writes them. What is not there is left out: there is no `null`.

use sayyar_base::Money;
use serde_json::{Map, Value as Json, json};

use super::field::{Check, Field, FieldKind};
use super::{Form, Outcome, Section};
use crate::list::{Column, Options};
use crate::rule::{Rule, Value};

/// The name and version of this format.
pub(super) const FORMAT: &str = "sayyar-form-definition/1";

impl Form {
    /// The form as JSON.
    pub fn to_json(&self) -> Json {
        let parts = &self.parts;
        let lists: Map<String, Json> =
            parts.lists.iter().map(|(name, list)| (name.to_string(), list_json(list))).collect();
        let mut form = Map::new();
        let mut set = |key: &str, value: Json| drop(form.insert(key.into(), value));
        set("format", FORMAT.into());
        set("id", parts.id.as_str().into());
        set("kind", parts.purpose.name().into());
        set("version", parts.version.into());
        set("sensitive", parts.sensitive.into());
        set("max_mb", parts.max_mb.into());
        set("section", parts.sections.iter().map(section).collect());
        set("lists", lists.into());
        set("fee", parts.fees.iter().filter_map(crate::Fee::to_json).collect());
        set("outcome", parts.outcomes.iter().map(outcome).collect());
        form.into()
    }
}

fn section(section: &Section) -> Json {
    let mut json = json!({ "id": section.id, "fields": section.fields.iter().map(field).collect::<Vec<_>>() });
    put(&mut json, "visible", section.visible.as_ref().map(Rule::to_json));
    json
}

fn outcome(outcome: &Outcome) -> Json {
    let mut json = json!({ "id": outcome.id });
    put(&mut json, "when", outcome.when.as_ref().map(Rule::to_json));
    json
}

fn put(json: &mut Json, key: &str, value: Option<impl Into<Json>>) {
    if let Some(value) = value {
        json[key] = value.into();
    }
}

fn field(field: &Field) -> Json {
    let mut json = kind(&field.kind);
    json["id"] = (*field.id).into();
    json["type"] = field.kind.name().into();
    put(&mut json, "visible", field.visible.as_ref().map(Rule::to_json));
    put(&mut json, "required", field.required.as_ref().map(Rule::to_json));
    if !field.checks.is_empty() {
        let check = |check: &Check| json!({ "id": check.id, "that": check.that.to_json() });
        json["check"] = field.checks.iter().map(check).collect();
    }
    json
}

/// The keys that only fields of this kind have.
fn kind(kind: &FieldKind) -> Json {
    let mut json = json!({});
    match kind {
        FieldKind::Text { min, max, pattern } => {
            json = json!({ "min": min, "max": max });
            put(&mut json, "pattern", pattern.as_ref().map(|pattern| pattern.as_str()));
        }
        FieldKind::LongText { min, max } => json = json!({ "min": min, "max": max }),
        FieldKind::Integer { min, max } => {
            put(&mut json, "min", *min);
            put(&mut json, "max", *max);
        }
        FieldKind::Decimal { min, max, scale } => {
            json = json!({ "scale": scale });
            put(&mut json, "min", min.map(|number| number.normalize().to_string()));
            put(&mut json, "max", max.map(|number| number.normalize().to_string()));
        }
        FieldKind::Money { currency, min, max } => {
            json = json!({ "currency": currency.code() });
            put(&mut json, "min", min.as_ref().map(Money::to_string));
            put(&mut json, "max", max.as_ref().map(Money::to_string));
        }
        FieldKind::Date { min, max } => {
            put(&mut json, "min", min.map(|date| date.to_string()));
            put(&mut json, "max", max.map(|date| date.to_string()));
        }
        FieldKind::Choice { list, filter } => {
            json = json!({ "list": list });
            put(&mut json, "where", filter.as_ref().map(Rule::to_json));
        }
        FieldKind::Choices { list, filter, min, max } => {
            json = json!({ "list": list, "min": min });
            put(&mut json, "max", *max);
            put(&mut json, "where", filter.as_ref().map(Rule::to_json));
        }
        FieldKind::Country { filter } => put(&mut json, "where", filter.as_ref().map(Rule::to_json)),
        FieldKind::Passport { fills } => {
            let fills: Map<String, Json> =
                fills.iter().map(|(id, part)| (id.to_string(), part.name().into())).collect();
            json = json!({ "fills": fills });
        }
        FieldKind::Address { max } => json = json!({ "max": max }),
        FieldKind::Files { document, formats, each_mb, min, max } => {
            let files: Vec<_> = formats.iter().map(|format| format.name()).collect();
            json = json!({ "files": files, "each_mb": each_mb, "min": min, "max": max });
            put(&mut json, "document", document.as_deref());
        }
        FieldKind::Computed { value } => json = json!({ "value": value.to_json() }),
        FieldKind::Group(fields) => json = json!({ "fields": fields.iter().map(field).collect::<Vec<_>>() }),
        FieldKind::Repeat { fields, min, max } => {
            json = json!({ "fields": fields.iter().map(field).collect::<Vec<_>>(), "min": min, "max": max });
        }
        FieldKind::YesNo | FieldKind::Phone | FieldKind::Email | FieldKind::PersonalCode | FieldKind::Note => {}
    }
    json
}

fn list_json(list: &Options) -> Json {
    let columns: Map<String, Json> =
        list.columns.iter().map(|(name, column)| (name.to_string(), column_json(column))).collect();
    let mut json = json!({ "values": list.values });
    if !columns.is_empty() {
        json["columns"] = columns.into();
    }
    if list.sorted {
        json["sort"] = true.into();
    }
    json
}

fn column_json(column: &Column) -> Json {
    json!({ "type": column.ty.to_string(), "cells": column.cells.iter().map(answer).collect::<Vec<_>>() })
}

/// A value as answers write it. Texts of several lines, amounts and decimals have one spelling.
pub(crate) fn answer(value: &Value) -> Json {
    match value {
        Value::Text(text) => (**text).into(),
        Value::Boolean(yes) => (*yes).into(),
        Value::Integer(number) => (*number).into(),
        Value::Decimal(number) => number.normalize().to_string().into(),
        Value::Money(money) => crate::json::money(money),
        Value::Date(date) => date.to_string().into(),
        Value::Choices(chosen) => crate::json::texts(&mut chosen.iter()),
        Value::Files(count) => (*count).into(),
    }
}
