//! The messages a form needs, with what asks for each.

use std::collections::BTreeSet;

use sayyar_base::Span;

use super::Spans;
use crate::form::{Field, FieldKind, Form, Purpose};
use crate::rule::Type;
use crate::words::WordId;

pub(super) fn words(form: &Form, spans: &Spans) -> Vec<WordId> {
    let file = Span::file(spans.path.clone());
    let mut words: Vec<_> = ["form-title", "form-summary"].map(|id| WordId::new(id, &file)).into();
    if form.purpose() == Purpose::Application {
        let privacy = WordId::new("privacy", &file);
        words.extend([privacy.attr("detail").optional(), privacy]);
    }
    for section in form.sections() {
        let id = format!("section-{}", section.id);
        let section = WordId::new(&*id, &spans.get(&id));
        words.extend([section.clone(), section.attr("lead").optional()]);
    }
    let mut lists = BTreeSet::new();
    for field in form.fields() {
        words.extend(of_field(field, spans));
        let list = match &field.kind {
            FieldKind::Computed { value } => match value.ty() {
                Type::Choice(list) | Type::Choices(list) => Some(&**list),
                Type::Country => Some(crate::list::COUNTRIES),
                _ => None,
            },
            kind => kind.list(),
        };
        if let Some((name, list)) = list.and_then(|list| form.lists().get_key_value(list))
            && lists.insert(name)
        {
            for value in &list.values {
                let id = format!("{name}-{value}");
                let span = spans.of.get(&id).cloned().unwrap_or_else(|| spans.get(&format!("{}.list", field.id)));
                let word = WordId::new(id, &span);
                words.extend([word.attr("hint").optional(), word]);
            }
        }
    }
    for outcome in form.outcomes() {
        let id = format!("outcome-{}", outcome.id);
        let outcome = WordId::new(&*id, &spans.get(&id));
        words.extend([outcome.attr("detail").optional(), outcome]);
    }
    words
}

fn of_field(field: &Field, spans: &Spans) -> Vec<WordId> {
    let own = WordId::new(&*field.id, &spans.get(&field.id));
    let mut words = vec![own.clone()];
    match &field.kind {
        FieldKind::Note => words.push(own.attr("title").optional()),
        FieldKind::Repeat { .. } => words.extend([own.attr("one"), own.attr("add"), own.attr("hint").optional()]),
        _ => words.push(own.attr("hint").optional()),
    }
    for check in &field.checks {
        let attr = format!("check-{}", check.id);
        words.push(WordId::new(&*field.id, &spans.get(&format!("{}.{attr}", field.id))).attr(attr));
    }
    words.extend(field.kind.problems().iter().map(|kind| own.attr(*kind).optional()));
    words
}
