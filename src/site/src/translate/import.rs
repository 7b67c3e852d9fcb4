//! `sayyar translate import`: a table that came back becomes files, or nothing does.
//!
//! Everything is read, checked and made in memory first; only when nothing is wrong does the caller write.
//! Files keep their comments, their order and whatever the table does not name. Paths are only ever those the
//! site already has a source for, so a table cannot write anywhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sayyar_base::diag::{self, did_you_mean};
use sayyar_base::{Diagnostic, Diagnostics, Severity};

use super::edit::{self, Edit};
use super::mark::Word;
use super::material::{Material, scope_of};
use super::page::{Page, kept};
use super::sheet::Row;
use crate::ledger::{Key, Ledger, State};
use crate::words::strings::variables_in;
use crate::words::{FtlFile, Scope, Strings, group_of};

/// How a table is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What is recorded where a row does not say it.
    pub word: Word,
    /// Takes pages of which some paragraphs are not translated.
    pub partial: bool,
    /// Takes the table's text where the file was changed after the export.
    pub overwrite: bool,
}

/// What is to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Paths and texts, ledgers last.
    pub files: Vec<(String, String)>,
    /// Pages and messages that change.
    pub changed: usize,
    /// Pages and messages of the table that are as they were.
    pub same: usize,
}

/// One page or message of the table.
struct Group<'a> {
    lang: usize,
    key: Key,
    rows: Vec<&'a Row>,
    /// Digest of the source it was made from.
    made_from: String,
    /// Whether the table's texts are in the file already, though they were not when it was exported: an import
    /// that was cut short wrote them and did not come to the ledger.
    arrived: bool,
}

/// Makes new files and ledgers of the rows. With an error among the findings the plan is not to be carried out.
pub fn plan(material: &Material, path: &str, rows: &[Row], options: &Options) -> (Plan, Diagnostics) {
    let mut import = Import { material, path, options, problems: Vec::new() };
    let mut work = Work { ledgers: material.ledgers.clone(), ..Work::default() };
    for group in import.groups(rows) {
        let before = work.plan.changed;
        match &group.key {
            Key::Page(page) => import.page(&group, page, &mut work),
            Key::Message(..) => import.message(&group, &mut work),
        }
        work.plan.same += usize::from(work.plan.changed == before);
    }
    import.words(&mut work);
    for (lang, ledger) in work.ledgers.iter().enumerate() {
        if *ledger != material.ledgers[lang] {
            work.plan.files.push((material.ledger_path(lang), ledger.write()));
        }
    }
    diag::sort(&mut import.problems);
    (work.plan, import.problems)
}

/// What the rows have led to so far.
#[derive(Default)]
struct Work {
    plan: Plan,
    ledgers: Vec<Ledger>,
    /// Changes to files of words, by path.
    edits: BTreeMap<String, (usize, Vec<Edit>)>,
}

struct Import<'a> {
    material: &'a Material,
    path: &'a str,
    options: &'a Options,
    problems: Diagnostics,
}

impl<'a> Import<'a> {
    fn report(&mut self, severity: Severity, row: &Row, message: String, help: impl Into<String>) {
        let message = format!("row {}, {} {}: {message}", row.number, row.path, row.id);
        let problem = Diagnostic { severity, ..Diagnostic::error("sheet", message) };
        self.problems.push(problem.in_file(self.path).help(help));
    }

    fn error(&mut self, row: &Row, message: String, help: impl Into<String>) {
        self.report(Severity::Error, row, message, help);
    }

    /// Rows that belong together, those that mean nothing on this site left out.
    fn groups<'r>(&mut self, rows: &'r [Row]) -> Vec<Group<'r>> {
        let mut groups: BTreeMap<(usize, Key), Vec<&Row>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for row in rows {
            if !seen.insert((&row.path, &row.id)) {
                self.error(row, "this text is in the table twice".into(), "keep one of the rows");
            } else if let Some(place) = self.place(row) {
                groups.entry(place).or_default().push(row);
            }
        }
        let mut all = Vec::new();
        for ((lang, key), rows) in groups {
            if let Some((made_from, arrived)) = self.fresh(lang, &key, &rows) {
                all.push(Group { lang, key, rows, made_from, arrived });
            }
        }
        all
    }

    /// What a row's path and id mean.
    fn place(&mut self, row: &Row) -> Option<(usize, Key)> {
        let material = self.material;
        for (lang, language) in material.languages.iter().enumerate().skip(1) {
            let tag = language.tag.as_str();
            let page = row.path.strip_prefix(&format!("content/{tag}/")).filter(|path| path.ends_with(".md"));
            let key = match (page, group_of(&row.path, tag)) {
                (Some(page), _) => Key::Page(page.into()),
                (None, Some(group)) => {
                    let id = row.id.split('.').next().unwrap_or_default();
                    Key::Message(group.into(), id.into())
                }
                (None, None) => continue,
            };
            if material.sources.contains_key(&key) {
                return Some((lang, key));
            }
            let (what, help) = self.unknown(&key);
            self.error(row, what, help);
            return None;
        }
        let help = "take `path` and `id` from a table that `sayyar translate export` wrote";
        self.error(row, "this is not the path of a translation".into(), help);
        None
    }

    fn unknown(&self, key: &Key) -> (String, String) {
        let sources = self.material.sources.keys();
        match key {
            Key::Page(path) => {
                let known: Vec<&str> =
                    sources.filter_map(|key| if let Key::Page(path) = key { Some(&**path) } else { None }).collect();
                let help = did_you_mean(path, known.iter().copied());
                (format!("the default language has no page `{path}`"), help)
            }
            Key::Message(group, id) => {
                let known = sources.filter_map(|key| match key {
                    Key::Message(of, id) if of == group => Some(&**id),
                    _ => None,
                });
                let known: Vec<&str> = known.collect();
                let file = self.material.path(0, &Key::Message(group.clone(), id.clone()));
                (format!("there is no message `{id}` in {file}"), did_you_mean(id, known.iter().copied()))
            }
        }
    }

    /// Compares digests: which source the texts were made from, and whether the file changed meanwhile.
    fn fresh(&mut self, lang: usize, key: &Key, rows: &[&Row]) -> Option<(String, bool)> {
        let row = *rows.first()?;
        let hex =
            |text: &str| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase());
        let parts = row.digest.split_once('.').filter(|(source, own)| hex(source) && (own.is_empty() || hex(own)));
        let Some((source, own)) = parts.filter(|_| rows.iter().all(|other| other.digest == row.digest)) else {
            self.error(row, "its digest is damaged".into(), "leave the column `digest` as it was exported");
            return None;
        };
        if self.material.sources.get(key).is_some_and(|now| now != source) {
            let help = "it is taken in as stale: export it again to bring it up to date";
            self.report(Severity::Warning, row, "the source has changed since the export".into(), help);
        }
        let now = self.material.digest(lang, key).unwrap_or_default();
        let differs = now != own && self.differs(lang, key, rows);
        if differs && !self.options.overwrite {
            let help = "export it again and carry the changes over, or pass --overwrite to take the table's text";
            self.error(row, "somebody changed the translation after the export".into(), help);
            return None;
        }
        let says = rows.iter().any(|row| !row.translation.trim().is_empty());
        Some((source.to_owned(), now != own && !differs && says))
    }

    fn differs(&self, lang: usize, key: &Key, rows: &[&Row]) -> bool {
        match key {
            Key::Page(path) => {
                let (texts, blocks) = page_texts(rows);
                let now = self.material.pages[lang].get(path);
                now.is_none_or(|page| page.with(&texts, Some(&blocks)) != page.with(&BTreeMap::new(), None))
            }
            Key::Message(..) => {
                let unit = self.material.unit(lang, key);
                let now = |row: &Row| unit.and_then(|unit| unit.text(attribute(row))).map(|text| text.to_string());
                rows.iter().any(|row| {
                    !row.translation.trim().is_empty() && now(row).as_deref() != Some(row.translation.trim())
                })
            }
        }
    }

    /// Records in the ledger what a group says.
    fn record(&self, group: &Group, changed: bool, work: &mut Work) {
        let said: Vec<State> = group.rows.iter().filter_map(|row| State::named(&row.state)).collect();
        let all_said = said.len() == group.rows.len();
        let word = match said.iter().min() {
            Some(state) if all_said => Word { state: *state, ..self.options.word.clone() },
            _ => self.options.word.clone(),
        };
        let made = word.made(&group.made_from);
        if changed {
            work.plan.changed += 1;
            work.ledgers[group.lang].entries.insert(group.key.clone(), made);
        } else if group.arrived || (all_said && self.material.digest(group.lang, &group.key).is_some()) {
            let new = work.ledgers[group.lang].mark(&group.key, made);
            work.plan.changed += usize::from(new);
        }
    }

    fn page(&mut self, group: &Group, path: &Arc<str>, work: &mut Work) {
        let Some(source) = self.material.pages[0].get(path) else { return };
        let now = self.material.pages[group.lang].get(path);
        let (texts, blocks) = page_texts(&group.rows);
        for row in &group.rows {
            let known = source.text(&row.id).is_some() || now.is_some_and(|page| page.text(&row.id).is_some());
            if !known && number(row).is_none() {
                let names: Vec<&str> = source.texts().map(|(name, _)| name).collect();
                self.error(
                    row,
                    format!("a page has no text `{}`", row.id),
                    did_you_mean(&row.id, names.iter().copied()),
                );
                return;
            }
        }
        if texts.is_empty() && blocks.is_empty() {
            return;
        }
        let whole = blocks.is_empty() && group.rows.iter().all(|row| number(row).is_none());
        let text = match now {
            Some(page) => page.with(&texts, (!whole).then_some(&blocks)),
            None => source.translated(&texts, &blocks),
        };
        let changed = now.is_none_or(|page| page.with(&BTreeMap::new(), None) != text);
        if changed && !self.finished(group, source, now, &blocks) {
            return;
        }
        if let Err(problem) = Page::parse(&group.rows[0].path.as_str().into(), &text) {
            self.error(group.rows[0], problem.message.clone(), "look for a `+++` line in the texts");
            return;
        }
        if changed {
            work.plan.files.push((self.material.path(group.lang, &group.key), text));
        }
        self.record(group, changed, work);
    }

    /// Whether a page's translation is whole: every paragraph, every component, every heading's id.
    fn finished(&mut self, group: &Group, source: &Page, now: Option<&Page>, blocks: &[String]) -> bool {
        let before = self.problems.len();
        let titled = |row: &&Row| row.id == "title" && !row.translation.trim().is_empty();
        if now.is_none() && !group.rows.iter().any(titled) {
            self.error(group.rows[0], "a new page needs its title".into(), "translate the row `title` of this page");
        }
        if !self.options.partial {
            let open = |row: &&&Row| !row.source.trim().is_empty() && row.translation.trim().is_empty();
            if let Some(row) = group.rows.iter().find(open) {
                let count = group.rows.iter().filter(open).count();
                let message = format!("{count} texts of this page are not translated, this one first");
                self.error(row, message, "translate the whole page, or pass --partial to take it as it is");
            }
        }
        let cells: Vec<&str> =
            group.rows.iter().filter(|row| number(row).is_some()).map(|row| row.source.as_str()).collect();
        let unchanged = self.material.sources.get(&group.key) == Some(&group.made_from);
        let mut wanted = if unchanged { kept(&source.blocks()) } else { kept(&cells) };
        for found in kept(blocks) {
            match wanted.iter().position(|one| *one == found) {
                Some(at) => _ = wanted.remove(at),
                None if blocks.is_empty() => {}
                None => self.keep(group, &found, "is in the translation, not in the source"),
            }
        }
        if !blocks.is_empty() && !self.options.partial {
            wanted.into_iter().for_each(|lost| self.keep(group, &lost, "is lost in the translation"));
        }
        self.problems.len() == before
    }

    fn keep(&mut self, group: &Group, what: &str, how: &str) {
        let (what, sign) = match what.strip_prefix('#') {
            Some(_) => (format!("the heading's id `{{{what}}}`"), what.to_owned()),
            None => (format!("the component `{what}`"), what.to_owned()),
        };
        let row = group.rows.iter().find(|row| row.source.contains(&sign) || row.translation.contains(&sign));
        let row = *row.unwrap_or(&group.rows[0]);
        let help = "what stands in `{{ }}`, `{% %}` and `{# }` is copied as it is; only texts inside are translated";
        self.error(row, format!("{what} {how}"), help);
    }

    fn message(&mut self, group: &Group, work: &mut Work) {
        let path = self.material.path(group.lang, &group.key);
        let unit = self.material.unit(group.lang, &group.key);
        let (Some(source), Key::Message(_, id)) = (self.material.unit(0, &group.key), &group.key) else { return };
        let mut edits = Vec::new();
        for row in &group.rows {
            let (attribute, text) = (attribute(row), row.translation.trim());
            let now = unit.and_then(|unit| unit.text(attribute));
            let known = now.is_some() || source.text(attribute).is_some() || id.starts_with('-');
            if !known {
                let names: Vec<&str> = source.wordings.iter().filter_map(|one| one.attribute.as_deref()).collect();
                let help = did_you_mean(attribute.unwrap_or_default(), names.iter().copied());
                self.error(row, format!("`{id}` has no such attribute"), help);
            } else if !text.is_empty()
                && now.map(|text| &**text) != Some(text)
                && self.sound(row, source, attribute, text)
            {
                edits.push(Edit { id: id.to_string(), attribute: attribute.map(str::to_owned), text: text.to_owned() });
            }
        }
        let changed = !edits.is_empty();
        if changed {
            work.edits.entry(path).or_insert_with(|| (group.lang, Vec::new())).1.extend(edits);
        }
        self.record(group, changed, work);
    }

    /// Whether a message's text is Fluent, and asks for what the source asks for.
    fn sound(&mut self, row: &Row, source: &crate::words::strings::Unit, attribute: Option<&str>, text: &str) -> bool {
        let asked = match variables_in(text) {
            Ok(asked) => asked,
            Err(problem) => {
                self.error(row, problem.message, problem.help);
                return false;
            }
        };
        let form = match &source.scope {
            Scope::Form(form) => Some(&**form),
            _ => None,
        };
        let mut given = self.material.strings.variables(form, &source.id, attribute);
        let own = source.text(attribute).and_then(|text| variables_in(text).ok()).unwrap_or_default();
        given.extend(own.iter().cloned());
        let term = source.id.starts_with('-');
        let before = self.problems.len();
        for name in asked.difference(&given).filter(|_| !term) {
            let help = did_you_mean(name, given.iter().map(|name| &**name));
            self.error(row, format!("nobody fills in `${name}`"), help);
        }
        for name in own.difference(&asked).filter(|_| !term) {
            self.error(row, format!("`${name}` is lost"), format!("put `{{ ${name} }}` where it belongs"));
        }
        self.problems.len() == before
    }

    /// Makes the files of words, and holds them against everything else the site says.
    fn words(&mut self, work: &mut Work) {
        let mut files = self.material.files.clone();
        let mut made: BTreeSet<Arc<str>> = BTreeSet::new();
        for (path, (lang, edits)) in std::mem::take(&mut work.edits) {
            let place = files.iter().position(|file| *file.path == *path);
            let now = place.map_or("", |at| files[at].text.as_str());
            let group = group_of(&path, self.material.languages[lang].tag.as_str()).unwrap_or_default();
            let units = self.material.strings.units().iter();
            let order: Vec<&str> =
                units.filter(|unit| unit.lang == 0 && *unit.group == *group).map(|unit| &*unit.id).collect();
            let Some(text) = edit::apply(now, &edits, &order) else {
                let message = format!("{path} cannot be changed without changing more than the table says");
                let help = "mend what is wrong in the file, or change it by hand";
                self.problems.push(Diagnostic::error("sheet", message).in_file(self.path).help(help));
                continue;
            };
            made.insert(path.as_str().into());
            match (place, scope_of(&path)) {
                (Some(at), _) => files[at].text.clone_from(&text),
                (None, Some(scope)) => {
                    files.push(FtlFile { lang, scope, path: path.as_str().into(), text: text.clone() })
                }
                (None, None) => {}
            }
            work.plan.files.push((path, text));
        }
        if made.is_empty() {
            return;
        }
        let name = |problem: &Diagnostic| (problem.code, problem.message.clone());
        let (_, before) = Strings::parse(&self.material.languages, self.material.files.clone());
        let before: BTreeSet<_> = before.iter().map(name).collect();
        let (_, after) = Strings::parse(&self.material.languages, files);
        for problem in after.into_iter().filter(|problem| !before.contains(&name(problem))) {
            let path = problem.span().map(|span| span.path.to_string()).unwrap_or_default();
            let message = format!("with this table, in {path}: {}", problem.message);
            let found = Diagnostic { severity: problem.severity, ..Diagnostic::error(problem.code, message) };
            self.problems.push(found.in_file(self.path).help(problem.help.unwrap_or_default()));
        }
    }
}

/// The attribute a message's row is about.
fn attribute(row: &Row) -> Option<&str> {
    row.id.split_once('.').map(|(_, attribute)| attribute)
}

/// The number of a row that is a piece of a page's body.
fn number(row: &Row) -> Option<usize> {
    row.id.strip_prefix("body-")?.parse().ok()
}

/// The texts of front matter and the body's pieces, in order, that rows of a page have.
fn page_texts(rows: &[&Row]) -> (BTreeMap<String, String>, Vec<String>) {
    let filled = || rows.iter().filter(|row| !row.translation.trim().is_empty());
    let texts = filled().filter(|row| number(row).is_none());
    let texts = texts.map(|row| (row.id.clone(), row.translation.trim().to_owned())).collect();
    let mut blocks: Vec<_> = filled().filter_map(|row| Some((number(row)?, &row.translation))).collect();
    blocks.sort();
    let piece = |text: &String| text.trim_matches('\n').trim_end().to_owned();
    (texts, blocks.into_iter().map(|(_, text)| piece(text)).collect())
}
