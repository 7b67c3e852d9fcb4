//! What is wrong with something an author wrote, and where.
//!
//! Making a diagnostic and printing it are two places: this module makes
//! them, the command line prints them as text with excerpts or as JSON.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

/// A stretch of one source file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// Path of the file, relative to the site's root, with `/` between parts.
    pub path: Arc<str>,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// A stretch of `path` in bytes. Files are far smaller than 4 GB: the loader refuses those that are not.
    pub fn new(path: &Arc<str>, range: Range<usize>) -> Self {
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { path: path.clone(), start: at(range.start), end: at(range.end) }
    }

    /// The file as a whole, where no byte is to blame.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), start: 0, end: 0 }
    }

    /// The bytes as a range to slice the source with.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value an author wrote, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct At<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> std::ops::Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Display> fmt::Display for At<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be built.
    Error,
    /// The site can be built; somebody should look.
    Warning,
}

/// A second place that belongs to the story, with what it has to say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub text: String,
}

/// One thing that is wrong: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// Stable short name, such as `dead-link`; documented in `docs/errors.md`.
    pub code: &'static str,
    /// One sentence without a full stop.
    pub message: String,
    /// Where it is; the first is the place to blame.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), labels: Vec::new(), help: None }
    }

    /// A warning without a place yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Adds a place; the first one added is the place to blame.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Blames a file as a whole.
    #[must_use]
    pub fn in_file(self, path: impl Into<Arc<str>>) -> Self {
        self.at(Span::file(path), "")
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The place to blame.
    pub fn span(&self) -> Option<&Span> {
        self.labels.first().map(|label| &label.span)
    }
}

/// Several diagnostics.
pub type Diagnostics = Vec<Diagnostic>;

/// Sorts by file, place and code and drops repetitions, so that what a person sees does not
/// depend on which thread found it first.
pub fn sort(all: &mut Diagnostics) {
    all.sort_by(|a, b| (a.span(), a.code, &a.message).cmp(&(b.span(), b.code, &b.message)));
    all.dedup();
}

/// All of them as plain text with lines and columns (in characters, from 1), for logs and tests.
/// `source` gives the text of a path; places in files it does not know are named by path alone.
pub fn plain<'a>(all: &[Diagnostic], source: impl Fn(&str) -> Option<&'a str>) -> String {
    let place = |span: &Span| match source(&span.path) {
        Some(text) if span.end > 0 => {
            let (line, column) = position(text, span.start as usize);
            let width =
                text.get(span.range()).map_or(0, |part| part.lines().next().unwrap_or_default().chars().count());
            format!("{}:{line}:{column}+{width}", span.path)
        }
        _ => span.path.to_string(),
    };
    let mut out = String::new();
    for one in all {
        let severity = if one.severity == Severity::Error { "error" } else { "warning" };
        let mut lines = vec![format!("{severity}[{}]: {}", one.code, one.message)];
        lines.extend(one.labels.iter().map(|label| format!("  {} {}", place(&label.span), label.text)));
        lines.extend(one.help.iter().map(|help| format!("  help: {help}")));
        for line in lines {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

/// Line and column of a byte, both from 1, columns in characters.
pub fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Whether any of them keeps the site from being built.
pub fn any_error(all: &[Diagnostic]) -> bool {
    all.iter().any(|one| one.severity == Severity::Error)
}

/// The candidate nearest to what was written, where one is near enough to be meant:
/// at most a third of the letters differ (optimal string alignment distance).
pub fn suggest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (written.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(far, _)| *far <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// A help line for a near miss, or else the list of what there is.
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(near) = suggest(written, candidates.clone()) {
        return format!("did you mean `{near}`?");
    }
    let mut all: Vec<_> = candidates.into_iter().map(|one| format!("`{one}`")).collect();
    all.sort();
    all.dedup();
    if all.is_empty() {
        return "there is none to choose from".into();
    }
    // A longer list helps nobody who is looking for one name in it.
    if all.len() > 12 {
        return format!("none of the {} there are is called anything like it", all.len());
    }
    format!("there is {}", all.join(", "))
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > a.len().max(3) {
        return usize::MAX;
    }
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let mut cost = (last[j] + usize::from(a[i] != b[j])).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_found() {
        assert_eq!(suggest("tilte", ["title", "description"]), Some("title"));
        assert_eq!(suggest("reviewd", ["reviewed", "weight"]), Some("reviewed"));
        assert_eq!(suggest("xyz", ["title", "description"]), None);
    }
}
