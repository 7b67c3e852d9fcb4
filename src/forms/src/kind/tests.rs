//! Every file of `tests/vectors/kind`: what is typed and what it leads to; and that canonical forms stay as they are.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use sayyar_base::{Currency, Date};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::mrz::{Mrz, MrzProblem, Part};
use super::number::MoneyProblem;
use super::{date, email, mrz, number, personal_code, phone, text};

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What its cases show.
    about: String,
    /// Which reader.
    kind: String,
    /// For zones.
    today: Option<Date>,
    cases: Vec<Case>,
}

/// What is typed, and what it gives: a canonical answer, `null` where it cannot be read, or a problem.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    typed: Json,
    currency: Option<String>,
    #[serde(default)]
    gives: Json,
    problem: Option<String>,
}

#[test]
fn vectors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/kind");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file: File =
            serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(file.about.ends_with('.'), "{name} says what it shows, in a sentence");
        for case in &file.cases {
            count += 1;
            let (gives, problem) = match run(&file, case) {
                Ok(gives) => (gives, None),
                Err(problem) => (Json::Null, Some(problem)),
            };
            if (&gives, &problem) != (&case.gives, &case.problem) {
                wrong.push(format!("{name}: {}\n    gives {gives} {problem:?}", case.typed));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 300, "{count} cases");
}

fn run(file: &File, case: &Case) -> Result<Json, String> {
    let typed = || case.typed.as_str().unwrap();
    match file.kind.as_str() {
        "text" => text::clean(typed()).map(Json::from).map_err(|problem| problem.to_string()),
        "long-text" => text::clean_lines(typed()).map(Json::from).map_err(|problem| problem.to_string()),
        "phone" => Ok(json!(phone::read(typed()).inspect(|number| fits(phone::PATTERN, number)))),
        "email" => Ok(json!(email::read(typed()).inspect(|address| fits(email::PATTERN, address)))),
        "personal-code" => Ok(json!(personal_code::read(typed()))),
        "integer" => Ok(json!(number::integer(typed()))),
        "decimal" => Ok(json!(number::decimal(typed()).map(|number| number.to_string()))),
        "money" => {
            let currency = Currency::of(case.currency.as_deref().unwrap_or("AZN")).unwrap();
            number::money(typed(), currency).map(|money| json!(money.minor)).map_err(|problem| {
                let name = match problem {
                    MoneyProblem::Malformed => "malformed",
                    MoneyProblem::Currency => "currency",
                    MoneyProblem::Decimals => "decimals",
                };
                name.to_owned()
            })
        }
        "date" => date::read(&case.typed).map(|day| json!(day)).map_err(|problem| format!("{problem:?}")),
        "mrz" => zone(file, case).map(|zone| parts(&zone)).map_err(|problem| problem.to_string()),
        kind => panic!("there is no kind {kind}"),
    }
}

/// Schemas have these patterns.
fn fits(pattern: &str, text: &str) {
    assert!(regex_lite::Regex::new(pattern).unwrap().is_match(text), "{pattern} {text}");
}

/// Lines may be written as a list of lines, so that they can be read.
fn zone(file: &File, case: &Case) -> Result<Mrz, MrzProblem> {
    let typed = match &case.typed {
        Json::Array(lines) => lines.iter().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\n"),
        text => text.as_str().unwrap().to_owned(),
    };
    let today = file.today.unwrap();
    let read = mrz::read(&typed, today)?;
    assert_eq!(mrz::read(&read.lines, today).as_ref(), Ok(&read), "canonical");
    for part in Part::ALL {
        assert!(read.part(part).is_none_or(|value| read.agrees(part, &value)), "{part:?}");
    }
    Ok(read)
}

fn parts(zone: &Mrz) -> Json {
    let parts = Part::ALL.iter().filter_map(|part| Some((part.name().to_owned(), json!(zone.part(*part)?))));
    let mut object: serde_json::Map<_, _> = parts.collect();
    object.insert("format".into(), json!(zone.format.name()));
    if !zone.optional.is_empty() {
        object.insert("optional".into(), json!(zone.optional));
    }
    if zone.names_cut {
        object.insert("names-cut".into(), json!(true));
    }
    object.into()
}

#[test]
fn names_agree() {
    for (zone, written) in [
        ("ALIYEVA", "Əliyeva"),
        ("KHALILOV", "Xəlilov"),
        ("JAFAROV", "Cəfərov"),
        ("GULIYEV", "Quliyev"),
        ("CHINGIZ", "Çingiz"),
        ("AGHAYEV", "Ağayev"),
        ("MUELLER", "Müller"),
        ("MULLER", "müller"),
        ("O BRIEN", "O’Brien"),
        ("ANNA MARIA", "Anna-Maria"),
        ("NGUYEN", "Nguyễn"),
        ("STRASSE", "Straße"),
        ("IVANOV", "Иванов"),
        ("AHMAD", "أحمد"),
        ("", "Anna"),
    ] {
        assert!(mrz::same_name(zone, written, false), "{zone} {written}");
    }
    for (zone, written) in [("ALIYEVA", "Əliyev"), ("ALIYEV", "Əliyeva"), ("ANNA MARIA", "Anna"), ("KAYA", "Kara")] {
        assert!(!mrz::same_name(zone, written, false), "{zone} {written}");
    }
    assert!(mrz::same_name(
        "NILAVADHANANANDA CHAYAPA DEJTHAMRONG KRASU",
        "Nilavadhanananda Chayapa Dejthamrong Krasuang",
        true
    ));
    assert!(!mrz::same_name("NILA", "Nola Krasuang", true));
}

#[test]
fn births_agree_whatever_the_century() {
    let lines = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
    let zone = mrz::read(lines, "2026-11-23".parse().unwrap()).unwrap();
    for (answer, agrees) in [("1974-08-12", true), ("1874-08-12", true), ("1974-08-13", false)] {
        assert_eq!(zone.agrees(Part::Birth, answer), agrees, "{answer}");
    }
    assert!(zone.agrees(Part::Number, "l898902c3") && !zone.agrees(Part::Number, "L898902C"));
}

/// Characters that readers treat in their own ways, often.
fn typed() -> impl Strategy<Value = String> {
    let special = "\t\r\n \u{a0}\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{61c}\u{feff}\u{fe0f}\u{e0100}\u{2028}\
                   \u{301}\u{202a}\u{202c}\u{202e}\u{2066}\u{2069}\u{e0041}\u{3164}\u{ffff}\u{0}\u{85}.,;+-()/@<«'٫٬0123٤٥۶ABiİıəОأ😀";
    let special: Vec<char> = special.chars().collect();
    let letter = prop_oneof![3 => prop::sample::select(special), 1 => any::<char>()];
    prop::collection::vec(letter, 0..40).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn canonical_forms_stay(text in typed()) {
        if let Ok(clean) = text::clean(&text) {
            prop_assert_eq!(text::clean(&clean), Ok(clean.clone()));
            prop_assert!(!clean.contains(['\n', '\r']));
        }
        if let Ok(clean) = text::clean_lines(&text) {
            prop_assert_eq!(text::clean_lines(&clean), Ok(clean));
        }
        if let Some(number) = phone::read(&text) {
            prop_assert_eq!(phone::read(&number), Some(number));
        }
        if let Some(address) = email::read(&text) {
            prop_assert_eq!(email::read(&address), Some(address));
        }
        if let Some(code) = personal_code::read(&text) {
            prop_assert_eq!(personal_code::read(&code), Some(code));
        }
        if let Some(number) = number::integer(&text) {
            prop_assert_eq!(number::integer(&number.to_string()), Some(number));
        }
        if let Some(number) = number::decimal(&text) {
            prop_assert_eq!(number::decimal(&number.to_string()), Some(number));
        }
        if let Ok(Some(day)) = date::read(&json!(text)) {
            prop_assert_eq!(date::read(&json!(day)), Ok(Some(day)));
        }
        _ = number::money(&text, Currency::of("AZN").unwrap());
        _ = mrz::read(&text, "2026-11-23".parse().unwrap());
    }

    #[test]
    fn every_number_can_be_typed(minor in -999_999_999_999_999_i64..=999_999_999_999_999, code in "AZN|JPY|KWD") {
        let money = sayyar_base::Money { minor, currency: Currency::of(&code).unwrap() };
        prop_assert_eq!(number::money(&money.to_string(), money.currency), Ok(money));
        let number = minor.clamp(-9_007_199_254_740_991, 9_007_199_254_740_991);
        prop_assert_eq!(number::integer(&number.to_string()), Some(number));
    }

    #[test]
    fn one_wrong_digit_of_a_zone_is_found(at in prop::sample::select(vec![1, 2, 3, 4, 5, 6, 8, 9, 13, 19, 21, 26, 27]), by in 1_u8..10) {
        // The weights 7, 3 and 1 find every single wrong digit in what they cover.
        let zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
        let mut wrong = zone.as_bytes().to_vec();
        let place = &mut wrong[45 + at];
        *place = b'0' + (*place - b'0' + by) % 10;
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert!(mrz::read(&wrong, "2026-11-23".parse().unwrap()).is_err());
    }
}
