//! Canonical JSON (RFC 8785, JCS): one value, one text, so that digests and signatures agree everywhere.

use std::fmt;

use serde_json::{Number, Value};

/// An integer beyond 2^53: readers that keep numbers as doubles would change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotExact(pub Number);

impl fmt::Display for NotExact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is too large for JSON that everybody reads alike: write it as text", self.0)
    }
}

impl std::error::Error for NotExact {}

/// The canonical text of a value: no white space, keys in the order of their UTF-16 code units,
/// numbers and strings as ECMAScript writes them.
///
/// Whoever parses fractions first must keep doubles exact (`serde_json` does so only with its feature
/// `float_roundtrip`); Sayyar's own formats have none: decimals are text.
pub fn to_string(value: &Value) -> Result<String, NotExact> {
    let mut out = String::new();
    write(value, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), NotExact> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Value::Number(number) => write_number(number, out)?,
        Value::String(text) => write_text(text, out),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (i, (key, value)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write(value, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

/// RFC 8785, section 3.2.2.2: only what JSON obliges to escape, the short form where there is one.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

const LARGEST: u64 = 1 << 53;

fn write_number(number: &Number, out: &mut String) -> Result<(), NotExact> {
    let integer = number.as_i64().map(i64::unsigned_abs).or_else(|| number.as_u64());
    match (integer, number.as_f64()) {
        (Some(size), _) if size <= LARGEST => out.push_str(&number.to_string()),
        (None, Some(double)) if double.is_finite() => write_double(double, out),
        _ => return Err(NotExact(number.clone())),
    }
    Ok(())
}

/// ECMA-262, Number::toString: the shortest digits that read back as the same double.
fn write_double(double: f64, out: &mut String) {
    if double == 0.0 {
        return out.push('0');
    }
    // The shortest digits that read back as the same double, the nearest of several, in one of the two spellings of
    // `serde_json`, whose writer is here anyway: `0.000125`, `1.25e-7`.
    let text = Number::from_f64(double.abs()).map(|number| number.to_string()).unwrap_or_default();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let padded = [whole, fraction].concat();
    let significant = padded.trim_start_matches('0');
    let leading = padded.len() - significant.len();
    let digits = significant.trim_end_matches('0').to_owned();
    let count = digits.len() as i32;
    // The decimal point stands behind that many digits ("n" in the standard).
    let point = exponent.parse::<i32>().unwrap_or_default() + whole.len() as i32 - leading as i32;
    if double < 0.0 {
        out.push('-');
    }
    let zeros = |n: i32| "0".repeat(n.max(0) as usize);
    if (count..=21).contains(&point) {
        out.push_str(&(digits + &zeros(point - count)));
    } else if (1..=21).contains(&point) {
        let (whole, rest) = digits.split_at(point as usize);
        out.push_str(&format!("{whole}.{rest}"));
    } else if (-5..=0).contains(&point) {
        out.push_str(&format!("0.{}{digits}", zeros(-point)));
    } else {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        out.push_str(&format!("{first}{dot}{rest}e{:+}", point - 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn double(bits: u64) -> String {
        let mut out = String::new();
        write_double(f64::from_bits(bits), &mut out);
        out
    }

    /// RFC 8785, appendix B.
    #[test]
    fn numbers() {
        let vectors = [
            (0x0000000000000000, "0"),
            (0x8000000000000000, "0"),
            (0x0000000000000001, "5e-324"),
            (0x8000000000000001, "-5e-324"),
            (0x7fefffffffffffff, "1.7976931348623157e+308"),
            (0xffefffffffffffff, "-1.7976931348623157e+308"),
            (0x4340000000000000, "9007199254740992"),
            (0xc340000000000000, "-9007199254740992"),
            (0x4430000000000000, "295147905179352830000"),
            (0x44b52d02c7e14af5, "9.999999999999997e+22"),
            (0x44b52d02c7e14af6, "1e+23"),
            (0x44b52d02c7e14af7, "1.0000000000000001e+23"),
            (0x444b1ae4d6e2ef4e, "999999999999999700000"),
            (0x444b1ae4d6e2ef4f, "999999999999999900000"),
            (0x444b1ae4d6e2ef50, "1e+21"),
            (0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"),
            (0x3eb0c6f7a0b5ed8d, "0.000001"),
            (0x41b3de4355555553, "333333333.3333332"),
            (0x41b3de4355555554, "333333333.33333325"),
            (0x41b3de4355555555, "333333333.3333333"),
            (0x41b3de4355555556, "333333333.3333334"),
            (0x41b3de4355555557, "333333333.33333343"),
            (0xbecbf647612f3696, "-0.0000033333333333333333"),
            (0x43143ff3c1cb0959, "1424953923781206.2"),
        ];
        for (bits, expected) in vectors {
            assert_eq!(double(bits), expected, "{bits:x}");
        }
    }

    fn canonical(text: &str) -> Result<String, NotExact> {
        to_string(&serde_json::from_str(text).unwrap())
    }

    /// RFC 8785, section 3.2.2.
    #[test]
    fn the_example_of_the_standard() {
        let text = r#"{
            "numbers": [333333333.3333333, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
        assert_eq!(canonical(text).as_deref(), Ok(expected));
    }

    /// RFC 8785, section 3.2.3: by UTF-16 code units, so a surrogate pair comes before U+FB33.
    #[test]
    fn keys_are_sorted_by_utf16() {
        let text = r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
            "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#;
        let expected = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
            \"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\
            \"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}";
        assert_eq!(canonical(text).as_deref(), Ok(expected));
    }

    #[test]
    fn integers_that_a_double_would_change_are_refused() {
        assert_eq!(
            canonical("[9007199254740992,-9007199254740992,-0,1.0]").as_deref(),
            Ok("[9007199254740992,-9007199254740992,0,1]")
        );
        assert!(canonical("9007199254740993").is_err());
        assert!(canonical("-9007199254740993").is_err());
        assert!(canonical("18446744073709551615").is_err());
    }
}
