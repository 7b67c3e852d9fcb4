//! What is wrong with a form as a whole, in words and in its place.

use std::collections::BTreeSet;
use std::sync::Arc;

use sayyar_base::diag::did_you_mean;
use sayyar_base::{Diagnostic, Diagnostics, Span};

use super::{FormSource, Spans, Written};
use crate::form::{Field, FieldKind, Form, Issue, Judge};
use crate::rule::{self, Rule, Scope, Source, Type};
use crate::service::Service;

/// Tells authors what is wrong.
pub(super) struct Author<'a> {
    pub(super) source: &'a FormSource<'a>,
    pub(super) spans: &'a Spans,
    pub(super) problems: Diagnostics,
}

impl Judge for Author<'_> {
    type Rule = Written;

    fn mentions(&self, rule: &Written) -> BTreeSet<Arc<str>> {
        rule.expr.mentions()
    }

    fn settle(&mut self, rule: &Written, scope: Scope<'_>, wanted: Option<&Type>) -> Option<Rule> {
        let source = Source::new(&rule.text, rule.span.clone(), self.source.text);
        match rule::settle(&source, rule.expr.clone(), scope, wanted) {
            Ok(rule) => Some(rule),
            Err(mut problems) => {
                self.problems.append(&mut problems);
                None
            }
        }
    }

    fn issue(&mut self, key: String, issue: Issue) {
        let span = self.spans.get(&key);
        let (code, message, help) = match issue {
            Issue::Circle(circle) => return self.circle(&circle),
            // The reader has told of these.
            Issue::Unsound | Issue::BadName(_) => return,
            Issue::NoTarget { target, near } => (
                "unknown-field",
                format!("there is no field `{target}` beside this one"),
                did_you_mean(&target, near.iter().map(|id| &**id).collect::<Vec<_>>()),
            ),
            Issue::WrongTarget { target, part, found } => (
                "type-mismatch",
                format!("`{target}` is {found}, which cannot hold `{}`", part.name()),
                "names and numbers go into text, days into date, states into country, sex into choice".into(),
            ),
            Issue::NotInChecker(ty) => (
                "not-in-checker",
                format!("a checker cannot ask for `{ty}`"),
                "nothing is handed in: ask what the person knows".into(),
            ),
            Issue::NoOutcome => {
                ("no-outcome", "the checker leads nowhere".into(), "add `[[outcome]]` with `id` and `when`".into())
            }
            Issue::OutcomeOfApplication => (
                "outcome-of-application",
                "only a checker has outcomes".into(),
                "remove it, or write kind = \"checker\"".into(),
            ),
            Issue::Unreachable => (
                "unreachable-outcome",
                "what comes behind an outcome without `when` is never reached".into(),
                "say when, or put it last".into(),
            ),
            Issue::ComputedFiles => {
                ("type-mismatch", "a computed field cannot hold files".into(), "write count(...) of them".into())
            }
            Issue::TooCostly { cost, limit } => (
                "form-too-costly",
                format!("checking the form takes up to {cost} steps: {limit} is the limit"),
                "allow fewer rows in repeats, or say `where` once, in a field outside them".into(),
            ),
        };
        self.problems.push(Diagnostic::error(code, message).at(span, "").help(help));
    }
}

impl Author<'_> {
    /// Each rule of the circle is shown.
    fn circle(&mut self, circle: &[Arc<str>]) {
        let named = |key: &str| match key.strip_prefix("section-") {
            Some(section) => format!("section `{section}`"),
            None => format!("`{key}`"),
        };
        let ring: Vec<_> = circle.iter().chain(circle.first()).map(|key| named(key)).collect();
        let first = ring.first().cloned().unwrap_or_default();
        let mut problem =
            Diagnostic::error("circular-rules", format!("{first} depends on itself: {}", ring.join(" -> ")));
        for (key, needed) in circle.iter().zip(ring.iter().skip(1)) {
            problem = problem.at(self.rule_span(key), format!("needs {needed}"));
        }
        self.problems.push(problem.help("what shows and what is computed must not depend on its own result"));
    }

    /// The rule of something that has one; where it has two, that which computes.
    fn rule_span(&self, key: &str) -> Span {
        let rules = [".value", ".visible", ""].map(|rule| format!("{key}{rule}"));
        let found = rules.iter().find_map(|rule| self.spans.of.get(rule));
        found.cloned().unwrap_or_else(|| self.spans.get(key))
    }

    /// What the desk keeps in clear must be there, once.
    pub(super) fn check_index(&mut self, form: &Form, service: &Service) {
        let fits = |field: &&Field| {
            field.is_answered()
                && form.repeat_of(&field.id).is_none()
                && !matches!(field.kind, FieldKind::Files { .. } | FieldKind::Repeat { .. })
        };
        for id in service.index.iter().filter(|id| form.field(id).filter(fits).is_none()) {
            let problem = Diagnostic::error("unknown-field", format!("the form has no field `{id}` to keep in clear"));
            let known: Vec<_> = form.fields().filter(fits).map(|field| &*field.id).collect();
            self.problems.push(problem.at(id.span.clone(), "").help(did_you_mean(id, known)));
        }
    }
}
