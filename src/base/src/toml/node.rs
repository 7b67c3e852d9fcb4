//! One value with its place.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use ::toml::Spanned;
use ::toml::de::{DeInteger, DeValue};

use super::{Read, Source, Table};
use crate::date::Date;
use crate::diag::{At, Diagnostic, Span, did_you_mean};

/// A value somewhere in a document. Each question either answers it or reports what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    pub(super) source: &'a Source,
    pub(super) value: &'a Spanned<DeValue<'a>>,
    /// The key that holds it, or the list that holds it.
    pub(super) key: &'a str,
    /// Whether it is one of a list.
    pub(super) item: bool,
}

impl<'a> Node<'a> {
    /// Where the value stands; for a table with a header, the header.
    pub fn span(&self) -> Span {
        self.source.span(self.value.span())
    }

    /// The key that holds it; for one of a list, the key of the list.
    pub fn key(&self) -> &'a str {
        self.key
    }

    /// The key, or "each of" the list, as messages name it.
    pub fn name(&self) -> String {
        if self.item { format!("each of `{}`", self.key) } else { format!("`{}`", self.key) }
    }

    /// Reports what is wrong. Returns nothing, so that a reader can end with it.
    pub fn report<T>(&self, problem: Diagnostic) -> Option<T> {
        self.source.report(problem);
        None
    }

    /// Reports an error at this value.
    pub fn error<T>(&self, code: &'static str, message: impl Into<String>) -> Option<T> {
        self.report(Diagnostic::error(code, message).at(self.span(), ""))
    }

    /// Reads it as any type that can be read.
    pub fn read<T: Read>(&self) -> Option<T> {
        T::read(self)
    }

    /// A value together with this place.
    pub fn at<T>(&self, value: T) -> At<T> {
        At { value, span: self.span() }
    }

    /// Text of any length.
    pub fn text(&self) -> Option<&'a str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text),
            DeValue::Array(_) | DeValue::Table(_) => self.wrong_type("text", None),
            _ => self.wrong_type("text", Some("put it in quotes")),
        }
    }

    /// A whole number within the bounds.
    pub fn integer(&self, bounds: RangeInclusive<i64>) -> Option<i64> {
        let DeValue::Integer(written) = self.value.get_ref() else {
            let quoted = matches!(self.value.get_ref(), DeValue::String(text) if text.parse::<i64>().is_ok());
            return self.wrong_type("a whole number", quoted.then_some("leave the quotes out"));
        };
        match whole(written) {
            Some(number) if bounds.contains(&number) => Some(number),
            _ => self.out_of_range(bounds.start(), bounds.end()),
        }
    }

    /// A finite number, with a fraction or without, within the bounds.
    pub fn number(&self, bounds: RangeInclusive<f64>) -> Option<f64> {
        let number = match self.value.get_ref() {
            DeValue::Float(written) => written.as_str().parse::<f64>().ok(),
            DeValue::Integer(written) => whole(written).map(|number| number as f64),
            _ => return self.wrong_type("a number", None),
        };
        match number {
            Some(number) if number.is_finite() && bounds.contains(&number) => Some(number),
            _ if *bounds.end() == f64::MAX => self.error("out-of-range", format!("{} must be finite", self.name())),
            _ => self.out_of_range(bounds.start(), bounds.end()),
        }
    }

    /// `true` or `false`.
    pub fn boolean(&self) -> Option<bool> {
        match self.value.get_ref() {
            DeValue::Boolean(yes) => Some(*yes),
            _ => self.wrong_type("`true` or `false`", None),
        }
    }

    /// A day, without a time: `2026-11-20`, with or without quotes.
    pub fn date(&self) -> Option<Date> {
        match self.value.get_ref() {
            DeValue::Datetime(written) if written.time.is_none() => self.parsed(&written.to_string(), "bad-date"),
            DeValue::String(text) => self.parsed(text, "bad-date"),
            _ => self.wrong_type("a date", Some("write it as 2026-11-20")),
        }
    }

    /// Text that stands for something else, such as a language tag; its own complaint is the message.
    pub fn text_as<T>(&self, code: &'static str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        self.parsed(self.text()?, code)
    }

    fn parsed<T: FromStr<Err: Display>>(&self, text: &str, code: &'static str) -> Option<T> {
        match text.parse() {
            Ok(value) => Some(value),
            Err(complaint) => self.error(code, complaint.to_string()),
        }
    }

    /// One of a few words; `what` names them in the message ("category").
    pub fn choice<T: Copy>(&self, what: &str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let problem = Diagnostic::error("unknown-choice", format!("there is no {what} `{text}`"));
        self.report(problem.at(self.span(), "").help(did_you_mean(text, choices.iter().map(|(word, _)| *word))))
    }

    /// The values of a list.
    pub fn items(&self) -> Option<Vec<Node<'a>>> {
        match self.value.get_ref() {
            DeValue::Array(items) => Some(items.iter().map(|value| Node { value, item: true, ..*self }).collect()),
            DeValue::Table(_) => self.wrong_type("a list", Some("write `[[...]]` around its name")),
            _ => self.wrong_type("a list", Some("put it in brackets: [...]")),
        }
    }

    /// Whether it is a list; for keys that take one value or several.
    pub fn is_list(&self) -> bool {
        self.value.get_ref().is_array()
    }

    /// Whether it is a table; for keys that take a short and a long form.
    pub fn is_table(&self) -> bool {
        self.value.get_ref().is_table()
    }

    /// Reads a table; keys that `fill` did not ask for are reported.
    pub fn table<T>(&self, fill: impl FnOnce(&mut Table<'a>) -> Option<T>) -> Option<T> {
        match self.value.get_ref() {
            DeValue::Table(entries) => Table::fill(self.source, entries, self.value.span(), fill),
            _ => self.wrong_type("a table", None),
        }
    }

    /// Anything at all as JSON; dates, times and the numbers JSON does not have become text.
    pub(super) fn to_json(self) -> serde_json::Value {
        use serde_json::Value;
        let within = |value| Node { value, ..self }.to_json();
        match self.value.get_ref() {
            DeValue::String(text) => text.as_ref().into(),
            DeValue::Integer(written) => whole(written).map_or_else(|| written.to_string().into(), Value::from),
            DeValue::Float(written) => {
                let number = written.as_str().parse::<f64>().ok().and_then(serde_json::Number::from_f64);
                number.map_or_else(|| written.to_string().into(), Value::from)
            }
            DeValue::Boolean(yes) => (*yes).into(),
            DeValue::Datetime(written) => written.to_string().into(),
            DeValue::Array(items) => items.iter().map(within).collect(),
            DeValue::Table(table) => {
                Value::Object(table.iter().map(|(key, value)| (key.get_ref().to_string(), within(value))).collect())
            }
        }
    }

    fn wrong_type<T>(&self, wanted: &str, help: Option<&str>) -> Option<T> {
        let found = match self.value.get_ref() {
            DeValue::String(_) => "this is text",
            DeValue::Integer(_) => "this is a whole number",
            DeValue::Float(_) => "this is a number with a fraction",
            DeValue::Boolean(_) => "this is `true` or `false`",
            DeValue::Datetime(_) => "this is a date or a time",
            DeValue::Array(_) => "this is a list",
            DeValue::Table(_) => "this is a table",
        };
        let mut problem = Diagnostic::error("wrong-type", format!("{} must be {wanted}", self.name()));
        problem.help = help.map(str::to_owned);
        self.report(problem.at(self.span(), found))
    }

    fn out_of_range<T>(&self, low: &impl Display, high: &impl Display) -> Option<T> {
        self.error("out-of-range", format!("{} must be from {low} to {high}", self.name()))
    }
}

fn whole(written: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(written.as_str(), written.radix()).ok()
}
