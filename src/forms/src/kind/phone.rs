//! Phone numbers, canonical as ITU-T E.164 writes them: `+994501234567`.
//!
//! Read are: `+` and the number; `00` and the number; an Azerbaijani number with its `0` (`050 123 45 67`), without it
//! (`50 123 45 67`) or with its country code alone (`994 50 123 45 67`). A `0` that stands between the country code and
//! the number, bracketed or for 994 bare, is dropped. Spaces, brackets, hyphens, dots and slashes mean nothing; digits
//! may be of any script. Anything else is not guessed at: `8 912 345-67-89` could be Russian or a slip.
//!
//! Checked are the country code (ITU-T, List of E.164 assigned country codes) and the length: 15 digits at most, 7 at
//! least; 12 for +994, 11 for +1 and +7. Whether a number is in service only a call can tell.

use super::letters::{ascii, is_break, is_space, is_unseen};

/// What every canonical number fits, as a regular expression.
pub const PATTERN: &str = "^\\+[1-9][0-9]{6,14}$";

/// Country codes of two digits.
const TWO: &str = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 \
                   81 82 84 86 90 91 92 93 94 95 98";

/// Country codes of three digits: the first two, then each third.
const THREE: [(&str, &str); 23] = [
    ("21", "12368"),
    ("22", "0123456789"),
    ("23", "0123456789"),
    ("24", "0123456789"),
    ("25", "012345678"),
    ("26", "0123456789"),
    ("29", "01789"),
    ("35", "0123456789"),
    ("37", "0123456789"),
    ("38", "01235679"),
    ("42", "013"),
    ("50", "0123456789"),
    ("59", "0123456789"),
    ("67", "023456789"),
    ("68", "012356789"),
    ("69", "012"),
    ("80", "08"),
    ("85", "02356"),
    ("87", "08"),
    ("88", "012368"),
    ("96", "012345678"),
    ("97", "012345679"),
    ("99", "234568"),
];

/// Reads a number as typed.
pub fn read(text: &str) -> Option<String> {
    let (plus, digits, bracketed) = digits(text)?;
    let digits = if plus || digits.starts_with("994") {
        without_trunk_zero(digits, bracketed)?
    } else if let Some(rest) = digits.strip_prefix("00") {
        without_trunk_zero(rest.to_owned(), bracketed.map(|at| at.saturating_sub(2)))?
    } else {
        let own = digits.strip_prefix('0').unwrap_or(&digits);
        if bracketed.is_some() || own.len() != 9 {
            return None;
        }
        format!("994{own}")
    };
    is_number(&digits).then(|| format!("+{digits}"))
}

/// Whether there is a `+`, the digits, and which of them stood alone between brackets as a zero.
fn digits(text: &str) -> Option<(bool, String, Option<usize>)> {
    let visible: String = text.chars().filter(|c| !is_unseen(*c) && !is_break(*c)).map(ascii).collect();
    let text = visible.trim_matches(is_space);
    let text = text.get(..4).filter(|head| head.eq_ignore_ascii_case("tel:")).map_or(text, |_| &text[4..]);
    let (mut plus, mut digits, mut bracketed) = (false, String::new(), None);
    for (at, c) in text.char_indices() {
        match c {
            '+' if digits.is_empty() && !plus => plus = true,
            '0' if text[..at].ends_with('(') && text[at + 1..].starts_with(')') && !digits.is_empty() => {
                bracketed = Some(digits.len());
                digits.push('0');
            }
            '0'..='9' => digits.push(c),
            '(' | ')' | '[' | ']' | '-' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
            c if is_space(c) => {}
            _ => return None,
        }
        if digits.len() > 20 {
            return None;
        }
    }
    Some((plus, digits, bracketed))
}

/// `+44 (0) 20 ...` and `+994 050 ...` are written with the zero that is dialled at home.
fn without_trunk_zero(mut digits: String, bracketed: Option<usize>) -> Option<String> {
    if let Some(at) = bracketed {
        if at == 0 || at > 3 {
            return None;
        }
        digits.remove(at);
    } else if digits.len() == 13 && digits.starts_with("9940") {
        digits.remove(3);
    }
    Some(digits)
}

fn is_number(digits: &str) -> bool {
    match digits.as_bytes() {
        [b'1' | b'7', ..] => digits.len() == 11,
        [b'9', b'9', b'4', next, ..] => digits.len() == 12 && *next != b'0',
        _ => (7..=15).contains(&digits.len()) && has_code(digits),
    }
}

fn has_code(digits: &str) -> bool {
    let Some((two, rest)) = digits.split_at_checked(2) else { return false };
    let third = rest.chars().next().unwrap_or_default();
    TWO.split(' ').any(|code| code == two)
        || THREE.iter().any(|(first, thirds)| *first == two && thirds.contains(third))
}
