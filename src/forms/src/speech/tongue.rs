//! How a language writes numbers, money, days and lists, and which plural it takes: the few facts of the CLDR that
//! a form needs, learnt by the generator and carried in the bundle.

use std::collections::BTreeMap;

use sayyar_base::message::Number;
use sayyar_base::{Date, Money};
use serde_json::{Map, Value as Json};

/// The CLDR plural categories, by the digits that stand for them.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// Categories are known for 0 to 199; what is larger is as its last two digits behind a hundred.
pub(super) const TABLE: usize = 200;

/// A plural category for each of 0 to 199, or one for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plurals(pub(super) Vec<u8>);

impl Plurals {
    /// Of a whole number, by its size.
    pub(super) fn of(&self, number: u64) -> u8 {
        let place = if number < TABLE as u64 { number } else { 100 + number % 100 };
        let place = if self.0.len() == TABLE { place as usize } else { 0 };
        self.0.get(place).copied().unwrap_or(5)
    }

    fn to_text(&self) -> String {
        self.0.iter().map(|category| char::from(b'0' + category)).collect()
    }

    fn from_text(text: &str) -> Option<Self> {
        let fits = (text.len() == 1 || text.len() == TABLE) && text.bytes().all(|byte| (b'0'..=b'5').contains(&byte));
        fits.then(|| Self(text.bytes().map(|byte| byte - b'0').collect()))
    }
}

/// The facts of one language.
///
/// ```json
/// {"digits":"0123456789","decimal":",","group":".","groups":[3,3],"group_min":1,"minus":["-",""],
///  "plural":"5","million":5,"fraction":["5","5"],"ordinal":"5","months":["yanvar",...],"date":"{d} {month} {y}",
///  "money":"{n} {c}","currency":{"AZN":"AZN"},"and":[" və ",", "," və "]}
/// ```
/// `plural` and `ordinal` are a digit (0-5: zero, one, two, few, many, other) for each of 0 to 199, or one for all;
/// `million` is for whole millions. `fraction` is by the whole part, for fractions that are zero and for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tongue {
    pub(super) digits: [char; 10],
    pub(super) decimal: String,
    pub(super) group: String,
    /// How many digits the last group has, and those before it.
    pub(super) groups: [u8; 2],
    /// So many digits must stand before the last group for there to be groups.
    pub(super) group_min: u8,
    /// Before and after a negative number.
    pub(super) minus: [String; 2],
    pub(super) plural: Plurals,
    pub(super) million: u8,
    pub(super) fraction: [Plurals; 2],
    pub(super) ordinal: Plurals,
    pub(super) months: Vec<String>,
    pub(super) date: String,
    pub(super) money: String,
    pub(super) currency: BTreeMap<String, String>,
    /// Between two, between the first of several, before the last of several.
    pub(super) and: [String; 3],
}

impl Tongue {
    /// Writes a number.
    pub fn write(&self, number: Number, out: &mut String) {
        let Number { units, scale, grouped, .. } = number;
        let digits = units.unsigned_abs().to_string();
        let scale = usize::from(scale);
        let padded = "0".repeat((scale + 1).saturating_sub(digits.len())) + &digits;
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        let [before, after] = &self.minus;
        if units < 0 {
            out.push_str(before);
        }
        for (place, digit) in whole.bytes().enumerate() {
            if grouped && place > 0 && self.groups_before(whole.len(), whole.len() - place) {
                out.push_str(&self.group);
            }
            self.digit(digit, out);
        }
        if scale > 0 {
            out.push_str(&self.decimal);
            fraction.bytes().for_each(|digit| self.digit(digit, out));
        }
        if units < 0 {
            out.push_str(after);
        }
    }

    fn digit(&self, digit: u8, out: &mut String) {
        out.push(self.digits[usize::from(digit.wrapping_sub(b'0')).min(9)]);
    }

    /// Whether a separator stands before the last `left` of `count` digits.
    fn groups_before(&self, count: usize, left: usize) -> bool {
        let [last, others] = self.groups.map(usize::from);
        let enough = count >= last + usize::from(self.group_min);
        enough && left >= last && (left - last).is_multiple_of(others)
    }

    /// The CLDR plural category.
    pub fn plural(&self, number: Number) -> &'static str {
        let power = 10u64.checked_pow(number.scale.into()).unwrap_or(u64::MAX);
        let (whole, rest) = (number.units.unsigned_abs() / power, number.units.unsigned_abs() % power);
        let category = match number {
            _ if number.ordinal => self.ordinal.of(whole),
            _ if number.scale > 0 => self.fraction[usize::from(rest > 0)].of(whole),
            _ if whole > 0 && whole.is_multiple_of(1_000_000) => self.million,
            _ => self.plural.of(whole),
        };
        CATEGORIES[usize::from(category).min(5)]
    }

    /// A day.
    pub fn date(&self, date: Date) -> String {
        let number = |value: i64| {
            let mut text = String::new();
            self.write(Number { grouped: false, ..value.into() }, &mut text);
            text
        };
        let month = self.months.get(usize::from(date.month) - 1).map_or("", String::as_str);
        self.date
            .replace("{month}", month)
            .replace("{d}", &number(date.day.into()))
            .replace("{y}", &number(date.year.into()))
    }

    /// An amount: 350 AZN, 12.50 USD. Whole amounts have no decimals.
    pub fn money(&self, money: Money) -> String {
        let (digits, code) = (money.currency.digits(), money.currency.code());
        let power = 10i64.pow(digits.into());
        let number =
            if money.minor % power == 0 { (money.minor / power).into() } else { Number::new(money.minor, digits) };
        let mut amount = String::new();
        self.write(number, &mut amount);
        let shown = self.currency.get(code).map_or(code, String::as_str);
        self.money.replace("{n}", &amount).replace("{c}", shown)
    }

    /// Several things in one sentence.
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        let [pair, middle, last] = &self.and;
        let count = items.len();
        items.iter().enumerate().fold(String::new(), |mut text, (place, item)| {
            if place > 0 {
                text.push_str(if count == 2 {
                    pair
                } else if place + 1 == count {
                    last
                } else {
                    middle
                });
            }
            text + item.as_ref()
        })
    }

    pub(super) fn to_json(&self) -> Json {
        let mut map = Map::new();
        let mut put = |key: &str, value: Json| map.insert(key.to_owned(), value);
        put("digits", String::from_iter(self.digits).into());
        put("decimal", self.decimal.as_str().into());
        put("group", self.group.as_str().into());
        put("groups", self.groups.to_vec().into());
        put("group_min", self.group_min.into());
        put("minus", self.minus.to_vec().into());
        put("plural", self.plural.to_text().into());
        put("million", self.million.into());
        put("fraction", self.fraction.each_ref().map(Plurals::to_text).to_vec().into());
        put("ordinal", self.ordinal.to_text().into());
        put("months", self.months.clone().into());
        put("date", self.date.as_str().into());
        put("money", self.money.as_str().into());
        let shown = self.currency.iter().map(|(code, shown)| (code.clone(), shown.as_str().into()));
        put("currency", shown.collect::<Map<_, _>>().into());
        put("and", self.and.to_vec().into());
        map.into()
    }

    pub(super) fn from_json(json: &Json) -> Option<Self> {
        let text = |key: &str| json.get(key)?.as_str().map(str::to_owned);
        let small = |json: &Json| json.as_u64().and_then(|number| u8::try_from(number).ok());
        let number = |key: &str| json.get(key).and_then(small);
        let list = |key: &str| -> Option<Vec<String>> {
            json.get(key)?.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
        };
        let groups: Vec<u8> = json.get("groups")?.as_array()?.iter().map(small).collect::<Option<_>>()?;
        let [zero, other]: [String; 2] = list("fraction")?.try_into().ok()?;
        let shown = json.get("currency")?.as_object()?.iter();
        let tongue = Self {
            digits: text("digits")?.chars().collect::<Vec<_>>().try_into().ok()?,
            decimal: text("decimal")?,
            group: text("group")?,
            groups: groups.try_into().ok()?,
            group_min: number("group_min")?,
            minus: list("minus")?.try_into().ok()?,
            plural: Plurals::from_text(&text("plural")?)?,
            million: number("million")?,
            fraction: [Plurals::from_text(&zero)?, Plurals::from_text(&other)?],
            ordinal: Plurals::from_text(&text("ordinal")?)?,
            months: list("months")?,
            date: text("date")?,
            money: text("money")?,
            currency: shown
                .map(|(code, shown)| Some((code.clone(), shown.as_str()?.to_owned())))
                .collect::<Option<_>>()?,
            and: list("and")?.try_into().ok()?,
        };
        // Groups of nothing would have no end.
        let sound = tongue.groups.iter().all(|size| *size > 0) && tongue.months.len() == 12 && tongue.million < 6;
        sound.then_some(tongue)
    }
}
