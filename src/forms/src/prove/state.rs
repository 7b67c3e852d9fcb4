//! Answers as the proof tries them out: what shows, what it holds, how many rows there are.
//!
//! Of the rows of a repeat there are two kinds: the first, which is "this row" of its rules, and all others, which are
//! alike. What is asked of all rows together sees both.

use std::sync::Arc;

use sayyar_base::Date;

use crate::form::{Field, FieldKind, Form};
use crate::list::Options;
use crate::rule::{Answers, Candidate, Facts, Outcome, Rule, Value};

/// How many kinds of rows are told apart.
pub(super) const COPIES: usize = 2;

/// One field, in one kind of row or in none.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) visible: bool,
    pub(super) value: Option<Value>,
}

/// A form with its fields by place.
#[derive(Clone)]
pub(super) struct World<'f> {
    pub(super) form: &'f Form,
    pub(super) fields: Vec<&'f Field>,
}

impl<'f> World<'f> {
    pub(super) fn new(form: &'f Form) -> Self {
        Self { form, fields: form.fields().collect() }
    }

    /// The repeat a field is in.
    pub(super) fn repeat(&self, place: usize) -> Option<usize> {
        self.form.places()[place].repeat
    }

    /// The list a field chooses from.
    pub(super) fn options(&self, place: usize) -> Option<&'f Options> {
        self.form.list(self.fields[place].kind.list()?)
    }

    /// The rule that computes a field.
    pub(super) fn value(&self, place: usize) -> Option<&'f Rule> {
        match &self.fields[place].kind {
            FieldKind::Computed { value } => Some(value),
            _ => None,
        }
    }
}

/// Where a rule runs: in a kind of row, or in none.
pub(super) type Row = Option<usize>;

/// What is tried.
#[derive(Clone)]
pub(super) struct State<'w> {
    pub(super) world: &'w World<'w>,
    pub(super) today: Date,
    pub(super) sections: Vec<bool>,
    pub(super) cells: Vec<[Cell; COPIES]>,
    pub(super) rows: Vec<u32>,
}

impl<'w> State<'w> {
    pub(super) fn new(world: &'w World<'w>, today: Date) -> Self {
        let count = world.fields.len();
        Self {
            world,
            today,
            sections: vec![false; world.form.sections().len()],
            cells: vec![Default::default(); count],
            rows: vec![0; count],
        }
    }

    /// Runs the rule of a field, or of a section or outcome where there is no field.
    pub(super) fn run(&self, rule: &Rule, at: Option<usize>, row: Row, candidate: Option<&Candidate<'_>>) -> Outcome {
        let repeat = at.and_then(|place| self.repeat_around(place));
        let row = repeat.zip(row).map(|(repeat, row)| (&*self.world.fields[repeat].id, row as u32));
        rule.run(Facts { today: self.today, answers: self, fees: self.world.form.fees(), row, candidate })
    }

    /// Rules of a repeat itself stand outside of it.
    fn repeat_around(&self, place: usize) -> Option<usize> {
        self.world.repeat(place)
    }

    pub(super) fn holds(&self, rule: &Rule, at: Option<usize>, row: Row) -> bool {
        self.run(rule, at, row, None).value == Some(Value::Boolean(true))
    }

    /// Whether what is around a field shows.
    pub(super) fn around(&self, place: usize, row: Row) -> bool {
        let at = self.world.form.places()[place];
        match at.parent {
            None => self.sections[at.section],
            Some(parent) => {
                let inside = self.world.repeat(parent).is_some();
                self.cells[parent][if inside { row.unwrap_or(0) } else { 0 }].visible
            }
        }
    }

    /// Whether a field shows, as far as what it depends on is known.
    pub(super) fn shows(&self, place: usize, row: Row) -> bool {
        let there = self.world.repeat(place).is_none_or(|repeat| self.rows[repeat] as usize > row.unwrap_or(0));
        let rule = self.world.fields[place].visible.as_ref();
        there && self.around(place, row) && rule.is_none_or(|rule| self.holds(rule, Some(place), row))
    }

    /// The values of its list that a field offers.
    pub(super) fn offered(&self, place: usize, row: Row) -> Vec<&'w Arc<str>> {
        let Some(options) = self.world.options(place) else { return Vec::new() };
        let Some(filter) = self.world.fields[place].kind.filter() else { return options.values.iter().collect() };
        let offered = |at: &usize| {
            let candidate = |column: &str| options.columns.get(column)?.cells.get(*at).cloned();
            self.run(filter, Some(place), row, Some(&candidate)).value == Some(Value::Boolean(true))
        };
        (0..options.values.len()).filter(offered).map(|at| &options.values[at]).collect()
    }
}

impl Answers for State<'_> {
    fn field(&self, name: &str) -> Option<Value> {
        self.cells[self.world.form.place(name)?][0].value.clone()
    }

    fn rows(&self, repeat: &str) -> u32 {
        self.world.form.place(repeat).map_or(0, |place| self.rows[place])
    }

    fn cell(&self, _: &str, row: u32, name: &str) -> Option<Value> {
        self.cells[self.world.form.place(name)?][usize::from(row > 0)].value.clone()
    }
}
