//! What officers read, in their language: Fluent messages, one file a language beside this code. The command line
//! speaks English and takes its sentences from the same place, so that both say the same.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use sayyar_base::Date;
use sayyar_seal::Time;

use crate::web::esc;

/// The languages of the desk: tag, direction, messages. The first is spoken where nothing else is known.
const FILES: [(&str, &str, &str); 4] = [
    ("az", "ltr", include_str!("../words/az.ftl")),
    ("en", "ltr", include_str!("../words/en.ftl")),
    ("ru", "ltr", include_str!("../words/ru.ftl")),
    ("ar", "rtl", include_str!("../words/ar.ftl")),
];

/// One language.
pub struct Words {
    /// Its tag.
    pub tag: &'static str,
    /// Which way it is written: `ltr` or `rtl`.
    pub dir: &'static str,
    bundle: FluentBundle<FluentResource>,
}

/// What a message is given.
pub enum Arg<'a> {
    /// Text that others wrote: harmless in pages, and set apart from the direction of the sentence.
    Text(Cow<'a, str>),
    /// A number, which decides the plural.
    Number(i64),
    /// A piece of a page that was made here.
    Html(String),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.as_str().into())
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

static ALL: LazyLock<BTreeMap<&str, Words>> =
    LazyLock::new(|| FILES.into_iter().map(|(tag, dir, text)| (tag, Words::read(tag, dir, text))).collect());

/// The tags of all languages, in the order they are offered.
pub fn tags() -> impl Iterator<Item = &'static str> {
    FILES.into_iter().map(|(tag, ..)| tag)
}

/// The words of a language, or of the one it is a kind of: `ru-KZ` is Russian.
pub fn find(tag: &str) -> Option<&'static Words> {
    let language = tag.split('-').next().unwrap_or_default();
    ALL.iter().find(|(known, _)| known.eq_ignore_ascii_case(language)).map(|(_, words)| words)
}

/// What the command line speaks.
pub fn english() -> &'static Words {
    &ALL["en"]
}

/// The words of a language that is one of ours, else of the first.
pub fn of(tag: &str) -> &'static Words {
    find(tag).unwrap_or(&ALL[FILES[0].0])
}

impl Words {
    fn read(tag: &'static str, dir: &'static str, text: &str) -> Self {
        let language = tag.parse().expect("the tags above are tags");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Pages set foreign text apart themselves, with elements.
        bundle.set_use_isolating(false);
        // A mistake would leave single messages out; a test reads all of them.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        _ = bundle.add_resource(resource);
        Self { tag, dir, bundle }
    }

    /// Whether there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    /// A message as plain text.
    pub fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let plain = args.iter().map(|(name, arg)| match arg {
            Arg::Text(text) => (*name, FluentValue::from(text.to_string())),
            Arg::Number(number) => (*name, FluentValue::from(*number)),
            Arg::Html(html) => (*name, FluentValue::from(html.clone())),
        });
        self.format(id, plain.collect())
    }

    /// A message as a piece of a page.
    pub fn html(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let harmless = args.iter().map(|(name, arg)| match arg {
            Arg::Text(text) => (*name, FluentValue::from(format!("<bdi>{}</bdi>", esc(text)))),
            Arg::Number(number) => (*name, FluentValue::from(*number)),
            Arg::Html(html) => (*name, FluentValue::from(html.clone())),
        });
        self.format(id, harmless.collect())
    }

    /// A message without holes.
    pub fn t(&self, id: &str) -> String {
        self.say(id, &[])
    }

    fn format(&self, id: &str, args: FluentArgs<'_>) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let Some(pattern) = pattern else { return id.to_owned() };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// A day: 23 November 2026.
    pub fn day(&self, date: Date) -> String {
        let month = self.t(&format!("month-{}", date.month));
        let (day, year) = (date.day.to_string(), date.year.to_string());
        self.say("day", &[("day", day.into()), ("month", month.into()), ("year", year.into())])
    }

    /// A moment, as machines and people read it.
    pub fn time(&self, time: Time) -> String {
        let text = time.to_string();
        let day = self.day(crate::system::day(time));
        format!("<time datetime=\"{text}\">{} <bdi>{} UTC</bdi></time>", esc(day), &text[11..16])
    }

    /// 1.4 MB, 48 KB.
    pub fn size(&self, bytes: u64) -> String {
        match bytes {
            0..1000 => self.say("bytes", &[("count", Arg::Number(i64::try_from(bytes).unwrap_or(0)))]),
            1000..1_000_000 => self.say("kilobytes", &[("count", bytes.div_ceil(1000).to_string().into())]),
            _ => {
                let count = format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10);
                self.say("megabytes", &[("count", count.into())])
            }
        }
    }

    /// A state of an application.
    pub fn state(&self, name: &str) -> String {
        let id = format!("state-{name}");
        if self.has(&id) { self.t(&id) } else { name.to_owned() }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words in {}", self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Ids with the names of their holes.
    fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        let mut last = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if !line.starts_with([' ', '}'])
                && let Some((id, _)) = line.split_once(" =")
            {
                last = id.to_owned();
            }
            let holes = line.split('$').skip(1);
            let holes = holes.map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
            found.entry(last.clone()).or_insert_with(BTreeSet::new).extend(holes);
        }
        found.remove("");
        found
    }

    #[test]
    fn every_language_says_everything_with_the_same_holes() {
        let english = messages(FILES[1].2);
        for (tag, _, text) in FILES {
            assert!(FluentResource::try_new(text.to_owned()).is_ok(), "{tag}");
            assert_eq!(messages(text), english, "{tag}");
            for id in english.keys() {
                assert!(of(tag).has(id), "{tag} {id}");
            }
            // Pages put in markup, words have none.
            assert!(!text.contains(['<', '&', '\u{2066}', '\u{202b}']), "{tag}");
        }
    }

    /// What the code asks for is there, and what is there is asked for.
    #[test]
    fn every_message_is_used_and_every_used_one_is_there() {
        let mut code = String::new();
        let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("words.rs") {
                    code += &std::fs::read_to_string(path).unwrap();
                }
            }
        }
        let known = messages(FILES[1].2);
        let families = ["step-", "advice-", "warning-", "state-", "way-", "problem-", "month-", "decided-"];
        let own = ["bytes", "kilobytes", "megabytes", "day"];
        for id in known.keys().filter(|id| !own.contains(&id.as_str())) {
            let family = families.iter().any(|family| id.starts_with(family));
            assert!(family || code.contains(&format!("\"{id}\"")), "nobody says {id}");
        }
        for start in [".t(\"", ".html(\"", ".say(\""] {
            // The command line says things as well, to its terminal.
            for (at, _) in code.match_indices(start).filter(|(at, _)| !code[..*at].ends_with("out")) {
                let id = code[at + start.len()..].split('"').next().unwrap();
                assert!(known.contains_key(id), "there is no {id}");
            }
        }
    }

    #[test]
    fn what_others_wrote_stays_text_and_apart() {
        let english = english();
        let hostile = "<img src=x onerror=alert(1)>\u{202e}{ $officer }";
        let said = english.html("identity-note", &[("note", hostile.into())]);
        assert_eq!(said, "Note: <bdi>&lt;img src=x onerror=alert(1)&gt;\u{fffd}{ $officer }</bdi>");
        assert_eq!(english.size(1), "1 byte");
        assert_eq!((of("ru").size(2), of("ru").size(1_449_000)), ("2 байта".into(), "1.4 МБ".into()));
        assert_eq!(of("ru").day("2026-11-23".parse().unwrap()), "23 ноября 2026 г.");
        assert_eq!((find("ru-KZ").unwrap().tag, of("tlh").tag, find("tlh").is_none()), ("ru", "az", true));
    }
}
