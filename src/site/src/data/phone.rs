//! Telephone numbers as every country can dial them.

use std::fmt;
use std::str::FromStr;

use sayyar_base::toml::{Node, Read};

/// An international number (ITU-T E.164): `+` and 7 to 15 digits, the first not 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phone(String);

/// A text that is not an international number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPhone(String);

impl fmt::Display for NotAPhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not an international number: write it as `+994125656118`, without spaces", self.0)
    }
}

impl FromStr for Phone {
    type Err = NotAPhone;

    fn from_str(text: &str) -> Result<Self, NotAPhone> {
        let digits = text.strip_prefix('+').unwrap_or_default();
        let fits = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits && !digits.starts_with('0') { Ok(Self(text.to_owned())) } else { Err(NotAPhone(text.to_owned())) }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Read for Phone {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.text_as("bad-phone")
    }
}
