//! The trusted comment of a form's signatures.

use std::fmt;
use std::str::FromStr;

use sayyar_base::{Date, Id};

use crate::Digest;

/// Which release of which form a signed file belongs to.
///
/// ```text
/// form:work-permit version:1 build:2 date:2026-11-23 digest:<SHA-512 of the compiled form> file:form.html
/// ```
/// A form that is not released has the word `test` at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The form.
    pub id: Id,
    /// The version of its rules, from 1.
    pub version: u32,
    /// The build of that version, from 1.
    pub build: u32,
    /// The day it was released.
    pub date: Date,
    /// The digest of the compiled form.
    pub digest: Digest,
    /// Whether it is only a test.
    pub test: bool,
}

/// A comment that names no release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotARelease;

impl fmt::Display for NotARelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the comment of the signature names no release of a form")
    }
}

impl std::error::Error for NotARelease {}

impl Release {
    /// The comment for one file of the release.
    pub fn comment(&self, file: &str) -> String {
        let Self { id, version, build, date, digest, test } = self;
        let test = if *test { " test" } else { "" };
        format!("form:{id} version:{version} build:{build} date:{date} digest:{digest} file:{file}{test}")
    }

    /// Reads the comment: the release and the name of the file. Only the one spelling is read.
    pub fn read(comment: &str) -> Result<(Self, &str), NotARelease> {
        let (release, file) = Self::parts(comment).ok_or(NotARelease)?;
        if release.comment(file) == comment { Ok((release, file)) } else { Err(NotARelease) }
    }

    fn parts(comment: &str) -> Option<(Self, &str)> {
        let mut words = comment.split(' ');
        let id = value(&mut words, "form:")?;
        let version = value(&mut words, "version:").filter(|number| *number > 0)?;
        let build = value(&mut words, "build:").filter(|number| *number > 0)?;
        let date = value(&mut words, "date:")?;
        let digest = value(&mut words, "digest:")?;
        let file = words.next()?.strip_prefix("file:").filter(|file| !file.is_empty())?;
        let release = Self { id, version, build, date, digest, test: words.next().is_some() };
        Some((release, file))
    }

    /// `1.2`: version and build.
    pub fn number(&self) -> String {
        format!("{}.{}", self.version, self.build)
    }
}

fn value<'a, T: FromStr>(words: &mut impl Iterator<Item = &'a str>, name: &str) -> Option<T> {
    words.next()?.strip_prefix(name)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(test: bool) -> Release {
        let (id, date) = ("work-permit".parse().unwrap(), "2026-11-23".parse().unwrap());
        Release { id, version: 1, build: 12, date, digest: Digest::of(b"form"), test }
    }

    #[test]
    fn comments_read_back() {
        for test in [false, true] {
            let comment = release(test).comment("form.html");
            assert_eq!(Release::read(&comment), Ok((release(test), "form.html")));
        }
        assert!(release(true).comment("a.zip").ends_with(" file:a.zip test"));
    }

    #[test]
    fn other_spellings_are_refused() {
        let good = release(false).comment("form.html");
        for (from, to) in [
            ("form:", "from:"),
            ("version:1 ", "version:01 "),
            ("version:1 ", "version:0 "),
            ("build:12", "build:+12"),
            ("build:12", "build:99999999999"),
            ("2026-11-23", "2026-11-31"),
            ("file:form.html", "file:"),
            ("file:form.html", "file:form.html real"),
            ("file:form.html", "file:form.html test test"),
            (" date", "  date"),
            ("work-permit", "Work-permit"),
        ] {
            let bad = good.replacen(from, to, 1);
            assert_eq!(Release::read(&bad), Err(NotARelease), "{bad}");
        }
        assert_eq!(Release::read(""), Err(NotARelease));
    }
}
