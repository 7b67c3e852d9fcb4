//! What is called impossible never happens: forms nobody would write, answered in ways nobody would think of.

use std::sync::Arc;

use proptest::prelude::*;
use sayyar_base::Date;
use serde_json::{Map, Value as Json, json};

use super::tests::{SERVICE, lists};
use crate::{Compiled, Form, FormSource, Service};

/// What rules are made of: the fields of [`form`], and values beside which answers are chosen.
fn leaf() -> impl Strategy<Value = String> {
    let sign = || prop::sample::select(vec!["<", "<=", "==", "!=", ">", ">="]);
    let whole = || prop::sample::select(vec!["few", "many", "twice", "count(rows)", "len(name)", "year(from)"]);
    let number = || prop_oneof![Just(0), Just(1), Just(5), Just(9), Just(10), Just(2026), Just(-3)];
    let days = || {
        let all = ["from", "till", "today", "add_days(from, 30)", "add_months(today, 6)", "date('2026-11-23')"];
        prop::sample::select([&all[..], &["date('2000-02-29')", "min(from, till)", "default(till, today)"]].concat())
    };
    let plain =
        ["yes", "maybe", "name is blank", "first is not blank", "rows is blank", "'az' in spoken", "any(rows.minor)"];
    let words = [
        "kind == 'work'",
        "kind in ['study', 'family']",
        "kind not in ['work', 'other']",
        "name == 'Ali'",
        "matches(name, '[A-Z]+')",
        "count(spoken) > 1",
        "fee('state', months=few) > money('350 AZN')",
        "fee('state', months=many) is blank",
        "age_on(from, till) >= 18",
        "months_between(today, till) > 3",
        "days_between(from, till) < 90",
        "pay * 12 > money('10000 AZN')",
        "pay / few > money('100 AZN')",
        "sum(rows.age) > 40",
        "weekday(from) == 7",
    ];
    prop_oneof![
        3 => (whole(), sign(), number()).prop_map(|(a, sign, b)| format!("{a} {sign} {b}")),
        1 => (whole(), sign(), whole()).prop_map(|(a, sign, b)| format!("{a} {sign} {b}")),
        2 => (days(), sign(), days()).prop_map(|(a, sign, b)| format!("{a} {sign} {b}")),
        1 => (sign(), number()).prop_map(|(sign, n)| format!("pay {sign} money('{} AZN')", n.max(0))),
        3 => prop::sample::select(plain.to_vec()).prop_map(str::to_owned),
        3 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
    ]
}

fn rule() -> impl Strategy<Value = String> {
    leaf().prop_recursive(3, 6, 2, |inner| {
        prop_oneof![
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) and ({b})")),
            2 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) or ({b})")),
            1 => inner.prop_map(|a| format!("not ({a})")),
        ]
    })
}

/// A form with those rules, where none depends on itself.
fn form([check, few, till, first, second, required]: &[String; 6]) -> Option<Compiled> {
    let text = format!(
        r#"
kind = "application"
version = 1
[[section]]
id = "a"
fields = [
  {{ id = "yes", type = "yes-no", required = true }},
  {{ id = "maybe", type = "yes-no", check = [{{ id = "a", that = "{check}" }}] }},
  {{ id = "few", type = "integer", min = 0, max = 9, required = true, visible = "{few}" }},
  {{ id = "many", type = "integer" }},
  {{ id = "pay", type = "money", currency = "AZN" }},
  {{ id = "from", type = "date", min = 1990-01-01, required = true }},
  {{ id = "till", type = "date", check = [{{ id = "a", that = "{till}" }}] }},
  {{ id = "kind", type = "choice", list = "purposes", required = true }},
  {{ id = "spoken", type = "choices", list = "languages", max = 2 }},
  {{ id = "name", type = "text" }},
  {{ id = "twice", type = "computed", value = "many * 2" }},
  {{ id = "rows", type = "repeat", max = 3, fields = [
    {{ id = "age", type = "integer", min = 0, max = 120 }},
    {{ id = "minor", type = "computed", value = "age < 18" }},
  ] }},
  {{ id = "first", type = "text", visible = "{first}" }},
  {{ id = "second", type = "text", visible = "{second}", required = "{required}" }},
]
"#
    );
    let lists = lists();
    let service = Service::parse("case", &"service.toml".into(), SERVICE, &lists).0;
    let path = Arc::from("form.toml");
    let source = FormSource { id: "case", path: &path, text: &text, service: service.as_ref(), lists: &lists };
    Form::compile(&source).0
}

/// Answers beside the values that rules name.
fn answers() -> impl Strategy<Value = (Date, Map<String, Json>)> {
    let day = || {
        prop::sample::select(vec!["2026-11-23", "2026-11-24", "2000-02-29", "2026-12-27", "2027-06-01", "1999-05-01"])
    };
    let whole = || prop::sample::select(vec![-3, -2, 0, 1, 2, 4, 5, 6, 9, 10, 11, 12, 1013, 2026, 5000]);
    let maybe = |inner: BoxedStrategy<Json>| prop_oneof![1 => Just(Json::Null), 4 => inner];
    let text = |all: &[&'static str]| prop::sample::select(all.to_vec()).prop_map(Json::from).boxed();
    let row = (0..60_i64).prop_map(|age| json!({ "age": age }));
    let numbers = (
        any::<bool>(),
        maybe(any::<bool>().prop_map(Json::from).boxed()),
        maybe((0..10_i64).prop_map(Json::from).boxed()),
        maybe(whole().prop_map(Json::from).boxed()),
        maybe(whole().prop_map(|number| json!(number.to_string())).boxed()),
    );
    let rest = (
        day(),
        maybe(day().prop_map(Json::from).boxed()),
        text(&["work", "study", "family", "other"]),
        maybe(prop::sample::subsequence(vec!["az", "en", "ru", "tr"], 0..3).prop_map(|all| json!(all)).boxed()),
        maybe(text(&["Ali", "ABC", "x", "longer name"])),
        prop::collection::vec(row, 0..4),
        maybe(text(&["z"])),
        prop::sample::select(vec!["2026-11-23", "2027-06-01", "2030-01-01", "2026-11-24"]),
    );
    (numbers, rest).prop_map(|((yes, maybe, few, many, pay), (from, till, kind, spoken, name, rows, text, today))| {
        let all = json!({
            "yes": yes, "maybe": maybe, "few": few, "many": many, "pay": pay, "from": from, "till": till, "kind": kind,
            "spoken": spoken, "name": name, "rows": rows, "first": text, "second": "z",
        });
        let Json::Object(all) = all else { unreachable!("it is an object") };
        (today.parse().unwrap(), all)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_impossible_never_happens(
        rules in prop::array::uniform6(rule()),
        all in prop::collection::vec(answers(), 400),
    ) {
        let Some(compiled) = form(&rules) else { return Err(TestCaseError::reject("a rule depends on itself")) };
        let problems = compiled.prove();
        let said = |code: &str, id: &str| {
            problems.iter().any(|problem| problem.code == code && problem.message.contains(&format!("`{id}`")))
        };
        for (today, entries) in all {
            let report = compiled.form.check(&entries, today);
            if !report.is_valid() {
                continue;
            }
            for field in &report.fields {
                let about = format!("{rules:#?}\n{entries:?} on {today}: {}\n{problems:#?}", field.id);
                prop_assert!(!field.visible || !said("never-shows", &field.id), "{about}");
                prop_assert!(!field.required || !said("never-required", &field.id), "{about}");
                prop_assert!(field.value.is_none() || !said("no-valid-answer", &field.id), "{about}");
            }
        }
    }
}
