//! A table that remembers what it was asked for, so that the rest can be reported.

use std::ops::Range;

use ::toml::de::DeTable;

use super::{Node, Read, Source};
use crate::diag::{At, Diagnostic, Span, did_you_mean, suggest};

/// The keys of one table. Every question marks its key as known; unknown ones are reported at the end.
#[derive(Debug)]
pub struct Table<'a> {
    source: &'a Source,
    entries: &'a DeTable<'a>,
    range: Range<usize>,
    known: Vec<&'a str>,
}

impl<'a> Table<'a> {
    pub(super) fn fill<T>(
        source: &'a Source,
        entries: &'a DeTable<'a>,
        range: Range<usize>,
        fill: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let mut table = Self { source, entries, range, known: Vec::new() };
        let filled = fill(&mut table);
        table.report_unknown();
        filled
    }

    /// Where the table stands: its header or its braces; at the start of the text for a whole document.
    pub fn span(&self) -> Span {
        self.source.span(self.range.clone())
    }

    /// Reports what is wrong. Returns nothing, so that a reader can end with it.
    pub fn report<T>(&self, problem: Diagnostic) -> Option<T> {
        self.source.report(problem);
        None
    }

    /// Whether the key is there.
    pub fn has(&mut self, key: &'a str) -> bool {
        self.node(key).is_some()
    }

    /// The value of a key, where there is one.
    pub fn node(&mut self, key: &'a str) -> Option<Node<'a>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let value = self.entries.get(key)?;
        Some(Node { source: self.source, value, key, item: false })
    }

    /// The value of a key, or a complaint that it is missing.
    pub fn required_node(&mut self, key: &'a str) -> Option<Node<'a>> {
        let node = self.node(key);
        if node.is_none() {
            self.report_missing(key);
        }
        node
    }

    /// A value that must be there.
    pub fn required<T: Read>(&mut self, key: &'a str) -> Option<T> {
        self.required_node(key)?.read()
    }

    /// A value that may be left out. One that is there and wrong is reported and counts as left out.
    pub fn optional<T: Read>(&mut self, key: &'a str) -> Option<T> {
        self.node(key)?.read()
    }

    /// A value, or what holds when it is left out.
    pub fn or<T: Read>(&mut self, key: &'a str, default: T) -> T {
        self.optional(key).unwrap_or(default)
    }

    /// A list, empty when left out. What is wrong with one of it does not hide the others.
    pub fn list<T: Read>(&mut self, key: &'a str) -> Vec<T> {
        self.each(key, Node::read)
    }

    /// A list that must be there and have something in it.
    pub fn some<T: Read>(&mut self, key: &'a str) -> Vec<T> {
        let Some(items) = self.required_node(key).and_then(|node| node.items()) else {
            return Vec::new();
        };
        if items.is_empty() {
            self.node(key).and_then(|node| node.error::<()>("empty-list", format!("`{key}` has nothing in it")));
        }
        items.iter().filter_map(Node::read).collect()
    }

    /// A list read one by one, empty when left out; also `[[tables]]`.
    pub fn each<T>(&mut self, key: &'a str, read: impl FnMut(&Node<'a>) -> Option<T>) -> Vec<T> {
        let items = self.node(key).and_then(|node| node.items()).unwrap_or_default();
        items.iter().filter_map(read).collect()
    }

    /// All keys not asked for so far, in the order of the file. From here on none is unknown.
    pub fn rest(&mut self) -> Vec<(At<&'a str>, Node<'a>)> {
        let source = self.source;
        let known = std::mem::take(&mut self.known);
        let mut rest: Vec<_> = self
            .entries
            .iter()
            .map(|(key, value)| (key.span(), key.get_ref().as_ref(), value))
            .filter(|(_, key, _)| !known.contains(key))
            .collect();
        rest.sort_by_key(|(range, _, _)| range.start);
        self.known = self.entries.keys().map(|key| key.get_ref().as_ref()).collect();
        let node = |key, value| Node { source, value, key, item: false };
        rest.into_iter()
            .map(|(range, key, value)| (At { value: key, span: source.span(range) }, node(key, value)))
            .collect()
    }

    /// Where a key stands (the key, not its value), where it is there.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.get_key_value(key).map(|(key, _)| self.source.span(key.span()))
    }

    /// Complains that a key is missing, for keys that are required only sometimes.
    pub fn report_missing(&self, key: &str) {
        let problem = Diagnostic::error("missing-key", format!("`{key}` is missing")).at(self.span(), "");
        // A misspelt key is reported as unknown; here one says only what to add.
        let misspelt = self.entries.keys().any(|written| suggest(written.get_ref(), [key]).is_some());
        let help = if misspelt { None } else { Some(format!("add `{key} = ...`")) };
        self.source.report(Diagnostic { help, ..problem });
    }

    fn report_unknown(&self) {
        for key in self.entries.keys() {
            let written: &str = key.get_ref();
            if self.known.contains(&written) {
                continue;
            }
            let problem = Diagnostic::error("unknown-key", format!("unknown key `{written}`"));
            let mut free = self.known.clone();
            free.retain(|known| !self.entries.contains_key(*known));
            let help = did_you_mean(written, if free.is_empty() { &self.known } else { &free }.iter().copied());
            self.source.report(problem.at(self.source.span(key.span()), "").help(help));
        }
    }
}
