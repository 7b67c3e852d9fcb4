//! What one page contributes to the index: its folded words, each once, with how much the page is about it.

use sayyar_base::fold::tokens;

use super::merge::Numbers;

/// How much a page is about a word: three bits, more is more. `find.js` says what each is worth.
pub(super) type Weight = u8;

/// Bits that a weight needs.
pub(super) const WEIGHT_BITS: u32 = 3;

/// A title of at most this many words is about each of them.
const SHORT_TITLE: usize = 3;

/// Headings kept to be shown, and their bytes in all.
const HEADINGS: usize = 12;
const HEADING_BYTES: usize = 400;

const TITLE: u8 = 1;
const HEADING: u8 = 2;
const DESCRIPTION: u8 = 4;

/// The folded words of one page with their weights, and its headings as they are shown.
///
/// Made once when the page is loaded; it depends on that page's text alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The words, one after the other, in the order of their first use.
    text: Box<str>,
    /// Bytes of each word and its weight.
    parts: Box<[(u8, Weight)]>,
    /// Headings, each followed by a line feed.
    headings: Box<str>,
}

impl Words {
    /// Folds and weighs the words of a page. `text` is all that readers see of the body, without markup;
    /// whether it holds the headings again makes little difference.
    pub fn of(title: &str, description: &str, headings: &[&str], text: &str) -> Words {
        let mut page = Page::default();
        page.add(title, TITLE);
        let short = page.numbers.len() <= SHORT_TITLE;
        headings.iter().for_each(|heading| page.add(heading, HEADING));
        page.add(description, DESCRIPTION);
        page.add(text, 0);
        let parts = page.numbers.words().zip(&page.uses).map(|(word, uses)| {
            // A folded word has at most `LONGEST` letters of at most four bytes.
            let bytes = u8::try_from(word.len()).unwrap_or(u8::MAX);
            (bytes, weight(uses, short))
        });
        Words { parts: parts.collect(), headings: kept(headings), text: page.numbers.into_text().into_boxed_str() }
    }

    /// The words with their weights.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Weight)> {
        let mut rest = &*self.text;
        self.parts.iter().map(move |&(bytes, weight)| {
            let (word, after) = rest.split_at(usize::from(bytes));
            rest = after;
            (word, weight)
        })
    }

    /// The headings to be shown under a result.
    pub(super) fn headings(&self) -> impl Iterator<Item = &str> {
        self.headings.lines()
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }
}

/// Where and how often a page uses a word.
#[derive(Debug, Clone, Copy, Default)]
struct Uses {
    fields: u8,
    body: u8,
}

#[derive(Default)]
struct Page {
    numbers: Numbers,
    uses: Vec<Uses>,
}

impl Page {
    fn add(&mut self, text: &str, field: u8) {
        tokens(text).each(|token| {
            let n = self.numbers.number(token) as usize;
            if n == self.uses.len() {
                self.uses.push(Uses::default());
            }
            self.uses[n].fields |= field;
            if field == 0 {
                self.uses[n].body = self.uses[n].body.saturating_add(1);
            }
        });
    }
}

/// Title above headings above description above body.
fn weight(uses: &Uses, short_title: bool) -> Weight {
    let has = |field| uses.fields & field != 0;
    match uses.body {
        _ if has(TITLE) && short_title => 7,
        _ if has(TITLE) => 6,
        _ if has(HEADING) && has(DESCRIPTION) => 5,
        _ if has(HEADING) => 4,
        _ if has(DESCRIPTION) => 3,
        4.. => 2,
        2.. => 1,
        _ => 0,
    }
}

fn kept(headings: &[&str]) -> Box<str> {
    let mut kept = String::new();
    for heading in headings.iter().take(HEADINGS) {
        let start = kept.len();
        for word in heading.split_whitespace() {
            if kept.len() > start {
                kept.push(' ');
            }
            kept.push_str(word);
        }
        if kept.len() > HEADING_BYTES {
            kept.truncate(start);
            break;
        }
        if kept.len() > start {
            kept.push('\n');
        }
    }
    kept.into_boxed_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(words: &Words) -> Vec<(&str, Weight)> {
        words.iter().collect()
    }

    #[test]
    fn the_best_place_counts() {
        let words = Words::of("İş icazəsi", "Kim ala bilər", &["Rüsum", "Kim"], "iş rüsum iki iki beş beş beş beş");
        assert_eq!(
            weights(&words),
            [("is", 7), ("icazesi", 7), ("rusum", 4), ("kim", 5), ("ala", 3), ("biler", 3), ("iki", 1), ("bes", 2)]
        );
    }

    #[test]
    fn a_long_title_says_less_about_each_word() {
        let words = Words::of("one two three four", "", &[], "");
        assert!(words.iter().all(|(_, weight)| weight == 6));
    }

    #[test]
    fn headings_are_kept_in_one_line_each_and_within_bounds() {
        let long = "x".repeat(HEADING_BYTES);
        let words = Words::of("", "", &["First\n part", " ", "Second", &long, "Third"], "");
        assert_eq!(words.headings().collect::<Vec<_>>(), ["First part", "Second"]);
        let many = vec!["a"; 40];
        assert_eq!(Words::of("", "", &many, "").headings().count(), HEADINGS);
    }

    #[test]
    fn an_empty_page_has_no_words() {
        assert_eq!(Words::of("", "", &[], ""), Words::default());
    }
}
