//! Every file of `tests/vectors/rule`: a setting, and cases that say what they lead to. The folder is listed, so a
//! new case is a new line, and none can be forgotten.

use std::fs;
use std::path::Path;

use sayyar_base::{Date, canonical};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::world::{Given, Setting, World, ty, written};
use crate::rule::{Rule, Source, compile, parse};

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What its cases show.
    about: String,
    today: Date,
    #[serde(default)]
    scope: Setting,
    cases: Vec<Case>,
}

/// A rule and what it leads to: a value (`null` is blank), or the code of an error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The rule as an author writes it.
    rule: Option<String>,
    /// More text behind it, so many times.
    more: Option<(String, usize)>,
    /// Or a compiled rule.
    json: Option<Json>,
    /// The type that is asked for.
    wanted: Option<String>,
    #[serde(default)]
    answers: Map<String, Json>,
    row: Option<u32>,
    candidate: Option<Map<String, Json>>,
    /// The type the rule has.
    #[serde(rename = "type")]
    ty: Option<String>,
    /// What it gives, where it can be compiled.
    #[serde(default, deserialize_with = "given")]
    gives: Option<Json>,
    /// Why it gives nothing.
    failure: Option<String>,
    /// The rule in the one way rules are laid out, where that is the point.
    prints: Option<String>,
    /// Codes of what is wrong, in order.
    errors: Option<Vec<String>>,
    /// The text that is blamed first.
    at: Option<String>,
    /// Part of the first help.
    help: Option<String>,
}

/// `null` is something.
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Json>, D::Error> {
    Json::deserialize(deserializer).map(Some)
}

#[test]
fn vectors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/rule");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let file: File = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(file.about.ends_with('.'), "{name} says what it shows, in a sentence");
        let world = World::new(&file.scope);
        for case in &file.cases {
            count += 1;
            if let Err(complaint) = check(case, &world, file.today) {
                let rule = case.rule.clone().unwrap_or_else(|| case.json.clone().unwrap_or_default().to_string());
                wrong.push(format!("{name}: {rule}\n    {complaint}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 150, "{count} cases");
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: expected {expected:?}, found {found:?}")) }
}

fn check(case: &Case, world: &World, today: Date) -> Result<(), String> {
    let wanted = case.wanted.as_deref().map(ty);
    if let Some(json) = &case.json {
        let found = match Rule::from_json(json, world.scope(), wanted.as_ref()) {
            Ok(rule) => {
                same("written again", rule.to_json(), json.clone())?;
                Ok(rule)
            }
            Err(_) => Err(vec!["not-a-rule".to_owned()]),
        };
        return match found {
            Ok(rule) => gives(case, &rule, world, today),
            Err(codes) => same("errors", Some(codes), case.errors.clone()),
        };
    }
    let (more, times) = case.more.clone().unwrap_or_default();
    let text = case.rule.clone().ok_or("neither a rule nor JSON")? + &more.repeat(times);
    match compile(&Source::text(&text), world.scope(), wanted.as_ref()) {
        Ok(rule) => {
            travels(&rule, world, case)?;
            gives(case, &rule, world, today)
        }
        Err(problems) => {
            let codes: Vec<_> = problems.iter().map(|problem| problem.code.to_owned()).collect();
            let told: Vec<_> = problems.iter().map(|problem| (&problem.message, &problem.help)).collect();
            if case.errors.as_ref() != Some(&codes) {
                return Err(format!("expected {:?}, found {codes:?}: {told:?}", case.errors));
            }
            if let Some(at) = &case.at {
                same("blamed", text.get(problems[0].span().unwrap().range()), Some(at.as_str()))?;
            }
            let help = problems[0].help.clone().unwrap_or_default();
            match &case.help {
                Some(part) if !help.contains(part.as_str()) => Err(format!("the help is `{help}`")),
                _ => Ok(()),
            }
        }
    }
}

/// A rule survives being written as text and as JSON.
fn travels(rule: &Rule, world: &World, case: &Case) -> Result<(), String> {
    let printed = rule.to_string();
    let again = parse(&printed).map_err(|complaint| format!("`{printed}` cannot be read: {complaint:?}"))?;
    same("read again", &again, rule.expr())?;
    if let Some(prints) = &case.prints {
        same("printed", &printed, prints)?;
    }
    let json = rule.to_json();
    let text = canonical::to_string(&json).map_err(|error| error.to_string())?;
    let back: Json = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let back = Rule::from_json(&back, world.scope(), Some(rule.ty())).map_err(|error| format!("{text}: {error}"))?;
    same("from JSON", back.expr(), rule.expr())?;
    same("its cost", back.cost(), rule.cost())?;
    same("what it reads", back.reads(), rule.reads())
}

fn gives(case: &Case, rule: &Rule, world: &World, today: Date) -> Result<(), String> {
    if let Some(errors) = &case.errors {
        return Err(format!("expected {errors:?}, found a rule that gives {}", rule.ty()));
    }
    if let Some(ty) = &case.ty {
        same("type", &rule.ty().to_string(), ty)?;
    }
    let given = Given { answers: case.answers.clone(), row: case.row, candidate: case.candidate.clone() };
    let outcome = world.run(rule, today, &given);
    if let Some(value) = &outcome.value
        && !rule.ty().holds(value)
    {
        return Err(format!("{value:?} is not {}", rule.ty()));
    }
    let expected = case.gives.clone().ok_or("the case does not say what the rule gives")?;
    same("value", outcome.value.as_ref().map_or(Json::Null, written), expected)?;
    same("failure", outcome.failure.map(|failure| failure.kind()), case.failure.as_deref())
}
