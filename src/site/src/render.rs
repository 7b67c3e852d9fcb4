//! `render(Site) -> Output`: path -> bytes, in parallel. Templates see view structs, never the model.

mod changes;
mod feeds;
mod forms;
pub(crate) mod scope;
mod server;
mod services;
pub(crate) mod view;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use sayyar_base::{Date, Diagnostic, Diagnostics};
use tera::{Context, Error, TeraResult, Value};

use crate::forms::Bound;
use crate::load::body::{Arg, Body, Call, Filling, Hole, Target};
use crate::load::markdown::escape;
use crate::output::Output;
use crate::resolve::{Page, PageId, Site};
use crate::theme::{once_each, template_error};
use crate::track;
use crate::words::Strings;
pub use changes::changed;
pub use scope::Read;
pub use server::headers;

/// What a build may be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// The real thing: nothing in the pages says that it is a preview.
    pub production: bool,
    /// The day that counts as today where a list depends on it; pages decide by themselves when absent.
    pub today: Option<Date>,
    /// Whether what each page read is recorded, for `serve`.
    pub record: bool,
}

/// Addresses that every page of a language shares, by language.
pub struct Places {
    pub(crate) search: Vec<String>,
    pub(crate) feed: Vec<String>,
    pub(crate) visits: Vec<String>,
}

/// A site with what its pages share already worked out.
pub struct Renderer {
    /// What is rendered.
    pub site: Arc<Site>,
    /// The forms it offers.
    pub forms: Arc<Bound>,
    /// How.
    pub options: Options,
    /// The messages, or their ids where a translator wants to see those.
    strings: Strings,
    chrome: Vec<Value>,
    services: BTreeMap<String, Vec<OnceLock<Value>>>,
    all_services: Vec<OnceLock<Value>>,
    data: BTreeMap<String, Vec<OnceLock<Value>>>,
    form_views: BTreeMap<String, Vec<OnceLock<Value>>>,
}

/// One finished page.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// Path in the output.
    pub path: Arc<str>,
    /// HTML.
    pub bytes: Arc<[u8]>,
    /// What it depends on besides its own source, sorted; empty unless recorded.
    pub reads: Box<[Read]>,
}

impl Renderer {
    /// Prepares a site; `ids` shows message ids instead of words.
    pub fn new(site: Arc<Site>, forms: Arc<Bound>, options: Options, ids: bool) -> Arc<Self> {
        let places = places(&site);
        let count = site.languages().len();
        let slots = || (0..count).map(|_| OnceLock::new()).collect::<Vec<_>>();
        let chrome = (0..count).map(|lang| view::chrome(&site, lang, &places, options.production)).collect();
        let services = site.corpus.services.keys().map(|id| (id.clone(), slots())).collect();
        let data = site.corpus.data.names().map(|name| (name.to_owned(), slots())).collect();
        let form_views = forms.offers().map(|(id, _)| (id.to_owned(), slots())).collect();
        let strings = if ids { site.corpus.strings.naming() } else { (*site.corpus.strings).clone() };
        let all_services = slots();
        Arc::new(Self { site, forms, options, strings, chrome, services, all_services, data, form_views })
    }

    /// Renders one page.
    pub fn page(self: &Arc<Self>, id: PageId) -> Result<Rendered, Box<Diagnostic>> {
        let Some(page) = self.site.page(id) else {
            return Err(Box::new(Diagnostic::error("no-page", "this page is not there")));
        };
        let (html, mut reads) = scope::enter(self, id.lang, self.options.record, || {
            self.record_view(id, page);
            let content = self.fill(id, &page.source.body)?;
            let mut context = Context::new();
            context.insert_value("page", view::page(&self.site, id, page, &content));
            context.insert_value("chrome", self.chrome[id.lang].clone());
            self.render(&page.template, &context, &page.source.file)
        });
        reads.shrink_to_fit();
        Ok(Rendered { path: page.out().into(), bytes: html?, reads: reads.into() })
    }

    /// The page at `/`, where a reader chooses a language, if the theme has one.
    pub fn front(self: &Arc<Self>) -> Option<Result<Rendered, Box<Diagnostic>>> {
        const TEMPLATE: &str = "languages.html";
        if !self.site.theme.has_template(TEMPLATE) {
            return None;
        }
        let (html, reads) = scope::enter(self, 0, self.options.record, || {
            let _ = scope::with(|scope| {
                scope.read(|| Read::Chrome(0));
                Ok(())
            });
            let mut context = Context::new();
            context.insert_value("chrome", self.chrome[0].clone());
            let home = self.site.section("").map(|path| PageId { path, lang: 0 });
            if let Some((id, page)) = home.and_then(|id| Some((id, self.site.page(id)?))) {
                context.insert_value("page", view::page(&self.site, id, page, ""));
            }
            self.render(TEMPLATE, &context, TEMPLATE)
        });
        Some(html.map(|bytes| Rendered { path: "index.html".into(), bytes, reads: reads.into() }))
    }

    fn render(&self, template: &str, context: &Context, page: &str) -> Result<Arc<[u8]>, Box<Diagnostic>> {
        let theme = &self.site.theme;
        let mut html = Vec::with_capacity(16 * 1024);
        theme
            .tera
            .render_to(template, context, &mut html)
            .map_err(|error| Box::new(template_error(&theme.folder, &error, Some(page))))?;
        Ok(html.into())
    }

    /// Records what the page's own view is made of besides its source.
    fn record_view(&self, id: PageId, page: &Page) {
        if !self.options.record {
            return;
        }
        let _ = scope::with(|scope| {
            scope.read(|| Read::Templates);
            scope.read(|| Read::Chrome(id.lang));
            scope.read(|| Read::Translations(page.source.path.clone()));
            for above in view::ancestors(&self.site, id) {
                scope.read(|| Read::Card(self.site.path(above.path).clone(), above.lang));
            }
            if let (Some(_), Some(parent)) = (page.source.front.date, page.parent) {
                let folder = self.site.path(parent).trim_end_matches(crate::resolve::INDEX).trim_end_matches('/');
                scope.read(|| Read::Cards(folder.into(), id.lang));
            }
            Ok(())
        });
    }

    /// Fills the holes of a body.
    fn fill(&self, id: PageId, body: &Body) -> Result<String, Box<Diagnostic>> {
        body.fill(|_, hole, out| match &hole.filling {
            Filling::Url(target) => {
                self.fill_url(id, target, out);
                Ok(())
            }
            Filling::Component(call) => {
                out.push_str(&self.component(id, call, hole)?);
                Ok(())
            }
        })
    }

    fn fill_url(&self, id: PageId, target: &Target, out: &mut String) {
        match &target.path {
            None => {}
            Some(path) if path.ends_with(".md") => {
                let found = self.site.find(path).map(|path| PageId { path, lang: id.lang });
                if let Some(page) = found.and_then(|id| self.site.page(id)) {
                    escape(&page.url, out);
                    let _ = scope::with(|scope| {
                        scope.read(|| Read::Card(path.clone(), id.lang));
                        Ok(())
                    });
                }
            }
            Some(path) => escape(&self.site.file_url(path, id.lang).unwrap_or_default(), out),
        }
        if let Some(fragment) = &target.fragment {
            out.push('#');
            escape(fragment, out);
        }
    }

    fn component(&self, id: PageId, call: &Call, hole: &Hole) -> Result<String, Box<Diagnostic>> {
        let inner = call.inner.as_ref().map(|inner| self.fill(id, inner)).transpose()?;
        let mut context = Context::new();
        for (name, value, _) in &call.args {
            let value = match value {
                Arg::Text(text) => Value::from(text.as_str()),
                Arg::Integer(number) => Value::from(*number),
                Arg::Bool(switch) => Value::from(*switch),
            };
            context.insert_value(name.clone(), value);
        }
        let theme = &self.site.theme;
        let voice = self.site.page(id).map_or(id.lang, |page| page.source.lang);
        scope::speaking(voice, || theme.tera.render_component(&call.name, &context, inner.as_deref(), true))
            .map(|html| html.trim().to_owned())
            .map_err(|error| {
                let problem = template_error(&theme.folder, &error, None);
                let message = format!("component `{}`: {}", call.name, problem.message);
                let mut shown = Diagnostic::error("component", message).at(hole.span.clone(), "used here");
                shown.labels.extend(problem.labels);
                Box::new(shown)
            })
    }

    /// A service as templates see it.
    fn service(&self, id: &str, lang: usize) -> TeraResult<Value> {
        let slots = self.services.get(id).ok_or_else(|| {
            let near = self.services.keys().map(String::as_str);
            Error::message(format!("there is no service `{id}`: {}", sayyar_base::diag::did_you_mean(id, near)))
        })?;
        if let Some(value) = slots[lang].get() {
            return Ok(value.clone());
        }
        let value = services::view(self, &self.site.corpus.services[id], lang).map_err(Error::message)?;
        Ok(slots[lang].get_or_init(|| value).clone())
    }

    /// All services, ordered as their guides are.
    fn all_services(&self, lang: usize) -> TeraResult<Value> {
        if let Some(value) = self.all_services[lang].get() {
            return Ok(value.clone());
        }
        let ids = services::ordered(&self.site);
        let all = ids.iter().map(|id| self.service(id, lang)).collect::<TeraResult<Vec<_>>>()?;
        Ok(self.all_services[lang].get_or_init(|| Value::from(all)).clone())
    }

    /// A form as templates see it.
    fn form(&self, id: &str, lang: usize) -> TeraResult<Value> {
        let (Some(offer), Some(slots)) = (self.forms.offer(id), self.form_views.get(id)) else {
            // One that was withdrawn has its page still, which says so.
            if self.site.corpus.forms.all.contains_key(id) {
                return Ok(Value::none());
            }
            let near = self.form_views.keys().map(String::as_str);
            return Err(Error::message(format!(
                "the site offers no form `{id}`: {}",
                sayyar_base::diag::did_you_mean(id, near)
            )));
        };
        Ok(slots[lang].get_or_init(|| forms::view(self, offer, lang)).clone())
    }

    /// Typed data with its words.
    fn data(&self, name: &str, lang: usize) -> TeraResult<Value> {
        let slots = self.data.get(name).ok_or_else(|| {
            let near = self.data.keys().map(String::as_str);
            Error::message(format!("there is no data `{name}`: {}", sayyar_base::diag::did_you_mean(name, near)))
        })?;
        if let Some(value) = slots[lang].get() {
            return Ok(value.clone());
        }
        let value = services::data(&self.site, &self.strings, name, lang).map_err(Error::message)?;
        Ok(slots[lang].get_or_init(|| value).clone())
    }
}

/// Paths of one language's search entry; the name is fixed, so that no page changes when another one's words do.
pub(crate) fn search_entry(tag: &str) -> String {
    format!("search/{tag}/index.json")
}

fn places(site: &Site) -> Places {
    let config = &site.corpus.config;
    let tags = || site.languages().iter().map(|language| language.tag.as_str());
    Places {
        search: if config.search { tags().map(search_entry).collect() } else { Vec::new() },
        feed: (0..site.languages().len()).filter_map(|lang| feeds::feed_url(site, lang)).collect(),
        visits: if site.corpus.data.names().any(|name| name == "visits") {
            tags().map(|tag| format!("/{tag}/{}", feeds::VISITS)).collect()
        } else {
            Vec::new()
        },
    }
}

/// Renders pages, in parallel. Every error is reported; the output is whole only where there is none.
pub fn pages(renderer: &Arc<Renderer>, ids: &[PageId], diagnostics: &mut Diagnostics) -> Vec<(PageId, Rendered)> {
    let rendered: Vec<_> = ids.par_iter().map(|id| (*id, renderer.page(*id))).collect();
    let mut pages = Vec::with_capacity(rendered.len());
    let mut problems = Diagnostics::new();
    for (id, result) in rendered {
        match result {
            Ok(page) => pages.push((id, page)),
            Err(problem) => problems.push(*problem),
        }
    }
    diagnostics.extend(once_each(problems));
    pages
}

/// Everything beside pages, search and what is kept offline: those depend on the pages.
pub fn others(renderer: &Arc<Renderer>, diagnostics: &mut Diagnostics) -> Output {
    let site = &renderer.site;
    let mut output = Output::default();
    let mut put = |path: String, bytes: Vec<u8>| {
        output.files.insert(path.into(), bytes.into());
    };
    match renderer.front() {
        Some(Ok(front)) => put(front.path.to_string(), front.bytes.to_vec()),
        Some(Err(problem)) => diagnostics.push(*problem),
        None => put("index.html".into(), server::forward(site)),
    }
    let policies = server::policies(&renderer.forms);
    for (path, bytes) in feeds::all(renderer).into_iter().chain(server::all(site, &policies, renderer.options)) {
        put(path, bytes);
    }
    for (path, bytes) in renderer.forms.files() {
        output.files.insert(path.as_str().into(), bytes.clone());
    }
    for ((lang, path), bytes) in &site.corpus.files {
        let path = format!("{}/{path}", site.languages()[*lang].tag);
        output.files.insert(path.into(), bytes.clone());
    }
    if site.corpus.config.online.status.is_some() {
        for file in track::files() {
            output.files.insert(file.path.as_str().into(), file.bytes.clone());
        }
    }
    for (_, asset) in site.theme.assets.iter() {
        output.files.insert(asset.path.clone(), asset.bytes.clone());
    }
    output
}
