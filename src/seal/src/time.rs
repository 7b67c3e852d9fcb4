//! Moments in UTC, to the second, as receipts and statuses write them. Handed in: there is no clock here.

use std::fmt;
use std::str::FromStr;

use sayyar_base::Date;

/// Seconds since 1970-01-01T00:00:00Z, not counting leap seconds; written `2026-11-20T09:30:00Z` (RFC 3339).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// A text or a number of seconds that is no moment of the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotATime;

impl fmt::Display for NotATime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a time: write it as 2026-11-20T09:30:00Z")
    }
}

impl std::error::Error for NotATime {}

const DAY: i64 = 24 * 60 * 60;

impl Time {
    /// So many seconds since 1970.
    pub fn from_unix(seconds: i64) -> Result<Self, NotATime> {
        date(seconds.div_euclid(DAY)).map(|_| Self(seconds)).ok_or(NotATime)
    }

    /// Seconds since 1970.
    pub fn unix(self) -> i64 {
        self.0
    }
}

/// The civil date so many days after 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms"): the inverse of [`Date::days_since_epoch`].
fn date(days: i64) -> Option<Date> {
    let days = days.checked_add(719_468)?;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era.checked_mul(400)? + i64::from(month <= 2);
    Date::new(i32::try_from(year).ok()?, month as u8, day as u8)
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = date(self.0.div_euclid(DAY)).ok_or(fmt::Error)?;
        let seconds = self.0.rem_euclid(DAY);
        write!(f, "{date}T{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Time {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let (date, time) = text.split_once('T').ok_or(NotATime)?;
        let date: Date = date.parse().map_err(|_| NotATime)?;
        let [a, b, b':', c, d, b':', e, f, b'Z'] = time.as_bytes() else { return Err(NotATime) };
        let two = |tens: &u8, ones: &u8, most: i64| {
            let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
            let value = i64::from(tens.wrapping_sub(b'0')) * 10 + i64::from(ones.wrapping_sub(b'0'));
            if digits && value <= most { Ok(value) } else { Err(NotATime) }
        };
        let seconds = (two(a, b, 23)? * 60 + two(c, d, 59)?) * 60 + two(e, f, 59)?;
        Ok(Self(date.days_since_epoch() * DAY + seconds))
    }
}

impl serde::Serialize for Time {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Time {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers() {
        let known = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_167_005, "2026-11-20T09:30:05Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ];
        for (seconds, text) in known {
            assert_eq!(Time::from_unix(seconds).map(|time| time.to_string()).as_deref(), Ok(text));
            assert_eq!(text.parse::<Time>().map(Time::unix), Ok(seconds));
        }
        for bad in [i64::MIN, i64::MAX, 253_402_300_800, -62_135_596_801] {
            assert_eq!(Time::from_unix(bad), Err(NotATime), "{bad}");
        }
    }

    #[test]
    fn one_spelling() {
        for bad in [
            "",
            "2026-11-20",
            "2026-11-20T09:30:05",
            "2026-11-20t09:30:05Z",
            "2026-11-20T24:00:00Z",
            "2026-11-20T09:60:00Z",
            "2026-11-20T09:30:60Z",
            "2026-11-20T09:30:05+00:00",
            "2026-02-30T00:00:00Z",
            "2026-11-20T9:30:05Z",
            "2026-11-20T-9:30:05Z",
        ] {
            assert_eq!(bad.parse::<Time>(), Err(NotATime), "{bad}");
        }
    }

    #[test]
    fn every_day_reads_back() {
        for days in (-719_162..2_932_896).step_by(97) {
            assert_eq!(date(days).unwrap().days_since_epoch(), days);
        }
    }
}
