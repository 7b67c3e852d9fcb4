//! What servers and crawlers read: response headers, redirects, `robots.txt`, `security.txt`, former addresses.

use std::fmt::Write;

use super::Options;
use crate::load::markdown::escape;
use crate::resolve::{PageId, Site};

/// What a page may load and do: only what comes from this site, no inline scripts or styles.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const YEAR: &str = "public, max-age=31536000, immutable";
const ASK: &str = "public, max-age=0, must-revalidate";

/// The response headers of a path in the output: what `_headers` says, for servers that do not read it.
pub fn headers(path: &str) -> Vec<(&'static str, &'static str)> {
    let mut all = vec![
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
    ];
    all.push(("Cache-Control", if is_fingerprinted(path) { YEAR } else { ASK }));
    all
}

/// Whether the name carries the digest of the bytes, so that they never change.
pub(crate) fn is_fingerprinted(path: &str) -> bool {
    let path = path.trim_start_matches('/');
    path.starts_with("assets/") || (path.starts_with("search/") && !path.ends_with("/index.json"))
}

/// All of them, as path and bytes.
pub(super) fn all(site: &Site, options: Options) -> Vec<(String, Vec<u8>)> {
    let config = &site.corpus.config;
    let mut files = vec![
        ("_headers".to_owned(), headers_file().into_bytes()),
        ("_redirects".to_owned(), redirects(site).into_bytes()),
        ("robots.txt".to_owned(), robots(&config.base_url, options).into_bytes()),
    ];
    if let Some(security) = &config.security {
        let tags: Vec<&str> = site.languages().iter().map(|language| language.tag.as_str()).collect();
        let text = format!(
            "Contact: {}\nExpires: {}T00:00:00Z\nPreferred-Languages: {}\nCanonical: {}/.well-known/security.txt\n",
            security.contact,
            security.expires,
            tags.join(", "),
            config.base_url,
        );
        files.push((".well-known/security.txt".to_owned(), text.into_bytes()));
    }
    for (_, page) in site.pages().filter(|(_, page)| !page.borrowed()) {
        for (alias, _) in &page.source.front.aliases {
            let path = alias.trim_start_matches('/');
            let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
            files.push((path, moved(&page.url, &page.source.front.title)));
        }
    }
    files
}

fn headers_file() -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers("").iter().filter(|(name, _)| *name != "Cache-Control") {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for (pattern, value) in [("/assets/*", YEAR), ("/search/*", YEAR), ("/search/*/index.json", ASK), ("/*/", ASK)] {
        let _ = writeln!(text, "{pattern}\n  Cache-Control: {value}");
    }
    let _ = writeln!(text, "/sw.js\n  Cache-Control: {ASK}\n  Service-Worker-Allowed: /");
    text
}

/// `302!` because a file stands at `/` too. Who asks for `/` is sent to the language his browser prefers; what is not there is answered in the folder's language.
fn redirects(site: &Site) -> String {
    let mut text = String::new();
    for language in &site.languages()[1..] {
        let tag = &language.tag;
        let _ = writeln!(text, "/ /{tag}/ 302! Language={tag}");
    }
    let not_found = site.find(crate::resolve::NOT_FOUND);
    for (lang, language) in site.languages().iter().enumerate() {
        if not_found.and_then(|path| site.page(PageId { path, lang })).is_some() {
            let _ = writeln!(text, "/{tag}/* /{tag}/404.html 404", tag = language.tag);
        }
    }
    if not_found.is_some() {
        let _ = writeln!(text, "/* /{}/404.html 404", site.languages()[0].tag);
    }
    text
}

fn robots(base: &str, options: Options) -> String {
    if options.production {
        format!("User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n")
    } else {
        // A preview is nobody's answer to a search.
        "User-agent: *\nDisallow: /\n".to_owned()
    }
}

/// A page that sends its reader on, for addresses that moved.
fn moved(url: &str, title: &str) -> Vec<u8> {
    let (mut to, mut name) = (String::new(), String::new());
    escape(url, &mut to);
    escape(title, &mut name);
    format!(
        "<!doctype html><meta charset=\"utf-8\"><title>{name}</title><link rel=\"canonical\" href=\"{to}\">\
         <meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"0; url={to}\"><a href=\"{to}\">{name}</a>\n"
    )
    .into_bytes()
}

/// The page at `/` of a theme that has none of its own: on to the default language.
pub(super) fn forward(site: &Site) -> Vec<u8> {
    let language = site.corpus.config.default_language();
    moved(&format!("/{}/", language.tag), &language.name)
}
