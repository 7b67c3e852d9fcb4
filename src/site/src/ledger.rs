//! The ledger of one language's translations, `content/<lang>/translations.toml`: from which wording of the
//! source each page and message was made, whether a machine or a person answers for it, who and when.
//!
//! A translation is stale when its source has another digest than the ledger says. The file is written one
//! entry a line and sorted, so that a change touches only the lines it is about. Nothing here reads or writes:
//! texts and digests come in, texts and findings go out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fmt::Write as _;
use std::sync::Arc;

use sayyar_base::toml::{Node, Read, read};
use sayyar_base::{Date, Diagnostic, Diagnostics};
use serde::Serialize;

/// Name of the file, in each translated language's content folder.
pub const FILE: &str = "translations.toml";

const HEADER: &str = "\
# Which wording of the default language each translation was made from. Written by `sayyar translate`:
# change translations, not this file. After a merge conflict keep the lines of both sides that differ in
# their name, and of two with the same name either one; then run `sayyar translate status`.
";

/// Something that is translated as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A page, by its path below the language's folder: `services/visa.md`.
    Page(Arc<str>),
    /// A message or term (with its `-`) of a file, by the file's name in all languages: `forms/visa`.
    Message(Arc<str>, Arc<str>),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(path) => f.write_str(path),
            Self::Message(group, id) => write!(f, "{group}#{id}"),
        }
    }
}

/// Who answers for a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nobody yet: it was made by a machine, or nobody said they read it.
    Machine,
    /// A person who read it against its source.
    Reviewed,
}

impl State {
    /// As the ledger has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Reviewed => "reviewed",
        }
    }

    /// The state of a word.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Machine, Self::Reviewed].into_iter().find(|state| state.as_str() == word)
    }
}

/// How a translation came to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Digest of the source it was made from: sixteen hexadecimal digits.
    pub source: String,
    /// Who answers for it.
    pub state: State,
    /// Their name.
    pub by: Option<String>,
    /// The day.
    pub on: Date,
}

/// What is known of one language's translations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// By page or message.
    pub entries: BTreeMap<Key, Made>,
}

/// How a translation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Made from the source as it is now.
    Current(State),
    /// The source has changed since.
    Stale(State),
    /// There, but the ledger does not know from what it was made.
    Untracked,
    /// Not there.
    Missing,
}

impl Status {
    /// In one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current(state) => state.as_str(),
            Self::Stale(_) => "stale",
            Self::Untracked => "untracked",
            Self::Missing => "missing",
        }
    }
}

impl Ledger {
    /// Reads the file. Entries that make no sense are reported and left out.
    pub fn parse(path: &Arc<str>, text: &str) -> (Self, Diagnostics) {
        let (entries, problems) = read(path, text, 0, |table| {
            let mut entries = BTreeMap::new();
            if let Some(pages) = table.node("pages") {
                each(&pages, &mut |name, made| _ = entries.insert(Key::Page(name.into()), made));
            }
            if let Some(groups) = table.node("messages") {
                groups.table(|groups| {
                    for (group, node) in groups.rest() {
                        let group: Arc<str> = group.value.into();
                        each(&node, &mut |id, made| _ = entries.insert(Key::Message(group.clone(), id.into()), made));
                    }
                    Some(())
                });
            }
            Some(entries)
        });
        (Self { entries: entries.unwrap_or_default() }, problems)
    }

    /// Writes the file: pages, then messages by file, each sorted, one line an entry.
    pub fn write(&self) -> String {
        let mut out = String::from(HEADER);
        let mut section: Option<Option<&str>> = None;
        for (key, made) in &self.entries {
            let (group, name) = match key {
                Key::Page(path) => (None, path),
                Key::Message(group, id) => (Some(&**group), id),
            };
            if section != Some(group) {
                section = Some(group);
                out.push_str(&match group {
                    None => "\n[pages]\n".to_owned(),
                    Some(group) => format!("\n[messages.{}]\n", quoted(group)),
                });
            }
            let by = made.by.as_ref().map(|by| format!(", by = {}", quoted(by))).unwrap_or_default();
            let (source, state, on) = (quoted(&made.source), made.state.as_str(), made.on);
            let _ = writeln!(out, "{} = {{ source = {source}, state = \"{state}\"{by}, on = {on} }}", quoted(name));
        }
        out
    }

    /// How everything that has a source stands. `sources` are digests of the default language by what they
    /// name, `there` is what the language has.
    pub fn status(&self, sources: &BTreeMap<Key, String>, there: &BTreeSet<Key>) -> BTreeMap<Key, Status> {
        let one = |(key, digest): (&Key, &String)| {
            let status = match (there.contains(key), self.entries.get(key)) {
                (false, _) => Status::Missing,
                (true, None) => Status::Untracked,
                (true, Some(made)) if made.source == *digest => Status::Current(made.state),
                (true, Some(made)) => Status::Stale(made.state),
            };
            (key.clone(), status)
        };
        sources.iter().map(one).collect()
    }

    /// Records that a translation was made from this source. One that is current and already vouched for as
    /// much stays as it is, so that marking twice changes nothing. Tells whether anything changed.
    pub fn mark(&mut self, key: &Key, made: Made) -> bool {
        let known = self.entries.get(key);
        if known.is_some_and(|known| known.source == made.source && known.state >= made.state) {
            return false;
        }
        self.entries.insert(key.clone(), made);
        true
    }

    /// Forgets what has no source or no translation any more. Tells how many.
    pub fn prune(&mut self, sources: &BTreeMap<Key, String>, there: &BTreeSet<Key>) -> usize {
        let before = self.entries.len();
        self.entries.retain(|key, _| sources.contains_key(key) && there.contains(key));
        before - self.entries.len()
    }
}

/// How many words a text has: what a translator's work is counted in.
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

fn each(node: &Node<'_>, take: &mut dyn FnMut(&str, Made)) {
    node.table(|table| {
        for (name, node) in table.rest() {
            if let Some(made) = node.read() {
                take(name.value, made);
            }
        }
        Some(())
    });
}

impl Read for Made {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.table(|table| {
            let source = table.node("source").map(|node| digest(&node));
            if source.is_none() {
                table.required_node("source");
            }
            let states = [("machine", State::Machine), ("reviewed", State::Reviewed)];
            let state = table.required_node("state").and_then(|node| node.choice("state", &states));
            let by = table.optional("by");
            let on = table.required("on");
            Some(Self { source: source??, state: state?, by, on: on? })
        })
    }
}

fn digest(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    if text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return Some(text.to_owned());
    }
    node.report(
        Diagnostic::error("ledger", format!("`{text}` is not a digest"))
            .at(node.span(), "")
            .help("take the line out and run `sayyar translate mark` for what it names"),
    )
}

/// A TOML basic string, always in quotes: names in the ledger look alike.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            control if control.is_control() => _ = write!(out, "\\u{:04X}", control as u32),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(source: &str, state: State, by: Option<&str>) -> Made {
        Made { source: source.repeat(16), state, by: by.map(Into::into), on: Date::new(2026, 11, 20).unwrap() }
    }

    fn page(path: &str) -> Key {
        Key::Page(path.into())
    }

    fn message(group: &str, id: &str) -> Key {
        Key::Message(group.into(), id.into())
    }

    fn ledger(entries: &[(Key, Made)]) -> Ledger {
        Ledger { entries: entries.iter().cloned().collect() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let ledger = ledger(&[
            (message("forms/visa", "service-title"), made("a", State::Machine, None)),
            (message("content/site", "-agency"), made("b", State::Reviewed, Some("Leyla \"L\" \\ Əli\n"))),
            (page("services/visa.md"), made("c", State::Reviewed, Some("Leyla"))),
            (page("about.md"), made("d", State::Machine, None)),
        ]);
        let text = ledger.write();
        let expected = "
[pages]
\"about.md\" = { source = \"dddddddddddddddd\", state = \"machine\", on = 2026-11-20 }
\"services/visa.md\" = { source = \"cccccccccccccccc\", state = \"reviewed\", by = \"Leyla\", on = 2026-11-20 }

[messages.\"content/site\"]
\"-agency\" = { source = \"bbbbbbbbbbbbbbbb\", state = \"reviewed\", by = \"Leyla \\\"L\\\" \\\\ Əli\\u000A\", on = 2026-11-20 }

[messages.\"forms/visa\"]
\"service-title\" = { source = \"aaaaaaaaaaaaaaaa\", state = \"machine\", on = 2026-11-20 }
";
        assert_eq!(text.strip_prefix(HEADER), Some(expected));
        assert_eq!(Ledger::parse(&"l.toml".into(), &text), (ledger, Vec::new()));
        assert_eq!(Ledger::parse(&"l.toml".into(), ""), (Ledger::default(), Vec::new()));
    }

    #[test]
    fn what_is_wrong_is_said_and_the_rest_is_read() {
        let text = "[pages]\n\"a.md\" = { source = \"xyz\", state = \"machine\", on = 2026-11-20 }\n\
            \"b.md\" = { source = \"0123456789abcdef\", state = \"done\", on = 2026-11-20 }\n\
            \"c.md\" = { source = \"0123456789abcdef\", state = \"machine\", on = \"soon\" }\n\
            \"d.md\" = { source = \"0123456789abcdef\", state = \"machine\", on = 2026-11-20, bye = \"x\" }\n\
            \"e.md\" = { state = \"machine\", on = 2026-11-20 }\n\
            \"f.md\" = { source = \"0123456789abcdef\", state = \"machine\", on = 2026-11-20 }\n[message]\n";
        let (ledger, problems) = Ledger::parse(&"l.toml".into(), text);
        let problems: Vec<_> = problems.iter().map(|one| (one.code, one.message.as_str())).collect();
        assert!(ledger.entries.contains_key(&page("f.md")) && !ledger.entries.contains_key(&page("a.md")));
        let has =
            |part: &str| assert!(problems.iter().any(|(_, message)| message.contains(part)), "{part}: {problems:?}");
        ["`xyz` is not a digest", "done", "`bye`", "`source`", "`message`"].into_iter().for_each(has);
    }

    #[test]
    fn status_follows_digests() {
        let keys = ["same.md", "changed.md", "new.md", "gone.md"].map(page);
        let ledger = ledger(&[
            (keys[0].clone(), made("a", State::Reviewed, None)),
            (keys[1].clone(), made("a", State::Machine, None)),
            (keys[3].clone(), made("a", State::Machine, None)),
        ]);
        let digests = ["a", "b", "c", "d"].map(|digest| digest.repeat(16));
        let sources: BTreeMap<_, _> = keys.iter().cloned().zip(digests).collect();
        let there: BTreeSet<_> = keys[..3].iter().cloned().collect();
        let status = ledger.status(&sources, &there);
        let status: Vec<_> = keys.iter().map(|key| status[key]).collect();
        let expected =
            [Status::Current(State::Reviewed), Status::Stale(State::Machine), Status::Untracked, Status::Missing];
        assert_eq!(status, expected);
        let mut pruned = ledger.clone();
        assert_eq!((pruned.prune(&sources, &there), pruned.entries.len()), (1, 2));
    }

    #[test]
    fn marking_never_takes_a_review_back() {
        let mut ledger = ledger(&[(page("a.md"), made("a", State::Reviewed, Some("Leyla")))]);
        assert!(!ledger.mark(&page("a.md"), made("a", State::Machine, None)));
        assert!(!ledger.mark(&page("a.md"), made("a", State::Reviewed, Some("Kamran"))));
        assert_eq!(ledger.entries[&page("a.md")].by.as_deref(), Some("Leyla"));
        assert!(ledger.mark(&page("a.md"), made("b", State::Machine, None)));
        assert!(ledger.mark(&page("a.md"), made("b", State::Reviewed, Some("Kamran"))));
        assert_eq!(ledger.entries[&page("a.md")].state, State::Reviewed);
    }

    #[test]
    fn words_are_counted() {
        assert_eq!(words("Apply for a **work permit** — 20 days.\n\n- { $n }"), 8);
        assert_eq!(words(""), 0);
    }
}
