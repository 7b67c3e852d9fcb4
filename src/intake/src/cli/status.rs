//! `status`, `identity`, `password`, `publish`: what applicants are told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use sayyar_base::Date;
use sayyar_seal::status::State;
use sayyar_seal::{Number, Time};
use serde_json::json;

use super::list::one;
use super::out::Out;
use super::{Outcome, Trouble};
use crate::config::Config;
use crate::ingest::Intake;
use crate::publish::NotPublished;
use crate::status::{NotSet, WAYS};

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Step {
    Received,
    InReview,
    DocumentsNeeded,
    Interview,
    Decided,
    ReadyToCollect,
}

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    /// The number of the application
    number: Number,
    /// The step
    state: Step,
    /// What the applicant should know beside it, in the applicant's language
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    /// A document that is needed, as the service names it; several are possible
    #[arg(long = "document", value_name = "ID", required_if_eq("state", "documents-needed"))]
    documents: Vec<String>,
    /// The day of the interview
    #[arg(long, required_if_eq("state", "interview"))]
    day: Option<Date>,
    /// The time of the interview, as 09:30
    #[arg(long, required_if_eq("state", "interview"))]
    time: Option<sayyar_base::Time>,
    /// The office, as the site names it
    #[arg(long, value_name = "ID", required_if_eq_any([("state", "interview"), ("state", "ready-to-collect")]))]
    office: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct IdentityArgs {
    /// The number of the application
    number: Number,
    /// How: passport, identity-card, residence-card, known or other
    #[arg(long, value_parser = WAYS.map(|(way, _)| way))]
    how: String,
    /// A note
    #[arg(long, default_value = "")]
    note: String,
}

#[derive(Debug, Args)]
pub(super) struct PasswordArgs {
    /// The number of the application
    number: Number,
}

#[derive(Debug, Args)]
pub(super) struct PublishArgs {
    /// The folder: published as it is, beside the site or elsewhere
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Hours until the next publication [default: `hours` under [status]]
    #[arg(long)]
    hours: Option<u32>,
}

fn done(result: Result<(), NotSet>) -> Result<(), Trouble> {
    result.map_err(|error| Trouble {
        code: 1,
        message: error.to_string(),
        advice: (error == NotSet::Identity).then(|| "sayyar-intake identity NUMBER --how passport".into()),
    })
}

pub(super) fn status(args: &StatusArgs, intake: &Intake, officer: &str, out: &mut Out) -> Outcome {
    let application = one(intake.find(&args.number)?, &args.number)?;
    let office = || args.office.clone().unwrap_or_default();
    let state = match args.state {
        Step::Received => State::Received,
        Step::InReview => State::InReview,
        Step::DocumentsNeeded => State::DocumentsNeeded { documents: args.documents.clone() },
        Step::Interview => State::Interview {
            day: args.day.ok_or_else(|| Trouble::usage("an interview has a day", "--day 2026-12-01"))?,
            time: args.time.map(|time| time.to_string()).unwrap_or_default(),
            office: office(),
        },
        Step::Decided => State::Decided,
        Step::ReadyToCollect => State::ReadyToCollect { office: office() },
    };
    done(intake.set_status(&application, &state, args.message.as_deref(), officer)?)?;
    out.say(format!("{}: {}. It is told with the next publication.", args.number, crate::status::name(&state)));
    out.value(&json!({ "number": args.number, "state": state }));
    Ok(0)
}

pub(super) fn identity(args: &IdentityArgs, intake: &Intake, officer: &str, out: &mut Out) -> Outcome {
    let application = one(intake.find(&args.number)?, &args.number)?;
    done(intake.check_identity(&application, (&args.how, &args.note), officer)?)?;
    out.say(format!("{}: identity checked by {officer} ({}).", args.number, args.how));
    out.value(&json!({ "number": args.number, "how": args.how }));
    Ok(0)
}

pub(super) fn password(args: &PasswordArgs, intake: &Intake, officer: &str, out: &mut Out) -> Outcome {
    let application = one(intake.find(&args.number)?, &args.number)?;
    let password = match intake.replace_password(&application, officer)? {
        Ok(password) => password.to_text(),
        Err(error) => return done(Err(error)).map(|()| 0),
    };
    out.say(format!(
        "The new password of {} is\n\n  {}\n\nIt is shown this once. The status can be read with it after the next \
         publication; the applicant's copy of the application still opens with the old one.",
        args.number, *password
    ));
    out.value(&json!({ "number": args.number, "password": *password }));
    Ok(0)
}

pub(super) fn publish(args: &PublishArgs, config: &Config, intake: &Intake, out: &mut Out) -> Outcome {
    let hours = i64::from(args.hours.unwrap_or(config.status.hours));
    let next = Time::from_unix((intake.now)().unix() + hours * 3600);
    let next = next.map_err(|_| Trouble::usage("the clock of this machine is wrong", "set it"))?;
    let bar = if out.is_watched() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    bar.set_style(
        ProgressStyle::with_template("{bar:32} {pos} of {len} shards").unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let published = intake.publish(&args.out, next, &|_, all| {
        bar.set_length(all.into());
        bar.inc(1);
    });
    bar.finish_and_clear();
    let published = published.map_err(|error| match error {
        NotPublished::Foreign(_) => Trouble::usage(error.to_string(), "name a folder of its own; nothing was changed"),
        error => Trouble::machine(error.to_string()),
    })?;
    let tree = &published.tree;
    out.say(format!(
        "{} applications in {} shards of {} records, publication {}, the next by {}.",
        published.applications,
        tree.shards(),
        tree.records,
        tree.sequence,
        tree.next
    ));
    for number in &published.shortened {
        out.say(format!("{number}: its timeline does not fit whole; earlier messages were left out."));
    }
    out.value(&json!({
        "applications": published.applications, "tree": tree, "shortened": published.shortened, "folder": args.out,
    }));
    Ok(0)
}
