//! Worked examples, `forms/<id>/examples/*.toml`: answers and a day, and what the form must make of them.
//!
//! ```toml
//! today = 2026-11-23
//! [answers]                        # as people type them, or as definitions write them
//! months = 6
//! start = 2026-12-01
//! contract = ["müqavilə.pdf"]      # a small file of that type is assumed
//! relatives = [{ relative_name = "Əli" }]
//! [expect]
//! visible = ["district"]           # these show; others are not asked for
//! hidden = ["relatives[0].school"]
//! problems = ["start: check past"] # all there are; without this key there must be none
//! incomplete = true                # but what is not answered yet is no problem
//! computed = { fee = "600 AZN" }
//! outcome = "permit"               # of a checker
//! ```

mod read;
pub mod sample;

use std::collections::BTreeSet;
use std::sync::Arc;

use sayyar_base::{At, Date, Diagnostic, Diagnostics};
use serde_json::Value as Json;

use crate::check::{Entries, FieldReport, Problem, Report};
use crate::form::Form;

/// One worked example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The name of its file without `.toml`.
    pub name: String,
    /// Its file.
    pub path: Arc<str>,
    /// The day rules mean.
    pub today: Date,
    /// What is answered, ready for [`Form::check`]. Files have no path yet.
    pub entries: Entries,
    /// What must come of it.
    pub expect: Expect,
}

/// What must come of an example.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expect {
    /// Addresses of fields that show.
    pub visible: Vec<At<String>>,
    /// Addresses of fields that do not.
    pub hidden: Vec<At<String>>,
    /// All problems, as `<address>: <kind>`.
    pub problems: Vec<At<String>>,
    /// Whether what is required and not answered counts only where it is expected.
    pub incomplete: bool,
    /// What computed fields hold; `blank` for nothing.
    pub computed: Vec<(At<String>, String)>,
    /// Where a checker leads.
    pub outcome: Option<At<String>>,
}

impl Example {
    /// Reads an example of a form.
    pub fn parse(form: &Form, path: &Arc<str>, text: &str) -> (Option<Self>, Diagnostics) {
        read::example(form, path, text)
    }

    /// Checks the answers and compares. Everything that differs, in its place.
    pub fn run(&self, form: &Form) -> Diagnostics {
        let report = form.check(&self.entries, self.today);
        let mut found = Diagnostics::new();
        self.compare_visible(&report, &mut found);
        self.compare_problems(&report, &mut found);
        self.compare_computed(&report, &mut found);
        self.compare_outcome(&report, &mut found);
        found
    }

    fn compare_visible(&self, report: &Report, found: &mut Diagnostics) {
        let cases = [(&self.expect.visible, true), (&self.expect.hidden, false)];
        for (addresses, wanted) in cases {
            for address in addresses {
                let shows = field(report, address).map(|field| field.visible);
                let message = match (shows, wanted) {
                    (None, _) => format!("no row of the answers has `{address}`"),
                    (Some(true), false) => format!("`{address}` shows"),
                    (Some(false), true) => format!("`{address}` is hidden"),
                    _ => continue,
                };
                found.push(differs(message).at(address.span.clone(), ""));
            }
        }
    }

    fn compare_problems(&self, report: &Report, found: &mut Diagnostics) {
        let all: Vec<(String, &Problem)> =
            report.problems().map(|(at, problem)| (format!("{at}: {problem}"), problem)).collect();
        let expected: BTreeSet<&str> = self.expect.problems.iter().map(|one| one.value.as_str()).collect();
        for one in &self.expect.problems {
            if all.iter().all(|(there, _)| *there != one.value) {
                let at = one.split(": ").next().unwrap_or_default();
                let instead: Vec<_> =
                    all.iter().map(|(there, _)| there.as_str()).filter(|there| there.starts_with(at)).collect();
                let problem = differs(format!("there is no problem `{one}`")).at(one.span.clone(), "");
                let help = if instead.is_empty() {
                    "nothing is wrong there".into()
                } else {
                    format!("there is `{}`", instead.join("`, `"))
                };
                found.push(problem.help(help));
            }
        }
        for (there, problem) in &all {
            let open = self.expect.incomplete && matches!(problem, Problem::Required | Problem::TooFew { .. });
            if !open && !expected.contains(there.as_str()) {
                let problem = differs(format!("there is a problem `{there}`")).in_file(self.path.clone());
                found.push(problem.help(format!("add \"{there}\" to `problems`, or mend the answers or the form")));
            }
        }
    }

    fn compare_computed(&self, report: &Report, found: &mut Diagnostics) {
        for (address, wanted) in &self.expect.computed {
            let value = field(report, address).and_then(|field| field.value.as_ref());
            let there = value.map_or("blank".to_owned(), shown);
            if there != *wanted {
                let message = format!("`{address}` is {there}, not {wanted}");
                found.push(differs(message).at(address.span.clone(), ""));
            }
        }
    }

    fn compare_outcome(&self, report: &Report, found: &mut Diagnostics) {
        let Some(wanted) = &self.expect.outcome else { return };
        match &report.outcome {
            Some(reached) if **reached == *wanted.value => {}
            Some(reached) => {
                let message = format!("the outcome is `{reached}`, not `{wanted}`");
                found.push(differs(message).at(wanted.span.clone(), ""));
            }
            None => {
                let problem = differs("there is no outcome yet").at(wanted.span.clone(), "");
                found.push(problem.help("a checker has one when nothing is wrong with the answers"));
            }
        }
    }
}

fn differs(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("example-differs", message)
}

/// The field at `months` or `relatives[0].relative_name`.
fn field<'a>(report: &'a Report, address: &str) -> Option<&'a FieldReport> {
    let Some((repeat, rest)) = address.split_once('[') else { return report.field(address) };
    let (row, field) = rest.split_once("].")?;
    let rows = report.field(repeat)?.rows.as_ref()?;
    rows.get(row.parse::<usize>().ok()?)?.iter().find(|one| *one.id == *field)
}

/// A value as definitions write it: `600 AZN`, `0.5`, `true`, `2026-12-01`.
fn shown(value: &Json) -> String {
    let amount = |value: &Json| {
        let currency = sayyar_base::Currency::of(value.get("currency")?.as_str()?)?;
        Some(sayyar_base::Money { minor: value.get("amount")?.as_i64()?, currency }.to_string())
    };
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        value => amount(value).unwrap_or_else(|| value.to_string()),
    }
}
