//! The stores that tests run on: a folder with SQLite, and a real PostgreSQL that this process starts, with files in a
//! folder or in a real S3 server (`crate::s3`).
//!
//! A test that is to hold on every store is a plain function, named in [`on_every_store`]. It runs once for each; what
//! it makes (`Desk::new`, `Place::new`) is on the store of its thread. Where PostgreSQL is not installed those tests
//! are passed over with a word about it, unless `SAYYAR_STORES=all` wants them: then they fail.

use std::cell::Cell;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use sayyar_intake::store::{self, Store};
use sayyar_intake::system;

use crate::s3;

/// Where things are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// SQLite and a folder.
    Local,
    /// PostgreSQL and a folder.
    Shared,
    /// PostgreSQL and an S3-compatible store.
    Remote,
}

thread_local! {
    static KIND: Cell<Kind> = const { Cell::new(Kind::Local) };
}

/// The store of this thread's test.
pub(crate) fn kind() -> Kind {
    KIND.get()
}

/// Runs a test on a store.
pub(crate) fn on(kind: Kind, test: fn()) {
    if kind != Kind::Local && server().is_none() {
        assert!(std::env::var("SAYYAR_STORES").as_deref() != Ok("all"), "PostgreSQL is not installed");
        let mut out = std::io::stderr();
        _ = std::io::Write::write_all(&mut out, b"passed over: PostgreSQL is not installed\n");
        return;
    }
    KIND.set(kind);
    test();
}

/// Makes two tests out of each function.
macro_rules! on_every_store {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $name() { crate::stores::on(crate::stores::Kind::Local, super::$name) })*
        }
        mod on_postgres_and_s3 {
            $(#[test] fn $name() { crate::stores::on(crate::stores::Kind::Remote, super::$name) })*
        }
    };
}
pub(crate) use on_every_store;

/// A place for a store beside what else is in a folder, empty.
pub(crate) fn place(folder: &Path) -> store::Place {
    let local = store::Place::local(folder.join("store"));
    if kind() == Kind::Local {
        return local;
    }
    let server = server().expect("asked for before");
    let database = Some(store::Database { url: server.database(), password_file: None });
    let bucket = (kind() == Kind::Remote).then(|| s3::server(&server.folder).bucket());
    store::Place { database, bucket, ..local }
}

/// What `[store]` says of a place.
pub(crate) fn section(place: &store::Place) -> String {
    let mut text = format!("[store]\nfolder = {:?}\n", place.folder);
    if let Some(database) = &place.database {
        text += &format!("database = {:?}\n", database.url);
    }
    if let Some(bucket) = &place.bucket {
        let secret = bucket.secret_key_file.as_ref().expect("a file");
        text += &format!(
            "files = {{ bucket = {:?}, endpoint = {:?}, prefix = {:?}, access_key = {:?}, secret_key_file = {secret:?}, \
             patience_seconds = {} }}\n",
            bucket.name,
            bucket.endpoint,
            bucket.prefix,
            bucket.access_key.as_deref().expect("a key"),
            bucket.patience,
        );
    }
    text
}

/// Everything a place has, as text and bytes, to look for what must not be there.
pub(crate) fn everything(place: &store::Place) -> Vec<(String, Vec<u8>)> {
    let mut all = in_folder(&place.folder);
    if let Some(database) = &place.database {
        let dumped = Command::new(tool("pg_dump")).args(["--dbname", &database.url]).output().expect("pg_dump");
        assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
        all.push(("the database".into(), dumped.stdout));
    }
    if let Some(bucket) = &place.bucket {
        let root = bucket.secret_key_file.as_ref().and_then(|secret| secret.parent()).expect("the server's folder");
        let files = root.join("root").join(&bucket.name).join(&bucket.prefix);
        all.extend(files.is_dir().then(|| in_folder(&files)).into_iter().flatten());
    }
    all
}

/// Every file of a folder, and of those in it.
pub(crate) fn in_folder(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    walk(folder, &mut all);
    all
}

fn walk(folder: &Path, all: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, all);
        } else {
            all.push((path.display().to_string(), fs::read(&path).expect("a file")));
        }
    }
}

/// The store at a place.
pub(crate) fn open(place: &store::Place) -> Store {
    Store::at(place).expect("a store")
}

/// A PostgreSQL server of this test program. It goes when the program does, however that ends.
pub(crate) struct Server {
    pub(crate) folder: PathBuf,
    _watch: Child,
}

/// The server; none where PostgreSQL is not installed.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(Server::start).as_ref()
}

/// A program of PostgreSQL: Debian keeps them by version.
fn tool(name: &str) -> PathBuf {
    let mut found: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin").join(name))
        .filter(|path| path.exists())
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| name.into())
}

/// Starts a server in the folder `$1` by the programs in `$2`, as a user that it accepts, and stops it when its input ends.
const SCRIPT: &str = r#"
set -e
run() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
cd "$1"
if [ "$(id -u)" = 0 ]; then chown postgres "$1"; fi
run "$2/initdb" -D "$1/data" -U postgres -A trust --no-sync --locale=C --encoding=UTF8 >"$1/log" 2>&1
run "$2/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c full_page_writes=off \
  -c shared_buffers=64MB -c max_connections=300 -c autovacuum=off >>"$1/log" 2>&1 </dev/null &
read -r _ || true
kill -INT "$(head -n 1 "$1/data/postmaster.pid")" 2>/dev/null || true
wait
rm -rf "$1"
"#;

impl Server {
    fn start() -> Option<Self> {
        let initdb = tool("initdb");
        if !initdb.exists() {
            return None;
        }
        let folder = std::env::temp_dir().join(format!("sayyar-pg-{}", system::token::<6>()));
        fs::create_dir(&folder).expect("a folder for PostgreSQL");
        let bin = initdb.parent().expect("it has a folder");
        let watch =
            Command::new("bash").args(["-c", SCRIPT, "bash"]).arg(&folder).arg(bin).stdin(Stdio::piped()).spawn();
        let server = Self { folder, _watch: watch.expect("a shell") };
        let begin = Instant::now();
        while !server.answers() {
            let log = fs::read_to_string(server.folder.join("log")).unwrap_or_default();
            assert!(begin.elapsed() < Duration::from_secs(60), "PostgreSQL does not start:\n{log}");
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(server)
    }

    fn answers(&self) -> bool {
        let asked = Command::new(tool("pg_isready")).arg("-q").arg("-h").arg(&self.folder).status();
        asked.is_ok_and(|status| status.success())
    }

    /// A new database, by its address.
    pub(crate) fn database(&self) -> String {
        let name = format!("t{}", system::token::<8>());
        self.sql("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0"));
        self.address(&name)
    }

    pub(crate) fn address(&self, name: &str) -> String {
        format!("postgres:///{name}?host={}&user=postgres", self.folder.display())
    }

    /// What `psql` answers.
    pub(crate) fn sql(&self, database: &str, sql: &str) -> String {
        let mut command = Command::new(tool("psql"));
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database, "-c", sql]);
        let mut child = command.arg("-h").arg(&self.folder).stdout(Stdio::piped()).spawn().expect("psql");
        let mut text = String::new();
        child.stdout.take().expect("piped").read_to_string(&mut text).expect("UTF-8");
        assert!(child.wait().expect("it ends").success(), "{sql}");
        text
    }
}
