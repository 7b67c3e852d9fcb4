//! From an address to a file, as the host in production does it: folders have an `index.html`, the
//! rules of `_redirects` hold, and what is not there gets the page its rule names.

use std::borrow::Cow;
use std::sync::Arc;

use super::site::Site;

/// What is to be sent for an address.
#[derive(Debug, PartialEq)]
pub(super) enum Reply {
    /// A file of the output, with the status to send it under.
    File { status: u16, path: String, bytes: Arc<[u8]> },
    /// Another address.
    Moved(String),
    /// Nothing is there, and no page that says so either.
    Nothing,
}

/// What a browser asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// The path of the address, as it was sent.
    pub(super) path: String,
    /// Whether message ids are wanted in place of words.
    pub(super) ids: bool,
    /// The language it likes best.
    pub(super) language: Option<String>,
}

/// Files that speak to the host and are not for browsers.
const FOR_THE_HOST: [&str; 2] = ["_headers", "_redirects"];

pub(super) fn find(site: &dyn Site, asked: &Asked) -> Reply {
    let Some(path) = decode(&asked.path) else { return Reply::Nothing };
    let path = path.trim_start_matches('/');
    let rules = site.file("_redirects").map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let rule = rules.lines().filter_map(Rule::parse).find_map(|rule| rule.apply(path, asked.language.as_deref()));
    if let Some((to, status, true)) = &rule {
        return follow(site, asked, to, *status);
    }
    if FOR_THE_HOST.contains(&path) {
        return Reply::Nothing;
    }
    let index = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if let Some(reply) = file(site, asked, index, 200) {
        return reply;
    }
    if site.file(&format!("{path}/index.html")).is_some() {
        return Reply::Moved(format!("{}/", asked.path));
    }
    match rule {
        Some((to, status, _)) => follow(site, asked, &to, status),
        None => file(site, asked, "404.html".into(), 404).unwrap_or(Reply::Nothing),
    }
}

fn file(site: &dyn Site, asked: &Asked, path: String, status: u16) -> Option<Reply> {
    let bytes =
        if asked.ids && path.ends_with(".html") { site.file_with_ids(&path).map(Into::into) } else { site.file(&path) };
    Some(Reply::File { status, path, bytes: bytes? })
}

fn follow(site: &dyn Site, asked: &Asked, to: &str, status: u16) -> Reply {
    if matches!(status, 200 | 404 | 410) {
        let path = to.trim_start_matches('/');
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        return file(site, asked, path, status).unwrap_or(Reply::Nothing);
    }
    Reply::Moved(to.to_owned())
}

/// One line of `_redirects`: `/from/* /to/:splat 301 Language=en`. A status with `!` holds even where
/// there is a file.
struct Rule<'a> {
    from: &'a str,
    to: &'a str,
    status: u16,
    always: bool,
    languages: Option<&'a str>,
}

impl<'a> Rule<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let mut words = line.split('#').next()?.split_whitespace();
        let (from, to) = (words.next()?, words.next()?);
        let mut rule = Self { from, to, status: 301, always: false, languages: None };
        for word in words {
            if let Some(languages) = word.strip_prefix("Language=") {
                rule.languages = Some(languages);
            } else if let Ok(status) = word.trim_end_matches('!').parse() {
                (rule.status, rule.always) = (status, word.ends_with('!'));
            }
        }
        Some(rule)
    }

    /// Where to, with which status, and whether in spite of a file.
    fn apply(&self, path: &str, language: Option<&str>) -> Option<(String, u16, bool)> {
        if let Some(wanted) = self.languages {
            let base = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            let language = base(language?);
            wanted.split(',').find(|wanted| base(wanted) == language)?;
        }
        let from = self.from.trim_start_matches('/');
        let splat = match from.strip_suffix('*') {
            Some(begin) => path.strip_prefix(begin).or_else(|| (path == begin.trim_end_matches('/')).then_some(""))?,
            None => (path.trim_end_matches('/') == from.trim_end_matches('/')).then_some("")?,
        };
        Some((self.to.replace(":splat", splat), self.status, self.always))
    }
}

/// The language that an `Accept-Language` header puts first.
pub(super) fn preferred(header: &str) -> Option<String> {
    let weigh = |part: &str| {
        let mut parts = part.split(';');
        let tag = parts.next()?.trim().to_owned();
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

/// A path or query value without its percent signs (RFC 3986, section 2.1); nothing where that is no text.
pub(super) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// The media type by the file's name, as production sends it.
pub(super) fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
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
    use super::super::fake::Fake;
    use super::*;

    fn reply(files: &[(&str, &str)], asked: &str, language: Option<&str>) -> String {
        let site = Fake::new(files);
        let (path, ids) = asked.strip_suffix("?ids").map_or((asked, false), |path| (path, true));
        let asked = Asked { path: path.into(), ids, language: language.map(Into::into) };
        match find(&site, &asked) {
            Reply::File { status, path, bytes } => format!("{status} {path} {}", String::from_utf8_lossy(&bytes)),
            Reply::Moved(to) => format!("to {to}"),
            Reply::Nothing => "nothing".into(),
        }
    }

    #[test]
    fn addresses_and_rules() {
        let files = [
            ("index.html", "languages"),
            ("az/index.html", "az"),
            ("az/404.html", "yoxdur"),
            ("az/müraciət/index.html", "apply"),
            ("en/index.html", "en"),
            ("en/404.html", "not here"),
            ("assets/a.css", "style"),
            (
                "_redirects",
                "/ /en/ 302! Language=en\n# a comment\n/old/* /en/:splat 301\n/tel /en/ 301\n/en/* /en/404.html 404\n/* /az/404.html 404\n",
            ),
        ];
        for (asked, language, expected) in [
            ("/", None, "200 index.html languages"),
            ("/", Some("en-GB"), "to /en/"),
            ("/", Some("az"), "200 index.html languages"),
            ("/az/", None, "200 az/index.html az"),
            ("/az", None, "to /az/"),
            ("/az/?ids", None, "200 az/index.html ids of az"),
            ("/assets/a.css?ids", None, "200 assets/a.css style"),
            ("/az/m%C3%BCraci%C9%99t/", None, "200 az/müraciət/index.html apply"),
            ("/old/x/y", None, "to /en/x/y"),
            ("/tel/", None, "to /en/"),
            ("/en/nowhere", None, "404 en/404.html not here"),
            ("/nowhere/", None, "404 az/404.html yoxdur"),
            ("/_redirects", None, "nothing"),
            ("/az/%2e%2e/%2e%2e/etc/passwd", None, "404 az/404.html yoxdur"),
            ("/az/%ff", None, "nothing"),
            ("/az/%4", None, "nothing"),
        ] {
            assert_eq!(reply(&files, asked, language), expected, "{asked}");
        }
        assert_eq!(reply(&[("404.html", "no")], "/x", None), "404 404.html no");
        // Without `!` a file comes first.
        assert_eq!(reply(&[("index.html", "i"), ("_redirects", "/ /en/ 302\n")], "/", None), "200 index.html i");
    }

    #[test]
    fn the_language_liked_best() {
        assert_eq!(preferred("en-GB,en;q=0.9,az;q=0.8").as_deref(), Some("en-GB"));
        assert_eq!(preferred("az;q=0.5, ru;q=0.7, *;q=0.1").as_deref(), Some("ru"));
        assert_eq!(preferred("*"), None);
        assert_eq!(preferred(""), None);
    }
}
