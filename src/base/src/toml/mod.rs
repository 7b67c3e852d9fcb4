//! TOML as authors write it, read with everything that is wrong said at once and in its place.
//!
//! Front matter, `sayyar.toml`, `service.toml` and the data files are all read the same way: [`read`] opens
//! a [`Table`], asks it for keys, and what was never asked for is an unknown key.
//!
//! ```
//! # use std::sync::Arc;
//! # use sayyar_base::{toml, Date};
//! struct Page { title: String, weight: Option<i64>, services: Vec<String>, reviewed: Date }
//!
//! let text = "title = \"Fees\"\nreviewed = 2026-11-20\nwieght = 10\n";
//! let (page, problems) = toml::read(&Arc::from("fees.md"), text, 0, |table| {
//!     // Ask for every key first, then take what is required apart with `?`.
//!     let title = table.required("title");
//!     let weight = table.optional("weight");
//!     let services = table.list("services");
//!     let reviewed = table.required("reviewed");
//!     Some(Page { title: title?, weight, services, reviewed: reviewed? })
//! });
//! assert!(page.is_some());
//! assert_eq!(problems[0].message, "unknown key `wieght`");
//! assert_eq!(problems[0].help.as_deref(), Some("did you mean `weight`?"));
//! ```
//!
//! A value is returned wherever one could be made, also beside errors, so that later checks find more;
//! whether to go on is decided by [`crate::diag::any_error`]. After a syntax error nothing is read: what a
//! broken line hid would be reported missing.

mod node;
mod read;
mod serde;
mod table;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use ::toml::de::DeTable;

pub use node::Node;
pub use read::Read;
pub use serde::parse;
pub use table::Table;

use crate::diag::{Diagnostic, Diagnostics, Span};

/// The file being read and what was found wrong in it so far.
#[derive(Debug)]
struct Source {
    path: Arc<str>,
    /// Where the TOML begins in the file, in bytes.
    offset: usize,
    problems: RefCell<Diagnostics>,
}

impl Source {
    fn new(path: &Arc<str>, offset: usize) -> Self {
        Self { path: path.clone(), offset, problems: RefCell::default() }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.path, range.start + self.offset..range.end + self.offset)
    }

    fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    /// The tree, unless the text is not TOML.
    fn tree<'a>(&self, text: &'a str) -> Option<DeTable<'a>> {
        let (tree, errors) = DeTable::parse_recoverable(text);
        let start = |error: &::toml::de::Error| error.span().map_or(0, |range| range.start);
        let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let (mut lines, mut swallowed) = (Vec::new(), false);
        for error in &errors {
            // One broken line leads to several complaints; the first is the one that helps.
            if lines.contains(&line(start(error))) {
                continue;
            }
            lines.push(line(start(error)));
            // An inline table that is never closed swallows every line after it.
            if error.message().starts_with("missing") && std::mem::replace(&mut swallowed, true) {
                continue;
            }
            let range = error.span().unwrap_or(0..0);
            self.report(Diagnostic::error("toml-syntax", error.message()).at(self.span(range), ""));
        }
        errors.is_empty().then(|| tree.into_inner())
    }
}

/// Reads a document: `fill` asks the table for its keys, and keys it did not ask for are reported.
///
/// `text` begins at byte `offset` of the file at `path` (front matter begins after its fence).
pub fn read<T>(
    path: &Arc<str>,
    text: &str,
    offset: usize,
    fill: impl FnOnce(&mut Table<'_>) -> Option<T>,
) -> (Option<T>, Diagnostics) {
    let source = Source::new(path, offset);
    let tree = source.tree(text);
    let filled = tree.as_ref().and_then(|tree| Table::fill(&source, tree, 0..0, fill));
    let mut problems = source.problems.into_inner();
    crate::diag::sort(&mut problems);
    (filled, problems)
}

#[cfg(test)]
mod tests;
