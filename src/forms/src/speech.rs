//! One language of a form at run time: its words, and how it writes numbers, dates and money. The generator
//! compiles it from Fluent and the CLDR; the page and the companion read it from the bundle, with no ICU.
//!
//! As JSON:
//! ```json
//! {"tag":"az","dir":"ltr","name":"Azərbaycanca","locale":{...},"order":{"countries":["AF"]},
//!  "messages":{"months":"How long?","months.range":["From ",{"v":"min"}]}}
//! ```
//! `locale` is a [`Tongue`]. Messages are by `id` or `id.attribute`, terms with their `-`; their patterns are
//! [`sayyar_base::message::Pattern`]s.

mod answer;
mod learn;
mod tongue;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use sayyar_base::message::{Number, Pattern, Reference, Speaker, Value};
use sayyar_base::{Currency, Date, Dir, Money, Tag};
use serde_json::{Map, Value as Json, json};

pub use learn::{NotLearnt, Teacher};
pub use tongue::Tongue;

/// JSON that is no speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotASpeech(&'static str);

impl fmt::Display for NotASpeech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the words of the form are damaged: {}", self.0)
    }
}

impl std::error::Error for NotASpeech {}

/// A language that speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// Its tag.
    pub tag: Tag,
    /// Which way it is written.
    pub dir: Dir,
    /// Its name in itself.
    pub name: String,
    /// How it writes numbers and dates.
    pub tongue: Tongue,
    order: BTreeMap<String, Vec<String>>,
    messages: BTreeMap<Arc<str>, Pattern>,
}

impl Speech {
    /// A language without words yet.
    pub fn new(tag: Tag, dir: Dir, name: impl Into<String>, tongue: Tongue) -> Self {
        Self { tag, dir, name: name.into(), tongue, order: BTreeMap::new(), messages: BTreeMap::new() }
    }

    /// Adds a message, or an attribute of one (`months.hint`), or a term (`-agency`).
    pub fn add(&mut self, id: impl Into<Arc<str>>, pattern: Pattern) {
        self.messages.insert(id.into(), pattern);
    }

    /// The order in which this language shows the values of a list.
    pub fn sort(&mut self, list: impl Into<String>, values: Vec<String>) {
        self.order.insert(list.into(), values);
    }

    /// The values of a list in this language's order, where it has one of its own.
    pub fn order(&self, list: &str) -> Option<&[String]> {
        self.order.get(list).map(Vec::as_slice)
    }

    /// All messages, by id.
    pub fn messages(&self) -> impl Iterator<Item = (&str, &Pattern)> {
        self.messages.iter().map(|(id, pattern)| (&**id, pattern))
    }

    /// Whether there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.messages.contains_key(id)
    }

    /// The text of a message or of an attribute (`months.hint`). What it asks for and is not given stands in it
    /// in braces.
    pub fn say(&self, id: &str, arguments: &[(&str, Value<'_>)]) -> Option<String> {
        let mut text = String::new();
        let pattern = self.messages.get(id)?;
        // A lost argument is in the text, where its readers see it.
        _ = pattern.write(self, arguments, &mut text);
        Some(text)
    }

    /// A day as people read it.
    pub fn date(&self, date: Date) -> String {
        self.tongue.date(date)
    }

    /// An amount with its currency. Whole amounts have no decimals.
    pub fn money(&self, money: Money) -> String {
        self.tongue.money(money)
    }

    /// A number with the language's digits and signs.
    pub fn number(&self, number: Number) -> String {
        let mut text = String::new();
        self.tongue.write(number, &mut text);
        text
    }

    /// Several things in one sentence: a, b and c.
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.tongue.list(items)
    }

    /// What a message is given, from JSON: a number is a number, `{"n":"12.5"}` a decimal, `{"date":"2026-11-23"}` a
    /// day, `{"amount":35000,"currency":"AZN"}` money, a list is its parts in one sentence; text is text.
    pub fn argument(&self, json: &Json) -> Option<Value<'static>> {
        let text = |text: String| Some(Value::Text(text.into()));
        match json {
            Json::Number(number) => number.as_i64().map(|number| Value::Number(number.into())),
            Json::String(own) => text(own.clone()),
            Json::Array(items) => {
                let items = items.iter().map(|item| match self.argument(item)? {
                    Value::Text(text) => Some(text.into_owned()),
                    Value::Number(number) => Some(self.number(number)),
                });
                text(self.list(&items.collect::<Option<Vec<_>>>()?))
            }
            Json::Object(map) => {
                if let Some(number) = map.get("n") {
                    return Number::parse(number.as_str()?).map(Value::Number);
                }
                if let Some(date) = map.get("date") {
                    return text(self.date(date.as_str()?.parse().ok()?));
                }
                money_in(map).and_then(|money| text(self.money(money)))
            }
            Json::Null | Json::Bool(_) => None,
        }
    }

    /// As JSON.
    pub fn to_json(&self) -> Json {
        let messages: Map<_, _> = self.messages.iter().map(|(id, words)| (id.to_string(), words.to_json())).collect();
        json!({
            "tag": self.tag,
            "dir": self.dir,
            "name": self.name,
            "locale": self.tongue.to_json(),
            "order": self.order,
            "messages": messages,
        })
    }

    /// Reads what [`Speech::to_json`] wrote.
    pub fn from_json(json: &Json) -> Result<Self, NotASpeech> {
        let text = |key: &str| json.get(key).and_then(Json::as_str);
        let tag = text("tag").and_then(|tag| tag.parse().ok()).ok_or(NotASpeech("tag"))?;
        let dir = match text("dir") {
            Some("ltr") => Dir::Ltr,
            Some("rtl") => Dir::Rtl,
            _ => return Err(NotASpeech("dir")),
        };
        let name = text("name").ok_or(NotASpeech("name"))?;
        let tongue = json.get("locale").and_then(Tongue::from_json).ok_or(NotASpeech("locale"))?;
        let object = |key: &'static str| json.get(key).and_then(Json::as_object).ok_or(NotASpeech(key));
        let mut speech = Self::new(tag, dir, name, tongue);
        for (list, values) in object("order")? {
            let values = values.as_array().into_iter().flatten().map(|value| value.as_str().map(str::to_owned));
            speech.sort(list.as_str(), values.collect::<Option<_>>().ok_or(NotASpeech("order"))?);
        }
        for (id, words) in object("messages")? {
            speech.add(id.as_str(), Pattern::from_json(words).map_err(|_| NotASpeech("messages"))?);
        }
        Ok(speech)
    }
}

/// `{"amount":35000,"currency":"AZN"}`.
fn money_in(map: &Map<String, Json>) -> Option<Money> {
    let currency = map.get("currency")?.as_str().and_then(Currency::of)?;
    Some(Money { minor: map.get("amount")?.as_i64()?, currency })
}

impl Speaker for Speech {
    fn message(&self, to: &Reference) -> Option<&Pattern> {
        self.messages.get(name("", to).as_str())
    }

    fn term(&self, to: &Reference) -> Option<&Pattern> {
        self.messages.get(name("-", to).as_str())
    }

    fn number(&self, number: Number, out: &mut String) {
        self.tongue.write(number, out);
    }

    fn plural(&self, number: Number) -> &'static str {
        self.tongue.plural(number)
    }

    fn isolates(&self, text: &str) -> bool {
        self.dir == Dir::Rtl || text.chars().any(runs_right_to_left)
    }
}

fn name(sigil: &str, to: &Reference) -> String {
    match &to.attribute {
        Some(attribute) => [sigil, &to.id, ".", attribute].concat(),
        None => [sigil, &to.id].concat(),
    }
}

/// Letters of the right-to-left scripts: the blocks Unicode reserves for them (UAX 9, table 4).
fn runs_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
