//! Answers side by side: in the officer's language and in the applicant's.
//!
//! Both come from the words of the very form that was filled in; what people typed is the same in both. An answer
//! that the form does not know (taken in by an officer's decision) is shown as it was handed in.

use std::sync::Arc;

use sayyar_base::Tag;
use sayyar_base::message::Value as Word;
use sayyar_forms::speech::Speech;
use sayyar_forms::{Field, FieldKind, Form};
use serde_json::{Map, Value};

use super::html::{View, esc};
use crate::applications::Content;
use crate::form::{Form as Released, attached, text};

/// The form's words in one language.
struct Voice {
    tag: Tag,
    speech: Option<Speech>,
}

/// All answers of an application.
pub(super) fn html(view: &View<'_>, content: &Content) -> String {
    let build = &content.header.form;
    let (forms, nothing) = (view.intake.forms(), Map::new());
    let answers = content.answers.as_object().unwrap_or(&nothing);
    let released = forms.get(&build.id, build.version, build.build);
    let rules = released.map(|released| released.rules.clone());
    let Some((released, form)) = released.zip(rules.as_ref().and_then(|rules| rules.form())) else {
        return format!("<section><h2>{}</h2>{}</section>", view.t("answers"), raw(answers));
    };
    // What the officer reads the desk in; where the form has not that, what the desk was opened with.
    let own = [view.words.tag, view.language.as_str()].into_iter().filter_map(|tag| tag.parse::<Tag>().ok());
    let own = own.into_iter().find(|tag| released.facts.speech.contains_key(tag));
    let theirs = voice(released, &content.header.language);
    let own = own.filter(|tag| *tag != theirs.tag).map(|tag| voice(released, &tag));
    let voices: Vec<&Voice> = own.iter().chain([&theirs]).collect();
    let mut html = format!("<section><h2>{}</h2>", view.t("answers"));
    for section in form.sections() {
        let rows = rows(form, &section.fields, answers, &voices);
        if !rows.is_empty() {
            let title =
                said(&voices, &format!("section-{}", section.id), &[]).unwrap_or_else(|| section.id.to_string());
            html.push_str(&table(&title, &rows, &voices));
        }
    }
    let known = |key: &&String| form.field(key).is_some();
    let strange: Map<String, Value> =
        answers.iter().filter(|(key, _)| !known(key)).map(|(key, value)| (key.clone(), value.clone())).collect();
    html.push_str(&raw(&strange));
    html + "</section>"
}

fn voice(released: &Released, tag: &Tag) -> Voice {
    let speech = released.facts.speech.get(tag).and_then(|json| Speech::from_json(json).ok());
    Voice { tag: tag.clone(), speech }
}

/// What the first of the voices that has words for it says.
fn said(voices: &[&Voice], id: &str, arguments: &[(&str, Word<'_>)]) -> Option<String> {
    voices.iter().find_map(|voice| voice.speech.as_ref()?.say(id, arguments))
}

fn table(title: &str, rows: &str, voices: &[&Voice]) -> String {
    let language = |voice: &&Voice| {
        let name = voice.speech.as_ref().map_or(voice.tag.as_str(), |speech| speech.name.as_str());
        format!("<th scope=\"col\"{}>{}", attributes(voice), esc(name))
    };
    let head = match voices {
        // One language need not be named.
        [_] => String::new(),
        _ => format!("<thead><tr>{}</thead>", voices.iter().map(language).collect::<String>()),
    };
    format!("<table class=\"answers\"><caption>{}</caption>{head}<tbody>{rows}</tbody></table>", esc(title))
}

/// A row for each field that was answered.
fn rows(form: &Form, fields: &[Field], answers: &Map<String, Value>, voices: &[&Voice]) -> String {
    let mut html = String::new();
    for field in fields {
        match &field.kind {
            FieldKind::Group(inner) => html.push_str(&rows(form, inner, answers, voices)),
            FieldKind::Repeat { fields: inner, .. } => {
                let given = answers.get(&*field.id).and_then(Value::as_array);
                for (number, row) in (1_i64..).zip(given.into_iter().flatten()) {
                    let nothing = Map::new();
                    html.push_str(&row_title(field, number, voices));
                    html.push_str(&rows(form, inner, row.as_object().unwrap_or(&nothing), voices));
                }
            }
            _ => {
                if let Some(answer) = answers.get(&*field.id) {
                    html.push_str(&one(form, &field.id, answer, voices));
                }
            }
        }
    }
    html
}

/// The title of a row of a repeat, over its answers.
fn row_title(field: &Field, number: i64, voices: &[&Voice]) -> String {
    let cells: String = voices
        .iter()
        .map(|voice| {
            let id = format!("{}.one", field.id);
            let speech = voice.speech.as_ref();
            let title = speech.and_then(|speech| speech.say(&id, &[("n", Word::Number(number.into()))]));
            let title = title.unwrap_or_else(|| format!("{} {number}", field.id));
            format!("<th scope=\"rowgroup\"{}>{}", attributes(voice), esc(title))
        })
        .collect();
    format!("<tr class=\"row\">{cells}")
}

fn one(form: &Form, field: &Arc<str>, answer: &Value, voices: &[&Voice]) -> String {
    let cells: String = voices
        .iter()
        .map(|voice| {
            let speech = voice.speech.as_ref();
            let label = speech.and_then(|speech| speech.say(field, &[])).unwrap_or_else(|| field.to_string());
            let shown = speech.and_then(|speech| speech.answer(form, field, answer));
            let shown = shown.or_else(|| text(answer)).unwrap_or_else(|| without_words(answer));
            // Codes, numbers and names keep their own direction in a line of the other.
            format!(
                "<td{}><span class=\"label\">{}</span><bdi class=\"value\">{}</bdi>",
                attributes(voice),
                esc(label),
                esc(shown)
            )
        })
        .collect();
    format!("<tr>{cells}")
}

/// Names of attachments; else the answer as it was handed in.
fn without_words(answer: &Value) -> String {
    let names: Vec<String> = attached(answer).into_iter().map(|file| file.name).collect();
    if names.is_empty() { answer.to_string() } else { names.join(", ") }
}

fn attributes(voice: &Voice) -> String {
    let dir = match voice.speech.as_ref().map(|speech| speech.dir) {
        Some(sayyar_base::Dir::Rtl) => "rtl",
        _ => "ltr",
    };
    format!(" lang=\"{}\" dir=\"{dir}\"", esc(&voice.tag))
}

/// Answers without words: by their ids.
fn raw(answers: &Map<String, Value>) -> String {
    if answers.is_empty() {
        return String::new();
    }
    let row = |(id, value): (&String, &Value)| {
        let shown = text(value).unwrap_or_else(|| without_words(value));
        format!("<tr><td><span class=\"label\">{}</span><bdi class=\"value\">{}</bdi>", esc(id), esc(shown))
    };
    format!("<table class=\"answers\"><tbody>{}</tbody></table>", answers.iter().map(row).collect::<String>())
}
