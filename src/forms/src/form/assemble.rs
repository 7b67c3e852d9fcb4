//! From parts to a form: names, types, order and cost, whichever way the parts came.
//!
//! What is wrong is told to a [`Judge`]. The one for authors words it and says where; the one for compiled forms only
//! remembers that something was, so that the engine in the page holds no wording.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::field::{Check, Field, FieldKind, can_hold};
use super::graph::{Graph, Step};
use super::{Form, MAX_FORM_COST, Outcome, Parts, Place, Purpose, Section};
use crate::kind::mrz::Part;
use crate::list::{COUNTRIES, Options};
use crate::rule::{Columns, Names, Read, Rule, Scope, Type};

type Lists = BTreeMap<Arc<str>, Options>;

/// Compiles rules and hears what is wrong.
pub(crate) trait Judge {
    /// A rule whose names and types are not known yet.
    type Rule: Clone;

    /// The fields a rule names.
    fn mentions(&self, rule: &Self::Rule) -> BTreeSet<Arc<str>>;

    /// Settles a rule, or hears that it is wrong.
    fn settle(&mut self, rule: &Self::Rule, scope: Scope<'_>, wanted: Option<&Type>) -> Option<Rule>;

    /// Something else is wrong; `key` says where: `months`, `months.fills`, `section-job`.
    fn issue(&mut self, key: String, issue: Issue);
}

/// What can be wrong with a form as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Issue {
    /// The parts are not what a definition could say; only compiled forms can be wrong in this way.
    Unsound,
    /// A field that cannot be called that, or is there twice.
    BadName(String),
    /// Whether these show, or what they hold, depends on themselves; each needs the next. Sections are `section-<id>`.
    Circle(Vec<Arc<str>>),
    /// A part of a passport goes to a field that is not beside it.
    NoTarget { target: Arc<str>, near: Vec<Arc<str>> },
    /// A part of a passport goes to a field that cannot hold it.
    WrongTarget { target: Arc<str>, part: Part, found: &'static str },
    /// A checker asks for what is only ever handed in.
    NotInChecker(&'static str),
    /// A checker leads nowhere.
    NoOutcome,
    /// An application has no outcomes.
    OutcomeOfApplication,
    /// An outcome before the last is always reached.
    Unreachable,
    /// A computed field cannot hold files.
    ComputedFiles,
    /// All rules together take too long.
    TooCostly { cost: u64, limit: u64 },
}

/// Makes a form. `broken` are fields that could not be read: rules that name them are passed over, because what is
/// wrong with them has been told.
pub(crate) fn assemble<J: Judge>(parts: Parts<J::Rule>, broken: BTreeSet<Arc<str>>, judge: &mut J) -> Option<Form> {
    let mut assembly = Assembly {
        judge,
        broken,
        names: Names::default(),
        places: Vec::new(),
        index: BTreeMap::new(),
        order: Vec::new(),
        computed: Vec::new(),
        reads: Vec::new(),
        cost: 0,
        sound: true,
    };
    assembly.name_everything(&parts);
    assembly.settle_order(&parts);
    assembly.settle_computed(&parts);
    assembly.settle(parts)
}

struct Assembly<'j, J: Judge> {
    judge: &'j mut J,
    broken: BTreeSet<Arc<str>>,
    names: Names,
    places: Vec<Place>,
    index: BTreeMap<Arc<str>, usize>,
    order: Vec<Step>,
    /// By place.
    computed: Vec<Option<Rule>>,
    /// The columns rules use, by list, and the fees.
    reads: Vec<(Arc<str>, Read)>,
    cost: u64,
    sound: bool,
}

/// Every field with its place.
fn placed<R>(sections: &[Section<R>]) -> Vec<(&Field<R>, Place)> {
    let mut all = Vec::new();
    for (section, one) in sections.iter().enumerate() {
        for field in &one.fields {
            place(field, Place { section, parent: None, repeat: None }, &mut all);
        }
    }
    all
}

fn place<'a, R>(field: &'a Field<R>, at: Place, all: &mut Vec<(&'a Field<R>, Place)>) {
    let own = Some(all.len());
    all.push((field, at));
    let repeat = if matches!(field.kind, FieldKind::Repeat { .. }) { own } else { at.repeat };
    for inner in field.kind.fields() {
        place(inner, Place { parent: own, repeat, ..at }, all);
    }
}

impl<J: Judge> Assembly<'_, J> {
    fn issue(&mut self, key: impl Into<String>, issue: Issue) {
        self.sound = false;
        self.judge.issue(key.into(), issue);
    }

    fn name_everything(&mut self, parts: &Parts<J::Rule>) {
        for (name, list) in &parts.lists {
            let mut columns = Columns::new();
            columns.extend(list.columns.iter().map(|(name, column)| (name.clone(), column.ty.clone())));
            self.names.list(name, list.values.iter().map(|value| &**value), columns);
        }
        parts.fees.iter().for_each(|fee| self.names.fee(fee));
        let all = placed(&parts.sections);
        for (number, (field, place)) in all.iter().enumerate() {
            self.places.push(*place);
            let repeat = place.repeat.and_then(|repeat| all.get(repeat)).map(|(repeat, _)| &repeat.id);
            if self.index.insert(field.id.clone(), number).is_some() || self.name(field, repeat).is_none() {
                self.issue(&*field.id, Issue::BadName(field.id.to_string()));
            }
            if field.kind.list().is_some_and(|list| !parts.lists.contains_key(list)) {
                self.issue(&*field.id, Issue::Unsound);
            }
            let fills_or_files = matches!(field.kind, FieldKind::Files { .. } | FieldKind::Passport { .. });
            if parts.purpose == Purpose::Checker && fills_or_files {
                self.issue(format!("{}.type", field.id), Issue::NotInChecker(field.kind.name()));
            }
            if let FieldKind::Passport { fills } = &field.kind {
                let beside = |(one, at): &&(&Field<J::Rule>, Place)| at.repeat == place.repeat && one.id != field.id;
                let beside: Vec<_> = all.iter().filter(beside).map(|(one, _)| *one).collect();
                self.check_fills(field, fills, &beside);
            }
        }
    }

    fn name(&mut self, field: &Field<J::Rule>, repeat: Option<&Arc<str>>) -> Option<()> {
        if !crate::rule::is_name(&field.id) {
            return None;
        }
        match (&field.kind, field.kind.ty(), repeat) {
            (FieldKind::Repeat { max, .. }, ..) => self.names.repeat(&field.id, *max, [] as [(&str, Type); 0]).ok(),
            (_, Some(ty), Some(repeat)) => self.names.row_field(repeat, &field.id, ty).ok(),
            (_, Some(ty), None) => self.names.field(&field.id, ty).ok(),
            (_, None, _) => Some(()),
        }
    }

    fn check_fills(&mut self, field: &Field<J::Rule>, fills: &BTreeMap<Arc<str>, Part>, beside: &[&Field<J::Rule>]) {
        for (target, part) in fills {
            if self.broken.contains(target) {
                continue;
            }
            let key = format!("{}.fills.{target}", field.id);
            let there = beside.iter().find(|one| one.id == *target).map(|one| (&one.kind, one.kind.ty()));
            match there {
                Some((_, Some(ty))) if can_hold(*part, &ty) => {}
                Some((kind, Some(_))) => {
                    self.issue(key, Issue::WrongTarget { target: target.clone(), part: *part, found: kind.name() });
                }
                _ => {
                    let near = beside.iter().filter(|one| one.kind.ty().is_some()).map(|one| one.id.clone());
                    self.issue(key, Issue::NoTarget { target: target.clone(), near: near.collect() });
                }
            }
        }
    }

    fn settle_order(&mut self, parts: &Parts<J::Rule>) {
        let names = |rules: &[Option<&J::Rule>]| -> BTreeSet<Arc<str>> {
            let mut names = BTreeSet::new();
            rules.iter().flatten().for_each(|rule| names.append(&mut self.judge.mentions(rule)));
            names
        };
        let sections = parts.sections.iter().map(|section| names(&[section.visible.as_ref()])).collect();
        let all = placed(&parts.sections);
        let fields = all.iter().map(|(field, _)| {
            let value = if let FieldKind::Computed { value } = &field.kind { Some(value) } else { None };
            names(&[field.visible.as_ref(), value])
        });
        let fields = fields.collect();
        let ordered = Graph { places: &self.places, index: &self.index, sections, fields }.order();
        self.order = ordered.order;
        for circle in ordered.circles {
            let key = |step: &Step| match step {
                Step::Section(section) => format!("section-{}", parts.sections[*section].id).into(),
                Step::Field(field) => all[*field].0.id.clone(),
            };
            let circle: Vec<Arc<str>> = circle.iter().map(key).collect();
            self.broken.extend(circle.iter().cloned());
            self.issue(circle[0].to_string(), Issue::Circle(circle));
        }
    }

    /// Computed fields have the types of their rules, so these are settled first, each after those it names.
    fn settle_computed(&mut self, parts: &Parts<J::Rule>) {
        let all = placed(&parts.sections);
        self.computed.resize_with(all.len(), || None);
        for step in self.order.clone() {
            let Step::Field(number) = step else { continue };
            let (field, place) = all[number];
            let FieldKind::Computed { value } = &field.kind else { continue };
            let repeat = place.repeat.map(|repeat| all[repeat].0);
            let Some(rule) = self.rule(value, repeat, None, None) else {
                self.broken.insert(field.id.clone());
                continue;
            };
            let ty = rule.ty().clone();
            if ty == Type::Files {
                self.issue(format!("{}.value", field.id), Issue::ComputedFiles);
                self.broken.insert(field.id.clone());
                continue;
            }
            // A name that is taken has been told of.
            let _ = match repeat {
                Some(repeat) => self.names.row_field(&repeat.id, &field.id, ty),
                None => self.names.field(&field.id, ty),
            };
            self.computed[number] = Some(rule);
        }
    }

    /// Settles one rule and counts what it costs. Where it names what is broken, nothing is said.
    fn rule(
        &mut self,
        rule: &J::Rule,
        repeat: Option<&Field<J::Rule>>,
        list: Option<(&str, &Options)>,
        wanted: Option<&Type>,
    ) -> Option<Rule> {
        if !self.broken.is_disjoint(&self.judge.mentions(rule)) {
            self.sound = false;
            return None;
        }
        let scope = repeat.map_or(self.names.outside(), |repeat| self.names.within(&repeat.id));
        let scope = list.map_or(scope, |(list, _)| scope.choosing(list));
        let settled = self.judge.settle(rule, scope, wanted);
        self.sound &= settled.is_some();
        let settled = settled?;
        let rows = match repeat.map(|repeat| &repeat.kind) {
            Some(FieldKind::Repeat { max, .. }) => u64::from(*max),
            _ => 1,
        };
        let candidates = list.map_or(1, |(_, options)| options.values.len() as u64);
        self.cost = self.cost.saturating_add(u64::from(settled.cost()).saturating_mul(rows).saturating_mul(candidates));
        let of: Arc<str> = list.map_or("", |(list, _)| list).into();
        self.reads.extend(settled.reads().iter().map(|read| (of.clone(), read.clone())));
        Some(settled)
    }

    fn yes_no(&mut self, rule: Option<&J::Rule>, repeat: Option<&Field<J::Rule>>) -> Option<Rule> {
        self.rule(rule?, repeat, None, Some(&Type::Boolean))
    }

    fn settle(mut self, parts: Parts<J::Rule>) -> Option<Form> {
        let Parts { id, purpose, version, sensitive, max_mb, sections, outcomes, lists, fees } = parts;
        let sections: Vec<_> = sections
            .iter()
            .map(|section| Section {
                id: section.id.clone(),
                visible: self.yes_no(section.visible.as_ref(), None),
                fields: section.fields.iter().filter_map(|field| self.field(field, None, &lists)).collect(),
            })
            .collect();
        let outcomes = self.outcomes(purpose, &outcomes);
        if self.cost > MAX_FORM_COST {
            self.issue("", Issue::TooCostly { cost: self.cost, limit: MAX_FORM_COST });
        }
        if !self.sound {
            return None;
        }
        let charged = |fee: &crate::Fee| {
            self.reads.iter().any(|(_, read)| matches!(read, Read::Fee(id) if **id == *fee.id.as_str()))
        };
        let fees: Vec<_> = fees.into_iter().filter(charged).collect();
        let lists = self.keep_used(&sections, &fees, lists);
        let parts = Parts { id, purpose, version, sensitive, max_mb, sections, outcomes, lists, fees };
        let Self { names, places, index, order, .. } = self;
        Some(Form { parts, names, places, index, order })
    }

    fn outcomes(&mut self, purpose: Purpose, outcomes: &[Outcome<J::Rule>]) -> Vec<Outcome> {
        match (purpose, outcomes) {
            (Purpose::Checker, []) => self.issue("", Issue::NoOutcome),
            (Purpose::Application, [first, ..]) => {
                self.issue(format!("outcome-{}", first.id), Issue::OutcomeOfApplication);
            }
            _ => {}
        }
        let mut settled = Vec::new();
        for (number, outcome) in outcomes.iter().enumerate() {
            if outcome.when.is_none() && number + 1 < outcomes.len() {
                self.issue(format!("outcome-{}", outcome.id), Issue::Unreachable);
            }
            settled.push(Outcome { id: outcome.id.clone(), when: self.yes_no(outcome.when.as_ref(), None) });
        }
        settled
    }

    fn field(&mut self, field: &Field<J::Rule>, repeat: Option<&Field<J::Rule>>, lists: &Lists) -> Option<Field> {
        let visible = self.yes_no(field.visible.as_ref(), repeat);
        let required = self.yes_no(field.required.as_ref(), repeat);
        let mut checks = Vec::new();
        for check in &field.checks {
            let that = self.rule(&check.that, repeat, None, Some(&Type::Boolean));
            checks.extend(that.map(|that| Check { id: check.id.clone(), that }));
        }
        let kind = self.kind(field, repeat, lists)?;
        Some(Field { id: field.id.clone(), visible, required, checks, kind })
    }

    fn kind(&mut self, field: &Field<J::Rule>, repeat: Option<&Field<J::Rule>>, lists: &Lists) -> Option<FieldKind> {
        let filter = match (field.kind.filter(), field.kind.list()) {
            (Some(filter), Some(list)) => {
                let options = lists.get(list)?;
                self.rule(filter, repeat, Some((list, options)), Some(&Type::Boolean))
            }
            _ => None,
        };
        let mut inner = |fields: &[Field<J::Rule>], repeat| -> Vec<Field> {
            fields.iter().filter_map(|one| self.field(one, repeat, lists)).collect()
        };
        Some(match &field.kind {
            FieldKind::Text { min, max, pattern } => FieldKind::Text { min: *min, max: *max, pattern: pattern.clone() },
            FieldKind::LongText { min, max } => FieldKind::LongText { min: *min, max: *max },
            FieldKind::Integer { min, max } => FieldKind::Integer { min: *min, max: *max },
            FieldKind::Decimal { min, max, scale } => FieldKind::Decimal { min: *min, max: *max, scale: *scale },
            FieldKind::Money { currency, min, max } => FieldKind::Money { currency: *currency, min: *min, max: *max },
            FieldKind::Date { min, max } => FieldKind::Date { min: *min, max: *max },
            FieldKind::YesNo => FieldKind::YesNo,
            FieldKind::Choice { list, .. } => FieldKind::Choice { list: list.clone(), filter },
            FieldKind::Choices { list, min, max, .. } => {
                FieldKind::Choices { list: list.clone(), filter, min: *min, max: *max }
            }
            FieldKind::Country { .. } => FieldKind::Country { filter },
            FieldKind::Phone => FieldKind::Phone,
            FieldKind::Email => FieldKind::Email,
            FieldKind::Passport { fills } => FieldKind::Passport { fills: fills.clone() },
            FieldKind::PersonalCode => FieldKind::PersonalCode,
            FieldKind::Address { max } => FieldKind::Address { max: *max },
            FieldKind::Files { document, formats, each_mb, min, max } => FieldKind::Files {
                document: document.clone(),
                formats: formats.clone(),
                each_mb: *each_mb,
                min: *min,
                max: *max,
            },
            FieldKind::Computed { .. } => {
                FieldKind::Computed { value: self.computed.get_mut(*self.index.get(&field.id)?)?.take()? }
            }
            FieldKind::Note => FieldKind::Note,
            FieldKind::Group(fields) => FieldKind::Group(inner(fields, repeat)),
            FieldKind::Repeat { fields, min, max } => {
                FieldKind::Repeat { fields: inner(fields, Some(field)), min: *min, max: *max }
            }
        })
    }

    /// The lists and columns that are used.
    fn keep_used(&self, sections: &[Section], fees: &[crate::Fee], lists: Lists) -> Lists {
        let named = |ty: &Type| match ty {
            Type::Choice(list) | Type::Choices(list) => Some(list.clone()),
            Type::Country => Some(COUNTRIES.into()),
            _ => None,
        };
        let mut used: Vec<Arc<str>> = Vec::new();
        for field in sections.iter().flat_map(|one| &one.fields).flat_map(Field::walk) {
            used.extend(match &field.kind {
                FieldKind::Computed { value } => named(value.ty()),
                kind => kind.list().map(Arc::from),
            });
        }
        used.extend(fees.iter().flat_map(crate::Fee::lists).map(Arc::from));
        let mut kept = Lists::new();
        for (name, mut list) in lists {
            let columns = std::mem::take(&mut list.columns);
            for (column, cells) in columns {
                if self.reads.iter().any(|(of, read)| *of == name && *read == Read::Candidate(column.clone())) {
                    used.extend(named(&cells.ty));
                    list.columns.insert(column, cells);
                }
            }
            kept.insert(name, list);
        }
        // A list that columns are of is used by them only.
        let mut result = Lists::new();
        for (name, list) in kept {
            if used.contains(&name) {
                result.insert(name, list);
            }
        }
        result
    }
}
