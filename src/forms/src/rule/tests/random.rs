//! Rules nobody would think of: reading, checking and running them never panics, and writing one and reading it
//! again gives the same.

use std::sync::Arc;

use proptest::prelude::*;
use rust_decimal::Decimal;
use sayyar_base::{Date, canonical};
use serde_json::json;

use super::world::{Given, Setting, World};
use crate::rule::{Binary, Expr, Kind, MAX_INTEGER, Rule, Source, Unary, compile, parse};

fn world() -> World {
    let setting: Setting = serde_json::from_value(json!({
        "fields": {
            "a": "yes-no", "b": "yes-no", "n": "integer", "m": "integer", "x": "decimal", "d": "date", "e": "date",
            "t": "text", "p": "money AZN", "q": "money USD", "c": "choice speeds", "s": "choices speeds", "f": "files",
        },
        "repeats": { "r": { "max": 3, "fields": { "y": "yes-no", "i": "integer", "k": "money AZN" } } },
        "lists": { "speeds": { "values": ["normal", "fast"] } },
        "fees": "[[fee]]\nid = \"state\"\nby = { n = \"integer\" }\ncases = [{ n = \"1..3\", amount = \"350 AZN\" }]",
    }))
    .unwrap();
    World::new(&setting)
}

/// Bits of rules, right and wrong.
const BITS: [&str; 64] = [
    "a",
    "b",
    "n",
    "m",
    "x",
    "d",
    "e",
    "t",
    "p",
    "q",
    "c",
    "s",
    "f",
    "r",
    "r.y",
    "r.i",
    "r.k",
    "row.z",
    "today",
    "blank",
    "true",
    "false",
    "1",
    "0",
    "9007199254740991",
    "0.5",
    "'fast'",
    "'it''s'",
    "date('2024-02-29')",
    "money('350 AZN')",
    "(",
    ")",
    "[",
    "]",
    ",",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "=",
    "+",
    "-",
    "*",
    "/",
    " and ",
    " or ",
    " not ",
    " in ",
    " is ",
    " is blank",
    " if ",
    " else ",
    "count(",
    "sum(",
    "any(",
    "min(",
    "default(",
    "add_months(",
    "age_on(",
    "matches(",
    "fee('state', n=",
    "'",
];

fn literal() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Blank),
        Just(Kind::Today),
        any::<bool>().prop_map(Kind::Boolean),
        (-MAX_INTEGER..=MAX_INTEGER).prop_map(Kind::Integer),
        (-20..20_i64).prop_map(Kind::Integer),
        (-1_000_000..1_000_000_i64, 0..8_u32).prop_map(|(n, scale)| Kind::Decimal(Decimal::new(n, scale).normalize())),
        prop_oneof!["[a-z']{1,6}", "[^\\p{C}\u{2028}\u{2029}\u{115f}]{1,4}", Just("fast".to_owned())]
            .prop_map(|text| Kind::Text(text.into())),
        (1..=9999_i32, 1..=12_u8, 1..=28_u8).prop_map(|(y, m, d)| Kind::Date(Date::new(y, m, d).unwrap())),
        (0..100_000_u32).prop_map(|n| Kind::Money(format!("{n} AZN").parse().unwrap())),
        proptest::sample::select(vec!["a", "b", "n", "m", "x", "d", "e", "t", "p", "q", "c", "s", "f", "r"])
            .prop_map(|name| Kind::Name(name.into())),
        proptest::sample::select(vec!["y", "i", "k"]).prop_map(|name| Kind::Member("r".into(), name.into())),
    ]
}

fn make(kind: Kind) -> Expr {
    Expr::new(kind, 0..0).unwrap()
}

fn tree() -> impl Strategy<Value = Expr> {
    literal().prop_map(make).prop_recursive(5, 40, 3, |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        prop_oneof![
            boxed.clone().prop_map(|a| Kind::Unary(Unary::Not, a)),
            boxed.clone().prop_map(|a| match a.kind {
                // The reader makes one number of a minus and a number.
                Kind::Integer(number) => Kind::Integer(-number),
                Kind::Decimal(number) => Kind::Decimal((-number).normalize()),
                _ => Kind::Unary(Unary::Negate, a),
            }),
            (proptest::sample::select(Binary::ALL.to_vec()), boxed.clone(), boxed.clone())
                .prop_map(|(sign, a, b)| Kind::Binary(sign, a, b)),
            boxed.clone().prop_map(Kind::IsBlank),
            (boxed.clone(), proptest::collection::vec(inner.clone(), 0..4))
                .prop_map(|(a, items)| Kind::In(a, Box::new(make(Kind::List(items))))),
            (boxed.clone(), boxed.clone()).prop_map(|(a, b)| Kind::In(a, b)),
            [boxed.clone(), boxed.clone(), boxed.clone()].prop_map(|[condition, then, otherwise]| Kind::If {
                condition,
                then,
                otherwise
            }),
            (
                proptest::sample::select(crate::rule::Function::ALL.to_vec()),
                proptest::collection::vec(inner.clone(), 0..3),
                proptest::option::of(inner),
            )
                .prop_map(|(function, arguments, named)| Kind::Call {
                    name: function.name().into(),
                    arguments,
                    named: named.into_iter().map(|value| (Arc::from("n"), value)).collect(),
                }),
        ]
        .prop_map(make)
    })
}

fn answers() -> impl Strategy<Value = Given> {
    let number = || prop_oneof![-20..20_i64, Just(MAX_INTEGER), Just(-MAX_INTEGER)];
    let row = (any::<Option<bool>>(), proptest::option::of(number())).prop_map(|(y, i)| {
        let mut row = serde_json::Map::new();
        row.extend(y.map(|y| ("y".to_owned(), json!(y))));
        row.extend(i.map(|i| ("i".to_owned(), json!(i))));
        json!(row)
    });
    (
        any::<Option<bool>>(),
        proptest::option::of(number()),
        proptest::option::of((number(), 0..12_u32)),
        proptest::option::of((1..=9999_i32, 1..=12_u8, 1..=31_u8)),
        proptest::option::of(proptest::sample::select(vec!["fast", "normal", "other"])),
        proptest::collection::vec(row, 0..5),
    )
        .prop_map(|(a, n, x, d, c, rows)| {
            let mut given = Given::default();
            given.answers.extend(a.map(|a| ("a".to_owned(), json!(a))));
            given.answers.extend(n.map(|n| ("n".to_owned(), json!(n))));
            given.answers.extend(x.map(|(n, scale)| ("x".to_owned(), json!(Decimal::new(n, scale).to_string()))));
            let day = d.and_then(|(y, m, d)| Date::new(y, m, d));
            given.answers.extend(day.map(|day| ("d".to_owned(), json!(day.to_string()))));
            given.answers.extend(c.map(|c| ("c".to_owned(), json!(c))));
            given.answers.extend(c.map(|c| ("s".to_owned(), json!([c]))));
            given.answers.insert("r".into(), json!(rows));
            given.answers.extend(n.map(|n| ("p".to_owned(), json!({ "amount": n, "currency": "AZN" }))));
            given
        })
}

/// What a rule that compiles must keep, whatever is answered.
fn sound(rule: &Rule, world: &World, given: &Given) {
    let today = Date::new(2026, 11, 23).unwrap();
    let outcome = world.run(rule, today, given);
    assert!(outcome.value.is_none() || outcome.failure.is_none());
    if let Some(value) = &outcome.value {
        assert!(rule.ty().holds(value), "{rule}: {value:?} is not {}", rule.ty());
    }
    let text = canonical::to_string(&rule.to_json()).unwrap();
    let back = Rule::from_json(&serde_json::from_str(&text).unwrap(), world.scope(), Some(rule.ty())).unwrap();
    assert_eq!(world.run(&back, today, given), outcome);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,200}") {
        let _ = parse(&text);
    }

    #[test]
    fn bits_in_any_order(bits in proptest::collection::vec(proptest::sample::select(BITS.to_vec()), 0..14), given in answers()) {
        let (text, world) = (bits.concat(), world());
        match compile(&Source::text(&text), world.scope(), None) {
            Ok(rule) => sound(&rule, &world, &given),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(text.get(problem.span().unwrap().range()).is_some());
                }
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again(expr in tree()) {
        let text = expr.to_string();
        // A list by itself, and dates and amounts in a call of their own names, are not what authors can write.
        if let Ok(again) = parse(&text) {
            prop_assert_eq!(again, expr);
        } else {
            prop_assert!(text.len() > crate::rule::MAX_LENGTH, "{}", text);
        }
    }

    #[test]
    fn any_tree_is_checked_and_run(expr in tree(), given in answers()) {
        let world = world();
        let text = expr.to_string();
        if let Ok(rule) = compile(&Source::text(&text), world.scope(), None) {
            sound(&rule, &world, &given);
        }
    }

    #[test]
    fn months_are_counted_as_they_are_added(y in 2..9000_i32, m in 1..=12_u8, d in 1..=31_u8, days in -20_000..20_000_i64) {
        use crate::rule::arithmetic::{add_days, add_months, months_between};
        let Some(from) = Date::new(y, m, d) else { return Ok(()) };
        let Ok(to) = add_days(from, days) else { return Ok(()) };
        let months = months_between(from, to);
        if let Ok(reached) = add_months(from, months) {
            prop_assert!(reached <= to);
        }
        if let Ok(next) = add_months(from, months + 1) {
            prop_assert!(next > to);
        }
    }
}
