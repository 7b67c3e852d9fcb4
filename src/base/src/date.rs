//! Civil dates (year, month, day in the proleptic Gregorian calendar) and times of day. No time zones, no clock.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// 1 to 9999.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, as the month allows.
    pub day: u8,
}

/// A text that is not a day that exists, written `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date: write it as 2026-11-20")
    }
}

impl std::error::Error for NotADate {}

impl Date {
    /// The day, where there is one.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=9999).contains(&year) && (1..=12).contains(&month);
        (fits && (1..=days_in_month(year, month)).contains(&day)).then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01; negative before (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    pub fn days_since_epoch(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year - era * 400;
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day that many days after 1970-01-01, where it is one (same source).
    pub fn from_days_since_epoch(days: i64) -> Option<Self> {
        let days = days.checked_add(719_468)?;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// ISO weekday: 1 is Monday, 7 is Sunday.
    pub fn weekday(self) -> u8 {
        ((self.days_since_epoch() + 3).rem_euclid(7) + 1) as u8
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return Err(NotADate);
        }
        let part = |range: std::ops::Range<usize>| text[range].parse::<u16>().map_err(|_| NotADate);
        Self::new(i32::from(part(0..4)?), part(5..7)? as u8, part(8..10)? as u8).ok_or(NotADate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    /// From TOML's local date or from text.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Toml(toml::value::Datetime),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Toml(datetime) => datetime.to_string(),
            Written::Text(text) => text,
        };
        text.parse().map_err(de::Error::custom)
    }
}

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// A text that is not a time of day, written `HH:MM`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotATime(String);

impl fmt::Display for NotATime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a time of day: write it as `09:00` or `17:30`", self.0)
    }
}

impl std::error::Error for NotATime {}

impl FromStr for Time {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let parts = text.split_once(':').filter(|(hour, minute)| two(hour) && two(minute));
        let read =
            parts.and_then(|(hour, minute)| Some(Self { hour: hour.parse().ok()?, minute: minute.parse().ok()? }));
        read.filter(|time| time.hour < 24 && time.minute < 60).ok_or_else(|| NotATime(text.to_owned()))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_exist() {
        let parse = |text: &str| text.parse::<Date>().ok();
        assert_eq!(parse("2026-11-20").map(Date::weekday), Some(5));
        assert_eq!(parse("1970-01-01").map(Date::days_since_epoch), Some(0));
        for text in ["0001-01-01", "1969-12-31", "2000-02-29", "2026-11-20", "9999-12-31"] {
            let day = parse(text).map(Date::days_since_epoch).and_then(Date::from_days_since_epoch);
            assert_eq!(day.map(|day| day.to_string()).as_deref(), Some(text));
        }
        assert_eq!(parse("2000-03-01").map(Date::days_since_epoch), Some(11_017));
        assert_eq!(parse("2024-02-29").map(|d| d.to_string()).as_deref(), Some("2024-02-29"));
        for bad in ["2023-02-29", "2026-13-01", "2026-1-01", "0000-01-01", "2026-11-31", "20261120"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_that_exist() {
        for good in ["00:00", "09:30", "23:59"] {
            assert_eq!(good.parse::<Time>().map(|time| time.to_string()).as_deref(), Ok(good));
        }
        for bad in ["24:00", "9:30", "09:60", "0930", "09:30:00", "+9:30", ""] {
            assert!(bad.parse::<Time>().is_err(), "{bad}");
        }
    }
}
