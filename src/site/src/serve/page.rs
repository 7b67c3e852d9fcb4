//! What the server puts into pages or shows in their place: the script that follows the site, the panel of
//! errors, the page for when there is none yet.

use std::fmt::Write as _;

use sayyar_base::Severity;
use sayyar_base::diag::Diagnostic;
use serde::Serialize;

use crate::load::markdown::escape;
use crate::report::{self, Sources, Style};

/// The script that reloads the page and shows the panel.
pub(super) const SCRIPT: &str = include_str!("page/reload.js");
/// How the panel and the server's own pages look.
pub(super) const STYLE: &str = include_str!("page/panel.css");
/// A service worker that takes back what an earlier one keeps: while one works on a site, kept pages are old pages.
pub(super) const FORGET: &str = include_str!("page/forget.js");
/// What the server's own pages may do.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// How many errors a panel lists.
const LISTED: usize = 20;

/// What is wrong, for the panel.
#[derive(Debug, Default, Serialize)]
pub(super) struct Panel {
    /// `3 errors, 1 warning`.
    summary: String,
    errors: Vec<Item>,
    /// How many errors are not listed.
    more: usize,
}

#[derive(Debug, Serialize)]
struct Item {
    code: &'static str,
    message: String,
    /// `content/az/fees.md:3:14`
    place: Option<String>,
    excerpt: Option<String>,
    help: Option<String>,
}

impl Panel {
    /// The errors among `all`; empty when there is none, whatever the warnings.
    pub(super) fn new(all: &[Diagnostic], sources: Sources) -> Self {
        let errors: Vec<_> = all.iter().filter(|one| one.severity == Severity::Error).collect();
        if errors.is_empty() {
            return Self::default();
        }
        let item = |one: &&Diagnostic| Item {
            code: one.code,
            message: report::visible(&one.message).into_owned(),
            place: one.span().map(|span| report::location(span, sources)),
            excerpt: report::excerpt(one, sources, Style { colour: false, width: 88 }),
            help: one.help.as_deref().map(|help| report::visible(help).into_owned()),
        };
        let listed = errors.iter().take(LISTED).map(item).collect();
        Self { summary: report::summary(all), errors: listed, more: errors.len().saturating_sub(LISTED) }
    }

    pub(super) fn json(&self) -> String {
        // Text and numbers: there is nothing that JSON could not hold.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The page with the script that follows the site.
pub(super) fn followed(html: &[u8], state: &str) -> Vec<u8> {
    let tag = format!("<script src=\"/__sayyar/reload.js\" data-state=\"{state}\" defer></script>");
    let find = |mark: &[u8]| html.windows(mark.len()).position(|window| window.eq_ignore_ascii_case(mark));
    let at = find(b"</head>").or_else(|| find(b"</body>")).unwrap_or(html.len());
    [&html[..at], tag.as_bytes(), &html[at..]].concat()
}

/// The page of a form with what is to be entered into it. Only on the way to the browser: what is signed stays as it is.
pub(super) fn with_example(html: &[u8], example: &str) -> Vec<u8> {
    // `<` never occurs outside of strings in JSON, and inside it may be escaped.
    let tag = format!("<script type=\"application/json\" id=\"example\">{}</script>", example.replace('<', "\\u003c"));
    let mark = b"<script type=";
    let at = html.windows(mark.len()).position(|window| window == mark).unwrap_or(html.len());
    [&html[..at], tag.as_bytes(), &html[at..]].concat()
}

/// The list of worked examples, by form.
pub(super) fn examples(all: &[(String, String)]) -> String {
    let mut list = String::new();
    let mut last = "";
    for (form, name) in all {
        if form != last {
            let _ = writeln!(list, "{}<h2>{form}</h2>\n<ul>", if last.is_empty() { "" } else { "</ul>\n" });
            last = form;
        }
        let mut shown = String::new();
        escape(name, &mut shown);
        let _ = writeln!(list, "<li><a href=\"/forms/{form}/form.html?example={shown}\">{shown}</a></li>");
    }
    let end = if last.is_empty() {
        "<p>No form has examples yet: write some under <code>forms/ID/examples/</code>.</p>"
    } else {
        "</ul>"
    };
    frame("Worked examples", &format!("<p>Each opens its form filled in with its answers.</p>\n{list}{end}\n"))
}

/// The page for when there has been no state without errors.
pub(super) fn errors(panel: &Panel) -> String {
    let mut list = String::new();
    for item in &panel.errors {
        let part = |open: &str, text: Option<&str>, close: &str, list: &mut String| {
            if let Some(text) = text {
                list.push_str(open);
                escape(text, list);
                list.push_str(close);
            }
        };
        list.push_str("<li>");
        part("<h2>", Some(&item.message), "</h2>", &mut list);
        part("<p class=\"place\">", item.place.as_deref(), "</p>", &mut list);
        part("<pre tabindex=\"0\">", item.excerpt.as_deref(), "</pre>", &mut list);
        part("<p class=\"help\">", item.help.as_deref(), "</p>", &mut list);
        list.push_str("</li>\n");
    }
    if panel.more > 0 {
        let _ = writeln!(list, "<li><p>And {} more: see the terminal.</p></li>", panel.more);
    }
    let lead = "The site cannot be shown yet. Mend what is listed here and save: this page follows.";
    frame(&format!("The site has {}", panel.summary), &format!("<p>{lead}</p>\n<ol class=\"errors\">\n{list}</ol>\n"))
}

/// The page for an address where nothing is, of a site that has no page for that.
pub(super) fn nothing(path: &str) -> String {
    let mut shown = String::new();
    escape(&report::visible(path), &mut shown);
    frame(
        "Nothing is here",
        &format!(
            "<p>The site has no file for <code>{shown}</code>, and no <code>404.md</code> that says so.</p>\n<p><a href=\"/\">Go to the start page</a></p>\n"
        ),
    )
}

fn frame(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"/__sayyar/panel.css\">\n</head>\n<body class=\"alone\">\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_comes_before_the_end_of_the_head() {
        let tag = "<script src=\"/__sayyar/reload.js\" data-state=\"7\" defer></script>";
        for (html, expected) in [
            ("<head><title>x</title></head><body>", format!("<head><title>x</title>{tag}</head><body>")),
            ("<HEAD></HEAD>", format!("<HEAD>{tag}</HEAD>")),
            ("<p>x</body>", format!("<p>x{tag}</body>")),
            ("x", format!("x{tag}")),
        ] {
            assert_eq!(String::from_utf8(followed(html.as_bytes(), "7")).unwrap(), expected);
        }
    }

    #[test]
    fn examples_go_into_the_page_of_their_form() {
        let html = with_example(b"<script>a</script><script type=\"x\">b", r#"{"a":"</script>"}"#);
        let expected = "<script>a</script><script type=\"application/json\" id=\"example\">{\"a\":\"\\u003c/script>\"}</script><script type=\"x\">b";
        assert_eq!(String::from_utf8(html).unwrap(), expected);
        let all = [("a", "x"), ("a", "y&"), ("b", "z")].map(|(form, name)| (form.to_owned(), name.to_owned()));
        let page = examples(&all);
        assert_eq!((page.matches("<ul>").count(), page.matches("</ul>").count()), (2, 2));
        assert!(page.contains("form.html?example=y&amp;\">y&amp;</a>"), "{page}");
    }

    #[test]
    fn errors_are_text_and_nothing_else() {
        let evil = Diagnostic::error("dead-link", "<img src=x onerror=alert(1)> \u{202e}")
            .in_file("content/<b>.md")
            .help("</pre><script>");
        let panel = Panel::new(&[evil, Diagnostic::warning("w", "not listed")], &|_| None);
        let html = errors(&panel);
        assert!(!html.contains("<img") && !html.contains("<b>") && !html.contains("<script>"), "{html}");
        assert!(html.contains("The site has 1 error, 1 warning") && html.contains("\\u{202e}"), "{html}");
        assert_eq!(panel.errors.len(), 1);
        assert!(Panel::new(&[Diagnostic::warning("w", "x")], &|_| None).errors.is_empty());
        assert!(!nothing("/<script>").contains("<script>"));
    }
}
