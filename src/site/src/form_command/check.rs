//! `sayyar form check`: whether forms are fit to be handed out.

use std::collections::BTreeSet;

use sayyar_base::diag::any_error;
use sayyar_base::{Diagnostic, Diagnostics};
use sayyar_forms::{Compiled, FieldKind};
use serde_json::{Value, json};

use super::{Bench, Ended, corpus, unknown};
use crate::forms::speech::Words;
use crate::forms::{self, Bound, Making};
use crate::load::forms::FormFile;
use crate::render::Options;
use crate::report;
use crate::resolve::{Site, resolve};
use crate::words::Scope;

/// What is to be said of one form.
struct Verdict {
    id: String,
    version: u32,
    fields: usize,
    languages: Vec<String>,
    left_out: Vec<String>,
    examples: usize,
    size: Option<usize>,
    released: Option<String>,
    changed: Vec<String>,
    checker: bool,
    fine: bool,
}

pub(super) fn check(bench: &Bench<'_>, wanted: &[String], json: bool) -> Ended {
    let mut diagnostics = Diagnostics::new();
    let Some(corpus) = corpus(bench, &mut diagnostics) else { return shown(bench, Vec::new(), diagnostics, json) };
    let known = || corpus.forms.all.iter().filter(|(_, form)| form.defined).map(|(id, _)| id.as_str());
    diagnostics.extend(wanted.iter().filter(|id| known().all(|other| other != *id)).map(|id| unknown(id, known())));
    let site = resolve(&corpus, &mut diagnostics);
    let bound = site.as_ref().filter(|_| !any_error(&diagnostics));
    let bound = bound.map(|site| forms::bind(site, None, Options::default(), &mut diagnostics));
    let mut verdicts = Vec::new();
    for (id, file) in &corpus.forms.all {
        if !wanted.is_empty() && !wanted.contains(id) {
            continue;
        }
        if let (Some(site), Some(compiled)) = (&site, &file.compiled) {
            verdicts.push(verdict(site, bound.as_ref(), id, file, compiled, &mut diagnostics));
        }
    }
    if !wanted.is_empty() {
        // Who asks for one form is not told of all pages; what keeps everything from being read is no page's.
        let ours = |path: &str| {
            let inside = wanted.iter().any(|id| path.starts_with(&format!("forms/{id}/")));
            inside || path.starts_with("forms/lists/") || !path.contains('/') || path.starts_with("keys/")
        };
        diagnostics.retain(|one| one.span().is_none_or(|span| ours(&span.path)));
    }
    shown(bench, verdicts, diagnostics, json)
}

fn verdict(
    site: &Site,
    bound: Option<&Bound>,
    id: &str,
    file: &FormFile,
    compiled: &Compiled,
    diagnostics: &mut Diagnostics,
) -> Verdict {
    let before = diagnostics.iter().filter(|one| is_error(one)).count();
    let strings = &site.corpus.strings;
    let words = Words::new(strings, site.languages(), compiled, site.corpus.services.get(id));
    let spoken = words.languages();
    let offer = bound.and_then(|bound| bound.offer(id));
    inspect(site, id, file, compiled, offer.map(|offer| offer.html.len()), diagnostics);
    let last = forms::current(site, id, file);
    let changed = last.map(|last| {
        let making = Making::new(site, id, compiled);
        let speeches = making.speeches(&mut Diagnostics::new()).unwrap_or_default();
        forms::differences(
            &making.json(&speeches, &making.facts(last.number().1, Options::default())),
            &last.bundle.facts,
        )
    });
    let left_out = (0..site.languages().len()).filter(|lang| !spoken.contains(lang));
    let asked = compiled.form.fields().filter(|field| !matches!(field.kind, FieldKind::Note | FieldKind::Group(_)));
    Verdict {
        id: id.to_owned(),
        version: compiled.form.version(),
        fields: asked.count(),
        left_out: left_out.filter_map(|lang| words.left_out(lang)).collect(),
        languages: spoken.iter().map(|lang| site.languages()[*lang].tag.to_string()).collect(),
        examples: file.examples.len(),
        size: offer.map(|offer| offer.html.len()),
        released: last.map(|last| last.bundle.release.number()),
        changed: changed.unwrap_or_default(),
        checker: !crate::bundle::is_application(&compiled.form),
        fine: offer.is_some() && diagnostics.iter().filter(|one| is_error(one)).count() == before,
    }
}

/// What a build does not look at in a form: examples, words that nothing asks for, how large its page is.
pub(crate) fn inspect(
    site: &Site,
    id: &str,
    file: &FormFile,
    compiled: &Compiled,
    size: Option<usize>,
    diagnostics: &mut Diagnostics,
) {
    for example in &file.examples {
        diagnostics.extend(example.run(&compiled.form));
    }
    diagnostics.extend(compiled.prove());
    if file.examples.is_empty() {
        diagnostics.push(
            Diagnostic::warning("no-examples", "this form has no worked examples")
                .in_file(file.path.clone())
                .help(format!("write some under `forms/{id}/examples/`: they hold when the rules are changed later")),
        );
    }
    unused(site, id, compiled, diagnostics);
    if let Some(size) = size {
        weight(site, file, size, diagnostics);
    }
}

fn is_error(one: &Diagnostic) -> bool {
    any_error(std::slice::from_ref(one))
}

/// A page over its budget.
fn weight(site: &Site, file: &FormFile, bytes: usize, diagnostics: &mut Diagnostics) {
    let limit = site.corpus.config.budgets.form_kb;
    if bytes as u64 > limit * 1_000 {
        let size = bytes.div_ceil(1_000);
        diagnostics.push(
            Diagnostic::warning("too-heavy", format!("the form's page has {size} KB, more than the {limit} KB of the budget"))
                .in_file(file.path.clone())
                .help("shorten its words or lists, make two forms of it, or raise `form_kb` under `[budgets]` in `sayyar.toml`"),
        );
    }
}

/// Words of the form's own file in the default language that nothing asks for: often a misspelt id.
fn unused(site: &Site, id: &str, compiled: &Compiled, diagnostics: &mut Diagnostics) {
    let strings = &site.corpus.strings;
    let service = site.corpus.services.get(id).map(|service| service.words()).unwrap_or_default();
    let wanted: BTreeSet<(&str, Option<&str>)> =
        compiled.words.iter().chain(&service).map(|word| (word.id.as_str(), word.attr.as_deref())).collect();
    let own = |unit: &&crate::words::strings::Unit| {
        unit.lang == 0 && matches!(&unit.scope, Scope::Form(form) if **form == *id) && !unit.id.starts_with('-')
    };
    let units: Vec<_> = strings.units().iter().filter(own).collect();
    let led_to: BTreeSet<&str> = units.iter().flat_map(|unit| unit.leads_to.iter().map(|to| &**to)).collect();
    for unit in &units {
        // What others have too is put in the place of theirs.
        let shared = strings.text(0, None, &unit.id, None, &[]).is_some() || led_to.contains(&*unit.id);
        for wording in unit.wordings.iter().filter(|_| !shared) {
            let attribute = wording.attribute.as_deref();
            if wanted.contains(&(&*unit.id, attribute)) || strings.text(0, None, &unit.id, attribute, &[]).is_some() {
                continue;
            }
            let name = attribute.map_or_else(|| unit.id.to_string(), |attribute| format!("{}.{attribute}", unit.id));
            let siblings = wanted.iter().filter(|(other, _)| attribute.is_none() || **other == *unit.id);
            let near = match attribute {
                None => sayyar_base::diag::suggest(&unit.id, siblings.map(|(id, _)| *id)),
                Some(attribute) => sayyar_base::diag::suggest(attribute, siblings.filter_map(|(_, attr)| *attr)),
            };
            let help =
                near.map_or_else(|| "take it out, or mend its id".to_owned(), |near| format!("did you mean `{near}`?"));
            let problem = Diagnostic::warning("unused-message", format!("nothing asks for `{name}`"));
            diagnostics.push(problem.at(wording.span.clone(), "").help(help));
        }
    }
}

fn shown(bench: &Bench<'_>, verdicts: Vec<Verdict>, mut diagnostics: Diagnostics, as_json: bool) -> Ended {
    sayyar_base::diag::sort(&mut diagnostics);
    let wrong = any_error(&diagnostics);
    if as_json {
        let sources = |path: &str| bench.disk.read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let problems = serde_json::to_value(report::records(&diagnostics, &sources)).unwrap_or_default();
        let all: Vec<Value> = verdicts.iter().map(as_value).collect();
        let text = format!("{}\n", json!({ "forms": all, "diagnostics": problems }));
        return Ended { wrong, json: true, ..Ended::well(text) };
    }
    let mut text = String::new();
    for verdict in &verdicts {
        text.push_str(&sentence(verdict));
    }
    Ended { diagnostics, wrong, ..Ended::well(text) }
}

fn as_value(verdict: &Verdict) -> Value {
    json!({
        "id": verdict.id, "version": verdict.version, "fields": verdict.fields, "fine": verdict.fine,
        "languages": verdict.languages, "examples": verdict.examples, "bytes": verdict.size,
        "released": verdict.released, "changed": verdict.changed, "checker": verdict.checker,
    })
}

/// A form in a few lines.
fn sentence(verdict: &Verdict) -> String {
    let Verdict { id, version, fields, examples, .. } = verdict;
    let languages = verdict.languages.join(", ");
    let size = verdict.size.map(|size| format!(", {} KB", size.div_ceil(1_000))).unwrap_or_default();
    let mark = if verdict.fine { "is fine" } else { "needs mending" };
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let mut text = format!(
        "{id} {mark}: version {version}, {}, {}, in {languages}{size}\n",
        plural(*fields, "field"),
        plural(*examples, "example"),
    );
    for reason in &verdict.left_out {
        text += &format!("  {reason}\n");
    }
    let release = match &verdict.released {
        _ if verdict.checker => String::new(),
        None => format!("  not released yet: `sayyar form release {id} --key FILE`\n"),
        Some(number) if verdict.changed.is_empty() => format!("  released as {number}\n"),
        Some(number) => format!("  released as {number}; since then changed: {}\n", verdict.changed.join(", ")),
    };
    text + &release
}
