//! Prints diagnostics: for people as rustc does, with excerpts; for programs as JSON.
//!
//! What is printed was written by others: a page, a path, a form from a stranger's pull request. So
//! every character that moves the cursor, turns the direction of text or cannot be seen is replaced
//! by one that can, in excerpts and in messages alike.

mod excerpt;
mod visible;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Renderer};
use sayyar_base::diag::{Diagnostic, Severity, Span};
use serde::Serialize;

use excerpt::Excerpt;
pub use visible::visible;

/// Where the text of a source file comes from; nothing when it cannot be read any more.
pub type Sources<'a> = &'a dyn Fn(&str) -> Option<String>;

/// How diagnostics are printed for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Colours and box drawing, for terminals; plain ASCII frames otherwise.
    pub colour: bool,
    /// Columns; longer excerpts are cut.
    pub width: usize,
}

impl Style {
    /// For files, pipes and tests.
    pub const PLAIN: Self = Self { colour: false, width: 120 };

    /// As the stream deserves it: colours on a terminal, unless `NO_COLOR` is set (no-color.org).
    pub fn of(stream: &impl IsTerminal) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
        Self { colour: stream.is_terminal() && !refused, width: columns.unwrap_or(Self::PLAIN.width).max(40) }
    }
}

/// All diagnostics as people read them, a blank line after each, and the summary line; nothing for none.
pub fn text(all: &[Diagnostic], sources: Sources, style: Style) -> String {
    let mut text = String::new();
    let mut files = Files::new(sources);
    for one in all {
        text.push_str(&one_text(one, &mut files, style));
        text.push_str("\n\n");
    }
    if !all.is_empty() {
        text.push_str(&summary(all));
        text.push('\n');
    }
    text
}

/// Writes [`text`].
pub fn print(to: &mut impl Write, all: &[Diagnostic], sources: Sources, style: Style) -> std::io::Result<()> {
    to.write_all(text(all, sources, style).as_bytes())
}

/// How many there are: `3 errors, 1 warning`.
pub fn summary(all: &[Diagnostic]) -> String {
    let count = |severity| all.iter().filter(|one| one.severity == severity).count();
    let say = |number: usize, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        many => Some(format!("{many} {word}s")),
    };
    let parts = [say(count(Severity::Error), "error"), say(count(Severity::Warning), "warning")];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "no errors".into() } else { parts.join(", ") }
}

/// Texts of sources, each asked for once.
struct Files<'a> {
    sources: Sources<'a>,
    read: BTreeMap<Arc<str>, Option<Arc<str>>>,
}

impl<'a> Files<'a> {
    fn new(sources: Sources<'a>) -> Self {
        Self { sources, read: BTreeMap::new() }
    }

    fn text(&mut self, path: &Arc<str>) -> Option<Arc<str>> {
        let sources = self.sources;
        self.read.entry(path.clone()).or_insert_with(|| sources(path).map(Into::into)).clone()
    }
}

fn one_text(one: &Diagnostic, files: &mut Files, style: Style) -> String {
    let level = match one.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(visible(&one.message).into_owned()).id(one.code));
    // One excerpt for each file, the file to blame first.
    let mut paths: Vec<&Arc<str>> = Vec::new();
    for label in &one.labels {
        if !paths.contains(&&label.span.path) {
            paths.push(&label.span.path);
        }
    }
    for (rank, path) in paths.iter().enumerate() {
        let labels: Vec<_> = one.labels.iter().filter(|label| label.span.path == **path).collect();
        let excerpt = Excerpt::new(path, files.text(path).as_deref(), &labels, rank == 0, style.width);
        group = excerpt.add_to(group);
    }
    if let Some(help) = &one.help {
        group = group.element(Level::HELP.message(visible(help).into_owned()));
    }
    let renderer = if style.colour { Renderer::styled().decor_style(DecorStyle::Unicode) } else { Renderer::plain() };
    renderer.term_width(style.width).render(&[group])
}

/// A diagnostic as programs read it. Lines and columns count from 1; a column is a Unicode character.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// `error` or `warning`.
    pub severity: Severity,
    /// The stable short name.
    pub code: &'a str,
    /// What is wrong.
    pub message: &'a str,
    /// Where, unless it is nowhere in particular.
    #[serde(flatten)]
    pub place: Option<Place<'a>>,
    /// What to do.
    pub help: Option<&'a str>,
    /// All places, the one to blame first, with what is to be seen there.
    pub labels: Vec<Labelled<'a>>,
}

/// A place in a source file.
#[derive(Debug, Serialize)]
pub struct Place<'a> {
    /// Path of the file, from the site's root.
    pub file: &'a str,
    /// Nothing where the file as a whole is meant, or cannot be read.
    #[serde(flatten)]
    pub lines: Option<Lines>,
}

/// From where to where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the character after the last.
    pub end_line: usize,
    /// Column of the character after the last.
    pub end_column: usize,
}

/// A place and what is to be seen there.
#[derive(Debug, Serialize)]
pub struct Labelled<'a> {
    /// Where.
    #[serde(flatten)]
    pub place: Place<'a>,
    /// What is to be seen there.
    pub text: &'a str,
}

/// All diagnostics as programs read them.
pub fn records<'a>(all: &'a [Diagnostic], sources: Sources) -> Vec<Record<'a>> {
    let mut files = Files::new(sources);
    let mut place = |span: &'a Span| Place {
        file: &span.path,
        lines: files.text(&span.path).filter(|_| span.end > 0).map(|text| lines(&text, span)),
    };
    let record = |one: &'a Diagnostic| Record {
        severity: one.severity,
        code: one.code,
        message: &one.message,
        place: one.span().map(&mut place),
        help: one.help.as_deref(),
        labels: one.labels.iter().map(|label| Labelled { place: place(&label.span), text: &label.text }).collect(),
    };
    all.iter().map(record).collect()
}

/// The JSON array of [`records`].
pub fn json(all: &[Diagnostic], sources: Sources) -> String {
    // Text, numbers and lists of them: there is nothing that JSON could not hold.
    serde_json::to_string_pretty(&records(all, sources)).unwrap_or_default()
}

/// The excerpt alone, without title, place and help; nothing where there is none to show.
pub fn excerpt(one: &Diagnostic, sources: Sources, style: Style) -> Option<String> {
    let bare = Diagnostic { message: String::new(), help: None, ..one.clone() };
    let text = one_text(&bare, &mut Files::new(sources), style);
    let (_, below) = text.split_once("--> ")?;
    let lines: Vec<_> = below.lines().skip(1).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The place for a title: `content/az/fees.md:3:14`.
pub fn location(span: &Span, sources: Sources) -> String {
    let mut text = visible(&span.path).into_owned();
    if let Some(source) = sources(&span.path).filter(|_| span.end > 0) {
        let at = lines(&source, span);
        let _ = write!(text, ":{}:{}", at.line, at.column);
    }
    text
}

fn lines(text: &str, span: &Span) -> Lines {
    let (line, column) = position(text, span.start as usize);
    let (end_line, end_column) = position(text, span.end as usize);
    Lines { line, column, end_line, end_column }
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests;
