//! The rule language: when a field shows, is required, is right, what it computes, which values it offers.
//!
//! A rule is text an author writes: [`parse()`] makes a tree of it, [`compile()`] settles names and types and gives a
//! [`Rule`], [`Rule::run`] runs it. A compiled form holds rules as JSON: [`Rule::to_json`], [`Rule::from_json`].
//! There is no I/O, no clock and no way to take long: depth, length and cost are bounded when a rule is compiled.
//!
//! ```
//! use sayyar_forms::rule::{Names, Source, Type, compile};
//!
//! let mut names = Names::default();
//! names.field("months", Type::Integer).unwrap();
//! let rule = compile(&Source::text("months > 6 and months <= 12"), names.outside(), Some(&Type::Boolean)).unwrap();
//! assert_eq!(rule.to_string(), "months > 6 and months <= 12");
//! ```

mod arithmetic;
mod call;
mod check;
mod eval;
mod function;
mod json;
mod lexer;
mod mistake;
mod node;
mod parse;
mod print;
mod scope;
mod syntax;
mod types;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use sayyar_base::{Diagnostic, Diagnostics, Span};

pub use arithmetic::Failure;
pub use check::{MAX_COST, Read};
pub use eval::{Answers, Candidate, Facts, Fees, Outcome};
pub use function::Function;
pub use mistake::Complaint;
pub use parse::parse;
pub use scope::{BadName, Columns, Names, Scope};
pub use syntax::{Binary, Comparison, Expr, Kind, MAX_DEPTH, MAX_INTEGER, MAX_LENGTH, Operation, Unary};
pub(crate) use syntax::{RESERVED, is_name};
pub use types::{NotAType, Type, Value};

/// The text of a rule and where it stands.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    text: &'a str,
    span: Span,
    /// The byte of the file where the text begins, where the file has the text as it is.
    start: Option<usize>,
}

impl<'a> Source<'a> {
    /// A rule from a definition. `span` is the value in its file, quotes included; `file` is the text of the file.
    /// Where the value has escapes, mistakes are blamed on the whole of it.
    pub fn new(text: &'a str, span: Span, file: &str) -> Self {
        let written = file.get(span.range()).unwrap_or_default();
        let quotes = ["\"\"\"", "'''", "\"", "'", ""];
        let inner = quotes.into_iter().find_map(|quote| {
            let inner = written.strip_prefix(quote)?.strip_suffix(quote)?;
            // A line break right behind the opening quotes is not part of the text.
            let skipped = if quote.len() == 3 { inner.len() - inner.trim_start_matches(['\r', '\n']).len() } else { 0 };
            (inner[skipped..] == *text).then_some(quote.len() + skipped)
        });
        let start = inner.map(|inner| span.start as usize + inner);
        Self { text, span, start }
    }

    /// A rule that stands nowhere, for tests and tools.
    pub fn text(text: &'a str) -> Self {
        Self { text, span: Span::new(&Arc::from("rule"), 0..text.len()), start: Some(0) }
    }

    fn place(&self, range: &Range<usize>) -> Span {
        match self.start {
            Some(start) => Span::new(&self.span.path, start + range.start..start + range.end),
            None => self.span.clone(),
        }
    }

    fn diagnostic(&self, complaint: Complaint) -> Diagnostic {
        let place = self.place(&complaint.range);
        let problem = Diagnostic::error(complaint.code, complaint.message).at(place, "");
        match complaint.help {
            Some(help) => problem.help(help),
            None => problem,
        }
    }
}

/// A rule whose names and types are right.
#[derive(Debug, Clone)]
pub struct Rule {
    expr: Expr,
    node: node::Node,
    ty: Type,
    cost: u32,
    reads: BTreeSet<Read>,
}

/// Compiles a rule that should give `wanted`, or anything. All mistakes at once, unless it cannot be read at all.
pub fn compile(source: &Source<'_>, scope: Scope<'_>, wanted: Option<&Type>) -> Result<Rule, Diagnostics> {
    settle(source, read(source).map_err(|problem| vec![problem])?, scope, wanted)
}

/// The first half of [`compile`]: what the rule says, when its names are not known yet.
pub(crate) fn read(source: &Source<'_>) -> Result<Expr, Diagnostic> {
    parse(source.text).map_err(|complaint| source.diagnostic(complaint))
}

/// The second half: names and types.
pub(crate) fn settle(
    source: &Source<'_>,
    expr: Expr,
    scope: Scope<'_>,
    wanted: Option<&Type>,
) -> Result<Rule, Diagnostics> {
    check::check(&expr, scope, wanted).map(|checked| Rule::new(expr, checked)).map_err(|mistakes| {
        let told = mistakes.into_iter().map(|(mistake, range)| source.diagnostic(mistake.explain(range, scope)));
        told.collect()
    })
}

/// JSON that is not a compiled rule of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotARule;

impl fmt::Display for NotARule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a compiled rule of this form")
    }
}

impl std::error::Error for NotARule {}

impl Rule {
    fn new(expr: Expr, checked: check::Checked) -> Self {
        let check::Checked { node, ty, cost, reads } = checked;
        Self { expr, node, ty, cost, reads }
    }

    /// Reads what [`Rule::to_json`] writes, and checks its names and types again.
    pub fn from_json(json: &serde_json::Value, scope: Scope<'_>, wanted: Option<&Type>) -> Result<Self, NotARule> {
        Self::settle(Expr::from_json(json)?, scope, wanted)
    }

    /// A rule from its tree, when it does not matter what is wrong with it.
    pub(crate) fn settle(expr: Expr, scope: Scope<'_>, wanted: Option<&Type>) -> Result<Self, NotARule> {
        let checked = check::check(&expr, scope, wanted).map_err(|_| NotARule)?;
        Ok(Self::new(expr, checked))
    }

    /// The rule as JSON; its canonical text is [`sayyar_base::canonical::to_string`] of it.
    pub fn to_json(&self) -> serde_json::Value {
        json::write(&self.expr)
    }

    /// Runs it.
    pub fn run(&self, facts: Facts<'_>) -> Outcome {
        eval::run(&self.node, facts)
    }

    /// What it gives.
    pub fn ty(&self) -> &Type {
        &self.ty
    }

    /// How many steps it takes at most; never above [`MAX_COST`].
    pub fn cost(&self) -> u32 {
        self.cost
    }

    /// What it depends on.
    pub fn reads(&self) -> &BTreeSet<Read> {
        &self.reads
    }

    /// The tree it was made from.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }
}

impl Expr {
    /// Reads what [`Rule::to_json`] writes; names and types are not looked at.
    pub(crate) fn from_json(json: &serde_json::Value) -> Result<Self, NotARule> {
        json::read(json).ok_or(NotARule)
    }
}

impl fmt::Display for Rule {
    /// The rule, laid out the one way there is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expr.fmt(f)
    }
}
