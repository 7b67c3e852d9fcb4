//! Names and types of a rule: a tree becomes a [`Node`], or a list of mistakes.
//!
//! The same checker types rules as authors write them and compiled rules that are read back, so that nothing
//! reaches the evaluator untyped.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::mistake::Mistake;
use super::node::Node;
use super::scope::{Field, Scope};
use super::syntax::{Binary, Comparison, Expr, Kind, Operation, Unary};
use super::types::{Type, Value};
use crate::list::is_country;

/// A rule may take so many steps at most, whatever is answered.
pub const MAX_COST: u32 = 10_000;

/// Something a rule reads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Read {
    /// A field outside every repeat.
    Field(Arc<str>),
    /// A field of this row.
    Cell(Arc<str>),
    /// How many rows a repeat has.
    Rows(Arc<str>),
    /// A field in all rows of a repeat.
    Column(Arc<str>, Arc<str>),
    /// A column of the candidate.
    Candidate(Arc<str>),
    /// The day.
    Today,
    /// A fee of the service.
    Fee(Arc<str>),
}

/// An expression with its type; `blank` has none and goes with all.
pub(super) struct Typed {
    pub(super) node: Node,
    pub(super) ty: Option<Type>,
}

impl Typed {
    pub(super) fn new(node: Node, ty: Type) -> Self {
        Self { node, ty: Some(ty) }
    }
}

/// What is gathered on the way through a rule.
pub(super) struct Checker<'a> {
    pub(super) scope: Scope<'a>,
    mistakes: Vec<(Mistake, Range<usize>)>,
    reads: BTreeSet<Read>,
}

/// What checking leads to.
pub(super) struct Checked {
    pub(super) node: Node,
    pub(super) ty: Type,
    pub(super) cost: u32,
    pub(super) reads: BTreeSet<Read>,
}

/// Checks a rule that should give `wanted`, or anything.
pub(super) fn check(
    expr: &Expr,
    scope: Scope<'_>,
    wanted: Option<&Type>,
) -> Result<Checked, Vec<(Mistake, Range<usize>)>> {
    let mut checker = Checker { scope, mistakes: Vec::new(), reads: BTreeSet::new() };
    let typed = checker.rule(expr, wanted);
    match typed {
        Some((node, ty)) if checker.mistakes.is_empty() => {
            let cost = node.cost();
            if cost > MAX_COST {
                return Err(vec![(Mistake::TooCostly { cost, limit: MAX_COST }, expr.range.clone())]);
            }
            Ok(Checked { node, ty, cost, reads: checker.reads })
        }
        _ => Err(checker.mistakes),
    }
}

impl Checker<'_> {
    fn rule(&mut self, expr: &Expr, wanted: Option<&Type>) -> Option<(Node, Type)> {
        let typed = self.expr(expr)?;
        let Some(found) = typed.ty.clone() else { return self.mistake(Mistake::AlwaysBlank, expr) };
        let Some(wanted) = wanted else { return Some((typed.node, found)) };
        if !goes_with(&typed, wanted) {
            return self.mistake(Mistake::Result { wanted: wanted.clone(), found }, expr);
        }
        Some((self.bring(typed, wanted, expr)?, wanted.clone()))
    }

    /// Notes a mistake. Returns nothing, so that a check can end with it.
    pub(super) fn mistake<T>(&mut self, mistake: Mistake, at: &Expr) -> Option<T> {
        self.mistakes.push((mistake, at.range.clone()));
        None
    }

    pub(super) fn read(&mut self, read: Read) {
        self.reads.insert(read);
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Option<Typed> {
        let literal = |value: Value, ty: Type| Some(Typed::new(Node::Value(value), ty));
        match &expr.kind {
            Kind::Blank => Some(Typed { node: Node::Blank, ty: None }),
            Kind::Today => {
                self.read(Read::Today);
                Some(Typed::new(Node::Today, Type::Date))
            }
            Kind::Boolean(yes) => literal(Value::Boolean(*yes), Type::Boolean),
            Kind::Integer(number) => literal(Value::Integer(*number), Type::Integer),
            Kind::Decimal(number) => literal(Value::Decimal(*number), Type::Decimal),
            Kind::Text(text) => literal(Value::Text(text.clone()), Type::Text),
            Kind::Date(date) => literal(Value::Date(*date), Type::Date),
            Kind::Money(money) => literal(Value::Money(*money), Type::Money(money.currency)),
            Kind::Name(name) => self.name(name, expr),
            Kind::Member(of, name) => self.member(of, name, expr),
            Kind::Unary(Unary::Not, inner) => {
                let node = self.boolean(inner, "`not`")?;
                Some(Typed::new(Node::Not(Box::new(node)), Type::Boolean))
            }
            Kind::Unary(Unary::Negate, inner) => self.negate(inner),
            Kind::Binary(Binary::Or, left, right) => self.logic(left, right, "`or`", Node::Or),
            Kind::Binary(Binary::And, left, right) => self.logic(left, right, "`and`", Node::And),
            Kind::Binary(Binary::Compare(sign), left, right) => self.compare(*sign, left, right, expr),
            Kind::Binary(Binary::Arithmetic(sign), left, right) => self.arithmetic(*sign, left, right, expr),
            Kind::IsBlank(asked) => self.is_blank(asked),
            Kind::In(item, list) => self.in_list(item, list),
            Kind::List(_) => self.mistake(Mistake::LooseList, expr),
            Kind::If { condition, then, otherwise } => self.branches(condition, then, otherwise, expr),
            Kind::Call { name, arguments, named } => self.call(name, arguments, named, expr),
        }
    }

    /// Inside a repeat a name means this row first, then what is outside.
    fn name(&mut self, name: &Arc<str>, expr: &Expr) -> Option<Typed> {
        if let Some(ty) = self.scope.row().and_then(|row| row.get(name)) {
            self.read(Read::Cell(name.clone()));
            return Some(Typed::new(Node::Cell(name.clone(), ty.clone()), ty.clone()));
        }
        match self.scope.field(name) {
            Some(Field::One(ty)) => {
                self.read(Read::Field(name.clone()));
                Some(Typed::new(Node::Field(name.clone(), ty.clone()), ty.clone()))
            }
            Some(Field::Repeat(_)) => self.mistake(Mistake::RowsAsValue(name.to_string()), expr),
            None => match self.scope.repeat_of(name) {
                Some(repeat) => {
                    self.mistake(Mistake::FieldOfRows { repeat: repeat.into(), field: name.to_string() }, expr)
                }
                None => self.mistake(Mistake::UnknownField(name.to_string()), expr),
            },
        }
    }

    fn member(&mut self, of: &Arc<str>, name: &Arc<str>, expr: &Expr) -> Option<Typed> {
        if &**of != "row" {
            let mistake = match self.scope.field(of) {
                Some(Field::Repeat(_)) => Mistake::LooseMember { repeat: of.to_string(), field: name.to_string() },
                _ => Mistake::NotARepeat(of.to_string()),
            };
            return self.mistake(mistake, expr);
        }
        let Some(list) = self.scope.list() else { return self.mistake(Mistake::RowOutside, expr) };
        let Some(ty) = self.scope.column(name) else {
            return self.mistake(Mistake::UnknownColumn { list: list.into(), column: name.to_string() }, expr);
        };
        self.read(Read::Candidate(name.clone()));
        Some(Typed::new(Node::Candidate(name.clone(), ty.clone()), ty.clone()))
    }

    /// What is asked for yes or no.
    pub(super) fn boolean(&mut self, expr: &Expr, place: &'static str) -> Option<Node> {
        let typed = self.expr(expr)?;
        match typed.ty {
            None | Some(Type::Boolean) => Some(typed.node),
            Some(found) => self.mistake(Mistake::NotBoolean { place, found }, expr),
        }
    }

    fn logic(
        &mut self,
        left: &Expr,
        right: &Expr,
        place: &'static str,
        node: fn(Box<Node>, Box<Node>) -> Node,
    ) -> Option<Typed> {
        // Both sides are looked at before giving up, so that mistakes in both are told.
        let (left, right) = (self.boolean(left, place), self.boolean(right, place));
        Some(Typed::new(node(Box::new(left?), Box::new(right?)), Type::Boolean))
    }

    fn negate(&mut self, inner: &Expr) -> Option<Typed> {
        let typed = self.expr(inner)?;
        match typed.ty {
            Some(ty @ (Type::Integer | Type::Decimal | Type::Money(_))) => {
                Some(Typed::new(Node::Negate(Box::new(typed.node)), ty))
            }
            Some(ty) => self.mistake(Mistake::NotNegated(ty), inner),
            None => self.mistake(Mistake::BlankOperand, inner),
        }
    }

    fn compare(&mut self, sign: Comparison, left: &Expr, right: &Expr, whole: &Expr) -> Option<Typed> {
        let (a, b) = (self.expr(left), self.expr(right));
        let (a, b) = (self.operand(a?, left), self.operand(b?, right));
        let ((a, one), (b, other)) = (a?, b?);
        let ty = meet(&a, &one, &b, &other);
        let Some(ty) = ty.filter(|ty| !matches!(ty, Type::Choices(_) | Type::Files)) else {
            let mistake = match (one, other) {
                (Type::Money(a), Type::Money(b)) => Mistake::MixedCurrencies(a.code().into(), b.code().into()),
                (left, right) => Mistake::Operands { sign: Binary::Compare(sign), left, right },
            };
            return self.mistake(mistake, whole);
        };
        if sign.orders() && !ty.is_ordered() {
            return self.mistake(Mistake::NotOrdered { sign: Binary::Compare(sign), ty }, whole);
        }
        let (a, b) = (self.bring(a, &ty, left), self.bring(b, &ty, right));
        Some(Typed::new(Node::Compare(sign, Box::new(a?), Box::new(b?)), Type::Boolean))
    }

    /// An operand that must have a type.
    fn operand(&mut self, typed: Typed, expr: &Expr) -> Option<(Typed, Type)> {
        match typed.ty.clone() {
            Some(ty) => Some((typed, ty)),
            None => self.mistake(Mistake::BlankOperand, expr),
        }
    }

    fn arithmetic(&mut self, sign: Operation, left: &Expr, right: &Expr, whole: &Expr) -> Option<Typed> {
        let (a, b) = (self.expr(left), self.expr(right));
        let (a, b) = (self.operand(a?, left), self.operand(b?, right));
        let ((a, one), (b, other)) = (a?, b?);
        if sign == Operation::Divide && is_zero(&b.node) {
            return self.mistake(Mistake::DivisionByZero, right);
        }
        let Some(ty) = result(sign, &one, &other) else {
            let mistake = match (one, other) {
                (Type::Money(a), Type::Money(b)) if a != b => {
                    Mistake::MixedCurrencies(a.code().into(), b.code().into())
                }
                (left, right) => Mistake::Operands { sign: Binary::Arithmetic(sign), left, right },
            };
            return self.mistake(mistake, whole);
        };
        Some(Typed::new(Node::Arithmetic(sign, Box::new(a.node), Box::new(b.node)), ty))
    }

    fn is_blank(&mut self, asked: &Expr) -> Option<Typed> {
        if let Kind::Name(name) = &asked.kind
            && self.scope.row().is_none_or(|row| !row.contains_key(name))
            && let Some(Field::Repeat(_)) = self.scope.field(name)
        {
            self.read(Read::Rows(name.clone()));
            return Some(Typed::new(Node::NoRows(name.clone()), Type::Boolean));
        }
        let typed = self.expr(asked)?;
        let (typed, _) = self.operand(typed, asked)?;
        Some(Typed::new(Node::IsBlank(Box::new(typed.node)), Type::Boolean))
    }

    fn in_list(&mut self, item: &Expr, list: &Expr) -> Option<Typed> {
        let typed = self.expr(item);
        if let Kind::List(written) = &list.kind {
            let typed = typed?;
            let (typed, ty) = self.operand(typed, item)?;
            return self.one_of(typed, ty, item, written, list);
        }
        let several = self.expr(list);
        let (typed, several) = (typed?, several?);
        let (several, of) = self.operand(several, list)?;
        let Type::Choices(name) = of else { return self.mistake(Mistake::NotAList(of), list) };
        let (typed, ty) = self.operand(typed, item)?;
        let wanted = Type::Choice(name);
        if !goes_with(&typed, &wanted) {
            return self.mistake(Mistake::NotIn { item: ty, list: several.ty.unwrap_or(wanted) }, item);
        }
        let node = self.bring(typed, &wanted, item)?;
        Some(Typed::new(Node::Chosen(Box::new(node), Box::new(several.node)), Type::Boolean))
    }

    fn one_of(&mut self, typed: Typed, ty: Type, item: &Expr, written: &[Expr], list: &Expr) -> Option<Typed> {
        if written.is_empty() {
            return self.mistake(Mistake::EmptyList, list);
        }
        if matches!(ty, Type::Choices(_) | Type::Files) {
            return self.mistake(Mistake::NotIn { item: ty, list: Type::Text }, item);
        }
        // A whole number may be among decimals; then it is one itself.
        let decimals = ty == Type::Integer && written.iter().any(|one| matches!(one.kind, Kind::Decimal(_)));
        let ty = if decimals { Type::Decimal } else { ty };
        let values: Vec<_> = written.iter().map(|one| self.written(one, &ty)).collect();
        let node = self.bring(typed, &ty, item)?;
        let values = values.into_iter().collect::<Option<Vec<_>>>()?;
        Some(Typed::new(Node::OneOf(Box::new(node), values), Type::Boolean))
    }

    /// A value of that type that is written out.
    fn written(&mut self, expr: &Expr, ty: &Type) -> Option<Value> {
        if !expr.is_literal() {
            return self.mistake(Mistake::NotWritten, expr);
        }
        let typed = self.expr(expr)?;
        let (typed, found) = self.operand(typed, expr)?;
        if !goes_with(&typed, ty) {
            let sign = Binary::Compare(Comparison::Equal);
            return self.mistake(Mistake::Operands { sign, left: ty.clone(), right: found }, expr);
        }
        match self.bring(typed, ty, expr)? {
            Node::Value(value) => Some(value),
            Node::Widen(inner) => match *inner {
                Node::Value(Value::Integer(number)) => Some(Value::Decimal(number.into())),
                _ => None,
            },
            _ => None,
        }
    }

    fn branches(&mut self, condition: &Expr, then: &Expr, otherwise: &Expr, whole: &Expr) -> Option<Typed> {
        let condition = self.boolean(condition, "a condition");
        let (a, b) = (self.expr(then), self.expr(otherwise));
        let (a, b, ty) = self.either(a?, then, b?, otherwise, whole)?;
        Some(Typed { node: Node::If(Box::new([condition?, a, b])), ty })
    }

    /// Two values of which one is taken: brought to one type.
    pub(super) fn either(
        &mut self,
        a: Typed,
        left: &Expr,
        b: Typed,
        right: &Expr,
        whole: &Expr,
    ) -> Option<(Node, Node, Option<Type>)> {
        let (one, other) = match (a.ty.clone(), b.ty.clone()) {
            (None, ty) | (ty, None) => return Some((a.node, b.node, ty)),
            (Some(one), Some(other)) => (one, other),
        };
        let Some(ty) = meet(&a, &one, &b, &other) else {
            let mistake = match (one, other) {
                (Type::Money(a), Type::Money(b)) => Mistake::MixedCurrencies(a.code().into(), b.code().into()),
                (one, other) => Mistake::Branches(one, other),
            };
            return self.mistake(mistake, whole);
        };
        let (a, b) = (self.bring(a, &ty, left), self.bring(b, &ty, right));
        Some((a?, b?, Some(ty)))
    }

    /// Brings an expression to a type it goes with.
    pub(super) fn bring(&mut self, typed: Typed, wanted: &Type, at: &Expr) -> Option<Node> {
        match (&typed.ty, wanted) {
            (Some(Type::Integer), Type::Decimal) => Some(Node::Widen(Box::new(typed.node))),
            (Some(Type::Text), Type::Choice(_) | Type::Country) => {
                self.offered(&typed.node, wanted, at).then_some(typed.node)
            }
            _ => Some(typed.node),
        }
    }

    /// Whether the texts written in there are values of the list.
    fn offered(&mut self, node: &Node, wanted: &Type, at: &Expr) -> bool {
        match node {
            Node::Value(Value::Text(text)) => {
                let mistake = match wanted {
                    Type::Choice(list) => match self.scope.offers(list, text) {
                        Some(true) => return true,
                        Some(false) => Mistake::UnknownValue { list: list.to_string(), value: text.to_string() },
                        None => Mistake::UnknownList(list.to_string()),
                    },
                    _ if self.scope.offers("countries", text).unwrap_or_else(|| is_country(text)) => return true,
                    _ => Mistake::UnknownCountry(text.to_string()),
                };
                self.mistake::<()>(mistake, at).is_some()
            }
            Node::If(parts) => {
                let [_, a, b] = &**parts;
                let (a, b) = (self.offered(a, wanted, at), self.offered(b, wanted, at));
                a && b
            }
            Node::Default(a, b) => {
                let (a, b) = (self.offered(a, wanted, at), self.offered(b, wanted, at));
                a && b
            }
            _ => true,
        }
    }
}

/// Whether an expression can stand where `wanted` is asked for.
pub(super) fn goes_with(typed: &Typed, wanted: &Type) -> bool {
    match (&typed.ty, wanted) {
        (None, _) | (Some(Type::Integer), Type::Decimal) => true,
        (Some(Type::Text), Type::Choice(_) | Type::Country) => is_written(&typed.node),
        (Some(found), wanted) => found == wanted,
    }
}

/// The type both can be brought to.
fn meet(a: &Typed, one: &Type, b: &Typed, other: &Type) -> Option<Type> {
    let to = |typed: &Typed, ty: &Type| goes_with(typed, ty).then(|| ty.clone());
    to(b, one).or_else(|| to(a, other))
}

/// Whether every value it can take is written in the rule.
fn is_written(node: &Node) -> bool {
    match node {
        Node::Value(_) | Node::Blank => true,
        Node::If(parts) => is_written(&parts[1]) && is_written(&parts[2]),
        Node::Default(a, b) => is_written(a) && is_written(b),
        _ => false,
    }
}

fn is_zero(node: &Node) -> bool {
    match node {
        Node::Value(Value::Integer(number)) => *number == 0,
        Node::Value(Value::Decimal(number)) => number.is_zero(),
        Node::Value(Value::Money(money)) => money.is_zero(),
        _ => false,
    }
}

/// What arithmetic gives.
fn result(sign: Operation, left: &Type, right: &Type) -> Option<Type> {
    use Operation::{Add, Divide, Multiply, Subtract};
    match (sign, left, right) {
        (Add | Subtract | Multiply, Type::Integer, Type::Integer) => Some(Type::Integer),
        (_, left, right) if left.is_number() && right.is_number() => Some(Type::Decimal),
        (Add | Subtract, Type::Money(a), Type::Money(b)) if a == b => Some(left.clone()),
        (Divide, Type::Money(a), Type::Money(b)) if a == b => Some(Type::Decimal),
        (Multiply | Divide, Type::Money(_), number) if number.is_number() => Some(left.clone()),
        (Multiply, number, Type::Money(_)) if number.is_number() => Some(right.clone()),
        _ => None,
    }
}
