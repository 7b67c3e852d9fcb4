//! What people agree on and forget: which crate may know which, that papers tell the truth about
//! paths and error codes, that every module says why it exists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use sayyar_tests::repository;

/// Files under version control, and new ones not ignored, that match.
fn tracked(patterns: &[&str]) -> Vec<String> {
    let output = Command::new("git")
        .current_dir(repository())
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "--"])
        .args(patterns)
        .output()
        .expect("git is there");
    let names = String::from_utf8(output.stdout).expect("our names are UTF-8");
    names.lines().filter(|name| repository().join(name).exists()).map(String::from).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fails with the whole list, not with the first of it.
#[track_caller]
fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

/// What each crate may know of the others. Whatever is not here is not allowed.
fn arrows() -> BTreeMap<&'static str, &'static [&'static str]> {
    BTreeMap::from([
        ("sayyar-base", &[] as &[_]),
        ("sayyar-forms", &["sayyar-base"]),
        ("sayyar-seal", &["sayyar-base"]),
        ("sayyar", &["sayyar-base", "sayyar-forms", "sayyar-seal"]),
        ("sayyar-intake", &["sayyar-base", "sayyar-forms", "sayyar-seal"]),
        ("sayyar-offline", &["sayyar-base", "sayyar-forms", "sayyar-seal"]),
        ("sayyar-track", &["sayyar-seal"]),
        ("sayyar-cases", &[]),
        ("sayyar-offline-tests", &["sayyar-seal", "sayyar-track"]),
        ("sayyar-tests", &["sayyar", "sayyar-base", "sayyar-forms", "sayyar-seal"]),
    ])
}

#[test]
fn crates_know_only_whom_they_may() {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
        .current_dir(repository())
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .output()
        .expect("cargo is there");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let arrows = arrows();
    let mut wrong = vec![];
    for package in metadata["packages"].as_array().expect("a list") {
        let name = package["name"].as_str().expect("a name");
        let Some(allowed) = arrows.get(name) else {
            wrong.push(format!("{name} is a new crate: say in this test and in ARCHITECTURE.md whom it may know"));
            continue;
        };
        for dependency in package["dependencies"].as_array().expect("a list") {
            let other = dependency["name"].as_str().expect("a name");
            let for_tests = dependency["kind"] == "dev" && other == "sayyar-cases";
            if arrows.contains_key(other) && !allowed.contains(&other) && !for_tests {
                wrong.push(format!("{name} -> {other}"));
            }
        }
    }
    none("arrows that must not be", &wrong);
}

#[test]
fn every_module_says_why_it_exists() {
    let silent: Vec<_> = tracked(&["src/**/*.rs", "src/*.rs", "tests/**/*.rs", "tests/*.rs"])
        .into_iter()
        // `tests.rs` says it by its name.
        .filter(|path| !path.ends_with("/tests.rs") && !read(path).trim_start().starts_with("//!"))
        .collect();
    none("modules that do not open with `//!`", &silent);
}

#[test]
fn scripts_have_their_types_checked() {
    let loose: Vec<_> = tracked(&["*.js", "*.mjs"])
        .into_iter()
        // Cases hold scripts that are wrong on purpose, and a base site as small as can be.
        .filter(|path| !path.starts_with("tests/suite/") && !path.starts_with("tests/interop/"))
        // What is made from others.
        .filter(|path| !path.starts_with("src/offline/dist/"))
        .filter(|path| !read(path).lines().take(20).any(|line| line.contains("@ts-check")))
        .collect();
    none("scripts without `// @ts-check`", &loose);
}

#[test]
fn nothing_is_left_for_later() {
    // Taken apart, so that this file does not find itself.
    let words =
        [["to", "do!("], ["FIX", "ME"], ["unimple", "mented!("], ["db", "g!("], ["HA", "CK:"], ["#[ig", "nore"]]
            .map(|parts| parts.concat());
    let mut found = vec![];
    for path in tracked(&["*.rs", "*.js", "*.mjs", "*.py", "*.html", "*.css", "*.toml"]) {
        for (number, line) in read(&path).lines().enumerate() {
            if words.iter().any(|word| line.contains(word.as_str())) {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    none("unfinished by its own words", &found);
}

#[test]
fn nothing_names_a_machine_or_a_registry() {
    let names = [
        ["/wo", "rk/"],
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["crates", ".io"],
        ["pypi", ".org"],
        ["npmjs", ".org"],
        ["npmjs", ".com"],
        ["deb.de", "bian.org"],
    ]
    .map(|parts| parts.concat());
    let mut found = vec![];
    for path in tracked(&["."]) {
        // The lock file names where cargo keeps its index; cargo writes it so.
        let Ok(text) = fs::read_to_string(repository().join(&path)) else { continue };
        if path.ends_with("Cargo.lock") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            // `forms/work/az.ftl` is a path of ours, with a letter before the slash.
            let named = |name: &String| {
                line.match_indices(name.as_str()).any(|(at, _)| {
                    !(name.starts_with('/') && line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.'))
                })
            };
            if names.iter().any(named) {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    none("names of machines and registries", &found);
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let mut silent = vec![];
    let mut inside = false;
    let text = read("Cargo.toml");
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line == "[workspace.dependencies]";
        } else if inside && line.contains('=') && !line.contains("path = ") && !line.contains('#') {
            silent.push(line.to_string());
        }
    }
    none("dependencies without a word on what they are for", &silent);

    let own: Vec<_> = tracked(&["*/Cargo.toml"])
        .into_iter()
        .flat_map(|path| {
            let text = read(&path);
            let versions: Vec<_> = text
                .split("dependencies]")
                .skip(1)
                .flat_map(|part| part.split("\n[").next().unwrap_or_default().lines())
                .filter(|line| {
                    line.contains('=') && !line.contains("workspace = true") && !line.trim_start().starts_with('#')
                })
                .map(|line| format!("{path}: {line}"))
                .collect();
            versions
        })
        .collect();
    none("dependencies declared outside the workspace", &own);
}

/// The papers that speak about the tree.
const PAPERS: [&str; 6] =
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/errors.md", "docs/writing.md"];

#[test]
fn paths_in_the_architecture_exist() {
    let text = read("ARCHITECTURE.md");
    let missing: Vec<_> = ticked(&text)
        .filter(|part| {
            !part.contains([' ', '<', '*', '{', '('])
                && (part.contains('/') || part.ends_with(".toml") || part.ends_with(".md"))
        })
        .filter(|part| !part.starts_with('/') && !part.starts_with("public/") && !part.starts_with(".sayyar"))
        .filter(|part| !repository().join(part).exists())
        .map(String::from)
        .collect();
    none("ARCHITECTURE.md names what does not exist", &missing);
}

/// What stands between backticks, code blocks left out.
fn ticked(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

#[test]
fn links_between_papers_lead_somewhere() {
    let mut dead = vec![];
    for paper in PAPERS {
        let text = read(paper);
        let folder = Path::new(paper).parent().unwrap_or(Path::new(""));
        let prose: String = text.split("```").step_by(2).flat_map(|part| part.split('`').step_by(2)).collect();
        {
            for target in prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                let file = target.split('#').next().unwrap_or_default();
                let outside =
                    file.contains("://") || file.starts_with("mailto:") || file.is_empty() || file.starts_with('/');
                if !outside && !repository().join(folder).join(file).exists() {
                    dead.push(format!("{paper}: {target}"));
                }
            }
        }
    }
    none("links in papers that lead nowhere", &dead);
}

/// Codes of diagnostics, as the sources write them: the first text given to something that makes one.
fn codes_in_the_sources() -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    let sources = tracked(&["src/**/*.rs", "src/*.rs"]).into_iter();
    // Tests, and the server's stand-in for them, make up their own.
    for path in sources.filter(|path| !path.ends_with("/tests.rs") && !path.ends_with("/fake.rs")) {
        let text = read(&path);
        // Tests make diagnostics of their own.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for opener in ["error(", "warning(", "text_as(", "text_as::<Tag>("] {
            for rest in text.split(opener).skip(1) {
                let Some(literal) = rest.trim_start().strip_prefix('"') else { continue };
                let code = literal.split('"').next().unwrap_or_default();
                if is_code(code) {
                    codes.insert(code.to_string(), path.clone());
                }
            }
        }
    }
    codes
}

/// `kebab-case`, as codes are.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// Codes that the cases show.
fn codes_in_the_cases() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in tracked(&["tests/suite/cases/**/*.case"]) {
        let text = read(&path);
        for kind in ["error[", "warning["] {
            codes.extend(
                text.split(kind)
                    .skip(1)
                    .filter_map(|rest| rest.split(']').next())
                    .filter(|code| is_code(code))
                    .map(String::from),
            );
        }
    }
    codes
}

#[test]
fn every_error_code_is_explained() {
    let text = read("docs/errors.md");
    let explained: BTreeSet<_> =
        text.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
    let made = codes_in_the_sources();
    let mut wrong: Vec<_> = made
        .iter()
        .filter(|(code, _)| !explained.contains(code.as_str()))
        .map(|(code, path)| format!("{code} ({path}) is not explained in docs/errors.md"))
        .collect();
    wrong.extend(
        codes_in_the_cases()
            .into_iter()
            .filter(|code| !explained.contains(code.as_str()) && !made.contains_key(code))
            .map(|code| format!("{code} is shown by a case and not explained in docs/errors.md")),
    );
    let all: String = tracked(&["src/**/*.rs", "src/*.rs"]).iter().map(|path| read(path)).collect();
    wrong.extend(
        explained
            .iter()
            .filter(|code| !all.contains(&format!("\"{code}\"")))
            .map(|code| format!("{code} is explained and nothing makes it")),
    );
    none("docs/errors.md", &wrong);
}

#[test]
fn every_case_says_what_it_shows() {
    let mute: Vec<_> = tracked(&["tests/suite/cases/**/*.case"])
        .into_iter()
        .filter(|path| {
            let text = read(path);
            let first = text.lines().next().unwrap_or_default();
            !first.ends_with('.') || !text.contains("\n--- expected\n") || text.ends_with("--- expected\n")
        })
        .collect();
    none("cases without a first sentence or without an expectation", &mute);
}
