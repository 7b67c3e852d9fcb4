//! Secrets at the keyboard and in files outside of the site: passwords, secret keys, randomness.
//!
//! A site's sources are read by many and kept for ever, so nothing here reads or writes below the site's folder,
//! and no file is ever overwritten. Everything secret is wiped when it is no longer needed.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use console::Term;
use sayyar_seal::minisign::{SecretKey, SecretKeyError};
use zeroize::Zeroizing;

/// The shortest password for a key that is kept for years.
const SHORTEST: usize = 12;

/// Where a password comes from.
#[derive(Debug, Clone)]
pub enum Password {
    /// Typed, unseen.
    Asked,
    /// The first line of a file.
    File(PathBuf),
    /// The first line of standard input.
    Stdin,
}

impl Password {
    /// What `--password-file` means: `-` is standard input.
    pub fn of(file: Option<&Path>) -> Self {
        match file {
            None => Self::Asked,
            Some(file) if file == Path::new("-") => Self::Stdin,
            Some(file) => Self::File(file.to_owned()),
        }
    }

    /// The password of something that has one.
    pub fn get(&self, what: &str) -> Result<Zeroizing<String>, SecretError> {
        match self {
            Self::Asked => ask(&format!("Password of {what}: ")),
            Self::File(path) => first_line(File::open(path).map_err(|error| SecretError::Io(path.clone(), error))?),
            Self::Stdin => first_line(io::stdin()),
        }
    }

    /// A new password; one that is typed is typed twice.
    pub fn new_for(&self, what: &str) -> Result<Zeroizing<String>, SecretError> {
        let password = match self {
            Self::Asked => {
                let password = ask(&format!("New password for {what}: "))?;
                if *ask("The same again: ")? != *password {
                    return Err(SecretError::Differ);
                }
                password
            }
            _ => self.get(what)?,
        };
        if password.chars().count() < SHORTEST { Err(SecretError::Short) } else { Ok(password) }
    }
}

fn ask(prompt: &str) -> Result<Zeroizing<String>, SecretError> {
    let term = Term::stderr();
    if !term.is_term() || !io::stdin().is_terminal() {
        return Err(SecretError::NobodyThere);
    }
    let typed = term.write_str(prompt).and_then(|()| term.read_secure_line());
    let typed = Zeroizing::new(typed.map_err(|error| SecretError::Io("the keyboard".into(), error))?);
    if typed.is_empty() { Err(SecretError::Empty) } else { Ok(typed) }
}

fn first_line(from: impl Read) -> Result<Zeroizing<String>, SecretError> {
    let mut text = Zeroizing::new(String::new());
    let read = from.take(10_000).read_to_string(&mut text);
    read.map_err(|error| SecretError::Io("the password's file".into(), error))?;
    let line = Zeroizing::new(text.lines().next().unwrap_or_default().to_owned());
    if line.is_empty() { Err(SecretError::Empty) } else { Ok(line) }
}

/// Why there is no password or no key.
#[derive(Debug)]
#[non_exhaustive]
pub enum SecretError {
    /// A password should be typed, and nobody is there to do it.
    NobodyThere,
    /// Nothing was typed, or the file's first line is blank.
    Empty,
    /// The password was typed differently the second time.
    Differ,
    /// The password is too short.
    Short,
    /// The file is there already.
    Exists(PathBuf),
    /// A secret was to be put among the sources.
    Inside(PathBuf),
    /// The key's file does not open.
    Key(PathBuf, SecretKeyError),
    /// The system gives no randomness.
    Randomness,
    /// A file cannot be read or written.
    Io(PathBuf, io::Error),
}

impl SecretError {
    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NobodyThere => {
                "name a file with `--password-file FILE`, or pipe the password in with `--password-file -`"
            }
            Self::Empty | Self::Differ => "try again",
            Self::Short => "take at least twelve characters, best several words: this key is kept for years",
            Self::Exists(_) => "a key is never overwritten: choose another name, or move the old one away",
            Self::Inside(_) => {
                "choose a place outside of the site's folder: what lies in it is read by everybody who has the sources"
            }
            Self::Key(_, SecretKeyError::WrongPassword) => "try again; nobody can open a key without its password",
            Self::Key(..) => "name the secret half, which `sayyar keys new` wrote",
            Self::Randomness => "without randomness no key and no seal is safe: try on another machine",
            Self::Io(..) => "look at what the system says, and try again",
        }
    }
}

impl fmt::Display for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NobodyThere => f.write_str("a password is needed, and there is no terminal to ask for it"),
            Self::Empty => f.write_str("the password is blank"),
            Self::Differ => f.write_str("the two passwords differ"),
            Self::Short => write!(f, "the password has fewer than {SHORTEST} characters"),
            Self::Exists(path) => write!(f, "`{}` is there already", path.display()),
            Self::Inside(path) => write!(f, "`{}` is in the site's folder", path.display()),
            Self::Key(path, why) => write!(f, "`{}`: {why}", path.display()),
            Self::Randomness => f.write_str("the system gives no randomness"),
            Self::Io(path, error) => write!(f, "`{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for SecretError {}

/// The system's randomness, once it has shown that it gives any.
pub fn entropy() -> Result<impl FnMut(&mut [u8]), SecretError> {
    getrandom::fill(&mut [0; 32]).map_err(|_| SecretError::Randomness)?;
    // A generator that ran does not stop: the systems' interfaces fail at start or never.
    Ok(|bytes: &mut [u8]| getrandom::fill(bytes).expect("a system that gave randomness goes on giving it"))
}

/// Writes a secret where nothing is yet and only its owner may read it.
pub fn write_secret(path: &Path, site: &Path, bytes: &[u8]) -> Result<(), SecretError> {
    if is_inside(path, site) {
        return Err(SecretError::Inside(path.to_owned()));
    }
    write_new(path, bytes)
}

/// Writes a file that nobody else may read, where none is yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), SecretError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options.open(path).and_then(|mut file| {
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if written.is_err() {
            // Half a key is none.
            let _ = std::fs::remove_file(path);
        }
        written
    });
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => SecretError::Exists(path.to_owned()),
        _ => SecretError::Io(path.to_owned(), error),
    })
}

/// Whether a file that is not there yet would lie in the folder.
fn is_inside(path: &Path, folder: &Path) -> bool {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (parent.canonicalize(), folder.canonicalize()) {
        (Ok(parent), Ok(folder)) => parent.starts_with(folder),
        _ => false,
    }
}

/// Opens the key that signs releases.
pub fn publisher_key(path: &Path, password: &Password) -> Result<SecretKey, SecretError> {
    let text = std::fs::read_to_string(path).map_err(|error| SecretError::Io(path.to_owned(), error))?;
    let text = Zeroizing::new(text);
    let wrong = |why| SecretError::Key(path.to_owned(), why);
    match SecretKey::parse(&text, None) {
        Err(SecretKeyError::Password) => {}
        opened => return opened.map_err(wrong),
    }
    let password = password.get(&format!("`{}`", path.display()))?;
    SecretKey::parse(&text, Some(password.as_bytes())).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sayyar-secret-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("site/keys")).unwrap();
        folder
    }

    #[test]
    fn secrets_are_written_once_and_outside() {
        let folder = folder("once");
        let (site, file) = (folder.join("site"), folder.join("key"));
        write_secret(&file, &site, b"secret").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert!(matches!(write_secret(&file, &site, b"other"), Err(SecretError::Exists(_))));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "secret");
        for inside in ["site/key", "site/keys/key", "site/keys/../key"] {
            assert!(matches!(write_secret(&folder.join(inside), &site, b""), Err(SecretError::Inside(_))), "{inside}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn passwords_come_from_files() {
        let folder = folder("file");
        let file = folder.join("password");
        let get = |text: &str| {
            std::fs::write(&file, text).unwrap();
            Password::of(Some(&file)).new_for("the key").map(|password| password.to_string())
        };
        assert_eq!(get("a good long password\r\nmore\n").unwrap(), "a good long password");
        assert!(matches!(get("\nsecond line"), Err(SecretError::Empty)));
        assert!(matches!(get("short"), Err(SecretError::Short)));
        assert!(matches!(Password::of(Some(&folder.join("none"))).get("x"), Err(SecretError::Io(..))));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
