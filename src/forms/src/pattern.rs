//! Patterns that fit a whole text or do not: bounded in size, linear in time.
//!
//! What people know of regular expressions, as far as answers need it: letters, `.`, classes, `\d \w \s`, groups,
//! alternatives, repetition, `^ $`, `(?i)` in front. All of it means what it means in other programs (a test holds it
//! against `regex-lite`), so a schema can say it too; what others read differently is refused. Small, since every form
//! carries this in its page.

mod read;

use std::fmt;
use std::mem;
use std::sync::Arc;

/// A pattern has at most so many bytes.
pub const MAX_PATTERN: usize = 200;
/// And so many steps: repetitions of repetitions are refused by this.
const MAX_STEPS: usize = 2_000;

/// A pattern that is understood.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: Box<str>,
    program: Arc<Program>,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPattern(&'static str);

impl fmt::Display for NotAPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for NotAPattern {}

/// What fitting does, step by step, in every way at once.
#[derive(Debug)]
struct Program {
    steps: Vec<Step>,
    ranges: Vec<(char, char)>,
    /// Whether `a` is `A`, as `(?i)` says.
    any_case: bool,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    /// A character of these ranges, or of none of them.
    One { from: usize, to: usize, negated: bool },
    /// Only where the text begins.
    Start,
    /// Only where it ends.
    End,
    /// Two ways to go on: the next step, and this one.
    Or(usize),
    /// On with this step.
    Go(usize),
    /// It fits.
    Done,
}

impl Pattern {
    /// Understands a pattern. It stands for the whole of a text, as if between `^` and `$`.
    pub fn new(text: &str) -> Result<Self, NotAPattern> {
        if text.len() > MAX_PATTERN {
            return Err(NotAPattern("it may have 200 bytes"));
        }
        Ok(Self { text: text.into(), program: Arc::new(read::program(text)?) })
    }

    /// Whether it fits the whole text.
    pub fn fits(&self, text: &str) -> bool {
        let program = &*self.program;
        let (mut now, mut next) = (Ways::new(program), Ways::new(program));
        let mut rest = text.chars().peekable();
        now.add(program, 0, true, rest.peek().is_none());
        while let Some(letter) = rest.next() {
            for &at in &now.ways {
                if let Step::One { from, to, negated } = program.steps[at]
                    && program.has(from, to, letter) != negated
                {
                    next.add(program, at + 1, false, rest.peek().is_none());
                }
            }
            mem::swap(&mut now, &mut next);
            next.clear();
        }
        now.ways.iter().any(|&at| matches!(program.steps[at], Step::Done))
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Program {
    fn has(&self, from: usize, to: usize, letter: char) -> bool {
        let other = if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() };
        let within = |letter: char, range: &(char, char)| (range.0..=range.1).contains(&letter);
        self.ranges[from..to].iter().any(|range| within(letter, range) || self.any_case && within(other, range))
    }
}

/// The steps that wait for the next character, each once.
struct Ways {
    ways: Vec<usize>,
    seen: Vec<bool>,
}

impl Ways {
    fn new(program: &Program) -> Self {
        Self { ways: Vec::new(), seen: vec![false; program.steps.len()] }
    }

    fn clear(&mut self) {
        self.ways.clear();
        self.seen.fill(false);
    }

    /// A step, and all that can follow it before a character is read.
    fn add(&mut self, program: &Program, first: usize, start: bool, end: bool) {
        let mut waiting = vec![first];
        while let Some(at) = waiting.pop() {
            if mem::replace(&mut self.seen[at], true) {
                continue;
            }
            match program.steps[at] {
                Step::One { .. } | Step::Done => self.ways.push(at),
                Step::Start if start => waiting.push(at + 1),
                Step::End if end => waiting.push(at + 1),
                Step::Start | Step::End => {}
                Step::Or(other) => waiting.extend([other, at + 1]),
                Step::Go(to) => waiting.push(to),
            }
        }
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

#[cfg(test)]
mod tests;
