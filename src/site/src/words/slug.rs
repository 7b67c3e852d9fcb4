//! Titles as addresses: lower-case ASCII words joined by `-`.
//!
//! A plain slugger decomposes letters and drops what is left over, so `ə`, `ı` and whole alphabets vanish
//! and different titles collide. Here every letter of the Latin, Cyrillic and Arabic scripts the site is
//! likely to meet is written with the letters a reader would type; of any other script a digest remains.

use icu::normalizer::{ComposingNormalizer, DecomposingNormalizer};
use sha2::{Digest, Sha256};

/// The address of a title: `[a-z0-9]+(-[a-z0-9]+)*`, never empty, the same for composed and decomposed text.
///
/// Where letters were lost (a script without a table here), eight hexadecimal digits of the text's SHA-256
/// are appended, so that two titles do not meet at one address.
pub fn slug(text: &str) -> String {
    let composed = ComposingNormalizer::new_nfc().normalize(text);
    let mut out = String::with_capacity(composed.len());
    let mut lost = false;
    for letter in composed.chars() {
        lost |= !push(letter, &mut out);
    }
    out.truncate(out.trim_end_matches('-').len());
    if lost || out.is_empty() {
        let digest = Sha256::digest(composed.as_bytes());
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(digest.iter().take(4).map(|byte| format!("{byte:02x}")));
    }
    out
}

/// Writes one letter; false when it is a letter that has no spelling here.
fn push(letter: char, out: &mut String) -> bool {
    if letter.is_ascii_alphanumeric() {
        out.push(letter.to_ascii_lowercase());
    } else if let Some(spelled) = spelling(letter) {
        out.push_str(spelled);
    } else if let Some(digit) = digit(letter) {
        out.push(digit);
    } else if is_silent(letter) {
        // Vowel signs count as letters to Unicode: this comes before.
    } else if letter.is_alphanumeric() {
        return push_base(letter, out);
    } else if !out.is_empty() && !out.ends_with('-') {
        out.push('-');
    }
    true
}

/// An accented letter whose bare letter is known: `é`, `ế`, `ў`.
fn push_base(letter: char, out: &mut String) -> bool {
    let mut bytes = [0; 4];
    let apart = DecomposingNormalizer::new_nfkd().normalize(letter.encode_utf8(&mut bytes)).into_owned();
    let mut known = false;
    for part in apart.chars().filter(|part| *part != letter) {
        if part.is_ascii_alphanumeric() {
            out.push(part.to_ascii_lowercase());
            known = true;
        } else if let Some(spelled) = spelling(part) {
            out.push_str(spelled);
            known = true;
        }
    }
    known
}

/// Signs that belong to a word without being heard: apostrophes, soft hyphens, joiners, vowel signs,
/// combining accents, direction marks.
fn is_silent(letter: char) -> bool {
    matches!(letter,
        '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '\u{ad}' | 'ـ'
        | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Arabic-Indic and Persian digits.
fn digit(letter: char) -> Option<char> {
    let value = match letter {
        '٠'..='٩' => letter as u32 - '٠' as u32,
        '۰'..='۹' => letter as u32 - '۰' as u32,
        _ => return None,
    };
    char::from_digit(value, 10)
}

#[rustfmt::skip] // tables read better in rows
fn spelling(letter: char) -> Option<&'static str> {
    Some(match letter {
        // Azerbaijani, Turkish and other Latin letters that do not come apart into a letter and an accent,
        // or whose accent is what tells them from another letter.
        'ə' | 'Ə' => "e", 'ı' | 'I' | 'İ' => "i", 'ğ' | 'Ğ' => "g", 'ş' | 'Ş' => "s", 'ç' | 'Ç' => "c",
        'ö' | 'Ö' | 'ø' | 'Ø' => "o", 'ü' | 'Ü' => "u", 'ß' | 'ẞ' => "ss", 'æ' | 'Æ' => "ae", 'œ' | 'Œ' => "oe",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d", 'ł' | 'Ł' => "l", 'þ' | 'Þ' => "th", 'ŋ' | 'Ŋ' => "n", 'ħ' | 'Ħ' => "h",
        // Cyrillic: Russian, then Ukrainian, Kazakh and the old Azerbaijani letters.
        'а' | 'А' => "a", 'б' | 'Б' => "b", 'в' | 'В' => "v", 'г' | 'Г' => "g", 'д' | 'Д' => "d", 'е' | 'Е' => "e",
        'ё' | 'Ё' => "e", 'ж' | 'Ж' => "zh", 'з' | 'З' => "z", 'и' | 'И' => "i", 'й' | 'Й' => "y", 'к' | 'К' => "k",
        'л' | 'Л' => "l", 'м' | 'М' => "m", 'н' | 'Н' => "n", 'о' | 'О' => "o", 'п' | 'П' => "p", 'р' | 'Р' => "r",
        'с' | 'С' => "s", 'т' | 'Т' => "t", 'у' | 'У' => "u", 'ф' | 'Ф' => "f", 'х' | 'Х' => "kh", 'ц' | 'Ц' => "ts",
        'ч' | 'Ч' => "ch", 'ш' | 'Ш' => "sh", 'щ' | 'Щ' => "shch", 'ъ' | 'Ъ' | 'ь' | 'Ь' => "", 'ы' | 'Ы' => "y",
        'э' | 'Э' => "e", 'ю' | 'Ю' => "yu", 'я' | 'Я' => "ya",
        'і' | 'І' => "i", 'ї' | 'Ї' => "yi", 'є' | 'Є' => "ye", 'ґ' | 'Ґ' => "g", 'ў' | 'Ў' => "u",
        'ә' | 'Ә' => "e", 'ғ' | 'Ғ' | 'ҝ' | 'Ҝ' => "g", 'қ' | 'Қ' => "q", 'ң' | 'Ң' => "n", 'ө' | 'Ө' => "o",
        'ұ' | 'Ұ' | 'ү' | 'Ү' => "u", 'һ' | 'Һ' => "h", 'ҹ' | 'Ҹ' => "c", 'ј' | 'Ј' => "y",
        // Arabic, then Persian and Urdu.
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' => "a", 'ب' => "b", 'ت' | 'ط' => "t", 'ة' => "a", 'ث' => "th", 'ج' => "j",
        'ح' | 'ه' => "h", 'خ' => "kh", 'د' | 'ض' => "d", 'ذ' => "dh", 'ر' => "r", 'ز' | 'ظ' => "z", 'س' | 'ص' => "s",
        'ش' => "sh", 'ع' | 'ء' => "", 'غ' => "gh", 'ف' => "f", 'ق' => "q", 'ك' => "k", 'ل' => "l", 'م' => "m",
        'ن' => "n", 'و' | 'ؤ' => "w", 'ي' | 'ئ' => "y",
        'پ' => "p", 'چ' => "ch", 'ژ' => "zh", 'ک' => "k", 'گ' => "g", 'ی' => "y", 'ٹ' => "t", 'ڈ' => "d", 'ڑ' => "r",
        'ں' => "n", 'ہ' | 'ھ' | 'ۀ' | 'ۂ' => "h", 'ۃ' => "a", 'ے' | 'ۓ' => "e",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_keep_their_sound() {
        for (title, expected) in [
            ("İş icazəsi", "is-icazesi"),
            ("Müvəqqəti yaşamaq üçün icazə", "muveqqeti-yasamaq-ucun-icaze"),
            ("Qaçqın statusu", "qacqin-statusu"),
            ("IŞIQ, ığdır!", "isiq-igdir"),
            ("Ölkədə olma müddətinin uzadılması (90 gün)", "olkede-olma-muddetinin-uzadilmasi-90-gun"),
            ("Разрешение на работу", "razreshenie-na-rabotu"),
            ("Объявления и подъезд", "obyavleniya-i-podezd"),
            ("Щёлково — Ёлка", "shchelkovo-elka"),
            ("تصريح العمل", "tsryh-alml"),
            ("مهلة ٩٠ يومًا", "mhla-90-ywma"),
            ("Don’t  wait...", "dont-wait"),
            ("Crème brûlée Straße Łódź", "creme-brulee-strasse-lodz"),
            ("--a--", "a"),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    #[test]
    fn composed_and_decomposed_text_have_one_address() {
        for title in ["İş icazəsi", "Müraciət üçün", "Йошкар-Ола ё", "إقامة أؤئ", "Việt Nam"]
        {
            let apart = DecomposingNormalizer::new_nfd().normalize(title).into_owned();
            assert_eq!(slug(title), slug(&apart), "{title}");
        }
    }

    #[test]
    fn what_cannot_be_spelled_stays_apart() {
        let (first, second) = (slug("第一章"), slug("第二章"));
        assert_ne!(first, second);
        assert!(first.len() == 8 && first.bytes().all(|b| b.is_ascii_hexdigit()), "{first}");
        assert!(slug("2026 年").starts_with("2026-"), "{}", slug("2026 年"));
        assert_ne!(slug("2026 年"), slug("2026 月"));
        assert_eq!(slug("").len(), 8);
        assert_eq!(slug("—").len(), 8);
    }
}
