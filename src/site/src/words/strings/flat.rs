//! Messages for a form's page: each by itself, with the messages and terms it leads to put in.
//!
//! A page carries the words of one form in several languages and has no use for the layers they come from. So what
//! `{ other }` and `{ -term(case: "dative") }` come to is worked out here; only what the page must fill in stays a
//! hole. Words are never borrowed from another language: a form speaks a language wholly or not at all.

use sayyar_base::message::{Expression, Key, Part, Select};

use super::*;

/// Messages lead to messages; those that lead to themselves are reported elsewhere, and end here.
const DEEPEST: usize = 24;

/// What a term was given: nothing but texts and numbers, as Fluent has it.
type Given = [(Arc<str>, Expression)];

impl Strings {
    /// A message, or one of its attributes, as this language alone has it for a form.
    pub fn flat(&self, lang: usize, form: &str, id: &str, attr: Option<&str>) -> Option<Pattern> {
        let found = self.shared.tongues.get(lang)?.find(Some(form), false, id, attr)?;
        let voice = Voice { shared: &self.shared, lang, form: Some(form) };
        Some(flat(&voice, found, None, 0))
    }

    /// Whether this language itself has a message, or one of its attributes, for a form.
    pub fn has(&self, lang: usize, form: &str, id: &str, attr: Option<&str>) -> bool {
        self.shared.tongues.get(lang).is_some_and(|tongue| tongue.find(Some(form), false, id, attr).is_some())
    }

    /// What there is in a language below these beginnings of ids: message and attribute, sorted.
    pub fn beginning(&self, lang: usize, beginnings: &[&str]) -> BTreeSet<(Arc<str>, Option<Arc<str>>)> {
        let shared = self.shared.units.iter().filter(|unit| unit.lang == lang && !matches!(unit.scope, Scope::Form(_)));
        let named = shared.filter(|unit| beginnings.iter().any(|beginning| unit.id.starts_with(beginning)));
        named.flat_map(|unit| unit.wordings.iter().map(|one| (unit.id.clone(), one.attribute.clone()))).collect()
    }
}

fn flat(voice: &Voice<'_>, pattern: &Pattern, given: Option<&Given>, depth: usize) -> Pattern {
    let mut parts = Vec::new();
    for part in &pattern.0 {
        match part {
            Part::Text(text) => put(&mut parts, Part::Text(text.clone())),
            Part::Hole(hole) => fill(voice, hole, given, depth, &mut parts),
        }
    }
    Pattern(parts)
}

/// Neighbouring texts become one.
fn put(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (Some(Part::Text(before)), Part::Text(text)) => *before = format!("{before}{text}").into(),
        (_, part) => parts.push(part),
    }
}

fn fill(voice: &Voice<'_>, hole: &Expression, given: Option<&Given>, depth: usize, parts: &mut Vec<Part>) {
    let mut splice = |pattern: Pattern| pattern.0.into_iter().for_each(|part| put(parts, part));
    match hole {
        Expression::Message(to) | Expression::Term(to, _) => {
            let (term, own) = match hole {
                Expression::Term(_, own) => (true, Some(own.as_slice())),
                _ => (false, given),
            };
            match voice.find(term, to).filter(|_| depth < DEEPEST) {
                Some(found) => splice(flat(voice, found, own, depth + 1)),
                None => splice(Pattern(vec![Part::Text(format!("{{{}}}", to.id).into())])),
            }
        }
        Expression::Select(select) => match choose(voice, select, given, depth) {
            Ok(chosen) => splice(chosen),
            Err(select) => put(parts, Part::Hole(Expression::Select(Box::new(select)))),
        },
        other => match value(other, given) {
            Expression::Text(text) => put(parts, Part::Text(text)),
            other => put(parts, Part::Hole(other)),
        },
    }
}

/// Variables of a term stand for what it was given.
fn value(expression: &Expression, given: Option<&Given>) -> Expression {
    match (expression, given) {
        (Expression::Variable(name), Some(given)) => {
            let found = given.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
            found.unwrap_or_else(|| Expression::Text(format!("{{${name}}}").into()))
        }
        (Expression::Formatted(of, written), _) => match value(of, given) {
            text @ Expression::Text(_) => text,
            other => Expression::Formatted(Box::new(other), *written),
        },
        (other, _) => other.clone(),
    }
}

/// The wording that is chosen, where that is known now; otherwise the choice with its wordings made flat.
fn choose(voice: &Voice<'_>, select: &Select, given: Option<&Given>, depth: usize) -> Result<Pattern, Select> {
    let wording = |at: usize| flat(voice, &select.variants[at].1, given, depth);
    let on = match &select.on {
        // Only attributes of terms decide, and they are texts.
        Expression::Term(to, own) => {
            let text = voice.find(true, to).map(|found| flat(voice, found, Some(own), depth + 1));
            Expression::Text(text.as_ref().and_then(Pattern::plain).unwrap_or_default().into())
        }
        on => value(on, given),
    };
    let lost = matches!((&select.on, given), (Expression::Variable(name), Some(given))
        if given.iter().all(|(known, _)| known != name));
    match &on {
        _ if lost => Ok(wording(select.default)),
        Expression::Text(text) => {
            let at = select.variants.iter().position(|(key, _)| matches!(key, Key::Word(word) if word == text));
            Ok(wording(at.unwrap_or(select.default)))
        }
        _ => {
            let variants = (0..select.variants.len()).map(|at| (select.variants[at].0.clone(), wording(at)));
            Err(Select { on, variants: variants.collect(), default: select.default })
        }
    }
}
