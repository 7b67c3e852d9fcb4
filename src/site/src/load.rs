//! `load(files) -> Corpus`: every source parsed by itself, with spans. No file knows another here;
//! whatever needs two files to be checked is checked in [`crate::resolve`].

pub mod body;
mod component;
pub mod forms;
pub mod keys;
pub(crate) mod markdown;
pub mod page;
pub mod released;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use sayyar_base::{Diagnostic, Diagnostics, Span};
use sayyar_forms::{Lists, Service};

use crate::config::{self, Config};
use crate::data::Data;
use crate::disk::{self, Disk, Kind, Why};
use crate::forms::speech::Words;
use crate::theme::{Theme, ThemeFiles};
use crate::words::{FtlFile, Scope, Strings};
use forms::Forms;
use keys::Keys;
use page::Source;

/// Everything the authors wrote. Parts are shared, so a new corpus after an edit costs what was edited.
#[derive(Clone)]
pub struct Corpus {
    /// `sayyar.toml`.
    pub config: Arc<Config>,
    /// The public keys that it names.
    pub keys: Arc<Keys>,
    /// Pages by path, then language.
    pub sources: BTreeMap<(Arc<str>, usize), Arc<Source>>,
    /// Other files of the content folders (pictures, documents), by language and path below its folder.
    pub files: BTreeMap<(usize, Arc<str>), Arc<[u8]>>,
    /// Messages of all languages.
    pub strings: Arc<Strings>,
    /// Service definitions by id.
    pub services: Arc<BTreeMap<String, Service>>,
    /// Services whose definitions are there and cannot be read.
    pub broken_services: Arc<BTreeSet<String>>,
    /// Forms, and what was released of them.
    pub forms: Arc<Forms>,
    /// Typed data.
    pub data: Arc<Data>,
    /// The theme, compiled; `None` where it could not be.
    pub theme: Option<Arc<Theme>>,
    /// Those of the pages that nobody wrote: they tell where forms are to be had.
    announced: BTreeMap<(Arc<str>, usize), Arc<Source>>,
}

/// Which part of a corpus a path belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The configuration and the keys it names: everything depends on it.
    Config,
    /// One page or other file of a content folder.
    Content,
    /// Messages.
    Strings,
    /// Service definitions and lists.
    Services,
    /// Typed data.
    Data,
    /// The theme's templates, styles, scripts, static files.
    Theme,
    /// Nothing the site is made of.
    Nothing,
}

impl Part {
    /// Says by the path alone.
    pub fn of(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            _ if parts.iter().any(|part| ignored(part)) => Self::Nothing,
            [config::FILE] | ["keys", ..] => Self::Config,
            ["content", _, "translations.toml"] => Self::Nothing,
            ["content" | "forms" | "themes", .., name] if name.ends_with(".ftl") => Self::Strings,
            ["content", "data", ..] => Self::Data,
            ["content", _, _, ..] => Self::Content,
            ["forms", ..] => Self::Services,
            ["themes", _, _, ..] => Self::Theme,
            _ => Self::Nothing,
        }
    }
}

/// Names that editors and systems leave lying about, and hidden files.
fn ignored(name: &str) -> bool {
    name.starts_with('.') || disk::is_noise(name)
}

/// Loads everything. `None` when the configuration cannot be read: nothing else makes sense then.
pub fn load(disk: &dyn Disk, diagnostics: &mut Diagnostics) -> Option<Corpus> {
    let config = Arc::new(load_config(disk, diagnostics)?);
    let keys = Arc::new(keys::load(disk, &config, diagnostics));
    let (content, mut problems) = load_content(disk, &config);
    diagnostics.append(&mut problems);
    let theme = load_theme(disk, &config, diagnostics);
    let strings = load_strings(disk, &config, diagnostics);
    let (services, broken_services, forms) = load_services(disk, &keys, diagnostics);
    let data = load_data(disk, diagnostics);
    let (sources, files) = content;
    let mut corpus = Corpus {
        config,
        keys,
        sources,
        files,
        strings,
        services,
        broken_services,
        forms,
        data,
        theme,
        announced: BTreeMap::new(),
    };
    corpus.announce();
    Some(corpus)
}

impl Corpus {
    /// The corpus after these paths have changed; what they do not belong to is shared with this one.
    /// `None` when the configuration can no longer be read.
    pub fn reload(&self, disk: &dyn Disk, changed: &[String], diagnostics: &mut Diagnostics) -> Option<Self> {
        let parts: BTreeSet<Part> = changed.iter().map(|path| Part::of(path)).collect();
        if parts.contains(&Part::Config) {
            return load(disk, diagnostics);
        }
        let mut next = self.clone();
        for path in changed.iter().filter(|path| Part::of(path) == Part::Content) {
            next.reload_content(disk, path, diagnostics);
        }
        if parts.contains(&Part::Theme) {
            next.theme = load_theme(disk, &self.config, diagnostics);
        }
        if parts.contains(&Part::Strings) {
            next.strings = load_strings(disk, &self.config, diagnostics);
        }
        if parts.contains(&Part::Services) {
            (next.services, next.broken_services, next.forms) = load_services(disk, &self.keys, diagnostics);
        }
        if parts.contains(&Part::Data) {
            next.data = load_data(disk, diagnostics);
        }
        next.announce();
        Some(next)
    }

    /// Puts in a page for every form that no author wrote one for: where the form is to be had. In every language
    /// that the form speaks; the others borrow it, as they borrow any page.
    fn announce(&mut self) {
        let before = std::mem::take(&mut self.announced);
        for (key, source) in &before {
            // Somebody may have written the page meanwhile.
            if self.sources.get(key).is_some_and(|there| Arc::ptr_eq(there, source)) {
                self.sources.remove(key);
            }
        }
        for (id, compiled) in self.forms.defined() {
            let path: Arc<str> = format!("forms/{id}.md").into();
            if (0..self.config.languages.len()).any(|lang| self.sources.contains_key(&(path.clone(), lang))) {
                continue;
            }
            let service = self.services.get(id);
            let words = Words::new(&self.strings, &self.config.languages, compiled, service);
            for lang in words.languages() {
                let made = page::of_form(&self.strings, lang, &path, id, service, self.config.search);
                let key = (path.clone(), lang);
                let same = before.get(&key).filter(|known| known.front == made.front).cloned();
                self.announced.insert(key, same.unwrap_or_else(|| Arc::new(made)));
            }
        }
        self.sources.extend(self.announced.iter().map(|(key, source)| (key.clone(), source.clone())));
    }

    /// Reads one path of a content folder again; a folder that came or went is walked.
    fn reload_content(&mut self, disk: &dyn Disk, changed: &str, diagnostics: &mut Diagnostics) {
        let Some((lang, place)) = content_path(&self.config, changed) else { return };
        let inside =
            |path: &str| path == &*place || path.strip_prefix(&*place).is_some_and(|rest| rest.starts_with('/'));
        self.sources.retain(|(path, of), _| *of != lang || !inside(path));
        self.files.retain(|(of, path), _| *of != lang || !inside(path));
        for path in walk(disk, changed, diagnostics) {
            match load_one(disk, &self.config, &path, diagnostics) {
                Some(Loaded::Page(source)) => {
                    self.sources.insert((source.path.clone(), source.lang), source);
                }
                Some(Loaded::File(lang, path, bytes)) => {
                    self.files.insert((lang, path), bytes);
                }
                None => {}
            }
        }
    }
}

/// Language and place of a path below `content/`; `None` where no language of the site is meant.
fn content_path(config: &Config, path: &str) -> Option<(usize, Arc<str>)> {
    let (tag, place) = path.strip_prefix("content/")?.split_once('/')?;
    Some((config.language(tag)?, place.into()))
}

pub(crate) fn load_config(disk: &dyn Disk, diagnostics: &mut Diagnostics) -> Option<Config> {
    if disk.meta(config::FILE).is_err() {
        diagnostics.push(
            Diagnostic::error("no-site", format!("there is no `{}` here", config::FILE))
                .in_file(config::FILE)
                .help("run this in the folder of a site, name the folder with `--root DIR`, or make a new site with `sayyar new DIR`"),
        );
        return None;
    }
    let mut problems = Diagnostics::new();
    let config = Config::parse(&read_text(disk, config::FILE, diagnostics)?, &mut problems);
    // With half a configuration everything else would look wrong as well.
    let config = config.filter(|_| !sayyar_base::diag::any_error(&problems));
    diagnostics.append(&mut problems);
    config
}

enum Loaded {
    Page(Arc<Source>),
    File(usize, Arc<str>, Arc<[u8]>),
}

type Content = (BTreeMap<(Arc<str>, usize), Arc<Source>>, BTreeMap<(usize, Arc<str>), Arc<[u8]>>);

fn load_content(disk: &dyn Disk, config: &Config) -> (Content, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut paths = Vec::new();
    for entry in disk.list("content").unwrap_or_default() {
        if entry.kind != Kind::Folder || ignored(&entry.name) || entry.name == "data" {
            continue;
        }
        let folder = format!("content/{}", entry.name);
        if config.language(&entry.name).is_some() {
            paths.extend(walk(disk, &folder, &mut diagnostics));
        } else {
            let tags = config.languages.iter().map(|language| language.tag.as_str());
            diagnostics.push(
                Diagnostic::warning("unused-folder", "this folder belongs to no language of the site")
                    .in_file(folder)
                    .help(format!(
                        "add the language to `{}`, or rename the folder: {}",
                        config::FILE,
                        sayyar_base::diag::did_you_mean(&entry.name, tags)
                    )),
            );
        }
    }
    let loaded: Vec<(Option<Loaded>, Diagnostics)> = paths
        .par_iter()
        .map(|path| {
            let mut problems = Diagnostics::new();
            (load_one(disk, config, path, &mut problems), problems)
        })
        .collect();
    let (mut sources, mut files) = (BTreeMap::new(), BTreeMap::new());
    for (loaded, mut problems) in loaded {
        diagnostics.append(&mut problems);
        match loaded {
            Some(Loaded::Page(source)) => {
                sources.insert((source.path.clone(), source.lang), source);
            }
            Some(Loaded::File(lang, path, bytes)) => {
                files.insert((lang, path), bytes);
            }
            None => {}
        }
    }
    ((sources, files), diagnostics)
}

fn load_one(disk: &dyn Disk, config: &Config, path: &str, diagnostics: &mut Diagnostics) -> Option<Loaded> {
    if Part::of(path) != Part::Content {
        return None;
    }
    let (lang, place) = content_path(config, path)?;
    if !path.ends_with(".md") {
        let bytes = read_bytes(disk, path, diagnostics)?;
        return Some(Loaded::File(lang, place, bytes.into()));
    }
    if let Ok(meta) = disk.meta(path)
        && meta.len > page::MAX_PAGE
    {
        diagnostics.push(
            Diagnostic::error(
                "too-large",
                format!(
                    "a page of {} MB is more than the {} MB a page may have",
                    meta.len / 1_000_000,
                    page::MAX_PAGE / 1_000_000
                ),
            )
            .in_file(path)
            .help("split it into several pages, or move data out of it"),
        );
        return None;
    }
    let text = read_text(disk, path, diagnostics)?;
    page::parse(lang, place, path.into(), &text, config.search, diagnostics)
        .map(|source| Loaded::Page(Arc::new(source)))
}

/// The theme, compiled.
fn load_theme(disk: &dyn Disk, config: &Config, diagnostics: &mut Diagnostics) -> Option<Arc<Theme>> {
    let folder = format!("themes/{}", config.theme.value);
    if disk.meta(&format!("{folder}/theme.toml")).is_err() {
        let themes = disk.list("themes").unwrap_or_default();
        let names = themes.iter().filter(|entry| entry.kind == Kind::Folder).map(|entry| entry.name.as_str());
        diagnostics.push(
            Diagnostic::error(
                "no-theme",
                format!("there is no theme `{}`: a folder of `themes/` with a `theme.toml`", config.theme.value),
            )
            .at(config.theme.span.clone(), "")
            .help(sayyar_base::diag::did_you_mean(&config.theme.value, names.collect::<Vec<_>>())),
        );
        return None;
    }
    let files = theme_files(disk, &folder, diagnostics);
    Theme::compile(&folder, &files, diagnostics).map(Arc::new)
}

fn theme_files(disk: &dyn Disk, folder: &str, diagnostics: &mut Diagnostics) -> ThemeFiles {
    let mut files = ThemeFiles::new();
    for path in if disk.list(folder).is_ok() { walk(disk, folder, diagnostics) } else { Vec::new() } {
        if path.ends_with(".ftl") {
            continue;
        }
        if let Some(bytes) = read_bytes(disk, &path, diagnostics) {
            files.insert(path[folder.len() + 1..].into(), bytes.into());
        }
    }
    files
}

fn load_strings(disk: &dyn Disk, config: &Config, diagnostics: &mut Diagnostics) -> Arc<Strings> {
    let mut files = Vec::new();
    let theme = format!("themes/{}/strings", config.theme.value);
    let mut folders = vec![(theme, Scope::Theme)];
    for entry in disk.list("forms").unwrap_or_default() {
        if entry.kind == Kind::Folder && !ignored(&entry.name) {
            let scope = if entry.name == "lists" { Scope::Lists } else { Scope::Form(entry.name.as_str().into()) };
            folders.push((format!("forms/{}", entry.name), scope));
        }
    }
    for (folder, scope) in folders {
        for entry in disk.list(&folder).unwrap_or_default() {
            let lang = entry.name.strip_suffix(".ftl").and_then(|tag| config.language(tag));
            if let (Some(lang), Kind::File) = (lang, entry.kind) {
                let path = format!("{folder}/{}", entry.name);
                if let Some(text) = read_text(disk, &path, diagnostics) {
                    files.push(FtlFile { lang, scope: scope.clone(), path: path.into(), text });
                }
            }
        }
    }
    for (lang, language) in config.languages.iter().enumerate() {
        let folder = format!("content/{}", language.tag);
        for entry in disk.list(&folder).unwrap_or_default() {
            if entry.kind == Kind::File && entry.name.ends_with(".ftl") && !ignored(&entry.name) {
                let path = format!("{folder}/{}", entry.name);
                if let Some(text) = read_text(disk, &path, diagnostics) {
                    files.push(FtlFile { lang, scope: Scope::Site, path: path.into(), text });
                }
            }
        }
    }
    let (strings, mut problems) = Strings::parse(&config.languages, files);
    diagnostics.append(&mut problems);
    Arc::new(strings)
}

/// Every `.toml` directly in a folder, as path and text, by name.
fn tomls(disk: &dyn Disk, folder: &str, diagnostics: &mut Diagnostics) -> Vec<(String, Arc<str>, String)> {
    let mut found = Vec::new();
    for entry in disk.list(folder).unwrap_or_default() {
        if let (Some(name), Kind::File, false) = (entry.name.strip_suffix(".toml"), entry.kind, ignored(&entry.name)) {
            let path = format!("{folder}/{}", entry.name);
            if let Some(text) = read_text(disk, &path, diagnostics) {
                found.push((name.to_owned(), path.into(), text));
            }
        }
    }
    found
}

type Services = (Arc<BTreeMap<String, Service>>, Arc<BTreeSet<String>>, Arc<Forms>);

/// The definitions that can be read, and the names of those that cannot; then the forms, which build on them.
fn load_services(disk: &dyn Disk, keys: &Keys, diagnostics: &mut Diagnostics) -> Services {
    let files = tomls(disk, "forms/lists", diagnostics);
    let (lists, mut problems) = Lists::parse(files.iter().map(|(_, path, text)| (path, text.as_str())));
    diagnostics.append(&mut problems);
    let (mut services, mut broken) = (BTreeMap::new(), BTreeSet::new());
    for entry in disk.list("forms").unwrap_or_default() {
        let path = format!("forms/{}/service.toml", entry.name);
        if entry.kind != Kind::Folder || ignored(&entry.name) || entry.name == "lists" || disk.meta(&path).is_err() {
            continue;
        }
        let Some(text) = read_text(disk, &path, diagnostics) else {
            broken.insert(entry.name);
            continue;
        };
        let (service, mut problems) = Service::parse(&entry.name, &path.into(), &text, &lists);
        diagnostics.append(&mut problems);
        match service {
            Some(service) => {
                services.insert(entry.name, service);
            }
            None => {
                broken.insert(entry.name);
            }
        }
    }
    let forms = forms::load(disk, keys, &services, &broken, &lists, diagnostics);
    (Arc::new(services), Arc::new(broken), Arc::new(forms))
}

fn load_data(disk: &dyn Disk, diagnostics: &mut Diagnostics) -> Arc<Data> {
    let (data, mut problems) = Data::parse(&tomls(disk, "content/data", diagnostics));
    diagnostics.append(&mut problems);
    Arc::new(data)
}

/// All files at or below a path, sorted; what cannot be taken is reported.
fn walk(disk: &dyn Disk, start: &str, diagnostics: &mut Diagnostics) -> Vec<String> {
    let walked = disk::walk(disk, &[start]);
    diagnostics.extend(walked.faults.into_iter().map(|fault| {
        let (code, help) = match fault.why {
            Why::BrokenLink => ("broken-link", "remove it, or put the file itself here"),
            Why::NotAFile => ("not-a-file", "remove or rename it"),
            Why::Unreadable(_) => ("unreadable", "give yourself the right to read it"),
        };
        Diagnostic::error(code, format!("this {}", fault.why)).in_file(fault.path).help(help)
    }));
    let paths = walked.files.into_iter().map(|found| found.path);
    paths.filter(|path| !path.split('/').any(ignored)).collect()
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    let help = match error.kind() {
        std::io::ErrorKind::PermissionDenied => "give yourself the right to read it",
        std::io::ErrorKind::NotFound => "it was removed while the site was being built: build again",
        _ => "look at the disk it is on",
    };
    Diagnostic::error("unreadable", format!("cannot read this: {error}")).in_file(path).help(help)
}

fn read_bytes(disk: &dyn Disk, path: &str, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    disk.read(path).map_err(|error| diagnostics.push(unreadable(path, &error))).ok()
}

fn read_text(disk: &dyn Disk, path: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    let bytes = read_bytes(disk, path, diagnostics)?;
    String::from_utf8(bytes)
        .map_err(|error| diagnostics.push(not_utf8(path, error.utf8_error().valid_up_to(), error.as_bytes())))
        .ok()
}

fn not_utf8(path: &str, at: usize, bytes: &[u8]) -> Diagnostic {
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    Diagnostic::error("not-utf8", format!("line {line} is not UTF-8 text"))
        .at(Span::new(&path.into(), at..at + 1), "")
        .help("save the file as UTF-8 in your editor")
}

/// The text files of a theme, by path relative to its folder.
pub struct Texts<'a> {
    /// Folder of the theme.
    pub folder: &'a str,
    texts: BTreeMap<&'a str, Result<&'a str, Diagnostic>>,
}

impl<'a> Texts<'a> {
    /// Looks at every file once; static files may be anything.
    pub fn new(folder: &'a str, files: &'a ThemeFiles) -> Self {
        let texts = files.iter().filter(|(path, _)| !path.starts_with("static/")).map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes)
                .map_err(|error| not_utf8(&format!("{folder}/{path}"), error.valid_up_to(), bytes));
            (&**path, text)
        });
        Self { folder, texts: texts.collect() }
    }

    /// The text, or a report that it is not text.
    pub fn get(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<&'a str> {
        match self.texts.get(name)? {
            Ok(text) => Some(text),
            Err(problem) => {
                diagnostics.push(problem.clone());
                None
            }
        }
    }

    /// The text, if there is any.
    pub fn find(&self, name: &str) -> Option<&'a str> {
        self.texts.get(name)?.as_ref().ok().copied()
    }

    /// The names of all files.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.texts.keys().copied()
    }

    /// Path of the file from the site's root.
    pub fn path(&self, name: &str) -> Arc<str> {
        format!("{}/{name}", self.folder).into()
    }

    /// The place at a line (from 0) and a column (from 1) of a file.
    pub fn at(&self, name: &str, line: u32, column: u32) -> Span {
        let text = self.find(name).unwrap_or_default();
        let before: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let rest = text[before..].split('\n').next().unwrap_or_default();
        let into: usize = rest.chars().take(column.saturating_sub(1) as usize).map(char::len_utf8).sum();
        Span::new(&self.path(name), before + into..before + into + usize::from(into < rest.len()))
    }
}
