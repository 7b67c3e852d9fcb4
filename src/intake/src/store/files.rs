//! Sealed files in a folder, each under the SHA-256 of its bytes.
//!
//! ```text
//! opening          held by the process that makes its session and removes those of dead ones
//! tmp/<session>/   partial files of one process, which holds `lock` there; removed when nobody does any more
//! new/<sha256>     whole and durable, and perhaps not in the database yet
//! files/ab/<sha256>  in the database
//! ```
//!
//! A crash leaves partial files, which nobody misses, or whole ones in `new/`, which are taken in again by
//! whoever starts next ([`Files::left`]): the database says whether they were taken in before. **Invariant:**
//! moving from `new/` to `files/` needs no sync, because readers look into both.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sayyar_seal::receipt::Sha256;
use sha2::Digest as _;

use crate::fail;
use crate::system;

/// Files up to this size wait in memory while they are checked.
const SMALL: u64 = 512 * 1024;

/// A folder of sealed files.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    session: PathBuf,
    /// Held as long as this process lives; others see by it that the session's partial files are in use.
    _lock: File,
    count: AtomicU64,
}

/// Bytes that came in, with their digest, not kept yet. Dropped, they never came.
#[derive(Debug)]
pub struct Staged {
    sha256: Sha256,
    size: u64,
    body: Body,
}

/// Where staged bytes are.
#[derive(Debug)]
pub enum Body {
    /// In memory.
    Memory(Vec<u8>),
    /// In a partial file.
    Partial(PathBuf),
    /// Kept already, in one of these places: another process may move it from the second to the first meanwhile.
    Kept([PathBuf; 2]),
    /// Nowhere: more than is taken. Their digest is known all the same.
    TooLarge,
}

impl Staged {
    /// The digest of the bytes.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// How many there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether there were more than is taken.
    pub fn is_too_large(&self) -> bool {
        matches!(self.body, Body::TooLarge)
    }

    /// The bytes, from the start.
    pub fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &self.body {
            Body::Memory(bytes) => Box::new(Cursor::new(bytes)),
            Body::Partial(path) => Box::new(File::open(path)?),
            Body::Kept(places) => Box::new(open_either(places)?),
            Body::TooLarge => Box::new(io::empty()),
        })
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Body::Partial(path) = &self.body {
            _ = fs::remove_file(path);
        }
    }
}

impl Files {
    /// The folder, made when it is not there; what dead processes left half-written is removed.
    pub fn open(root: &Path) -> io::Result<Self> {
        for name in ["tmp", "new", "files"] {
            system::private_folder(&root.join(name))?;
        }
        // One process at a time, so that nobody takes a session that is being made for a dead one's.
        let turn = File::create(root.join("opening"))?;
        turn.lock()?;
        for entry in fs::read_dir(root.join("tmp"))? {
            remove_if_dead(&entry?.path());
        }
        let session = root.join("tmp").join(system::token::<8>());
        system::private_folder(&session)?;
        fail::point("session-made")?;
        let lock = File::create_new(session.join("lock"))?;
        lock.lock()?;
        Ok(Self { root: root.into(), session, _lock: lock, count: AtomicU64::new(0) })
    }

    /// The folder of all of it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A folder for what comes in parts, over hours and restarts; made when it is not there.
    pub fn partials(&self) -> io::Result<PathBuf> {
        let folder = self.root.join("partial");
        system::private_folder(&folder)?;
        Ok(folder)
    }

    /// Takes bytes over from outside. More than `most` are counted and digested, not kept.
    pub fn stage(&self, source: &mut dyn Read, most: u64) -> io::Result<Staged> {
        let mut digest = sha2::Sha256::new();
        let (mut size, mut memory) = (0, Vec::new());
        let mut partial: Option<(File, PathBuf)> = None;
        let mut buffer = vec![0; 64 * 1024];
        // From here on the partial file is removed with whoever holds it.
        let mut staged = Staged { sha256: fingerprint([0; 32]), size: 0, body: Body::TooLarge };
        loop {
            let count = match source.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            digest.update(&buffer[..count]);
            size += count as u64;
            if size > most {
                (memory, partial) = (Vec::new(), None);
                // Dropping the body removes the partial file.
                drop(Staged {
                    sha256: staged.sha256,
                    size: 0,
                    body: std::mem::replace(&mut staged.body, Body::TooLarge),
                });
            } else if let Some((file, _)) = &mut partial {
                file.write_all(&buffer[..count])?;
            } else if size <= SMALL {
                memory.extend_from_slice(&buffer[..count]);
            } else {
                let path = self.partial();
                let mut file = File::create_new(&path)?;
                staged.body = Body::Partial(path.clone());
                file.write_all(&memory)?;
                file.write_all(&buffer[..count])?;
                memory = Vec::new();
                partial = Some((file, path));
            }
        }
        if size <= most && partial.is_none() {
            staged.body = Body::Memory(memory);
        }
        (staged.sha256, staged.size) = (fingerprint(digest.finalize().into()), size);
        fail::point("staged")?;
        Ok(staged)
    }

    /// Makes staged bytes durable under their digest. Their name is durable after [`Files::sync`].
    pub fn keep(&self, staged: &mut Staged) -> io::Result<()> {
        fail::point("before-keep")?;
        let target = self.new_path(&staged.sha256);
        match &staged.body {
            Body::TooLarge | Body::Kept(_) => return Ok(()),
            Body::Memory(bytes) => {
                let path = self.partial();
                let written = write(&path, bytes).and_then(|()| fs::rename(&path, &target));
                if written.is_err() {
                    _ = fs::remove_file(&path);
                }
                written?;
            }
            Body::Partial(path) => {
                File::options().write(true).open(path)?.sync_all()?;
                fail::point("written")?;
                fs::rename(path, &target)?;
            }
        }
        staged.body = Body::Kept(self.places(&staged.sha256));
        fail::point("renamed")
    }

    /// Makes the names of all that was kept durable.
    pub fn sync(&self) -> io::Result<()> {
        system::sync_folder(&self.root.join("new"))?;
        fail::point("folder-synced")
    }

    /// Moves a file that the database knows now to its place. Another process may have done so before, or do so now.
    pub fn settle(&self, sha256: &Sha256) -> io::Result<()> {
        let target = self.path(sha256);
        let moved = fs::rename(self.new_path(sha256), &target).or_else(|error| {
            let folder = target.parent().filter(|_| error.kind() == io::ErrorKind::NotFound);
            // Its folder is missing, or was a moment ago: it may be another process that made it since.
            system::private_folder(folder.ok_or(error)?)?;
            fs::rename(self.new_path(sha256), &target)
        });
        match moved {
            Err(error) if error.kind() == io::ErrorKind::NotFound && target.exists() => Ok(()),
            moved => moved,
        }
    }

    /// Settles or removes a file that is known and lies among the new ones all the same.
    pub fn tidy(&self, sha256: &Sha256, kept: bool) -> io::Result<()> {
        if !self.new_path(sha256).exists() {
            return Ok(());
        }
        if kept { self.settle(sha256) } else { self.remove(sha256) }
    }

    /// Opens a file, settled or not.
    pub fn read(&self, sha256: &Sha256) -> io::Result<File> {
        open_either(&self.places(sha256))
    }

    /// A kept file as staged bytes, to be checked once more. Its digest is computed anew.
    pub fn restage(&self, sha256: &Sha256) -> io::Result<Staged> {
        let mut file = self.read(sha256)?;
        let mut digest = sha2::Sha256::new();
        let (mut size, mut buffer) = (0, vec![0; 64 * 1024]);
        loop {
            let count = file.read(&mut buffer)?;
            if count == 0 {
                break;
            }
            digest.update(&buffer[..count]);
            size += count as u64;
        }
        let found = fingerprint(digest.finalize().into());
        if found != *sha256 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("{sha256} has other bytes than it should")));
        }
        Ok(Staged { sha256: found, size, body: Body::Kept(self.places(sha256)) })
    }

    /// Removes a file for good. That it is not there is no error.
    pub fn remove(&self, sha256: &Sha256) -> io::Result<()> {
        for path in [self.new_path(sha256), self.path(sha256)] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whole files that were not settled, by whoever stopped too early.
    pub fn left(&self) -> io::Result<Vec<Sha256>> {
        let mut left = Vec::new();
        for entry in fs::read_dir(self.root.join("new"))? {
            left.extend(entry?.file_name().to_str().and_then(|name| name.parse::<Sha256>().ok()));
        }
        left.sort();
        Ok(left)
    }

    /// Every file there is, settled or not: for those who check.
    pub fn all(&self) -> io::Result<Vec<Sha256>> {
        let mut all = self.left()?;
        for folder in fs::read_dir(self.root.join("files"))? {
            for entry in fs::read_dir(folder?.path())? {
                all.extend(entry?.file_name().to_str().and_then(|name| name.parse::<Sha256>().ok()));
            }
        }
        all.sort();
        Ok(all)
    }

    fn partial(&self) -> PathBuf {
        self.session.join(self.count.fetch_add(1, Ordering::Relaxed).to_string())
    }

    /// Where a file may be: settled, or not yet.
    fn places(&self, sha256: &Sha256) -> [PathBuf; 2] {
        [self.path(sha256), self.new_path(sha256)]
    }

    fn new_path(&self, sha256: &Sha256) -> PathBuf {
        self.root.join("new").join(sha256.to_string())
    }

    fn path(&self, sha256: &Sha256) -> PathBuf {
        let name = sha256.to_string();
        self.root.join("files").join(&name[..2]).join(name)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.session);
    }
}

/// Opens a file that may be moved from the second place to the first while this looks.
fn open_either([settled, new]: &[PathBuf; 2]) -> io::Result<File> {
    let mut file = File::open(settled);
    for path in [new, settled] {
        if file.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            file = File::open(path);
        }
    }
    file
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    let (first, second) = bytes.split_at(bytes.len() / 2);
    file.write_all(first)?;
    fail::point("half-written")?;
    file.write_all(second)?;
    file.sync_all()?;
    fail::point("written")
}

/// Removes the partial files of a process that is gone: its lock can be had.
fn remove_if_dead(session: &Path) {
    let Ok(lock) = File::open(session.join("lock")) else {
        _ = fs::remove_dir_all(session);
        return;
    };
    if lock.try_lock().is_ok() {
        _ = fs::remove_dir_all(session);
    }
}

/// These digits.
fn fingerprint(bytes: [u8; 32]) -> Sha256 {
    sayyar_seal::age::Fingerprint(bytes)
}
