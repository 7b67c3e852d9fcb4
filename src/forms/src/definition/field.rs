//! One field of a definition, key by key.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::Arc;

use sayyar_base::toml::{Node, Table};
use sayyar_base::{Currency, Diagnostic, Id, Money};

use super::{Reader, Written, read_decimal};
use crate::document::Format;
use crate::form::limits::{self, MAX_ROWS};
use crate::form::{Check, Field, FieldKind};
use crate::kind::mrz::Part;
use crate::list::{COUNTRIES, Options};
use crate::pattern::Pattern;
use crate::rule::{MAX_INTEGER, is_name};
use crate::unique;

/// The types of fields, by the names definitions use.
const TYPES: [(&str, &str); 20] = [
    ("text", "text"),
    ("long-text", "long-text"),
    ("integer", "integer"),
    ("decimal", "decimal"),
    ("money", "money"),
    ("date", "date"),
    ("yes-no", "yes-no"),
    ("choice", "choice"),
    ("choices", "choices"),
    ("country", "country"),
    ("phone", "phone"),
    ("email", "email"),
    ("passport", "passport"),
    ("personal-code", "personal-code"),
    ("address", "address"),
    ("files", "files"),
    ("computed", "computed"),
    ("note", "note"),
    ("group", "group"),
    ("repeat", "repeat"),
];
/// Keys that are blamed by their name.
const KEYS: [&str; 16] = [
    "type", "required", "min", "max", "pattern", "scale", "currency", "list", "options", "fills", "document", "files",
    "each_mb", "check", "fields", "visible",
];

/// What a field stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Section,
    Repeat,
    Group,
}

impl Reader<'_> {
    /// One field; nothing when it cannot be read, and then rules that name it are not complained about.
    pub(super) fn field(&mut self, node: &Node<'_>, within: Within) -> Option<Field<Written>> {
        node.table(|table| {
            let id = table.required_node("id").and_then(|node| self.field_id(&node));
            for key in KEYS {
                if let (Some(id), Some(span)) = (&id, table.key_span(key)) {
                    self.spans.set(format!("{id}.{key}"), span);
                }
            }
            let ty = table.required_node("type").and_then(|node| node.choice("type of field", &TYPES));
            let Some(ty) = ty else {
                table.rest();
                self.broken.extend(id);
                return None;
            };
            let owner = id.clone().unwrap_or_default();
            let field = self.of_type(table, ty, &owner, within);
            if field.is_none() {
                self.broken.extend(id.clone());
            }
            Some(Field { id: id?, ..field? })
        })
    }

    fn of_type<'a>(
        &mut self,
        table: &mut Table<'a>,
        ty: &str,
        id: &Arc<str>,
        within: Within,
    ) -> Option<Field<Written>> {
        let visible = self.rule(table, id, "visible");
        let checked = !matches!(ty, "note" | "group");
        let required = if checked && ty != "computed" { self.required(table, id) } else { None };
        let checks = if checked { self.checks(table, id) } else { Vec::new() };
        let kind = self.kind(table, ty, id, within);
        Some(Field { id: id.clone(), visible, required, checks, kind: kind? })
    }

    fn field_id(&mut self, node: &Node<'_>) -> Option<Arc<str>> {
        let text = node.text()?;
        let help = "use a-z, 0-9 and underscores, as in `family_name`";
        if limits::RESERVED.contains(&text) || crate::rule::RESERVED.contains(&text) {
            let problem = Diagnostic::error("reserved-name", format!("a field cannot be named `{text}`"));
            return node.report(problem.at(node.span(), "").help("the word means something else: take another"));
        }
        if !is_name(text) {
            let problem = Diagnostic::error("bad-field-id", format!("`{text}` is not the id of a field"));
            return node.report(problem.at(node.span(), "").help(help));
        }
        if let Some(first) = self.ids.get(text) {
            let problem = Diagnostic::error("repeated-id", format!("`{text}` is there twice"));
            let problem = problem.at(node.span(), "").at(first.clone(), "first here");
            return node.report(problem.help("ids are unique in the whole form, in groups and repeats too"));
        }
        let id: Arc<str> = text.into();
        self.ids.insert(id.clone(), node.span());
        self.spans.set(text, node.span());
        Some(id)
    }

    /// `true`, `false` or a rule.
    fn required<'a>(&mut self, table: &mut Table<'a>, id: &str) -> Option<Written> {
        let node = table.node("required")?;
        match node.read::<serde_json::Value>()? {
            serde_json::Value::Bool(true) => self.written(&node, "true"),
            serde_json::Value::Bool(false) => None,
            serde_json::Value::String(_) => self.rule(table, id, "required"),
            _ => node.error("wrong-type", "`required` must be `true`, `false` or a rule in quotes"),
        }
    }

    fn checks<'a>(&mut self, table: &mut Table<'a>, field: &str) -> Vec<Check<Written>> {
        let mut ids = Vec::new();
        let checks = table.each("check", |node| {
            node.table(|table| {
                let id: Option<sayyar_base::At<Id>> = table.required("id");
                let that = table.required_node("that").and_then(|node| {
                    if let Some(id) = &id {
                        self.spans.set(format!("{field}.check-{id}"), node.span());
                    }
                    self.written(&node, node.text()?)
                });
                let id = id?;
                if !id.starts_with(|c: char| c.is_ascii_lowercase()) {
                    let problem = Diagnostic::error("bad-id", format!("`{id}` does not begin with a letter"));
                    return table.report(problem.at(id.span.clone(), "").help("its message is `.check-<id>`"));
                }
                ids.push(id.clone());
                Some(Check { id: id.as_str().into(), that: that? })
            })
        });
        unique::check(table, "repeated-id", &ids);
        if checks.len() > limits::CHECKS {
            super::too_many(table, format!("a field has at most {} checks", limits::CHECKS));
        }
        checks
    }

    fn kind<'a>(
        &mut self,
        table: &mut Table<'a>,
        ty: &str,
        id: &Arc<str>,
        within: Within,
    ) -> Option<FieldKind<Written>> {
        Some(match ty {
            "text" => {
                let (min, max) = lengths(table, 200, limits::TEXT);
                let pattern = table.node("pattern");
                let pattern = pattern.map(|node| read_pattern(&node));
                FieldKind::Text { min, max, pattern: pattern.flatten() }
            }
            "long-text" => {
                let (min, max) = lengths(table, 2_000, limits::LONG_TEXT);
                FieldKind::LongText { min, max }
            }
            "integer" => {
                let (min, max) = bounds(table, |node| node.integer(-MAX_INTEGER..=MAX_INTEGER));
                FieldKind::Integer { min, max }
            }
            "decimal" => {
                let (min, max) = bounds(table, read_decimal);
                FieldKind::Decimal { min, max, scale: number(table, "scale", 0, limits::SCALE).unwrap_or(2) }
            }
            "money" => {
                let currency = table.required_node("currency").and_then(|node| currency(&node));
                let (min, max) = bounds(table, |node| amount(node, currency));
                FieldKind::Money { currency: currency?, min, max }
            }
            "date" => {
                let (min, max) = bounds(table, Node::date);
                FieldKind::<Written>::Date { min, max }
            }
            "yes-no" => FieldKind::YesNo,
            "choice" => {
                let (list, filter) = (self.choice_list(table, id), self.rule(table, id, "where"));
                FieldKind::Choice { list: list?, filter }
            }
            "choices" => self.choices(table, id)?,
            "country" => {
                let filter = self.rule(table, id, "where");
                let node = table.node("type")?;
                self.list(&node, COUNTRIES)?;
                FieldKind::Country { filter }
            }
            "phone" => FieldKind::Phone,
            "email" => FieldKind::Email,
            "passport" => FieldKind::Passport { fills: self.fills(table, id) },
            "personal-code" => FieldKind::PersonalCode,
            "address" => FieldKind::Address { max: number(table, "max", 1, limits::ADDRESS).unwrap_or(300) },
            "files" => self.files(table)?,
            "computed" => {
                table.required_node("value")?;
                FieldKind::Computed { value: self.rule(table, id, "value")? }
            }
            "note" => FieldKind::Note,
            "group" => {
                let fields = self.fields(table, Within::Group);
                if within == Within::Group {
                    let problem = Diagnostic::error("nested-group", "a group stands in a group").at(table.span(), "");
                    return table.report(problem.help("put its fields beside the others, or make two groups"));
                }
                FieldKind::Group(fields?)
            }
            _ => self.repeat(table, within)?,
        })
    }

    fn repeat<'a>(&mut self, table: &mut Table<'a>, within: Within) -> Option<FieldKind<Written>> {
        let max = table.required_node("max").and_then(|node| whole(&node, 1, MAX_ROWS));
        let min = number(table, "min", 0, MAX_ROWS).unwrap_or(0);
        let fields = self.fields(table, Within::Repeat);
        if within != Within::Section {
            let message =
                if within == Within::Group { "a repeat stands in a group" } else { "a repeat stands in a repeat" };
            let problem = Diagnostic::error("nested-repeat", message).at(table.span(), "");
            return table.report(problem.help("repeats stand in sections"));
        }
        let (min, max) = ordered(table, Some(min), max);
        Some(FieldKind::Repeat { fields: fields?, min: min.unwrap_or(0), max: max? })
    }

    fn choices<'a>(&mut self, table: &mut Table<'a>, id: &Arc<str>) -> Option<FieldKind<Written>> {
        let (list, filter) = (self.choice_list(table, id), self.rule(table, id, "where"));
        let most = list
            .as_ref()
            .and_then(|list| self.lists.get(list))
            .map_or(limits::CHOSEN as usize, |list| list.values.len());
        let most = u32::try_from(most).unwrap_or(limits::CHOSEN);
        let (min, max) = (number(table, "min", 0, most), number(table, "max", 1, most));
        let (min, max) = ordered(table, min, max);
        Some(FieldKind::Choices { list: list?, filter, min: min.unwrap_or(0), max })
    }

    /// `list` names a shared one, `options` are the field's own.
    fn choice_list<'a>(&mut self, table: &mut Table<'a>, id: &Arc<str>) -> Option<Arc<str>> {
        let (list, options) = (table.node("list"), table.node("options"));
        match (list, options) {
            (Some(list), None) => {
                let name = list.text()?;
                self.list(&list, name)?;
                Some(name.into())
            }
            (None, Some(node)) => {
                let ids: Vec<sayyar_base::At<Id>> = unique::some_ids(table, "options");
                if limits::RESERVED_LISTS.contains(&&**id) || self.source.lists.get(id).is_some() {
                    let message = format!("a field with its own options cannot be named `{id}`");
                    let problem = Diagnostic::error("reserved-name", message).at(self.spans.get(id), "");
                    return node.report(problem.help(format!("messages `{id}-...` are those of something else")));
                }
                for value in &ids {
                    self.spans.set(format!("{id}-{value}"), value.span.clone());
                }
                let values: Vec<Arc<str>> = ids.iter().map(|value| value.as_str().into()).collect();
                (!values.is_empty()).then_some(())?;
                self.lists.insert(id.clone(), Options { values, ..Options::default() });
                Some(id.clone())
            }
            (Some(list), Some(options)) => {
                let problem = Diagnostic::error("list-and-options", "a choice is from a `list` or has `options`");
                table.report(problem.at(options.span(), "").at(list.span(), "the list"))
            }
            (None, None) => {
                let problem =
                    Diagnostic::error("missing-key", "a choice has a `list` or `options`").at(table.span(), "");
                table.report(problem.help("add `options = [\"...\"]`, or `list = ...` for one of forms/lists"))
            }
        }
    }

    fn fills<'a>(&mut self, table: &mut Table<'a>, id: &str) -> BTreeMap<Arc<str>, Part> {
        let read = table.node("fills").and_then(|node| {
            node.table(|table| {
                let read = table.rest().into_iter().filter_map(|(target, node)| {
                    self.spans.set(format!("{id}.fills.{}", target.value), target.span.clone());
                    Some((
                        target.value.into(),
                        node.choice("part of a passport", &Part::ALL.map(|part| (part.name(), part)))?,
                    ))
                });
                Some(read.collect())
            })
        });
        read.unwrap_or_default()
    }

    /// A document of the service, or what the field says by itself.
    fn files<'a>(&mut self, table: &mut Table<'a>) -> Option<FieldKind<Written>> {
        let node = table.node("document");
        let (document, formats, each_mb, most) = match node {
            Some(node) => {
                let name = node.text()?;
                let documents = self.source.service.map(|service| service.documents.as_slice()).unwrap_or_default();
                let Some(document) = documents.iter().find(|document| document.id.as_str() == name) else {
                    let known: Vec<_> = documents.iter().map(|document| document.id.as_str()).collect();
                    let problem =
                        Diagnostic::error("unknown-document", format!("the service asks for no document `{name}`"));
                    return node.report(problem.at(node.span(), "").help(sayyar_base::diag::did_you_mean(name, known)));
                };
                (Some(name.into()), document.files.clone(), Some(document.each_mb), Some(document.max))
            }
            None => {
                let formats: Vec<sayyar_base::At<Format>> = table.some("files");
                let mut seen = BTreeSet::new();
                for format in &formats {
                    if !seen.insert(format.value) {
                        let problem =
                            Diagnostic::error("repeated-value", format!("`{}` is there twice", format.name()));
                        table.report::<()>(problem.at(format.span.clone(), ""));
                    }
                }
                let each_mb = table.required_node("each_mb").and_then(|node| whole(&node, 1, limits::MB));
                let max = table.required_node("max").and_then(|node| whole(&node, 1, limits::FILES));
                (None, formats.into_iter().map(|format| format.value).collect(), each_mb, max)
            }
        };
        let min = number(table, "min", 0, limits::FILES);
        let (min, max) = ordered(table, min, most);
        (!formats.is_empty()).then_some(())?;
        Some(FieldKind::Files { document, formats, each_mb: each_mb?, min: min.unwrap_or(0), max: max? })
    }
}

fn whole(node: &Node<'_>, low: u32, high: u32) -> Option<u32> {
    u32::try_from(node.integer(i64::from(low)..=i64::from(high))?).ok()
}

fn number<'a>(table: &mut Table<'a>, key: &'a str, low: u32, high: u32) -> Option<u32> {
    table.node(key).and_then(|node| whole(&node, low, high))
}

fn lengths(table: &mut Table<'_>, default: u32, most: u32) -> (u32, u32) {
    let (min, max) = (number(table, "min", 0, most), number(table, "max", 1, most));
    let (min, max) = ordered(table, min, Some(max.unwrap_or(default.max(min.unwrap_or(0)))));
    (min.unwrap_or(0), max.unwrap_or(default))
}

fn bounds<'a, T: PartialOrd + Display + Copy>(
    table: &mut Table<'a>,
    read: impl Fn(&Node<'a>) -> Option<T>,
) -> (Option<T>, Option<T>) {
    let (min, max) = (table.node("min"), table.node("max"));
    let (min, max) = (min.and_then(|node| read(&node)), max.and_then(|node| read(&node)));
    ordered(table, min, max)
}

/// Complains when there is nothing between them.
fn ordered<T: PartialOrd + Display>(table: &mut Table<'_>, min: Option<T>, max: Option<T>) -> (Option<T>, Option<T>) {
    if let (Some(low), Some(high), Some(span)) = (&min, &max, table.key_span("min"))
        && low > high
    {
        let problem = Diagnostic::error("bad-range", format!("`min` is {low}, and `max` only {high}"));
        table.report::<()>(problem.at(span, ""));
        return (None, max);
    }
    (min, max)
}

fn currency(node: &Node<'_>) -> Option<Currency> {
    let code = node.text()?;
    let found = Currency::of(code);
    if found.is_none() {
        let problem = Diagnostic::error("bad-money", format!("there is no currency `{code}`"));
        let known: Vec<_> = Currency::all().map(Currency::code).collect();
        let help = sayyar_base::diag::did_you_mean(&code.to_ascii_uppercase(), known);
        return node.report(problem.at(node.span(), "").help(help));
    }
    found
}

fn amount(node: &Node<'_>, currency: Option<Currency>) -> Option<Money> {
    let amount: Money = node.read()?;
    match currency {
        Some(currency) if amount.currency != currency => {
            let message = format!("{} for a field in {}", amount.currency.code(), currency.code());
            node.error("mixed-currencies", message)
        }
        _ => Some(amount),
    }
}

fn read_pattern(node: &Node<'_>) -> Option<Pattern> {
    match Pattern::new(node.text()?) {
        Ok(pattern) => Some(pattern),
        Err(why) => {
            let problem = Diagnostic::error("bad-pattern", "the pattern cannot be understood").at(node.span(), "");
            let why = why.to_string();
            node.report(problem.help(why.lines().last().unwrap_or_default().trim()))
        }
    }
}
