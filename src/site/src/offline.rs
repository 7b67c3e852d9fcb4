//! The site without a network: what a browser keeps, and the worker that keeps it.
//!
//! `/sw.js` is the theme's `scripts/sw.js` with `const BUILD = {...};` before it:
//! the core (styles, scripts, icons) and, for each language, where its list is.
//! The list `/<lang>/offline.json` names all pages of the language and its search
//! index with digests, so that an update fetches only what changed. How the worker
//! keeps pages and assets of one build together is told in `sw.js`.
//!
//! Beside it the web app manifest of each language, `/<lang>/manifest.webmanifest`.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use sayyar_base::Dir;
use sayyar_seal::release::HTML;
use serde::Serialize;

use crate::config::Offline;
use crate::digest::sha256;
use crate::render::Renderer;
use crate::resolve::{NOT_FOUND, PageId, Site};

/// The page that says that a page is not kept.
const AWAY: &str = "offline.md";

/// A worker for sites that no longer keep anything: it removes what an earlier one kept, and itself.
const RETIRED: &str = "\
self.addEventListener(\"install\", () => self.skipWaiting());
self.addEventListener(\"activate\", (event) => {
  const ours = (name) => name.startsWith(\"sayyar:\");
  const empty = async () => Promise.all((await caches.keys()).filter(ours).map((name) => caches.delete(name)));
  event.waitUntil(empty().then(() => self.registration.unregister()));
});
";

/// A file as a list names it: address and digest.
type Kept = (String, String);

/// What a browser keeps of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precache {
    /// Digest of the list: another one means that something changed.
    pub version: String,
    /// The list as `/<lang>/offline.json` holds it.
    pub bytes: Vec<u8>,
    /// How many files did not fit.
    pub left_out: usize,
}

/// The list of one language. `files` are addresses and contents, the more important ones first; what would take
/// more than `most` bytes together is left out.
pub fn precache(files: &[(String, &[u8])], most: u64) -> Precache {
    #[derive(Serialize)]
    struct List<'a> {
        version: &'a str,
        bytes: u64,
        files: &'a [Kept],
    }
    let mut size = 0;
    let fits = |(_, bytes): &&(String, &[u8])| {
        let fits = size + bytes.len() as u64 <= most;
        size += if fits { bytes.len() as u64 } else { 0 };
        fits
    };
    let kept: Vec<Kept> = files.iter().filter(fits).map(|(url, bytes)| (url.clone(), digest(bytes))).collect();
    let version = digest(json(&kept).as_bytes());
    let list = List { version: &version, bytes: size, files: &kept };
    Precache { bytes: json(&list).into_bytes(), left_out: files.len() - kept.len(), version }
}

/// What the worker is told about a build.
#[derive(Debug, Clone)]
pub struct OfflineBuild<'a> {
    /// Path of the site's root, with `/` at both ends.
    pub base: &'a str,
    /// Address and content of what every page needs.
    pub core: Vec<(String, &'a [u8])>,
    /// The languages, the default one first.
    pub languages: Vec<OfflineLanguage>,
}

/// What the worker is told about a language.
#[derive(Debug, Clone, Serialize)]
pub struct OfflineLanguage {
    /// Its tag: the first part of its addresses.
    pub tag: String,
    /// Address of the page shown for one that is not kept.
    pub page: String,
    /// Address of its list.
    pub list: String,
    /// The list's version.
    pub version: String,
}

/// `/sw.js`: the theme's script with the build before it.
pub fn service_worker(script: &str, build: &OfflineBuild<'_>) -> Vec<u8> {
    #[derive(Serialize)]
    struct Core<'a> {
        version: &'a str,
        files: &'a [Kept],
    }
    #[derive(Serialize)]
    struct Build<'a> {
        version: &'a str,
        base: &'a str,
        core: Core<'a>,
        languages: &'a [OfflineLanguage],
    }
    let files: Vec<Kept> = build.core.iter().map(|(url, bytes)| (url.clone(), digest(bytes))).collect();
    let core = digest(json(&files).as_bytes());
    let version = digest(json(&(build.base, &core, &build.languages, script)).as_bytes());
    let told = json(&Build {
        version: &version,
        base: build.base,
        core: Core { version: &core, files: &files },
        languages: &build.languages,
    });
    format!("const BUILD = {told};\n{script}").into_bytes()
}

/// What a web app manifest says of one language.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest<'a> {
    /// Names the app, whatever becomes of its addresses.
    pub id: &'a str,
    /// Name of the site.
    pub name: &'a str,
    /// Name under the icon.
    pub short_name: &'a str,
    /// What it is for.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub description: &'a str,
    /// Language of these words.
    pub lang: &'a str,
    /// Its direction.
    pub dir: Dir,
    /// The language's home page.
    pub start_url: &'a str,
    /// The addresses that belong to the app.
    pub scope: &'a str,
    /// Colour around the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme_color: Option<&'a str>,
    /// Colour until the page is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background_color: Option<&'a str>,
    /// Pictures.
    pub icons: Vec<Icon>,
}

/// A picture of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Icon {
    /// Address.
    pub src: String,
    /// `192x192`, or `any` where it can be drawn in every size.
    pub sizes: String,
    /// Media type.
    pub r#type: &'static str,
}

impl Icon {
    /// Reads what the name says: `icon-192.png` is 192 pixels wide and high, `favicon.svg` of any size;
    /// other files are no icons.
    pub fn from_path(path: &str) -> Option<Icon> {
        let name = path.rsplit('/').next()?;
        let (sizes, kind) = if matches!(name, "favicon.svg" | "icon.svg") {
            ("any".to_owned(), "image/svg+xml")
        } else {
            let size: u16 = name.strip_prefix("icon-")?.strip_suffix(".png")?.parse().ok()?;
            (format!("{size}x{size}"), "image/png")
        };
        Some(Icon { src: format!("/{path}"), sizes, r#type: kind })
    }
}

/// The manifest with how it is displayed: in a window of its own that keeps buttons to go back and to reload.
pub fn manifest(manifest: &Manifest<'_>) -> Vec<u8> {
    #[derive(Serialize)]
    struct Displayed<'a> {
        #[serde(flatten)]
        manifest: &'a Manifest<'a>,
        display: &'a str,
    }
    json(&Displayed { manifest, display: "minimal-ui" }).into_bytes()
}

/// All files of this module for a site that keeps what is in `files` (pages, assets) and `extras` (search).
pub(crate) fn files(
    renderer: &Renderer,
    offline: &Offline,
    files: &BTreeMap<Arc<str>, Arc<[u8]>>,
    extras: &[(Arc<str>, Arc<[u8]>)],
) -> Vec<(Arc<str>, Arc<[u8]>)> {
    let site = &renderer.site;
    let Some(script) = site.theme.assets.worker() else { return without(renderer) };
    let mut made = manifests(site);
    let mut languages = Vec::new();
    for (lang, language) in site.languages().iter().enumerate() {
        let tag = language.tag.as_str();
        let wanted = of_language(renderer, lang, files, extras, offline.max_bytes);
        let list = precache(&wanted, offline.max_bytes);
        let path = format!("{tag}/offline.json");
        languages.push(OfflineLanguage {
            tag: tag.to_owned(),
            page: away(site, lang).unwrap_or_else(|| format!("/{tag}/")),
            list: format!("/{path}"),
            version: list.version,
        });
        made.push((path.into(), list.bytes.into()));
    }
    let core = site.theme.assets.iter().map(|(_, asset)| (url(&asset.path), &*asset.bytes));
    let front = files.get("index.html").map(|bytes| ("/".to_owned(), &**bytes));
    let build = OfflineBuild { base: "/", core: core.chain(front).collect(), languages };
    made.push(("sw.js".into(), service_worker(script, &build).into()));
    made
}

/// The same for a site that keeps nothing: a browser that visited it before forgets.
pub(crate) fn without(renderer: &Renderer) -> Vec<(Arc<str>, Arc<[u8]>)> {
    let mut made = manifests(&renderer.site);
    made.push(("sw.js".into(), RETIRED.as_bytes().into()));
    made
}

/// What to keep of a language, the more important first: the page for what is not kept, the navigation,
/// pages of the upper levels before those below, the search index if all of it fits, the rest.
fn of_language<'a>(
    renderer: &Renderer,
    lang: usize,
    files: &'a BTreeMap<Arc<str>, Arc<[u8]>>,
    extras: &'a [(Arc<str>, Arc<[u8]>)],
    most: u64,
) -> Vec<(String, &'a [u8])> {
    let site = &renderer.site;
    let config = &site.corpus.config;
    let first = away(site, lang);
    let chosen = |path: &str| site.find(path).and_then(|path| Some(site.page(PageId { path, lang })?.url.to_string()));
    let nav: Vec<String> =
        config.nav.iter().chain(config.footer.iter().flatten()).filter_map(|path| chosen(path)).collect();
    let not_found = chosen(NOT_FOUND);
    let tag = site.languages()[lang].tag.as_str();
    let own = format!("{tag}/");
    let rank = |url: &str, page: bool| {
        let depth = url.matches('/').count();
        (first.as_deref() != Some(url), !page, !nav.iter().any(|other| other == url) && depth > 2, depth)
    };
    let mut all: Vec<_> = files
        .range::<str, _>((Bound::Included(own.as_str()), Bound::Unbounded))
        .take_while(|(path, _)| path.starts_with(&own))
        .map(|(path, bytes)| (url(path), path.ends_with(".html"), &**bytes))
        .filter(|(url, ..)| !url.ends_with(".xml") && not_found.as_ref() != Some(url))
        .collect();
    all.sort_by(|a, b| (rank(&a.0, a.1), &a.0).cmp(&(rank(&b.0, b.1), &b.0)));
    let pages = all.iter().take_while(|(_, page, _)| *page).count();

    let folder = format!("search/{tag}/");
    let search: Vec<_> = extras
        .iter()
        .filter(|(path, _)| path.starts_with(&folder))
        .map(|(path, bytes)| (url(path), &**bytes))
        .collect();
    let size = |files: &mut dyn Iterator<Item = &'a [u8]>| files.map(|bytes| bytes.len() as u64).sum::<u64>();
    let together = size(&mut all[..pages].iter().map(|file| file.2)) + size(&mut search.iter().map(|file| file.1));

    let mut wanted: Vec<(String, &[u8])> = all.into_iter().map(|(url, _, bytes)| (url, bytes)).collect();
    // Forms come right behind pages and search: who saves the site for the road saves it for them.
    let spoken = renderer.forms.offers().filter(|(_, offer)| offer.languages.contains(&lang));
    let forms = spoken.filter_map(|(id, _)| files.get_key_value(format!("forms/{id}/{HTML}").as_str()));
    let forms: Vec<_> = forms.map(|(path, bytes)| (url(path), &**bytes)).collect();
    wanted.splice(pages..pages, forms);
    if config.online.status.is_some() {
        // Small beside the forms, and what the tracking page is for.
        let engine = crate::track::files().iter().map(|file| (url(&file.path), &*file.bytes));
        wanted.splice(pages..pages, engine);
    }
    if together <= most {
        // Part of an index would find pages that are not there and miss some that are.
        wanted.splice(pages..pages, search);
    }
    wanted
}

/// Address of the page for what is not kept.
fn away(site: &Site, lang: usize) -> Option<String> {
    Some(site.page(PageId { path: site.find(AWAY)?, lang })?.url.to_string())
}

/// Address of a file of the output.
fn url(path: &str) -> String {
    format!(
        "/{}",
        path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path)
    )
}

fn manifests(site: &Site) -> Vec<(Arc<str>, Arc<[u8]>)> {
    let icons: Vec<Icon> = site.theme.assets.iter().filter_map(|(_, asset)| Icon::from_path(&asset.path)).collect();
    let languages = site.languages().iter().enumerate();
    let made = languages.map(|(lang, language)| {
        let word = |id: &str| site.corpus.strings.text(lang, None, id, None, &[]).map(|found| found.text.into_owned());
        let name = word("site-name").unwrap_or_else(|| language.name.clone());
        let home = format!("/{}/", language.tag);
        let bytes = manifest(&Manifest {
            id: &home,
            name: &name,
            short_name: &word("site-short-name").unwrap_or_else(|| name.clone()),
            description: &word("site-description").unwrap_or_default(),
            lang: language.tag.as_str(),
            dir: language.dir,
            start_url: &home,
            scope: "/",
            theme_color: site.theme.app.color.as_deref(),
            background_color: site.theme.app.background.as_deref(),
            icons: icons.clone(),
        });
        (format!("{}/manifest.webmanifest", language.tag).into(), bytes.into())
    });
    made.collect()
}

fn digest(bytes: &[u8]) -> String {
    sha256(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn json(value: &impl Serialize) -> String {
    #[expect(clippy::expect_used, reason = "structs of strings, numbers and lists can always be written")]
    serde_json::to_string(value).expect("plain values")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(precache: &Precache) -> serde_json::Value {
        serde_json::from_slice(&precache.bytes).expect("JSON")
    }

    #[test]
    fn a_list_names_files_in_order_with_digests() {
        let kept = precache(&[("/az/offline/".into(), b"away"), ("/az/".into(), b"home")], 1_000);
        let list = list(&kept);
        assert_eq!(list["version"], kept.version);
        assert_eq!(list["bytes"], 8);
        assert_eq!(list["files"][0][0], "/az/offline/");
        assert_eq!(list["files"][1], serde_json::json!(["/az/", "4ea140588150773c"]));
        assert_eq!(kept.left_out, 0);
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_counted() {
        let kept = precache(&[("/a".into(), b"12345"), ("/b".into(), b"1234567"), ("/c".into(), b"12345")], 10);
        let names: Vec<_> =
            list(&kept)["files"].as_array().expect("files").iter().map(|file| file[0].clone()).collect();
        assert_eq!(names, ["/a", "/c"]);
        assert_eq!(kept.left_out, 1);
    }

    #[test]
    fn the_version_follows_the_contents() {
        let of = |bytes: &'static [u8]| precache(&[("/az/".into(), bytes)], 100).version;
        assert_eq!(of(b"one"), of(b"one"));
        assert_ne!(of(b"one"), of(b"two"));
    }

    #[test]
    fn the_worker_begins_with_the_build() {
        let build = |core: &'static [u8]| OfflineBuild {
            base: "/",
            core: vec![("/assets/main.0123456789.css".into(), core)],
            languages: vec![OfflineLanguage {
                tag: "az".into(),
                page: "/az/offline/".into(),
                list: "/az/offline.json".into(),
                version: "00".into(),
            }],
        };
        let text = String::from_utf8(service_worker("self;\n", &build(b"a"))).expect("UTF-8");
        let (told, script) = text.split_once('\n').expect("two lines");
        assert_eq!(script, "self;\n");
        let told = told.strip_prefix("const BUILD = ").and_then(|told| told.strip_suffix(';')).expect("BUILD");
        let told: serde_json::Value = serde_json::from_str(told).expect("JSON");
        assert_eq!(told["core"]["files"][0][0], "/assets/main.0123456789.css");
        assert_eq!(told["languages"][0]["list"], "/az/offline.json");
        assert_ne!(service_worker("self;\n", &build(b"b")), text.as_bytes());
    }

    #[test]
    fn a_manifest_says_language_and_direction() {
        let bytes = manifest(&Manifest {
            id: "/ar/",
            name: "مصلحة الهجرة",
            short_name: "الهجرة",
            description: "",
            lang: "ar",
            dir: Dir::Rtl,
            start_url: "/ar/",
            scope: "/",
            theme_color: Some("#083a50"),
            background_color: None,
            icons: ["favicon.svg", "icon-192.png", "icon-big.png", "map.png"]
                .iter()
                .filter_map(|path| Icon::from_path(path))
                .collect(),
        });
        let value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!(value["dir"], "rtl");
        assert_eq!(value["display"], "minimal-ui");
        assert_eq!(value["icons"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            value["icons"][1],
            serde_json::json!({ "src": "/icon-192.png", "sizes": "192x192", "type": "image/png" })
        );
        assert!(value.get("background_color").is_none() && value.get("description").is_none());
    }

    #[test]
    fn addresses_of_files_end_as_servers_have_them() {
        assert_eq!(url("index.html"), "/");
        assert_eq!(url("az/viza/index.html"), "/az/viza/");
        assert_eq!(url("az/404.html"), "/az/404.html");
        assert_eq!(url("az/myindex.html"), "/az/myindex.html");
    }
}
