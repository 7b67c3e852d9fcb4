//! `sayyar new`: a small site that builds, to be changed into one's own.
//!
//! The files are those of `starter/` beside this folder, which is a site itself: two languages, a section, a page,
//! a service with its definition, and a theme of three templates. Languages it does not speak begin with a copy of
//! the English words.

use std::fmt;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use sayyar_base::Tag;

use crate::config::{self, Config};
use crate::disk::{Disk, RealDisk};
use crate::ledger::State;
use crate::translate::mark::{Word, mark};
use crate::translate::material::Material;

/// The files of the starter, by path.
const FILES: &[(&str, &str)] = &[
    file("README.md", include_str!("../starter/README.md")),
    file(".gitignore", include_str!("../starter/gitignore")),
    file("content/az/404.md", include_str!("../starter/content/az/404.md")),
    file("content/az/_index.md", include_str!("../starter/content/az/_index.md")),
    file("content/az/contact.md", include_str!("../starter/content/az/contact.md")),
    file("content/az/services/_index.md", include_str!("../starter/content/az/services/_index.md")),
    file("content/az/services/parking-permit.md", include_str!("../starter/content/az/services/parking-permit.md")),
    file("content/az/site.ftl", include_str!("../starter/content/az/site.ftl")),
    file("content/en/404.md", include_str!("../starter/content/en/404.md")),
    file("content/en/_index.md", include_str!("../starter/content/en/_index.md")),
    file("content/en/contact.md", include_str!("../starter/content/en/contact.md")),
    file("content/en/services/_index.md", include_str!("../starter/content/en/services/_index.md")),
    file("content/en/services/parking-permit.md", include_str!("../starter/content/en/services/parking-permit.md")),
    file("content/en/site.ftl", include_str!("../starter/content/en/site.ftl")),
    file("forms/lists/az.ftl", include_str!("../starter/forms/lists/az.ftl")),
    file("forms/lists/en.ftl", include_str!("../starter/forms/lists/en.ftl")),
    file("forms/parking-permit/az.ftl", include_str!("../starter/forms/parking-permit/az.ftl")),
    file("forms/parking-permit/en.ftl", include_str!("../starter/forms/parking-permit/en.ftl")),
    file("forms/parking-permit/service.toml", include_str!("../starter/forms/parking-permit/service.toml")),
    file("sayyar.toml", include_str!("../starter/sayyar.toml")),
    file("themes/plain/components/editors.html", include_str!("../starter/themes/plain/components/editors.html")),
    file("themes/plain/static/favicon.svg", include_str!("../starter/themes/plain/static/favicon.svg")),
    file("themes/plain/strings/az.ftl", include_str!("../starter/themes/plain/strings/az.ftl")),
    file("themes/plain/strings/en.ftl", include_str!("../starter/themes/plain/strings/en.ftl")),
    file("themes/plain/styles/main.css", include_str!("../starter/themes/plain/styles/main.css")),
    file("themes/plain/templates/guide.html", include_str!("../starter/themes/plain/templates/guide.html")),
    file("themes/plain/templates/page.html", include_str!("../starter/themes/plain/templates/page.html")),
    file("themes/plain/templates/section.html", include_str!("../starter/themes/plain/templates/section.html")),
    file("themes/plain/theme.toml", include_str!("../starter/themes/plain/theme.toml")),
];

const fn file(path: &'static str, text: &'static str) -> (&'static str, &'static str) {
    (path, text)
}

/// The day the starter's words were written.
const MADE: &str = "2026-11-20";

/// Languages the starter speaks.
const SPOKEN: [&str; 2] = ["az", "en"];

/// Names of languages in themselves; others are called by their tag until somebody writes the name.
const NAMES: [(&str, &str); 24] = [
    ("ar", "العربية"),
    ("az", "Azərbaycanca"),
    ("bg", "Български"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hy", "Հայերեն"),
    ("it", "Italiano"),
    ("ka", "ქართული"),
    ("kk", "Қазақша"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("uz", "Oʻzbekcha"),
    ("zh", "中文"),
];

/// Languages written from right to left.
const RIGHT_TO_LEFT: [&str; 4] = ["ar", "fa", "he", "ur"];

/// Begin a new site
///
/// Makes a folder with a small site that builds: pages in two languages, a service with its definition, a theme of
/// three templates. Change it into yours.
#[derive(Debug, Clone, Args)]
pub struct NewArgs {
    /// The folder to make; one that exists must be empty
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// The languages of the site, the default one first; those but az and en begin with the English words
    #[arg(long, value_name = "TAGS", value_delimiter = ',', default_value = "az,en", value_parser = parse_tag)]
    pub lang: Vec<Tag>,
}

fn parse_tag(text: &str) -> Result<Tag, String> {
    Tag::try_from(text.to_owned()).map_err(|error| error.to_string())
}

/// Why there is no new site.
#[derive(Debug)]
#[non_exhaustive]
pub enum NewError {
    /// The folder holds something.
    NotEmpty(PathBuf),
    /// A language is named twice.
    Twice(Tag),
    /// The system refused something.
    Io(PathBuf, io::Error),
}

impl NewError {
    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotEmpty(_) => "name a folder that does not exist yet",
            Self::Twice(_) => "name each language once: `--lang az,en`",
            Self::Io(..) => "check that you may write there",
        }
    }
}

impl fmt::Display for NewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty(dir) => write!(f, "`{}` holds files already", dir.display()),
            Self::Twice(tag) => write!(f, "the language `{tag}` is named twice"),
            Self::Io(dir, error) => write!(f, "`{}` cannot be made: {error}", dir.display()),
        }
    }
}

impl std::error::Error for NewError {}

/// Makes the site; answers with what to do next.
pub fn new(args: &NewArgs) -> Result<String, NewError> {
    if let Some(tag) = args.lang.iter().enumerate().find_map(|(at, tag)| args.lang[..at].contains(tag).then_some(tag)) {
        return Err(NewError::Twice(tag.clone()));
    }
    let failed = |error| NewError::Io(args.dir.clone(), error);
    let disk = RealDisk::new(&args.dir);
    match disk.list("") {
        // A repository that was begun before the site is no site yet.
        Ok(entries) if entries.iter().all(|entry| entry.name == ".git") => {}
        Ok(_) => return Err(NewError::NotEmpty(args.dir.clone())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    write(&disk, &args.lang).map_err(failed)?;
    record(&disk).map_err(failed)?;
    Ok(next_steps(&args.dir, &args.lang))
}

/// Writes the files of a site in these languages.
pub(crate) fn write(disk: &dyn Disk, languages: &[Tag]) -> io::Result<()> {
    for (path, text) in FILES {
        match spoken(path) {
            None if *path == "sayyar.toml" => disk.write(path, configuration(text, languages).as_bytes())?,
            None => disk.write(path, text.as_bytes())?,
            Some(spoken) => {
                for tag in languages.iter().map(Tag::as_str).filter(|tag| source_of(tag) == spoken) {
                    disk.write(&in_language(path, spoken, tag), text.as_bytes())?;
                }
            }
        }
    }
    Ok(())
}

/// Records that the starter's own translations were made from one another as they are, so that `check` has nothing
/// to say of them. Copies of English words under another language's name are no translations.
fn record(disk: &dyn Disk) -> io::Result<()> {
    let text = String::from_utf8_lossy(&disk.read(config::FILE)?).into_owned();
    let Some(config) = Config::parse(&text, &mut Vec::new()) else { return Ok(()) };
    let (material, _) = Material::gather(disk, &config.languages, &config.theme.value);
    let spoken = |lang: &usize| SPOKEN.contains(&base(config.languages[*lang].tag.as_str()));
    let langs: Vec<usize> = (1..config.languages.len()).filter(spoken).collect();
    let Ok(on) = MADE.parse() else { return Ok(()) };
    let word = Word { state: State::Machine, by: Some("sayyar new".into()), on };
    for (lang, ledger, _) in mark(&material, &langs, None, &word).0 {
        disk.write(&material.ledger_path(lang), ledger.write().as_bytes())?;
    }
    Ok(())
}

/// The language a file of the starter is in, if in any.
fn spoken(path: &str) -> Option<&'static str> {
    SPOKEN.into_iter().find(|tag| in_language(path, tag, "") != path)
}

/// The path of the same file in another language.
fn in_language(path: &str, from: &str, to: &str) -> String {
    let folder = path.replacen(&format!("content/{from}/"), &format!("content/{to}/"), 1);
    match folder.strip_suffix(&format!("/{from}.ftl")) {
        Some(begin) => format!("{begin}/{to}.ftl"),
        None => folder,
    }
}

/// The language whose words a language begins with.
fn source_of(tag: &str) -> &'static str {
    SPOKEN.into_iter().find(|spoken| *spoken == base(tag)).unwrap_or("en")
}

fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The starter's `sayyar.toml` with other languages.
fn configuration(text: &str, languages: &[Tag]) -> String {
    let mut list = String::from("language = [\n");
    for (place, tag) in languages.iter().map(Tag::as_str).enumerate() {
        let name = NAMES.iter().find(|(known, _)| *known == base(tag)).map_or(tag, |(_, name)| name);
        let dir = if RIGHT_TO_LEFT.contains(&base(tag)) { ", dir = \"rtl\"" } else { "" };
        let complete = if place == 0 || SPOKEN.contains(&base(tag)) { ", complete = true" } else { "" };
        let _ = writeln!(list, "  {{ tag = \"{tag}\", name = \"{name}\"{dir}{complete} }},");
    }
    list.push(']');
    let begin = text.find("language = [").unwrap_or(text.len());
    let end = text[begin..].find("\n]").map_or(text.len(), |end| begin + end + 2);
    [&text[..begin], &list, &text[end..]].concat()
}

fn next_steps(dir: &Path, languages: &[Tag]) -> String {
    let untranslated: Vec<_> =
        languages.iter().filter(|tag| !SPOKEN.contains(&base(tag.as_str()))).map(Tag::as_str).collect();
    let mut text = format!(
        "A new site is in {dir}.\n\n\
         Look at it:        sayyar serve --root {dir}\n\
         Where it lives:    base_url in {dir}/sayyar.toml\n\
         Its words:         {dir}/content/{first}/, and {dir}/content/{first}/site.ftl for its name\n\
         Its services:      {dir}/forms/parking-permit/service.toml is one to copy\n\
         How it looks:      {dir}/themes/plain/\n",
        dir = dir.display(),
        first = languages.first().map_or("az", Tag::as_str),
    );
    if !untranslated.is_empty() {
        let _ = writeln!(text, "To translate:      {} begins with the English words", untranslated.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::disk::{MemoryDisk, walk};
    use crate::render::Options;
    use crate::workshop::Workshop;

    fn tags(list: &str) -> Vec<Tag> {
        list.split(',').map(|tag| parse_tag(tag).unwrap()).collect()
    }

    #[test]
    fn every_file_of_the_starter_is_in_it() {
        let starter = RealDisk::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("starter"));
        let on_disk: Vec<_> = walk(&starter, &[""]).files.into_iter().map(|found| found.path).collect();
        let mut embedded: Vec<_> = FILES.iter().map(|(path, _)| path.trim_start_matches('.').to_owned()).collect();
        embedded.sort();
        assert_eq!(embedded, on_disk);
    }

    #[test]
    fn a_new_site_builds_in_any_language() {
        for (languages, pages) in [("az,en", 10), ("en", 5), ("en,az,ru", 15), ("de,ar", 10), ("pt-BR,zh-Hant", 10)] {
            let disk = MemoryDisk::new();
            write(&disk, &tags(languages)).unwrap();
            record(&disk).unwrap();
            let mut workshop = Workshop::open(Arc::new(disk.clone()), Options::default());
            workshop.finish();
            let mut found = workshop.diagnostics().to_vec();
            let site = workshop.site().unwrap();
            found.extend(site.corpus.strings.check());
            if languages == "az,en" {
                found.extend(crate::check::check(
                    &disk,
                    &workshop,
                    sayyar_base::Date { year: 2026, month: 11, day: 23 },
                ));
            }
            // English words in a language with more plural forms: that is said until they are translated.
            found.retain(|one| one.code != "plural-forms" || languages == "az,en");
            assert_eq!(crate::report::text(&found, &|_| None, crate::report::Style::PLAIN), "", "{languages}");
            assert_eq!(site.pages().count(), pages, "{languages}");
        }
    }

    #[test]
    fn what_is_there_is_left_alone() {
        let dir = std::env::temp_dir().join(format!("sayyar-new-{}", std::process::id()));
        let args = NewArgs { dir: dir.clone(), lang: tags("en,de") };
        std::fs::create_dir_all(dir.join(".git")).unwrap();
        let said = new(&args).unwrap();
        assert!(said.contains("de begins with the English words"), "{said}");
        let again = new(&args);
        let written = std::fs::read_to_string(dir.join("sayyar.toml")).unwrap();
        std::fs::remove_dir_all(&dir).unwrap();
        assert!(matches!(again, Err(NewError::NotEmpty(_))));
        assert!(written.contains("{ tag = \"de\", name = \"Deutsch\" },\n]\n\n# The theme"), "{written}");
        assert!(matches!(new(&NewArgs { dir, lang: tags("az,en,az") }), Err(NewError::Twice(_))));
    }
}
