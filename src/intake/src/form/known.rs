//! The real rules: forms as `sayyar-forms` compiles and checks them.

use std::sync::Arc;

use sayyar_base::{Currency, Date, Money, canonical};
use sayyar_forms::{FieldKind, Form, sniff};
use sayyar_seal::Digest;
use serde_json::Value;

use super::{Attached, Judgement, Knowledge, Malformed, Media, Rules, Unfit, attached};

/// What `sayyar-forms` knows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known;

struct Compiled {
    form: Form,
    digest: Digest,
}

impl Knowledge for Known {
    fn rules(&self, form: &Value) -> Result<Arc<dyn Rules>, String> {
        let text = canonical::to_string(form).map_err(|error| error.to_string())?;
        let form = Form::from_json(form).map_err(|error| error.to_string())?;
        Ok(Arc::new(Compiled { form, digest: Digest::of(text.as_bytes()) }))
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Result<Media, Unfit> {
        let unfit = |problem: sniff::SniffProblem| Unfit {
            is_type: problem == sniff::SniffProblem::Type,
            what: problem.to_string(),
        };
        sniff::sniff(bytes, name).map(|format| format.media_type()).map_err(unfit)
    }
}

impl Rules for Compiled {
    fn digest(&self) -> Digest {
        self.digest
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn judge(&self, answers: &[u8], filled_on: Date) -> Result<Judgement, Malformed> {
        let report = self.form.verify(answers, filled_on).map_err(|_| Malformed)?;
        let given: Value = serde_json::from_slice(answers).map_err(|_| Malformed)?;
        let own = report.problems().map(|(at, problem)| format!("{at}: {problem}"));
        let strangers = report.strangers.iter().map(|at| format!("{at}: unknown-field"));
        Ok(Judgement {
            problems: own.chain(strangers).collect(),
            files: self.files(&given),
            fee: self.fee(&given),
            texts: self.texts(&given),
        })
    }
}

impl Compiled {
    /// Attachments stand in fields of files and nowhere else, outside rows or in them.
    fn files(&self, given: &Value) -> Vec<Attached> {
        let mut found = Vec::new();
        for field in self.form.fields().filter(|field| matches!(field.kind, FieldKind::Files { .. })) {
            match self.form.repeat_of(&field.id) {
                None => found.extend(attached(&given[&*field.id])),
                Some(repeat) => {
                    let rows = given[&*repeat.id].as_array().into_iter().flatten();
                    found.extend(rows.flat_map(|row| attached(&row[&*field.id])));
                }
            }
        }
        found
    }

    /// The computed amount called `fee`, or else the only one.
    fn fee(&self, given: &Value) -> Option<Money> {
        let computed = self.form.fields().filter(|field| matches!(field.kind, FieldKind::Computed { .. }));
        let amounts: Vec<(&str, Money)> =
            computed.filter_map(|field| Some((&*field.id, money(&given[&*field.id])?))).collect();
        let called = amounts.iter().find(|(id, _)| *id == "fee");
        called.or(if amounts.len() == 1 { amounts.first() } else { None }).map(|(_, money)| *money)
    }

    fn texts(&self, given: &Value) -> Vec<(String, String)> {
        let fields = self.form.fields().filter(|field| !matches!(field.kind, FieldKind::Repeat { .. }));
        fields.filter_map(|field| Some((field.id.to_string(), text(&given[&*field.id])?))).collect()
    }
}

fn money(value: &Value) -> Option<Money> {
    let (minor, currency) = (value["amount"].as_i64()?, Currency::of(value["currency"].as_str()?)?);
    Some(Money { minor, currency })
}

/// A scalar answer as text, without the words of any language.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.into()),
        Value::Object(_) => money(value).map(|money| money.to_string()),
        _ => None,
    }
}
