//! Key files: each under a passphrase, readable by its owner alone, opened once at the start.
//!
//! They are plain age files, so `age -d keys/intake.age` shows what is in them without this program: an
//! identity as `age-keygen` writes it, a signing key as OpenSSH keeps it.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use sayyar_seal::age::{self, Fingerprint, Identity, OpenError, Passphrase, Recipient};
use sayyar_seal::ed25519::{SigningKey, openssh};
use zeroize::Zeroizing;

use crate::system;

/// The largest key file: identities and keys have some hundred bytes.
const LARGEST: u64 = 64 * 1024;

/// Why a key file does not open.
#[derive(Debug)]
#[non_exhaustive]
pub enum KeyError {
    /// It cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// Anybody on this machine may read it.
    OpenToAll(PathBuf),
    /// It is no age file under a passphrase.
    NotSealed(PathBuf, OpenError),
    /// The passphrase is another.
    WrongPassphrase(PathBuf),
    /// What it holds is no key of the kind wanted.
    NotAKey(PathBuf),
}

impl KeyError {
    /// What to do about it.
    pub fn advice(&self) -> String {
        match self {
            Self::Unreadable(path, _) => format!("check the path under [keys], and who may read {}", path.display()),
            Self::OpenToAll(path) => format!("chmod 600 {}", path.display()),
            Self::NotSealed(..) => "seal it: age -p -o keys/intake.age, or make new ones with `init`".into(),
            Self::WrongPassphrase(_) => "type it again; the recovery identity opens submissions if it is lost".into(),
            Self::NotAKey(_) => "are the paths under [keys] in the right places?".into(),
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(f, "{} cannot be read: {error}", path.display()),
            Self::OpenToAll(path) => write!(f, "everybody on this machine may read {}", path.display()),
            Self::NotSealed(path, error) => write!(f, "{} is not under a passphrase: {error}", path.display()),
            Self::WrongPassphrase(path) => write!(f, "the passphrase does not open {}", path.display()),
            Self::NotAKey(path) => write!(f, "{} holds no key of the kind that is wanted here", path.display()),
        }
    }
}

impl std::error::Error for KeyError {}

/// The identities that open submissions, with their recipients, the present one first.
pub struct Keyring {
    identities: Vec<Identity>,
    ours: Vec<Fingerprint>,
}

impl Keyring {
    /// These identities.
    pub fn new(identities: Vec<Identity>) -> Self {
        let ours = identities.iter().map(|identity| identity.recipient().fingerprint()).collect();
        Self { identities, ours }
    }

    /// The same, knowing which past recipients were ours though their identities are not here any more.
    pub fn with_past(mut self, past: &[Fingerprint]) -> Self {
        self.ours.extend(past);
        self
    }

    /// The recipients that are or were ours: what was sealed anew here may have been handed in for any of them.
    pub fn ours(&self) -> &[Fingerprint] {
        &self.ours
    }

    /// The identities.
    pub fn identities(&self) -> &[Identity] {
        &self.identities
    }

    /// Whether there is none: a door.
    pub fn is_empty(&self) -> bool {
        self.identities.is_empty()
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring of {}", self.identities.len())
    }
}

/// Writes an identity under a passphrase.
pub fn write_identity(path: &Path, identity: &Identity, passphrase: &Passphrase) -> std::io::Result<()> {
    let text = Zeroizing::new(format!("# public key: {}\n{}\n", identity.recipient(), &*identity.to_text()));
    system::write_secret(path, &age::encrypt_with(text.as_bytes(), passphrase, &mut system::entropy))
}

/// Writes a signing key under a passphrase.
pub fn write_signing_key(path: &Path, key: &SigningKey, passphrase: &Passphrase) -> std::io::Result<()> {
    let text = openssh::encode(key);
    system::write_secret(path, &age::encrypt_with(text.as_bytes(), passphrase, &mut system::entropy))
}

/// The identities in a file: one a line, comments apart.
pub fn read_identities(path: &Path, passphrase: &Passphrase) -> Result<Vec<Identity>, KeyError> {
    let plain = open(path, passphrase)?;
    let not_a_key = || KeyError::NotAKey(path.into());
    let text = std::str::from_utf8(&plain).map_err(|_| not_a_key())?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let identities: Vec<Identity> = lines.map(Identity::parse).collect::<Result<_, _>>().map_err(|_| not_a_key())?;
    if identities.is_empty() { Err(not_a_key()) } else { Ok(identities) }
}

/// The signing key in a file.
pub fn read_signing_key(path: &Path, passphrase: &Passphrase) -> Result<SigningKey, KeyError> {
    let plain = open(path, passphrase)?;
    openssh::decode(&plain).ok_or_else(|| KeyError::NotAKey(path.into()))
}

/// A sealed identity file with another passphrase; the key stays.
pub fn reseal(path: &Path, old: &Passphrase, new: &Passphrase) -> Result<(), KeyError> {
    let plain = open(path, old)?;
    let sealed = age::encrypt_with(&plain, new, &mut system::entropy);
    let unreadable = |error| KeyError::Unreadable(path.into(), error);
    let staged = path.with_extension("age.new");
    system::write_secret(&staged, &sealed).map_err(unreadable)?;
    fs::rename(&staged, path).map_err(unreadable)
}

fn open(path: &Path, passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let unreadable = |error| KeyError::Unreadable(path.into(), error);
    if system::is_open_to_all(path).map_err(unreadable)? {
        return Err(KeyError::OpenToAll(path.into()));
    }
    if fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        return Err(KeyError::NotAKey(path.into()));
    }
    let file = fs::read(path).map_err(unreadable)?;
    age::decrypt_with(&file, passphrase).map_err(|error| match error {
        OpenError::NoMatch => KeyError::WrongPassphrase(path.into()),
        error => KeyError::NotSealed(path.into(), error),
    })
}

/// What stands in `sayyar.toml`, so that forms are sealed to these.
pub fn recipients_line(recipients: &[Recipient]) -> String {
    let quoted: Vec<String> = recipients.iter().map(|recipient| format!("  \"{recipient}\",\n")).collect();
    format!("recipients = [\n{}]\n", quoted.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayyar_seal::age::Kind;

    #[test]
    fn key_files_read_back_under_their_passphrase_only() {
        let folder = std::env::temp_dir().join(format!("sayyar-keys-{}", system::token::<8>()));
        system::private_folder(&folder).unwrap();
        let (identity_file, key_file) = (folder.join("identity.age"), folder.join("receipt.age"));
        let (good, bad) = (Passphrase::new(b"good"), Passphrase::new(b"bad"));
        let identity = Identity::generate(Kind::Hybrid, &mut system::entropy);
        let key = SigningKey::generate(&mut system::entropy);
        write_identity(&identity_file, &identity, &good).unwrap();
        write_signing_key(&key_file, &key, &good).unwrap();
        assert_eq!(read_identities(&identity_file, &good).unwrap()[0].recipient(), identity.recipient());
        assert_eq!(read_signing_key(&key_file, &good).unwrap().public(), key.public());
        assert!(matches!(read_identities(&identity_file, &bad), Err(KeyError::WrongPassphrase(_))));
        assert!(matches!(read_identities(&key_file, &good), Err(KeyError::NotAKey(_))));
        assert!(matches!(read_signing_key(&identity_file, &good), Err(KeyError::NotAKey(_))));
        assert!(write_identity(&identity_file, &identity, &good).is_err(), "a key file is never overwritten");
        let plain = folder.join("plain.age");
        system::write_secret(&plain, identity.to_text().as_bytes()).unwrap();
        assert!(matches!(read_identities(&plain, &good), Err(KeyError::NotSealed(..))));
        reseal(&identity_file, &good, &bad).unwrap();
        assert_eq!(read_identities(&identity_file, &bad).unwrap()[0].recipient(), identity.recipient());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&key_file).unwrap().permissions().mode() & 0o777, 0o600);
            fs::set_permissions(&key_file, fs::Permissions::from_mode(0o644)).unwrap();
            let error = read_signing_key(&key_file, &good).unwrap_err();
            assert!(matches!(error, KeyError::OpenToAll(_)) && error.advice().starts_with("chmod 600"));
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
