//! The form that tests of every part use: `tests/vectors/form/definitions`.

use std::path::Path;
use std::sync::Arc;

use sayyar_base::canonical;
use sayyar_forms::{Compiled, Form, FormSource, Lists, Service};
use serde_json::{Value, json};

fn compiled() -> Compiled {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/form/definitions");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("the file is there");
    let files = ["countries", "districts", "languages", "regions"].map(|name| format!("lists/{name}.toml"));
    let files: Vec<(Arc<str>, String)> = files.iter().map(|name| (name.as_str().into(), read(name))).collect();
    let (lists, problems) = Lists::parse(files.iter().map(|(path, text)| (path, text.as_str())));
    assert_eq!(problems, []);
    let (service, problems) = Service::parse("permit", &"service.toml".into(), &read("permit/service.toml"), &lists);
    assert_eq!(problems, []);
    let (path, text) = (Arc::from("form.toml"), read("permit/form.toml"));
    let source = FormSource { id: "permit", path: &path, text: &text, service: service.as_ref(), lists: &lists };
    let (compiled, problems) = Form::compile(&source);
    assert_eq!(problems, []);
    compiled.expect("nothing is wrong with it")
}

#[test]
fn a_form_travels_as_json() {
    let form = compiled().form;
    let text = canonical::to_string(&form.to_json()).unwrap();
    let back = Form::from_json(&serde_json::from_str(&text).unwrap()).unwrap();
    assert_eq!(back.to_json(), form.to_json());
    let mut more = form.to_json();
    more["sections"] = json!([]);
    assert!(Form::from_json(&more).is_err());
}

#[test]
fn answers_are_checked() {
    let form = compiled().form;
    let entries = json!({
        "family_name": " Əliyeva ", "birth_date": { "day": "1", "month": "2", "year": "1990" }, "citizenship": "TR",
        "email": "a@example.az", "region": "baku", "district": "kapaz", "months": "6", "start": "2026-11-01",
        "accompanied": true,
        "relatives": [{ "relative_name": "Ali", "relative_birth": "2020-01-01" }, {}],
    });
    let Value::Object(entries) = entries else { unreachable!() };
    let report = form.check(&entries, "2026-11-23".parse().unwrap());
    let problems: Vec<_> = report.problems().map(|(at, problem)| format!("{at}: {problem}")).collect();
    let expected =
        ["district: not-offered", "start: check past", "contract: required", "relatives[1].relative_name: required"];
    assert_eq!(problems, expected);
    assert_eq!(report.answers["fee"], json!({ "amount": 60000, "currency": "AZN" }));
    assert_eq!(report.answers["family_name"], "Əliyeva");
    let answers = canonical::to_string(&Value::Object(report.answers)).unwrap();
    let again = form.verify(answers.as_bytes(), "2026-11-23".parse().unwrap()).unwrap();
    assert_eq!(again.problems().count(), 4);
}
