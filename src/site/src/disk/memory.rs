//! Files in memory, with everything that goes wrong on a real disk, on demand.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use super::{Disk, Entry, Guard, Kind, Meta, confined, folder_of};

/// Files in memory. Clones and [parts](Self::at) are the same disk: what happens to one happens to all.
#[derive(Clone, Default)]
pub struct MemoryDisk {
    root: String,
    state: Arc<Mutex<State>>,
}

#[derive(Clone)]
struct Held {
    bytes: Arc<[u8]>,
    modified: u128,
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, Held>,
    folders: BTreeSet<String>,
    /// Links that lead nowhere, sockets: what is listed and cannot be used.
    odd: BTreeMap<String, Kind>,
    unreadable: BTreeSet<String>,
    vanished: BTreeSet<String>,
    locks: BTreeSet<String>,
    now: u128,
    room: Option<u64>,
    /// Operations done so far.
    operations: usize,
    dies_at: Option<usize>,
}

impl State {
    /// Where `dies_at` says so, this operation is the one the process dies in, and none follows.
    /// Answers whether it is that one, so that a write can be caught halfway.
    fn step(&mut self) -> io::Result<bool> {
        let at = self.operations;
        self.operations += 1;
        match self.dies_at {
            Some(end) if at > end => Err(gone()),
            Some(end) => Ok(at == end),
            None => Ok(false),
        }
    }

    /// An operation that happens wholly or not at all.
    fn whole_step(&mut self) -> io::Result<()> {
        if self.step()? { Err(gone()) } else { Ok(()) }
    }

    fn tick(&mut self) -> u128 {
        self.now += 1_000_000;
        self.now
    }

    fn kind(&self, path: &str) -> Option<Kind> {
        if path.is_empty() || self.folders.contains(path) {
            return Some(Kind::Folder);
        }
        self.odd.get(path).copied().or_else(|| self.files.contains_key(path).then_some(Kind::File))
    }

    /// That the folder `path` is in is there, and a folder.
    fn expect_folder_of(&self, path: &str) -> io::Result<()> {
        let mut folder = folder_of(path);
        if self.kind(folder) == Some(Kind::Folder) {
            return Ok(());
        }
        while !folder.is_empty() {
            if self.kind(folder).is_some_and(|kind| kind != Kind::Folder) {
                return Err(io::ErrorKind::NotADirectory.into());
            }
            folder = folder_of(folder);
        }
        Err(io::ErrorKind::NotFound.into())
    }

    fn add_folder(&mut self, folder: &str) -> io::Result<()> {
        match self.kind(folder) {
            Some(Kind::Folder) => return Ok(()),
            Some(_) => return Err(io::ErrorKind::NotADirectory.into()),
            None => self.add_folder(folder_of(folder))?,
        }
        self.folders.insert(folder.to_owned());
        Ok(())
    }

    fn get(&self, path: &str) -> io::Result<&Held> {
        if self.vanished.contains(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        match self.kind(path) {
            Some(Kind::File) => Ok(&self.files[path]),
            Some(Kind::Folder) => Err(io::ErrorKind::IsADirectory.into()),
            Some(_) => Err(io::ErrorKind::PermissionDenied.into()),
            None => Err(self.expect_folder_of(path).err().unwrap_or_else(|| io::ErrorKind::NotFound.into())),
        }
    }

    /// Stores as much as there is room for, or half of it where the process dies over it.
    fn store(&mut self, path: &str, bytes: &[u8], torn: bool) -> io::Result<Meta> {
        let taken = || self.files.iter().filter(|(at, _)| *at != path).map(|(_, held)| held.bytes.len() as u64).sum();
        let room = self.room.map_or(u64::MAX, |room| room.saturating_sub(taken()));
        let fits = bytes.len().min(usize::try_from(room).unwrap_or(usize::MAX));
        let kept = if torn { fits / 2 } else { fits };
        let modified = self.tick();
        self.files.insert(path.to_owned(), Held { bytes: bytes[..kept].into(), modified });
        match () {
            () if torn => Err(gone()),
            () if fits < bytes.len() => Err(io::ErrorKind::StorageFull.into()),
            () => Ok(Meta { len: bytes.len() as u64, modified }),
        }
    }
}

fn gone() -> io::Error {
    io::Error::other("the process died")
}

impl<'a, const N: usize> From<[(&'a str, &'a str); N]> for MemoryDisk {
    fn from(files: [(&'a str, &'a str); N]) -> Self {
        let disk = Self::new();
        for (path, text) in files {
            disk.put(path, text);
        }
        disk
    }
}

impl MemoryDisk {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn full(&self, path: &str) -> io::Result<String> {
        confined(path)?;
        Ok(match (self.root.as_str(), path) {
            ("", path) => path.to_owned(),
            (root, "") => root.to_owned(),
            (root, path) => format!("{root}/{path}"),
        })
    }

    /// The same disk, seen from one of its folders.
    #[must_use]
    pub fn at(&self, folder: &str) -> Self {
        Self { root: self.full(folder).unwrap_or_default(), state: self.state.clone() }
    }

    /// Puts a file there, as a person would between two builds: no fault hinders it.
    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let Ok(full) = self.full(path) else { return };
        let mut state = self.state();
        if state.add_folder(folder_of(&full)).is_ok() {
            let modified = state.tick();
            state.files.insert(full, Held { bytes: bytes.as_ref().into(), modified });
        }
    }

    /// Puts something there that is neither file nor folder.
    pub fn put_odd(&self, path: &str, kind: Kind) {
        let Ok(full) = self.full(path) else { return };
        let mut state = self.state();
        if state.add_folder(folder_of(&full)).is_ok() {
            state.odd.insert(full, kind);
        }
    }

    /// Every file under this root, whatever the faults.
    pub fn files(&self) -> BTreeMap<String, Arc<[u8]>> {
        let state = self.state();
        let under = |path: &str| match self.root.as_str() {
            "" => Some(path.to_owned()),
            root => path.strip_prefix(root)?.strip_prefix('/').map(str::to_owned),
        };
        state.files.iter().filter_map(|(path, held)| Some((under(path)?, held.bytes.clone()))).collect()
    }

    /// Lets time pass.
    pub fn wait(&self, time: Duration) {
        self.state().now += time.as_nanos();
    }

    /// Room for this many bytes in files, all told; `None` for no end.
    pub fn set_room(&self, bytes: Option<u64>) {
        self.state().room = bytes;
    }

    /// Bytes in files.
    pub fn used(&self) -> u64 {
        self.state().files.values().map(|held| held.bytes.len() as u64).sum()
    }

    /// The process dies in the operation after `operations` more: a write is left half done,
    /// anything else is not begun, and all later operations fail. `None` starts a new process.
    pub fn die_after(&self, operations: Option<usize>) {
        let mut state = self.state();
        state.dies_at = operations.map(|more| state.operations + more);
        state.locks.clear();
    }

    /// Operations asked for so far.
    pub fn operations(&self) -> usize {
        self.state().operations
    }

    /// Refuses to let the file be read.
    pub fn forbid(&self, path: &str) {
        if let Ok(full) = self.full(path) {
            self.state().unreadable.insert(full);
        }
    }

    /// Lists the file and then knows nothing of it, as when it is removed in between.
    pub fn vanish(&self, path: &str) {
        if let Ok(full) = self.full(path) {
            self.state().vanished.insert(full);
        }
    }
}

impl Disk for MemoryDisk {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let full = self.full(path)?;
        let mut state = self.state();
        state.whole_step()?;
        if state.unreadable.contains(&full) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(state.get(&full)?.bytes.to_vec())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let full = self.full(folder)?;
        let mut state = self.state();
        state.whole_step()?;
        match state.kind(&full) {
            Some(Kind::Folder) => {}
            Some(_) => return Err(io::ErrorKind::NotADirectory.into()),
            None => return Err(io::ErrorKind::NotFound.into()),
        }
        let begin = if full.is_empty() { String::new() } else { format!("{full}/") };
        let name = |path: &String| {
            let rest = path.strip_prefix(&begin)?;
            (!rest.is_empty() && !rest.contains('/')).then(|| rest.to_owned())
        };
        let below = |path: &&String| path.starts_with(&begin);
        let from = || begin.clone()..;
        let file = |path| name(path).map(|name| Entry { name, kind: Kind::File });
        let folder = |path| name(path).map(|name| Entry { name, kind: Kind::Folder });
        let files = state.files.range(from()).map(|(path, _)| path).take_while(below).filter_map(file);
        let folders = state.folders.range(from()).take_while(below).filter_map(folder);
        let odd = state.odd.range(from()).take_while(|(path, _)| below(path));
        let odd = odd.filter_map(|(path, kind)| name(path).map(|name| Entry { name, kind: *kind }));
        let mut entries: Vec<_> = files.chain(folders).chain(odd).collect();
        entries.sort();
        Ok(entries)
    }

    fn meta(&self, path: &str) -> io::Result<Meta> {
        let full = self.full(path)?;
        let mut state = self.state();
        state.whole_step()?;
        let held = state.get(&full)?;
        Ok(Meta { len: held.bytes.len() as u64, modified: held.modified })
    }

    fn kind(&self, path: &str) -> io::Result<Kind> {
        let full = self.full(path)?;
        let mut state = self.state();
        state.whole_step()?;
        state
            .kind(&full)
            .ok_or_else(|| state.expect_folder_of(&full).err().unwrap_or_else(|| io::ErrorKind::NotFound.into()))
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let full = self.full(path)?;
        let mut state = self.state();
        let torn = state.step()?;
        state.add_folder(folder_of(&full))?;
        if state.kind(&full).is_some_and(|kind| kind != Kind::File) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        state.store(&full, bytes, torn).map(|_| ())
    }

    fn create(&self, path: &str, bytes: &[u8]) -> io::Result<Meta> {
        let full = self.full(path)?;
        let mut state = self.state();
        let torn = state.step()?;
        state.expect_folder_of(&full)?;
        if state.kind(&full).is_some() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.store(&full, bytes, torn)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let (from, to) = (self.full(from)?, self.full(to)?);
        let mut state = self.state();
        state.whole_step()?;
        state.add_folder(folder_of(&to))?;
        match (state.kind(&from), state.kind(&to)) {
            (Some(Kind::File), None | Some(Kind::File)) => {
                if let Some(held) = state.files.remove(&from) {
                    state.files.insert(to, held);
                }
                Ok(())
            }
            (Some(Kind::File), Some(_)) => Err(io::ErrorKind::IsADirectory.into()),
            (Some(Kind::Folder), None) => {
                let moved = |path: &str| {
                    let rest = path.strip_prefix(&from)?;
                    (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
                };
                let files = std::mem::take(&mut state.files);
                state.files = files.into_iter().map(|(path, held)| (moved(&path).unwrap_or(path), held)).collect();
                let folders = std::mem::take(&mut state.folders);
                state.folders = folders.into_iter().map(|path| moved(&path).unwrap_or(path)).collect();
                Ok(())
            }
            (Some(_), _) => Err(io::ErrorKind::AlreadyExists.into()),
            (None, _) => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn make_folder(&self, path: &str) -> io::Result<()> {
        let full = self.full(path)?;
        let mut state = self.state();
        state.whole_step()?;
        state.add_folder(&full)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let full = self.full(path)?;
        let mut state = self.state();
        state.whole_step()?;
        if state.odd.remove(&full).is_none() {
            state.get(&full)?;
            state.files.remove(&full);
        }
        Ok(())
    }

    fn remove_folder(&self, path: &str) -> io::Result<()> {
        let full = self.full(path)?;
        let mut state = self.state();
        state.whole_step()?;
        let begin = format!("{full}/");
        let first = |keys: Option<&String>| keys.is_some_and(|path| path.starts_with(&begin));
        let from = || begin.clone()..;
        if first(state.files.range(from()).next().map(|(path, _)| path))
            || first(state.folders.range(from()).next())
            || first(state.odd.range(from()).next().map(|(path, _)| path))
        {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        if state.folders.remove(&full) { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    fn lock(&self, path: &str) -> io::Result<Option<Guard>> {
        let full = self.full(path)?;
        let mut state = self.state();
        let torn = state.step()?;
        state.add_folder(folder_of(&full))?;
        if state.locks.contains(&full) {
            return Ok(None);
        }
        state.store(&full, b"memory\n", torn)?;
        state.locks.insert(full.clone());
        drop(state);
        Ok(Some(Guard(Box::new(Lock { path: full, state: self.state.clone() }))))
    }
}

/// Frees a lock when dropped.
struct Lock {
    path: String,
    state: Arc<Mutex<State>>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).locks.remove(&self.path);
    }
}
