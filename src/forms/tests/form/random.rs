//! Answers and compiled forms nobody would think of: checking never panics and comes to rest, and what is read is what
//! was written.

use std::sync::OnceLock;

use proptest::prelude::*;
use sayyar_base::{Date, canonical};
use sayyar_forms::{Form, FormSource};
use serde_json::{Map, Value as Json, json};

use crate::vector;

fn form() -> &'static Form {
    static FORM: OnceLock<Form> = OnceLock::new();
    FORM.get_or_init(|| {
        let (lists, service) = vector::shared();
        let text = include_str!("../../../../tests/vectors/form/definitions/permit/form.toml");
        let path = "form.toml".into();
        let source = FormSource { id: "permit", path: &path, text, service: Some(&service), lists: &lists };
        Form::compile(&source).0.expect("nothing is wrong with it").form
    })
}

/// Things that are good for some field.
fn likely() -> impl Strategy<Value = Json> {
    let texts = [
        "baku",
        "sabunchu",
        "kapaz",
        "AZ",
        "TR",
        "az",
        "ru",
        "female",
        "6",
        "12",
        "0,5",
        "1 200",
        "2026-12-01",
        "2010-01-01",
        "1990-02-28",
        "0501234567",
        "a@example.az",
        "5XK2M8P",
        "Əliyeva",
        " ",
        "x\ny",
        "P<DEUMUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<\nC01X00T478DEU6408125F2702283<<<<<<<<<<<<<<<4",
    ];
    let file = json!({ "name": "a.pdf", "size": 5, "type": "application/pdf", "sha512": "0".repeat(128) });
    prop_oneof![
        proptest::sample::select(texts.to_vec()).prop_map(Json::from),
        any::<bool>().prop_map(Json::from),
        (-3..20_i64).prop_map(Json::from),
        Just(json!(["az", "ru"])),
        Just(json!({ "day": "1", "month": "2", "year": "1990" })),
        Just(json!({ "amount": 50000, "currency": "AZN" })),
        Just(json!([file])),
    ]
}

/// Any JSON at all.
fn anything() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        ".{0,12}".prop_map(Json::from),
        likely(),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            proptest::collection::btree_map(key(), inner, 0..4).prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

/// The name of a field, mostly.
fn key() -> impl Strategy<Value = String> {
    let ids: Vec<String> = form().fields().map(|field| field.id.to_string()).collect();
    prop_oneof![9 => proptest::sample::select(ids), 1 => "[a-z_]{1,8}", 1 => Just("day".to_owned())]
}

fn entries() -> impl Strategy<Value = Map<String, Json>> {
    let row = proptest::collection::btree_map(key(), prop_oneof![3 => likely(), 1 => anything()], 0..5);
    let rows = proptest::collection::vec(row.prop_map(|row| Json::Object(row.into_iter().collect())), 0..5);
    let fields = proptest::collection::btree_map(key(), prop_oneof![3 => likely(), 1 => anything()], 0..25);
    (fields, rows, any::<bool>()).prop_map(|(fields, rows, with)| {
        let mut entries: Map<String, Json> = fields.into_iter().collect();
        if with {
            entries.insert("accompanied".into(), true.into());
            entries.insert("birth_date".into(), "1990-01-01".into());
            entries.insert("relatives".into(), rows.into());
        }
        entries
    })
}

/// The compiled form with something else in one place of it.
fn spoilt() -> impl Strategy<Value = Json> {
    (any::<prop::sample::Index>(), anything(), 0..3_u8).prop_map(|(place, other, how)| {
        let mut json = form().to_json();
        let mut left = place.index(count(&json));
        spoil(&mut json, &mut left, &other, how);
        json
    })
}

fn count(json: &Json) -> usize {
    1 + match json {
        Json::Array(items) => items.iter().map(count).sum::<usize>(),
        Json::Object(map) => map.values().map(count).sum(),
        _ => 0,
    }
}

fn spoil(json: &mut Json, left: &mut usize, other: &Json, how: u8) -> bool {
    if *left == 0 {
        match (json, how) {
            (Json::Array(items), 0) => drop(items.pop()),
            (Json::Array(items), 1) => items.extend(items.first().cloned()),
            (Json::Object(map), 0) => map.retain(|key, _| key != "id"),
            (Json::Object(map), 1) => drop(map.insert("more".into(), other.clone())),
            (json, _) => *json = other.clone(),
        }
        return true;
    }
    *left -= 1;
    match json {
        Json::Array(items) => items.iter_mut().any(|item| spoil(item, left, other, how)),
        Json::Object(map) => map.values_mut().any(|item| spoil(item, left, other, how)),
        _ => false,
    }
}

fn today() -> Date {
    Date::new(2026, 11, 23).expect("a day")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn checking_comes_to_rest(entries in entries()) {
        let report = form().check(&entries, today());
        let again = form().check(&report.answers, today());
        prop_assert_eq!(&again.answers, &report.answers);
        let seen = |report: &sayyar_forms::Report| {
            report.fields.iter().map(|field| (field.id.clone(), field.visible, field.value.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(seen(&again), seen(&report));
        prop_assert_eq!(report.is_valid(), report.problems().count() == 0);
        for field in &report.fields {
            prop_assert!(field.visible || (field.value.is_none() && field.problems.is_empty() && !field.required));
        }
        let text = canonical::to_string(&Json::Object(report.answers.clone())).unwrap();
        let verified = form().verify(text.as_bytes(), today()).unwrap();
        prop_assert_eq!(&verified.answers, &report.answers);
    }

    #[test]
    fn the_order_of_entries_does_not_matter(entries in entries()) {
        let backwards: Map<String, Json> = entries.clone().into_iter().rev().collect();
        prop_assert_eq!(form().check(&entries, today()), form().check(&backwards, today()));
    }

    #[test]
    fn any_answers_are_verified_or_refused(entries in entries(), junk in ".{0,40}") {
        let _ = form().verify(junk.as_bytes(), today());
        if let Ok(text) = canonical::to_string(&Json::Object(entries)) {
            let _ = form().verify(text.as_bytes(), today());
        }
    }

    #[test]
    fn a_compiled_form_is_read_as_it_is_or_refused(json in spoilt()) {
        if let Ok(form) = Form::from_json(&json) {
            prop_assert_eq!(form.to_json(), json);
            let _ = form.check(&Map::new(), today());
        }
    }
}
