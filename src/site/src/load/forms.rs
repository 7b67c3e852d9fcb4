//! Forms among the sources: `forms/<id>/form.toml`, its examples, and what was released of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sayyar_base::Diagnostics;
use sayyar_forms::example::Example;
use sayyar_forms::{Compiled, Form, FormSource, Lists, Service};

use super::released::{self, Released, SignedIndex};
use super::{Keys, ignored, read_text, tomls};
use crate::disk::{Disk, Kind};

/// All forms by id, and the index of what was released.
#[derive(Default)]
pub struct Forms {
    /// Folders with a definition, or with releases of one that is no more.
    pub all: BTreeMap<String, FormFile>,
    /// Which releases hold.
    pub index: Option<SignedIndex>,
}

/// One form.
pub struct FormFile {
    /// Its `form.toml`.
    pub path: Arc<str>,
    /// The definition, compiled; none where it has mistakes or is no more.
    pub compiled: Option<Arc<Compiled>>,
    /// Whether there is a definition.
    pub defined: bool,
    /// Worked examples, by name.
    pub examples: Vec<Example>,
    /// By version, then build.
    pub released: Vec<Arc<Released>>,
}

impl Forms {
    /// The forms whose definitions can be used.
    pub fn defined(&self) -> impl Iterator<Item = (&str, &Arc<Compiled>)> {
        self.all.iter().filter_map(|(id, form)| Some((id.as_str(), form.compiled.as_ref()?)))
    }
}

/// Reads all forms.
pub(super) fn load(
    disk: &dyn Disk,
    keys: &Keys,
    services: &BTreeMap<String, Service>,
    broken: &BTreeSet<String>,
    lists: &Lists,
    diagnostics: &mut Diagnostics,
) -> Forms {
    let mut all = BTreeMap::new();
    let mut whole = true;
    for entry in disk.list("forms").unwrap_or_default() {
        if entry.kind != Kind::Folder || ignored(&entry.name) || entry.name == "lists" {
            continue;
        }
        let id = entry.name;
        let path: Arc<str> = format!("forms/{id}/form.toml").into();
        let said = diagnostics.len();
        let released = released::load(disk, &id, keys, diagnostics);
        whole &= diagnostics.len() == said;
        let defined = disk.meta(&path).is_ok();
        if !defined && released.is_empty() {
            continue;
        }
        let text = defined.then(|| read_text(disk, &path, diagnostics)).flatten();
        // What is wrong with a service has been said: a form of it would only say it again.
        let text = text.filter(|_| !broken.contains(&id));
        let compiled = text.and_then(|text| {
            let source = FormSource { id: &id, path: &path, text: &text, service: services.get(&id), lists };
            let (compiled, mut problems) = Form::compile(&source);
            diagnostics.append(&mut problems);
            compiled.map(Arc::new)
        });
        let examples = match &compiled {
            Some(compiled) => examples(disk, &id, &compiled.form, diagnostics),
            None => Vec::new(),
        };
        all.insert(id, FormFile { path, compiled, defined, examples, released });
    }
    let index = released::index(disk, keys, all.values().flat_map(|form| &form.released), whole, diagnostics);
    Forms { all, index }
}

/// The worked examples of a form that can be read.
fn examples(disk: &dyn Disk, id: &str, form: &Form, diagnostics: &mut Diagnostics) -> Vec<Example> {
    let files = tomls(disk, &format!("forms/{id}/examples"), diagnostics);
    let mut all = Vec::new();
    for (_, path, text) in files {
        let (example, mut problems) = Example::parse(form, &path, &text);
        diagnostics.append(&mut problems);
        all.extend(example);
    }
    all
}
