//! Which names a file may have, so that it unpacks to the same place on every system and nowhere else.

use std::collections::BTreeSet;
use std::fmt;

/// Windows keeps these names for devices, whatever their extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A name that no file of an archive may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAName;

impl fmt::Display for NotAName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a name for a file of an archive: a-z, A-Z, 0-9, `.`, `_` and `-`, in parts joined by `/`")
    }
}

impl std::error::Error for NotAName {}

/// Names are at most 255 ASCII letters, digits, `.`, `_` and `-`, in parts joined by `/`; no part starts or
/// ends with a dot or is a device of Windows. Being ASCII, a name is its own normal form (NFC).
pub fn check_name(name: &str) -> Result<(), NotAName> {
    let part = |part: &str| {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let port = stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.as_bytes()[3].is_ascii_digit();
        let device = port || DEVICES.contains(&stem.as_str());
        !part.is_empty() && letters && !part.starts_with('.') && !part.ends_with('.') && !device
    };
    if name.len() <= 255 && name.split('/').all(part) { Ok(()) } else { Err(NotAName) }
}

/// The names of one archive, folded: systems that ignore case must not put one file over another.
#[derive(Default)]
pub(super) struct Names {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Names {
    /// Whether the name clashes with none before: neither as a file nor as a folder of the same name.
    pub(super) fn add(&mut self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let folders: Vec<&str> = name.match_indices('/').map(|(place, _)| &name[..place]).collect();
        if self.folders.contains(&name) || folders.iter().any(|folder| self.files.contains(*folder)) {
            return false;
        }
        self.folders.extend(folders.into_iter().map(str::to_owned));
        self.files.insert(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_names() {
        for good in
            ["a", "README.txt", "data/attachments/job_letter/1-a.b.pdf", "COM", "com10", "_", "-", &"x".repeat(255)]
        {
            assert_eq!(check_name(good), Ok(()), "{good}");
        }
        let long = "x".repeat(256);
        let bad = [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "a/../b",
            ".hidden",
            "a.",
            "a/b.",
            "a\\b",
            "a:b",
            "C:",
            "a b",
            "a\0",
            "ə",
            "é",
            "e\u{301}",
            "CON",
            "con.txt",
            "a/Nul.x.y",
            "COM1",
            "lpt0.pdf",
            "a*",
            "a?",
            "\u{202e}a",
            &long,
        ];
        for bad in bad {
            assert_eq!(check_name(bad), Err(NotAName), "{bad:?}");
        }
    }

    #[test]
    fn which_names_together() {
        let mut names = Names::default();
        for (name, good) in [
            ("a", true),
            ("A", false),
            ("a/b", false),
            ("b/c", true),
            ("b", false),
            ("B/C", false),
            ("b/d", true),
            ("b/c/d", false),
        ] {
            assert_eq!(names.add(name), good, "{name}");
        }
    }
}
