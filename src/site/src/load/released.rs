//! Releases of forms among the sources: `forms/<id>/released/<version>.<build>/` and `forms/index.json`.
//!
//! They were signed where the publisher's key is and are only verified here, at every build. What is not exactly what
//! was signed is an error: nothing else about a release can be mended by hand.

use std::sync::Arc;

use sayyar_base::{Diagnostic, Diagnostics};
use sayyar_seal::Digest;
use sayyar_seal::release::{Bundle, HTML, Index, State};

use super::{Keys, ignored, read_bytes};
use crate::disk::{Disk, Kind};

/// The index of releases, below the site's root and in the output alike.
pub const INDEX: &str = "forms/index.json";
/// What signatures end in.
pub const SIGNATURE: &str = ".minisig";

/// One release, verified.
pub struct Released {
    /// What was signed.
    pub bundle: Bundle,
    /// Its folder.
    pub folder: String,
    /// The archive.
    pub zip: Arc<[u8]>,
    /// Its signature.
    pub zip_signature: Arc<[u8]>,
    /// The page.
    pub html: Arc<[u8]>,
    /// Its signature.
    pub html_signature: Arc<[u8]>,
}

impl Released {
    /// Version and build.
    pub fn number(&self) -> (u32, u32) {
        (self.bundle.release.version, self.bundle.release.build)
    }
}

/// The index as its publisher signed it.
pub struct SignedIndex {
    /// What it says.
    pub index: Index,
    /// The file.
    pub file: Arc<[u8]>,
    /// Its signature.
    pub signature: Arc<[u8]>,
}

/// `1.2` as version and build.
pub fn number_of(folder: &str) -> Option<(u32, u32)> {
    let (version, build) = folder.split_once('.')?;
    let read = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0 && number.to_string() == text);
    Some((read(version)?, read(build)?))
}

/// The folder of a form's releases.
pub fn folder_of(id: &str) -> String {
    format!("forms/{id}/released")
}

/// The releases of a form, by version, then build.
pub(super) fn load(disk: &dyn Disk, id: &str, keys: &Keys, diagnostics: &mut Diagnostics) -> Vec<Arc<Released>> {
    let folder = folder_of(id);
    let mut numbers = Vec::new();
    for entry in disk.list(&folder).unwrap_or_default().into_iter().filter(|entry| !ignored(&entry.name)) {
        match number_of(&entry.name).filter(|_| entry.kind == Kind::Folder) {
            Some(number) => numbers.push(number),
            None => diagnostics.push(
                Diagnostic::error("released-file", "this is no release of the form")
                    .in_file(format!("{folder}/{}", entry.name))
                    .help("releases are folders such as `1.2`, made by `sayyar form release`: put nothing else here"),
            ),
        }
    }
    numbers.sort_unstable();
    numbers.into_iter().filter_map(|number| release(disk, id, number, keys, diagnostics)).map(Arc::new).collect()
}

fn release(
    disk: &dyn Disk,
    id: &str,
    (version, build): (u32, u32),
    keys: &Keys,
    diagnostics: &mut Diagnostics,
) -> Option<Released> {
    let folder = format!("{}/{version}.{build}", folder_of(id));
    let zip = format!("{id}-{version}.{build}.zip");
    let names = [zip.clone(), format!("{zip}{SIGNATURE}"), format!("{HTML}{SIGNATURE}")];
    let there: Vec<String> = disk.list(&folder).unwrap_or_default().into_iter().map(|entry| entry.name).collect();
    let problem = |code, name: &str, message: String| {
        Diagnostic::error(code, message).in_file(format!("{folder}/{name}")).help(
            "a release is what was signed and nothing else: bring the folder back from version control, or release again",
        )
    };
    for name in there.iter().filter(|name| !ignored(name) && !names.contains(name)) {
        diagnostics.push(problem("released-file", name, "this file is no part of the release".into()));
    }
    let missing: Vec<_> = names.iter().filter(|name| !there.contains(name)).collect();
    if !missing.is_empty() {
        let lost = missing
            .into_iter()
            .map(|name| problem("released-file", name, "this file of the release is missing".into()));
        diagnostics.extend(lost);
        return None;
    }
    let mut read = |name: &String| read_bytes(disk, &format!("{folder}/{name}"), diagnostics);
    let (archive, signature, page) = (read(&names[0]), read(&names[1]), read(&names[2]));
    let (archive, signature, page) = (archive?, signature?, page?);
    let publishers = keys.publishers();
    let bundle = match Bundle::open(&archive, &signature, &publishers) {
        Ok(bundle) => bundle,
        Err(why) => {
            diagnostics.push(problem("released-signature", &zip, why.to_string()));
            return None;
        }
    };
    if (bundle.release.id.as_str(), bundle.release.version, bundle.release.build) != (id, version, build)
        || bundle.release.test
    {
        diagnostics.push(problem("released-signature", &zip, "the signature speaks of another release".into()));
        return None;
    }
    if let Err(why) = bundle.verify_html(&page, &publishers) {
        diagnostics.push(problem("released-signature", &names[2], why.to_string()));
        return None;
    }
    let html = bundle.files.html.as_slice().into();
    let (zip, zip_signature, html_signature) = (archive.into(), signature.into(), page.into());
    Some(Released { bundle, folder, zip, zip_signature, html, html_signature })
}

/// The index, where there is one and it fits the releases. Unless these are all there are (`whole`), none is missed.
pub(super) fn index<'a>(
    disk: &dyn Disk,
    keys: &Keys,
    releases: impl Iterator<Item = &'a Arc<Released>>,
    whole: bool,
    diagnostics: &mut Diagnostics,
) -> Option<SignedIndex> {
    let releases: Vec<_> = releases.collect();
    if disk.kind(INDEX).is_err() {
        if let Some(first) = releases.first() {
            diagnostics.push(
                wrong("there are releases, and no index that says which of them hold".into())
                    .at(sayyar_base::Span::file(first.folder.clone()), "one of them"),
            );
        }
        return None;
    }
    if disk.kind(&format!("{INDEX}{SIGNATURE}")).is_err() {
        diagnostics.push(wrong("the signature of the index is missing".into()));
        return None;
    }
    let file = read_bytes(disk, INDEX, diagnostics)?;
    let signature = read_bytes(disk, &format!("{INDEX}{SIGNATURE}"), diagnostics)?;
    let index = match Index::open(&file, &signature, &keys.publishers()) {
        Ok(index) => index,
        Err(why) => {
            diagnostics.push(wrong(why.to_string()));
            return None;
        }
    };
    let before = diagnostics.len();
    for release in &releases {
        let (version, build) = release.number();
        let id = release.bundle.release.id.as_str();
        let fits = index
            .find(id, version, build)
            .is_some_and(|listed| listed.zip == Digest::of(&release.zip) && listed.html == Digest::of(&release.html));
        if !fits {
            diagnostics.push(wrong(format!("the index does not list `{}` as it is here", release.folder)));
        }
    }
    for form in index.forms.iter().filter(|_| whole) {
        let current = form.releases.iter().filter(|listed| listed.state == State::Current);
        for listed in current {
            let number = (listed.version, listed.build);
            let here = |release: &&&Arc<Released>| release.bundle.release.id == form.id && release.number() == number;
            if !releases.iter().any(|release| here(&release)) {
                let place = format!("{}/{}.{}", folder_of(&form.id), number.0, number.1);
                diagnostics.push(wrong(format!("the index offers `{place}`, which is not here")));
            }
        }
    }
    (diagnostics.len() == before).then(|| SignedIndex { index, file: file.into(), signature: signature.into() })
}

fn wrong(message: String) -> Diagnostic {
    Diagnostic::error("form-index", message)
        .in_file(INDEX)
        .help("index and releases are written together by `sayyar form release`: bring both back from version control")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_releases() {
        assert_eq!(number_of("1.2"), Some((1, 2)));
        assert_eq!(number_of("10.11"), Some((10, 11)));
        for bad in ["", "1", "1.", ".1", "0.1", "1.0", "01.1", "1.2.3", "+1.2", "1.2 ", "a.b", "99999999999.1"] {
            assert_eq!(number_of(bad), None, "{bad}");
        }
    }
}
