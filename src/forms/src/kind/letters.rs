//! Characters that stand for others: digits of all scripts, wide letters, look-alikes, spaces, what cannot be seen.

/// Zeros of decimal digits; each is followed by 1 to 9 (Unicode 15, general category Nd, the scripts in daily use).
const ZEROS: [char; 37] = [
    '0', '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '႐', '០', '᠐', '᥆', '᧐',
    '᪀', '᪐', '᭐', '᮰', '᱀', '᱐', '꘠', '꣐', '꤀', '꧐', '꧰', '꩐', '꯰', '０',
];

/// The value of a decimal digit of any script.
pub(super) fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    let value = |zero: char| (c as u32).checked_sub(zero as u32).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value).and_then(|value| u8::try_from(value).ok())
}

/// Wide letters and signs of East Asian keyboards become ASCII, and so do digits of all scripts.
pub(super) fn ascii(c: char) -> char {
    if let Some(value) = digit(c) {
        return char::from(b'0' + value);
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The capital ASCII letter or digit that a character is, or cannot be told from: `Ａ`, Cyrillic `А`, Greek `Α`, `a`.
pub(super) fn capital(c: char) -> Option<u8> {
    let c = match ascii(c) {
        'А' | 'а' | 'Α' | 'α' => 'A',
        'В' | 'в' | 'Β' => 'B',
        'С' | 'с' => 'C',
        'Е' | 'е' | 'Ε' => 'E',
        'Н' | 'н' | 'Η' => 'H',
        'І' | 'і' | 'Ι' | 'ι' | 'ı' | 'İ' => 'I',
        'Ј' | 'ј' => 'J',
        'К' | 'к' | 'Κ' | 'κ' => 'K',
        'М' | 'м' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'о' | 'Ο' | 'ο' => 'O',
        'Р' | 'р' | 'Ρ' => 'P',
        'Ѕ' | 'ѕ' => 'S',
        'Т' | 'т' | 'Τ' => 'T',
        'У' | 'у' | 'Υ' => 'Y',
        'Х' | 'х' | 'Χ' => 'X',
        'Ζ' => 'Z',
        c => c.to_ascii_uppercase(),
    };
    c.is_ascii_alphanumeric().then_some(c as u8)
}

/// Whether it is a space of some width (Unicode, general category Zs), a tab, or a letter that shows nothing.
pub(super) fn is_space(c: char) -> bool {
    let space = matches!(c, ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}');
    space || matches!(c, '\u{3000}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// Whether it ends a line. Form feeds and vertical tabs come from word processors.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether it shows nothing and changes nothing: it only travels along when text is copied.
pub(super) fn is_nothing(c: char) -> bool {
    let joining = matches!(c, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{34f}');
    joining || matches!(c, '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{1d173}'..='\u{1d17a}')
}

/// Whether it joins or parts the letters beside it, as Persian and Indic scripts need.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether it is a mark of direction, without effect beyond its place.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Whether it sets text in a direction until it is ended. Copied phone numbers often stand between two of these.
pub(super) fn is_embedding(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}')
}

/// Whether it turns the order of what follows round.
pub(super) fn is_override(c: char) -> bool {
    matches!(c, '\u{202d}' | '\u{202e}')
}

/// Whether it cannot be seen, whatever else it does. Codes and numbers are read without these.
pub(super) fn is_unseen(c: char) -> bool {
    is_nothing(c) || is_joiner(c) || is_mark(c) || is_embedding(c) || is_override(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits() {
        assert_eq!(ZEROS.map(digit), [Some(0); 37]);
        assert_eq!("٣۴९９7".chars().map(digit).collect::<Option<Vec<_>>>(), Some(vec![3, 4, 9, 9, 7]));
        assert_eq!("a/:٪²½Ⅷ".chars().find_map(digit), None);
    }
}
