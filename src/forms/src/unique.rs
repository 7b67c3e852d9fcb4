//! Things that may be named only once.

use std::collections::BTreeMap;
use std::fmt::Display;

use sayyar_base::toml::Table;
use sayyar_base::{At, Diagnostic, Id, Span};

/// Complains about every id that was there before, and shows where.
pub(crate) fn check<'a, T: Ord + Display + 'a>(
    table: &Table<'_>,
    code: &'static str,
    ids: impl IntoIterator<Item = &'a At<T>>,
) {
    let mut seen: BTreeMap<&T, &Span> = BTreeMap::new();
    for id in ids {
        if let Some(first) = seen.get(&id.value) {
            let problem = Diagnostic::error(code, format!("`{}` is there twice", id.value));
            table.report::<()>(problem.at(id.span.clone(), "").at((*first).clone(), "first here"));
        } else {
            seen.insert(&id.value, &id.span);
        }
    }
}

/// A list of ids in the order written, each only once.
pub(crate) fn ids<'a>(table: &mut Table<'a>, key: &'a str) -> Vec<At<Id>> {
    let ids = table.list(key);
    check(table, "repeated-value", &ids);
    ids
}

/// The same where there must be at least one.
pub(crate) fn some_ids<'a>(table: &mut Table<'a>, key: &'a str) -> Vec<At<Id>> {
    let ids = table.some(key);
    check(table, "repeated-value", &ids);
    ids
}
