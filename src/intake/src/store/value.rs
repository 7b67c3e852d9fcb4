//! Values that go into the database and come out of it: of four types, which every database has.

use sayyar_base::Date;
use sayyar_seal::receipt::Sha256;
use sayyar_seal::{Digest, Number, Time};

use super::StoreError;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number; also moments, in seconds, and yes or no.
    Int(i64),
    /// Text; also days.
    Text(String),
    /// Bytes; also digests and keys.
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<u64> for Value {
    /// Sizes and counts, which stay far below 2^63.
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Int(yes.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Digest> for Value {
    fn from(digest: Digest) -> Self {
        Self::Bytes(digest.0.to_vec())
    }
}

impl From<Sha256> for Value {
    fn from(digest: Sha256) -> Self {
        Self::Bytes(digest.0.to_vec())
    }
}

impl From<Time> for Value {
    fn from(time: Time) -> Self {
        Self::Int(time.unix())
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Text(day.to_string())
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Text(number.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub(super) Vec<Value>);

impl Row {
    /// The value in this column as what it is to be: nothing when it is null. Another type is damage.
    pub fn get<T: Stored>(&self, column: usize) -> Result<Option<T>, StoreError> {
        match self.0.get(column) {
            None => Err(StoreError::Damaged("a row has too few columns")),
            Some(Value::Null) => Ok(None),
            Some(value) => T::read(value).map(Some).ok_or(StoreError::Damaged("a value is not of its type")),
        }
    }

    /// The value in this column, which is never null.
    pub fn must<T: Stored>(&self, column: usize) -> Result<T, StoreError> {
        self.get(column)?.ok_or(StoreError::Damaged("a value is missing"))
    }
}

/// A type that is kept as a value.
pub trait Stored: Sized {
    /// The value as this type.
    fn read(value: &Value) -> Option<Self>;
}

impl Stored for i64 {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Int(number) = value { Some(*number) } else { None }
    }
}

impl Stored for u32 {
    fn read(value: &Value) -> Option<Self> {
        i64::read(value).and_then(|number| number.try_into().ok())
    }
}

impl Stored for u64 {
    fn read(value: &Value) -> Option<Self> {
        i64::read(value).and_then(|number| number.try_into().ok())
    }
}

impl Stored for bool {
    fn read(value: &Value) -> Option<Self> {
        i64::read(value).map(|number| number != 0)
    }
}

impl Stored for String {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl Stored for Vec<u8> {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl Stored for Digest {
    fn read(value: &Value) -> Option<Self> {
        Vec::read(value)?.try_into().ok().map(Self)
    }
}

impl Stored for Sha256 {
    fn read(value: &Value) -> Option<Self> {
        Vec::read(value)?.try_into().ok().map(Self)
    }
}

impl Stored for Time {
    fn read(value: &Value) -> Option<Self> {
        Self::from_unix(i64::read(value)?).ok()
    }
}

impl Stored for Date {
    fn read(value: &Value) -> Option<Self> {
        String::read(value)?.parse().ok()
    }
}

impl Stored for Number {
    fn read(value: &Value) -> Option<Self> {
        String::read(value)?.parse().ok()
    }
}
