//! Reading by `serde`, for small documents whose shape is a plain struct.

use std::sync::Arc;

use ::serde::de::DeserializeOwned;
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue, Deserializer, Error};

use super::Source;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};

/// Reads a document into any type. `text` begins at byte `offset` of the file.
///
/// All syntax errors and all unknown keys are found; of wrong types and missing keys only the first,
/// because `serde` stops there. Where every error counts, use [`super::read`].
pub fn parse<T: DeserializeOwned>(path: &Arc<str>, text: &str, offset: usize) -> Result<T, Diagnostics> {
    let source = Source::new(path, offset);
    let value = source.tree(text).and_then(|tree| deserialize(&source, tree));
    let mut problems = source.problems.into_inner();
    crate::diag::sort(&mut problems);
    match value {
        Some(value) if problems.is_empty() => Ok(value),
        _ => Err(problems),
    }
}

/// An unknown key is taken out and the rest tried again, so that the next one is found too.
fn deserialize<T: DeserializeOwned>(source: &Source, mut tree: DeTable<'_>) -> Option<T> {
    loop {
        let error = match T::deserialize(Deserializer::from(Spanned::new(0..0, tree.clone()))) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let problem = translate(source, &error);
        let unknown = problem.code == "unknown-key";
        source.report(problem);
        let removed = unknown && error.span().is_some_and(|range| remove(&mut tree, range.start));
        if !removed {
            return None;
        }
    }
}

fn translate(source: &Source, error: &Error) -> Diagnostic {
    let message = error.message();
    let span = source.span(error.span().unwrap_or(0..0));
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let first = words.first().copied().unwrap_or_default();
    let problem = if message.starts_with("unknown field") {
        Diagnostic::error("unknown-key", format!("unknown key `{first}`"))
            .help(did_you_mean(first, words.iter().skip(1).copied()))
    } else if message.starts_with("unknown variant") {
        Diagnostic::error("unknown-choice", format!("there is no `{first}`"))
            .help(did_you_mean(first, words.iter().skip(1).copied()))
    } else if message.starts_with("missing field") {
        Diagnostic::error("missing-key", format!("`{first}` is missing")).help(format!("add `{first} = ...`"))
    } else if message.starts_with("invalid type") {
        Diagnostic::error("wrong-type", message)
    } else {
        Diagnostic::error("bad-value", message)
    };
    problem.at(span, "")
}

/// Takes out the key that starts at that byte, wherever it is.
fn remove(tree: &mut DeTable<'_>, start: usize) -> bool {
    let found = tree.keys().find(|key| key.span().start == start).cloned();
    match found {
        Some(key) => tree.remove(&key).is_some(),
        None => tree.iter_mut().any(|(_, value)| remove_within(value.get_mut(), start)),
    }
}

fn remove_within(value: &mut DeValue<'_>, start: usize) -> bool {
    match value {
        DeValue::Table(table) => remove(table, start),
        DeValue::Array(items) => items.iter_mut().any(|item| remove_within(item.get_mut(), start)),
        _ => false,
    }
}
