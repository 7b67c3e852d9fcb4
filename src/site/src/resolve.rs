//! `resolve(Corpus) -> Site`: languages, fallbacks, addresses, sections, services. Every check that
//! needs more than one file is here; all errors are collected, none is thrown at the first.

mod check;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use sayyar_base::{Date, Diagnostics};

use crate::load::Corpus;
use crate::load::page::Source;
use crate::theme::Theme;
use crate::words::{Language, Locale};

/// Name of the page that makes its folder a section.
pub const INDEX: &str = "_index.md";
/// The page shown where there is none.
pub const NOT_FOUND: &str = "404.md";

/// Everything the pages are made from, with every question between files answered.
#[derive(Clone)]
pub struct Site {
    /// What it was made from.
    pub corpus: Corpus,
    /// The theme; a site without one is not resolved.
    pub theme: Arc<Theme>,
    /// Formatting for each language.
    pub locales: Vec<Arc<Locale>>,
    /// The paths of all pages, sorted.
    paths: Vec<Arc<str>>,
    /// Where each path stands among them; looked up at every link, never walked.
    numbers: HashMap<Arc<str>, usize>,
    /// What was written, by path, then language.
    sources: Vec<Option<Arc<Source>>>,
    /// By path, then language.
    pages: Vec<Option<Page>>,
    /// By folder (`""` is the root): the section's own page.
    sections: BTreeMap<String, usize>,
    /// By section, then language: its pages in order.
    children: BTreeMap<(usize, usize), Vec<usize>>,
    /// By service: the path of its guide.
    guides: BTreeMap<String, usize>,
}

/// One page of the site: one path in one language.
#[derive(Debug, Clone)]
pub struct Page {
    /// What is shown; another language's where `borrowed`.
    pub source: Arc<Source>,
    /// The language it is shown in.
    pub lang: usize,
    /// Address from the site's root: `/en/services/visa/`.
    pub url: Arc<str>,
    /// Template.
    pub template: Arc<str>,
    /// Services it is the guide of.
    pub services: Arc<[String]>,
    /// The section it is in; `None` for the home page.
    pub parent: Option<usize>,
    /// Whether it is a section's own page.
    pub section: bool,
}

impl Page {
    /// Whether another language's page is shown here.
    pub fn borrowed(&self) -> bool {
        self.source.lang != self.lang
    }

    /// Path of the file in the output.
    pub fn out(&self) -> String {
        let path = self.url.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// Title where there is little room.
    pub fn short(&self) -> &str {
        self.source.front.short.as_deref().unwrap_or(&self.source.front.title)
    }
}

/// Names one page: path and language as numbers, valid within one [`Site`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageId {
    /// Number of the path.
    pub path: usize,
    /// Number of the language.
    pub lang: usize,
}

impl Site {
    /// The languages.
    pub fn languages(&self) -> &[Language] {
        &self.corpus.config.languages
    }

    /// Number of a path below the languages' folders.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.numbers.get(path).copied()
    }

    /// The path with that number.
    pub fn path(&self, path: usize) -> &Arc<str> {
        &self.paths[path]
    }

    /// All paths.
    pub fn paths(&self) -> &[Arc<str>] {
        &self.paths
    }

    /// What was written under a path, by language.
    fn written(&self, path: usize) -> &[Option<Arc<Source>>] {
        let count = self.languages().len();
        &self.sources[path * count..][..count]
    }

    /// The page, where that language has one, its own or borrowed.
    pub fn page(&self, id: PageId) -> Option<&Page> {
        self.pages.get(id.path * self.languages().len() + id.lang)?.as_ref()
    }

    /// Whether the same pages have the same addresses there.
    pub fn same_places(&self, other: &Self) -> bool {
        let url = |page: &Option<Page>| page.as_ref().map(|page| page.url.clone());
        self.paths == other.paths && self.pages.iter().map(url).eq(other.pages.iter().map(url))
    }

    /// Whether the same pages guide through the same services.
    pub fn same_guides(&self, other: &Self) -> bool {
        self.guides == other.guides
    }

    /// All pages by path, then language.
    pub fn pages(&self) -> impl Iterator<Item = (PageId, &Page)> {
        let languages = self.languages().len();
        self.pages.iter().enumerate().filter_map(move |(number, page)| {
            Some((PageId { path: number / languages, lang: number % languages }, page.as_ref()?))
        })
    }

    /// The pages of a section in order: by weight, then newest first, then title.
    pub fn children(&self, section: usize, lang: usize) -> &[usize] {
        self.children.get(&(section, lang)).map_or(&[], Vec::as_slice)
    }

    /// The section whose folder it is; `""` is the root.
    pub fn section(&self, folder: &str) -> Option<usize> {
        self.sections.get(folder).copied()
    }

    /// The path of the guide to a service.
    pub fn guide(&self, service: &str) -> Option<usize> {
        self.guides.get(service).copied()
    }

    /// Address of a file of the content folder as seen from a language, from its fallbacks if need be.
    pub fn file_url(&self, path: &str, lang: usize) -> Option<String> {
        let key: Arc<str> = path.into();
        let lender = self.lenders(lang).find(|lender| self.corpus.files.contains_key(&(*lender, key.clone())))?;
        Some(format!("/{}/{path}", self.languages()[lender].tag))
    }

    /// The language itself, then those it borrows from.
    pub fn lenders(&self, lang: usize) -> impl Iterator<Item = usize> + '_ {
        lenders(self.languages(), lang)
    }
}

fn lenders(languages: &[Language], lang: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(lang).chain(languages[lang].fallback.iter().copied())
}

/// Resolves a corpus of which only the bodies of some pages differ from `before`, a site in which nothing was found
/// wrong: then addresses, order, sections and guides stand, and only those bodies are checked. `None` when more
/// than that changed.
pub fn resolve_bodies(corpus: &Corpus, before: &Site, diagnostics: &mut Diagnostics) -> Option<Site> {
    let was = &before.corpus;
    let same_theme = corpus.theme.as_ref().is_some_and(|theme| Arc::ptr_eq(theme, &before.theme));
    let same_parts = Arc::ptr_eq(&corpus.config, &was.config)
        && Arc::ptr_eq(&corpus.strings, &was.strings)
        && Arc::ptr_eq(&corpus.services, &was.services)
        && Arc::ptr_eq(&corpus.forms, &was.forms)
        && Arc::ptr_eq(&corpus.data, &was.data);
    if !same_theme || !same_parts || !corpus.files.keys().eq(was.files.keys()) {
        return None;
    }
    if corpus.sources.len() != was.sources.len() {
        return None;
    }
    let mut edited = Vec::new();
    for ((key, now), (old_key, old)) in corpus.sources.iter().zip(&was.sources) {
        if key != old_key {
            return None;
        }
        if !Arc::ptr_eq(now, old) {
            if now.front != old.front || now.body.anchors != old.body.anchors {
                return None;
            }
            edited.push(now);
        }
    }
    let mut site = Site { corpus: corpus.clone(), ..before.clone() };
    for source in edited {
        let path = site.numbers[&source.path];
        let slots = path * site.languages().len()..(path + 1) * site.languages().len();
        site.sources[slots.start + source.lang] = Some(source.clone());
        for page in site.pages[slots].iter_mut().flatten().filter(|page| page.source.lang == source.lang) {
            page.source = source.clone();
        }
        check::source(&site, source, diagnostics);
    }
    Some(site)
}

/// Resolves a corpus. `None` when it has no theme to be shown in; other errors are only reported,
/// and it is the caller's decision not to go on.
pub fn resolve(corpus: &Corpus, diagnostics: &mut Diagnostics) -> Option<Site> {
    let theme = corpus.theme.clone()?;
    let languages = &corpus.config.languages;
    let locales = (0..languages.len()).filter_map(|lang| corpus.strings.locale(lang).cloned()).collect();
    let mut paths: Vec<Arc<str>> = corpus.sources.keys().map(|(path, _)| path.clone()).collect();
    paths.dedup();
    let sections = sections(&paths);
    let numbers: HashMap<_, _> = paths.iter().enumerate().map(|(number, path)| (path.clone(), number)).collect();
    let mut sources = vec![None; paths.len() * languages.len()];
    for ((path, lang), source) in &corpus.sources {
        sources[numbers[path] * languages.len() + lang] = Some(source.clone());
    }
    let mut site = Site {
        corpus: corpus.clone(),
        theme,
        locales,
        paths,
        numbers,
        sources,
        pages: Vec::new(),
        sections,
        children: BTreeMap::new(),
        guides: BTreeMap::new(),
    };
    let folders = folder_urls(&site);
    let count = site.languages().len();
    site.pages = (0..site.paths.len() * count)
        .into_par_iter()
        .map(|number| page(&site, &folders, PageId { path: number / count, lang: number % count }))
        .collect();
    site.children = children(&site);
    site.guides = guides(&site, diagnostics);
    check::check(&site, diagnostics);
    Some(site)
}

/// The folder of a path: `services` for `services/visa.md`, `""` at the root.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn sections(paths: &[Arc<str>]) -> BTreeMap<String, usize> {
    let indexes = paths.iter().enumerate().filter(|(_, path)| path.rsplit('/').next() == Some(INDEX));
    indexes.map(|(number, path)| (folder(path).to_owned(), number)).collect()
}

/// What is shown for a path in a language.
fn lend(site: &Site, id: PageId) -> Option<&Arc<Source>> {
    let written = site.written(id.path);
    site.lenders(id.lang).find_map(|lender| written[lender].as_ref())
}

/// Address of every folder in every language, with `/` at the end.
fn folder_urls(site: &Site) -> Vec<BTreeMap<String, String>> {
    let mut names: Vec<&str> = site.paths.iter().map(|path| folder(path)).collect();
    names.dedup();
    let one = |lang: usize| {
        let mut urls = BTreeMap::from([(String::new(), format!("/{}/", site.languages()[lang].tag))]);
        for name in &names {
            // Every folder above comes first, whether it holds pages itself or not.
            for (at, _) in name.match_indices('/').chain(std::iter::once((name.len(), ""))) {
                let (here, above) = (&name[..at], folder(&name[..at]));
                if here.is_empty() || urls.contains_key(here) {
                    continue;
                }
                let index = site.sections.get(here).and_then(|path| lend(site, PageId { path: *path, lang }));
                let slug = index.and_then(|source| source.front.slug.as_ref()).map(|(slug, _)| slug.clone());
                let own = slug.unwrap_or_else(|| plain(here.rsplit('/').next().unwrap_or(here)));
                let url = format!("{}{own}/", urls[above]);
                urls.insert(here.to_owned(), url);
            }
        }
        urls
    };
    (0..site.languages().len()).map(one).collect()
}

/// A file's name as part of an address.
fn plain(name: &str) -> String {
    let safe = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if safe { name.to_owned() } else { crate::words::slug::slug(name) }
}

fn page(site: &Site, folders: &[BTreeMap<String, String>], id: PageId) -> Option<Page> {
    let source = lend(site, id)?;
    let path = &site.paths[id.path];
    let name = path.rsplit('/').next().unwrap_or(path);
    let base = &folders[id.lang][folder(path)];
    let section = name == INDEX;
    let url: Arc<str> = if section {
        base.as_str().into()
    } else if &**path == NOT_FOUND {
        format!("{base}404.html").into()
    } else {
        let slug = source.front.slug.as_ref().map(|(slug, _)| slug.clone());
        format!("{base}{}/", slug.unwrap_or_else(|| plain(name.trim_end_matches(".md")))).into()
    };
    // Facts are written once: what a translation leaves out, it takes from the first language that says it.
    let said = |says: fn(&Source) -> bool| {
        let mut all = std::iter::once(source).chain(site.written(id.path).iter().flatten());
        all.find(|source| says(source))
    };
    let template = said(|source| source.front.template.is_some());
    let template = template.and_then(|source| source.front.template.as_ref()).map(|(name, _)| name.as_str());
    let template = template.unwrap_or(if section { "section.html" } else { "page.html" }).into();
    let services = said(|source| !source.front.services.is_empty());
    let services = services.map(|source| source.front.services.iter().map(|(id, _)| id.clone()).collect());
    let services = services.unwrap_or_default();
    Some(Page { source: source.clone(), lang: id.lang, url, template, services, parent: parent(site, path), section })
}

/// The nearest section above.
fn parent(site: &Site, path: &str) -> Option<usize> {
    let mut here = folder(path);
    if path.rsplit('/').next() == Some(INDEX) {
        if here.is_empty() {
            return None;
        }
        here = folder(here);
    }
    loop {
        if let Some(section) = site.sections.get(here) {
            return Some(*section);
        }
        if here.is_empty() {
            return None;
        }
        here = folder(here);
    }
}

fn children(site: &Site) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut children: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (id, page) in site.pages() {
        if let Some(parent) = page.parent.filter(|_| &*site.paths[id.path] != NOT_FOUND) {
            children.entry((parent, id.lang)).or_default().push(id.path);
        }
    }
    children.par_iter_mut().for_each(|((_, lang), paths)| {
        let mut keyed: Vec<_> = paths
            .iter()
            .filter_map(|path| {
                let front = &site.page(PageId { path: *path, lang: *lang })?.source.front;
                let date = front.date.map(Date::days_since_epoch);
                Some(((front.weight, std::cmp::Reverse(date), site.locales[*lang].sort_key(&front.title)), *path))
            })
            .collect();
        keyed.sort();
        *paths = keyed.into_iter().map(|(_, path)| path).collect();
    });
    children
}

fn guides(site: &Site, diagnostics: &mut Diagnostics) -> BTreeMap<String, usize> {
    let mut guides = BTreeMap::new();
    let default = site.pages().filter(|(id, _)| id.lang == 0);
    for (id, page) in default {
        for service in page.services.iter() {
            match guides.get(service) {
                None => {
                    guides.insert(service.clone(), id.path);
                }
                Some(other) => check::second_guide(site, service, *other, id.path, diagnostics),
            }
        }
    }
    guides
}
