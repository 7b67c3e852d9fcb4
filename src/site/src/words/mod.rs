//! Everything that knows a language: its words ([`strings`]), its numbers, dates and order ([`locale`]),
//! and how its titles become addresses ([`slug`]).

pub mod ftl;
pub mod locale;
pub mod slug;
pub mod strings;
mod teach;

use sayyar_base::{Dir, Tag};

pub use locale::{DateStyle, Locale};
pub use strings::{Arg, FtlFile, Scope, Strings, Text};

/// A language of the site. The first one is the default: the source of all translations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// As in URLs, `lang` attributes and file names.
    pub tag: Tag,
    /// Its own name for itself.
    pub name: String,
    /// Writing direction.
    pub dir: Dir,
    /// How dates and numbers are written: a Unicode locale such as `ar-u-nu-latn`; the tag when not given.
    pub locale: String,
    /// Whether a missing or stale translation is an error.
    pub complete: bool,
    /// Where to look for what it lacks: indices of other languages, in order.
    pub fallback: Vec<usize>,
}

/// The name under which a file's messages go, whatever the language: `content/site`, `forms/work-permit`,
/// `themes/gov/strings`. None when the path is not that of a file of words in this language.
pub fn group_of(path: &str, tag: &str) -> Option<String> {
    let (folder, file) = path.rsplit_once('/')?;
    let stem = file.strip_suffix(".ftl")?;
    if stem == tag && !folder.starts_with("content/") {
        return Some(folder.to_owned());
    }
    let below = format!("{folder}/").strip_prefix("content/")?.strip_prefix(&format!("{tag}/"))?.to_owned();
    Some(format!("content/{below}{stem}"))
}

/// Where a group's words are in a language: the other way round of [`group_of`].
pub fn path_of(group: &str, tag: &str) -> String {
    match group.strip_prefix("content/") {
        Some(below) => format!("content/{tag}/{below}.ftl"),
        None => format!("{group}/{tag}.ftl"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_paths_go_both_ways() {
        for (path, group) in [
            ("content/az/site.ftl", "content/site"),
            ("content/az/more/words.ftl", "content/more/words"),
            ("content/az/az.ftl", "content/az"),
            ("forms/work-permit/az.ftl", "forms/work-permit"),
            ("forms/lists/az.ftl", "forms/lists"),
            ("themes/gov/strings/az.ftl", "themes/gov/strings"),
        ] {
            assert_eq!(group_of(path, "az").as_deref(), Some(group));
            assert_eq!(path_of(group, "az"), path);
        }
        for other in ["content/en/site.ftl", "forms/x/en.ftl", "content/az/fees.md", "az.ftl"] {
            assert_eq!(group_of(other, "az"), None, "{other}");
        }
    }
}
