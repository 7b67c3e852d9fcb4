//! `watch`: takes in what is put into a folder, again and again. Where there is no key that opens anything, files arrive
//! and get the receipt that says so.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use clap::Args;

use super::out::Out;
use super::{Outcome, Trouble, ingest};
use crate::config::Config;
use crate::ingest::Intake;

#[derive(Debug, Args)]
pub(super) struct WatchArgs {
    /// The folder files are put into
    folder: PathBuf,
    /// Where files go once they have their receipt; without one they stay
    #[arg(long, value_name = "FOLDER")]
    done: Option<PathBuf>,
    /// Write each receipt here, as <SHA-256>.receipt
    #[arg(long, value_name = "FOLDER")]
    receipts: Option<PathBuf>,
    /// Seconds between two looks
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=3600))]
    every: u64,
    /// Look once and stop
    #[arg(long)]
    once: bool,
}

/// What a file looked like, and whether it has its receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    size: u64,
    changed: SystemTime,
    done: bool,
}

/// Looks into a folder again and again; a file counts once it has not changed between two looks.
pub(super) fn watch(args: &WatchArgs, config: &Config, intake: &Intake, out: &mut Out) -> Outcome {
    if !args.folder.is_dir() {
        return Err(Trouble::usage(format!("there is no folder {}", args.folder.display()), "make it first"));
    }
    if let Some(done) = &args.done {
        fs::create_dir_all(done)?;
    }
    let mut seen = BTreeMap::new();
    loop {
        let ready = match look(args, &mut seen) {
            Ok(ready) => ready,
            Err(error) if args.once => return Err(error),
            // A share that went away may come back.
            Err(error) => {
                out.fail(&error.message, None);
                Vec::new()
            }
        };
        let mut code = 0;
        if !ready.is_empty() {
            let ran = ingest::take_in(&ready, args.receipts.as_deref(), config, intake, out)?;
            code = ran.code;
            for (place, path) in ready.iter().enumerate() {
                // What could not be read is tried again with the next look.
                if !ran.failed.contains(&place) {
                    settle(args, path, &mut seen)?;
                }
            }
        }
        out.flush();
        if args.once {
            return Ok(code);
        }
        std::thread::sleep(Duration::from_secs(args.every));
    }
}

/// Files that are whole, as far as can be seen from outside, and new.
fn look(args: &WatchArgs, seen: &mut BTreeMap<PathBuf, Seen>) -> Result<Vec<PathBuf>, Trouble> {
    let inside =
        |path: &Path| [&args.done, &args.receipts].into_iter().flatten().any(|folder| path.starts_with(folder));
    let mut ready = Vec::new();
    let files = ingest::files(std::slice::from_ref(&args.folder))?;
    seen.retain(|path, _| files.contains(path));
    for path in files.into_iter().filter(|path| !inside(path)) {
        let Ok(metadata) = fs::metadata(&path) else { continue };
        let changed = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let now = Seen { size: metadata.len(), changed, done: false };
        let before = seen.get(&path).copied();
        if before == Some(Seen { done: true, ..now }) {
            continue;
        }
        if before == Some(now) || args.once {
            ready.push(path.clone());
        }
        seen.insert(path, now);
    }
    Ok(ready)
}

/// Puts a file that has its receipt away, or remembers that it has one.
fn settle(args: &WatchArgs, path: &Path, seen: &mut BTreeMap<PathBuf, Seen>) -> io::Result<()> {
    let Some(done) = &args.done else {
        if let Some(seen) = seen.get_mut(path) {
            seen.done = true;
        }
        return Ok(());
    };
    let name = path.file_name().unwrap_or_default();
    // Two files may have one name: neither is written over.
    let mut target = done.join(name);
    let mut count = 1;
    while target.exists() {
        count += 1;
        target = done.join(format!("{count}-{}", name.to_string_lossy()));
    }
    match fs::rename(path, &target) {
        // Another disk.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            fs::copy(path, &target)?;
            fs::remove_file(path)
        }
        moved => moved,
    }
}
