//! Reading an example: every field it names must be there.

use std::sync::Arc;

use sayyar_base::diag::did_you_mean;
use sayyar_base::toml::{Node, Table};
use sayyar_base::{At, Diagnostic, Diagnostics, Span, toml};
use serde_json::{Map, Value as Json, json};

use super::{Example, Expect, sample};
use crate::form::{Field, FieldKind, Form};

pub(super) fn example(form: &Form, path: &Arc<str>, text: &str) -> (Option<Example>, Diagnostics) {
    toml::read(path, text, 0, |table| {
        let today = table.required("today");
        let fields: Vec<_> = outside(form);
        let entries = table.required_node("answers").and_then(|node| node.table(|table| Some(answers(table, &fields))));
        let expect = table.required_node("expect").and_then(|node| node.table(|table| Some(expect(form, table))));
        let name = path.rsplit('/').next().unwrap_or_default();
        Some(Example {
            name: name.strip_suffix(".toml").unwrap_or(name).to_owned(),
            path: path.clone(),
            today: today?,
            entries: entries?,
            expect: expect?,
        })
    })
}

/// The fields with answers that are in no repeat, repeats among them.
fn outside(form: &Form) -> Vec<&Field> {
    form.fields().filter(|field| field.is_answered() && form.repeat_of(&field.id).is_none()).collect()
}

fn answers(table: &mut Table<'_>, fields: &[&Field]) -> Map<String, Json> {
    let mut entries = Map::new();
    for (key, node) in table.rest() {
        match fields.iter().find(|field| *field.id == *key.value) {
            Some(field) => entries.extend(entry(field, &node).map(|value| (key.value.to_owned(), value))),
            None => {
                let ids: Vec<_> = fields.iter().map(|field| &*field.id).collect();
                node.report::<()>(unknown(key.value, key.span, &ids));
            }
        }
    }
    entries
}

fn unknown(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let problem = Diagnostic::error("unknown-field", format!("there is no field `{name}` to answer")).at(span, "");
    problem.help(did_you_mean(name, known.to_vec()))
}

fn entry(field: &Field, node: &Node<'_>) -> Option<Json> {
    match &field.kind {
        FieldKind::Repeat { fields, .. } => {
            let inner: Vec<_> = fields.iter().flat_map(Field::walk).filter(|field| field.is_answered()).collect();
            let rows = node.items()?;
            Some(rows.iter().filter_map(|row| row.table(|table| Some(Json::Object(answers(table, &inner))))).collect())
        }
        FieldKind::Files { .. } => Some(node.items()?.iter().filter_map(file).collect()),
        _ => node.read(),
    }
}

/// The name of a file stands for a small file of that type.
fn file(node: &Node<'_>) -> Option<Json> {
    let name = node.text()?;
    let Some(format) = sample::of_name(name) else {
        let problem = Diagnostic::error("example-file", format!("nobody knows what `{name}` would be"));
        return node.report(problem.at(node.span(), "").help("files in examples end in .pdf, .jpg or .png"));
    };
    let (size, digest) = (sample::bytes(format).len(), sample::digest(format));
    Some(json!({ "name": name, "size": size, "sha512": digest, "type": format.media_type() }))
}

fn expect(form: &Form, table: &mut Table<'_>) -> Expect {
    let visible = addresses(form, table, "visible");
    let hidden = addresses(form, table, "hidden");
    let problems: Vec<At<String>> = table.list("problems");
    for problem in &problems {
        let address = problem.split(": ").next().unwrap_or_default();
        if !problem.contains(": ") {
            let message = format!("`{problem}` is not a problem");
            let report = Diagnostic::error("bad-value", message).at(problem.span.clone(), "");
            table.report::<()>(report.help("write \"months: range\", or \"start: check past\""));
        } else {
            known(form, table, address, &problem.span);
        }
    }
    let incomplete = table.or("incomplete", false);
    let computed = table.node("computed").and_then(|node| {
        node.table(|table| {
            let mut all = Vec::new();
            for (key, node) in table.rest() {
                known(form, table, key.value, &key.span);
                let value = node.read::<Json>().map(|value| super::shown(&value));
                all.extend(value.map(|value| (At { value: key.value.to_owned(), span: key.span }, value)));
            }
            Some(all)
        })
    });
    let outcome: Option<At<String>> = table.optional("outcome");
    if let Some(outcome) = outcome.as_ref().filter(|one| form.outcomes().iter().all(|there| *there.id != *one.value)) {
        let problem = Diagnostic::error("unknown-choice", format!("there is no outcome `{outcome}`"));
        let known: Vec<_> = form.outcomes().iter().map(|outcome| &*outcome.id).collect();
        table.report::<()>(problem.at(outcome.span.clone(), "").help(did_you_mean(outcome, known)));
    }
    Expect { visible, hidden, problems, incomplete, computed: computed.unwrap_or_default(), outcome }
}

fn addresses<'a>(form: &Form, table: &mut Table<'a>, key: &'a str) -> Vec<At<String>> {
    let all: Vec<At<String>> = table.list(key);
    all.into_iter().filter(|one| known(form, table, one, &one.span)).collect()
}

/// Whether a field can have that address: `months`, `relatives[0].relative_name`.
fn known(form: &Form, table: &Table<'_>, address: &str, span: &Span) -> bool {
    let inner = address.split_once('[').and_then(|(repeat, rest)| {
        let (row, field) = rest.split_once("].")?;
        row.bytes().all(|byte| byte.is_ascii_digit()).then_some((repeat, field))
    });
    let (repeat, id) = inner.map_or((None, address), |(repeat, field)| (Some(repeat), field));
    let around = form.repeat_of(id).map(|repeat| &*repeat.id);
    if form.field(id).is_some() && around == repeat {
        return true;
    }
    let problem = Diagnostic::error("unknown-field", format!("there is no field `{address}`")).at(span.clone(), "");
    let help = match around {
        Some(around) if form.field(id).is_some() => format!("it is in a repeat: write `{around}[0].{id}`"),
        _ => did_you_mean(id, form.fields().map(|field| &*field.id).collect::<Vec<_>>()),
    };
    table.report::<()>(problem.help(help));
    false
}
