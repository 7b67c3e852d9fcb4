//! Where a store is: what `[store]` in the configuration says. Secrets come from files that only their owner may read,
//! or from the environment; in the configuration they are an error, and nothing here prints them.

use std::fmt;
use std::path::{Path, PathBuf};

use sayyar_base::At;
use sayyar_base::diag::Diagnostic;
use sayyar_base::toml::Table;
use zeroize::Zeroizing;

use super::StoreError;
use crate::system;

/// A store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// A folder of this machine: sealed files, and SQLite where there is no other database.
    pub folder: PathBuf,
    /// PostgreSQL; without one SQLite in the folder.
    pub database: Option<Database>,
}

/// A PostgreSQL database.
#[derive(Clone, PartialEq, Eq)]
pub struct Database {
    /// Its address, without a password.
    pub url: String,
    /// The file its password is in.
    pub password_file: Option<PathBuf>,
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An address may say more than it should in ways nobody thought of.
        f.debug_struct("Database").field("password_file", &self.password_file).finish_non_exhaustive()
    }
}

impl Place {
    /// SQLite and files in a folder.
    pub fn local(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), database: None }
    }

    /// Reads `[store]`; paths begin at `root`.
    pub fn fill(root: &Path, table: &mut Table<'_>) -> Option<Self> {
        let folder = table.required::<String>("folder");
        let password_file = table.optional::<String>("password_file").map(|path| root.join(path));
        let database = table.optional::<At<String>>("database");
        let database = database.and_then(|url| address(table, url)).map(|url| Database { url, password_file });
        Some(Self { folder: root.join(folder?), database })
    }
}

/// The address of a database: PostgreSQL, and no password in it.
fn address(table: &Table<'_>, url: At<String>) -> Option<String> {
    let wrong = |code, message: &str, help: &str| {
        table.report::<String>(Diagnostic::error(code, message).at(url.span.clone(), "").help(help))
    };
    let Some((_, rest)) =
        url.value.split_once("://").filter(|(scheme, _)| matches!(*scheme, "postgres" | "postgresql"))
    else {
        return wrong(
            "bad-address",
            "`database` is no address of a PostgreSQL database",
            "postgres://user@host/database",
        );
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    if user.contains(':') || query.split('&').any(|pair| pair.starts_with("password=")) {
        return wrong(
            "secret-in-configuration",
            "a password does not belong into the configuration",
            "put it into a file only its owner may read and name that as `password_file`, \
             or into SAYYAR_DATABASE_PASSWORD",
        );
    }
    Some(url.value)
}

/// A secret out of its file, or out of the environment.
pub(super) fn secret(file: Option<&Path>, variable: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
    let Some(path) = file else { return Ok(std::env::var(variable).ok().map(Zeroizing::new)) };
    let unreadable = |what: String| StoreError::Unreachable {
        what: format!("{}: {what}", path.display()),
        advice: Some("a secret stands in the first line of a file that only its owner may read: chmod 600"),
    };
    if system::is_open_to_all(path).map_err(|error| unreadable(error.to_string()))? {
        return Err(unreadable("everybody on this machine may read it".into()));
    }
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?);
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(unreadable("its first line is empty".into()));
    }
    Ok(Some(Zeroizing::new(line.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayyar_base::diag::plain;
    use std::sync::Arc;

    fn read(text: &str) -> (Option<Place>, String) {
        let root = Path::new("desk");
        let (place, problems) =
            sayyar_base::toml::read(&Arc::from("c.toml"), text, 0, |table| Place::fill(root, table));
        (place, plain(&problems, |_| Some(text)))
    }

    #[test]
    fn a_store_may_be_elsewhere() {
        let (place, problems) = read(
            "folder = \"store\"\ndatabase = \"postgres://sayyar@db.example/sayyar\"\npassword_file = \"keys/db\"\n",
        );
        assert_eq!(problems, "");
        let place = place.unwrap();
        assert_eq!(place.database.as_ref().unwrap().password_file.as_deref(), Some(Path::new("desk/keys/db")));
        assert_eq!(read("folder = \"s\"\n").0, Some(Place::local("desk/s")));
    }

    #[test]
    fn mistakes_and_secrets_are_pointed_at_and_not_repeated() {
        for (text, expected) in [
            ("database = \"mysql://x/y\"", "error[bad-address]: `database` is no address of a PostgreSQL"),
            ("database = \"postgres://a:hush@h/d\"", "error[secret-in-configuration]: a password does not belong"),
            ("database = \"postgres://h/d?password=hush\"", "error[secret-in-configuration]"),
        ] {
            let (_, problems) = read(&format!("folder = \"s\"\n{text}\n"));
            assert!(problems.contains(expected), "{text}\n{problems}");
            assert!(!problems.contains("hush"), "{problems}");
        }
    }
}
