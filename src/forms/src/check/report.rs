//! What checking finds: for each field whether it shows, what it holds and what is wrong, as facts and never as prose.

use std::sync::Arc;

use sayyar_base::{Date, Money};
use serde_json::{Map, Value as Json};

use crate::json::{set, texts};

/// What is wrong with one answer. Words for it are `<field>.<kind>`, or the theme's `problem-<kind>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It must be answered and is not.
    Required,
    /// It cannot be read as what the field holds; of a date in boxes, the first box that is wrong.
    Malformed {
        /// `day`, `month`, `year`.
        part: Option<&'static str>,
    },
    /// It has characters that control how other text is shown.
    UnsafeText,
    /// It has fewer characters.
    TooShort {
        /// Than these.
        min: u32,
    },
    /// It has more characters.
    TooLong {
        /// Than these.
        max: u32,
    },
    /// It does not fit the field's pattern.
    Pattern,
    /// It is below or above the bounds.
    Range {
        /// The least.
        min: Option<Bound>,
        /// The greatest.
        max: Option<Bound>,
    },
    /// It has more digits behind the point.
    Scale {
        /// Than these.
        scale: u32,
    },
    /// The list does not have it.
    UnknownValue,
    /// The list has it, but not for these answers.
    NotOffered,
    /// Fewer rows, choices or files.
    TooFew {
        /// Than these.
        min: u32,
    },
    /// More rows, choices or files.
    TooMany {
        /// Than these.
        max: u32,
    },
    /// A check of the field fails.
    Check {
        /// Which.
        check: Arc<str>,
    },
    /// A check digit of the passport is wrong.
    MrzCheck {
        /// What it is about.
        part: &'static str,
    },
    /// The passport says something else.
    MrzDiffers {
        /// The part of the passport.
        part: &'static str,
    },
    /// The file is of a kind that is not accepted.
    FileType {
        /// Its name.
        file: String,
        /// What is accepted: `PDF, JPEG`.
        types: String,
    },
    /// The file is not whole, or not what its name says.
    FileDamaged {
        /// Its name.
        file: String,
    },
    /// The file is a PDF that asks for a password.
    FileLocked {
        /// Its name.
        file: String,
    },
    /// The file is a picture of too many pixels.
    FilePixels {
        /// Its name.
        file: String,
    },
    /// The file is too large.
    FileTooLarge {
        /// Its name.
        file: String,
        /// The most, in megabytes.
        max: u32,
    },
    /// All files of the form together are too large.
    FilesTooLarge {
        /// The most, in megabytes.
        max: u32,
    },
    /// Canonical answers only: the field is hidden.
    Hidden,
    /// Canonical answers only: there is no such field.
    UnknownField,
    /// Canonical answers only: it is not what the rule computes.
    ComputedDiffers,
    /// Canonical answers only: it is written in another way than the one there is.
    NotCanonical,
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// Of integers.
    Integer(i64),
    /// Of decimals, in the shortest form.
    Decimal(String),
    /// Of amounts.
    Money(Money),
    /// Of days.
    Date(Date),
}

impl Bound {
    fn to_json(&self) -> Json {
        match self {
            Self::Integer(number) => (*number).into(),
            Self::Decimal(number) => number.as_str().into(),
            Self::Money(money) => crate::json::money(money),
            Self::Date(date) => date.to_string().into(),
        }
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Decimal(number) => number.fmt(f),
            Self::Money(money) => money.fmt(f),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl Problem {
    /// The name of its kind: `required`, `too-long`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Malformed { .. } => "malformed",
            Self::UnsafeText => "unsafe-text",
            Self::TooShort { .. } => "too-short",
            Self::TooLong { .. } => "too-long",
            Self::Pattern => "pattern",
            Self::Range { .. } => "range",
            Self::Scale { .. } => "scale",
            Self::UnknownValue => "unknown-value",
            Self::NotOffered => "not-offered",
            Self::TooFew { .. } => "too-few",
            Self::TooMany { .. } => "too-many",
            Self::Check { .. } => "check",
            Self::MrzCheck { .. } => "mrz-check",
            Self::MrzDiffers { .. } => "mrz-differs",
            Self::FileType { .. } => "file-type",
            Self::FileDamaged { .. } => "file-damaged",
            Self::FileLocked { .. } => "file-locked",
            Self::FilePixels { .. } => "file-pixels",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::FilesTooLarge { .. } => "files-too-large",
            Self::Hidden => "hidden",
            Self::UnknownField => "unknown-field",
            Self::ComputedDiffers => "computed-differs",
            Self::NotCanonical => "not-canonical",
        }
    }

    /// `{"kind":"range","min":1,"max":12}`
    pub fn to_json(&self) -> Json {
        self.object().into()
    }

    fn object(&self) -> Map<String, Json> {
        let mut json = Map::new();
        let mut put = |key: &str, value: Json| set(&mut json, key, value);
        put("kind", self.kind().into());
        match self {
            Self::Malformed { part: Some(part) } | Self::MrzCheck { part } | Self::MrzDiffers { part } => {
                put("part", (*part).into());
            }
            Self::TooShort { min } | Self::TooFew { min } => put("min", (*min).into()),
            Self::TooLong { max } | Self::TooMany { max } | Self::FilesTooLarge { max } => put("max", (*max).into()),
            Self::Range { min, max } => {
                for (key, bound) in [("min", min), ("max", max)] {
                    if let Some(bound) = bound {
                        put(key, bound.to_json());
                    }
                }
            }
            Self::Scale { scale } => put("scale", (*scale).into()),
            Self::Check { check } => put("check", (**check).into()),
            Self::FileType { file, types } => {
                put("file", file.as_str().into());
                put("types", types.as_str().into());
            }
            Self::FileDamaged { file } | Self::FileLocked { file } | Self::FilePixels { file } => {
                put("file", file.as_str().into());
            }
            Self::FileTooLarge { file, max } => {
                put("file", file.as_str().into());
                put("max", (*max).into());
            }
            _ => {}
        }
        json
    }
}

impl std::fmt::Display for Problem {
    /// The kind, a check with its id: `check past`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Check { check } => write!(f, "check {check}"),
            _ => f.write_str(self.kind()),
        }
    }
}

/// What is known of one field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldReport {
    /// Its id.
    pub id: Arc<str>,
    /// Whether it shows.
    pub visible: bool,
    /// Whether it must be answered now.
    pub required: bool,
    /// The values that are offered, in the order of the list; nothing where all of them are.
    pub options: Option<Vec<Arc<str>>>,
    /// The canonical value, once it can be read; of repeats too.
    pub value: Option<Json>,
    /// What is wrong with it, not with what is inside.
    pub problems: Vec<Problem>,
    /// Of a repeat: its rows, each with its fields in the order of the page.
    pub rows: Option<Vec<Vec<FieldReport>>>,
}

/// What is known of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionReport {
    /// Its id.
    pub id: Arc<str>,
    /// Whether it shows.
    pub visible: bool,
    /// How many problems there are in it.
    pub problems: usize,
}

/// What checking a form finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The day it was checked for.
    pub today: Date,
    /// In the order of the page.
    pub sections: Vec<SectionReport>,
    /// Every field outside rows in the order of the page; groups before what is in them.
    pub fields: Vec<FieldReport>,
    /// The canonical answers of everything that shows and can be read.
    pub answers: Map<String, Json>,
    /// Of a checker, once nothing is wrong.
    pub outcome: Option<Arc<str>>,
    /// Of canonical answers: addresses of what no field is called.
    pub strangers: Vec<String>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_valid(&self) -> bool {
        self.strangers.is_empty() && self.problems().next().is_none()
    }

    /// The field of that id outside rows.
    pub fn field(&self, id: &str) -> Option<&FieldReport> {
        self.fields.iter().find(|field| *field.id == *id)
    }

    /// Everything that is wrong with fields of the form, with addresses: `months`, `relatives[0].relative_name`. In
    /// the order of the page.
    pub fn problems(&self) -> impl Iterator<Item = (String, &Problem)> {
        self.fields.iter().flat_map(|field| {
            let own = field.problems.iter().map(|problem| (field.id.to_string(), problem));
            let rows = field.rows.iter().flatten().enumerate().flat_map(move |(row, fields)| {
                fields.iter().flat_map(move |inner| {
                    let address = format!("{}[{row}].{}", field.id, inner.id);
                    inner.problems.iter().map(move |problem| (address.clone(), problem))
                })
            });
            own.chain(rows)
        })
    }

    /// The report as the page reads it.
    pub fn to_json(&self) -> Json {
        let (mut json, mut sections, mut problems) = (Map::new(), Vec::new(), Vec::new());
        for section in &self.sections {
            let mut one = Map::new();
            set(&mut one, "id", (*section.id).into());
            set(&mut one, "visible", section.visible.into());
            set(&mut one, "problems", section.problems.into());
            sections.push(one.into());
        }
        let strangers = self.strangers.iter().map(|at| (at.clone(), &Problem::UnknownField));
        for (address, problem) in self.problems().chain(strangers) {
            let mut one = problem.object();
            set(&mut one, "at", address.into());
            problems.push(one.into());
        }
        set(&mut json, "today", self.today.to_string().into());
        set(&mut json, "sections", Json::Array(sections));
        set(&mut json, "fields", fields_json(&self.fields));
        set(&mut json, "problems", Json::Array(problems));
        set(&mut json, "answers", self.answers.clone().into());
        set(&mut json, "valid", self.is_valid().into());
        if let Some(outcome) = &self.outcome {
            set(&mut json, "outcome", (**outcome).into());
        }
        json.into()
    }
}

fn fields_json(fields: &[FieldReport]) -> Json {
    let mut json = Map::new();
    for field in fields {
        set(&mut json, &field.id, field.to_json());
    }
    json.into()
}

impl FieldReport {
    fn to_json(&self) -> Json {
        let mut json = Map::new();
        let mut problems = Vec::new();
        for problem in &self.problems {
            problems.push(problem.to_json());
        }
        set(&mut json, "visible", self.visible.into());
        set(&mut json, "required", self.required.into());
        set(&mut json, "problems", Json::Array(problems));
        if let Some(options) = &self.options {
            set(&mut json, "options", texts(&mut options.iter()));
        }
        if let Some(value) = &self.value {
            set(&mut json, "value", value.clone());
        }
        if let Some(rows) = &self.rows {
            let mut all = Vec::new();
            for row in rows {
                all.push(fields_json(row));
            }
            set(&mut json, "rows", Json::Array(all));
        }
        json.into()
    }
}
