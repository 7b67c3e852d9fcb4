//! Everything that can be translated, read from the disk once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use sayyar_base::{Diagnostic, Diagnostics, diag};

use super::page::Page;
use crate::disk::{Disk, walk};
use crate::ledger::{self, Key, Ledger, Status};
use crate::words::strings::Unit;
use crate::words::{FtlFile, Language, Scope, Strings, group_of, path_of};

/// The site's texts in all languages, and what the ledgers say of them.
#[derive(Debug)]
pub struct Material {
    /// The languages; the first is the source.
    pub languages: Vec<Language>,
    /// Pages of each language by path below its folder.
    pub pages: Vec<BTreeMap<Arc<str>, Page>>,
    /// The files of words as they are.
    pub files: Vec<FtlFile>,
    /// And as they are understood.
    pub strings: Strings,
    /// Of each language; the first one's is empty.
    pub ledgers: Vec<Ledger>,
    /// What is translated, with the digest of its wording in the default language.
    pub sources: BTreeMap<Key, String>,
    /// Where each message of each language is among the strings' units.
    index: BTreeMap<(usize, Key), usize>,
}

impl Material {
    /// Reads all texts below `content/`, `forms/` and the theme's strings. What cannot be read or understood
    /// is reported and left out.
    pub fn gather(disk: &dyn Disk, languages: &[Language], theme: &str) -> (Self, Diagnostics) {
        let mut problems = Diagnostics::new();
        let files = words(disk, languages, theme, &mut problems);
        let (strings, mut found) = Strings::parse(languages, files.clone());
        problems.append(&mut found);
        let mut pages = Vec::new();
        let mut ledgers = Vec::new();
        for (lang, language) in languages.iter().enumerate() {
            pages.push(read_pages(disk, &format!("content/{}/", language.tag), &mut problems));
            ledgers.push(if lang == 0 { Ledger::default() } else { read_ledger(disk, language, &mut problems) });
        }
        let mut sources = BTreeMap::new();
        if let Some(pages) = pages.first() {
            sources.extend(pages.iter().map(|(path, page)| (Key::Page(path.clone()), page.digest())));
        }
        sources.extend(strings.units().iter().filter(|unit| unit.lang == 0).map(|unit| (key_of(unit), unit.digest())));
        let index = strings.units().iter().enumerate().map(|(at, unit)| ((unit.lang, key_of(unit)), at)).collect();
        diag::sort(&mut problems);
        (Self { languages: languages.to_vec(), pages, files, strings, ledgers, sources, index }, problems)
    }

    /// What a language has.
    pub fn there(&self, lang: usize) -> BTreeSet<Key> {
        let pages = self.pages[lang].keys().map(|path| Key::Page(path.clone()));
        pages.chain(self.strings.units().iter().filter(|unit| unit.lang == lang).map(key_of)).collect()
    }

    /// How everything that has a source stands in a language. Terms that it lacks are not missing: which terms
    /// a language needs is its own affair.
    pub fn status(&self, lang: usize) -> BTreeMap<Key, Status> {
        let mut status = self.ledgers[lang].status(&self.sources, &self.there(lang));
        status.retain(|key, status| match key {
            Key::Message(_, id) => !(id.starts_with('-') && *status == Status::Missing),
            Key::Page(_) => true,
        });
        status
    }

    /// The message of a language.
    pub fn unit(&self, lang: usize, key: &Key) -> Option<&Unit> {
        self.index.get(&(lang, key.clone())).map(|at| &self.strings.units()[*at])
    }

    /// Digest of a text as a language has it now.
    pub fn digest(&self, lang: usize, key: &Key) -> Option<String> {
        match key {
            Key::Page(path) => self.pages[lang].get(path).map(Page::digest),
            Key::Message(..) => self.unit(lang, key).map(Unit::digest),
        }
    }

    /// The file a text is or would be in.
    pub fn path(&self, lang: usize, key: &Key) -> String {
        let tag = &self.languages[lang].tag;
        match key {
            Key::Page(path) => format!("content/{tag}/{path}"),
            Key::Message(group, _) => path_of(group, tag.as_str()),
        }
    }

    /// Path of a language's ledger.
    pub fn ledger_path(&self, lang: usize) -> String {
        ledger_path(&self.languages[lang])
    }

    /// Words in the source of a text.
    pub fn words(&self, key: &Key) -> usize {
        match key {
            Key::Page(path) => self.pages[0].get(path).map_or(0, Page::words),
            Key::Message(..) => {
                self.unit(0, key).map_or(0, |unit| unit.wordings.iter().map(|one| ledger::words(&one.text)).sum())
            }
        }
    }
}

/// The name a message goes by in the ledger.
pub fn key_of(unit: &Unit) -> Key {
    Key::Message(unit.group.clone(), unit.id.clone())
}

/// The scope of a file of words, by its path.
pub fn scope_of(path: &str) -> Option<Scope> {
    match path.split('/').collect::<Vec<_>>()[..] {
        ["themes", _, "strings", _] => Some(Scope::Theme),
        ["content", _, ..] => Some(Scope::Site),
        ["forms", "lists", _] => Some(Scope::Lists),
        ["forms", form, _] => Some(Scope::Form(form.into())),
        _ => None,
    }
}

fn ledger_path(language: &Language) -> String {
    format!("content/{}/{}", language.tag, ledger::FILE)
}

fn words(disk: &dyn Disk, languages: &[Language], theme: &str, problems: &mut Diagnostics) -> Vec<FtlFile> {
    let theme = format!("themes/{theme}/strings");
    let walked = walk(disk, &["content", "forms", &theme]);
    problems.extend(
        walked
            .faults
            .iter()
            .map(|fault| Diagnostic::error("unreadable", format!("this {}", fault.why)).in_file(fault.path.as_str())),
    );
    let mut files = Vec::new();
    for found in walked.files.iter().filter(|found| found.path.ends_with(".ftl")) {
        let lang = languages.iter().position(|language| group_of(&found.path, language.tag.as_str()).is_some());
        // A content folder's own words stand directly in it.
        let deep = found.path.starts_with("content/") && found.path.split('/').count() != 3;
        if let (Some(lang), Some(scope), false) = (lang, scope_of(&found.path), deep)
            && let Some(text) = read(disk, &found.path, problems)
        {
            files.push(FtlFile { lang, scope, path: found.path.as_str().into(), text });
        }
    }
    files
}

fn read_pages(disk: &dyn Disk, folder: &str, problems: &mut Diagnostics) -> BTreeMap<Arc<str>, Page> {
    let walked = walk(disk, &[folder.trim_end_matches('/')]);
    let paths: Vec<_> = walked.files.into_iter().filter(|found| found.path.ends_with(".md")).collect();
    let results: Vec<_> = paths
        .par_iter()
        .map(|found| {
            let mut problems = Diagnostics::new();
            let page = read(disk, &found.path, &mut problems).and_then(|text| {
                Page::parse(&found.path.as_str().into(), &text).map_err(|problem| problems.push(*problem)).ok()
            });
            (found.path.strip_prefix(folder).map(Arc::from), page, problems)
        })
        .collect();
    let mut pages = BTreeMap::new();
    for (path, page, mut found) in results {
        problems.append(&mut found);
        pages.extend(path.zip(page));
    }
    pages
}

fn read_ledger(disk: &dyn Disk, language: &Language, problems: &mut Diagnostics) -> Ledger {
    let path = ledger_path(language);
    if disk.kind(&path).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
        return Ledger::default();
    }
    let Some(text) = read(disk, &path, problems) else { return Ledger::default() };
    let (ledger, mut found) = Ledger::parse(&path.into(), &text);
    problems.append(&mut found);
    ledger
}

fn read(disk: &dyn Disk, path: &str, problems: &mut Diagnostics) -> Option<String> {
    let text = match disk.read(path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| ("not-utf8", "this is not UTF-8 text".to_owned())),
        Err(error) => Err(("unreadable", format!("cannot read this: {error}"))),
    };
    text.map_err(|(code, message)| problems.push(Diagnostic::error(code, message).in_file(path))).ok()
}
