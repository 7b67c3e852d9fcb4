//! The first pass: what shows and what it holds.

use sayyar_base::Date;
use serde_json::Value as Json;

use super::Entries;
use super::entry::{self, Reading};
use crate::form::{Field, FieldKind, Form, Step};
use crate::json::at;
use crate::rule::{Answers, Candidate, Facts, Rule, Value};

/// One field, in one row or in none.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) visible: bool,
    pub(super) reading: Reading,
}

/// Everything that is known about what was typed.
pub(super) struct Run<'a> {
    pub(super) form: &'a Form,
    pub(super) today: Date,
    pub(super) entries: &'a Entries,
    /// By place.
    pub(super) fields: Vec<&'a Field>,
    /// Whether each section shows.
    pub(super) sections: Vec<bool>,
    /// By place, then by row; a field in no repeat has one.
    pub(super) cells: Vec<Vec<Cell>>,
    /// By place: the rows of a repeat that count.
    pub(super) rows: Vec<u32>,
}

impl<'a> Run<'a> {
    pub(super) fn new(form: &'a Form, entries: &'a Entries, today: Date) -> Self {
        let fields: Vec<_> = form.fields().collect();
        let count = fields.len();
        let mut run = Self {
            form,
            today,
            entries,
            fields,
            sections: vec![false; form.sections().len()],
            cells: std::iter::repeat_with(Vec::new).take(count).collect(),
            rows: vec![0; count],
        };
        for step in form.order() {
            match *step {
                Step::Section(section) => {
                    run.sections[section] = run.shows(form.sections()[section].visible.as_ref(), None);
                }
                Step::Field(place) => run.look(place),
            }
        }
        run
    }

    /// Looks at one field, in every row it has.
    fn look(&mut self, place: usize) {
        let field = self.fields[place];
        let repeat = self.form.places()[place].repeat;
        let rows = repeat.map_or(1, |repeat| self.rows[repeat]);
        let cells = (0..rows).map(|row| self.cell(place, field, repeat.map(|repeat| (repeat, row)))).collect();
        if let FieldKind::Repeat { max, .. } = &field.kind {
            let typed = self.entries.get(&*field.id).and_then(Json::as_array).map_or(0, Vec::len);
            let shown = |cells: &Vec<Cell>| cells.iter().any(|cell| cell.visible);
            self.rows[place] = if shown(&cells) { u32::try_from(typed).unwrap_or(u32::MAX).min(*max) } else { 0 };
        }
        self.cells[place] = cells;
    }

    fn cell(&self, place: usize, field: &Field, row: Option<(usize, u32)>) -> Cell {
        let visible = self.around(place, row) && self.shows(field.visible.as_ref(), row);
        if !visible {
            return Cell::default();
        }
        let reading = match &field.kind {
            FieldKind::Computed { value } => self.rule(value, row, None).map(Reading::of).unwrap_or_default(),
            kind => entry::read(kind, self.entry(field, row), self.form.lists(), self.today),
        };
        Cell { visible, reading }
    }

    /// Whether what is around the field shows.
    fn around(&self, place: usize, row: Option<(usize, u32)>) -> bool {
        let at = self.form.places()[place];
        match at.parent {
            None => self.sections[at.section],
            Some(parent) => {
                let inside = self.form.places()[parent].repeat.is_some();
                let row = row.filter(|_| inside).map_or(0, |(_, row)| row as usize);
                self.cells[parent].get(row).is_some_and(|cell| cell.visible)
            }
        }
    }

    /// What was typed into a field.
    pub(super) fn entry(&self, field: &Field, row: Option<(usize, u32)>) -> Option<&'a Json> {
        match row {
            None => self.entries.get(&*field.id),
            Some((repeat, row)) => {
                let rows = self.entries.get(&*self.fields[repeat].id)?.as_array()?;
                at(rows.get(row as usize)?, &field.id)
            }
        }
    }

    /// A rule that says yes; nothing said is yes too.
    fn shows(&self, rule: Option<&Rule>, row: Option<(usize, u32)>) -> bool {
        rule.is_none_or(|rule| self.holds(rule, row))
    }

    pub(super) fn holds(&self, rule: &Rule, row: Option<(usize, u32)>) -> bool {
        self.rule(rule, row, None) == Some(Value::Boolean(true))
    }

    pub(super) fn rule(
        &self,
        rule: &Rule,
        row: Option<(usize, u32)>,
        candidate: Option<&Candidate<'_>>,
    ) -> Option<Value> {
        let row = row.map(|(repeat, row)| (&*self.fields[repeat].id, row));
        let facts = Facts { today: self.today, answers: self, fees: self.form.fees(), row, candidate };
        rule.run(facts).value
    }
}

impl Answers for Run<'_> {
    fn field(&self, name: &str) -> Option<Value> {
        self.cells[self.form.place(name)?].first()?.reading.value.clone()
    }

    fn rows(&self, repeat: &str) -> u32 {
        self.form.place(repeat).map_or(0, |place| self.rows[place])
    }

    fn cell(&self, _repeat: &str, row: u32, name: &str) -> Option<Value> {
        self.cells[self.form.place(name)?].get(row as usize)?.reading.value.clone()
    }
}
