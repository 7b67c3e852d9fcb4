//! Making files durable: each by itself or, where there are many, everything that their disk has not written yet.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// From so many files on, one flush of everything is quicker than one for each.
#[cfg(target_os = "linux")]
const MANY: usize = 8;
/// How many are flushed at one time, each by itself.
const AT_ONCE: usize = 4;

/// The file system that a folder is on.
#[derive(Debug)]
pub(super) struct Disk {
    /// The folder, where one flush of everything is to be trusted.
    #[cfg(target_os = "linux")]
    whole: Option<File>,
}

impl Disk {
    /// The one that `folder` is on.
    #[cfg_attr(not(target_os = "linux"), expect(unused_variables))]
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            #[cfg(target_os = "linux")]
            whole: whole(folder)?,
        })
    }

    /// Whatever was written to these files is on the disk when this returns.
    pub(super) fn flush(&self, files: &[&Path]) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        if let Some(folder) = self.whole.as_ref().filter(|_| files.len() >= MANY) {
            return Ok(rustix::fs::syncfs(folder)?);
        }
        let trouble = Mutex::new(Ok(()));
        thread::scope(|scope| {
            for part in files.chunks(files.len().div_ceil(AT_ONCE).max(1)) {
                scope.spawn(|| {
                    if let Err(error) = part.iter().try_for_each(|path| flush(path)) {
                        *trouble.lock().unwrap_or_else(PoisonError::into_inner) = Err(error);
                    }
                });
            }
        });
        trouble.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

fn flush(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

/// Not all are to be trusted: some file systems of networks and of users only hand on what they hold, and before
/// version 5.8 Linux did not say what could not be written.
#[cfg(target_os = "linux")]
fn whole(folder: &Path) -> io::Result<Option<File>> {
    const EXT: u64 = 0xef53;
    const XFS: u64 = 0x5846_5342;
    const BTRFS: u64 = 0x9123_683e;
    let folder = File::open(folder)?;
    let kind = rustix::fs::fstatfs(&folder)?.f_type as u64;
    let system = rustix::system::uname();
    let mut version = system.release().to_bytes().split(|byte| !byte.is_ascii_digit());
    let mut number = || version.next().and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<u32>().ok());
    let tells = (number(), number()) >= (Some(5), Some(8));
    Ok(([EXT, XFS, BTRFS].contains(&kind) && tells).then_some(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_flushed_is_told() {
        let folder = std::env::temp_dir().join(format!("sayyar-disk-{}", crate::system::token::<8>()));
        std::fs::create_dir(&folder).unwrap();
        let paths: Vec<_> = (0..20).map(|number| folder.join(number.to_string())).collect();
        paths.iter().for_each(|path| std::fs::write(path, "bytes").unwrap());
        let disk = Disk::of(&folder).unwrap();
        let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
        for count in [0, 1, 5, 20] {
            disk.flush(&paths[..count]).unwrap();
        }
        std::fs::remove_file(paths[2]).unwrap();
        assert_eq!(disk.flush(&paths[..5]).unwrap_err().kind(), io::ErrorKind::NotFound);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
