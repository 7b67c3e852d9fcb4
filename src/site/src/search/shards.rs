//! The sorted words cut into shards that a page can load one at a time.
//!
//! A shard holds all words from its `from` up to the next one's, so a beginning
//! that somebody types covers one shard or a few neighbours. Where it would be
//! more than two ("m" of "müraciət"), loading them all is too much for a first
//! guess: the shard the beginning itself falls into carries the best pages for it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Limits;
use super::encode;
use super::merge::{Posting, Postings};
use super::words::Weight;

/// Shards that a page loads for one beginning; `find.js` has the same number.
const SPAN: usize = 2;

/// A list that begins so is the best part of one that is too long.
const PARTIAL: char = '!';

/// One shard.
pub(super) struct Shard {
    /// The shortest text that is above every word of the shards before and not above its own words.
    pub(super) from: String,
    pub(super) json: String,
}

#[derive(Serialize)]
struct Written<'a> {
    /// Words, each as [`encode::word`] has it, separated by spaces.
    words: String,
    /// Postings of each, separated by spaces.
    pages: String,
    /// Best pages for beginnings.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    short: BTreeMap<&'a str, String>,
}

/// Cuts the words into shards within the limits.
pub(super) fn cut(limits: &Limits, postings: &Postings) -> Vec<Shard> {
    let lists = Lists::new(limits, postings);
    let mut starts = Vec::new();
    let mut start = 0;
    while start < postings.len() {
        starts.push(start);
        start = end_of_shard(limits, postings, &lists, start);
    }
    let froms: Vec<&str> =
        starts.iter().map(|&at| if at == 0 { "" } else { between(postings.word(at - 1), postings.word(at)) }).collect();
    let mut short = short(limits, postings, &froms);
    let ends = starts.iter().skip(1).copied().chain([postings.len()]);
    let shards = starts.iter().zip(ends).zip(&froms).enumerate();
    shards
        .map(|(n, ((&start, end), from))| Shard {
            from: (*from).to_owned(),
            json: write(postings, &lists, start..end, short.remove(&n).unwrap_or_default()),
        })
        .collect()
}

/// The encoded postings of every word.
struct Lists {
    text: String,
    ends: Vec<usize>,
}

impl Lists {
    fn new(limits: &Limits, postings: &Postings) -> Lists {
        let mut lists = Lists { text: String::new(), ends: Vec::with_capacity(postings.len()) };
        let mut best = Best::new(postings.docs);
        for at in 0..postings.len() {
            let list = postings.of(at);
            if list.len() > limits.postings {
                lists.text.push(PARTIAL);
                best.add(list);
                encode::postings(&best.take(limits.best), &mut lists.text);
            } else {
                encode::postings(list, &mut lists.text);
            }
            lists.ends.push(lists.text.len());
        }
        lists
    }

    fn of(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }
}

/// Where the shard that begins at `start` ends: as late as the limit allows, but in its last third
/// rather where a short beginning changes, so that fewer beginnings lie in two shards.
fn end_of_shard(limits: &Limits, postings: &Postings, lists: &Lists, start: usize) -> usize {
    let mut size = 0;
    let mut best = (usize::MAX, postings.len());
    for at in start..postings.len() {
        size += postings.word(at).len() + lists.of(at).len() + 3;
        if at > start && size > limits.shard {
            return best.1.min(at);
        }
        if size > limits.shard * 2 / 3 && at + 1 < postings.len() {
            let length = between(postings.word(at), postings.word(at + 1)).len();
            if length <= best.0 {
                best = (length, at + 1);
            }
        }
    }
    postings.len()
}

/// The shortest beginning of `word` that is above `before`, which is below `word`.
fn between<'a>(before: &str, word: &'a str) -> &'a str {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| &word[..end]).find(|beginning| *beginning > before).unwrap_or(word)
}

/// The best pages for every beginning that lies in more than [`SPAN`] shards, by shard.
fn short<'a>(limits: &Limits, postings: &'a Postings, froms: &[&'a str]) -> BTreeMap<usize, BTreeMap<&'a str, String>> {
    // A beginning lies in one shard, and one more for every `from` above it that begins with it.
    let mut further: BTreeMap<&str, usize> = BTreeMap::new();
    for from in froms {
        for (end, _) in from.char_indices().skip(1) {
            *further.entry(&from[..end]).or_default() += 1;
        }
    }
    let mut best = Best::new(postings.docs);
    let mut short: BTreeMap<usize, BTreeMap<&str, String>> = BTreeMap::new();
    for (beginning, _) in further.into_iter().filter(|(_, count)| *count >= SPAN) {
        postings.beginning(beginning).for_each(|at| best.add(postings.of(at)));
        let mut list = String::new();
        encode::postings(&best.take(limits.best), &mut list);
        let shard = froms.partition_point(|from| *from <= beginning).saturating_sub(1);
        short.entry(shard).or_default().insert(beginning, list);
    }
    short
}

fn write(postings: &Postings, lists: &Lists, range: std::ops::Range<usize>, short: BTreeMap<&str, String>) -> String {
    let mut words = String::new();
    let mut pages = String::new();
    let mut before = "";
    for at in range {
        if !pages.is_empty() {
            words.push(' ');
            pages.push(' ');
        }
        encode::word(before, postings.word(at), &mut words);
        pages.push_str(lists.of(at));
        before = postings.word(at);
    }
    encode::json(&Written { words, pages, short })
}

/// Finds the pages with the highest weight among many postings.
struct Best {
    /// Highest weight of a page so far, plus one; 0 where there is none.
    weights: Vec<Weight>,
}

impl Best {
    fn new(docs: usize) -> Best {
        Best { weights: vec![0; docs] }
    }

    fn add(&mut self, list: &[Posting]) {
        for posting in list {
            let weight = &mut self.weights[posting.doc() as usize];
            *weight = (*weight).max(posting.weight() + 1);
        }
    }

    /// At most `count` pages, the better ones, earlier before later; sorted by page. Begins anew.
    fn take(&mut self, count: usize) -> Vec<Posting> {
        let mut of_weight = [0_usize; 1 << super::words::WEIGHT_BITS];
        for weight in self.weights.iter().filter(|weight| **weight > 0) {
            of_weight[usize::from(weight - 1)] += 1;
        }
        let mut left = [0_usize; 1 << super::words::WEIGHT_BITS];
        let mut room = count;
        for (left, of_weight) in left.iter_mut().zip(of_weight).rev() {
            *left = of_weight.min(room);
            room -= *left;
        }
        let mut best = Vec::with_capacity(count - room);
        for (doc, weight) in self.weights.iter_mut().enumerate() {
            if let Some(weight) = std::mem::take(weight).checked_sub(1)
                && left[usize::from(weight)] > 0
            {
                left[usize::from(weight)] -= 1;
                best.push(Posting::new(doc as u32, weight));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_begins_with_the_shortest_text_between() {
        assert_eq!(between("muraciet", "mutexessis"), "mut");
        assert_eq!(between("mu", "mura"), "mur");
        assert_eq!(between("ab", "b"), "b");
        assert_eq!(between("виза", "визит"), "визи");
    }

    #[test]
    fn the_best_pages_are_kept_earlier_first() {
        let mut best = Best::new(6);
        let list: Vec<_> =
            [(0, 0), (1, 3), (2, 0), (4, 7), (5, 3)].map(|(doc, weight)| Posting::new(doc, weight)).into();
        best.add(&list);
        let docs = |list: Vec<Posting>| list.iter().map(|p| (p.doc(), p.weight())).collect::<Vec<_>>();
        assert_eq!(docs(best.take(4)), [(0, 0), (1, 3), (4, 7), (5, 3)]);
        assert!(best.take(4).is_empty());
    }
}
