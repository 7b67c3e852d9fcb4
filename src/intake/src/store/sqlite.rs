//! SQLite: one file, one writer at a time, readers beside it (WAL), every commit on the disk (full sync).

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Column, ConnectOptions, Connection, Decode, Row as _, Sqlite as Db, TypeInfo, ValueRef};
use tokio::runtime::{Builder, Runtime};

use super::{Backend, Claimed, Row, Session, StoreError, Value};

/// How long a writer waits for another process before it gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A database file.
pub struct Sqlite {
    runtime: Runtime,
    options: SqliteConnectOptions,
    /// There until this is dropped.
    writer: Mutex<Option<SqliteConnection>>,
    idle: Mutex<Vec<SqliteConnection>>,
}

impl Sqlite {
    /// Opens the file, or makes it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let runtime = Builder::new_current_thread().enable_time().build()?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            // What is erased is overwritten.
            .pragma("secure_delete", "ON")
            .disable_statement_logging();
        let writer = runtime.block_on(options.connect()).map_err(trouble)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
        }
        Ok(Self { runtime, options, writer: Mutex::new(Some(writer)), idle: Mutex::default() })
    }

    fn reader(&self) -> Result<SqliteConnection, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(connection) => Ok(connection),
            None => self.runtime.block_on(self.options.connect()).map_err(trouble),
        }
    }
}

impl Backend for Sqlite {
    fn begin(&self, writes: bool) -> Result<Box<dyn Session + '_>, StoreError> {
        let connection = match writes {
            // A transaction that panicked was rolled back when its session was dropped.
            true => Held::Writer(self.writer.lock().unwrap_or_else(PoisonError::into_inner)),
            false => Held::Reader(Some(self.reader()?)),
        };
        let mut session = Transaction { database: self, connection, open: false };
        session.run(if writes { "BEGIN IMMEDIATE" } else { "BEGIN" }, &[])?;
        session.open = true;
        Ok(Box::new(session))
    }

    fn claim(&self, sql: &'static str, values: &[Value]) -> Result<Claimed<'_>, StoreError> {
        // Whoever writes holds all of the database, so nothing can be held for long. Two who work off one queue may
        // do the same twice; unique keys see to it that it counts once.
        Ok((self.begin(false)?.run(sql, values)?, None))
    }

    fn clean(&self) -> Result<bool, StoreError> {
        // Idle readers could hold the log back.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let connection = Held::Writer(self.writer.lock().unwrap_or_else(PoisonError::into_inner));
        let mut session = Transaction { database: self, connection, open: false };
        // Another process that reads holds the log back: not for long, most often.
        session.run("PRAGMA busy_timeout = 3000", &[])?;
        let rows = session.run(CHECKPOINT, &[]);
        session.run("PRAGMA busy_timeout = 60000", &[])?;
        // Busy or not, pages in the log, pages written back.
        Ok(matches!(rows?.first().map(|row| row.must::<i64>(0)), Some(Ok(0))))
    }
}

/// `secure_delete` overwrites pages of the database; the log of changes still has the old ones.
const CHECKPOINT: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

enum Held<'a> {
    Writer(MutexGuard<'a, Option<SqliteConnection>>),
    Reader(Option<SqliteConnection>),
}

struct Transaction<'a> {
    database: &'a Sqlite,
    connection: Held<'a>,
    open: bool,
}

impl Session for Transaction<'_> {
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let connection = match &mut self.connection {
            Held::Writer(connection) => connection.as_mut(),
            Held::Reader(connection) => connection.as_mut(),
        };
        let connection = connection.ok_or(StoreError::Damaged("a connection is gone"))?;
        let mut query = sqlx::query::<Db>(sql);
        for value in values {
            query = match value {
                Value::Null => query.bind(None::<i64>),
                Value::Int(number) => query.bind(*number),
                Value::Text(text) => query.bind(text.clone()),
                Value::Bytes(bytes) => query.bind(bytes.clone()),
            };
        }
        let rows = self.database.runtime.block_on(query.fetch_all(connection)).map_err(trouble)?;
        rows.iter().map(read).collect()
    }

    fn define(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.run(sql, &[]).map(|_| ())
    }

    fn may_go_again(&self) -> bool {
        false
    }

    fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        self.run("COMMIT", &[])?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        let usable = !self.open || self.run("ROLLBACK", &[]).is_ok();
        if let Held::Reader(connection) = &mut self.connection
            && let Some(connection) = connection.take().filter(|_| usable)
        {
            self.database.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        // The last connection to close writes the log back into the database, and removes it by its name: all are closed
        // before anybody can put another database in this one's place.
        let idle = std::mem::take(self.idle.get_mut().unwrap_or_else(PoisonError::into_inner));
        let writer = self.writer.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        for connection in idle.into_iter().chain(writer) {
            _ = self.runtime.block_on(connection.close());
        }
    }
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Row, StoreError> {
    let value = |column: &sqlx::sqlite::SqliteColumn| {
        let raw = row.try_get_raw(column.ordinal()).map_err(trouble)?;
        if raw.is_null() {
            return Ok(Value::Null);
        }
        let name = raw.type_info().name().to_owned();
        let broken = |_| StoreError::Damaged("a value cannot be read");
        match name.as_str() {
            "INTEGER" | "BOOLEAN" => <i64 as Decode<Db>>::decode(raw).map(Value::Int).map_err(broken),
            "TEXT" => <String as Decode<Db>>::decode(raw).map(Value::Text).map_err(broken),
            "BLOB" => <Vec<u8> as Decode<Db>>::decode(raw).map(Value::Bytes).map_err(broken),
            _ => Err(StoreError::Damaged("a value of a type that is never written")),
        }
    };
    row.columns().iter().map(value).collect::<Result<_, _>>().map(Row)
}

fn trouble(error: sqlx::Error) -> StoreError {
    StoreError::Database(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dropped_is_closed() {
        let folder = std::env::temp_dir().join(format!("sayyar-{}", crate::system::token::<8>()));
        std::fs::create_dir(&folder).unwrap();
        for round in 0..20 {
            let database = Sqlite::open(&folder.join("sayyar.db")).unwrap();
            let mut session = database.begin(true).unwrap();
            session.define("CREATE TABLE IF NOT EXISTS one (number INTEGER NOT NULL)").unwrap();
            session.run("INSERT INTO one VALUES ($1)", &[Value::Int(round)]).unwrap();
            session.commit().unwrap();
            drop(database.begin(false).unwrap());
            drop(database);
            // One that is still open has its log beside it, and removes it by name when it closes at last.
            let names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
            assert_eq!(names.collect::<Vec<_>>(), ["sayyar.db"]);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
