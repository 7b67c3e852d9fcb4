//! Language tags (BCP 47) as far as a site needs them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A language tag as it stands in `lang` attributes and URLs, such as `az` or `zh-Hant`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(Arc<str>);

impl Tag {
    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotATag(String);

impl fmt::Display for NotATag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a language tag: write it as `az`, `pt-BR` or `zh-Hant`", self.0)
    }
}

impl std::error::Error for NotATag {}

impl TryFrom<String> for Tag {
    type Error = NotATag;

    /// Accepts subtags of 1 to 8 ASCII letters or digits joined by `-`, the first of 2 or 3 letters
    /// (RFC 5646, section 2.1, without registry look-up).
    fn try_from(text: String) -> Result<Self, NotATag> {
        let mut parts = text.split('-');
        let first = parts.next().unwrap_or_default();
        let language = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase());
        let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if language && rest { Ok(Self(text.into())) } else { Err(NotATag(text)) }
    }
}

impl FromStr for Tag {
    type Err = NotATag;

    fn from_str(text: &str) -> Result<Self, NotATag> {
        text.to_owned().try_into()
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> Self {
        tag.0.to_string()
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Writing direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dir {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// As HTML writes it: `ltr` or `rtl`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}
