//! What depends on all pages at once: the search index, and what a browser keeps for reading without a network.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::offline;
use crate::render::{Renderer, search_entry};
use crate::resolve::{NOT_FOUND, Site};
use crate::search::{self, Doc};

/// The search index of every language and the offline lists over `files`, as path and bytes.
pub(crate) fn all(renderer: &Renderer, files: &BTreeMap<Arc<str>, Arc<[u8]>>) -> Vec<(Arc<str>, Arc<[u8]>)> {
    let site = &renderer.site;
    let mut extras = Vec::new();
    if site.corpus.config.search {
        let indexes: Vec<_> =
            (0..site.languages().len()).into_par_iter().map(|lang| search_files(site, lang)).collect();
        extras.extend(indexes.into_iter().flatten());
    }
    let kept = match &site.corpus.config.offline {
        Some(offline) => offline::files(renderer, offline, files, &extras),
        None => offline::without(renderer),
    };
    extras.extend(kept);
    extras
}

fn search_files(site: &Site, lang: usize) -> Vec<(Arc<str>, Arc<[u8]>)> {
    let tag = &site.languages()[lang].tag;
    let pages = site.pages().filter(|(id, page)| id.lang == lang && &*page.source.path != NOT_FOUND);
    let docs: Vec<Doc<'_>> = pages
        .filter_map(|(_, page)| {
            Some(Doc {
                url: &page.url,
                title: &page.source.front.title,
                description: &page.source.front.description,
                lang: site.languages()[page.source.lang].tag.as_str(),
                words: page.source.words.as_ref()?,
            })
        })
        .collect();
    let index = search::index(tag.as_str(), &docs);
    // The entry keeps one name, so that a page does not change when another one's words do.
    let name = |path: String| if path == index.entry { search_entry(tag.as_str()) } else { path };
    index.files.into_iter().map(|(path, bytes)| (name(path).into(), bytes.into())).collect()
}
