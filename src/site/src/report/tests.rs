use super::*;

const PAGE: &str = "+++\ntitle = \"Rüsumlar\"\nreviewd = 2026-11-20\n+++\n\nSee [the fees](/fess.md) now.\n";

fn page(path: &str) -> Option<String> {
    match path {
        "content/az/fees.md" => Some(PAGE.into()),
        "sayyar.toml" => Some("base_url = \"https://a.example\"\ntheme = \"gov\"\n".into()),
        "long.md" => Some(format!("{}[x](/dead.md){}", "söz ".repeat(400), " more".repeat(400))),
        "evil.md" => Some("a \u{1b}[31m\u{202e}b\u{9b} here\r\nnext\n".into()),
        _ => None,
    }
}

fn span(path: &str, of: &str) -> Span {
    let text = page(path).unwrap();
    let start = text.find(of).unwrap();
    Span::new(&path.into(), start..start + of.len())
}

fn plain(all: &[Diagnostic]) -> String {
    text(all, &page, Style::PLAIN)
}

#[test]
fn as_rustc_does() {
    let all = [
        Diagnostic::error("unknown-key", "unknown key `reviewd`")
            .at(span("content/az/fees.md", "reviewd"), "no such key")
            .help("did you mean `reviewed`?"),
        Diagnostic::warning("dead-link", "there is no page `/fess.md`")
            .at(span("content/az/fees.md", "/fess.md"), "")
            .at(span("sayyar.toml", "\"gov\""), "the theme has none either"),
        Diagnostic::error("missing-file", "there is no `sayyar.toml`").in_file("nowhere/sayyar.toml"),
        Diagnostic::error("no-place", "nothing to build"),
    ];
    let expected = "\
error[unknown-key]: unknown key `reviewd`
 --> content/az/fees.md:3:1
  |
3 | reviewd = 2026-11-20
  | ^^^^^^^ no such key
  |
  = help: did you mean `reviewed`?

warning[dead-link]: there is no page `/fess.md`
 --> content/az/fees.md:6:16
  |
6 | See [the fees](/fess.md) now.
  |                ^^^^^^^^
  |
 ::: sayyar.toml:2:9
  |
2 | theme = \"gov\"
  |         ----- the theme has none either

error[missing-file]: there is no `sayyar.toml`
--> nowhere/sayyar.toml

error[no-place]: nothing to build

3 errors, 1 warning
";
    assert_eq!(plain(&all), expected);
    assert_eq!(plain(&[]), "");
}

#[test]
fn long_lines_are_cut_around_what_matters() {
    let shown = plain(&[Diagnostic::error("dead-link", "dead").at(span("long.md", "/dead.md"), "here")]);
    assert!(shown.lines().all(|line| line.chars().count() <= 120), "{shown}");
    let lines: Vec<_> = shown.lines().collect();
    assert!(shown.contains("--> long.md:1:"), "{shown}");
    let under = lines.iter().find(|line| line.contains("^^^^^^^^ here")).unwrap();
    let column = under.chars().position(|c| c == '^').unwrap();
    let above = lines.iter().find(|line| line.contains("/dead.md")).unwrap();
    assert_eq!(above.chars().skip(column).take(8).collect::<String>(), "/dead.md", "{shown}");
    assert!(above.contains('…'));
}

#[test]
fn hostile_characters_are_shown_not_obeyed() {
    let evil = Diagnostic::error("dead-link", "no page `\u{1b}]0;x\u{7}\u{202e}`")
        .at(span("evil.md", "here"), "\u{2066}x")
        .help("\u{9b}31m");
    for style in [Style::PLAIN, Style { colour: true, width: 80 }] {
        let shown = text(std::slice::from_ref(&evil), &page, style);
        // What colours a terminal is ours; nothing else is an escape.
        let own = shown.replace("\u{1b}[0m", "").split("\u{1b}[").count();
        assert!(style.colour || own == 1, "{shown}");
        assert!(!shown.contains(['\u{202e}', '\u{2066}', '\u{9b}', '\u{7}', '\r']), "{shown:?}");
        assert!(shown.contains("␛[31m\\u{202e}b\\u{9b} here"), "{shown}");
    }
}

#[test]
fn a_file_that_changed_since_does_no_harm() {
    let path: Arc<str> = "content/az/fees.md".into();
    for (start, end) in
        [(500, 900), (0, 1), (PAGE.find('ü').unwrap() + 1, PAGE.len() + 4), (9, 3), (PAGE.len(), PAGE.len())]
    {
        let span = Span { path: path.clone(), start: start as u32, end: end as u32 };
        let one = Diagnostic::error("x", "y").at(span, "z");
        assert!(plain(&[one]).contains("content/az/fees.md"));
    }
}

#[test]
fn for_programs() {
    let all = [
        Diagnostic::error("dead-link", "there is no page")
            .at(span("content/az/fees.md", "/fess.md"), "here")
            .help("did you mean `/fees.md`?"),
        Diagnostic::warning("no-place", "odd"),
        Diagnostic::warning("whole", "odd").in_file("sayyar.toml"),
    ];
    let parsed: serde_json::Value = serde_json::from_str(&json(&all, &page)).unwrap();
    let expected = serde_json::json!([
        {
            "severity": "error", "code": "dead-link", "message": "there is no page",
            "file": "content/az/fees.md", "line": 6, "column": 16, "end_line": 6, "end_column": 24,
            "help": "did you mean `/fees.md`?",
            "labels": [{
                "file": "content/az/fees.md", "line": 6, "column": 16, "end_line": 6, "end_column": 24, "text": "here",
            }],
        },
        { "severity": "warning", "code": "no-place", "message": "odd", "help": null, "labels": [] },
        {
            "severity": "warning", "code": "whole", "message": "odd", "file": "sayyar.toml", "help": null,
            "labels": [{ "file": "sayyar.toml", "text": "" }],
        },
    ]);
    assert_eq!(parsed, expected);
    assert_eq!(
        excerpt(&all[0], &page, Style::PLAIN).as_deref(),
        Some("  |\n6 | See [the fees](/fess.md) now.\n  |                ^^^^^^^^ here")
    );
    assert_eq!(excerpt(&all[1], &page, Style::PLAIN), None);
    assert_eq!(excerpt(&all[2], &page, Style::PLAIN), None);
    assert_eq!(location(all[0].span().unwrap(), &page), "content/az/fees.md:6:16");
}
