//! How a language writes dates, numbers, money and lists, how it orders and changes case: ICU4X, made once
//! per language and shared by all threads.
//!
//! What the CLDR has no single answer for is decided here: a currency is its ISO 4217 code after the amount
//! (officials and applicants copy it), and a range is an en dash without spaces.

use std::cmp::Ordering;
use std::fmt;

use icu::calendar::Iso;
use icu::casemap::options::{TitlecaseOptions, TrailingCase};
use icu::casemap::{CaseMapper, TitlecaseMapper};
use icu::collator::CollatorBorrowed;
use icu::collator::options::CollatorOptions;
use icu::datetime::fieldsets::{E, MD, YM, YMD};
use icu::datetime::preferences::CalendarAlgorithm;
use icu::datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::extensions::unicode::key;
use icu::locale::{LanguageIdentifier, Locale as Id};
use icu::plurals::{PluralCategory, PluralRuleType, PluralRules, PluralRulesOptions};
use sayyar_base::message::Number;
use sayyar_base::{Currency, Date};

/// Between the ends of a range.
const EN_DASH: char = '\u{2013}';
/// Between an amount and its currency: they stay on one line.
const NO_BREAK_SPACE: char = '\u{a0}';

/// How much of a date is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateStyle {
    /// 20 noyabr 2026
    Long,
    /// 20 noy 2026
    Medium,
    /// 20.11.26
    Short,
    /// noyabr 2026
    Month,
    /// cümə
    Weekday,
    /// 20 noyabr
    Day,
}

impl DateStyle {
    /// The names a template may give, and what they mean.
    pub const NAMES: [(&str, Self); 6] = [
        ("long", Self::Long),
        ("medium", Self::Medium),
        ("short", Self::Short),
        ("month", Self::Month),
        ("weekday", Self::Weekday),
        ("day", Self::Day),
    ];

    /// The style of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, style)| *style)
    }
}

/// The formatters of one language.
pub struct Locale {
    name: String,
    language: LanguageIdentifier,
    long: DateTimeFormatter<YMD>,
    medium: DateTimeFormatter<YMD>,
    short: DateTimeFormatter<YMD>,
    month: DateTimeFormatter<YM>,
    day: DateTimeFormatter<MD>,
    weekday: DateTimeFormatter<E>,
    weekday_short: DateTimeFormatter<E>,
    grouped: DecimalFormatter,
    bare: DecimalFormatter,
    list: ListFormatter,
    cardinal: PluralRules,
    ordinal: PluralRules,
    collator: CollatorBorrowed<'static>,
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.name).finish()
    }
}

impl Locale {
    /// The formatters for a Unicode locale such as `az`, `en-GB` or `fa-u-ca-gregory-nu-latn`.
    /// The error says what is wrong with the name and how to mend it.
    pub fn new(locale: &str) -> Result<Self, String> {
        let id = parse(locale)?;
        known(&id, locale)?;
        Self::load(&id, locale).map_err(|error| format!("the locale `{locale}` cannot be loaded: {error}"))
    }

    /// The formatters with the calendar of passports, whatever the locale's own.
    pub fn gregorian(locale: &str) -> Result<Self, String> {
        let mut id = parse(locale)?;
        id.extensions.unicode.keywords.set(key!("ca"), icu::locale::extensions::unicode::value!("gregory"));
        Self::load(&id, locale).map_err(|error| format!("the locale `{locale}` cannot be loaded: {error}"))
    }

    /// What stands in where a locale is not known, so that all other mistakes are found too.
    pub fn root() -> Self {
        Self::load(&Id::UNKNOWN, "und").expect("the compiled data always holds the root locale")
    }

    fn load(id: &Id, name: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let dates = DateTimeFormatterPreferences::from(id);
        let numbers = |grouping| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(grouping);
            DecimalFormatter::try_new(id.into(), options)
        };
        let plurals = |kind| PluralRules::try_new(id.into(), PluralRulesOptions::default().with_type(kind));
        Ok(Self {
            name: name.to_owned(),
            language: id.id.clone(),
            long: DateTimeFormatter::try_new(dates, YMD::long())?,
            medium: DateTimeFormatter::try_new(dates, YMD::medium())?,
            short: DateTimeFormatter::try_new(dates, YMD::short())?,
            month: DateTimeFormatter::try_new(dates, YM::long())?,
            day: DateTimeFormatter::try_new(dates, MD::long())?,
            weekday: DateTimeFormatter::try_new(dates, E::long())?,
            weekday_short: DateTimeFormatter::try_new(dates, E::short())?,
            grouped: numbers(GroupingStrategy::Auto)?,
            bare: numbers(GroupingStrategy::Never)?,
            list: ListFormatter::try_new_and(id.into(), ListFormatterOptions::default())?,
            cardinal: plurals(PluralRuleType::Cardinal)?,
            ordinal: plurals(PluralRuleType::Ordinal)?,
            collator: CollatorBorrowed::try_new(id.into(), CollatorOptions::default())?,
        })
    }

    /// The name it was made from.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A day in the locale's calendar.
    pub fn date(&self, date: Date, style: DateStyle) -> String {
        let Some(day) = iso(date) else {
            return date.to_string();
        };
        match style {
            DateStyle::Long => self.long.format(&day).to_string(),
            DateStyle::Medium => self.medium.format(&day).to_string(),
            DateStyle::Short => self.short.format(&day).to_string(),
            DateStyle::Month => self.month.format(&day).to_string(),
            DateStyle::Weekday => self.weekday.format(&day).to_string(),
            DateStyle::Day => self.day.format(&day).to_string(),
        }
    }

    /// The name of a day of the week, 1 (Monday) to 7 (Sunday), in full or as short as is still clear.
    pub fn weekday(&self, iso_weekday: u8, short: bool) -> String {
        // 2001-01-01 was a Monday.
        let Some(day) = Date::new(2001, 1, iso_weekday.clamp(1, 7)).and_then(iso) else {
            return String::new();
        };
        let names = if short { &self.weekday_short } else { &self.weekday };
        names.format(&day).to_string()
    }

    /// A whole number with the language's digits and thousands.
    pub fn integer(&self, value: i64) -> String {
        self.grouped.format_to_string(&Decimal::from(value))
    }

    /// An exact number.
    pub fn number(&self, number: Number) -> String {
        let formatter = if number.grouped { &self.grouped } else { &self.bare };
        formatter.format_to_string(&decimal(number))
    }

    /// A range of whole numbers: 1–3. Both ends alike make one number.
    pub fn range(&self, from: i64, to: i64) -> String {
        let from_text = self.integer(from);
        if from == to { from_text } else { format!("{from_text}{EN_DASH}{}", self.integer(to)) }
    }

    /// An amount in minor units (qəpik, cents) with its currency code: 350 AZN, 12.50 USD.
    pub fn money(&self, minor: i64, currency: &str) -> String {
        let whole = minor % power(minor_digits(currency)) == 0;
        format!("{}{NO_BREAK_SPACE}{currency}", self.amount(minor, currency, whole))
    }

    /// A range of amounts: 350–1,000 AZN. In right-to-left text isolate it (`<bdi>`), as any code.
    pub fn money_range(&self, from: i64, to: i64, currency: &str) -> String {
        if from == to {
            return self.money(from, currency);
        }
        let power = power(minor_digits(currency));
        let whole = from % power == 0 && to % power == 0;
        let [from, to] = [from, to].map(|minor| self.amount(minor, currency, whole));
        format!("{from}{EN_DASH}{to}{NO_BREAK_SPACE}{currency}")
    }

    fn amount(&self, minor: i64, currency: &str, whole: bool) -> String {
        let digits = minor_digits(currency);
        if whole { self.integer(minor / power(digits)) } else { self.number(Number::new(minor, digits)) }
    }

    /// Several things in one sentence: a, b and c.
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.list.format_to_string(items.iter().map(AsRef::as_ref))
    }

    /// Which of two words comes first in this language's alphabet. Words that differ are never equal.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }

    /// Bytes that compare as the words do in this language's alphabet, for sorting many.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 2);
        // Writing to a vector cannot fail: its error type has no value.
        let Ok(()) = self.collator.write_sort_key_to(text, &mut key);
        key
    }

    /// In capitals: `i` is `İ` in Azerbaijani and Turkish.
    pub fn upper(&self, text: &str) -> String {
        CaseMapper::new().uppercase_to_string(text, &self.language).into_owned()
    }

    /// In small letters: `I` is `ı` in Azerbaijani and Turkish.
    pub fn lower(&self, text: &str) -> String {
        CaseMapper::new().lowercase_to_string(text, &self.language).into_owned()
    }

    /// With a capital first letter, the rest as it is.
    pub fn capitalise(&self, text: &str) -> String {
        let mut options = TitlecaseOptions::default();
        options.trailing_case = Some(TrailingCase::Unchanged);
        TitlecaseMapper::new().titlecase_segment_to_string(text, &self.language, options).into_owned()
    }

    /// The CLDR plural category of a count: `zero`, `one`, `two`, `few`, `many` or `other`.
    pub fn plural(&self, count: i64) -> &'static str {
        category(self.cardinal.category_for(count))
    }

    /// The plural category of an exact number, as a count or as a place in an order.
    pub fn plural_of(&self, number: Number) -> &'static str {
        let rules = if number.ordinal { &self.ordinal } else { &self.cardinal };
        category(rules.category_for(&decimal(number)))
    }
}

/// Digits of the currency's minor unit; two for codes that are not known.
fn minor_digits(currency: &str) -> u8 {
    Currency::of(currency).map_or(2, Currency::digits)
}

fn power(digits: u8) -> i64 {
    10i64.pow(u32::from(digits))
}

fn iso(date: Date) -> Option<icu::calendar::Date<Iso>> {
    icu::calendar::Date::try_new_iso(date.year, date.month, date.day).ok()
}

fn decimal(number: Number) -> Decimal {
    let mut decimal = Decimal::from(number.units);
    let scale = i16::from(number.scale);
    decimal.multiply_pow10(-scale);
    decimal.absolute.pad_end(-scale);
    decimal
}

fn category(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

fn parse(locale: &str) -> Result<Id, String> {
    let id: Id = locale.parse().map_err(|_| {
        format!("`{locale}` is not a locale: write it as `az`, `en-GB`, `ar-u-nu-latn` or `fa-u-ca-gregory`")
    })?;
    let keywords = &id.extensions.unicode.keywords;
    if let Some(value) = keywords.get(&key!("ca")) {
        CalendarAlgorithm::try_from(value).map_err(|_| {
            format!("`{locale}` names a calendar that is not known, `{value}`: `gregory` and `persian` are")
        })?;
    }
    if let Some(value) = keywords.get(&key!("nu")) {
        let written: Id = format!("en-u-nu-{value}").parse().map_err(|_| format!("`{value}` names no digits"))?;
        let zero = DecimalFormatter::try_new((&written).into(), DecimalFormatterOptions::default())
            .map(|formatter| formatter.format_to_string(&Decimal::from(0)));
        if value.to_string() != "latn" && zero.as_deref() == Ok("0") {
            return Err(format!("`{locale}` names digits that are not known, `{value}`: `latn` and `arab` are"));
        }
    }
    Ok(id)
}

/// Refuses languages the CLDR has no names of months for: ICU would write `2026 M11 20` without a word.
fn known(id: &Id, name: &str) -> Result<(), String> {
    let mut plain = Id::from(id.id.clone());
    plain.extensions.unicode.keywords.set(key!("ca"), icu::locale::extensions::unicode::value!("gregory"));
    let sample = DateTimeFormatter::try_new((&plain).into(), YMD::long())
        .ok()
        .zip(Date::new(2026, 11, 20).and_then(iso))
        .map(|(formatter, day)| formatter.format(&day).to_string());
    match sample {
        Some(text) if !text.contains("M11") => Ok(()),
        _ => Err(format!(
            "nothing is known of the locale `{name}`: no months, no numbers; \
             set `locale` to a language the Unicode CLDR covers, such as the nearest relative"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(name: &str) -> Locale {
        Locale::new(name).unwrap()
    }

    #[track_caller]
    fn dates(name: &str, expected: [&str; 6]) {
        let (locale, day) = (locale(name), Date::new(2026, 11, 20).unwrap());
        let written = DateStyle::NAMES.map(|(_, style)| locale.date(day, style));
        assert_eq!(written, expected, "{name}");
    }

    #[test]
    fn dates_in_nine_languages() {
        dates("az", ["20 noyabr 2026", "20 noy 2026", "20.11.26", "noyabr 2026", "Cümə", "20 noyabr"]);
        dates("en", ["November 20, 2026", "Nov 20, 2026", "11/20/26", "November 2026", "Friday", "November 20"]);
        dates("en-GB", ["20 November 2026", "20 Nov 2026", "20/11/2026", "November 2026", "Friday", "20 November"]);
        let g = "\u{202f}г.";
        let ru = [format!("20 ноября 2026{g}"), format!("20 нояб. 2026{g}"), format!("ноябрь 2026{g}")];
        dates("ru", [&ru[0], &ru[1], "20.11.2026", &ru[2], "пятница", "20 ноября"]);
        let ar = "20\u{200f}/11\u{200f}/2026";
        dates("ar-u-nu-latn", ["20 نوفمبر 2026", ar, ar, "نوفمبر 2026", "الجمعة", "20 نوفمبر"]);
        let fa = ["۲۹ آبان ۱۴۰۵", "۲۹ آبان ۱۴۰۵", "۱۴۰۵/۸/۲۹", "۱۴۰۵ آبان", "جمعه", "۲۹ آبان"];
        dates("fa", fa);
        let fa = ["۲۰ نوامبر ۲۰۲۶", "۲۰ نوامبر ۲۰۲۶", "۲۰۲۶/۱۱/۲۰", "نوامبر ۲۰۲۶", "جمعه", "۲۰ نوامبر"];
        dates("fa-u-ca-gregory", fa);
        dates("tr", ["20 Kasım 2026", "20 Kas 2026", "20.11.2026", "Kasım 2026", "Cuma", "20 Kasım"]);
        dates("de", ["20. November 2026", "20.11.2026", "20.11.26", "November 2026", "Freitag", "20. November"]);
        dates("ur", ["20 نومبر، 2026", "20 نومبر، 2026", "20/11/26", "نومبر 2026", "جمعہ", "20 نومبر"]);
        dates("zh", ["2026年11月20日", "2026年11月20日", "2026/11/20", "2026年11月", "星期五", "11月20日"]);
        assert_eq!((1..=7).map(|d| locale("ru").weekday(d, true)).collect::<Vec<_>>().concat(), "пнвтсрчтптсбвс");
        assert_eq!(locale("az").weekday(7, false), "Bazar");
        assert_eq!(DateStyle::named("month"), Some(DateStyle::Month));
    }

    #[test]
    fn numbers_and_money() {
        let say = |name: &str| {
            let l = locale(name);
            let money = [l.money(100_000, "AZN"), l.money(1_250, "USD"), l.money_range(35_000, 100_000, "AZN")];
            format!("{} {}", l.integer(1_234_567), money.join(" ")).replace('\u{a0}', "~")
        };
        assert_eq!(say("az"), "1.234.567 1.000~AZN 12,50~USD 350–1.000~AZN");
        assert_eq!(say("en-GB"), "1,234,567 1,000~AZN 12.50~USD 350–1,000~AZN");
        assert_eq!(say("ru"), "1~234~567 1~000~AZN 12,50~USD 350–1~000~AZN");
        assert_eq!(say("ar-u-nu-latn"), "1,234,567 1,000~AZN 12.50~USD 350–1,000~AZN");
        assert_eq!(say("ar-EG"), "١٬٢٣٤٬٥٦٧ ١٬٠٠٠~AZN ١٢٫٥٠~USD ٣٥٠–١٬٠٠٠~AZN");
        assert_eq!(say("fa-u-ca-gregory-nu-latn"), "1,234,567 1,000~AZN 12.50~USD 350–1,000~AZN");
        let en = locale("en");
        assert_eq!(en.money(1_234, "JPY"), "1,234\u{a0}JPY");
        assert_eq!(en.money(1_500, "KWD"), "1.500\u{a0}KWD");
        assert_eq!(en.money(-1_250, "AZN"), "-12.50\u{a0}AZN");
        assert_eq!(en.money_range(1_250, 2_000, "AZN"), "12.50–20.00\u{a0}AZN");
        assert_eq!(en.money_range(2_000, 2_000, "AZN"), "20\u{a0}AZN");
        assert_eq!((en.range(1, 3), en.range(3, 3)), ("1–3".into(), "3".into()));
        assert_eq!(en.number(Number { grouped: false, ..2_026.into() }), "2026");
        assert_eq!(en.number(Number::new(5, 2)), "0.05");
        assert_eq!(en.integer(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn case_order_lists_and_plurals() {
        for name in ["az", "tr"] {
            let l = locale(name);
            assert_eq!((l.upper("iıi şəhər"), l.lower("IİI")), ("İIİ ŞƏHƏR".into(), "ıiı".into()), "{name}");
            assert_eq!(l.capitalise("iş icazəsi (AZN)"), "İş icazəsi (AZN)");
        }
        let (az, en, ru) = (locale("az"), locale("en"), locale("ru"));
        assert_eq!((en.upper("iı"), en.capitalise("istanbul")), ("II".into(), "Istanbul".into()));
        let mut words = ["Zaqatala", "Çin", "Əli", "Xaçmaz", "Cənub", "Ev", "Füzuli", "Şuşa", "Həsən", "Qax"];
        words.sort_by(|a, b| az.compare(a, b));
        assert_eq!(words, ["Cənub", "Çin", "Ev", "Əli", "Füzuli", "Həsən", "Xaçmaz", "Qax", "Şuşa", "Zaqatala"]);
        words.reverse();
        words.sort_by_key(|word| az.sort_key(word));
        assert_eq!((words[1], words[3], words[7]), ("Çin", "Əli", "Qax"));
        assert_eq!(az.list(&["a", "b", "c"]), "a, b və c");
        assert_eq!(locale("en-GB").list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(locale("ur").list(&["a", "b"]), "a اور b");
        assert_eq!((en.list(&["a"]), en.list::<&str>(&[])), ("a".into(), String::new()));
        assert_eq!([1, 2, 5, 21].map(|n| ru.plural(n)), ["one", "few", "many", "one"]);
        assert_eq!(
            [0, 1, 2, 3, 11, 100].map(|n| locale("ar").plural(n)),
            ["zero", "one", "two", "few", "many", "other"]
        );
        assert_eq!(en.plural_of(Number { ordinal: true, ..22.into() }), "two");
        assert_eq!((ru.plural_of(Number::new(15, 1)), en.plural_of(Number::new(10, 1))), ("other", "other"));
    }

    #[test]
    fn what_is_not_known_is_said() {
        let error = |name: &str| Locale::new(name).unwrap_err();
        assert!(error("not a locale").contains("write it as `az`"));
        assert!(error("xx").contains("nothing is known of the locale `xx`"));
        assert!(error("en-u-ca-mayan").contains("a calendar that is not known, `mayan`"));
        assert!(error("en-u-nu-klingon").contains("digits that are not known, `klingon`"));
        assert!(error("und").contains("nothing is known"));
        for fine in ["az", "az-Latn-AZ", "en-u-nu-arab", "th-u-ca-buddhist", "uz-Cyrl", "ka", "hi", "bn", "ky"] {
            assert!(Locale::new(fine).is_ok(), "{fine}");
        }
    }

    #[test]
    fn threads_share_a_locale() {
        fn shared<T: Send + Sync>() {}
        shared::<Locale>();
    }
}
