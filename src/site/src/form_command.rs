//! `sayyar form check | compile | schema | fill | release`: forms from the command line.

pub(crate) mod check;
mod fill;

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use sayyar_base::diag::{any_error, did_you_mean};
use sayyar_base::{Date, Diagnostic, Diagnostics};
use sayyar_forms::Compiled;

use crate::bundle;
use crate::disk::Disk;
use crate::load::{self, Corpus};
use crate::release::{self, ReleaseArgs};
use crate::resolve::{Site, resolve};

pub use fill::FillArgs;

/// Check, compile, fill in and release forms
///
/// A form is a folder below forms/: form.toml says what is asked, service.toml what it is for, the .ftl files every
/// word. Start with `sayyar form check`.
#[derive(Debug, Args)]
pub struct FormArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(CheckArgs),
    Compile(CompileArgs),
    Schema(SchemaArgs),
    Fill(FillArgs),
    Release(ReleaseArgs),
}

/// Say whether forms are fit to be handed out
///
/// Everything a build would refuse, and also: whether the examples hold, which languages a form does not speak and
/// why, words that nothing asks for, how large the page is, and what changed since it was released.
#[derive(Debug, Args)]
struct CheckArgs {
    /// The forms; all of them without
    #[arg(value_name = "FORM")]
    forms: Vec<String>,
    /// Print as JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Print a compiled form: structure and rules, without words
///
/// Canonical JSON (RFC 8785) without a line end, so that `sayyar form compile FORM | sha512sum` gives the digest that
/// names the form.
#[derive(Debug, Args)]
struct CompileArgs {
    /// The form
    #[arg(value_name = "FORM")]
    form: String,
    /// Print the digest alone
    #[arg(long)]
    digest: bool,
}

/// Print the JSON Schema of a form's answers
#[derive(Debug, Args)]
struct SchemaArgs {
    /// The form
    #[arg(value_name = "FORM")]
    form: String,
}

/// How a command ended.
pub struct Ended {
    /// For standard output.
    pub said: Vec<u8>,
    /// What is wrong with sources or answers.
    pub diagnostics: Diagnostics,
    /// Whether diagnostics are in `said` already, for programs.
    pub json: bool,
    /// Whether it counts as a failure although no diagnostic is an error.
    pub wrong: bool,
    /// For standard error: what a person should know beside the result.
    pub notes: Vec<String>,
}

impl Ended {
    /// Said, and nothing is wrong.
    pub fn well(said: impl Into<Vec<u8>>) -> Self {
        Self { said: said.into(), diagnostics: Vec::new(), json: false, wrong: false, notes: Vec::new() }
    }

    /// Nothing but mistakes.
    pub fn with(diagnostics: Diagnostics) -> Self {
        let wrong = any_error(&diagnostics);
        Self { said: Vec::new(), diagnostics, json: false, wrong, notes: Vec::new() }
    }
}

/// Why the command cannot be done, with what to do about it.
#[derive(Debug)]
pub struct Failed {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
}

impl Failed {
    /// With a message and advice.
    pub fn new(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { message: message.into(), advice: advice.into() }
    }
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failed {}

impl From<crate::secret::SecretError> for Failed {
    fn from(error: crate::secret::SecretError) -> Self {
        Self::new(error.to_string(), error.advice())
    }
}

/// What every form command needs.
pub struct Bench<'a> {
    /// The site's folder.
    pub root: PathBuf,
    /// The same, to read from and write to.
    pub disk: &'a dyn Disk,
    /// The day by this computer's clock.
    pub today: Date,
}

/// Runs a command.
pub fn run(args: &FormArgs, bench: &Bench<'_>) -> Result<Ended, Failed> {
    match &args.command {
        Command::Check(args) => Ok(check::check(bench, &args.forms, args.json)),
        Command::Compile(args) => Ok(compile(bench, args)),
        Command::Schema(args) => Ok(match one(bench, &args.form) {
            Ok(compiled) => {
                let schema = serde_json::to_string_pretty(&compiled.form.schema()).unwrap_or_default();
                Ended::well(format!("{schema}\n"))
            }
            Err(problems) => Ended::with(problems),
        }),
        Command::Fill(args) => fill::fill(bench, args),
        Command::Release(args) => release::release(bench, args),
    }
}

fn compile(bench: &Bench<'_>, args: &CompileArgs) -> Ended {
    let compiled = match one(bench, &args.form) {
        Ok(compiled) => compiled,
        Err(problems) => return Ended::with(problems),
    };
    let json = compiled.form.to_json();
    let digest = bundle::form_digest(&json);
    if args.digest {
        return Ended::well(format!("{digest}\n"));
    }
    Ended { notes: vec![format!("\ndigest: {digest}")], ..Ended::well(bundle::text(&json)) }
}

/// The sources, where they can be read at all.
pub(crate) fn corpus(bench: &Bench<'_>, diagnostics: &mut Diagnostics) -> Option<Corpus> {
    load::load(bench.disk, diagnostics)
}

/// The site, where nothing is wrong with it; else what is.
pub(crate) fn site(bench: &Bench<'_>) -> Result<Site, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let site = corpus(bench, &mut diagnostics).and_then(|corpus| resolve(&corpus, &mut diagnostics));
    match site {
        Some(site) if !any_error(&diagnostics) => Ok(site),
        _ => Err(diagnostics),
    }
}

/// One form, compiled; mistakes elsewhere do not matter.
fn one(bench: &Bench<'_>, id: &str) -> Result<Arc<Compiled>, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let Some(corpus) = corpus(bench, &mut diagnostics) else { return Err(diagnostics) };
    if let Some(compiled) = corpus.forms.all.get(id).and_then(|form| form.compiled.clone()) {
        return Ok(compiled);
    }
    if !corpus.forms.all.contains_key(id) {
        return Err(vec![unknown(id, corpus.forms.all.keys().map(String::as_str))]);
    }
    Err(diagnostics)
}

/// Somebody asked for a form that there is not.
pub(crate) fn unknown<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    Diagnostic::error("unknown-form", format!("there is no form `{id}`: a folder of `forms/` with a `form.toml`"))
        .in_file(format!("forms/{id}/form.toml"))
        .help(did_you_mean(id, known))
}
