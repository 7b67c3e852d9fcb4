//! `forms/<id>/service.toml`: the facts of one service.

use std::sync::Arc;

use sayyar_base::toml::{Node, Table};
use sayyar_base::{At, Date, Diagnostic, Diagnostics, Id, Money, Quantity, Span, toml};
use serde::Serialize;

use crate::document::Document;
use crate::fee::{AxisValue, Fee};
use crate::list::Lists;
use crate::unique;
use crate::words::WordId;

/// Something the agency does for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The name of its folder.
    pub id: Id,
    /// Its `service.toml`.
    pub path: Arc<str>,
    /// Under which heading it is found.
    pub category: Category,
    /// Who it is for, at least one; words `audience-<id>`.
    pub audience: Vec<At<Id>>,
    /// How long the agency takes; nothing where it takes no decision or cannot say.
    pub processing: Option<Quantity>,
    /// The longest what is issued lasts.
    pub validity: Option<Quantity>,
    /// By when one must apply.
    pub deadline: Option<Deadline>,
    /// Ways to apply, at least one; words `channel-<id>`.
    pub channels: Vec<At<Id>>,
    /// What the applicant does, in order, at least one; words `step-<id>` with `.detail`.
    pub steps: Vec<At<Id>>,
    /// What must be true of the applicant; words `eligibility-<id>`.
    pub eligibility: Vec<At<Id>>,
    /// Kinds or ids of offices that take it.
    pub offices: Vec<At<Id>>,
    /// Acts it rests on; words `legal-<id>`.
    pub legal: Vec<At<Id>>,
    /// How long applications are kept.
    pub retention: Quantity,
    /// Answers the desk may keep in clear, by the ids of their fields.
    pub index: Vec<At<String>>,
    /// When somebody last compared all this with the law.
    pub reviewed: Date,
    /// Other numbers the prose uses, in the order written.
    pub facts: Vec<(At<Id>, Quantity)>,
    /// In the order written.
    pub fees: Vec<Fee>,
    /// In the order written.
    pub documents: Vec<Document>,
}

/// Under which heading a service is found. The order is that of the headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Work permits.
    Work,
    /// Visas.
    Travel,
    /// Registration, longer stay.
    Stay,
    /// Residence permits.
    Residence,
    /// Citizenship.
    Citizenship,
    /// Refugees.
    Protection,
}

impl Category {
    /// All of them in order, with the names definitions use.
    pub const ALL: [(&'static str, Self); 6] = [
        ("work", Self::Work),
        ("travel", Self::Travel),
        ("stay", Self::Stay),
        ("residence", Self::Residence),
        ("citizenship", Self::Citizenship),
        ("protection", Self::Protection),
    ];

    /// The name definitions use; the word `category-<name>`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, one)| *one == self).map_or("", |(name, _)| name)
    }
}

/// By when one must apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// How long one has.
    pub within: Quantity,
    /// After what; the word `after-<id>`.
    pub after: At<Id>,
}

impl Service {
    /// Reads `forms/<id>/service.toml`. With errors the service is returned as far as it makes sense.
    pub fn parse(id: &str, path: &Arc<str>, text: &str, lists: &Lists) -> (Option<Self>, Diagnostics) {
        let folder = id.parse::<Id>();
        let (service, mut problems) = toml::read(path, text, 0, |table| {
            let service = Self::read(folder.clone().ok(), path, table, lists);
            if let Some(service) = &service {
                unique::check(table, "repeated-id", service.fees.iter().map(|fee| &fee.id));
                unique::check(table, "repeated-id", service.documents.iter().map(|document| &document.id));
            }
            service
        });
        if let Err(error) = folder {
            problems
                .push(Diagnostic::error("bad-id", error.to_string()).in_file(path.clone()).help("rename the folder"));
        }
        (service, problems)
    }

    fn read(id: Option<Id>, path: &Arc<str>, table: &mut Table<'_>, lists: &Lists) -> Option<Self> {
        let category = table.required_node("category").and_then(|node| node.choice("category", &Category::ALL));
        let audience = unique::some_ids(table, "audience");
        let processing = table.node("processing").and_then(|node| Quantity::read_duration(&node));
        let validity = table.node("validity").and_then(|node| Quantity::read_duration(&node));
        let deadline = table.node("deadline").and_then(|node| Deadline::read(&node));
        let channels = unique::some_ids(table, "channels");
        let steps = unique::some_ids(table, "steps");
        let eligibility = unique::ids(table, "eligibility");
        let offices = unique::ids(table, "offices");
        let legal = unique::ids(table, "legal");
        let retention = table.required_node("retention").and_then(|node| Quantity::read_duration(&node));
        let index = table.each("index", read_field_id);
        let reviewed = table.required("reviewed");
        let facts = table.node("facts").and_then(|node| node.table(read_facts)).unwrap_or_default();
        let fees = table.each("fee", |node| Fee::read(node, lists));
        let documents = table.list("document");
        Some(Self {
            id: id?,
            path: path.clone(),
            category: category?,
            audience,
            processing,
            validity,
            deadline,
            channels,
            steps,
            eligibility,
            offices,
            legal,
            retention: retention?,
            index,
            reviewed: reviewed?,
            facts,
            fees,
            documents,
        })
    }

    /// What the fee of that id costs for those values of its axes.
    pub fn fee(&self, id: &str, values: &[(&str, AxisValue<'_>)]) -> Option<Money> {
        self.fees.iter().find(|fee| fee.id.as_str() == id)?.amount(values)
    }

    /// Every message the definition needs, with what asks for it.
    pub fn words(&self) -> Vec<WordId> {
        let file = Span::file(self.path.clone());
        let category = format!("category-{}", self.category.name());
        let mut words: Vec<_> = ["service-title", "service-summary", &category].map(|id| WordId::new(id, &file)).into();
        let mut all = |prefix: &str, ids: &[At<Id>]| {
            words.extend(ids.iter().map(|id| WordId::new(format!("{prefix}-{}", id), &id.span)));
        };
        all("audience", &self.audience);
        all("after", self.deadline.as_ref().map(|deadline| &deadline.after).map_or(&[], std::slice::from_ref));
        all("channel", &self.channels);
        all("step", &self.steps);
        all("eligibility", &self.eligibility);
        all("legal", &self.legal);
        words.extend(self.steps.iter().map(|id| WordId::new(format!("step-{}", id), &id.span).attr("detail")));
        words.extend(self.fees.iter().flat_map(Fee::words));
        words.extend(self.documents.iter().flat_map(Document::words));
        words
    }
}

impl Deadline {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.table(|table| {
            let within = Quantity::read_from(table, &[]);
            let after = table.required("after");
            Some(Self { within: within?, after: after? })
        })
    }
}

fn read_facts(table: &mut Table<'_>) -> Option<Vec<(At<Id>, Quantity)>> {
    let read = table.rest().into_iter().filter_map(|(key, node)| {
        let quantity = node.read();
        match key.value.parse() {
            Ok(value) => Some((At { value, span: key.span }, quantity?)),
            Err(error) => {
                let error: sayyar_base::id::NotAnId = error;
                node.report(Diagnostic::error("bad-id", error.to_string()).at(key.span, ""))
            }
        }
    });
    Some(read.collect())
}

/// Fields of forms are named with underscores: `family_name`.
fn read_field_id(node: &Node<'_>) -> Option<At<String>> {
    let text = node.text()?;
    let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    let rest = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if first && rest && text.len() <= 64 {
        return Some(node.at(text.to_owned()));
    }
    let problem = Diagnostic::error("bad-field-id", format!("`{text}` is not the id of a field"));
    node.report(problem.at(node.span(), "").help("use a-z, 0-9 and underscores, as in `family_name`"))
}

#[cfg(test)]
mod tests;
