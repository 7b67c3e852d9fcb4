//! A compiled form from a stranger is refused, or is what it writes again; checking by it does not panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_base::canonical;
use sayyar_forms::Form;
use serde_json::{Map, Value};

#[path = "../common/mod.rs"]
mod common;

fuzz_target!(|bytes: &[u8]| {
    let Ok(json) = serde_json::from_slice::<Value>(bytes) else { return };
    let Ok(form) = Form::from_json(&json) else { return };
    assert_eq!(canonical::to_string(&form.to_json()), canonical::to_string(&json), "written as it was read");
    _ = form.schema();
    _ = form.check(&Map::new(), common::today()).to_json();
    // Something for every field, whatever it holds.
    for value in [Value::from("7"), Value::from(vec![Value::Object(Map::new())]), Value::Bool(true)] {
        let entries: Map<_, _> = form.fields().map(|field| (field.id.to_string(), value.clone())).collect();
        _ = form.check(&entries, common::today()).to_json();
    }
});
