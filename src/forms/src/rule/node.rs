//! A rule whose names and types are settled: what the evaluator runs. Only the checker makes these.

use std::sync::Arc;

use super::function::Function;
use super::syntax::{Comparison, Operation};
use super::types::{Type, Value};
use crate::pattern::Pattern;

/// Running a pattern over a text costs this many steps.
const PATTERN_COST: u32 = 200;

#[derive(Debug, Clone)]
pub(super) enum Node {
    Blank,
    Today,
    Value(Value),
    /// A field outside every repeat.
    Field(Arc<str>, Type),
    /// A field of this row.
    Cell(Arc<str>, Type),
    /// A column of the candidate.
    Candidate(Arc<str>, Type),
    Not(Box<Node>),
    Negate(Box<Node>),
    /// A whole number where a decimal is asked for.
    Widen(Box<Node>),
    Or(Box<Node>, Box<Node>),
    And(Box<Node>, Box<Node>),
    Compare(Comparison, Box<Node>, Box<Node>),
    Arithmetic(Operation, Box<Node>, Box<Node>),
    IsBlank(Box<Node>),
    /// Whether a repeat has no rows.
    NoRows(Arc<str>),
    /// Whether a value is one of those written out.
    OneOf(Box<Node>, Vec<Value>),
    /// Whether a choice is among those chosen.
    Chosen(Box<Node>, Box<Node>),
    If(Box<[Node; 3]>),
    Default(Box<Node>, Box<Node>),
    Matches(Box<Node>, Box<Pattern>),
    Call(Function, Vec<Node>),
    Fold(Box<Fold>),
    Fee(Arc<str>, Vec<(Arc<str>, Node)>),
}

/// A look at all rows of a repeat.
#[derive(Debug, Clone)]
pub(super) struct Fold {
    pub(super) function: Function,
    pub(super) repeat: Arc<str>,
    pub(super) max: u32,
    /// Without one the rows themselves are counted.
    pub(super) column: Option<(Arc<str>, Type)>,
    /// The sum of nothing.
    pub(super) zero: Option<Value>,
}

impl Node {
    /// How many steps it takes at most.
    pub(super) fn cost(&self) -> u32 {
        let sum = |parts: &[&Self]| parts.iter().map(|part| part.cost()).fold(1, u32::saturating_add);
        match self {
            Self::Blank
            | Self::Today
            | Self::Value(_)
            | Self::Field(..)
            | Self::Cell(..)
            | Self::Candidate(..)
            | Self::NoRows(_) => 1,
            Self::Not(a) | Self::Negate(a) | Self::Widen(a) | Self::IsBlank(a) => sum(&[a]),
            Self::Or(a, b)
            | Self::And(a, b)
            | Self::Compare(_, a, b)
            | Self::Arithmetic(_, a, b)
            | Self::Chosen(a, b)
            | Self::Default(a, b) => sum(&[a, b]),
            Self::OneOf(a, values) => sum(&[a]).saturating_add(u32::try_from(values.len()).unwrap_or(u32::MAX)),
            Self::If(parts) => sum(&parts.each_ref()),
            Self::Matches(a, _) => sum(&[a]).saturating_add(PATTERN_COST),
            Self::Call(_, parts) => sum(&parts.iter().collect::<Vec<_>>()),
            Self::Fold(fold) if fold.column.is_none() => 1,
            Self::Fold(fold) => fold.max.saturating_add(1),
            Self::Fee(_, axes) => sum(&axes.iter().map(|(_, part)| part).collect::<Vec<_>>()).saturating_add(10),
        }
    }
}
