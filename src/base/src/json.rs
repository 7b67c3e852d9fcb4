//! Reading JSON (RFC 8259) as Sayyar's own documents are written: whole numbers only, decimals are text.
//!
//! One small reader instead of one for each type: the engine in a form's page is weighed. What was read is a
//! [`serde_json::Value`]; its text is made by [`crate::canonical`].

use std::fmt;

use serde_json::{Map, Value};

/// Documents are no deeper than that.
const DEEPEST: usize = 100;

/// Why a text is none of our documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotJson {
    /// It is not JSON, or deeper than documents are.
    Syntax,
    /// It has a number with a fraction or an exponent, or one that takes more than 64 bits.
    Number,
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "this is not JSON",
            Self::Number => "this has a number that is not whole: write it as text",
        })
    }
}

impl std::error::Error for NotJson {}

/// Reads a document. Of a key that stands twice the last is kept: comparing the canonical text finds that.
pub fn parse(text: &[u8]) -> Result<Value, NotJson> {
    let text = std::str::from_utf8(text).map_err(|_| NotJson::Syntax)?;
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.space();
    if reader.at == text.len() { Ok(value) } else { Err(NotJson::Syntax) }
}

/// Reads an object.
pub fn object(text: &[u8]) -> Result<Map<String, Value>, NotJson> {
    match parse(text)? {
        Value::Object(object) => Ok(object),
        _ => Err(NotJson::Syntax),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    /// Whether this sign is next; it is taken.
    fn take(&mut self, sign: u8) -> bool {
        self.space();
        let is = self.peek() == sign;
        self.at += usize::from(is);
        is
    }

    fn need(&mut self, sign: u8) -> Result<(), NotJson> {
        if self.take(sign) { Ok(()) } else { Err(NotJson::Syntax) }
    }

    fn value(&mut self, depth: usize) -> Result<Value, NotJson> {
        self.space();
        match self.peek() {
            _ if depth > DEEPEST => Err(NotJson::Syntax),
            b'"' => Ok(Value::String(self.string()?)),
            b'{' => self.fields(depth),
            b'[' => self.items(depth),
            b'-' | b'0'..=b'9' => self.number(),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Result<Value, NotJson> {
        for (word, value) in [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)] {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(NotJson::Syntax)
    }

    fn fields(&mut self, depth: usize) -> Result<Value, NotJson> {
        let mut fields = Map::new();
        self.at += 1;
        let mut more = !self.take(b'}');
        while more {
            self.space();
            let key = self.string()?;
            self.need(b':')?;
            fields.insert(key, self.value(depth + 1)?);
            more = self.take(b',');
            if !more {
                self.need(b'}')?;
            }
        }
        Ok(Value::Object(fields))
    }

    fn items(&mut self, depth: usize) -> Result<Value, NotJson> {
        let mut items = Vec::new();
        self.at += 1;
        let mut more = !self.take(b']');
        while more {
            items.push(self.value(depth + 1)?);
            more = self.take(b',');
            if !more {
                self.need(b']')?;
            }
        }
        Ok(Value::Array(items))
    }

    fn number(&mut self) -> Result<Value, NotJson> {
        let start = self.at;
        self.at += usize::from(self.peek() == b'-');
        let first = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        let digits = &self.text[first..self.at];
        if digits.is_empty() || digits.len() > 1 && digits.starts_with('0') {
            return Err(NotJson::Syntax);
        }
        if matches!(self.peek(), b'.' | b'e' | b'E') {
            return Err(NotJson::Number);
        }
        self.text[start..self.at].parse::<i64>().map(Value::from).map_err(|_| NotJson::Number)
    }

    fn string(&mut self) -> Result<String, NotJson> {
        if self.peek() != b'"' {
            return Err(NotJson::Syntax);
        }
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\');
            let plain = plain.ok_or(NotJson::Syntax)?;
            out.push_str(&rest[..plain]);
            self.at += plain + 1;
            match rest.as_bytes()[plain] {
                b'"' => return Ok(out),
                b'\\' => out.push(self.escape()?),
                _ => return Err(NotJson::Syntax),
            }
        }
    }

    /// What stands behind `\`.
    fn escape(&mut self) -> Result<char, NotJson> {
        let letter = self.peek();
        self.at += 1;
        Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                // A pair of surrogates is one character; half of one is none.
                let code = if unit & 0xfc00 == 0xd800 && self.text[self.at..].starts_with("\\u") {
                    self.at += 2;
                    let low = self.unit()?;
                    if low & 0xfc00 == 0xdc00 { 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff) } else { unit }
                } else {
                    unit
                };
                char::from_u32(code).ok_or(NotJson::Syntax)?
            }
            _ => return Err(NotJson::Syntax),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, NotJson> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.peek()).to_digit(16).ok_or(NotJson::Syntax)?;
            self.at += 1;
        }
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `serde_json` reads, without its fractions.
    #[track_caller]
    fn as_others_do(text: &str) {
        let theirs = serde_json::from_str::<Value>(text).map_err(|_| NotJson::Syntax);
        assert_eq!(parse(text.as_bytes()), theirs, "{text}");
    }

    #[test]
    fn documents() {
        for text in [
            "{}",
            "[]",
            " { \"a\" : [ 1 , -2,0 ] ,\t\"b\":{}}\r\n",
            "true",
            "false",
            "null",
            "\"\"",
            "[null,[true,[false]]]",
            r#"{"a":1,"a":2}"#,
            r#""\"\\\/\b\f\n\r\t\u0041\u20ac\ud83d\ude00 ə \u00e9""#,
            "9223372036854775807",
            "-9223372036854775808",
            "",
            " ",
            "{",
            "}",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "[1 2]",
            "1 2",
            "tru",
            "nulll",
            "01",
            "-",
            "-a",
            "+1",
            "\"",
            "\"\n\"",
            "\"\u{0}\"",
            r#""\x""#,
            r#""\u12""#,
            r#""\ud800""#,
            r#""\ud800\u0041""#,
            r#""\udc00""#,
            r#""\u+041""#,
            "\u{feff}{}",
            "'a'",
            "[1]]",
            "\"\\",
            "{\"a\":1 \"b\":2}",
        ] {
            as_others_do(text);
        }
        assert_eq!(parse(b"\"\xff\""), Err(NotJson::Syntax));
        assert_eq!(object(b"[]"), Err(NotJson::Syntax));
    }

    #[test]
    fn numbers_that_are_not_whole() {
        for text in ["1.5", "[1e3]", "-0.0", "9223372036854775808", "1E400", "{\"a\":[0.1]}"] {
            assert_eq!(parse(text.as_bytes()), Err(NotJson::Number), "{text}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(nested(DEEPEST).as_bytes()).is_ok());
        assert_eq!(parse(nested(100_000).as_bytes()), Err(NotJson::Syntax));
    }
}
