//! What `src/offline/dist` was made from, as lists of digests. The build writes them beside what it makes; a test
//! compares them, so that nobody ships an engine older than its sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest, Sha256};

/// The root of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One part of `dist`: what it is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `engine.wasm` and `engine.js`.
    Engine,
    /// `page.js`.
    Page,
    /// `track.wasm` and `track.js`.
    Track,
}

impl Part {
    /// Where the list is kept.
    pub fn file(self) -> &'static str {
        match self {
            Self::Engine => "src/offline/dist/sources.txt",
            Self::Page => "src/offline/dist/page-sources.txt",
            Self::Track => "src/offline/dist/track-sources.txt",
        }
    }

    /// How to make this part again.
    pub fn command(self) -> &'static str {
        match self {
            Self::Engine => "src/offline/build",
            Self::Page => "src/offline/build page",
            Self::Track => "src/offline/build track",
        }
    }

    /// Folders and files it is made from.
    fn places(self) -> &'static [&'static str] {
        match self {
            Self::Engine => &[
                "src/base/Cargo.toml",
                "src/base/src",
                "src/forms/Cargo.toml",
                "src/forms/src",
                "src/seal/Cargo.toml",
                "src/seal/src",
                "src/offline/Cargo.toml",
                "src/offline/src",
                "src/offline/worker",
                "src/offline/build",
                "src/offline/pack.py",
                "src/offline/bindgen/Cargo.toml",
                "src/offline/bindgen/Cargo.lock",
                "src/offline/bindgen/src",
            ],
            Self::Page => &["src/offline/page"],
            Self::Track => &[
                "src/base/Cargo.toml",
                "src/base/src",
                "src/seal/Cargo.toml",
                "src/seal/src",
                "src/offline/track",
                "src/offline/build",
                "src/offline/bindgen/Cargo.toml",
                "src/offline/bindgen/Cargo.lock",
                "src/offline/bindgen/src",
            ],
        }
    }

    /// The package that is compiled for it, if one is.
    fn package(self) -> Option<&'static str> {
        match self {
            Self::Engine => Some("sayyar-offline"),
            Self::Page => None,
            Self::Track => Some("sayyar-track"),
        }
    }
}

/// The list as it is now: a digest and a name a line, in order of names.
pub fn sources(part: Part) -> io::Result<String> {
    let root = repository();
    let mut files = BTreeSet::new();
    for place in part.places() {
        walk(&root, place, &mut files)?;
    }
    let mut lines = BTreeMap::new();
    for file in files {
        lines.insert(file.clone(), digest(&fs::read(root.join(&file))?));
    }
    if let Some(package) = part.package() {
        lines.extend(locked(&fs::read_to_string(root.join("Cargo.lock"))?, package));
        lines.insert(
            "Cargo.toml, profile and dependencies".into(),
            declared(&fs::read_to_string(root.join("Cargo.toml"))?),
        );
    }
    lines.extend(tools(&fs::read_to_string(root.join("tests/package.json"))?));
    Ok(lines.iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// All files but tests, which leave no trace in what is built.
fn walk(root: &Path, place: &str, files: &mut BTreeSet<String>) -> io::Result<()> {
    let path = root.join(place);
    if path.is_file() {
        let test = place.ends_with("/tests.rs") || place.contains("/tests/") || place.ends_with(".md");
        if !test {
            files.insert(place.to_owned());
        }
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        walk(root, &format!("{place}/{}", name.to_string_lossy()), files)?;
    }
    Ok(())
}

/// The packages that an engine links, with their checksums: what is needed by nothing of it may change freely.
fn locked(lock: &str, package: &str) -> BTreeMap<String, String> {
    let lock: toml::Table = lock.parse().expect("cargo writes TOML");
    let packages = lock["package"].as_array().expect("a list of packages");
    let text = |package: &toml::Value, key: &str| {
        package.get(key).and_then(|text| text.as_str()).unwrap_or_default().to_owned()
    };
    let (mut seen, mut waiting) = (BTreeMap::new(), vec![package.to_owned()]);
    while let Some(wanted) = waiting.pop() {
        // A version stands behind the name where there are several.
        let (name, version) = wanted.split_once(' ').unwrap_or((&wanted, ""));
        let fits = |package: &&toml::Value| {
            text(package, "name") == name && (version.is_empty() || text(package, "version") == version)
        };
        for package in packages.iter().filter(fits) {
            let title = format!("{} {}", text(package, "name"), text(package, "version"));
            if seen.contains_key(&title) {
                continue;
            }
            seen.insert(title, text(package, "checksum"));
            let needs = package.get("dependencies").and_then(|list| list.as_array()).into_iter().flatten();
            waiting.extend(needs.filter_map(|one| one.as_str()).map(str::to_owned));
        }
    }
    // Our own packages have no checksum: their files are listed.
    seen.into_iter()
        .filter(|(_, checksum)| !checksum.is_empty())
        .map(|(name, sum)| (format!("crate {name}"), sum))
        .collect()
}

/// The lines of the workspace that decide how the engine is compiled.
fn declared(manifest: &str) -> String {
    let manifest: toml::Table = manifest.parse().expect("cargo reads it");
    let engine = manifest.get("profile").and_then(|profile| profile.get("engine"));
    let package = manifest.get("workspace").and_then(|workspace| workspace.get("package"));
    digest(format!("{engine:?}\n{package:?}").as_bytes())
}

/// The versions of what makes scripts and WASM smaller.
fn tools(package: &str) -> BTreeMap<String, String> {
    let version = |name: &str| {
        let rest = package.split(&format!("\"{name}\": \"")).nth(1)?;
        Some((format!("npm {name}"), rest.split('"').next()?.to_owned()))
    };
    ["binaryen", "esbuild"].into_iter().filter_map(version).collect()
}
