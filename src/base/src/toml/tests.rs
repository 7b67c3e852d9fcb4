//! Every complaint of the reader, by files in `cases/toml`.

use ::serde::Deserialize;

use super::*;
use crate::diag::{At, plain};
use crate::{Date, Id, Tag};

/// One key of every kind the reader knows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its debug form is looked at")]
struct Everything {
    title: String,
    weight: Option<u8>,
    ratio: Option<f64>,
    #[serde(default)]
    noindex: bool,
    reviewed: Option<Date>,
    kind: Option<String>,
    #[serde(default)]
    languages: Vec<Tag>,
    #[serde(default)]
    services: Vec<String>,
    #[serde(default)]
    office: Vec<Office>,
    size: Option<Size>,
    extra: Option<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its debug form is looked at")]
struct Office {
    id: String,
    lat: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its debug form is looked at")]
struct Size {
    width: i64,
    height: i64,
}

fn everything(table: &mut Table<'_>) -> Option<Everything> {
    let title = table.required("title");
    let weight = table.optional("weight");
    let ratio = table.node("ratio").and_then(|node| node.number(0.0..=1.0));
    let noindex = table.or("noindex", false);
    let reviewed: Option<At<Date>> = table.optional("reviewed");
    let kinds = [("page", "page"), ("section", "section")];
    let kind = table.node("kind").and_then(|node| node.choice("kind", &kinds));
    let languages = table.list("languages");
    let services: Vec<Id> = table.list("services");
    let office = table.each("office", |node| {
        node.table(|table| {
            let id = table.required::<Id>("id");
            let lat = table.optional("lat");
            Some(Office { id: id?.to_string(), lat })
        })
    });
    let size = table.node("size").and_then(|node| {
        node.table(|table| {
            let width = table.required("width");
            let height = table.required("height");
            Some(Size { width: width?, height: height? })
        })
    });
    let extra = table.optional("extra");
    Some(Everything {
        title: title?,
        weight,
        ratio,
        noindex,
        reviewed: reviewed.map(|at| at.value),
        kind: kind.map(str::to_owned),
        languages,
        services: services.iter().map(|id| id.to_string()).collect(),
        office,
        size,
        extra,
    })
}

fn report(name: &str, text: &str, value: Option<Everything>, problems: &[Diagnostic]) -> String {
    let shown = value.map_or("nothing\n".to_owned(), |value| format!("{value:?}\n"));
    shown + &plain(problems, |path| (path == name).then_some(text))
}

#[test]
fn cases() {
    sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/toml", "toml", |name, text| {
        let (value, problems) = read(&Arc::from(name), text, 0, everything);
        let read = report(name, text, value, &problems);
        let (value, problems) = match parse(&Arc::from(name), text, 0) {
            Ok(value) => (Some(value), Vec::new()),
            Err(problems) => (None, problems),
        };
        format!("{read}--- by serde\n{}", report(name, text, value, &problems))
    });
}

#[test]
fn places_count_from_the_start_of_the_file() {
    let file = "+++\ntitel = 1\n+++\n";
    let (_, problems) = read(&Arc::from("a.md"), &file[4..14], 4, |table| table.required::<String>("title"));
    let found: Vec<_> = problems.iter().map(|one| (one.code, one.span().unwrap().range())).collect();
    assert_eq!(found, [("missing-key", 4..4), ("unknown-key", 4..9)]);
}

#[test]
fn the_rest_keeps_the_order_of_the_file() {
    let (keys, problems) = read(&Arc::from("a.toml"), "id = 1\nz = 1\na = 2\nm.x = 3\n", 0, |table| {
        let _: Option<i64> = table.required("id");
        Some(table.rest().into_iter().map(|(key, _)| key.value.to_owned()).collect::<Vec<_>>())
    });
    assert_eq!(keys.unwrap(), ["z", "a", "m"]);
    assert_eq!(problems, []);
}
