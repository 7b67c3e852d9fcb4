//! The definitions people work with: those of `forms/`, and those that `docs/` shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sayyar_forms::example::Example;
use sayyar_forms::{Compiled, Form, FormSource, Lists, Purpose, Service};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn name_of(entry: std::io::Result<fs::DirEntry>) -> String {
    entry.expect("the folder can be read").file_name().into_string().expect("names are UTF-8")
}

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Files of a folder whose names end so, as paths below the repository and texts.
fn files(folder: &str, end: &str) -> Vec<(Arc<str>, String)> {
    let Ok(entries) = fs::read_dir(repository().join(folder)) else { return Vec::new() };
    let names = entries.map(name_of);
    let mut names: Vec<_> = names.filter(|name| name.ends_with(end)).collect();
    names.sort();
    names.into_iter().map(|name| format!("{folder}/{name}")).map(|path| (path.as_str().into(), read(&path))).collect()
}

fn lists() -> Lists {
    let files = files("forms/lists", ".toml");
    let (lists, problems) = Lists::parse(files.iter().map(|(path, text)| (path, &**text)));
    assert!(problems.is_empty(), "{problems:#?}");
    lists
}

fn service(id: &str, lists: &Lists) -> Option<Service> {
    let path: Arc<str> = format!("forms/{id}/service.toml").into();
    let text = fs::read_to_string(repository().join(&*path)).ok()?;
    let (service, problems) = Service::parse(id, &path, &text, lists);
    assert!(problems.is_empty(), "{problems:#?}");
    service
}

fn compile(id: &str, text: &str) -> Compiled {
    let lists = lists();
    let service = service(id, &lists);
    let path: Arc<str> = format!("forms/{id}/form.toml").into();
    let source = FormSource { id, path: &path, text, service: service.as_ref(), lists: &lists };
    let (compiled, problems) = Form::compile(&source);
    assert!(problems.is_empty(), "{id}: {problems:#?}");
    compiled.expect("nothing is wrong with it")
}

fn run(form: &Form, path: &Arc<str>, text: &str) {
    let (example, mut problems) = Example::parse(form, path, text);
    problems.extend(example.iter().flat_map(|example| example.run(form)));
    assert!(problems.is_empty(), "{path}: {problems:#?}");
}

/// What a text of messages has: ids and `id.attribute`.
fn said(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut message = String::new();
    for line in text.lines() {
        let Some((id, _)) = line.split_once(" =") else { continue };
        if let Some(attribute) = id.strip_prefix("    .") {
            all.push(format!("{message}.{attribute}"));
        } else if id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) {
            message = id.to_owned();
            all.push(message.clone());
        }
    }
    all
}

/// Words that must be there and are not.
fn unsaid(compiled: &Compiled, texts: &[&str]) -> Vec<String> {
    let there: Vec<String> = texts.iter().copied().flat_map(said).collect();
    let needed = compiled.words.iter().filter(|word| !word.optional);
    let needed = needed.map(|word| match &word.attr {
        Some(attr) => format!("{}.{attr}", word.id),
        None => word.id.clone(),
    });
    needed.filter(|word| !there.contains(word)).collect()
}

fn ids_with_a_form() -> Vec<String> {
    let folders = fs::read_dir(repository().join("forms")).expect("there are forms");
    let mut ids: Vec<_> = folders.map(name_of).collect();
    ids.retain(|id| repository().join("forms").join(id).join("form.toml").exists());
    ids.sort();
    ids
}

#[test]
fn forms_and_their_examples() {
    for id in ids_with_a_form() {
        let text = read(&format!("forms/{id}/form.toml"));
        let compiled = compile(&id, &text);
        let examples = files(&format!("forms/{id}/examples"), ".toml");
        assert!(examples.len() >= 6, "{id} has {} examples", examples.len());
        for (path, text) in &examples {
            run(&compiled.form, path, text);
        }
        if compiled.form.purpose() == Purpose::Checker {
            let reached =
                |outcome: &str| examples.iter().any(|(_, text)| text.contains(&format!("outcome = \"{outcome}\"")));
            let missed: Vec<_> = compiled.form.outcomes().iter().filter(|outcome| !reached(&outcome.id)).collect();
            assert!(missed.is_empty(), "no example of {id} comes to {missed:?}");
        }
    }
}

#[test]
fn every_language_has_all_words() {
    for id in ids_with_a_form() {
        let text = read(&format!("forms/{id}/form.toml"));
        let compiled = compile(&id, &text);
        for (path, own) in files(&format!("forms/{id}"), ".ftl") {
            let shared = path.replace(&*format!("forms/{id}/"), "forms/lists/");
            let shared = read(&shared);
            let missing = unsaid(&compiled, &[&own, &shared]);
            assert!(missing.is_empty(), "{path} lacks {missing:?}");
        }
    }
}

/// Blocks of the tutorial by the path behind their language, in their order.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let fenced = text.split("\n```").skip(1).step_by(2);
    fenced
        .filter_map(|block| {
            let (head, body) = block.split_once('\n')?;
            Some((head.split_once(' ')?.1, body))
        })
        .collect()
}

#[test]
fn tutorial() {
    let text = read("docs/first-form.md");
    let shared = read("forms/lists/en.ftl");
    let folder = "forms/extension-of-stay/";
    let service = read(&format!("{folder}en.ftl"));
    let mut latest: BTreeMap<&str, &str> = BTreeMap::new();
    let (mut forms, mut examples) = (0, 0);
    for (path, body) in blocks(&text) {
        latest.insert(path.strip_prefix(folder).expect("all its files are in one folder"), body);
        if let (Some(form), true) = (latest.get("form.toml"), path.ends_with("en.ftl")) {
            let compiled = compile("extension-of-stay", form);
            let missing = unsaid(&compiled, &[body, &service, &shared]);
            assert!(missing.is_empty(), "the tutorial forgets {missing:?}");
            forms += 1;
        } else if path.contains("/examples/") {
            run(&compile("extension-of-stay", latest["form.toml"]).form, &path.into(), body);
            examples += 1;
        }
    }
    assert_eq!((forms, examples), (2, 2));
}

#[test]
fn reference() {
    let text = read("docs/forms.md");
    let [("forms/extension-of-stay/form.toml", body)] = blocks(&text)[..] else { panic!("one form for all types") };
    let form = compile("extension-of-stay", body).form;
    let types: BTreeSet<_> = form.fields().map(|field| field.kind.name()).collect();
    assert_eq!(types.len(), 20, "{types:?}");
}

/// Rules and words cannot ask a service for its numbers, so they repeat some of them. Here is where that is noticed.
#[test]
fn numbers_are_those_of_the_services() {
    let lists = lists();
    let of = |id: &str| service(id, &lists).unwrap_or_else(|| panic!("there is a service {id}"));
    let fact = |service: &Service, name: &str| {
        let found = service.facts.iter().find(|(id, _)| id.as_str() == name).map(|(_, quantity)| quantity.number);
        found.unwrap_or_else(|| panic!("{} has a fact {name}", service.path))
    };
    let (registration, work, e_visa) = (of("registration"), of("work-permit"), of("e-visa"));
    let (stay, threshold) = (fact(&registration, "threshold"), fact(&work, "threshold"));
    let within = registration.deadline.as_ref().map_or(0, |deadline| deadline.within.number);
    let visit = e_visa.validity.map_or(0, |validity| validity.number);
    let years = fact(&of("naturalisation"), "residence");
    let longest = 12 * fact(&work, "longest");
    let rules = [
        ("registration", format!("days_between(arrival, leaving) <= {stay}\"")),
        ("registration", format!("add_days(arrival, {within})")),
        ("work-permit", format!("extended_before + months <= {longest}\"")),
        ("which-permit", format!("days > {stay}\"")),
        ("which-permit", format!("days <= {visit}\"")),
        ("which-permit", format!("work_days > {threshold} and")),
        ("which-permit", format!("permanent_years >= {years}\"")),
    ];
    for (id, rule) in rules {
        assert!(read(&format!("forms/{id}/form.toml")).contains(&rule), "{id} has no rule `{rule}`");
    }
    let words = [
        ("registration", "form-summary", stay),
        ("registration", "short_stay", stay),
        ("registration", "    .hint", within),
        ("registration", "        ", registration.retention.number / 12),
        ("work-permit", "form-summary", threshold),
        ("work-permit", "start_soon", work.processing.map_or(0, |time| time.number)),
        ("work-permit", "    .check-longest", longest),
        ("work-permit", "        ", work.retention.number / 12),
        ("which-permit", "    .detail", stay),
        ("which-permit", "    .detail", visit),
        ("which-permit", "    .detail", threshold),
        ("which-permit", "    .detail", years),
    ];
    for (id, line, number) in words {
        for (path, text) in files(&format!("forms/{id}"), ".ftl") {
            let number = number.to_string();
            let said = |line: &str| line.split(|c: char| !c.is_ascii_digit()).any(|digits| digits == number);
            let there = text.lines().any(|one| one.starts_with(line) && said(one));
            assert!(there, "{path}: no `{line}` says {number}");
        }
    }
}
