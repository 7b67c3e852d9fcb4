//! Text into words, numbers and signs, each with its place.

use std::ops::Range;

use rust_decimal::Decimal;

use super::mistake::Complaint;
use super::syntax::MAX_INTEGER;

/// A piece of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A name or a word of the language.
    Word(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(Decimal),
    /// What stands between quotes.
    Text(String),
    /// A sign.
    Sign(&'static str),
    /// Nothing follows.
    End,
}

impl Token {
    /// As messages name it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Word(word) => format!("`{word}`"),
            Self::Integer(number) => format!("`{number}`"),
            Self::Decimal(number) => format!("`{number}`"),
            Self::Text(text) => format!("`'{text}'`"),
            Self::Sign(sign) => format!("`{sign}`"),
            Self::End => "the end of the rule".into(),
        }
    }
}

/// Longer signs first.
const SIGNS: [&str; 17] = ["==", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "(", ")", "[", "]", ",", "."];

/// What people bring along from other languages, and what it is called here.
const ELSEWHERE: [(&str, &str); 13] = [
    ("&&", "write `and`"),
    ("||", "write `or`"),
    ("!", "write `not`, or `!=` for unequal"),
    ("\"", "texts stand in single quotes: 'baku'"),
    ("\u{2018}", "texts stand in straight quotes: 'baku'"),
    ("\u{2019}", "texts stand in straight quotes: 'baku'"),
    ("{{", "a rule is an expression by itself: leave the braces out"),
    ("?", "write `a if condition else b`"),
    ("%", "there is no remainder and no percentage: multiply by 0.18 for 18 percent"),
    ("≤", "write `<=`"),
    ("≥", "write `>=`"),
    ("≠", "write `!=`"),
    ("−", "write `-`"),
];

/// All tokens of a rule, the last one [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, Complaint> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if matches!(first, ' ' | '\t' | '\n' | '\r') {
            at += 1;
            continue;
        }
        let (token, length) = match first {
            'a'..='z' | 'A'..='Z' | '_' => word(rest, at)?,
            '0'..='9' => number(rest, at)?,
            '\'' => quoted(rest, at)?,
            _ => sign(rest, first, at)?,
        };
        all.push((token, at..at + length));
        at += length;
    }
    all.push((Token::End, text.len()..text.len()));
    Ok(all)
}

fn while_true(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn word(rest: &str, at: usize) -> Result<(Token, usize), Complaint> {
    let length = while_true(rest, |c| c.is_ascii_alphanumeric() || c == '_');
    let word = &rest[..length];
    if word.starts_with('_') || word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        let small = word.to_ascii_lowercase();
        let help = match small.as_str() {
            "none" | "null" => "write `blank`".to_owned(),
            _ if !small.starts_with('_') => format!("did you mean `{small}`?"),
            _ => "names begin with a small letter, and go on with small letters, digits and `_`".to_owned(),
        };
        return Err(Complaint::syntax(at..at + length, format!("`{word}` is not a name")).help(help));
    }
    Ok((Token::Word(word.to_owned()), length))
}

fn number(rest: &str, at: usize) -> Result<(Token, usize), Complaint> {
    let whole = while_true(rest, |c| c.is_ascii_digit());
    let mut length = whole;
    if let Some(fraction) = rest[whole..].strip_prefix('.') {
        length += 1 + while_true(fraction, |c| c.is_ascii_digit());
    }
    let after = length + while_true(&rest[length..], |c| c.is_alphanumeric() || c == '_');
    let complain = |message: String, help: &str| Err(Complaint::syntax(at..at + after, message).help(help));
    let written = &rest[..after];
    if after > length {
        return complain(
            format!("`{written}` is not a number"),
            "numbers have digits, and one `.` before decimals; dates are written date('2026-12-01')",
        );
    }
    if written.len() > 1 && written.starts_with('0') && !written.starts_with("0.") {
        return complain(format!("`{written}` begins with a zero"), "leave the zero out");
    }
    if length == whole + 1 {
        return complain(format!("`{written}` has no decimals after the point"), "leave the point out");
    }
    let token = if length == whole {
        written.parse().ok().filter(|number| *number <= MAX_INTEGER).map(Token::Integer)
    } else {
        Decimal::from_str_exact(written).ok().map(|number| Token::Decimal(number.normalize()))
    };
    match token {
        Some(token) => Ok((token, length)),
        None => complain(
            format!("`{written}` is too large"),
            "whole numbers go up to 9007199254740991, others have 28 digits at most",
        ),
    }
}

fn quoted(rest: &str, at: usize) -> Result<(Token, usize), Complaint> {
    let mut text = String::new();
    let mut inside = rest.char_indices().skip(1).peekable();
    while let Some((place, c)) = inside.next() {
        match c {
            // Two quotes are one quote.
            '\'' if inside.peek().is_some_and(|(_, next)| *next == '\'') => {
                inside.next();
                text.push('\'');
            }
            '\'' => return Ok((Token::Text(text), place + 1)),
            c if is_hidden(c) => {
                let place = at + place..at + place + c.len_utf8();
                let message = format!("a text with the invisible character U+{:04X}", u32::from(c));
                return Err(Complaint::syntax(place, message).help("take it out"));
            }
            c => text.push(c),
        }
    }
    let complaint = Complaint::syntax(at..at + rest.len(), "a text that does not end");
    Err(complaint.help("put a `'` behind it; a quote inside a text is written twice: 'Shah''s'"))
}

/// Control characters, and those that change the order of what is shown (Unicode, UAX #9, table 4).
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn sign(rest: &str, first: char, at: usize) -> Result<(Token, usize), Complaint> {
    let known = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
    if let Some(sign) = known {
        return Ok((Token::Sign(sign), sign.len()));
    }
    let shown = if is_hidden(first) {
        format!("the invisible character U+{:04X}", u32::from(first))
    } else {
        format!("`{first}`")
    };
    let elsewhere = ELSEWHERE.into_iter().find(|(foreign, _)| rest.starts_with(foreign));
    let length = elsewhere.map_or(first.len_utf8(), |(foreign, _)| foreign.len());
    let complaint = Complaint::syntax(at..at + length, format!("{shown} has no meaning in a rule"));
    Err(match elsewhere {
        Some((_, help)) => complaint.help(help),
        None if first.is_alphabetic() => complaint.help("names have small letters a-z, digits and `_`"),
        None => complaint.help("take it out"),
    })
}
