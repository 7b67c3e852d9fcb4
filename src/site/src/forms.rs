//! `bind(Site) -> Bound`: the forms as the site offers them.
//!
//! A form is offered as it was last released, byte for byte, as long as its definition says the same. Otherwise it is
//! offered as a test: made of what the definition says now, signed with a key that everybody knows, and marked so
//! on every step; a production build refuses that. A checker is never handed in, so it needs no release.
//!
//! What makes a kept offer wrong: the definition, the words, the theme, keys or addresses of the site changed. All
//! of these are in the facts that go into a page or in the fingerprint of its templates, and both are compared.

mod output;
pub mod speech;

use std::collections::BTreeMap;
use std::sync::Arc;

use sayyar_base::diag::any_error;
use sayyar_base::{Date, Diagnostic, Diagnostics, Quantity, quantity::Unit};
use sayyar_forms::Compiled;
use sayyar_forms::speech::Speech;
use sayyar_seal::age::{Kind, Recipient};
use sayyar_seal::minisign::PublicKey;
use sayyar_seal::release::{Release, State, test_identity, test_key};
use serde_json::Value;

use crate::bundle::{self, Bundle, Dist, Facts, Parts, Readme, is_application};
use crate::load::forms::FormFile;
use crate::load::released::Released;
use crate::render::Options;
use crate::resolve::{PageId, Site};
use speech::Words;

/// The day of what was never released, where the definition names none.
const NO_DAY: Date = Date { year: 2000, month: 1, day: 1 };

/// The forms of a site, ready to be handed out.
#[derive(Default)]
pub struct Bound {
    offers: BTreeMap<String, Arc<Offer>>,
    files: Vec<(String, Arc<[u8]>)>,
}

/// One form as it is offered.
pub struct Offer {
    /// What is offered.
    pub release: Release,
    /// Whether it is handed in.
    pub application: bool,
    /// The page.
    pub html: Arc<[u8]>,
    /// What the page may load and do.
    pub policy: String,
    /// Indices of its languages.
    pub languages: Vec<usize>,
    /// The archive; none of a checker.
    pub archive: Option<Archive>,
    /// Where it comes from, to know whether it can be kept.
    made_from: Option<Draft>,
    /// The definition that was proved, to prove it once.
    proved: Option<Arc<Compiled>>,
}

/// The archive of an offer.
pub struct Archive {
    /// Its bytes.
    pub zip: Arc<[u8]>,
    /// Its signature.
    pub zip_signature: Arc<[u8]>,
    /// The signature of the page.
    pub html_signature: Arc<[u8]>,
    /// Names and sizes of what is in it.
    pub inside: [(&'static str, usize); 4],
    /// Who signed it.
    pub key: PublicKey,
}

/// What a test bundle is made of, as far as it can change.
#[derive(PartialEq, Eq)]
struct Draft {
    facts: String,
    readme: Option<String>,
    look: u64,
}

impl Bound {
    /// A form, where the site offers it.
    pub fn offer(&self, id: &str) -> Option<&Arc<Offer>> {
        self.offers.get(id)
    }

    /// All forms that the site offers.
    pub fn offers(&self) -> impl Iterator<Item = (&str, &Arc<Offer>)> {
        self.offers.iter().map(|(id, offer)| (id.as_str(), offer))
    }

    /// Everything below `forms/` in the output.
    pub fn files(&self) -> &[(String, Arc<[u8]>)] {
        &self.files
    }
}

/// Binds the forms of a site. Offers of `before` are kept where nothing they are made of changed.
pub fn bind(site: &Site, before: Option<&Bound>, options: Options, diagnostics: &mut Diagnostics) -> Bound {
    let mut offers = BTreeMap::new();
    for (id, file) in &site.corpus.forms.all {
        let kept = before.and_then(|before| before.offer(id));
        if let Some(offer) = offer(site, id, file, kept, options, diagnostics) {
            offers.insert(id.clone(), offer);
        }
    }
    let files = output::files(site, &offers);
    Bound { offers, files }
}

fn offer(
    site: &Site,
    id: &str,
    file: &FormFile,
    kept: Option<&Arc<Offer>>,
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Offer>> {
    let Some(compiled) = &file.compiled else {
        // A form whose definition is gone is offered no longer; what was released of it stays to be looked up.
        return None;
    };
    let making = Making::new(site, id, compiled);
    let last = current(site, id, file);
    let speeches = making.speeches(diagnostics)?;
    let says_the_same = |released: &Arc<Released>| {
        let now = making.json(&speeches, &making.facts(released.number().1, options));
        differences(&now, &released.bundle.facts).is_empty()
    };
    if let Some(released) = last.filter(|released| says_the_same(released)) {
        return Some(from_release(site, released));
    }
    // What is withdrawn is not offered; where this is not the real thing, what it may become next is.
    if last.is_none()
        && let Some((version, build)) = withdrawn(site, id)
        && let released = file.released.iter().find(|released| released.number() == (version, build))
        && (options.production || released.is_some_and(says_the_same))
    {
        return None;
    }
    if options.production && is_application(&compiled.form) {
        diagnostics.push(unreleased(file, last, &making, &speeches, options));
        return None;
    }
    let build = next_build(file, compiled.form.version());
    let facts = making.facts(if is_application(&compiled.form) { build } else { 1 }, options);
    let publisher = Some(test_key().public());
    let draft = Draft {
        facts: bundle::text(&making.json(&speeches, &facts)),
        readme: making.readme_text(&speeches, &facts, publisher).ok(),
        look: look(site),
    };
    if let Some(kept) = kept.filter(|kept| kept.made_from.as_ref() == Some(&draft)) {
        return Some(kept.clone());
    }
    let proved = kept.and_then(|kept| kept.proved.as_ref()).is_some_and(|proved| Arc::ptr_eq(proved, compiled));
    if !proved {
        let faults: Diagnostics =
            compiled.prove().into_iter().filter(|one| any_error(std::slice::from_ref(one))).collect();
        if !faults.is_empty() {
            diagnostics.extend(faults);
            return None;
        }
    }
    let made = making.make(&speeches, &facts, publisher);
    match made.and_then(|bundle| from_draft(bundle, &making, draft, compiled)) {
        Ok(offer) => Some(Arc::new(offer)),
        Err(mut problems) => {
            diagnostics.append(&mut problems);
            None
        }
    }
}

/// The release that the index offers of a form.
pub fn current<'a>(site: &Site, id: &str, file: &'a FormFile) -> Option<&'a Arc<Released>> {
    let index = &site.corpus.forms.index.as_ref()?.index;
    file.released.iter().find(|released| {
        let (version, build) = released.number();
        index.find(id, version, build).is_some_and(|listed| listed.state == State::Current)
    })
}

/// Version and build of a form's newest release, where that is withdrawn.
fn withdrawn(site: &Site, id: &str) -> Option<(u32, u32)> {
    let index = site.corpus.forms.index.as_ref().map(|signed| &signed.index);
    let form = index.and_then(|index| index.forms.iter().find(|form| form.id.as_str() == id));
    let newest = form?.releases.last()?;
    matches!(newest.state, State::Withdrawn { .. }).then_some((newest.version, newest.build))
}

/// The number the next build of a version gets.
pub fn next_build(file: &FormFile, version: u32) -> u32 {
    let builds = file.released.iter().map(|released| released.number()).filter(|(other, _)| *other == version);
    builds.map(|(_, build)| build).max().unwrap_or(0) + 1
}

fn unreleased(
    file: &FormFile,
    last: Option<&Arc<Released>>,
    making: &Making<'_>,
    speeches: &[Speech],
    options: Options,
) -> Diagnostic {
    let message = match last {
        None => "this form is not released".to_owned(),
        Some(last) => {
            let now = making.json(speeches, &making.facts(last.number().1, options));
            let what = differences(&now, &last.bundle.facts).join(", ");
            format!("this form is not what was released as {}: {what} changed", last.bundle.release.number())
        }
    };
    let id = making.compiled.form.id();
    Diagnostic::error("unreleased-form", message)
        .in_file(file.path.clone())
        .help(format!("release it where the publisher's key is: `sayyar form release {id} --key FILE`"))
}

/// What of two forms differs, in words for people. The day, the build and the engine may.
pub fn differences(now: &Value, released: &Value) -> Vec<String> {
    const NAMES: [(&str, &str); 11] = [
        ("form", "the rules"),
        ("languages", "the languages"),
        ("recipients", "the intake keys"),
        ("site", "the address of the site"),
        ("ways", "addresses of pages"),
        ("retention_months", "how long applications are kept"),
        ("service", "the service"),
        ("kind", "what it is for"),
        ("sensitive", "whether it is sensitive"),
        ("id", "its name"),
        ("version", "the version"),
    ];
    let differs = |key: &str| now.get(key) != released.get(key);
    let mut all: Vec<String> =
        NAMES.iter().filter(|(key, _)| differs(key)).map(|(_, name)| (*name).to_owned()).collect();
    let words = |facts: &Value| facts.get("words_digest").and_then(Value::as_object).cloned().unwrap_or_default();
    let (mine, theirs) = (words(now), words(released));
    let changed = mine.iter().filter(|(tag, digest)| theirs.get(*tag).is_some_and(|other| other != *digest));
    all.extend(changed.map(|(tag, _)| format!("the words in `{tag}`")));
    all
}

/// A form about to be made.
pub struct Making<'a> {
    site: &'a Site,
    id: &'a str,
    /// The definition.
    pub compiled: &'a Compiled,
    words: Words<'a>,
    languages: Vec<usize>,
}

impl<'a> Making<'a> {
    /// A form of a site.
    pub fn new(site: &'a Site, id: &'a str, compiled: &'a Compiled) -> Self {
        let service = site.corpus.services.get(id).filter(|_| is_application(&compiled.form));
        let words = Words::new(&site.corpus.strings, site.languages(), compiled, service);
        let languages = words.languages();
        Self { site, id, compiled, words, languages }
    }

    /// Its words, language by language.
    pub fn speeches(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Speech>> {
        let mut speeches = Vec::new();
        for lang in &self.languages {
            match self.words.speech(*lang) {
                Ok(speech) => speeches.push(speech),
                Err(problem) => diagnostics.push(*problem),
            }
        }
        (speeches.len() == self.languages.len()).then_some(speeches)
    }

    /// What it knows of the site, as a test of that build.
    pub fn facts(&self, build: u32, options: Options) -> Facts {
        let (site, config) = (self.site, &self.site.corpus.config);
        let application = is_application(&self.compiled.form);
        let service = site.corpus.services.get(self.id).filter(|_| application);
        let recipients = match &site.corpus.keys.recipients {
            _ if !application => Vec::new(),
            Some(recipients) => recipients.iter().cloned().collect(),
            None => vec![test_recipient()],
        };
        Facts {
            build,
            date: options.today.or(service.map(|service| service.reviewed)).unwrap_or(NO_DAY),
            test: application,
            recipients,
            site: config.base_url.clone(),
            ways: self
                .languages
                .iter()
                .map(|lang| (site.languages()[*lang].tag.to_string(), self.ways(*lang)))
                .collect(),
            retention_months: service.map(|service| months(service.retention)),
        }
    }

    /// Addresses of pages in a language.
    fn ways(&self, lang: usize) -> BTreeMap<&'static str, String> {
        let site = self.site;
        let address =
            |path: usize| Some(format!("{}{}", site.corpus.config.base_url, site.page(PageId { path, lang })?.url));
        let named = site.corpus.config.ways.named().into_iter();
        let named = named.filter_map(|(name, page)| Some((name, address(site.find(&page?.value)?)?)));
        let guide = site.guide(self.id).and_then(address).map(|url| ("guide", url));
        named.chain(guide).collect()
    }

    fn parts<'p>(&'p self, speeches: &'p [Speech], facts: &'p Facts) -> Parts<'p> {
        let application = is_application(&self.compiled.form);
        Parts {
            form: &self.compiled.form,
            service: self.site.corpus.services.get(self.id).filter(|_| application),
            speeches,
            theme: &self.site.theme,
            facts,
            engine: Dist::embedded(),
        }
    }

    /// What its page would carry.
    pub fn json(&self, speeches: &[Speech], facts: &Facts) -> Value {
        self.parts(speeches, facts).to_json()
    }

    /// Makes it. `publisher` is who will sign it.
    pub fn make(
        &self,
        speeches: &[Speech],
        facts: &Facts,
        publisher: Option<PublicKey>,
    ) -> Result<Bundle, Diagnostics> {
        bundle::make(&self.parts(speeches, facts), &self.readme(publisher))
    }

    fn readme(&self, publisher: Option<PublicKey>) -> Readme<'_> {
        let languages = self.languages.iter().map(|lang| (*lang, self.site.languages()[*lang].tag.as_str())).collect();
        let publisher = publisher.filter(|_| is_application(&self.compiled.form));
        Readme { strings: &self.site.corpus.strings, languages, publisher }
    }

    fn readme_text(
        &self,
        speeches: &[Speech],
        facts: &Facts,
        publisher: Option<PublicKey>,
    ) -> Result<String, Diagnostic> {
        let parts = self.parts(speeches, facts);
        self.readme(publisher).text(&parts, &parts.release())
    }
}

/// Names everything a theme has for the pages of forms.
fn look(site: &Site) -> u64 {
    let theme = &site.theme;
    let form = theme.form.as_ref().map(|form| (&form.template, &form.style, &form.first, &form.last));
    crate::digest::fast(format!("{} {form:?}", theme.source).as_bytes())
}

/// Whom forms are sealed to where the site names nobody: a key that everybody knows.
pub fn test_recipient() -> Recipient {
    test_identity(Kind::Hybrid).recipient()
}

/// A time in whole months, rounded up.
fn months(time: Quantity) -> u32 {
    let number = time.number;
    match time.unit {
        Unit::Years => number.saturating_mul(12),
        Unit::Months => number,
        Unit::Hours => number.div_ceil(24 * 30),
        _ => number.div_ceil(30),
    }
}

fn from_release(site: &Site, released: &Released) -> Arc<Offer> {
    let files = &released.bundle.files;
    let html = String::from_utf8_lossy(&files.html);
    let spoken = released.bundle.facts.get("languages").and_then(Value::as_array).cloned().unwrap_or_default();
    let lang = |tag: &Value| site.corpus.config.language(tag.as_str()?);
    let id = sayyar_seal::minisign::Signature::parse(&released.zip_signature).map(|signature| signature.key_id());
    let keys = site.corpus.keys.publishers();
    let key = keys.iter().find(|key| Ok(key.id) == id).copied();
    Arc::new(Offer {
        release: released.bundle.release.clone(),
        application: true,
        policy: bundle::policy(&html).unwrap_or_default(),
        html: released.html.clone(),
        languages: spoken.iter().filter_map(lang).collect(),
        archive: key.map(|key| Archive {
            zip: released.zip.clone(),
            zip_signature: released.zip_signature.clone(),
            html_signature: released.html_signature.clone(),
            inside: inside(&files.html, &files.form, &files.schema, &files.readme),
            key,
        }),
        made_from: None,
        proved: None,
    })
}

fn inside(html: &[u8], form: &[u8], schema: &[u8], readme: &[u8]) -> [(&'static str, usize); 4] {
    use sayyar_seal::release::{FORM, HTML, README, SCHEMA};
    [(HTML, html.len()), (FORM, form.len()), (SCHEMA, schema.len()), (README, readme.len())]
}

fn from_draft(bundle: Bundle, making: &Making<'_>, draft: Draft, proved: &Arc<Compiled>) -> Result<Offer, Diagnostics> {
    let application = is_application(&making.compiled.form);
    let key = test_key();
    let archive = if application {
        let signed = bundle.sign(&key)?;
        Some(Archive {
            zip: signed.zip.into(),
            zip_signature: signed.zip_signature.into_bytes().into(),
            html_signature: signed.html_signature.into_bytes().into(),
            inside: inside(&bundle.html, &bundle.form_json, &bundle.schema_json, &bundle.readme),
            key: key.public(),
        })
    } else {
        None
    };
    Ok(Offer {
        policy: bundle::policy(&String::from_utf8_lossy(&bundle.html)).unwrap_or_default(),
        release: bundle.release,
        application,
        html: bundle.html.into(),
        languages: making.languages.clone(),
        archive,
        made_from: Some(draft),
        proved: Some(proved.clone()),
    })
}
