//! The theme: templates, components, styles and scripts, compiled once for the whole site.

pub mod assets;
mod errors;
mod functions;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sayyar_base::diag::did_you_mean;
use sayyar_base::toml::{Node, Table, read};
use sayyar_base::{Diagnostic, Diagnostics, Span};
use tera::{ComponentArgType, ComponentInfo, Tera};

use crate::load::Texts;
use crate::load::body::{Arg, Call};
use assets::{Assets, Targets};
pub use errors::{once_each, template_error};

/// A compiled theme.
pub struct Theme {
    /// Templates and components with the functions they call.
    pub tera: Tera,
    /// Folder of the theme: `themes/gov`.
    pub folder: Arc<str>,
    /// Styles, scripts and static files, ready to be served.
    pub assets: Assets,
    /// How the site looks as an app on a device.
    pub app: App,
    /// What a form's page is made of, where the theme can show one.
    pub form: Option<FormLook>,
    /// Components that editors may use, with where their body goes.
    components: BTreeMap<String, (ComponentInfo, Place)>,
    /// Every `id` written in a template, which links may lead to.
    pub anchors: BTreeSet<String>,
    templates: BTreeSet<String>,
    /// Digest of all templates and components: whether any page may have to be rendered again.
    pub source: u64,
}

/// Where editors may write a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Inline,
    Block,
}

/// Colours of the site as an app on a device, as CSS writes them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct App {
    /// Around the page.
    pub color: Option<String>,
    /// Until the page is there.
    pub background: Option<String>,
}

/// What a form's page is made of. It stands in a file of its own, so none of this is served as an asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLook {
    /// The name of its template.
    pub template: String,
    /// Its style, bundled.
    pub style: String,
    /// What runs before anything is drawn.
    pub first: String,
    /// What starts the form.
    pub last: String,
}

/// `theme.toml`.
struct Manifest {
    styles: Vec<String>,
    scripts: Vec<String>,
    targets: Targets,
    app: App,
    form: Option<FormLook>,
}

/// The files of a theme's folder, by path relative to it.
pub type ThemeFiles = BTreeMap<Arc<str>, Arc<[u8]>>;

impl Theme {
    /// Compiles the theme whose files are given.
    pub fn compile(folder: &str, files: &ThemeFiles, diagnostics: &mut Diagnostics) -> Option<Self> {
        let texts = Texts::new(folder, files);
        let manifest = manifest(&texts, diagnostics)?;
        let assets = Assets::build(&texts, files, &manifest.styles, &manifest.scripts, manifest.targets, diagnostics);
        let form = manifest.form.and_then(|named| form_look(&texts, named, manifest.targets, diagnostics));
        let mut tera = Tera::new();
        functions::register(&mut tera);
        let mut templates = Vec::new();
        let mut anchors = BTreeSet::new();
        for (path, _) in files.iter().filter(|(path, _)| is_template(path)) {
            let Some(text) = texts.get(path, diagnostics) else { continue };
            gather_anchors(text, &mut anchors);
            let name = path.strip_prefix("templates/").unwrap_or(path);
            templates.push((name.to_owned(), text.to_owned()));
        }
        let source = crate::digest::fast(format!("{templates:?}").as_bytes());
        // One that cannot be read is reported as that, and not as missing on every page.
        let names = files
            .keys()
            .filter(|path| is_template(path))
            .map(|path| path.strip_prefix("templates/").unwrap_or(path).to_owned())
            .collect();
        if let Err(error) = tera.add_raw_templates(templates) {
            diagnostics.extend(errors::compile_errors(&texts, &error));
            return None;
        }
        let components = editors_components(&tera, folder, diagnostics);
        Some(Self {
            tera,
            folder: folder.into(),
            assets,
            app: manifest.app,
            form,
            components,
            anchors,
            templates: names,
            source,
        })
    }

    /// Whether there is such a template.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.contains(name)
    }

    /// The names of all templates that pages may use.
    pub fn templates(&self) -> impl Iterator<Item = &str> + Clone {
        self.templates.iter().map(String::as_str).filter(|name| !name.contains('/'))
    }

    /// Holds a component's call on a page against its definition.
    pub fn check(&self, call: &Call, span: &Span, diagnostics: &mut Diagnostics) {
        let Some((info, place)) = self.components.get(&call.name) else {
            let names = self.components.keys().map(String::as_str);
            diagnostics.push(
                Diagnostic::error("unknown-component", format!("there is no component `{}`", call.name))
                    .at(span.clone(), "")
                    .help(did_you_mean(&call.name, names)),
            );
            return;
        };
        self.check_place(call, *place, span, diagnostics);
        for (name, value, at) in &call.args {
            let Some(arg) = info.args().iter().find(|arg| arg.name() == name && !arg.is_implicit()) else {
                let names = info.args().iter().filter(|arg| !arg.is_implicit()).map(|arg| arg.name());
                diagnostics.push(
                    Diagnostic::error("unknown-argument", format!("`{}` takes no argument `{name}`", call.name))
                        .at(at.clone(), "")
                        .help(did_you_mean(name, names)),
                );
                continue;
            };
            let wanted = arg.arg_type();
            if !wanted.is_none_or(|wanted| fits(value, wanted)) {
                let wanted = wanted.map_or("something else", in_words);
                diagnostics.push(
                    Diagnostic::error(
                        "argument-type",
                        format!("argument `{name}` of `{}` must be {wanted}", call.name),
                    )
                    .at(at.clone(), "")
                    .help("text is written in quotes, numbers and true or false without"),
                );
            }
        }
        for missing in info.args().iter().filter(|arg| arg.is_required() && arg.name() != "body") {
            if !call.args.iter().any(|(name, ..)| name == missing.name()) {
                diagnostics.push(
                    Diagnostic::error(
                        "missing-argument",
                        format!("`{}` needs the argument `{}`", call.name, missing.name()),
                    )
                    .at(span.clone(), "")
                    .help(format!("write `{}({}=...)`", call.name, missing.name())),
                );
            }
        }
    }

    fn check_place(&self, call: &Call, place: Place, span: &Span, diagnostics: &mut Diagnostics) {
        let (wrong, help) = match (place, call.inner.is_some()) {
            (Place::Inline, true) => {
                ("stands in a line, not around text", format!("write `{{{{ {}(...) }}}}`", call.name))
            }
            (Place::Block, false) => (
                "stands around text, not in a line",
                format!("write `{{% {}(...) %}}`, the text, then `{{% end %}}`", call.name),
            ),
            _ => return,
        };
        diagnostics.push(
            Diagnostic::error("component-place", format!("`{}` {wrong}", call.name)).at(span.clone(), "").help(help),
        );
    }
}

fn fits(value: &Arg, wanted: ComponentArgType) -> bool {
    use ComponentArgType::{Bool, Float, Integer, Number, String};
    match value {
        Arg::Text(_) => wanted == String,
        Arg::Integer(_) => matches!(wanted, Integer | Number | Float),
        Arg::Bool(_) => wanted == Bool,
    }
}

/// A type as editors speak of it.
fn in_words(wanted: ComponentArgType) -> &'static str {
    match wanted {
        ComponentArgType::String => "text",
        ComponentArgType::Bool => "true or false",
        ComponentArgType::Integer | ComponentArgType::Number | ComponentArgType::Float => "a number",
        _ => "something that only a template can give",
    }
}

fn is_template(path: &str) -> bool {
    let named = path.starts_with("components/") || path.starts_with("form/");
    path.starts_with("templates/") || (named && path.ends_with(".html"))
}

fn manifest(texts: &Texts<'_>, diagnostics: &mut Diagnostics) -> Option<Manifest> {
    let file = texts.path("theme.toml");
    let text = texts.get("theme.toml", diagnostics)?;
    let (manifest, mut problems) = read(&file, text, 0, |table| {
        let _name = table.required::<String>("name");
        let list = |table: &mut Table<'_>, key| table.list::<String>(key);
        let styles = list(table, "styles");
        let scripts = list(table, "scripts");
        let targets = table.node("targets").and_then(|node| node.table(targets)).unwrap_or_default();
        let app = table.node("app").and_then(|node| node.table(app)).unwrap_or_default();
        let form = table.node("form").and_then(|node| node.table(form_names));
        Some(Manifest { styles, scripts, targets, app, form })
    });
    diagnostics.append(&mut problems);
    manifest
}

fn app(table: &mut Table<'_>) -> Option<App> {
    Some(App { color: table.optional("color"), background: table.optional("background") })
}

/// The names; what is behind all but the first takes their place in [`form_look`].
fn form_names(table: &mut Table<'_>) -> Option<FormLook> {
    let (template, style) = (table.required("template"), table.required("style"));
    let (first, last) = (table.required("first"), table.required("last"));
    Some(FormLook { template: template?, style: style?, first: first?, last: last? })
}

fn form_look(texts: &Texts<'_>, named: FormLook, targets: Targets, diagnostics: &mut Diagnostics) -> Option<FormLook> {
    let style = assets::bundle(texts, &named.style, targets, diagnostics);
    let mut script = |name: &str| texts.get(name, diagnostics).map(str::to_owned);
    let (first, last) = (script(&named.first), script(&named.last));
    Some(FormLook { template: named.template, style: style?, first: first?, last: last? })
}

fn targets(table: &mut Table<'_>) -> Option<Targets> {
    let mut read = |key| table.node(key).and_then(|node| version(&node));
    Some(Targets {
        chrome: read("chrome"),
        firefox: read("firefox"),
        safari: read("safari"),
        ios_saf: read("ios"),
        ..Targets::default()
    })
}

/// `"16.4"` as lightningcss wants it: major, minor and patch, a byte each.
fn version(node: &Node<'_>) -> Option<u32> {
    let written = node.text()?;
    let mut parts = written.split('.').map(|part| part.parse::<u8>().ok().map(u32::from));
    match (parts.next(), parts.next().unwrap_or(Some(0)), parts.next()) {
        (Some(Some(major)), Some(minor), None) => Some((major << 16) | (minor << 8)),
        _ => node.report(
            Diagnostic::error("browser-version", format!("`{written}` is not a browser's version"))
                .at(node.span(), "")
                .help("write it as `\"97\"` or `\"16.4\"`"),
        ),
    }
}

/// Finds `id="..."` where the value is written out.
fn gather_anchors(text: &str, anchors: &mut BTreeSet<String>) {
    for (at, _) in text.match_indices("id=\"") {
        let before = text[..at].chars().next_back();
        let value = text[at + 4..].split('"').next().unwrap_or_default();
        let plain = value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if before.is_some_and(char::is_whitespace) && plain && !value.is_empty() {
            anchors.insert(value.to_owned());
        }
    }
}

fn editors_components(
    tera: &Tera,
    folder: &str,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, (ComponentInfo, Place)> {
    let mut components = BTreeMap::new();
    for name in tera.get_component_names() {
        let Some(info) = tera.get_component_definition(name) else { continue };
        let place = match info.metadata().get("editors").and_then(|value| value.as_str()) {
            Some("inline") => Place::Inline,
            Some("block") => Place::Block,
            Some(other) => {
                diagnostics.push(
                    Diagnostic::error("component-metadata", format!("component `{name}` says editors: `{other}`"))
                        .in_file(format!("{folder}/components"))
                        .help("write \"inline\" or \"block\""),
                );
                continue;
            }
            None => continue,
        };
        components.insert(name.to_owned(), (info, place));
    }
    components
}
