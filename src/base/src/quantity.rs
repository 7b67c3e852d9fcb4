//! Numbers with a unit: how long something takes, lasts or may be waited for.

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::toml::{Node, Read, Table};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Hours.
    Hours,
    /// Days, where it needs no saying which.
    Days,
    /// Days of the calendar, said against working days.
    CalendarDays,
    /// Days on which offices work.
    WorkingDays,
    /// Months.
    Months,
    /// Years.
    Years,
    /// A plain number of whatever the sentence speaks of.
    Count,
}

impl Unit {
    /// The name messages are called by: `working-days`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::CalendarDays => "calendar-days",
            Self::WorkingDays => "working-days",
            Self::Months => "months",
            Self::Years => "years",
            Self::Count => "count",
        }
    }
}

/// A whole number with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Quantity {
    /// 1 to 1000 of a unit of time, 0 to 1,000,000 of a plain count.
    pub number: u32,
    /// Of what.
    pub unit: Unit,
}

impl Quantity {
    /// Reads `days`, `months` or `years` of a table, and of `hours` and `count` what `more` allows; exactly
    /// one of them must be there. Beside `days`, `count = "working"` or `"calendar"` says which days.
    pub fn read_from(table: &mut Table<'_>, more: &[Unit]) -> Option<Self> {
        let plain = more.contains(&Unit::Count);
        let days = table.has("days");
        let mut units = vec![("days", Unit::Days), ("months", Unit::Months), ("years", Unit::Years)];
        units.extend(more.contains(&Unit::Hours).then_some(("hours", Unit::Hours)));
        units.extend((plain && !days).then_some(("count", Unit::Count)));
        let kind = if days { table.node("count").map(|node| which_days(&node)) } else { None };
        let written: Vec<_> = units.iter().filter_map(|(key, unit)| Some((table.node(key)?, *unit))).collect();
        let (node, unit) = match written[..] {
            [one] => one,
            [] => {
                let names: Vec<_> = units.iter().map(|(key, _)| format!("`{key}`")).collect();
                let problem =
                    Diagnostic::error("missing-unit", "a number with its unit is missing").at(table.span(), "");
                return table.report(problem.help(format!("add one of {}", names.join(", "))));
            }
            [_, (second, _), ..] => {
                return second.error("two-units", "there is more than one unit: use the smaller one alone");
            }
        };
        let bounds = if unit == Unit::Count { 0..=1_000_000 } else { 1..=1_000 };
        let number = u32::try_from(node.integer(bounds)?).ok()?;
        Some(Self { number, unit: kind.unwrap_or(Some(unit))? })
    }

    /// Reads a length of time: days, working days, months or years.
    pub fn read_duration(node: &Node<'_>) -> Option<Self> {
        node.table(|table| Self::read_from(table, &[]))
    }
}

fn which_days(node: &Node<'_>) -> Option<Unit> {
    node.choice("way of counting days", &[("working", Unit::WorkingDays), ("calendar", Unit::CalendarDays)])
}

impl Read for Quantity {
    /// Any unit.
    fn read(node: &Node<'_>) -> Option<Self> {
        node.table(|table| Self::read_from(table, &[Unit::Hours, Unit::Count]))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::plain;

    #[test]
    fn cases() {
        sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/quantity", "toml", |name, text| {
            let (found, problems) = crate::toml::read(&Arc::from(name), text, 0, |table| {
                let durations = table.each("duration", Quantity::read_duration);
                let facts: Vec<Quantity> = table.list("fact");
                Some((durations, facts))
            });
            let shown = |one: &Quantity| format!("{} {}\n", one.number, one.unit.name());
            let (durations, facts) = found.unwrap_or_default();
            durations.iter().chain(&facts).map(shown).collect::<String>()
                + &plain(&problems, |path| (path == name).then_some(text))
        });
    }
}
