//! Makes hostile characters visible.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every character that could mislead a reader or drive a terminal replaced by one
/// that shows what stood there: `␛` for escape, `\u{202e}` for a turned direction.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push_visible(c, &mut shown));
    Cow::Owned(shown)
}

/// Appends a character as [`visible`] shows it.
pub(super) fn push_visible(c: char, to: &mut String) {
    match c {
        c if !is_hostile(c) => to.push(c),
        '\0'..='\u{1f}' => to.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
        '\u{7f}' => to.push('␡'),
        c => {
            let _ = write!(to, "\\u{{{:x}}}", u32::from(c));
        }
    }
}

/// Control characters but for line break and tab; marks that turn the direction of text or join lines;
/// characters without any look. The two joiners stay: Persian words are spelled with them.
pub(super) fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_behind_the_readers_back() {
        assert_eq!(
            visible("Müraciət: ərizə, مرحبا, می\u{200c}خواهم\n\tx"),
            "Müraciət: ərizə, مرحبا, می\u{200c}خواهم\n\tx"
        );
        assert_eq!(visible("\u{1b}[2J\u{7}\r\0\u{7f}"), "␛[2J␇␍␀␡");
        assert_eq!(visible("a\u{202e}b\u{2066}c\u{9b}d\u{feff}"), "a\\u{202e}b\\u{2066}c\\u{9b}d\\u{feff}");
    }
}
