//! The cases of `tests/suite/cases/`: a site, a command, and what the program is expected to say.
//!
//! A case is one text file. It starts with a sentence about what it shows, then commands and
//! changes to the site, then files, then the expectation:
//!
//! ```text
//! A key nobody knows is an error with the near miss.
//!
//! $ sayyar build
//! --- content/az/page.md
//! +++
//! tilte = "Page"
//! +++
//! --- expected
//! error[unknown-key]: ...
//! [exit 1]
//! ```
//!
//! The files lie over those of `tests/suite/base/`, a small site that has been built once before.
//! Changes: `! lay FOLDER` (another folder beside `base`, laid over it first), `! remove PATH`, `! link PATH TARGET`, `! bytes PATH HEX`, `! fill PATH MEGABYTES LINE`,
//! `! replace PATH <<OLD>> <<NEW>>`. Commands: `$ sayyar ...`, and `$ cat PATH`, `$ ls FOLDER`,
//! `$ grep WORDS PATH` to look at what came out; changes may stand among them, as `$ replace ...`.
//!
//! A command that fails must leave the output of the build before byte for byte as it was; that is
//! checked for every case. `UPDATE=1 cargo test -p sayyar-tests --test suite` rewrites the
//! expectations: read what changed.

#![expect(clippy::print_stdout, reason = "it is its own test runner, and reports as cargo's does")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use sayyar_tests::{Folder, repository, said};

/// One case file, taken apart.
struct Case {
    path: PathBuf,
    name: String,
    head: String,
    commands: Vec<String>,
    changes: Vec<String>,
    files: Vec<(String, String)>,
    expected: String,
}

impl Case {
    fn read(path: PathBuf, root: &Path) -> Self {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.strip_prefix(root).unwrap_or(&path).with_extension("").to_string_lossy().into_owned();
        let mut case = Self {
            path,
            name,
            head: String::new(),
            commands: vec![],
            changes: vec![],
            files: vec![],
            expected: String::new(),
        };
        let mut section: Option<(String, String)> = None;
        for line in text.split_inclusive('\n') {
            if let Some(file) = line.strip_prefix("--- ") {
                case.take(section.replace((file.trim().into(), String::new())));
            } else if let Some((_, content)) = &mut section {
                content.push_str(line);
            } else {
                case.head.push_str(line);
                if let Some(command) = line.strip_prefix("$ ") {
                    case.commands.push(command.trim().into());
                } else if let Some(change) = line.strip_prefix("! ") {
                    case.changes.push(change.trim_end().into());
                }
            }
        }
        case.take(section);
        case
    }

    fn take(&mut self, section: Option<(String, String)>) {
        match section {
            Some((name, text)) if name == "expected" => self.expected = text,
            Some(file) => self.files.push(file),
            None => {}
        }
    }

    /// What the commands say in a fresh copy of the base site, or why that is wrong in itself.
    fn run(&self, base: &Folder) -> Result<String, String> {
        let site = Folder::copy_of(base.path());
        for folder in self.changes.iter().filter_map(|change| change.strip_prefix("lay ")) {
            site.lay(&repository().join("tests/suite").join(folder));
        }
        for (path, text) in &self.files {
            site.write(path, text);
        }
        for change in &self.changes {
            apply(&site, change)?;
        }
        let mut transcript = String::new();
        for command in &self.commands {
            if self.commands.len() > 1 {
                transcript.push_str(&format!("$ {command}\n"));
            }
            let before = site.files("public");
            let (text, failed) = execute(&site, command)?;
            transcript.push_str(&text);
            if failed && site.files("public") != before {
                return Err(format!("`{command}` failed and changed the output of the build before\n{transcript}"));
            }
        }
        Ok(transcript)
    }

    /// The case as a file again, with what was said as its expectation.
    fn with(&self, expected: &str) -> String {
        let mut text = self.head.clone();
        for (path, content) in &self.files {
            text.push_str(&format!("--- {path}\n{content}"));
        }
        text.push_str(&format!("--- expected\n{expected}"));
        text
    }
}

fn apply(site: &Folder, change: &str) -> Result<(), String> {
    let wrong = || format!("no such change: `! {change}`");
    let (verb, rest) = change.split_once(' ').ok_or_else(wrong)?;
    let (path, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let full = site.path().join(path);
    match verb {
        "lay" => Ok(()),
        "remove" if full.is_dir() => fs::remove_dir_all(full).map_err(|error| error.to_string()),
        "remove" => fs::remove_file(full).map_err(|error| error.to_string()),
        "link" => std::os::unix::fs::symlink(rest, full).map_err(|error| error.to_string()),
        "bytes" => {
            let bytes: Option<Vec<u8>> = rest.split(' ').map(|hex| u8::from_str_radix(hex, 16).ok()).collect();
            site.write(path, bytes.ok_or_else(wrong)?);
            Ok(())
        }
        "fill" => {
            let (megabytes, line) = rest.split_once(' ').ok_or_else(wrong)?;
            let megabytes: usize = megabytes.parse().map_err(|_| wrong())?;
            let line = format!("{line}\n\n");
            let head = fs::read_to_string(&full).unwrap_or_default();
            site.write(path, head + &line.repeat(megabytes * 1_000_000 / line.len()));
            Ok(())
        }
        "replace" => {
            let (old, new) =
                rest.trim_start_matches("<<").trim_end_matches(">>").split_once(">> <<").ok_or_else(wrong)?;
            let text = fs::read_to_string(&full).map_err(|error| format!("{path}: {error}"))?;
            let old = &old.replace("\\n", "\n");
            if !text.contains(old.as_str()) {
                return Err(format!("{path} has no `{old}` to replace"));
            }
            site.write(path, text.replacen(old.as_str(), &new.replace("\\n", "\n"), 1));
            Ok(())
        }
        _ => Err(wrong()),
    }
}

/// Runs one command: what it said, and whether it failed.
fn execute(site: &Folder, command: &str) -> Result<(String, bool), String> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let read = |path: &str| fs::read_to_string(site.path().join(path)).map_err(|error| format!("{path}: {error}"));
    match words.as_slice() {
        ["sayyar", arguments @ ..] => {
            let output = site.run(arguments);
            Ok((settle(&said(site, &output)), !output.status.success()))
        }
        ["cat", path] => Ok((ended(read(path)?), false)),
        ["grep", path, ..] => {
            let wanted = command.split_once(path).map_or("", |(_, rest)| rest.trim());
            let lines: Vec<String> =
                read(path)?.lines().filter(|line| line.contains(wanted)).map(|line| line.trim().into()).collect();
            Ok((ended(lines.join("\n")), false))
        }
        ["ls", folder] => Ok((ended(site.files(folder).into_keys().collect::<Vec<_>>().join("\n")), false)),
        ["replace" | "remove", ..] => apply(site, command).map(|()| (String::new(), false)),
        _ => Err(format!("no such command: `$ {command}`")),
    }
}

/// Blanks out what differs from run to run: how long it took, as in `0.12 s`.
fn settle(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(" s") {
        let (before, after) = rest.split_at(at);
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let ends = !after[2..].starts_with(|c: char| c.is_alphanumeric());
        if digits > 2 && ends {
            out.push_str(&before[..before.len() - digits]);
            out.push_str("[time]");
        } else {
            out.push_str(before);
            out.push_str(" s");
        }
        rest = &after[2..];
    }
    out.push_str(rest);
    out.split_inclusive('\n').map(without_size).collect()
}

/// Blanks out how large a form's page is: that changes with every change of its engine.
fn without_size(line: &str) -> String {
    if let Some((before, after)) = line.split_once("\"bytes\":") {
        return format!("{before}\"bytes\":[size]{}", after.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    let marks = ["Released ", ": version ", "the form's page has "];
    let of_form = marks.iter().any(|mark| line.contains(mark));
    let Some(at) = line.find(" KB").filter(|_| of_form) else { return line.to_owned() };
    let before = line[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    format!("{before}[size]{}", &line[at..])
}

fn ended(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn cases(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("the cases are there").filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            cases(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "case") {
            into.push(path);
        }
    }
}

/// The first line in which they part, with a little of what stands around it.
fn difference(expected: &str, actual: &str) -> String {
    let at = expected.lines().zip(actual.lines()).take_while(|(a, b)| a == b).count();
    format!("they part in line {}\n---- expected\n{expected}---- said\n{actual}", at + 1)
}

fn main() -> ExitCode {
    let filters: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let update = std::env::var_os("UPDATE").is_some();
    let root = repository().join("tests/suite/cases");
    let mut paths = vec![];
    cases(&root, &mut paths);
    let all: Vec<Case> = paths.into_iter().map(|path| Case::read(path, &root)).collect();
    let chosen: Vec<&Case> = all
        .iter()
        .filter(|case| filters.is_empty() || filters.iter().any(|part| case.name.contains(part.as_str())))
        .collect();

    let base = Folder::copy_of(&repository().join("tests/suite/base"));
    let output = base.run(&["build"]);
    if !output.status.success() {
        println!("the base site does not build\n{}", said(&base, &output));
        println!("test result: FAILED. 0 passed; {} failed; 0 ignored; 0 measured; 0 filtered out", chosen.len());
        return ExitCode::FAILURE;
    }

    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, Into::into) {
            scope.spawn(|| {
                while let Some(case) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let verdict = case.run(&base).and_then(|actual| judge(case, &actual, update));
                    println!("test {} ... {}", case.name, if verdict.is_ok() { "ok" } else { "FAILED" });
                    if let Err(why) = verdict {
                        failures.lock().expect("no case panics while it reports").push((case.name.clone(), why));
                    }
                }
            });
        }
    });

    let mut failures = failures.into_inner().expect("all threads are done");
    failures.sort();
    for (name, why) in &failures {
        println!("\n---- {name}\n{why}");
    }
    let result = if failures.is_empty() { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {result}. {} passed; {} failed; 0 ignored; 0 measured; {} filtered out",
        chosen.len() - failures.len(),
        failures.len(),
        all.len() - chosen.len()
    );
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn judge(case: &Case, actual: &str, update: bool) -> Result<(), String> {
    if actual == case.expected {
        return Ok(());
    }
    if update {
        return fs::write(&case.path, case.with(actual)).map_err(|error| error.to_string());
    }
    Err(difference(&case.expected, actual))
}
