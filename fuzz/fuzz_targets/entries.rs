//! Whatever is typed: what is read is canonical, reads the same again, and is good at the desk where it is good here.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_base::canonical;
use serde_json::Value;

#[path = "../common/mod.rs"]
mod common;

fuzz_target!(|bytes: &[u8]| {
    let Ok(Value::Object(entries)) = serde_json::from_slice(bytes) else { return };
    let form = &*common::PERMIT;
    let report = form.check(&entries, common::today());
    _ = report.to_json();
    let again = form.check(&report.answers, common::today());
    assert_eq!(again.answers, report.answers, "answers are entries");
    let answers = canonical::to_string(&Value::Object(report.answers.clone())).expect("answers are exact");
    let verified = form.verify(answers.as_bytes(), common::today());
    // Files get their paths later; without files the desk says the same.
    let files = ["contract", "relatives"].iter().any(|field| entries.contains_key(*field));
    if report.is_valid() && !files {
        assert!(verified.expect("answers").is_valid(), "{answers}");
    }
});
