//! One field: what it holds and the rules around it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use sayyar_base::{Currency, Date, Money};

use crate::document::Format;
use crate::kind::mrz::Part;
use crate::list::COUNTRIES;
use crate::pattern::Pattern;
use crate::rule::{Rule, Type};

/// A field, or what holds fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<R = Rule> {
    /// Unique in the form; its word.
    pub id: Arc<str>,
    /// When it shows; always without one.
    pub visible: Option<R>,
    /// When it must be answered; never without one.
    pub required: Option<R>,
    /// What must be true of it.
    pub checks: Vec<Check<R>>,
    /// What it holds.
    pub kind: FieldKind<R>,
}

/// Something that must be true.
#[derive(Debug, Clone, PartialEq)]
pub struct Check<R = Rule> {
    /// Names it in the field; the word `<field>.check-<id>`.
    pub id: Arc<str>,
    /// The rule; a blank one holds.
    pub that: R,
}

/// What a field holds. Lengths are in characters (Unicode scalar values).
#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind<R = Rule> {
    /// One line.
    Text {
        /// Fewest characters, where it is answered.
        min: u32,
        /// Most characters.
        max: u32,
        /// What the whole text must fit.
        pattern: Option<Pattern>,
    },
    /// Several lines, with `\n` between.
    LongText {
        /// Fewest characters, where it is answered.
        min: u32,
        /// Most characters.
        max: u32,
    },
    /// A whole number.
    Integer {
        /// The least.
        min: Option<i64>,
        /// The greatest.
        max: Option<i64>,
    },
    /// An exact number.
    Decimal {
        /// The least.
        min: Option<Decimal>,
        /// The greatest.
        max: Option<Decimal>,
        /// Most digits behind the point.
        scale: u32,
    },
    /// An amount.
    Money {
        /// In what.
        currency: Currency,
        /// The least; without one nothing below zero.
        min: Option<Money>,
        /// The greatest.
        max: Option<Money>,
    },
    /// A day.
    Date {
        /// The first.
        min: Option<Date>,
        /// The last.
        max: Option<Date>,
    },
    /// Yes or no.
    YesNo,
    /// One value of a list.
    Choice {
        /// The list; the field's own id where it has its own options.
        list: Arc<str>,
        /// Which values are offered; all without one.
        filter: Option<R>,
    },
    /// Several values of a list.
    Choices {
        /// The list.
        list: Arc<str>,
        /// Which values are offered; all without one.
        filter: Option<R>,
        /// Fewest, where any is chosen.
        min: u32,
        /// Most.
        max: Option<u32>,
    },
    /// A value of the list `countries`.
    Country {
        /// Which are offered; all without one.
        filter: Option<R>,
    },
    /// A telephone number (E.164).
    Phone,
    /// An e-mail address.
    Email,
    /// The machine-readable zone of a passport or identity card (ICAO 9303).
    Passport {
        /// Which fields beside it hold a part of it.
        fills: BTreeMap<Arc<str>, Part>,
    },
    /// A personal code (FIN).
    PersonalCode,
    /// An address, in lines.
    Address {
        /// Most characters.
        max: u32,
    },
    /// Attachments.
    Files {
        /// The document of the service this is, whose words it has.
        document: Option<Arc<str>>,
        /// What is accepted.
        formats: Vec<Format>,
        /// What one may have, in megabytes of 1,000,000 bytes.
        each_mb: u32,
        /// Fewest, where there is any or it is required.
        min: u32,
        /// Most.
        max: u32,
    },
    /// Nobody types it: a rule says what it is.
    Computed {
        /// The rule.
        value: R,
    },
    /// A text to read.
    Note,
    /// Fields shown together; no group or repeat among them.
    Group(
        /// The fields, never empty.
        Vec<Field<R>>,
    ),
    /// The same fields several times; no repeat among them.
    Repeat {
        /// The fields of a row, never empty.
        fields: Vec<Field<R>>,
        /// Fewest rows, where it shows.
        min: u32,
        /// Most rows.
        max: u32,
    },
}

/// What a field that takes a part of a passport must hold.
pub(crate) fn can_hold(part: Part, ty: &Type) -> bool {
    match part {
        Part::Surname | Part::GivenNames | Part::Number => *ty == Type::Text,
        Part::Nationality | Part::Issuer => *ty == Type::Country,
        Part::Birth | Part::Expiry => *ty == Type::Date,
        Part::Sex => matches!(ty, Type::Choice(_)),
    }
}

impl<R> Field<R> {
    /// The field and every field in it.
    pub fn walk(&self) -> impl Iterator<Item = &Self> {
        // Repeats hold groups and groups hold neither: three levels are all there are.
        let within = self.kind.fields().iter().flat_map(|field| {
            let deeper = field.kind.fields().iter();
            [field].into_iter().chain(deeper)
        });
        [self].into_iter().chain(within)
    }

    /// Whether it has an answer of its own: no note, group or computed field.
    pub fn is_answered(&self) -> bool {
        !matches!(self.kind, FieldKind::Note | FieldKind::Group(_) | FieldKind::Computed { .. })
    }
}

impl<R> FieldKind<R> {
    /// The name definitions use.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::LongText { .. } => "long-text",
            Self::Integer { .. } => "integer",
            Self::Decimal { .. } => "decimal",
            Self::Money { .. } => "money",
            Self::Date { .. } => "date",
            Self::YesNo => "yes-no",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Country { .. } => "country",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Passport { .. } => "passport",
            Self::PersonalCode => "personal-code",
            Self::Address { .. } => "address",
            Self::Files { .. } => "files",
            Self::Computed { .. } => "computed",
            Self::Note => "note",
            Self::Group(_) => "group",
            Self::Repeat { .. } => "repeat",
        }
    }

    /// The fields in a group or a repeat.
    pub fn fields(&self) -> &[Field<R>] {
        match self {
            Self::Group(fields) | Self::Repeat { fields, .. } => fields,
            _ => &[],
        }
    }

    /// The list one chooses from.
    pub fn list(&self) -> Option<&str> {
        match self {
            Self::Choice { list, .. } | Self::Choices { list, .. } => Some(list),
            Self::Country { .. } => Some(COUNTRIES),
            _ => None,
        }
    }

    /// The rule that says which values are offered.
    pub fn filter(&self) -> Option<&R> {
        match self {
            Self::Choice { filter, .. } | Self::Choices { filter, .. } | Self::Country { filter } => filter.as_ref(),
            _ => None,
        }
    }

    /// The kinds of problems an answer can have, checks and what only canonical answers can have left out.
    pub fn problems(&self) -> &'static [&'static str] {
        match self {
            Self::Text { .. } => {
                &["required", "malformed", "unsafe-text", "too-short", "too-long", "pattern", "mrz-differs"]
            }
            Self::LongText { .. } => &["required", "malformed", "unsafe-text", "too-short", "too-long"],
            Self::Integer { .. } | Self::Money { .. } => &["required", "malformed", "range"],
            Self::Decimal { .. } => &["required", "malformed", "range", "scale"],
            Self::Date { .. } => &["required", "malformed", "range", "mrz-differs"],
            Self::YesNo => &["required", "malformed"],
            Self::Choice { .. } | Self::Country { .. } => {
                &["required", "malformed", "unknown-value", "not-offered", "mrz-differs"]
            }
            Self::Choices { .. } => &["required", "malformed", "unknown-value", "not-offered", "too-few", "too-many"],
            Self::Phone | Self::Email | Self::PersonalCode => &["required", "malformed", "unsafe-text"],
            Self::Passport { .. } => &["required", "malformed", "mrz-check"],
            Self::Address { .. } => &["required", "malformed", "unsafe-text", "too-long"],
            Self::Files { .. } => &[
                "required",
                "malformed",
                "too-few",
                "too-many",
                "file-type",
                "file-damaged",
                "file-locked",
                "file-pixels",
                "file-too-large",
                "files-too-large",
            ],
            Self::Repeat { .. } => &["required", "malformed", "too-few", "too-many"],
            Self::Computed { .. } | Self::Note | Self::Group(_) => &[],
        }
    }

    /// What rules see of it; nothing for notes, groups and repeats, and for computed fields, whose rule says it.
    pub(crate) fn ty(&self) -> Option<Type> {
        Some(match self {
            Self::Text { .. }
            | Self::LongText { .. }
            | Self::Phone
            | Self::Email
            | Self::Passport { .. }
            | Self::PersonalCode
            | Self::Address { .. } => Type::Text,
            Self::Integer { .. } => Type::Integer,
            Self::Decimal { .. } => Type::Decimal,
            Self::Money { currency, .. } => Type::Money(*currency),
            Self::Date { .. } => Type::Date,
            Self::YesNo => Type::Boolean,
            Self::Choice { list, .. } => Type::Choice(list.clone()),
            Self::Choices { list, .. } => Type::Choices(list.clone()),
            Self::Country { .. } => Type::Country,
            Self::Files { .. } => Type::Files,
            Self::Computed { .. } | Self::Note | Self::Group(_) | Self::Repeat { .. } => return None,
        })
    }
}
