//! What fields hold and rules give: the static types, and values of them.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use rust_decimal::Decimal;
use sayyar_base::{Currency, Date, Money};

use super::syntax::MAX_INTEGER;

/// The type of a field or of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Text, long text, phone, e-mail, passport, personal code, address.
    Text,
    /// Yes-no.
    Boolean,
    /// Whole numbers up to 2^53 - 1 either way.
    Integer,
    /// Exact numbers of at most 28 digits.
    Decimal,
    /// Amounts in one currency.
    Money(Currency),
    /// A day.
    Date,
    /// One value of a list.
    Choice(Arc<str>),
    /// Several values of a list.
    Choices(Arc<str>),
    /// ISO 3166-1 alpha-2.
    Country,
    /// Attachments; rules know only how many.
    Files,
}

impl Type {
    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    /// Whether one value can be less than another.
    pub(super) fn is_ordered(&self) -> bool {
        self.is_number() || matches!(self, Self::Money(_) | Self::Date)
    }

    /// Whether the value is of this type.
    pub fn holds(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text | Self::Choice(_) | Self::Country, Value::Text(_))
            | (Self::Boolean, Value::Boolean(_))
            | (Self::Decimal, Value::Decimal(_))
            | (Self::Date, Value::Date(_))
            | (Self::Choices(_), Value::Choices(_))
            | (Self::Files, Value::Files(_)) => true,
            (Self::Integer, Value::Integer(number)) => number.unsigned_abs() <= MAX_INTEGER.unsigned_abs(),
            (Self::Money(currency), Value::Money(money)) => money.currency == *currency,
            _ => false,
        }
    }
}

impl fmt::Display for Type {
    /// `choice regions`, `money AZN`, `date`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("text"),
            Self::Boolean => f.write_str("yes-no"),
            Self::Integer => f.write_str("integer"),
            Self::Decimal => f.write_str("decimal"),
            Self::Money(currency) => write!(f, "money {}", currency.code()),
            Self::Date => f.write_str("date"),
            Self::Choice(list) => write!(f, "choice {list}"),
            Self::Choices(list) => write!(f, "choices {list}"),
            Self::Country => f.write_str("country"),
            Self::Files => f.write_str("files"),
        }
    }
}

/// A text that names no type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAType;

impl fmt::Display for NotAType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a type of rules")
    }
}

impl std::error::Error for NotAType {}

impl FromStr for Type {
    type Err = NotAType;

    fn from_str(text: &str) -> Result<Self, NotAType> {
        match text.split_once(' ') {
            Some(("money", code)) => Currency::of(code).map(Self::Money).ok_or(NotAType),
            Some(("choice", list)) => Ok(Self::Choice(list.into())),
            Some(("choices", list)) => Ok(Self::Choices(list.into())),
            Some(_) => Err(NotAType),
            None => {
                let plain =
                    [Self::Text, Self::Boolean, Self::Integer, Self::Decimal, Self::Date, Self::Country, Self::Files];
                plain.into_iter().find(|one| one.to_string() == text).ok_or(NotAType)
            }
        }
    }
}

/// A value. That nothing is there is said by the absence of one, never by a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, a value of a list, or the code of a country.
    Text(Arc<str>),
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(Decimal),
    /// An amount.
    Money(Money),
    /// A day.
    Date(Date),
    /// Chosen values of a list.
    Choices(BTreeSet<Arc<str>>),
    /// How many files there are.
    Files(u32),
}

impl Value {
    /// The value, unless it holds nothing: an empty text, no choice, no file are blank.
    pub(super) fn answered(self) -> Option<Self> {
        let nothing = match &self {
            Self::Text(text) => text.is_empty(),
            Self::Choices(chosen) => chosen.is_empty(),
            Self::Files(count) => *count == 0,
            _ => false,
        };
        (!nothing).then_some(self)
    }
}
