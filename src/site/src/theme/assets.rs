//! Styles bundled, scripts linked, static files kept: each under a name that carries its fingerprint,
//! so that a browser may keep it for ever and a page never meets half of another build.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use lightningcss::bundler::{BundleErrorKind, Bundler, ResolveResult, SourceProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
pub use lightningcss::targets::Browsers as Targets;
use sayyar_base::{Diagnostic, Diagnostics, Span};
use sha2::{Digest, Sha384};

use super::ThemeFiles;
use crate::digest::fingerprint;
use crate::load::Texts;

/// All assets of a theme.
#[derive(Debug, Default)]
pub struct Assets {
    /// By the path templates name them with, such as `styles/main.css`.
    by_name: BTreeMap<Arc<str>, Asset>,
    worker: Option<Arc<str>>,
}

/// One file to be served.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path in the output: `assets/main.3f2a9c0d1e.css`.
    pub path: Arc<str>,
    /// Subresource integrity (SHA-384), as the `integrity` attribute wants it.
    pub integrity: Arc<str>,
    /// What is served.
    pub bytes: Arc<[u8]>,
}

/// The worker script: served from the root under its own name, so not an asset like the others.
pub const WORKER: &str = "scripts/sw.js";

impl Assets {
    pub(super) fn build(
        texts: &Texts<'_>,
        files: &ThemeFiles,
        styles: &[String],
        scripts: &[String],
        targets: Targets,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut assets = Self { worker: texts.find(WORKER).map(Arc::from), ..Self::default() };
        for entry in styles {
            if let Some(css) = bundle(texts, entry, targets, diagnostics) {
                assets.insert(entry, css.into_bytes());
            }
        }
        let mut linker = Linker { texts, done: BTreeMap::new(), open: Vec::new(), diagnostics };
        for entry in scripts {
            linker.link(entry, None);
        }
        let linked = std::mem::take(&mut linker.done);
        for (name, text) in linked {
            assets.insert(&name, text.into_bytes());
        }
        for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("static/")) {
            assets.by_name.insert(
                path.clone(),
                Asset { path: path["static/".len()..].into(), integrity: integrity(bytes), bytes: bytes.clone() },
            );
        }
        assets
    }

    /// The asset templates know by that path.
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.by_name.get(name)
    }

    /// The worker script as it is written, if the theme has one.
    pub fn worker(&self) -> Option<&str> {
        self.worker.as_deref()
    }

    /// All assets with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Asset)> + Clone {
        self.by_name.iter()
    }

    fn insert(&mut self, name: &str, bytes: Vec<u8>) {
        let path = fingerprinted(name, &bytes).into();
        let asset = Asset { path, integrity: integrity(&bytes), bytes: bytes.into() };
        self.by_name.insert(name.into(), asset);
    }
}

fn integrity(bytes: &[u8]) -> Arc<str> {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes))).into()
}

/// `styles/main.css` -> `assets/main.3f2a9c0d1e.css`.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
    format!("assets/{stem}.{}.{ending}", fingerprint(bytes))
}

/// Serves the bundler from the theme's files in memory. Texts outlive the bundler, so it can borrow them.
struct Provider<'a>(&'a Texts<'a>);

#[derive(Debug)]
struct NotThere(String);

impl std::fmt::Display for NotThere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "there is no style `{}` in the theme", self.0)
    }
}

impl std::error::Error for NotThere {}

impl SourceProvider for Provider<'_> {
    type Error = NotThere;

    fn read<'b>(&'b self, file: &Path) -> Result<&'b str, NotThere> {
        let name = file.to_string_lossy();
        self.0.find(&name).ok_or_else(|| NotThere(name.into_owned()))
    }

    fn resolve(&self, specifier: &str, from: &Path) -> Result<ResolveResult, NotThere> {
        let name = relative(&from.to_string_lossy(), specifier).ok_or_else(|| NotThere(specifier.to_owned()))?;
        match self.0.find(&name) {
            Some(_) => Ok(ResolveResult::File(PathBuf::from(name))),
            None => Err(NotThere(name)),
        }
    }
}

pub(super) fn bundle(
    texts: &Texts<'_>,
    entry: &str,
    targets: Targets,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let provider = Provider(texts);
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    let targets = lightningcss::targets::Targets::from(targets);
    let fail = |message: String, place: Option<(String, u32, u32)>| {
        let place =
            place.map_or_else(|| Span::file(texts.path(entry)), |(name, line, column)| texts.at(&name, line, column));
        Diagnostic::error("style", message).at(place, "")
    };
    let mut sheet = match bundler.bundle(Path::new(entry)) {
        Ok(sheet) => sheet,
        Err(error) => {
            let place = error.loc.as_ref().map(|loc| (loc.filename.clone(), loc.line, loc.column));
            let mut problem = fail(error.kind.to_string(), place);
            if let BundleErrorKind::ResolverError(NotThere(name)) = &error.kind {
                let others = texts.names().filter(|other| other.ends_with(".css"));
                problem = problem.help(sayyar_base::diag::did_you_mean(name, others));
            }
            diagnostics.push(problem);
            return None;
        }
    };
    let minified = sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| fail(error.kind.to_string(), error.loc.map(|loc| (loc.filename, loc.line, loc.column))));
    if let Err(problem) = minified {
        diagnostics.push(problem);
        return None;
    }
    match sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() }) {
        Ok(printed) => Some(printed.code),
        Err(error) => {
            diagnostics.push(fail(error.kind.to_string(), error.loc.map(|loc| (loc.filename, loc.line, loc.column))));
            None
        }
    }
}

/// Links ES modules: every `"./other.js"` that a module imports is replaced by the fingerprinted name
/// of what it leads to, so a module's own name changes when anything below it does.
struct Linker<'a> {
    texts: &'a Texts<'a>,
    done: BTreeMap<String, String>,
    open: Vec<String>,
    diagnostics: &'a mut Diagnostics,
}

impl Linker<'_> {
    /// File name of the linked module, in the folder where all of them are.
    fn link(&mut self, name: &str, from: Option<Span>) -> Option<String> {
        if let Some(text) = self.done.get(name) {
            return Some(file_name(name, text));
        }
        if self.open.iter().any(|other| other == name) {
            let circle = format!("{} -> {name}", self.open.join(" -> "));
            self.report(format!("modules import each other in a circle: {circle}"), from, name);
            return None;
        }
        if self.texts.find(name).is_none() {
            self.report(format!("there is no script `{name}` in the theme"), from, name);
            return None;
        }
        let text = self.texts.get(name, self.diagnostics)?;
        self.open.push(name.to_owned());
        let mut linked = String::with_capacity(text.len());
        let mut done = 0;
        for range in imports(text) {
            let Some(target) = relative(name, &text[range.clone()]) else { continue };
            let place = Span::new(&self.texts.path(name), range.clone());
            if let Some(file) = self.link(&target, Some(place)) {
                linked.push_str(&text[done..range.start]);
                linked.push_str("./");
                linked.push_str(&file);
                done = range.end;
            }
        }
        linked.push_str(&text[done..]);
        self.open.pop();
        let file = file_name(name, &linked);
        self.done.insert(name.to_owned(), linked);
        Some(file)
    }

    fn report(&mut self, message: String, from: Option<Span>, name: &str) {
        let place = from.unwrap_or_else(|| Span::file(self.texts.path(name)));
        let near = self.texts.names().filter(|other| other.ends_with(".js"));
        let help = sayyar_base::diag::did_you_mean(name, near);
        self.diagnostics.push(Diagnostic::error("script", message).at(place, "").help(help));
    }
}

fn file_name(name: &str, text: &str) -> String {
    fingerprinted(name, text.as_bytes())["assets/".len()..].to_owned()
}

/// The relative module names in `from "./x.js"`, `import "./x.js"` and `import("./x.js")`.
fn imports(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("\"./") {
        let before = text[..at].trim_end().trim_end_matches('(').trim_end();
        if !(before.ends_with("from") || before.ends_with("import")) {
            continue;
        }
        if let Some(len) = text[at + 1..].find('"') {
            found.push(at + 1..at + 1 + len);
        }
    }
    found
}

/// The path `specifier` means when written in the file `from`; `None` when it leaves the theme.
fn relative(from: &str, specifier: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
