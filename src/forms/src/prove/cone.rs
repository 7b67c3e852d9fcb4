//! What a rule depends on, all the way down: the fields whose answers can change what it says, the rules that decide
//! whether those show and may be answered so, and what these depend on.

use std::collections::BTreeSet;

use super::state::World;
use crate::form::{Field, FieldKind};
use crate::rule::{Kind, Read, Rule};

/// What a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Visible,
    Required,
    Check(usize),
    Offers,
    Value,
    Outcome,
}

/// A rule with the field it belongs to; sections and outcomes are no fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owned<'f> {
    pub(super) rule: &'f Rule,
    pub(super) at: Option<usize>,
    pub(super) role: Role,
}

/// Everything that matters for some rules.
#[derive(Debug, Clone, Default)]
pub(super) struct Cone<'f> {
    pub(super) places: BTreeSet<usize>,
    pub(super) sections: BTreeSet<usize>,
    pub(super) today: bool,
    /// Repeats whose rows are counted or looked at together.
    pub(super) counted: BTreeSet<usize>,
    /// Those of which some column is looked at.
    pub(super) folded: BTreeSet<usize>,
    /// What may and must be answered.
    pub(super) rules: Vec<Owned<'f>>,
}

/// Whether a rule always says yes, or always no, without asking anybody.
pub(super) fn literal(rule: &Rule) -> Option<bool> {
    match rule.expr().kind {
        Kind::Boolean(yes) => Some(yes),
        _ => None,
    }
}

/// The rules that say whether an answer of the field may stand.
pub(super) fn bounds<'f>(field: &'f Field, at: usize) -> impl Iterator<Item = Owned<'f>> {
    let owned = move |rule, role| Owned { rule, at: Some(at), role };
    let required = field.required.iter().map(move |rule| owned(rule, Role::Required));
    let checks = field.checks.iter().enumerate().map(move |(number, check)| owned(&check.that, Role::Check(number)));
    let offers = field.kind.filter().into_iter().map(move |rule| owned(rule, Role::Offers));
    required.chain(checks).chain(offers)
}

impl<'f> Cone<'f> {
    /// The cone of rules and of whether fields show. `open` is a field that has no answer yet, whatever the rules about
    /// that answer say.
    pub(super) fn new(
        world: &World<'f>,
        rules: impl IntoIterator<Item = Owned<'f>>,
        places: impl IntoIterator<Item = usize>,
        open: Option<usize>,
    ) -> Self {
        let mut cone = Self::default();
        let mut growing = Growing { world, cone: &mut cone, open, todo: Vec::new() };
        growing.todo.extend(places);
        for owned in rules {
            growing.rule(owned);
        }
        while let Some(place) = growing.todo.pop() {
            growing.place(place);
        }
        cone
    }
}

struct Growing<'g, 'f> {
    world: &'g World<'f>,
    cone: &'g mut Cone<'f>,
    open: Option<usize>,
    todo: Vec<usize>,
}

impl<'f> Growing<'_, 'f> {
    fn rule(&mut self, owned: Owned<'f>) {
        self.todo.extend(owned.at);
        for read in owned.rule.reads() {
            let place = |name: &str| self.world.form.place(name);
            match read {
                Read::Field(name) | Read::Cell(name) => self.todo.extend(place(name)),
                Read::Rows(repeat) => {
                    self.cone.counted.extend(place(repeat));
                    self.todo.extend(place(repeat));
                }
                Read::Column(repeat, column) => {
                    self.cone.counted.extend(place(repeat));
                    self.cone.folded.extend(place(repeat));
                    self.todo.extend(place(repeat).into_iter().chain(place(column)));
                }
                Read::Today => self.cone.today = true,
                Read::Candidate(_) | Read::Fee(_) => {}
            }
        }
        self.cone.rules.push(owned);
    }

    fn place(&mut self, place: usize) {
        if !self.cone.places.insert(place) {
            return;
        }
        let at = self.world.form.places()[place];
        self.todo.extend(at.parent);
        if at.parent.is_none() && self.cone.sections.insert(at.section) {
            let rule = self.world.form.sections()[at.section].visible.as_ref();
            rule.into_iter().for_each(|rule| self.rule(Owned { rule, at: None, role: Role::Visible }));
        }
        let field = self.world.fields[place];
        let visible = field.visible.iter().map(|rule| Owned { rule, at: Some(place), role: Role::Visible });
        visible.for_each(|owned| self.rule(owned));
        if let FieldKind::Computed { value } = &field.kind {
            self.rule(Owned { rule: value, at: Some(place), role: Role::Value });
        }
        if self.open != Some(place) {
            bounds(field, place).for_each(|owned| self.rule(owned));
        }
    }
}
