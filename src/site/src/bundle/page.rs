//! `form.html`: the whole form in one file, which sends nothing and needs nothing else.
//!
//! **Invariant:** the policy in its head allows the scripts and the style that it carries, by their digests,
//! pictures made in the page, a worker made in the page, and nothing more: no connection anywhere.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sayyar_base::{Diagnostic, Diagnostics};
use sayyar_forms::speech::Speech;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Parts;
use super::fill::fill;
use super::pack::packed;
use super::view::{View, Viewer};
use crate::theme::{FormLook, template_error};

/// Writes `form.html`, which carries these facts.
pub(super) fn html(parts: &Parts<'_>, facts: &str) -> Result<String, Diagnostics> {
    let folder = &parts.theme.folder;
    let form = parts.form.id();
    let Some(look) = &parts.theme.form else {
        let problem =
            Diagnostic::error("template", "the theme cannot show forms").in_file(format!("{folder}/theme.toml"));
        return Err(vec![problem.help("name what a form is made of under [form]")]);
    };
    let Some(first) = parts.speeches.first() else {
        let problem = Diagnostic::error("template", "a form that no language has all words of cannot be shown");
        return Err(vec![problem.in_file(format!("forms/{form}/form.toml"))]);
    };
    let scripts = [&*look.first, parts.engine.unpack, &*look.last, parts.engine.glue, parts.engine.page];
    if let Some(text) = scripts[..3].iter().find(|text| ends_a_script(text)) {
        let problem = Diagnostic::error("script", "a script of the form's page ends its own element");
        let start: String = text.chars().take(60).collect();
        return Err(vec![problem.in_file(folder.to_string()).help(format!("it begins `{start}`"))]);
    }
    let knows = |id: &str| parts.speeches.iter().any(|speech| speech.has(id));
    let view = Viewer { form: parts.form, knows: &knows }.view();
    let mut context = tera::Context::new();
    context.insert("page", &merge(&view, around(parts, facts, look, &scripts, first)));
    let markup = parts
        .theme
        .tera
        .render(&look.template, &context)
        .map_err(|error| vec![template_error(folder, &error, Some(form.as_str()))])?;
    // What is carried is nobody's words.
    let (markup, carried) = markup.split_at(markup.find("<script type=").unwrap_or(markup.len()));
    let (mut html, lost) = fill(markup, &|id, given| first.say(id, given));
    html.push_str(carried);
    if lost.is_empty() {
        return Ok(html);
    }
    let message = format!("the form's page says what no words are there for: {}", lost.join(", "));
    Err(vec![Diagnostic::error("template", message).in_file(format!("{folder}/{}", look.template))])
}

/// What the page has beside its questions.
fn around(parts: &Parts<'_>, facts: &str, look: &FormLook, scripts: &[&str; 5], first: &Speech) -> Value {
    let language = |speech: &Speech| json!({ "tag": speech.tag, "dir": speech.dir, "name": speech.name });
    let version = format!("{}.{}", parts.form.version(), parts.facts.build);
    json!({
        "lang": first.tag,
        "dir": first.dir,
        "languages": parts.speeches.iter().map(language).collect::<Vec<_>>(),
        "version_args": json!({ "version": version }).to_string(),
        "test": parts.facts.test,
        "guide": parts.facts.ways.get(first.tag.as_str()).and_then(|ways| ways.get("guide")),
        "policy": policy(scripts, &look.style),
        "style": look.style,
        "first": look.first,
        "unpack": parts.engine.unpack,
        "last": look.last,
        "bundle": packed(facts.as_bytes()),
        "engine": parts.engine.packed(),
        "scripts": packed(super::text(&json!({ "engine-code": parts.engine.glue, "page-code": parts.engine.page })).as_bytes()),
    })
}

fn merge(view: &View, rest: Value) -> Value {
    let mut whole = serde_json::to_value(view).unwrap_or_default();
    if let (Some(whole), Value::Object(rest)) = (whole.as_object_mut(), rest) {
        whole.extend(rest);
    }
    whole
}

/// Scripts stand in the page as they are: this would end them early, or hide what follows.
fn ends_a_script(text: &str) -> bool {
    text.to_ascii_lowercase().contains("</script") || text.contains("<!--")
}

/// The Content Security Policy of a page with these scripts and this style.
fn policy(scripts: &[&str], style: &str) -> String {
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let scripts: Vec<_> = scripts.iter().map(|text| digest(text)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; worker-src blob:; \
         img-src blob: data:; form-action 'none'; base-uri 'none'",
        scripts.join(" "),
        digest(style),
    )
}
