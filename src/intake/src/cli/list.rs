//! `list`, `show`, `extract`, `receipt`, `audit`: what was taken in.

use std::path::{Path, PathBuf};

use clap::Args;
use sayyar_seal::Number;
use sayyar_seal::receipt::Sha256;
use serde_json::json;

use super::out::Out;
use super::{Outcome, Trouble};
use crate::applications::{Application, Filter};
use crate::audit;
use crate::bags::Bagged;
use crate::ingest::Intake;
use crate::store::Store;

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Applications of this form only
    #[arg(long)]
    form: Option<String>,
    /// In this state only: received, in-review, documents-needed, interview, decided, ready-to-collect
    #[arg(long)]
    state: Option<String>,
    /// With these letters in the number, or in an answer that is kept in clear
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// At most so many
    #[arg(long, value_name = "COUNT")]
    limit: Option<u64>,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The number of the application
    number: Number,
    /// Another revision than the one that holds
    #[arg(long)]
    revision: Option<u32>,
    /// What is known without opening it: asks for no passphrase, and is not written down as reading
    #[arg(long)]
    sealed: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExtractArgs {
    /// The number of the application
    number: Number,
    /// Another revision than the one that holds
    #[arg(long)]
    revision: Option<u32>,
    /// The folder to write into; it must not be there yet, except with --bag
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// For the archive: the bag as its applicant signed it, in a folder of its own in there, its receipt beside it
    #[arg(long)]
    bag: bool,
}

impl ShowArgs {
    /// Whether keys are needed.
    pub(super) fn opens(&self) -> bool {
        !self.sealed
    }
}

pub(super) fn list(args: &ListArgs, store: &Store, out: &mut Out) -> Outcome {
    let (form, state) = (args.form.clone(), args.state.clone());
    let filter = Filter { form, state, search: args.search.clone(), limit: args.limit };
    let found = crate::applications::list(&store.records, &filter)?;
    for one in &found {
        let answers: Vec<&str> = one.answers.iter().map(|(_, value)| value.as_str()).collect();
        let day = crate::system::day(one.filed);
        out.say(
            format!("{}  {day}  {:<16}  {} r{}  {}", one.number, one.state, one.form, one.revision, answers.join(", "))
                .trim_end(),
        );
        out.value(one);
    }
    if found.is_empty() {
        out.say("Nothing found.");
    }
    Ok(0)
}

/// The one application of a number.
pub(super) fn one(found: Vec<Application>, number: &Number) -> Result<Application, Trouble> {
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(Trouble::usage(format!("there is no application {number} here"), "is a letter mistyped?")),
        // Two keys with one number: the desk shows both, the command line must not choose.
        _ => Err(Trouble::usage(format!("two applications have the number {number}"), "use the desk for these")),
    }
}

/// What is known without opening it.
pub(super) fn show_sealed(args: &ShowArgs, store: &Store, out: &mut Out) -> Outcome {
    let application = one(crate::applications::find(&store.records, &args.number)?, &args.number)?;
    describe(&application, out);
    out.value(&application);
    Ok(0)
}

pub(super) fn show(args: &ShowArgs, intake: &Intake, officer: &str, out: &mut Out) -> Outcome {
    let application = one(intake.find(&args.number)?, &args.number)?;
    let revision = revision(&application, args.revision)?;
    let content =
        intake.read(&application, revision, officer, &mut ()).map_err(|error| Trouble::machine(error.to_string()))?;
    describe(&application, out);
    out.say("");
    for (field, value) in content.answers.as_object().into_iter().flatten() {
        if crate::form::attached(value).is_empty() {
            let text = crate::form::text(value).unwrap_or_else(|| value.to_string());
            out.say(format!("{field}: {}", text.replace('\n', " / ")));
        }
    }
    for file in &content.attachments {
        out.say(format!("attachment {}, {} bytes", file.path, file.size));
    }
    out.value(&json!({ "application": application, "header": content.header, "answers": content.answers }));
    Ok(0)
}

fn revision(application: &Application, which: Option<u32>) -> Result<&crate::applications::Revision, Trouble> {
    application.revision(which).ok_or_else(|| Trouble::usage("there is no such revision", "see `show --sealed`"))
}

fn describe(application: &Application, out: &mut Out) {
    match &application.summary {
        Some(summary) => out.say(format!(
            "{}  {}  {}{}{}",
            summary.number,
            summary.form,
            summary.state,
            summary.fee.as_ref().map_or(String::new(), |fee| format!("  fee {fee}")),
            if summary.assisted { "  assisted" } else { "" },
        )),
        None => out.say(format!("{}  waits for its first revision", application.number)),
    }
    for revision in &application.revisions {
        let waiting = if revision.waiting { ", waiting" } else { "" };
        out.say(format!(
            "revision {}: filed {}, filled in on {}, {} bytes{waiting}",
            revision.revision, revision.filed, revision.filled_on, revision.size
        ));
        for warning in &revision.warnings {
            out.say(format!("  Look at this: {warning}"));
        }
    }
    for event in &application.events {
        let state = event.state["state"].as_str().unwrap_or_default();
        let message = event.message.as_ref().map_or(String::new(), |message| format!(": {message}"));
        out.say(format!("{}  {state}{message}", event.on));
    }
    for check in &application.identity {
        out.say(format!("identity checked by {}: {} {}", check.officer, check.how, check.note));
    }
}

pub(super) fn extract(args: &ExtractArgs, intake: &Intake, officer: &str, out: &mut Out) -> Outcome {
    let application = one(intake.find(&args.number)?, &args.number)?;
    let revision = revision(&application, args.revision)?;
    if args.bag {
        let bagged = intake.bag(&application, revision, &args.out, officer);
        tell_bag(&bagged.map_err(|error| Trouble::machine(error.to_string()))?, out);
        out.say("It is not sealed there. Check it any time: sha512sum -c manifest-sha512.txt");
        return Ok(0);
    }
    let content = intake.extract(&application, revision, &args.out, officer);
    let content = content.map_err(|error| Trouble::machine(error.to_string()))?;
    let count = content.attachments.len();
    out.say(format!("Answers and {count} attachments are in {}.", args.out.display()));
    out.say("They are not sealed there: remove the folder when you are done.");
    out.value(&json!({ "folder": args.out, "attachments": count }));
    Ok(0)
}

fn tell_bag(bagged: &Bagged, out: &mut Out) {
    let (path, new) = match bagged {
        Bagged::Written(path) => (path, true),
        Bagged::Already(path) => (path, false),
    };
    if new {
        out.say(format!("{}", path.display()));
    }
    out.value(&json!({ "bag": path, "new": new }));
}

/// Every revision of every application as a bag.
pub(super) fn bags(folder: &Path, intake: &Intake, officer: &str, out: &mut Out) -> Outcome {
    let all = intake.list(&Filter::default())?;
    let bar = out.count_bar(all.len());
    let (mut new, mut known, mut failed) = (0, 0, 0);
    for summary in &all {
        for application in intake.find(&summary.number)? {
            for revision in &application.revisions {
                match intake.bag(&application, revision, folder, officer) {
                    Ok(bagged) => {
                        *(if matches!(bagged, Bagged::Written(_)) { &mut new } else { &mut known }) += 1;
                        bar.suspend(|| tell_bag(&bagged, out));
                    }
                    Err(error) => {
                        failed += 1;
                        let name = format!("{}, revision {}", application.number, revision.revision);
                        out.value(&json!({ "number": application.number, "error": error.to_string() }));
                        bar.suspend(|| out.fail(&format!("{name}: {error}"), None));
                    }
                }
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    out.say(format!("{new} bags are written into {}, {known} were there and are whole.", folder.display()));
    out.say("They are not sealed there: keep the folder as you keep papers.");
    out.value(&json!({ "folder": folder, "written": new, "known": known, "failed": failed }));
    Ok(if failed > 0 { 3 } else { 0 })
}

/// Prints the receipt of some bytes.
pub(super) fn receipt(sha256: &Sha256, store: &Store, out: &mut Out) -> Outcome {
    let found = store.records.read(|tx| crate::ingest::receipt(tx, sha256))?;
    let found =
        found.ok_or_else(|| Trouble::usage("there is no receipt of these bytes", "give the SHA-256 of the file"))?;
    out.raw(&found);
    Ok(0)
}

/// Checks the whole audit log.
pub(super) fn audit(store: &Store, out: &mut Out) -> Outcome {
    let checked = audit::check(&store.records)?;
    let head = checked.head.digest.map_or(String::from("none"), |digest| digest.to_string());
    out.value(&json!({
        "entries": checked.head.sequence, "head": checked.head.digest, "erased": checked.erased,
        "broken": checked.broken,
    }));
    match checked.broken {
        None => {
            out.say(format!("{} entries, unbroken, {} with erased detail.", checked.head.sequence, checked.erased));
            out.say(format!("Head: {head}"));
            Ok(0)
        }
        Some(place) => {
            out.fail(
                &format!("the audit log is broken at entry {place}"),
                Some(
                    "an entry was changed or taken out: compare with a backup, and with the heads that receipts print",
                ),
            );
            Ok(1)
        }
    }
}
