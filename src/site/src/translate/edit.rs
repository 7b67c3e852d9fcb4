//! Changes to a file of words that leave everything else in it as it is.

use std::collections::BTreeMap;

use crate::words::ftl::{self, Entry, Source};

/// A new text for a message, a term (with its `-`) or an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The id.
    pub(super) id: String,
    /// The attribute; none for the message's own text.
    pub(super) attribute: Option<String>,
    /// The text, in Fluent, not indented.
    pub(super) text: String,
}

/// Applies all edits. Messages that are not there yet come after the one they follow in `order`, the order of
/// the source's file. None when the result would not say what the edits say, and only that.
pub(super) fn apply(text: &str, edits: &[Edit], order: &[&str]) -> Option<String> {
    let source = ftl::parse(text);
    let mut changes = Vec::new();
    let mut new: BTreeMap<usize, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        match source.entries.iter().find(|entry| entry.written_id() == edit.id) {
            Some(entry) => changes.push(change(text, entry, edit)),
            None => new.entry(order.iter().position(|id| *id == edit.id)?).or_default().push(edit),
        }
    }
    for (place, edits) in new {
        let at = before(&source, &order[..place]);
        changes.push((at.unwrap_or(text.len())..at.unwrap_or(text.len()), message(&edits)));
    }
    // Stable: what is put in at one place stays in the order of the source.
    changes.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in changes {
        out.push_str(text.get(at..range.start)?);
        if range.start == text.len() && (out.is_empty() || out.ends_with('\n')) {
            out.push_str(replacement.trim_start_matches('\n'));
        } else {
            out.push_str(&replacement);
        }
        at = range.end;
    }
    out.push_str(text.get(at..)?);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    says(&source, text, &out, edits).then_some(out)
}

fn change(text: &str, entry: &Entry, edit: &Edit) -> (std::ops::Range<usize>, String) {
    let depth = if edit.attribute.is_some() { 8 } else { 4 };
    let new = ftl::indented(&edit.text, depth);
    match (entry.field(edit.attribute.as_deref()), &edit.attribute) {
        (Some(field), _) => (field.text.clone(), new),
        (None, Some(name)) => (entry.whole.end..entry.whole.end, format!("\n    .{name} ={new}")),
        (None, None) => {
            let equals = text[entry.place.end..].find('=').map_or(entry.place.end, |at| entry.place.end + at + 1);
            (equals..equals, new)
        }
    }
}

/// The end of the last entry of the file that comes before, in the source.
fn before(source: &Source, earlier: &[&str]) -> Option<usize> {
    let known = |id: &&&str| source.entries.iter().find(|entry| entry.written_id() == **id);
    earlier.iter().rev().find_map(|id| known(&id)).map(|entry| entry.whole.end)
}

/// A whole new message, beginning on a new line.
fn message(edits: &[&Edit]) -> String {
    let mut out = String::from("\n");
    out.push_str(&edits[0].id);
    out.push_str(" =");
    if let Some(value) = edits.iter().find(|edit| edit.attribute.is_none()) {
        out.push_str(&ftl::indented(&value.text, 4));
    }
    for edit in edits {
        if let Some(name) = &edit.attribute {
            out.push_str(&format!("\n    .{name} ={}", ftl::indented(&edit.text, 8)));
        }
    }
    out
}

/// Whether the new file says what the edits say, and otherwise what the old one said.
fn says(old: &Source, text: &str, out: &str, edits: &[Edit]) -> bool {
    let fields = |source: &Source, text: &str| -> BTreeMap<(String, Option<String>), String> {
        let all = source.entries.iter().flat_map(|entry| entry.fields().map(move |(name, field)| (entry, name, field)));
        all.map(|(entry, name, field)| {
            let key = (entry.written_id(), name.map(str::to_owned));
            (key, ftl::dedent(&text[field.text.clone()]))
        })
        .collect()
    };
    let mut expected = fields(old, text);
    expected.extend(edits.iter().map(|edit| ((edit.id.clone(), edit.attribute.clone()), edit.text.clone())));
    let new = ftl::parse(out);
    new.problems.len() == old.problems.len() && fields(&new, out) == expected
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(id: &str, attribute: Option<&str>, text: &str) -> Edit {
        Edit { id: id.into(), attribute: attribute.map(Into::into), text: text.into() }
    }

    const ORDER: [&str; 6] = ["a", "b", "c", "d", "-t", "e"];

    #[test]
    fn only_what_is_named_changes() {
        let file = "### Head\n\n# about a\na = One\n    .x = X\n\n## Group\n\n# about d\nd =\n    .y = Y\n# the end\n";
        let edits = [
            edit("d", None, "four\nlines"),
            edit("a", Some("x"), "{ $n ->\n    [one] 1\n   *[other] 2\n}"),
            edit("b", Some("hint"), "Hint"),
            edit("b", None, "Two"),
            edit("c", None, "Three"),
            edit("a", Some("z"), "Z"),
            edit("e", None, "last"),
        ];
        let expected = "### Head\n\n# about a\na = One\n    .x =\n        { $n ->\n            [one] 1\n           *[other] 2\n        }\n    \
            .z = Z\nb = Two\n    .hint = Hint\nc = Three\n\n## Group\n\n# about d\nd =\n    four\n    lines\n    .y = Y\ne = last\n# the end\n";
        assert_eq!(apply(file, &edits, &ORDER).as_deref(), Some(expected));
    }

    #[test]
    fn files_begin_with_the_first_message() {
        let edits = [edit("c", None, "Three"), edit("a", None, "One"), edit("-t", None, "Term")];
        assert_eq!(apply("", &edits, &ORDER).as_deref(), Some("a = One\nc = Three\n-t = Term\n"));
        assert_eq!(apply("# only this", &edits[..1], &ORDER).as_deref(), Some("# only this\nc = Three\n"));
        assert_eq!(apply("e = x\n", &edits[..1], &ORDER).as_deref(), Some("e = x\nc = Three\n"));
    }

    #[test]
    fn texts_that_would_say_something_else_are_refused() {
        for text in ["One\n.b = attribute", "{ $n", "One\n[x] y", "One }", ""] {
            assert_eq!(apply("a = x\nb = y\n", &[edit("a", None, text)], &ORDER), None, "{text}");
        }
        for text in ["One\nb = 2", "# no comment", "-x = y", ".5 litres", "[x] y", "=1"] {
            assert!(apply("a = x\nb = y\n", &[edit("a", None, text)], &ORDER).is_some(), "{text}");
        }
        assert_eq!(apply("a = x\n", &[edit("unknown", None, "x")], &ORDER), None);
    }
}
