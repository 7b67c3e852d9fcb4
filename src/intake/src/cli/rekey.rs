//! `rekey`: what rests here is sealed to new keys.

use std::path::{Path, PathBuf};

use clap::Args;
use sayyar_seal::age::{Fingerprint, Identity, Kind, Passphrase, Recipient};
use serde_json::json;

use super::out::Out;
use super::passphrase::Passphrases;
use super::{Outcome, Trouble, desk};
use crate::config::Config;
use crate::keys::{self, Keyring};
use crate::rekey::{Count, Done, Rekey, Told};
use crate::system;

/// How keys are changed, from the first step to the last.
const HELP: &str = "\
Changing keys, in this order:

  1. sayyar-intake rekey --new keys/intake-2027.age
     makes an identity under the passphrase of this desk and shows its recipient.
  2. In sayyar.toml put the new recipient in the place of the old one and release the forms again. In
     sayyar-intake.toml name the new file first under `identities`, the old one after it, and under `recipients` the
     new recipient and that of the recovery key. Late applications, sealed to the old key, still open.
  3. sayyar-intake --as NAME rekey
     seals anew everything that rests here, quarantine too, and proves of each file that the new identity opens it and
     that nothing in it changed. Stop it when you like; the next run goes on.
  4. When the forms of the old key are accepted no more: run it again, write the old fingerprint under `past`, as
     `rekey` shows it, take the old file out of `identities`, and destroy it. `rekey --check` tells any time whether
     all is sealed to the present keys.

What came keeps its name: receipts and replays speak of the bytes that came. What was sealed anew does not go on with
`forward`: send on first. Backups hold what they held: make new ones and destroy the old.

Exit code 1: applications are left that nobody here can open, or, with --check, files sealed to past keys.";

#[derive(Debug, Args)]
#[command(after_long_help = HELP)]
pub(super) struct RekeyArgs {
    /// Only say what is sealed to past keys; change nothing
    #[arg(long, conflicts_with = "new")]
    check: bool,
    /// Another identity that opens what rests here, beside those in the configuration; several are possible
    #[arg(long = "identity", value_name = "FILE", conflicts_with = "new")]
    identities: Vec<PathBuf>,
    /// Make a new identity in this file, under the passphrase of this desk, and do nothing else
    #[arg(long, value_name = "FILE")]
    new: Option<PathBuf>,
}

impl RekeyArgs {
    /// Whether it changes what rests here, so that an officer has to be named.
    pub(super) fn changes(&self) -> bool {
        !self.check && self.new.is_none()
    }
}

pub(super) fn run(
    args: &RekeyArgs,
    config: &Config,
    passphrases: &Passphrases,
    officer: &str,
    out: &mut Out,
) -> Outcome {
    if let Some(path) = &args.new {
        return make(path, config, passphrases, out);
    }
    let mut intake = desk::intake(config, passphrases)?;
    let mut identities = intake.keys.identities().to_vec();
    for path in &args.identities {
        identities.extend(passphrases.identities(path)?);
    }
    intake.keys = Keyring::new(identities).with_past(&config.keys.past);
    let rekey = Rekey::new(recipients(config)?, &intake.keys).map_err(|error| {
        let advice = "name the present identity first under `identities`, and its recipient first under `recipients`";
        Trouble::usage(error.to_string(), advice)
    })?;
    let bar = out.count_bar(intake.resting()?);
    let mut tell = |told: &Told| {
        bar.inc(1);
        bar.suspend(|| one(told, out));
    };
    let count =
        if args.check { intake.check_keys(&rekey, &mut tell) } else { intake.rekey(&rekey, officer, &mut tell) };
    let count = count?;
    bar.finish_and_clear();
    let past = past(config, &intake.keys)?;
    summary(args.check, count, &past, out);
    let mut value = serde_json::to_value(count).unwrap_or_default();
    value["recipients"] = rekey.set().to_string().into();
    value["past"] = past.iter().map(ToString::to_string).collect();
    out.value(&value);
    Ok(match count.is_whole() {
        true => 0,
        false if count.failed > 0 => 3,
        false => 1,
    })
}

/// One file, where a person should know of it.
fn one(told: &Told, out: &mut Out) {
    out.value(told);
    match &told.done {
        Done::Sealed { code } if told.taken => out.say(format!("{}: nobody here can open it ({code})", told.sha256)),
        Done::Failed { error } => out.fail(&format!("{}: {error}; it stays as it was", told.sha256), None),
        _ => {}
    }
}

fn summary(check: bool, count: Count, past: &[Fingerprint], out: &mut Out) {
    let sealed = count.already + count.resealed;
    if check {
        out.say(format!("{sealed} files are sealed anew to the present keys, {} are not yet.", count.past));
    } else {
        out.say(format!(
            "{} files were sealed anew, {} had been before; all of them were looked at once more.",
            count.resealed, count.already
        ));
    }
    if count.closed > 0 {
        out.say(format!(
            "{} applications can be opened by nobody here: name the identity they were sealed to with --identity.",
            count.closed
        ));
    }
    if count.foreign > 0 {
        out.say(format!("{} files in quarantine were never for us, and stay as they came.", count.foreign));
    }
    if !past.is_empty() {
        let quoted: Vec<String> = past.iter().map(|one| format!("\"{one}\"")).collect();
        out.say(format!(
            "Before you take an old identity away, put its fingerprint under `past` in [keys]:\n  past = [{}]",
            quoted.join(", ")
        ));
    }
}

/// Present recipients: as the configuration says, or as `init` wrote them down.
fn recipients(config: &Config) -> Result<Vec<Recipient>, Trouble> {
    if !config.keys.recipients.is_empty() {
        return Ok(config.keys.recipients.clone());
    }
    let first = config.keys.identities.first();
    let folder = first.and_then(|path| path.parent()).unwrap_or(Path::new("keys"));
    let written = super::forms::written(&folder.join("public.toml"));
    if written.is_empty() {
        return Err(Trouble::usage(
            "nothing says to whom to seal",
            "write it under [keys]: recipients = [\"age1pq1...\", \"age1pq1...\"], intake first, then recovery",
        ));
    }
    Ok(written)
}

/// Fingerprints of identities that open here, are no present recipients, and are not named as past yet.
fn past(config: &Config, keys: &Keyring) -> Result<Vec<Fingerprint>, Trouble> {
    let test = [Kind::Hybrid, Kind::X25519].map(|kind| sayyar_seal::release::test_identity(kind).recipient());
    let present: Vec<Fingerprint> = recipients(config)?.iter().chain(&test).map(Recipient::fingerprint).collect();
    let ours = keys.ours().iter().filter(|one| !present.contains(one) && !config.keys.past.contains(one));
    Ok(ours.copied().collect())
}

/// A new identity, of the kind that the present one is.
fn make(path: &Path, config: &Config, passphrases: &Passphrases, out: &mut Out) -> Outcome {
    if path.exists() {
        let message = format!("{} is there already", path.display());
        return Err(Trouble::usage(message, "nothing was changed: keys are never overwritten"));
    }
    let files: Vec<&PathBuf> = config.keys.identities.iter().chain([&config.keys.receipt]).collect();
    let text = passphrases.old_one(&files)?;
    let kind = recipients(config).ok().and_then(|all| all.first().map(Recipient::kind)).unwrap_or(Kind::Hybrid);
    let identity = Identity::generate(kind, &mut system::entropy);
    keys::write_identity(path, &identity, &Passphrase::new(text.as_bytes()))?;
    let (recipient, fingerprint) = (identity.recipient(), identity.recipient().fingerprint());
    out.say(format!(
        "A new identity is in {}, under the passphrase of this desk. Make a copy for the safe.\n\n\
         Name it first under `identities` in sayyar-intake.toml, and its recipient first under `recipients` there and \
         in sayyar.toml:\n\n  \"{recipient}\"\n\nIts fingerprint is {fingerprint}. \
         What comes next: sayyar-intake rekey --help",
        path.display()
    ));
    out.value(&json!({ "file": path, "recipient": recipient, "fingerprint": fingerprint }));
    Ok(0)
}
