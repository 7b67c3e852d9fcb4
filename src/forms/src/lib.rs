//! Service definitions: what an agency does for a person, for how much, how soon and with which papers.
//!
//! A definition holds facts and ids; every word is in the `.ftl` files beside it. A fact is written once:
//! guides, fee tables, checklists and forms all read it from here.

pub mod cover;
pub mod document;
pub mod fee;
pub mod kind;
pub mod list;
pub mod rule;
pub mod service;
pub mod sniff;
pub mod words;

mod unique;

pub use document::{Document, Format};
pub use fee::{Axis, AxisKind, AxisValue, Case, Fee, Price};
pub use list::{List, Lists};
pub use service::{Category, Deadline, Service};
pub use words::WordId;
