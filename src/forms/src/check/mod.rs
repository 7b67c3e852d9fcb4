//! Checking answers: what shows, what is computed, what is wrong.
//!
//! First every section and field is looked at in the order the form was given when it was made, each after those its
//! rules name: whether it shows, and what it holds. What is hidden holds nothing. Then, when all that is known, each is
//! judged in the order of the page. Nothing is tried twice and nothing depends on the order of fields.

mod entry;
mod judge;
mod report;
mod run;
mod verify;

use sayyar_base::Date;
use serde_json::{Map, Value as Json};

pub use report::{Bound, FieldReport, Problem, Report, SectionReport};
pub use verify::{MAX_ANSWERS, NotAnswers};

use crate::form::Form;

/// What was typed: an object in the shape of answers, in which every value may be as a person writes it. Empty texts
/// and lists are not answered; keys that no field has are passed over.
pub type Entries = Map<String, Json>;

impl Form {
    /// Checks what was typed. `today` is the day rules mean.
    pub fn check(&self, entries: &Entries, today: Date) -> Report {
        judge::judge(&run::Run::new(self, entries, today))
    }
}
