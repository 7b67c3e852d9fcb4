//! What a service costs: one price, prices by cases, or "it varies".
//!
//! Cases are proved to cover every combination exactly once, so a fee table has no gap, and the fee of a
//! form can never be two amounts.

use std::sync::Arc;

use sayyar_base::diag::did_you_mean;
use sayyar_base::toml::{Node, Table};
use sayyar_base::{At, Diagnostic, Id, Money, Span};

use crate::cover::{self, Region, Side};
use crate::list::Lists;
use crate::words::WordId;

mod json;

/// One fee of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// Names it within the service; the word `fee-<id>`.
    pub id: At<Id>,
    /// How much.
    pub price: Price,
}

/// How much a fee is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Price {
    /// It is found out only when one asks; the word `fee-<id>.varies` says how.
    Varies,
    /// It depends on the axes. Without axes there is one case: the price.
    Cases {
        /// In the order written.
        axes: Vec<Axis>,
        /// In the order written; of one currency; every combination of the axes exactly once.
        cases: Vec<Case>,
    },
}

/// Something a fee depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// The word `axis-<id>`.
    pub id: At<Id>,
    /// What it takes.
    pub kind: AxisKind,
}

/// What an axis takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AxisKind {
    /// Whole numbers.
    Integer,
    /// The values of a list, in its order.
    List {
        /// The list.
        list: Id,
        /// Its values.
        values: Vec<Arc<str>>,
    },
}

/// One line of a fee table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// One side per axis.
    pub cells: Region,
    /// The price there.
    pub amount: Money,
    /// The whole case.
    pub span: Span,
    /// Each cell.
    cell_spans: Vec<Span>,
}

/// Where on an axis one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisValue<'a> {
    /// A number on an axis of whole numbers.
    Integer(i64),
    /// A value of the axis's list.
    Value(&'a str),
}

impl Fee {
    /// What it costs for those values of all its axes; nothing when it varies, when an axis is missing
    /// or when nothing is charged there (a number outside the ranges).
    pub fn amount(&self, values: &[(&str, AxisValue<'_>)]) -> Option<Money> {
        let Price::Cases { axes, cases } = &self.price else { return None };
        let place = |axis: &Axis| {
            let (_, value) = values.iter().find(|(id, _)| *id == axis.id.as_str())?;
            axis.kind.point(*value)
        };
        let point: Region = axes.iter().map(place).collect::<Option<_>>()?;
        cases.iter().find(|case| cover::meet(&case.cells, &point).is_some()).map(|case| case.amount)
    }

    /// The lowest and the highest price; nothing when it varies.
    pub fn range(&self) -> Option<(Money, Money)> {
        let Price::Cases { cases, .. } = &self.price else { return None };
        let amounts = || cases.iter().map(|case| case.amount);
        // One currency: amounts compare by their minor units.
        Some((amounts().min_by_key(|money| money.minor)?, amounts().max_by_key(|money| money.minor)?))
    }

    /// Whether nothing is ever charged.
    pub fn is_free(&self) -> bool {
        self.range().is_some_and(|(_, highest)| highest.is_zero())
    }

    /// The messages it needs; those of list values are the list's.
    pub fn words(&self) -> Vec<WordId> {
        let own = WordId::new(format!("fee-{}", self.id), &self.id.span);
        let mut words = vec![own.clone(), own.attr("note").optional()];
        match &self.price {
            Price::Varies => words.push(own.attr("varies")),
            Price::Cases { axes, .. } => {
                words.extend(axes.iter().map(|axis| WordId::new(format!("axis-{}", axis.id), &axis.id.span)));
                let lists = axes.iter().filter_map(|axis| match &axis.kind {
                    AxisKind::List { list, values } => Some((axis, list, values)),
                    AxisKind::Integer => None,
                });
                for (axis, list, values) in lists {
                    words.extend(values.iter().map(|value| WordId::new(format!("{list}-{value}"), &axis.id.span)));
                }
            }
        }
        words
    }

    /// Reads one `[[fee]]`.
    pub(crate) fn read(node: &Node<'_>, lists: &Lists) -> Option<Self> {
        node.table(|table| {
            let id = table.required("id");
            let price = Price::read(table, lists);
            Some(Self { id: id?, price: price? })
        })
    }
}

impl AxisKind {
    fn point(&self, value: AxisValue<'_>) -> Option<Side> {
        match (self, value) {
            (Self::Integer, AxisValue::Integer(number)) => {
                let number = u32::try_from(number).ok()?;
                Some(Side::Range { from: number, to: number })
            }
            (Self::List { values, .. }, AxisValue::Value(value)) => {
                let place = values.iter().position(|one| **one == *value)?;
                Some(Side::Values([place].into()))
            }
            _ => None,
        }
    }
}

impl Price {
    fn read(table: &mut Table<'_>, lists: &Lists) -> Option<Self> {
        let varies = table.node("varies");
        let by = table.node("by");
        let cases = table.node("cases");
        if let Some(varies) = varies {
            if !varies.boolean()? {
                return varies.error("varies-false", "a fee that does not vary has `cases` instead");
            }
            if let Some(more) = cases.or(by) {
                let problem = Diagnostic::error("varies-with-cases", "a fee that varies has no cases");
                return table.report(problem.at(more.span(), "").at(varies.span(), "it varies"));
            }
            return Some(Self::Varies);
        }
        let Some(cases) = cases else {
            table.report_missing("cases");
            return None;
        };
        let axes = match by {
            Some(by) => by.table(|table| read_axes(table, lists))?,
            None => Vec::new(),
        };
        let read = read_cases(&cases, &axes)?;
        let axes: Vec<_> = axes.into_iter().map(|(_, axis)| axis).collect();
        prove(&cases, &axes, &read);
        Some(Self::Cases { axes, cases: read })
    }
}

/// The axes with their keys; nothing when one of them is wrong, because then no case can be understood.
fn read_axes<'a>(table: &mut Table<'a>, lists: &Lists) -> Option<Vec<(&'a str, Axis)>> {
    let read = table.rest().into_iter().map(|(key, node)| {
        let id = match key.value.parse::<Id>() {
            Ok(id) if id.as_str() == "amount" => {
                let problem = Diagnostic::error("reserved-name", "an axis cannot be named `amount`");
                return node.report(problem.at(key.span, ""));
            }
            Ok(value) => At { value, span: key.span },
            Err(error) => return node.report(Diagnostic::error("bad-id", error.to_string()).at(key.span, "")),
        };
        let kind = match node.text()? {
            "integer" => AxisKind::Integer,
            name => {
                let Some(list) = lists.get(name) else {
                    let known = lists.iter().map(|list| list.id.as_str()).chain(["integer"]);
                    let help = did_you_mean(name, known.collect::<Vec<_>>());
                    let problem =
                        Diagnostic::error("unknown-list", format!("there is no list `{name}` in forms/lists"));
                    return node.report(problem.at(node.span(), "").help(help));
                };
                AxisKind::List { list: list.id.clone(), values: list.values().to_vec() }
            }
        };
        Some((key.value, Axis { id, kind }))
    });
    // Collected first, so that every wrong axis is reported.
    let read: Vec<_> = read.collect();
    read.into_iter().collect()
}

/// The cases; nothing when one of them is wrong, because then nothing can be proved.
fn read_cases<'a>(node: &Node<'a>, axes: &[(&'a str, Axis)]) -> Option<Vec<Case>> {
    let items = node.items()?;
    if items.is_empty() {
        return node.error("empty-list", "`cases` has nothing in it");
    }
    let read: Vec<_> = items.iter().map(|item| read_case(item, axes)).collect();
    let cases = read.into_iter().collect::<Option<Vec<_>>>()?;
    let first = &cases[0];
    for case in cases.iter().filter(|case| case.amount.currency != first.amount.currency) {
        let (one, other) = (case.amount.currency.code(), first.amount.currency.code());
        let problem = Diagnostic::error("mixed-currencies", format!("one fee in {one} and {other}"));
        node.report::<()>(problem.at(case.span.clone(), "").at(first.span.clone(), format!("{other} here")));
    }
    Some(cases)
}

fn read_case<'a>(node: &Node<'a>, axes: &[(&'a str, Axis)]) -> Option<Case> {
    node.table(|table| {
        let cells: Vec<_> = axes
            .iter()
            .map(|(key, axis)| {
                let node = table.required_node(key)?;
                Some((read_cell(&node, axis)?, node.span()))
            })
            .collect();
        let amount = table.required("amount");
        let (cells, cell_spans) = cells.into_iter().collect::<Option<Vec<_>>>()?.into_iter().unzip();
        Some(Case { cells, amount: amount?, span: node.span(), cell_spans })
    })
}

fn read_cell(node: &Node<'_>, axis: &Axis) -> Option<Side> {
    match &axis.kind {
        AxisKind::Integer => read_range(node),
        AxisKind::List { list, values } => {
            let written = if node.is_list() { node.items()? } else { vec![*node] };
            if written.is_empty() {
                return node.error("empty-list", format!("{} has nothing in it", node.name()));
            }
            let places: Vec<_> = written.iter().map(|one| read_value(one, list, values)).collect();
            let mut set = std::collections::BTreeSet::new();
            for (place, one) in places.iter().zip(&written) {
                if !set.insert((*place)?) {
                    return one.error("repeated-value", format!("`{}` is there twice", values[(*place)?]));
                }
            }
            Some(Side::Values(set))
        }
    }
}

fn read_value(node: &Node<'_>, list: &Id, values: &[Arc<str>]) -> Option<usize> {
    let text = node.text()?;
    let place = values.iter().position(|value| **value == *text);
    if place.is_none() {
        let problem = Diagnostic::error("unknown-value", format!("the list `{list}` has no value `{text}`"));
        let help = did_you_mean(text, values.iter().map(|value| &**value));
        return node.report(problem.at(node.span(), "").help(help));
    }
    place
}

/// `"1..3"`, `"4"`, `"13.."`; both ends are included.
fn read_range(node: &Node<'_>) -> Option<Side> {
    let text = node.text()?;
    let Some((from, to)) = ends(text) else {
        let problem = Diagnostic::error("bad-range", format!("`{text}` is not a range of numbers"));
        return node.report(problem.at(node.span(), "").help("write it as \"1..3\", \"4\" or \"13..\""));
    };
    if from > to {
        let problem = Diagnostic::error("bad-range", format!("the range `{text}` runs backwards"));
        return node.report(problem.at(node.span(), "").help(format!("write it as \"{to}..{from}\"")));
    }
    Some(Side::Range { from, to })
}

fn ends(text: &str) -> Option<(u32, u32)> {
    let number = |text: &str| {
        let plain = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    match text.split_once("..") {
        None => Some((number(text)?, number(text)?)),
        Some((from, "")) => Some((number(from)?, u32::MAX)),
        Some((from, to)) => Some((number(from)?, number(to)?)),
    }
}

/// The range of a text that has one.
fn range(text: &str) -> Option<Side> {
    let (from, to) = ends(text).filter(|(from, to)| from <= to)?;
    Some(Side::Range { from, to })
}

/// Reports every combination that no case or more than one case covers: whole numbers between the lowest
/// and the highest of any case, all values of lists.
fn prove(node: &Node<'_>, axes: &[Axis], cases: &[Case]) {
    for (i, case) in cases.iter().enumerate() {
        for earlier in &cases[..i] {
            if let Some(both) = cover::meet(&earlier.cells, &case.cells) {
                node.report::<()>(overlap(axes, &both, earlier, case));
            }
        }
    }
    let regions: Vec<Region> = cases.iter().map(|case| case.cells.clone()).collect();
    let Some(mut whole) = cover::hull(&regions) else { return };
    for (side, axis) in whole.iter_mut().zip(axes) {
        if let AxisKind::List { values, .. } = &axis.kind {
            *side = Side::Values((0..values.len()).collect());
        }
    }
    for gap in cover::gaps(whole, &regions) {
        let problem = Diagnostic::error("fee-gap", format!("no case says what it costs for {}", describe(axes, &gap)));
        let problem = match before(&gap, cases) {
            Some(span) => problem.at(span.clone(), "the case before ends here"),
            None => problem.at(node.span(), ""),
        };
        node.report::<()>(problem.help("add a case, or widen one"));
    }
}

fn overlap(axes: &[Axis], both: &Region, earlier: &Case, later: &Case) -> Diagnostic {
    if axes.is_empty() {
        let problem = Diagnostic::error("fee-overlap", "the fee has two prices");
        let problem = problem.at(later.span.clone(), "").at(earlier.span.clone(), "the first");
        return problem.help("say with `by` what it depends on");
    }
    // With one axis the cell says it all; with more the whole case does.
    let span = |case: &Case| if axes.len() == 1 { case.cell_spans[0].clone() } else { case.span.clone() };
    Diagnostic::error("fee-overlap", format!("two cases say what it costs for {}", describe(axes, both)))
        .at(span(later), "")
        .at(span(earlier), "the first")
}

/// The cell that ends where the gap begins, in a case that is next to it.
fn before<'a>(gap: &Region, cases: &'a [Case]) -> Option<&'a Span> {
    cases.iter().find_map(|case| {
        let apart: Vec<_> = (0..gap.len())
            .filter(|axis| cover::meet(&gap[*axis..=*axis], &case.cells[*axis..=*axis]).is_none())
            .collect();
        let [axis] = apart[..] else { return None };
        match (&case.cells[axis], &gap[axis]) {
            (Side::Range { to, .. }, Side::Range { from, .. }) if to.checked_add(1) == Some(*from) => {
                Some(&case.cell_spans[axis])
            }
            _ => None,
        }
    })
}

/// `months 4..6, cause other or marriage`.
fn describe(axes: &[Axis], region: &Region) -> String {
    let side = |(axis, side): (&Axis, &Side)| {
        let what = match (side, &axis.kind) {
            (Side::Range { from, to }, _) if from == to => from.to_string(),
            (Side::Range { from, to: u32::MAX }, _) => format!("{from}.."),
            (Side::Range { from, to }, _) => format!("{from}..{to}"),
            (Side::Values(set), AxisKind::List { values, .. }) => {
                set.iter().map(|place| &*values[*place]).collect::<Vec<_>>().join(" or ")
            }
            (Side::Values(_), AxisKind::Integer) => String::new(),
        };
        format!("{} {what}", axis.id)
    };
    axes.iter().zip(region).map(side).collect::<Vec<_>>().join(", ")
}
