//! Files of `tests/vectors/form`: a form, and cases that say what checking leads to. The folder is listed, so a new
//! case is a few new lines, and none can be forgotten.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sayyar_base::{Date, diag};
use sayyar_forms::{Compiled, Entries, Form, FormSource, Lists, Service};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// What its cases show, in a sentence.
    pub(crate) about: String,
    /// The day rules mean.
    pub(crate) today: Date,
    /// A folder of `definitions`, or else
    form: Option<String>,
    /// all of a `form.toml`, or else
    definition: Option<String>,
    /// the fields of its only section.
    fields: Option<String>,
    /// Its cases.
    pub(crate) case: Vec<Case>,
}

/// What is typed, and what checking it leads to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// What is special about it, where that is not plain.
    pub(crate) about: Option<String>,
    /// Another day.
    pub(crate) today: Option<Date>,
    /// What is typed, or else
    entries: Option<toml::Table>,
    /// the same as JSON, or else
    json: Option<String>,
    /// the very text of canonical answers.
    pub(crate) answered: Option<String>,
    /// More text behind it, so many times, and then the end.
    pub(crate) more: Option<(String, usize, String)>,
    /// Why these bytes are no answers.
    pub(crate) refused: Option<String>,
    /// Every problem, as `<address>: <kind>`.
    #[serde(default)]
    pub(crate) problems: Vec<String>,
    /// What the first problem says beside its kind, as JSON.
    pub(crate) tells: Option<String>,
    /// All canonical answers.
    pub(crate) answers: Option<toml::Table>,
    /// Fields that show.
    #[serde(default)]
    pub(crate) visible: Vec<String>,
    /// Fields that do not.
    #[serde(default)]
    pub(crate) hidden: Vec<String>,
    /// Sections that do not show.
    #[serde(default)]
    pub(crate) hidden_sections: Vec<String>,
    /// Fields that must be answered.
    #[serde(default)]
    pub(crate) required: Vec<String>,
    /// Fields that need not be.
    #[serde(default)]
    pub(crate) optional: Vec<String>,
    /// What is offered.
    #[serde(default)]
    pub(crate) options: BTreeMap<String, Vec<String>>,
    /// Where a checker leads; `none` for nowhere yet.
    pub(crate) outcome: Option<String>,
}

/// `tests/vectors/form`.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/form")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file with its name, and the form it is about.
pub(crate) fn files() -> Vec<(String, File, Compiled)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let file = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file: File = toml::from_str(&read(path)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let form = file.compile(&name);
        (name, file, form)
    };
    paths.iter().map(file).collect()
}

/// The lists and the service that all definitions of vectors use.
pub(crate) fn shared() -> (Lists, Service) {
    let lists = folder().join("definitions/lists");
    let mut paths: Vec<_> =
        std::fs::read_dir(&lists).expect("the folder is there").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let files: Vec<(Arc<str>, String)> =
        paths.iter().map(|path| (Arc::from(path.to_string_lossy()), read(path))).collect();
    let (lists, problems) = Lists::parse(files.iter().map(|(path, text)| (path, text.as_str())));
    assert_eq!(problems, []);
    let text = read(&folder().join("definitions/permit/service.toml"));
    let (service, problems) = Service::parse("permit", &"service.toml".into(), &text, &lists);
    assert_eq!(problems, []);
    let mut service = service.expect("nothing is wrong with it");
    service.index.clear();
    (lists, service)
}

impl File {
    fn compile(&self, name: &str) -> Compiled {
        let (lists, service) = shared();
        let text = match (&self.form, &self.definition, &self.fields) {
            (Some(form), None, None) => read(&folder().join("definitions").join(form).join("form.toml")),
            (None, Some(text), None) => text.clone(),
            (None, None, Some(fields)) => {
                format!("kind = \"application\"\nversion = 1\n[[section]]\nid = \"all\"\nfields = [\n{fields}\n]\n")
            }
            _ => panic!("{name} says `form`, `definition` or `fields`"),
        };
        let path = Arc::from("form.toml");
        let source = FormSource { id: "permit", path: &path, text: &text, service: Some(&service), lists: &lists };
        let (compiled, problems) = Form::compile(&source);
        assert!(problems.is_empty(), "{name}:\n{}", diag::plain(&problems, |_| Some(&text)));
        compiled.expect("nothing is wrong with it")
    }
}

impl Case {
    /// What is typed.
    pub(crate) fn entries(&self) -> Option<Entries> {
        match (&self.entries, &self.json) {
            (Some(entries), None) => Some(object(entries)),
            (None, Some(json)) => Some(serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))),
            _ => None,
        }
    }
}

/// A table as JSON; days become text.
pub(crate) fn object(table: &toml::Table) -> Map<String, Json> {
    table.iter().map(|(key, value)| (key.clone(), json(value))).collect()
}

fn json(value: &toml::Value) -> Json {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(yes) => (*yes).into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.iter().map(json).collect(),
        toml::Value::Table(table) => object(table).into(),
    }
}
