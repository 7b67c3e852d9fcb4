//! In which order fields are looked at, so that each is known before it is asked for, and which rules run in a circle.
//!
//! Only what shows and what is computed depends on answers of other fields; whether a field is required or right does
//! not change any answer. So the order is one for a form, settled when it is made, and no result depends on it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Place;

/// Something that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Whether a section shows.
    Section(usize),
    /// Whether a field shows, and what it holds.
    Field(usize),
}

/// What a section or field depends on.
pub(super) struct Graph<'a> {
    pub(super) places: &'a [Place],
    pub(super) index: &'a BTreeMap<Arc<str>, usize>,
    /// The fields that the rules of a section name.
    pub(super) sections: Vec<BTreeSet<Arc<str>>>,
    /// The fields that the `visible` and `value` of a field name.
    pub(super) fields: Vec<BTreeSet<Arc<str>>>,
}

/// An order, and the circles that were cut for it.
#[derive(Default)]
pub(super) struct Ordered {
    pub(super) order: Vec<Step>,
    /// None shares a step with another: one rule to mend for each.
    pub(super) circles: Vec<Vec<Step>>,
    /// The way from the first to where we are.
    way: Vec<Step>,
    /// What is known of each, sections first.
    states: Vec<State>,
}

/// What is known of a section or field on the way through all of them.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    seen: bool,
    on_way: bool,
    in_circle: bool,
}

impl Graph<'_> {
    pub(super) fn order(&self) -> Ordered {
        let states = vec![State::default(); self.sections.len() + self.fields.len()];
        let mut ordered = Ordered { states, ..Ordered::default() };
        let sections = (0..self.sections.len()).map(Step::Section);
        for step in sections.chain((0..self.fields.len()).map(Step::Field)) {
            self.visit(step, &mut ordered);
        }
        ordered
    }

    /// What is needed comes first. The way is never longer than a form has fields and sections.
    fn visit(&self, step: Step, ordered: &mut Ordered) {
        let number = self.number(step);
        let state = &mut ordered.states[number];
        if state.seen {
            if state.on_way && !state.in_circle {
                self.cut(step, ordered);
            }
            return;
        }
        (state.seen, state.on_way) = (true, true);
        ordered.way.push(step);
        for needed in self.needs(step) {
            self.visit(needed, ordered);
        }
        ordered.way.pop();
        ordered.states[number].on_way = false;
        ordered.order.push(step);
    }

    fn number(&self, step: Step) -> usize {
        match step {
            Step::Section(section) => section,
            Step::Field(field) => self.sections.len() + field,
        }
    }

    /// The way led back to a step of it.
    fn cut(&self, step: Step, ordered: &mut Ordered) {
        let start = ordered.way.iter().position(|one| *one == step).unwrap_or_default();
        let circle = ordered.way[start..].to_vec();
        if circle.iter().all(|one| !ordered.states[self.number(*one)].in_circle) {
            circle.iter().for_each(|one| ordered.states[self.number(*one)].in_circle = true);
            ordered.circles.push(circle);
        }
    }

    fn needs(&self, step: Step) -> Vec<Step> {
        let (names, around) = match step {
            Step::Section(section) => (&self.sections[section], None),
            Step::Field(field) => {
                let place = self.places[field];
                (&self.fields[field], Some(place.parent.map_or(Step::Section(place.section), Step::Field)))
            }
        };
        let named = names.iter().filter_map(|name| self.index.get(name)).map(|field| Step::Field(*field));
        around.into_iter().chain(named).collect()
    }
}
