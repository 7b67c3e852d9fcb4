//! What is printed and handed over: receipts and letters, made from templates, in the applicant's language.
//!
//! An office may put templates of its own into a folder; what it leaves out is taken from those built in.
//! **Invariants.** Nothing that is put into a template can be markup, whatever it holds and whatever the template does
//! with it: the one way out escapes, and what would mark text as harmless is not there. A template reads no other file
//! than those of its folder, runs for a bounded number of steps and writes a bounded number of bytes. Templates see no
//! answers but the applicant's name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use crate::web::esc;

/// Steps a template may take.
const FUEL: u64 = 200_000;
/// Bytes a template may write.
const LONGEST: usize = 256 * 1024;
/// Bytes a template, or the style, may have.
const LARGEST: u64 = 64 * 1024;

/// The templates that are built in, by name.
const BUILT_IN: [(&str, &str); 9] = [
    ("layout.html", include_str!("../letters/layout.html")),
    ("az/letter.html", include_str!("../letters/az/letter.html")),
    ("az/receipt.html", include_str!("../letters/az/receipt.html")),
    ("en/letter.html", include_str!("../letters/en/letter.html")),
    ("en/receipt.html", include_str!("../letters/en/receipt.html")),
    ("ru/letter.html", include_str!("../letters/ru/letter.html")),
    ("ru/receipt.html", include_str!("../letters/ru/receipt.html")),
    ("ar/letter.html", include_str!("../letters/ar/letter.html")),
    ("ar/receipt.html", include_str!("../letters/ar/receipt.html")),
];
const STYLE: &str = include_str!("../letters/letter.css");

/// What an office says about its letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters {
    /// Where its own templates are.
    pub folder: Option<PathBuf>,
    /// The answers that make the applicant's name, in order.
    pub name: Vec<String>,
    /// Names and addresses of offices, by id and language.
    pub offices: BTreeMap<String, BTreeMap<String, String>>,
}

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// That an application was taken in.
    Receipt,
    /// What comes next.
    Letter,
}

impl Paper {
    /// The name of its templates, and of its address on the desk.
    pub fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Letter => "letter",
        }
    }
}

/// A template that does not become a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotWritten {
    /// Which template.
    pub template: String,
    /// Where in it.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.template, self.what),
            None => write!(f, "{}: {}", self.template, self.what),
        }
    }
}

impl std::error::Error for NotWritten {}

impl Letters {
    /// A paper in a language, with these values.
    pub fn write(&self, paper: Paper, language: &str, values: Value) -> Result<String, NotWritten> {
        let name = format!("{language}/{}.html", paper.name());
        let environment = self.environment();
        let wrong = |error: Error| not_written(&name, &error);
        let template = environment.get_template(&name).map_err(wrong)?;
        let mut out = Bounded(Vec::new());
        template.render_captured_to(values, &mut out).map_err(wrong)?;
        String::from_utf8(out.0).map_err(|_| NotWritten { template: name, line: None, what: "it is no text".into() })
    }

    /// The style of what is printed.
    pub fn style(&self) -> Cow<'static, str> {
        let own = self.folder.as_ref().and_then(|folder| read(&folder.join("letter.css")).ok().flatten());
        own.map_or(Cow::Borrowed(STYLE), Cow::Owned)
    }

    /// The name of an office in a language, as the configuration has it, else its id.
    pub fn office<'a>(&'a self, id: &'a str, language: &str) -> &'a str {
        let names = self.offices.get(id);
        let name = names.and_then(|names| names.get(language).or_else(|| names.values().next()));
        name.map_or(id, String::as_str)
    }

    fn environment(&self) -> Environment<'static> {
        let mut environment = Environment::new();
        let folder = self.folder.clone();
        environment.set_loader(move |name| source(folder.as_deref(), name));
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(put);
        // The first three say that text is harmless; the last would put a piece of markup that is into text that was escaped.
        for filter in ["safe", "escape", "e", "replace"] {
            environment.remove_filter(filter);
        }
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.set_recursion_limit(40);
        environment
    }

    /// Writes the templates that are built in into a folder, to be changed; files that are there stay.
    pub fn copy_to(folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut written = Vec::new();
        for (name, text) in BUILT_IN.into_iter().chain([("letter.css", STYLE)]) {
            let path = folder.join(name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            match fs::File::create_new(&path) {
                Ok(mut file) => file.write_all(text.as_bytes())?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            }
            written.push(path);
        }
        Ok(written)
    }
}

/// The one way out of a template: text is escaped, whoever says it is harmless already.
fn put(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let written = match value.kind() {
        ValueKind::Undefined | ValueKind::None => return Ok(()),
        // What a macro or a block gave back was escaped on its way in.
        _ if value.is_safe() => out.write_str(value.as_str().unwrap_or_default()),
        ValueKind::String => out.write_fmt(format_args!("{}", esc(value.as_str().unwrap_or_default()))),
        ValueKind::Number | ValueKind::Bool => out.write_fmt(format_args!("{}", esc(value))),
        kind => {
            let what = format!("a {kind} cannot be printed: name one of its values");
            return Err(Error::new(ErrorKind::InvalidOperation, what));
        }
    };
    written.map_err(Error::from)
}

/// A template by its name: the office's own, else the one built in.
fn source(folder: Option<&Path>, name: &str) -> Result<Option<String>, Error> {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
    };
    let known =
        name.strip_suffix(".html").is_some_and(|stem| stem.split('/').count() <= 2 && stem.split('/').all(part));
    if !known {
        return Ok(None);
    }
    let own = folder.map(|folder| read(&folder.join(name))).transpose();
    let own = own.map_err(|error| Error::new(ErrorKind::TemplateNotFound, format!("it cannot be read: {error}")))?;
    let built_in = || BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
    Ok(own.flatten().or_else(built_in))
}

/// A small file; nothing where there is none.
fn read(path: &Path) -> io::Result<Option<String>> {
    let file = match fs::File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    let mut text = String::new();
    if file.take(LARGEST + 1).read_to_string(&mut text)? as u64 > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 64 KB"));
    }
    Ok(Some(text))
}

/// What is wrong, without what was put in.
fn not_written(name: &str, error: &Error) -> NotWritten {
    let mut first: &Error = error;
    while let Some(inner) = std::error::Error::source(first).and_then(|inner| inner.downcast_ref::<Error>()) {
        first = inner;
    }
    let tells = matches!(
        first.kind(),
        ErrorKind::SyntaxError
            | ErrorKind::TemplateNotFound
            | ErrorKind::UndefinedError
            | ErrorKind::UnknownFilter
            | ErrorKind::UnknownTest
            | ErrorKind::UnknownFunction
            | ErrorKind::UnknownMethod
            | ErrorKind::UnknownBlock
    );
    let what = match (first.kind(), first.detail()) {
        (ErrorKind::OutOfFuel, _) => "it takes more steps than a template may: is there a loop in a loop?".into(),
        (ErrorKind::WriteFailure, _) => "it writes more than a letter may have".into(),
        (kind, Some(detail)) if tells => format!("{kind}: {detail}"),
        (kind, _) => kind.to_string(),
    };
    NotWritten { template: first.name().unwrap_or(name).to_owned(), line: first.line(), what }
}

/// Takes so many bytes and no more.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Values as every template may name them, made up: to try templates with.
pub fn samples(language: &str) -> Vec<(Paper, String, Value)> {
    let words = crate::words::of(language);
    let date = sayyar_base::Date::new(2026, 12, 1).expect("a day of the calendar");
    let day = words.day(date);
    let common = |state: &str| {
        minijinja::context! {
            desk => "Baş ofis", language => words.tag, dir => words.dir, number => "FGA1-TTCD-1JSY-K",
            name => "Aysel Əliyeva", revision => 1, form => "work-permit", today => &day, filed => &day,
            fee => "350 AZN", state, state_name => words.state(state), day => &day, time => "09:30",
            office => "headquarters", office_name => "Baş ofis", documents => ["contract"], message => "2-ci səhifə",
            at => &day, size => words.size(48_123), sha256 => "5f3c", content => "9a1b", sequence => 7,
            log => "77aa", signed => "{}\n-----BEGIN SSH SIGNATURE-----\n",
        }
    };
    let states = ["received", "in-review", "documents-needed", "interview", "decided", "ready-to-collect"];
    let mut all: Vec<_> = states.iter().map(|state| (Paper::Letter, (*state).to_owned(), common(state))).collect();
    all.push((Paper::Receipt, String::new(), common("received")));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::context;

    struct Folder(PathBuf);

    impl Drop for Folder {
        fn drop(&mut self) {
            _ = fs::remove_dir_all(&self.0);
        }
    }

    /// What a letter with this template says about a hostile name.
    fn written(template: &str) -> Result<String, NotWritten> {
        let folder = Folder(std::env::temp_dir().join(format!("sayyar-letters-{}", crate::system::token::<8>())));
        fs::create_dir_all(folder.0.join("en")).unwrap();
        fs::write(folder.0.join("en/letter.html"), template).unwrap();
        let letters = Letters { folder: Some(folder.0.clone()), ..Letters::default() };
        letters.write(Paper::Letter, "en", context! { name => HOSTILE, names => [HOSTILE, "b"] })
    }

    const HOSTILE: &str = "</p><script>alert(1)</script>{{ 7 * 7 }}{% raw %}\u{202e}\"'&";
    const HARMLESS: &str =
        "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}{% raw %}\u{fffd}&quot;&#39;&amp;";

    #[test]
    fn what_is_built_in_speaks_every_language_about_everything() {
        for language in crate::words::tags() {
            for (paper, state, values) in samples(language) {
                let text = Letters::default().write(paper, language, values).unwrap();
                assert!(text.contains("FGA1-TTCD-1JSY-K"), "{language} {state}");
                let dir = crate::words::of(language).dir;
                assert!(text.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\">")), "{text}");
                assert!(!text.contains("<script") && !text.contains("style="), "{text}");
                if state == "interview" {
                    assert!(text.contains("09:30") && text.contains("Baş ofis"), "{text}");
                }
            }
        }
    }

    #[test]
    fn hostile_values_stay_text_whatever_a_template_does() {
        assert_eq!(written("<p>{{ name }}</p>").unwrap(), format!("<p>{HARMLESS}</p>"));
        for template in [
            "{% autoescape false %}{{ name }}{% endautoescape %}",
            "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(name) }}",
            "{% set x %}{{ name }}{% endset %}{{ x }}",
            "{% filter trim %}{{ name }}{% endfilter %}",
            "{{ names | join('<br>') }}",
            "{{ '<b>' ~ name ~ '</b>' }}",
            "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(name) | upper }}{{ m(name) | reverse }}",
            "{% set lt %}<{% endset %}{% set x %}{{ name }}{% endset %}{{ [x, name] | join(lt) | lower }}{{ x[3:] }}",
            "{% set x %}{{ name }}{% endset %}{{ x | trim | default('') }}{{ [x, name] | join }}",
            "{% for n in names %}{{ n }}{% endfor %}",
            "{{ name | indent(2) }}{{ name | title }}{{ name | first }}{{ name | string }}",
        ] {
            let text = written(template).unwrap();
            let lower = text.to_ascii_lowercase();
            assert!(
                !lower.contains("<script") && !lower.contains("</p") && !text.contains('\u{202e}'),
                "{template}\n{text}"
            );
        }
        for (template, expected) in [
            ("{{ name | safe }}", "unknown filter: filter safe is unknown"),
            ("{{ name | e }}", "unknown filter"),
            (
                "{% set lt %}<{% endset %}{% set x %}{{ name }}{% endset %}{{ x | replace('&lt;', lt) }}",
                "unknown filter: filter replace is unknown",
            ),
            ("{{ names }}", "invalid operation"),
        ] {
            let wrong = written(template).unwrap_err();
            assert!(wrong.what.contains(expected) && !wrong.what.contains("script"), "{template}: {wrong}");
        }
    }

    #[test]
    fn hostile_templates_end() {
        let loops = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}";
        assert!(written(loops).unwrap_err().what.contains("more steps"), "{loops}");
        let long = format!("{{% for a in range(9000) %}}{}{{% endfor %}}", "a".repeat(100));
        let wrong = written(&long).unwrap_err().what;
        assert!(wrong.contains("writes more") || wrong.contains("more steps"), "{wrong}");
        let deep = "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}";
        assert!(written(deep).is_err());
        assert!(written("{% include 'en/letter.html' %}").is_err());
        for name in [
            "../../etc/passwd",
            "/etc/passwd",
            "en/../../x.html",
            "en//letter.html",
            ".html",
            "EN/letter.html",
            "a/b/c.html",
        ] {
            let wrong = written(&format!("{{% include '{name}' %}}")).unwrap_err();
            assert!(wrong.what.contains("template not found"), "{name}: {wrong}");
        }
        let wrong = written("line one\n{{ nothing }}").unwrap_err();
        assert_eq!((wrong.template.as_str(), wrong.line), ("en/letter.html", Some(2)), "{wrong}");
        let wrong = written("a\nb\n{% if %}").unwrap_err();
        assert_eq!(wrong.line, Some(3), "{wrong}");
        assert!(written(&"x".repeat(70_000)).unwrap_err().what.contains("larger than 64 KB"));
    }

    #[test]
    fn what_an_office_leaves_out_is_built_in() {
        let folder = Folder(std::env::temp_dir().join(format!("sayyar-letters-{}", crate::system::token::<8>())));
        assert_eq!(Letters::copy_to(&folder.0).unwrap().len(), 10);
        assert_eq!(Letters::copy_to(&folder.0).unwrap().len(), 0, "what is there stays");
        fs::remove_dir_all(&folder.0).unwrap();
        fs::create_dir_all(&folder.0).unwrap();
        fs::write(folder.0.join("layout.html"), "<main>OURS {% block main %}{% endblock %}</main>").unwrap();
        fs::write(folder.0.join("letter.css"), "body { color: red }").unwrap();
        let offices = [("az".to_owned(), "Baş ofis".to_owned())].into();
        let offices = [("headquarters".to_owned(), offices)].into();
        let letters = Letters { folder: Some(folder.0.clone()), offices, ..Letters::default() };
        let (paper, _, values) = samples("ru").remove(3);
        let text = letters.write(paper, "ru", values).unwrap();
        assert!(text.starts_with("<main>OURS") && text.contains("FGA1-TTCD-1JSY-K"), "{text}");
        assert_eq!(letters.style(), "body { color: red }");
        assert_eq!((letters.office("headquarters", "ru"), letters.office("guba", "ru")), ("Baş ofis", "guba"));
    }
}
