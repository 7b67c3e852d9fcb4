//! Where the output may go, and what its stamp is called.

use std::path::{Component, Path, PathBuf};

use super::WriteError;
use crate::stamp::digest;

/// Folders of a site that hold sources or records.
const KEPT: [&str; 6] = ["content", "forms", "themes", "src", ".sayyar", ".git"];

/// Refuses an output folder that is the site's own folder, holds it, or is among its sources.
pub fn check_out(root: &Path, out: &Path) -> Result<(), WriteError> {
    let (root, place) = (resolve(root), resolve(out));
    let among_sources = KEPT.iter().any(|kept| place.starts_with(root.join(kept)));
    if root.starts_with(&place) || among_sources {
        return Err(WriteError::Sources(out.display().to_string()));
    }
    Ok(())
}

/// The name of the stamp for an output folder: `stamp` for `public`, with a digest for any other,
/// so that a build elsewhere does not make this one forget which files are its own.
pub fn stamp_name(root: &Path, out: &Path) -> String {
    let (root, out) = (resolve(root), resolve(out));
    let place = out.strip_prefix(&root).unwrap_or(&out);
    if place == Path::new("public") {
        return "stamp".into();
    }
    let digest = digest(place.as_os_str().as_encoded_bytes());
    let short: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("stamp-{short}")
}

/// The path with links resolved as far as it exists, and `.` and `..` taken out of the rest.
fn resolve(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut done = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                done.pop();
            }
            Component::CurDir => {}
            part => {
                done.push(part);
                if let Ok(real) = done.canonicalize() {
                    done = real;
                }
            }
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_out_of_bounds() {
        let root = std::env::temp_dir().join("sayyar-place/site");
        let refused = |out: &str| check_out(&root, &root.join(out)).is_err();
        for bad in
            ["", ".", "..", "../..", "/", "content", "content/az", "public/../content/x", ".sayyar/out", "themes"]
        {
            assert!(refused(bad), "{bad}");
        }
        for good in ["public", "dist/site", "../elsewhere", "contents", "public/content"] {
            assert!(!refused(good), "{good}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_hide_the_sources() {
        let scratch = std::env::temp_dir().join(format!("sayyar-place-{}", std::process::id()));
        std::fs::create_dir_all(scratch.join("site/content")).unwrap();
        std::os::unix::fs::symlink(scratch.join("site/content"), scratch.join("site/public")).unwrap();
        let refused = check_out(&scratch.join("site"), &scratch.join("site/public")).is_err();
        std::fs::remove_dir_all(&scratch).unwrap();
        assert!(refused);
    }

    #[test]
    fn each_folder_has_its_stamp() {
        let root = std::env::temp_dir().join("sayyar-place/site");
        let name = |out: &str| stamp_name(&root, &root.join(out));
        assert_eq!(name("public"), "stamp");
        assert_eq!(name("./x/../public"), "stamp");
        assert_ne!(name("preview"), name("other"));
        assert_eq!(name("preview"), name("preview/"));
    }
}
