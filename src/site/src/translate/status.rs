//! `sayyar translate status`, and what `sayyar check` has to say about translations.

use std::collections::BTreeMap;
use std::fmt::Write;

use sayyar_base::{Diagnostic, Diagnostics, Span};
use serde::Serialize;

use super::material::Material;
use crate::ledger::{Key, State, Status};

/// How the translations of one language stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageStatus {
    /// Its tag.
    pub lang: String,
    /// Its own name.
    pub name: String,
    /// Whether what is missing or stale fails `sayyar check`.
    pub complete: bool,
    /// Pages of the default language.
    pub pages: Counts,
    /// Messages of the default language.
    pub messages: Counts,
    /// Words, in the default language, of what is missing or stale.
    pub words: usize,
    /// What is not current, by file.
    pub todo: Vec<Todo>,
}

/// How many of each there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All that there should be.
    pub total: usize,
    /// Current, and read by a person.
    pub reviewed: usize,
    /// Current, by a machine or by nobody in particular.
    pub machine: usize,
    /// Made from a source that has changed since.
    pub stale: usize,
    /// Made nobody knows from what.
    pub untracked: usize,
    /// Not made yet.
    pub missing: usize,
}

/// Something to translate, to look through or to record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Todo {
    /// The file it is or should be in.
    pub path: String,
    /// The message in it; absent for a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `stale`, `missing` or `untracked`.
    pub status: &'static str,
    /// Words of its source.
    pub words: usize,
    /// When it was made, and by whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<String>,
}

impl Counts {
    fn count(&mut self, status: Status) {
        self.total += 1;
        *match status {
            Status::Current(State::Reviewed) => &mut self.reviewed,
            Status::Current(State::Machine) => &mut self.machine,
            Status::Stale(_) => &mut self.stale,
            Status::Untracked => &mut self.untracked,
            Status::Missing => &mut self.missing,
        } += 1;
    }
}

/// How the translations stand in the given languages, or in all but the default one.
pub fn status(material: &Material, langs: &[usize]) -> Vec<LanguageStatus> {
    langs.iter().map(|lang| of_language(material, *lang)).collect()
}

fn of_language(material: &Material, lang: usize) -> LanguageStatus {
    let language = &material.languages[lang];
    let mut status = LanguageStatus {
        lang: language.tag.to_string(),
        name: language.name.clone(),
        complete: language.complete,
        pages: Counts::default(),
        messages: Counts::default(),
        words: 0,
        todo: Vec::new(),
    };
    for (key, how) in material.status(lang) {
        let counts = if matches!(key, Key::Page(_)) { &mut status.pages } else { &mut status.messages };
        counts.count(how);
        if matches!(how, Status::Current(_)) {
            continue;
        }
        let words = material.words(&key);
        status.words += if how == Status::Untracked { 0 } else { words };
        let made = material.ledgers[lang].entries.get(&key).filter(|_| how != Status::Missing).map(|made| {
            let by = made.by.as_deref().map(|by| format!(" by {by}")).unwrap_or_default();
            format!("{}{by}", made.on)
        });
        let id = match &key {
            Key::Message(_, id) => Some(id.to_string()),
            Key::Page(_) => None,
        };
        status.todo.push(Todo { path: material.path(lang, &key), id, status: how.as_str(), words, made });
    }
    status
}

/// The table and the lists, for people. Missing texts of languages that need not be complete are only counted,
/// unless `all` of them are asked for.
pub fn text(all: &[LanguageStatus], everything: bool) -> String {
    let mut out = String::new();
    let head = ["", "", "reviewed", "machine", "stale", "untracked", "missing", "total"];
    let mut rows = vec![head.map(str::to_owned)];
    for one in all {
        for (what, counts) in [("pages", &one.pages), ("messages", &one.messages)] {
            let name = if what == "pages" { format!("{} ({})", one.name, one.lang) } else { String::new() };
            let numbers =
                [counts.reviewed, counts.machine, counts.stale, counts.untracked, counts.missing, counts.total];
            let [a, b, c, d, e, f] = numbers.map(|number| number.to_string());
            rows.push([name, what.to_owned(), a, b, c, d, e, f]);
        }
    }
    table(&rows, &mut out);
    for one in all {
        let shown = |todo: &&Todo| everything || one.complete || todo.status != "missing";
        list(one, &one.todo.iter().filter(shown).collect::<Vec<_>>(), &mut out);
    }
    out
}

fn table(rows: &[[String; 8]], out: &mut String) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(width(column) - cell.chars().count());
            line += &if column < 2 { format!("{cell}{pad}  ") } else { format!("{pad}{cell}  ") };
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// Files with what is to be done in each; the messages of a file on one line.
fn list(language: &LanguageStatus, todo: &[&Todo], out: &mut String) {
    if todo.is_empty() {
        return;
    }
    let _ =
        writeln!(out, "\n{} ({}): {} words to translate or look through", language.name, language.lang, language.words);
    let known = |counts: &Counts| counts.reviewed + counts.machine + counts.stale > 0;
    let recorded = known(&language.pages) || known(&language.messages);
    if !recorded && todo.iter().any(|one| one.status == "untracked") {
        let _ = writeln!(
            out,
            "  nothing is recorded yet: when what is there is up to date, run `sayyar translate mark --all --lang {}`",
            language.lang
        );
    }
    let todo = todo.iter().filter(|one| recorded || one.status != "untracked");
    let mut files: BTreeMap<(&str, &str), Vec<&Todo>> = BTreeMap::new();
    for one in todo {
        files.entry((one.status, &one.path)).or_default().push(one);
    }
    for ((status, path), items) in files {
        let ids: Vec<&str> = items.iter().filter_map(|one| one.id.as_deref()).collect();
        let words: usize = items.iter().map(|one| one.words).sum();
        let made = items.first().filter(|_| ids.is_empty()).and_then(|one| one.made.as_deref());
        let made = made.map(|made| format!(", made {made}")).unwrap_or_default();
        let _ = write!(out, "  {status:<9}  {path}  ({words} words{made})");
        let _ = match ids.len() {
            0 => writeln!(out),
            1..=6 => writeln!(out, ": {}", ids.join(", ")),
            more => writeln!(out, ": {} and {} more", ids[..5].join(", "), more - 5),
        };
    }
}

/// Translations that must not be published as they are: missing or stale ones are errors in languages that must
/// be complete. Missing messages are [`crate::words::Strings::check`]'s to report.
pub fn problems(material: &Material) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for (lang, language) in material.languages.iter().enumerate().skip(1) {
        let mut untracked: BTreeMap<String, usize> = BTreeMap::new();
        for (key, status) in material.status(lang) {
            let path = material.path(lang, &key);
            match status {
                Status::Missing if language.complete && matches!(key, Key::Page(_)) => {
                    let message = format!("this page is missing in {}", language.name);
                    let source = material.path(0, &key);
                    problems.push(Diagnostic::error("missing-translation", message).in_file(path).help(format!(
                        "translate {source}, by hand or with `sayyar translate export --lang {}`",
                        language.tag
                    )));
                }
                Status::Stale(_) => problems.push(stale(material, lang, &key, path)),
                Status::Untracked => *untracked.entry(path).or_default() += 1,
                Status::Missing | Status::Current(_) => {}
            }
        }
        problems.extend(unknown(material, lang, &untracked));
    }
    problems
}

fn stale(material: &Material, lang: usize, key: &Key, path: String) -> Diagnostic {
    let language = &material.languages[lang];
    let (what, span) = match (key, material.unit(lang, key)) {
        (Key::Message(_, id), Some(unit)) => (format!("`{id}`"), unit.span.clone()),
        _ => ("this page".to_owned(), Span::file(path.as_str())),
    };
    let message = format!("{what} was translated before its source changed");
    let make = if language.complete { Diagnostic::error } else { Diagnostic::warning };
    let problem = make("stale-translation", message).at(span, "");
    let source = match material.unit(0, key) {
        Some(unit) => unit.span.clone(),
        None => Span::file(material.path(0, key)),
    };
    problem
        .at(source, "the source as it is now")
        .help(format!("bring it up to date, then record it: `sayyar translate mark {path}`"))
}

fn unknown(material: &Material, lang: usize, untracked: &BTreeMap<String, usize>) -> Diagnostics {
    let language = &material.languages[lang];
    if material.ledgers[lang].entries.is_empty() && !untracked.is_empty() {
        let message = format!("nothing is recorded of the translations into {}", language.name);
        let problem = Diagnostic::warning("untracked-translation", message).in_file(material.ledger_path(lang));
        let help = "so nobody is told when a source changes; when they are all up to date, record it with";
        return vec![problem.help(format!("{help} `sayyar translate mark --all --lang {}`", language.tag))];
    }
    let one = |(path, count): (&String, &usize)| {
        let message = match path.ends_with(".md") {
            true => "it is not recorded from what this page was translated".to_owned(),
            false => format!("it is not recorded from what {count} of these messages were translated"),
        };
        let help = format!("when it is up to date, record it: `sayyar translate mark {path}`");
        Diagnostic::warning("untracked-translation", message).in_file(path.as_str()).help(help)
    };
    untracked.iter().map(one).collect()
}
