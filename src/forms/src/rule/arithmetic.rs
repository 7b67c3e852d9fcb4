//! Arithmetic that is exact or fails: numbers, amounts and civil dates. Nothing here rounds unless it says so.

use rust_decimal::{Decimal, RoundingStrategy};
use sayyar_base::{Date, Money};

use super::syntax::{MAX_INTEGER, Operation};
use super::types::Value;

/// A quotient keeps this many decimals; what does not end there is rounded.
pub(super) const QUOTIENT_PLACES: u32 = 12;
/// Amounts have at most 15 digits, minor units counted.
const MAX_MINOR: i64 = 999_999_999_999_999;
/// Halves go away from zero, as in shops and tax offices.
const HALVES: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

/// Why an operation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Failure {
    /// A number or an amount is too large, or has more digits than are kept exactly.
    Overflow,
    /// A division by zero.
    DivisionByZero,
    /// A day before the year 1 or after 9999.
    NoSuchDay,
    /// The service charges nothing there: a number outside the ranges of the fee.
    NoFee,
    /// A text is too long to be held against a pattern, or a repeat has more rows than it may.
    TooLong,
    /// An answer is not of the type its field has.
    WrongType,
}

impl Failure {
    /// Stable short name.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Overflow => "overflow",
            Self::DivisionByZero => "division-by-zero",
            Self::NoSuchDay => "no-such-day",
            Self::NoFee => "no-fee",
            Self::TooLong => "too-long",
            Self::WrongType => "wrong-type",
        }
    }
}

type Worked<T> = Result<T, Failure>;

/// A whole number that every reader of JSON keeps exact.
fn integer(number: i64) -> Worked<i64> {
    if number.unsigned_abs() <= MAX_INTEGER.unsigned_abs() { Ok(number) } else { Err(Failure::Overflow) }
}

fn amount(minor: i64, like: Money) -> Worked<Money> {
    if minor.unsigned_abs() <= MAX_MINOR.unsigned_abs() { Ok(Money { minor, ..like }) } else { Err(Failure::Overflow) }
}

/// `a sign b` for the types the checker lets through.
pub(super) fn operate(sign: Operation, a: &Value, b: &Value) -> Worked<Value> {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) if sign != Operation::Divide => {
            let result = match sign {
                Operation::Add => a.checked_add(*b),
                Operation::Subtract => a.checked_sub(*b),
                _ => a.checked_mul(*b),
            };
            integer(result.ok_or(Failure::Overflow)?).map(Value::Integer)
        }
        (Value::Money(a), Value::Money(b)) => amounts(sign, *a, *b),
        (Value::Money(money), number) => {
            let number = decimal(number)?;
            scale(sign, *money, number).map(Value::Money)
        }
        (number, Value::Money(money)) => scale(sign, *money, decimal(number)?).map(Value::Money),
        (a, b) => decimals(sign, decimal(a)?, decimal(b)?).map(Value::Decimal),
    }
}

/// A number as a decimal.
pub(super) fn decimal(value: &Value) -> Worked<Decimal> {
    match value {
        Value::Integer(number) => Ok((*number).into()),
        Value::Decimal(number) => Ok(*number),
        _ => Err(Failure::WrongType),
    }
}

fn amounts(sign: Operation, a: Money, b: Money) -> Worked<Value> {
    if a.currency != b.currency {
        return Err(Failure::WrongType);
    }
    let sum = match sign {
        Operation::Add => a.minor.checked_add(b.minor),
        Operation::Subtract => a.minor.checked_sub(b.minor),
        Operation::Multiply => return Err(Failure::WrongType),
        Operation::Divide => return decimals(sign, a.minor.into(), b.minor.into()).map(Value::Decimal),
    };
    amount(sum.ok_or(Failure::Overflow)?, a).map(Value::Money)
}

/// An amount multiplied or divided, rounded to whole minor units.
fn scale(sign: Operation, money: Money, number: Decimal) -> Worked<Money> {
    let minor = Decimal::from(money.minor);
    let result = match sign {
        Operation::Multiply => multiply(minor, number)?,
        Operation::Divide => divide(minor, number)?,
        _ => return Err(Failure::WrongType),
    };
    amount(whole(result.round_dp_with_strategy(0, HALVES))?, money)
}

fn decimals(sign: Operation, a: Decimal, b: Decimal) -> Worked<Decimal> {
    match sign {
        Operation::Add => add(a, b),
        Operation::Subtract => add(a, -b),
        Operation::Multiply => multiply(a, b),
        Operation::Divide => divide(a, b),
    }
}

/// The decimal of a whole number and its decimals, where 96 bits and 28 decimals hold it exactly.
fn exact(mut mantissa: i128, mut scale: u32) -> Worked<Decimal> {
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| Failure::Overflow)
}

fn add(a: Decimal, b: Decimal) -> Worked<Decimal> {
    let scale = a.scale().max(b.scale());
    let raised = |number: Decimal| {
        let factor = 10_i128.checked_pow(scale - number.scale())?;
        number.mantissa().checked_mul(factor)
    };
    let sum = raised(a).zip(raised(b)).and_then(|(a, b)| a.checked_add(b));
    exact(sum.ok_or(Failure::Overflow)?, scale)
}

fn multiply(a: Decimal, b: Decimal) -> Worked<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let product = a.mantissa().checked_mul(b.mantissa()).ok_or(Failure::Overflow)?;
    exact(product, a.scale() + b.scale())
}

fn divide(a: Decimal, b: Decimal) -> Worked<Decimal> {
    if b.is_zero() {
        return Err(Failure::DivisionByZero);
    }
    let quotient = a.checked_div(b).ok_or(Failure::Overflow)?;
    Ok(quotient.round_dp_with_strategy(QUOTIENT_PLACES, HALVES).normalize())
}

/// `-a`
pub(super) fn negate(value: &Value) -> Worked<Value> {
    match value {
        Value::Integer(number) => integer(number.checked_neg().ok_or(Failure::Overflow)?).map(Value::Integer),
        Value::Decimal(number) => Ok(Value::Decimal((-*number).normalize())),
        Value::Money(money) => amount(money.minor.checked_neg().ok_or(Failure::Overflow)?, *money).map(Value::Money),
        _ => Err(Failure::WrongType),
    }
}

/// A decimal that has none, as a whole number.
pub(super) fn whole(number: Decimal) -> Worked<i64> {
    let number = number.normalize();
    if number.scale() != 0 {
        return Err(Failure::Overflow);
    }
    integer(i64::try_from(number.mantissa()).map_err(|_| Failure::Overflow)?)
}

/// To that many decimals, halves away from zero.
pub(super) fn round(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, HALVES).normalize()
}

/// The day so many days later.
pub(super) fn add_days(date: Date, days: i64) -> Worked<Date> {
    let day = date.days_since_epoch().checked_add(days).and_then(Date::from_days_since_epoch);
    day.ok_or(Failure::NoSuchDay)
}

/// The same day of the month so many months later, or the last day of a month that is too short.
pub(super) fn add_months(date: Date, months: i64) -> Worked<Date> {
    let count = i64::from(date.year) * 12 + i64::from(date.month) - 1;
    let count = count.checked_add(months).ok_or(Failure::NoSuchDay)?;
    let year = i32::try_from(count.div_euclid(12)).map_err(|_| Failure::NoSuchDay)?;
    let month = u8::try_from(count.rem_euclid(12) + 1).map_err(|_| Failure::NoSuchDay)?;
    // At most three steps down: every month has 28 days.
    let day = (date.day.min(28)..=date.day).rev().find_map(|day| Date::new(year, month, day));
    day.ok_or(Failure::NoSuchDay)
}

/// How many whole months lie between two days: the largest number that, added to the first, is not after the
/// second. Negative when the second is before the first.
pub(super) fn months_between(from: Date, to: Date) -> i64 {
    let months = (i64::from(to.year) - i64::from(from.year)) * 12 + i64::from(to.month) - i64::from(from.month);
    let reached = add_months(from, months).is_ok_and(|day| day <= to);
    if reached { months } else { months - 1 }
}
