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
    anew: bool,
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

    /// Whether they were sealed anew since they came: digest and size are those of the bytes that came.
    pub fn is_resealed(&self) -> bool {
        self.anew
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

/// What was noted of a file when it was sealed anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resealed {
    /// The digest of what was to take its place.
    pub stored: Sha256,
    /// The digest of what lay there until then, and lies there still if somebody stopped in between.
    pub before: Sha256,
    /// The size of the bytes that came.
    pub size: u64,
}

impl Resealed {
    /// Whether bytes of this digest may lie there.
    pub fn may_be(&self, found: &Sha256) -> bool {
        *found == self.stored || *found == self.before
    }
}

/// A file that is being sealed anew. Dropped, it never was.
#[derive(Debug)]
pub struct Anew {
    file: File,
    path: PathBuf,
    digest: sha2::Sha256,
}

impl Write for Anew {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.digest.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Anew {
    /// Makes it durable.
    pub fn finish(self) -> io::Result<Written> {
        let written = Written { path: self.path, stored: fingerprint(self.digest.finalize().into()) };
        self.file.sync_all()?;
        fail::point("rekey-written")?;
        Ok(written)
    }
}

/// A file that was sealed anew and has not taken its place yet. Dropped before, it never was.
#[derive(Debug)]
pub struct Written {
    path: PathBuf,
    stored: Sha256,
}

impl Written {
    /// The digest of its bytes.
    pub fn stored(&self) -> Sha256 {
        self.stored
    }

    /// Its bytes, from the start.
    pub fn reader(&self) -> io::Result<File> {
        File::open(&self.path)
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        _ = fs::remove_file(&self.path);
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
        let mut staged = Staged { sha256: fingerprint([0; 32]), size: 0, body: Body::TooLarge, anew: false };
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
                    anew: false,
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
        if target.exists() {
            // Another process was quicker, and may have sealed it anew since.
            return match fs::remove_file(self.new_path(sha256)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
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

    /// A kept file as staged bytes, to be checked once more. Its digest is computed anew: it must be that of the bytes
    /// that came or, where they were sealed anew, one that was noted then.
    pub fn restage(&self, sha256: &Sha256, anew: Option<&Resealed>) -> io::Result<Staged> {
        let (found, size) = digest_of(&mut self.read(sha256)?)?;
        let body = Body::Kept(self.places(sha256));
        match anew {
            _ if found == *sha256 => Ok(Staged { sha256: found, size, body, anew: false }),
            Some(anew) if anew.may_be(&found) => Ok(Staged { sha256: *sha256, size: anew.size, body, anew: true }),
            _ => Err(io::Error::new(io::ErrorKind::InvalidData, format!("{sha256} has other bytes than it should"))),
        }
    }

    /// A partial file to seal a kept one anew into.
    pub fn anew(&self) -> io::Result<Anew> {
        let path = self.partial();
        let file = File::create_new(&path)?;
        Ok(Anew { file, path, digest: sha2::Sha256::new() })
    }

    /// Puts what was sealed anew in the place of a kept file, in one step; durable after this returns. Doing it twice is
    /// doing it once.
    pub fn replace(&self, sha256: &Sha256, anew: &Written) -> io::Result<()> {
        let target = self.path(sha256);
        system::private_folder(target.parent().unwrap_or(&self.root))?;
        match fs::rename(&anew.path, &target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && target.exists() => {}
            renamed => renamed?,
        }
        fail::point("rekey-renamed")?;
        // What came may lie among the new files still, when another process is about to settle it.
        _ = fs::remove_file(self.new_path(sha256));
        system::sync_folder(target.parent().unwrap_or(&self.root))
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

/// Digest and size of what is read to its end.
pub fn digest_of(source: &mut dyn Read) -> io::Result<(Sha256, u64)> {
    let mut digest = sha2::Sha256::new();
    let (mut size, mut buffer) = (0, vec![0; 64 * 1024]);
    loop {
        match source.read(&mut buffer)? {
            0 => return Ok((fingerprint(digest.finalize().into()), size)),
            count => {
                digest.update(&buffer[..count]);
                size += count as u64;
            }
        }
    }
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
