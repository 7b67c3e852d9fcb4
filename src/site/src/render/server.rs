//! What servers and crawlers read: response headers, redirects, `robots.txt`, `security.txt`, former addresses.
//!
//! A header that two rules of `_headers` set is sent with both values, and of two policies a browser enforces both. So
//! the policy of pages is set for the folders of the languages and not for everything: the page of a form has one of
//! its own, which names the digests of its scripts.

use std::borrow::Cow;
use std::fmt::Write;

use crate::config::Online;

use super::Options;
use crate::forms::Bound;
use crate::load::markdown::escape;
use crate::resolve::{PageId, Site};
use crate::track;

/// What a page may load and do: only what comes from this site, no inline scripts or styles.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What the worker of the tracking page may do: run its engine. The password is there, and nothing can be sent.
const TRACK_POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'";

const YEAR: &str = "public, max-age=31536000, immutable";
const ASK: &str = "public, max-age=0, must-revalidate";

/// The name of the header that says what a page may do.
const POLICY_HEADER: &str = "Content-Security-Policy";

/// The response headers of a path in the output: what `_headers` says, for servers that do not read it. `policy` is
/// that of the page of a form, `online` what pages may reach beside the site.
pub fn headers(path: &str, policy: Option<&str>, online: &Online) -> Vec<(&'static str, Cow<'static, str>)> {
    let policy = match policy {
        Some(policy) => Cow::Owned(form_policy(policy)),
        None if path.starts_with(track::FOLDER) => Cow::Borrowed(TRACK_POLICY),
        None => page_policy(online),
    };
    let mut all = vec![(POLICY_HEADER, policy)];
    all.extend(everywhere().map(|(name, value)| (name, Cow::Borrowed(value))));
    all.push(("Cache-Control", Cow::Borrowed(if is_fingerprinted(path) { YEAR } else { ASK })));
    all
}

/// The policy of pages: they reach the site itself, and the door and the statuses where the site has such.
fn page_policy(online: &Online) -> Cow<'static, str> {
    let origins = online.origins();
    if origins.is_empty() {
        return Cow::Borrowed(POLICY);
    }
    Cow::Owned(POLICY.replacen("connect-src 'self'", &format!("connect-src 'self' {}", origins.join(" ")), 1))
}

/// What a form's page says of itself, and what only a header can say.
fn form_policy(policy: &str) -> String {
    format!("{}; frame-ancestors 'none'", policy.trim_end_matches([';', ' ']))
}

/// Headers of every path.
fn everywhere() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
    ]
    .into_iter()
}

/// The pages of forms, each with its policy.
pub(super) fn policies(forms: &Bound) -> Vec<(String, String)> {
    let pages = forms.files().iter().filter(|(path, _)| path.ends_with(".html"));
    let policy = |bytes: &[u8]| crate::bundle::policy(&String::from_utf8_lossy(bytes));
    pages.filter_map(|(path, bytes)| Some((path.clone(), policy(bytes)?))).collect()
}

/// Whether the name carries the digest of the bytes, so that they never change.
pub(crate) fn is_fingerprinted(path: &str) -> bool {
    let path = path.trim_start_matches('/');
    path.starts_with("assets/")
        || path.starts_with(track::FOLDER)
        || (path.starts_with("search/") && !path.ends_with("/index.json"))
}

/// All of them, as path and bytes.
pub(super) fn all(site: &Site, policies: &[(String, String)], options: Options) -> Vec<(String, Vec<u8>)> {
    let config = &site.corpus.config;
    let mut files = vec![
        ("_headers".to_owned(), headers_file(site, policies).into_bytes()),
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

fn headers_file(site: &Site, policies: &[(String, String)]) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in everywhere() {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let languages = site.languages().iter().map(|language| format!("/{}/*", language.tag));
    let former = site.pages().filter(|(_, page)| !page.borrowed()).flat_map(|(_, page)| &page.source.front.aliases);
    let former = former.map(|(alias, _)| alias.clone());
    let fixed = ["/", "/index.html", "/404.html", "/assets/*", "/search/*", "/sw.js"].map(String::from);
    for path in fixed.into_iter().chain(former) {
        let _ = writeln!(text, "{path}\n  {POLICY_HEADER}: {POLICY}");
    }
    let online = &site.corpus.config.online;
    for path in languages {
        let _ = writeln!(text, "{path}\n  {POLICY_HEADER}: {}", page_policy(online));
    }
    if online.status.is_some() {
        let _ = writeln!(text, "/{}*\n  {POLICY_HEADER}: {TRACK_POLICY}\n  Cache-Control: {YEAR}", track::FOLDER);
    }
    for (path, policy) in policies {
        let _ = writeln!(text, "/{path}\n  {POLICY_HEADER}: {}", form_policy(policy));
    }
    let kept =
        [("/assets/*", YEAR), ("/search/*", YEAR), ("/search/*/index.json", ASK), ("/forms/*", ASK), ("/*/", ASK)];
    for (pattern, value) in kept {
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
