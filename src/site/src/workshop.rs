//! A site being worked on: keeps what each stage produced and redoes only what an edit changes.
//!
//! What makes a kept page wrong: its own source, address, template or services changed, or something it read
//! answers differently ([`render::changed`]). Why it cannot be wrong otherwise: templates reach the site only
//! through functions that record what they read. Incremental output equals a clean build byte for byte, and a
//! test holds that.
//!
//! Search and the lists for reading offline depend on all pages, so they come in a second step
//! ([`Workshop::finish`]), after a waiting browser has been told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sayyar_base::Diagnostics;
use sayyar_base::diag::{any_error, sort};

use crate::disk::Disk;
use crate::extras;
use crate::forms::{self, Bound};
use crate::load::{self, Corpus, Part};
use crate::output::Output;
use crate::render::{self, Options, Read, Rendered, Renderer};
use crate::resolve::{PageId, Site, resolve, resolve_bodies};

/// A page's name that outlives one [`crate::resolve::Site`]: path and language.
type Key = (Arc<str>, usize);

/// The last state without errors.
struct Good {
    renderer: Arc<Renderer>,
    /// Whether resolving it found nothing to say, not even a warning.
    flawless: bool,
    pages: BTreeMap<Key, Rendered>,
    /// Everything but pages, search and offline lists.
    others: Output,
    /// All of it.
    output: Output,
}

/// A site being worked on.
pub struct Workshop {
    disk: Arc<dyn Disk>,
    options: Options,
    corpus: Option<Corpus>,
    /// What was wrong with sources taken by themselves.
    problems: Diagnostics,
    /// All that is wrong now.
    diagnostics: Diagnostics,
    good: Option<Good>,
    unfinished: bool,
}

/// What a refresh did.
#[derive(Debug, Clone, Default)]
pub struct Refresh {
    /// Output files that are new, different or gone.
    pub changed: Vec<Arc<str>>,
    /// Pages rendered.
    pub rendered: usize,
    /// Whether the output shows what the sources now say; not so while there are errors.
    pub current: bool,
}

impl Workshop {
    /// A workshop for the site on this disk. Nothing is read yet.
    pub fn new(disk: Arc<dyn Disk>, options: Options) -> Self {
        Self {
            disk,
            options,
            corpus: None,
            problems: Vec::new(),
            diagnostics: Vec::new(),
            good: None,
            unfinished: false,
        }
    }

    /// Loads, resolves and renders everything.
    pub fn open(disk: Arc<dyn Disk>, options: Options) -> Self {
        let mut workshop = Self::new(disk, options);
        workshop.refresh(&[]);
        workshop
    }

    /// All that is wrong, in order of files.
    pub fn diagnostics(&self) -> &[sayyar_base::Diagnostic] {
        &self.diagnostics
    }

    /// The last output without errors.
    pub fn output(&self) -> Option<&Output> {
        self.good.as_ref().map(|good| &good.output)
    }

    /// The site behind the last output without errors.
    pub fn site(&self) -> Option<&Site> {
        self.good.as_ref().map(|good| &*good.renderer.site)
    }

    /// The forms of the last output without errors.
    pub fn forms(&self) -> Option<&Bound> {
        self.good.as_ref().map(|good| &*good.renderer.forms)
    }

    /// One file of the last output without errors.
    pub fn file(&self, path: &str) -> Option<Arc<[u8]>> {
        self.output()?.files.get(path).cloned()
    }

    /// A page with message ids in place of their words, for translators; other files as they are.
    pub fn file_with_ids(&self, path: &str) -> Option<Vec<u8>> {
        let good = self.good.as_ref()?;
        let found = good.pages.iter().find(|(_, page)| &*page.path == path);
        let Some(((place, lang), _)) = found else { return self.file(path).map(|bytes| bytes.to_vec()) };
        let (site, forms) = (good.renderer.site.clone(), good.renderer.forms.clone());
        let renderer = Renderer::new(site, forms, Options { record: false, ..self.options }, true);
        let id = PageId { path: renderer.site.find(place)?, lang: *lang };
        renderer.page(id).ok().map(|page| page.bytes.to_vec())
    }

    /// Takes in that these paths changed (all, when there is nothing yet); renders what they change.
    pub fn refresh(&mut self, changed: &[String]) -> Refresh {
        let refresh = self.try_refresh(changed);
        sort(&mut self.diagnostics);
        refresh.unwrap_or_default()
    }

    fn try_refresh(&mut self, changed: &[String]) -> Option<Refresh> {
        let corpus = self.reload(changed);
        self.diagnostics.clone_from(&self.problems);
        let corpus = corpus?;
        let said = self.diagnostics.len();
        let before = self.good.as_ref().filter(|good| good.flawless).map(|good| &good.renderer.site);
        let site = before
            .and_then(|before| resolve_bodies(&corpus, before, &mut self.diagnostics))
            .or_else(|| resolve(&corpus, &mut self.diagnostics));
        let flawless = self.diagnostics.len() == said;
        self.corpus = Some(corpus);
        if any_error(&self.diagnostics) {
            return None;
        }
        let site = Arc::new(site?);
        let forms = self.bind(&site);
        if any_error(&self.diagnostics) {
            return None;
        }
        let renderer = Renderer::new(site, forms, self.options, false);
        let differs = self.good.as_ref().and_then(|good| render::changed(&good.renderer, &renderer));
        let stale: Vec<PageId> = renderer
            .site
            .pages()
            .map(|(id, _)| id)
            .filter(|id| self.is_stale(&renderer, *id, differs.as_ref()))
            .collect();
        let rendered = self.render(&renderer, &stale)?;
        let others = match &self.good {
            Some(good) if differs.as_ref().is_some_and(BTreeSet::is_empty) && same_files(&good.renderer, &renderer) => {
                good.others.clone()
            }
            _ => render::others(&renderer, &mut self.diagnostics),
        };
        if any_error(&self.diagnostics) {
            return None;
        }
        let count = rendered.len();
        let changed = self.accept(renderer, rendered, others, flawless);
        Some(Refresh { changed, rendered: count, current: true })
    }

    /// The forms of the site; those of the last state where nothing they are made of was touched.
    fn bind(&mut self, site: &Site) -> Arc<Bound> {
        let before = self.good.as_ref().map(|good| &good.renderer);
        if let Some(before) = before.filter(|before| same_sources(&before.site, site)) {
            return before.forms.clone();
        }
        let before = before.map(|before| before.forms.clone());
        Arc::new(forms::bind(site, before.as_deref(), self.options, &mut self.diagnostics))
    }

    /// The corpus after the change, with [`Self::problems`] brought up to date.
    fn reload(&mut self, changed: &[String]) -> Option<Corpus> {
        let mut found = Diagnostics::new();
        let whole = changed.is_empty() || changed.iter().any(|path| Part::of(path) == Part::Config);
        let corpus = match &self.corpus {
            Some(corpus) if !whole => {
                let parts: BTreeSet<Part> = changed.iter().map(|path| Part::of(path)).collect();
                self.problems.retain(|problem| {
                    let path = problem.span().map_or("", |span| &span.path);
                    let inside = |changed: &String| {
                        path.strip_prefix(changed.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                    };
                    match Part::of(path) {
                        Part::Content => !changed.iter().any(inside),
                        part => !parts.contains(&part),
                    }
                });
                corpus.reload(&*self.disk, changed, &mut found)
            }
            _ => {
                self.problems.clear();
                load::load(&*self.disk, &mut found)
            }
        };
        self.problems.append(&mut found);
        if corpus.is_none() {
            // Without a configuration nothing that was loaded can be trusted: the next change loads all again.
            self.corpus = None;
        }
        corpus
    }

    fn is_stale(&self, renderer: &Renderer, id: PageId, differs: Option<&BTreeSet<Read>>) -> bool {
        let (Some(good), Some(differs)) = (&self.good, differs) else { return true };
        let Some(now) = renderer.site.page(id) else { return true };
        let before = good.renderer.site.find(&now.source.path);
        let before = before.and_then(|path| good.renderer.site.page(PageId { path, ..id }));
        let same = before.is_some_and(|before| {
            Arc::ptr_eq(&before.source, &now.source)
                && before.url == now.url
                && before.template == now.template
                && before.services == now.services
        });
        if !same || differs.is_empty() {
            return !same;
        }
        let kept = good.pages.get(&(now.source.path.clone(), id.lang));
        kept.is_none_or(|kept| kept.reads.iter().any(|read| differs.contains(read)))
    }

    fn render(&mut self, renderer: &Arc<Renderer>, stale: &[PageId]) -> Option<Vec<(Key, Rendered)>> {
        let rendered = render::pages(renderer, stale, &mut self.diagnostics);
        let key = |id: PageId| (renderer.site.path(id.path).clone(), id.lang);
        let pages = rendered.into_iter().map(|(id, page)| (key(id), page)).collect();
        (!any_error(&self.diagnostics)).then_some(pages)
    }

    /// Makes the new state the good one; gives back what differs in the output.
    fn accept(
        &mut self,
        renderer: Arc<Renderer>,
        rendered: Vec<(Key, Rendered)>,
        others: Output,
        flawless: bool,
    ) -> Vec<Arc<str>> {
        let settled = self.good.as_ref().is_some_and(|good| good.renderer.site.same_places(&renderer.site));
        let mut good = match self.good.take() {
            Some(good) => Good { renderer, flawless, ..good },
            None => Good {
                renderer,
                flawless,
                pages: BTreeMap::new(),
                others: Output::default(),
                output: Output::default(),
            },
        };
        let mut touched: BTreeSet<Arc<str>> = BTreeSet::new();
        let old = &mut good.output.files;
        let site = &good.renderer.site;
        good.pages.retain(|(path, lang), page| {
            let stays = settled
                || site.find(path).is_some_and(|path| {
                    site.page(PageId { path, lang: *lang }).is_some_and(|now| now.out() == *page.path)
                });
            if !stays {
                old.remove(&page.path);
                touched.insert(page.path.clone());
            }
            stays
        });
        for path in good.others.files.keys().filter(|path| !others.files.contains_key(*path)) {
            old.remove(path);
            touched.insert(path.clone());
        }
        let new = rendered.iter().map(|(_, page)| (&page.path, &page.bytes)).chain(&others.files);
        for (path, bytes) in new {
            if old.get(path) != Some(bytes) {
                old.insert(path.clone(), bytes.clone());
                touched.insert(path.clone());
            }
        }
        good.others = others;
        good.pages.extend(rendered);
        self.good = Some(good);
        self.unfinished |= !touched.is_empty();
        touched.into_iter().collect()
    }

    /// Brings search and the lists for reading offline up to date. Says what differs.
    pub fn finish(&mut self) -> Vec<Arc<str>> {
        let Some(good) = self.good.as_mut().filter(|_| self.unfinished) else { return Vec::new() };
        self.unfinished = false;
        let pages_and_others: BTreeSet<Arc<str>> =
            good.pages.values().map(|page| page.path.clone()).chain(good.others.files.keys().cloned()).collect();
        let mut before = std::mem::take(&mut good.output.files);
        let mut files: BTreeMap<_, _> = pages_and_others.iter().filter_map(|path| before.remove_entry(path)).collect();
        for (path, bytes) in extras::all(&good.renderer, &files) {
            files.insert(path, bytes);
        }
        let mut touched: Vec<Arc<str>> = before.keys().filter(|path| !files.contains_key(*path)).cloned().collect();
        touched.extend(
            files
                .iter()
                .filter(|(path, bytes)| !pages_and_others.contains(*path) && before.get(*path) != Some(*bytes))
                .map(|(path, _)| path.clone()),
        );
        good.output.files = files;
        touched
    }
}

/// Whether forms are made of the same things in both: definitions, words, keys, looks and the addresses they name.
fn same_sources(old: &Site, new: &Site) -> bool {
    let (a, b) = (&old.corpus, &new.corpus);
    Arc::ptr_eq(&old.theme, &new.theme)
        && Arc::ptr_eq(&a.config, &b.config)
        && Arc::ptr_eq(&a.keys, &b.keys)
        && Arc::ptr_eq(&a.strings, &b.strings)
        && Arc::ptr_eq(&a.services, &b.services)
        && Arc::ptr_eq(&a.forms, &b.forms)
        && old.same_places(new)
        && old.same_guides(new)
}

/// Whether the files that are only copied are the same.
fn same_files(old: &Renderer, new: &Renderer) -> bool {
    if !Arc::ptr_eq(&old.forms, &new.forms) {
        return false;
    }
    let (old, new) = (&old.site, &new.site);
    let same = |a: &BTreeMap<(usize, Arc<str>), Arc<[u8]>>, b: &BTreeMap<(usize, Arc<str>), Arc<[u8]>>| {
        a.len() == b.len() && a.iter().zip(b).all(|((x, p), (y, q))| x == y && Arc::ptr_eq(p, q))
    };
    Arc::ptr_eq(&old.theme, &new.theme) && same(&old.corpus.files, &new.corpus.files)
}
