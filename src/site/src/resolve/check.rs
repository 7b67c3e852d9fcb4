//! What can only be checked between files: addresses that clash, links that lead nowhere, names that nothing bears.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use sayyar_base::diag::did_you_mean;
use sayyar_base::{Diagnostic, Diagnostics, Span};

use super::{PageId, Site};
use crate::forms::speech::Words;
use crate::load::body::{Body, Filling, Target};
use crate::load::page::Source;

pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    addresses(site, diagnostics);
    files(site, diagnostics);
    configuration(site, diagnostics);
    words(site, diagnostics);
    diagnostics.extend(site.corpus.data.check(site.corpus.services.values()));
    let sources: Vec<&Arc<Source>> = site.corpus.sources.values().collect();
    let found: Vec<Diagnostics> = sources
        .par_iter()
        .map(|source| {
            let mut problems = Diagnostics::new();
            self::source(site, source, &mut problems);
            problems
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
}

/// What one page's source names and links to.
pub(super) fn source(site: &Site, source: &Source, diagnostics: &mut Diagnostics) {
    names(site, source, diagnostics);
    body(site, source, &source.body, diagnostics);
}

/// Where a page's front matter stands.
fn front(source: &Source) -> Span {
    source.front.span.clone().unwrap_or_else(|| Span::file(source.file.clone()))
}

fn addresses(site: &Site, diagnostics: &mut Diagnostics) {
    let mut taken: BTreeMap<&str, &Source> = BTreeMap::new();
    for (_, page) in site.pages() {
        if let Some(other) = taken.insert(&page.url, &page.source)
            && !Arc::ptr_eq(&other.file, &page.source.file)
        {
            diagnostics.push(
                Diagnostic::error("duplicate-url", format!("two pages have the address `{}`", page.url))
                    .at(slug_span(&page.source), "")
                    .at(slug_span(other), "the other one is here")
                    .help("give one of them another `slug`"),
            );
        }
    }
    for source in site.corpus.sources.values() {
        for (alias, span) in &source.front.aliases {
            if let Some(other) = taken.insert(alias, source) {
                diagnostics.push(
                    Diagnostic::error(
                        "duplicate-url",
                        format!("the alias `{alias}` is already the address of something else"),
                    )
                    .at(span.clone(), "")
                    .at(slug_span(other), "it leads here")
                    .help("remove the alias"),
                );
            }
        }
    }
}

/// Files that are only copied and would lie where the generator writes something of its own.
fn files(site: &Site, diagnostics: &mut Diagnostics) {
    const OURS: [&str; 6] = ["index.html", "sitemap.xml", "robots.txt", "_headers", "_redirects", "sw.js"];
    let pages: BTreeMap<String, &str> = site.pages().map(|(_, page)| (page.out(), &*page.source.file)).collect();
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let tag = |lang: usize| &site.languages()[lang].tag;
    let content = site
        .corpus
        .files
        .keys()
        .map(|(lang, path)| (format!("{}/{path}", tag(*lang)), format!("content/{}/{path}", tag(*lang))));
    let assets = site.theme.assets.iter().filter(|(name, _)| name.starts_with("static/"));
    let copied =
        content.chain(assets.map(|(name, asset)| (asset.path.to_string(), format!("{}/{name}", site.theme.folder))));
    for (out, file) in copied {
        let folders = ["assets/", "search/", "forms/"];
        let ours = OURS.contains(&out.as_str()) || folders.iter().any(|folder| out.starts_with(folder));
        let other = taken.get(&out).map(String::as_str).or_else(|| pages.get(&out).copied());
        if ours || other.is_some() {
            let whose = other.map_or_else(
                || "the generator makes this file itself".to_owned(),
                |other| format!("`{other}` is written there"),
            );
            diagnostics.push(
                Diagnostic::error("duplicate-file", format!("this would lie at `{out}`: {whose}"))
                    .in_file(file.clone())
                    .help("give the file another name"),
            );
        }
        taken.insert(out, file);
    }
}

fn slug_span(source: &Source) -> Span {
    source.front.slug.as_ref().map_or_else(|| front(source), |(_, span)| span.clone())
}

/// Pages that `sayyar.toml` names.
fn configuration(site: &Site, diagnostics: &mut Diagnostics) {
    let config = &site.corpus.config;
    for named in config.nav.iter().chain(config.footer.iter().flatten()) {
        if site.find(&named.value).is_none() {
            diagnostics.push(no_page(site, &named.value).at(named.span.clone(), ""));
        }
    }
    for (_, named) in config.ways.named() {
        if let Some(named) = named.filter(|named| site.find(&named.value).is_none()) {
            diagnostics.push(no_page(site, &named.value).at(named.span.clone(), ""));
        }
    }
    if let Some(feed) = &config.feed
        && site.section(&feed.value).is_none()
    {
        diagnostics.push(
            Diagnostic::error("unknown-section", format!("there is no section `{}`", feed.value))
                .at(feed.span.clone(), "")
                .help(did_you_mean(&feed.value, site.sections.keys().map(String::as_str))),
        );
    }
    for name in ["page.html", "section.html"] {
        let user = site.pages().find(|(_, page)| &*page.template == name && page.source.front.template.is_none());
        if let Some((_, page)) = user.filter(|_| !site.theme.has_template(name)) {
            diagnostics.push(
                Diagnostic::error(
                    "unknown-template",
                    format!("the theme has no template `{name}`, which pages without a `template` of their own use"),
                )
                .in_file(page.source.file.clone())
                .help(format!(
                    "add `templates/{name}` to `{}`, or name a template: {}",
                    site.theme.folder,
                    did_you_mean(name, site.theme.templates())
                )),
            );
        }
    }
    if site.section("").is_none() {
        let tag = &config.default_language().tag;
        diagnostics.push(
            Diagnostic::error("no-home", "the site has no home page")
                .in_file(crate::config::FILE)
                .help(format!("write it as `content/{tag}/{}`", super::INDEX)),
        );
    }
}

fn no_page(site: &Site, path: &str) -> Diagnostic {
    let near = site.paths.iter().map(|path| &**path);
    Diagnostic::error("dead-link", format!("there is no page `{path}` in any language")).help(
        match sayyar_base::diag::suggest(path, near) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the page's path below its language's folder, such as `/services/visa.md`".into(),
        },
    )
}

/// Template and services a page names.
fn names(site: &Site, source: &Source, diagnostics: &mut Diagnostics) {
    if let Some((template, span)) = &source.front.template
        && !site.theme.has_template(template)
    {
        diagnostics.push(
            Diagnostic::error("unknown-template", format!("the theme has no template `{template}`"))
                .at(span.clone(), "")
                .help(did_you_mean(template, site.theme.templates())),
        );
    }
    for (service, span) in &source.front.services {
        // A definition that cannot be read has been reported already, and is meant all the same.
        if !site.corpus.services.contains_key(service) && !site.corpus.broken_services.contains(service) {
            diagnostics.push(
                Diagnostic::error("unknown-service", format!("there is no service `{service}`"))
                    .at(span.clone(), "")
                    .help(did_you_mean(service, site.corpus.services.keys().map(String::as_str))),
            );
        }
    }
}

fn body(site: &Site, source: &Source, body_: &Body, diagnostics: &mut Diagnostics) {
    for hole in &body_.holes {
        match &hole.filling {
            Filling::Url(target) => link(site, source, target, &hole.span, diagnostics),
            Filling::Component(call) => {
                site.theme.check(call, &hole.span, diagnostics);
                if let Some(inner) = &call.inner {
                    body(site, source, inner, diagnostics);
                }
            }
        }
    }
}

fn link(site: &Site, source: &Source, target: &Target, span: &Span, diagnostics: &mut Diagnostics) {
    let shown = match &target.path {
        None => source,
        Some(path) if path.ends_with(".md") => {
            let page = site.find(path).and_then(|path| site.page(PageId { path, lang: source.lang }));
            match page {
                Some(page) => &page.source,
                None => return diagnostics.push(no_page(site, path).at(span.clone(), "")),
            }
        }
        Some(path) => {
            if site.file_url(path, source.lang).is_none() {
                diagnostics.push(no_file(site, path).at(span.clone(), ""));
            }
            return;
        }
    };
    let Some(fragment) = &target.fragment else { return };
    if shown.body.anchors.contains(fragment) || site.theme.anchors.contains(&**fragment) {
        return;
    }
    let anchors = shown.body.anchors.iter().map(|anchor| &**anchor);
    let help = if shown.body.anchors.is_empty() {
        format!("write the heading as `## Words {{#{fragment}}}`, or link to the page alone")
    } else {
        did_you_mean(fragment, anchors)
    };
    diagnostics.push(
        Diagnostic::error("dead-anchor", format!("`{}` has no heading `#{fragment}`", shown.file))
            .at(span.clone(), "")
            .help(help),
    );
}

fn no_file(site: &Site, path: &str) -> Diagnostic {
    let name = path.trim_end_matches('/');
    let (page, index, address) = (format!("{name}.md"), format!("{name}/{}", super::INDEX), format!("/{name}/"));
    let source = [page, index].into_iter().find(|page| site.find(page).is_some());
    // Somebody copied the address out of a browser.
    let source = source
        .or_else(|| site.pages().find(|(_, page)| *page.url == *address).map(|(_, page)| page.source.path.to_string()));
    let files = || site.corpus.files.keys().map(|(_, path)| &**path);
    let help = match (source, sayyar_base::diag::suggest(path, files())) {
        (Some(page), _) => format!("a page is linked by the path of its source: `/{page}`"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => {
            "pages are linked by the path of their source, such as `/fees.md`; pictures and documents lie beside them"
                .into()
        }
    };
    Diagnostic::error("dead-link", format!("there is no file `{path}` in the language's folder")).help(help)
}

pub(super) fn second_guide(site: &Site, service: &str, first: usize, second: usize, diagnostics: &mut Diagnostics) {
    let span = |path| {
        let source = &site.page(PageId { path, lang: 0 })?.source;
        let named = source.front.services.iter().find(|(id, _)| id == service);
        Some(named.map_or_else(|| front(source), |(_, span)| span.clone()))
    };
    if let (Some(first), Some(second)) = (span(first), span(second)) {
        diagnostics.push(
            Diagnostic::error("two-guides", format!("service `{service}` has two guides"))
                .at(second, "")
                .at(first, "the first is here")
                .help("a service has one guide: remove it from one of the pages"),
        );
    }
}

/// Messages that definitions and data need, in the default language: without those nothing can be shown.
fn words(site: &Site, diagnostics: &mut Diagnostics) {
    let strings = &site.corpus.strings;
    let mut check = |form: Option<&str>, words: Vec<sayyar_forms::WordId>| {
        for word in words.into_iter().filter(|word| !word.optional) {
            if strings.text(0, form, &word.id, word.attr.as_deref(), &[]).is_none() {
                let attr = word.attr.as_ref().map(|attr| format!(".{attr}")).unwrap_or_default();
                let tag = &site.languages()[0].tag;
                let file = form.map_or(format!("content/{tag}/data.ftl"), |form| format!("forms/{form}/{tag}.ftl"));
                diagnostics.push(
                    Diagnostic::error(
                        "missing-message",
                        format!("there are no words for this: message `{}{attr}`", word.id),
                    )
                    .at(word.span, "")
                    .help(format!(
                        "add `{}{attr}` to `{file}`, or check the spelling: {}",
                        word.id,
                        did_you_mean(&word.id, strings.ids())
                    )),
                );
            }
        }
    };
    for (id, service) in &*site.corpus.services {
        check(Some(id), service.words());
    }
    check(None, site.corpus.data.words());
    for (id, compiled) in site.corpus.forms.defined() {
        let service = site.corpus.services.get(id);
        Words::new(strings, site.languages(), compiled, service).check(diagnostics);
    }
}
