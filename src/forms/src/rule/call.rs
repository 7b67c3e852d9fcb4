//! Types of function calls.

use std::sync::Arc;

use sayyar_base::Money;

use super::check::{Checker, Read, Typed, goes_with};
use super::function::{Function, Parameter};
use super::mistake::Mistake;
use super::node::{Fold, Node};
use super::scope::{Field, NamedFee};
use super::syntax::{Expr, Kind};
use super::types::{Type, Value};
use crate::pattern::Pattern;

/// `round` keeps at most so many decimals.
pub(super) const MAX_PLACES: i64 = 12;

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        name: &str,
        arguments: &[Expr],
        named: &[(Arc<str>, Expr)],
        whole: &Expr,
    ) -> Option<Typed> {
        let Some(function) = Function::of(name) else {
            return self.mistake(Mistake::UnknownFunction(name.to_owned()), whole);
        };
        if function == Function::Fee {
            return self.fee(arguments, named, whole);
        }
        if let Some((key, value)) = named.first() {
            return self.mistake(Mistake::NamedArgument { function, name: key.to_string() }, value);
        }
        if let Some((parameters, result)) = function.plain() {
            return self.plain(function, parameters, result, arguments, whole);
        }
        match (function, arguments) {
            (_, [Expr { kind: Kind::Member(of, field), .. }]) if function.folds() && &**of != "row" => {
                self.fold(function, of, Some(field), &arguments[0])
            }
            (Function::Count, [one]) => self.count(one),
            (Function::Sum | Function::Any | Function::All, [one]) => {
                let found = self.expr(one)?.ty;
                self.mistake(Mistake::Argument { function, wanted: "a field in all rows of a repeat", found }, one)
            }
            (Function::Min | Function::Max, [_, _, ..]) => self.extreme(function, arguments),
            (Function::Default, [value, otherwise]) => self.default(value, otherwise, whole),
            (Function::Matches, [text, pattern]) => self.matches(text, pattern),
            (Function::Round, [number]) => self.round(number, None),
            (Function::Round, [number, places]) => self.round(number, Some(places)),
            _ => self.mistake(Mistake::Count { function, found: arguments.len() }, whole),
        }
    }

    fn plain(
        &mut self,
        function: Function,
        parameters: &[Parameter],
        result: Type,
        arguments: &[Expr],
        whole: &Expr,
    ) -> Option<Typed> {
        if arguments.len() != parameters.len() {
            return self.mistake(Mistake::Count { function, found: arguments.len() }, whole);
        }
        let nodes: Vec<_> = parameters
            .iter()
            .zip(arguments)
            .map(|(parameter, argument)| self.argument(function, *parameter, argument))
            .collect();
        Some(Typed::new(Node::Call(function, nodes.into_iter().collect::<Option<_>>()?), result))
    }

    fn argument(&mut self, function: Function, parameter: Parameter, argument: &Expr) -> Option<Node> {
        let typed = self.expr(argument)?;
        match typed.ty {
            Some(ty) if parameter.takes(&ty) => Some(typed.node),
            found => self.mistake(parameter.mistake(function, found), argument),
        }
    }

    /// Rows, chosen values, files.
    fn count(&mut self, one: &Expr) -> Option<Typed> {
        if let Kind::Name(name) = &one.kind
            && let Some(Field::Repeat(_)) = self.scope.field(name)
            && self.scope.row().is_none_or(|row| !row.contains_key(name))
        {
            return self.fold(Function::Count, name, None, one);
        }
        let typed = self.expr(one)?;
        match typed.ty {
            Some(Type::Choices(_) | Type::Files) => {
                Some(Typed::new(Node::Call(Function::Count, vec![typed.node]), Type::Integer))
            }
            found => {
                let wanted = "a repeat, its field, files or choices";
                self.mistake(Mistake::Argument { function: Function::Count, wanted, found }, one)
            }
        }
    }

    fn fold(&mut self, function: Function, of: &Arc<str>, field: Option<&Arc<str>>, at: &Expr) -> Option<Typed> {
        let Some(Field::Repeat(repeat)) = self.scope.field(of) else {
            return self.mistake(Mistake::NotARepeat(of.to_string()), at);
        };
        let Some(field) = field else {
            self.read(Read::Rows(of.clone()));
            let fold = Fold { function, repeat: of.clone(), max: repeat.max, column: None, zero: None };
            return Some(Typed::new(Node::Fold(Box::new(fold)), Type::Integer));
        };
        let Some(ty) = repeat.fields.get(field) else {
            return self.mistake(Mistake::UnknownMember { repeat: of.to_string(), field: field.to_string() }, at);
        };
        let wrong = |wanted| Mistake::Argument { function, wanted, found: Some(ty.clone()) };
        let zero = match ty {
            Type::Integer => Some(Value::Integer(0)),
            Type::Decimal => Some(Value::Decimal(0.into())),
            Type::Money(currency) => Some(Value::Money(Money { minor: 0, currency: *currency })),
            _ => None,
        };
        let result = match function {
            Function::Count => Type::Integer,
            Function::Any | Function::All if *ty == Type::Boolean => Type::Boolean,
            Function::Any | Function::All => return self.mistake(wrong("a yes-no field of rows"), at),
            Function::Sum if zero.is_some() => ty.clone(),
            Function::Sum => return self.mistake(wrong("a number or an amount in rows"), at),
            _ if ty.is_ordered() => ty.clone(),
            _ => return self.mistake(wrong("a number, an amount or a date in rows"), at),
        };
        self.read(Read::Column(of.clone(), field.clone()));
        let column = Some((field.clone(), ty.clone()));
        let fold = Fold { function, repeat: of.clone(), max: repeat.max, column, zero };
        Some(Typed::new(Node::Fold(Box::new(fold)), result))
    }

    /// `min` and `max` of values that are named.
    fn extreme(&mut self, function: Function, arguments: &[Expr]) -> Option<Typed> {
        let typed: Vec<_> = arguments.iter().map(|argument| self.expr(argument)).collect();
        let typed = typed.into_iter().collect::<Option<Vec<_>>>()?;
        let decimals = typed.iter().any(|one| one.ty == Some(Type::Decimal));
        let first = if decimals { Some(Type::Decimal) } else { typed.iter().find_map(|one| one.ty.clone()) };
        let mut nodes = Vec::new();
        for (one, argument) in typed.into_iter().zip(arguments) {
            let fits = first.as_ref().filter(|ty| ty.is_ordered() && one.ty.is_some() && goes_with(&one, ty));
            let Some(wanted) = fits else {
                let mistake = match (&first, &one.ty) {
                    (Some(Type::Money(a)), Some(Type::Money(b))) => {
                        Mistake::MixedCurrencies(a.code().into(), b.code().into())
                    }
                    _ => Mistake::Argument { function, wanted: "numbers, amounts or dates of one kind", found: one.ty },
                };
                return self.mistake(mistake, argument);
            };
            nodes.push(self.bring(one, wanted, argument)?);
        }
        Some(Typed { node: Node::Call(function, nodes), ty: first })
    }

    fn default(&mut self, value: &Expr, otherwise: &Expr, whole: &Expr) -> Option<Typed> {
        let (a, b) = (self.expr(value), self.expr(otherwise));
        let (a, b) = (a?, b?);
        if a.ty.is_none() || b.ty.is_none() {
            return self.mistake(Mistake::BlankOperand, if a.ty.is_none() { value } else { otherwise });
        }
        let (a, b, ty) = self.either(a, value, b, otherwise, whole)?;
        Some(Typed { node: Node::Default(Box::new(a), Box::new(b)), ty })
    }

    fn matches(&mut self, text: &Expr, pattern: &Expr) -> Option<Typed> {
        let node = self.argument(Function::Matches, Parameter::Text, text);
        let Kind::Text(written) = &pattern.kind else {
            let found = self.expr(pattern)?.ty;
            let wanted = "a pattern that is written out";
            return self.mistake(Mistake::Argument { function: Function::Matches, wanted, found }, pattern);
        };
        match Pattern::new(written) {
            Ok(pattern) => Some(Typed::new(Node::Matches(Box::new(node?), Box::new(pattern)), Type::Boolean)),
            Err(error) => self.mistake(Mistake::BadPattern(error.to_string()), pattern),
        }
    }

    fn round(&mut self, number: &Expr, places: Option<&Expr>) -> Option<Typed> {
        let node = self.argument(Function::Round, Parameter::Number, number);
        let Some(places) = places else {
            return Some(Typed::new(Node::Call(Function::Round, vec![node?]), Type::Integer));
        };
        match places.kind {
            Kind::Integer(count) if (0..=MAX_PLACES).contains(&count) => {
                let nodes = vec![node?, Node::Value(Value::Integer(count))];
                Some(Typed::new(Node::Call(Function::Round, nodes), Type::Decimal))
            }
            _ => {
                let found = self.expr(places)?.ty;
                let wanted = "a number of decimals from 0 to 12 that is written out";
                self.mistake(Mistake::Argument { function: Function::Round, wanted, found }, places)
            }
        }
    }

    fn fee(&mut self, arguments: &[Expr], named: &[(Arc<str>, Expr)], whole: &Expr) -> Option<Typed> {
        let function = Function::Fee;
        let [name] = arguments else { return self.mistake(Mistake::Count { function, found: arguments.len() }, whole) };
        let Kind::Text(fee) = &name.kind else {
            let found = self.expr(name)?.ty;
            return self.mistake(Mistake::Argument { function, wanted: "the id of a fee in quotes", found }, name);
        };
        let (axes, currency) = match self.scope.fee(fee) {
            Some(NamedFee::Cases { axes, currency }) => (axes, *currency),
            Some(NamedFee::Varies) => return self.mistake(Mistake::FeeVaries(fee.to_string()), name),
            None => return self.mistake(Mistake::UnknownFee(fee.to_string()), name),
        };
        for (key, value) in named.iter().filter(|(key, _)| axes.iter().all(|(axis, ..)| axis != key)) {
            let axes = axes.iter().map(|(axis, ..)| axis.to_string()).collect();
            let mistake = Mistake::UnknownAxis { fee: fee.to_string(), axis: key.to_string(), axes };
            self.mistake::<()>(mistake, value);
        }
        let nodes: Vec<_> = axes
            .iter()
            .map(|(key, axis, ty)| match named.iter().find(|(found, _)| found == key) {
                Some((_, value)) => Some((axis.clone(), self.axis(value, ty)?)),
                None => self.mistake(Mistake::MissingAxis { fee: fee.to_string(), axis: key.to_string() }, whole),
            })
            .collect();
        self.read(Read::Fee(fee.clone()));
        let node = Node::Fee(fee.clone(), nodes.into_iter().collect::<Option<_>>()?);
        Some(Typed::new(node, Type::Money(currency)))
    }

    fn axis(&mut self, value: &Expr, ty: &Type) -> Option<Node> {
        let typed = self.expr(value)?;
        if typed.ty.is_none() || !goes_with(&typed, ty) {
            let wanted = if *ty == Type::Integer { "a whole number" } else { "a value of the axis's list" };
            return self.mistake(Mistake::Argument { function: Function::Fee, wanted, found: typed.ty }, value);
        }
        self.bring(typed, ty, value)
    }
}
