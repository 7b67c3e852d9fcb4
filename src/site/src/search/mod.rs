//! Search without a server: an index per language that a page reads in pieces.
//!
//! A static host answers no queries, and a phone should not load a whole index
//! to look up one word. So the folded words of all pages, sorted, are cut into
//! shards of bounded size, and a page loads the *entry*, which knows where each
//! shard begins, then the one or two shards its words fall into, then the few
//! chunks that hold titles of the pages it shows.
//!
//! - [`Words`]: what one page contributes, made once when the page is loaded ([`words`])
//! - postings of all pages, merged over numbered words ([`merge`])
//! - shards and what is typed so far when it fits too many of them ([`shards`])
//! - how it is written down ([`encode`])
//!
//! The reader of these files is `themes/gov/scripts/find.js`;
//! `tests/vectors/search.json` holds the two together.

mod encode;
mod merge;
mod shards;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

pub use words::Words;

/// One page to be found.
#[derive(Debug, Clone, Copy)]
pub struct Doc<'a> {
    /// Where the result leads to.
    pub url: &'a str,
    /// What the result is called.
    pub title: &'a str,
    /// One or two sentences under the title.
    pub description: &'a str,
    /// The page's own language: not the index's when the page is borrowed.
    pub lang: &'a str,
    /// Its words.
    pub words: &'a Words,
}

/// The files of one language's index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Path of the file a page reads first; it is among `files`.
    pub entry: String,
    /// Path and bytes of every file, under `search/<lang>/`, each named by its digest; sorted.
    pub files: Vec<(String, Vec<u8>)>,
}

/// How large pieces may be, in bytes before compression (what they stay under after it as well).
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// One shard of words; a single word may have at most this much.
    shard: usize,
    /// One chunk of titles; a single page may need more.
    chunk: usize,
    /// Pages kept for a word; one that more pages have filters nothing, and only the best of these are kept.
    postings: usize,
    /// Pages kept for a beginning that fits more than two shards, and for a word that too many pages have.
    best: usize,
}

const LIMITS: Limits = Limits { shard: 14_000, chunk: 3_600, postings: 5_000, best: 100 };

/// Digits of a digest in a file's name.
const DIGITS: usize = 10;

/// Makes the index of one language. The order of `docs` decides between pages that match equally well;
/// the same pages in the same order give the same bytes.
pub fn index(lang: &str, docs: &[Doc]) -> Index {
    index_within(LIMITS, lang, docs)
}

fn index_within(limits: Limits, lang: &str, docs: &[Doc]) -> Index {
    let postings = merge::merge(docs.iter().map(|doc| doc.words));
    let shards = shards::cut(&limits, &postings);
    let chunks = chunks(limits.chunk, lang, docs);
    let mut files = Files { folder: format!("search/{lang}/"), files: BTreeMap::new() };
    let entry = Entry {
        lang,
        count: docs.len(),
        words: Pieces {
            from: shards.iter().map(|shard| shard.from.as_str()).collect(),
            files: shards.iter().map(|shard| files.add(&shard.json)).collect(),
        },
        docs: Pieces {
            from: chunks.iter().map(|chunk| chunk.0).collect(),
            files: chunks.iter().map(|chunk| files.add(&chunk.1)).collect(),
        },
        fold: Verbatim(sayyar_base::fold::table_json()),
    };
    files.finish(&entry)
}

/// What a page reads first.
#[derive(Serialize)]
struct Entry<'a> {
    lang: &'a str,
    count: usize,
    words: Pieces<&'a str>,
    docs: Pieces<usize>,
    fold: Verbatim,
}

/// Files, and the first word or page that each holds.
#[derive(Serialize)]
struct Pieces<T> {
    from: Vec<T>,
    files: Vec<String>,
}

/// What a page shows of a result.
#[derive(Serialize)]
struct Shown<'a> {
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
}

/// Number of the first page and JSON of each chunk.
fn chunks(limit: usize, lang: &str, docs: &[Doc]) -> Vec<(usize, String)> {
    let mut chunks: Vec<(usize, String)> = Vec::new();
    for (n, doc) in docs.iter().enumerate() {
        let shown = encode::json(&Shown {
            url: doc.url,
            title: doc.title,
            text: doc.description,
            sections: doc.words.headings().collect(),
            lang: (doc.lang != lang).then_some(doc.lang),
        });
        match chunks.last_mut() {
            Some((_, chunk)) if chunk.len() + shown.len() < limit => {
                chunk.push(',');
                chunk.push_str(&shown);
            }
            _ => chunks.push((n, format!("[{shown}"))),
        }
    }
    for (_, chunk) in &mut chunks {
        chunk.push(']');
    }
    chunks
}

/// Files named by what they hold, so that a browser may keep them for good.
struct Files {
    folder: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// Adds a file; gives its name without folder and ending.
    fn add(&mut self, json: &str) -> String {
        let digest = digest(json);
        let name = (DIGITS..=digest.len())
            .map(|n| &digest[..n])
            .find(|name| self.files.get(&self.path(name)).is_none_or(|other| other == json.as_bytes()))
            .unwrap_or(&digest)
            .to_owned();
        self.files.insert(self.path(&name), json.as_bytes().to_vec());
        name
    }

    fn path(&self, name: &str) -> String {
        format!("{}{name}.json", self.folder)
    }

    fn finish(mut self, entry: &Entry) -> Index {
        let written = encode::json(entry);
        // A raw JSON value inside would need another feature of serde_json: the table is put in as it is.
        let written = written.replacen(Verbatim::HOLE, entry.fold.0, 1);
        let path = format!("{}index.{}.json", self.folder, &digest(&written)[..DIGITS]);
        self.files.insert(path.clone(), written.into_bytes());
        Index { entry: path, files: self.files.into_iter().collect() }
    }
}

/// JSON that is written already.
struct Verbatim(&'static str);

impl Verbatim {
    const HOLE: &str = "\"\\u0000\"";
}

impl Serialize for Verbatim {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("\0")
    }
}

/// SHA-256 in hex.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
