//! E-mail addresses that mail systems of today deliver to.
//!
//! Accepted is the part of RFC 5321 and RFC 5322 that is in use: a dot-atom of ASCII before the `@` (64 bytes at most),
//! behind it a domain of two labels or more, letters, digits and inner hyphens, 63 bytes a label, 254 bytes in all, the
//! last label with a letter. Not accepted are quoted names, comments, addresses of machines (`[192.0.2.1]`), domains of
//! one label, and letters beyond ASCII: an address in them (RFC 6531) reaches few systems, and a Cyrillic `а` in a
//! Latin address reaches nobody. An internationalised domain can be given as `xn--...`.
//!
//! Dropped are `mailto:`, angle brackets around the whole, invisible characters and spaces at the ends; wide letters
//! become ASCII. The domain is written in small letters. The name keeps its case: RFC 5321 leaves it to its host.

use super::letters::{ascii, is_break, is_space, is_unseen};

/// What every canonical address fits, as a regular expression.
pub const PATTERN: &str = "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\\.)+[a-z][a-z0-9-]{1,62}$";

/// Reads an address as typed.
pub fn read(text: &str) -> Option<String> {
    let visible: String = text.chars().filter(|c| !is_unseen(*c)).map(ascii).collect();
    let text = visible.trim_matches(|c| is_space(c) || is_break(c));
    let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    let text = text.get(..7).filter(|head| head.eq_ignore_ascii_case("mailto:")).map_or(text, |_| &text[7..]);
    let (name, domain) = text.rsplit_once('@')?;
    let fits = name.len() <= 64 && text.len() <= 254;
    (fits && is_name(name) && is_domain(domain)).then(|| format!("{name}@{}", domain.to_ascii_lowercase()))
}

/// A dot-atom (RFC 5322, section 3.2.3).
fn is_name(name: &str) -> bool {
    let atom = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    name.split('.').all(|part| !part.is_empty() && part.bytes().all(atom))
}

/// RFC 1123, section 2.1.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        let inner = !label.starts_with('-') && !label.ends_with('-');
        (1..=63).contains(&label.len()) && inner && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let Some((_, last)) = domain.rsplit_once('.') else { return false };
    last.len() >= 2 && last.starts_with(|c: char| c.is_ascii_alphabetic()) && domain.split('.').all(label)
}
