//! PostgreSQL: one database for several processes side by side.
//!
//! Transactions that write take turns by one advisory lock: receipts and the audit log are chains, so two writers could
//! never go on from the same end. What takes long (checking, storing files) happens outside of turns. Unique keys
//! stand behind that as in SQLite; what they, a deadlock or a serialisation failure stop is rolled back and done again
//! by [`Records::write`](super::Records::write).
//!
//! **Invariant:** a connection lost in `COMMIT` is never guessed about. PostgreSQL is asked by the number of the
//! transaction whether it was committed; only what was not is done again.

use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgColumn, PgConnectOptions, PgConnection, PgRow, PgSslMode, PgTypeInfo};
use sqlx::{
    AssertSqlSafe, Column, ConnectOptions, Connection, Decode, Encode, Executor, Postgres as Db, Row as _, Type,
    TypeInfo, ValueRef,
};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use super::{Backend, Claimed, Row, Session, StoreError, Value};

/// How long one statement may take, its turn to write included.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a server that does not answer, or starts anew, is waited for.
const RECONNECT: Duration = Duration::from_secs(20);
/// How long one attempt to connect may take.
const CONNECT: Duration = Duration::from_secs(10);
/// Connections kept for the next transaction.
const IDLE: usize = 8;

/// A database on a server.
pub struct Postgres {
    runtime: Runtime,
    options: PgConnectOptions,
    /// Where it is, as errors tell: without a password.
    place: String,
    idle: Mutex<Vec<PgConnection>>,
}

impl Postgres {
    /// Connects to a database that exists. The password, where there is one, comes beside the address.
    pub fn open(url: &str, password: Option<&str>) -> Result<Self, StoreError> {
        let mut options = parse(url)?;
        if let Some(password) = password {
            options = options.password(password);
        }
        // Another machine must prove who it is, unless the address says how much of a proof is wanted.
        let local = options.get_socket().is_some() || is_local(options.get_host());
        if !local && !url.contains("sslmode=") && !url.contains("ssl-mode=") {
            options = options.ssl_mode(PgSslMode::VerifyFull);
        }
        options = options.application_name("sayyar-intake").disable_statement_logging().options([
            ("statement_timeout", "60s"),
            ("lock_timeout", "50s"),
            // A process that stands still holds the others up no longer than this, one on a dead machine neither.
            ("idle_in_transaction_session_timeout", "60s"),
            ("tcp_keepalives_idle", "30"),
            ("tcp_keepalives_interval", "10"),
            ("tcp_keepalives_count", "3"),
        ]);
        let host = options.get_socket().map_or(options.get_host().to_owned(), |path| path.display().to_string());
        let place = format!("{} at {host}:{}", options.get_database().unwrap_or("the database"), options.get_port());
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let database = Self { runtime, options, place, idle: Mutex::default() };
        let connection = database.connect(Duration::from_secs(5))?;
        database.keep(connection);
        Ok(database)
    }

    fn connect(&self, patience: Duration) -> Result<PgConnection, StoreError> {
        let (begin, mut pause) = (Instant::now(), Duration::from_millis(100));
        loop {
            let connected = self.runtime.block_on(async {
                let attempt = async {
                    let mut connection = self.options.connect().await?;
                    // A receipt says "durable": a server told to be quick is told otherwise.
                    let sql = "SELECT set_config('synchronous_commit', 'on', false) \
                               WHERE current_setting('synchronous_commit') = 'off'";
                    (&mut connection).execute(sqlx::raw_sql(sql)).await?;
                    Ok(connection)
                };
                timeout(CONNECT, attempt).await.unwrap_or_else(|_| Err(late()))
            });
            let error = match connected {
                Ok(connection) => return Ok(connection),
                Err(error) => error,
            };
            if !is_lost(&error) || begin.elapsed() + pause > patience {
                return Err(StoreError::Unreachable {
                    what: format!("the database {}: {}", self.place, told(&error)),
                    advice: advice(&error),
                });
            }
            sleep(pause);
            pause = (pause * 2).min(Duration::from_secs(2));
        }
    }

    /// Begins on a connection that answers: one that idled may have been cut meanwhile.
    fn start(&self, sql: &'static str) -> Result<(PgConnection, Vec<PgRow>), StoreError> {
        let (begin, mut patience) = (Instant::now(), RECONNECT);
        loop {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let fresh = idle.is_none();
            let mut connection = idle.map_or_else(|| self.connect(patience), Ok)?;
            let started = self.runtime.block_on(async {
                let rows = (&mut connection).fetch_all(sqlx::raw_sql(sql));
                timeout(PATIENCE, rows).await.unwrap_or_else(|_| Err(late()))
            });
            match started {
                Ok(rows) => return Ok((connection, rows)),
                Err(error) if is_lost(&error) && (!fresh || begin.elapsed() < RECONNECT) => {
                    patience = RECONNECT.saturating_sub(begin.elapsed());
                }
                Err(error) => return Err(self.trouble(&error)),
            }
        }
    }

    fn keep(&self, connection: PgConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(connection);
        }
    }

    fn trouble(&self, error: &sqlx::Error) -> StoreError {
        match code(error).as_deref() {
            _ if is_lost(error) => StoreError::Again(format!("the database {}: {}", self.place, told(error))),
            Some("40001" | "40P01" | "55P03" | "23505") => StoreError::Again(told(error)),
            // No room, no memory, not allowed: what the server says is all there is to say.
            _ => StoreError::Database(told(error)),
        }
    }

    /// Whether a transaction was committed whose connection was lost in `COMMIT`.
    fn was_committed(&self, transaction: i64) -> Result<bool, StoreError> {
        let begin = Instant::now();
        loop {
            let (mut connection, _) = self.start("BEGIN READ ONLY")?;
            let asked = self.runtime.block_on(async {
                let question = sqlx::query_scalar::<Db, Option<String>>("SELECT txid_status($1)").bind(transaction);
                let status = question.fetch_one(&mut connection).await;
                (&mut connection).execute(sqlx::raw_sql("ROLLBACK")).await?;
                status
            });
            match asked {
                Ok(status) if status.as_deref() == Some("committed") => return Ok(true),
                // The server has not noticed yet that nobody is there any more.
                Ok(status) if status.as_deref() == Some("in progress") && begin.elapsed() < PATIENCE => {
                    sleep(Duration::from_millis(200));
                }
                Ok(status) if status.as_deref() == Some("aborted") => return Ok(false),
                Ok(_) => return Err(StoreError::Database("nobody knows whether a transaction was committed".into())),
                Err(error) => return Err(self.trouble(&error)),
            }
        }
    }

    fn session(&self, (connection, _): (PgConnection, Vec<PgRow>), number: Option<i64>) -> Box<Transaction<'_>> {
        Box::new(Transaction { database: self, connection: Some(connection), number, again: false })
    }
}

/// The address without what it must not have. Nothing of it is told in errors: it may hold a password.
fn parse(url: &str) -> Result<PgConnectOptions, StoreError> {
    let wrong = || StoreError::Unreachable {
        what: "`database` is no address of a PostgreSQL database".into(),
        advice: Some("write it as postgres://user@host/database"),
    };
    url.parse().map_err(|_| wrong())
}

fn is_local(host: &str) -> bool {
    host == "localhost" || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn late() -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, "it did not answer in time"))
}

fn code(error: &sqlx::Error) -> Option<String> {
    error.as_database_error().and_then(|error| error.code()).map(|code| code.into_owned())
}

/// Whether the connection is gone, or there was none: another may be had.
fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => true,
        // Connection exceptions, too many of them, a server that goes down or comes up.
        _ => code(error).is_some_and(|code| {
            code.starts_with("08") || matches!(code.as_str(), "53300" | "57P01" | "57P02" | "57P03" | "25P03" | "57P05")
        }),
    }
}

/// What the server said, without the values it was about.
fn told(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => error.message().to_owned(),
        error => error.to_string(),
    }
}

fn advice(error: &sqlx::Error) -> Option<&'static str> {
    Some(match code(error).as_deref() {
        Some("28P01") => {
            "the password is wrong: check `password_file` under [store], or SAYYAR_DATABASE_PASSWORD in the environment"
        }
        Some(code) if code.starts_with("28") => "the server does not let this user in: check user and pg_hba.conf",
        Some("3D000") => "make the database first: createdb --template=template0 --encoding=UTF8 NAME",
        Some("42501") => "the user may not do this: make it the owner of the database",
        Some("53300") => "the server has no connection left: raise max_connections",
        _ if matches!(error, sqlx::Error::Tls(_)) => {
            "TLS failed: add ?sslrootcert=FILE of the authority that certifies the server"
        }
        _ => "is the server running, and is `database` under [store] its address? Trying again is harmless",
    })
}

impl Backend for Postgres {
    fn begin(&self, writes: bool) -> Result<Box<dyn Session + '_>, StoreError> {
        if !writes {
            return Ok(self.session(self.start("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?, None));
        }
        // The lock is that of this program's writers. Each statement sees all that was committed in turns before.
        const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(126909412762113); \
                             SELECT txid_current()";
        let (connection, rows) = self.start(BEGIN)?;
        let number = rows.last().and_then(|row| row.try_get::<i64, _>(0).ok());
        let number = number.ok_or(StoreError::Damaged("a transaction has no number"))?;
        Ok(self.session((connection, rows), Some(number)))
    }

    fn claim(&self, sql: &'static str, values: &[Value]) -> Result<Claimed<'_>, StoreError> {
        // Held while files are fetched and checked, so longer than a turn to write.
        const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = 0";
        let mut session = self.session(self.start(BEGIN)?, None);
        let rows = session.ask(AssertSqlSafe(format!("{sql} FOR UPDATE OF w SKIP LOCKED")), values)?;
        Ok((rows, Some(session)))
    }

    fn clean(&self) -> Result<bool, StoreError> {
        let connection = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = connection.map_or_else(|| self.connect(RECONNECT), Ok)?;
        let sql = "VACUUM answer, event, identity_check, application, submission, audit, quarantine, arrival, receipt";
        let cleaned = self.runtime.block_on(async { (&mut connection).execute(sqlx::raw_sql(sql)).await });
        cleaned.map_err(|error| self.trouble(&error))?;
        self.keep(connection);
        Ok(true)
    }
}

struct Transaction<'a> {
    database: &'a Postgres,
    connection: Option<PgConnection>,
    /// The number by which the server knows it, when it writes.
    number: Option<i64>,
    again: bool,
}

impl Transaction<'_> {
    fn ask(&mut self, sql: impl sqlx::SqlSafeStr, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let connection = self.connection.as_mut().ok_or(StoreError::Damaged("a connection is gone"))?;
        let mut query = sqlx::query::<Db>(sql);
        for value in values {
            query = match value {
                Value::Null => query.bind(Null),
                Value::Int(number) => query.bind(*number),
                // The one character PostgreSQL has not.
                Value::Text(text) => query.bind(text.replace('\0', "\u{fffd}")),
                Value::Bytes(bytes) => query.bind(bytes.clone()),
            };
        }
        let asked = self
            .database
            .runtime
            .block_on(async { timeout(PATIENCE, query.fetch_all(connection)).await.unwrap_or_else(|_| Err(late())) });
        asked.map_err(|error| self.failed(&error))?.iter().map(read).collect()
    }

    fn failed(&mut self, error: &sqlx::Error) -> StoreError {
        if is_lost(error) {
            self.connection = None;
        }
        let error = self.database.trouble(error);
        self.again |= matches!(error, StoreError::Again(_));
        error
    }

    fn end(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        let Some(mut connection) = self.connection.take() else { return Ok(()) };
        self.database.runtime.block_on(async {
            timeout(PATIENCE, (&mut connection).execute(sqlx::raw_sql(sql))).await.unwrap_or_else(|_| Err(late()))
        })?;
        self.database.keep(connection);
        Ok(())
    }
}

impl Session for Transaction<'_> {
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.ask(sql, values)
    }

    fn define(&mut self, sql: &'static str) -> Result<(), StoreError> {
        let sql = sql.replace("BLOB", "BYTEA").replace("INTEGER", "BIGINT");
        // Sorted by their bytes, as SQLite does, whatever the language of the server.
        let sql = sql.replace(" TEXT", " TEXT COLLATE \"C\"");
        self.ask(AssertSqlSafe(sql), &[]).map(|_| ())
    }

    fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        if self.connection.is_none() {
            return Err(StoreError::Again("the connection to the database was lost".into()));
        }
        match (self.end("COMMIT"), self.number) {
            (Ok(()), _) => Ok(()),
            (Err(error), Some(number)) if is_lost(&error) => match self.database.was_committed(number)? {
                true => Ok(()),
                false => Err(self.database.trouble(&error)),
            },
            (Err(error), _) => Err(self.database.trouble(&error)),
        }
    }

    fn may_go_again(&self) -> bool {
        self.again
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        // One that cannot be rolled back is closed, which does the same.
        _ = self.end("ROLLBACK");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let idle = std::mem::take(self.idle.get_mut().unwrap_or_else(PoisonError::into_inner));
        self.runtime.block_on(async {
            for connection in idle {
                _ = timeout(Duration::from_secs(1), connection.close()).await;
            }
        });
    }
}

/// Nothing, of whatever type the statement wants.
struct Null;

impl Type<Db> for Null {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(0))
    }
}

impl Encode<'_, Db> for Null {
    fn encode_by_ref(&self, _: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Ok(IsNull::Yes)
    }
}

fn read(row: &PgRow) -> Result<Row, StoreError> {
    let value = |column: &PgColumn| {
        let broken = |_| StoreError::Damaged("a value cannot be read");
        let raw = row.try_get_raw(column.ordinal()).map_err(|_| StoreError::Damaged("a value cannot be read"))?;
        if raw.is_null() {
            return Ok(Value::Null);
        }
        let name = raw.type_info().name().to_owned();
        match name.as_str() {
            "INT8" => <i64 as Decode<Db>>::decode(raw).map(Value::Int).map_err(broken),
            "INT4" => <i32 as Decode<Db>>::decode(raw).map(|number| Value::Int(number.into())).map_err(broken),
            "TEXT" | "VARCHAR" => <String as Decode<Db>>::decode(raw).map(Value::Text).map_err(broken),
            "BYTEA" => <Vec<u8> as Decode<Db>>::decode(raw).map(Value::Bytes).map_err(broken),
            _ => Err(StoreError::Damaged("a value of a type that is never written")),
        }
    };
    row.columns().iter().map(value).collect::<Result<_, _>>().map(Row)
}
