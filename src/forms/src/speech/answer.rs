//! Answers as people read them: in the summary before Finish, at the desk, in letters.

use sayyar_base::message::Number;
use serde_json::Value as Json;

use super::Speech;
use crate::form::{FieldKind, Form};
use crate::rule::Type;

impl Speech {
    /// A canonical answer of a field, whichever row it stands in. Several choices, and names of several files, are
    /// one sentence. Nothing for what has no words: groups, notes, repeats.
    pub fn answer(&self, form: &Form, field: &str, answer: &Json) -> Option<String> {
        let kind = &form.field(field)?.kind;
        match kind {
            FieldKind::Computed { value } => self.typed(value.ty(), answer),
            FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::Country { .. } => {
                self.choices(kind.list()?, answer)
            }
            FieldKind::Files { .. } => {
                let names: Option<Vec<&str>> =
                    answer.as_array()?.iter().map(|file| file.get("name")?.as_str()).collect();
                Some(self.list(&names?))
            }
            FieldKind::Integer { .. } => self.typed(&Type::Integer, answer),
            FieldKind::Decimal { .. } => self.typed(&Type::Decimal, answer),
            FieldKind::Date { .. } => self.typed(&Type::Date, answer),
            FieldKind::YesNo => self.typed(&Type::Boolean, answer),
            FieldKind::Money { currency, .. } => self.typed(&Type::Money(*currency), answer),
            FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Passport { .. }
            | FieldKind::PersonalCode
            | FieldKind::Address { .. } => answer.as_str().map(str::to_owned),
            FieldKind::Note | FieldKind::Group(_) | FieldKind::Repeat { .. } => None,
        }
    }

    fn typed(&self, ty: &Type, answer: &Json) -> Option<String> {
        Some(match ty {
            Type::Text => answer.as_str()?.to_owned(),
            Type::Boolean => self.say(if answer.as_bool()? { "form-yes" } else { "form-no" }, &[])?,
            // A year, or a number of something, is written as it was typed.
            Type::Integer | Type::Files => self.number(Number { grouped: false, ..answer.as_i64()?.into() }),
            Type::Decimal => self.number(Number::parse(answer.as_str()?)?),
            Type::Date => self.date(answer.as_str()?.parse().ok()?),
            Type::Money(_) => self.money(super::money_in(answer.as_object()?)?),
            Type::Choice(list) | Type::Choices(list) => self.choices(list, answer)?,
            Type::Country => self.choices(crate::list::COUNTRIES, answer)?,
        })
    }

    fn choices(&self, list: &str, answer: &Json) -> Option<String> {
        let word = |value: &Json| self.say(&format!("{list}-{}", value.as_str()?), &[]);
        match answer {
            Json::Array(values) => Some(self.list(&values.iter().map(word).collect::<Option<Vec<_>>>()?)),
            _ => word(answer),
        }
    }
}
