//! Canonical JSON (RFC 8785) of Sayyar's own documents: one value, one text, both ways.

use std::fmt::Display;
use std::str::FromStr;

use sayyar_base::canonical::{self, NotExact};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};

/// The canonical text. Fails only for integers beyond 2^53.
pub(crate) fn encode<T: Serialize>(value: &T) -> Result<String, NotExact> {
    let value = serde_json::to_value(value).expect("documents of this crate have text for keys");
    canonical::to_string(&value)
}

/// The value, if this is its canonical text: no unknown, missing or doubled key, no other spelling.
pub(crate) fn decode<T: Serialize + DeserializeOwned>(text: &[u8]) -> Option<T> {
    let value = serde_json::from_value(sayyar_base::json::parse(text).ok()?).ok()?;
    (encode(&value).ok()?.as_bytes() == text).then_some(value)
}

/// A value that JSON holds as text.
pub(crate) fn text<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(Error::custom)
}
