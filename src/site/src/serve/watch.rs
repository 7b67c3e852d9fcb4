//! Which sources changed, a moment after they did.
//!
//! The system says that something happened at a path; what it was is found out by looking, because what
//! it says is different on every system, comes in pieces and may get lost: editors write a temporary file and
//! rename it over the old one, a new folder is filled before it can be watched, a queue overflows. So the watcher
//! keeps the size and time of every source, and a change is a difference between them and what is there now, or
//! a write that the system told of (which size and time might not show).
//!
//! Where the system cannot watch (its limit is reached, a network disk), everything is looked at twice a second.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::config;
use crate::disk::{Disk, Found, Meta, RealDisk, is_noise, walk};

/// Folders of a site that hold sources.
const FOLDERS: [&str; 4] = ["content", "forms", "keys", "themes"];
/// How long it must be quiet before changes count as one.
const QUIET: Duration = Duration::from_millis(10);
/// How long changes are gathered at most.
const LONGEST: Duration = Duration::from_millis(200);
/// When a new folder is looked at again: what was put there before the system watched it is found then.
const AGAIN: Duration = Duration::from_millis(250);
/// How often everything is looked at where the system cannot watch.
const POLL: Duration = Duration::from_millis(500);

/// What the system says.
pub(super) enum Signal {
    /// Something happened at a path; `true` where its bytes were written.
    Touched(PathBuf, bool),
    /// More happened than could be told.
    Lost,
    /// No more folders can be watched.
    Limit,
    /// The server stops.
    Stop,
}

/// What the watcher has to tell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    /// These sources are new, different or gone.
    Changed(Vec<String>),
    /// Nothing happened for as long as was asked.
    Quiet,
    /// Something the person at the keyboard should know.
    Notice(String),
    /// The server stops.
    Stop,
}

/// Watches the sources of a site.
pub(super) struct Watcher {
    root: PathBuf,
    disk: RealDisk,
    /// Nothing where everything is looked at instead.
    system: Option<RecommendedWatcher>,
    watched: BTreeSet<&'static str>,
    seen: BTreeMap<String, Meta>,
    signals: Receiver<Signal>,
    /// Folders to look at once more, and when.
    again: Option<(Instant, BTreeSet<String>)>,
    notice: Option<String>,
}

impl Watcher {
    /// Watches the site at `root`; only by looking, if `poll`. The sender stops it.
    pub(super) fn new(root: &Path, poll: bool) -> (Self, Sender<Signal>) {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (sender, signals) = channel();
        let system = if poll { None } else { notify::recommended_watcher(forward(sender.clone())).ok() };
        let notice = (system.is_none() && !poll).then(|| limit_advice("the system offers no way to watch folders"));
        let disk = RealDisk::new(&root);
        let mut watcher =
            Self { root, disk, system, watched: BTreeSet::new(), seen: BTreeMap::new(), signals, again: None, notice };
        watcher.watch("", RecursiveMode::NonRecursive);
        watcher.watch_folders();
        watcher.scan(None);
        (watcher, sender)
    }

    /// Waits for news; at most `patience`, if that is given.
    pub(super) fn next(&mut self, patience: Option<Duration>) -> News {
        let end = patience.map(|patience| Instant::now() + patience);
        loop {
            if let Some(notice) = self.notice.take() {
                return News::Notice(notice);
            }
            let now = Instant::now();
            let poll = self.system.is_none().then(|| now + POLL);
            let again = self.again.as_ref().map(|(at, _)| *at);
            let wake = [end, poll, again].into_iter().flatten().min();
            let signal = match wake {
                Some(wake) => self.signals.recv_timeout(wake.saturating_duration_since(now)),
                None => self.signals.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let changed = match signal {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return News::Stop,
                Ok(signal) => match self.gather(signal) {
                    Some(changed) => changed,
                    None => return News::Stop,
                },
                Err(RecvTimeoutError::Timeout) => self.look_again(),
            };
            if !changed.is_empty() {
                return News::Changed(changed.into_iter().collect());
            }
            if end.is_some_and(|end| end <= Instant::now()) {
                return News::Quiet;
            }
        }
    }

    /// Time is up for something: a second look, or one at everything.
    fn look_again(&mut self) -> BTreeSet<String> {
        let due = self.again.as_ref().is_some_and(|(at, _)| *at <= Instant::now());
        let folders = if due { self.again.take().map(|(_, folders)| folders) } else { None };
        if self.system.is_none() {
            return self.scan(None);
        }
        folders.into_iter().flatten().flat_map(|folder| self.scan(Some(&folder))).collect()
    }

    /// Collects signals until it is quiet; answers which sources differ, or nothing when told to stop.
    fn gather(&mut self, first: Signal) -> Option<BTreeSet<String>> {
        let end = Instant::now() + LONGEST;
        let (mut touched, mut lost): (BTreeMap<PathBuf, bool>, bool) = (BTreeMap::new(), false);
        let mut next = Ok(first);
        while let Ok(signal) = next {
            match signal {
                Signal::Touched(path, written) => *touched.entry(path).or_default() |= written,
                Signal::Lost => lost = true,
                Signal::Limit => self.give_up("the system watches no more folders"),
                Signal::Stop => return None,
            }
            let rest = end.saturating_duration_since(Instant::now());
            next = self.signals.recv_timeout(QUIET.min(rest));
        }
        // A folder that went and came again within the moment is watched no more.
        self.watched.retain(|folder| !touched.contains_key(&self.root.join(folder)));
        self.watch_folders();
        if lost || self.system.is_none() {
            return Some(self.scan(None));
        }
        let mut changed = BTreeSet::new();
        for (path, written) in touched {
            if let Some(path) = self.source(&path) {
                self.settle(path, written, &mut changed);
            }
        }
        Some(changed)
    }

    /// The path from the root, if it is one of the sources.
    fn source(&self, path: &Path) -> Option<String> {
        let parts: Option<Vec<&str>> =
            path.strip_prefix(&self.root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
        let parts = parts?;
        let first = parts.first()?;
        let is_source = *first == config::FILE || FOLDERS.contains(first);
        (is_source && !parts.iter().any(|part| is_noise(part))).then(|| parts.join("/"))
    }

    /// Finds out what happened at a path.
    fn settle(&mut self, path: String, written: bool, changed: &mut BTreeSet<String>) {
        match self.disk.meta(&path) {
            Ok(meta) => {
                if self.seen.insert(path.clone(), meta) != Some(meta) || written {
                    changed.insert(path);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => {
                changed.append(&mut self.scan(Some(&path)));
                let again = self.again.get_or_insert_with(|| (Instant::now() + AGAIN, BTreeSet::new()));
                again.1.insert(path);
            }
            Err(error) => {
                let is_file = self.seen.remove(&path).is_some() || error.kind() != io::ErrorKind::NotFound;
                changed.append(&mut self.scan(Some(&path)));
                if is_file {
                    changed.insert(path);
                }
            }
        }
    }

    /// Holds what is there now, under one path or everywhere, against what was.
    fn scan(&mut self, under: Option<&str>) -> BTreeSet<String> {
        let found = match under {
            Some(path) => walk(&self.disk, &[path]).files,
            None => walk(&self.disk, &[&[config::FILE], &FOLDERS[..]].concat()).files,
        };
        let found: BTreeMap<String, Meta> = found.into_iter().map(|Found { path, meta }| (path, meta)).collect();
        let below = |path: &str| {
            under.is_none_or(|under| {
                path.strip_prefix(under).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let gone = self.seen.keys().filter(|path| below(path) && !found.contains_key(*path)).cloned();
        let mut changed: BTreeSet<String> = gone.collect();
        for path in &changed {
            self.seen.remove(path);
        }
        for (path, meta) in found {
            if self.seen.get(&path) != Some(&meta) {
                self.seen.insert(path.clone(), meta);
                changed.insert(path);
            }
        }
        changed
    }

    /// Watches the folders that have come since, and those that came again.
    fn watch_folders(&mut self) {
        for folder in FOLDERS {
            let there = self.root.join(folder).is_dir();
            if !there {
                self.watched.remove(folder);
            } else if self.watched.insert(folder) {
                self.watch(folder, RecursiveMode::Recursive);
            }
        }
    }

    fn watch(&mut self, folder: &str, mode: RecursiveMode) {
        let Some(system) = &mut self.system else { return };
        if let Err(error) = system.watch(&self.root.join(folder), mode) {
            match error.kind {
                ErrorKind::PathNotFound => {}
                ErrorKind::MaxFilesWatch => self.give_up("the system watches no more folders"),
                _ => self.give_up(&format!("the system does not watch `{folder}`: {error}")),
            }
        }
    }

    fn give_up(&mut self, why: &str) {
        self.system = None;
        self.notice = Some(limit_advice(why));
    }
}

fn limit_advice(why: &str) -> String {
    let remedy = if cfg!(target_os = "linux") {
        "; to let it watch more: sudo sysctl fs.inotify.max_user_watches=1048576 fs.inotify.max_user_instances=1024"
    } else {
        ""
    };
    format!("{why}, so changes are looked for twice a second{remedy}")
}

/// Turns what the system says into signals. Reading is no change: the server reads, too.
fn forward(sender: Sender<Signal>) -> impl FnMut(notify::Result<notify::Event>) + Send + 'static {
    move |event| {
        // Nobody listens any more when the server stops.
        let send = |signal| drop(sender.send(signal));
        match event {
            Ok(event) if event.need_rescan() => send(Signal::Lost),
            Ok(event) => {
                let written = match event.kind {
                    EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
                    EventKind::Access(_) => return,
                    EventKind::Modify(ModifyKind::Metadata(_)) => false,
                    _ => true,
                };
                event.paths.into_iter().for_each(|path| send(Signal::Touched(path, written)));
            }
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => send(Signal::Limit),
            Err(_) => send(Signal::Lost),
        }
    }
}

#[cfg(test)]
mod tests;
