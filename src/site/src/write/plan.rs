//! What a build has to do to its folder, decided before anything is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Target, WriteError};
use crate::disk::{Disk, Kind, Meta, folder_of, is_inside};
use crate::output::Output;
use crate::stamp::{Digest, Seen, Stamp, digest, next};

/// How many foreign files an error names.
const NAMED: usize = 5;

/// Every file that a build wrote, finished or not, with what it may hold.
pub(super) struct Owned {
    files: BTreeMap<Arc<str>, Vec<Seen>>,
}

impl Owned {
    pub(super) fn read(source: &dyn Disk, stamp: &str) -> Self {
        let mut files: BTreeMap<Arc<str>, Vec<Seen>> = BTreeMap::new();
        let finished = Stamp::read(source, stamp).map(|stamp| stamp.outputs);
        let unfinished = Stamp::read(source, &next(stamp)).map(|stamp| [stamp.outputs, stamp.gone].concat());
        for entry in [finished, unfinished].into_iter().flatten().flatten() {
            let known = files.entry(entry.path.clone()).or_default();
            if !known.contains(&entry) {
                known.push(entry);
            }
        }
        Self { files }
    }

    fn of(&self, path: &str) -> &[Seen] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }
}

/// A file to be written.
pub(super) struct Fresh<'a> {
    pub(super) path: &'a Arc<str>,
    pub(super) bytes: &'a Arc<[u8]>,
    pub(super) digest: Digest,
    /// Known once it is staged.
    pub(super) meta: Option<Meta>,
}

/// What is to be done. All lists are sorted by path.
pub(super) struct Plan<'a> {
    /// Files that are as they should be.
    pub(super) kept: Vec<Seen>,
    /// Files to stage.
    pub(super) fresh: Vec<Fresh<'a>>,
    /// What to rename out of the stage: files, and folders that are not there yet.
    pub(super) moves: BTreeSet<Arc<str>>,
    /// Our own files that stand where a folder is needed, or in a folder where a file is needed.
    pub(super) in_the_way: BTreeSet<String>,
    /// Folders that go with them.
    pub(super) no_folders: BTreeSet<String>,
    /// Files to remove in the end.
    pub(super) gone: Vec<Seen>,
    /// Files to forget, because somebody else made them their own.
    pub(super) left: Vec<String>,
}

/// What stands where an output file belongs.
enum There {
    Same(Meta),
    Nothing,
    /// A file that may be overwritten.
    Ours,
    Foreign(String),
    /// A folder that holds nothing but files of ours, which are to go.
    Folder {
        files: Vec<String>,
        folders: Vec<String>,
    },
}

impl<'a> Plan<'a> {
    /// `there` is what the output folder holds at its top: what begins with nothing of that is not looked for.
    pub(super) fn new(
        target: &Target,
        output: &'a Output,
        owned: &Owned,
        there: &BTreeSet<String>,
    ) -> Result<Self, WriteError> {
        check_paths(output)?;
        let may_exist = |path: &str| path.split('/').next().is_some_and(|first| there.contains(first));
        let files: Vec<_> = output.files.iter().collect();
        let looked: Vec<_> = files
            .par_iter()
            .map(|(path, bytes)| {
                let digest = digest(bytes);
                if !may_exist(path) {
                    return Ok((*path, *bytes, digest, There::Nothing));
                }
                look(target, path, bytes, &digest, owned).map(|there| (*path, *bytes, digest, there))
            })
            .collect::<Result<_, _>>()?;
        let mut plan = Self {
            kept: Vec::new(),
            fresh: Vec::new(),
            moves: BTreeSet::new(),
            in_the_way: BTreeSet::new(),
            no_folders: BTreeSet::new(),
            gone: Vec::new(),
            left: Vec::new(),
        };
        let mut folders = Folders { target, output, owned, known: BTreeMap::new() };
        let mut foreign = BTreeSet::new();
        for (path, bytes, digest, there) in looked {
            let there = match there {
                There::Nothing => folders.find(path, &mut plan.in_the_way)?,
                There::Same(meta) => {
                    plan.kept.push(Seen { path: path.clone(), meta, digest });
                    continue;
                }
                There::Ours => Ok(path.clone()),
                There::Foreign(what) => Err(what),
                There::Folder { files, folders } => {
                    plan.in_the_way.extend(files);
                    plan.no_folders.extend(folders);
                    Ok(path.clone())
                }
            };
            match there {
                Ok(unit) => plan.moves.insert(unit),
                Err(what) => foreign.insert(what),
            };
            plan.fresh.push(Fresh { path, bytes, digest, meta: None });
        }
        if !foreign.is_empty() {
            let all = foreign.len();
            return Err(WriteError::Foreign(foreign.into_iter().take(NAMED).collect(), all));
        }
        plan.settle_removals(target.out, output, owned)?;
        Ok(plan)
    }

    /// Sorts what an earlier build wrote and this one does not into what goes and what stays.
    fn settle_removals(&mut self, out: &dyn Disk, output: &Output, owned: &Owned) -> Result<(), WriteError> {
        let old: Vec<_> = owned.files.iter().filter(|(path, _)| !output.files.contains_key(&**path)).collect();
        let looked: Vec<_> = old
            .par_iter()
            .map(|(path, known)| is_still_ours(out, path, known).map(|ours| (*path, ours)))
            .collect::<Result<_, _>>()?;
        for (path, ours) in looked {
            match ours {
                Some(Some(entry)) => self.gone.push(entry),
                Some(None) => self.left.push(path.to_string()),
                None => {}
            }
        }
        Ok(())
    }
}

/// Output paths must be such that all of them can be files of one folder at once.
fn check_paths(output: &Output) -> Result<(), WriteError> {
    let mut before: Option<&str> = None;
    for path in output.files.keys() {
        let reserved = path.split('/').next().is_some_and(|first| first.starts_with(".sayyar-"));
        if path.is_empty() || !is_inside(path) || reserved {
            return Err(WriteError::Path(path.to_string()));
        }
        // A name such as `a-b` sorts between `a` and `a/b`, so every folder above is asked for.
        if before.is_none_or(|before| folder_of(before) != folder_of(path)) {
            let mut folder = folder_of(path);
            while !folder.is_empty() {
                if output.files.contains_key(folder) {
                    return Err(WriteError::Path(folder.to_owned()));
                }
                folder = folder_of(folder);
            }
        }
        before = Some(path);
    }
    Ok(())
}

fn look(target: &Target, path: &str, bytes: &[u8], digest: &Digest, owned: &Owned) -> Result<There, WriteError> {
    let known = owned.of(path);
    let meta = match target.out.meta(path) {
        Ok(meta) => meta,
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => return Ok(There::Nothing),
            io::ErrorKind::IsADirectory => return look_into(target, path, owned),
            // A link out of the folder, a device: not ours. One of our own names is ours to mend.
            _ if known.is_empty() && !target.force => return Ok(There::Foreign(path.to_owned())),
            _ => return Ok(There::Ours),
        },
    };
    if known.iter().any(|entry| entry.meta == meta && entry.digest == *digest) {
        return Ok(There::Same(meta));
    }
    if meta.len == bytes.len() as u64 && target.out.read(path).is_ok_and(|old| old == bytes) {
        return Ok(There::Same(meta));
    }
    Ok(if known.is_empty() && !target.force { There::Foreign(path.to_owned()) } else { There::Ours })
}

/// A folder where a file belongs: it may go if nothing in it is anybody else's.
fn look_into(target: &Target, folder: &str, owned: &Owned) -> Result<There, WriteError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    let mut next = 0;
    while let Some(folder) = folders.get(next).cloned() {
        next += 1;
        let entries = target.out.list(&folder).map_err(|error| WriteError::at(&folder, error))?;
        for entry in entries {
            let path = format!("{folder}/{}", entry.name);
            match entry.kind {
                Kind::Folder => folders.push(path),
                _ if owned.of(&path).is_empty() => return Ok(There::Foreign(path)),
                _ => files.push(path),
            }
        }
    }
    Ok(There::Folder { files, folders })
}

/// Which folders of the output are there already.
struct Folders<'a> {
    target: &'a Target<'a>,
    output: &'a Output,
    owned: &'a Owned,
    known: BTreeMap<String, State>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    There,
    Missing,
    Foreign,
}

impl Folders<'_> {
    /// What to rename so that a new file gets to its place: the highest folder above it that is not
    /// there, or else the file itself. The error is a file of somebody else's in the way.
    fn find(
        &mut self,
        path: &Arc<str>,
        in_the_way: &mut BTreeSet<String>,
    ) -> Result<Result<Arc<str>, String>, WriteError> {
        for (slash, _) in path.match_indices('/') {
            let folder = &path[..slash];
            match self.state(folder, in_the_way)? {
                State::There => {}
                State::Missing => return Ok(Ok(folder.into())),
                State::Foreign => return Ok(Err(folder.to_owned())),
            }
        }
        Ok(Ok(path.clone()))
    }

    fn state(&mut self, folder: &str, in_the_way: &mut BTreeSet<String>) -> Result<State, WriteError> {
        if let Some(state) = self.known.get(folder) {
            return Ok(*state);
        }
        let state = match self.target.out.kind(folder) {
            Ok(Kind::Folder) => State::There,
            Err(error) if error.kind() == io::ErrorKind::NotFound => State::Missing,
            Err(error) => return Err(WriteError::at(folder, error)),
            Ok(_) if self.owned.of(folder).is_empty() && !self.target.force => State::Foreign,
            Ok(_) => {
                debug_assert!(!self.output.files.contains_key(folder));
                in_the_way.insert(folder.to_owned());
                State::Missing
            }
        };
        self.known.insert(folder.to_owned(), state);
        Ok(state)
    }
}

/// Whether a file is still what a build wrote: `Some(Some(_))` as that entry has it, `Some(None)` not any
/// more, `None` when it is gone.
fn is_still_ours(out: &dyn Disk, path: &str, known: &[Seen]) -> Result<Option<Option<Seen>>, WriteError> {
    let meta = match out.meta(path) {
        Ok(meta) => meta,
        Err(error) => match error.kind() {
            // A folder has its name now: the build that was to remove it got as far as that.
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => return Ok(None),
            _ => return Ok(Some(None)),
        },
    };
    if let Some(entry) = known.iter().find(|entry| entry.meta == meta) {
        return Ok(Some(Some(entry.clone())));
    }
    let bytes = match out.read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Err(WriteError::at(path, error)),
    };
    let now = digest(&bytes);
    let entry = known.iter().find(|entry| entry.digest == now);
    Ok(Some(entry.map(|entry| Seen { meta, ..entry.clone() })))
}
