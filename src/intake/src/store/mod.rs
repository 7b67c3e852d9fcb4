//! Where things are kept: sealed files ([`Files`]) in a folder or an S3-compatible store, everything known about them in a
//! database ([`Records`]).
//!
//! **Invariants.** A row is committed only after the file it speaks of is durable. Unique keys of the database
//! decide what is a repetition and what contradicts what; the file system never does. Writers take turns:
//! a transaction that writes sees all that was written before it. SQL is written once, in the dialect that
//! SQLite and PostgreSQL share; what is particular to a database is behind [`Backend`].

mod anew;
mod bucket;
pub mod copy;
mod disk;
mod files;
mod folder;
mod place;
mod postgres;
mod s3;
mod schema;
mod scratch;
mod sqlite;
mod value;

use std::fmt;
use std::io;
use std::path::Path;

use sayyar_seal::receipt::Sha256;

pub use anew::{Anew, Resealed, Written, digest_of};
pub use files::{Durable, Files};
pub use place::{Bucket, Database, Place};
pub use postgres::Postgres;
pub use scratch::Staged;
pub use sqlite::Sqlite;
pub use value::{Row, Value};

/// Why the store did not do what it should.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// Files.
    Files(io::Error),
    /// The database.
    Database(String),
    /// What was begun was undone by trouble that passes: doing it again is right.
    Again(String),
    /// A part of the store does not answer, or does not let us in.
    Unreachable {
        /// Which, and what it said.
        what: String,
        /// What to do about it.
        advice: Option<&'static str>,
    },
    /// The database was made by a newer version of this program.
    Newer {
        /// The version of its tables.
        found: i64,
    },
    /// It is a copy that was stopped before it was whole.
    Unfinished,
    /// Something in it is not as it was written.
    Damaged(&'static str),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files(error) => write!(f, "the store's files: {error}"),
            Self::Database(error) | Self::Again(error) => write!(f, "the store's database: {error}"),
            Self::Unreachable { what, .. } => write!(f, "{what}"),
            Self::Newer { found } => {
                write!(f, "the store was made by a newer version (tables {found}, known here {})", schema::VERSION)
            }
            Self::Unfinished => f.write_str("the store is a copy that is not finished"),
            Self::Damaged(what) => write!(f, "the store is damaged: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    /// What to do about it, where that can be said.
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Unreachable { advice, .. } => *advice,
            Self::Newer { .. } => Some("use the newer version of sayyar-intake; nothing was changed"),
            Self::Unfinished => Some("run `sayyar-intake store copy` once more where it is copied from: it goes on"),
            Self::Again(_) => Some("run it again: what was taken in is taken in, nothing is there twice"),
            _ => None,
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Self::Files(error)
    }
}

/// A database: connections that begin transactions.
pub trait Backend: Send + Sync {
    /// A transaction. One that writes waits for its turn first.
    fn begin(&self, writes: bool) -> Result<Box<dyn Session + '_>, StoreError>;
    /// Rows of the table `w` that nobody else has claimed, where the database can tell. They are free again when the
    /// session, if there is one, ends, and at the latest when this process does.
    fn claim(&self, sql: &'static str, values: &[Value]) -> Result<Claimed<'_>, StoreError>;
    /// Leaves nothing of what was deleted on the disk, as far as the database can see to that; says whether it could.
    fn clean(&self) -> Result<bool, StoreError>;
}

/// Rows, and what holds them.
pub type Claimed<'a> = (Vec<Row>, Option<Box<dyn Session + 'a>>);

/// A transaction of a [`Backend`]. Dropped without [`Session::commit`] it never was.
pub trait Session {
    /// Runs one statement with `$1`, `$2` ... and gives the rows it returns.
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError>;
    /// Makes a table or an index, written in the types of SQLite.
    fn define(&mut self, sql: &'static str) -> Result<(), StoreError>;
    /// Makes everything durable.
    fn commit(self: Box<Self>) -> Result<(), StoreError>;
    /// Whether something failed in it that need not fail the next time.
    fn may_go_again(&self) -> bool;
}

/// How often something that the database undid is done.
const ATTEMPTS: u32 = 5;

/// Everything known about what was handed in.
pub struct Records {
    backend: Box<dyn Backend>,
}

/// A transaction.
pub struct Tx<'a> {
    session: Box<dyn Session + 'a>,
}

impl Tx<'_> {
    /// Runs a statement.
    pub fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.session.run(sql, values)
    }

    fn define(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.session.define(sql)
    }

    /// The one row of a question that has one at most.
    pub fn one(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.session.run(sql, values)?.into_iter().next())
    }
}

impl Records {
    /// The database, its tables made when it is new.
    pub fn new(backend: Box<dyn Backend>) -> Result<Self, StoreError> {
        let records = Self { backend };
        // Most find everything in its place and need no turn to write.
        if !matches!(records.read(schema::is_present), Ok(true)) {
            records.write(schema::ensure)?;
        }
        Ok(records)
    }

    /// Reads, all of it as of one moment. Read again from the start when a connection is lost.
    pub fn read<T>(&self, read: impl Fn(&mut Tx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut attempt = 1;
        loop {
            let mut tx = Tx { session: self.backend.begin(false)? };
            match read(&mut tx) {
                Err(_) if attempt < ATTEMPTS && tx.session.may_go_again() => attempt += 1,
                read => return read,
            }
        }
    }

    /// Work of a queue that nobody else has claimed: `sql` asks for rows of `work`, there called `w`, by their digest.
    pub fn claim(&self, sql: &'static str, values: &[Value]) -> Result<Claim<'_>, StoreError> {
        let (rows, session) = self.backend.claim(sql, values)?;
        let items = rows.iter().map(|row| row.must(0)).collect::<Result<_, _>>()?;
        Ok(Claim { records: self, items, session })
    }

    /// Leaves nothing of what was deleted on the disk.
    pub fn clean(&self) -> Result<bool, StoreError> {
        self.backend.clean()
    }

    /// Writes, all of it or nothing. `write` runs again from the start, a few times, when the database undid it for a
    /// reason that passes: a lost connection, another who was quicker.
    pub fn write<T, E: From<StoreError>>(&self, write: impl Fn(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut attempt = 1;
        loop {
            let mut tx = Tx { session: self.backend.begin(true)? };
            let value = match write(&mut tx) {
                Err(_) if attempt < ATTEMPTS && tx.session.may_go_again() => {
                    attempt += 1;
                    continue;
                }
                written => written?,
            };
            crate::fail::point("before-commit").map_err(StoreError::Files)?;
            match tx.session.commit() {
                Err(StoreError::Again(_)) if attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error.into()),
                Ok(()) => return Ok(value),
            }
        }
    }
}

/// Work that nobody else does while this is held.
pub struct Claim<'a> {
    records: &'a Records,
    items: Vec<Sha256>,
    session: Option<Box<dyn Session + 'a>>,
}

impl Claim<'_> {
    /// What is to be done.
    pub fn items(&self) -> &[Sha256] {
        &self.items
    }

    /// Takes these out of the queue, and lets go of the rest.
    pub fn done(self, done: &[Sha256]) -> Result<(), StoreError> {
        const SQL: &str = "DELETE FROM work WHERE sha256 = $1";
        let Some(mut session) = self.session else {
            return self.records.write(|tx| done.iter().try_for_each(|one| tx.run(SQL, &[(*one).into()]).map(|_| ())));
        };
        for one in done {
            session.run(SQL, &[(*one).into()])?;
        }
        session.commit()
    }
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Records")
    }
}

/// Files and records together.
#[derive(Debug)]
pub struct Store {
    /// Sealed files.
    pub files: Files,
    /// What is known about them.
    pub records: Records,
}

impl Store {
    /// The store in a folder: SQLite, and files beside it. Made when it is not there.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::at(&Place::local(folder))
    }

    /// The store at a place. Its tables are made when they are not there.
    pub fn at(place: &Place) -> Result<Self, StoreError> {
        let (backend, files) = (backend(place)?, files(place)?);
        Ok(Self { files, records: Records::new(backend)? })
    }

    /// The store at a place, to be copied into: empty, or a copy that was begun. Nothing where it is in use.
    fn unfinished(place: &Place) -> Result<Option<Self>, StoreError> {
        let store = Self { records: Records { backend: backend(place)? }, files: files(place)? };
        // Files that are nobody's here may be somebody's elsewhere: they are not to be cleared away.
        let strewn = || Ok::<_, StoreError>(!store.files.all()?.is_empty() || !store.files.left()?.is_empty());
        Ok(match store.records.write(|tx| schema::begin_copy(tx, &strewn))? {
            true => Some(store),
            false => None,
        })
    }
}

fn backend(place: &Place) -> Result<Box<dyn Backend>, StoreError> {
    crate::system::private_folder(&place.folder)?;
    Ok(match &place.database {
        None => Box::new(Sqlite::open(&place.folder.join("sayyar.db"))?),
        Some(database) => {
            let password = place::secret(database.password_file.as_deref(), "SAYYAR_DATABASE_PASSWORD")?;
            Box::new(Postgres::open(&database.url, password.as_deref().map(String::as_str))?)
        }
    })
}

fn files(place: &Place) -> Result<Files, StoreError> {
    let kept: Box<dyn files::Kept> = match &place.bucket {
        None => Box::new(folder::Folder::open(&place.folder)?),
        Some(bucket) => Box::new(bucket::Bucket::open(bucket)?),
    };
    Ok(Files::new(scratch::Scratch::open(&place.folder)?, kept))
}
