//! Atoms: the smallest questions rules ask (`months > 6`, `region in [...]`, what a fee comes to). Answers that get the
//! same from every atom are all the same to the rules; one of each kind is enough to try.

use std::collections::BTreeSet;

use super::cone::{Cone, Owned};
use super::state::{State, World};
use crate::rule::{Binary, Comparison, Expr, Kind, Operation, Read, Rule, Unary, Value};

/// Something answers are tried for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    Today,
    /// A field, by place; all kinds of rows get the same.
    Field(usize),
    /// How many rows a repeat has.
    Rows(usize),
}

/// One question.
#[derive(Debug)]
pub(super) struct Atom<'f> {
    pub(super) rule: Rule,
    pub(super) at: Option<usize>,
    pub(super) list: Option<&'f str>,
    /// What it depends on, computed fields looked through.
    pub(super) unknowns: BTreeSet<Unknown>,
}

/// The atoms of all rules of a cone.
pub(super) fn atoms<'f>(world: &World<'f>, cone: &Cone<'f>) -> Vec<Atom<'f>> {
    let mut all = Vec::new();
    for owned in &cone.rules {
        let mut found = Vec::new();
        gather(owned.rule.expr(), &mut found);
        all.extend(found.into_iter().filter_map(|expr| atom(world, owned, expr)));
    }
    all
}

fn gather(expr: &Expr, found: &mut Vec<Expr>) {
    let compared = |sign, a: &Expr, b: &Expr| {
        Expr::new(Kind::Binary(Binary::Compare(sign), Box::new(a.clone()), Box::new(b.clone())), 0..0)
    };
    if let Kind::Binary(Binary::Compare(Comparison::Equal | Comparison::Unequal), a, b) = &expr.kind {
        // Equal is one place among many: which side of it one is on leads there.
        found.extend(compared(Comparison::Less, a, b));
    }
    match &expr.kind {
        Kind::Binary(Binary::Compare(_), ..) | Kind::In(..) | Kind::IsBlank(_) => found.push(expr.clone()),
        Kind::Call { name, .. } if matches!(&**name, "fee" | "matches") => found.push(expr.clone()),
        // Whether the divisor comes to nothing.
        Kind::Binary(Binary::Arithmetic(Operation::Divide), _, divisor) => {
            let nothing = Expr::new(Kind::Integer(0), 0..0);
            for sign in [Comparison::Equal, Comparison::Less] {
                found.extend(nothing.as_ref().and_then(|nothing| compared(sign, divisor, nothing)));
            }
        }
        _ => {}
    }
    expr.kind.each(|part| gather(part, found));
}

fn atom<'f>(world: &World<'f>, owned: &Owned<'f>, expr: Expr) -> Option<Atom<'f>> {
    let names = world.form.names();
    let repeat = owned.at.and_then(|place| world.repeat(place)).map(|repeat| &*world.fields[repeat].id);
    let scope = repeat.map_or(names.outside(), |repeat| names.within(repeat));
    let list = owned.at.and_then(|place| world.fields[place].kind.list());
    let scope = list.map_or(scope, |list| scope.choosing(list));
    let rule = Rule::settle(expr, scope, None).ok()?;
    let list = list.filter(|_| rule.reads().iter().any(|read| matches!(read, Read::Candidate(_))));
    let mut unknowns = BTreeSet::new();
    depends(world, &rule, &mut unknowns);
    Some(Atom { rule, at: owned.at, list, unknowns })
}

fn depends(world: &World<'_>, rule: &Rule, unknowns: &mut BTreeSet<Unknown>) {
    for read in rule.reads() {
        match read {
            Read::Today => drop(unknowns.insert(Unknown::Today)),
            Read::Field(name) | Read::Cell(name) => field(world, name, unknowns),
            Read::Rows(repeat) => unknowns.extend(world.form.place(repeat).map(Unknown::Rows)),
            Read::Column(repeat, column) => {
                unknowns.extend(world.form.place(repeat).map(Unknown::Rows));
                field(world, column, unknowns);
            }
            Read::Candidate(_) | Read::Fee(_) => {}
        }
    }
}

fn field(world: &World<'_>, name: &str, unknowns: &mut BTreeSet<Unknown>) {
    let Some(place) = world.form.place(name) else { return };
    match world.value(place) {
        // Computed fields do not depend on themselves, so this ends.
        Some(rule) => depends(world, rule, unknowns),
        None => drop(unknowns.insert(Unknown::Field(place))),
    }
}

impl Atom<'_> {
    /// What it says; of a rule about candidates, what it says of each.
    pub(super) fn ask(&self, state: &State<'_>) -> Vec<Option<Value>> {
        let options = self.list.and_then(|list| state.world.form.list(list));
        let Some(options) = options else { return vec![state.run(&self.rule, self.at, Some(0), None).value] };
        let say = |at: usize| {
            let candidate = |column: &str| options.columns.get(column)?.cells.get(at).cloned();
            state.run(&self.rule, self.at, Some(0), Some(&candidate)).value
        };
        (0..options.values.len()).map(say).collect()
    }

    /// Whether what it says changes at a few places only while the unknown grows, so that halving finds them all.
    pub(super) fn is_plain(&self, world: &World<'_>, unknown: Unknown) -> bool {
        let of = |expr: &Expr| course(world, expr, unknown);
        match &self.rule.expr().kind {
            Kind::Binary(Binary::Compare(_), a, b) => {
                let courses = [of(a), of(b)];
                courses.contains(&Course::Steady) && !courses.contains(&Course::Wild)
            }
            Kind::In(item, list) => of(item) == Course::Itself && matches!(list.kind, Kind::List(_)),
            Kind::IsBlank(asked) => matches!(of(asked), Course::Itself | Course::Steady),
            // Where the cases of a fee begin and end is known.
            Kind::Call { named, .. } => {
                named.iter().all(|(_, axis)| matches!(of(axis), Course::Itself | Course::Steady))
            }
            _ => false,
        }
    }

    /// Whether it compares two unknowns as they are.
    pub(super) fn compares(&self, world: &World<'_>, a: Unknown, b: Unknown) -> bool {
        let Kind::Binary(Binary::Compare(_), left, right) = &self.rule.expr().kind else { return false };
        let is = |expr: &Expr, unknown| course(world, expr, unknown) == Course::Itself;
        (is(left, a) && is(right, b)) || (is(left, b) && is(right, a))
    }

    /// Whether it holds the unknown, as it is, against values that are written out or against nothing.
    pub(super) fn names_values(&self, world: &World<'_>, unknown: Unknown) -> bool {
        let is = |expr: &Expr| course(world, expr, unknown) == Course::Itself;
        match &self.rule.expr().kind {
            Kind::Binary(Binary::Compare(_), a, b) => (is(a) && b.is_literal()) || (is(b) && a.is_literal()),
            Kind::In(a, b) => (is(a) && matches!(b.kind, Kind::List(_))) || (a.is_literal() && is(b)),
            Kind::IsBlank(asked) => is(asked),
            _ => false,
        }
    }

    /// Everything that is written out in it.
    pub(super) fn literals(&self) -> Vec<Kind> {
        let mut all = Vec::new();
        literals(self.rule.expr(), &mut all);
        all
    }

    /// Whether it calls a function of that name.
    pub(super) fn calls(&self, function: &str) -> bool {
        calls(self.rule.expr(), function)
    }
}

fn literals(expr: &Expr, all: &mut Vec<Kind>) {
    if expr.is_literal() {
        all.push(expr.kind.clone());
    }
    expr.kind.each(|part| literals(part, all));
}

fn calls(expr: &Expr, function: &str) -> bool {
    let mut found = matches!(&expr.kind, Kind::Call { name, .. } if **name == *function);
    expr.kind.each(|part| found |= calls(part, function));
    found
}

/// How an expression runs while one unknown grows and all others stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// It does not change.
    Steady,
    /// It is the unknown itself.
    Itself,
    /// It never turns back.
    Runs,
    /// Nobody knows.
    Wild,
}

fn course(world: &World<'_>, expr: &Expr, unknown: Unknown) -> Course {
    let of = |expr: &Expr| course(world, expr, unknown);
    match &expr.kind {
        Kind::Today if unknown == Unknown::Today => Course::Itself,
        Kind::Name(name) => match world.form.place(name) {
            None => Course::Wild,
            Some(place) if unknown == Unknown::Field(place) => Course::Itself,
            Some(place) => match world.value(place).map(|rule| of(rule.expr())) {
                None => Course::Steady,
                Some(Course::Itself) => Course::Runs,
                Some(course) => course,
            },
        },
        Kind::Member(of, _) => {
            if &**of == "row" {
                Course::Steady
            } else {
                Course::Wild
            }
        }
        Kind::Unary(Unary::Negate, a) => runs([of(a)]),
        Kind::Binary(Binary::Arithmetic(operation), a, b) => match (operation, of(a), of(b)) {
            (Operation::Divide, a, Course::Steady) => runs([a]),
            // Where the divisor comes to nothing it jumps.
            (Operation::Divide, ..) => Course::Wild,
            (_, a, b) => runs([a, b]),
        },
        Kind::If { condition, then, otherwise } => match (of(condition), of(then), of(otherwise)) {
            (Course::Steady, Course::Steady, Course::Steady) => Course::Steady,
            (Course::Steady, then, otherwise) if ![then, otherwise].contains(&Course::Wild) => Course::Runs,
            _ => Course::Wild,
        },
        Kind::Call { name, arguments, named } => {
            let parts: Vec<_> = arguments.iter().chain(named.iter().map(|(_, axis)| axis)).map(of).collect();
            let steady = parts.iter().all(|part| *part == Course::Steady);
            if steady || RUNNING.contains(&&**name) { runs(parts) } else { Course::Wild }
        }
        kind => {
            let mut steady = true;
            kind.each(|part| steady &= of(part) == Course::Steady);
            if steady { Course::Steady } else { Course::Wild }
        }
    }
}

/// Functions that never turn back while one of their arguments grows.
const RUNNING: [&str; 13] = [
    "age_on",
    "days_between",
    "months_between",
    "add_days",
    "add_months",
    "add_years",
    "year",
    "round",
    "floor",
    "ceil",
    "min",
    "max",
    "default",
];

/// Of several parts at most one may move.
fn runs(parts: impl IntoIterator<Item = Course>) -> Course {
    let moving: Vec<Course> = parts.into_iter().filter(|part| *part != Course::Steady).collect();
    match moving[..] {
        [] => Course::Steady,
        [Course::Itself | Course::Runs] => Course::Runs,
        _ => Course::Wild,
    }
}
