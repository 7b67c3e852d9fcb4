//! Answers in a row: whole numbers, decimals, amounts, days, numbers of files and of rows, each as a count of steps.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sayyar_base::{Currency, Date, Money};

use super::atoms::Unknown;
use super::state::World;
use crate::form::FieldKind;
use crate::rule::{Kind, MAX_INTEGER, Value};

/// Lines not longer than this are tried whole.
pub(super) const MAX_FULL: u64 = 64;
/// Decimals and amounts are looked at up to so many steps from nothing.
const FAR: i64 = 999_999_999_999_999;

/// From where to where, in steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    scale: Scale,
    pub(super) low: i64,
    pub(super) high: i64,
}

#[derive(Debug, Clone, Copy)]
enum Scale {
    Integer,
    Decimal(u32),
    Money(Currency),
    Days,
    Files,
}

/// A form is filled in on a day from then on; nothing depends on which it is.
pub(super) fn first_day() -> Date {
    Date { year: 2026, month: 1, day: 1 }
}

impl Line {
    /// Of what is a number of some kind.
    pub(super) fn of(world: &World<'_>, unknown: Unknown) -> Option<Self> {
        let days = |year, month, day| Date { year, month, day }.days_since_epoch();
        let place = match unknown {
            // For as long as any form is in use.
            Unknown::Today => {
                return Some(Self { scale: Scale::Days, low: days(2026, 1, 1), high: days(2075, 12, 31) });
            }
            Unknown::Field(place) | Unknown::Rows(place) => place,
        };
        Some(match &world.fields[place].kind {
            FieldKind::Integer { min, max } => {
                Self { scale: Scale::Integer, low: min.unwrap_or(-MAX_INTEGER), high: max.unwrap_or(MAX_INTEGER) }
            }
            FieldKind::Decimal { min, max, scale } => {
                let unit = Decimal::from(10_i64.pow(*scale));
                let steps = |bound: &Option<Decimal>| bound.and_then(|bound| bound.checked_mul(unit));
                let low = steps(min).map_or(Some(-FAR), |low| low.ceil().to_i64()).unwrap_or(-FAR);
                let high = steps(max).map_or(Some(FAR), |high| high.floor().to_i64()).unwrap_or(FAR);
                Self { scale: Scale::Decimal(*scale), low, high }
            }
            FieldKind::Money { currency, min, max } => Self {
                scale: Scale::Money(*currency),
                low: min.map_or(0, |money| money.minor),
                high: max.map_or(FAR, |money| money.minor),
            },
            FieldKind::Date { min, max } => Self {
                scale: Scale::Days,
                low: min.map_or(days(1, 1, 1), Date::days_since_epoch),
                high: max.map_or(days(9999, 12, 31), Date::days_since_epoch),
            },
            FieldKind::Files { min, max, .. } => {
                Self { scale: Scale::Files, low: i64::from((*min).max(1)), high: i64::from(*max) }
            }
            FieldKind::Repeat { max, .. } => Self { scale: Scale::Integer, low: 0, high: i64::from(*max) },
            _ => return None,
        })
    }

    /// How many answers there are.
    pub(super) fn length(&self) -> u64 {
        self.high.abs_diff(self.low).saturating_add(1)
    }

    /// The answer so many steps from nothing.
    pub(super) fn value(&self, tick: i64) -> Value {
        match self.scale {
            Scale::Integer => Value::Integer(tick),
            Scale::Decimal(scale) => Value::Decimal(Decimal::new(tick, scale).normalize()),
            Scale::Money(currency) => Value::Money(Money { minor: tick, currency }),
            Scale::Days => Value::Date(Date::from_days_since_epoch(tick).unwrap_or(first_day())),
            Scale::Files => Value::Files(u32::try_from(tick).unwrap_or_default()),
        }
    }

    /// Those answers, the likely ones first: what is tried first is what people are told of.
    pub(super) fn values(&self, ticks: &BTreeSet<i64>) -> Vec<Value> {
        self.outwards(ticks).into_iter().map(|tick| self.value(tick)).collect()
    }

    /// This year, or nothing.
    pub(super) fn middle(&self) -> i64 {
        if matches!(self.scale, Scale::Days) { first_day().days_since_epoch() } else { 0 }
    }

    /// The steps from the middle outwards.
    pub(super) fn outwards(&self, ticks: &BTreeSet<i64>) -> Vec<i64> {
        let middle = self.middle();
        let mut ticks: Vec<i64> = ticks.iter().copied().collect();
        ticks.sort_by_key(|tick| (tick.abs_diff(middle), *tick < middle));
        ticks
    }

    /// Where a value that a rule names stands, or the last step before it.
    pub(super) fn tick(&self, literal: &Kind) -> Option<i64> {
        match (self.scale, literal) {
            (Scale::Integer | Scale::Files, Kind::Integer(number)) => Some(*number),
            (Scale::Integer | Scale::Files, Kind::Decimal(number)) => number.floor().to_i64(),
            (Scale::Decimal(scale), Kind::Integer(number)) => number.checked_mul(10_i64.pow(scale)),
            (Scale::Decimal(scale), Kind::Decimal(number)) => {
                number.checked_mul(Decimal::from(10_i64.pow(scale)))?.floor().to_i64()
            }
            (Scale::Money(_), Kind::Money(money)) => Some(money.minor),
            (Scale::Days, Kind::Date(date)) => Some(date.days_since_epoch()),
            _ => None,
        }
    }

    /// Places to begin the search at: round numbers, the first days of years.
    pub(super) fn grid(&self) -> Vec<i64> {
        match self.scale {
            Scale::Days => {
                let years = (1900..2100).step_by(10).chain([2026, 2027]);
                years.map(|year| Date { year, month: 1, day: 1 }.days_since_epoch()).collect()
            }
            _ => {
                let powers = (0..16).map(|power| 10_i64.pow(power));
                powers.flat_map(|power| [power, -power]).chain([0]).collect()
            }
        }
    }

    /// Days of every month and every day of a week.
    pub(super) fn calendar(&self) -> Vec<i64> {
        if !matches!(self.scale, Scale::Days) {
            return Vec::new();
        }
        let day = |month, day| Date::new(2028, month, day).map(Date::days_since_epoch);
        let months = (1..=12).flat_map(|month| [day(month, 1), day(month, 15), day(month, 31)]);
        months.chain((2..=8).map(|one| day(1, one))).chain([day(2, 29)]).flatten().collect()
    }
}
