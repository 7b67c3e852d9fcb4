//! The small world that rules of tests live in: names and answers as vectors write them.

use std::collections::BTreeMap;
use std::sync::Arc;

use sayyar_base::{Currency, Date, Money, toml};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::fee::Fee;
use crate::list::Lists;
use crate::rule::{Answers, Columns, Facts, Names, Outcome, Rule, Scope, Type, Value};

/// What rules of a file may name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Setting {
    /// Fields with their types.
    #[serde(default)]
    pub(super) fields: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) repeats: BTreeMap<String, Rows>,
    #[serde(default)]
    pub(super) lists: BTreeMap<String, List>,
    /// As `service.toml` writes them.
    #[serde(default)]
    pub(super) fees: String,
    /// The repeat the rules stand in.
    pub(super) within: Option<String>,
    /// The list the rules choose from.
    pub(super) choosing: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    max: u32,
    fields: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    values: Vec<String>,
    #[serde(default)]
    columns: BTreeMap<String, String>,
}

/// A setting made ready.
pub(super) struct World {
    setting: Setting,
    names: Names,
    fees: Vec<Fee>,
    types: BTreeMap<String, Type>,
    rows: BTreeMap<String, BTreeMap<String, Type>>,
}

pub(super) fn ty(text: &str) -> Type {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no type"))
}

fn types(written: &BTreeMap<String, String>) -> BTreeMap<String, Type> {
    written.iter().map(|(name, text)| (name.clone(), ty(text))).collect()
}

impl World {
    pub(super) fn new(setting: &Setting) -> Self {
        let mut names = Names::default();
        let own = types(&setting.fields);
        for (name, ty) in &own {
            names.field(name, ty.clone()).unwrap();
        }
        let rows: BTreeMap<_, _> =
            setting.repeats.iter().map(|(name, rows)| (name.clone(), types(&rows.fields))).collect();
        for (name, fields) in &rows {
            names.repeat(name, setting.repeats[name].max, fields.clone()).unwrap();
        }
        for (name, list) in &setting.lists {
            let columns: Columns = types(&list.columns).into_iter().map(|(name, ty)| (Arc::from(name), ty)).collect();
            names.list(name, list.values.iter().map(String::as_str), columns);
        }
        let lists = lists(&setting.lists);
        let (fees, problems) = toml::read(&Arc::from("service.toml"), &setting.fees, 0, |table| {
            Some(table.each("fee", |node| Fee::read(node, &lists)))
        });
        assert_eq!(problems, []);
        let fees: Vec<Fee> = fees.unwrap_or_default();
        fees.iter().for_each(|fee| names.fee(fee));
        Self { setting: setting.clone(), names, fees, types: own, rows }
    }

    pub(super) fn scope(&self) -> Scope<'_> {
        let scope = match &self.setting.within {
            Some(repeat) => self.names.within(repeat),
            None => self.names.outside(),
        };
        self.setting.choosing.as_ref().map_or(scope, |list| scope.choosing(list))
    }

    /// Runs a rule with answers as `answers.json` writes them.
    pub(super) fn run(&self, rule: &Rule, today: Date, given: &Given) -> Outcome {
        let answers = Written { world: self, answers: &given.answers };
        let columns = self.setting.choosing.as_ref().map(|list| types(&self.setting.lists[list].columns));
        let candidate = |name: &str| {
            let json = given.candidate.as_ref()?.get(name)?;
            Some(value(json, columns.as_ref()?.get(name)?))
        };
        rule.run(Facts {
            today,
            answers: &answers,
            fees: &self.fees,
            row: self.setting.within.as_deref().zip(given.row),
            candidate: given.candidate.as_ref().map(|_| &candidate as _),
        })
    }
}

fn lists(written: &BTreeMap<String, List>) -> Lists {
    let file = |(name, list): (&String, &List)| {
        (Arc::from(format!("forms/lists/{name}.toml")), format!("values = {}", json!(list.values)))
    };
    // Countries are written in capitals, which lists of definitions are not; no fee depends on one.
    let files: Vec<(Arc<str>, String)> = written.iter().filter(|(name, _)| *name != "countries").map(file).collect();
    let (lists, problems) = Lists::parse(files.iter().map(|(path, text)| (path, text.as_str())));
    assert_eq!(problems, []);
    lists
}

/// What is given to one run.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    pub(super) answers: Map<String, Json>,
    pub(super) row: Option<u32>,
    pub(super) candidate: Option<Map<String, Json>>,
}

struct Written<'a> {
    world: &'a World,
    answers: &'a Map<String, Json>,
}

impl Answers for Written<'_> {
    fn field(&self, name: &str) -> Option<Value> {
        Some(value(self.answers.get(name)?, self.world.types.get(name)?))
    }

    fn rows(&self, repeat: &str) -> u32 {
        let rows = self.answers.get(repeat).and_then(Json::as_array);
        rows.map_or(0, |rows| u32::try_from(rows.len()).unwrap())
    }

    fn cell(&self, repeat: &str, row: u32, name: &str) -> Option<Value> {
        let json = self.answers.get(repeat)?.get(row as usize)?.get(name)?;
        Some(value(json, self.world.rows.get(repeat)?.get(name)?))
    }
}

/// A value as `answers.json` writes it. What is of another type than its field is handed on as what it looks like.
fn value(json: &Json, ty: &Type) -> Value {
    match (json, ty) {
        (Json::Bool(yes), _) => Value::Boolean(*yes),
        (Json::Number(number), _) => Value::Integer(number.as_i64().unwrap()),
        (Json::String(text), Type::Decimal) => Value::Decimal(text.parse().unwrap()),
        (Json::String(text), Type::Date) => Value::Date(text.parse().unwrap()),
        (Json::String(text), _) => Value::Text(text.as_str().into()),
        (Json::Array(items), Type::Files) => Value::Files(u32::try_from(items.len()).unwrap()),
        (Json::Array(items), _) => Value::Choices(items.iter().map(|item| item.as_str().unwrap().into()).collect()),
        (Json::Object(money), _) => Value::Money(Money {
            minor: money["amount"].as_i64().unwrap(),
            currency: Currency::of(money["currency"].as_str().unwrap()).unwrap(),
        }),
        (Json::Null, _) => panic!("blank is written by leaving the key out"),
    }
}

/// A result as vectors write it.
pub(super) fn written(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Boolean(yes) => json!(yes),
        Value::Integer(number) => json!(number),
        Value::Decimal(number) => json!(number.to_string()),
        Value::Money(money) => json!({ "amount": money.minor, "currency": money.currency.code() }),
        Value::Date(date) => json!(date.to_string()),
        Value::Choices(chosen) => json!(chosen),
        Value::Files(count) => json!(count),
    }
}
