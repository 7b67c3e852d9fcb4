//! The personal code of Azerbaijani identity documents (FIN): seven of `0-9 A-H J-N P-Z`.
//!
//! The alphabet has no `I` and no `O`, so whoever types one of them means `1` or `0`. Letters of Cyrillic and Greek
//! keyboards that look the same are taken for what they look like. The code has no check digit.

use super::letters::{capital, is_break, is_space, is_unseen};

/// Reads a code as typed: any case, with spaces or hyphens.
pub fn read(text: &str) -> Option<String> {
    let hyphen = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}');
    let written = text.chars().filter(|c| !(is_space(*c) || is_break(*c) || is_unseen(*c) || hyphen(*c)));
    let meant = written.take(8).map(|c| match capital(c)? {
        b'I' => Some('1'),
        b'O' => Some('0'),
        byte => Some(char::from(byte)),
    });
    let code: String = meant.collect::<Option<_>>()?;
    (code.len() == 7).then_some(code)
}
