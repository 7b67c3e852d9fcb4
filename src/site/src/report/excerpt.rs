//! The lines of one file that a diagnostic speaks of, cut and made harmless, with its labels moved along.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Origin, Snippet};
use sayyar_base::diag::Label;

use super::visible::{push_visible, visible};

/// A label over more lines than these shows the first of them only.
const LINES: usize = 6;

/// A cut source, ready to be printed.
pub(super) struct Excerpt {
    path: String,
    text: String,
    /// Number of its first line, from 1.
    line: usize,
    marks: Vec<Mark>,
}

struct Mark {
    range: Range<usize>,
    text: String,
    primary: bool,
}

impl Excerpt {
    /// What `labels` need to be seen, all of them in the file at `path`, where it can be read.
    /// The first label is the place to blame if the file is `to_blame`.
    pub(super) fn new(path: &str, source: Option<&str>, labels: &[&Label], to_blame: bool, width: usize) -> Self {
        let mut excerpt = Self { path: visible(path).into_owned(), text: String::new(), line: 1, marks: Vec::new() };
        let Some(source) = source else { return excerpt };
        let ranges: Vec<_> = labels.iter().map(|label| clamp(source, label.span.range())).collect();
        // A file blamed as a whole shows its path, not its first line.
        if labels.iter().all(|label| label.span.end == 0) {
            return excerpt;
        }
        let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);
        let start = source[..first].rfind('\n').map_or(0, |end| end + 1);
        let end = source[last..].find('\n').map_or(source.len(), |end| last + end);
        excerpt.line = source[..start].matches('\n').count() + 1;
        let mut shown = Shown::default();
        let mut at = start;
        for line in source[start..end].split_inclusive('\n') {
            shown.push_line(at, line, &ranges, width);
            at += line.len();
        }
        for (rank, (label, range)) in labels.iter().zip(&ranges).enumerate() {
            let range = shown.find(range.start)..shown.find(range.end).max(shown.find(range.start));
            let text = visible(&label.text).into_owned();
            excerpt.marks.push(Mark { range, text, primary: to_blame && rank == 0 });
        }
        excerpt.text = shown.text;
        excerpt
    }

    pub(super) fn add_to(self, group: Group<'static>) -> Group<'static> {
        if self.marks.is_empty() {
            return group.element(Origin::path(self.path));
        }
        let marks = self.marks.into_iter().map(|mark| {
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation: Annotation = kind.span(mark.range);
            if mark.text.is_empty() { annotation } else { annotation.label(mark.text) }
        });
        group.element(Snippet::source(self.text).line_start(self.line).path(self.path).annotations(marks))
    }
}

/// A range that is inside the text, on character boundaries, and not too long to be looked at. The file
/// may have been changed since it was found at fault.
fn clamp(source: &str, range: Range<usize>) -> Range<usize> {
    let start = source.floor_char_boundary(range.start);
    let end = source.floor_char_boundary(range.end).max(start);
    let many = source[start..end].match_indices('\n').nth(LINES - 1).is_some();
    let first = source[start..end].find('\n').map_or(end, |at| start + at);
    start..if many { first } else { end }
}

/// Source text as it is shown, and where each byte of it went.
#[derive(Default)]
struct Shown {
    text: String,
    /// Byte of the source -> byte of the text, rising in both.
    moved: Vec<(usize, usize)>,
}

impl Shown {
    /// Adds the line that starts at byte `at`, or as much of it as fits around what is labelled in it.
    fn push_line(&mut self, at: usize, line: &str, ranges: &[Range<usize>], width: usize) {
        let body = line.trim_end_matches(['\n', '\r']);
        let window = window(at, body, ranges, width);
        self.moved.push((at, self.text.len()));
        if window.start > 0 {
            self.text.push('…');
        }
        for (offset, c) in body[window.clone()].char_indices() {
            self.moved.push((at + window.start + offset, self.text.len()));
            push_visible(c, &mut self.text);
        }
        self.moved.push((at + window.end, self.text.len()));
        if window.end < body.len() {
            self.text.push('…');
        }
        if line.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Where a byte of the source went; what was cut away went to the place of the cut.
    fn find(&self, byte: usize) -> usize {
        let after = self.moved.partition_point(|(from, _)| *from <= byte);
        after.checked_sub(1).map_or(0, |at| self.moved[at].1)
    }
}

/// The part of a line to show: all of it, or the first label in it with something around.
fn window(at: usize, body: &str, ranges: &[Range<usize>], width: usize) -> Range<usize> {
    let room = width.max(40) * 2 / 3;
    if body.len() <= room || body.chars().count() <= room {
        return 0..body.len();
    }
    let inside = |range: &&Range<usize>| range.start >= at && range.start <= at + body.len();
    let label = ranges.iter().find(inside).map_or(0..0, |range| range.start - at..range.end.min(at + body.len()) - at);
    let back = |from: usize, chars: usize| body[..from].char_indices().rev().nth(chars).map_or(0, |(at, _)| at);
    let on = |from: usize, chars: usize| body[from..].char_indices().nth(chars).map_or(body.len(), |(at, _)| from + at);
    let wanted = body[label.clone()].chars().count().min(room * 3 / 4);
    let around = room - wanted;
    let start = if body[..label.start].chars().count() <= around / 2 { 0 } else { back(label.start, around / 2) };
    start..on(start, room)
}
