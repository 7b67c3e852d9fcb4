//! One page's source file: front matter and body.

use std::sync::Arc;

use sayyar_base::diag::At;
use sayyar_base::toml::{Node, Table};
use sayyar_base::{Date, Diagnostic, Diagnostics, Span};

use sayyar_forms::Service;

use super::body::Body;
use super::markdown;
use crate::search::Words;
use crate::words::Strings;

/// A page as one author wrote it, in one language. Nothing in it depends on another file.
#[derive(Debug)]
pub struct Source {
    /// Index of its language.
    pub lang: usize,
    /// Path below the language's folder, the same in every language: `services/visa.md`.
    pub path: Arc<str>,
    /// Path of the file: `content/en/services/visa.md`.
    pub file: Arc<str>,
    /// What stands between the `+++` lines.
    pub front: Front,
    /// What stands below.
    pub body: Body,
    /// The words for search; `None` where search is off or the page asks not to be found.
    pub words: Option<Words>,
}

/// Front matter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Front {
    /// Heading and `<title>`.
    pub title: String,
    /// One or two sentences: lead, search result and link preview.
    pub description: String,
    /// Title where there is little room: navigation and breadcrumbs.
    pub short: Option<String>,
    /// Services the page is the guide of, with where each is named.
    pub services: Vec<(String, Span)>,
    /// Template, with where it is named.
    pub template: Option<(String, Span)>,
    /// Last part of the URL.
    pub slug: Option<(String, Span)>,
    /// Place among its neighbours; light ones first.
    pub weight: i64,
    /// Day of publication, for news.
    pub date: Option<Date>,
    /// Day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Day somebody last held the page against its sources.
    pub reviewed: Option<Date>,
    /// Keeps the page out of search engines, sitemap and search.
    pub noindex: bool,
    /// Former URLs that lead here.
    pub aliases: Vec<(String, Span)>,
    /// What only templates care about.
    pub extra: Vec<(String, tera::Value)>,
    /// Where the front matter stands.
    pub span: Option<Span>,
}

/// Largest page source in bytes. A page of this size is a mistake: nobody reads 2 MB of prose.
pub const MAX_PAGE: u64 = 2 * 1024 * 1024;

const FENCE: &str = "+++";
/// The template of pages that tell where a form is to be had.
pub const FORM_TEMPLATE: &str = "form.html";

/// Reads one page. Words are only gathered when `searchable`.
pub(super) fn parse(
    lang: usize,
    path: Arc<str>,
    file: Arc<str>,
    text: &str,
    searchable: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Source> {
    let (matter, body_at) = split(&file, text, diagnostics)?;
    let front = front(&file, &text[matter.clone()], matter.start, diagnostics);
    let mut body = markdown::parse(&file, &path, text, body_at, diagnostics);
    let words = (searchable && !front.noindex).then(|| {
        let headings: Vec<&str> = body.headings.iter().map(|heading| heading.title.as_str()).collect();
        Words::of(&front.title, &front.description, &headings, &body.text)
    });
    body.text = String::new();
    // Kept as long as the site is: not a byte more than needed.
    body.html.shrink_to_fit();
    Some(Source { lang, path, file, front, body, words })
}

/// The page that tells where a form is to be had, with the words of the form's own file.
pub(super) fn of_form(
    strings: &Strings,
    lang: usize,
    path: &Arc<str>,
    id: &str,
    service: Option<&Service>,
    searchable: bool,
) -> Source {
    let say = |word: &str| {
        let found = strings.text(lang, Some(id), word, None, &[]);
        found.map(|found| found.text.into_owned()).unwrap_or_default()
    };
    let file: Arc<str> = format!("forms/{id}/form.toml").into();
    let front = Front {
        title: say("form-title"),
        description: say("form-summary"),
        template: Some((FORM_TEMPLATE.to_owned(), Span::file(file.clone()))),
        reviewed: service.map(|service| service.reviewed),
        extra: vec![("form".to_owned(), tera::Value::from(id))],
        ..Front::default()
    };
    let words = searchable.then(|| Words::of(&front.title, &front.description, &[], ""));
    Source { lang, path: path.clone(), file, front, body: Body::default(), words }
}

/// Where the front matter stands and where the body starts. A byte order mark and line ends of Windows are fine.
pub(crate) fn split(
    file: &Arc<str>,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(std::ops::Range<usize>, usize)> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let opened = text[start..]
        .strip_prefix(FENCE)
        .and_then(|rest| rest.strip_prefix('\n').or_else(|| rest.strip_prefix("\r\n")));
    let Some(rest) = opened else {
        diagnostics.push(
            Diagnostic::error("front-matter", "a page starts with its front matter")
                .at(Span::new(file, start..text[start..].find('\n').map_or(text.len(), |n| start + n)), "")
                .help("start the file with a line `+++`, then `title = \"...\"`, then another line `+++`"),
        );
        return None;
    };
    let from = text.len() - rest.len();
    let mut at = from;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((from..at, at + line.len()));
        }
        at += line.len();
    }
    diagnostics.push(
        Diagnostic::error("front-matter", "the front matter is never closed")
            .at(Span::new(file, start..start + FENCE.len()), "opened here")
            .help("write a line `+++` where the front matter ends and the page's text begins"),
    );
    None
}

fn front(file: &Arc<str>, text: &str, offset: usize, diagnostics: &mut Diagnostics) -> Front {
    let (front, mut problems) = sayyar_base::toml::read(file, text, offset, |table| Some(fill(table)));
    diagnostics.append(&mut problems);
    front.unwrap_or_default()
}

fn fill(table: &mut Table<'_>) -> Front {
    let pair = |at: At<String>| (at.value, at.span);
    let extra = table.node("extra").and_then(|node| node.read::<serde_json::Value>());
    let extra = match extra {
        Some(serde_json::Value::Object(entries)) => {
            entries.iter().map(|(key, value)| (key.clone(), tera::Value::from_serializable(value))).collect()
        }
        _ => Vec::new(),
    };
    Front {
        title: table.required("title").unwrap_or_default(),
        description: table.or("description", String::new()),
        short: table.optional("short"),
        services: table.list("services").into_iter().map(pair).collect(),
        template: table.optional("template").map(pair),
        slug: table.node("slug").and_then(|node| slug_part(&node)),
        weight: table.node("weight").and_then(|node| node.integer(-1_000_000..=1_000_000)).unwrap_or(0),
        date: table.optional("date"),
        updated: table.optional("updated"),
        reviewed: table.optional("reviewed"),
        noindex: table.or("noindex", false),
        aliases: table.each("aliases", alias),
        extra,
        span: Some(table.span()),
    }
}

/// One part of a URL: what needs no escaping there and cannot be mistaken for a folder or a file.
fn slug_part(node: &Node<'_>) -> Option<(String, Span)> {
    let written = node.text()?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if written.is_empty() || !written.chars().all(plain) || written.starts_with('-') {
        return node.report(
            Diagnostic::error("slug", format!("`{written}` cannot be part of an address"))
                .at(node.span(), "")
                .help(format!("use small letters, digits and `-`, such as `{}`", crate::words::slug::slug(written))),
        );
    }
    Some((written.to_owned(), node.span()))
}

fn alias(node: &Node<'_>) -> Option<(String, Span)> {
    let written = node.text()?;
    let safe = written.starts_with('/') && written.len() > 1 && !written.split('/').any(|part| part == "..");
    let plain = written.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}?#".contains(&b));
    if !safe || !plain {
        return node.report(
            Diagnostic::error("alias", format!("`{written}` is not the path of a former page"))
                .at(node.span(), "")
                .help("write it from the site's root, such as `/en/old-name/`"),
        );
    }
    Some((written.to_owned(), node.span()))
}

/// The numbers a page's text says, with how often; decimals with a point, groups of thousands joined.
pub(crate) fn numbers(file: &Arc<str>, path: &str, text: &str) -> std::collections::BTreeMap<String, usize> {
    let mut ignored = Diagnostics::new();
    let Some((_, body_at)) = split(file, text, &mut ignored) else { return Default::default() };
    let body = markdown::parse(file, path, text, body_at, &mut ignored);
    let mut folded = String::new();
    sayyar_base::fold::fold(&body.text, &mut folded);
    let mut found = std::collections::BTreeMap::new();
    for number in numbers_in(&folded) {
        *found.entry(number).or_default() += 1;
    }
    found
}

fn numbers_in(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let mut number = String::new();
        while digit(at)
            || (matches!(chars.get(at), Some('.' | ',' | '\u{a0}' | '\u{202f}' | '٫' | '٬')) && digit(at + 1))
        {
            if digit(at) {
                number.push(chars[at]);
            } else {
                let group = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
                if !group {
                    number.push('.');
                }
            }
            at += 1;
        }
        found.push(number);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        assert_eq!(numbers_in("1,000 AZN, 1.2 mln"), ["1000", "1.2"]);
        assert_eq!(numbers_in("1 000 AZN, 1,2 млн"), ["1", "000", "1.2"]);
        assert_eq!(numbers_in("1\u{a0}000 AZN"), ["1000"]);
        assert_eq!(numbers_in("09:00, 24/7."), ["09", "00", "24", "7"]);
    }
}
