//! The index as a whole: the vectors that the page's reader is held to, limits, order.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::*;

/// `tests/vectors/search.json`: pages, the index made of them, and what queries find in it (`tests/js/find.test.mjs`).
#[derive(Serialize, Deserialize)]
struct Vector {
    lang: String,
    limits: BTreeMap<String, usize>,
    docs: Vec<Page>,
    queries: serde_json::Value,
    marks: serde_json::Value,
    entry: String,
    files: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct Page {
    url: String,
    title: String,
    text: String,
    sections: Vec<String>,
    body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
}

fn words(page: &Page) -> Words {
    let sections: Vec<&str> = page.sections.iter().map(String::as_str).collect();
    Words::of(&page.title, &page.text, &sections, &page.body)
}

#[test]
fn vectors_agree() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/search.json");
    let text = std::fs::read_to_string(&path).expect("vectors");
    let mut vector: Vector = serde_json::from_str(&text).expect("vectors");
    let words: Vec<Words> = vector.docs.iter().map(words).collect();
    let docs: Vec<Doc> = vector
        .docs
        .iter()
        .zip(&words)
        .map(|(page, words)| Doc {
            url: &page.url,
            title: &page.title,
            description: &page.text,
            lang: page.lang.as_deref().unwrap_or(&vector.lang),
            words,
        })
        .collect();
    let limit = |name: &str| vector.limits[name];
    let limits =
        Limits { shard: limit("shard"), chunk: limit("chunk"), postings: limit("postings"), best: limit("best") };
    let index = index_within(limits, &vector.lang, &docs);
    let text_of = |bytes: Vec<u8>| String::from_utf8(bytes).expect("JSON");
    let files: BTreeMap<String, String> = index.files.into_iter().map(|(path, bytes)| (path, text_of(bytes))).collect();
    if std::env::var_os("UPDATE").is_some() {
        vector.entry = index.entry;
        vector.files = files;
        let text = serde_json::to_string_pretty(&vector).expect("vectors");
        std::fs::write(&path, text + "\n").expect("written");
    } else {
        assert_eq!(vector.entry, index.entry);
        assert_eq!(vector.files, files, "UPDATE=1 writes them anew");
    }
}

/// Pages of a made-up language: some words are everywhere, most are rare.
fn pages(count: usize, length: usize) -> Vec<(String, Words)> {
    let mut state = 1_u64;
    let mut random = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / (1_u64 << 31) as f64
    };
    let mut word = move || {
        let rank = (random() * 10.0).exp() as usize; // few low ranks are used most
        let syllables = ["mu", "ra", "ci", "et", "is", "ba", "ki", "qe", "dir", "lar", "viz", "yo"];
        let mut n = rank * 7;
        let mut word = String::new();
        loop {
            word.push_str(syllables[n % syllables.len()]);
            n /= syllables.len();
            if n == 0 {
                return word;
            }
        }
    };
    (0..count)
        .map(|n| {
            let mut text = |length: usize| (0..length).map(|_| word()).collect::<Vec<_>>().join(" ");
            let title = text(4);
            let words = Words::of(&title, &text(12), &[&text(3), &text(4)], &text(length));
            (format!("{title} {n}"), words)
        })
        .collect()
}

fn docs(pages: &[(String, Words)]) -> Vec<Doc<'_>> {
    let doc = |(title, words)| Doc { url: "/az/sehife/", title, description: title, lang: "az", words };
    pages.iter().map(|(title, words)| doc((title.as_str(), words))).collect()
}

#[test]
fn pieces_stay_within_limits() {
    let pages = pages(1_200, 150);
    let index = index("az", &docs(&pages));
    let (entry, pieces): (Vec<_>, Vec<_>) = index.files.iter().partition(|(path, _)| *path == index.entry);
    assert_eq!(entry.len(), 1);
    assert!(pieces.len() > 20, "{} files", pieces.len());
    // JSON around the words, and the best pages of a few beginnings, come on top.
    let most = LIMITS.shard + 2_000;
    for (path, bytes) in pieces {
        assert!(bytes.len() <= most, "{path} has {} bytes", bytes.len());
    }
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let pages = pages(60, 80);
    assert_eq!(index("az", &docs(&pages)), index("az", &docs(&pages)));
}

#[test]
fn a_word_that_is_everywhere_keeps_its_best_pages() {
    let limits = Limits { postings: 10, best: 3, ..LIMITS };
    let common = Words::of("", "", &[], "və");
    let title = Words::of("və", "", &[], "");
    let mut all = vec![("a".to_owned(), common); 20];
    all[13].1 = title;
    let index = index_within(limits, "az", &docs(&all));
    let shard = index.files.iter().find(|(_, bytes)| bytes.starts_with(b"{\"words\"")).expect("a shard");
    let mut best = String::from("!");
    encode::postings(&[(0, 0), (1, 0), (13, 7)].map(|(doc, weight)| merge::Posting::new(doc, weight)), &mut best);
    let shard: serde_json::Value = serde_json::from_slice(&shard.1).expect("JSON");
    assert_eq!(shard["pages"], best);
}

#[test]
fn a_language_without_pages_has_an_index() {
    let index = index("ar", &[]);
    assert_eq!(index.files.len(), 1);
    assert!(index.entry.starts_with("search/ar/index."));
}
