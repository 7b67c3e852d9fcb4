//! The compiled form: fields, rules, and the lists and fees they use, all in one value that needs nothing else.
//!
//! A [`Form`] is made in two ways, [`Form::compile`](crate::definition) from what authors write and [`Form::from_json`]
//! from its own JSON. Both go through [`assemble`], so a form that exists is sound: ids are unique, rules are typed
//! and do not depend on themselves, and checking answers costs a bounded number of steps.

mod assemble;
mod field;
mod graph;
mod json;
pub(crate) mod limits;
mod read;

use std::collections::BTreeMap;
use std::sync::Arc;

use sayyar_base::Id;

pub(crate) use assemble::{Issue, Judge, assemble};
pub use field::{Check, Field, FieldKind};
pub(crate) use graph::Step;
pub(crate) use json::answer;
pub use limits::{MAX_FIELDS, MAX_FORM_COST, MAX_ROWS, MAX_SECTIONS};
pub use read::NotAForm;

use crate::fee::Fee;
use crate::list::Options;
use crate::rule::{Names, Rule};

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It is filled in and handed in.
    Application,
    /// It leads to an outcome and is never handed in.
    Checker,
}

impl Purpose {
    /// Both, with the names definitions use.
    pub const ALL: [(&'static str, Self); 2] = [("application", Self::Application), ("checker", Self::Checker)];

    /// The name definitions use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Checker => "checker",
        }
    }
}

/// A step of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<R = Rule> {
    /// Names it among the sections; the word `section-<id>`.
    pub id: Arc<str>,
    /// When it shows; always without one.
    pub visible: Option<R>,
    /// Never empty.
    pub fields: Vec<Field<R>>,
}

/// Where a checker leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<R = Rule> {
    /// Names it among the outcomes; the word `outcome-<id>`.
    pub id: Arc<str>,
    /// When; only the last may be without, and is what is left.
    pub when: Option<R>,
}

/// What a form is made of, before and after its rules are compiled.
#[derive(Debug, Clone)]
pub(crate) struct Parts<R> {
    pub(crate) id: Id,
    pub(crate) purpose: Purpose,
    pub(crate) version: u32,
    pub(crate) sensitive: bool,
    pub(crate) max_mb: u32,
    pub(crate) sections: Vec<Section<R>>,
    pub(crate) outcomes: Vec<Outcome<R>>,
    pub(crate) lists: BTreeMap<Arc<str>, Options>,
    pub(crate) fees: Vec<Fee>,
}

/// A compiled form.
#[derive(Debug, Clone)]
pub struct Form {
    parts: Parts<Rule>,
    names: Names,
    places: Vec<Place>,
    index: BTreeMap<Arc<str>, usize>,
    order: Vec<Step>,
}

/// Where a field stands; the place of a field is its number among all of them, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) section: usize,
    /// The group or repeat right around it.
    pub(crate) parent: Option<usize>,
    /// The repeat it is in.
    pub(crate) repeat: Option<usize>,
}

impl Form {
    /// The name of its folder.
    pub fn id(&self) -> &Id {
        &self.parts.id
    }

    /// What it is for.
    pub fn purpose(&self) -> Purpose {
        self.parts.purpose
    }

    /// From 1.
    pub fn version(&self) -> u32 {
        self.parts.version
    }

    /// Whether nothing of it may stay on the applicant's device by itself.
    pub fn is_sensitive(&self) -> bool {
        self.parts.sensitive
    }

    /// What all attachments together may have, in megabytes of 1,000,000 bytes.
    pub fn max_mb(&self) -> u32 {
        self.parts.max_mb
    }

    /// In the order of the page.
    pub fn sections(&self) -> &[Section] {
        &self.parts.sections
    }

    /// Of a checker; the first that holds.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.parts.outcomes
    }

    /// The lists its fields, rules and fees use. A field's own options are a list named like the field.
    pub fn lists(&self) -> &BTreeMap<Arc<str>, Options> {
        &self.parts.lists
    }

    /// The list of that name.
    pub fn list(&self, name: &str) -> Option<&Options> {
        self.parts.lists.get(name)
    }

    /// The fees its rules use.
    pub fn fees(&self) -> &Vec<Fee> {
        &self.parts.fees
    }

    /// What its rules can name.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Every field in the order of the page, each group and repeat before what is in it.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.parts.sections.iter().flat_map(|section| &section.fields).flat_map(Field::walk)
    }

    /// The field of that id, wherever it stands.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().nth(*self.index.get(id)?)
    }

    /// The repeat a field is in.
    pub fn repeat_of(&self, id: &str) -> Option<&Field> {
        let place = self.places.get(*self.index.get(id)?)?;
        self.fields().nth(place.repeat?)
    }

    pub(crate) fn places(&self) -> &[Place] {
        &self.places
    }

    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    pub(crate) fn order(&self) -> &[Step] {
        &self.order
    }
}
