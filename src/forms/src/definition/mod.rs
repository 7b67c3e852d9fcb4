//! `forms/<id>/form.toml`: what authors write, read with everything that is wrong said at once and in its place.
//!
//! The reader makes [`Parts`] with rules that are read but not understood; [`assemble`] makes the form of them and
//! tells this module what is wrong, which words it.

mod field;
mod issue;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;
use sayyar_base::diag::any_error;
use sayyar_base::toml::{Node, Table};
use sayyar_base::{Diagnostic, Diagnostics, Id, Span, diag, toml};

use crate::form::limits::{self, MAX_FIELDS, MAX_SECTIONS};
use crate::form::{Field, Form, Outcome, Parts, Purpose, Section, assemble};
use crate::list::{List, Lists, Options};
use crate::rule::{self, Expr};
use crate::service::Service;
use crate::words::WordId;

/// One definition and what it may use.
#[derive(Debug, Clone, Copy)]
pub struct FormSource<'a> {
    /// The name of its folder.
    pub id: &'a str,
    /// Its `form.toml`.
    pub path: &'a Arc<str>,
    /// What that says.
    pub text: &'a str,
    /// The `service.toml` beside it; a checker has none.
    pub service: Option<&'a Service>,
    /// The files of `forms/lists`.
    pub lists: &'a Lists,
}

/// A form with what only its makers need.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The form.
    pub form: Form,
    /// Every message it needs, and those it can use.
    pub words: Vec<WordId>,
    /// Where things are written.
    pub spans: Spans,
}

/// Where the parts of a definition are written.
///
/// Keys are ids, with the key inside behind a point: `months`, `months.visible`, `months.min`, `start.check-past`,
/// `passport.fills.birth_date`, `section-job`, `section-job.visible`, `outcome-permit.when`, `gender-female` (a value
/// of a field's own options). Rules are blamed where they stand, other keys by their name.
#[derive(Debug, Clone)]
pub struct Spans {
    path: Arc<str>,
    of: BTreeMap<String, Span>,
}

impl Spans {
    /// Where that is written; the thing around it, or the file, where it is not.
    pub fn get(&self, key: &str) -> Span {
        let around = key.split('.').next().unwrap_or_default();
        self.of.get(key).or_else(|| self.of.get(around)).cloned().unwrap_or_else(|| Span::file(self.path.clone()))
    }

    fn set(&mut self, key: impl Into<String>, span: Span) {
        self.of.insert(key.into(), span);
    }
}

impl Form {
    /// Compiles a definition. The form is there when nothing is wrong with it but warnings.
    pub fn compile(source: &FormSource<'_>) -> (Option<Compiled>, Diagnostics) {
        if source.text.len() > limits::DEFINITION {
            let message = format!("the form has {} bytes: {} are the limit", source.text.len(), limits::DEFINITION);
            let problem = Diagnostic::error("too-large", message).in_file(source.path.clone());
            return (None, vec![problem.help("make two forms of it, or move long lists to forms/lists")]);
        }
        let mut reader = Reader::new(source);
        let (parts, mut problems) = toml::read(source.path, source.text, 0, |table| reader.form(table));
        let Reader { spans, broken, .. } = reader;
        let mut author = issue::Author { source, spans: &spans, problems: Diagnostics::new() };
        let form = parts.and_then(|parts| assemble(parts, broken, &mut author));
        if let (Some(form), Some(service)) = (&form, source.service) {
            author.check_index(form, service);
        }
        problems.append(&mut author.problems);
        diag::sort(&mut problems);
        let form = form.filter(|_| !any_error(&problems));
        let compiled = form.map(|form| Compiled { words: words::words(&form, &spans), form, spans });
        (compiled, problems)
    }
}

/// A rule that is read and not yet understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    text: String,
    span: Span,
    expr: Expr,
}

/// What is gathered on the way through a definition.
struct Reader<'s> {
    source: &'s FormSource<'s>,
    spans: Spans,
    /// Fields that could not be read.
    broken: BTreeSet<Arc<str>>,
    lists: BTreeMap<Arc<str>, Options>,
    ids: BTreeMap<Arc<str>, Span>,
    count: usize,
}

impl<'s> Reader<'s> {
    fn new(source: &'s FormSource<'s>) -> Self {
        let lists = source.lists.iter().map(|list| (list.id.as_str().into(), list.options.clone())).collect();
        let spans = Spans { path: source.path.clone(), of: BTreeMap::new() };
        Self { source, spans, broken: BTreeSet::new(), lists, ids: BTreeMap::new(), count: 0 }
    }

    fn form<'a>(&mut self, table: &mut Table<'a>) -> Option<Parts<Written>> {
        let kind = table.required_node("kind");
        let purpose = kind.and_then(|node| node.choice("kind of form", &Purpose::ALL));
        let version = table.required_node("version").and_then(|node| node.integer(1..=i64::from(limits::VERSION)));
        let sensitive = table.or("sensitive", false);
        let max_mb = table
            .node("max_mb")
            .map_or(Some(i64::from(limits::DEFAULT_MB)), |node| node.integer(1..=i64::from(limits::MB)));
        let sections = self.sections(table);
        let outcomes = table.each("outcome", |node| self.outcome(node));
        if outcomes.len() > limits::OUTCOMES {
            too_many(table, format!("a checker has at most {} outcomes", limits::OUTCOMES));
        }
        if purpose == Some(Purpose::Application) && self.source.service.is_none() {
            let problem = Diagnostic::error("no-service", "an application belongs to a service, and there is none");
            let problem = problem.at(kind.map_or(table.span(), |node| node.span()), "");
            table.report::<()>(problem.help("write a `service.toml` beside it, or make it a `checker`"));
        }
        let id = match self.source.id.parse::<Id>() {
            Ok(id) => Some(id),
            Err(error) => {
                let problem = Diagnostic::error("bad-id", error.to_string()).in_file(self.source.path.clone());
                table.report(problem.help("rename the folder"))
            }
        };
        if sections.is_empty() {
            // What is wrong with those that are there has been said.
            return table.has("section").then_some(()).and(None);
        }
        Some(Parts {
            id: id?,
            purpose: purpose?,
            version: u32::try_from(version?).ok()?,
            sensitive,
            max_mb: u32::try_from(max_mb?).ok()?,
            sections,
            outcomes,
            lists: std::mem::take(&mut self.lists),
            fees: self.source.service.map(|service| service.fees.clone()).unwrap_or_default(),
        })
    }

    fn sections<'a>(&mut self, table: &mut Table<'a>) -> Vec<Section<Written>> {
        let Some(items) = table.required_node("section").and_then(|node| node.items()) else { return Vec::new() };
        if items.len() > MAX_SECTIONS {
            too_many(table, format!("a form has at most {MAX_SECTIONS} sections, this one has {}", items.len()));
        }
        items.iter().take(MAX_SECTIONS).filter_map(|node| node.table(|table| self.section(table))).collect()
    }

    fn section<'a>(&mut self, table: &mut Table<'a>) -> Option<Section<Written>> {
        let id = self.own_id(table, "section");
        let key = format!("section-{}", id.as_deref().unwrap_or_default());
        let visible = self.rule(table, &key, "visible");
        let fields = self.fields(table, field::Within::Section);
        Some(Section { id: id?, visible, fields: fields? })
    }

    fn outcome(&mut self, node: &Node<'_>) -> Option<Outcome<Written>> {
        node.table(|table| {
            let id = self.own_id(table, "outcome");
            let key = format!("outcome-{}", id.as_deref().unwrap_or_default());
            let when = self.rule(table, &key, "when");
            Some(Outcome { id: id?, when })
        })
    }

    /// The id of a section or outcome, which no other has.
    fn own_id<'a>(&mut self, table: &mut Table<'a>, what: &str) -> Option<Arc<str>> {
        let node = table.required_node("id")?;
        let id: Id = node.read()?;
        let key = format!("{what}-{id}");
        if let Some(first) = self.spans.of.get(&key) {
            let problem = Diagnostic::error("repeated-id", format!("`{id}` is there twice"));
            return node.report(problem.at(node.span(), "").at(first.clone(), "first here"));
        }
        self.spans.set(key, node.span());
        Some(id.as_str().into())
    }

    /// The fields of a section, group or repeat.
    fn fields<'a>(&mut self, table: &mut Table<'a>, within: field::Within) -> Option<Vec<Field<Written>>> {
        let node = table.required_node("fields")?;
        let items = node.items()?;
        if items.is_empty() {
            return node.error("empty-list", "`fields` has nothing in it");
        }
        let mut fields = Vec::new();
        for item in &items {
            self.count += 1;
            if self.count > MAX_FIELDS {
                // Said once; what comes behind is not looked at.
                if self.count == MAX_FIELDS + 1 {
                    let problem = Diagnostic::error("too-many", format!("a form has at most {MAX_FIELDS} fields"));
                    item.report::<()>(problem.at(item.span(), "this is one more").help("make two forms of it"));
                }
                continue;
            }
            fields.extend(self.field(item, within));
        }
        Some(fields)
    }

    /// A rule at a key, where there is one and it can be read. Names and types come later.
    fn rule<'a>(&mut self, table: &mut Table<'a>, owner: &str, key: &'a str) -> Option<Written> {
        let node = table.node(key)?;
        self.spans.set(format!("{owner}.{key}"), node.span());
        self.written(&node, node.text()?)
    }

    fn written(&self, node: &Node<'_>, text: &str) -> Option<Written> {
        match rule::read(&rule::Source::new(text, node.span(), self.source.text)) {
            Ok(expr) => Some(Written { text: text.to_owned(), span: node.span(), expr }),
            Err(problem) => node.report(problem),
        }
    }

    fn list(&self, node: &Node<'_>, name: &str) -> Option<&'s List> {
        let found = self.source.lists.get(name);
        if found.is_none() {
            let known: Vec<_> = self.source.lists.iter().map(|list| list.id.as_str()).collect();
            let problem = Diagnostic::error("unknown-list", format!("there is no list `{name}` in forms/lists"));
            node.report::<()>(problem.at(node.span(), "").help(diag::did_you_mean(name, known)));
        }
        found
    }
}

fn too_many(table: &Table<'_>, message: String) {
    table.report::<()>(Diagnostic::error("too-many", message).at(table.span(), "").help("make two forms of it"));
}

/// A number that is exact: `12`, `0.5` or `"0.5"`.
pub(crate) fn read_decimal(node: &Node<'_>) -> Option<Decimal> {
    let text = match node.read::<serde_json::Value>()? {
        serde_json::Value::String(text) => text,
        serde_json::Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let number = Decimal::from_str_exact(&text).ok().filter(|_| !text.contains('_'));
    if number.is_none() {
        let problem = Diagnostic::error("bad-number", format!("{} must be a number", node.name()));
        return node.report(problem.at(node.span(), "").help("write it as 12.5, or \"12.5\"; at most 28 digits"));
    }
    number.map(|number| number.normalize())
}

#[cfg(test)]
mod tests;
