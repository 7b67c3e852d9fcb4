//! Regular expressions that fit a whole text or do not: bounded in size, linear in time.

use std::fmt;

use regex_lite::{Regex, RegexBuilder};

/// A pattern has at most so many bytes.
pub const MAX_PATTERN: usize = 200;
/// What a pattern may take in memory once it is understood: repetitions of repetitions are refused by this.
const MAX_PROGRAM: usize = 64 * 1024;

/// A pattern that is understood.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: Box<str>,
    regex: Regex,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPattern(String);

impl fmt::Display for NotAPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotAPattern {}

impl Pattern {
    /// Understands a pattern. It stands for the whole of a text, as if between `^` and `$`.
    pub fn new(text: &str) -> Result<Self, NotAPattern> {
        if text.len() > MAX_PATTERN {
            return Err(NotAPattern(format!("it may have {MAX_PATTERN} bytes")));
        }
        // By itself first, so that no bracket in it closes the group around it.
        let build = |text: &str| RegexBuilder::new(text).size_limit(MAX_PROGRAM).nest_limit(16).build();
        let built = build(text).and_then(|_| build(&format!("^(?:{text})$")));
        built.map(|regex| Self { text: text.into(), regex }).map_err(|error| NotAPattern(error.to_string()))
    }

    /// Whether it fits the whole text.
    pub fn fits(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}
