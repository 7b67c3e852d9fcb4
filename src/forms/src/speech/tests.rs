use sayyar_base::message::{Number, Pattern, Value};
use sayyar_base::{Currency, Date, Dir, Money};
use serde_json::{Value as Json, json};

use super::{Speech, Teacher, Tongue};

/// A made-up language with everything that is odd about real ones: its own digits, groups of two, a minus behind,
/// plurals by the last digit, days that come after the year.
struct Odd {
    plural: fn(u64) -> &'static str,
    date: fn(Date) -> String,
}

const ODD: Odd = Odd { plural, date };

fn plural(count: u64) -> &'static str {
    match count {
        0 => "zero",
        n if n.is_multiple_of(1_000_000) => "many",
        n if n % 10 == 1 && n % 100 != 11 => "one",
        n if (2..=4).contains(&(n % 10)) => "few",
        _ => "other",
    }
}

fn date(date: Date) -> String {
    let month = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    odd(&format!("{}. {} ~{}~", date.year, month[usize::from(date.month) - 1], date.day))
}

fn odd(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).map_or(c, |digit| char::from_u32(0x660 + digit).unwrap())).collect()
}

impl Teacher for Odd {
    fn number(&self, number: Number) -> String {
        let text = Number { units: number.units.abs(), ..number }.plain();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        for (place, digit) in whole.chars().enumerate() {
            let left = whole.len() - place;
            if number.grouped && place > 0 && whole.len() >= 5 && (left == 3 || left == 5 || left == 7 || left == 9) {
                out.push('\'');
            }
            out.push(digit);
        }
        let dot = if fraction.is_empty() { "" } else { "," };
        odd(&format!("{out}{dot}{fraction}{}", if number.units < 0 { "-" } else { "" }))
    }

    fn plural(&self, number: Number) -> &'static str {
        let power = 10u64.pow(number.scale.into());
        let (whole, rest) = (number.units.unsigned_abs() / power, number.units.unsigned_abs() % power);
        match number.ordinal {
            true if whole == 1 => "one",
            true => "other",
            false if number.scale == 0 => (self.plural)(whole),
            false if rest == 0 && whole == 1 => "two",
            false if rest != 0 && whole < 2 => "one",
            false => "other",
        }
    }

    fn date(&self, date: Date) -> String {
        (self.date)(date)
    }

    fn money(&self, money: Money) -> String {
        let (digits, code) = (money.currency.digits(), money.currency.code());
        let power = 10i64.pow(digits.into());
        let whole = money.minor % power == 0;
        let amount = if whole { (money.minor / power).into() } else { Number::new(money.minor, digits) };
        format!("{} {}", if code == "AZN" { "manat" } else { code }, self.number(amount))
    }

    fn list(&self, items: &[&str]) -> String {
        match items {
            [] => String::new(),
            [a] => (*a).to_owned(),
            [a, b] => format!("{a} & {b}"),
            [all @ .., last] => format!("{} plus {last}", all.join("; ")),
        }
    }
}

fn money(minor: i64, code: &str) -> Money {
    Money { minor, currency: Currency::of(code).unwrap() }
}

/// A language as a bundle carries it.
fn speech(messages: Json) -> Speech {
    let tongue = Tongue::learn(&ODD).unwrap();
    let mut speech = Speech::new("az".parse().unwrap(), Dir::Ltr, "Odd", tongue);
    for (id, words) in messages.as_object().unwrap() {
        speech.add(id.as_str(), Pattern::from_json(words).unwrap());
    }
    speech
}

#[test]
fn a_language_is_learnt_and_travels() {
    let mut speech = speech(json!({"months": "How long?", "months.range": ["From ", {"v": "min"}]}));
    speech.sort("countries", vec!["AZ".into(), "AF".into()]);
    let json = speech.to_json();
    assert_eq!(Speech::from_json(&json), Ok(speech.clone()));
    assert_eq!(json["locale"]["date"], "{y}. {month} ~{d}~");
    assert_eq!(json["locale"]["groups"], json!([3, 2]));
    assert_eq!(json["locale"]["group_min"], 2);
    assert_eq!(json["locale"]["minus"], json!(["", "-"]));
    assert_eq!(json["locale"]["currency"], json!({"AZN": "manat"}));
    assert_eq!(json["locale"]["fraction"], json!([["5", {}, {"1": 2}], ["5", {}, {"0": 1, "1": 1}]]));
    assert_eq!(speech.order("countries"), Some(&["AZ".to_owned(), "AF".to_owned()][..]));

    assert_eq!(speech.number((-1_234_567).into()), "١٢'٣٤'٥٦٧-");
    assert_eq!(speech.number(Number::new(5, 2)), "٠,٠٥");
    assert_eq!(speech.date("2026-11-03".parse().unwrap()), "٢٠٢٦. nov ~٣~");
    assert_eq!(speech.money(money(35_000, "AZN")), "manat ٣٥٠");
    assert_eq!(speech.money(money(-1_250, "USD")), "USD ١٢,٥٠-");
    assert_eq!(speech.list(&["x", "y", "z"]), "x; y plus z");
}

#[test]
fn messages_are_said() {
    let speech = speech(json!({
        "days": [{"sel": {"v": "n"}, "of": [[{"n": "0"}, "none"], ["one", [{"v": "n"}, " day"]], ["other", [{"v": "n"}, " days"]]], "other": 2}],
        "fee": ["Pay ", {"v": "amount"}, " to ", {"k": "agency", "with": {"case": {"t": "dative"}}}, ". ", {"m": "days"}],
        "fee.hint": ["See ", {"m": "fee", "a": "none"}],
        "-agency": [{"sel": {"v": "case"}, "of": [["dative", "the Service"], ["other", "Service"]], "other": 1}],
        "name": ["Hello ", {"v": "name"}, "!"],
    }));
    let say = |id: &str, arguments: Json| {
        let arguments: Vec<_> = arguments
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, json)| (name.as_str(), speech.argument(json).unwrap()))
            .collect();
        speech.say(id, &arguments)
    };
    assert_eq!(say("days", json!({"n": 0})).as_deref(), Some("none"));
    assert_eq!(say("days", json!({"n": 21})).as_deref(), Some("٢١ day"));
    assert_eq!(say("days", json!({"n": {"n": "0.5"}})).as_deref(), Some("٠,٥ day"));
    let pay = say("fee", json!({"amount": {"amount": 35000, "currency": "AZN"}, "n": 5}));
    assert_eq!(pay.as_deref(), Some("Pay \u{2068}manat ٣٥٠\u{2069} to the Service. ٥ days"));
    let when = say("name", json!({"name": {"date": "2026-11-03"}}));
    assert_eq!(when.as_deref(), Some("Hello \u{2068}٢٠٢٦. nov ~٣~\u{2069}!"));
    assert_eq!(say("name", json!({"name": ["Ann", "Bob"]})).as_deref(), Some("Hello Ann & Bob!"));
    assert_eq!(say("name", json!({"name": "علي"})).as_deref(), Some("Hello \u{2068}علي\u{2069}!"));
    assert_eq!(say("name", json!({})).as_deref(), Some("Hello {$name}!"), "what is lost shows");
    assert_eq!(say("fee.hint", json!({})).as_deref(), Some("See {fee.none}"));
    assert_eq!(say("nothing", json!({})), None);
    assert_eq!(speech.argument(&json!({"date": "2026-02-30"})), None);
    assert_eq!(speech.argument(&json!({"amount": 1, "currency": "XXX"})), None);
    assert_eq!(speech.argument(&json!(7)), Some(Value::Number(7.into())));
}

#[test]
fn what_does_not_fit_is_not_learnt() {
    let learn = |odd: Odd| Tongue::learn(&odd).unwrap_err().to_string();
    let later = learn(Odd { date: |day| date(Date { year: day.year - 622, ..day }), ..ODD });
    // A day of two digits is no trouble.
    let two = Tongue::learn(&Odd { date: |day| odd(&format!("{:02}|{}|{}", day.day, day.month, day.year)), ..ODD });
    assert_eq!(two.unwrap().date("2026-03-05".parse().unwrap()), odd("05|3|2026"));
    assert!(later.contains("is its calendar another?"), "{later}");
    let twice = learn(Odd { date: |day| odd(&format!("{} {:02} {}", day.year, day.day, date(day))), ..ODD });
    assert!(twice.contains("should be"), "{twice}");
    let odd = learn(Odd { plural: |n| if n == 2_222 { "few" } else { "other" }, ..ODD });
    assert!(odd.ends_with("`2222: other` should be `2222: few`"), "{odd}");
}

#[test]
fn damaged_words_are_refused() {
    let good = speech(json!({"a": "b"})).to_json();
    let broken = |path: &str, value: Json| {
        let mut json = good.clone();
        *json.pointer_mut(path).unwrap() = value;
        Speech::from_json(&json).unwrap_err().to_string()
    };
    for (path, value) in [
        ("/tag", json!("Azeri!")),
        ("/dir", json!("up")),
        ("/name", json!(1)),
        ("/order", json!({"countries": [1]})),
        ("/messages/a", json!({"v": "x"})),
        ("/locale/digits", json!("012")),
        ("/locale/groups", json!([3, 0])),
        ("/locale/groups", json!([3])),
        ("/locale/plural", json!(["55", {}, {}])),
        ("/locale/plural/0", json!("9")),
        ("/locale/ordinal/1", json!({"x": 1})),
        ("/locale/ordinal/2", json!({"1": 6})),
        ("/locale/million", json!(6)),
        ("/locale/months", json!(["jan"])),
        ("/locale/and", json!(["a", "b"])),
        ("/locale/currency", json!({"AZN": 1})),
    ] {
        let error = broken(path, value);
        let key = path.split('/').nth(1).unwrap();
        assert!(error.ends_with(key), "{path}: {error}");
    }
}
