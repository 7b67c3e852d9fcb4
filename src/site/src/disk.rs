//! The one door outward. Everything the generator reads or writes goes through [`Disk`],
//! so that tests run on files in memory and can let a disk fill up or a process die.

use std::io;

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

/// Files under one root. Paths are relative to it, with `/` between parts, never leaving it.
pub trait Disk: Send + Sync {
    /// The whole file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    /// What the folder holds, sorted by name; `""` is the root.
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>>;
    /// Size and time of change.
    fn meta(&self, path: &str) -> io::Result<Meta>;
    /// Writes a whole file, making its folders; an existing one is overwritten in place.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
    /// Moves a file over another at once, making the target's folders.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &str) -> io::Result<()>;
    /// Removes a folder if it is empty.
    fn remove_folder(&self, path: &str) -> io::Result<()>;
}
