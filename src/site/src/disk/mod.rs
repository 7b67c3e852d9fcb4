//! The one door outward. Everything the generator reads or writes goes through [`Disk`],
//! so that tests run on files in memory and can let a disk fill up or a process die.

mod memory;
mod real;
mod walk;

use std::any::Any;
use std::io;

pub use memory::MemoryDisk;
pub use real::RealDisk;
pub use walk::{Fault, Found, Walked, Why, is_noise, walk};

/// What a folder holds under one name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The name, without its folder. Names that are not UTF-8 are reported as they look, with `U+FFFD`.
    pub name: String,
    /// What it is, symbolic links followed.
    pub kind: Kind,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link that leads nowhere, to itself or out of the root.
    BrokenLink,
    /// A socket, a device, a name that is not UTF-8: nothing a site is made of.
    Other,
}

/// What is known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    /// Bytes.
    pub len: u64,
    /// Nanoseconds since 1970 of the last change, as the file system keeps them.
    pub modified: u128,
}

/// Holds a lock until it is dropped or the process ends, however it ends.
pub struct Guard(#[expect(dead_code, reason = "kept for what happens when it is dropped")] Box<dyn Any + Send>);

/// Files under one root. Paths are relative to it, with `/` between parts, never leaving it.
pub trait Disk: Send + Sync {
    /// The whole file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    /// What the folder holds, sorted by name; `""` is the root.
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>>;
    /// Size and time of change of a file; of a folder the error `IsADirectory`.
    fn meta(&self, path: &str) -> io::Result<Meta>;
    /// What stands at a path, the root (`""`) included; the error `NotFound` where nothing does.
    fn kind(&self, path: &str) -> io::Result<Kind>;
    /// Writes a whole file, making its folders; an existing one is overwritten in place.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
    /// Writes a file that is not there yet, in a folder that is, and tells what became of it;
    /// the error `AlreadyExists` where anything has that name.
    fn create(&self, path: &str, bytes: &[u8]) -> io::Result<Meta>;
    /// Moves a file over another at once, or a folder to a free name, making the target's folders.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Makes a folder and those above it; one that exists is left as it is.
    fn make_folder(&self, path: &str) -> io::Result<()>;
    /// Removes a file, or a link without what it leads to.
    fn remove(&self, path: &str) -> io::Result<()>;
    /// Removes a folder if it is empty.
    fn remove_folder(&self, path: &str) -> io::Result<()>;
    /// Takes the lock that the file at `path` stands for and writes who holds it into the file;
    /// nothing where somebody else alive holds it. The lock of a process that died is free.
    fn lock(&self, path: &str) -> io::Result<Option<Guard>>;
}

/// Whether a path names something under a root and nothing else: no empty part, no `.`, no `..`,
/// no leading `/`, no drive letter or backslash where those mean something. `""` is the root.
pub fn is_inside(path: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.contains('\0')
            && !(cfg!(windows) && part.contains(['\\', ':']))
    };
    path.is_empty() || path.split('/').all(plain)
}

/// The folder a path is in; `""` for what is in the root.
pub fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// A path that [`is_inside`], or the error that says what a path must be.
fn confined(path: &str) -> io::Result<&str> {
    if is_inside(path) {
        return Ok(path);
    }
    let text = format!("`{path}` leaves the folder it must stay in");
    Err(io::Error::new(io::ErrorKind::PermissionDenied, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        for good in ["", "a", "a/b.md", "a/.b", "ü/ə.md", "..a", "a..", "..."] {
            assert!(is_inside(good), "{good}");
        }
        for bad in ["..", "/etc/passwd", "a/../b", "a//b", "a/", "./a", "a/.", "a\0b"] {
            assert!(!is_inside(bad), "{bad}");
        }
    }
}
