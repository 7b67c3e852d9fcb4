//! How words and postings are written inside JSON strings: printable, short, quick to read in a page.
//!
//! Numbers are written in base 45, lowest digit first; every digit but the last
//! has 45 added. A digit is one ASCII character from `#` on, without `\`; the
//! space between postings lists, `!` and `"` stay free.

use serde::Serialize;

use super::merge::Posting;
use super::words::WEIGHT_BITS;

const BASE: u32 = 45;
const FIRST: u8 = b'#';

/// Compact JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    #[expect(clippy::expect_used, reason = "structs of strings, numbers and lists can always be written")]
    serde_json::to_string(value).expect("plain values")
}

/// Appends a number.
pub(super) fn number(mut n: u32, out: &mut String) {
    while n >= BASE {
        digit((n % BASE + BASE) as u8, out);
        n /= BASE;
    }
    digit(n as u8, out);
}

fn digit(value: u8, out: &mut String) {
    let c = FIRST + value;
    out.push(char::from(if c >= b'\\' { c + 1 } else { c }));
}

/// Appends postings, which are sorted by page: for each the distance from the page before and the weight.
pub(super) fn postings(list: &[Posting], out: &mut String) {
    let mut next = 0;
    for posting in list {
        number((posting.doc() - next) << WEIGHT_BITS | u32::from(posting.weight()), out);
        next = posting.doc() + 1;
    }
}

/// Appends a word after another: one character says how many UTF-16 units it shares with the one before
/// (which is how a page counts letters), then the rest.
pub(super) fn word(before: &str, word: &str, out: &mut String) {
    const MOST: usize = BASE as usize - 1;
    let mut shared = 0;
    let mut bytes = 0;
    for (a, b) in before.chars().zip(word.chars()) {
        if a != b || shared + a.len_utf16() > MOST {
            break;
        }
        shared += a.len_utf16();
        bytes += a.len_utf8();
    }
    digit(shared as u8, out);
    out.push_str(&word[bytes..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(n: u32) -> String {
        let mut out = String::new();
        number(n, &mut out);
        out
    }

    #[test]
    fn numbers_are_short_and_never_need_escaping() {
        assert_eq!(written(0), "#");
        assert_eq!(written(44), "O");
        assert_eq!(written(45), "P$");
        for n in (0..100_000).chain([u32::MAX]) {
            assert!(written(n).bytes().all(|b| b.is_ascii_graphic() && !b"\\\"!".contains(&b)), "{n}");
        }
    }

    #[test]
    fn words_share_what_they_begin_with() {
        let mut out = String::new();
        word("", "виза", &mut out);
        word("виза", "визовый", &mut out);
        word("a𝔘b", "a𝔘c", &mut out);
        assert_eq!(out, "#виза&овый&c");
    }
}
