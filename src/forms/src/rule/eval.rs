//! Running a rule. No loops but over the rows of a repeat, no recursion but into the rule itself, whose depth and
//! cost are known; nothing here panics, whatever the answers hold.

use std::cmp::Ordering;
use std::sync::Arc;

use sayyar_base::{Date, Money};

use super::arithmetic::{self, Failure};
use super::function::Function;
use super::node::{Fold, Node};
use super::syntax::Comparison;
use super::types::{Type, Value};
use crate::fee::{AxisValue, Fee};

/// Longer texts match no pattern.
const MAX_MATCHED: usize = 10_000;

/// Where a rule finds answers. What is hidden or not answered is nothing.
pub trait Answers {
    /// A field outside every repeat.
    fn field(&self, name: &str) -> Option<Value>;
    /// How many rows a repeat has; none when it is hidden.
    fn rows(&self, repeat: &str) -> u32;
    /// A field in a row, counted from 0.
    fn cell(&self, repeat: &str, row: u32, name: &str) -> Option<Value>;
}

/// Where a rule finds fees.
pub trait Fees {
    /// What a fee comes to; nothing where nothing is charged.
    fn amount(&self, fee: &str, axes: &[(&str, AxisValue<'_>)]) -> Option<Money>;
}

impl Fees for Vec<Fee> {
    fn amount(&self, fee: &str, axes: &[(&str, AxisValue<'_>)]) -> Option<Money> {
        self.iter().find(|one| one.id.as_str() == fee)?.amount(axes)
    }
}

/// The columns of a candidate.
pub type Candidate<'a> = dyn Fn(&str) -> Option<Value> + 'a;

/// Everything a rule can know.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The day it is.
    pub today: Date,
    /// What is answered.
    pub answers: &'a dyn Answers,
    /// What things cost.
    pub fees: &'a dyn Fees,
    /// The repeat and the row the rule stands in.
    pub row: Option<(&'a str, u32)>,
    /// The columns of the candidate of a choice.
    pub candidate: Option<&'a Candidate<'a>>,
}

/// What a rule comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Nothing when it is blank.
    pub value: Option<Value>,
    /// Why it is blank, where that is not because something is not answered.
    pub failure: Option<Failure>,
}

pub(super) fn run(node: &Node, facts: Facts<'_>) -> Outcome {
    let mut run = Run { facts, failure: None };
    let value = run.node(node);
    // A failure that did not matter in the end is none.
    let failure = if value.is_none() { run.failure } else { None };
    Outcome { value, failure }
}

struct Run<'a> {
    facts: Facts<'a>,
    /// The first there was.
    failure: Option<Failure>,
}

impl Run<'_> {
    fn fail<T>(&mut self, failure: Failure) -> Option<T> {
        self.failure.get_or_insert(failure);
        None
    }

    fn worked<T>(&mut self, result: Result<T, Failure>) -> Option<T> {
        result.map_or_else(|failure| self.fail(failure), Some)
    }

    /// An answer, where it is what its field says.
    fn answer(&mut self, value: Option<Value>, ty: &Type) -> Option<Value> {
        let value = value?.answered()?;
        if ty.holds(&value) { Some(value) } else { self.fail(Failure::WrongType) }
    }

    fn node(&mut self, node: &Node) -> Option<Value> {
        match node {
            Node::Blank => None,
            Node::Today => Some(Value::Date(self.facts.today)),
            Node::Value(value) => Some(value.clone()),
            Node::Field(name, ty) => self.answer(self.facts.answers.field(name), ty),
            Node::Cell(name, ty) => {
                let (repeat, row) = self.facts.row?;
                self.answer(self.facts.answers.cell(repeat, row, name), ty)
            }
            Node::Candidate(name, ty) => {
                let candidate = self.facts.candidate?;
                self.answer(candidate(name), ty)
            }
            Node::Not(inner) => self.truth(inner).map(|yes| Value::Boolean(!yes)),
            Node::Or(a, b) => self.logic(a, b, true),
            Node::And(a, b) => self.logic(a, b, false),
            Node::Negate(inner) => {
                let value = self.node(inner)?;
                self.worked(arithmetic::negate(&value))
            }
            Node::Widen(inner) => {
                let value = self.node(inner)?;
                self.worked(arithmetic::decimal(&value).map(Value::Decimal))
            }
            Node::Compare(sign, a, b) => {
                let (a, b) = (self.node(a), self.node(b));
                self.compare(*sign, &a?, &b?)
            }
            Node::Arithmetic(sign, a, b) => {
                let (a, b) = (self.node(a), self.node(b));
                let result = arithmetic::operate(*sign, &a?, &b?);
                self.worked(result)
            }
            Node::IsBlank(inner) => Some(Value::Boolean(self.node(inner).is_none())),
            Node::NoRows(repeat) => Some(Value::Boolean(self.facts.answers.rows(repeat) == 0)),
            Node::OneOf(inner, values) => {
                let value = self.node(inner)?;
                Some(Value::Boolean(values.contains(&value)))
            }
            Node::Chosen(item, several) => {
                let (item, several) = (self.node(item), self.node(several));
                match (item?, several?) {
                    (Value::Text(item), Value::Choices(chosen)) => Some(Value::Boolean(chosen.contains(&item))),
                    _ => self.fail(Failure::WrongType),
                }
            }
            Node::If(parts) => {
                let [condition, then, otherwise] = &**parts;
                if self.truth(condition)? { self.node(then) } else { self.node(otherwise) }
            }
            Node::Default(value, otherwise) => self.node(value).or_else(|| self.node(otherwise)),
            Node::Matches(text, pattern) => match self.node(text)? {
                Value::Text(text) if text.len() <= MAX_MATCHED => Some(Value::Boolean(pattern.fits(&text))),
                _ => self.fail(Failure::TooLong),
            },
            Node::Call(function, arguments) => self.call(*function, arguments),
            Node::Fold(fold) => self.fold(fold),
            Node::Fee(fee, axes) => self.fee(fee, axes),
        }
    }

    fn truth(&mut self, node: &Node) -> Option<bool> {
        match self.node(node)? {
            Value::Boolean(yes) => Some(yes),
            _ => self.fail(Failure::WrongType),
        }
    }

    /// One side that settles it settles it, whatever the other is; else a blank side leaves it blank.
    fn logic(&mut self, a: &Node, b: &Node, settles: bool) -> Option<Value> {
        let a = self.truth(a);
        if a == Some(settles) {
            return Some(Value::Boolean(settles));
        }
        let b = self.truth(b);
        if b == Some(settles) {
            return Some(Value::Boolean(settles));
        }
        a.and(b).map(Value::Boolean)
    }

    fn compare(&mut self, sign: Comparison, a: &Value, b: &Value) -> Option<Value> {
        let holds = match (sign, order(a, b)) {
            (Comparison::Equal, _) => equal(a, b),
            (Comparison::Unequal, _) => !equal(a, b),
            (_, None) => return self.fail(Failure::WrongType),
            (Comparison::Less, Some(order)) => order == Ordering::Less,
            (Comparison::AtMost, Some(order)) => order != Ordering::Greater,
            (Comparison::More, Some(order)) => order == Ordering::Greater,
            (Comparison::AtLeast, Some(order)) => order != Ordering::Less,
        };
        Some(Value::Boolean(holds))
    }

    fn call(&mut self, function: Function, arguments: &[Node]) -> Option<Value> {
        // All of them first: a blank one is told from a failure in another.
        let values: Vec<_> = arguments.iter().map(|argument| self.node(argument)).collect();
        let values = values.into_iter().collect::<Option<Vec<_>>>()?;
        let result = apply(function, &values);
        self.worked(result)
    }

    /// Rows that have no value there are passed over; `any` and `all` are `or` and `and` over the rows.
    fn fold(&mut self, fold: &Fold) -> Option<Value> {
        let rows = self.facts.answers.rows(&fold.repeat);
        if rows > fold.max {
            return self.fail(Failure::TooLong);
        }
        let Some((column, ty)) = &fold.column else { return Some(Value::Integer(rows.into())) };
        let mut cells = Vec::new();
        for row in 0..rows {
            let cell = self.facts.answers.cell(&fold.repeat, row, column);
            cells.push(self.answer(cell, ty));
        }
        let blank = cells.iter().any(Option::is_none);
        let mut there = cells.into_iter().flatten();
        match fold.function {
            Function::Count => {
                let counted = there.filter(|value| *value != Value::Boolean(false)).count();
                i64::try_from(counted).ok().map(Value::Integer)
            }
            Function::Any | Function::All => {
                let settles = fold.function == Function::Any;
                match there.any(|value| value == Value::Boolean(settles)) {
                    true => Some(Value::Boolean(settles)),
                    false => (!blank).then_some(Value::Boolean(!settles)),
                }
            }
            Function::Sum => {
                let mut sum = fold.zero.clone()?;
                for value in there {
                    let next = arithmetic::operate(super::syntax::Operation::Add, &sum, &value);
                    sum = self.worked(next)?;
                }
                Some(sum)
            }
            function => there.reduce(|a, b| extreme(function, a, b)),
        }
    }

    fn fee(&mut self, fee: &Arc<str>, axes: &[(Arc<str>, Node)]) -> Option<Value> {
        let values: Vec<_> = axes.iter().map(|(axis, node)| Some((axis, self.node(node)?))).collect();
        let values = values.into_iter().collect::<Option<Vec<_>>>()?;
        let mut point = Vec::new();
        for (axis, value) in &values {
            let value = match value {
                Value::Integer(number) => AxisValue::Integer(*number),
                Value::Text(text) => AxisValue::Value(text),
                _ => return self.fail(Failure::WrongType),
            };
            point.push((&***axis, value));
        }
        match self.facts.fees.amount(fee, &point) {
            Some(money) => Some(Value::Money(money)),
            None => self.fail(Failure::NoFee),
        }
    }
}

fn apply(function: Function, values: &[Value]) -> Result<Value, Failure> {
    let number = |value: i64| Ok(Value::Integer(value));
    match (function, values) {
        (Function::Len, [Value::Text(text)]) => number(i64::try_from(text.chars().count()).unwrap_or(i64::MAX)),
        (Function::Count, [Value::Choices(chosen)]) => number(i64::try_from(chosen.len()).unwrap_or(i64::MAX)),
        (Function::Count, [Value::Files(count)]) => number((*count).into()),
        (Function::AgeOn, [Value::Date(birth), Value::Date(day)]) => {
            number(arithmetic::months_between(*birth, *day).div_euclid(12))
        }
        (Function::MonthsBetween, [Value::Date(from), Value::Date(to)]) => {
            number(arithmetic::months_between(*from, *to))
        }
        (Function::DaysBetween, [Value::Date(from), Value::Date(to)]) => {
            number(to.days_since_epoch() - from.days_since_epoch())
        }
        (Function::AddDays, [Value::Date(date), Value::Integer(count)]) => {
            arithmetic::add_days(*date, *count).map(Value::Date)
        }
        (Function::AddMonths, [Value::Date(date), Value::Integer(count)]) => {
            arithmetic::add_months(*date, *count).map(Value::Date)
        }
        (Function::AddYears, [Value::Date(date), Value::Integer(count)]) => {
            let months = count.checked_mul(12).ok_or(Failure::NoSuchDay)?;
            arithmetic::add_months(*date, months).map(Value::Date)
        }
        (Function::Year, [Value::Date(date)]) => number(date.year.into()),
        (Function::Month, [Value::Date(date)]) => number(date.month.into()),
        (Function::Day, [Value::Date(date)]) => number(date.day.into()),
        (Function::Weekday, [Value::Date(date)]) => number(date.weekday().into()),
        (Function::Floor, [value]) => number(arithmetic::whole(arithmetic::decimal(value)?.floor())?),
        (Function::Ceil, [value]) => number(arithmetic::whole(arithmetic::decimal(value)?.ceil())?),
        (Function::Round, [value]) => number(arithmetic::whole(arithmetic::round(arithmetic::decimal(value)?, 0))?),
        (Function::Round, [value, Value::Integer(places)]) => {
            let places = u32::try_from(*places).map_err(|_| Failure::Overflow)?;
            Ok(Value::Decimal(arithmetic::round(arithmetic::decimal(value)?, places)))
        }
        (Function::Min | Function::Max, [first, rest @ ..]) => {
            Ok(rest.iter().cloned().fold(first.clone(), |a, b| extreme(function, a, b)))
        }
        _ => Err(Failure::WrongType),
    }
}

fn extreme(function: Function, a: Value, b: Value) -> Value {
    let wanted = if function == Function::Min { Ordering::Less } else { Ordering::Greater };
    if order(&b, &a) == Some(wanted) { b } else { a }
}

fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Money(a), Value::Money(b)) => a.partial_cmp(b),
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
        (Value::Integer(_) | Value::Decimal(_), Value::Integer(_) | Value::Decimal(_)) => {
            Some(arithmetic::decimal(a).ok()?.cmp(&arithmetic::decimal(b).ok()?))
        }
        _ => None,
    }
}

fn equal(a: &Value, b: &Value) -> bool {
    order(a, b).map_or_else(|| a == b, Ordering::is_eq)
}
