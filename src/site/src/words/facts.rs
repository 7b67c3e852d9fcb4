//! What a form's page must know of a language to write numbers and dates without ICU: signs, months, plurals.
//!
//! All of it is found out by asking ICU and looking at what it says, so a page and the site cannot disagree where
//! they were compared. A language that does not fit the few rules of a page (a number system written with words,
//! groups of two digits) is found by asking again for samples: [`Facts::of`] then says so.

use sayyar_base::Date;
use sayyar_base::message::Number;

use super::{DateStyle, Locale};

/// Every plural form of the CLDR, in the order of their digits in [`Facts::plural`].
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// How a language writes numbers and dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The ten digits, zero first.
    pub digits: String,
    /// Between whole and fraction.
    pub decimal: String,
    /// Between groups of three digits.
    pub group: String,
    /// Numbers with fewer digits before the decimal sign are not grouped.
    pub group_min: u8,
    /// Before a negative number.
    pub minus: String,
    /// Plural categories of 0 to 199, a digit each: an index into [`CATEGORIES`].
    pub plural: String,
    /// The plural category of a number with a fraction.
    pub fraction: u8,
    /// Names of the months as they stand in a date.
    pub months: Vec<String>,
    /// `{d} {month} {y}`
    pub date: String,
    /// `{n} {c}`
    pub money: String,
}

impl Facts {
    /// What ICU says of a language. The calendar is the Gregorian one whatever the locale: forms ask for its dates.
    pub fn of(locale: &Locale) -> Self {
        let gregorian = Locale::gregorian(locale.name());
        let locale = gregorian.as_ref().unwrap_or(locale);
        let (decimal, minus) = signs(locale);
        let (months, date) = dates(locale);
        let (group, group_min) = groups(locale);
        let index = |number: Number| {
            let category = locale.plural_of(number);
            CATEGORIES.iter().position(|one| *one == category).unwrap_or(CATEGORIES.len() - 1)
        };
        Self {
            digits: (0..10).map(|digit| locale.integer(digit)).collect(),
            decimal,
            group,
            group_min,
            minus,
            plural: (0..200).map(|count| char::from(b'0' + index(Number::from(count)) as u8)).collect(),
            fraction: index(Number::new(15, 1)) as u8,
            months,
            date,
            money: "{n}\u{a0}{c}".into(),
        }
    }

    /// Something that a page would write otherwise than the site: the page's way and the site's.
    pub fn differ(&self, locale: &Locale) -> Option<(String, String)> {
        let gregorian = Locale::gregorian(locale.name());
        let locale = gregorian.as_ref().unwrap_or(locale);
        let numbers = [0, 7, 12, 999, 1_000, 9_876, 12_345, 123_456, 1_234_567, 9_007_199_254_740_991, -1, -54_321];
        let numbers = numbers.into_iter().map(Number::from).chain([Number::new(5, 2), Number::new(-123_456, 2)]);
        let mut numbers = numbers.map(|number| (self.number(number), locale.number(number)));
        let dates = (1..=12).flat_map(|month| [(month, 1, 1987), (month, 28, 2026), (month, 9, 2004)]);
        let dates = dates.filter_map(|(month, day, year)| Date::new(year, month, day));
        let mut dates = dates.map(|date| (self.date(date), locale.date(date, DateStyle::Long)));
        let differ = |(ours, theirs): &(String, String)| ours != theirs;
        numbers.find(differ).or_else(|| dates.find(differ))
    }

    fn number(&self, number: Number) -> String {
        let digits = number.units.unsigned_abs().to_string();
        let scale = usize::from(number.scale);
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let letters: Vec<char> = self.digits.chars().collect();
        let letter = |digit: char| digit.to_digit(10).and_then(|at| letters.get(at as usize)).copied().unwrap_or(digit);
        let mut text = if number.units < 0 { self.minus.clone() } else { String::new() };
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() >= usize::from(self.group_min) {
                text += &self.group;
            }
            text.push(letter(digit));
        }
        if !fraction.is_empty() {
            text += &self.decimal;
            text.extend(fraction.chars().map(letter));
        }
        text
    }

    fn date(&self, date: Date) -> String {
        let plain = |number: i64| {
            let letters: Vec<char> = self.digits.chars().collect();
            let digit = |c: char| c.to_digit(10).and_then(|at| letters.get(at as usize)).copied().unwrap_or(c);
            number.to_string().chars().map(digit).collect::<String>()
        };
        let month = self.months.get(usize::from(date.month) - 1).map_or("", String::as_str);
        let (day, year) = (plain(date.day.into()), plain(date.year.into()));
        self.date.replace("{d}", &day).replace("{y}", &year).replace("{month}", month)
    }
}

/// The decimal sign and the minus, signs around them that say which way they run included.
fn signs(locale: &Locale) -> (String, String) {
    let (zero, five) = (locale.integer(0), locale.integer(5));
    let half = locale.number(Number::new(5, 1));
    let decimal = half.strip_prefix(&*zero).and_then(|rest| rest.strip_suffix(&*five)).unwrap_or(".");
    let negative = locale.integer(-5);
    let minus = negative.strip_suffix(&*five).unwrap_or("-");
    (decimal.to_owned(), minus.to_owned())
}

/// The sign between groups, and how many digits a number must have to be grouped.
fn groups(locale: &Locale) -> (String, u8) {
    let digits: Vec<char> = (0..10).flat_map(|digit| locale.integer(digit).chars().collect::<Vec<_>>()).collect();
    let sign = |number: i64| -> String { locale.integer(number).chars().filter(|c| !digits.contains(c)).collect() };
    let first = (4..=9).find(|length| !sign(10_i64.pow(length - 1)).is_empty());
    match first {
        Some(length) => (sign(10_i64.pow(length - 1)), length as u8),
        None => (String::new(), u8::MAX),
    }
}

/// The months' names and the pattern around them: what all months have in common around what tells them apart.
fn dates(locale: &Locale) -> (Vec<String>, String) {
    let bare = |number: i64| locale.number(Number { grouped: false, ..number.into() });
    let (year, day) = (bare(1987), bare(26));
    let written: Vec<String> = (1..=12)
        .filter_map(|month| Some(locale.date(Date::new(1987, month, 26)?, DateStyle::Long)))
        .map(|text| text.replacen(&year, "{y}", 1).replacen(&day, "{d}", 1))
        .collect();
    let first = written.first().map_or("", String::as_str);
    let start = common(first, &written, |a, b| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count());
    let end = common(first, &written, |a, b| a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count());
    let name = |text: &String| {
        let length = text.chars().count();
        text.chars().skip(start).take(length.saturating_sub(start + end)).collect::<String>()
    };
    let length = first.chars().count();
    let before: String = first.chars().take(start).collect();
    let after: String = first.chars().skip(length - end).collect();
    (written.iter().map(name).collect(), format!("{before}{{month}}{after}"))
}

/// How many letters all texts share by that count; never into a hole of the pattern.
fn common(first: &str, all: &[String], count: impl Fn(&str, &str) -> usize) -> usize {
    all.iter().map(|other| count(first, other)).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(name: &str) -> Facts {
        Facts::of(&Locale::new(name).unwrap())
    }

    #[test]
    fn what_is_known_of_the_languages_of_the_site() {
        let az = facts("az");
        assert_eq!((&*az.decimal, &*az.group, az.group_min, &*az.minus), (",", ".", 4, "-"));
        assert_eq!((&*az.date, &*az.months[10]), ("{d} {month} {y}", "noyabr"));
        let ru = facts("ru");
        assert_eq!((&*ru.date, &*ru.months[4], &*ru.group), ("{d} {month} {y}\u{202f}г.", "мая", "\u{a0}"));
        assert_eq!(&ru.plural[..25], "4133344444444444444441333");
        assert_eq!(ru.fraction, 5);
        assert_eq!(facts("ar-u-nu-latn").digits, "0123456789");
        assert_eq!(facts("ar-EG").digits, "٠١٢٣٤٥٦٧٨٩");
        assert_eq!(facts("es").group_min, 5);
        // The calendar of forms is the one of passports.
        assert_eq!(facts("fa").months[10], "نوامبر");
    }

    #[test]
    fn most_languages_fit() {
        for name in [
            "az",
            "en",
            "en-GB",
            "ru",
            "ar-u-nu-latn",
            "ar",
            "fa",
            "tr",
            "de",
            "fr",
            "es",
            "pt",
            "it",
            "pl",
            "uk",
            "ka",
            "uz",
            "kk",
            "zh",
            "ja",
            "ko",
            "he",
            "ur",
            "el",
            "bg",
            "ro",
            "ky",
            "tg",
            "tk",
        ] {
            assert_eq!(facts(name).differ(&Locale::new(name).unwrap()), None, "{name}");
        }
        let differ = |name: &str| facts(name).differ(&Locale::new(name).unwrap());
        assert_eq!(differ("hi"), Some(("123,456".into(), "1,23,456".into())));
        assert_eq!(differ("hy"), Some(("1987 թ․ հունվարի 1".into(), "1987 թ․ հունվարի 01".into())));
    }
}
