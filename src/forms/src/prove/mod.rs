//! Proofs about a compiled form, made when the site is built: that nothing in it is there in vain and nobody gets stuck.
//!
//! - Every section, field and outcome can be reached; every rule that makes a field required can hold.
//! - Every field has an answer that passes its checks, together with some answers to all others.
//! - Where a field must be answered, something is offered.
//! - Every fee is set for all answers the form takes, nothing is divided by nothing, and a checker always leads
//!   somewhere.
//!
//! Answers are tried out ([`search`]), of those that no rule tells apart one ([`domain`]), up to 100,000 for each
//! question. What is reported as an error is true: either it comes with the answers that show it, or all there are were
//! tried. Where neither is possible a warning says that it is not proved.

mod atoms;
mod cone;
mod domain;
mod line;
mod sample;
mod search;
mod state;

#[cfg(test)]
mod random;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use sayyar_base::{Diagnostic, Diagnostics, diag};

use crate::definition::Compiled;
use crate::form::{Field, FieldKind};
use crate::rule::{Binary, Expr, Failure, Kind, Operation, Read, Rule, Value};
use cone::{Cone, Owned, Role, literal};
use search::{Found, Goal, search};
use state::{State, World};

/// Tells what was shown of so many answers at most.
const TOLD: usize = 6;

impl Compiled {
    /// Proves what can be proved, and tells what cannot be so.
    pub fn prove(&self) -> Diagnostics {
        let world = World::new(&self.form);
        let mut proof = Proof { compiled: self, world: &world, problems: Diagnostics::new(), dead: BTreeSet::new() };
        proof.sections();
        for place in 0..world.fields.len() {
            proof.field(place);
        }
        proof.failures();
        proof.outcomes();
        let mut problems = proof.problems;
        diag::sort(&mut problems);
        problems
    }
}

struct Proof<'p> {
    compiled: &'p Compiled,
    world: &'p World<'p>,
    problems: Diagnostics,
    /// Fields of which it has been said that they never show, and what is in them.
    dead: BTreeSet<usize>,
}

impl<'p> Proof<'p> {
    fn error(&mut self, key: &str, code: &'static str, message: String, help: impl Into<String>) {
        let place = self.compiled.spans.get(key);
        self.problems.push(Diagnostic::error(code, message).at(place, "").help(help));
    }

    fn not_proved(&mut self, key: &str, what: &str) {
        let place = self.compiled.spans.get(key);
        let problem = Diagnostic::warning("not-proved", format!("it is not proved that {what}")).at(place, "");
        let help =
            "there are too many answers to try, or the rules ask more than can be followed: try it with examples";
        self.problems.push(problem.help(help));
    }

    fn search(&self, rules: &[Owned<'p>], places: &[usize], open: Option<usize>, goal: Goal<'_>) -> Found<'p> {
        let cone = Cone::new(self.world, rules.iter().copied(), places.iter().copied(), open);
        search(self.world, &cone, open, goal)
    }

    fn sections(&mut self) {
        let mut first = 0;
        for (number, section) in self.world.form.sections().iter().enumerate() {
            let count: usize = section.fields.iter().map(|field| field.walk().count()).sum();
            if section.visible.as_ref().is_some_and(|rule| literal(rule) != Some(true)) {
                let key = format!("section-{}.visible", section.id);
                let found = self.search(&[], &[first], Some(first), &|state| state.sections[number]);
                self.reached(&found, &key, &format!("the section `{}`", section.id));
                if matches!(found, Found::No) {
                    self.dead.extend(first..first + count);
                }
            }
            first += count;
        }
    }

    fn reached(&mut self, found: &Found<'_>, key: &str, what: &str) {
        match found {
            Found::Yes(_) => {}
            Found::No => {
                let help = "no answers make its rule true, together with the rules of what it depends on";
                self.error(key, "never-shows", format!("{what} never shows"), help);
            }
            Found::Unknown => self.not_proved(key, &format!("{what} can show")),
        }
    }

    fn field(&mut self, place: usize) {
        let field = self.world.fields[place];
        if self.dead.contains(&place) {
            return;
        }
        let (id, open) = (&*field.id, Some(place));
        if field.visible.as_ref().is_some_and(|rule| literal(rule) != Some(true)) {
            let found = self.search(&[], &[place], open, &|state| state.cells[place][0].visible);
            self.reached(&found, &format!("{id}.visible"), &format!("`{id}`"));
            if matches!(found, Found::No) {
                self.dead.extend(place..place + field.walk().count());
                return;
            }
        }
        if let Some(rule) = field.required.as_ref().filter(|rule| literal(rule) != Some(true)) {
            let owned = Owned { rule, at: open, role: Role::Required };
            let goal = |state: &State<'_>| state.cells[place][0].visible && state.holds(rule, open, Some(0));
            let key = format!("{id}.required");
            match self.search(&[owned], &[place], open, &goal) {
                Found::Yes(_) => {}
                Found::No => {
                    let help = "no answers make the rule true: leave it out, or mend it";
                    self.error(&key, "never-required", format!("`{id}` is never required"), help);
                }
                Found::Unknown => self.not_proved(&key, &format!("`{id}` is ever required")),
            }
        }
        if field.is_answered() && (!field.checks.is_empty() || field.kind.filter().is_some()) {
            self.answerable(place, field);
        }
        if let (Some(filter), Some(required)) = (field.kind.filter(), &field.required) {
            self.offered(place, field, filter, required);
        }
    }

    /// Whether anybody can answer the field.
    fn answerable(&mut self, place: usize, field: &Field) {
        let id = &*field.id;
        let goal = |state: &State<'_>| {
            let repeat = matches!(field.kind, FieldKind::Repeat { .. });
            state.cells[place][0].visible
                && (state.cells[place][0].value.is_some() || (repeat && state.rows[place] > 0))
        };
        match self.search(&[], &[place], None, &goal) {
            Found::Yes(_) => {}
            Found::Unknown => self.not_proved(id, &format!("`{id}` can be answered")),
            Found::No => {
                let key = self.culprit(place, field);
                let message = match key.as_deref() {
                    Some(check) => format!("no answer of `{id}` passes the check `{check}`"),
                    None if field.checks.is_empty() => format!("nothing is ever offered in `{id}`"),
                    None => format!("no answer of `{id}` passes all that is asked of it"),
                };
                let key = key.map_or(id.to_owned(), |check| format!("{id}.check-{check}"));
                let help = "its bounds, its checks and the rules of the fields they name leave no answer";
                self.error(&key, "no-valid-answer", message, help);
            }
        }
    }

    /// The one check that no answer passes, where there is one.
    fn culprit(&self, place: usize, field: &Field) -> Option<String> {
        let alone = |check: &&crate::form::Check| {
            // With the field open none of its own rules bind; what it could hold is asked one by one.
            let owned = Owned { rule: &check.that, at: Some(place), role: Role::Outcome };
            let cone = Cone::new(self.world, [owned], [place], Some(place));
            let goal = |state: &State<'_>| {
                state.cells[place][0].value.is_some()
                    && state.run(&check.that, Some(place), Some(0), None).value != Some(Value::Boolean(false))
            };
            matches!(search(self.world, &cone, None, &goal), Found::No)
        };
        field.checks.iter().find(alone).map(|check| check.id.to_string())
    }

    /// Whether something is offered wherever an answer is asked for.
    fn offered(&mut self, place: usize, field: &Field, filter: &'p Rule, required: &'p Rule) {
        let (id, open) = (&*field.id, Some(place));
        let fewest = match &field.kind {
            FieldKind::Choices { min, .. } => (*min).max(1) as usize,
            _ => 1,
        };
        let rules =
            [(filter, Role::Outcome), (required, Role::Outcome)].map(|(rule, role)| Owned { rule, at: open, role });
        let goal = |state: &State<'_>| {
            let asked = state.cells[place][0].visible && state.holds(required, open, Some(0));
            asked && state.offered(place, Some(0)).len() < fewest
        };
        let key = format!("{id}.where");
        match self.search(&rules, &[place], open, &goal) {
            Found::No => {}
            Found::Unknown => self.not_proved(&key, &format!("something is always offered in `{id}`")),
            Found::Yes(state) => {
                let what = if fewest > 1 { "too little is offered" } else { "nothing is offered" };
                let message = format!("`{id}` must be answered and {what}{}", self.told(&state, &[filter, required]));
                let help = "add rows to the list, or let `visible` or `required` leave these answers out";
                self.error(&key, "nothing-offered", message, help);
            }
        }
    }

    /// Whether some rule comes to nothing because no fee is set, or because it divides by nothing.
    fn failures(&mut self) {
        for (owned, key) in self.rules() {
            if owned.at.is_some_and(|place| self.dead.contains(&place)) {
                continue;
            }
            let fee = owned.rule.reads().iter().any(|read| matches!(read, Read::Fee(_)));
            let divides = divides(owned.rule.expr());
            for (failure, asked) in [(Failure::NoFee, fee), (Failure::DivisionByZero, divides)] {
                if asked {
                    self.fails(owned, &key, failure);
                }
            }
        }
    }

    fn fails(&mut self, owned: Owned<'p>, key: &str, failure: Failure) {
        let open = owned.at.filter(|_| !matches!(owned.role, Role::Check(_)));
        let goal = |state: &State<'_>| {
            let shown = owned.at.is_none_or(|place| state.cells[place][0].visible);
            shown && state.run(owned.rule, owned.at, Some(0), None).failure == Some(failure)
        };
        let what = key.split('.').next().unwrap_or(key).to_owned();
        let places: Vec<usize> = owned.at.into_iter().collect();
        let found = self.search(&[Owned { role: Role::Outcome, ..owned }], &places, open, &goal);
        match (found, failure) {
            (Found::No, _) => {}
            (Found::Unknown, Failure::NoFee) => {
                self.not_proved(key, &format!("the fee in `{what}` is set for all answers"));
            }
            (Found::Unknown, _) => self.not_proved(key, &format!("`{what}` never divides by nothing")),
            (Found::Yes(state), Failure::NoFee) => {
                let message = format!("no fee is set in `{what}`{}", self.told(&state, &[owned.rule]));
                let help = "add a case to the fee in service.toml, or let the form not take these answers";
                self.error(key, "fee-not-set", message, help);
            }
            (Found::Yes(state), _) => {
                let message = format!("`{what}` divides by nothing{}", self.told(&state, &[owned.rule]));
                let help = "give the divisor a `min`, or ask for it first: `a / b if b > 0 else 0`";
                self.error(key, "divides-by-nothing", message, help);
            }
        }
    }

    /// Every rule of the form that is not about candidates, with the key of its place.
    fn rules(&self) -> Vec<(Owned<'p>, String)> {
        let mut all = Vec::new();
        let form = self.world.form;
        for section in form.sections() {
            let rule = section.visible.iter().map(|rule| Owned { rule, at: None, role: Role::Visible });
            all.extend(rule.map(|owned| (owned, format!("section-{}.visible", section.id))));
        }
        for (place, field) in self.world.fields.iter().copied().enumerate() {
            let mut add = |rule: &'p Rule, role: Role, key: String| {
                all.push((Owned { rule, at: Some(place), role }, format!("{}.{key}", field.id)));
            };
            field.visible.iter().for_each(|rule| add(rule, Role::Visible, "visible".into()));
            field.required.iter().for_each(|rule| add(rule, Role::Required, "required".into()));
            self.world.value(place).into_iter().for_each(|rule| add(rule, Role::Value, "value".into()));
            for (number, check) in field.checks.iter().enumerate() {
                add(&check.that, Role::Check(number), format!("check-{}", check.id));
            }
        }
        for outcome in form.outcomes() {
            let rule = outcome.when.iter().map(|rule| Owned { rule, at: None, role: Role::Outcome });
            all.extend(rule.map(|owned| (owned, format!("outcome-{}.when", outcome.id))));
        }
        all
    }

    /// Whether every outcome is reached by some answers, and some outcome by all.
    fn outcomes(&mut self) {
        let outcomes = self.world.form.outcomes();
        let rules: Vec<_> = outcomes
            .iter()
            .filter_map(|outcome| Some(Owned { rule: outcome.when.as_ref()?, at: None, role: Role::Outcome }))
            .collect();
        let first = |state: &State<'_>| {
            let holds =
                |outcome: &crate::form::Outcome| outcome.when.as_ref().is_none_or(|rule| state.holds(rule, None, None));
            outcomes.iter().position(holds)
        };
        for (number, outcome) in outcomes.iter().enumerate() {
            let key = format!("outcome-{}.when", outcome.id);
            let until = &rules[..rules.len().min(number + 1)];
            match self.search(until, &[], None, &|state| first(state) == Some(number)) {
                Found::Yes(_) => {}
                Found::No => {
                    let help = "no answers make its rule true that do not already lead to an outcome before it";
                    self.error(&key, "never-reached", format!("nothing leads to the outcome `{}`", outcome.id), help);
                }
                Found::Unknown => self.not_proved(&key, &format!("anything leads to the outcome `{}`", outcome.id)),
            }
        }
        let Some(last) = outcomes.last().filter(|last| last.when.is_some()) else { return };
        let key = format!("outcome-{}", last.id);
        match self.search(&rules, &[], None, &|state| first(state).is_none()) {
            Found::No => {}
            Found::Unknown => self.not_proved(&key, "some outcome holds for all answers"),
            Found::Yes(state) => {
                let asked: Vec<_> = rules.iter().map(|owned| owned.rule).collect();
                let message = format!("there is no outcome{}", self.told(&state, &asked));
                let help = "leave `when` out of the last outcome, so that it is what is left";
                self.error(&key, "no-outcome", message, help);
            }
        }
    }

    /// ` for months = 13, region = baku`: what the rules were told.
    fn told(&self, state: &State<'_>, rules: &[&Rule]) -> String {
        let mut told = Vec::new();
        rules.iter().for_each(|rule| self.tell(state, rule, &mut told));
        told.truncate(TOLD);
        if told.is_empty() { String::new() } else { format!(" for {}", told.join(", ")) }
    }

    fn tell(&self, state: &State<'_>, rule: &Rule, told: &mut Vec<String>) {
        for read in rule.reads() {
            let fact = match read {
                Read::Today => format!("today = {}", state.today),
                Read::Rows(repeat) => {
                    let rows = self.world.form.place(repeat).map_or(0, |place| state.rows[place]);
                    format!("{rows} rows of {repeat}")
                }
                Read::Field(name) | Read::Cell(name) | Read::Column(_, name) => {
                    let Some(place) = self.world.form.place(name) else { continue };
                    if let Some(rule) = self.world.value(place) {
                        self.tell(state, rule, told);
                        continue;
                    }
                    match &state.cells[place][0].value {
                        Some(value) => format!("{name} = {}", written(value)),
                        None => format!("{name} blank"),
                    }
                }
                Read::Candidate(_) | Read::Fee(_) => continue,
            };
            if !told.contains(&fact) {
                told.push(fact);
            }
        }
    }
}

fn divides(expr: &Expr) -> bool {
    let mut found = matches!(expr.kind, Kind::Binary(Binary::Arithmetic(Operation::Divide), ..));
    expr.kind.each(|part| found |= divides(part));
    found
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Boolean(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Money(money) => money.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Choices(chosen) => {
            let chosen: Vec<&str> = chosen.iter().map(|one| &**one).collect();
            format!("[{}]", chosen.join(", "))
        }
        Value::Files(count) => format!("{count} files"),
    }
}
