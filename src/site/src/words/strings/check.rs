//! What files and languages must agree on.

use sayyar_base::diag::did_you_mean;
use sayyar_base::message::{Expression, Key, Select};

use super::*;
use crate::words::path_of;

/// The same id twice in one scope of one language: the second would never be seen.
pub(super) fn twice(shared: &Shared, problems: &mut Diagnostics) {
    let mut first: BTreeMap<(usize, &Scope, &str), &Unit> = BTreeMap::new();
    for unit in &shared.units {
        if let Some(earlier) = first.get(&(unit.lang, &unit.scope, &*unit.id)) {
            let problem = Diagnostic::error("duplicate-message", format!("`{}` is here twice", unit.id))
                .at(unit.span.clone(), "the second one is never seen")
                .at(earlier.span.clone(), "the first one")
                .help("keep one of them, or give one another id");
            problems.push(problem);
        } else {
            first.insert((unit.lang, &unit.scope, &unit.id), unit);
        }
        let mut names: BTreeMap<&str, &Span> = BTreeMap::new();
        for (name, span) in unit.wordings.iter().filter_map(|one| Some((one.name()?, &one.span))) {
            if let Some(earlier) = names.insert(name, span) {
                let problem = Diagnostic::error("duplicate-message", format!("`.{name}` is here twice"))
                    .at(span.clone(), "the second one is never seen")
                    .at(earlier.clone(), "the first one");
                problems.push(problem);
            }
        }
    }
}

/// References that lead nowhere, to a message without text, or back to where they came from.
pub(super) fn references(shared: &Shared, problems: &mut Diagnostics) {
    for (unit, patterns) in shared.units.iter().zip(&shared.patterns) {
        for (wording, pattern) in unit.wordings.iter().zip(patterns) {
            for (term, to) in leads_to(pattern) {
                if !leads_somewhere(shared, unit, term, to) {
                    problems.push(nowhere(shared, &wording.span, term, to));
                }
            }
        }
        circles(shared, unit, problems);
    }
}

pub(super) fn leads_to(pattern: &Pattern) -> Vec<(bool, &Reference)> {
    let mut all = Vec::new();
    pattern.walk(&mut |expression| match expression {
        Expression::Message(to) => all.push((false, to)),
        Expression::Term(to, _) => all.push((true, to)),
        _ => {}
    });
    all
}

/// A reference's id as the file has it.
pub(super) fn written(term: bool, to: &Reference) -> Arc<str> {
    if term { format!("-{}", to.id).into() } else { to.id.clone() }
}

fn form_of(unit: &Unit) -> Option<&str> {
    match &unit.scope {
        Scope::Form(form) => Some(form),
        _ => None,
    }
}

/// Shared words may speak of what every form has (`{ service-title }`): found in some form is found.
fn leads_somewhere(shared: &Shared, unit: &Unit, term: bool, to: &Reference) -> bool {
    let voice = Voice { shared, lang: unit.lang, form: form_of(unit) };
    let in_forms = || {
        let mut forms = shared.chain(unit.lang).flat_map(|lang| shared.tongues[lang].forms.values());
        form_of(unit).is_none() && forms.any(|layer| layer.find(term, &to.id, to.attribute.as_deref()).is_some())
    };
    voice.find(term, to).is_some() || in_forms()
}

fn nowhere(shared: &Shared, span: &Span, term: bool, to: &Reference) -> Diagnostic {
    let written = written(term, to);
    let same_id = |other: &&Unit| other.id == written;
    let (code, message, help) = match shared.units.iter().find(same_id) {
        None => {
            let ids = shared.units.iter().map(|unit| &*unit.id).filter(|id| id.starts_with('-') == term);
            ("unknown-reference", format!("there is no `{written}`"), did_you_mean(&written, ids))
        }
        Some(other) => match &to.attribute {
            Some(attribute) => {
                let names = other.wordings.iter().filter_map(Wording::name);
                ("unknown-reference", format!("`{written}` has no `.{attribute}`"), did_you_mean(attribute, names))
            }
            None if other.text(None).is_none() => (
                "message-without-value",
                format!("`{written}` has attributes only, no text of its own"),
                format!("name one of its attributes, as `{{ {written}.hint }}`, or give it a text"),
            ),
            None => (
                "unknown-reference",
                format!("`{written}` is in {}, which this message does not see", other.span.path),
                "a message sees its own file, the shared lists, the site's words and the theme's strings".into(),
            ),
        },
    };
    Diagnostic::error(code, message).at(span.clone(), "it is asked for in this text").help(help)
}

/// Follows a unit's references depth first; reports when it comes back to the unit itself.
fn circles(shared: &Shared, unit: &Unit, problems: &mut Diagnostics) {
    let voice = Voice { shared, lang: unit.lang, form: form_of(unit) };
    let (term, id) = split(&unit.id);
    let mut seen = BTreeSet::new();
    for wording in &unit.wordings {
        let home = (term, Reference { id: id.clone(), attribute: wording.attribute.clone() });
        let mut open = vec![home.clone()];
        while let Some((term, to)) = open.pop() {
            let Some(pattern) = voice.find(term, &to) else {
                continue;
            };
            for (term, next) in leads_to(pattern) {
                let next = (term, next.clone());
                if next == home {
                    let message = format!("`{}` leads back to itself", unit.id);
                    let problem = Diagnostic::error("message-cycle", message).at(wording.span.clone(), "this text");
                    problems.push(problem.help("let one of the messages on the way say it in words of its own"));
                    return;
                }
                if seen.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        seen.clear();
    }
}

/// The variables that stand in a pattern itself.
pub(super) fn own_variables(pattern: &Pattern) -> BTreeSet<Arc<str>> {
    let mut names = BTreeSet::new();
    pattern.walk(&mut |expression| {
        if let Expression::Variable(name) = expression {
            names.insert(name.clone());
        }
    });
    names
}

/// The variables a pattern asks its caller for, through the messages it leads to (terms have their own).
pub(super) fn variables(voice: &Voice, pattern: &Pattern) -> BTreeSet<Arc<str>> {
    let (mut names, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut open = vec![pattern];
    while let Some(pattern) = open.pop() {
        let mut next = Vec::new();
        pattern.walk(&mut |expression| match expression {
            Expression::Variable(name) => _ = names.insert(name.clone()),
            Expression::Message(to) => next.push(to),
            _ => {}
        });
        let new = next.into_iter().filter(|to| seen.insert((*to).clone()));
        open.extend(new.filter_map(|to| voice.find(false, to)));
    }
    names
}

/// All translations against the default language.
pub(super) fn translations(shared: &Shared) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let forms: Vec<_> = shared.tongues.iter().map(|tongue| Forms::of(&tongue.locale)).collect();
    let by_place: BTreeMap<_, _> =
        shared.units.iter().zip(&shared.patterns).map(|(unit, patterns)| (place(unit), (unit, patterns))).collect();
    for (lang, tongue) in shared.tongues.iter().enumerate().skip(1) {
        if tongue.language.complete {
            missing(shared, lang, &by_place, &mut problems);
        }
    }
    for (unit, patterns) in shared.units.iter().zip(&shared.patterns) {
        if unit.lang > 0 && !unit.id.starts_with('-') {
            unknown(shared, unit, &mut problems);
            for (wording, pattern) in unit.wordings.iter().zip(patterns) {
                holes(shared, unit, wording, pattern, &mut problems);
            }
        }
        for (wording, pattern) in unit.wordings.iter().zip(patterns) {
            let language = &shared.tongues[unit.lang].language;
            plurals(language, &forms[unit.lang], &wording.span, pattern, &mut problems);
        }
    }
    diag::sort(&mut problems);
    problems
}

type Place<'a> = (usize, &'a Scope, &'a str);

fn place(unit: &Unit) -> Place<'_> {
    (unit.lang, &unit.scope, &unit.id)
}

/// Messages of the default language that a complete language lacks. Terms are a language's own affair.
fn missing(
    shared: &Shared,
    lang: usize,
    by_place: &BTreeMap<Place, (&Unit, &Vec<Pattern>)>,
    problems: &mut Diagnostics,
) {
    let language = &shared.tongues[lang].language;
    let has_file: BTreeSet<&str> = shared.units.iter().filter(|one| one.lang == lang).map(|one| &*one.group).collect();
    let mut whole_files: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in shared.units.iter().filter(|unit| unit.lang == 0 && !unit.id.starts_with('-')) {
        let path = path_of(&unit.group, language.tag.as_str());
        let Some((other, _)) = by_place.get(&(lang, &unit.scope, &*unit.id)) else {
            if has_file.contains(&*unit.group) {
                let message = format!("`{}` is missing in {}", unit.id, language.name);
                problems.push(lacking("missing-message", message, path, &unit.span));
            } else {
                *whole_files.entry(&unit.group).or_default() += 1;
            }
            continue;
        };
        for wording in &unit.wordings {
            if other.text(wording.name()).is_none() {
                let what = wording.name().map_or("its text".into(), |name| format!("its `.{name}`"));
                let message = format!("`{}` lacks {what} in {}", unit.id, language.name);
                let problem = Diagnostic::error("missing-message", message).at(other.span.clone(), "");
                problems.push(problem.at(wording.span.clone(), "in the default language it has it"));
            }
        }
    }
    for (group, count) in whole_files {
        let path = path_of(group, language.tag.as_str());
        let message = format!("all {count} messages of this file are missing in {}", language.name);
        let help = "write the file, or let `sayyar translate export` and `import` make it";
        problems.push(Diagnostic::error("missing-message", message).in_file(path).help(help));
    }
}

fn lacking(code: &'static str, message: String, path: String, source: &Span) -> Diagnostic {
    let problem = Diagnostic::error(code, message).in_file(path.clone());
    problem.at(source.clone(), "what it says in the default language").help(format!("add it to {path}"))
}

/// Messages and attributes nobody asks for: the default language does not have them.
fn unknown(shared: &Shared, unit: &Unit, problems: &mut Diagnostics) {
    let source = &shared.tongues[0];
    let form = form_of(unit);
    let has = |name: Option<&str>| source.find(form, false, &unit.id, name).is_some();
    let siblings = shared.units.iter().filter(|one| one.lang == 0 && one.scope == unit.scope);
    if let Some(known) = siblings.clone().find(|one| one.id == unit.id) {
        for wording in unit.wordings.iter().filter(|wording| !has(wording.name())) {
            let what = wording.name().map_or("a text of its own".into(), |name| format!("`.{name}`"));
            let names = known.wordings.iter().filter_map(Wording::name);
            let message = format!("in the default language `{}` does not have {what}", unit.id);
            let help = did_you_mean(wording.name().unwrap_or_default(), names);
            problems.push(Diagnostic::error("unknown-message", message).at(wording.span.clone(), "").help(help));
        }
    } else if !unit.wordings.iter().any(|wording| has(wording.name())) {
        let message = format!("the default language has no `{}`", unit.id);
        let ids = siblings.map(|one| &*one.id);
        let problem = Diagnostic::error("unknown-message", message).at(unit.span.clone(), "so nothing shows it");
        problems.push(problem.help(did_you_mean(&unit.id, ids)));
    }
}

/// Variables that are given nowhere, and given ones a translation leaves out.
fn holes(shared: &Shared, unit: &Unit, wording: &Wording, pattern: &Pattern, problems: &mut Diagnostics) {
    let (form, span) = (form_of(unit), &wording.span);
    let Some(source) = shared.tongues[0].find(form, false, &unit.id, wording.name()) else {
        return;
    };
    let given = variables(&Voice { shared, lang: 0, form }, source);
    let asked = variables(&Voice { shared, lang: unit.lang, form }, pattern);
    for name in asked.difference(&given) {
        let message = format!("`{}` is not given `${name}`", unit.id);
        let help = did_you_mean(name, given.iter().map(|name| &**name));
        problems.push(Diagnostic::error("unknown-variable", message).at(span.clone(), "in this text").help(help));
    }
    for name in given.difference(&asked) {
        let message = format!("`{}` leaves out `${name}`, which the default language says", unit.id);
        let problem = Diagnostic::warning("missing-variable", message).at(span.clone(), "in this text");
        problems.push(problem.help(format!("put `{{ ${name} }}` where it belongs")));
    }
}

/// Every plural form of the CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Choices by plural form that the language does not make, or makes more of.
fn plurals(language: &Language, forms: &Forms, span: &Span, pattern: &Pattern, problems: &mut Diagnostics) {
    let mut selects = Vec::new();
    pattern.walk(&mut |expression| {
        if let Expression::Select(select) = expression {
            selects.push(&**select);
        }
    });
    let report = |message: String, help: &str| {
        Diagnostic::warning("plural-forms", message).at(span.clone(), "in this text").help(help)
    };
    for select in selects.into_iter().filter(|select| is_by_plural(select)) {
        let forms = forms.of_choice(select);
        let (name, all) = (&language.name, quoted(forms.iter()).join(", "));
        let help = format!("{name} has {all}");
        // `other` also stands for fractions, in every language.
        let unknown = |word: &&str| *word != "other" && !forms.contains(word);
        let words = select.variants.iter().filter_map(|(key, _)| word_of(key));
        problems.extend(words.filter(unknown).map(|word| report(format!("no number is `{word}` in {name}"), &help)));
        let zero = select.variants.iter().any(|(key, _)| matches!(key, Key::Number(n) if n.equals(0.into())));
        let chosen = select.variants.iter().enumerate().filter(|(at, _)| *at != select.default);
        let chosen: BTreeSet<&str> = chosen.filter_map(|(_, (key, _))| word_of(key)).collect();
        let left = forms.iter().filter(|form| !chosen.contains(**form));
        let left = quoted(left.filter(|form| !zero || **form != "zero"));
        if left.len() > 1 {
            problems.push(report(format!("one wording stands for {} in {name}", left.join(" and ")), &help));
        }
    }
}

fn quoted<'a>(words: impl Iterator<Item = &'a &'a str>) -> Vec<String> {
    words.map(|word| format!("`{word}`")).collect()
}

/// The plural forms whole numbers take in a language.
struct Forms {
    of_counts: BTreeSet<&'static str>,
    of_places: BTreeSet<&'static str>,
}

impl Forms {
    fn of(locale: &Locale) -> Self {
        let forms = |ordinal: bool| {
            let counts = (0..=200).chain([1_000, 1_000_000]);
            counts.map(|count| locale.plural_of(Number { ordinal, ..count.into() })).collect()
        };
        Self { of_counts: forms(false), of_places: forms(true) }
    }

    /// Those of counts or of places, whichever the choice is made by.
    fn of_choice(&self, select: &Select) -> &BTreeSet<&'static str> {
        let ordinal = matches!(&select.on, Expression::Formatted(_, written) if written.ordinal == Some(true));
        if ordinal { &self.of_places } else { &self.of_counts }
    }
}

fn is_by_plural(select: &Select) -> bool {
    let mut words = select.variants.iter().filter_map(|(key, _)| word_of(key)).peekable();
    words.peek().is_some() && words.all(|word| CATEGORIES.contains(&word)) && select.variants.len() > 1
}

fn word_of(key: &Key) -> Option<&str> {
    match key {
        Key::Word(word) => Some(word),
        Key::Number(_) => None,
    }
}
