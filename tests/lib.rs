//! Tests that cross crates: what they share.
//!
//! They run the real program in a folder of their own, the way an editor runs it, and look at what
//! it says and what it leaves behind. Nothing here knows how the generator works inside.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The program under test, as new as its sources. Cargo offers a package's own binaries to its
/// tests, not another package's, so it is built here, once, in the profile the tests themselves
/// have. `SAYYAR` names a finished one instead.
pub fn sayyar() -> &'static Path {
    static BINARY: LazyLock<PathBuf> = LazyLock::new(|| match std::env::var_os("SAYYAR") {
        Some(path) => path.into(),
        None => build(),
    });
    &BINARY
}

fn build() -> PathBuf {
    let test = std::env::current_exe().expect("a running test has a path");
    // target/<profile>/deps/<test>
    let profile = test.parent().and_then(Path::parent).expect("cargo puts tests two folders deep");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(repository()).args(["build", "--quiet", "--workspace", "--bin", "sayyar"]);
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    assert!(cargo.status().is_ok_and(|status| status.success()), "the generator does not build");
    profile.join("sayyar")
}

/// A folder that goes away with its owner.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder among the temporary files.
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("sayyar-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("temporary files can be made");
        // Where the temporary folder is itself a link, the program would print the other name.
        Self(path.canonicalize().expect("it was just made"))
    }

    /// A copy of a folder of this repository, or of another such folder.
    pub fn copy_of(from: &Path) -> Self {
        let folder = Self::new();
        copy(from, &folder.0).expect("a folder of ours can be copied");
        folder
    }

    /// Puts the files of another folder over those that are here.
    pub fn lay(&self, from: &Path) {
        copy(from, &self.0).expect("a folder of ours can be copied");
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file in it, folders made as needed.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a path inside the folder")).expect("folders can be made");
        fs::write(path, bytes).expect("files can be written");
    }

    /// The program, ready to run here: no colours, nobody's time zone or language.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(sayyar());
        command.current_dir(&self.0).args(arguments).env("NO_COLOR", "1").env("TZ", "UTC").env("LANG", "C.UTF-8");
        command
    }

    /// Runs the program here to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    /// Every file under one of its folders: path -> bytes.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let root = self.0.join(folder);
        gather(&root, &root, &mut files).expect("what was written can be read");
        files
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the program said: both streams, the folder's own path left out, and how it ended.
pub fn said(folder: &Folder, output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stdout));
    let root = folder.path().to_string_lossy();
    let mut text = text.replace(&format!("{root}/"), "").replace(&*root, ".");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let code = output.status.code().map_or("killed".into(), |code| code.to_string());
    format!("{text}[exit {code}]\n")
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn gather(root: &Path, folder: &Path, into: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(root, &path, into)?;
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            into.insert(name, fs::read(&path)?);
        }
    }
    Ok(())
}
