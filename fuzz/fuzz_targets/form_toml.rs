//! A definition is compiled or refused with places that are in it; what is compiled travels as JSON and can be proved.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_base::canonical;
use sayyar_forms::Form;

#[path = "../common/mod.rs"]
mod common;

fuzz_target!(|text: &str| {
    let (compiled, problems) = common::compile(text);
    for label in problems.iter().flat_map(|problem| &problem.labels) {
        let own = &*label.span.path == "form.toml";
        assert!(!own || text.get(label.span.range()).is_some(), "{label:?}");
    }
    let Some(compiled) = compiled else {
        assert!(!problems.is_empty(), "refused without a word");
        return;
    };
    let json = compiled.form.to_json();
    let written = canonical::to_string(&json).expect("canonical");
    let back = Form::from_json(&serde_json::from_str(&written).expect("JSON")).expect("what was written is read");
    assert_eq!(back.to_json(), json);
    _ = compiled.form.check(&serde_json::Map::new(), common::today());
    _ = compiled.form.schema();
    // A proof takes its time; large forms are proved by the tests.
    if compiled.form.fields().count() <= 8 {
        for label in compiled.prove().iter().flat_map(|problem| &problem.labels) {
            assert!(text.get(label.span.range()).is_some(), "{label:?}");
        }
    }
});
