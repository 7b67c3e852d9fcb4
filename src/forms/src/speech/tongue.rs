//! How a language writes numbers, money, days and lists, and which plural it takes: the few facts of the CLDR that
//! a form needs, learnt by the generator and carried in the bundle.

use std::collections::BTreeMap;

use sayyar_base::message::Number;
use sayyar_base::{Date, Money};
use serde_json::{Map, Value as Json};

/// The CLDR plural categories, by the digits that stand for them.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// The plural categories of whole numbers: by the last two digits, but for some by the last three from a thousand on,
/// and for some numbers below a thousand.
///
/// The CLDR has rules; these are what its rules lead to, which is all a form needs and the same for all languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Plurals {
    /// For each of 0 to 99, or one for all.
    pub(super) table: Vec<u8>,
    /// From a thousand on, by the last three digits.
    pub(super) thousands: BTreeMap<u16, u8>,
    /// Below a thousand.
    pub(super) exact: BTreeMap<u16, u8>,
}

impl Plurals {
    /// Of a whole number, by its size.
    pub(super) fn of(&self, number: u64) -> u8 {
        let three = (number % 1_000) as u16;
        let known = if number < 1_000 { &self.exact } else { &self.thousands }.get(&three);
        known.copied().unwrap_or_else(|| self.by_two(three % 100))
    }

    pub(super) fn by_two(&self, two: u16) -> u8 {
        let place = if self.table.len() == 1 { 0 } else { usize::from(two) };
        self.table.get(place).copied().unwrap_or(5)
    }

    /// `["5125...",{"0":5},{"1":1}]`
    fn to_json(&self) -> Json {
        let digits: String = self.table.iter().map(|category| char::from(b'0' + category)).collect();
        let map = |some: &BTreeMap<u16, u8>| -> Map<String, Json> {
            some.iter().map(|(number, category)| (number.to_string(), (*category).into())).collect()
        };
        Json::from(vec![Json::from(digits), map(&self.thousands).into(), map(&self.exact).into()])
    }

    fn from_json(json: &Json) -> Option<Self> {
        let [digits, thousands, exact] = json.as_array()?.as_slice() else { return None };
        let table: Vec<u8> = digits.as_str()?.bytes().map(|byte| byte.wrapping_sub(b'0')).collect();
        let map = |json: &Json| -> Option<BTreeMap<u16, u8>> {
            let one = |(number, category): (&String, &Json)| {
                Some((number.parse().ok()?, category.as_u64().filter(|category| *category < 6)? as u8))
            };
            json.as_object()?.iter().map(one).collect()
        };
        let fits = matches!(table.len(), 1 | 100) && table.iter().all(|category| *category < 6);
        fits.then_some(Self { table, thousands: map(thousands)?, exact: map(exact)? })
    }
}

/// The facts of one language.
///
/// ```json
/// {"digits":"0123456789","decimal":",","group":".","groups":[3,3],"group_min":1,"minus":["-",""],
///  "plural":["5",{},{"1":1}],"million":5,"fraction":[...],"ordinal":[...],"months":["yanvar",...],"date":"{d} {month} {y}",
///  "money":"{n} {c}","currency":{"AZN":"AZN"},"and":[" və ",", "," və "]}
/// ```
/// Categories are digits (0-5: zero, one, two, few, many, other), by the last two digits of a number; then what differs
/// by the last three from a thousand on, then below. `million` is for whole millions. `fraction` is by the whole part,
/// for fractions that are zero and for others. `{dd}` is a day of two digits.
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
            .replace("{dd}", &(if date.day < 10 { number(0) } else { String::new() } + &number(date.day.into())))
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
        put("plural", self.plural.to_json());
        put("million", self.million.into());
        put("fraction", self.fraction.each_ref().map(Plurals::to_json).to_vec().into());
        put("ordinal", self.ordinal.to_json());
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
        let [zero, other] = json.get("fraction")?.as_array()?.as_slice() else { return None };
        let shown = json.get("currency")?.as_object()?.iter();
        let tongue = Self {
            digits: text("digits")?.chars().collect::<Vec<_>>().try_into().ok()?,
            decimal: text("decimal")?,
            group: text("group")?,
            groups: groups.try_into().ok()?,
            group_min: number("group_min")?,
            minus: list("minus")?.try_into().ok()?,
            plural: Plurals::from_json(json.get("plural")?)?,
            million: number("million")?,
            fraction: [Plurals::from_json(zero)?, Plurals::from_json(other)?],
            ordinal: Plurals::from_json(json.get("ordinal")?)?,
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
