//! The page a thread is rendering: who asks, in which language, and what was read so far.
//!
//! Tera's functions live as long as the theme and know no page, so the page is kept beside the thread.

use std::cell::RefCell;
use std::sync::Arc;

use sayyar_base::diag::did_you_mean;
use tera::{Error, TeraResult, Value};

use super::Renderer;
use super::view::{self, map};
use crate::resolve::{INDEX, PageId};
use crate::words::{Arg, Locale};

/// Something outside of a page's own source that its rendering depends on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Read {
    /// What a list or a link shows of a page: path and language.
    Card(Arc<str>, usize),
    /// The cards of a section's pages, in order.
    Cards(Arc<str>, usize),
    /// In which languages a page exists, and where.
    Translations(Arc<str>),
    /// Navigation, footer, languages.
    Chrome(usize),
    /// A service in a language.
    Service(Arc<str>, usize),
    /// All services in a language.
    Services(usize),
    /// A form in a language.
    Form(Arc<str>, usize),
    /// Typed data with its words.
    Data(Arc<str>, usize),
    /// A message of any scope: language and id.
    Message(usize, Arc<str>),
    /// Name and digest of an asset.
    Asset(Arc<str>),
    /// Templates and components.
    Templates,
}

/// The page being rendered.
pub(crate) struct Scope {
    renderer: Arc<Renderer>,
    /// The language of the page's address: where its links lead.
    lang: usize,
    /// The language words are in: another one inside a borrowed body.
    voice: usize,
    reads: Option<Vec<Read>>,
}

thread_local! {
    static SCOPE: RefCell<Option<Scope>> = const { RefCell::new(None) };
}

/// Renders with a scope in place; gives back what was read, when that is recorded.
pub(super) fn enter<T>(
    renderer: &Arc<Renderer>,
    lang: usize,
    record: bool,
    work: impl FnOnce() -> T,
) -> (T, Vec<Read>) {
    let scope = Scope { renderer: renderer.clone(), lang, voice: lang, reads: record.then(Vec::new) };
    let before = SCOPE.with_borrow_mut(|slot| slot.replace(scope));
    let result = work();
    let scope = SCOPE.with_borrow_mut(|slot| std::mem::replace(slot, before));
    let mut reads = scope.and_then(|scope| scope.reads).unwrap_or_default();
    reads.sort();
    reads.dedup();
    (result, reads)
}

/// Lets components speak another language than the page around them: that of the body they stand in.
pub(super) fn speaking<T>(lang: usize, work: impl FnOnce() -> T) -> T {
    let swap =
        |voice| SCOPE.with_borrow_mut(|slot| slot.as_mut().map(|scope| std::mem::replace(&mut scope.voice, voice)));
    let before = swap(lang);
    let result = work();
    if let Some(before) = before {
        swap(before);
    }
    result
}

/// Asks the page being rendered on this thread.
pub(crate) fn with<T>(ask: impl FnOnce(&mut Scope) -> TeraResult<T>) -> TeraResult<T> {
    SCOPE.with_borrow_mut(|slot| match slot {
        Some(scope) => ask(scope),
        None => Err(Error::message("this function answers only while a page is rendered")),
    })
}

impl Scope {
    pub(crate) fn locale(&self) -> &Locale {
        &self.renderer.site.locales[self.voice]
    }

    /// Records that the answer to come depends on `read`.
    pub(super) fn read(&mut self, read: impl FnOnce() -> Read) {
        if let Some(reads) = &mut self.reads {
            reads.push(read());
        }
    }

    pub(crate) fn message(
        &mut self,
        lang: Option<&str>,
        form: Option<&str>,
        id: &str,
        attr: Option<&str>,
        args: &[(&str, Arg<'_>)],
    ) -> TeraResult<Value> {
        let lang = lang.map_or(Ok(self.voice), |tag| self.language(tag))?;
        self.read(|| Read::Message(lang, id.into()));
        let strings = &self.renderer.strings;
        match strings.text(lang, form, id, attr, args) {
            Some(found) => match found.lost {
                None => Ok(Value::from(&*found.text)),
                Some(lost) => Err(Error::message(format!("message `{id}` needs the argument `{lost}`"))),
            },
            None => Err(Error::message(format!("there is no message `{id}`: {}", did_you_mean(id, strings.ids())))),
        }
    }

    /// The number of the language with that tag.
    fn language(&self, tag: &str) -> TeraResult<usize> {
        let languages = self.renderer.site.languages();
        let found = languages.iter().position(|language| language.tag.as_str() == tag);
        found.ok_or_else(|| Error::message(format!("the site does not speak `{tag}`")))
    }

    /// What a list shows of a page.
    pub(crate) fn card(&mut self, path: &str) -> TeraResult<Value> {
        let id = self.find(path)?;
        self.read_card(id);
        Ok(view::card(&self.renderer.site, id))
    }

    fn read_card(&mut self, id: PageId) {
        let path = self.renderer.site.path(id.path).clone();
        self.read(|| Read::Card(path, id.lang));
    }

    pub(crate) fn url(&mut self, path: &str) -> TeraResult<Value> {
        let id = self.find(path)?;
        self.read_card(id);
        let site = &self.renderer.site;
        Ok(site.page(id).map_or(Value::none(), |page| Value::from(&*page.url)))
    }

    fn find(&self, path: &str) -> TeraResult<PageId> {
        let site = &self.renderer.site;
        let id = site.find(path).map(|path| PageId { path, lang: self.lang });
        id.filter(|id| site.page(*id).is_some()).ok_or_else(|| {
            let near = site.paths().iter().map(|path| &**path);
            Error::message(format!("there is no page `{path}`: {}", did_you_mean(path, near)))
        })
    }

    pub(crate) fn cards(&mut self, section: &str, limit: Option<usize>) -> TeraResult<Value> {
        let lang = self.lang;
        // A section is named by its folder or by its own page.
        let section = section.trim_end_matches(INDEX).trim_end_matches('/');
        self.read(|| Read::Cards(section.into(), lang));
        let site = &self.renderer.site;
        let number = site.section(section).ok_or_else(|| {
            Error::message(format!("there is no section `{section}`: a section is a folder with a `{}`", INDEX))
        })?;
        let children = site.children(number, lang).iter().take(limit.unwrap_or(usize::MAX));
        Ok(Value::from(children.map(|path| view::card(site, PageId { path: *path, lang })).collect::<Vec<_>>()))
    }

    pub(crate) fn services(&mut self) -> TeraResult<Value> {
        let lang = self.voice;
        self.read(|| Read::Services(lang));
        self.renderer.all_services(lang)
    }

    pub(crate) fn service(&mut self, id: &str) -> TeraResult<Value> {
        let lang = self.voice;
        self.read(|| Read::Service(id.into(), lang));
        self.renderer.service(id, lang)
    }

    pub(crate) fn form(&mut self, id: &str) -> TeraResult<Value> {
        let lang = self.lang;
        self.read(|| Read::Form(id.into(), lang));
        self.renderer.form(id, lang)
    }

    pub(crate) fn guide(&mut self, service: &str) -> TeraResult<Value> {
        let lang = self.lang;
        // Also where there is no guide yet: the service changes when it gets one.
        self.read(|| Read::Service(service.into(), lang));
        let Some(path) = self.renderer.site.guide(service) else { return Ok(Value::none()) };
        let id = PageId { path, lang };
        self.read_card(id);
        Ok(view::card(&self.renderer.site, id))
    }

    pub(crate) fn data(&mut self, name: &str) -> TeraResult<Value> {
        let lang = self.voice;
        self.read(|| Read::Data(name.into(), lang));
        self.renderer.data(name, lang)
    }

    pub(crate) fn asset(&mut self, name: &str) -> TeraResult<Value> {
        self.read(|| Read::Asset(name.into()));
        let assets = &self.renderer.site.theme.assets;
        let asset = assets.get(name).ok_or_else(|| {
            let near = assets.iter().map(|(name, _)| &**name);
            Error::message(format!("the theme has no asset `{name}`: {}", did_you_mean(name, near)))
        })?;
        Ok(map([("url", format!("/{}", asset.path).into()), ("integrity", Value::from(&*asset.integrity))]))
    }
}
