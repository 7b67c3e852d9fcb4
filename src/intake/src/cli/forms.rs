//! `forms`: which forms are known, and until when they are accepted.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use sayyar_base::{Date, Id};
use serde_json::json;

use super::out::Out;
use super::{Outcome, Trouble, desk};
use crate::config::Config;
use crate::form::{self, Known};

#[derive(Debug, Subcommand)]
pub(super) enum FormsCommand {
    /// Add released bundles: ZIP files with their .minisig beside them
    Add {
        /// The bundles
        #[arg(required = true)]
        bundles: Vec<PathBuf>,
        /// The last day on which this version is accepted
        #[arg(long, value_name = "DAY")]
        until: Option<Date>,
    },
    /// Add the publisher's index of forms (forms/index.json, with its .minisig beside it)
    Index {
        /// The file
        file: PathBuf,
    },
    /// Show the forms that are known
    List,
    /// Say on which day a version is accepted for the last time
    Until {
        /// The form
        id: Id,
        /// Its version
        version: u32,
        /// The day; without one, until further notice
        day: Option<Date>,
    },
    /// Accept a version no more, whatever the day
    Withdraw {
        /// The form
        id: Id,
        /// Its version
        version: u32,
        /// Accept it again
        #[arg(long)]
        undo: bool,
    },
}

pub(super) fn run(command: &FormsCommand, config: &Config, out: &mut Out) -> Outcome {
    match command {
        FormsCommand::Add { bundles, until } => add(bundles, *until, config, out),
        FormsCommand::Index { file } => index(file, config, out),
        FormsCommand::List => list(config, out),
        FormsCommand::Until { id, version, day } => {
            let store = desk::store(config)?;
            known(form::set_until(&store.records, id, *version, *day)?, id, *version)?;
            let day = day.map_or("further notice".into(), |day| day.to_string());
            out.say(format!("{id} {version} is accepted until {day}."));
            Ok(0)
        }
        FormsCommand::Withdraw { id, version, undo } => {
            let store = desk::store(config)?;
            known(form::set_withdrawn(&store.records, id, *version, !undo)?, id, *version)?;
            out.say(format!("{id} {version} is {}.", if *undo { "accepted again" } else { "not accepted any more" }));
            Ok(0)
        }
    }
}

fn known(builds: usize, id: &Id, version: u32) -> Result<(), Trouble> {
    if builds > 0 {
        return Ok(());
    }
    Err(Trouble::usage(format!("there is no form {id} {version} here"), "see `sayyar-intake forms list`"))
}

/// The file and the signature beside it.
fn signed(path: &Path) -> Result<(Vec<u8>, Vec<u8>), Trouble> {
    let mut name = path.as_os_str().to_owned();
    name.push(".minisig");
    let read = |path: &Path| {
        std::fs::read(path)
            .map_err(|error| Trouble::usage(format!("{}: {error}", path.display()), "both files are needed"))
    };
    Ok((read(path)?, read(Path::new(&name))?))
}

fn add(bundles: &[PathBuf], until: Option<Date>, config: &Config, out: &mut Out) -> Outcome {
    let (store, publishers) = (desk::store(config)?, desk::publishers(config)?);
    let mut refused = 0;
    for path in bundles {
        let (archive, signature) = signed(path)?;
        let added = match form::open(&archive, &signature, &publishers) {
            Ok(bundle) => form::add(&store.records, &bundle, &Known, &ours(config))?.map(|new| (bundle.facts, new)),
            Err(error) => Err(error),
        };
        match added {
            Ok((facts, new)) => {
                if until.is_some() {
                    form::set_until(&store.records, &facts.release.id, facts.release.version, until)?;
                }
                let name = format!("{} {}.{}", facts.release.id, facts.release.version, facts.release.build);
                let known = if new { "added" } else { "was here already" };
                let test = if facts.release.test { " (a test form)" } else { "" };
                out.say(format!("{name}{test}: {known}"));
                out.value(&json!({ "form": facts.release.id, "version": facts.release.version, "build": facts.release.build, "new": new }));
            }
            Err(error) => {
                refused += 1;
                out.value(&json!({ "file": path, "code": error.code(), "message": error.to_string() }));
                out.fail(&format!("{}: {error}", path.display()), Some(error.advice()));
            }
        }
    }
    Ok(u8::from(refused > 0))
}

/// The recipients in a file that `init` wrote, in their order.
pub(super) fn written(file: &Path) -> Vec<sayyar_seal::age::Recipient> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    text.lines().filter_map(|line| line.trim().trim_matches(|c| c == '"' || c == ',').parse().ok()).collect()
}

/// Whose forms are ours. The recipients that `init` wrote down: the identities themselves need not be opened for this.
fn ours(config: &Config) -> Vec<sayyar_seal::age::Recipient> {
    let folders = config.keys.identities.iter().filter_map(|path| path.parent());
    let mut ours: Vec<_> = folders.flat_map(|folder| written(&folder.join("public.toml"))).collect();
    ours.extend(config.keys.recipients.iter().cloned());
    if config.forms.test {
        use sayyar_seal::age::Kind;
        ours.extend([Kind::Hybrid, Kind::X25519].map(|kind| sayyar_seal::release::test_identity(kind).recipient()));
    }
    ours
}

fn index(file: &Path, config: &Config, out: &mut Out) -> Outcome {
    let (store, publishers) = (desk::store(config)?, desk::publishers(config)?);
    let (bytes, signature) = signed(file)?;
    match form::add_index(&store.records, (&bytes, &signature), &publishers, config.forms.test)? {
        Ok(index) => {
            out.say(format!("Index {} of {} is taken; it expires on {}.", index.sequence, index.site, index.expires));
            out.value(&json!({ "sequence": index.sequence, "site": index.site, "expires": index.expires }));
            Ok(0)
        }
        Err(error) => {
            out.value(&json!({ "code": error.code(), "message": error.to_string() }));
            out.fail(&format!("{}: {error}", file.display()), Some("fetch forms/index.json and its .minisig again"));
            Ok(1)
        }
    }
}

fn list(config: &Config, out: &mut Out) -> Outcome {
    let store = desk::store(config)?;
    let forms = desk::forms(&store)?;
    for form in forms.iter() {
        let facts = &form.facts;
        let standing = match (form.withdrawn, form.until) {
            (true, _) => "withdrawn".into(),
            (false, Some(day)) => format!("accepted until {day}"),
            (false, None) => "accepted".into(),
        };
        let test = if facts.release.test { ", test" } else { "" };
        out.say(format!(
            "{} {}.{}  released {}, {standing}{test}",
            facts.release.id, facts.release.version, facts.release.build, facts.release.date
        ));
        out.value(&json!({
            "form": facts.release.id, "version": facts.release.version, "build": facts.release.build, "date": facts.release.date,
            "until": form.until, "withdrawn": form.withdrawn, "test": facts.release.test, "digest": facts.release.digest,
        }));
    }
    if forms.iter().next().is_none() {
        out.say("No form is known yet. Add one: sayyar-intake forms add BUNDLE.zip");
    }
    Ok(0)
}
