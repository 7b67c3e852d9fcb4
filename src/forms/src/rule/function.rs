//! The functions of the language: names, parameters, and what each gives.

use super::types::Type;

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Function {
    /// `count(relatives)`, `count(relatives.adult)`, `count(languages)`
    Count,
    /// `sum(relatives.fee)`
    Sum,
    /// `any(relatives.minor)`
    Any,
    /// `all(relatives.minor)`
    All,
    /// `min(a, b)`, `min(relatives.age)`
    Min,
    /// `max(a, b)`, `max(relatives.age)`
    Max,
    /// `len(name)`
    Len,
    /// `matches(code, '[0-9]{4}')`
    Matches,
    /// `default(months, 0)`
    Default,
    /// `age_on(birth_date, today)`
    AgeOn,
    /// `days_between(start, end)`
    DaysBetween,
    /// `months_between(start, end)`
    MonthsBetween,
    /// `add_days(start, 10)`
    AddDays,
    /// `add_months(start, 3)`
    AddMonths,
    /// `add_years(start, 1)`
    AddYears,
    /// `year(start)`
    Year,
    /// `month(start)`
    Month,
    /// `day(start)`
    Day,
    /// `weekday(start)`
    Weekday,
    /// `round(x)`, `round(x, 2)`
    Round,
    /// `floor(x)`
    Floor,
    /// `ceil(x)`
    Ceil,
    /// `fee('state', months=months)`
    Fee,
}

/// What a parameter of a plain function takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parameter {
    Text,
    Integer,
    Number,
    Date,
}

impl Parameter {
    pub(super) fn takes(self, ty: &Type) -> bool {
        match self {
            Self::Text => *ty == Type::Text,
            Self::Integer => *ty == Type::Integer,
            Self::Number => ty.is_number(),
            Self::Date => *ty == Type::Date,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Date => "a date",
        }
    }
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 23] = [
        Self::Count,
        Self::Sum,
        Self::Any,
        Self::All,
        Self::Min,
        Self::Max,
        Self::Len,
        Self::Matches,
        Self::Default,
        Self::AgeOn,
        Self::DaysBetween,
        Self::MonthsBetween,
        Self::AddDays,
        Self::AddMonths,
        Self::AddYears,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Weekday,
        Self::Round,
        Self::Floor,
        Self::Ceil,
        Self::Fee,
    ];

    /// The function of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// As rules write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Any => "any",
            Self::All => "all",
            Self::Min => "min",
            Self::Max => "max",
            Self::Len => "len",
            Self::Matches => "matches",
            Self::Default => "default",
            Self::AgeOn => "age_on",
            Self::DaysBetween => "days_between",
            Self::MonthsBetween => "months_between",
            Self::AddDays => "add_days",
            Self::AddMonths => "add_months",
            Self::AddYears => "add_years",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Weekday => "weekday",
            Self::Round => "round",
            Self::Floor => "floor",
            Self::Ceil => "ceil",
            Self::Fee => "fee",
        }
    }

    /// How it is called, for help lines and the reference.
    pub fn usage(self) -> &'static str {
        match self {
            Self::Count => "count(relatives), count(relatives.adult) or count(languages)",
            Self::Sum => "sum(relatives.income)",
            Self::Any => "any(relatives.minor)",
            Self::All => "all(relatives.minor)",
            Self::Min => "min(a, b) or min(relatives.age)",
            Self::Max => "max(a, b) or max(relatives.age)",
            Self::Len => "len(name)",
            Self::Matches => "matches(code, '[0-9]{4}')",
            Self::Default => "default(months, 0)",
            Self::AgeOn => "age_on(birth_date, today)",
            Self::DaysBetween => "days_between(start, end)",
            Self::MonthsBetween => "months_between(start, end)",
            Self::AddDays => "add_days(start, 10)",
            Self::AddMonths => "add_months(start, 3)",
            Self::AddYears => "add_years(start, 1)",
            Self::Year => "year(start)",
            Self::Month => "month(start)",
            Self::Day => "day(start)",
            Self::Weekday => "weekday(start)",
            Self::Round => "round(x) or round(x, 2)",
            Self::Floor => "floor(x)",
            Self::Ceil => "ceil(x)",
            Self::Fee => "fee('state', months=months)",
        }
    }

    /// Whether it looks at all rows of a repeat.
    pub(super) fn folds(self) -> bool {
        matches!(self, Self::Count | Self::Sum | Self::Any | Self::All | Self::Min | Self::Max)
    }

    /// The parameters and the result of a function whose types do not depend on anything.
    pub(super) fn plain(self) -> Option<(&'static [Parameter], Type)> {
        use Parameter::{Date, Integer, Number, Text};
        Some(match self {
            Self::Len => (&[Text], Type::Integer),
            Self::AgeOn | Self::DaysBetween | Self::MonthsBetween => (&[Date, Date], Type::Integer),
            Self::AddDays | Self::AddMonths | Self::AddYears => (&[Date, Integer], Type::Date),
            Self::Year | Self::Month | Self::Day | Self::Weekday => (&[Date], Type::Integer),
            Self::Floor | Self::Ceil => (&[Number], Type::Integer),
            _ => return None,
        })
    }
}
