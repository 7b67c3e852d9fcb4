//! Passphrases: typed without being seen, or read from a file that only its owner may read.

use std::cell::RefCell;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use console::Term;
use sayyar_seal::age::{Identity, Passphrase};
use sayyar_seal::ed25519::SigningKey;
use zeroize::Zeroizing;

use super::Trouble;
use crate::keys::{self, KeyError};
use crate::system;

/// The shortest passphrase that is taken for new keys.
const SHORTEST: usize = 12;

/// Where passphrases come from, and the one that worked last: usually all keys have the same.
pub(super) struct Passphrases {
    file: Option<PathBuf>,
    known: RefCell<Option<Zeroizing<String>>>,
}

impl Passphrases {
    pub(super) fn new(file: Option<PathBuf>) -> Self {
        Self { file, known: RefCell::default() }
    }

    /// The identities in a file.
    pub(super) fn identities(&self, path: &Path) -> Result<Vec<Identity>, Trouble> {
        self.open(path, keys::read_identities)
    }

    /// The signing key in a file.
    pub(super) fn signing_key(&self, path: &Path) -> Result<SigningKey, Trouble> {
        self.open(path, keys::read_signing_key)
    }

    fn open<T>(&self, path: &Path, read: impl Fn(&Path, &Passphrase) -> Result<T, KeyError>) -> Result<T, Trouble> {
        let known = self.known.borrow().clone();
        let known = known.map_or_else(|| self.ask(path), Ok)?;
        match read(path, &Passphrase::new(known.as_bytes())) {
            Ok(key) => {
                *self.known.borrow_mut() = Some(known);
                Ok(key)
            }
            // Somebody who types may have mistyped, and keys may have different passphrases.
            Err(KeyError::WrongPassphrase(_)) if self.file.is_none() && io::stdin().is_terminal() => {
                let again = self.ask(path)?;
                Ok(read(path, &Passphrase::new(again.as_bytes()))?)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn ask(&self, path: &Path) -> Result<Zeroizing<String>, Trouble> {
        if let Some(file) = &self.file {
            return first_line(file);
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        typed(&format!("Passphrase of {name}: "))
    }

    /// The one that opens all of these.
    pub(super) fn old_one(&self, files: &[&PathBuf]) -> Result<Zeroizing<String>, Trouble> {
        let first = files.first().map_or(Path::new(""), |path| path.as_path());
        let text = self.ask(first)?;
        let passphrase = Passphrase::new(text.as_bytes());
        for path in files {
            let identity = keys::read_identities(path, &passphrase).map(|_| ());
            identity.or_else(|_| keys::read_signing_key(path, &passphrase).map(|_| ()))?;
        }
        Ok(text)
    }

    /// A new one, for new keys: from the file, or typed twice.
    pub(super) fn new_one(&self) -> Result<Zeroizing<String>, Trouble> {
        let text = match &self.file {
            Some(file) => first_line(file)?,
            None => {
                let first = typed("New passphrase for the keys of this desk: ")?;
                let second = typed("The same again: ")?;
                if *first != *second {
                    return Err(Trouble::usage("the two are not the same", "run `init` again"));
                }
                first
            }
        };
        if text.chars().count() < SHORTEST {
            let advice = "five or six words that do not belong together are easy to remember";
            return Err(Trouble::usage(format!("the passphrase has fewer than {SHORTEST} characters"), advice));
        }
        Ok(text)
    }
}

fn typed(prompt: &str) -> Result<Zeroizing<String>, Trouble> {
    if !io::stdin().is_terminal() {
        return Err(Trouble::usage(
            "nobody is here to type the passphrase",
            "put it into a file that only its owner may read, and name that with --passphrase-file",
        ));
    }
    let terminal = Term::stderr();
    terminal.write_str(prompt)?;
    Ok(Zeroizing::new(terminal.read_secure_line()?))
}

fn first_line(path: &Path) -> Result<Zeroizing<String>, Trouble> {
    let mut line = Zeroizing::new(String::new());
    if path == Path::new("-") {
        io::stdin().lock().read_line(&mut line)?;
    } else {
        let unreadable = |error: io::Error| {
            Trouble::usage(format!("{}: {error}", path.display()), "check --passphrase-file and SAYYAR_PASSPHRASE_FILE")
        };
        if system::is_open_to_all(path).map_err(unreadable)? {
            let message = format!("everybody on this machine may read {}", path.display());
            return Err(Trouble::usage(message, format!("chmod 600 {}", path.display())));
        }
        io::BufReader::new(std::fs::File::open(path).map_err(unreadable)?).read_line(&mut line).map_err(unreadable)?;
    }
    let kept = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(kept);
    Ok(line)
}
