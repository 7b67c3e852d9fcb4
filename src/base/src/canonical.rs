//! Canonical JSON (RFC 8785, JCS): one value, one text, so that digests and signatures agree everywhere.

use std::fmt;

use serde_json::{Number, Value};

/// A number that is not whole, or beyond 2^53: readers would not all keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotExact;

impl fmt::Display for NotExact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number is not whole, or too large for JSON that everybody reads alike: write it as text")
    }
}

impl std::error::Error for NotExact {}

/// The canonical text of a value: no white space, keys in the order of their UTF-16 code units, strings as ECMAScript
/// writes them. Numbers are whole and written as such: Sayyar's formats have no others, decimals are text.
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
            // They are in the order of their code points, which is another only beyond ASCII.
            if !map.keys().all(|key| key.is_ascii()) {
                entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            }
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
    match number.as_i64() {
        Some(whole) if whole.unsigned_abs() <= LARGEST => out.push_str(&whole.to_string()),
        _ => return Err(NotExact),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> Result<String, NotExact> {
        to_string(&serde_json::from_str(text).unwrap())
    }

    /// RFC 8785, section 3.2.2, without its fractions.
    #[test]
    fn the_example_of_the_standard() {
        let text = r#"{
            "numbers": [333333333, -1, 0],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let expected = r#"{"literals":[null,true,false],"numbers":[333333333,-1,0],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
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
    fn numbers_that_a_double_would_change_are_refused() {
        let largest = "[9007199254740992,-9007199254740992]";
        assert_eq!(canonical(largest).as_deref(), Ok(largest));
        for text in ["9007199254740993", "-9007199254740993", "18446744073709551615", "1.5", "[1.0]", "-0.0", "1e300"] {
            assert_eq!(canonical(text), Err(NotExact), "{text}");
        }
    }
}
