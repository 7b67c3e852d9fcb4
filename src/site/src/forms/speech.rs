//! The languages of a form: which it speaks, and what it says in them.
//!
//! A form speaks a language wholly or not at all: half a question in another language is worse than the whole form
//! in one that the reader also knows. Languages that the site promises to speak completely must have every word;
//! others take part as soon as they have.

use sayyar_base::{Diagnostic, Diagnostics};
use sayyar_forms::speech::{Speech, Tongue};
use sayyar_forms::{Compiled, Service, WordId};

use crate::words::{Language, Locale, Strings};

/// Beginnings of the ids of a theme's words for every form.
pub const THEME_WORDS: [&str; 2] = ["form-", "problem-"];
/// Words of the site and the service that the page shows too.
const AROUND: [&str; 3] = ["site-name", "site-owner", "service-title"];

/// What a form says, language by language.
pub struct Words<'a> {
    strings: &'a Strings,
    languages: &'a [Language],
    compiled: &'a Compiled,
    /// Its own words, and those of the papers it asks for.
    needed: Vec<WordId>,
}

impl<'a> Words<'a> {
    /// The words of a form on a site.
    pub fn new(
        strings: &'a Strings,
        languages: &'a [Language],
        compiled: &'a Compiled,
        service: Option<&'a Service>,
    ) -> Self {
        let documents = service.iter().flat_map(|service| &service.documents);
        let needed = compiled.words.iter().cloned().chain(documents.flat_map(|document| document.words()));
        Self { strings, languages, compiled, needed: needed.collect() }
    }

    fn id(&self) -> &str {
        self.compiled.form.id().as_str()
    }

    fn has(&self, lang: usize, word: &WordId) -> bool {
        self.strings.has(lang, self.id(), &word.id, word.attr.as_deref())
    }

    /// What a language must have and does not: the form's own words, then the theme's that the default language has.
    fn missing(&self, lang: usize) -> (Vec<&WordId>, Vec<String>) {
        let own = self.needed.iter().filter(|word| !word.optional && !self.has(lang, word)).collect();
        let theme = self.strings.beginning(0, &THEME_WORDS).into_iter();
        let theme = theme.filter(|(id, attr)| lang != 0 && !self.strings.has(lang, self.id(), id, attr.as_deref()));
        let name = |(id, attr): (std::sync::Arc<str>, Option<std::sync::Arc<str>>)| match attr {
            Some(attr) => format!("{id}.{attr}"),
            None => id.to_string(),
        };
        (own, theme.map(name).collect())
    }

    /// Whether a language has every word.
    pub fn speaks(&self, lang: usize) -> bool {
        let (own, theme) = self.missing(lang);
        own.is_empty() && theme.is_empty()
    }

    /// The languages the form speaks, the default one first.
    pub fn languages(&self) -> Vec<usize> {
        (0..self.languages.len()).filter(|lang| self.speaks(*lang)).collect()
    }

    /// Words that complete languages lack: without them there is no form.
    pub fn check(&self, diagnostics: &mut Diagnostics) {
        let must = self.languages.iter().enumerate().filter(|(lang, language)| *lang == 0 || language.complete);
        for (lang, language) in must {
            let file = format!("forms/{}/{}.ftl", self.id(), language.tag);
            let (own, theme) = self.missing(lang);
            for word in own {
                diagnostics.push(self.lost(word, &file, lang));
            }
            for id in theme {
                let message = format!("the theme has no `{id}` in {}, and every form needs it", language.name);
                diagnostics
                    .push(Diagnostic::error("missing-message", message).in_file(self.compiled.spans.get("").path));
            }
        }
    }

    fn lost(&self, word: &WordId, file: &str, lang: usize) -> Diagnostic {
        let name = word.attr.as_ref().map_or_else(|| word.id.clone(), |attr| format!("{}.{attr}", word.id));
        let tongue = &self.languages[lang].name;
        let near = sayyar_base::diag::suggest(&word.id, self.strings.ids());
        let near = near.filter(|near| *near != word.id).map(|near| format!("; or is it `{near}`?")).unwrap_or_default();
        Diagnostic::error("missing-message", format!("there are no words in {tongue} for this: message `{name}`"))
            .at(word.span.clone(), "")
            .help(format!("add `{name}` to `{file}`{near}"))
    }

    /// Why a language that need not be complete is left out, in a sentence.
    pub fn left_out(&self, lang: usize) -> Option<String> {
        let (own, theme) = self.missing(lang);
        let own: Vec<String> = own
            .iter()
            .map(|word| word.attr.as_ref().map_or_else(|| word.id.clone(), |attr| format!("{}.{attr}", word.id)))
            .collect();
        let all: Vec<String> = own.into_iter().chain(theme).collect();
        let first: Vec<String> = all.iter().take(3).map(|id| format!("`{id}`")).collect();
        let more = all.len().saturating_sub(3);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!all.is_empty()).then(|| {
            format!("the form does not speak {}: it lacks {}{more}", self.languages[lang].name, first.join(", "))
        })
    }

    /// What the form says in a language that it speaks.
    pub fn speech(&self, lang: usize) -> Result<Speech, Box<Diagnostic>> {
        let language = &self.languages[lang];
        let gregorian = Locale::gregorian(&language.locale);
        let Some(locale) = gregorian.as_ref().ok().or_else(|| self.strings.locale(lang).map(|locale| &**locale)) else {
            return Err(Box::new(Diagnostic::error("unknown-locale", format!("`{}` is not known", language.locale))));
        };
        let tongue = Tongue::learn(locale).map_err(|why| {
            Box::new(Diagnostic::error("form-language", why.to_string()).in_file(crate::config::FILE).help(
                "set the `locale` of this language to a relative of it that writes numbers and dates in a plainer way",
            ))
        })?;
        let mut speech = Speech::new(language.tag.clone(), language.dir, language.name.clone(), tongue);
        let mut add = |id: &str, attr: Option<&str>| {
            if let Some(pattern) = self.strings.flat(lang, self.id(), id, attr) {
                let key = attr.map_or_else(|| id.to_owned(), |attr| format!("{id}.{attr}"));
                speech.add(key, pattern);
            }
        };
        self.needed.iter().for_each(|word| add(&word.id, word.attr.as_deref()));
        AROUND.iter().for_each(|id| add(id, None));
        for (id, attr) in self.strings.beginning(lang, &THEME_WORDS) {
            add(&id, attr.as_deref());
        }
        for (name, list) in self.compiled.form.lists().iter().filter(|(_, list)| list.sorted) {
            let label = |value: &str| {
                let found = self.strings.text(lang, Some(self.id()), &format!("{name}-{value}"), None, &[]);
                found.map_or_else(|| value.to_owned(), |found| found.text.into_owned())
            };
            let mut values: Vec<(Vec<u8>, String)> =
                list.values.iter().map(|value| (locale.sort_key(&label(value)), value.to_string())).collect();
            values.sort();
            speech.sort(&**name, values.into_iter().map(|(_, value)| value).collect());
        }
        Ok(speech)
    }
}
