//! Everything that is typed into one field: the canonical form reads as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_base::Currency;
use sayyar_forms::kind::{date, email, number, personal_code, phone, text};
use serde_json::json;

fuzz_target!(|typed: &str| {
    for clean in [text::clean, text::clean_lines] {
        if let Ok(cleaned) = clean(typed) {
            assert_eq!(clean(&cleaned).as_ref(), Ok(&cleaned));
        }
    }
    for read in [phone::read, email::read, personal_code::read] {
        if let Some(canonical) = read(typed) {
            assert_eq!(read(&canonical).as_ref(), Some(&canonical));
        }
    }
    if let Some(whole) = number::integer(typed) {
        assert_eq!(number::integer(&whole.to_string()), Some(whole));
    }
    if let Some(decimal) = number::decimal(typed) {
        assert_eq!(number::decimal(&decimal.to_string()), Some(decimal));
    }
    for code in ["AZN", "JPY", "KWD"] {
        if let Ok(money) = number::money(typed, Currency::of(code).expect("a code")) {
            assert_eq!(number::money(&money.to_string(), money.currency), Ok(money));
        }
    }
    if let Ok(Some(day)) = date::read(&json!(typed)) {
        assert_eq!(date::read(&json!(day)), Ok(Some(day)));
    }
});
