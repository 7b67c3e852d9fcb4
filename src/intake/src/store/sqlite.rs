//! SQLite: one file, one writer at a time, readers beside it (WAL), every commit on the disk (full sync).

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};

use super::{Backend, Claimed, Row, Session, StoreError, Value};

/// How long a writer waits for another process before it gives up.
const PATIENCE: Duration = Duration::from_secs(60);
/// So many pages of changes are in the log before they are written back: 64 MB. In a large database they are all over
/// it, and each time the disk is waited for.
const LOG: u32 = 16_384;
/// Statements that stay prepared, for each connection: all there are.
const STATEMENTS: usize = 256;

/// A database file.
///
/// The last connection to close writes the log back into the database, and removes it by its name: all are closed when
/// this is dropped, before anybody can put another database in this one's place.
pub struct Sqlite {
    path: Box<Path>,
    writer: Mutex<Connection>,
    idle: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens the file, or makes it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let writer = connect(path)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
        }
        Ok(Self { path: path.into(), writer: Mutex::new(writer), idle: Mutex::default() })
    }

    fn writer(&self) -> Held<'_> {
        // A transaction that panicked was rolled back when its session was dropped.
        Held::Writer(self.writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn reader(&self) -> Result<Held<'_>, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Ok(Held::Reader(Some(idle.map_or_else(|| connect(&self.path), Ok)?)))
    }
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(trouble)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(PATIENCE).map_err(trouble)?;
    // Else it prepares a statement again for each value it is given.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(trouble)?;
    // `secure_delete`: what is erased is overwritten.
    let settings = [("journal_mode", "WAL"), ("synchronous", "FULL"), ("foreign_keys", "ON"), ("secure_delete", "ON")];
    for (name, value) in settings {
        connection.pragma_update(None, name, value).map_err(trouble)?;
    }
    connection.pragma_update(None, "wal_autocheckpoint", LOG).map_err(trouble)?;
    Ok(connection)
}

impl Backend for Sqlite {
    fn begin(&self, writes: bool) -> Result<Box<dyn Session + '_>, StoreError> {
        let connection = if writes { self.writer() } else { self.reader()? };
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
        let mut session = Transaction { database: self, connection: self.writer(), open: false };
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
    Writer(MutexGuard<'a, Connection>),
    /// There until this is dropped.
    Reader(Option<Connection>),
}

impl Held<'_> {
    fn connection(&self) -> Result<&Connection, StoreError> {
        match self {
            Self::Writer(connection) => Ok(connection),
            Self::Reader(connection) => connection.as_ref().ok_or(StoreError::Damaged("a connection is gone")),
        }
    }
}

struct Transaction<'a> {
    database: &'a Sqlite,
    connection: Held<'a>,
    open: bool,
}

impl Session for Transaction<'_> {
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.connection.connection()?.prepare_cached(sql).map_err(trouble)?;
        for place in 1..=statement.parameter_count() {
            // To SQLite `$2` is a name, whose place is where it stands first.
            let name = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
            let value = name.and_then(|number| values.get(number.checked_sub(1)?));
            let value = value.ok_or(StoreError::Damaged("a statement lacks a value"))?;
            statement.raw_bind_parameter(place, value).map_err(trouble)?;
        }
        let columns = statement.column_count();
        let (mut found, mut rows) = (Vec::new(), statement.raw_query());
        while let Some(row) = rows.next().map_err(trouble)? {
            found.push(Row((0..columns).map(|column| read(row.get_ref(column))).collect::<Result<_, _>>()?));
        }
        Ok(found)
    }

    fn define(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.connection.connection()?.execute_batch(sql).map_err(trouble)
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

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn read(value: rusqlite::Result<ValueRef<'_>>) -> Result<Value, StoreError> {
    match value.map_err(trouble)? {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Ok(Value::Text(text.into())),
            Err(_) => Err(StoreError::Damaged("a value cannot be read")),
        },
        ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes.into())),
        ValueRef::Real(_) => Err(StoreError::Damaged("a value of a type that is never written")),
    }
}

fn trouble(error: rusqlite::Error) -> StoreError {
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
