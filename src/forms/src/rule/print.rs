//! A tree as text: one way of writing for each tree, with no more brackets than it needs.
//! Reading what is written gives the same tree.

use std::fmt::{self, Write};

use super::syntax::{Binary, Expr, Kind, Operation, Unary};

/// How tightly an expression holds together; whatever is looser than its place asks gets brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    If,
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Negate,
    Primary,
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self, Level::If)
    }
}

fn level(kind: &Kind) -> Level {
    match kind {
        Kind::If { .. } => Level::If,
        Kind::Unary(Unary::Not, inner) if matches!(inner.kind, Kind::IsBlank(_) | Kind::In(..)) => Level::Compare,
        Kind::Unary(Unary::Not, _) => Level::Not,
        Kind::Unary(Unary::Negate, _) => Level::Negate,
        Kind::Integer(number) if *number < 0 => Level::Negate,
        Kind::Decimal(number) if number.is_sign_negative() => Level::Negate,
        Kind::Binary(Binary::Or, ..) => Level::Or,
        Kind::Binary(Binary::And, ..) => Level::And,
        Kind::Binary(Binary::Arithmetic(Operation::Add | Operation::Subtract), ..) => Level::Sum,
        Kind::Binary(Binary::Arithmetic(_), ..) => Level::Product,
        Kind::Binary(Binary::Compare(_), ..) | Kind::IsBlank(_) | Kind::In(..) => Level::Compare,
        _ => Level::Primary,
    }
}

/// What a place asks of the expression in it: the one to the right of a row asks for more.
fn tighter(level: Level) -> Level {
    match level {
        Level::If => Level::Or,
        Level::Or => Level::And,
        Level::And => Level::Not,
        Level::Not => Level::Compare,
        Level::Compare => Level::Sum,
        Level::Sum => Level::Product,
        Level::Product => Level::Negate,
        Level::Negate | Level::Primary => Level::Primary,
    }
}

fn write(f: &mut fmt::Formatter<'_>, expr: &Expr, place: Level) -> fmt::Result {
    let own = level(&expr.kind);
    if own < place {
        f.write_char('(')?;
        write_kind(f, &expr.kind, own)?;
        return f.write_char(')');
    }
    write_kind(f, &expr.kind, own)
}

fn write_kind(f: &mut fmt::Formatter<'_>, kind: &Kind, own: Level) -> fmt::Result {
    match kind {
        Kind::Blank => f.write_str("blank"),
        Kind::Today => f.write_str("today"),
        Kind::Boolean(yes) => write!(f, "{yes}"),
        Kind::Integer(number) => write!(f, "{number}"),
        // A decimal keeps its point, else it would be read as a whole number.
        Kind::Decimal(number) if number.scale() == 0 => write!(f, "{number}.0"),
        Kind::Decimal(number) => write!(f, "{number}"),
        Kind::Text(text) => write_text(f, text),
        Kind::Date(date) => write!(f, "date('{date}')"),
        Kind::Money(money) => write!(f, "money('{money}')"),
        Kind::Name(name) => f.write_str(name),
        Kind::Member(of, name) => write!(f, "{of}.{name}"),
        Kind::Unary(Unary::Negate, inner) => {
            f.write_char('-')?;
            write(f, inner, Level::Negate)
        }
        Kind::Unary(Unary::Not, inner) => match &inner.kind {
            Kind::IsBlank(asked) => {
                write(f, asked, Level::Sum)?;
                f.write_str(" is not blank")
            }
            Kind::In(left, list) => write_in(f, left, " not in ", list),
            _ => {
                f.write_str("not ")?;
                write(f, inner, Level::Not)
            }
        },
        Kind::Binary(sign, left, right) => {
            // Comparisons stand alone, the others go from left to right.
            write(f, left, if own == Level::Compare { Level::Sum } else { own })?;
            write!(f, " {} ", sign.sign())?;
            write(f, right, tighter(own))
        }
        Kind::IsBlank(asked) => {
            write(f, asked, Level::Sum)?;
            f.write_str(" is blank")
        }
        Kind::In(left, list) => write_in(f, left, " in ", list),
        Kind::List(items) => {
            f.write_char('[')?;
            write_all(f, items, Level::Sum)?;
            f.write_char(']')
        }
        Kind::If { condition, then, otherwise } => {
            write(f, then, Level::Or)?;
            f.write_str(" if ")?;
            write(f, condition, Level::Or)?;
            f.write_str(" else ")?;
            write(f, otherwise, Level::If)
        }
        Kind::Call { name, arguments, named } => {
            write!(f, "{name}(")?;
            write_all(f, arguments, Level::If)?;
            for (i, (key, value)) in named.iter().enumerate() {
                let comma = if i > 0 || !arguments.is_empty() { ", " } else { "" };
                write!(f, "{comma}{key}=")?;
                write(f, value, Level::If)?;
            }
            f.write_char(')')
        }
    }
}

fn write_in(f: &mut fmt::Formatter<'_>, left: &Expr, word: &str, list: &Expr) -> fmt::Result {
    write(f, left, Level::Sum)?;
    f.write_str(word)?;
    write(f, list, Level::Sum)
}

fn write_all(f: &mut fmt::Formatter<'_>, items: &[Expr], place: Level) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        f.write_str(if i > 0 { ", " } else { "" })?;
        write(f, item, place)?;
    }
    Ok(())
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "'{}'", text.replace('\'', "''"))
}
