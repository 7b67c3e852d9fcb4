//! `sayyar check`: everything a build refuses, and what a build lets pass but a reader should not meet:
//! missing and stale translations, facts that differ between languages, pages heavier than promised.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;
use sayyar_base::{Date, Diagnostic, Diagnostics, Span};

use crate::config::Budgets;
use crate::disk::Disk;
use crate::form_command::check::inspect;
use crate::load::page;
use crate::load::released::INDEX as INDEX_FILE;
use crate::output::Output;
use crate::resolve::{INDEX, Site};
use crate::workshop::Workshop;

/// How many days before the index of forms expires its editors hear of it.
const NOTICE: i64 = 30;

/// All checks on a site that could be built, on that day; those of the build itself are in the workshop.
pub fn check(disk: &dyn Disk, workshop: &Workshop, today: Date) -> Diagnostics {
    let (Some(site), Some(output)) = (workshop.site(), workshop.output()) else { return Vec::new() };
    let config = &site.corpus.config;
    let mut diagnostics = site.corpus.strings.check();
    diagnostics.extend(crate::translate::check(disk, &config.languages, &config.theme.value));

    facts(disk, site, &mut diagnostics);
    front_matter(site, &mut diagnostics);
    weights(site, output, &mut diagnostics);
    diagnostics.extend(expiry(site, today, false));
    for (id, file) in &site.corpus.forms.all {
        if let Some(compiled) = &file.compiled {
            let offer = workshop.forms().and_then(|forms| forms.offer(id));
            let size = offer.map(|offer| offer.html.len());
            inspect(site, id, file, compiled, size, &mut diagnostics);
        }
    }
    diagnostics
}

/// A signed index of forms that may be relied on no longer, or only for a few days. The real thing is not built with one
/// that has expired.
pub fn expiry(site: &Site, today: Date, production: bool) -> Option<Diagnostic> {
    let expires = site.corpus.forms.index.as_ref()?.index.expires;
    let left = expires.days_since_epoch() - today.days_since_epoch();
    let diagnostic = match left {
        ..0 if production => Diagnostic::error("index-expires", format!("the index of forms expired on {expires}")),
        ..0 => Diagnostic::warning("index-expires", format!("the index of forms expired on {expires}")),
        0..NOTICE => Diagnostic::warning("index-expires", format!("the index of forms expires on {expires}")),
        NOTICE.. => return None,
    };
    let help = "sign it again where the publisher's key is: `sayyar form release --key FILE`";
    Some(diagnostic.in_file(INDEX_FILE).help(help))
}

/// Pages whose numbers differ from those of the page they were translated from.
fn facts(disk: &dyn Disk, site: &Site, diagnostics: &mut Diagnostics) {
    let found: Vec<Diagnostics> = site
        .paths()
        .par_iter()
        .map(|path| {
            let numbers = |lang: usize| {
                let source = site.corpus.sources.get(&(path.clone(), lang))?;
                let text = String::from_utf8(disk.read(&source.file).ok()?).ok()?;
                Some((source, page::numbers(&source.file, path, &text)))
            };
            let Some((original, expected)) = numbers(0) else { return Vec::new() };
            let others = (1..site.languages().len()).filter_map(numbers);
            others.filter_map(|(source, found)| mismatch(original, &expected, source, &found)).collect()
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
}

type Numbers = BTreeMap<String, usize>;

fn mismatch(original: &page::Source, expected: &Numbers, source: &page::Source, found: &Numbers) -> Option<Diagnostic> {
    let without = |a: &Numbers, b: &Numbers| -> Vec<String> {
        a.iter()
            .filter(|(number, times)| b.get(*number).is_none_or(|other| other < times))
            .map(|(number, _)| number.clone())
            .collect()
    };
    let (missing, extra) = (without(expected, found), without(found, expected));
    let say = |what: &str, numbers: &[String]| (!numbers.is_empty()).then(|| format!("{what} {}", numbers.join(", ")));
    let parts: Vec<String> = [say("lacks", &missing), say("adds", &extra)].into_iter().flatten().collect();
    if parts.is_empty() {
        return None;
    }
    Some(
        Diagnostic::warning("facts-differ", format!("this translation {}", parts.join(" and ")))
            .at(Span::file(source.file.clone()), "")
            .at(Span::file(original.file.clone()), "translated from this")
            .help("say the same numbers in both, or take them from the definition with a component"),
    )
}

fn front_matter(site: &Site, diagnostics: &mut Diagnostics) {
    // Pages that nobody wrote, of forms, have nothing that anybody could mend in them.
    for source in site.corpus.sources.values().filter(|source| source.file.starts_with("content/")) {
        let front = &source.front;
        let span = || front.span.clone().unwrap_or_else(|| Span::file(source.file.clone()));
        if front.description.is_empty() && !front.noindex {
            diagnostics.push(
                Diagnostic::warning("no-description", "this page has no description")
                    .at(span(), "")
                    .help("say in one or two sentences what the page is for: lists, search and previews show it"),
            );
        }
        if front.reviewed.is_none() {
            diagnostics.push(
                Diagnostic::warning("not-reviewed", "this page does not say when it was last reviewed")
                    .at(span(), "")
                    .help("add `reviewed = 2026-11-20` with the day somebody last held it against its sources"),
            );
        }
    }
}

/// Bytes after gzip, as a server would send them.
fn compressed(bytes: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to a vector cannot fail; a page of 0 bytes would be reported by nobody, and is none.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(0, |all| all.len() as u64)
}

fn weights(site: &Site, output: &Output, diagnostics: &mut Diagnostics) {
    let budgets = site.corpus.config.budgets;
    let assets: BTreeMap<String, u64> = site
        .theme
        .assets
        .iter()
        .filter(|(_, asset)| asset.path.starts_with("assets/"))
        .map(|(_, asset)| (format!("/{}", asset.path), compressed(&asset.bytes)))
        .collect();
    let pages: Vec<_> = site.pages().filter(|(_, page)| !page.borrowed()).collect();
    let found: Vec<Diagnostics> = pages
        .par_iter()
        .map(|(_, page)| {
            let bytes = output.files.get(page.out().as_str());
            bytes.map(|bytes| page_weight(&page.source.file, bytes, &assets, budgets)).unwrap_or_default()
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
    search_weight(site, output, budgets, diagnostics);
}

fn page_weight(file: &Arc<str>, bytes: &[u8], assets: &BTreeMap<String, u64>, budgets: Budgets) -> Diagnostics {
    let html = String::from_utf8_lossy(bytes);
    let used = |ending: &str| -> u64 {
        assets
            .iter()
            .filter(|(path, _)| path.ends_with(ending) && html.contains(path.as_str()))
            .map(|(_, size)| size)
            .sum()
    };
    let (css, js) = (used(".css"), used(".js"));
    let all = compressed(bytes) + css + js;
    let over = [
        ("a page with its styles and scripts", all, budgets.page_kb),
        ("styles", css, budgets.css_kb),
        ("scripts", js, budgets.js_kb),
    ];
    over.into_iter()
        .filter(|(_, size, limit)| *size > limit * 1000)
        .map(|(what, size, limit)| {
            Diagnostic::warning(
                "too-heavy",
                format!("{what}: {:.1} KB compressed, more than the {limit} KB of the budget", size as f64 / 1000.0),
            )
            .in_file(file.clone())
            .help("shorten it, or raise the limit under `[budgets]` in `sayyar.toml`")
        })
        .collect()
}

/// What the first search loads at most: the entry and its largest piece of each kind.
fn search_weight(site: &Site, output: &Output, budgets: Budgets, diagnostics: &mut Diagnostics) {
    for language in site.languages().iter().filter(|_| site.corpus.config.search) {
        let folder = format!("search/{}/", language.tag);
        let sizes: Vec<(bool, u64)> = output
            .files
            .range(Arc::from(folder.as_str())..)
            .take_while(|(path, _)| path.starts_with(&folder))
            .map(|(path, bytes)| (path.ends_with("/index.json"), compressed(bytes)))
            .collect();
        let entry: u64 = sizes.iter().filter(|(entry, _)| *entry).map(|(_, size)| size).sum();
        let largest = sizes.iter().filter(|(entry, _)| !entry).map(|(_, size)| *size).max().unwrap_or(0);
        if entry + 2 * largest > budgets.search_kb * 1000 {
            diagnostics.push(
                Diagnostic::warning(
                    "too-heavy",
                    format!(
                        "the first search in `{}` loads up to {:.1} KB, more than the {} KB of the budget",
                        language.tag,
                        (entry + 2 * largest) as f64 / 1000.0,
                        budgets.search_kb
                    ),
                )
                .in_file(format!("content/{}/{INDEX}", language.tag)),
            );
        }
    }
}
