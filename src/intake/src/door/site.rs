//! The built site, handed out to telephones on the Wi-Fi of a desk on the road: the same files under the same addresses
//! with the same headers as the site's own host, for people who have no other network.
//!
//! **Invariants.** Nothing outside the folder is handed out, whatever the address says and wherever links lead. What
//! speaks to a host (`_headers`, `_redirects`) is obeyed and not handed out; neither is a name that begins with a dot.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::web::text;

/// The largest file that is handed out: forms have some hundred kilobytes.
const LARGEST: u64 = 64 << 20;
/// Files that speak to the host.
const FOR_THE_HOST: [&str; 2] = ["_headers", "_redirects"];

/// A folder that `sayyar build` wrote.
#[derive(Debug)]
pub struct Site {
    root: PathBuf,
    headers: Vec<(String, HeaderName, HeaderValue)>,
    rules: Vec<Rule>,
}

/// A line of `_redirects`: `/from/* /to 302! Language=en`. A status with `!` holds even where there is a file.
#[derive(Debug)]
struct Rule {
    from: String,
    to: String,
    status: u16,
    always: bool,
    language: Option<String>,
}

/// What there is at an address.
enum Found {
    File(PathBuf),
    Folder,
    Nothing,
}

impl Site {
    /// The site in a folder.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let root = folder.canonicalize()?;
        if !root.join("index.html").is_file() {
            let text = format!("there is no index.html in {}", folder.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, text));
        }
        let read = |name: &str| fs::read_to_string(root.join(name)).unwrap_or_default();
        let (headers, rules) =
            (headers(&read("_headers")), read("_redirects").lines().filter_map(Rule::parse).collect());
        Ok(Self { root, headers, rules })
    }

    /// What is sent for a path as the browser wrote it.
    pub(super) fn answer(&self, written: &str, asked: &HeaderMap) -> Response {
        let Some(segments) = segments(written) else { return nothing() };
        let path = format!("/{}", segments.join("/"));
        let language = text(asked, &header::ACCEPT_LANGUAGE).and_then(preferred);
        let rule = self.rules.iter().find(|rule| rule.applies(&path, language.as_deref()));
        if let Some(rule) = rule.filter(|rule| rule.always) {
            return self.follow(rule, asked);
        }
        match self.find(&segments) {
            Found::File(file) => self.file(&file, &path, StatusCode::OK, asked),
            Found::Folder => moved(&format!("{written}/")),
            Found::Nothing => match rule {
                Some(rule) => self.follow(rule, asked),
                None => self.file(&self.root.join("404.html"), "/404.html", StatusCode::NOT_FOUND, asked),
            },
        }
    }

    fn follow(&self, rule: &Rule, asked: &HeaderMap) -> Response {
        let status = StatusCode::from_u16(rule.status).unwrap_or(StatusCode::NOT_FOUND);
        if status.is_redirection() {
            return moved(&rule.to);
        }
        match segments(&rule.to).map(|segments| self.find(&segments)) {
            Some(Found::File(file)) => self.file(&file, &rule.to, status, asked),
            _ => nothing(),
        }
    }

    /// The file of an address. An address that ends with a slash means the `index.html` there.
    fn find(&self, segments: &[String]) -> Found {
        let mut path: PathBuf = self.root.clone();
        path.extend(segments);
        if segments.last().is_none_or(String::is_empty) {
            path.push("index.html");
        }
        // Where it really is, after all links: inside, or nowhere.
        let Ok(real) = path.canonicalize() else { return Found::Nothing };
        if !real.starts_with(&self.root) || FOR_THE_HOST.iter().any(|name| real == self.root.join(name)) {
            return Found::Nothing;
        }
        match fs::metadata(&real) {
            Ok(found) if found.is_file() && found.len() <= LARGEST => Found::File(real),
            Ok(found) if found.is_dir() && real.join("index.html").is_file() => Found::Folder,
            _ => Found::Nothing,
        }
    }

    fn file(&self, file: &Path, path: &str, status: StatusCode, asked: &HeaderMap) -> Response {
        let Ok(metadata) = fs::metadata(file) else { return nothing() };
        let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let tag = format!("\"{:x}-{:x}\"", metadata.len(), changed.map_or(0, |since| since.as_nanos()));
        let fresh = status == StatusCode::OK && text(asked, &header::IF_NONE_MATCH) == Some(tag.as_str());
        let mut response = if fresh {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let Ok(bytes) = fs::read(file) else { return nothing() };
            (status, bytes).into_response()
        };
        let headers = response.headers_mut();
        for (pattern, name, value) in &self.headers {
            if matches(pattern, path) {
                headers.insert(name.clone(), value.clone());
            }
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(file)));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // Of no meaning on the way to a telephone in the same room, and wrong for the address it has there.
        headers.remove(header::STRICT_TRANSPORT_SECURITY);
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}

/// The parts of a path, decoded; the last is empty where it ends with a slash. Nothing where a part is no plain name.
fn segments(written: &str) -> Option<Vec<String>> {
    let parts: Vec<String> = written.strip_prefix('/')?.split('/').map(decoded).collect::<Option<_>>()?;
    let (last, before) = parts.split_last()?;
    let plain = |part: &String| {
        let hidden = part.starts_with('.') && part != ".well-known";
        let harmful = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        !hidden && !part.ends_with(['.', ' ']) && !part.contains(harmful)
    };
    let whole = before.iter().all(|part| !part.is_empty() && plain(part)) && plain(last);
    whole.then_some(parts)
}

/// A part without its percent signs (RFC 3986, section 2.1); nothing where that is no text.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

impl Rule {
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split('#').next()?.split_whitespace();
        let (from, to) = (words.next()?.to_owned(), words.next()?.to_owned());
        let mut rule = Self { from, to, status: 301, always: false, language: None };
        for word in words {
            if let Some(language) = word.strip_prefix("Language=") {
                rule.language = Some(language.to_ascii_lowercase());
            } else if let Ok(status) = word.trim_end_matches('!').parse() {
                (rule.status, rule.always) = (status, word.ends_with('!'));
            }
        }
        // Only within the site: where it leads elsewhere there is no network.
        (rule.to.starts_with('/') && !rule.to.starts_with("//") && !rule.to.contains(':')).then_some(rule)
    }

    fn applies(&self, path: &str, language: Option<&str>) -> bool {
        let spoken = self.language.as_deref().is_none_or(|wanted| language.is_some_and(|language| language == wanted));
        spoken && matches(&self.from, path)
    }
}

/// Lines of `_headers`: a pattern, and below it, set in, headers.
fn headers(text: &str) -> Vec<(String, HeaderName, HeaderValue)> {
    let (mut pattern, mut all) = (String::new(), Vec::new());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if !line.starts_with([' ', '\t']) {
            pattern = line.trim().to_owned();
        } else if let Some((name, value)) = line.split_once(':')
            && let (Ok(name), Ok(value)) = (name.trim().parse(), value.trim().parse())
        {
            all.push((pattern.clone(), name, value));
        }
    }
    all
}

/// Whether a pattern, in which `*` is anything, means a path.
fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let (mut rest, parts) = (rest, parts.collect::<Vec<_>>());
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(place) = rest.find(part) else { return false };
        rest = &rest[place + part.len()..];
    }
    rest.ends_with(last)
}

/// The language a browser puts first, without its country.
fn preferred(header: &str) -> Option<String> {
    let weigh = |part: &str| {
        let mut parts = part.split(';');
        let tag = parts.next()?.trim().split('-').next()?.to_ascii_lowercase();
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0_f32);
        (!tag.is_empty() && tag != "*" && weight > 0.0).then_some((tag, weight))
    };
    let mut best: Option<(String, f32)> = None;
    for (tag, weight) in header.split(',').filter_map(weigh) {
        if best.as_ref().is_none_or(|(_, most)| weight > *most) {
            best = Some((tag, weight));
        }
    }
    best.map(|(tag, _)| tag)
}

fn moved(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::FOUND, [(header::LOCATION, to), (header::CACHE_CONTROL, NO_STORE)]).into_response(),
        Err(_) => nothing(),
    }
}

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

fn nothing() -> Response {
    crate::web::plain(StatusCode::NOT_FOUND, "there is nothing here")
}

/// The media type by the file's name, as the site's own host sends it.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "atom" => "application/atom+xml",
        "ics" => "text/calendar; charset=utf-8",
        "txt" | "minisig" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_plain_names_or_nothing() {
        assert_eq!(segments("/az/").unwrap(), ["az", ""]);
        assert_eq!(segments("/m%C3%BCraci%C9%99t/x.html").unwrap(), ["müraciət", "x.html"]);
        assert_eq!(segments("/.well-known/security.txt").unwrap(), [".well-known", "security.txt"]);
        for trick in [
            "",
            "az",
            "//",
            "//evil.example/",
            "/../x",
            "/az/../x",
            "/%2e%2e/x",
            "/%2e%2e%2fx",
            "/az/..%2f..%2fx",
            "/..%5cx",
            "/az\\..\\x",
            "/c:/x",
            "/.git/config",
            "/az/.env",
            "/%00",
            "/x%0a",
            "/%ff",
            "/%zz",
            "/%2",
            "/az//x",
            "/x.html.",
            "/x.html%20",
            "/x::$DATA",
        ] {
            assert_eq!(segments(trick), None, "{trick}");
        }
    }

    #[test]
    fn rules_of_the_host_hold() {
        for (pattern, path, holds) in [
            ("/*", "/az/", true),
            ("/az/*", "/az/x/", true),
            ("/az/*", "/aze", false),
            ("/", "/", true),
            ("/", "/x", false),
            ("/search/*/index.json", "/search/az/index.json", true),
            ("/search/*/index.json", "/search/az/a.json", false),
            ("/*/", "/az/x/", true),
            ("/*/", "/az/x", false),
            ("/a*", "/a", true),
        ] {
            assert_eq!(matches(pattern, path), holds, "{pattern} {path}");
        }
        let rule = Rule::parse("/ /en/ 302! Language=en").unwrap();
        assert!(rule.applies("/", Some("en")) && !rule.applies("/", Some("az")) && !rule.applies("/", None));
        assert!(Rule::parse("/x https://elsewhere.example/ 301").is_none());
        assert!(Rule::parse("/x //elsewhere.example/ 301").is_none());
        assert_eq!(preferred("de;q=0.3, en-GB;q=0.9, *;q=0.1").as_deref(), Some("en"));
        let read = headers("/*\n  X-A: 1\n/az/*\n  X-A: 2: b\n");
        assert_eq!(read.len(), 2);
        assert_eq!((read[1].0.as_str(), read[1].1.as_str(), read[1].2.to_str().unwrap()), ("/az/*", "x-a", "2: b"));
    }
}
