//! `sayyar translate mark`: what is there now was made from the source as it is now.

use std::collections::BTreeSet;

use sayyar_base::diag::did_you_mean;
use sayyar_base::{Date, Diagnostic, Diagnostics};

use super::material::Material;
use crate::ledger::{Key, Ledger, Made, State};

/// What is said of the marked translations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Who answers for them.
    pub state: State,
    /// Their name.
    pub by: Option<String>,
    /// The day.
    pub on: Date,
}

impl Word {
    pub(super) fn made(&self, source: &str) -> Made {
        Made { source: source.to_owned(), state: self.state, by: self.by.clone(), on: self.on }
    }
}

/// The ledgers as they should be afterwards, and how many entries are new in each.
pub type Marked = Vec<(usize, Ledger, usize)>;

/// Marks translations of the given languages: all, or those in files or folders (`content/en/fees.md`,
/// `forms/visa`, `forms/visa/en.ftl#service-title`). Entries that have lost source or translation are dropped.
pub fn mark(material: &Material, langs: &[usize], paths: Option<&[String]>, word: &Word) -> (Marked, Diagnostics) {
    let mut marked = Vec::new();
    let mut met = BTreeSet::new();
    for lang in langs {
        let there = material.there(*lang);
        let mut ledger = material.ledgers[*lang].clone();
        let mut count = 0;
        for key in there.iter() {
            let Some(source) = material.sources.get(key) else { continue };
            let path = material.path(*lang, key);
            let wanted = match paths {
                None => true,
                Some(paths) => {
                    let hit: Vec<usize> = (0..paths.len()).filter(|at| names(&paths[*at], &path, key)).collect();
                    met.extend(hit.iter().copied());
                    !hit.is_empty()
                }
            };
            if wanted {
                count += usize::from(ledger.mark(key, word.made(source)));
            }
        }
        let dropped = ledger.prune(&material.sources, &there);
        if count + dropped > 0 {
            marked.push((*lang, ledger, count));
        }
    }
    let lost = paths.unwrap_or_default().iter().enumerate().filter(|(at, _)| !met.contains(at));
    let problems = lost.map(|(_, path)| nothing_at(material, langs, path)).collect();
    (marked, problems)
}

/// Whether a path given on the command line means this text.
fn names(given: &str, path: &str, key: &Key) -> bool {
    let given = given.trim_start_matches("./").trim_end_matches('/');
    let (file, id) = given.split_once('#').map_or((given, None), |(file, id)| (file, Some(id)));
    let inside = path == file || path.strip_prefix(file).is_some_and(|rest| rest.starts_with('/'));
    match (id, key) {
        (None, _) => inside,
        (Some(id), Key::Message(_, known)) => inside && id == &**known,
        (Some(_), Key::Page(_)) => false,
    }
}

fn nothing_at(material: &Material, langs: &[usize], path: &str) -> Diagnostic {
    let known: BTreeSet<String> =
        langs.iter().flat_map(|lang| material.there(*lang).into_iter().map(|key| material.path(*lang, &key))).collect();
    let source = material.there(0).iter().any(|key| names(path, &material.path(0, key), key));
    let help = match source {
        true => "this is the source: name the translation instead".to_owned(),
        false => did_you_mean(path, known.iter().map(String::as_str)),
    };
    Diagnostic::error("unknown-path", format!("there is no translation at `{path}`")).help(help)
}
