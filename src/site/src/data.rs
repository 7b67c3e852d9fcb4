//! `content/data/*.toml`: offices, visits, courses, partners, contact. Facts only; their words are messages.
//!
//! A file is read by itself ([`DataFile::parse`]); what it names elsewhere (services, offices) is compared by
//! [`Data::check`]. Templates get rows ([`Data::rows`]): the fields as written and, beside them, their words.
//! Files with other names are untyped and handed on as they are.

mod check;
mod contact;
mod course;
mod list;
mod office;
mod partner;
mod phone;
mod point;
mod visit;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sayyar_base::diag::{any_error, suggest};
use sayyar_base::{Diagnostic, Diagnostics, toml};
use sayyar_forms::WordId;
use serde_json::{Map, Value};

pub use contact::Contact;
pub use course::Course;
pub use office::{Days, Hours, Office, OfficeKind};
pub use partner::Partner;
pub use phone::Phone;
pub use point::Point;
pub use visit::Visit;

/// Looks up a message, or an attribute of one, in the language of the page.
pub type Words<'a> = &'a dyn Fn(&str, Option<&str>) -> Option<String>;

/// One file of typed data.
#[derive(Debug, Clone, PartialEq)]
pub enum DataFile {
    /// `offices.toml`.
    Offices(Vec<Office>),
    /// `visits.toml`, by date and time.
    Visits(Vec<Visit>),
    /// `courses.toml`.
    Courses(Vec<Course>),
    /// `partners.toml`.
    Partners(Vec<Partner>),
    /// `contact.toml`.
    Contact(Box<Contact>),
    /// Any other.
    Other(Value),
}

impl DataFile {
    const TYPED: [&str; 5] = ["offices", "visits", "courses", "partners", "contact"];

    /// Reads the file `name`.toml. With errors it is returned as far as it makes sense.
    pub fn parse(name: &str, path: &Arc<str>, text: &str) -> (Option<Self>, Diagnostics) {
        toml::read(path, text, 0, |table| match name {
            "offices" => Some(Self::Offices(list::read(table, "office", |office: &Office| &office.id))),
            "visits" => {
                let mut visits = list::read(table, "visit", |visit: &Visit| &visit.id);
                visits.sort_by(|a, b| (a.date, a.from, &a.id.value).cmp(&(b.date, b.from, &b.id.value)));
                Some(Self::Visits(visits))
            }
            "courses" => Some(Self::Courses(list::read(table, "course", |course: &Course| &course.id))),
            "partners" => Some(Self::Partners(list::read(table, "partner", |partner: &Partner| &partner.id))),
            "contact" => Contact::read(table).map(|contact| Self::Contact(Box::new(contact))),
            _ => {
                if let Some(near) = suggest(name, Self::TYPED) {
                    let message = format!("`{name}.toml` is not read as `{near}.toml`");
                    let problem = Diagnostic::warning("misnamed-data", message).in_file(path.clone());
                    table.report::<()>(problem.help(format!("did you mean `{near}.toml`?")));
                }
                let entries =
                    table.rest().into_iter().filter_map(|(key, node)| Some((key.value.to_owned(), node.read()?)));
                Some(Self::Other(Value::Object(entries.collect())))
            }
        })
    }

    /// Every message it needs, with what asks for it.
    fn words(&self) -> Vec<WordId> {
        match self {
            Self::Offices(offices) => offices.iter().flat_map(Office::words).collect(),
            Self::Visits(visits) => visits.iter().flat_map(Visit::words).collect(),
            Self::Courses(courses) => courses.iter().flat_map(Course::words).collect(),
            Self::Partners(partners) => partners.iter().flat_map(Partner::words).collect(),
            Self::Contact(contact) => contact.words(),
            Self::Other(_) => Vec::new(),
        }
    }

    fn rows(&self, words: Words<'_>) -> Value {
        match self {
            Self::Offices(offices) => offices.iter().map(|office| office.row(words)).collect(),
            Self::Visits(visits) => visits.iter().map(|visit| visit.row(words)).collect(),
            Self::Courses(courses) => courses.iter().map(|course| course.row(words)).collect(),
            Self::Partners(partners) => partners.iter().map(|partner| partner.row(words)).collect(),
            Self::Contact(contact) => contact.row(words),
            Self::Other(value) => value.clone(),
        }
    }
}

/// All data of a site, by the names of its files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Data {
    files: BTreeMap<String, DataFile>,
    /// Files with errors: what is missing in them may only be misspelt, so nobody is blamed for naming it.
    broken: BTreeSet<String>,
}

impl Data {
    /// Reads all files of `content/data`, given as name (without `.toml`), path and text.
    pub fn parse(files: &[(String, Arc<str>, String)]) -> (Self, Diagnostics) {
        let mut data = Self::default();
        let mut problems = Diagnostics::new();
        for (name, path, text) in files {
            let (file, found) = DataFile::parse(name, path, text);
            if any_error(&found) {
                data.broken.insert(name.clone());
            }
            problems.extend(found);
            data.files.extend(file.map(|file| (name.clone(), file)));
        }
        (data, problems)
    }

    /// The names templates call data by, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The offices; none without `offices.toml`.
    pub fn offices(&self) -> &[Office] {
        match self.files.get("offices") {
            Some(DataFile::Offices(offices)) => offices,
            _ => &[],
        }
    }

    /// The visits of the travelling desk, by date and time; none without `visits.toml`.
    pub fn visits(&self) -> &[Visit] {
        match self.files.get("visits") {
            Some(DataFile::Visits(visits)) => visits,
            _ => &[],
        }
    }

    /// Every message the data needs, each once, with the first place that asks for it.
    pub fn words(&self) -> Vec<WordId> {
        let mut all: Vec<WordId> = self.files.values().flat_map(DataFile::words).collect();
        all.sort_by(|a, b| (&a.id, &a.attr, a.optional, &a.span).cmp(&(&b.id, &b.attr, b.optional, &b.span)));
        all.dedup_by(|later, first| (&later.id, &later.attr) == (&first.id, &first.attr));
        all
    }

    /// The data of that name as templates see it: a list of rows, or one row for `contact`. A row has its
    /// fields as written, and their words beside them; a word that is missing shows its id.
    pub fn rows(&self, name: &str, words: Words<'_>) -> Option<Value> {
        self.files.get(name).map(|file| file.rows(words))
    }
}

/// Puts a row together. What is absent has no key.
#[derive(Default)]
struct Row(Map<String, Value>);

impl Row {
    fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn set_some(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }

    /// The text of a message, or its id where there is none: the missing message is reported elsewhere.
    fn word(self, key: &str, words: Words<'_>, id: &str, attr: Option<&str>) -> Self {
        self.set(key, words(id, attr).unwrap_or_else(|| id.to_owned()))
    }

    /// The texts of the messages `<prefix>-<id>`.
    fn each_word<'a>(self, key: &str, words: Words<'_>, prefix: &str, ids: impl IntoIterator<Item = &'a str>) -> Self {
        let text = |id: &str| {
            let id = format!("{prefix}-{id}");
            Value::from(words(&id, None).unwrap_or(id))
        };
        self.set(key, ids.into_iter().map(text).collect::<Vec<_>>())
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

#[cfg(test)]
mod tests;
