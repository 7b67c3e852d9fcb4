//! Numbers as people type them.
//!
//! Digits are of any script; spaces of all widths and apostrophes part thousands; a point or a comma is a decimal mark
//! or parts thousands, as `٫` and `٬` do each for itself. What is meant follows from what is there:
//!
//! - both a point and a comma: the last is the decimal mark (`1,234.5`, `1.234,5`);
//! - one of them several times: it parts thousands (`1.234.567`, Indian `1,00,000` too);
//! - one of them once, not before exactly three digits: a decimal mark (`1200,5`, `0,125`, `12.5`);
//! - one of them once, between one to three digits and three (`1.234`, `1,234`): nobody can tell, so the field does.
//!   A whole number has no decimals: 1234. So has an amount in a currency of two decimals or none: 1234. A decimal is
//!   1.234, whichever mark it is; one with fewer decimals in its definition then says so, and never is wrong by a
//!   thousand unseen. In a currency of three decimals `1.234` is 1.234, and `1,234` is not read.
//!
//! Groups must be whole: `12 34` and `1 2345` are slips of the finger, not numbers. No exponents.

use rust_decimal::Decimal;
use sayyar_base::{Currency, Money};

use super::letters::{ascii, is_break, is_space, is_unseen};
use crate::rule::MAX_INTEGER;

/// Most digits of an amount in minor units.
const MONEY_DIGITS: usize = 15;

/// A whole number, at most 2^53 - 1 either way.
pub fn integer(text: &str) -> Option<i64> {
    let written = Written::read(text)?;
    let whole = if written.doubtful.is_some() {
        written.whole + &written.fraction
    } else if written.fraction.bytes().all(|digit| digit == b'0') {
        written.whole
    } else {
        return None;
    };
    let number = whole.parse::<i64>().ok().filter(|number| *number <= MAX_INTEGER)?;
    Some(if written.negative { -number } else { number })
}

/// An exact number of at most 28 digits, without zeros at its end.
pub fn decimal(text: &str) -> Option<Decimal> {
    let written = Written::read(text)?;
    let (whole, fraction) = (written.whole.trim_start_matches('0'), written.fraction.trim_end_matches('0'));
    let scale = u32::try_from(fraction.len()).ok().filter(|scale| *scale <= 28)?;
    let digits = format!("0{whole}{fraction}");
    let size = digits.parse::<i128>().ok().filter(|size| *size < 10_i128.pow(28))?;
    Some(Decimal::from_i128_with_scale(if written.negative { -size } else { size }, scale).normalize())
}

/// Why a text is not an amount in the currency of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyProblem {
    /// Not a number that can be read, or one of more than 15 digits.
    Malformed,
    /// Another currency stands beside the number.
    Currency,
    /// More decimals than the currency has.
    Decimals,
}

/// An amount in the field's currency. Its code, its sign or its name may stand beside the number.
pub fn money(text: &str, currency: Currency) -> Result<Money, MoneyProblem> {
    let number = without_currency(text, currency)?;
    let written = Written::read(number).ok_or(MoneyProblem::Malformed)?;
    let digits = usize::from(currency.digits());
    let (whole, fraction) = match written.doubtful {
        Some(_) if digits < 3 => (written.whole + &written.fraction, String::new()),
        Some(',') => return Err(MoneyProblem::Malformed),
        _ => (written.whole, written.fraction),
    };
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > digits {
        return Err(MoneyProblem::Decimals);
    }
    let minor = format!("{whole}{fraction:0<digits$}");
    let minor = minor.trim_start_matches('0');
    if minor.len() > MONEY_DIGITS {
        return Err(MoneyProblem::Malformed);
    }
    let minor: i64 = if minor.is_empty() { 0 } else { minor.parse().map_err(|_| MoneyProblem::Malformed)? };
    Ok(Money { minor: if written.negative { -minor } else { minor }, currency })
}

/// How people write some currencies beside their codes.
const NAMES: [(&str, &[&str]); 6] = [
    ("AZN", &["₼", "manat", "man", "манат", "манатов", "маната", "ман", "مانات"]),
    ("USD", &["$", "dollar", "dollars"]),
    ("EUR", &["€", "euro", "euros", "avro", "евро"]),
    ("GBP", &["£"]),
    ("RUB", &["₽", "руб", "рублей", "rubl"]),
    ("TRY", &["₺", "TL", "lira"]),
];

/// The number alone, where nothing or the currency stands before or behind it.
fn without_currency(text: &str, currency: Currency) -> Result<&str, MoneyProblem> {
    let digit = |c: char| ascii(c).is_ascii_digit();
    let (Some(first), Some(last)) = (text.find(digit), text.rfind(digit)) else { return Err(MoneyProblem::Malformed) };
    let after = last + text[last..].chars().next().map_or(0, char::len_utf8);
    let outside = |c: char| is_space(c) || is_break(c) || is_unseen(c);
    let sign = |c: char| outside(c) || "+-\u{2212}.,٫".contains(c);
    let head = text[..first].trim_end_matches(sign);
    let tail = text[after..].trim_start_matches(sign).trim_end_matches(|c| outside(c) || c == '.');
    let inner = &text[head.len()..if tail.is_empty() { text.len() } else { after }];
    match (head.trim_matches(outside), tail) {
        ("", "") => Ok(text),
        ("", name) | (name, "") => match named(name) {
            Some(code) if code == currency.code() => Ok(inner),
            Some(_) => Err(MoneyProblem::Currency),
            None => Err(MoneyProblem::Malformed),
        },
        _ => Err(MoneyProblem::Malformed),
    }
}

/// The code a name, a sign or a code stands for.
fn named(name: &str) -> Option<&'static str> {
    let code = Currency::of(&name.to_ascii_uppercase()).map(Currency::code);
    let called = || NAMES.into_iter().find(|(_, names)| names.iter().any(|one| one.eq_ignore_ascii_case(name)));
    code.or_else(|| called().map(|(code, _)| code))
}

/// A number taken apart.
struct Written {
    negative: bool,
    /// ASCII digits, never empty.
    whole: String,
    /// ASCII digits behind the decimal mark.
    fraction: String,
    /// The mark, where it could part thousands as well.
    doubtful: Option<char>,
}

/// A mark that can only part thousands.
const GROUP: char = '\'';
/// A mark that can only be decimal.
const POINT: char = ';';

impl Written {
    fn read(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !is_unseen(*c)).map(plain).collect::<Option<_>>()?;
        let plain = plain.trim();
        let (negative, body) = match plain.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, plain.strip_prefix('+').unwrap_or(plain)),
        };
        let body = body.trim_start();
        if body.len() > 60 || !body.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mark = decimal_mark(body)?;
        let (whole, fraction) = mark.map_or((body, ""), |at| (&body[..at], &body[at + 1..]));
        if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let alone = whole.bytes().all(|byte| byte.is_ascii_digit());
        let groups = (1..=3).contains(&whole.len()) && !whole.starts_with('0') && fraction.len() == 3;
        let doubtful = mark.and_then(|at| body[at..].chars().next()).filter(|c| *c != POINT && alone && groups);
        let whole = ungrouped(whole)?;
        let whole = if whole.is_empty() { "0".to_owned() } else { whole };
        Some(Self { negative, whole, fraction: fraction.to_owned(), doubtful })
    }
}

/// One character of a number; nothing where it has no place in one.
fn plain(c: char) -> Option<char> {
    match ascii(c) {
        c @ ('0'..='9' | '.' | ',' | '+' | '-' | '\'') => Some(c),
        '\u{2212}' | '\u{2010}'..='\u{2013}' | '\u{fe63}' => Some('-'),
        '\u{66b}' => Some(POINT),
        '\u{66c}' | '\u{2019}' | '\u{2bc}' => Some(GROUP),
        '\u{60c}' => Some(','),
        c if is_space(c) || is_break(c) => Some(' '),
        _ => None,
    }
}

/// Where the decimal mark stands, if there is one; nothing at all where the marks make no sense.
fn decimal_mark(body: &str) -> Option<Option<usize>> {
    let count = |mark: char| body.matches(mark).count();
    let last = body.rfind(|c: char| !c.is_ascii_digit());
    let at = match (count(POINT), count('.'), count(',')) {
        (1, _, _) => body.find(POINT),
        (0, 0, 0) => None,
        (0, points, commas) if points > 0 && commas > 0 => {
            let at = body.rfind(['.', ','])?;
            let mark = &body[at..=at];
            if body.matches(mark).count() > 1 {
                return None;
            }
            Some(at)
        }
        (0, 1, 0) => body.find('.'),
        (0, 0, 1) => body.find(','),
        (0, _, _) => None,
        _ => return None,
    };
    match at {
        Some(at) if last != Some(at) => None,
        at => Some(at),
    }
}

/// The digits of the part before the decimal mark, if its groups are whole: of three digits, or Indian ones.
fn ungrouped(whole: &str) -> Option<String> {
    let Some(at) = whole.find(|c: char| !c.is_ascii_digit()) else { return Some(whole.to_owned()) };
    let mark = whole[at..].chars().next()?;
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let thousands = (1..=3).contains(&first.len()) && middle.iter().all(|group| group.len() == 3);
    let indian = (1..=2).contains(&first.len()) && mark == ',' && middle.iter().all(|group| group.len() == 2);
    (digits && last.len() == 3 && (thousands || indian) && !first.starts_with('0')).then(|| groups.concat())
}
