//! What a rule says, as a tree: nothing is known yet about fields and types.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;
use sayyar_base::{Date, Money};

/// A rule has at most so many bytes.
pub const MAX_LENGTH: usize = 2_000;
/// Nothing in a rule stands deeper than this, in the tree or in brackets.
pub const MAX_DEPTH: usize = 48;
/// The largest whole number, either way: 2^53 - 1, which every reader of JSON keeps exact (RFC 8259, section 6).
pub const MAX_INTEGER: i64 = (1 << 53) - 1;

/// Words that cannot name a field.
pub(crate) const RESERVED: [&str; 12] =
    ["and", "blank", "else", "false", "if", "in", "is", "not", "or", "row", "today", "true"];

/// Whether a field could be called that: `[a-z][a-z0-9_]*`, at most 64 bytes, no word of the language.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && !RESERVED.contains(&text)
}

/// One expression with its place in the rule.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the rule; empty where it was not read from text.
    pub range: Range<usize>,
    /// How many expressions lie inside each other here, this one counted.
    depth: usize,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `blank`
    Blank,
    /// `today`
    Today,
    /// `true`, `false`
    Boolean(bool),
    /// `12`, `-3`
    Integer(i64),
    /// `1.5`; no zeros at the end
    Decimal(Decimal),
    /// `'baku'`
    Text(Arc<str>),
    /// `date('2026-12-01')`
    Date(Date),
    /// `money('350 AZN')`
    Money(Money),
    /// `months`
    Name(Arc<str>),
    /// `row.region`, `relatives.age`
    Member(Arc<str>, Arc<str>),
    /// `not a`, `-a`
    Unary(Unary, Box<Expr>),
    /// `a + b` and the like
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// `a is blank`
    IsBlank(Box<Expr>),
    /// `a in b`
    In(Box<Expr>, Box<Expr>),
    /// `['a', 'b']`, to the right of `in` only
    List(Vec<Expr>),
    /// `then if condition else otherwise`
    If {
        /// What is asked.
        condition: Box<Expr>,
        /// The value where it is true.
        then: Box<Expr>,
        /// The value where it is false.
        otherwise: Box<Expr>,
    },
    /// `name(a, b, key=c)`; named arguments by name
    Call {
        /// The function.
        name: Arc<str>,
        /// Arguments by place.
        arguments: Vec<Expr>,
        /// Arguments by name, sorted.
        named: Vec<(Arc<str>, Expr)>,
    },
}

/// Operators with one operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unary {
    /// `not`
    Not,
    /// `-`
    Negate,
}

/// Operators with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binary {
    /// `or`
    Or,
    /// `and`
    And,
    /// `==` and the like
    Compare(Comparison),
    /// `+` and the like
    Arithmetic(Operation),
}

/// Comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// Arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl Binary {
    /// Every operator.
    pub(crate) const ALL: [Self; 12] = [
        Self::Or,
        Self::And,
        Self::Compare(Comparison::Equal),
        Self::Compare(Comparison::Unequal),
        Self::Compare(Comparison::Less),
        Self::Compare(Comparison::AtMost),
        Self::Compare(Comparison::More),
        Self::Compare(Comparison::AtLeast),
        Self::Arithmetic(Operation::Add),
        Self::Arithmetic(Operation::Subtract),
        Self::Arithmetic(Operation::Multiply),
        Self::Arithmetic(Operation::Divide),
    ];

    /// As rules write it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Compare(comparison) => comparison.sign(),
            Self::Arithmetic(operation) => operation.sign(),
        }
    }
}

impl Comparison {
    /// As rules write it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Whether it asks which of the two is larger.
    pub(crate) fn orders(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }
}

impl Operation {
    /// As rules write it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }
}

impl PartialEq for Expr {
    /// Two expressions are equal when they say the same, wherever they stand.
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Expr {
    /// An expression; nothing when it would be deeper than [`MAX_DEPTH`].
    pub(crate) fn new(kind: Kind, range: Range<usize>) -> Option<Self> {
        let mut inner = 0;
        kind.each(|part| inner = inner.max(part.depth));
        let depth = inner + 1;
        (depth <= MAX_DEPTH).then_some(Self { kind, range, depth })
    }

    /// Every field and repeat it names.
    pub(crate) fn mentions(&self) -> BTreeSet<Arc<str>> {
        let mut names = BTreeSet::new();
        self.gather(&mut names);
        names
    }

    fn gather(&self, names: &mut BTreeSet<Arc<str>>) {
        match &self.kind {
            Kind::Name(name) => drop(names.insert(name.clone())),
            Kind::Member(of, name) if &**of != "row" => names.extend([of.clone(), name.clone()]),
            kind => kind.each(|part| part.gather(names)),
        }
    }

    /// Whether it is a value that is written out.
    pub(crate) fn is_literal(&self) -> bool {
        matches!(
            self.kind,
            Kind::Boolean(_) | Kind::Integer(_) | Kind::Decimal(_) | Kind::Text(_) | Kind::Date(_) | Kind::Money(_)
        )
    }
}

impl Kind {
    /// Every expression right inside.
    pub(crate) fn each<'a>(&'a self, mut see: impl FnMut(&'a Expr)) {
        match self {
            Self::Unary(_, a) | Self::IsBlank(a) => see(a),
            Self::Binary(_, a, b) | Self::In(a, b) => [a, b].into_iter().for_each(|part| see(part)),
            Self::If { condition, then, otherwise } => {
                [condition, then, otherwise].into_iter().for_each(|part| see(part));
            }
            Self::List(items) => items.iter().for_each(see),
            Self::Call { arguments, named, .. } => {
                arguments.iter().chain(named.iter().map(|(_, value)| value)).for_each(see);
            }
            Self::Blank
            | Self::Today
            | Self::Boolean(_)
            | Self::Integer(_)
            | Self::Decimal(_)
            | Self::Text(_)
            | Self::Date(_)
            | Self::Money(_)
            | Self::Name(_)
            | Self::Member(..) => {}
        }
    }
}
