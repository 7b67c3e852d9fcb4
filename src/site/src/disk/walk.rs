//! All files under some folders, with what is known of them without reading, found in parallel.

use std::fmt;
use std::io;

use rayon::prelude::*;

use super::{Disk, Kind, Meta};

/// A file that a walk found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path from the disk's root.
    pub path: String,
    /// Its size and time, taken before anybody reads it: what is read later is never older.
    pub meta: Meta,
}

/// Something a walk could not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its path from the disk's root.
    pub path: String,
    /// What is the matter with it.
    pub why: Why,
}

/// What is the matter with something a walk could not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A link that leads nowhere, to itself or out of the root.
    BrokenLink,
    /// No regular file, or a name that is not UTF-8.
    NotAFile,
    /// The system's reason.
    Unreadable(String),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BrokenLink => f.write_str("is a link that leads nowhere, to itself or out of the site's folder"),
            Self::NotAFile => f.write_str("is neither a file nor a folder with a name in UTF-8"),
            Self::Unreadable(why) => write!(f, "cannot be read: {why}"),
        }
    }
}

/// What a walk found, each sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// The files.
    pub files: Vec<Found>,
    /// What is in the way.
    pub faults: Vec<Fault>,
}

/// Names that editors and desktops leave behind, which no walk and no watcher looks at.
pub fn is_noise(name: &str) -> bool {
    matches!(name, ".git" | ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".directory" | "4913")
        || name.ends_with('~')
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || (name.starts_with('.')
            && [".swp", ".swo", ".swx", ".tmp", ".kate-swp"].iter().any(|end| name.ends_with(end)))
}

/// Every file at or under `starts` (files, folders, or names of nothing), but for [noise](is_noise).
pub fn walk(disk: &dyn Disk, starts: &[&str]) -> Walked {
    let mut all = starts
        .par_iter()
        .map(|start| match disk.kind(start) {
            Ok(kind) => visit(disk, (*start).to_owned(), kind),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Walked::default(),
            Err(error) => fault((*start).to_owned(), unreadable(&error)),
        })
        .reduce(Walked::default, join);
    all.files.sort_by(|a, b| a.path.cmp(&b.path));
    all.files.dedup();
    all.faults.sort_by(|a, b| a.path.cmp(&b.path));
    all.faults.dedup();
    all
}

fn visit(disk: &dyn Disk, path: String, kind: Kind) -> Walked {
    match kind {
        Kind::File => match disk.meta(&path) {
            Ok(meta) => Walked { files: vec![Found { path, meta }], faults: Vec::new() },
            // It went away since its folder was listed, which is no fault of the site's.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Walked::default(),
            Err(error) => fault(path, unreadable(&error)),
        },
        Kind::Folder => match disk.list(&path) {
            Ok(entries) => entries
                .into_par_iter()
                .filter(|entry| !is_noise(&entry.name))
                .map(|entry| {
                    let inner = if path.is_empty() { entry.name } else { format!("{path}/{}", entry.name) };
                    visit(disk, inner, entry.kind)
                })
                .reduce(Walked::default, join),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Walked::default(),
            Err(error) => fault(path, unreadable(&error)),
        },
        Kind::BrokenLink => fault(path, Why::BrokenLink),
        Kind::Other => fault(path, Why::NotAFile),
    }
}

fn unreadable(error: &io::Error) -> Why {
    Why::Unreadable(error.to_string())
}

fn fault(path: String, why: Why) -> Walked {
    Walked { files: Vec::new(), faults: vec![Fault { path, why }] }
}

/// Appends the shorter to the longer, so that a flat folder of many files is not copied again and again.
fn join(mut a: Walked, mut b: Walked) -> Walked {
    if a.files.len() < b.files.len() {
        std::mem::swap(&mut a, &mut b);
    }
    a.files.append(&mut b.files);
    a.faults.append(&mut b.faults);
    a
}

#[cfg(test)]
mod tests {
    use super::super::MemoryDisk;
    use super::*;

    #[test]
    fn finds_files_sorted_and_says_what_is_in_the_way() {
        let disk = MemoryDisk::from([
            ("content/az/_index.md", "1"),
            ("content/az/news/a.md", "22"),
            ("content/az/news/.a.md.swp", "noise"),
            ("content/az/b.md~", "noise"),
            ("content/secret.md", "3"),
            ("other/x", "4"),
            ("sayyar.toml", "5"),
        ]);
        disk.put_odd("content/az/loop", Kind::BrokenLink);
        disk.put_odd("content/pipe", Kind::Other);
        disk.vanish("content/secret.md");
        let walked = walk(&disk, &["content", "sayyar.toml", "forms"]);
        let paths: Vec<_> = walked.files.iter().map(|one| (one.path.as_str(), one.meta.len)).collect();
        assert_eq!(paths, [("content/az/_index.md", 1), ("content/az/news/a.md", 2), ("sayyar.toml", 1)]);
        let faults: Vec<_> = walked.faults.iter().map(|one| (one.path.as_str(), one.why.clone())).collect();
        assert_eq!(faults, [("content/az/loop", Why::BrokenLink), ("content/pipe", Why::NotAFile)]);
    }
}
