//! `sayyar-intake.toml`: which keys, which store, which limits. Read with everything that is wrong said at
//! once and in its place; written, with its comments, by `init`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sayyar_base::diag::{Diagnostic, Diagnostics, any_error};
use sayyar_base::toml::{self, Node, Table};
use sayyar_base::{At, Id, Tag};
use sayyar_seal::age::{Fingerprint, Recipient};
use sayyar_seal::ed25519;
use sayyar_seal::minisign;
use sayyar_seal::submission::Limits;

use crate::letters::Letters;

use crate::store::Place;

/// What the file is called.
pub const NAME: &str = "sayyar-intake.toml";

/// What one companion is told.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of the file: paths in it begin there.
    pub root: PathBuf,
    /// Who this is, on receipts' printouts and pages.
    pub name: String,
    /// Key files.
    pub keys: Keys,
    /// Where things are kept.
    pub store: Place,
    /// What is not taken, however well made.
    pub limits: Limits,
    /// Forms.
    pub forms: Forms,
    /// What becomes of what is not taken in.
    pub quarantine: Quarantine,
    /// Publishing.
    pub status: Status,
    /// The officers' page.
    pub desk: Desk,
    /// The public door.
    pub door: Door,
    /// What is printed.
    pub letters: Letters,
}

/// Key files, and keys of others.
#[derive(Debug, Clone)]
pub struct Keys {
    /// Sealed identities, the present first, then past ones. None at a door.
    pub identities: Vec<PathBuf>,
    /// The sealed key that signs receipts and statuses.
    pub receipt: PathBuf,
    /// Whom `rekey` seals to: the present intake key, then recovery. None when it is not said.
    pub recipients: Vec<Recipient>,
    /// Recipients that were ours, and whose identities need not be here any more.
    pub past: Vec<Fingerprint>,
    /// Who signs bundles.
    pub publishers: Vec<minisign::PublicKey>,
    /// Whose `arrived` receipts count as the time of filing.
    pub doors: Vec<ed25519::PublicKey>,
}

/// Which forms are taken.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    /// Whether test bundles are: never where real applications are taken in.
    pub test: bool,
    /// Answers kept in clear, to search by, beside those the service names.
    pub index: Vec<(Id, Vec<String>)>,
}

/// What becomes of what is not taken in.
#[derive(Debug, Clone, Copy)]
pub struct Quarantine {
    /// How long files are kept of which nobody knows whose they are.
    pub days: u32,
    /// How much of them.
    pub bytes: u64,
}

/// When statuses are published.
#[derive(Debug, Clone, Copy)]
pub struct Status {
    /// Hours until the next publication.
    pub hours: u32,
}

/// The officers' page.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Where it listens.
    pub listen: String,
    /// The language officers read answers in, where a form has it.
    pub language: String,
}

/// The public door.
#[derive(Debug, Clone)]
pub struct Door {
    /// Where it listens.
    pub listen: String,
    /// Room on the disk that is never used up.
    pub reserve: u64,
    /// Submissions from one address in an hour.
    pub per_hour: u32,
    /// Whether addresses stand in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Seconds a connection may say nothing.
    pub patience: u32,
}

/// Why there is no configuration.
#[derive(Debug)]
pub enum ConfigError {
    /// No file, here or above.
    Missing(PathBuf),
    /// The file cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// What is wrong in it, and its text.
    Wrong(Diagnostics, String),
}

impl Config {
    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ConfigError::Missing(path.into()),
            _ => ConfigError::Unreadable(path.into(), error),
        })?;
        let root = path.parent().unwrap_or(Path::new("")).to_owned();
        let (config, problems) = Self::parse(&root, &path.to_string_lossy(), &text);
        match config {
            Some(config) if !any_error(&problems) => Ok(config),
            _ => Err(ConfigError::Wrong(problems, text)),
        }
    }

    /// Reads the text of the file called `name`, in the folder `root`.
    pub fn parse(root: &Path, name: &str, text: &str) -> (Option<Self>, Diagnostics) {
        toml::read(&Arc::from(name), text, 0, |table| Self::fill(root, table))
    }

    fn fill(root: &Path, table: &mut Table<'_>) -> Option<Self> {
        let name = table.or("name", String::from("Sayyar"));
        let keys = table.required_node("keys").and_then(|node| node.table(|table| Keys::fill(root, table)));
        let store = table.required_node("store").and_then(|node| node.table(|table| Place::fill(root, table)));
        let limits = section(table, "limits", limits);
        let forms = section(table, "forms", Forms::fill);
        let quarantine = section(table, "quarantine", |table| Quarantine {
            days: whole(table, "days", 1..=3650, 90),
            bytes: u64::from(whole(table, "megabytes", 1..=1_000_000, 1024)) << 20,
        });
        let status = section(table, "status", |table| Status { hours: whole(table, "hours", 1..=8760, 24) });
        let desk = section(table, "desk", |table| Desk {
            listen: address(table, "127.0.0.1:7341"),
            language: table
                .node("language")
                .and_then(|node| node.text_as::<Tag>("bad-tag"))
                .map_or("az".into(), |tag| tag.to_string()),
        });
        let door = section(table, "door", |table| Door {
            listen: address(table, "127.0.0.1:7342"),
            reserve: u64::from(whole(table, "reserve_megabytes", 1..=1_000_000, 1024)) << 20,
            per_hour: whole(table, "per_hour", 1..=1_000_000, 60),
            behind_proxy: table.or("behind_proxy", false),
            patience: whole(table, "patience_seconds", 1..=3600, 60),
        });
        let letters = section(table, "letters", |table| letters(root, table));
        Some(Self {
            root: root.to_owned(),
            name,
            keys: keys?,
            store: store?,
            limits: limits?,
            forms: forms?,
            quarantine: quarantine?,
            status: status?,
            desk: desk?,
            door: door?,
            letters: letters?,
        })
    }
}

/// A section that may be left out, and then has its defaults: a table without keys.
fn section<T>(table: &mut Table<'_>, key: &'static str, fill: impl Fn(&mut Table<'_>) -> T) -> Option<T> {
    match table.node(key) {
        Some(node) => node.table(|table| Some(fill(table))),
        None => toml::read(&Arc::from(""), "", 0, |table| Some(fill(table))).0,
    }
}

fn whole(table: &mut Table<'_>, key: &'static str, bounds: std::ops::RangeInclusive<i64>, default: u32) -> u32 {
    let number = table.node(key).and_then(|node| node.integer(bounds));
    number.and_then(|number| u32::try_from(number).ok()).unwrap_or(default)
}

fn limits(table: &mut Table<'_>) -> Limits {
    let default = Limits::default();
    Limits {
        sealed: u64::from(whole(table, "megabytes", 1..=4000, (default.sealed >> 20) as u32)) << 20,
        attachments: whole(table, "attachments", 1..=9999, default.attachments as u32) as usize,
        ..default
    }
}

fn letters(root: &Path, table: &mut Table<'_>) -> Letters {
    let folder = table.optional::<String>("folder").map(|folder| root.join(folder));
    let mut name = table.list::<String>("name");
    if name.is_empty() {
        name = ["given_names", "family_name"].map(str::to_owned).to_vec();
    }
    let offices = table.node("offices").and_then(|node| {
        node.table(|table| {
            let rest = table.rest();
            Some(rest.into_iter().filter_map(|(id, node)| Some((id.value.to_owned(), office(&node)?))).collect())
        })
    });
    Letters { folder, name, offices: offices.unwrap_or_default() }
}

/// The name of an office in each language.
fn office(node: &Node<'_>) -> Option<BTreeMap<String, String>> {
    node.table(|table| {
        let rest = table.rest();
        Some(rest.into_iter().filter_map(|(tag, node)| Some((tag.value.to_owned(), node.read::<String>()?))).collect())
    })
}

fn address(table: &mut Table<'_>, default: &str) -> String {
    let Some(at) = table.optional::<At<String>>("listen") else { return default.into() };
    if at.value.parse::<std::net::SocketAddr>().is_err() {
        let problem = Diagnostic::error("bad-address", format!("`{}` is no address to listen on", at.value));
        table.report::<()>(problem.at(at.span.clone(), "").help("write it as 127.0.0.1:7341 or [::1]:7341"));
    }
    at.value
}

impl Keys {
    fn fill(root: &Path, table: &mut Table<'_>) -> Option<Self> {
        let identities = table.list::<String>("identities");
        let receipt = table.required::<String>("receipt");
        let publishers = table.each("publishers", |node| publisher(root, node));
        let doors = table.each("doors", |node| node.text_as("bad-key"));
        let recipients = table.each("recipients", |node| node.text_as("bad-key"));
        let past = table.each("past", |node| node.text_as("bad-key"));
        let identities = identities.into_iter().map(|path| root.join(path)).collect();
        Some(Self { identities, receipt: root.join(receipt?), recipients, past, publishers, doors })
    }
}

/// A minisign key, or the path of its `.pub` file.
fn publisher(root: &Path, node: &Node<'_>) -> Option<minisign::PublicKey> {
    let written = node.text()?;
    if !written.ends_with(".pub") {
        return minisign::PublicKey::parse(written).map_or_else(|error| node.error("bad-key", error.to_string()), Some);
    }
    let text = match std::fs::read_to_string(root.join(written)) {
        Ok(text) => text,
        Err(error) => return node.error("bad-key", format!("`{written}` cannot be read: {error}")),
    };
    minisign::PublicKey::parse(&text).map_or_else(|error| node.error("bad-key", format!("{written}: {error}")), Some)
}

impl Forms {
    fn fill(table: &mut Table<'_>) -> Self {
        let test = table.or("test", false);
        let index = table.node("index").and_then(|node| {
            node.table(|table| {
                let rest = table.rest();
                Some(rest.into_iter().filter_map(|(form, node)| index(&form, &node)).collect())
            })
        });
        Self { test, index: index.unwrap_or_default() }
    }
}

fn index(form: &At<&str>, node: &Node<'_>) -> Option<(Id, Vec<String>)> {
    let fields = node.items()?.iter().filter_map(Node::read::<String>).collect();
    match form.value.parse() {
        Ok(form) => Some((form, fields)),
        Err(_) => {
            let problem = Diagnostic::error("bad-id", format!("`{}` is no id of a form", form.value));
            node.report(problem.at(form.span.clone(), ""))
        }
    }
}

/// The file that `init` writes.
pub fn template(name: &str, identities: &[&str], publisher: Option<&str>, test: bool) -> String {
    let quoted = |texts: &[&str]| {
        let texts: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
        texts.join(", ")
    };
    let door = identities.is_empty();
    let identities_comment = if door {
        "# This is a door: it takes sealed files and gives receipts, and holds no key that opens anything.\n\
         # Name no identities here; `door` does not start where there are some.\n"
    } else {
        "# What opens submissions: the present identity first, then past ones, so that late submissions still open.\n\
         # Each is a file under a passphrase. The recovery identity does not belong here: keep it off-line.\n"
    };
    let rekey_comment = if door {
        ""
    } else {
        "# After new keys: whom `rekey` seals to what rests here, the present intake key, then recovery. Without a list\n\
         # those that `init` wrote into keys/public.toml.\n\
         # recipients = [\"age1pq1...\", \"age1pq1...\"]\n\
         # Fingerprints of past keys, as `rekey` prints them: what was handed in for these still counts as handed in here.\n\
         past = []\n"
    };
    let publishers = publisher.map(|key| quoted(&[key])).unwrap_or_default();
    format!(
        r#"# Sayyar's companion: how this desk takes in applications. Paths begin at the folder of this file.

# Who this is: shown on the officers' page and on printed receipts.
name = {name:?}

[keys]
{identities_comment}identities = [{identities}]
{rekey_comment}# What signs receipts and statuses. Also under a passphrase.
receipt = "keys/receipt.age"
# Who signs forms: minisign public keys (RW...), or paths of .pub files. Forms signed by others are refused.
publishers = [{publishers}]
# Doors whose receipts count as the time of filing: ssh-ed25519 keys, as their `init` printed them.
doors = []

[store]
# Database and sealed files. Back it up as a whole: `sqlite3 sayyar.db .backup`, then `files/`.
folder = "store"
# Several machines, or many applications: a PostgreSQL database that exists, and belongs to the user. Its password stands
# in a file that only its owner may read, or in SAYYAR_DATABASE_PASSWORD; never here.
# database = "postgres://sayyar@db.example/sayyar"
# password_file = "keys/database-password"
# Sealed files in an S3-compatible store. The secret of the key stands in such a file too, or in AWS_SECRET_ACCESS_KEY.
# files = {{ bucket = "sayyar", endpoint = "https://s3.example", access_key = "desk", secret_key_file = "keys/s3-secret" }}

[forms]
# Test forms are signed with a key that everybody has. Only for trying things out.
test = {test}
# Answers kept in clear to search by, beside those the service itself names. Everything else stays sealed.
# index = {{ work-permit = ["family_name"] }}

[limits]
# The largest sealed file, and the most attachments in it.
megabytes = 64
attachments = 500

[quarantine]
# Files that do not open, or that nobody signed, are kept so long and so much of them; what is signed stays
# until an officer decides.
days = 90
megabytes = 1024

[status]
# Hours until the next `publish`: pages that show a status say when it is late.
hours = 24

[desk]
listen = "127.0.0.1:7341"
# The language of the page (az, en, ru, ar), and of the answers in it, where a browser asks for no other; officers switch
# it as they like. The applicant's answers stand beside it as they were given.
language = "az"

[letters]
# Receipts and letters of your own: `sayyar-intake letters write letters` puts those that are built in there.
# folder = "letters"
# The answers that make the applicant's name in a letter, in order.
name = ["given_names", "family_name"]
# How offices are called in letters and on the page, by their id on the site.
# [letters.offices.headquarters]
# az = "Baş ofis, Binəqədi şosesi 3123"
# en = "Head office, Binagadi highway 3123"

[door]
listen = "127.0.0.1:7342"
# Room on the disk that stays free, whatever arrives.
reserve_megabytes = 1024
# Files taken from one address in an hour.
per_hour = 60
# Whether a proxy stands before the door and writes addresses into X-Forwarded-For.
behind_proxy = false
# Seconds a connection may say nothing, or next to nothing, before it is closed.
patience_seconds = 60
"#,
        identities = quoted(identities),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayyar_base::diag::plain;

    fn read(text: &str) -> (Option<Config>, String) {
        let (config, problems) = Config::parse(Path::new("desk"), NAME, text);
        (config, plain(&problems, |_| Some(text)))
    }

    #[test]
    fn what_init_writes_is_read_without_complaint() {
        for identities in [&["keys/intake.age"][..], &[]] {
            let text = template("Bakı \"1\"", identities, None, true);
            let (config, problems) = read(&text);
            assert_eq!(problems, "");
            let config = config.unwrap();
            assert_eq!(config.name, "Bakı \"1\"");
            assert_eq!(config.keys.identities.len(), identities.len());
            assert_eq!(config.keys.receipt, Path::new("desk/keys/receipt.age"));
            assert_eq!(config.limits, Limits::default());
            assert!(config.forms.test);
            assert_eq!(config.quarantine.bytes, 1 << 30);
        }
    }

    #[test]
    fn sections_have_defaults() {
        let (config, problems) = read("[keys]\nreceipt = \"r\"\n[store]\nfolder = \"s\"\n");
        assert_eq!(problems, "");
        let config = config.unwrap();
        assert_eq!((config.quarantine.days, config.status.hours), (90, 24));
        assert_eq!(config.desk.listen, "127.0.0.1:7341");
    }

    #[test]
    fn mistakes_are_said_all_at_once_in_their_places() {
        let text = "nam = \"x\"\n[keys]\nreceipt = 3\npublishers = [\"RWx\", \"missing.pub\"]\ndoors = [\"key\"]\n\
                    [desk]\nlisten = \"everywhere\"\n[limits]\nmegabytes = 0\n[forms.index]\nWork = [\"a\"]\n";
        let (config, problems) = read(text);
        assert!(config.is_none());
        for expected in [
            "error[unknown-key]: unknown key `nam`\n  sayyar-intake.toml:1:1+3\n  help: did you mean `name`?",
            "error[wrong-type]: `receipt` must be text\n  sayyar-intake.toml:3:11+1 this is a whole number",
            "error[bad-key]: not a minisign public key (RW...)\n  sayyar-intake.toml:4:15",
            "error[bad-key]: `missing.pub` cannot be read",
            "error[bad-key]: not an Ed25519 public key (ssh-ed25519 AAAA...)\n  sayyar-intake.toml:5:10",
            "error[bad-address]: `everywhere` is no address to listen on\n  sayyar-intake.toml:7:10",
            "error[out-of-range]: `megabytes` must be from 1 to 4000\n  sayyar-intake.toml:9:13",
            "error[bad-id]: `Work` is no id of a form\n  sayyar-intake.toml:11:1+4",
            "error[missing-key]: `store` is missing",
        ] {
            assert!(problems.contains(expected), "{expected}\n---\n{problems}");
        }
    }
}
