//! Lists of choices that several definitions share: `forms/lists/<list>.toml`.
//!
//! ```toml
//! sort = true                          # by the reader's language; without it in the order written
//! columns = { region = "regions" }     # what else is known of a value; rules say `row.region`
//! row = [
//!   { id = "sabunchu", region = "baku" },
//!   { id = "kapaz", region = "ganja" },
//! ]
//! ```
//!
//! A list without columns is shorter: `values = ["baku", "ganja"]`.

use std::collections::BTreeMap;
use std::sync::Arc;

use sayyar_base::diag::did_you_mean;
use sayyar_base::toml::{Node, Table};
use sayyar_base::{At, Diagnostic, Diagnostics, Id, Span, toml};

use crate::rule::{Type, Value, is_name};
use crate::unique;
use crate::words::WordId;

/// A list has at most so many values.
pub const MAX_VALUES: usize = 2_000;
/// The one list whose values are codes of ISO 3166-1.
pub const COUNTRIES: &str = "countries";
/// What the column of a list may be besides the values of another list.
const COLUMN_TYPES: [(&str, Type); 6] = [
    ("integer", Type::Integer),
    ("decimal", Type::Decimal),
    ("text", Type::Text),
    ("yes-no", Type::Boolean),
    ("date", Type::Date),
    ("country", Type::Country),
];

/// What a list offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// In the order people see them, unless they are sorted; never empty, each only once.
    pub values: Vec<Arc<str>>,
    /// What else is known of each value.
    pub columns: BTreeMap<Arc<str>, Column>,
    /// Whether people see them in the order of their language instead.
    pub sorted: bool,
}

/// One thing known of each value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it is.
    pub ty: Type,
    /// One per value.
    pub cells: Vec<Value>,
}

impl Options {
    /// Where a value stands.
    pub fn place(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|one| **one == *value)
    }
}

/// One list as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The name of its file without `.toml`.
    pub id: Id,
    /// Its file.
    pub path: Arc<str>,
    /// What it offers.
    pub options: Options,
    /// Where each value is written.
    spans: Vec<Span>,
    /// Values of other lists that its columns hold.
    borrowed: Vec<(Arc<str>, At<Arc<str>>)>,
    /// The lists its columns are of, with where that is written.
    of: Vec<At<Arc<str>>>,
}

impl List {
    /// Reads `forms/lists/<id>.toml`. What its columns hold of other lists is checked by [`Lists::parse`].
    pub fn parse(path: &Arc<str>, text: &str) -> (Option<Self>, Diagnostics) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let name = name.strip_suffix(".toml").unwrap_or(name);
        let (read, mut problems) = toml::read(path, text, 0, |table| Reader::read(table, name == COUNTRIES));
        let id = match name.parse::<Id>() {
            Ok(id) if COLUMN_TYPES.iter().any(|(word, _)| *word == id.as_str()) => {
                let problem = Diagnostic::error("reserved-name", format!("a list cannot be named `{id}`"));
                problems
                    .push(problem.in_file(path.clone()).help("that is a type of values: give the file another name"));
                None
            }
            Ok(id) => Some(id),
            Err(error) => {
                problems.push(Diagnostic::error("bad-id", error.to_string()).in_file(path.clone()));
                None
            }
        };
        let list = id.zip(read).map(|(id, Reader { options, spans, borrowed, of, .. })| Self {
            id,
            path: path.clone(),
            options,
            spans,
            borrowed,
            of,
        });
        (list, problems)
    }

    /// Its values in the order written.
    pub fn values(&self) -> &[Arc<str>] {
        &self.options.values
    }

    /// The message that names a value: `<list>-<value>`.
    pub fn word(&self, value: &str) -> String {
        format!("{}-{value}", self.id)
    }

    /// Every message the list needs.
    pub fn words(&self) -> Vec<WordId> {
        let values = self.options.values.iter().zip(&self.spans);
        values.map(|(value, span)| WordId::new(self.word(value), span)).collect()
    }

    /// Complains about values that the lists of its columns do not have.
    fn check(&self, lists: &Lists, problems: &mut Diagnostics) {
        for list in self.of.iter().filter(|list| lists.get(list).is_none()) {
            let known = lists.iter().map(|list| list.id.as_str()).chain(COLUMN_TYPES.iter().map(|(word, _)| *word));
            let problem = Diagnostic::error("unknown-list", format!("there is no list `{list}` in forms/lists"));
            problems.push(problem.at(list.span.clone(), "").help(did_you_mean(list, known.collect::<Vec<_>>())));
        }
        for (list, value) in &self.borrowed {
            let Some(list) = lists.get(list).filter(|list| list.options.place(value).is_none()) else { continue };
            let problem = Diagnostic::error("unknown-value", format!("the list `{}` has no value `{value}`", list.id));
            let help = did_you_mean(value, list.values().iter().map(|one| &**one));
            problems.push(problem.at(value.span.clone(), "").help(help));
        }
    }
}

/// What is read of one file.
struct Reader {
    options: Options,
    spans: Vec<Span>,
    borrowed: Vec<(Arc<str>, At<Arc<str>>)>,
    of: Vec<At<Arc<str>>>,
    countries: bool,
}

impl Reader {
    fn read(table: &mut Table<'_>, countries: bool) -> Option<Self> {
        let sorted = table.or("sort", false);
        let mut reader = Self {
            options: Options { sorted, ..Options::default() },
            spans: vec![],
            borrowed: vec![],
            of: vec![],
            countries,
        };
        let columns = table.node("columns").and_then(|node| node.table(|table| Some(reader.columns(table))));
        let columns = columns.unwrap_or_default();
        let (values, rows) = (table.node("values"), table.node("row"));
        let ids: Vec<_> = match (values, rows) {
            (Some(_), Some(rows)) => {
                return rows.error("values-and-rows", "a list has `values`, or a `row` for each of them");
            }
            (None, Some(rows)) => {
                rows.items()?.iter().filter_map(|row| row.table(|table| reader.row(table, &columns))).collect()
            }
            (Some(values), None) if columns.is_empty() => {
                values.items()?.iter().filter_map(|value| reader.value(value)).collect()
            }
            (Some(values), None) => {
                return values.error("values-and-rows", "a list with columns has a `row` for each of its values");
            }
            (None, None) => {
                table.report_missing("values");
                return None;
            }
        };
        if ids.is_empty() {
            let node = values.or(rows)?;
            if node.items()?.is_empty() {
                return node.error("empty-list", format!("{} has nothing in it", node.name()));
            }
            return None;
        }
        if ids.len() > MAX_VALUES {
            let message = format!("a list has at most {MAX_VALUES} values, this one has {}", ids.len());
            return values.or(rows)?.error("too-many", message);
        }
        unique::check(table, "repeated-value", &ids);
        (reader.options.values, reader.spans) = ids.into_iter().map(|id| (id.value, id.span)).unzip();
        Some(reader)
    }

    /// The columns with the keys that rows use.
    fn columns<'a>(&mut self, table: &mut Table<'a>) -> Vec<(&'a str, Type)> {
        let mut columns = Vec::new();
        for (key, node) in table.rest() {
            if !is_name(key.value) || key.value == "id" {
                let problem = Diagnostic::error("bad-field-id", format!("`{}` cannot name a column", key.value));
                node.report::<()>(problem.at(key.span, "").help("columns are named like fields, as in `home_region`"));
                continue;
            }
            if let Some(ty) = self.column_type(&node) {
                self.options.columns.insert(key.value.into(), Column { ty: ty.clone(), cells: Vec::new() });
                columns.push((key.value, ty));
            }
        }
        columns
    }

    /// `"integer"`, `"regions"` for a value of that list, `["regions"]` for several.
    fn column_type(&mut self, node: &Node<'_>) -> Option<Type> {
        let several = node.is_list().then(|| node.items()).flatten();
        let one = match several.as_deref() {
            None => *node,
            Some([one]) => *one,
            Some(_) => return node.error("bad-value", "several values of one list are written [\"regions\"]"),
        };
        let name = one.text()?;
        if several.is_none()
            && let Some((_, ty)) = COLUMN_TYPES.iter().find(|(word, _)| *word == name)
        {
            return Some(ty.clone());
        }
        let list: Arc<str> = name.into();
        self.of.push(one.at(list.clone()));
        Some(if several.is_some() { Type::Choices(list) } else { Type::Choice(list) })
    }

    fn value(&self, node: &Node<'_>) -> Option<At<Arc<str>>> {
        if self.countries { country(node) } else { node.read::<Id>().map(|id| node.at(id.as_str().into())) }
    }

    fn row<'a>(&mut self, table: &mut Table<'a>, columns: &[(&'a str, Type)]) -> Option<At<Arc<str>>> {
        let id = table.required_node("id").and_then(|node| self.value(&node));
        let cells: Vec<_> = columns
            .iter()
            .map(|(key, ty)| match ty {
                // What is so for a few is written for those few.
                Type::Boolean => table.node(key).map_or(Some(Value::Boolean(false)), |node| self.cell(&node, ty)),
                _ => table.required_node(key).and_then(|node| self.cell(&node, ty)),
            })
            .collect();
        // All or nothing, so that columns stay as long as the list.
        let cells = cells.into_iter().collect::<Option<Vec<_>>>()?;
        let id = id?;
        for ((key, _), cell) in columns.iter().zip(cells) {
            if let Some(column) = self.options.columns.get_mut(*key) {
                column.cells.push(cell);
            }
        }
        Some(id)
    }

    fn cell(&mut self, node: &Node<'_>, ty: &Type) -> Option<Value> {
        Some(match ty {
            Type::Integer => Value::Integer(node.integer(-crate::rule::MAX_INTEGER..=crate::rule::MAX_INTEGER)?),
            Type::Decimal => Value::Decimal(crate::definition::read_decimal(node)?),
            Type::Boolean => Value::Boolean(node.boolean()?),
            Type::Date => Value::Date(node.date()?),
            Type::Country => Value::Text(country(node)?.value),
            Type::Choice(list) => Value::Text(self.borrow(list, node)?),
            Type::Choices(list) => {
                let items = node.items()?;
                let values: Option<_> = items.iter().map(|one| self.borrow(list, one)).collect();
                Value::Choices(values?)
            }
            _ => Value::Text(node.read::<String>()?.into()),
        })
    }

    fn borrow(&mut self, list: &Arc<str>, node: &Node<'_>) -> Option<Arc<str>> {
        let value: Arc<str> = node.text()?.into();
        self.borrowed.push((list.clone(), node.at(value.clone())));
        Some(value)
    }
}

/// Two capital letters.
fn country(node: &Node<'_>) -> Option<At<Arc<str>>> {
    let text = node.text()?;
    if is_country(text) {
        return Some(node.at(text.into()));
    }
    let problem = Diagnostic::error("bad-id", format!("`{text}` is not the code of a country"));
    node.report(problem.at(node.span(), "").help("two capital letters of ISO 3166: \"AZ\""))
}

/// Whether it could be an ISO 3166-1 alpha-2 code.
pub(crate) fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// All lists, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists(BTreeMap<Id, List>);

impl Lists {
    /// Reads all files of `forms/lists`, given as path and text.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a Arc<str>, &'a str)>) -> (Self, Diagnostics) {
        let mut lists = Self::default();
        let mut problems = Diagnostics::new();
        for (path, text) in files {
            let (list, found) = List::parse(path, text);
            problems.extend(found);
            lists.0.extend(list.map(|list| (list.id.clone(), list)));
        }
        lists.iter().for_each(|list| list.check(&lists, &mut problems));
        (lists, problems)
    }

    /// The list of that name.
    pub fn get(&self, id: &str) -> Option<&List> {
        self.0.get(id)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &List> {
        self.0.values()
    }
}
