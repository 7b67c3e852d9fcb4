//! Copying a store to another place, whatever the two are made of: sealed files first, each under its digest, then rows,
//! table by table; then both are read once more and compared.
//!
//! A copy that was stopped goes on where it was: files that are there are not sent again, rows that are there stay. A
//! table that turns out another, because its source went on being used, is copied anew.
//! **Invariant:** a store that is being copied into is of no version, so no program opens it before it is whole.

use std::sync::LazyLock;

use sayyar_seal::receipt::Sha256;
use sha2::Digest as _;

use super::{Place, Row, Staged, Store, StoreError, Value, schema};
use crate::fail;
use crate::ingest::resealed;

/// Rows that go in one transaction, and in one statement.
const PAGE: usize = 100;

/// A table: its name, its key, and the rest of its columns.
struct Table {
    name: &'static str,
    key: &'static [&'static str],
    rest: &'static [&'static str],
}

const TABLES: [Table; 14] = [
    Table { name: "meta", key: &["name"], rest: &["value"] },
    Table { name: "form", key: &["id", "version", "build"], rest: &["json", "at", "until", "withdrawn"] },
    Table { name: "arrival", key: &["sha256"], rest: &["size", "at", "filed", "outcome", "code", "content", "kept"] },
    Table {
        name: "submission",
        key: &["content"],
        rest: &[
            "applicant",
            "number",
            "revision",
            "previous",
            "sha256",
            "size",
            "at",
            "filed",
            "state",
            "form",
            "version",
            "build",
            "language",
            "filled_on",
            "assisted",
            "recipient",
            "fee",
            "indexed",
            "warnings",
        ],
    },
    Table {
        name: "application",
        key: &["applicant"],
        rest: &[
            "number",
            "recipient",
            "locator",
            "content",
            "revision",
            "form",
            "language",
            "state",
            "filed",
            "changed",
            "fee",
            "assisted",
            "closed",
        ],
    },
    Table { name: "answer", key: &["applicant", "field"], rest: &["value", "folded"] },
    Table { name: "event", key: &["applicant", "position"], rest: &["day", "state", "message", "officer", "at"] },
    Table { name: "identity_check", key: &["applicant", "position"], rest: &["at", "officer", "how", "note"] },
    Table {
        name: "quarantine",
        key: &["sha256"],
        rest: &[
            "size", "at", "code", "detail", "number", "revision", "kept", "decision", "officer", "reason", "decided",
        ],
    },
    Table { name: "resealed", key: &["sha256"], rest: &["stored", "before", "recipients", "at", "settled"] },
    Table { name: "tombstone", key: &["content"], rest: &["sha256", "day", "officer", "reason"] },
    Table { name: "receipt", key: &["signer", "sequence"], rest: &["sha256", "kind", "digest", "file"] },
    Table { name: "forwarded", key: &["sha256"], rest: &["target", "at", "receipt"] },
    Table {
        name: "audit",
        key: &["sequence"],
        rest: &["at", "actor", "action", "commitment", "previous", "digest", "applicant", "detail"],
    },
];

/// The queue is last: whoever works it off finds all else there.
const QUEUE: Table = Table { name: "work", key: &["sha256"], rest: &["at"] };

impl Table {
    fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.key.iter().chain(self.rest).copied()
    }

    fn width(&self) -> usize {
        self.key.len() + self.rest.len()
    }
}

/// How many rows a table has, and a digest of them all.
type Summary = (u64, [u8; 32]);

/// The statements of a table.
struct Statements {
    table: &'static Table,
    first: String,
    next: String,
    one: String,
    page: String,
    clear: String,
}

/// Written once: statements are kept to the end of the program.
static ALL: LazyLock<Vec<Statements>> = LazyLock::new(|| TABLES.iter().chain([&QUEUE]).map(Statements::new).collect());

impl Statements {
    fn new(table: &'static Table) -> Self {
        let (columns, key) = (table.columns().collect::<Vec<_>>().join(", "), table.key.join(", "));
        // The version says that this is a store, and what is not copied yet is none.
        let which = if table.name == "meta" { "name <> 'tables'" } else { "1 = 1" };
        let places = |from: usize, count: usize| {
            (from..from + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
        };
        let (name, end) = (table.name, format!("ORDER BY {key} LIMIT {PAGE}"));
        let after = places(1, table.key.len());
        let insert = |rows: usize| {
            let rows = (0..rows).map(|row| format!("({})", places(1 + row * table.width(), table.width())));
            let rows = rows.collect::<Vec<_>>().join(", ");
            format!("INSERT INTO {name} ({columns}) VALUES {rows} ON CONFLICT DO NOTHING")
        };
        Self {
            table,
            first: format!("SELECT {columns} FROM {name} WHERE {which} {end}"),
            next: format!("SELECT {columns} FROM {name} WHERE {which} AND ({key}) > ({after}) {end}"),
            one: insert(1),
            page: insert(PAGE),
            clear: format!("DELETE FROM {name} WHERE {which}"),
        }
    }

    /// The rows after these, in the order of their key.
    fn page(&'static self, store: &Store, after: Option<&Row>) -> Result<Vec<Row>, StoreError> {
        let (sql, key) = match after {
            None => (self.first.as_str(), &[][..]),
            Some(row) => (self.next.as_str(), &row.0[..self.table.key.len()]),
        };
        store.records.read(|tx| tx.run(sql, key))
    }

    fn insert(&'static self, store: &Store, rows: &[Row]) -> Result<(), StoreError> {
        store.records.write(|tx| {
            if rows.len() == PAGE {
                let values: Vec<Value> = rows.iter().flat_map(|row| row.0.iter().cloned()).collect();
                return tx.run(&self.page, &values).map(|_| ());
            }
            rows.iter().try_for_each(|row| tx.run(&self.one, &row.0).map(|_| ()))
        })
    }

    fn summary(&'static self, store: &Store) -> Result<Summary, StoreError> {
        let (mut count, mut digest, mut last) = (0, sha2::Sha256::new(), None);
        loop {
            let rows = self.page(store, last.as_ref())?;
            for value in rows.iter().flat_map(|row| &row.0) {
                feed(&mut digest, value);
            }
            count += rows.len() as u64;
            match rows.len() {
                PAGE => last = rows.into_iter().last(),
                _ => return Ok((count, digest.finalize().into())),
            }
        }
    }
}

/// A value so that no two rows look alike.
fn feed(digest: &mut sha2::Sha256, value: &Value) {
    let (kind, bytes): (u8, &[u8]) = match value {
        Value::Null => (0, &[]),
        Value::Int(number) => return digest.update([&[1][..], &number.to_be_bytes()].concat()),
        Value::Text(text) => (2, text.as_bytes()),
        Value::Bytes(bytes) => (3, bytes),
    };
    digest.update([kind]);
    digest.update((bytes.len() as u64).to_be_bytes());
    digest.update(bytes);
}

/// What is going on, for those who watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many files are to be copied, of so many.
    Files {
        /// Those that are not there yet.
        missing: usize,
        /// All of them.
        all: usize,
    },
    /// One more of them is there.
    File,
    /// Now rows are copied.
    Rows,
    /// Now both are compared: so many files are read back.
    Compare {
        /// How many.
        files: usize,
    },
    /// One more file was read back.
    Read,
}

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Sealed files in the copy.
    pub files: usize,
    /// Those that were sent this time; the others were there.
    pub sent: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Rows, by table.
    pub rows: Vec<(&'static str, u64)>,
}

/// Why a store was not copied.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotCopied {
    /// One of the two stores.
    Store(StoreError),
    /// The other store is in use: it holds something that is no copy.
    InUse,
    /// The source is not the same any more.
    Changed(&'static str),
}

impl std::fmt::Display for NotCopied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::InUse => f.write_str("the store to copy to is not empty, and no copy that was begun"),
            Self::Changed(what) => write!(f, "the store changed while it was copied: {what}"),
        }
    }
}

impl std::error::Error for NotCopied {}

impl From<StoreError> for NotCopied {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<std::io::Error> for NotCopied {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Copies everything from one store to another, and proves it. Nothing may write to the source meanwhile: if something
/// did, that is found, and copying again makes it good.
pub fn copy(from: &Store, to: &Place, watch: &mut dyn FnMut(Step)) -> Result<Copied, NotCopied> {
    let to = Store::unfinished(to)?.ok_or(NotCopied::InUse)?;
    let wanted = from.files.all()?;
    let sent = files(from, &to, &wanted, watch)?;
    watch(Step::Rows);
    let mut summaries = Vec::new();
    for statements in ALL.iter() {
        summaries.push((statements, rows(statements, from, &to)?));
    }
    watch(Step::Compare { files: wanted.len() });
    let mut bytes = 0;
    for sha256 in &wanted {
        // Reads all of it, and checks its digest.
        bytes += restage(&to, from, sha256)?.here.1;
        watch(Step::Read);
    }
    for (statements, summary) in &summaries {
        if statements.summary(from)? != *summary {
            return Err(NotCopied::Changed(statements.table.name));
        }
    }
    if from.files.all()? != wanted || to.files.all()? != wanted {
        return Err(NotCopied::Changed("files"));
    }
    to.records.write(schema::finish_copy)?;
    settle(&to)?;
    let rows = summaries.into_iter().map(|(statements, summary)| (statements.table.name, summary.0)).collect();
    Ok(Copied { files: wanted.len(), sent, bytes, rows })
}

/// The files of the source, and no others. How many were sent.
fn files(from: &Store, to: &Store, wanted: &[Sha256], watch: &mut dyn FnMut(Step)) -> Result<usize, NotCopied> {
    let there = to.files.all()?;
    // Erased at the source since an earlier attempt.
    for sha256 in there.iter().filter(|one| wanted.binary_search(one).is_err()) {
        to.files.remove(sha256)?;
    }
    let missing: Vec<Sha256> = wanted.iter().filter(|one| there.binary_search(one).is_err()).copied().collect();
    watch(Step::Files { missing: missing.len(), all: wanted.len() });
    for some in missing.chunks(PAGE) {
        let mut batch = Vec::new();
        for sha256 in some {
            let source = restage(from, from, sha256)?;
            let mut staged = to.files.stage(&mut source.reader()?, u64::MAX)?;
            // Sealed anew, it keeps its name.
            staged.sha256 = *sha256;
            to.files.write(&mut staged)?;
            fail::point("file-copied")?;
            batch.push(staged);
            watch(Step::File);
        }
        to.files.keep(batch, |staged| staged)?;
    }
    Ok(missing.len())
}

/// A file of one store, as the rows of another speak of it.
fn restage(store: &Store, rows: &Store, sha256: &Sha256) -> Result<Staged, StoreError> {
    let noted = rows.records.read(|tx| resealed(tx, sha256))?;
    Ok(store.files.restage(sha256, noted.as_ref())?)
}

/// The rows of a table: those that are missing, or, where that is not enough, all of them anew.
fn rows(statements: &'static Statements, from: &Store, to: &Store) -> Result<Summary, NotCopied> {
    for anew in [false, true] {
        if anew {
            to.records.write(|tx| tx.run(&statements.clear, &[]))?;
        }
        let mut last = None;
        loop {
            let rows = statements.page(from, last.as_ref())?;
            statements.insert(to, &rows)?;
            fail::point("rows-copied").map_err(StoreError::Files)?;
            match rows.len() {
                PAGE => last = rows.into_iter().last(),
                _ => break,
            }
        }
        let summary = statements.summary(from)?;
        if statements.summary(to)? == summary {
            return Ok(summary);
        }
    }
    Err(NotCopied::Changed(statements.table.name))
}

/// What rows speak of is in its place; what nobody speaks of yet stays with what is new, as it was.
fn settle(to: &Store) -> Result<(), StoreError> {
    for left in to.files.left()?.chunks(PAGE) {
        let known = to.records.read(|tx| {
            let mut known = Vec::new();
            for sha256 in left {
                let row = tx.one("SELECT kept FROM arrival WHERE sha256 = $1", &[(*sha256).into()])?;
                known.extend(row.map(|row| Ok::<_, StoreError>((*sha256, row.must(0)?))).transpose()?);
            }
            Ok(known)
        })?;
        to.files.settle(&known)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_table_is_copied() {
        let folder = std::env::temp_dir().join(format!("sayyar-copy-{}", crate::system::token::<8>()));
        let store = Store::open(&folder).unwrap();
        let sql = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                   WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.name";
        let rows = store.records.read(|tx| tx.run(sql, &[])).unwrap();
        let found: Vec<(String, String)> =
            rows.iter().map(|row| (row.must(0).unwrap(), row.must(1).unwrap())).collect();
        let mut copied: Vec<(String, String)> = TABLES
            .iter()
            .chain([&QUEUE])
            .flat_map(|table| table.columns().map(|column| (table.name.to_owned(), column.to_owned())))
            .collect();
        copied.sort();
        assert_eq!(found, copied);
        drop(store);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
