//! Our reading of patterns against another's: whatever we take, it takes, and both fit the same texts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_forms::pattern::Pattern;

fuzz_target!(|input: &str| {
    let (pattern, text) = input.split_once('\n').unwrap_or((input, ""));
    let Ok(ours) = Pattern::new(pattern) else { return };
    let (flags, body) = pattern.strip_prefix("(?i)").map_or(("", pattern), |body| ("(?i)", body));
    let theirs = regex_lite::RegexBuilder::new(&format!("{flags}^(?:{body})$")).size_limit(1 << 26).build();
    let theirs = match theirs {
        // Nothing, a thousand times a thousand times, is nothing to us.
        Err(error) if error.to_string().contains("size limit") => return,
        theirs => theirs.expect("what we read, others read"),
    };
    for text in [text, body, ""] {
        let text: String = text.chars().take(64).collect();
        assert_eq!(ours.fits(&text), theirs.is_match(&text), "{pattern} {text:?}");
    }
});
