//! `form.html`: the whole form in one file, which sends nothing and needs nothing else.
//!
//! **Invariant:** the policy in its head allows the scripts and the style that stand in it, by their digests,
//! pictures made in the page, a worker made in the page, and nothing more: no connection anywhere.

use std::io::Write;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use sayyar_base::{Diagnostic, Diagnostics};
use sayyar_forms::Form;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::fill::{Say, fill};
use super::view::Viewer;
use crate::theme::{Theme, template_error};

/// What goes into a page.
pub(super) struct Page<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its languages; the page is written in the first.
    pub languages: &'a [Language<'a>],
    /// Says a message in the first language.
    pub say: &'a Say<'a>,
    /// Whether any of the languages has words for an id: `months.hint`.
    pub knows: &'a dyn Fn(&str) -> bool,
    /// The facts of the bundle as JSON.
    pub facts: &'a str,
    /// `3.1`
    pub version: &'a str,
    /// Whether it is for trying out only.
    pub test: bool,
    /// Where the guide is, in the first language.
    pub guide: Option<&'a str>,
    /// The theme.
    pub theme: &'a Theme,
    /// The engine, packed.
    pub engine: &'a str,
    /// The engine's script.
    pub code: &'a str,
    /// The page's script.
    pub script: &'a str,
}

/// A language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Language<'a> {
    /// `az`
    pub tag: &'a str,
    /// `ltr` or `rtl`
    pub dir: &'a str,
    /// Its own name for itself.
    pub name: &'a str,
}

/// Writes `form.html`.
pub(super) fn html(page: &Page<'_>) -> Result<String, Diagnostics> {
    let folder = &page.theme.folder;
    let Some(look) = &page.theme.form else {
        let problem = Diagnostic::error("template", "the theme cannot show forms");
        return Err(vec![
            problem.in_file(format!("{folder}/theme.toml")).help("name what a form is made of under [form]"),
        ]);
    };
    let Some(first) = page.languages.first() else {
        let problem = Diagnostic::error("template", "a form without a language cannot be shown");
        return Err(vec![problem.in_file(format!("forms/{}", page.form.id()))]);
    };
    let scripts = [&*look.script, page.code, page.script];
    if let Some(text) = scripts.iter().find(|text| ends_a_script(text)) {
        let problem = Diagnostic::error("script", "a script of the form's page ends its own element");
        let part: String = text.chars().take(60).collect();
        return Err(vec![problem.in_file(folder.to_string()).help(format!("it begins `{part}`"))]);
    }
    let view = Viewer { form: page.form, knows: page.knows }.view();
    let mut context = tera::Context::new();
    let languages: Vec<_> =
        page.languages.iter().map(|one| json!({ "tag": one.tag, "dir": one.dir, "name": one.name })).collect();
    let rest = json!({
        "lang": first.tag,
        "dir": first.dir,
        "languages": languages,
        "version_args": json!({ "version": page.version }).to_string(),
        "test": page.test,
        "guide": page.guide,
        "policy": policy(&scripts, &look.style),
        "style": look.style,
        "first": look.script,
        "bundle": packed(page.facts),
        "engine": page.engine,
        "code": page.code,
        "script": page.script,
    });
    let problem = |error: &tera::Error| vec![template_error(folder, error, Some(page.form.id().as_str()))];
    context.insert("page", &merge(&view, rest));
    let markup = page.theme.tera.render(&look.template, &context).map_err(|error| problem(&error))?;
    // What is carried is nobody's words.
    let (markup, carried) = markup.split_at(markup.find("<script type=").unwrap_or(markup.len()));
    let (mut html, lost) = fill(markup, page.say);
    html.push_str(carried);
    if lost.is_empty() {
        return Ok(html);
    }
    let message = format!("the form's page says what no words are there for: {}", lost.join(", "));
    Err(vec![Diagnostic::error("template", message).in_file(format!("{folder}/{}", look.template))])
}

fn merge(view: &super::view::View, rest: serde_json::Value) -> serde_json::Value {
    let mut whole = serde_json::to_value(view).unwrap_or_default();
    if let (Some(whole), serde_json::Value::Object(rest)) = (whole.as_object_mut(), rest) {
        whole.extend(rest);
    }
    whole
}

/// Gzip in base64: words of several languages come down to a third.
fn packed(text: &str) -> String {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail; were it to, the page would not start, and tests would say so.
    let written = packer.write_all(text.as_bytes()).and_then(|()| packer.finish());
    STANDARD.encode(written.unwrap_or_default())
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
