//! A page as a translator sees it: its title, its description and the paragraphs of its body.
//!
//! What stands in front matter but is no text (weights, dates, services) belongs to the page in every language
//! and is no part of a translation: changing it makes no translation stale.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use sayyar_base::{Diagnostic, Diagnostics, Span};
use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

use crate::load::page::split;
use crate::words::strings::short_hex;

/// Front matter that is text.
const TEXTS: [&str; 3] = ["title", "short", "description"];
/// Front matter that a translation takes from the page it translates.
const SHARED: [&str; 4] = ["template", "services", "slug", "aliases"];

/// One page in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The whole file, with `\n` line ends and without a byte order mark.
    text: String,
    /// Where the front matter stands, without its `+++` lines.
    front: Range<usize>,
    /// Where the body begins.
    body: usize,
    texts: BTreeMap<String, Value>,
    /// Lines of [`SHARED`] keys.
    shared: Vec<Range<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Value {
    text: String,
    /// In the file, quotes included.
    place: Range<usize>,
}

impl Page {
    /// Reads a page's file.
    pub fn parse(path: &Arc<str>, text: &str) -> Result<Self, Box<Diagnostic>> {
        // Mistakes are looked for in the file as it is, so that they are where the person finds them.
        toml_of(path, text)?;
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let (front, body) = part(path, &text)?;
        let table = DeTable::parse(&text[front.clone()]).map_err(|error| syntax(path, front.start, &error))?;
        let mut texts = BTreeMap::new();
        let mut shared = Vec::new();
        let shift = |range: Range<usize>| range.start + front.start..range.end + front.start;
        for (key, value) in table.get_ref().iter() {
            let name = key.get_ref().as_ref();
            match value.get_ref() {
                DeValue::String(words) if TEXTS.contains(&name) => {
                    texts.insert(name.to_owned(), Value { text: words.to_string(), place: shift(value.span()) });
                }
                DeValue::Table(extra) if name == "extra" => {
                    for (key, value) in extra.iter() {
                        // Only what has several words is text: the rest names things.
                        if let Some(words) = value.get_ref().as_str().filter(|words| words.contains(' ')) {
                            let value = Value { text: words.to_owned(), place: shift(value.span()) };
                            texts.insert(format!("extra.{}", key.get_ref()), value);
                        }
                    }
                }
                _ if SHARED.contains(&name) => shared.push(lines(&text, shift(key.span().start..value.span().end))),
                _ => {}
            }
        }
        shared.sort_by_key(|range| range.start);
        Ok(Self { front, body, texts, shared, text })
    }

    /// Texts of the front matter, by name, title first.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let known = TEXTS.iter().filter_map(|name| self.texts.get_key_value(*name));
        let extra = self.texts.iter().filter(|(name, _)| name.starts_with("extra."));
        known.chain(extra).map(|(name, value)| (name.as_str(), value.text.as_str()))
    }

    /// One text of the front matter.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(|value| value.text.as_str())
    }

    /// The body in pieces: what blank lines keep apart. Fenced code stays in one piece.
    pub fn blocks(&self) -> Vec<&str> {
        blocks(&self.text[self.body..])
    }

    /// Names the wording: sixteen hexadecimal digits that change with any text of the page, and not with
    /// blank lines between paragraphs, line ends, or facts of the front matter.
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, text) in self.texts() {
            hasher.update(name);
            hasher.update([0]);
            hasher.update(text);
            hasher.update([0]);
        }
        for block in self.blocks() {
            hasher.update(block);
            hasher.update([0]);
        }
        short_hex(&hasher.finalize().into())
    }

    /// Words in all texts.
    pub fn words(&self) -> usize {
        let texts = self.texts().map(|(_, text)| text);
        texts.chain(self.blocks()).map(crate::ledger::words).sum()
    }

    /// The file with other texts. What is not named stays; blocks replace the whole body.
    pub fn with(&self, texts: &BTreeMap<String, String>, blocks: Option<&[String]>) -> String {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (name, text) in texts {
            match self.texts.get(name) {
                Some(value) if value.text == *text => {}
                Some(value) => edits.push((value.place.clone(), basic_string(text))),
                None if name.starts_with("extra.") => {}
                None => edits.push((self.front.start..self.front.start, format!("{name} = {}\n", basic_string(text)))),
            }
        }
        let extra = texts.iter().filter(|(name, _)| !self.texts.contains_key(*name));
        let extra = extra.filter_map(|(name, text)| Some((name.strip_prefix("extra.")?, text)));
        edits.extend(self.extra(extra.map(|(key, text)| format!("{key} = {}\n", basic_string(text))).collect()));
        if let Some(blocks) = blocks
            && self.blocks() != blocks
        {
            edits.push((self.body..self.text.len(), format!("\n{}\n", blocks.join("\n\n"))));
        }
        apply(&self.text, edits)
    }

    /// Puts lines into `[extra]`, making it where there is none.
    fn extra(&self, lines: String) -> Option<(Range<usize>, String)> {
        if lines.is_empty() {
            return None;
        }
        let mut at = self.front.start;
        for line in self.text[self.front.clone()].split_inclusive('\n') {
            at += line.len();
            if line.trim_end() == "[extra]" {
                return Some((at..at, lines));
            }
        }
        Some((at..at, format!("[extra]\n{lines}")))
    }

    /// A new page in another language: this one's facts, other texts. Texts that are not given are left out.
    pub fn translated(&self, texts: &BTreeMap<String, String>, blocks: &[String]) -> String {
        let absent = self.texts.iter().filter(|(name, _)| !texts.contains_key(*name));
        let absent = absent.map(|(_, value)| lines(&self.text, value.place.clone()));
        let edits = absent.chain(self.shared.iter().cloned()).map(|place| (place, String::new()));
        let bare = apply(&self.text, edits.collect());
        match Self::parse(&Arc::from(""), &bare) {
            Ok(page) => page.with(texts, Some(blocks)),
            // Whole lines were taken out of valid TOML: what is left is valid too.
            Err(_) => self.with(texts, Some(blocks)),
        }
    }
}

fn part(path: &Arc<str>, text: &str) -> Result<(Range<usize>, usize), Box<Diagnostic>> {
    let mut problems = Diagnostics::new();
    split(path, text, &mut problems).ok_or_else(|| {
        let unknown = || Diagnostic::error("front-matter", "this page has no front matter").in_file(path.clone());
        Box::new(problems.pop().unwrap_or_else(unknown))
    })
}

fn toml_of(path: &Arc<str>, text: &str) -> Result<(), Box<Diagnostic>> {
    let (front, _) = part(path, text)?;
    DeTable::parse(&text[front.clone()]).map(drop).map_err(|error| syntax(path, front.start, &error))
}

fn syntax(path: &Arc<str>, offset: usize, error: &toml::de::Error) -> Box<Diagnostic> {
    let place = error.span().unwrap_or(0..0);
    let span = Span::new(path, place.start + offset..place.end + offset);
    Box::new(Diagnostic::error("toml-syntax", error.message().to_owned()).at(span, ""))
}

/// The whole lines that a range touches.
fn lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at + 1);
    start..end
}

fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in edits {
        // Two keys on one line are taken out together.
        out.push_str(&text[at..range.start.max(at)]);
        out.push_str(&replacement);
        at = range.end.max(at);
    }
    out.push_str(&text[at..]);
    out
}

/// TOML text on one line: line breaks are written as `\n`.
fn basic_string(text: &str) -> String {
    toml::Value::String(text.replace('\n', " ")).to_string()
}

/// Pieces of markdown between blank lines, as they are, without the blank lines.
pub fn blocks(body: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start: Option<usize> = None;
    let mut fence: Option<&str> = None;
    let mut at = 0;
    let mut end = 0;
    for line in body.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if blank && fence.is_none() {
            if let Some(start) = start.take() {
                all.push(&body[start..end]);
            }
        } else {
            start.get_or_insert(at);
            fence = after(line.trim(), fence);
        }
        at += line.len();
        if !blank {
            end = at - (line.len() - line.trim_end().len());
        }
    }
    all.extend(start.map(|start| &body[start..end]));
    all
}

/// The fence that is open after a line.
fn after<'a>(line: &'a str, open: Option<&'a str>) -> Option<&'a str> {
    let mark = ["`", "~"].into_iter().find(|mark| line.starts_with(&mark.repeat(3)));
    let marks = mark.map_or(0, |mark| line.len() - line.trim_start_matches(mark).len());
    let (run, rest) = line.split_at(marks);
    match open {
        None => (marks > 0 && !(run.starts_with('`') && rest.contains('`'))).then_some(run),
        Some(fence) if rest.trim().is_empty() && run.starts_with(fence) => None,
        open => open,
    }
}

/// Pairs the blocks of a source with those of its translation: section by section where both have the same
/// sections (by `{#id}`, else by level), in order otherwise. Every block is in exactly one pair.
pub fn align<'a>(source: &[&'a str], translation: &[&'a str]) -> Vec<(Option<&'a str>, Option<&'a str>)> {
    let (mine, theirs) = (sections(source), sections(translation));
    let pairs: Vec<_> = if names(&mine) == names(&theirs) {
        mine.into_iter().zip(theirs).collect()
    } else {
        vec![(source.to_vec(), translation.to_vec())]
    };
    let mut all = Vec::new();
    for (mine, theirs) in pairs {
        let longest = mine.len().max(theirs.len());
        all.extend((0..longest).map(|at| (mine.get(at).copied(), theirs.get(at).copied())));
    }
    all
}

/// What each section's heading goes by; nothing for what comes before the first.
fn names<'a>(sections: &[Vec<&'a str>]) -> Vec<Option<&'a str>> {
    sections.iter().map(|section| section.first().and_then(|first| heading(first))).collect()
}

fn sections<'a>(blocks: &[&'a str]) -> Vec<Vec<&'a str>> {
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for block in blocks {
        match all.last_mut() {
            Some(last) if heading(block).is_none() => last.push(block),
            _ => all.push(vec![block]),
        }
    }
    all
}

/// What tells one heading from another in every language; none when the block is no heading.
fn heading(block: &str) -> Option<&str> {
    let line = block.lines().next()?;
    let level = line.len() - line.trim_start_matches('#').len();
    if !(1..=6).contains(&level) || !line[level..].starts_with(' ') {
        return None;
    }
    Some(id(line).unwrap_or(&line[..level]))
}

fn id(heading: &str) -> Option<&str> {
    heading.rsplit_once("{#")?.1.strip_suffix('}')
}

/// What a translation must keep: components by name (`fee`, `notice`) and headings by id (`#prepare`), sorted.
pub fn kept(blocks: &[impl AsRef<str>]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        for opening in ["{{", "{%"] {
            let calls = block.as_ref().split(opening).skip(1);
            let word = |rest: &str| -> String {
                rest.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
            };
            all.extend(calls.map(word).filter(|name| !name.is_empty() && name != "end"));
        }
        all.extend(
            block.as_ref().lines().filter(|line| line.starts_with('#')).filter_map(id).map(|id| format!("#{id}")),
        );
    }
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "+++\n# what it is\ntitle = \"İş icazəsi\" # shown\nservices = [\n  \"work-permit\",\n]\nweight = 10\n\
        description = 'Azərbaycanda işləmək'\nslug = \"is-icazesi\"\n[extra]\nlead = \"Bir neçə söz\"\nicon = \"work\"\n+++\n\n\
        Birinci.\n\n\n## Addımlar {#steps}\n\n1. Bir\n\n   davamı\n\n```\nkod\n\n\nkod\n```\n{% notice(tone=\"info\") %}\n\
        {{ fee(service=\"x\") }}\n{% end %}\n";

    fn page(text: &str) -> Page {
        Page::parse(&"p.md".into(), text).unwrap()
    }

    fn texts(all: &[(&str, &str)]) -> BTreeMap<String, String> {
        all.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect()
    }

    #[test]
    fn a_page_comes_apart_and_together() {
        let page = page(FILE);
        let found: Vec<_> = page.texts().collect();
        let expected =
            [("title", "İş icazəsi"), ("description", "Azərbaycanda işləmək"), ("extra.lead", "Bir neçə söz")];
        assert_eq!(found, expected);
        let blocks = page.blocks();
        assert_eq!(blocks.len(), 5, "{blocks:#?}");
        assert_eq!((blocks[1], blocks[3]), ("## Addımlar {#steps}", "   davamı"));
        assert!(blocks[4].starts_with("```\nkod\n\n\nkod\n```\n{%"));
        let same: Vec<String> = blocks.iter().map(|block| (*block).to_owned()).collect();
        assert_eq!(page.with(&texts(&expected), Some(&same)), FILE);
        assert_eq!(kept(&blocks), ["#steps", "fee", "notice"]);
    }

    #[test]
    fn edits_leave_comments_and_facts_alone() {
        let changed =
            page(FILE).with(&texts(&[("title", "Say \"hi\""), ("short", "Hi")]), Some(&["One.".into(), "Two.".into()]));
        let expected = "+++\nshort = \"Hi\"\n# what it is\ntitle = 'Say \"hi\"' # shown\nservices = [";
        assert!(changed.starts_with(expected), "{changed}");
        assert!(changed.ends_with("+++\n\nOne.\n\nTwo.\n"));
        assert_eq!(page(&changed).text("title"), Some("Say \"hi\""));
        let more = [("extra.lead", "A few words"), ("extra.note", "And more")];
        let made = page("+++\ntitle = \"x\"\n+++\nBody\n").with(&texts(&more), None);
        assert_eq!(made, "+++\ntitle = \"x\"\n[extra]\nlead = \"A few words\"\nnote = \"And more\"\n+++\nBody\n");
        assert!(
            page(FILE).with(&texts(&more), None).contains("[extra]\nnote = \"And more\"\nlead = \"A few words\"\nicon")
        );
    }

    #[test]
    fn a_new_translation_takes_the_facts_and_no_words() {
        let made = page(FILE).translated(&texts(&[("title", "Work permit")]), &["First.".into()]);
        assert_eq!(
            made,
            "+++\n# what it is\ntitle = \"Work permit\" # shown\nweight = 10\n[extra]\nicon = \"work\"\n+++\n\nFirst.\n"
        );
    }

    #[test]
    fn digests_are_of_words() {
        let digest = page(FILE).digest();
        let facts = FILE.replace("weight = 10", "weight = 20").replace("\n\n\n##", "\n\n##").replace('\n', "\r\n");
        assert_eq!(page(&facts).digest(), digest);
        for (from, to) in [("Birinci", "İkinci"), ("İş icazəsi", "İş"), ("neçə", "iki"), ("kod\n\n\nkod", "kod\n\nkod")]
        {
            assert_ne!(page(&FILE.replace(from, to)).digest(), digest, "{from}");
        }
        assert_eq!(page("+++\ntitle = \"One two\"\n+++\nthree *four* —\n").words(), 4);
    }

    #[test]
    fn blocks_are_paired_by_section() {
        let source = ["a", "b", "## One {#one}", "c", "## Two {#two}", "d"];
        let translation = ["A", "## Bir {#one}", "C1", "C2", "## İki {#two}", "D"];
        let pairs = align(&source, &translation);
        let expected = [
            (Some("a"), Some("A")),
            (Some("b"), None),
            (Some("## One {#one}"), Some("## Bir {#one}")),
            (Some("c"), Some("C1")),
            (None, Some("C2")),
            (Some("## Two {#two}"), Some("## İki {#two}")),
            (Some("d"), Some("D")),
        ];
        assert_eq!(pairs, expected);
        assert_eq!(align(&["a", "## X {#x}"], &["A", "B"]), [(Some("a"), Some("A")), (Some("## X {#x}"), Some("B"))]);
        assert_eq!(align(&["a"], &[]), [(Some("a"), None)]);
    }

    #[test]
    fn broken_front_matter_is_reported() {
        for text in ["", "# no front matter", "+++\ntitle = \"x\"\n", "+++\ntitle = \n+++\n"] {
            assert!(Page::parse(&"p.md".into(), text).is_err(), "{text}");
        }
    }
}
