//! The published tree of statuses: shards of sealed records that look alike, so that whoever fetches one, and
//! whoever sees the whole, learns neither who applied nor how many did.
//!
//! ```text
//! index              number, time, time of the next, how shards are named; signed (sayyar_seal::tree)
//! 0000 ... <2^bits>  shards, each a power of two (at least 16) of 4 KiB records, filled up with decoys
//! interviews.json    who is asked to come: number, day, time and office only, days to come only
//! ```
//!
//! Every publication seals everything anew, in random order within a shard, and gives all files one time. The tree is
//! made beside the old one and takes its place in one step. **Invariant:** how large the tree is depends on how many
//! applications there are to the nearest power of two, and on nothing else.

use std::fs::{self, File, FileTimes};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, UNIX_EPOCH};

use sayyar_base::{Date, canonical};
use sayyar_seal::age::{Kind, Recipient};
use sayyar_seal::status::{self, Entry, State, Status};
use sayyar_seal::tree::{FEWEST, MOST_BITS, Tree};
use sayyar_seal::{Locator, Number, Time};
use serde_json::json;

use crate::audit;
use crate::ingest::Intake;
use crate::store::{StoreError, Tx};
use crate::system;

/// So many applications are read at one time.
const PAGE: u64 = 1000;
/// With so many records in a shard on average, the fewest it has are hardly ever too few.
const AVERAGE: u64 = 8;

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The index of the tree.
    pub tree: Tree,
    /// Applications in it.
    pub applications: usize,
    /// Those whose earlier messages, or steps, did not fit.
    pub shortened: Vec<Number>,
}

/// Why nothing was published.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotPublished {
    /// The folder holds something that no publication wrote.
    Foreign(PathBuf),
    /// The store.
    Store(StoreError),
    /// Writing.
    Io(io::Error),
}

impl std::fmt::Display for NotPublished {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign(path) => write!(f, "{} holds something that is no published status", path.display()),
            Self::Store(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotPublished {}

impl From<StoreError> for NotPublished {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for NotPublished {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// One application, as far as it is told.
struct Told {
    number: Number,
    /// The raw public key.
    recipient: Vec<u8>,
    locator: Locator,
    timeline: Vec<Entry>,
}

impl Intake {
    /// Publishes into a folder; `next` says when the next publication will be at the latest. `progress` hears how many
    /// shards there are and of each that is done.
    pub fn publish(
        &self,
        out: &Path,
        next: Time,
        progress: &(dyn Fn(u32, u32) + Sync),
    ) -> Result<Published, NotPublished> {
        check_out(out)?;
        let issued = (self.now)();
        let sequence = self.store.records.write(|tx| self.number(tx, issued))?;
        // Reading takes long where there are many: others go on writing.
        let told = self.store.records.read(gather)?;
        let tree = layout(&told, sequence, issued, next);
        let staged = beside(out, "new");
        let written = self.write_tree(&staged, &tree, &told, progress);
        let shortened = written.inspect_err(|_| _ = fs::remove_dir_all(&staged))?;
        swap(&staged, out)?;
        Ok(Published { tree, applications: told.len(), shortened })
    }

    /// The number of this publication: taken before anything is sealed, so that no two have one.
    fn number(&self, tx: &mut Tx<'_>, issued: Time) -> Result<u64, StoreError> {
        let row = tx.one("SELECT value FROM meta WHERE name = 'publication'", &[])?;
        let last = row.map(|row| row.must::<String>(0)).transpose()?.map_or(Ok(0), |text| text.parse::<u64>());
        let number = last.map_err(|_| StoreError::Damaged("the number of the last publication"))? + 1;
        let sql =
            "INSERT INTO meta (name, value) VALUES ('publication', $1) ON CONFLICT (name) DO UPDATE SET value = $1";
        tx.run(sql, &[number.to_string().into()])?;
        let detail = [("sequence", number.to_string())];
        let entry = audit::Entry { at: issued, actor: "intake", action: "publish", applicant: None, detail: &detail };
        audit::note(tx, &entry)?;
        Ok(number)
    }

    fn write_tree(
        &self,
        folder: &Path,
        tree: &Tree,
        told: &[Told],
        progress: &(dyn Fn(u32, u32) + Sync),
    ) -> Result<Vec<Number>, NotPublished> {
        _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder)?;
        let mut shards: Vec<Vec<&Told>> = (0..tree.shards()).map(|_| Vec::new()).collect();
        for one in told {
            shards[tree.place(&one.locator) as usize].push(one);
        }
        let (next, shortened, failed) = (AtomicU32::new(0), Mutex::new(Vec::new()), Mutex::new(None));
        let work = || {
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some(shard) = shards.get(place as usize) else { return };
                let written = self.seal(tree, shard, &shortened).and_then(|bytes| {
                    put(&folder.join(Tree::name(place)), &bytes, tree.issued).map_err(NotPublished::from)
                });
                match written {
                    Ok(()) => progress(place + 1, tree.shards()),
                    Err(error) => _ = failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error),
                }
            }
        };
        thread::scope(|scope| {
            for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
                scope.spawn(work);
            }
        });
        if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        put(&folder.join("interviews.json"), interviews(told, tree.issued).as_bytes(), tree.issued)?;
        let index =
            tree.sign(self.signing_key()).map_err(|_| StoreError::Damaged("more publications than there can be"))?;
        put(&folder.join("index"), index.as_bytes(), tree.issued)?;
        system::sync_folder(folder)?;
        let mut shortened = shortened.into_inner().unwrap_or_else(PoisonError::into_inner);
        shortened.sort();
        Ok(shortened)
    }

    /// The records of a shard and decoys like them, in random order.
    fn seal(&self, tree: &Tree, told: &[&Told], shortened: &Mutex<Vec<Number>>) -> Result<Vec<u8>, NotPublished> {
        let mut records = Vec::with_capacity(tree.records as usize);
        let mut kinds = Vec::with_capacity(told.len());
        for one in told {
            let recipient = Recipient::from_raw(&one.recipient);
            let recipient = recipient.map_err(|_| StoreError::Damaged("a recipient is none"))?;
            kinds.push(recipient.kind());
            let (record, whole) = self.record(tree, one, &recipient)?;
            if !whole {
                shortened.lock().unwrap_or_else(PoisonError::into_inner).push(one.number);
            }
            records.push(record);
        }
        while records.len() < tree.records as usize {
            let kind = kinds.get(random_below(kinds.len().max(1))).copied().unwrap_or(Kind::Hybrid);
            records.push(status::decoy(kind, &mut system::entropy));
        }
        for place in (1..records.len()).rev() {
            records.swap(place, random_below(place + 1));
        }
        Ok(records.concat())
    }

    /// The record of one application, and whether all of its timeline fitted: what is left out first are messages
    /// of the earliest steps, then the earliest steps but the first.
    fn record(&self, tree: &Tree, one: &Told, to: &Recipient) -> Result<(Vec<u8>, bool), NotPublished> {
        let mut timeline = one.timeline.clone();
        let mut whole = true;
        loop {
            let status = Status::new(one.number, tree.sequence, tree.issued, tree.next, timeline.clone());
            match status.seal(self.signing_key(), to, &mut system::entropy) {
                Ok(record) => return Ok((record, whole)),
                Err(status::NotARecord::TooLong) => whole = false,
                Err(_) => return Err(StoreError::Damaged("more publications than there can be").into()),
            }
            match timeline.iter().position(|entry| entry.message.is_some()) {
                Some(place) if place + 1 < timeline.len() => timeline[place].message = None,
                _ if timeline.len() > 2 => drop(timeline.remove(1)),
                _ => timeline.iter_mut().for_each(|entry| entry.message = None),
            }
        }
    }
}

/// What applicants are told.
fn gather(tx: &mut Tx<'_>) -> Result<Vec<Told>, StoreError> {
    let sql = "SELECT a.applicant, a.number, a.recipient, a.locator, e.day, e.state, e.message \
               FROM (SELECT * FROM application WHERE applicant > $1 ORDER BY applicant LIMIT $2) a \
               LEFT JOIN event e ON e.applicant = a.applicant ORDER BY a.applicant, e.position";
    let (mut all, mut last): (Vec<Told>, Vec<u8>) = (Vec::new(), Vec::new());
    loop {
        let before = all.len();
        for row in tx.run(sql, &[last.as_slice().into(), PAGE.into()])? {
            let applicant: Vec<u8> = row.must(0)?;
            if applicant != last {
                let locator = <[u8; 16]>::try_from(row.must::<Vec<u8>>(3)?);
                let locator = Locator(locator.map_err(|_| StoreError::Damaged("a locator is none"))?);
                all.push(Told { number: row.must(1)?, recipient: row.must(2)?, locator, timeline: Vec::new() });
                last = applicant;
            }
            if let (Some(one), Some(on)) = (all.last_mut(), row.get(4)?) {
                let state = serde_json::from_str::<State>(&row.must::<String>(5)?);
                let state = state.map_err(|_| StoreError::Damaged("a state is not as it was"))?;
                one.timeline.push(Entry { on, state, message: row.get(6)? });
            }
        }
        if ((all.len() - before) as u64) < PAGE {
            return Ok(all);
        }
    }
}

/// Shards as small as they can be with some in each, all as large as the fullest has to be; and no more of them than
/// that takes.
fn layout(told: &[Told], sequence: u64, issued: Time, next: Time) -> Tree {
    let with = |bits| {
        let mut tree = Tree::new(sequence, issued, next.max(issued), bits, FEWEST);
        let mut counts = vec![0_u32; tree.shards() as usize];
        told.iter().for_each(|one| counts[tree.place(&one.locator) as usize] += 1);
        let fullest = counts.into_iter().max().unwrap_or(0);
        tree.records = fullest.next_power_of_two().max(FEWEST);
        tree
    };
    let most = (0..MOST_BITS).find(|bits| told.len() as u64 <= AVERAGE << bits).unwrap_or(MOST_BITS);
    let mut tree = with(most);
    for fewer in (0..most).rev().map(with) {
        if fewer.records > tree.records {
            break;
        }
        tree = fewer;
    }
    tree
}

fn random_below(count: usize) -> usize {
    let mut bytes = [0; 8];
    system::entropy(&mut bytes);
    // 2^64 is so much more than any count that no place is preferred to be noticed.
    (u64::from_le_bytes(bytes) % count as u64) as usize
}

/// Numbers, days, times and offices of interviews to come: nothing else.
fn interviews(told: &[Told], issued: Time) -> String {
    let today = system::day(issued);
    let mut list: Vec<(Date, &str, &str, Number)> = Vec::new();
    for one in told {
        // The last step counts: an interview that was moved, or followed by a decision, is none any more.
        if let Some(State::Interview { day, time, office }) = one.timeline.last().map(|entry| &entry.state)
            && *day >= today
        {
            list.push((*day, time, office, one.number));
        }
    }
    list.sort();
    let list: Vec<_> = list
        .into_iter()
        .map(|(day, time, office, number)| json!({ "day": day, "time": time, "office": office, "number": number }))
        .collect();
    let value = json!({ "format": "sayyar-interviews/1", "issued": issued, "interviews": list });
    canonical::to_string(&value).expect("texts have one canonical form") + "\n"
}

fn put(path: &Path, bytes: &[u8], time: Time) -> io::Result<()> {
    use std::io::Write;
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    let time = UNIX_EPOCH + Duration::from_secs(u64::try_from(time.unix()).unwrap_or(0));
    file.set_times(FileTimes::new().set_modified(time).set_accessed(time))?;
    file.sync_all()
}

/// A publication replaces a publication, or nothing.
fn check_out(out: &Path) -> Result<(), NotPublished> {
    if let Ok(mut entries) = fs::read_dir(out)
        && entries.next().is_some()
        && !out.join("index").is_file()
    {
        return Err(NotPublished::Foreign(out.into()));
    }
    // A publication that was stopped between two steps of an exchange.
    let old = beside(out, "old");
    if !out.exists() && old.exists() {
        fs::rename(&old, out)?;
    }
    _ = fs::remove_dir_all(&old);
    Ok(())
}

fn beside(out: &Path, what: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{what}"))
}

/// Puts the new tree into the place of the old one: in one step where the system can (Linux), else in two.
fn swap(staged: &Path, out: &Path) -> io::Result<()> {
    if !out.exists() {
        return fs::rename(staged, out);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, staged, CWD, out, RenameFlags::EXCHANGE).is_ok() {
            return fs::remove_dir_all(staged);
        }
    }
    let old = beside(out, "old");
    fs::rename(out, &old)?;
    fs::rename(staged, out)?;
    fs::remove_dir_all(old)
}

#[cfg(test)]
mod tests {
    use sayyar_seal::Digest;

    use super::*;

    #[test]
    fn no_more_shards_than_it_takes() {
        let now = Time::from_unix(0).unwrap();
        let number = "0000-0000-0000-0".parse().unwrap();
        let one = |place: u32| Told {
            number,
            recipient: Vec::new(),
            locator: Locator(*Digest::of(&place.to_le_bytes()).0.first_chunk().unwrap()),
            timeline: Vec::new(),
        };
        let told: Vec<Told> = (0..200_000).map(one).collect();
        // The last two with as many on average as fit: half of what eight on average would take.
        let known =
            [(0, 1, 16), (16, 1, 16), (17, 2, 16), (10_000, 2048, 16), (100_000, 8192, 32), (200_000, 16_384, 32)];
        for (count, shards, records) in known {
            let tree = layout(&told[..count], 1, now, now);
            assert_eq!((tree.shards(), tree.records), (shards, records), "{count}");
        }
    }
    #[test]
    fn all_are_read_whatever_their_number() {
        let folder = std::env::temp_dir().join(format!("sayyar-publish-{}", system::token::<8>()));
        let store = crate::store::Store::open(&folder).unwrap();
        let number = || "0000-0000-0000-0".to_owned();
        for (from, to) in [(0, PAGE - 1), (PAGE - 1, PAGE), (PAGE, 2 * PAGE + 7)] {
            store
                .records
                .write(|tx| {
                    for one in from..to {
                        let key = Digest::of(&one.to_le_bytes()).0;
                        let sql = "INSERT INTO application (applicant, number, recipient, locator, content, revision, \
                                   form, language, state, filed, changed, assisted) \
                                   VALUES ($1, $2, $1, $3, $1, 1, 'f', 'az', 'received', 0, 0, 0)";
                        tx.run(sql, &[key.as_slice().into(), number().into(), key[..16].into()])?;
                        for position in 1..=1 + one % 3 {
                            let sql = "INSERT INTO event (applicant, position, day, state, at) \
                                       VALUES ($1, $2, '2026-11-23', '{\"state\":\"received\"}', 0)";
                            tx.run(sql, &[key.as_slice().into(), position.into()])?;
                        }
                    }
                    Ok::<_, StoreError>(())
                })
                .unwrap();
            let told = store.records.read(gather).unwrap();
            assert_eq!(told.len() as u64, to);
            let events = (0..to).map(|one| 1 + one % 3).sum::<u64>();
            assert_eq!(told.iter().map(|one| one.timeline.len() as u64).sum::<u64>(), events);
        }
        drop(store);
        fs::remove_dir_all(folder).unwrap();
    }
}
