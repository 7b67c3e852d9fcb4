//! `quarantine`: what was not taken in, and what becomes of it.

use clap::Subcommand;
use sayyar_seal::receipt::Sha256;
use serde_json::json;

use super::out::Out;
use super::{Outcome, Trouble};
use crate::ingest::{Fate, Intake, Quarantined};
use crate::refusal::{advice, may_be_released};
use crate::verify::Waiver;

#[derive(Debug, Subcommand)]
pub(super) enum QuarantineCommand {
    /// Show what is in quarantine
    List {
        /// What was decided, too
        #[arg(long)]
        all: bool,
    },
    /// Show one file, what failed and what can be done
    Show {
        /// The start of its SHA-256, as `list` shows it
        file: String,
    },
    /// Check everything once more, after a form or a key was added
    Retry {
        /// The start of a SHA-256; without one, everything that is kept
        file: Option<String>,
    },
    /// Take one in although a check failed
    Release {
        /// The start of its SHA-256
        file: String,
        /// Why: written down, and shown with the application
        #[arg(long)]
        reason: String,
    },
    /// Let one go: digest, reason and receipt stay, the file does not
    Drop {
        /// The start of its SHA-256
        file: String,
        /// Why: written down
        #[arg(long)]
        reason: String,
    },
}

impl QuarantineCommand {
    /// Whether it decides something, so that an officer has to be named.
    pub(super) fn decides(&self) -> bool {
        matches!(self, Self::Release { .. } | Self::Drop { .. })
    }

    /// Whether anything has to be opened.
    pub(super) fn opens(&self) -> bool {
        matches!(self, Self::Retry { .. } | Self::Release { .. })
    }
}

pub(super) fn run(command: &QuarantineCommand, intake: &Intake, officer: &str, out: &mut Out) -> Outcome {
    match command {
        QuarantineCommand::List { all } => list(&intake.quarantined()?, *all, out),
        QuarantineCommand::Show { file } => {
            let one = find(intake, file)?;
            show(&one, out);
            Ok(0)
        }
        QuarantineCommand::Retry { file } => retry(file.as_deref(), intake, out),
        QuarantineCommand::Release { file, reason } => {
            let one = find(intake, file)?;
            if !may_be_released(&one.code) {
                return Err(Trouble::usage(format!("nobody can overrule {}", one.code), advice(&one.code)));
            }
            let waiver = Waiver { refusal: one.code.clone(), officer: officer.into(), reason: said(reason)? };
            reconsider(&one.sha256, Some(&waiver), intake, out)
        }
        QuarantineCommand::Drop { file, reason } => {
            let one = find(intake, file)?;
            intake.drop_quarantined(&one.sha256, officer, &said(reason)?)?;
            out.say(format!("{} is gone; its digest and the reason stay.", short(&one)));
            Ok(0)
        }
    }
}

fn said(reason: &str) -> Result<String, Trouble> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Trouble::usage("the reason says nothing", "write why, in a sentence"));
    }
    Ok(reason.into())
}

fn short(one: &Quarantined) -> String {
    one.sha256.to_string()[..12].to_owned()
}

/// The one file whose digest begins like this.
fn find(intake: &Intake, start: &str) -> Result<Quarantined, Trouble> {
    let start = start.to_ascii_lowercase();
    let mut found: Vec<Quarantined> =
        intake.quarantined()?.into_iter().filter(|one| one.sha256.to_string().starts_with(&start)).collect();
    match (found.pop(), found.len()) {
        (Some(one), 0) if start.len() >= 4 => Ok(one),
        (None, _) => Err(Trouble::usage("there is no such file in quarantine", "see `sayyar-intake quarantine list`")),
        _ => Err(Trouble::usage("several files begin like this", "give more letters")),
    }
}

fn list(all: &[Quarantined], decided: bool, out: &mut Out) -> Outcome {
    let shown: Vec<&Quarantined> = all.iter().filter(|one| decided || one.decision.is_none()).collect();
    for one in &shown {
        let number = one.number.map_or(String::new(), |number| format!("  {number}"));
        let decision = one.decision.as_ref().map_or(String::new(), |decision| format!("  {}", decision.what));
        out.say(format!("{}  {}  {}{number}{decision}", short(one), crate::system::day(one.at), one.code));
        out.value(&value(one));
    }
    if shown.is_empty() {
        out.say("Nothing is in quarantine.");
    }
    Ok(0)
}

fn value(one: &Quarantined) -> serde_json::Value {
    json!({
        "sha256": one.sha256, "size": one.size, "at": one.at, "code": one.code, "detail": one.detail,
        "number": one.number, "revision": one.revision, "kept": one.kept,
        "decision": one.decision.as_ref().map(|one| json!({
            "what": one.what, "officer": one.officer, "reason": one.reason,
        })),
        "may_be_released": may_be_released(&one.code),
    })
}

fn show(one: &Quarantined, out: &mut Out) {
    out.say(format!("{}\n{} bytes, came on {}", one.sha256, one.size, one.at));
    if let (Some(number), Some(revision)) = (one.number, one.revision) {
        out.say(format!("Number {number}, revision {revision}"));
    }
    out.say(format!("{}: {}", one.code, one.detail));
    match &one.decision {
        Some(decision) => out.say(format!("{} by {}: {}", decision.what, decision.officer, decision.reason)),
        None => out.say(advice(&one.code)),
    }
    out.value(&value(one));
}

fn retry(file: Option<&str>, intake: &Intake, out: &mut Out) -> Outcome {
    let files = match file {
        Some(file) => vec![find(intake, file)?],
        None => intake.quarantined()?.into_iter().filter(|one| one.kept && one.decision.is_none()).collect(),
    };
    let mut refused = 0;
    for one in files {
        refused = refused.max(reconsider(&one.sha256, None, intake, out)?);
    }
    Ok(refused)
}

fn reconsider(sha256: &Sha256, waiver: Option<&Waiver>, intake: &Intake, out: &mut Out) -> Outcome {
    let told = intake.reconsider(sha256, waiver).map_err(|error| Trouble::machine(error.to_string()))?;
    let Some(told) = told else {
        return Err(Trouble::usage("the file is not there any more", "ask the applicant for it again"));
    };
    let short = &sha256.to_string()[..12];
    let mut value = serde_json::to_value(&told.fate).unwrap_or_default();
    value["sha256"] = sha256.to_string().into();
    out.value(&value);
    Ok(match told.fate {
        Fate::TakenIn { number, revision, .. } => {
            out.say(format!("{short}: taken in: {number}, revision {revision}"));
            0
        }
        Fate::Refused { code, detail } => {
            out.say(format!("{short}: still refused: {code}: {detail}"));
            1
        }
    })
}
