//! Words of many pages become postings: for each word, which pages have it.
//!
//! Words are numbered as they come, postings sorted by number with one counting
//! pass, and only the numbers are sorted by their words: a site has far fewer
//! different words than uses of them.

use super::words::{WEIGHT_BITS, Weight, Words};

/// Page and weight in one number: the page's position above, the weight in the lowest bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Posting(u32);

impl Posting {
    pub(super) fn new(doc: u32, weight: Weight) -> Posting {
        Posting(doc << WEIGHT_BITS | u32::from(weight))
    }

    pub(super) fn doc(self) -> u32 {
        self.0 >> WEIGHT_BITS
    }

    pub(super) fn weight(self) -> Weight {
        (self.0 & ((1 << WEIGHT_BITS) - 1)) as Weight
    }
}

/// Every word of a language with the pages that have it.
pub(super) struct Postings {
    numbers: Numbers,
    /// Numbers of the words, sorted by word (code points).
    sorted: Vec<u32>,
    /// Where the postings of a number end in `postings`; they begin where those of the number before end.
    ends: Vec<u32>,
    postings: Vec<Posting>,
    /// How many pages there are.
    pub(super) docs: usize,
}

impl Postings {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The word at a position in sorted order.
    pub(super) fn word(&self, at: usize) -> &str {
        self.numbers.word(self.sorted[at])
    }

    /// Its postings, by page.
    pub(super) fn of(&self, at: usize) -> &[Posting] {
        let n = self.sorted[at] as usize;
        let start = if n == 0 { 0 } else { self.ends[n - 1] as usize };
        &self.postings[start..self.ends[n] as usize]
    }

    /// Positions of the words that begin with `prefix`.
    pub(super) fn beginning(&self, prefix: &str) -> std::ops::Range<usize> {
        let start = self.sorted.partition_point(|&n| self.numbers.word(n) < prefix);
        let len = self.sorted[start..].partition_point(|&n| self.numbers.word(n).starts_with(prefix));
        start..start + len
    }
}

/// Merges the words of all pages, numbered in order.
pub(super) fn merge<'a>(pages: impl Iterator<Item = &'a Words>) -> Postings {
    let mut numbers = Numbers::default();
    let mut uses: Vec<(u32, Posting)> = Vec::new();
    let mut docs = 0;
    for words in pages {
        uses.reserve(words.len());
        for (word, weight) in words.iter() {
            uses.push((numbers.number(word), Posting::new(docs as u32, weight)));
        }
        docs += 1;
    }
    let mut sorted: Vec<u32> = (0..numbers.len() as u32).collect();
    sorted.sort_unstable_by(|&a, &b| numbers.word(a).cmp(numbers.word(b)));

    let mut ends = vec![0_u32; numbers.len()];
    for (n, _) in &uses {
        ends[*n as usize] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        let count = *end;
        *end = sum; // first where they begin; after the pass below, where they end
        sum += count;
    }
    let mut postings = vec![Posting::default(); uses.len()];
    for (n, posting) in uses {
        let end = &mut ends[n as usize];
        postings[*end as usize] = posting;
        *end += 1;
    }
    Postings { numbers, sorted, ends, postings, docs }
}

/// Texts numbered in the order in which they are first seen.
///
/// A hash table of numbers beside the texts. The hash decides only where to look, never an order.
#[derive(Default)]
pub(super) struct Numbers {
    text: String,
    /// Where each text ends in `text`, and the hash it has.
    known: Vec<(u32, u32)>,
    /// Number + 1, or 0 where nothing is; the length is a power of two.
    slots: Vec<u32>,
}

impl Numbers {
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    pub(super) fn word(&self, n: u32) -> &str {
        let n = n as usize;
        let start = if n == 0 { 0 } else { self.known[n - 1].0 };
        &self.text[start as usize..self.known[n].0 as usize]
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.known.len() as u32).map(|n| self.word(n))
    }

    /// All texts, one after the other.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// The number of a text, a new one if it was not seen before.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if self.slots.len() < 2 * self.known.len() + 2 {
            self.grow();
        }
        let hash = hash(word.as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                0 => break,
                n if self.known[n as usize - 1].1 == hash && self.word(n - 1) == word => return n - 1,
                _ => at = (at + 1) & mask,
            }
        }
        self.text.push_str(word);
        self.known.push((self.text.len() as u32, hash));
        self.slots[at] = self.known.len() as u32;
        self.slots[at] - 1
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 4).max(512);
        self.slots = vec![0; len];
        for (n, (_, hash)) in self.known.iter().enumerate() {
            let mut at = *hash as usize & (len - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (len - 1);
            }
            self.slots[at] = n as u32 + 1;
        }
    }
}

/// A quick hash of short texts: multiply and rotate over eight bytes at a time, the high bits mixed down.
fn hash(bytes: &[u8]) -> u32 {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
    let mut state = bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = (state.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    }
    let tail = rest.iter().fold(0, |tail, &byte| tail << 8 | u64::from(byte));
    state = (state.rotate_left(5) ^ tail).wrapping_mul(FACTOR);
    (state >> 32) as u32 ^ (state >> 13) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_given_in_order_and_kept() {
        let mut numbers = Numbers::default();
        let words: Vec<String> = (0..5_000).map(|n| format!("word{n}")).chain([String::new()]).collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(numbers.number(word), n as u32);
        }
        for (n, word) in words.iter().enumerate() {
            assert_eq!(numbers.number(word), n as u32);
            assert_eq!(numbers.word(n as u32), word);
        }
        assert_eq!(numbers.len(), words.len());
    }

    #[test]
    fn postings_are_sorted_by_word_then_page() {
        let pages = [
            Words::of("", "", &[], "beta alpha"),
            Words::of("", "", &[], "gamma"),
            Words::of("alpha", "", &[], "beta beta"),
        ];
        let merged = merge(pages.iter());
        let all: Vec<_> = (0..merged.len())
            .map(|at| (merged.word(at), merged.of(at).iter().map(|p| (p.doc(), p.weight())).collect::<Vec<_>>()))
            .collect();
        assert_eq!(all, [("alpha", vec![(0, 0), (2, 7)]), ("beta", vec![(0, 0), (2, 1)]), ("gamma", vec![(1, 0)])]);
        assert_eq!(merged.docs, 3);
        assert_eq!(merged.beginning("b"), 1..2);
        assert_eq!(merged.beginning(""), 0..3);
        assert_eq!(merged.beginning("z"), 3..3);
    }
}
