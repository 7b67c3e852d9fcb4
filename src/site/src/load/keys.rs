//! The public keys of a site: who signs its forms, and whom submissions are sealed to.
//!
//! A key that cannot be used is an error at once, not when somebody releases a form: that may be the day a form
//! has to be mended in a hurry. A secret key among the sources is an error too.

use sayyar_base::diag::At;
use sayyar_base::{Diagnostic, Diagnostics};
use sayyar_seal::age::{NotRecipients, Recipient, Recipients};
use sayyar_seal::minisign::PublicKey;

use super::read_text;
use crate::config::{Config, KEYS};
use crate::disk::Disk;

/// The keys that `sayyar.toml` names.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// The key that signs releases.
    pub publisher: Option<PublicKey>,
    /// Keys that signed releases before.
    pub former: Vec<PublicKey>,
    /// Whom submissions are sealed to.
    pub recipients: Option<Recipients>,
}

impl Keys {
    /// All keys whose releases are good, the present one first.
    pub fn publishers(&self) -> Vec<PublicKey> {
        self.publisher.iter().chain(&self.former).copied().collect()
    }
}

/// Reads the files of keys and holds all keys together.
pub(crate) fn load(disk: &dyn Disk, config: &Config, diagnostics: &mut Diagnostics) -> Keys {
    let publisher = config.publisher.as_ref().and_then(|file| publisher(disk, file, diagnostics));
    let mut former: Vec<PublicKey> = Vec::new();
    for file in &config.former_publishers {
        let Some(key) = self::publisher(disk, file, diagnostics) else { continue };
        if publisher.iter().chain(&former).any(|other| other.id == key.id) {
            diagnostics.push(
                Diagnostic::error("repeated-key", "this key is named twice")
                    .at(file.span.clone(), "")
                    .help("the present key stands under `publisher`, the others once each under `former_publishers`"),
            );
        } else {
            former.push(key);
        }
    }
    Keys { publisher, former, recipients: recipients(disk, config, diagnostics) }
}

/// The help for a key's file that is not there.
fn text(disk: &dyn Disk, file: &At<String>, make: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    if disk.kind(&file.value).is_ok() {
        return read_text(disk, &file.value, diagnostics);
    }
    diagnostics.push(
        Diagnostic::error("key-file", format!("there is no `{}`", file.value))
            .at(file.span.clone(), "")
            .help(format!("make the key with `{make}`, or take the line out")),
    );
    None
}

fn publisher(disk: &dyn Disk, file: &At<String>, diagnostics: &mut Diagnostics) -> Option<PublicKey> {
    let text = text(disk, file, "sayyar keys new", diagnostics)?;
    if is_secret(&text) {
        diagnostics.push(secret(file));
        return None;
    }
    let key = PublicKey::parse(&text).ok();
    if key.is_none() {
        diagnostics.push(
            Diagnostic::error("publisher-key", format!("`{}` holds no minisign public key", file.value))
                .at(file.span.clone(), "")
                .help(
                    "such a file has two lines: a comment and a key that begins with `RW`; `sayyar keys new` makes one",
                ),
        );
    }
    key
}

/// Whether somebody put the half here that must stay with its owner.
fn is_secret(text: &str) -> bool {
    text.contains("secret key") || text.contains("AGE-SECRET-KEY-") || text.starts_with("age-encryption.org/")
}

fn secret(named: &At<String>) -> Diagnostic {
    Diagnostic::error("secret-key", "a secret key lies here, where everybody who has the sources can read it")
        .at(named.span.clone(), "")
        .help("put its public half here; make a new key, for this one may have been seen, and keep the secret half away from the sources")
}

fn recipients(disk: &dyn Disk, config: &Config, diagnostics: &mut Diagnostics) -> Option<Recipients> {
    let mut all: Vec<(Recipient, &At<String>)> = Vec::new();
    let mut fine = true;
    for written in &config.recipients {
        let texts = if written.value.starts_with(KEYS) {
            let text = text(disk, written, "sayyar keys new --intake", diagnostics).unwrap_or_default();
            if is_secret(&text) {
                diagnostics.push(secret(written));
                fine = false;
                continue;
            }
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            lines.map(str::to_owned).collect()
        } else {
            vec![written.value.clone()]
        };
        fine &= !texts.is_empty();
        for text in texts {
            match text.parse::<Recipient>() {
                Ok(recipient) => all.push((recipient, written)),
                Err(_) => {
                    diagnostics.push(no_recipient(&text, written));
                    fine = false;
                }
            }
        }
    }
    if !fine || all.is_empty() {
        return None;
    }
    let keys: Vec<Recipient> = all.iter().map(|(key, _)| key.clone()).collect();
    Recipients::new(keys).map_err(|why| diagnostics.push(not_together(why, &all))).ok()
}

fn no_recipient(text: &str, written: &At<String>) -> Diagnostic {
    if text.to_ascii_uppercase().starts_with("AGE-SECRET-KEY-") {
        return secret(written);
    }
    let known = ["age1pq1", "age1"].into_iter().find(|prefix| text.starts_with(prefix));
    let bare =
        |rest: &str| !rest.contains('1') && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let (message, help) = match known {
        Some(prefix) if text.strip_prefix(prefix).is_some_and(bare) => (
            "this recipient has a letter wrong, too many or too few".to_owned(),
            "copy it again, whole: one line of lower-case letters and digits",
        ),
        _ => {
            let start: String = text.chars().take_while(|letter| *letter != '1' && *letter != ' ').take(20).collect();
            (
                format!("`{start}...` is no recipient that forms can be sealed to"),
                "write a public key that begins with `age1pq1` (post-quantum) or `age1`; keys of plugins and SSH keys cannot stand here",
            )
        }
    };
    Diagnostic::error("recipient-key", message).at(written.span.clone(), "").help(help)
}

fn not_together(why: NotRecipients, all: &[(Recipient, &At<String>)]) -> Diagnostic {
    let first = &all[0];
    let (at, message, help) = match why {
        NotRecipients::Mixed => (
            all.iter().find(|(key, _)| key.kind() != first.0.kind()),
            "post-quantum and older recipients stand side by side",
            "beside an older key the post-quantum one protects nothing: make all of them one kind, best `age1pq1...`",
        ),
        NotRecipients::Twice => (
            (1..all.len()).find(|at| all[..*at].iter().any(|(key, _)| *key == all[*at].0)).map(|at| &all[at]),
            "this recipient is named twice",
            "take one of them out",
        ),
        _ => (all.last(), "these are more recipients than one file can have", "name at most sixteen"),
    };
    let span = at.unwrap_or(first).1.span.clone();
    let problem = Diagnostic::error("recipients", message).at(span, "");
    let problem = if why == NotRecipients::Mixed {
        problem.at(first.1.span.clone(), "the first is of the other kind")
    } else {
        problem
    };
    problem.help(help)
}
