//! A site made of strings, for tests.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use sayyar_base::Diagnostic;

use super::site::Site;
use crate::disk::{Disk, RealDisk};
use crate::workshop::Refresh;

/// Serves `content/<path>` of a disk as `<path>`, or the files it was given. A file that holds `ERROR` is one.
#[derive(Default)]
pub(super) struct Fake {
    files: BTreeMap<String, Arc<[u8]>>,
    diagnostics: Vec<Diagnostic>,
    disk: Option<RealDisk>,
    good: bool,
    late: Vec<Arc<str>>,
}

impl Fake {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().into())).collect();
        Self { files, good: true, ..Self::default() }
    }

    pub(super) fn on(disk: RealDisk) -> Self {
        let walked = crate::disk::walk(&disk, &["content"]);
        let paths: Vec<_> = walked.files.into_iter().map(|found| found.path).collect();
        let mut site = Self { disk: Some(disk), ..Self::default() };
        site.refresh(&paths);
        site
    }
}

impl Site for Fake {
    fn refresh(&mut self, changed: &[String]) -> Refresh {
        let Some(disk) = &self.disk else { return Refresh::default() };
        let mut refresh = Refresh { current: true, ..Refresh::default() };
        let mut files = self.files.clone();
        self.diagnostics.retain(|one| one.span().is_none_or(|span| !changed.iter().any(|path| **path == *span.path)));
        for path in changed {
            let Some(out) = path.strip_prefix("content/") else { continue };
            match disk.read(path) {
                Ok(bytes) => {
                    if String::from_utf8_lossy(&bytes).contains("ERROR") {
                        self.diagnostics.push(Diagnostic::error("fake", "a made-up error").in_file(path.as_str()));
                    }
                    files.insert(out.to_owned(), bytes.into());
                }
                Err(_) => {
                    files.remove(out);
                }
            }
            refresh.changed.push(out.into());
            refresh.rendered += 1;
        }
        if !self.diagnostics.is_empty() {
            return Refresh::default();
        }
        (self.files, self.good) = (files, true);
        self.late = vec!["search/index.json".into()];
        refresh
    }

    fn finish(&mut self) -> Vec<Arc<str>> {
        std::mem::take(&mut self.late)
    }

    fn is_good(&self) -> bool {
        self.good
    }

    fn file(&self, path: &str) -> Option<Arc<[u8]>> {
        self.files.get(path).cloned()
    }

    fn file_with_ids(&self, path: &str) -> Option<Vec<u8>> {
        Some([b"ids of ", &*self.file(path)?].concat())
    }

    fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    fn headers(&self, _: &str) -> Vec<(&'static str, Cow<'static, str>)> {
        let headers = [
            ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
            ("Cache-Control", "public, max-age=31536000, immutable"),
            ("Strict-Transport-Security", "max-age=63072000"),
            ("X-Content-Type-Options", "nosniff"),
        ];
        headers.map(|(name, value)| (name, value.into())).into()
    }

    fn theme(&self) -> Option<&str> {
        None
    }
}
