//! Components in markdown: `{{ name(arg="text") }}` in a line, `{% name(arg="text") %}` ... `{% end %}` around blocks.
//!
//! Before markdown is parsed each tag is covered by something of the same length, so that every offset the
//! parser reports still points into the author's text: a tag in a line by a word, a tag around blocks by a comment.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use sayyar_base::{Diagnostic, Diagnostics, Span};

use super::body::{Arg, Call};

/// A tag found in the source, by the byte it starts at.
pub(super) type Tags = BTreeMap<usize, Tag>;

/// One tag.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    /// The tag's bytes.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) what: What,
}

/// What a tag says.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// `{{ name() }}`
    Inline(Call),
    /// `{% name() %}`
    Open(Call),
    /// `{% end %}`
    Close,
    /// Not understood; the diagnostic is reported only where the tag is not inside code.
    Broken(Box<Diagnostic>),
}

/// Finds all tags at or after `from` and covers them; the text keeps its length.
pub(super) fn cover<'a>(path: &Arc<str>, text: &'a str, from: usize) -> (std::borrow::Cow<'a, str>, Tags) {
    let mut tags = Tags::new();
    let mut at = from;
    while let Some(found) = next_tag(text, at) {
        at = found.end;
        let what = parse(path, text, found.clone());
        tags.insert(found.start, Tag { range: found, what });
    }
    if tags.is_empty() {
        return (text.into(), tags);
    }
    let mut covered = String::with_capacity(text.len());
    let mut done = 0;
    for tag in tags.values() {
        covered.push_str(&text[done..tag.range.start]);
        let length = tag.range.len();
        if text[tag.range.clone()].starts_with("{%") {
            covered.push_str("<!--");
            covered.extend(std::iter::repeat_n(' ', length - 7));
            covered.push_str("-->");
        } else {
            // Letters of nobody's alphabet: markdown takes them for a word.
            covered.push('\u{e000}');
            covered.extend(std::iter::repeat_n('x', length - 6));
            covered.push('\u{e001}');
        }
        done = tag.range.end;
    }
    covered.push_str(&text[done..]);
    (covered.into(), tags)
}

/// The next stretch that looks like a tag: `{{ word` or `{% word` up to its closing braces.
fn next_tag(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let start = at + text[at..].find('{')?;
        let rest = &text[start..];
        let close = match rest.as_bytes().get(1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        let names = rest[2..].trim_start().starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        match end_outside_quotes(rest, close) {
            Some(end) if names && end >= 7 => return Some(start..start + end),
            _ => at = start + 2,
        }
    }
}

/// Longest tag in bytes; what goes on for longer is text with braces in it.
const MAX_TAG: usize = 4096;

/// Bytes up to and with `close`, looked for outside of quoted text.
fn end_outside_quotes(text: &str, close: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quoted = false;
    let mut at = 2;
    while at < bytes.len().min(MAX_TAG) {
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => return None,
            _ if !quoted && bytes[at..].starts_with(close.as_bytes()) => return Some(at + close.len()),
            _ => {}
        }
        at += 1;
    }
    None
}

fn parse(path: &Arc<str>, text: &str, range: Range<usize>) -> What {
    let block = text.as_bytes()[range.start + 1] == b'%';
    let inner = range.start + 2..range.end - 2;
    if block && text[inner.clone()].trim() == "end" {
        return What::Close;
    }
    let mut reader = Reader { path, text, at: inner.start, end: inner.end };
    match reader.call() {
        Ok(call) if block => What::Open(call),
        Ok(call) => What::Inline(call),
        Err((message, at)) => What::Broken(Box::new(
            Diagnostic::error("component-syntax", message)
                .at(Span::new(path, at), "")
                .help("write a component as `{{ name(text=\"words\", number=3, switch=true) }}`"),
        )),
    }
}

struct Reader<'a> {
    path: &'a Arc<str>,
    text: &'a str,
    at: usize,
    end: usize,
}

type Failure = (String, Range<usize>);

impl Reader<'_> {
    fn call(&mut self) -> Result<Call, Failure> {
        let name = self.name("a component's name")?;
        let mut args: Vec<(String, Arg, Span)> = Vec::new();
        self.expect('(')?;
        while !self.eat(')') {
            let start = self.skip_space();
            let key = self.name("an argument's name")?;
            if args.iter().any(|(other, ..)| *other == key) {
                return Err((format!("argument `{key}` is given twice"), start..self.at));
            }
            self.expect('=')?;
            let start = self.skip_space();
            let value = self.value()?;
            args.push((key, value, Span::new(self.path, start..self.at)));
            if !self.eat(',') && self.peek() != Some(')') {
                return Err(("expected `,` or `)`".into(), self.at..self.at + 1));
            }
        }
        self.skip_space();
        if self.at < self.end {
            return Err(("nothing may follow the closing `)`".into(), self.at..self.end));
        }
        Ok(Call { name, args, inner: None })
    }

    fn value(&mut self) -> Result<Arg, Failure> {
        let start = self.at;
        let rest = &self.text[start..self.end];
        if rest.starts_with('"') {
            return self.quoted();
        }
        let word: &str =
            rest.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next().unwrap_or_default();
        self.at += word.len();
        match word {
            "true" => Ok(Arg::Bool(true)),
            "false" => Ok(Arg::Bool(false)),
            _ => word.parse().map(Arg::Integer).map_err(|_| {
                ("expected \"text\", a whole number, true or false".into(), start..self.at.max(start + 1))
            }),
        }
    }

    fn quoted(&mut self) -> Result<Arg, Failure> {
        let start = self.at;
        let mut value = String::new();
        let mut chars = self.text[start + 1..self.end].char_indices();
        while let Some((i, c)) = chars.next() {
            match c {
                '"' => {
                    self.at = start + 1 + i + 1;
                    return Ok(Arg::Text(value));
                }
                '\\' => match chars.next() {
                    Some((_, c @ ('"' | '\\'))) => value.push(c),
                    Some((_, 'n')) => value.push('\n'),
                    _ => {
                        return Err((
                            "only \\\", \\\\ and \\n may follow a backslash".into(),
                            start + 1 + i..start + 2 + i,
                        ));
                    }
                },
                c => value.push(c),
            }
        }
        Err(("this text is not closed".into(), start..self.end))
    }

    fn name(&mut self, what: &str) -> Result<String, Failure> {
        let start = self.skip_space();
        let rest = &self.text[start..self.end];
        let len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if len == 0 {
            return Err((format!("expected {what}"), start..(start + 1).min(self.end)));
        }
        self.at += len;
        Ok(rest[..len].to_owned())
    }

    fn skip_space(&mut self) -> usize {
        let rest = &self.text[self.at..self.end];
        self.at += rest.len() - rest.trim_start().len();
        self.at
    }

    fn peek(&mut self) -> Option<char> {
        self.skip_space();
        self.text[self.at..self.end].chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        if there {
            self.at += c.len_utf8();
        }
        there
    }

    fn expect(&mut self, c: char) -> Result<(), Failure> {
        if self.eat(c) { Ok(()) } else { Err((format!("expected `{c}`"), self.at..(self.at + 1).min(self.end))) }
    }
}

/// Reports what was written in a tag that could not be read.
pub(super) fn report(tag: &Tag, diagnostics: &mut Diagnostics) {
    if let What::Broken(diagnostic) = &tag.what {
        diagnostics.push((**diagnostic).clone());
    }
}
