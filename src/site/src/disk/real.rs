//! The disk of the machine, under one folder that nothing gets out of.
//!
//! A site's sources may come from strangers (a pull request built by a robot), so a path is
//! followed only where it stays under the root: `..` and absolute paths are refused, and a
//! symbolic link counts only when what it leads to is under the root as well.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{OnceLock, RwLock};
use std::time::{Duration, Instant, UNIX_EPOCH};

use super::{Disk, Entry, Guard, Kind, Meta, confined, folder_of};

/// Files of the machine under one root.
pub struct RealDisk {
    root: PathBuf,
    /// The root with all links resolved, asked for when the first link is met.
    resolved: OnceLock<PathBuf>,
    known: RwLock<Known>,
}

/// Folders found to be under the root, links followed, so that reading a file checks the file alone.
///
/// Wrong when a folder is replaced by a link that leads out. Then it is wrong for [`Known::LIFE`]
/// at most; and who can replace folders while a build runs can also write into the output.
struct Known {
    since: Instant,
    folders: HashSet<Box<str>>,
}

impl Known {
    const LIFE: Duration = Duration::from_secs(1);
}

impl RealDisk {
    /// Files under `root`, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let root = std::path::absolute(&root).unwrap_or(root);
        let known = RwLock::new(Known { since: Instant::now(), folders: HashSet::new() });
        Self { root, resolved: OnceLock::new(), known }
    }

    /// The folder all paths are under.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The full path, once the folder it is in is known to be under the root (or not to be there).
    fn locate(&self, path: &str) -> io::Result<PathBuf> {
        self.check_folder(folder_of(confined(path)?))?;
        Ok(if path.is_empty() { self.root.clone() } else { self.root.join(path) })
    }

    /// That a folder is under the root; answers whether it is there at all.
    fn check_folder(&self, folder: &str) -> io::Result<bool> {
        if folder.is_empty() || self.is_known(folder) {
            return Ok(true);
        }
        if !self.check_folder(folder_of(folder))? {
            return Ok(false);
        }
        let full = self.root.join(folder);
        match fs::symlink_metadata(&full) {
            Ok(meta) if meta.is_symlink() => self.check_link(&full)?,
            Ok(meta) if !meta.is_dir() => return Ok(true),
            Ok(_) => {}
            // Whoever makes it makes a plain folder.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        }
        self.remember(folder);
        Ok(true)
    }

    fn is_known(&self, folder: &str) -> bool {
        let known = self.known.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        known.since.elapsed() < Known::LIFE && known.folders.contains(folder)
    }

    fn remember(&self, folder: &str) {
        let mut known = self.known.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        if known.since.elapsed() >= Known::LIFE {
            *known = Known { since: Instant::now(), folders: HashSet::new() };
        }
        known.folders.insert(folder.into());
    }

    /// What a link leads to, as long as that is under the root.
    fn follow(&self, full: &Path) -> io::Result<PathBuf> {
        let target = fs::canonicalize(full)?;
        let root = match self.resolved.get() {
            Some(root) => root,
            None => {
                let root = fs::canonicalize(&self.root)?;
                self.resolved.get_or_init(|| root)
            }
        };
        if target.starts_with(root) {
            return Ok(target);
        }
        let text = format!("`{}` is a link that leads out of `{}`", full.display(), self.root.display());
        Err(io::Error::new(io::ErrorKind::PermissionDenied, text))
    }

    fn check_link(&self, full: &Path) -> io::Result<()> {
        self.follow(full).map(|_| ())
    }

    /// What a regular file is, itself or at the end of a link.
    fn file_meta(&self, full: &Path) -> io::Result<fs::Metadata> {
        let mut meta = fs::symlink_metadata(full)?;
        if meta.is_symlink() {
            meta = fs::metadata(self.follow(full)?)?;
        }
        match kind_of(meta.file_type()) {
            Kind::File => Ok(meta),
            Kind::Folder => Err(io::ErrorKind::IsADirectory.into()),
            _ => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")),
        }
    }

    /// What a link found in `folder` leads to. One that leads to a folder it is in, by whatever
    /// way that was reached, is broken: walking it would not end.
    fn link_kind(&self, folder: &str, full: &Path) -> Kind {
        let Ok(target) = self.follow(full) else { return Kind::BrokenLink };
        let Ok(meta) = fs::metadata(&target) else { return Kind::BrokenLink };
        let kind = kind_of(meta.file_type());
        let holds_itself = || {
            let above = std::iter::successors(Some(folder), |folder| (!folder.is_empty()).then(|| folder_of(folder)));
            above
                .into_iter()
                .any(|folder| fs::canonicalize(self.root.join(folder)).map_or(true, |above| above.starts_with(&target)))
        };
        if kind == Kind::Folder && holds_itself() { Kind::BrokenLink } else { kind }
    }

    fn make_folder_of(&self, path: &str) -> io::Result<()> {
        fs::create_dir_all(self.root.join(folder_of(path)))
    }
}

fn kind_of(kind: fs::FileType) -> Kind {
    if kind.is_file() {
        Kind::File
    } else if kind.is_dir() {
        Kind::Folder
    } else {
        Kind::Other
    }
}

fn meta_of(meta: &fs::Metadata) -> io::Result<Meta> {
    let modified = meta.modified()?.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    Ok(Meta { len: meta.len(), modified })
}

/// Runs `action`; where a folder is missing, makes it and runs `action` again.
fn with_folders<T>(
    mut action: impl FnMut() -> io::Result<T>,
    make_folders: impl FnOnce() -> io::Result<()>,
) -> io::Result<T> {
    match action() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_folders()?;
            action()
        }
        result => result,
    }
}

impl Disk for RealDisk {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let full = self.locate(path)?;
        let len = self.file_meta(&full)?.len();
        // One byte of room more, so that the end is met without growing; through `take`, because
        // a bare file asks for its size a second time.
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0).saturating_add(1));
        File::open(&full)?.take(u64::MAX).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let full = self.locate(folder)?;
        self.check_folder(folder)?;
        let mut entries = Vec::new();
        for entry in fs::read_dir(&full)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let found = match entry.file_name().into_string() {
                Ok(name) if kind.is_symlink() => Entry { name, kind: self.link_kind(folder, &entry.path()) },
                Ok(name) => Entry { name, kind: kind_of(kind) },
                Err(name) => Entry { name: name.to_string_lossy().into_owned(), kind: Kind::Other },
            };
            entries.push(found);
        }
        entries.sort();
        Ok(entries)
    }

    fn meta(&self, path: &str) -> io::Result<Meta> {
        let full = self.locate(path)?;
        meta_of(&self.file_meta(&full)?)
    }

    fn kind(&self, path: &str) -> io::Result<Kind> {
        let full = self.locate(path)?;
        if path.is_empty() {
            return Ok(kind_of(fs::metadata(full)?.file_type()));
        }
        let kind = fs::symlink_metadata(&full)?.file_type();
        Ok(if kind.is_symlink() { self.link_kind(folder_of(path), &full) } else { kind_of(kind) })
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let full = self.locate(path)?;
        if fs::symlink_metadata(&full).is_ok_and(|meta| meta.is_symlink()) {
            self.check_link(&full)?;
        }
        with_folders(|| fs::write(&full, bytes), || self.make_folder_of(path))
    }

    fn create(&self, path: &str, bytes: &[u8]) -> io::Result<Meta> {
        let full = self.locate(path)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(full)?;
        file.write_all(bytes)?;
        meta_of(&file.metadata()?)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let (old, new) = (self.locate(from)?, self.locate(to)?);
        with_folders(|| fs::rename(&old, &new), || self.make_folder_of(to))
    }

    fn make_folder(&self, path: &str) -> io::Result<()> {
        let full = self.locate(path)?;
        match fs::create_dir(&full) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if !fs::metadata(&full)?.is_dir() {
                    return Err(error);
                }
                return self.check_folder(path).map(|_| ());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(&full)?,
            result => result?,
        }
        self.remember(path);
        Ok(())
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        fs::remove_file(self.locate(path)?)
    }

    fn remove_folder(&self, path: &str) -> io::Result<()> {
        fs::remove_dir(self.locate(path)?)
    }

    fn lock(&self, path: &str) -> io::Result<Option<Guard>> {
        let full = self.locate(path)?;
        let open = || OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&full);
        let mut file = with_folders(open, || self.make_folder_of(path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            // A file system that knows no locks: better to build unguarded than not at all.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        file.set_len(0)?;
        writeln!(file, "{}", std::process::id())?;
        Ok(Some(Guard(Box::new(file))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::walk;
    use super::*;

    /// A folder of its own for a test, removed in the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("sayyar-disk-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(path.join("site")).unwrap();
            Self(path)
        }

        fn disk(&self) -> RealDisk {
            RealDisk::new(self.0.join("site"))
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn refused<T>(result: io::Result<T>) -> bool {
        result.is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
    }

    #[test]
    fn writes_reads_moves_and_removes() {
        let scratch = Scratch::new("plain");
        let disk = scratch.disk();
        disk.write("a/b/c.md", b"one").unwrap();
        disk.write("a/b/c.md", b"two!").unwrap();
        assert_eq!(disk.read("a/b/c.md").unwrap(), b"two!");
        assert_eq!(disk.meta("a/b/c.md").unwrap().len, 4);
        disk.make_folder("x/y").unwrap();
        disk.make_folder("x/y").unwrap();
        let meta = disk.create("x/y/z", b"new").unwrap();
        assert_eq!(disk.meta("x/y/z").unwrap(), meta);
        assert_eq!(disk.create("x/y/z", b"again").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        disk.rename("x/y", "p/q").unwrap();
        disk.rename("p/q/z", "a/b/c.md").unwrap();
        assert_eq!(disk.meta("a/b/c.md").unwrap(), meta, "a move keeps size and time");
        assert_eq!(disk.kind("a").unwrap(), disk.kind("").unwrap());
        assert_eq!(disk.meta("a").unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert_eq!(disk.kind("p/q/z").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(disk.remove_folder("a").is_err());
        disk.remove("a/b/c.md").unwrap();
        disk.remove_folder("a/b").unwrap();
        let names: Vec<_> = disk.list("").unwrap().into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["a", "p", "x"]);
        // A folder made, removed and made again is there again.
        disk.make_folder("a/b").unwrap();
        disk.create("a/b/c", b"").unwrap();
    }

    #[test]
    fn nothing_gets_out() {
        let scratch = Scratch::new("paths");
        let disk = scratch.disk();
        fs::write(scratch.0.join("secret"), "s").unwrap();
        for path in ["../secret", "/etc/passwd", "a/../../secret"] {
            assert!(refused(disk.read(path)), "{path}");
            assert!(refused(disk.write(path, b"")), "{path}");
            assert!(refused(disk.rename("a", path)), "{path}");
            assert!(refused(disk.remove(path)), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_count_only_inside() {
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::symlink;

        let scratch = Scratch::new("links");
        let disk = scratch.disk();
        let site = scratch.0.join("site");
        fs::create_dir(scratch.0.join("outside")).unwrap();
        fs::write(scratch.0.join("outside/secret"), "s").unwrap();
        disk.write("real/page.md", b"page").unwrap();
        symlink("real/page.md", site.join("good.md")).unwrap();
        symlink("real", site.join("good")).unwrap();
        symlink("../outside/secret", site.join("leak.md")).unwrap();
        symlink("../outside", site.join("leak")).unwrap();
        symlink("nowhere", site.join("dead")).unwrap();
        symlink("turn", site.join("turn")).unwrap();
        symlink("..", site.join("real/up")).unwrap();
        fs::write(site.join(std::ffi::OsStr::from_bytes(b"bad-\xff.md")), "x").unwrap();

        let entry = |name: &str, kind| Entry { name: name.into(), kind };
        let expected = [
            entry("bad-\u{fffd}.md", Kind::Other),
            entry("dead", Kind::BrokenLink),
            entry("good", Kind::Folder),
            entry("good.md", Kind::File),
            entry("leak", Kind::BrokenLink),
            entry("leak.md", Kind::BrokenLink),
            entry("real", Kind::Folder),
            entry("turn", Kind::BrokenLink),
        ];
        assert_eq!(disk.list("").unwrap(), expected);
        assert_eq!(disk.list("good").unwrap()[1], entry("up", Kind::BrokenLink), "a link to a folder above itself");
        assert_eq!(disk.read("good.md").unwrap(), b"page");
        assert_eq!(disk.read("good/page.md").unwrap(), b"page");
        assert!(refused(disk.read("leak.md")) && refused(disk.read("leak/secret")) && refused(disk.list("leak")));
        assert!(refused(disk.write("leak.md", b"x")) && refused(disk.create("leak/new", b"x")));
        assert!(refused(disk.remove("leak/secret")) && refused(disk.rename("real/page.md", "leak/secret")));
        assert_eq!(fs::read(scratch.0.join("outside/secret")).unwrap(), b"s");

        let walked = walk(&disk, &[""]);
        let files: Vec<_> = walked.files.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(files, ["good.md", "good/page.md", "real/page.md"]);
        assert_eq!(walked.faults.len(), 7);
    }

    #[test]
    fn a_lock_is_held_by_one_and_freed_by_its_end() {
        let scratch = Scratch::new("lock");
        let (one, two) = (scratch.disk(), scratch.disk());
        let guard = one.lock(".sayyar/lock").unwrap();
        assert!(guard.is_some());
        assert!(two.lock(".sayyar/lock").unwrap().is_none());
        assert_eq!(
            String::from_utf8(two.read(".sayyar/lock").unwrap()).unwrap().trim(),
            std::process::id().to_string()
        );
        drop(guard);
        assert!(two.lock(".sayyar/lock").unwrap().is_some(), "the file of the dead is still there, and free");
    }
}
