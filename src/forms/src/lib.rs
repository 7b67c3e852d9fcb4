//! Services and forms: what an agency does for a person, for how much, how soon, with which papers, and what it asks.
//!
//! A definition holds facts and ids; every word is in the `.ftl` files beside it. A fact is written once:
//! guides, fee tables, checklists and forms all read it from here. A form is compiled ([`Form::compile`]), travels as
//! JSON ([`Form::from_json`]), and the same code checks answers in the page and at the desk ([`Form::check`],
//! [`Form::verify`]).

pub mod check;
pub mod cover;
pub mod definition;
pub mod document;
pub mod example;
pub mod fee;
pub mod form;
pub mod kind;
pub mod list;
pub mod pattern;
mod prove;
pub mod rule;
mod schema;
pub mod service;
pub mod sniff;
pub mod speech;
pub mod words;

mod json;
mod unique;

pub use check::{Entries, FieldReport, NotAnswers, Problem, Report, SectionReport};
pub use definition::{Compiled, FormSource, Spans};
pub use document::{Document, Format};
pub use example::Example;
pub use fee::{Axis, AxisKind, AxisValue, Case, Fee, Price};
pub use form::{Check, Field, FieldKind, Form, NotAForm, Outcome, Purpose, Section};
pub use list::{List, Lists, Options};
pub use service::{Category, Deadline, Service};
pub use speech::Speech;
pub use words::WordId;
