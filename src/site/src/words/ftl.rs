//! Fluent files with the place of everything in them.
//!
//! The parser hands out a tree without places, but every text in it is a slice of the file: where a slice
//! begins is where it stands. From that follow spans for errors, the digests of the ledger, and edits that
//! leave comments and order alone.

use std::ops::Range;

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ErrorKind, ParserError};

/// One parsed file.
#[derive(Debug)]
pub struct Source<'a> {
    /// Messages and terms, in the order of the file.
    pub entries: Vec<Entry<'a>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A message or a term.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Its id, without the `-` of a term.
    pub id: &'a str,
    /// Whether it is a term, for use inside messages only.
    pub term: bool,
    /// Its id in the file, with the `-` of a term.
    pub place: Range<usize>,
    /// From the beginning of its id's line to the end of its last line that is not blank. Its comment is not in it.
    pub whole: Range<usize>,
    /// Its own text.
    pub value: Option<Field<'a>>,
    /// Its attributes, in the order of the file.
    pub attributes: Vec<(&'a str, Field<'a>)>,
}

/// A value or an attribute.
#[derive(Debug)]
pub struct Field<'a> {
    /// The parsed text.
    pub pattern: ast::Pattern<&'a str>,
    /// The name (`id`, or `.attribute` without its dot) in the file.
    pub name: Range<usize>,
    /// From after the `=` to the end of the last line that is not blank.
    pub text: Range<usize>,
}

/// A stretch that is not Fluent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where the parser gave up.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

impl<'a> Entry<'a> {
    /// The id as it is written: `-agency` for a term.
    pub fn written_id(&self) -> String {
        if self.term { format!("-{}", self.id) } else { self.id.to_owned() }
    }

    /// The value and the attributes, by attribute name.
    pub fn fields(&self) -> impl Iterator<Item = (Option<&'a str>, &Field<'a>)> {
        let value = self.value.iter().map(|field| (None, field));
        value.chain(self.attributes.iter().map(|(name, field)| (Some(*name), field)))
    }

    /// One of its fields.
    pub fn field(&self, attribute: Option<&str>) -> Option<&Field<'a>> {
        self.fields().find(|(name, _)| *name == attribute).map(|(_, field)| field)
    }
}

/// Reads a file; what cannot be read is skipped and reported.
pub fn parse(text: &str) -> Source<'_> {
    if let Some(problems) = broken_escapes(text) {
        return Source { entries: Vec::new(), problems };
    }
    let (resource, errors) = match parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut starts: Vec<usize> = resource.body.iter().map(|entry| start_of(text, entry)).collect();
    for at in 1..starts.len() {
        // A comment without any text is no slice of the file: it begins where the entry before it did.
        starts[at] = starts[at].max(starts[at - 1]);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut entries = Vec::new();
    for (entry, end) in resource.body.into_iter().zip(ends) {
        match entry {
            ast::Entry::Message(message) => {
                entries.push(located(text, message.id.name, false, message.value, message.attributes, end));
            }
            ast::Entry::Term(term) => {
                entries.push(located(text, term.id.name, true, Some(term.value), term.attributes, end));
            }
            _ => {}
        }
    }
    Source { entries, problems: errors.iter().map(|error| problem(text, error)).collect() }
}

/// fluent-syntax 0.12 panics where a letter of several bytes cuts an escape short (`"\u00ə"`), as it reports it
/// by a slice through that letter. So where that may happen, a copy with such letters made ASCII is tried first.
fn broken_escapes(text: &str) -> Option<Vec<Problem>> {
    let mut copy = String::new();
    for (at, _) in text.match_indices(['u', 'U']).filter(|(at, _)| text[..*at].ends_with('\\')) {
        let cut = text[at + 1..].chars().take(6).find(|letter| !letter.is_ascii_hexdigit());
        if cut.is_some_and(|letter| !letter.is_ascii()) {
            copy = text
                .chars()
                .map(|letter| if letter.is_ascii() { letter.into() } else { "?".repeat(letter.len_utf8()) })
                .collect();
            break;
        }
    }
    let (_, errors) = parser::parse(copy.as_str()).err()?;
    let escapes = errors.iter().any(|error| matches!(error.kind, ErrorKind::InvalidUnicodeEscapeSequence(_)));
    escapes.then(|| errors.iter().map(|error| problem(text, error)).collect())
}

/// The text of a field as a translator sees it: without the indentation the file gives it.
pub fn dedent(raw: &str) -> String {
    let lines: Vec<&str> = raw.lines().map(str::trim_end).collect();
    let margin = lines.iter().skip(1).filter(|line| !line.is_empty()).map(|line| indent(line)).min().unwrap_or(0);
    let mut out = String::with_capacity(raw.len());
    for (number, line) in lines.iter().enumerate() {
        out.push_str(if number == 0 { line.trim_start() } else { line.get(margin..).unwrap_or("") });
        out.push('\n');
    }
    out.trim_matches('\n').to_owned()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A field as a file has it, beginning after its `=`; `depth` is 4 for a value, 8 for an attribute.
pub fn indented(text: &str, depth: usize) -> String {
    if !text.contains('\n') {
        return format!(" {text}");
    }
    let mut out = String::new();
    for line in text.lines() {
        out.push('\n');
        if !line.trim().is_empty() {
            out.extend(std::iter::repeat_n(' ', depth));
            out.push_str(line.trim_end());
        }
    }
    out
}

fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

/// Where an entry begins, its comment included.
fn start_of(text: &str, entry: &ast::Entry<&str>) -> usize {
    let part = match entry {
        ast::Entry::Message(message) => first_line(&message.comment).unwrap_or(message.id.name),
        ast::Entry::Term(term) => first_line(&term.comment).unwrap_or(term.id.name),
        ast::Entry::Comment(comment) | ast::Entry::GroupComment(comment) | ast::Entry::ResourceComment(comment) => {
            comment.content.first().copied().unwrap_or_default()
        }
        ast::Entry::Junk { content } => content,
    };
    line_start(text, offset(text, part))
}

fn first_line<'a>(comment: &Option<ast::Comment<&'a str>>) -> Option<&'a str> {
    comment.as_ref().and_then(|comment| comment.content.first().copied())
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rposition(|b| *b == b'\n').map_or(0, |newline| newline + 1)
}

fn located<'a>(
    text: &'a str,
    id: &'a str,
    term: bool,
    value: Option<ast::Pattern<&'a str>>,
    attributes: Vec<ast::Attribute<&'a str>>,
    end: usize,
) -> Entry<'a> {
    let name = offset(text, id);
    let end = end.max(name + id.len());
    let dots: Vec<usize> = attributes.iter().map(|one| offset(text, one.id.name).saturating_sub(1)).collect();
    let field = |pattern, name: &'a str, end: usize| {
        let name = offset(text, name)..offset(text, name) + name.len();
        let end = end.max(name.end);
        let equals = text[name.end..end].find('=').map_or(name.end, |at| name.end + at + 1);
        let end = equals + text[equals..end].trim_end().len();
        Field { pattern, name, text: equals..end }
    };
    let value = value.map(|pattern| field(pattern, id, dots.first().copied().unwrap_or(end)));
    let ends = dots.iter().skip(1).copied().chain([end]);
    let attributes: Vec<_> =
        attributes.into_iter().zip(ends).map(|(one, end)| (one.id.name, field(one.value, one.id.name, end))).collect();
    let start = line_start(text, name);
    Entry {
        id,
        term,
        place: name - usize::from(term)..name + id.len(),
        whole: start..start + text[start..end].trim_end().len(),
        value,
        attributes,
    }
}

fn problem(text: &str, error: &ParserError) -> Problem {
    // The parser may stop in the middle of a letter's bytes or past the end: widen to whole letters.
    let start = (0..=error.pos.start.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (error.pos.end.max(start)..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    const LINES: &str = "a message is `id = text`; further lines of its text are indented";
    let (message, help) = match &error.kind {
        ErrorKind::ExpectedToken('=') => ("a message's id must be followed by `=`".into(), LINES),
        ErrorKind::ExpectedToken('}') | ErrorKind::UnbalancedClosingBrace => {
            ("the braces do not match".into(), "a hole is `{ $name }`; for a brace in the text write `{\"{\"}`")
        }
        ErrorKind::ExpectedToken(token) => (format!("`{token}` is missing here"), LINES),
        ErrorKind::ExpectedCharRange { .. } if text[..start].trim_end().ends_with("->") => {
            ("a choice stands on several lines".into(), "begin a new line after `->` and one for each wording")
        }
        ErrorKind::ExpectedCharRange { .. } => {
            ("an id begins with a letter and has only letters, digits, `-` and `_`".into(), LINES)
        }
        ErrorKind::ExpectedMessageField { entry_id } | ErrorKind::ExpectedTermField { entry_id } => (
            format!("`{entry_id}` has no text"),
            "write its text after `=`, or give it an attribute: `    .hint = text`",
        ),
        ErrorKind::MissingDefaultVariant => (
            "a choice has no default".into(),
            "mark the wording for all other cases with a star, such as `*[other] { $n } days`",
        ),
        ErrorKind::MultipleDefaultVariants => ("a choice has several defaults".into(), "keep one star"),
        ErrorKind::MissingValue => ("a text is missing".into(), "write it after `=`, or after the variant's `]`"),
        ErrorKind::UnterminatedStringLiteral => ("a `\"` is not closed".into(), "close it on the same line"),
        ErrorKind::ExpectedInlineExpression => (
            "there is nothing that could fill this hole".into(),
            "write a variable (`{ $name }`), another message (`{ id }`) or a term (`{ -id }`)",
        ),
        ErrorKind::MessageReferenceAsSelector | ErrorKind::MessageAttributeAsSelector => {
            ("a choice cannot depend on a message".into(), "let it depend on a variable, or on an attribute of a term")
        }
        ErrorKind::TermReferenceAsSelector => (
            "a choice cannot depend on a term's text".into(),
            "let it depend on an attribute of the term: `{ -id.gender -> ... }`",
        ),
        ErrorKind::TermAttributeAsPlaceable => (
            "an attribute of a term cannot stand in a text".into(),
            "it can only decide a choice; make a message or a term of its own",
        ),
        ErrorKind::ForbiddenCallee => ("this is no function".into(), "functions have capital letters: `NUMBER($n)`"),
        ErrorKind::InvalidUnicodeEscapeSequence(_) => (
            "this escape names no letter".into(),
            "write the letter itself, or `\\u` and four hexadecimal digits, `\\U` and six",
        ),
        kind => (kind.to_string(), LINES),
    };
    Problem { place: start..end, message, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "### Words\n\n# Who we are\n-agency = Agency\n    .gender = it\n\n## Group\n\ndays = { $n ->\n    \
        [one] One day\n   *[other] { $n } days\n}\n    .hint =\n        Two\n        lines\n\n\n# of the last\nlast = =x= \r\n";

    #[test]
    fn everything_has_its_place() {
        let source = parse(FILE);
        assert_eq!(source.problems, []);
        let seen: Vec<_> =
            source.entries.iter().map(|entry| (entry.written_id(), &FILE[entry.place.clone()])).collect();
        assert_eq!(seen.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["-agency", "days", "last"]);
        assert!(seen.iter().all(|(id, place)| id == place), "{seen:?}");
        let days = &source.entries[1];
        assert!(FILE[days.whole.clone()].starts_with("days = {") && FILE[days.whole.clone()].ends_with("lines"));
        let texts: Vec<_> = days.fields().map(|(name, field)| (name, dedent(&FILE[field.text.clone()]))).collect();
        let expected = "{ $n ->\n    [one] One day\n   *[other] { $n } days\n}";
        assert_eq!(texts, [(None, expected.into()), (Some("hint"), "Two\nlines".into())]);
        assert_eq!(dedent(&FILE[source.entries[2].value.as_ref().unwrap().text.clone()]), "=x=");
        assert_eq!(&FILE[source.entries[0].whole.clone()], "-agency = Agency\n    .gender = it");
    }

    #[test]
    fn text_survives_the_way_into_a_file_and_out() {
        for text in ["one line", "two\nlines", "a\n\n  b\nc", "{ $n ->\n    [one] x\n   *[other] y\n}"] {
            let file = format!("id ={}\n    .attr ={}\n", indented(text, 4), indented(text, 8));
            let source = parse(&file);
            assert_eq!(source.problems, [], "{file}");
            for (_, field) in source.entries[0].fields() {
                assert_eq!(dedent(&file[field.text.clone()]), text);
            }
        }
    }

    #[test]
    fn mistakes_are_placed_and_explained() {
        let check = |text: &str, at: usize, message: &str| {
            let source = parse(text);
            let problem = source.problems.first().cloned().unwrap();
            assert_eq!((problem.place.start, problem.message.as_str()), (at, message), "{text:?}");
        };
        check("id: text\n", 2, "a message's id must be followed by `=`");
        check("id = text { $name\n", 18, "the braces do not match");
        check("id =\n", 0, "`id` has no text");
        check("id = { $n -> [one] x }\n", 13, "a choice stands on several lines");
        check("id = { \"\\u00ə\" }\n", 12, "this escape names no letter");
        check("id = text\\u00ə\nb: x\n", 17, "a message's id must be followed by `=`");
        check("ə = x\n", 0, "an id begins with a letter and has only letters, digits, `-` and `_`");
    }
}
