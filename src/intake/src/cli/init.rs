//! `init`: keys, a store and a configuration with comments; and what the site has to be told.

use std::path::{Path, PathBuf};

use clap::Args;
use sayyar_seal::Password;
use sayyar_seal::age::{Identity, Kind, Passphrase};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::minisign;
use serde_json::json;

use super::out::Out;
use super::passphrase::Passphrases;
use super::{Outcome, Trouble};
use crate::{config, keys, system};

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder; made when it is not there
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Who this is: shown on the officers' page and on printed receipts
    #[arg(long, default_value = "Sayyar")]
    name: String,
    /// Who signs forms: a minisign public key (RW...), or its file
    #[arg(long, value_name = "KEY")]
    publisher: Option<String>,
    /// Make a door: it takes sealed files and gives receipts, and has no key that opens anything
    #[arg(long)]
    door: bool,
    /// Keys that older tools know, without protection against quantum computers
    #[arg(long, conflicts_with = "door")]
    x25519: bool,
    /// Take test forms: only for trying things out
    #[arg(long)]
    test: bool,
}

/// What was made.
struct Made {
    receipt: SigningKey,
    /// Intake and recovery.
    identities: Option<(Identity, Identity, Password)>,
}

pub(super) fn run(args: &InitArgs, passphrases: &Passphrases, out: &mut Out) -> Outcome {
    let file = args.folder.join(config::NAME);
    let folder = args.folder.join("keys");
    for path in [&file, &folder.join("intake.age"), &folder.join("recovery.age"), &folder.join("receipt.age")] {
        if path.exists() {
            let message = format!("{} is there already", path.display());
            return Err(Trouble::usage(message, "nothing was changed: keys are never overwritten"));
        }
    }
    let publisher = args.publisher.as_deref().map(publisher).transpose()?;
    let passphrase = passphrases.new_one()?;
    let made = make(args, &folder, &Passphrase::new(passphrase.as_bytes()))?;
    system::private_folder(&args.folder.join("store"))?;
    let identities: &[&str] = if args.door { &[] } else { &["keys/intake.age"] };
    let text = config::template(&args.name, identities, publisher.as_deref(), args.test);
    system::replace(&file, text.as_bytes())?;
    report(&args.folder, &file, &made, out);
    Ok(0)
}

/// The key itself, whether it was given as text or as a file.
fn publisher(text: &str) -> Result<String, Trouble> {
    let content = if Path::new(text).is_file() { std::fs::read_to_string(text)? } else { text.to_owned() };
    let key = minisign::PublicKey::parse(&content);
    let key =
        key.map_err(|error| Trouble::usage(format!("--publisher: {error}"), "minisign writes it as minisign.pub"))?;
    Ok(key.to_string())
}

fn make(args: &InitArgs, folder: &Path, passphrase: &Passphrase) -> Result<Made, Trouble> {
    system::private_folder(folder)?;
    let receipt = SigningKey::generate(&mut system::entropy);
    keys::write_signing_key(&folder.join("receipt.age"), &receipt, passphrase)?;
    if args.door {
        return Ok(Made { receipt, identities: None });
    }
    let kind = if args.x25519 { Kind::X25519 } else { Kind::Hybrid };
    let intake = Identity::generate(kind, &mut system::entropy);
    keys::write_identity(&folder.join("intake.age"), &intake, passphrase)?;
    // Made by the machine: it is written down once and typed perhaps never.
    let (recovery, password) =
        (Identity::generate(kind, &mut system::entropy), Password::generate(&mut system::entropy));
    keys::write_identity(&folder.join("recovery.age"), &recovery, &password.passphrase())?;
    let recipients = [intake.recipient(), recovery.recipient()];
    let public = format!(
        "# For sayyar.toml: forms seal to these. Intake first, then recovery.\n{}\
         \n# For sayyar.toml, where applicants are to follow their applications: `status` is where you put what\n\
         # `sayyar-intake publish` writes, a folder of the site or an address of its own; the key signs statuses.\n\
         [online]\nstatus = \"/status/\"\nstatus_key = \"{}\"\n",
        keys::recipients_line(&recipients),
        receipt.public(),
    );
    system::replace(&folder.join("public.toml"), public.as_bytes())?;
    Ok(Made { receipt, identities: Some((intake, recovery, password)) })
}

fn report(folder: &Path, file: &Path, made: &Made, out: &mut Out) {
    let key = made.receipt.public();
    let Some((intake, recovery, password)) = &made.identities else {
        out.value(&json!({ "config": file, "receipt": key }));
        out.say(format!(
            "A door is made in {}.\n\nIts receipts are signed by this key; name it under `doors` where submissions \
             are taken in:\n  {key}\n\nStart it:\n  sayyar-intake door --config {}",
            folder.display(),
            file.display()
        ));
        return;
    };
    let recipients = [intake.recipient(), recovery.recipient()];
    // Programs read the recovery password where they must: it is told nowhere else.
    out.value(&json!({
        "config": file, "receipt": key, "recipients": recipients, "recovery_passphrase": &*passphrase_text(password),
    }));
    out.say(format!(
        "A desk is made in {folder}.\n\n\
         1. Keep the recovery key off-line. It opens everything if the other key or its passphrase is lost.\n   \
         Move {recovery} to a stick, lock it away, and with it, on paper, its passphrase:\n\n     {password}\n\n   \
         It is shown this once. Open the file with it: age -d recovery.age\n\n\
         2. Tell the site whom forms seal to: put this into sayyar.toml (it is in {public} too), and release the \
         forms again.\n\n{recipients}\n\
         3. Tell the site who signs statuses (and receipts), under [online] in sayyar.toml:\n\n\
         status_key = \"{key}\"\n\n\
         4. Add the released forms, then take in:\n   sayyar-intake forms add work-permit-1.1.zip\n   \
         sayyar-intake ingest FILES",
        folder = folder.display(),
        recovery = folder.join("keys/recovery.age").display(),
        public = folder.join("keys/public.toml").display(),
        password = &*passphrase_text(password),
        recipients = keys::recipients_line(&recipients),
    ));
}

/// The passphrase as age is to be given it: without hyphens and check character, which are for people only.
fn passphrase_text(password: &Password) -> zeroize::Zeroizing<String> {
    let text = password.to_text();
    let letters: String = text.chars().filter(|c| *c != '-').collect();
    zeroize::Zeroizing::new(letters[..letters.len() - 1].to_owned())
}
