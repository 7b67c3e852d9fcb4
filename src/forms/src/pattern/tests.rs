//! Our reading of patterns against another's.

use proptest::prelude::*;

use super::*;

fn fits(pattern: &str, text: &str) -> bool {
    Pattern::new(pattern).unwrap_or_else(|why| panic!("{pattern}: {why}")).fits(text)
}

#[test]
fn what_people_write() {
    for (pattern, yes, no) in [
        ("[0-9]{10}", &["0123456789"][..], &["012345678", "01234567890", "٠١٢٣٤٥٦٧٨٩"][..]),
        ("[0-9A-Za-z/ -]+", &["AB-1 /2"], &["", "Ə"]),
        ("(?i)aze-.*", &["AZE-1", "aze-"], &["az-", "aze-\n"]),
        ("^[A-Z]{2}\\d*$", &["AZ", "AZ1"], &["A", "az", "AZ1\n"]),
        ("a|bc|", &["a", "bc", ""], &["abc", "b"]),
        ("(?:\\+994)?(50|70) ?\\d{3}(-\\d\\d){2}", &["+99450 123-45-67", "70123-45-67"], &["+994 50123-45-67"]),
        ("[^\\s,]{2,3}?", &["ab", "əəə"], &["a", "abcd", "a,", "a b"]),
        ("(a*)*b", &["b", "aaab"], &["aaac"]),
        ("x$y|^", &[""], &["xy", "x"]),
        ("[a\\]\\-z.]+", &["a]-z."], &["b"]),
    ] {
        yes.iter().for_each(|text| assert!(fits(pattern, text), "{pattern} fits {text:?}"));
        no.iter().for_each(|text| assert!(!fits(pattern, text), "{pattern} does not fit {text:?}"));
    }
}

#[test]
fn what_is_refused() {
    let long = "a".repeat(MAX_PATTERN + 1);
    let deep = format!("{}a{}", "(".repeat(17), ")".repeat(17));
    for pattern in [
        "(",
        ")",
        "a|b)(c",
        "[",
        "[a-",
        "[]",
        "[z-a]",
        "[a-\\d]",
        "[[:alpha:]]",
        "[a&&b]",
        "[a--z]",
        "[\\s-z]",
        "[--z]",
        "[a-z--]",
        "[\\D]",
        "*",
        "a**",
        "a{2}{2}",
        "a{",
        "a{,2}",
        "a{3,2}",
        "a{1001}",
        "(?=a)",
        "(?P<x>a)",
        "a(?i)b",
        "\\",
        "\\1",
        "\\b",
        "\\p{L}",
        "\\x41",
        &long,
        &deep,
        "(((a{99}){99}){99}){99}",
        "((((){999}){999}){999}a{999}){999}",
    ] {
        assert!(Pattern::new(pattern).is_err(), "{pattern}");
    }
}

/// Patterns of everything we read.
fn patterns() -> impl Strategy<Value = String> {
    let class = "(\\[\\^?([a-cA-C0-2əƏ.*+]|a-c|A-B|0-2|\\\\d|\\\\w|\\\\s|\\\\\\]){1,3}x-?\\])";
    let single = format!("([a-cA-CəƏ ]|\\.|\\\\[dwsDWSn.]|\\^|\\$|{class})");
    let leaf = proptest::string::string_regex(&single).expect("a pattern of patterns");
    let tree = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            (inner.clone(), "(\\*|\\+|\\?|\\{2\\}|\\{0,2\\}|\\{1,\\})\\??")
                .prop_map(|(one, times)| format!("(?:{one}){times}")),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(|all| all.concat()),
            proptest::collection::vec(inner, 1..4).prop_map(|all| format!("({})", all.join("|"))),
        ]
    });
    (any::<bool>(), tree).prop_map(|(any_case, tree)| format!("{}{tree}", if any_case { "(?i)" } else { "" }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn another_reads_the_same(pattern in patterns(), texts in proptest::collection::vec("[a-cA-CəƏ0-2x.\\] \n-]{0,6}", 12)) {
        let Ok(ours) = Pattern::new(&pattern) else {
            // Only for its length or its steps.
            prop_assert!(pattern.len() > 100, "{pattern}");
            return Ok(());
        };
        let (flags, body) = pattern.strip_prefix("(?i)").map_or(("", &*pattern), |body| ("(?i)", body));
        let theirs = regex_lite::Regex::new(&format!("{flags}^(?:{body})$")).expect("what we read, others read");
        for text in &texts {
            prop_assert_eq!(ours.fits(text), theirs.is_match(text), "{} {:?}", pattern, text);
        }
    }

    #[test]
    fn nothing_breaks_it(pattern in "[\\[\\](){}|*+?^$.\\\\a-b0-9,:-]{0,20}", text in "[ab0]{0,20}") {
        if let Ok(pattern) = Pattern::new(&pattern) {
            pattern.fits(&text);
        }
    }
}
