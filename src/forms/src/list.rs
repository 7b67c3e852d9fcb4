//! Lists of choices that several definitions share: `forms/lists/<list>.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use sayyar_base::{At, Diagnostic, Diagnostics, Id, toml};

use crate::unique;
use crate::words::WordId;

/// One list: its values in the order people see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The name of its file without `.toml`.
    pub id: Id,
    /// Its file.
    pub path: Arc<str>,
    /// Never empty, each only once.
    pub values: Vec<At<Id>>,
}

impl List {
    /// Reads `forms/lists/<id>.toml`.
    pub fn parse(path: &Arc<str>, text: &str) -> (Option<Self>, Diagnostics) {
        let (values, mut problems) = toml::read(path, text, 0, |table| Some(unique::some_ids(table, "values")));
        let name = path.rsplit('/').next().unwrap_or_default();
        let id = match name.strip_suffix(".toml").unwrap_or(name).parse::<Id>() {
            Ok(id) if id.as_str() == "integer" => {
                let problem =
                    Diagnostic::error("reserved-name", "a list cannot be named `integer`: that is a kind of axis");
                problems.push(problem.in_file(path.clone()).help("give the file another name"));
                None
            }
            Ok(id) => Some(id),
            Err(error) => {
                problems.push(Diagnostic::error("bad-id", error.to_string()).in_file(path.clone()));
                None
            }
        };
        let list = id.zip(values).map(|(id, values)| Self { id, path: path.clone(), values });
        (list, problems)
    }

    /// The message that names a value: `<list>-<value>`.
    pub fn word(&self, value: &str) -> String {
        format!("{}-{value}", self.id)
    }

    /// Every message the list needs.
    pub fn words(&self) -> Vec<WordId> {
        self.values.iter().map(|value| WordId::new(self.word(value), &value.span)).collect()
    }
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
