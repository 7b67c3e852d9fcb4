//! What differs between two sites, in the terms of what pages read.
//!
//! A page is rendered again when its own source or address changed, or when anything it read is in the set
//! found here. The set may name more than changed (then a page is rendered for nothing), never less: each
//! part is compared by the very values that answer a page's questions.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Read, Renderer, view};
use crate::resolve::{INDEX, PageId, Site};
use crate::words::strings::Unit;

/// Everything that a page may have read and that answers differently now. `None` when all must be rendered again.
pub fn changed(old: &Renderer, new: &Renderer) -> Option<BTreeSet<Read>> {
    let same_frame = Arc::ptr_eq(&old.site.corpus.config, &new.site.corpus.config);
    if !same_frame || old.site.languages().len() != new.site.languages().len() {
        return None;
    }
    let mut changed = BTreeSet::new();
    theme(old, new, &mut changed)?;
    cards(&old.site, &new.site, &mut changed);
    words(old, new, &mut changed);
    for lang in 0..new.site.languages().len() {
        if old.chrome[lang] != new.chrome[lang] {
            changed.insert(Read::Chrome(lang));
        }
        services(old, new, lang, &mut changed);
        forms(old, new, lang, &mut changed);
        data(old, new, lang, &mut changed);
    }
    Some(changed)
}

fn theme(old: &Renderer, new: &Renderer, changed: &mut BTreeSet<Read>) -> Option<()> {
    if Arc::ptr_eq(&old.site.theme, &new.site.theme) {
        return Some(());
    }
    if old.site.theme.source != new.site.theme.source {
        // Templates include, extend and call each other: any of them may be part of any page.
        return None;
    }
    let path = |renderer: &Renderer, name: &str| renderer.site.theme.assets.get(name).map(|asset| asset.path.clone());
    for (name, _) in old.site.theme.assets.iter().chain(new.site.theme.assets.iter()) {
        if path(old, name) != path(new, name) {
            changed.insert(Read::Asset(name.clone()));
        }
    }
    Some(())
}

fn cards(old: &Site, new: &Site, changed: &mut BTreeSet<Read>) {
    let same_paths = old.paths() == new.paths();
    let mut all: BTreeSet<&Arc<str>> = BTreeSet::new();
    if !same_paths {
        all.extend(old.paths());
    }
    for (number, path) in new.paths().iter().enumerate() {
        let before = if same_paths { Some(number) } else { old.find(path) };
        all.remove(path);
        for lang in 0..new.languages().len() {
            let now = PageId { path: number, lang };
            let before = before.map(|path| PageId { path, lang });
            if card_differs(old, before, new, now) {
                mark_card(new, now, path, changed);
                if before.is_none_or(|before| old.page(before).map(|p| &p.url) != new.page(now).map(|p| &p.url)) {
                    changed.insert(Read::Translations(path.clone()));
                }
            }
        }
    }
    // Pages that are gone.
    for path in all {
        for lang in 0..new.languages().len() {
            if let Some(number) = old.find(path) {
                mark_card(old, PageId { path: number, lang }, path, changed);
            }
        }
        changed.insert(Read::Translations(path.clone()));
    }
    order(old, new, changed);
}

/// Whether a list or link would show the page differently.
fn card_differs(old: &Site, before: Option<PageId>, new: &Site, now: PageId) -> bool {
    let (was, is) = (before.and_then(|id| old.page(id)), new.page(now));
    let (Some(was), Some(is)) = (was, is) else { return was.is_some() != is.is_some() };
    if was.url != is.url || was.source.lang != is.source.lang || was.services != is.services {
        return true;
    }
    !Arc::ptr_eq(&was.source, &is.source) && before.is_none_or(|before| view::card(old, before) != view::card(new, now))
}

/// The page's card, and the lists of the section it is in.
fn mark_card(site: &Site, id: PageId, path: &Arc<str>, changed: &mut BTreeSet<Read>) {
    changed.insert(Read::Card(path.clone(), id.lang));
    changed.insert(Read::Translations(path.clone()));
    if let Some(parent) = site.page(id).and_then(|page| page.parent) {
        changed.insert(Read::Cards(folder(site.path(parent)), id.lang));
    }
}

fn folder(index: &str) -> Arc<str> {
    index.trim_end_matches(INDEX).trim_end_matches('/').into()
}

/// Sections whose pages stand in another order, or are others.
fn order(old: &Site, new: &Site, changed: &mut BTreeSet<Read>) {
    let same_paths = old.paths() == new.paths();
    for (number, path) in new.paths().iter().enumerate().filter(|(_, path)| path.ends_with(INDEX)) {
        for lang in 0..new.languages().len() {
            if same_paths && old.children(number, lang) == new.children(number, lang) {
                continue;
            }
            let names = |site: &Site, section: usize| -> Vec<Arc<str>> {
                site.children(section, lang).iter().map(|path| site.path(*path).clone()).collect()
            };
            let before = old.find(path).map(|section| names(old, section));
            if before.is_none_or(|before| before != names(new, number)) {
                changed.insert(Read::Cards(folder(path), lang));
            }
        }
    }
}

/// Messages whose wording differs. A message may be part of others, so those of its languages that name it count as well.
fn words(old: &Renderer, new: &Renderer, changed: &mut BTreeSet<Read>) {
    if Arc::ptr_eq(&old.site.corpus.strings, &new.site.corpus.strings) {
        return;
    }
    type Wordings<'a> = BTreeSet<((usize, &'a str, &'a str), String)>;
    fn index(renderer: &Renderer) -> Wordings<'_> {
        let units = renderer.site.corpus.strings.units().iter();
        units.map(|unit| ((unit.lang, &*unit.group, &*unit.id), unit.digest())).collect()
    }
    let (before, now) = (index(old), index(new));
    let mut ids: BTreeSet<(usize, String)> =
        before.symmetric_difference(&now).map(|((lang, _, id), _)| (*lang, (*id).to_owned())).collect();
    let units = new.site.corpus.strings.units();
    loop {
        let more: Vec<(usize, String)> = units
            .iter()
            .filter(|unit| !ids.contains(&(unit.lang, unit.id.to_string())))
            .filter(|unit| ids.iter().any(|(lang, id)| *lang == unit.lang && names(unit, id)))
            .map(|unit| (unit.lang, unit.id.to_string()))
            .collect();
        if more.is_empty() {
            break;
        }
        ids.extend(more);
    }
    for (changed_lang, id) in ids {
        for lang in 0..new.site.languages().len() {
            if new.site.lenders(lang).any(|lender| lender == changed_lang) {
                changed.insert(Read::Message(lang, id.as_str().into()));
            }
        }
    }
}

/// Whether a message's text leads to another: `{ other }`, `{ -term }`, `{ other.attribute }`.
fn names(unit: &Unit, id: &str) -> bool {
    unit.wordings.iter().any(|wording| {
        wording.text.split('{').skip(1).any(|rest| {
            let word: &str = rest
                .trim_start()
                .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
                .next()
                .unwrap_or_default();
            word == id
        })
    })
}

fn services(old: &Renderer, new: &Renderer, lang: usize, changed: &mut BTreeSet<Read>) {
    let untouched = Arc::ptr_eq(&old.site.corpus.services, &new.site.corpus.services)
        && Arc::ptr_eq(&old.site.corpus.forms, &new.site.corpus.forms)
        && Arc::ptr_eq(&old.site.corpus.strings, &new.site.corpus.strings)
        && !changed.iter().any(|read| matches!(read, Read::Card(..)));
    if untouched {
        return;
    }
    for id in old.services.keys().chain(new.services.keys()) {
        if old.service(id, lang).ok() != new.service(id, lang).ok() {
            changed.insert(Read::Service(id.as_str().into(), lang));
        }
    }
    if old.all_services(lang).ok() != new.all_services(lang).ok() {
        changed.insert(Read::Services(lang));
    }
}

fn forms(old: &Renderer, new: &Renderer, lang: usize, changed: &mut BTreeSet<Read>) {
    for id in old.form_views.keys().chain(new.form_views.keys()) {
        if old.form(id, lang).ok() != new.form(id, lang).ok() {
            changed.insert(Read::Form(id.as_str().into(), lang));
        }
    }
}

fn data(old: &Renderer, new: &Renderer, lang: usize, changed: &mut BTreeSet<Read>) {
    let untouched = Arc::ptr_eq(&old.site.corpus.data, &new.site.corpus.data)
        && Arc::ptr_eq(&old.site.corpus.strings, &new.site.corpus.strings);
    if untouched {
        return;
    }
    for name in old.data.keys().chain(new.data.keys()) {
        if old.data(name, lang).ok() != new.data(name, lang).ok() {
            changed.insert(Read::Data(name.as_str().into(), lang));
        }
    }
}
