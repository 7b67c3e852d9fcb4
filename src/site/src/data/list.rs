//! Lists of things that each have an id, and what one of them may name only once.

use std::collections::BTreeMap;
use std::fmt::Display;

use sayyar_base::toml::{Read, Table};
use sayyar_base::{At, Diagnostic, Id};
use serde_json::Value;

/// The `[[tables]]` of a file, in order; an id that is there twice is reported.
pub(super) fn read<'a, T: Read>(table: &mut Table<'a>, key: &'a str, id: impl Fn(&T) -> &At<Id>) -> Vec<T> {
    let all: Vec<T> = table.list(key);
    once(table, "repeated-id", all.iter().map(id));
    all
}

/// A list that must have something in it, each value only once.
pub(super) fn some<'a, T: Read + Ord + Display>(table: &mut Table<'a>, key: &'a str) -> Vec<At<T>> {
    let all: Vec<At<T>> = table.some(key);
    once(table, "repeated-value", &all);
    all
}

/// A list that may be left out, each value only once.
pub(super) fn any<'a, T: Read + Ord + Display>(table: &mut Table<'a>, key: &'a str) -> Vec<At<T>> {
    let all: Vec<At<T>> = table.list(key);
    once(table, "repeated-value", &all);
    all
}

fn once<'a, T: Ord + Display + 'a>(table: &Table<'_>, code: &'static str, all: impl IntoIterator<Item = &'a At<T>>) {
    let mut seen = BTreeMap::new();
    for one in all {
        if let Some(first) = seen.insert(&one.value, &one.span) {
            let problem = Diagnostic::error(code, format!("`{}` is there twice", one.value));
            table.report::<()>(problem.at(one.span.clone(), "").at(first.clone(), "first here"));
        }
    }
}

/// Ids, tags and the like as a row shows them: as written.
pub(super) fn texts<T: Display>(all: &[At<T>]) -> Vec<Value> {
    all.iter().map(|one| Value::from(one.to_string())).collect()
}
