//! What the server needs of a site, so that it can be tested with one made of strings.

use std::borrow::Cow;
use std::sync::Arc;

use sayyar_base::Diagnostic;

use crate::bundle;
use crate::load::forms::FormFile;
use crate::render;
use crate::workshop::{Refresh, Workshop};

/// A site being worked on.
pub trait Site: Send + Sync + 'static {
    /// Takes in that these paths changed.
    fn refresh(&mut self, changed: &[String]) -> Refresh;
    /// Does what a browser need not wait for; answers which output files differ.
    fn finish(&mut self) -> Vec<Arc<str>>;
    /// Whether there has been a state without errors yet.
    fn is_good(&self) -> bool;
    /// One file of the last state without errors.
    fn file(&self, path: &str) -> Option<Arc<[u8]>>;
    /// The file with message ids in place of their words.
    fn file_with_ids(&self, path: &str) -> Option<Vec<u8>>;
    /// All that is wrong.
    fn diagnostics(&self) -> &[Diagnostic];
    /// The response headers that production sends for a path.
    fn headers(&self, path: &str) -> Vec<(&'static str, Cow<'static, str>)>;
    /// The worked examples of forms: form and name.
    fn examples(&self) -> Vec<(String, String)> {
        Vec::new()
    }
    /// An example as the page of its form takes it: JSON with the day and what is entered.
    fn example(&self, form: &str, name: &str) -> Option<String> {
        let _ = (form, name);
        None
    }
    /// The theme in use, where that is known.
    fn theme(&self) -> Option<&str>;
}

impl Site for Workshop {
    fn refresh(&mut self, changed: &[String]) -> Refresh {
        Self::refresh(self, changed)
    }

    fn finish(&mut self) -> Vec<Arc<str>> {
        Self::finish(self)
    }

    fn is_good(&self) -> bool {
        self.output().is_some()
    }

    fn file(&self, path: &str) -> Option<Arc<[u8]>> {
        Self::file(self, path)
    }

    fn file_with_ids(&self, path: &str) -> Option<Vec<u8>> {
        Self::file_with_ids(self, path)
    }

    fn diagnostics(&self) -> &[Diagnostic] {
        Self::diagnostics(self)
    }

    fn headers(&self, path: &str) -> Vec<(&'static str, Cow<'static, str>)> {
        let page = Some(path).filter(|path| path.starts_with("forms/") && path.ends_with(".html"));
        let page = page.and_then(|path| self.file(path));
        let policy = page.and_then(|bytes| bundle::policy(&String::from_utf8_lossy(&bytes)));
        let online = self.site().map(|site| site.corpus.config.online.clone()).unwrap_or_default();
        render::headers(path, policy.as_deref(), &online)
    }

    fn examples(&self) -> Vec<(String, String)> {
        let Some(site) = self.site() else { return Vec::new() };
        let of_form = |(id, form): (&String, &FormFile)| {
            let names = form.examples.iter().map(|example| (id.clone(), example.name.clone()));
            names.collect::<Vec<_>>()
        };
        site.corpus.forms.all.iter().flat_map(of_form).collect()
    }

    fn example(&self, form: &str, name: &str) -> Option<String> {
        let form = self.site()?.corpus.forms.all.get(form)?;
        let example = form.examples.iter().find(|example| example.name == name)?;
        Some(serde_json::json!({ "today": example.today, "entries": example.entries }).to_string())
    }

    fn theme(&self) -> Option<&str> {
        self.site().map(|site| site.corpus.config.theme.as_str())
    }
}
