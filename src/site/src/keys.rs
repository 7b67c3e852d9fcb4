//! `sayyar keys`: the key that signs released forms, and keys that open what is handed in.
//!
//! The public halves belong to the site and are named in `sayyar.toml`; the secret halves are files of their own,
//! under a password, that other tools open too: `minisign` the one, `age` the others.

use std::fmt;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use sayyar_base::Id;
use sayyar_seal::age::{self, Identity, Kind, Passphrase};
use sayyar_seal::minisign::{Cost, SecretKey};
use zeroize::Zeroizing;

use crate::config::KEYS;
use crate::disk::{Disk, RealDisk};
use crate::load::keys::Keys;
use crate::secret::{Password, SecretError, entropy, write_secret};

/// Make and show the keys that forms are signed with and sealed to
///
/// A released form is signed with the publisher's key: who downloads it can check that it is the agency's. What is
/// filled in is sealed to the intake keys: only their owners can open it. The public halves lie under `keys/` and are
/// named in `sayyar.toml`; the secret halves never do.
#[derive(Debug, Args)]
pub struct KeysArgs {
    #[command(subcommand)]
    command: Command,
}

impl KeysArgs {
    /// Whether keys are only shown.
    pub fn shows(&self) -> bool {
        matches!(self.command, Command::Show(_))
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    New(New),
    Show(Show),
}

/// Make a key
///
/// Without `--intake` this is the publisher's key, as minisign knows it. With `--intake NAME` it is a key that opens
/// submissions, as age knows it (post-quantum: ML-KEM-768 with X25519). Make one for the desk, and one for recovery
/// that is kept on paper or on a stick in a safe.
///
/// The password is asked for twice and not shown. Keep it apart from the file; without it the file is worth nothing,
/// and nobody can bring it back.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    sayyar keys new ~/publisher.key\n  \
    sayyar keys new ~/intake.age --intake intake\n  \
    sayyar keys new /media/stick/recovery.age --intake recovery --password-file -")]
struct New {
    /// Where the secret half goes: a new file outside of the site's folder
    #[arg(value_name = "SECRET_FILE")]
    secret: PathBuf,
    /// Make an intake key of this name instead of the publisher's key
    #[arg(long, value_name = "NAME")]
    intake: Option<Id>,
    /// A file whose first line is the password; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Make the password cheap to try, for tests
    #[arg(long, hide = true)]
    weak: bool,
}

/// Show the public keys of this site
///
/// Fingerprints are what desks and submissions name keys by.
#[derive(Debug, Args)]
struct Show {
    /// Print as JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Why there is no key.
#[derive(Debug)]
#[non_exhaustive]
pub enum KeysError {
    /// The public half's file is there already.
    Public(String),
    /// The public half cannot be written.
    Write(String, std::io::Error),
    /// The secret half.
    Secret(SecretError),
}

impl KeysError {
    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Public(_) => {
                "a key is never overwritten: give the old one another name, and name it under `former_publishers`"
            }
            Self::Write(..) => "look at what the system says, and try again",
            Self::Secret(error) => error.advice(),
        }
    }
}

impl fmt::Display for KeysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public(path) => write!(f, "`{path}` is there already"),
            Self::Write(path, error) => write!(f, "`{path}`: {error}"),
            Self::Secret(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for KeysError {}

impl From<SecretError> for KeysError {
    fn from(error: SecretError) -> Self {
        Self::Secret(error)
    }
}

/// Runs the command in a site; `keys` are those it has. Answers what to say.
pub fn run(args: &KeysArgs, root: &Path, keys: &Keys) -> Result<String, KeysError> {
    match &args.command {
        Command::New(new) => make(new, root),
        Command::Show(show) => Ok(if show.json { format!("{}\n", as_json(keys)) } else { as_text(keys) }),
    }
}

fn make(new: &New, root: &Path) -> Result<String, KeysError> {
    let disk = RealDisk::new(root);
    let name = new.intake.as_ref().map_or("publisher", |name| name.as_str());
    let public_path = format!("{KEYS}{name}.pub");
    if disk.kind(&public_path).is_ok() {
        return Err(KeysError::Public(public_path));
    }
    if new.secret.exists() {
        return Err(SecretError::Exists(new.secret.clone()).into());
    }
    let password = Password::of(new.password_file.as_deref());
    let password = password.new_for(if new.intake.is_some() { "the intake key" } else { "the publisher's key" })?;
    let mut entropy = entropy()?;
    let (secret, public) = match &new.intake {
        None => {
            let key = SecretKey::generate(&mut entropy);
            let cost = if new.weak { Cost::Interactive } else { Cost::Sensitive };
            (key.to_file(password.as_bytes(), cost, &mut entropy).as_bytes().to_vec(), key.public().to_file())
        }
        Some(name) => {
            let identity = Identity::generate(Kind::Hybrid, &mut entropy);
            let recipient = identity.recipient();
            let file = Zeroizing::new(format!("# public key: {recipient}\n{}\n", &*identity.to_text()));
            let sealed = age::encrypt_with(file.as_bytes(), &Passphrase::new(password.as_bytes()), &mut entropy);
            let fingerprint = recipient.fingerprint();
            (
                sealed,
                format!("# {name}: submissions are sealed to this key\n# fingerprint: {fingerprint}\n{recipient}\n"),
            )
        }
    };
    write_secret(&new.secret, root, &Zeroizing::new(secret))?;
    if let Err(error) = disk.write(&public_path, public.as_bytes()) {
        // Both halves or none.
        let _ = std::fs::remove_file(&new.secret);
        return Err(KeysError::Write(public_path, error));
    }
    Ok(next_steps(new, &public_path))
}

fn next_steps(new: &New, public: &str) -> String {
    let secret = new.secret.display();
    let (line, opens) = match &new.intake {
        None => (format!("publisher = \"{public}\""), format!("sayyar form release ID --key {secret}")),
        Some(_) => (format!("recipients = [\"{public}\"]   # beside those that are there"), format!("age -d {secret}")),
    };
    format!(
        "The secret half is in {secret}, for you alone. Keep a copy of it in a safe, and the password somewhere else.\n\
         The public half is in {public}. Name it in sayyar.toml, unless it stands there:\n\n    {line}\n\n\
         The key is used as in: {opens}\n"
    )
}

fn as_text(keys: &Keys) -> String {
    let mut text = String::new();
    match &keys.publisher {
        Some(key) => text += &format!("publisher   {}  {key}\n", key.id),
        None => text += "publisher   none: forms cannot be released (`sayyar keys new`)\n",
    }
    for key in &keys.former {
        text += &format!("former      {}  {key}\n", key.id);
    }
    match &keys.recipients {
        Some(recipients) => {
            for recipient in recipients.iter() {
                let kind = if recipient.kind() == Kind::Hybrid { "post-quantum" } else { "X25519" };
                text += &format!("recipient   {}  {kind}\n", recipient.fingerprint());
            }
        }
        None => {
            text += "recipient   none: forms are sealed to a key that everybody knows (`sayyar keys new --intake`)\n"
        }
    }
    text
}

fn as_json(keys: &Keys) -> serde_json::Value {
    let publisher =
        |key: &sayyar_seal::minisign::PublicKey| serde_json::json!({ "id": key.id.to_string(), "key": key });
    let recipients = keys.recipients.iter().flat_map(|recipients| recipients.iter());
    let recipients = recipients.map(|key| serde_json::json!({ "fingerprint": key.fingerprint(), "key": key }));
    serde_json::json!({
        "publisher": keys.publisher.as_ref().map(publisher),
        "former": keys.former.iter().map(publisher).collect::<Vec<_>>(),
        "recipients": recipients.collect::<Vec<_>>(),
    })
}
