//! What templates see: plain views, never the model.

use tera::value::Key;
use tera::{Map, Value};

use crate::load::body::Heading;
use crate::resolve::{Page, PageId, Site};

/// A view from its entries, in order.
pub(crate) fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from(entries.into_iter().map(|(key, value)| (Key::Str(key), value)).collect::<Map>())
}

/// A text or nothing.
pub(crate) fn maybe<T: Into<Value>>(value: Option<T>) -> Value {
    value.map_or_else(Value::none, Into::into)
}

pub(super) fn dir(site: &Site, lang: usize) -> Value {
    Value::from(site.languages()[lang].dir.name())
}

/// What a list, a breadcrumb or the navigation shows of a page.
pub(crate) fn card(site: &Site, id: PageId) -> Value {
    let Some(page) = site.page(id) else { return Value::none() };
    let front = &page.source.front;
    map([
        ("path", Value::from(&*page.source.path)),
        ("title", Value::from(front.title.as_str())),
        ("short", Value::from(page.short())),
        ("description", Value::from(front.description.as_str())),
        ("url", Value::from(&*page.url)),
        ("lang", Value::from(site.languages()[page.source.lang].tag.as_str())),
        ("dir", dir(site, page.source.lang)),
        ("borrowed", page.borrowed().into()),
        ("date", maybe(front.date.map(|date| date.to_string()))),
        ("updated", maybe(front.updated.map(|date| date.to_string()))),
        ("reviewed", maybe(front.reviewed.map(|date| date.to_string()))),
        ("services", Value::from(page.services.iter().map(|id| Value::from(id.as_str())).collect::<Vec<_>>())),
        ("weight", front.weight.into()),
        ("extra", extra(page)),
    ])
}

fn extra(page: &Page) -> Value {
    let entries = page.source.front.extra.iter().map(|(key, value)| (Key::from(key.clone()), value.clone()));
    Value::from(entries.collect::<Map>())
}

/// The page itself, without its content.
pub(super) fn page(site: &Site, id: PageId, page: &Page, content: &str) -> Value {
    let front = &page.source.front;
    let base = &site.corpus.config.base_url;
    let toc = toc(&page.source.body.headings);
    let (prev, next) = neighbours(site, id, page);
    map([
        ("path", Value::from(&*page.source.path)),
        ("kind", Value::from(if page.section { "section" } else { "page" })),
        ("title", Value::from(front.title.as_str())),
        ("short", Value::from(page.short())),
        ("description", Value::from(front.description.as_str())),
        ("url", Value::from(&*page.url)),
        ("absolute_url", format!("{base}{}", page.url).into()),
        ("lang", Value::from(site.languages()[page.source.lang].tag.as_str())),
        ("dir", dir(site, page.source.lang)),
        ("borrowed", page.borrowed().into()),
        ("content", Value::safe_string(content)),
        ("toc", toc.clone()),
        ("outline", toc),
        ("services", Value::from(page.services.iter().map(|id| Value::from(id.as_str())).collect::<Vec<_>>())),
        ("date", maybe(front.date.map(|date| date.to_string()))),
        ("updated", maybe(front.updated.map(|date| date.to_string()))),
        ("reviewed", maybe(front.reviewed.map(|date| date.to_string()))),
        ("noindex", (front.noindex || page.borrowed()).into()),
        ("extra", extra(page)),
        ("breadcrumbs", breadcrumbs(site, id)),
        ("prev", maybe(prev.map(|path| card(site, PageId { path, ..id })))),
        ("next", maybe(next.map(|path| card(site, PageId { path, ..id })))),
        ("translations", translations(site, id)),
        ("alternates", alternates(site, id)),
    ])
}

/// The sections above, the home page first.
pub(super) fn ancestors(site: &Site, id: PageId) -> Vec<PageId> {
    let mut above = Vec::new();
    let mut here = site.page(id).and_then(|page| page.parent);
    while let Some(path) = here {
        above.push(PageId { path, ..id });
        here = site.page(PageId { path, ..id }).and_then(|page| page.parent);
    }
    above.reverse();
    above
}

fn breadcrumbs(site: &Site, id: PageId) -> Value {
    let crumbs = ancestors(site, id).into_iter().filter_map(|id| {
        let page = site.page(id)?;
        Some(map([
            ("path", Value::from(&*page.source.path)),
            ("title", Value::from(page.short())),
            ("url", Value::from(&*page.url)),
            ("lang", Value::from(site.languages()[page.source.lang].tag.as_str())),
            ("dir", dir(site, page.source.lang)),
            ("borrowed", page.borrowed().into()),
        ]))
    });
    Value::from(crumbs.collect::<Vec<_>>())
}

/// Before and after a dated page among its neighbours: newer and older.
pub(super) fn neighbours(site: &Site, id: PageId, page: &Page) -> (Option<usize>, Option<usize>) {
    let (Some(_), Some(parent)) = (page.source.front.date, page.parent) else { return (None, None) };
    let all = site.children(parent, id.lang);
    let Some(place) = all.iter().position(|path| *path == id.path) else { return (None, None) };
    (place.checked_sub(1).map(|place| all[place]), all.get(place + 1).copied())
}

fn translations(site: &Site, id: PageId) -> Value {
    let all = site.languages().iter().enumerate().filter_map(|(lang, language)| {
        let page = site.page(PageId { path: id.path, lang })?;
        Some(map([
            ("tag", Value::from(language.tag.as_str())),
            ("name", Value::from(language.name.as_str())),
            ("dir", dir(site, lang)),
            ("url", Value::from(&*page.url)),
            ("current", (lang == id.lang).into()),
            ("borrowed", page.borrowed().into()),
        ]))
    });
    Value::from(all.collect::<Vec<_>>())
}

/// Real translations with their absolute addresses, `x-default` last; empty for a borrowed page.
pub(super) fn alternate_urls(site: &Site, id: PageId) -> Vec<(String, String)> {
    if site.page(id).is_none_or(|page| page.borrowed() || page.source.front.noindex) {
        return Vec::new();
    }
    let base = &site.corpus.config.base_url;
    let mut all: Vec<(String, String)> = Vec::new();
    for (lang, language) in site.languages().iter().enumerate() {
        if let Some(page) = site.page(PageId { path: id.path, lang }).filter(|page| !page.borrowed()) {
            all.push((language.tag.to_string(), format!("{base}{}", page.url)));
        }
    }
    let home = site.page(id).is_some_and(|page| page.parent.is_none() && page.section);
    if home {
        all.push(("x-default".into(), format!("{base}/")));
    } else if let Some((_, url)) = all.first() {
        let url = url.clone();
        all.push(("x-default".into(), url));
    }
    all
}

fn alternates(site: &Site, id: PageId) -> Value {
    let all = alternate_urls(site, id).into_iter();
    Value::from(all.map(|(tag, url)| map([("tag", tag.into()), ("absolute_url", url.into())])).collect::<Vec<_>>())
}

/// Headings of the second and third level as a tree.
fn toc(headings: &[Heading]) -> Value {
    let entry = |heading: &Heading, children: Vec<Value>| {
        map([
            ("id", Value::from(&*heading.id)),
            ("title", Value::from(heading.title.as_str())),
            ("level", u32::from(heading.level).into()),
            ("children", Value::from(children)),
        ])
    };
    let mut all = Vec::new();
    let mut rest = headings.iter().filter(|heading| (2..=3).contains(&heading.level)).peekable();
    while let Some(heading) = rest.next() {
        let mut children = Vec::new();
        while let Some(below) = rest.next_if(|below| heading.level == 2 && below.level == 3) {
            children.push(entry(below, Vec::new()));
        }
        all.push(entry(heading, children));
    }
    Value::from(all)
}

/// What the tracking page needs: where statuses are, who signs them, and the engine that opens one.
fn track(config: &crate::config::Config, status: &str) -> Value {
    let [worker, engine] = crate::track::files();
    map([
        ("status", Value::from(status)),
        ("keys", Value::from(config.online.status_keys.join("\n"))),
        ("worker", format!("/{}", worker.path).into()),
        ("engine", format!("/{}", engine.path).into()),
    ])
}

/// What every page of a language shares: navigation, footer, languages, where things are.
pub(super) fn chrome(site: &Site, lang: usize, places: &super::Places, production: bool) -> Value {
    let config = &site.corpus.config;
    let language = &site.languages()[lang];
    let item =
        |named: &sayyar_base::diag::At<String>| Some(card(site, PageId { path: site.find(&named.value)?, lang }));
    let column =
        |items: &[sayyar_base::diag::At<String>]| Value::from(items.iter().filter_map(item).collect::<Vec<_>>());
    let home = site.section("").and_then(|path| site.page(PageId { path, lang }));
    let languages = site.languages().iter().enumerate().map(|(other, language)| {
        let home = site.section("").and_then(|path| site.page(PageId { path, lang: other }));
        map([
            ("tag", Value::from(language.tag.as_str())),
            ("name", Value::from(language.name.as_str())),
            ("dir", dir(site, other)),
            ("url", maybe(home.map(|page| Value::from(&*page.url)))),
            ("complete", language.complete.into()),
        ])
    });
    let search = map([
        ("enabled", config.search.into()),
        ("index", maybe(places.search.get(lang).map(|entry| format!("/{entry}")))),
    ]);
    map([
        (
            "lang",
            map([
                ("tag", Value::from(language.tag.as_str())),
                ("name", Value::from(language.name.as_str())),
                ("dir", dir(site, lang)),
                ("locale", Value::from(language.locale.as_str())),
            ]),
        ),
        ("home", maybe(home.map(|page| Value::from(&*page.url)))),
        ("nav", column(&config.nav)),
        ("footer", Value::from(config.footer.iter().map(|items| column(items)).collect::<Vec<_>>())),
        ("languages", Value::from(languages.collect::<Vec<_>>())),
        (
            "site",
            map([
                ("base_url", Value::from(config.base_url.as_str())),
                ("time_zone", Value::from(config.time_zone.as_str())),
            ]),
        ),
        ("door", maybe(config.online.door.clone())),
        ("track", config.online.status.as_deref().map_or_else(Value::none, |status| track(config, status))),
        ("feed", maybe(places.feed.get(lang).cloned())),
        ("visits_ics", maybe(places.visits.get(lang).cloned())),
        ("manifest", format!("/{}/manifest.webmanifest", language.tag).into()),
        ("search", search),
        ("offline", config.offline.is_some().into()),
        ("production", production.into()),
    ])
}
