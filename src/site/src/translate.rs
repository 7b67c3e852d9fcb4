//! `sayyar translate`: how far translations are, which are out of date, and the way out and back in for
//! translators who work in a spreadsheet.
//!
//! Each command reads everything there is to translate ([`material`]), works out what follows in memory, and
//! writes files whole or not at all. The date comes from the caller.

mod edit;
pub mod import;
pub mod mark;
pub mod material;
pub mod page;
pub mod sheet;
pub mod status;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use sayyar_base::diag::{any_error, did_you_mean};
use sayyar_base::{Date, Diagnostics};

use crate::disk::Disk;
use crate::ledger::State;
use crate::words::Language;
use mark::Word;
use material::Material;
use sheet::Only;

/// The arguments of `sayyar translate`.
#[derive(Debug, Args)]
pub struct TranslateArgs {
    /// What to do
    #[command(subcommand)]
    pub action: Action,
}

/// What `sayyar translate` can do.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Show how far each language is, and what is missing or out of date
    ///
    /// A translation is stale when its source, in the default language, has changed since the translation
    /// was recorded with `mark` or `import`.
    Status(StatusArgs),
    /// Record translations as made from the sources as they are now
    ///
    /// Run it after translating or after looking through what was stale. Without --reviewed it is recorded
    /// that nobody answers for the translation yet; a review is never taken back.
    ///
    /// Examples:
    ///   sayyar translate mark content/en/fees.md
    ///   sayyar translate mark forms/visa --lang ru --reviewed --by "Leyla Quliyeva"
    ///   sayyar translate mark forms/visa/en.ftl#service-title
    #[command(verbatim_doc_comment)]
    Mark(MarkArgs),
    /// Write what is to be translated as a table (CSV) for a spreadsheet
    ///
    /// Translate in the column `translation` and leave `path`, `id` and `digest` as they are. What stands in
    /// braces is copied as it is. Put `reviewed` into the column `state` of texts you answer for.
    Export(ExportArgs),
    /// Take a translated table back in
    ///
    /// Everything is checked first: broken braces, lost components, ids nobody knows. When anything is wrong
    /// no file is touched. Comments and order of the files stay.
    Import(ImportArgs),
}

/// `sayyar translate status`
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Only this language; repeat it for several
    #[arg(long, value_name = "TAG")]
    pub lang: Vec<String>,
    /// Print JSON for programs
    #[arg(long)]
    pub json: bool,
}

/// `sayyar translate mark`
#[derive(Debug, Args)]
pub struct MarkArgs {
    /// Files or folders of translations; one message as FILE#ID
    #[arg(value_name = "PATH", required_unless_present = "all", conflicts_with = "all")]
    pub paths: Vec<String>,
    /// Everything that is translated
    #[arg(long)]
    pub all: bool,
    /// Only this language; repeat it for several
    #[arg(long, value_name = "TAG")]
    pub lang: Vec<String>,
    /// A person has read the translations against their sources
    #[arg(long, requires = "by")]
    pub reviewed: bool,
    /// Who: the reviewer's name, or what translated them
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

/// `sayyar translate export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The language to translate into
    #[arg(long, value_name = "TAG")]
    pub lang: String,
    /// Which texts
    #[arg(long, value_enum, default_value_t = Only::Todo)]
    pub only: Only,
    /// The file to write; standard output when not given
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Leave out the byte order mark that makes Excel read the file as UTF-8
    #[arg(long)]
    pub no_bom: bool,
}

/// `sayyar translate import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The table; `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A person answers for the translations
    #[arg(long, requires = "by")]
    pub reviewed: bool,
    /// Who: the translator's name, or what translated them
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Take pages of which some texts are not translated
    #[arg(long)]
    pub partial: bool,
    /// Take the table's text where a file was changed after the export
    #[arg(long)]
    pub overwrite: bool,
    /// Check the table and say what would change, without changing it
    #[arg(long)]
    pub dry_run: bool,
}

/// Why a command could not do its work.
#[derive(Debug)]
#[non_exhaustive]
pub enum TranslateError {
    /// The command line asks for something that does not exist: what, and what does.
    Usage(String),
    /// A file could not be read or written: which, and why.
    File(String, io::Error),
}

impl fmt::Display for TranslateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::File(path, error) => write!(f, "{path}: {error}"),
        }
    }
}

impl std::error::Error for TranslateError {}

impl From<io::Error> for TranslateError {
    fn from(error: io::Error) -> Self {
        Self::File("standard output".into(), error)
    }
}

/// Carries a command out and says on `out` what it did. What is wrong with the site or the table comes back as
/// diagnostics; with an error among them nothing was written.
pub fn run(
    args: &TranslateArgs,
    disk: &dyn Disk,
    languages: &[Language],
    theme: &str,
    today: Date,
    out: &mut dyn Write,
) -> Result<Diagnostics, TranslateError> {
    let (material, mut problems) = Material::gather(disk, languages, theme);
    match &args.action {
        Action::Status(args) => {
            let all = status::status(&material, &langs(languages, &args.lang)?);
            let text = if args.json { json(&all)? } else { status::text(&all, !args.lang.is_empty()) };
            out.write_all(text.as_bytes())?;
        }
        Action::Export(args) => {
            let lang = langs(languages, std::slice::from_ref(&args.lang))?;
            export(&material, lang[0], args, out)?;
        }
        // What cannot be read would count as gone, and its record would be lost.
        Action::Mark(_) | Action::Import(_) if any_error(&problems) => {}
        Action::Mark(args) => {
            let langs = langs(languages, &args.lang)?;
            let word = word(args.reviewed, args.by.as_deref(), today);
            problems.extend(mark(&material, disk, &langs, args, &word, out)?);
        }
        Action::Import(args) => {
            let word = word(args.reviewed, args.by.as_deref(), today);
            problems.extend(import(&material, disk, args, word, out)?);
        }
    }
    Ok(problems)
}

/// What `sayyar check` says of translations: stale ones, missing pages, ones nobody recorded.
pub fn check(disk: &dyn Disk, languages: &[Language], theme: &str) -> Diagnostics {
    let (material, problems) = Material::gather(disk, languages, theme);
    // Files and front matter are the build's to judge; of the ledgers only this knows.
    let of_ledgers = |path: &str| path.ends_with(crate::ledger::FILE);
    let mut problems: Diagnostics =
        problems.into_iter().filter(|one| one.span().is_some_and(|span| of_ledgers(&span.path))).collect();
    problems.extend(status::problems(&material));
    problems
}

/// Indices of languages by tag; all but the default one when none is named.
fn langs(languages: &[Language], tags: &[String]) -> Result<Vec<usize>, TranslateError> {
    if tags.is_empty() {
        return Ok((1..languages.len()).collect());
    }
    let mut all = Vec::new();
    for tag in tags {
        match languages.iter().position(|language| language.tag.as_str() == tag) {
            Some(0) => {
                let message = format!("`{tag}` is the default language: the others are translated from it");
                return Err(TranslateError::Usage(message));
            }
            Some(lang) if !all.contains(&lang) => all.push(lang),
            Some(_) => {}
            None => {
                let known = languages.iter().skip(1).map(|language| language.tag.as_str());
                let message = format!("this site has no language `{tag}`: {}", did_you_mean(tag, known));
                return Err(TranslateError::Usage(message));
            }
        }
    }
    Ok(all)
}

fn word(reviewed: bool, by: Option<&str>, on: Date) -> Word {
    let state = if reviewed { State::Reviewed } else { State::Machine };
    Word { state, by: by.map(str::trim).filter(|by| !by.is_empty()).map(str::to_owned), on }
}

fn json(all: &[status::LanguageStatus]) -> Result<String, TranslateError> {
    let text =
        serde_json::to_string_pretty(all).map_err(|error| TranslateError::File("status".into(), error.into()))?;
    Ok(text + "\n")
}

fn export(material: &Material, lang: usize, args: &ExportArgs, out: &mut dyn Write) -> Result<(), TranslateError> {
    let rows = sheet::rows(material, lang, args.only);
    let bytes = sheet::write(&rows, !args.no_bom)
        .map_err(|error| TranslateError::File("table".into(), io::Error::other(error)))?;
    match &args.to {
        None => out.write_all(&bytes)?,
        Some(path) => {
            std::fs::write(path, bytes).map_err(|error| TranslateError::File(path.display().to_string(), error))?;
            let words: usize = rows.iter().map(|row| crate::ledger::words(&row.source)).sum();
            writeln!(out, "{} texts, {words} words, in {}", rows.len(), path.display())?;
        }
    }
    Ok(())
}

fn mark(
    material: &Material,
    disk: &dyn Disk,
    langs: &[usize],
    args: &MarkArgs,
    word: &Word,
    out: &mut dyn Write,
) -> Result<Diagnostics, TranslateError> {
    let paths = (!args.all).then_some(args.paths.as_slice());
    let (marked, problems) = mark::mark(material, langs, paths, word);
    if any_error(&problems) {
        return Ok(problems);
    }
    let files: Vec<_> = marked.iter().map(|(lang, ledger, _)| (material.ledger_path(*lang), ledger.write())).collect();
    put(disk, &files)?;
    for (lang, _, count) in &marked {
        writeln!(out, "{count} recorded as {} in {}", word.state.as_str(), material.ledger_path(*lang))?;
    }
    if marked.is_empty() {
        writeln!(out, "nothing to record: all of it was recorded already")?;
    }
    Ok(problems)
}

fn import(
    material: &Material,
    disk: &dyn Disk,
    args: &ImportArgs,
    word: Word,
    out: &mut dyn Write,
) -> Result<Diagnostics, TranslateError> {
    let name = args.file.display().to_string();
    let bytes = bytes_of(&args.file).map_err(|error| TranslateError::File(name.clone(), error))?;
    let rows = match sheet::read(&name, &bytes) {
        Ok(rows) => rows,
        Err(problems) => return Ok(problems),
    };
    let options = import::Options { word, partial: args.partial, overwrite: args.overwrite };
    let (plan, problems) = import::plan(material, &name, &rows, &options);
    if any_error(&problems) {
        return Ok(problems);
    }
    if !args.dry_run {
        put(disk, &plan.files)?;
    }
    let verb = if args.dry_run { "would change" } else { "changed" };
    writeln!(out, "{} pages and messages {verb}, {} as they were", plan.changed, plan.same)?;
    for (path, _) in &plan.files {
        writeln!(out, "  {path}")?;
    }
    Ok(problems)
}

fn bytes_of(file: &Path) -> io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Replaces files: all are written under names that nothing looks at, then moved to their places in order. When
/// the disk is full or the program is stopped before that, everything is as it was; after it each file is whole.
fn put(disk: &dyn Disk, files: &[(String, String)]) -> Result<(), TranslateError> {
    let staged: Vec<String> = files.iter().map(|(path, _)| beside(path)).collect();
    for (at, (path, text)) in files.iter().enumerate() {
        if let Err(error) = disk.write(&staged[at], text.as_bytes()) {
            for leftover in &staged[..=at] {
                // It may not be there; the first error is the one to tell.
                let _ = disk.remove(leftover);
            }
            return Err(TranslateError::File(path.clone(), error));
        }
    }
    for ((path, _), staged) in files.iter().zip(&staged) {
        disk.rename(staged, path).map_err(|error| TranslateError::File(path.clone(), error))?;
    }
    Ok(())
}

fn beside(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/.{name}.tmp"),
        None => format!(".{path}.tmp"),
    }
}
