//! The command line: `sayyar new | serve | build | check | translate | form | keys`.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use clap::{Args, Parser, Subcommand};
use indicatif::ProgressBar;
use sayyar_base::diag::{any_error, sort};
use sayyar_base::{Date, Diagnostic, Diagnostics};

use crate::build::{self, Job, Outcome};
use crate::disk::{Disk, RealDisk};
use crate::form_command::{self, Bench, FormArgs};
use crate::keys::{self, KeysArgs};
use crate::new::{self, NewArgs};
use crate::render::Options;
use crate::report::{self, Style};
use crate::serve::{self, ServeArgs};
use crate::translate::{self, TranslateArgs};
use crate::workshop::Workshop;

/// A multilingual static site generator for public services.
#[derive(Debug, Parser)]
#[command(name = "sayyar", version, about, long_about = LONG, after_help = EXIT)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const LONG: &str = "A multilingual static site generator for public services.\n\n\
    Guides are markdown under content/<language>/, services are definitions under forms/<id>/service.toml, \
    words are Fluent messages in .ftl files. Start with `sayyar serve` and edit: the page in your browser follows.";

const EXIT: &str = "Exit codes: 0 all is well, 1 the content is wrong, 2 the command is wrong or the disk failed.";

#[derive(Debug, Subcommand)]
enum Command {
    New(NewArgs),
    Serve(ServeArgs),
    Build(BuildArgs),
    Check(CheckArgs),
    /// Keep translations in step with their source
    Translate {
        #[command(flatten)]
        root: Root,
        #[command(flatten)]
        args: TranslateArgs,
    },
    Form {
        #[command(flatten)]
        root: Root,
        #[command(flatten)]
        args: FormArgs,
    },
    Keys {
        #[command(flatten)]
        root: Root,
        #[command(flatten)]
        args: KeysArgs,
    },
}

/// Where the site is.
#[derive(Debug, Clone, Args)]
struct Root {
    /// The site's folder: the one with sayyar.toml
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    root: PathBuf,
}

/// Build the site into a folder
///
/// Writes only files that changed and removes only files an earlier build wrote. While the content has errors the
/// folder stays as it was. When nothing changed since the last build, nothing is done.
#[derive(Debug, Args)]
struct BuildArgs {
    #[command(flatten)]
    root: Root,
    /// Where to: a folder of its own [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Build the real thing: search engines may come, unfinished things are errors
    #[arg(long)]
    production: bool,
    /// The day that counts as today, for lists that depend on it; without it the page decides
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// Overwrite files in the output folder that no build wrote
    #[arg(long)]
    force: bool,
    /// Build even if nothing changed
    #[arg(long)]
    always: bool,
    /// Print the result as JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Check the content without writing anything
///
/// Everything a build would refuse, and also: missing and stale translations, facts that differ between languages,
/// pages without description or review date, pages heavier than their budget, an index of forms about to expire.
#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    root: Root,
    /// Warnings count as errors
    #[arg(long)]
    strict: bool,
    /// The day that counts as today, for what expires [default: today by this computer's clock]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// Print what is wrong as JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Runs the command of this process.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::New(args) => new_command(&args),
        Command::Serve(args) => serve_command(&args),
        Command::Build(args) => build_command(&args),
        Command::Check(args) => check_command(&args),
        Command::Translate { root, args } => translate_command(&root, &args),
        Command::Form { root, args } => form_command(&root, &args),
        Command::Keys { root, args } => keys_command(&root, &args),
    }
}

const WRONG: u8 = 1;
const FAILED: u8 = 2;

/// Writes to standard output; a reader that went away is no reason to fail.
fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Prints diagnostics for people or programs, on the stream each expects.
fn print(disk: &dyn Disk, diagnostics: &[Diagnostic], json: bool) {
    let sources = |path: &str| disk.read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    if json {
        say(&report::json(diagnostics, &sources));
    } else if !diagnostics.is_empty() {
        let mut stderr = std::io::stderr();
        let style = Style::of(&stderr);
        let _ = report::print(&mut stderr, diagnostics, &sources, style);
    }
}

/// A line that moves while something takes longer than a moment; nothing where nobody watches.
pub(crate) fn progress(what: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(what);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn new_command(args: &NewArgs) -> ExitCode {
    match new::new(args) {
        Ok(next_steps) => {
            say(&next_steps);
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error, error.advice()),
    }
}

fn serve_command(args: &ServeArgs) -> ExitCode {
    let stderr = std::io::stderr();
    let style = Style::of(&stderr);
    match serve::serve(args, Box::new(stderr), style) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error, error.advice()),
    }
}

/// Says why the command could not do its work, and what to do.
fn fail(error: &dyn std::fmt::Display, advice: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "error: {error}\n  help: {advice}");
    ExitCode::from(FAILED)
}

fn build_command(args: &BuildArgs) -> ExitCode {
    let started = Instant::now();
    let job = Job {
        root: args.root.root.clone(),
        out: args.out.clone().unwrap_or_else(|| build::default_out(&args.root.root)),
        options: Options { production: args.production, today: args.today, record: false },
        force: args.force,
        always: args.always,
        now: today(),
    };
    let mut diagnostics = Diagnostics::new();
    let bar = progress("Building");
    let outcome = build::build(&job, &mut diagnostics);
    bar.finish_and_clear();
    let disk = RealDisk::new(&job.root);
    sort(&mut diagnostics);
    if !args.json {
        print(&disk, &diagnostics, false);
    }
    match outcome {
        Ok(outcome) => {
            built(&job, &outcome, &disk, &diagnostics, started.elapsed(), args.json);
            ExitCode::from(if matches!(outcome, Outcome::Wrong) { WRONG } else { 0 })
        }
        Err(error) => fail(&error, &error.advice()),
    }
}

fn built(job: &Job, outcome: &Outcome, disk: &dyn Disk, diagnostics: &[Diagnostic], took: Duration, json: bool) {
    let seconds = took.as_secs_f64();
    if json {
        let sources = |path: &str| disk.read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let problems = serde_json::to_value(report::records(diagnostics, &sources)).unwrap_or_default();
        let mut result = serde_json::json!({ "out": job.out, "seconds": seconds, "diagnostics": problems });
        let more = match outcome {
            Outcome::Current => serde_json::json!({ "outcome": "current" }),
            Outcome::Wrong => serde_json::json!({ "outcome": "wrong" }),
            Outcome::Written { report, pages, languages } => serde_json::json!({
                "outcome": "written", "pages": pages, "languages": languages, "written": report.written,
                "kept": report.kept, "removed": report.removed, "bytes": report.bytes, "left": report.left,
            }),
        };
        if let (Some(result), Some(more)) = (result.as_object_mut(), more.as_object()) {
            result.extend(more.clone());
        }
        return say(&format!("{result}\n"));
    }
    let out = job.out.display();
    match outcome {
        Outcome::Current => say(&format!("Nothing changed: {out} is up to date ({seconds:.2} s)\n")),
        Outcome::Wrong => say(&format!("Not built: {out} is as it was\n")),
        Outcome::Written { report, pages, languages } => {
            say(&format!(
                "Built {pages} pages in {languages} languages into {out} in {seconds:.2} s (files: {} written, {} unchanged, {} removed)\n",
                report.written, report.kept, report.removed
            ));
            for path in &report.left {
                say(&format!("  left alone, because somebody changed it: {path}\n"));
            }
        }
    }
}

fn check_command(args: &CheckArgs) -> ExitCode {
    let disk = Arc::new(RealDisk::new(&args.root.root));
    let bar = progress("Checking");
    let mut workshop = Workshop::open(disk.clone(), Options::default());
    workshop.finish();
    let mut diagnostics = workshop.diagnostics().to_vec();
    if !any_error(&diagnostics) {
        diagnostics.extend(crate::check::check(&*disk, &workshop, args.today.unwrap_or_else(today)));
    }
    bar.finish_and_clear();
    sort(&mut diagnostics);
    print(&*disk, &diagnostics, args.json);
    if diagnostics.is_empty() && !args.json {
        let pages = workshop.site().map_or(0, |site| site.pages().filter(|(_, page)| !page.borrowed()).count());
        say(&format!("All is well: {pages} pages checked\n"));
    }
    let fails = any_error(&diagnostics) || (args.strict && !diagnostics.is_empty());
    ExitCode::from(if fails { WRONG } else { 0 })
}

fn translate_command(root: &Root, args: &TranslateArgs) -> ExitCode {
    let disk = RealDisk::new(&root.root);
    let mut diagnostics = Diagnostics::new();
    let Some(config) = crate::load::load_config(&disk, &mut diagnostics) else {
        print(&disk, &diagnostics, false);
        return ExitCode::from(WRONG);
    };
    let mut out = std::io::stdout();
    match translate::run(args, &disk, &config.languages, &config.theme.value, today(), &mut out) {
        Ok(problems) => {
            print(&disk, &problems, false);
            ExitCode::from(if any_error(&problems) { WRONG } else { 0 })
        }
        Err(error) => fail(&error, "see `sayyar translate --help`"),
    }
}

fn form_command(root: &Root, args: &FormArgs) -> ExitCode {
    let disk = RealDisk::new(&root.root);
    let bench = Bench { root: root.root.clone(), disk: &disk, today: today() };
    let ended = match form_command::run(args, &bench) {
        Ok(ended) => ended,
        Err(failed) => return fail(&failed, &failed.advice),
    };
    print(&disk, &ended.diagnostics, false);
    let _ = std::io::stdout().write_all(&ended.said);
    for note in &ended.notes {
        let _ = writeln!(std::io::stderr(), "{note}");
    }
    ExitCode::from(if ended.wrong { WRONG } else { 0 })
}

fn keys_command(root: &Root, args: &KeysArgs) -> ExitCode {
    let disk = RealDisk::new(&root.root);
    let mut diagnostics = Diagnostics::new();
    let Some(config) = crate::load::load_config(&disk, &mut diagnostics) else {
        print(&disk, &diagnostics, false);
        return ExitCode::from(WRONG);
    };
    let found = crate::load::keys::load(&disk, &config, &mut diagnostics);
    match keys::run(args, &root.root, &found) {
        Ok(text) => {
            say(&text);
            // A new key mends what the configuration was missing before it.
            let wrong = args.shows() && any_error(&diagnostics);
            if wrong {
                print(&disk, &diagnostics, false);
            }
            ExitCode::from(if wrong { WRONG } else { 0 })
        }
        Err(error) => fail(&error, error.advice()),
    }
}

/// The day by this computer's clock, in UTC: for the ledger of translations, and for what expires.
fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or_default();
    Date::from_days_since_epoch(days).unwrap_or(Date { year: 1970, month: 1, day: 1 })
}
