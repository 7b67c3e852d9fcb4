//! A new case is a new file: every input in a folder is run, and what it leads to is compared with the
//! `.txt` file beside it. The folder is listed, so no case can be forgotten.
//!
//! `UPDATE=1 cargo test` writes what came out; read the difference before committing it.

use std::fs;
use std::path::{Path, PathBuf};

/// Runs every file of `folder` (relative to the crate's own) with the extension `extension`.
/// `run` gets the file's name and text and returns what is compared.
///
/// # Panics
/// When a case differs, has no expectation, or an expectation has lost its case.
#[track_caller]
pub fn check(crate_folder: &str, folder: &str, extension: &str, run: impl Fn(&str, &str) -> String) {
    let folder = Path::new(crate_folder).join(folder);
    let update = std::env::var_os("UPDATE").is_some();
    let inputs = files(&folder, extension);
    assert!(!inputs.is_empty(), "no .{extension} files in {}", folder.display());
    let mut wrong = Vec::new();
    for input in &inputs {
        let name = input.file_name().unwrap_or_default().to_string_lossy();
        let found = run(&name, &read(input));
        let expected = input.with_extension("txt");
        if update {
            fs::write(&expected, &found).unwrap_or_else(|error| panic!("{}: {error}", expected.display()));
        } else if !expected.exists() || read(&expected) != found {
            let wanted = if expected.exists() { read(&expected) } else { "(nothing: the file is missing)\n".into() };
            wrong.push(format!("{name}: expected\n{wanted}\nfound\n{found}"));
        }
    }
    let lost = |path: &PathBuf| !inputs.contains(&path.with_extension(extension));
    wrong.extend(files(&folder, "txt").iter().filter(|path| lost(path)).map(|p| format!("{}: no input", p.display())));
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
