//! Learning a language from somebody who knows it: the generator answers with ICU, and what was learnt is held
//! against more of its answers before it is believed. So a form says what the site says, or is not made.

use std::collections::BTreeMap;
use std::fmt;

use sayyar_base::message::Number;
use sayyar_base::{Currency, Date, Money};

use super::tongue::{Plurals, Tongue};

/// Who knows a language.
pub trait Teacher {
    /// A number with the language's digits and signs.
    fn number(&self, number: Number) -> String;
    /// The CLDR plural category of a number.
    fn plural(&self, number: Number) -> &'static str;
    /// A day in full: 20 noyabr 2026.
    fn date(&self, date: Date) -> String;
    /// An amount with its currency.
    fn money(&self, money: Money) -> String;
    /// Several things in one sentence: a, b and c.
    fn list(&self, items: &[&str]) -> String;
}

/// What cannot be learnt of a language, with an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotLearnt(String);

impl fmt::Display for NotLearnt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "forms cannot write this language as the site does: {}", self.0)
    }
}

impl std::error::Error for NotLearnt {}

impl Tongue {
    /// Learns a language. Fails where it does not fit the few facts a form has room for; a calendar other than the
    /// Gregorian is the likely reason.
    pub fn learn(teacher: &dyn Teacher) -> Result<Self, NotLearnt> {
        let digits = learn_digits(teacher)?;
        let bare = |text: &str| ascii(&digits, text);
        let (group, groups, group_min) = learn_groups(&|number| bare(&teacher.number(number.into())))?;
        let unknown = |what: &str, text: String| NotLearnt(format!("{what}, as in `{text}`"));
        let decimal = bare(&teacher.number(Number::new(15, 1)));
        let between = |text: &str| Some(text.strip_prefix('1')?.strip_suffix('5')?.to_owned());
        let decimal = between(&decimal).ok_or_else(|| unknown("decimals", decimal))?;
        let minus = bare(&teacher.number((-5).into()));
        let minus = minus.split_once('5').ok_or_else(|| unknown("negative numbers", minus.clone()))?;
        let minus = [minus.0.to_owned(), minus.1.to_owned()];
        let (date, months) = learn_dates(&|date| bare(&teacher.date(date)))?;
        // Months that are numbers are so in the language's digits.
        let months = months.iter().map(|month| native(&digits, month)).collect();
        let (money, currency) = learn_money(&|money| bare(&teacher.money(money)))?;
        let tongue = Self {
            digits,
            decimal,
            group,
            groups,
            group_min,
            minus,
            plural: table(teacher, |count| count.into()),
            million: category(teacher.plural(1_000_000.into())),
            fraction: [0, 5].map(|tenths| table(teacher, |count| Number::new(count * 10 + tenths, 1))),
            ordinal: table(teacher, |count| Number { ordinal: true, ..count.into() }),
            months,
            date,
            money,
            currency,
            and: learn_lists(teacher)?,
        };
        tongue.examine(teacher)?;
        Ok(tongue)
    }

    /// Whether it says what its teacher says.
    fn examine(&self, teacher: &dyn Teacher) -> Result<(), NotLearnt> {
        let same = |own: String, expected: String| {
            if own == expected { Ok(()) } else { Err(NotLearnt(format!("`{own}` should be `{expected}`"))) }
        };
        let number = |number: Number| {
            let mut text = String::new();
            self.write(number, &mut text);
            text
        };
        let counts =
            (0..3_200).chain([1_999, 12_345, 100_000, 1_000_000, 1_234_567, 3_000_000, 2_000_001, 987_654_321]);
        for count in counts {
            for one in [count.into(), Number { ordinal: true, ..count.into() }] {
                let (own, expected) = (self.plural(one), teacher.plural(one));
                same(format!("{count}: {own}"), format!("{count}: {expected}"))?;
            }
            let bare = Number { grouped: false, ..count.into() };
            for one in [count.into(), (-count).into(), bare, Number::new(count, 1), Number::new(-count, 2)] {
                same(number(one), teacher.number(one))?;
            }
        }
        for year in [1900, 1999, 2000, 2026, 2111] {
            for (month, day) in (1..=12).flat_map(|month| [1, 9, 20, 28].map(|day| (month, day))) {
                let date = Date::new(year, month, day).ok_or_else(|| NotLearnt(format!("{year}-{month}-{day}")))?;
                same(self.date(date), teacher.date(date))?;
            }
        }
        for currency in Currency::all() {
            for minor in [0, 5, 35_000, -1_250, 123_456_789] {
                same(self.money(Money { minor, currency }), teacher.money(Money { minor, currency }))?;
            }
        }
        let items = ["A", "B", "C", "D", "E"];
        (0..=5).try_for_each(|count| same(self.list(&items[..count]), teacher.list(&items[..count])))
    }
}

fn learn_digits(teacher: &dyn Teacher) -> Result<[char; 10], NotLearnt> {
    let mut digits = ['0'; 10];
    for (value, digit) in (0..).zip(&mut digits) {
        let text = teacher.number(i64::from(value).into());
        let mut letters = text.chars();
        *digit = letters
            .next()
            .filter(|_| letters.next().is_none())
            .ok_or_else(|| NotLearnt(format!("a digit, as in `{text}`")))?;
    }
    Ok(digits)
}

/// The same with the digits everybody knows.
fn ascii(digits: &[char; 10], text: &str) -> String {
    let plain =
        |letter: char| (b'0'..).zip(digits).find(|(_, own)| **own == letter).map(|(digit, _)| char::from(digit));
    text.chars().map(|letter| plain(letter).unwrap_or(letter)).collect()
}

fn native(digits: &[char; 10], text: &str) -> String {
    text.chars().map(|letter| letter.to_digit(10).map_or(letter, |digit| digits[digit as usize])).collect()
}

/// The separator of groups, their sizes, and how many digits must stand before the last for there to be any.
fn learn_groups(write: &dyn Fn(i64) -> String) -> Result<(String, [u8; 2], u8), NotLearnt> {
    let text = write(1_234_567_890);
    let runs: Vec<&str> = text.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let [.., before, last] = runs.as_slice() else { return Ok((String::new(), [3, 3], 1)) };
    let group: String = text.chars().skip(runs[0].len()).take_while(|letter| !letter.is_ascii_digit()).collect();
    let size = |run: &str| u8::try_from(run.len()).unwrap_or(u8::MAX);
    let groups = [size(last), size(before)];
    let grouped = |digits: u32| write(10_i64.pow(digits - 1)).contains(&group);
    let min = (1..=4).find(|more| grouped(u32::from(groups[0] + more)));
    let min = min.ok_or_else(|| NotLearnt(format!("thousands, as in `{text}`")))?;
    Ok((group, groups, min))
}

/// How a date is put together, and the names of the months in it.
fn learn_dates(write: &dyn Fn(Date) -> String) -> Result<(String, Vec<String>), NotLearnt> {
    let mut texts = Vec::new();
    let padded = Date::new(1987, 11, 5).is_some_and(|day| write(day).contains("05"));
    let day = if padded { "{dd}" } else { "{d}" };
    for month in 1..=12 {
        // A year and a day that have no digit of a month in common with it, nor with each other.
        let text = Date::new(1987, month, 20).map(write).unwrap_or_default();
        let holes = text.replacen("1987", "{y}", 1).replacen("20", day, 1);
        if !(holes.contains("{y}") && holes.contains(day)) {
            return Err(NotLearnt(format!("the 20th of month {month}, 1987, is `{text}`: is its calendar another?")));
        }
        texts.push(holes);
    }
    let first: Vec<char> = texts[0].chars().collect();
    let common = |from: &dyn Fn(&str) -> Vec<char>| {
        let first = from(&texts[0]);
        let same = |text: &String| first.iter().zip(from(text)).take_while(|(a, b)| **a == *b).count();
        texts.iter().map(same).min().unwrap_or_default()
    };
    let before = common(&|text| text.chars().collect());
    let after = common(&|text| text.chars().rev().collect());
    let part = |letters: &[char]| letters.iter().collect::<String>();
    let date = format!("{}{{month}}{}", part(&first[..before]), part(&first[first.len() - after..]));
    let month = |text: &String| {
        let letters: Vec<char> = text.chars().collect();
        part(letters.get(before..letters.len().saturating_sub(after)).unwrap_or_default())
    };
    Ok((date, texts.iter().map(month).collect()))
}

fn learn_money(write: &dyn Fn(Money) -> String) -> Result<(String, BTreeMap<String, String>), NotLearnt> {
    let mut shown = BTreeMap::new();
    let sample = |currency: Currency| write(Money { minor: 7 * 10_i64.pow(currency.digits().into()), currency });
    let any = Currency::all().next().ok_or_else(|| NotLearnt("no currency".into()))?;
    let text = sample(any);
    let pattern = text.replacen('7', "{n}", 1).replacen(any.code(), "{c}", 1);
    let (before, after) = pattern.split_once("{c}").ok_or_else(|| NotLearnt(format!("money, as in `{text}`")))?;
    let (before, after) = (before.replace("{n}", "7"), after.replace("{n}", "7"));
    for currency in Currency::all() {
        let text = sample(currency);
        let name = text.strip_prefix(&before).and_then(|rest| rest.strip_suffix(&after));
        let name = name.ok_or_else(|| NotLearnt(format!("money, as in `{text}`")))?;
        if name != currency.code() {
            shown.insert(currency.code().to_owned(), name.to_owned());
        }
    }
    Ok((pattern, shown))
}

fn learn_lists(teacher: &dyn Teacher) -> Result<[String; 3], NotLearnt> {
    let (pair, three) = (teacher.list(&["A", "B"]), teacher.list(&["A", "B", "C"]));
    let parts = || {
        let pair = pair.strip_prefix('A')?.strip_suffix('B')?;
        let (middle, last) = three.strip_prefix('A')?.strip_suffix('C')?.split_once('B')?;
        Some([pair.to_owned(), middle.to_owned(), last.to_owned()])
    };
    parts().ok_or_else(|| NotLearnt(format!("lists, as in `{three}`")))
}

/// What differs from the last two digits is written out, for the last three and for small numbers.
fn table(teacher: &dyn Teacher, number: impl Fn(i64) -> Number) -> Plurals {
    let of = |count: u16| category(teacher.plural(number(count.into())));
    let mut plurals = Plurals { table: (4_500..4_600).map(of).collect(), ..Plurals::default() };
    if plurals.table.iter().all(|one| *one == plurals.table[0]) {
        plurals.table.truncate(1);
    }
    let differing = |from: u16, plurals: &Plurals| {
        let all = (0..1_000).map(|three| (three, of(from + three)));
        all.filter(|(three, category)| plurals.by_two(three % 100) != *category).collect()
    };
    plurals.thousands = differing(4_000, &plurals);
    plurals.exact = differing(0, &plurals);
    plurals
}

fn category(name: &str) -> u8 {
    match name {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "few" => 3,
        "many" => 4,
        _ => 5,
    }
}
