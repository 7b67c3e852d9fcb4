//! Where things are kept: sealed files in a folder ([`Files`]), everything known about them in a database
//! ([`Records`]).
//!
//! **Invariants.** A row is committed only after the file it speaks of is durable. Unique keys of the database
//! decide what is a repetition and what contradicts what; the file system never does. Writers take turns:
//! a transaction that writes sees all that was written before it. SQL is written once, in the dialect that
//! SQLite and PostgreSQL share; what is particular to a database is behind [`Backend`].

mod files;
mod schema;
mod sqlite;
mod value;

use std::fmt;
use std::io;
use std::path::Path;

pub use files::{Anew, Body, Files, Resealed, Staged, Written, digest_of};
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
    /// The database was made by a newer version of this program.
    Newer {
        /// The version of its tables.
        found: i64,
    },
    /// Something in it is not as it was written.
    Damaged(&'static str),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files(error) => write!(f, "the store's files: {error}"),
            Self::Database(error) => write!(f, "the store's database: {error}"),
            Self::Newer { found } => {
                write!(f, "the store was made by a newer version (tables {found}, known here {})", schema::VERSION)
            }
            Self::Damaged(what) => write!(f, "the store is damaged: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Self::Files(error)
    }
}

/// A database: connections that begin transactions.
pub trait Backend: Send + Sync {
    /// A transaction. One that writes waits for its turn first.
    fn begin(&self, writes: bool) -> Result<Box<dyn Session + '_>, StoreError>;
    /// Leaves nothing of what was deleted on the disk.
    fn clean(&self) -> Result<(), StoreError>;
}

/// A transaction of a [`Backend`]. Dropped without [`Session::commit`] it never was.
pub trait Session {
    /// Runs one statement with `$1`, `$2` ... and gives the rows it returns.
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError>;
    /// Makes everything durable.
    fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

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

    /// The one row of a question that has one at most.
    pub fn one(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.session.run(sql, values)?.into_iter().next())
    }
}

impl Records {
    /// The database, its tables made when it is new.
    pub fn new(backend: Box<dyn Backend>) -> Result<Self, StoreError> {
        let records = Self { backend };
        records.write(schema::ensure)?;
        Ok(records)
    }

    /// Reads, all of it as of one moment.
    pub fn read<T>(&self, read: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut tx = Tx { session: self.backend.begin(false)? };
        read(&mut tx)
    }

    /// Leaves nothing of what was deleted on the disk.
    pub fn clean(&self) -> Result<(), StoreError> {
        self.backend.clean()
    }

    /// Writes, all of it or nothing.
    pub fn write<T, E: From<StoreError>>(&self, write: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut tx = Tx { session: self.backend.begin(true)? };
        let value = write(&mut tx)?;
        crate::fail::point("before-commit").map_err(StoreError::Files)?;
        tx.session.commit()?;
        Ok(value)
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
        crate::system::private_folder(folder)?;
        let files = Files::open(folder)?;
        let records = Records::new(Box::new(Sqlite::open(&folder.join("sayyar.db"))?))?;
        Ok(Self { files, records })
    }
}
