//! `README.txt` of a form's archive: what it is, how to open it, how to see that it is genuine; in every language
//! of the form.

use std::fmt::Write;

use sayyar_base::Diagnostic;
use sayyar_seal::minisign::PublicKey;
use sayyar_seal::release::{Bundle, Release};

use super::{Parts, is_application};
use crate::words::{Arg, DateStyle, Strings};

/// Lines are no longer than this, so that every program shows them whole.
const WIDTH: usize = 78;

/// What the text is made of beside the form.
pub struct Readme<'a> {
    /// The words of the site.
    pub strings: &'a Strings,
    /// The form's languages: index and tag.
    pub languages: Vec<(usize, &'a str)>,
    /// Whoever signs the archive; nobody signs a checker's.
    pub publisher: Option<PublicKey>,
}

impl Readme<'_> {
    /// The text, with the line ends that every system knows.
    pub fn text(&self, parts: &Parts<'_>, release: &Release) -> Result<String, Diagnostic> {
        let mut text = String::new();
        for (at, (lang, tag)) in self.languages.iter().enumerate() {
            if at > 0 {
                let _ = write!(text, "\n{}\n\n", "-".repeat(WIDTH));
            }
            self.one(*lang, tag, parts, release, &mut text)?;
        }
        Ok(text.replace('\n', "\r\n"))
    }

    fn one(
        &self,
        lang: usize,
        tag: &str,
        parts: &Parts<'_>,
        release: &Release,
        text: &mut String,
    ) -> Result<(), Diagnostic> {
        let say = |id: &str, args: &[(&str, Arg<'_>)]| {
            let found = self.strings.text(lang, Some(release.id.as_str()), id, None, args);
            found.map(|found| found.text.into_owned()).ok_or_else(|| {
                Diagnostic::error("missing-message", format!("there are no words for the archive of a form: message `{id}`"))
                    .in_file(format!("{}/strings", parts.theme.folder))
                    .help("a theme for forms has messages for their README.txt; those of the theme `gov` begin with `bundle-`")
            })
        };
        let page = format!("{}/{tag}/forms/{}/", parts.facts.site, release.id);
        let name = Bundle::name(release);
        let title = say("form-title", &[])?;
        let _ = write!(text, "{title}\n{}\n", "=".repeat(title.chars().count().min(WIDTH)));
        let mut paragraph = |line: &str| {
            let _ = write!(text, "{}\n\n", wrapped(line));
        };
        if is_application(parts.form) {
            let date =
                self.strings.locale(lang).map(|locale| locale.date(release.date, DateStyle::Long)).unwrap_or_default();
            paragraph(&say(
                "bundle-release",
                &[("version", Arg::Text(&release.number())), ("date", Arg::Text(&date))],
            )?);
        }
        if parts.facts.test {
            paragraph(&format!("{}. {}", say("form-test", &[])?, say("form-test-detail", &[])?));
        }
        paragraph(&say(if is_application(parts.form) { "bundle-what" } else { "bundle-try" }, &[])?);
        paragraph(&say("bundle-open", &[])?);
        paragraph(&say("bundle-open-text", &[])?);
        paragraph(&format!("    {page}"));
        paragraph(&say("bundle-genuine", &[])?);
        if let Some(key) = &self.publisher {
            paragraph(&say("bundle-check", &[])?);
            paragraph(&say("bundle-check-text", &[])?);
            paragraph(&format!("    minisign -Vm {name} -P {key}"));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        Ok(())
    }
}

/// A paragraph in lines; what has no spaces to break at stays whole, and so does what is indented.
fn wrapped(text: &str) -> String {
    if text.starts_with(' ') {
        return text.to_owned();
    }
    let mut lines = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > WIDTH {
            lines.push('\n');
            length = 0;
        } else if length > 0 {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += letters;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_have_short_lines() {
        let text = "ə".repeat(40) + " " + &"a".repeat(37) + " b " + &"c".repeat(100) + " d";
        let lines: Vec<usize> = wrapped(&text).lines().map(|line| line.chars().count()).collect();
        assert_eq!(lines, [78, 1, 100, 1]);
        assert_eq!(wrapped("    a  b"), "    a  b");
    }
}
