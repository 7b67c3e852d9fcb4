//! Text: what can be seen stays, what cannot be seen does no harm.
//!
//! - Spaces of all widths and tabs become one space; runs of them and those at the ends of lines go.
//! - All ends of lines become `\n`; more than one empty line becomes one. In a text of one line they are spaces.
//! - What shows nothing and does nothing (U+200B, U+FEFF, soft hyphens ...) goes.
//! - Joiners (U+200C, U+200D) stay between two letters beyond ASCII, direction marks (U+200E, U+200F, U+061C) between
//!   two characters, variation selectors behind a character beyond ASCII; one each, elsewhere they go.
//! - Embeddings and isolates (U+202A-202C, U+2066-2069) around the whole text go: copying from an address book leaves
//!   them. Inside a text they are refused, overrides (U+202D, U+202E) everywhere: they show a text as what it is not.
//! - Control characters, noncharacters, tags (U+E0000-E0FFF but for selectors), annotation and deprecated format
//!   characters, and more than 6 combining marks on one letter are refused.
//!
//! Length is counted in characters (Unicode code points), as rules count it.
//!
//! **Not composed.** Whether `ü` is one code point or two is left as it is: the tables for that weigh more than the
//! rest of the engine. The page composes (NFC) what is typed before it hands it on; a text that is not composed is
//! still a good text, it only counts longer. Canonical answers are compared as bytes after signing, never re-composed.

use std::fmt;

use super::letters::{is_break, is_embedding, is_joiner, is_mark, is_nothing, is_override, is_space};

/// Most combining marks on one letter; no orthography needs more than four.
const MOST_MARKS: u32 = 6;

/// Why a text is refused, with the first character that is to blame. The problem is `unsafe-text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextProblem {
    /// A control character.
    Control(char),
    /// A character that changes the direction of those after it.
    Direction(char),
    /// A character that is never shown: tags, noncharacters, annotations.
    Hidden(char),
    /// More combining marks than a letter can bear.
    Piled(char),
}

impl fmt::Display for TextProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, c) = match self {
            Self::Control(c) => ("control character", c),
            Self::Direction(c) => ("change of direction", c),
            Self::Hidden(c) => ("hidden character", c),
            Self::Piled(c) => ("pile of marks", c),
        };
        write!(f, "{what} U+{:04X}", u32::from(*c))
    }
}

impl std::error::Error for TextProblem {}

/// A text of one line, made canonical; empty where nothing can be seen.
pub fn clean(text: &str) -> Result<String, TextProblem> {
    Cleaning::new(false).run(text)
}

/// A text of several lines, made canonical.
pub fn clean_lines(text: &str) -> Result<String, TextProblem> {
    Cleaning::new(true).run(text)
}

/// How many characters it has.
pub fn length(text: &str) -> usize {
    text.chars().count()
}

struct Cleaning {
    lines: bool,
    out: String,
    /// The last character that was seen, and none after a space.
    last: Option<char>,
    /// A joiner or mark that stays if the next character allows it.
    pending: Option<char>,
    space: bool,
    breaks: usize,
    marks: u32,
}

impl Cleaning {
    fn new(lines: bool) -> Self {
        Self { lines, out: String::new(), last: None, pending: None, space: false, breaks: 0, marks: 0 }
    }

    fn run(mut self, text: &str) -> Result<String, TextProblem> {
        let outside = |c: char| is_space(c) || is_break(c) || is_nothing(c) || is_joiner(c) || is_mark(c);
        let inner = text.trim_matches(|c| outside(c) || is_embedding(c));
        let mut before = ' ';
        for c in inner.chars() {
            if is_break(c) {
                self.end_line(before == '\r' && c == '\n');
            } else if is_space(c) {
                self.part();
                self.space = true;
            } else if is_joiner(c) || is_mark(c) {
                let stays = self.last.is_some_and(|last| is_mark(c) || !last.is_ascii());
                self.pending = self.pending.or(stays.then_some(c));
            } else if is_selector(c) {
                if self.pending.is_none() && self.last.is_some_and(|last| !last.is_ascii() && !is_selector(last)) {
                    self.show(c);
                }
            } else if !is_nothing(c) {
                self.seen(c)?;
            }
            before = c;
        }
        Ok(self.out)
    }

    /// Nothing before this touches what follows.
    fn part(&mut self) {
        self.last = None;
        self.pending = None;
    }

    fn end_line(&mut self, counted: bool) {
        self.part();
        if self.lines {
            self.breaks += usize::from(!counted);
        } else {
            self.space = true;
        }
    }

    fn seen(&mut self, c: char) -> Result<(), TextProblem> {
        if let Some(problem) = problem(c) {
            return Err(problem);
        }
        self.marks = if is_combining(c) { self.marks + 1 } else { 0 };
        if self.marks > MOST_MARKS {
            return Err(TextProblem::Piled(c));
        }
        if !self.out.is_empty() && self.breaks > 0 {
            self.out.push_str(if self.breaks > 1 { "\n\n" } else { "\n" });
        } else if !self.out.is_empty() && self.space {
            self.out.push(' ');
        }
        (self.space, self.breaks) = (false, 0);
        let pending = self.pending.take().filter(|pending| is_mark(*pending) || !c.is_ascii());
        self.out.extend(pending);
        self.show(c);
        Ok(())
    }

    fn show(&mut self, c: char) {
        self.out.push(c);
        self.last = Some(c);
    }
}

fn problem(c: char) -> Option<TextProblem> {
    let code = u32::from(c);
    if c.is_control() {
        return Some(TextProblem::Control(c));
    }
    if is_override(c) || is_embedding(c) || matches!(c, '\u{206a}'..='\u{206f}') {
        return Some(TextProblem::Direction(c));
    }
    let noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || code & 0xfffe == 0xfffe;
    let hidden = matches!(c, '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    (noncharacter || hidden).then_some(TextProblem::Hidden(c))
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The blocks that are made of combining marks for all scripts; the marks of single scripts do not pile up.
fn is_combining(c: char) -> bool {
    let marks = matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}');
    marks || matches!(c, '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}
