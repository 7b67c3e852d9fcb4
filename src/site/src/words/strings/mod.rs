//! The words of templates, forms and data: Fluent files of all languages, looked up by id.
//!
//! A message is sought in the form's own file, then in the shared lists, the site's own words and the theme's
//! strings; first in the reader's language, then in its fallback languages. A nearer file may hold only one
//! attribute of a message and leave the rest to the others.
//!
//! Files are compiled once ([`compile`]) to patterns of [`sayyar_base::message`], so a message without holes
//! costs a look-up and no copy. What several files or languages must agree on is checked in [`check`].

mod check;
mod compile;
mod flat;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use sayyar_base::diag::{self, Diagnostics};
use sayyar_base::message::{Number, Pattern, Reference, Speaker, Value};
use sayyar_base::{Diagnostic, Dir, Span};
use sha2::{Digest, Sha256};

use super::{Language, Locale, ftl, group_of};

/// Where a file's messages belong; also the order of look-up, the last first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The theme's strings.
    Theme,
    /// The site's own words, and those of its data.
    Site,
    /// Choice lists and words that forms share.
    Lists,
    /// One form or service.
    Form(Arc<str>),
}

/// One file of words, read but not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FtlFile {
    /// Index of its language.
    pub lang: usize,
    /// Where its messages belong.
    pub scope: Scope,
    /// Its path from the site's root.
    pub path: Arc<str>,
    /// What is in it.
    pub text: String,
}

/// What a message is given for one of its variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Text, put in as it is.
    Text(&'a str),
    /// A whole number, written as the language writes numbers.
    Number(i64),
}

/// A text and the language that had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text; borrowed when the message has no holes.
    pub text: Cow<'a, str>,
    /// Index of its language: another than was asked for when it had to be borrowed.
    pub lang: usize,
    /// The first variable (`$name`) that was not given; it stands in the text in braces.
    pub lost: Option<String>,
}

/// A message or term of one language as the ledger and the translators know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Index of its language.
    pub lang: usize,
    /// Where it belongs.
    pub scope: Scope,
    /// The name of its file whatever the language, such as `forms/work-permit`; see [`group_of`].
    pub group: Arc<str>,
    /// Its id, with the `-` of a term.
    pub id: Arc<str>,
    /// Where its id stands.
    pub span: Span,
    /// Its text and those of its attributes, in the order of the file.
    pub wordings: Vec<Wording>,
    /// The messages and terms (with their `-`) that its texts lead to.
    pub leads_to: BTreeSet<Arc<str>>,
    digest: [u8; 32],
}

/// The text of a message or of one of its attributes, as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The attribute's name; none for the message's own text.
    pub attribute: Option<Arc<str>>,
    /// Where the name stands.
    pub span: Span,
    /// The text, in Fluent, without the indentation of the file.
    pub text: Arc<str>,
}

impl Wording {
    fn name(&self) -> Option<&str> {
        self.attribute.as_deref()
    }
}

impl Unit {
    /// Names this wording: sixteen hexadecimal digits that change when a word, a hole or an attribute changes,
    /// and not when indentation, comments or the order of attributes do.
    pub fn digest(&self) -> String {
        short_hex(&self.digest)
    }

    /// The text of its value or of an attribute.
    pub fn text(&self, attribute: Option<&str>) -> Option<&Arc<str>> {
        self.wordings.iter().find(|wording| wording.name() == attribute).map(|wording| &wording.text)
    }
}

/// The first sixteen hexadecimal digits of a digest: what the ledger keeps.
pub fn short_hex(digest: &[u8; 32]) -> String {
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The variables a text asks for by itself, or what keeps it from being Fluent.
pub fn variables_in(text: &str) -> Result<BTreeSet<Arc<str>>, ftl::Problem> {
    compile::alone(text).map(|pattern| check::own_variables(&pattern))
}

/// All words of all languages. Cheap to clone, shared by all threads.
#[derive(Debug, Clone)]
pub struct Strings {
    shared: Arc<Shared>,
    ids: bool,
}

#[derive(Debug)]
struct Shared {
    tongues: Vec<Tongue>,
    /// Every message id in any language, terms aside.
    ids: BTreeSet<Arc<str>>,
    units: Vec<Unit>,
    /// Parallel to `units` and their wordings.
    patterns: Vec<Vec<Pattern>>,
}

/// What one language has.
#[derive(Debug)]
struct Tongue {
    language: Language,
    locale: Arc<Locale>,
    common: Layer,
    forms: BTreeMap<Arc<str>, Layer>,
}

/// Messages of one or several files. Hash maps, because they are looked up and never walked.
#[derive(Debug, Default)]
struct Layer {
    messages: HashMap<Arc<str>, Message>,
    terms: HashMap<Arc<str>, Message>,
}

#[derive(Debug, Default)]
struct Message {
    value: Option<Pattern>,
    attributes: Vec<(Arc<str>, Pattern)>,
}

impl Layer {
    fn find(&self, term: bool, id: &str, attribute: Option<&str>) -> Option<&Pattern> {
        let message = if term { self.terms.get(id) } else { self.messages.get(id) }?;
        match attribute {
            None => message.value.as_ref(),
            Some(name) => message.attributes.iter().find(|(known, _)| **known == *name).map(|(_, pattern)| pattern),
        }
    }

    /// Takes a field in; one that is there already, from a file sought earlier, stays.
    fn offer(&mut self, term: bool, id: &Arc<str>, attribute: Option<&Arc<str>>, pattern: &Pattern) {
        let messages = if term { &mut self.terms } else { &mut self.messages };
        let message = messages.entry(id.clone()).or_default();
        match attribute {
            None => _ = message.value.get_or_insert_with(|| pattern.clone()),
            Some(name) if message.attributes.iter().all(|(known, _)| known != name) => {
                message.attributes.push((name.clone(), pattern.clone()));
            }
            Some(_) => {}
        }
    }
}

impl Tongue {
    fn find(&self, form: Option<&str>, term: bool, id: &str, attribute: Option<&str>) -> Option<&Pattern> {
        let own = form.and_then(|form| self.forms.get(form)).and_then(|layer| layer.find(term, id, attribute));
        own.or_else(|| self.common.find(term, id, attribute))
    }
}

/// A language speaking, with a form's words at hand.
struct Voice<'a> {
    shared: &'a Shared,
    lang: usize,
    form: Option<&'a str>,
}

impl Voice<'_> {
    fn find(&self, term: bool, to: &Reference) -> Option<&Pattern> {
        let mut chain = self.shared.chain(self.lang);
        chain.find_map(|lang| self.shared.tongues[lang].find(self.form, term, &to.id, to.attribute.as_deref()))
    }

    fn tongue(&self) -> &Tongue {
        &self.shared.tongues[self.lang]
    }
}

impl Speaker for Voice<'_> {
    fn message(&self, to: &Reference) -> Option<&Pattern> {
        self.find(false, to)
    }

    fn term(&self, to: &Reference) -> Option<&Pattern> {
        self.find(true, to)
    }

    fn number(&self, number: Number, out: &mut String) {
        out.push_str(&self.tongue().locale.number(number));
    }

    fn plural(&self, number: Number) -> &'static str {
        self.tongue().locale.plural_of(number)
    }

    fn isolates(&self, text: &str) -> bool {
        match self.tongue().language.dir {
            Dir::Rtl => true,
            Dir::Ltr => text.chars().any(runs_right_to_left),
        }
    }
}

/// Letters of the right-to-left scripts: the blocks Unicode reserves for them (UAX 9, table 4).
fn runs_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

impl Shared {
    /// A language and its fallback languages.
    fn chain(&self, lang: usize) -> impl Iterator<Item = usize> {
        let fallback = self.tongues.get(lang).map_or(&[][..], |tongue| &tongue.language.fallback);
        let known = fallback.iter().copied().filter(move |other| *other != lang && *other < self.tongues.len());
        self.tongues.get(lang).map(|_| lang).into_iter().chain(known)
    }
}

impl Strings {
    /// Reads all files. What is wrong with one of them, or with what they lead to, is reported: syntax,
    /// the same id twice, holes nothing fills, messages that lead to themselves, locales that are not known.
    pub fn parse(languages: &[Language], files: Vec<FtlFile>) -> (Self, Diagnostics) {
        let mut problems = Diagnostics::new();
        let (mut units, mut patterns) = (Vec::new(), Vec::new());
        for file in files.iter().filter(|file| file.lang < languages.len()) {
            for (unit, compiled) in compile::file(file, languages[file.lang].tag.as_str(), &mut problems) {
                units.push(unit);
                patterns.push(compiled);
            }
        }
        let tongues = languages.iter().map(|language| tongue(language, &mut problems)).collect();
        let mut shared = Shared { tongues, ids: BTreeSet::new(), units, patterns };
        shared.spread();
        check::twice(&shared, &mut problems);
        check::references(&shared, &mut problems);
        diag::sort(&mut problems);
        (Self { shared: Arc::new(shared), ids: false }, problems)
    }

    /// The text of a message or of one of its attributes, in the reader's language or the first fallback
    /// language that has it; none when no language has.
    pub fn text(
        &self,
        lang: usize,
        form: Option<&str>,
        id: &str,
        attr: Option<&str>,
        args: &[(&str, Arg)],
    ) -> Option<Text<'_>> {
        let find = |lang: usize| self.shared.tongues[lang].find(form, false, id, attr).map(|found| (lang, found));
        let (lang, pattern) = self.shared.chain(lang).find_map(find)?;
        if self.ids {
            return Some(Text { text: Cow::Owned(named(id, attr)), lang, lost: None });
        }
        if let Some(text) = pattern.plain() {
            return Some(Text { text: Cow::Borrowed(text), lang, lost: None });
        }
        let args: Vec<_> = args.iter().map(|(name, arg)| (*name, Value::from(*arg))).collect();
        let mut text = String::new();
        let lost = pattern.write(&Voice { shared: &self.shared, lang, form }, &args, &mut text).err();
        Some(Text { text: Cow::Owned(text), lang, lost })
    }

    /// The same words, but every text is its id in brackets, as `[site-name]` or `[fees.hint]`: so a
    /// translator sees on the page which message to change.
    #[must_use]
    pub fn naming(&self) -> Self {
        Self { shared: self.shared.clone(), ids: true }
    }

    /// The formatters of a language. Indices that are none of a language's get the first one's.
    pub fn locale(&self, lang: usize) -> Option<&Arc<Locale>> {
        self.shared.tongues.get(lang).or(self.shared.tongues.first()).map(|tongue| &tongue.locale)
    }

    /// Every message id there is, in order: what a misspelt one may have meant.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.shared.ids.iter().map(AsRef::as_ref)
    }

    /// Every message and term, by file and in the order of the file.
    pub fn units(&self) -> &[Unit] {
        &self.shared.units
    }

    /// The variables a message or attribute asks for in the default language, through the messages it leads to.
    pub fn variables(&self, form: Option<&str>, id: &str, attr: Option<&str>) -> BTreeSet<Arc<str>> {
        let voice = Voice { shared: &self.shared, lang: 0, form };
        let reference = Reference { id: id.into(), attribute: attr.map(Into::into) };
        voice.find(false, &reference).map(|pattern| check::variables(&voice, pattern)).unwrap_or_default()
    }

    /// What languages must agree on: no message missing in a complete language, none unknown to the default
    /// language, the same attributes and variables everywhere, plural forms the language has.
    pub fn check(&self) -> Diagnostics {
        check::translations(&self.shared)
    }
}

impl<'a> From<Arg<'a>> for Value<'a> {
    fn from(arg: Arg<'a>) -> Self {
        match arg {
            Arg::Text(text) => Self::Text(Cow::Borrowed(text)),
            Arg::Number(number) => Self::Number(number.into()),
        }
    }
}

impl Shared {
    /// Puts every unit where it is looked up. Nearer scopes come first and keep their place.
    fn spread(&mut self) {
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        order.sort_by(|a, b| self.units[*b].scope.cmp(&self.units[*a].scope));
        for at in order {
            let unit = &self.units[at];
            let (term, id) = split(&unit.id);
            let tongue = &mut self.tongues[unit.lang];
            let layer = match &unit.scope {
                Scope::Form(form) => tongue.forms.entry(form.clone()).or_default(),
                _ => &mut tongue.common,
            };
            for (wording, pattern) in unit.wordings.iter().zip(&self.patterns[at]) {
                layer.offer(term, &id, wording.attribute.as_ref(), pattern);
            }
            if !term {
                self.ids.insert(id);
            }
        }
    }
}

/// A term's id has its `-`.
fn split(written: &Arc<str>) -> (bool, Arc<str>) {
    match written.strip_prefix('-') {
        Some(id) => (true, id.into()),
        None => (false, written.clone()),
    }
}

fn named(id: &str, attr: Option<&str>) -> String {
    match attr {
        Some(attr) => format!("[{id}.{attr}]"),
        None => format!("[{id}]"),
    }
}

fn tongue(language: &Language, problems: &mut Diagnostics) -> Tongue {
    let locale = Locale::new(&language.locale).unwrap_or_else(|message| {
        problems.push(Diagnostic::error("unknown-locale", message).in_file("sayyar.toml"));
        Locale::root()
    });
    Tongue { language: language.clone(), locale: Arc::new(locale), common: Layer::default(), forms: BTreeMap::new() }
}
