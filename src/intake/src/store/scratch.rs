//! Where bytes wait while they come in and are checked: in memory when they are few, else in a partial file.
//!
//! ```text
//! opening          held by the process that makes its session and removes those of dead ones
//! tmp/<session>/   partial files of one process, which holds `lock` there; removed when nobody does any more
//! partial/         what comes in parts, over hours and restarts
//! ```

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sayyar_seal::receipt::Sha256;
use sha2::Digest as _;

use super::anew::Resealed;
use crate::fail;
use crate::system;

/// Files up to this size wait in memory.
const SMALL: u64 = 512 * 1024;

/// A folder for what is on its way.
#[derive(Debug)]
pub(super) struct Scratch {
    root: PathBuf,
    session: PathBuf,
    /// Held as long as this process lives; others see by it that the session's partial files are in use.
    _lock: File,
    count: AtomicU64,
}

/// Bytes that came in, with their digest. Dropped, they never came, unless they were kept.
#[derive(Debug)]
pub struct Staged {
    pub(super) sha256: Sha256,
    pub(super) size: u64,
    /// Digest of the bytes that are here, and how many: others than those that came, where they were sealed anew.
    pub(super) here: (Sha256, u64),
    pub(super) body: Body,
    /// Whether they are kept already, and this is a copy to look into.
    pub(super) kept: bool,
}

/// Where staged bytes are.
#[derive(Debug)]
pub(super) enum Body {
    /// In memory.
    Memory(Vec<u8>),
    /// In a partial file, which goes with this.
    Partial(PathBuf),
    /// In one of these places, where they are kept: another process may move them from the second to the first.
    Kept([PathBuf; 2]),
    /// Nowhere: more than is taken. Their digest is known all the same.
    TooLarge,
}

impl Body {
    /// The partial file, when they are in one.
    pub(super) fn partial(&self) -> Option<&Path> {
        match self {
            Self::Partial(path) => Some(path),
            _ => None,
        }
    }
}

impl Staged {
    /// Bytes that are what came.
    pub(super) fn new(here: (Sha256, u64), body: Body, kept: bool) -> Self {
        Self { sha256: here.0, size: here.1, here, body, kept }
    }

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
        self.here.0 != self.sha256
    }

    /// Whether there were more than is taken.
    pub fn is_too_large(&self) -> bool {
        matches!(self.body, Body::TooLarge)
    }

    /// The bytes, from the start.
    pub fn reader(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(match &self.body {
            Body::Memory(bytes) => Box::new(Cursor::new(bytes)),
            Body::Partial(path) => Box::new(File::open(path)?),
            Body::Kept(places) => Box::new(open_either(places)?),
            Body::TooLarge => Box::new(io::empty()),
        })
    }

    /// The bytes, to be given away.
    pub(super) fn into_reader(mut self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match std::mem::replace(&mut self.body, Body::TooLarge) {
            Body::Memory(bytes) => Box::new(Cursor::new(bytes)),
            Body::Kept(places) => Box::new(open_either(&places)?),
            Body::Partial(path) => {
                let file = File::open(&path);
                // Open files outlive their names, where the system allows it; else the session's end removes them.
                _ = fs::remove_file(&path);
                Box::new(file?)
            }
            Body::TooLarge => Box::new(io::empty()),
        })
    }

    /// These bytes, when they are what was kept under this digest.
    pub(super) fn checked(mut self, sha256: &Sha256, anew: Option<&Resealed>) -> io::Result<Self> {
        match anew {
            _ if self.sha256 == *sha256 => {}
            Some(anew) if anew.may_be(&self.sha256) => (self.sha256, self.size) = (*sha256, anew.size),
            _ => {
                let text = format!("{sha256} has other bytes than it should");
                return Err(io::Error::new(io::ErrorKind::InvalidData, text));
            }
        }
        self.kept = true;
        Ok(self)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Body::Partial(path) = &self.body {
            _ = fs::remove_file(path);
        }
    }
}

impl Scratch {
    /// The folder, made when it is not there; what dead processes left half-written is removed.
    pub(super) fn open(root: &Path) -> io::Result<Self> {
        system::private_folder(&root.join("tmp"))?;
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

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// A folder for what comes in parts; made when it is not there.
    pub(super) fn partials(&self) -> io::Result<PathBuf> {
        let folder = self.root.join("partial");
        system::private_folder(&folder)?;
        Ok(folder)
    }

    /// The name of a new partial file.
    pub(super) fn partial(&self) -> PathBuf {
        self.session.join(self.count.fetch_add(1, Ordering::Relaxed).to_string())
    }

    /// Takes bytes over from outside. More than `most` are counted and digested, not kept.
    pub(super) fn stage(&self, source: &mut dyn Read, most: u64) -> io::Result<Staged> {
        let mut digest = sha2::Sha256::new();
        let (mut size, mut memory) = (0, Vec::new());
        let mut partial: Option<File> = None;
        let mut buffer = vec![0; 64 * 1024];
        // From here on the partial file is removed with whoever holds it.
        let mut staged = Staged::new((fingerprint([0; 32]), 0), Body::TooLarge, false);
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
                if let Body::Partial(path) = std::mem::replace(&mut staged.body, Body::TooLarge) {
                    _ = fs::remove_file(path);
                }
            } else if let Some(file) = &mut partial {
                file.write_all(&buffer[..count])?;
            } else if size <= SMALL {
                memory.extend_from_slice(&buffer[..count]);
            } else {
                let path = self.partial();
                let mut file = File::create_new(&path)?;
                staged.body = Body::Partial(path);
                file.write_all(&memory)?;
                file.write_all(&buffer[..count])?;
                memory = Vec::new();
                partial = Some(file);
            }
        }
        if size <= most && partial.is_none() {
            staged.body = Body::Memory(memory);
        }
        (staged.sha256, staged.size) = (fingerprint(digest.finalize().into()), size);
        staged.here = (staged.sha256, size);
        fail::point("staged")?;
        Ok(staged)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.session);
    }
}

/// Opens a file that may be moved from the second place to the first while this looks.
pub(super) fn open_either([settled, new]: &[PathBuf; 2]) -> io::Result<File> {
    let mut file = File::open(settled);
    for path in [new, settled] {
        if file.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            file = File::open(path);
        }
    }
    file
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
pub(super) fn fingerprint(bytes: [u8; 32]) -> Sha256 {
    sayyar_seal::age::Fingerprint(bytes)
}
