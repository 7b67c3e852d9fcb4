//! How words are made equal for searching: one table, used here and in the page.
//!
//! People type `muraciet` for `müraciət` and `ışıq` for `IŞIQ`, with or without
//! marks, with Arabic or Persian letters. Folding maps all of these to one
//! spelling. The generator folds what it indexes, the page folds what is typed:
//! both read `fold.json`, which the search index carries along, and both are
//! held to the vectors in `tests/vectors/fold.json`.
//!
//! The table, by key:
//! - `to`: folded text -> every letter that becomes it. Wins over all that follows.
//! - `shift`: `[first, last, n]`, letters whose folded form is `n` code points on.
//! - `pairs`: ranges in which capital and small letters alternate, capital first.
//! - `drop`: ranges that vanish: combining marks, tatweel, soft hyphens, direction marks.
//! - `join`: a folded letter and a dropped mark that stay a letter of their own (`й`), so that NFD equals NFC.
//! - `solid`: ranges written without spaces; their words are pairs of letters.
//! - `articles`: what Arabic writes in front of a noun; a token goes without it when three letters remain.
//!
//! Case is folded by the table and not by a locale: I, İ, ı and i are one letter
//! to search, whatever the language of the page.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Letters of a token beyond this are not looked at: nobody types them, and addresses or digests would fill the index.
pub const LONGEST: usize = 32;

/// Letters that must remain when an article is taken off.
const ROOT: usize = 3;

/// Code points below this are looked up by position: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Indic, Georgian.
const NEAR: usize = 0x2000;

static TEXT: &str = include_str!("fold.json");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the table is part of the program, and every test parses it")]
    let written = serde_json::from_str(TEXT).expect("fold.json is a table");
    Table::new(&written)
});

/// The table as compact JSON, for the page.
pub fn table_json() -> &'static str {
    static COMPACT: LazyLock<String> = LazyLock::new(|| {
        // `preserve_order` may be on or off: the text is made compact without a map between.
        let mut inside = false;
        TEXT.chars()
            .filter(|&c| {
                inside ^= c == '"';
                inside || !c.is_ascii_whitespace()
            })
            .collect()
    });
    &COMPACT
}

/// Appends the folded text to `into`; what is no letter or digit stays as it is.
pub fn fold(text: &str, into: &mut String) {
    let table = &*TABLE;
    let start = into.len();
    for c in text.chars() {
        match table.of(c) {
            Fold::Break | Fold::Keep | Fold::Solid => into.push(c),
            Fold::One(one) => into.push(one),
            Fold::Text(n) => into.push_str(table.text(n)),
            Fold::Drop => table.join(c, start, into),
        }
    }
}

/// The folded words of a text, in order: runs of letters and digits, pairs of letters where a script has no spaces.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { rest: text }
}

/// What [`tokens`] gives.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Cow<'a, str>> {
        if let Some(plain) = self.plain() {
            return Some(Cow::Borrowed(plain));
        }
        let mut token = String::new();
        self.read(&mut token).then_some(Cow::Owned(token))
    }
}

impl<'a> Tokens<'a> {
    /// Calls `f` for every token that is left. The same as the iterator, without an allocation for each.
    pub fn each(mut self, mut f: impl FnMut(&str)) {
        let mut token = String::with_capacity(4 * LONGEST);
        loop {
            if let Some(plain) = self.plain() {
                f(plain);
            } else if self.read(&mut token) {
                f(&token);
            } else {
                return;
            }
        }
    }

    /// The next token if it is folded already: small ASCII letters and digits, short enough, nothing else touching it.
    fn plain(&mut self) -> Option<&'a str> {
        let bytes = self.rest.as_bytes();
        let start = bytes.iter().position(|b| !b.is_ascii() || b.is_ascii_alphanumeric())?;
        let end = bytes[start..]
            .iter()
            .position(|b| !b.is_ascii_lowercase() && !b.is_ascii_digit())
            .map_or(bytes.len(), |n| start + n);
        let touched = bytes.get(end).is_some_and(|b| !b.is_ascii() || b.is_ascii_uppercase());
        if end == start || end - start > LONGEST || touched {
            return None;
        }
        let token = &self.rest[start..end];
        self.rest = &self.rest[end..];
        Some(token)
    }

    /// Reads the next token into `out`; false at the end of the text.
    fn read(&mut self, out: &mut String) -> bool {
        let table = &*TABLE;
        out.clear();
        let mut letters = 0;
        for (at, c) in self.rest.char_indices() {
            let fold = table.of(c);
            match fold {
                Fold::Drop if letters <= LONGEST => table.join(c, 0, out),
                Fold::Break | Fold::Solid if letters > 0 => {
                    self.rest = &self.rest[at..];
                    table.strip_article(out);
                    return true;
                }
                Fold::Solid => {
                    self.solid(at, c, out);
                    return true;
                }
                Fold::Break | Fold::Drop => {}
                Fold::Keep | Fold::One(_) | Fold::Text(_) => {
                    letters += 1;
                    if letters <= LONGEST {
                        table.push(c, fold, out);
                    }
                }
            }
        }
        self.rest = "";
        table.strip_article(out);
        !out.is_empty()
    }

    /// A letter of a script without spaces, with the one after it: `ABC` is `AB`, `BC`, `C`.
    fn solid(&mut self, at: usize, c: char, out: &mut String) {
        let table = &*TABLE;
        out.push(c);
        let after = at + c.len_utf8();
        let next = self.rest[after..].char_indices().find(|&(_, c)| !matches!(table.of(c), Fold::Drop));
        match next {
            Some((n, c)) if matches!(table.of(c), Fold::Solid) => {
                out.push(c);
                self.rest = &self.rest[after + n..];
            }
            _ => self.rest = &self.rest[after..],
        }
    }
}

/// What becomes of one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fold {
    /// No part of a word.
    Break,
    /// A letter or digit that stays.
    Keep,
    /// A letter that stays, of a script written without spaces.
    Solid,
    /// Vanishes, without ending a word.
    Drop,
    /// Becomes another letter.
    One(char),
    /// Becomes several letters: a position in [`Table::texts`].
    Text(u16),
}

/// `fold.json` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    to: BTreeMap<String, String>,
    shift: Vec<(char, char, i32)>,
    pairs: Vec<String>,
    drop: Vec<String>,
    join: BTreeMap<String, char>,
    solid: Vec<String>,
    articles: Vec<String>,
}

/// `fold.json` made ready for looking up.
struct Table {
    near: Vec<Fold>,
    far: BTreeMap<char, Fold>,
    solid: Vec<(char, char)>,
    texts: Vec<String>,
    /// Folded letter, mark, what both are together.
    joins: Vec<(char, char, char)>,
    articles: Vec<String>,
}

impl Table {
    fn new(written: &Written) -> Table {
        let mut texts = Vec::new();
        let mut map = BTreeMap::new();
        for (first, last) in ranges(&written.drop) {
            map.extend((first..=last).map(|c| (c, Fold::Drop)));
        }
        for (first, last) in ranges(&written.pairs) {
            let shifted = (first..=last).step_by(2).filter_map(|c| Some((c, Fold::One(moved(c, 1)?))));
            map.extend(shifted);
        }
        for &(first, last, by) in &written.shift {
            map.extend((first..=last).filter_map(|c| Some((c, Fold::One(moved(c, by)?)))));
        }
        for (folded, letters) in &written.to {
            let fold = target(folded, &mut texts);
            map.extend(letters.chars().map(|c| (c, fold)));
        }
        let solid: Vec<_> = ranges(&written.solid).collect();
        let near =
            (0..NEAR as u32).filter_map(char::from_u32).map(|c| map.get(&c).copied().unwrap_or(plain(c, &solid)));
        let joins = written.join.iter().filter_map(|(pair, whole)| {
            let mut pair = pair.chars();
            Some((pair.next()?, pair.next()?, *whole))
        });
        Table {
            near: near.collect(),
            far: map.split_off(&'\u{2000}'),
            solid,
            texts,
            joins: joins.collect(),
            articles: written.articles.clone(),
        }
    }

    fn of(&self, c: char) -> Fold {
        match self.near.get(c as usize) {
            Some(fold) => *fold,
            None => self.far.get(&c).copied().unwrap_or_else(|| plain(c, &self.solid)),
        }
    }

    fn text(&self, n: u16) -> &str {
        &self.texts[usize::from(n)]
    }

    fn push(&self, c: char, fold: Fold, out: &mut String) {
        match fold {
            Fold::One(one) => out.push(one),
            Fold::Text(n) => out.push_str(self.text(n)),
            _ => out.push(c),
        }
    }

    /// A dropped mark that makes another letter of the one before it, if that one stands at or after `start`.
    fn join(&self, mark: char, start: usize, out: &mut String) {
        let Some(last) = out[start..].chars().next_back() else { return };
        if let Some((_, _, whole)) = self.joins.iter().find(|(letter, m, _)| *letter == last && *m == mark) {
            out.pop();
            out.push(*whole);
        }
    }

    fn strip_article(&self, token: &mut String) {
        if !token.starts_with(|c| ('\u{620}'..='\u{64a}').contains(&c)) {
            return;
        }
        for article in &self.articles {
            if token.strip_prefix(article.as_str()).is_some_and(|root| root.chars().count() >= ROOT) {
                token.drain(..article.len());
                return;
            }
        }
    }
}

/// Ranges written as their first and last character.
fn ranges(written: &[String]) -> impl Iterator<Item = (char, char)> {
    written.iter().filter_map(|range| {
        let mut ends = range.chars();
        Some((ends.next()?, ends.next()?))
    })
}

fn moved(c: char, by: i32) -> Option<char> {
    char::from_u32((c as u32).checked_add_signed(by)?)
}

fn target(folded: &str, texts: &mut Vec<String>) -> Fold {
    let mut chars = folded.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Fold::Drop,
        (Some(one), None) => Fold::One(one),
        _ => {
            texts.push(folded.to_owned());
            Fold::Text((texts.len() - 1) as u16)
        }
    }
}

/// What a character is that the table does not name.
fn plain(c: char, solid: &[(char, char)]) -> Fold {
    if !c.is_alphanumeric() {
        Fold::Break
    } else if solid.iter().any(|&(first, last)| (first..=last).contains(&c)) {
        Fold::Solid
    } else {
        Fold::Keep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Vector {
        text: String,
        fold: String,
        tokens: Vec<String>,
    }

    fn folded(text: &str) -> String {
        let mut out = String::new();
        fold(text, &mut out);
        out
    }

    #[test]
    fn vectors_agree() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../../tests/vectors/fold.json")).expect("vectors");
        for vector in vectors {
            assert_eq!(folded(&vector.text), vector.fold, "{:?}", vector.text);
            let all: Vec<_> = tokens(&vector.text).collect();
            assert_eq!(all, vector.tokens, "{:?}", vector.text);
            let mut each = Vec::new();
            tokens(&vector.text).each(|token| each.push(token.to_owned()));
            assert_eq!(each, vector.tokens, "{:?}", vector.text);
        }
    }

    #[test]
    fn tokens_are_folded_already() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../../tests/vectors/fold.json")).expect("vectors");
        for token in vectors.iter().flat_map(|v| &v.tokens) {
            assert_eq!(&folded(token), token);
        }
    }

    #[test]
    fn the_page_gets_the_same_table() {
        let ours: serde_json::Value = serde_json::from_str(TEXT).expect("table");
        let theirs: serde_json::Value = serde_json::from_str(table_json()).expect("compact table");
        assert_eq!(ours, theirs);
        assert!(!table_json().contains(": "));
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in ('\0'..='\u{1ffff}').chain('\u{e0000}'..='\u{e01ff}') {
            let once = folded(&c.to_string());
            assert_eq!(folded(&once), once, "{c:?}");
        }
    }
}
