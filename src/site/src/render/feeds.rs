//! What programs read: site map, news feed, calendar of visits.

use std::fmt::Write;
use std::sync::Arc;

use super::{Renderer, view};
use crate::resolve::{PageId, Site};
use crate::words::Arg;

/// Name of the calendar of the travelling desk, in each language's folder.
pub(super) const VISITS: &str = "visits.ics";
const FEED: &str = "feed.xml";
/// Most entries of a feed.
const ENTRIES: usize = 30;

/// All of them, as path and bytes.
pub(super) fn all(renderer: &Arc<Renderer>) -> Vec<(String, Vec<u8>)> {
    let site = &renderer.site;
    let mut files = vec![("sitemap.xml".to_owned(), sitemap(site).into_bytes())];
    for lang in 0..site.languages().len() {
        if let Some(url) = feed_url(site, lang) {
            files.push((url.trim_start_matches('/').to_owned(), feed(site, lang, &url).into_bytes()));
        }
        if let Some(calendar) = calendar(renderer, lang) {
            files.push((format!("{}/{VISITS}", site.languages()[lang].tag), calendar.into_bytes()));
        }
    }
    files
}

/// Address of the news feed in a language.
pub(super) fn feed_url(site: &Site, lang: usize) -> Option<String> {
    let section = site.section(&site.corpus.config.feed.as_ref()?.value)?;
    Some(format!("{}{FEED}", site.page(PageId { path: section, lang })?.url))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    crate::load::markdown::escape(text, &mut escaped);
    // Characters XML cannot hold at all.
    escaped.retain(|c| c >= ' ' || matches!(c, '\n' | '\t'));
    escaped
}

/// The site map with its translations (sitemaps.org; `xhtml:link` as search engines read it).
fn sitemap(site: &Site) -> String {
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        "\n",
        r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">"#,
        "\n"
    ));
    for (id, page) in site.pages() {
        let alternates = view::alternate_urls(site, id);
        if alternates.is_empty() || page.url.ends_with("/404.html") {
            continue;
        }
        let base = &site.corpus.config.base_url;
        let front = &page.source.front;
        let _ = write!(xml, "<url><loc>{}</loc>", escape(&format!("{base}{}", page.url)));
        if let Some(day) = front.updated.or(front.reviewed).or(front.date) {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }
        for (tag, url) in alternates {
            let _ = write!(xml, r#"<xhtml:link rel="alternate" hreflang="{tag}" href="{}"/>"#, escape(&url));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// The news as an Atom feed (RFC 4287); what is not translated is there in the language it is shown in.
fn feed(site: &Site, lang: usize, url: &str) -> String {
    let base = &site.corpus.config.base_url;
    let tag = &site.languages()[lang].tag;
    let section = site.corpus.config.feed.as_ref().and_then(|feed| site.section(&feed.value));
    let children = section.map(|section| site.children(section, lang)).unwrap_or_default().iter();
    let pages: Vec<_> = children.filter_map(|path| site.page(PageId { path: *path, lang })).collect();
    let day = |page: &crate::resolve::Page| page.source.front.updated.or(page.source.front.date);
    let latest = pages.iter().filter_map(|page| day(page)).max().map_or("1970-01-01".to_owned(), |day| day.to_string());
    let name = |id: &str| site.corpus.strings.text(lang, None, id, None, &[]).map(|found| found.text.into_owned());
    let author = name("site-name").unwrap_or_default();
    let title = section.and_then(|path| site.page(PageId { path, lang })).map(|page| page.source.front.title.clone());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n\
         <title>{} – {}</title>\n<id>{base}{url}</id>\n<link rel=\"self\" href=\"{base}{url}\"/>\n\
         <updated>{latest}T00:00:00Z</updated>\n<author><name>{}</name></author>\n",
        escape(&title.unwrap_or_default()),
        escape(&author),
        escape(&author),
    );
    for page in pages.into_iter().filter(|page| page.source.front.date.is_some()).take(ENTRIES) {
        let front = &page.source.front;
        let (published, updated) = (
            front.date.map(|d| d.to_string()).unwrap_or_default(),
            day(page).map(|d| d.to_string()).unwrap_or_default(),
        );
        let _ = writeln!(
            xml,
            "<entry xml:lang=\"{}\"><title>{}</title><id>{base}{url}</id><link href=\"{base}{url}\"/><published>{published}T00:00:00Z</published>\
             <updated>{updated}T00:00:00Z</updated><summary>{}</summary></entry>",
            site.languages()[page.source.lang].tag,
            escape(&front.title),
            escape(&front.description),
            url = page.url,
        );
    }
    xml.push_str("</feed>\n");
    xml
}

/// The visits of the travelling desk as a calendar (RFC 5545), times as clocks on the spot show them.
fn calendar(renderer: &Arc<Renderer>, lang: usize) -> Option<String> {
    let site = &renderer.site;
    let rows = renderer.data("visits", lang).ok()?;
    let tag = &site.languages()[lang].tag;
    let text = |id: &str, args: &[(&str, Arg<'_>)]| {
        site.corpus.strings.text(lang, None, id, None, args).map(|found| found.text.into_owned()).unwrap_or_default()
    };
    let config = &site.corpus.config;
    let host = site.corpus.config.base_url.split("://").nth(1).unwrap_or_default();
    let mut ics = String::new();
    let mut line = |text: &str| fold_line(text, &mut ics);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Sayyar//Travelling desk//EN");
    line(&format!("X-WR-CALNAME:{}", calendar_text(&text("visits-calendar", &[]))));
    for row in rows.as_array()?.iter().filter_map(|row| row.as_map()) {
        let get = |key: &'static str| {
            row.get(&tera::value::Key::Str(key)).and_then(|value| value.as_str()).unwrap_or_default()
        };
        let stamp = |time: &str| format!("{}T{}00", get("date").replace('-', ""), time.replace(':', ""));
        let summary = format!("{} – {}", text("site-name", &[]), get("title"));
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@{host}", get("id")));
        // A stamp is required; the day of the visit keeps the same input giving the same bytes.
        line(&format!("DTSTAMP:{}T000000Z", get("date").replace('-', "")));
        line(&format!("DTSTART;TZID={}:{}", config.time_zone, stamp(get("from"))));
        line(&format!("DTEND;TZID={}:{}", config.time_zone, stamp(get("to"))));
        line(&format!("SUMMARY;LANGUAGE={tag}:{}", calendar_text(&summary)));
        line(&format!("LOCATION;LANGUAGE={tag}:{}", calendar_text(&[get("title"), get("venue_title")].join(", "))));
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    Some(ics)
}

fn calendar_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\n', '\r'], " ")
}

/// Lines end in CRLF and are folded at 75 bytes, never inside a character (RFC 5545, section 3.1).
fn fold_line(text: &str, into: &mut String) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > 75 {
            into.push_str("\r\n ");
            length = 1;
        }
        into.push(c);
        length += c.len_utf8();
    }
    into.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_calendar_lines_are_folded_between_characters() {
        let mut out = String::new();
        fold_line(&"ə".repeat(60), &mut out);
        assert!(out.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(out.replace("\r\n ", ""), format!("{}\r\n", "ə".repeat(60)));
    }
}
