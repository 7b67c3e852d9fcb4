//! Our reader of JSON against another's: what we read, it reads the same; what we refuse has a number that is not
//! whole, or is deeper than our documents, or nobody reads it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_base::json::{NotJson, parse};
use serde_json::Value;

fuzz_target!(|text: &[u8]| {
    let theirs = serde_json::from_slice::<Value>(text);
    match (parse(text), theirs) {
        // To others a minus makes a fraction of nought.
        (Ok(ours), Ok(theirs)) => assert!(ours == theirs || text.windows(2).any(|two| two == b"-0")),
        (Ok(ours), Err(theirs)) => panic!("{ours} is read by us alone: {theirs}"),
        (Err(NotJson::Syntax), Ok(theirs)) => assert!(depth(&theirs) > 100, "{theirs} is not read by us"),
        (Err(_), _) => {}
    }
});

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
