//! Trying out answers: one field after the other in the order in which the page looks at them, and back.
//!
//! What is hidden takes no answer, what is required must have one, what is not offered or fails a check is passed by.
//! So whatever is found is part of a form that can be handed in, unless something this has nothing to do with stands in
//! the way.

use std::collections::BTreeSet;

use super::atoms::Unknown;
use super::cone::{Cone, Role};
use super::domain::{Domains, domains};
use super::line::first_day;
use super::state::{COPIES, Cell, State, World};
use crate::form::{FieldKind, Step};
use crate::rule::{Read, Rule, Value};

/// So many answers are tried for one question.
const MOST: u32 = 100_000;
/// So many where finding none proves nothing.
const MOST_IN_VAIN: u32 = 20_000;

/// What came of a search.
pub(super) enum Found<'w> {
    /// Answers as they were asked for.
    Yes(Box<State<'w>>),
    /// There are none.
    No,
    /// None were found, and that proves nothing.
    Unknown,
}

/// What is looked for.
pub(super) type Goal<'g> = &'g dyn Fn(&State<'_>) -> bool;

/// Something that must be true once everything it reads is settled.
struct Bound<'w> {
    place: usize,
    row: usize,
    role: Role,
    rule: &'w Rule,
}

#[derive(Debug, Clone, Copy)]
enum Move {
    Today,
    Section(usize),
    Field(usize, usize),
}

/// Looks for answers, in the cone, that reach the goal. The field `open` stays without an answer.
pub(super) fn search<'w>(world: &'w World<'w>, cone: &Cone<'w>, open: Option<usize>, goal: Goal<'_>) -> Found<'w> {
    let domains = domains(world, cone);
    let mut moves: Vec<Move> = cone.today.then_some(Move::Today).into_iter().collect();
    for step in world.form.order() {
        match *step {
            Step::Section(section) if cone.sections.contains(&section) => moves.push(Move::Section(section)),
            Step::Field(place) if cone.places.contains(&place) => {
                let folded = world.repeat(place).is_some_and(|repeat| cone.folded.contains(&repeat));
                moves.extend((0..if folded { COPIES } else { 1 }).map(|row| Move::Field(place, row)));
            }
            _ => {}
        }
    }
    let bounds = schedule(world, cone, open, &moves);
    let exact = cone.folded.is_empty() && domains.values().all(|domain| domain.exact);
    let left = if exact { MOST } else { MOST_IN_VAIN };
    let state = State::new(world, first_day());
    let mut search = Search { cone, domains, moves, bounds, open, goal, left, state };
    let found = search.go(0);
    let Search { state, left, .. } = search;
    match found {
        true => Found::Yes(Box::new(state)),
        false if exact && left > 0 => Found::No,
        false => Found::Unknown,
    }
}

/// Every bound behind the last move it depends on.
fn schedule<'w>(world: &World<'w>, cone: &Cone<'w>, open: Option<usize>, moves: &[Move]) -> Vec<Vec<Bound<'w>>> {
    let mut bounds: Vec<Vec<Bound<'w>>> = moves.iter().map(|_| Vec::new()).collect();
    let rows = |place: usize| moves.iter().filter(move |one| matches!(one, Move::Field(at, _) if *at == place)).count();
    for owned in &cone.rules {
        let Some(place) = owned.at.filter(|place| Some(*place) != open) else { continue };
        if !matches!(owned.role, Role::Required | Role::Check(_) | Role::Offers) {
            continue;
        }
        let mut needs: BTreeSet<usize> = [place].into();
        for read in owned.rule.reads() {
            match read {
                Read::Field(name) | Read::Cell(name) | Read::Rows(name) => needs.extend(world.form.place(name)),
                Read::Column(repeat, column) => {
                    needs.extend([repeat, column].map(|name| world.form.place(name)).into_iter().flatten())
                }
                Read::Today | Read::Candidate(_) | Read::Fee(_) => {}
            }
        }
        let last = moves.iter().rposition(|one| matches!(one, Move::Field(at, _) if needs.contains(at)));
        if let Some(last) = last {
            bounds[last].extend((0..rows(place)).map(|row| Bound { place, row, role: owned.role, rule: owned.rule }));
        }
    }
    bounds
}

struct Search<'s, 'w> {
    cone: &'s Cone<'w>,
    domains: Domains,
    moves: Vec<Move>,
    bounds: Vec<Vec<Bound<'w>>>,
    open: Option<usize>,
    goal: Goal<'s>,
    left: u32,
    state: State<'w>,
}

impl Search<'_, '_> {
    /// Whether the goal is reached from here; then the state is left as it was there.
    fn go(&mut self, at: usize) -> bool {
        let Some(step) = self.moves.get(at).copied() else { return (self.goal)(&self.state) };
        match step {
            Move::Today => {
                for value in self.values(Unknown::Today) {
                    if let Value::Date(day) = value {
                        self.state.today = day;
                        if self.next(at) {
                            return true;
                        }
                    }
                }
                false
            }
            Move::Section(section) => {
                let rule = self.state.world.form.sections()[section].visible.as_ref();
                self.state.sections[section] = rule.is_none_or(|rule| self.state.holds(rule, None, None));
                self.next(at)
            }
            Move::Field(place, row) => self.field(at, place, row),
        }
    }

    fn values(&self, unknown: Unknown) -> Vec<Value> {
        self.domains.get(&unknown).map(|domain| domain.values.clone()).unwrap_or_default()
    }

    fn field(&mut self, at: usize, place: usize, row: usize) -> bool {
        let visible = self.state.shows(place, Some(row));
        self.state.cells[place][row] = Cell { visible, value: None };
        let field = self.state.world.fields[place];
        match &field.kind {
            FieldKind::Repeat { min, max, .. } => return self.rows(at, place, visible, (*min, *max)),
            FieldKind::Computed { value } if visible => {
                self.state.cells[place][row].value = self.state.run(value, Some(place), Some(row), None).value;
            }
            _ if visible && field.is_answered() && self.open != Some(place) => {
                for value in self.values(Unknown::Field(place)) {
                    self.state.cells[place][row].value = Some(value);
                    if self.next(at) {
                        return true;
                    }
                }
                self.state.cells[place][row].value = None;
            }
            _ => {}
        }
        self.next(at)
    }

    fn rows(&mut self, at: usize, place: usize, visible: bool, (min, max): (u32, u32)) -> bool {
        let counts: Vec<u32> = match visible {
            false => vec![0],
            true if !self.cone.counted.contains(&place) => vec![1],
            // What happens with more than two rows that are alike happens with the most.
            true if self.cone.folded.contains(&place) => {
                [min, 1, 2, max].into_iter().filter(|n| (min..=max).contains(n)).collect()
            }
            true => (min..=max).collect(),
        };
        for count in counts {
            self.state.rows[place] = count;
            if self.next(at) {
                return true;
            }
        }
        self.state.rows[place] = 0;
        false
    }

    /// On to the next move, if nothing that is settled now stands against it.
    fn next(&mut self, at: usize) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0 && self.bounds[at].iter().all(|bound| self.allows(bound)) && self.go(at + 1)
    }

    fn allows(&self, bound: &Bound<'_>) -> bool {
        let Bound { place, row, .. } = *bound;
        let cell = &self.state.cells[place][row];
        if !cell.visible {
            return true;
        }
        let state = &self.state;
        let repeat = matches!(state.world.fields[place].kind, FieldKind::Repeat { .. });
        match bound.role {
            Role::Required if repeat => state.rows[place] > 0 || !state.holds(bound.rule, Some(place), Some(row)),
            Role::Required => cell.value.is_some() || !state.holds(bound.rule, Some(place), Some(row)),
            Role::Check(_) => state.run(bound.rule, Some(place), Some(row), None).value != Some(Value::Boolean(false)),
            Role::Offers => match &cell.value {
                Some(Value::Text(value)) => state.offered(place, Some(row)).contains(&value),
                Some(Value::Choices(values)) => {
                    let offered = state.offered(place, Some(row));
                    values.iter().all(|value| offered.contains(&value))
                }
                _ => true,
            },
            Role::Visible | Role::Value | Role::Outcome => true,
        }
    }
}
