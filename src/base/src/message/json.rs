//! Patterns as JSON: how the words of a form travel in its bundle, and come back checked.
//!
//! A pattern is a string where nothing has to be filled in, else an array of strings and holes:
//!
//! | | |
//! |---|---|
//! | `{"v":"name"}` | a variable |
//! | `{"t":"text"}` | text in a hole |
//! | `{"n":"12.50"}` | a number |
//! | `{"m":"id","a":"attribute"}` | another message, or its attribute |
//! | `{"k":"id","a":"attribute","with":{"case":hole}}` | a term, and what it is given |
//! | `{"f":hole,"d":2,"o":true,"g":false}` | a number with at least `d` decimals, counting places, not grouped |
//! | `{"sel":hole,"of":[["one",pattern],[{"n":"0"},pattern]],"other":0}` | a choice, and the one taken when no key fits |
//!
//! Numbers are text, so that `1.0` stays apart from `1`.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::{Expression, Key, Number, Part, Pattern, Reference, Select, Written};

/// Patterns inside patterns, deeper than anybody writes.
const DEEPEST: usize = 32;

/// JSON that is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPattern;

impl fmt::Display for NotAPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the words of the form are damaged")
    }
}

impl std::error::Error for NotAPattern {}

impl Pattern {
    /// The pattern as JSON.
    pub fn to_json(&self) -> Json {
        if let Some(text) = self.plain() {
            return text.into();
        }
        let part = |part: &Part| match part {
            Part::Text(text) => text.as_ref().into(),
            Part::Hole(expression) => expression.to_json(),
        };
        self.0.iter().map(part).collect()
    }

    /// Reads what [`Pattern::to_json`] wrote; anything else is refused.
    pub fn from_json(json: &Json) -> Result<Self, NotAPattern> {
        pattern(json, 0).ok_or(NotAPattern)
    }
}

impl Expression {
    fn to_json(&self) -> Json {
        let mut map = Map::new();
        match self {
            Self::Text(text) => put(&mut map, "t", text.as_ref()),
            Self::Number(number) => return number_to_json(*number),
            Self::Variable(name) => put(&mut map, "v", name.as_ref()),
            Self::Message(to) => refer(&mut map, "m", to),
            Self::Term(to, named) => {
                refer(&mut map, "k", to);
                let named: Map<_, _> = named.iter().map(|(name, value)| (name.to_string(), value.to_json())).collect();
                if !named.is_empty() {
                    put(&mut map, "with", named);
                }
            }
            Self::Formatted(of, written) => {
                put(&mut map, "f", of.to_json());
                let Written { fraction, ordinal, grouped } = *written;
                fraction.into_iter().for_each(|digits| put(&mut map, "d", digits));
                ordinal.into_iter().for_each(|yes| put(&mut map, "o", yes));
                grouped.into_iter().for_each(|yes| put(&mut map, "g", yes));
            }
            Self::Select(select) => {
                put(&mut map, "sel", select.on.to_json());
                let variant = |(key, pattern): &(Key, Pattern)| {
                    let key = match key {
                        Key::Word(word) => word.as_ref().into(),
                        Key::Number(number) => number_to_json(*number),
                    };
                    Json::from(vec![key, pattern.to_json()])
                };
                put(&mut map, "of", select.variants.iter().map(variant).collect::<Json>());
                put(&mut map, "other", select.default);
            }
        }
        map.into()
    }
}

fn put(map: &mut Map<String, Json>, key: &str, value: impl Into<Json>) {
    map.insert(key.to_owned(), value.into());
}

fn refer(map: &mut Map<String, Json>, key: &str, to: &Reference) {
    put(map, key, to.id.as_ref());
    to.attribute.iter().for_each(|attribute| put(map, "a", attribute.as_ref()));
}

fn number_to_json(number: Number) -> Json {
    let mut map = Map::new();
    put(&mut map, "n", number.plain());
    if number.ordinal {
        put(&mut map, "o", true);
    }
    if !number.grouped {
        put(&mut map, "g", false);
    }
    map.into()
}

fn pattern(json: &Json, depth: usize) -> Option<Pattern> {
    match json {
        _ if depth > DEEPEST => None,
        Json::String(text) if text.is_empty() => Some(Pattern::default()),
        Json::String(text) => Some(Pattern(vec![Part::Text(text.as_str().into())])),
        Json::Array(parts) => parts.iter().map(|json| part(json, depth)).collect::<Option<_>>().map(Pattern),
        _ => None,
    }
}

fn part(json: &Json, depth: usize) -> Option<Part> {
    match json {
        Json::String(text) => Some(Part::Text(text.as_str().into())),
        _ => expression(json, depth + 1).map(Part::Hole),
    }
}

/// Takes known keys out of an object; what is left over was not known.
struct Object(Map<String, Json>);

impl Object {
    fn take<T>(&mut self, key: &str, read: impl FnOnce(&Json) -> Option<T>) -> Option<T> {
        self.0.remove(key).and_then(|json| read(&json))
    }

    /// Nothing where the key is absent; the outer nothing where it is not what it should be.
    fn maybe<T>(&mut self, key: &str, read: impl FnOnce(&Json) -> Option<T>) -> Option<Option<T>> {
        self.0.remove(key).map_or(Some(None), |json| read(&json).map(Some))
    }
}

fn text(json: &Json) -> Option<Arc<str>> {
    json.as_str().map(Arc::from)
}

fn expression(json: &Json, depth: usize) -> Option<Expression> {
    if depth > DEEPEST {
        return None;
    }
    let mut object = Object(json.as_object()?.clone());
    let has = |key: &str| json.get(key).is_some();
    let inner = |json: &Json| expression(json, depth + 1);
    let found = if has("v") {
        Expression::Variable(object.take("v", text)?)
    } else if has("t") {
        Expression::Text(object.take("t", text)?)
    } else if has("n") {
        return number(json).map(Expression::Number);
    } else if has("m") {
        Expression::Message(reference(&mut object, "m")?)
    } else if has("k") {
        let to = reference(&mut object, "k")?;
        let named = object.maybe("with", |json| {
            json.as_object()?.iter().map(|(name, json)| Some((name.as_str().into(), inner(json)?))).collect()
        })?;
        Expression::Term(to, named.unwrap_or_default())
    } else if has("f") {
        let of = object.take("f", inner)?;
        let fraction = object.maybe("d", |json| u8::try_from(json.as_u64()?).ok())?;
        let (ordinal, grouped) = (object.maybe("o", Json::as_bool)?, object.maybe("g", Json::as_bool)?);
        Expression::Formatted(Box::new(of), Written { fraction, ordinal, grouped })
    } else {
        let on = object.take("sel", inner)?;
        let variants: Vec<_> =
            object.take("of", |json| json.as_array()?.iter().map(|json| variant(json, depth + 1)).collect())?;
        let default = object.take("other", |json| usize::try_from(json.as_u64()?).ok())?;
        variants.get(default)?;
        Expression::Select(Box::new(Select { on, variants, default }))
    };
    object.0.is_empty().then_some(found)
}

fn reference(object: &mut Object, key: &str) -> Option<Reference> {
    Some(Reference { id: object.take(key, text)?, attribute: object.maybe("a", text)? })
}

fn number(json: &Json) -> Option<Number> {
    let mut object = Object(json.as_object()?.clone());
    let mut number = object.take("n", |json| Number::parse(json.as_str()?))?;
    number.ordinal = object.maybe("o", Json::as_bool)?.unwrap_or_default();
    number.grouped = object.maybe("g", Json::as_bool)?.unwrap_or(true);
    object.0.is_empty().then_some(number)
}

fn variant(json: &Json, depth: usize) -> Option<(Key, Pattern)> {
    let [key, words] = json.as_array()?.as_slice() else { return None };
    let key = match key {
        Json::String(word) => Key::Word(word.as_str().into()),
        _ => Key::Number(number(key)?),
    };
    Some((key, pattern(words, depth)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn round(text: &str) -> Pattern {
        let json: Json = serde_json::from_str(text).unwrap();
        let pattern = Pattern::from_json(&json).unwrap_or_else(|_| panic!("{text}"));
        assert_eq!(pattern.to_json(), json, "{text}");
        pattern
    }

    #[test]
    fn patterns_travel() {
        assert_eq!(round(r#""Enter a number""#).plain(), Some("Enter a number"));
        assert_eq!(round(r#""""#), Pattern::default());
        let range = round(r#"["Enter ",{"v":"min"}," to ",{"f":{"v":"max"},"d":2,"g":false}]"#);
        let expected = Expression::Formatted(
            Box::new(Expression::Variable("max".into())),
            Written { fraction: Some(2), ordinal: None, grouped: Some(false) },
        );
        assert_eq!(range.0[3], Part::Hole(expected));
        for text in [
            r#"[{"t":"  "}]"#,
            r#"[{"n":"-12.50"},{"n":"3","o":true},{"n":"2026","g":false}]"#,
            r#"[{"m":"name"},{"m":"name","a":"hint"}]"#,
            r#"[{"k":"brand"},{"k":"brand","a":"gender","with":{"case":{"t":"genitive"},"n":{"n":"1"}}}]"#,
            r#"[{"f":{"v":"n"},"o":true}]"#,
            r#"[{"sel":{"v":"n"},"of":[[{"n":"0"},"none"],["one",[{"v":"n"}," day"]],["other","days"]],"other":2}]"#,
        ] {
            round(text);
        }
    }

    #[test]
    fn what_is_not_a_pattern_is_refused() {
        let deep = "[{\"sel\":{\"v\":\"n\"},\"other\":0,\"of\":[[\"a\",".repeat(25) + "\"x\"" + &"]]}]".repeat(25);
        for text in [
            "1",
            "null",
            "{}",
            "[1]",
            r#"[{"v":1}]"#,
            r#"[{"v":"a","x":1}]"#,
            r#"[{"v":"a","n":"1"}]"#,
            r#"[{"n":1}]"#,
            r#"[{"n":"1e5"}]"#,
            r#"[{"n":"1","o":0}]"#,
            r#"[{"f":{"v":"n"},"d":300}]"#,
            r#"[{"m":"a","a":1}]"#,
            r#"[{"k":"a","with":[]}]"#,
            r#"[{"sel":{"v":"n"},"of":[["a","x"]],"other":1}]"#,
            r#"[{"sel":{"v":"n"},"of":[["a"]],"other":0}]"#,
            r#"[{"sel":{"v":"n"},"of":[[1,"x"]],"other":0}]"#,
            r#"[{"sel":"n","of":[["a","x"]],"other":0}]"#,
            &deep,
        ] {
            let json: Json = serde_json::from_str(text).unwrap();
            assert_eq!(Pattern::from_json(&json), Err(NotAPattern), "{text}");
        }
    }
}
