//! Fees in a compiled form: the shape of `service.toml`, cells of lists always in brackets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sayyar_base::{At, Id, Money, Span};
use serde_json::{Map, Value as Json, json};

use super::{Axis, AxisKind, Case, Fee, Price};
use crate::cover::Side;
use crate::json::{each, list, object, text};
use crate::list::Options;

/// A fee has at most so many cases.
const MAX_CASES: usize = 1_000;

impl Fee {
    /// The lists its axes are of.
    pub(crate) fn lists(&self) -> impl Iterator<Item = &str> {
        let axes = if let Price::Cases { axes, .. } = &self.price { axes.as_slice() } else { &[] };
        axes.iter().filter_map(|axis| match &axis.kind {
            AxisKind::List { list, .. } => Some(list.as_str()),
            AxisKind::Integer => None,
        })
    }

    /// Its JSON; nothing where it varies, because no rule can use it.
    pub(crate) fn to_json(&self) -> Option<Json> {
        let Price::Cases { axes, cases } = &self.price else { return None };
        let mut json =
            json!({ "id": self.id.as_str(), "cases": cases.iter().map(|case| write(case, axes)).collect::<Vec<_>>() });
        if !axes.is_empty() {
            let by: Map<String, Json> =
                axes.iter().map(|axis| (axis.id.to_string(), axis.kind.name().into())).collect();
            json["by"] = by.into();
        }
        Some(json)
    }

    /// Reads what [`Fee::to_json`] writes. It stands nowhere: its spans are empty.
    pub(crate) fn from_json(json: &Json, lists: &BTreeMap<Arc<str>, Options>) -> Option<Self> {
        let nowhere = Span::file("form.json");
        let id = |text: &str| Some(At { value: text.parse::<Id>().ok()?, span: nowhere.clone() });
        let mut axes = Vec::new();
        for (axis, kind) in object(json, "by").into_iter().flatten() {
            let kind = match kind.as_str()? {
                "integer" => AxisKind::Integer,
                list => AxisKind::List { list: list.parse().ok()?, values: lists.get(list)?.values.clone() },
            };
            // In the order of their names, which is not the order of every map of JSON.
            let place = axes.iter().position(|other: &Axis| *other.id.as_str() > **axis).unwrap_or(axes.len());
            axes.insert(place, Axis { id: id(axis).filter(|id| id.as_str() != "amount")?, kind });
        }
        let cases = list(json, "cases").filter(|cases| (1..=MAX_CASES).contains(&cases.len()))?;
        let cases = each(cases, &|case| read(case, &axes))?;
        let one_currency = cases.windows(2).all(|pair| pair[0].amount.currency == pair[1].amount.currency);
        let fee = Self { id: id(text(json, "id")?)?, price: Price::Cases { axes, cases } };
        one_currency.then_some(fee)
    }
}

impl AxisKind {
    fn name(&self) -> &str {
        match self {
            Self::Integer => "integer",
            Self::List { list, .. } => list,
        }
    }
}

fn write(case: &Case, axes: &[Axis]) -> Json {
    let cell = |(axis, side): (&Axis, &Side)| {
        let written = match (side, &axis.kind) {
            (Side::Range { from, to: u32::MAX }, _) => format!("{from}..").into(),
            (Side::Range { from, to }, _) if from == to => from.to_string().into(),
            (Side::Range { from, to }, _) => format!("{from}..{to}").into(),
            (Side::Values(places), AxisKind::List { values, .. }) => {
                places.iter().filter_map(|place| values.get(*place)).map(|value| Json::from(&**value)).collect()
            }
            (Side::Values(_), AxisKind::Integer) => Json::Null,
        };
        (axis.id.to_string(), written)
    };
    let mut json: Map<String, Json> = axes.iter().zip(&case.cells).map(cell).collect();
    json.insert("amount".into(), case.amount.to_string().into());
    json.into()
}

fn read(json: &Json, axes: &[Axis]) -> Option<Case> {
    let mut cells = Vec::new();
    for axis in axes {
        cells.push(match &axis.kind {
            AxisKind::Integer => super::range(text(json, &axis.id)?)?,
            AxisKind::List { values, .. } => {
                let mut places = BTreeSet::new();
                for value in list(json, &axis.id)? {
                    let value = value.as_str()?;
                    places.insert(values.iter().position(|one| **one == *value)?);
                }
                Side::Values(places)
            }
        });
    }
    let amount: Money = text(json, "amount")?.parse().ok()?;
    let nowhere = Span::file("form.json");
    Some(Case { cell_spans: vec![nowhere.clone(); cells.len()], cells, amount, span: nowhere })
}
