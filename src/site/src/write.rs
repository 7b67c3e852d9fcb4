//! Puts a finished [`Output`] into its folder: only what changed, whole files only, nobody else's files.
//!
//! A build stages everything new under `.sayyar-stage` inside the output folder, hence on the same
//! disk. Then the stamp says what is going to be (see [`crate::stamp`]). Only then the staged files
//! are renamed into place, assets before the pages that name them and these before the lists that name
//! pages; what no page needs any more is
//! removed last. A folder that is not there yet is renamed as a whole, so a first build costs a few
//! renames and not one for every page.
//!
//! Invariants, which the tests hold by killing a build at every operation:
//! - under its final name a file is whole, old or new, at every moment;
//! - up to the first rename the old output is as it was, and nothing after it needs room for bytes,
//!   so a full disk costs nothing;
//! - what a killed build put there is known to the next one, which finishes the work;
//! - a file under a name that no build wrote is neither changed nor removed, nor is a file that
//!   somebody changed since removed.

mod place;
mod plan;

use std::collections::BTreeSet;
use std::fmt;
use std::io;

use rayon::prelude::*;

use crate::disk::{Disk, Guard, Kind, folder_of};
use crate::output::Output;
use crate::stamp::{Origin, Seen, Stamp, next, one_line, path_of, tool};

pub use place::{check_out, stamp_name};
use plan::{Owned, Plan};

/// Where new files wait, inside the output folder.
const STAGE: &str = ".sayyar-stage";

/// Where a build goes.
pub struct Target<'a> {
    /// The disk of the sources, which holds the stamp and the lock under `.sayyar/`.
    pub source: &'a dyn Disk,
    /// The disk whose root is the output folder.
    pub out: &'a dyn Disk,
    /// The stamp's name, from [`stamp_name`]: one for each output folder.
    pub stamp: &'a str,
    /// Whether files of others may be overwritten where a page of the site has their name.
    pub force: bool,
}

/// What a build did to its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Files written.
    pub written: usize,
    /// Files that were as they should be.
    pub kept: usize,
    /// Files removed.
    pub removed: usize,
    /// Bytes of the files written.
    pub bytes: u64,
    /// Files an earlier build wrote and this one would have removed, had not somebody changed them since.
    pub left: Vec<String>,
}

/// Why a build could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// Another build is writing; its process, where it says so.
    Locked(Option<u32>),
    /// Files that no build wrote stand where the site's files belong; at most a few, and how many there are.
    Foreign(Vec<String>, usize),
    /// The output folder is, or holds, or is among, the sources.
    Sources(String),
    /// The output has a path that no file can have, or two of which one is the other's folder.
    Path(String),
    /// A file stands where the output folder should be.
    NotFolder(String),
    /// No room is left; the path that did not fit.
    Full(String),
    /// The system refused something; the path.
    Io(String, io::Error),
}

impl WriteError {
    pub(crate) fn at(path: &str, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(path.to_owned()),
            _ => Self::Io(path.to_owned(), error),
        }
    }

    /// What to do about it.
    pub fn advice(&self) -> String {
        match self {
            Self::Locked(_) => "wait until it is done, then build again".into(),
            Self::Foreign(..) => {
                "move them away, choose another folder with `--out`, or overwrite them with `--force`".into()
            }
            Self::Sources(_) => "choose a folder that holds nothing else, such as `--out public`".into(),
            Self::NotFolder(_) => "remove it, or choose another folder with `--out`".into(),
            Self::Path(_) => "rename the page or the file it comes from".into(),
            Self::Full(_) => "make room and build again: what was published before is still whole".into(),
            Self::Io(_, error) if error.kind() == io::ErrorKind::PermissionDenied => {
                "check that you may write to the output folder and to `.sayyar`, and that no link leads out of them"
                    .into()
            }
            Self::Io(..) => "build again when that is mended: every published file is whole".into(),
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked(Some(process)) => write!(f, "another build of this site is running (process {process})"),
            Self::Locked(None) => f.write_str("another build of this site is running"),
            Self::Foreign(some, all) => {
                let some: Vec<_> = some.iter().map(|path| format!("`{path}`")).collect();
                let more = all.saturating_sub(some.len());
                let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
                write!(f, "the output folder holds files that no build wrote: {}{tail}", some.join(", "))
            }
            Self::Sources(path) => write!(f, "the output cannot go to `{path}`, where sources of the site are"),
            Self::Path(path) => write!(f, "the site has a file `{path}`, which cannot be written beside the others"),
            Self::NotFolder(path) => write!(f, "`{path}` is a file, and the output needs a folder"),
            Self::Full(path) => write!(f, "no room is left on the disk for `{path}`"),
            Self::Io(path, error) => write!(f, "`{path}`: {error}"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(_, error) => Some(error),
            _ => None,
        }
    }
}

/// Makes the output folder hold `output`, and the stamp say what it was made from.
pub fn write(target: &Target, output: &Output, origin: &Origin) -> Result<Report, WriteError> {
    let _guard = lock(target.source)?;
    let owned = Owned::read(target.source, target.stamp);
    let there = sweep(target.out)?;
    let mut plan = Plan::new(target, output, &owned, &there)?;
    let staged = stage(target.out, &mut plan).and_then(|()| {
        let name = next(target.stamp);
        stamp_of(&plan, origin).save(target.source, &name).map_err(|error| WriteError::at(&path_of(&name), error))
    });
    if let Err(error) = staged {
        // Nothing has been published: only the staging is to go, if it can.
        let _ = sweep(target.out);
        return Err(error);
    }
    publish(target.out, &plan)?;
    // What was in the way is removed already, and something else has its name now.
    let gone = plan.gone.iter().map(|entry| &*entry.path);
    let removed = remove_all(target.out, gone.filter(|path| !plan.in_the_way.contains(*path)), &plan.no_folders)?;
    let (unfinished, name) = (path_of(&next(target.stamp)), path_of(target.stamp));
    target.source.rename(&unfinished, &name).map_err(|error| WriteError::at(&name, error))?;
    Ok(Report {
        written: plan.fresh.len(),
        kept: plan.kept.len(),
        removed,
        bytes: plan.fresh.iter().map(|file| file.bytes.len() as u64).sum(),
        left: plan.left,
    })
}

/// Keeps two builds from mixing. The system frees the lock of a process that died.
fn lock(source: &dyn Disk) -> Result<Guard, WriteError> {
    let path = path_of("lock");
    match source.lock(&path) {
        Ok(Some(guard)) => Ok(guard),
        Ok(None) => {
            let text = source.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            Err(WriteError::Locked(text.and_then(|text| text.trim().parse().ok())))
        }
        Err(error) => Err(WriteError::at(&path, error)),
    }
}

/// Removes what a killed build left staged; answers with the names that stay.
fn sweep(out: &dyn Disk) -> Result<BTreeSet<String>, WriteError> {
    let entries = match out.list("") {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(WriteError::at("", error)),
    };
    let (staged, others): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.name.starts_with(".sayyar-"));
    staged.iter().try_for_each(|entry| {
        sweep_away(out, &entry.name, entry.kind).map_err(|error| WriteError::at(&entry.name, error))
    })?;
    Ok(others.into_iter().map(|entry| entry.name).collect())
}

fn sweep_away(out: &dyn Disk, path: &str, kind: Kind) -> io::Result<()> {
    if kind != Kind::Folder {
        return out.remove(path);
    }
    let entries = out.list(path)?;
    entries.par_iter().try_for_each(|entry| sweep_away(out, &format!("{path}/{}", entry.name), entry.kind))?;
    out.remove_folder(path)
}

/// Writes every new file under the stage, and makes the folders that renaming will need.
fn stage(out: &dyn Disk, plan: &mut Plan) -> Result<(), WriteError> {
    let failed = |path: &str, error| WriteError::at(path, error);
    if plan.fresh.is_empty() {
        return Ok(());
    }
    out.make_folder(STAGE).map_err(|error| failed(STAGE, error))?;
    plan.fresh.par_chunk_by_mut(|a, b| folder_of(a.path) == folder_of(b.path)).try_for_each(|files| {
        let Some(first) = files.first() else { return Ok(()) };
        let folder = folder_of(&staged(first.path)).to_owned();
        out.make_folder(&folder).map_err(|error| failed(first.path, error))?;
        files.iter_mut().try_for_each(|file| {
            let made = out.create(&staged(file.path), file.bytes);
            file.meta = Some(made.map_err(|error| failed(file.path, error))?);
            Ok(())
        })
    })
}

fn staged(path: &str) -> String {
    format!("{STAGE}/{path}")
}

/// What will be there when the plan is carried out.
fn stamp_of(plan: &Plan, origin: &Origin) -> Stamp {
    let fresh = plan
        .fresh
        .iter()
        .filter_map(|file| Some(Seen { path: file.path.clone(), meta: file.meta?, digest: file.digest }));
    let mut outputs: Vec<_> = plan.kept.iter().cloned().chain(fresh).collect();
    outputs.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Stamp {
        tool: tool(),
        options: one_line(&origin.options),
        inputs: origin.inputs.clone(),
        outputs,
        gone: plan.gone.clone(),
        written: 0,
    }
}

/// Renames what is staged into place: assets, then the pages that name them, then what lists pages.
fn publish(out: &dyn Disk, plan: &Plan) -> Result<(), WriteError> {
    remove_all(out, plan.in_the_way.iter().map(String::as_str), &plan.no_folders)?;
    for rank in [Rank::Asset, Rank::Page, Rank::List] {
        let paths: Vec<&str> = plan.moves.iter().map(|path| &**path).filter(|path| Rank::of(path) == rank).collect();
        paths
            .par_iter()
            .try_for_each(|path| out.rename(&staged(path), path).map_err(|error| WriteError::at(path, error)))?;
    }
    if plan.fresh.is_empty() { Ok(()) } else { sweep(out).map(|_| ()) }
}

/// When a file goes into place: after everything it names.
#[derive(Clone, Copy, PartialEq)]
enum Rank {
    Asset,
    Page,
    /// The service worker and what it is to keep.
    List,
}

impl Rank {
    fn of(path: &str) -> Self {
        let first = path.split('/').next().unwrap_or_default();
        let last = path.rsplit('/').next().unwrap_or_default();
        match (first, last) {
            ("assets" | "search", _) => Self::Asset,
            ("sw.js", _) | (_, "offline.json") => Self::List,
            _ => Self::Page,
        }
    }
}

/// Removes files, and the folders that are empty then. What is gone already is no error.
/// `folders` are tried as well.
fn remove_all<'a>(
    out: &dyn Disk,
    paths: impl Iterator<Item = &'a str>,
    folders: &'a BTreeSet<String>,
) -> Result<usize, WriteError> {
    let paths: Vec<&str> = paths.collect();
    let removed = paths.par_iter().map(|path| match out.remove(path) {
        Ok(()) => Ok(1),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(0),
        Err(error) => Err(WriteError::at(path, error)),
    });
    let removed = removed.try_reduce(|| 0, |a, b| Ok(a + b))?;
    let above = paths.iter().map(|path| folder_of(path));
    let mut folders: BTreeSet<&str> = folders.iter().map(String::as_str).chain(above).collect();
    // The last in order is never above another one, so folders go before those that hold them.
    while let Some(folder) = folders.pop_last().filter(|folder| !folder.is_empty()) {
        if out.remove_folder(folder).is_ok() {
            folders.insert(folder_of(folder));
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests;
