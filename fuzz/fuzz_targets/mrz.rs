//! A machine-readable zone that is read is canonical and agrees with itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_forms::kind::mrz::{self, Part};

#[path = "../common/mod.rs"]
mod common;

fuzz_target!(|text: &str| {
    let today = common::today();
    let Ok(zone) = mrz::read(text, today) else { return };
    assert_eq!(mrz::read(&zone.lines, today).as_ref(), Ok(&zone));
    assert!(zone.birth.is_none_or(|day| day <= today));
    for part in Part::ALL {
        assert!(zone.part(part).is_none_or(|value| zone.agrees(part, &value)), "{part:?} of {zone:?}");
        _ = zone.agrees(part, text);
    }
});
