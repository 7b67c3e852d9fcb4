//! Sealed files in a folder of this machine, or of a file system that several share.
//!
//! ```text
//! new/<sha256>       whole and durable, and perhaps not in the database yet
//! files/ab/<sha256>  in the database
//! ```
//!
//! **Invariant:** moving from `new/` to `files/` needs no sync, because readers look into both.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sayyar_seal::receipt::Sha256;

use super::anew::{Written, digest_of};
use super::disk::Disk;
use super::files::Kept;
use super::scratch::{Body, Scratch, Staged, open_either};
use crate::fail;
use crate::system;

/// A folder of sealed files.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    disk: Disk,
}

impl Folder {
    /// The folder, made when it is not there.
    pub(super) fn open(root: &Path) -> io::Result<Self> {
        for name in ["new", "files"] {
            system::private_folder(&root.join(name))?;
        }
        Ok(Self { root: root.into(), disk: Disk::of(root)? })
    }

    /// Where a file may be: settled, or not yet.
    fn places(&self, sha256: &Sha256) -> [PathBuf; 2] {
        let name = sha256.to_string();
        [self.root.join("files").join(&name[..2]).join(&name), self.root.join("new").join(name)]
    }

    /// Moves a file to its place. Another process may have done so before, or do so now.
    fn move_in(&self, sha256: &Sha256) -> io::Result<()> {
        let [target, new] = self.places(sha256);
        if target.exists() {
            // Another process was quicker, and may have sealed it anew since.
            return match fs::remove_file(new) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        let moved = fs::rename(&new, &target).or_else(|error| {
            let folder = target.parent().filter(|_| error.kind() == io::ErrorKind::NotFound);
            // Its folder is missing, or was a moment ago: it may be another process that made it since.
            system::private_folder(folder.ok_or(error)?)?;
            fs::rename(&new, &target)
        });
        match moved {
            Err(error) if error.kind() == io::ErrorKind::NotFound && target.exists() => Ok(()),
            moved => moved,
        }
    }
}

impl Kept for Folder {
    fn write(&self, scratch: &Scratch, staged: &mut Staged) -> io::Result<()> {
        if let Body::Memory(bytes) = &mut staged.body {
            let path = scratch.partial();
            let mut file = File::create_new(&path)?;
            let bytes = std::mem::take(bytes);
            // From here on the partial file goes with whoever holds it.
            staged.body = Body::Partial(path);
            let (first, second) = bytes.split_at(bytes.len() / 2);
            file.write_all(first)?;
            fail::point("half-written")?;
            file.write_all(second)?;
        }
        fail::point("written")
    }

    fn keep(&self, written: &mut [&mut Staged]) -> io::Result<()> {
        let paths: Vec<&Path> = written.iter().filter_map(|staged| staged.body.partial()).collect();
        self.disk.flush(&paths)?;
        for staged in written {
            if let Body::Partial(path) = &staged.body {
                let places = self.places(&staged.sha256);
                fs::rename(path, &places[1])?;
                staged.body = Body::Kept(places);
                fail::point("renamed")?;
            }
        }
        system::sync_folder(&self.root.join("new"))
    }

    fn waits(&self, sha256: &Sha256) -> bool {
        self.places(sha256)[1].exists()
    }

    fn settle(&self, all: &[(Sha256, bool)]) -> io::Result<()> {
        all.iter().try_for_each(|(sha256, kept)| if *kept { self.move_in(sha256) } else { self.remove(sha256) })
    }

    fn fetch(&self, _: &Scratch, sha256: &Sha256) -> io::Result<Staged> {
        let places = self.places(sha256);
        let here = digest_of(&mut open_either(&places)?)?;
        Ok(Staged::new(here, Body::Kept(places), true))
    }

    fn replace(&self, sha256: &Sha256, anew: &Written) -> io::Result<()> {
        let [target, new] = self.places(sha256);
        let folder = target.parent().unwrap_or(&self.root);
        system::private_folder(folder)?;
        match fs::rename(&anew.path, &target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && target.exists() => {}
            renamed => renamed?,
        }
        fail::point("rekey-renamed")?;
        // What came may lie among the new files still, when another process is about to settle it.
        _ = fs::remove_file(new);
        system::sync_folder(folder)
    }

    fn read(&self, _: &Scratch, sha256: &Sha256) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(open_either(&self.places(sha256))?))
    }

    fn remove(&self, sha256: &Sha256) -> io::Result<()> {
        // First where it comes from: another process may move it meanwhile.
        let [settled, new] = self.places(sha256);
        for path in [new, settled] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn left(&self) -> io::Result<Vec<Sha256>> {
        let mut left = Vec::new();
        for entry in fs::read_dir(self.root.join("new"))? {
            left.extend(entry?.file_name().to_str().and_then(|name| name.parse::<Sha256>().ok()));
        }
        left.sort();
        Ok(left)
    }

    fn all(&self) -> io::Result<Vec<Sha256>> {
        let mut all = self.left()?;
        for folder in fs::read_dir(self.root.join("files"))? {
            for entry in fs::read_dir(folder?.path())? {
                all.extend(entry?.file_name().to_str().and_then(|name| name.parse::<Sha256>().ok()));
            }
        }
        all.sort();
        Ok(all)
    }

    fn at_once(&self) -> usize {
        1
    }
}
