//! Answers from a stranger: never a panic; what is good is exactly what checking it writes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_base::canonical;
use serde_json::Value;

#[path = "../common/mod.rs"]
mod common;

fuzz_target!(|bytes: &[u8]| {
    let form = &*common::PERMIT;
    let Ok(report) = form.verify(bytes, common::today()) else { return };
    _ = report.to_json();
    if report.is_valid() {
        let written = canonical::to_string(&Value::Object(report.answers)).expect("answers are exact");
        assert_eq!(written.as_bytes(), bytes);
    }
});
