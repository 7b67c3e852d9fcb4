//! The second pass, in the order of the page: what must be answered, what is offered, what is wrong.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::entry;
use super::report::{FieldReport, Problem, Report, SectionReport};
use super::run::{Cell, Run};
use crate::form::{Field, FieldKind};
use crate::kind::mrz::Part;
use crate::list::Options;
use crate::rule::{Rule, Value};

pub(super) fn judge(run: &Run<'_>) -> Report {
    let mut judge = Judge { run, passports: passports(run), size: 0, too_large: false };
    let mut report = Report {
        today: run.today,
        sections: Vec::new(),
        fields: Vec::new(),
        answers: Map::new(),
        outcome: None,
        strangers: Vec::new(),
    };
    // Fields are numbered in this very order.
    let mut place = 0;
    for (number, section) in run.form.sections().iter().enumerate() {
        let mut problems = 0;
        for field in &section.fields {
            let found = judge.field(place, field, None);
            place += field.walk().count();
            problems += found.iter().map(count).sum::<usize>();
            answers(&found, &mut report.answers);
            report.fields.extend(found);
        }
        report.sections.push(SectionReport { id: section.id.clone(), visible: run.sections[number], problems });
    }
    if report.is_valid() {
        let mut outcomes = run.form.outcomes().iter();
        let reached = outcomes.find(|outcome| outcome.when.as_ref().is_none_or(|when| run.holds(when, None)));
        report.outcome = reached.map(|outcome| outcome.id.clone());
    }
    report
}

/// How many problems a field has, rows counted.
fn count(field: &FieldReport) -> usize {
    field.problems.len() + field.rows.iter().flatten().flatten().map(count).sum::<usize>()
}

fn answers(fields: &[FieldReport], into: &mut Map<String, Json>) {
    for field in fields {
        into.extend(field.value.clone().map(|value| (field.id.to_string(), value)));
    }
}

/// By the place of a field, the passport that says what it should hold.
fn passports(run: &Run<'_>) -> Vec<Option<(usize, Part)>> {
    let mut found = vec![None; run.fields.len()];
    for (place, field) in run.fields.iter().enumerate() {
        if let FieldKind::Passport { fills } = &field.kind {
            for (target, part) in fills {
                if let Some(target) = run.form.place(target) {
                    found[target] = Some((place, *part));
                }
            }
        }
    }
    found
}

struct Judge<'r, 'a> {
    run: &'r Run<'a>,
    passports: Vec<Option<(usize, Part)>>,
    /// The bytes of the files so far.
    size: u64,
    too_large: bool,
}

type Row = Option<(usize, u32)>;

impl Judge<'_, '_> {
    /// A field, and behind a group what is in it.
    fn field(&mut self, place: usize, field: &Field, row: Row) -> Vec<FieldReport> {
        let at = row.map_or(0, |(_, row)| row as usize);
        let hidden = Cell::default();
        let cell = self.run.cells[place].get(at).unwrap_or(&hidden);
        let mut report = FieldReport { id: field.id.clone(), visible: cell.visible, ..FieldReport::default() };
        if cell.visible {
            self.visible(place, field, row, cell, &mut report);
        }
        let mut all = vec![report];
        if let FieldKind::Group(fields) = &field.kind {
            for (number, inner) in fields.iter().enumerate() {
                all.extend(self.field(place + 1 + number, inner, row));
            }
        }
        all
    }

    fn visible(&mut self, place: usize, field: &Field, row: Row, cell: &Cell, report: &mut FieldReport) {
        report.required = field.required.as_ref().is_some_and(|rule| self.run.holds(rule, row));
        report.value.clone_from(&cell.reading.json);
        report.problems.clone_from(&cell.reading.problems);
        if let FieldKind::Repeat { fields, min, max } = &field.kind {
            self.repeat(place, fields, (*min, *max), report);
        } else if report.required && cell.reading.is_blank() {
            report.problems.push(Problem::Required);
        }
        self.offers(field, row, cell, report);
        if let Some((passport, part)) = self.passports[place] {
            let at = row.map_or(0, |(_, row)| row as usize);
            let mrz = self.run.cells[passport].get(at).and_then(|cell| cell.reading.mrz.as_ref());
            let value = report.value.as_ref().and_then(Json::as_str);
            if let (Some(mrz), Some(value)) = (mrz, value)
                && !mrz.agrees(part, value)
            {
                report.problems.push(Problem::MrzDiffers { part: part.name() });
            }
        }
        self.size = self.size.saturating_add(cell.reading.size);
        if !self.too_large && cell.reading.size > 0 && entry::too_large(self.size, self.run.form.max_mb()) {
            self.too_large = true;
            report.problems.push(Problem::FilesTooLarge { max: self.run.form.max_mb() });
        }
        // What cannot be read or is missing is one problem, not several.
        if report.problems.is_empty() {
            let fails = |rule: &Rule| self.run.rule(rule, row, None) == Some(Value::Boolean(false));
            let failed = field.checks.iter().filter(|check| fails(&check.that));
            report.problems = failed.map(|check| Problem::Check { check: check.id.clone() }).collect();
        }
    }

    /// Which values are offered, and whether those chosen are among them.
    fn offers(&self, field: &Field, row: Row, cell: &Cell, report: &mut FieldReport) {
        let (Some(filter), Some(list)) = (field.kind.filter(), field.kind.list()) else { return };
        let Some(options) = self.run.form.list(list) else { return };
        let offered: Vec<Arc<str>> = (0..options.values.len())
            .filter(|place| self.offered(filter, row, options, *place))
            .map(|place| options.values[place].clone())
            .collect();
        let taken = match &cell.reading.value {
            Some(Value::Text(value)) => offered.contains(value),
            Some(Value::Choices(values)) => values.iter().all(|value| offered.contains(value)),
            _ => true,
        };
        if !taken {
            report.problems.push(Problem::NotOffered);
        }
        report.options = Some(offered);
    }

    fn offered(&self, filter: &Rule, row: Row, options: &Options, place: usize) -> bool {
        let candidate = |column: &str| options.columns.get(column)?.cells.get(place).cloned();
        self.run.rule(filter, row, Some(&candidate)) == Some(Value::Boolean(true))
    }

    fn repeat(&mut self, place: usize, fields: &[Field], (min, max): (u32, u32), report: &mut FieldReport) {
        let typed = match self.run.entries.get(&*report.id) {
            None | Some(Json::Null) => 0,
            Some(Json::Array(rows)) if rows.iter().all(Json::is_object) => rows.len(),
            Some(_) => {
                report.problems.push(Problem::Malformed { part: None });
                0
            }
        };
        let mut rows = Vec::new();
        let mut values = Vec::new();
        for row in 0..self.run.rows[place] {
            let mut found = Vec::new();
            let mut inner = place + 1;
            for field in fields {
                found.extend(self.field(inner, field, Some((place, row))));
                inner += field.walk().count();
            }
            self.ask_for_something(place, row, &mut found);
            let mut value = Map::new();
            answers(&found, &mut value);
            values.push(Json::Object(value));
            rows.push(found);
        }
        report.rows = Some(rows);
        report.value = (!values.is_empty()).then_some(Json::Array(values));
        if report.problems.is_empty() {
            let missing = (report.required && typed == 0).then_some(Problem::Required);
            report.problems.extend(missing.or_else(|| entry::number_of(typed, min, max)));
        }
    }

    /// A row in which nothing is answered is no row: its first field asks for an answer, so that it is filled in or
    /// taken away.
    fn ask_for_something(&self, repeat: usize, row: u32, found: &mut [FieldReport]) {
        let asks = |place: usize| self.run.fields[place].is_answered();
        let place = |report: &FieldReport| self.run.form.place(&report.id).unwrap_or(repeat);
        let cell = |report: &FieldReport| self.run.cells[place(report)].get(row as usize);
        let blank = found.iter().all(|one| !asks(place(one)) || cell(one).is_none_or(|cell| cell.reading.is_blank()));
        if blank
            && found.iter().all(|one| one.problems.is_empty())
            && let Some(first) = found.iter_mut().find(|one| one.visible && asks(place(one)))
        {
            first.problems.push(Problem::Required);
        }
    }
}
