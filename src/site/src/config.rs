//! `sayyar.toml`: where the site lives, how it looks, which languages it speaks.

use std::sync::Arc;

use sayyar_base::diag::{self, At};
use sayyar_base::toml::{Node, Table, read};
use sayyar_base::{Diagnostic, Diagnostics, Dir, Tag};

use crate::words::Language;

/// Name of the configuration file, at the site's root.
pub const FILE: &str = "sayyar.toml";

/// The configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Where the site will be served from, without a `/` at the end.
    pub base_url: String,
    /// Name of the folder under `themes/`.
    pub theme: At<String>,
    /// The languages; the first is the default and the source of translations.
    pub languages: Vec<Language>,
    /// Pages of the main navigation, by path.
    pub nav: Vec<At<String>>,
    /// Pages of the footer, in columns.
    pub footer: Vec<Vec<At<String>>>,
    /// Where the agency's clocks are (IANA name), for calendars.
    pub time_zone: String,
    /// Whether a search index is made.
    pub search: bool,
    /// What a browser keeps for reading without a network; `None` when it keeps nothing.
    pub offline: Option<Offline>,
    /// The section that has a news feed.
    pub feed: Option<At<String>>,
    /// Whom to tell of a security problem, for `/.well-known/security.txt`.
    pub security: Option<Security>,
    /// Upper bounds that `check` holds the output to.
    pub budgets: Budgets,
    /// The file of the key that signs released forms, below `keys/`.
    pub publisher: Option<At<String>>,
    /// Files of keys that signed releases before.
    pub former_publishers: Vec<At<String>>,
    /// Whom submissions are sealed to: recipients as age writes them, or files of such below `keys/`.
    pub recipients: Vec<At<String>>,
    /// What is reachable over the network beside the site.
    pub online: Online,
    /// Pages that forms lead to.
    pub ways: Ways,
}

/// Addresses of services beside the site; each may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Online {
    /// Takes submissions in, with a `/` at the end.
    pub door: Option<String>,
    /// Holds the statuses of applications, with a `/` at the end.
    pub status: Option<String>,
    /// Who signs statuses, as SSH writes keys: the present key, then former ones. Never empty where there is a status.
    pub status_keys: Vec<String>,
}

impl Online {
    /// Where pages of this site may send to besides the site itself: the origins of these addresses.
    pub fn origins(&self) -> Vec<&str> {
        let mut all: Vec<&str> =
            [&self.door, &self.status].into_iter().flatten().filter_map(|url| origin(url)).collect();
        all.dedup();
        all
    }
}

/// `https://door.example` of `https://door.example/in/`; nothing for an address on the site itself.
fn origin(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    Some(&url[..host + url[host..].find('/').unwrap_or(url.len() - host)])
}

/// Pages that forms lead to, by path; each may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ways {
    /// How to hand in a finished application.
    pub hand_in: Option<At<String>>,
    /// Where to follow an application.
    pub track: Option<At<String>>,
    /// Where the offices are.
    pub offices: Option<At<String>>,
    /// When and where the travelling desk comes.
    pub visits: Option<At<String>>,
}

impl Ways {
    /// All of them with the names that forms know them by.
    pub fn named(&self) -> [(&'static str, Option<&At<String>>); 4] {
        let Self { hand_in, track, offices, visits } = self;
        let all = [("hand_in", hand_in), ("track", track), ("offices", offices), ("visits", visits)];
        all.map(|(name, page)| (name, page.as_ref()))
    }
}

/// What a browser keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offline {
    /// Most that is kept of one language, in bytes.
    pub max_bytes: u64,
}

/// A contact for people who found a weakness (RFC 9116).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security {
    /// `mailto:`, `tel:` or `https:`.
    pub contact: String,
    /// The day after which the file counts as out of date.
    pub expires: sayyar_base::Date,
}

/// Sizes in KB of 1,000 bytes, compressed with gzip as a server would send them where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budgets {
    /// A page with its styles and scripts.
    pub page_kb: u64,
    /// All styles of a page.
    pub css_kb: u64,
    /// All scripts a page loads at first.
    pub js_kb: u64,
    /// What the first search loads.
    pub search_kb: u64,
    /// A form's page, with everything in it. Not compressed: it is handed from device to device as it is.
    pub form_kb: u64,
}

impl Config {
    /// The default language.
    pub fn default_language(&self) -> &Language {
        &self.languages[0]
    }

    /// Index of a language.
    pub fn language(&self, tag: &str) -> Option<usize> {
        self.languages.iter().position(|language| language.tag.as_str() == tag)
    }

    /// Reads the file's text. `None` when it could not be understood; the diagnostics say why.
    pub fn parse(text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let (config, mut problems) = read(&Arc::from(FILE), text, 0, config);
        diagnostics.append(&mut problems);
        config
    }
}

fn config(table: &mut Table<'_>) -> Option<Config> {
    let base_url = table.required_node("base_url").and_then(|node| base_url(&node));
    let theme = table.required::<At<String>>("theme");
    let languages = table.required_node("language").and_then(|node| languages(&node));
    let nav = table.list("nav");
    let footer = table.each("footer", |node| Some(node.items()?.iter().filter_map(Node::read).collect()));
    let time_zone = table.or("time_zone", "UTC".to_owned());
    let search = table.node("search").and_then(|node| node.table(|t| Some(t.or("enabled", true)))).unwrap_or(true);
    let offline = table.node("offline").and_then(|node| node.table(offline)).unwrap_or(Some(OFFLINE));
    let feed = table.optional("feed");
    let security = table.node("security").and_then(|node| {
        node.table(|t| {
            let (contact, expires) = (t.required("contact"), t.required("expires"));
            Some(Security { contact: contact?, expires: expires? })
        })
    });
    let budgets = table.node("budgets").and_then(|node| node.table(budgets)).unwrap_or(BUDGETS);
    let publisher = table.node("publisher").and_then(|node| key_file(&node));
    let former_publishers = table.each("former_publishers", key_file);
    let recipients = table.each("recipients", |node| {
        let written = node.text()?;
        if written.starts_with(KEYS) { key_file(node) } else { Some(node.at(written.to_owned())) }
    });
    let online = table.node("online").and_then(|node| node.table(online));
    let ways = table.node("ways").and_then(|node| {
        let page = |table: &mut Table<'_>, key| table.optional(key);
        let read = |t: &mut Table<'_>| Ways {
            hand_in: page(t, "hand_in"),
            track: page(t, "track"),
            offices: page(t, "offices"),
            visits: page(t, "visits"),
        };
        node.table(|t| Some(read(t)))
    });
    Some(Config {
        base_url: base_url?,
        theme: theme?,
        languages: languages?,
        nav,
        footer,
        time_zone,
        search,
        offline,
        feed,
        security,
        budgets,
        publisher,
        former_publishers,
        recipients,
        online: online.unwrap_or_default(),
        ways: ways.unwrap_or_default(),
    })
}

/// The folder of public keys, at the site's root.
pub const KEYS: &str = "keys/";

/// The path of a public key's file.
fn key_file(node: &Node<'_>) -> Option<At<String>> {
    let written = node.text()?;
    if written.starts_with(KEYS) && crate::disk::is_inside(written) {
        return Some(node.at(written.to_owned()));
    }
    node.report(
        Diagnostic::error("key-file", format!("`{written}` is not a file of the folder `{KEYS}`"))
            .at(node.span(), "")
            .help(format!("public keys lie in `{KEYS}`, as `{KEYS}publisher.pub`; `sayyar keys new` makes one")),
    )
}

fn online(table: &mut Table<'_>) -> Option<Online> {
    let door = table.node("door").and_then(|node| service_address(&node));
    let status = table.node("status").and_then(|node| Some((service_address(&node)?, node.span())));
    let (named, key) = (table.has("status_key"), table.node("status_key").and_then(|node| status_key(&node)));
    let former = table.each("former_status_keys", status_key);
    if let (Some((_, span)), false) = (&status, named) {
        table.report::<()>(
            Diagnostic::error("status-key", "who signs these statuses is not said, so no page could believe them")
                .at(span.clone(), "")
                .help("add `status_key = \"ssh-ed25519 ...\"`: `keys/public.toml` of the desk has the line"),
        );
    }
    let status_keys = key.into_iter().chain(former).collect();
    Some(Online { door, status: status.map(|(url, _)| url), status_keys })
}

/// A key that signs statuses.
fn status_key(node: &Node<'_>) -> Option<String> {
    let written = node.text()?;
    match written.parse::<sayyar_seal::ed25519::PublicKey>() {
        Ok(key) => Some(key.to_string()),
        Err(why) => node.report(
            Diagnostic::error("status-key", format!("`{written}` is {why}"))
                .at(node.span(), "")
                .help("copy the line from `keys/public.toml` of the desk that publishes statuses"),
        ),
    }
}

/// An address that browsers and programs send things to: https, except on the machine itself; or one of this site.
fn service_address(node: &Node<'_>) -> Option<String> {
    let written = node.text()?;
    let here = written.starts_with('/') && !written.starts_with("//");
    let host = |rest: &str| rest.split(['/', ':']).next().unwrap_or_default().to_owned();
    let good = match (written.strip_prefix("https://"), written.strip_prefix("http://")) {
        (Some(rest), _) => !host(rest).is_empty(),
        (_, Some(rest)) => ["localhost", "127.0.0.1"].contains(&host(rest).as_str()),
        _ => here,
    };
    if !good || written.contains(['?', '#', ' ', ';', ',', '"', '<', '@', '\'']) {
        return node.report(
            Diagnostic::error("online-address", format!("`{written}` is not the address of a service"))
                .at(node.span(), "")
                .help("write it as `\"https://door.example.org/\"`; without the `s` only for this machine"),
        );
    }
    Some(format!("{}/", written.trim_end_matches('/')))
}

const OFFLINE: Offline = Offline { max_bytes: 5_000_000 };
const BUDGETS: Budgets = Budgets { page_kb: 40, css_kb: 12, js_kb: 8, search_kb: 60, form_kb: 450 };

fn base_url(node: &Node<'_>) -> Option<String> {
    let written = node.text()?;
    let host = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://")).unwrap_or_default();
    if host.trim_end_matches('/').is_empty() || host.contains(['?', '#', ' ', '"', '<']) {
        return node.report(
            Diagnostic::error("base-url", format!("`{written}` is not the address of a site"))
                .at(node.span(), "")
                .help("write it as `base_url = \"https://example.org\"`"),
        );
    }
    Some(written.trim_end_matches('/').to_owned())
}

fn offline(table: &mut Table<'_>) -> Option<Option<Offline>> {
    let enabled = table.or("enabled", true);
    let max_mb = table.node("max_mb").and_then(|node| node.integer(1..=500)).unwrap_or(5);
    Some(enabled.then_some(Offline { max_bytes: max_mb.unsigned_abs() * 1_000_000 }))
}

fn budgets(table: &mut Table<'_>) -> Option<Budgets> {
    let mut size = |key, default: u64| {
        table.node(key).and_then(|node| node.integer(1..=100_000)).map_or(default, i64::unsigned_abs)
    };
    Some(Budgets {
        page_kb: size("page_kb", BUDGETS.page_kb),
        css_kb: size("css_kb", BUDGETS.css_kb),
        js_kb: size("js_kb", BUDGETS.js_kb),
        search_kb: size("search_kb", BUDGETS.search_kb),
        form_kb: size("form_kb", BUDGETS.form_kb),
    })
}

/// A language as written: fallbacks are still tags.
struct Written {
    tag: At<Tag>,
    fallback: Vec<At<String>>,
    language: Language,
}

fn languages(node: &Node<'_>) -> Option<Vec<Language>> {
    let written: Vec<Written> = node.items()?.iter().filter_map(|node| node.table(|t| language(node, t))).collect();
    if written.is_empty() {
        return node.error("no-language", "a site needs at least one language");
    }
    let tags: Vec<&str> = written.iter().map(|one| one.tag.value.as_str()).collect();
    let mut languages = Vec::new();
    for (index, one) in written.iter().enumerate() {
        let tag = tags[index];
        if tags[..index].contains(&tag) {
            node.report::<()>(
                Diagnostic::error("duplicate-language", format!("language `{tag}` is listed twice"))
                    .at(one.tag.span.clone(), ""),
            );
        }
        let mut language = one.language.clone();
        for fallback in &one.fallback {
            match tags.iter().position(|other| *other == fallback.value) {
                Some(place) if place != index => language.fallback.push(place),
                _ => {
                    let others = tags.iter().copied().filter(|other| *other != tag);
                    node.report::<()>(
                        Diagnostic::error(
                            "unknown-language",
                            format!("`{}` is not another language of this site", fallback.value),
                        )
                        .at(fallback.span.clone(), "")
                        .help(diag::did_you_mean(&fallback.value, others)),
                    );
                }
            }
        }
        // Every language ends at the default, so that no string and no page is ever nowhere.
        if index != 0 && !language.fallback.contains(&0) {
            language.fallback.push(0);
        }
        languages.push(language);
    }
    Some(languages)
}

fn language(node: &Node<'_>, table: &mut Table<'_>) -> Option<Written> {
    let tag = table.required_node("tag").and_then(|tag| Some(tag.at(tag.text_as::<Tag>("language-tag")?)));
    let name = table.required::<String>("name");
    let dir = table.node("dir").and_then(|dir| dir.choice("direction", &[("ltr", Dir::Ltr), ("rtl", Dir::Rtl)]));
    let locale = table.optional::<At<String>>("locale");
    let complete = table.or("complete", false);
    let fallback = table.list("fallback");
    let (tag, name) = (tag?, name?);
    let locale = match locale {
        Some(locale) => locale,
        None => tag_node(node, &tag),
    };
    if let Err(why) = crate::words::Locale::new(&locale.value) {
        return node.report(Diagnostic::error("unknown-locale", why).at(locale.span, ""));
    }
    let language = Language {
        tag: tag.value.clone(),
        name,
        dir: dir.unwrap_or_default(),
        locale: locale.value,
        complete,
        fallback: Vec::new(),
    };
    Some(Written { tag, fallback, language })
}

fn tag_node(node: &Node<'_>, tag: &At<Tag>) -> At<String> {
    At { span: tag.span.clone(), ..node.at(tag.value.as_str().to_owned()) }
}
