//! Where a store is: what `[store]` in the configuration says. Secrets come from files that only their owner may read,
//! or from the environment; in the configuration they are an error, and nothing here prints them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sayyar_base::At;
use sayyar_base::diag::{Diagnostic, Diagnostics, any_error};
use sayyar_base::toml::{self, Node, Table};
use zeroize::Zeroizing;

use super::StoreError;
use crate::system;

/// A store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// A folder of this machine: the store itself, or, where both are elsewhere, room for what is on its way there.
    pub folder: PathBuf,
    /// PostgreSQL; without one SQLite in the folder.
    pub database: Option<Database>,
    /// An S3-compatible store for sealed files; without one the folder.
    pub bucket: Option<Bucket>,
}

/// A PostgreSQL database.
#[derive(Clone, PartialEq, Eq)]
pub struct Database {
    /// Its address, without a password.
    pub url: String,
    /// The file its password is in.
    pub password_file: Option<PathBuf>,
}

/// A part of an S3-compatible store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// The bucket's name.
    pub name: String,
    /// The address of the store, without a slash at its end.
    pub endpoint: String,
    /// The region that requests are signed for.
    pub region: String,
    /// What names of files begin with, so that several stores share a bucket.
    pub prefix: String,
    /// The name of the key, which is no secret.
    pub access_key: Option<String>,
    /// The file the secret of the key is in.
    pub secret_key_file: Option<PathBuf>,
    /// Whether the bucket's name is a part of the path, and not of the host.
    pub path_style: bool,
    /// How long, in seconds, the store may say nothing.
    pub patience: u32,
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
        Self { folder: folder.into(), database: None, bucket: None }
    }

    /// Reads a file with a section `[store]`, whatever else is in it. What is wrong is told with its text.
    pub fn read(path: &Path) -> std::io::Result<Result<Self, (Diagnostics, String)>> {
        let text = std::fs::read_to_string(path)?;
        let root = path.parent().unwrap_or(Path::new(""));
        let (place, problems) = toml::read(&Arc::from(path.to_string_lossy()), &text, 0, |table| {
            let place = table.required_node("store").and_then(|node| node.table(|table| Self::fill(root, table)));
            table.rest();
            place
        });
        Ok(place.filter(|_| !any_error(&problems)).ok_or((problems, text)))
    }

    /// Reads `[store]`; paths begin at `root`.
    pub fn fill(root: &Path, table: &mut Table<'_>) -> Option<Self> {
        let folder = table.required::<String>("folder");
        let password_file = table.optional::<String>("password_file").map(|path| root.join(path));
        let database = table.optional::<At<String>>("database");
        let database = database.and_then(|url| address(table, url)).map(|url| Database { url, password_file });
        let bucket = table.node("files").and_then(|node| node.table(|table| Bucket::fill(root, table)));
        Some(Self { folder: root.join(folder?), database, bucket })
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

impl Bucket {
    fn fill(root: &Path, table: &mut Table<'_>) -> Option<Self> {
        let name = table.required_node("bucket").and_then(|node| name(&node, "-."));
        let region = table.or("region", String::from("us-east-1"));
        let given = table.node("endpoint");
        let plain = table.or("plain_http", false);
        let endpoint = match &given {
            Some(node) => endpoint(node, plain),
            None => Some(format!("https://s3.{region}.amazonaws.com")),
        };
        if let Some(node) = table.node("secret_key") {
            let problem =
                Diagnostic::error("secret-in-configuration", "a secret does not belong into the configuration");
            let help = "put it into a file only its owner may read and name that as `secret_key_file`, or into \
                        AWS_SECRET_ACCESS_KEY";
            node.report::<()>(problem.at(node.span(), "").help(help));
        }
        Some(Self {
            prefix: table.node("prefix").and_then(|node| self::name(&node, "-._/")).unwrap_or_default(),
            access_key: table.optional("access_key"),
            secret_key_file: table.optional::<String>("secret_key_file").map(|path| root.join(path)),
            path_style: table.or("path_style", given.is_some()),
            patience: table.or("patience_seconds", 30),
            name: name?,
            endpoint: endpoint?,
            region,
        })
    }
}

/// A name of letters and digits that need no care anywhere, and of these signs.
fn name(node: &Node<'_>, signs: &str) -> Option<String> {
    let text = node.text()?;
    let plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c));
    match plain {
        true => Some(text.to_owned()),
        false => node.error("bad-name", format!("`{}` may have letters, digits and {signs} only", node.key())),
    }
}

fn endpoint(node: &Node<'_>, plain: bool) -> Option<String> {
    let text = node.text()?.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    if rest.is_empty() || rest.contains(['/', '?', '#', '@', ' ']) {
        return node.error("bad-address", "`endpoint` is no address: write it as https://s3.example");
    }
    if text.starts_with("http://") && !plain && !is_loopback(rest) {
        let problem = Diagnostic::error("bad-address", "`endpoint` is not encrypted on its way");
        let help = "use https://, or, within a network you trust, add plain_http = true: files are sealed as it is, but \
                    who listens learns how many there are and how large";
        return node.report(problem.at(node.span(), "").help(help));
    }
    Some(text.to_owned())
}

/// Whether a host, with or without a port, is this machine.
fn is_loopback(host: &str) -> bool {
    let host = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(host, _)| host);
    host == "localhost" || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
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

    fn read(text: &str) -> (Option<Place>, String) {
        let root = Path::new("desk");
        let (place, problems) =
            sayyar_base::toml::read(&Arc::from("c.toml"), text, 0, |table| Place::fill(root, table));
        (place, plain(&problems, |_| Some(text)))
    }

    #[test]
    fn a_store_may_be_elsewhere() {
        let (place, problems) = read(
            "folder = \"store\"\ndatabase = \"postgres://sayyar@db.example/sayyar\"\npassword_file = \"keys/db\"\n\
             [files]\nbucket = \"sayyar\"\nendpoint = \"https://s3.example/\"\naccess_key = \"desk\"\n\
             secret_key_file = \"keys/s3\"\n",
        );
        assert_eq!(problems, "");
        let place = place.unwrap();
        assert_eq!(place.database.as_ref().unwrap().password_file.as_deref(), Some(Path::new("desk/keys/db")));
        let bucket = place.bucket.unwrap();
        assert_eq!((bucket.endpoint.as_str(), bucket.path_style), ("https://s3.example", true));
        assert_eq!(bucket.secret_key_file.as_deref(), Some(Path::new("desk/keys/s3")));
        let (place, problems) = read("folder = \"store\"\n[files]\nbucket = \"b\"\nregion = \"eu-north-1\"\n");
        assert_eq!(problems, "");
        let bucket = place.unwrap().bucket.unwrap();
        assert_eq!((bucket.endpoint.as_str(), bucket.path_style), ("https://s3.eu-north-1.amazonaws.com", false));
        assert_eq!(read("folder = \"s\"\n").0, Some(Place::local("desk/s")));
    }

    #[test]
    fn mistakes_and_secrets_are_pointed_at_and_not_repeated() {
        for (text, expected) in [
            ("database = \"mysql://x/y\"", "error[bad-address]: `database` is no address of a PostgreSQL"),
            ("database = \"postgres://a:hush@h/d\"", "error[secret-in-configuration]: a password does not belong"),
            ("database = \"postgres://h/d?password=hush\"", "error[secret-in-configuration]"),
            ("[files]\nbucket = \"b\"\nsecret_key = \"hush\"", "error[secret-in-configuration]: a secret does not"),
            (
                "[files]\nbucket = \"b\"\nendpoint = \"http://10.0.0.1:9000\"",
                "error[bad-address]: `endpoint` is not enc",
            ),
            ("[files]\nbucket = \"b\"\nendpoint = \"s3.example\"", "error[bad-address]: `endpoint` is no address"),
            (
                "[files]\nbucket = \"b\"\nendpoint = \"https://a:hush@s3.example\"",
                "error[bad-address]: `endpoint` is no",
            ),
            ("[files]\nbucket = \"a b\"", "error[bad-name]: `bucket` may have"),
            ("[files]\nregion = \"x\"", "error[missing-key]: `bucket` is missing"),
        ] {
            let (_, problems) = read(&format!("folder = \"s\"\n{text}\n"));
            assert!(problems.contains(expected), "{text}\n{problems}");
            assert!(!problems.contains("hush"), "{problems}");
        }
        for host in ["127.0.0.1:9000", "localhost", "[::1]:9000", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        assert!(!is_loopback("10.0.0.1:9000"));
    }
}
