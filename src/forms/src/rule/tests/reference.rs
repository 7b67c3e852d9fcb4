//! The examples of the reference in `docs/rules.md`: each line of its `rules` blocks is run.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use super::world::{Given, Setting, World, written};
use crate::rule::{Function, Source, compile};

fn reference() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    fs::read_to_string(&path).unwrap()
}

/// The blocks of a kind, with the line each begins in.
fn blocks<'a>(text: &'a str, kind: &str) -> Vec<&'a str> {
    let opener = format!("```{kind}\n");
    text.split(opener.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn examples() {
    let text = reference();
    let [setting] = blocks(&text, "json setting")[..] else { panic!("one setting for all examples") };
    let [answers] = blocks(&text, "json answers")[..] else { panic!("one set of answers for all examples") };
    let setting: Setting = serde_json::from_str(setting).unwrap();
    let (world, inside, choosing) = (
        World::new(&setting),
        World::new(&Setting { within: Some("relatives".into()), ..setting.clone() }),
        World::new(&Setting { choosing: Some("districts".into()), ..setting.clone() }),
    );
    let given = Given { answers: serde_json::from_str(answers).unwrap(), ..Given::default() };
    let in_row = Given { row: Some(0), ..given.clone() };
    let district: serde_json::Map<String, Json> = serde_json::from_str(r#"{"region":"baku"}"#).unwrap();
    let chosen = Given { candidate: Some(district), ..given.clone() };
    let mut count = 0;
    let kinds = [("rules", &world, &given), ("rules in a row", &inside, &in_row), ("rules where", &choosing, &chosen)];
    for (kind, world, given) in kinds {
        for line in blocks(&text, kind).into_iter().flat_map(str::lines).filter(|line| !line.trim().is_empty()) {
            let (rule, expected) =
                line.split_once(" -> ").unwrap_or_else(|| panic!("`{line}` does not say what it gives"));
            assert_eq!(found(rule, world, given), expected.trim(), "{line}");
            count += 1;
        }
    }
    assert!(count > 60, "{count} examples");
}

fn found(rule: &str, world: &World, given: &Given) -> String {
    let rule = match compile(&Source::text(rule.trim()), world.scope(), None) {
        Ok(rule) => rule,
        Err(problems) => return format!("error {}", problems[0].code),
    };
    let outcome = world.run(&rule, "2026-11-23".parse().unwrap(), given);
    match (outcome.value, outcome.failure) {
        (_, Some(failure)) => format!("blank ({})", failure.kind()),
        (None, None) => "blank".into(),
        (Some(crate::rule::Value::Money(money)), _) => money.to_string(),
        (Some(value), _) => match written(&value) {
            Json::String(text) => text,
            other => other.to_string(),
        },
    }
}

#[test]
fn every_function_is_explained() {
    let text = reference();
    let silent: Vec<_> =
        Function::ALL.into_iter().map(Function::name).filter(|name| !text.contains(&format!("`{name}("))).collect();
    assert!(silent.is_empty(), "functions docs/rules.md says nothing of: {silent:?}");
}
