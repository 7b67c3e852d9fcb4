//! What authors see of their mistakes: files in `cases/rule`, each a list of rules, and every complaint about them.

use std::sync::Arc;

use sayyar_base::diag::plain;
use sayyar_base::{Diagnostics, toml};
use serde_json::json;

use super::world::{Setting, World};
use crate::rule::{Source, Type, compile};

#[test]
fn places() {
    let setting: Setting = serde_json::from_value(json!({
        "fields": {
            "months": "integer", "region": "choice regions", "start": "date",
            "salary": "money AZN", "abroad": "money USD",
        },
        "repeats": { "relatives": { "max": 3, "fields": { "name": "text", "age": "integer" } } },
        "lists": { "regions": { "values": ["baku", "ganja"] } },
    }))
    .unwrap();
    let world = World::new(&setting);
    sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/rule", "toml", |name, file| {
        let (told, mut problems) = toml::read(&Arc::from(name), file, 0, |table| {
            let rules = table.each("rules", |node| {
                let source = Source::new(node.text()?, node.span(), file);
                Some(compile(&source, world.scope(), Some(&Type::Boolean)).err().unwrap_or_default())
            });
            Some(rules.into_iter().flatten().collect::<Diagnostics>())
        });
        problems.extend(told.unwrap_or_default());
        plain(&problems, |path| (path == name).then_some(file))
    });
}
