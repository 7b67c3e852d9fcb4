//! Which answers are tried: of each kind of answers that the rules can tell apart, one.
//!
//! Yes and no, values of lists and short ranges are tried whole. Of long ranges (dates, amounts, whole numbers without
//! bounds) the places are looked for where some rule changes its mind, and the values on both sides of each are tried;
//! that is everything there is to try where each rule asks one thing that grows or falls with the answer, or compares
//! two answers with each other. Where it is not, the domain is not exact: what is found is true, what is not found
//! proves nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::atoms::{Atom, Unknown, atoms};
use super::cone::Cone;
use super::line::{Line, MAX_FULL, first_day};
use super::sample;
use super::state::{COPIES, State, World};
use crate::cover::Side;
use crate::fee::Price;
use crate::form::{FieldKind, Step};
use crate::kind::{email, personal_code, phone};
use crate::pattern::Pattern;
use crate::rule::{Kind, Value};

/// Values of one unknown that is not tried whole.
const MOST: usize = 60;
/// Of these so many are kept because they are likely.
const LIKELY: usize = 6;
/// Ways in which the others are answered while one moves.
const WAYS: usize = 64;
/// Choices of which all sets are tried.
const SETS: usize = 6;

/// What is tried for one unknown, blank apart.
#[derive(Debug, Clone)]
pub(super) struct Domain {
    pub(super) values: Vec<Value>,
    /// Whether every answer there could be is like one of these.
    pub(super) exact: bool,
}

pub(super) type Domains = BTreeMap<Unknown, Domain>;

/// The domains of everything a cone asks for.
pub(super) fn domains(world: &World<'_>, cone: &Cone<'_>) -> Domains {
    let mut finding = Finding::new(world, cone);
    finding.start();
    for _ in 0..2 {
        finding.refine();
    }
    finding.finish()
}

struct Finding<'w> {
    world: &'w World<'w>,
    atoms: Vec<Atom<'w>>,
    /// Computed fields, each after those it needs.
    computed: Vec<usize>,
    unknowns: Vec<Unknown>,
    lines: BTreeMap<Unknown, (Line, BTreeSet<i64>)>,
    domains: Domains,
}

impl<'w> Finding<'w> {
    fn new(world: &'w World<'w>, cone: &Cone<'w>) -> Self {
        let answered = |place: &&usize| {
            let kind = &world.fields[**place].kind;
            world.fields[**place].is_answered() && !matches!(kind, FieldKind::Repeat { .. })
        };
        let fields = cone.places.iter().filter(answered).map(|place| Unknown::Field(*place));
        let rows = cone.counted.iter().map(|place| Unknown::Rows(*place));
        let computed = world.form.order().iter().filter_map(|step| match step {
            Step::Field(place) if cone.places.contains(place) && world.value(*place).is_some() => Some(*place),
            _ => None,
        });
        Self {
            world,
            atoms: atoms(world, cone),
            computed: computed.collect(),
            unknowns: cone.today.then_some(Unknown::Today).into_iter().chain(fields).chain(rows).collect(),
            lines: BTreeMap::new(),
            domains: Domains::new(),
        }
    }

    fn asking(&self, unknown: Unknown) -> impl Iterator<Item = &Atom<'w>> {
        self.atoms.iter().filter(move |atom| atom.unknowns.contains(&unknown))
    }

    fn start(&mut self) {
        for unknown in self.unknowns.clone() {
            if let Some(line) = Line::of(self.world, unknown) {
                let mut ticks = self.seeds(unknown, &line);
                let full = line.length() <= MAX_FULL;
                if full {
                    ticks = (line.low..=line.high).collect();
                }
                self.domains.insert(unknown, Domain { values: line.values(&ticks), exact: full });
                if !full {
                    self.lines.insert(unknown, (line, ticks));
                }
            } else if let Unknown::Field(place) = unknown {
                let domain = self.picked(place);
                self.domains.insert(unknown, domain);
            }
        }
    }

    /// Where a line is looked at first: its ends, what is likely, and what rules name.
    fn seeds(&self, unknown: Unknown, line: &Line) -> BTreeSet<i64> {
        let mut ticks: BTreeSet<i64> = [line.low, line.middle(), line.high].into();
        for atom in self.asking(unknown) {
            let named = atom.literals().into_iter().filter_map(|literal| line.tick(&literal)).collect::<Vec<_>>();
            let fees = if atom.calls("fee") { edges(self.world) } else { Vec::new() };
            for tick in named.into_iter().chain(fees) {
                ticks.extend([tick.saturating_sub(1), tick, tick.saturating_add(1)]);
            }
            if ["weekday", "month", "day"].iter().any(|function| atom.calls(function)) {
                ticks.extend(line.calendar());
            }
        }
        ticks.retain(|tick| (line.low..=line.high).contains(tick));
        ticks
    }

    /// Looks for the places where what atoms say changes.
    fn refine(&mut self) {
        for unknown in self.unknowns.clone() {
            let Some((line, ticks)) = self.lines.get(&unknown).cloned() else { continue };
            let mut found = ticks.clone();
            for atom in self.asking(unknown) {
                for way in self.ways(atom, unknown) {
                    let mut state = self.flat(&way);
                    let mut grid: BTreeSet<i64> = ticks.iter().copied().chain(line.grid()).collect();
                    grid.retain(|tick| (line.low..=line.high).contains(tick));
                    let mut ask = |tick: i64| {
                        self.answer(&mut state, unknown, &line.value(tick));
                        atom.ask(&state)
                    };
                    changes(&grid, &mut ask, &mut found);
                    if found.len() > 4 * MOST {
                        break;
                    }
                }
            }
            self.domains.insert(unknown, Domain { values: line.values(&found), exact: false });
            self.lines.insert(unknown, (line, found));
        }
    }

    /// Ways to answer what else an atom depends on.
    fn ways(&self, atom: &Atom<'_>, but: Unknown) -> Vec<BTreeMap<Unknown, Value>> {
        let others: Vec<_> = atom.unknowns.iter().filter(|unknown| **unknown != but).collect();
        let domains: Vec<_> = others.iter().filter_map(|unknown| self.domains.get(unknown)).collect();
        let count = domains.iter().map(|domain| domain.values.len().max(1)).fold(1, usize::saturating_mul);
        let stride = count.div_ceil(WAYS).max(1);
        let way = |mut number: usize| {
            let mut way = BTreeMap::new();
            for (unknown, domain) in others.iter().zip(&domains) {
                let size = domain.values.len().max(1);
                way.extend(domain.values.get(number % size).map(|value| (**unknown, value.clone())));
                number /= size;
            }
            way
        };
        (0..count).step_by(stride).map(way).collect()
    }

    /// Everything shows, what is not given is blank, and computed fields follow.
    fn flat(&self, way: &BTreeMap<Unknown, Value>) -> State<'w> {
        let mut state = State::new(self.world, first_day());
        state.rows.fill(1);
        for (unknown, value) in way {
            set(&mut state, *unknown, value);
        }
        self.compute(&mut state);
        state
    }

    /// One more answer, or another.
    fn answer(&self, state: &mut State<'_>, unknown: Unknown, value: &Value) {
        set(state, unknown, value);
        self.compute(state);
    }

    fn compute(&self, state: &mut State<'_>) {
        for place in &self.computed {
            for row in 0..COPIES {
                let rule = self.world.value(*place);
                let value = rule.and_then(|rule| state.run(rule, Some(*place), Some(row), None).value);
                state.cells[*place][row].value = value;
            }
        }
    }

    fn finish(mut self) -> Domains {
        for unknown in self.lines.keys().copied().collect::<Vec<_>>() {
            let domain = self.settled(unknown);
            self.domains.insert(unknown, domain);
        }
        self.domains
    }

    fn settled(&self, unknown: Unknown) -> Domain {
        let (line, ticks) = &self.lines[&unknown];
        if self.asking(unknown).all(|atom| self.is_found(atom, unknown)) {
            let mut kinds = BTreeMap::new();
            for tick in line.outwards(ticks) {
                let said: Vec<_> =
                    self.asking(unknown).map(|atom| self.said(atom, unknown, line.value(tick))).collect();
                kinds.entry(said).or_insert(tick);
            }
            return Domain { values: line.values(&kinds.into_values().collect()), exact: true };
        }
        let mut ticks = ticks.clone();
        let partner = self.partner(unknown);
        if let Some(partner) = partner {
            let other = &self.lines[&partner].1;
            let all: Vec<i64> = ticks.iter().chain(other).copied().collect();
            ticks.extend(all.iter().flat_map(|tick| [tick.saturating_sub(1), *tick, tick.saturating_add(1)]));
            ticks.retain(|tick| (line.low..=line.high).contains(tick));
        }
        let stride = ticks.len().div_ceil(MOST).max(1);
        let last = ticks.last().copied();
        let likely = line.outwards(&ticks).into_iter().take(LIKELY);
        let kept = ticks.iter().copied().step_by(stride).chain(last).chain(likely).collect();
        Domain { values: line.values(&kept), exact: stride == 1 && partner.is_some() }
    }

    /// Whether all places are known where an atom changes its mind about an unknown: its course is plain, and what
    /// else it asks for was tried whole. The cases of a fee are known whatever else it asks for.
    fn is_found(&self, atom: &Atom<'_>, unknown: Unknown) -> bool {
        let others = || atom.unknowns.iter().filter(|one| **one != unknown);
        let ways = others().map(|one| self.domains.get(one).map_or(1, |domain| domain.values.len().max(1)));
        let whole = others().all(|one| !self.lines.contains_key(one)) && ways.fold(1, usize::saturating_mul) <= WAYS;
        atom.is_plain(self.world, unknown) && (whole || atom.calls("fee"))
    }

    /// What an atom says for one value, whatever the others are; for telling values apart.
    fn said(&self, atom: &Atom<'_>, unknown: Unknown, value: Value) -> String {
        let ways = self.ways(atom, unknown);
        let said = ways.iter().map(|way| {
            let mut state = self.flat(way);
            self.answer(&mut state, unknown, &value);
            atom.ask(&state)
        });
        format!("{:?}", said.collect::<Vec<_>>())
    }

    /// The one other unknown that this one is compared with, and nothing else is asked of both together.
    fn partner(&self, unknown: Unknown) -> Option<Unknown> {
        let others = |of: Unknown| -> BTreeSet<Unknown> {
            self.asking(of).flat_map(|atom| atom.unknowns.iter().copied()).filter(|one| *one != of).collect()
        };
        let partner = *others(unknown).first()?;
        let fits = |of: Unknown, other: Unknown| {
            others(of) == [other].into()
                && self.asking(of).all(|atom| match atom.unknowns.len() {
                    1 => atom.is_plain(self.world, of),
                    _ => atom.compares(self.world, of, other),
                })
        };
        let lines = self.lines.contains_key(&partner);
        (lines && fits(unknown, partner) && fits(partner, unknown)).then_some(partner)
    }

    /// Answers that are no numbers.
    fn picked(&self, place: usize) -> Domain {
        let unknown = Unknown::Field(place);
        match &self.world.fields[place].kind {
            FieldKind::YesNo => Domain { values: vec![Value::Boolean(true), Value::Boolean(false)], exact: true },
            FieldKind::Choice { .. } | FieldKind::Country { .. } => self.choice(place),
            FieldKind::Choices { min, max, .. } => {
                self.choices(place, (*min).max(1) as usize, max.map(|max| max as usize))
            }
            kind => self.text(unknown, kind),
        }
    }

    /// Texts that rules name, texts that fit the patterns they name, and two others.
    fn text(&self, unknown: Unknown, kind: &FieldKind) -> Domain {
        let named: Vec<Arc<str>> = self.named(unknown).into_iter().collect();
        let patterns = named.iter().filter_map(|text| Pattern::new(text).ok()).filter(|_| {
            // A pattern is a text too.
            self.asking(unknown).any(|atom| atom.calls("matches"))
        });
        let fitting: Vec<Arc<str>> = patterns.flat_map(|pattern| sample::samples(&pattern)).map(Arc::from).collect();
        let mut values: Vec<Value> = Vec::new();
        let known = named.into_iter().chain(fitting).filter(|text| fits(kind, text));
        for text in known.chain(others(kind)) {
            let value = Value::Text(text);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let exact = self.asking(unknown).all(|atom| atom.names_values(self.world, unknown));
        Domain { values, exact }
    }

    /// The values that rules name, and one of the rest; all, where rules look at more than names.
    fn choice(&self, place: usize) -> Domain {
        let unknown = Unknown::Field(place);
        let Some(options) = self.world.options(place) else { return Domain { values: Vec::new(), exact: true } };
        let all = !self.asking(unknown).all(|atom| atom.names_values(self.world, unknown));
        let named = self.named(unknown);
        let mut rest = BTreeSet::new();
        let mut values = Vec::new();
        for (at, value) in options.values.iter().enumerate() {
            // The rule that offers values looks at the columns.
            let row: Vec<_> = options.columns.values().map(|column| format!("{:?}", column.cells.get(at))).collect();
            if all || named.contains(value) || rest.insert(row) {
                values.push(Value::Text(value.clone()));
            }
        }
        Domain { values, exact: true }
    }

    fn named(&self, unknown: Unknown) -> BTreeSet<Arc<str>> {
        let texts = self.asking(unknown).flat_map(Atom::literals).filter_map(|literal| match literal {
            Kind::Text(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }

    /// All sets of a short list; of a long one those of the values that rules name, filled up with others.
    fn choices(&self, place: usize, min: usize, max: Option<usize>) -> Domain {
        let unknown = Unknown::Field(place);
        let Some(options) = self.world.options(place) else { return Domain { values: Vec::new(), exact: true } };
        let max = max.unwrap_or(options.values.len());
        let named = self.named(unknown);
        let short = options.values.len() <= SETS;
        let (mut play, fill): (Vec<_>, Vec<_>) =
            options.values.iter().cloned().partition(|value| short || named.contains(value));
        let exact = play.len() <= SETS && self.asking(unknown).all(|atom| atom.names_values(self.world, unknown));
        play.truncate(SETS);
        let mut values = Vec::new();
        for set in 0..1_usize << play.len() {
            let chosen: BTreeSet<_> =
                play.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, value)| value.clone()).collect();
            let wanted = [min.saturating_sub(chosen.len()), usize::from(chosen.is_empty()), 1];
            for more in if short { vec![0] } else { [vec![0], wanted.to_vec()].concat() } {
                let set: BTreeSet<_> = chosen.iter().cloned().chain(fill.iter().take(more).cloned()).collect();
                let value = Value::Choices(set.clone());
                if (min..=max).contains(&set.len()) && !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        Domain { values, exact: exact || short }
    }
}

fn set(state: &mut State<'_>, unknown: Unknown, value: &Value) {
    match (unknown, value) {
        (Unknown::Today, Value::Date(day)) => state.today = *day,
        (Unknown::Rows(place), Value::Integer(rows)) => state.rows[place] = u32::try_from(*rows).unwrap_or_default(),
        (Unknown::Field(place), value) => {
            state.cells[place].iter_mut().for_each(|cell| cell.value = Some(value.clone()));
        }
        _ => {}
    }
}

/// Where the ranges of fees begin and end.
fn edges(world: &World<'_>) -> Vec<i64> {
    let mut all = Vec::new();
    for fee in world.form.fees() {
        let Price::Cases { cases, .. } = &fee.price else { continue };
        for side in cases.iter().flat_map(|case| &case.cells) {
            if let Side::Range { from, to } = side {
                all.extend([i64::from(*from), i64::from(*to)]);
            }
        }
    }
    all
}

/// Adds both sides of every change between neighbours of the grid.
fn changes(grid: &BTreeSet<i64>, ask: &mut dyn FnMut(i64) -> Vec<Option<Value>>, found: &mut BTreeSet<i64>) {
    let said: Vec<_> = grid.iter().map(|tick| (*tick, ask(*tick))).collect();
    let mut todo: Vec<_> = said.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    while let Some((low, high)) = todo.pop() {
        if low.1 == high.1 {
            continue;
        }
        if high.0 - low.0 <= 1 {
            found.extend([low.0, high.0]);
            if found.len() > 8 * MOST {
                return;
            }
            continue;
        }
        let middle = low.0 + (high.0 - low.0) / 2;
        let said = (middle, ask(middle));
        todo.push((low, said.clone()));
        todo.push((said, high));
    }
}

/// Whether a text could be the answer of a field.
fn fits(kind: &FieldKind, text: &str) -> bool {
    let same = |read: Option<String>| read.as_deref() == Some(text);
    match kind {
        FieldKind::Text { min, max, pattern } => {
            let length = text.chars().count();
            let pattern = pattern.as_ref().is_none_or(|pattern| pattern.fits(text));
            (*min as usize..=*max as usize).contains(&length) && pattern && !text.is_empty()
        }
        FieldKind::Phone => same(phone::read(text)),
        FieldKind::Email => same(email::read(text)),
        FieldKind::PersonalCode => same(personal_code::read(text)),
        _ => !text.is_empty(),
    }
}

/// Answers that no rule names. What a pattern asks for may be too much to find: then anything stands for it.
fn others(kind: &FieldKind) -> Vec<Arc<str>> {
    let plain = |least: u32| ["x", "y"].map(|letter| Arc::from(letter.repeat(least.max(1) as usize))).to_vec();
    match kind {
        FieldKind::Phone => vec!["+994501234567".into(), "+994501234568".into()],
        FieldKind::Email => vec!["a@example.com".into(), "b@example.com".into()],
        FieldKind::PersonalCode => vec!["0000000".into(), "1111111".into()],
        FieldKind::Text { pattern: Some(pattern), min, .. } => {
            let found = sample::samples(pattern).into_iter().filter(|text| fits(kind, text)).map(Arc::from);
            let found: Vec<_> = found.collect();
            if found.is_empty() { plain(*min) } else { found }
        }
        FieldKind::Text { min, .. } | FieldKind::LongText { min, .. } => plain(*min),
        _ => plain(1),
    }
}
