//! Translations as a table, for people who work in a spreadsheet: RFC 4180, one row a text.
//!
//! Columns: `kind` (page, message), `path` (the file of the translation), `id` (`title`, `body-3`, `fees.hint`),
//! `source`, `translation`, `state` and `digest` (of source and translation when they were exported, so that an
//! import notices what changed meanwhile). On the way back only path, id, translation and digest are needed, and
//! a state of `machine` or `reviewed` is taken as the translator's word.

use std::collections::BTreeSet;

use sayyar_base::{Diagnostic, Diagnostics};

use super::material::Material;
use super::page::align;
use crate::ledger::{Key, Status};

const COLUMNS: [&str; 7] = ["kind", "path", "id", "source", "translation", "state", "digest"];
const NEEDED: [&str; 4] = ["path", "id", "translation", "digest"];

/// Which rows are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Only {
    /// What is missing or stale
    Todo,
    /// What was translated before its source changed
    Stale,
    /// What is not translated yet
    Missing,
    /// Everything
    All,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, the heading being row 1.
    pub number: usize,
    /// `page` or `message`.
    pub kind: String,
    /// File of the translation.
    pub path: String,
    /// Which text of the file.
    pub id: String,
    /// The text in the default language.
    pub source: String,
    /// The translation.
    pub translation: String,
    /// How it stands.
    pub state: String,
    /// Digests of the source and, after a dot, of the translation.
    pub digest: String,
}

/// The rows of a language.
pub fn rows(material: &Material, lang: usize, only: Only) -> Vec<Row> {
    let mut rows = Vec::new();
    let there = material.there(lang);
    // Terms the language lacks have no status, but a translator may want to give it one.
    let terms = material.sources.keys().filter(|key| !there.contains(*key)).map(|key| (key.clone(), Status::Missing));
    let mut status = material.status(lang);
    status.extend(terms.collect::<Vec<_>>());
    for (key, status) in status {
        let wanted = match only {
            Only::All => true,
            Only::Todo => matches!(status, Status::Stale(_) | Status::Missing),
            Only::Stale => matches!(status, Status::Stale(_)),
            Only::Missing => status == Status::Missing,
        };
        if wanted {
            let row = Row {
                path: material.path(lang, &key),
                state: status.as_str().into(),
                digest: digests(material, lang, &key),
                ..Row::default()
            };
            match key {
                Key::Page(_) => page(material, lang, &key, &row, &mut rows),
                Key::Message(..) => message(material, lang, &key, &row, &mut rows),
            }
        }
    }
    rows
}

/// What the digest column holds for a text now.
pub fn digests(material: &Material, lang: usize, key: &Key) -> String {
    let source = material.sources.get(key).map_or("", String::as_str);
    format!("{source}.{}", material.digest(lang, key).unwrap_or_default())
}

fn page(material: &Material, lang: usize, key: &Key, row: &Row, rows: &mut Vec<Row>) {
    let Key::Page(path) = key else { return };
    let (Some(source), translation) = (material.pages[0].get(path), material.pages[lang].get(path)) else { return };
    let mut push = |id: String, source: &str, translation: &str| {
        let (source, translation) = (source.to_owned(), translation.to_owned());
        rows.push(Row { kind: "page".into(), id, source, translation, ..row.clone() });
    };
    let own = translation.into_iter().flat_map(|page| page.texts());
    let mut names: Vec<&str> = source.texts().map(|(name, _)| name).collect();
    names.extend(own.map(|(name, _)| name).filter(|name| source.text(name).is_none()));
    for name in names {
        let translated = translation.and_then(|page| page.text(name));
        push(name.to_owned(), source.text(name).unwrap_or_default(), translated.unwrap_or_default());
    }
    let translated = translation.map(|page| page.blocks()).unwrap_or_default();
    for (at, (mine, theirs)) in align(&source.blocks(), &translated).into_iter().enumerate() {
        push(format!("body-{}", at + 1), mine.unwrap_or_default(), theirs.unwrap_or_default());
    }
}

fn message(material: &Material, lang: usize, key: &Key, row: &Row, rows: &mut Vec<Row>) {
    let Some(source) = material.unit(0, key) else { return };
    let translation = material.unit(lang, key);
    let mine = source.wordings.iter().map(|wording| &wording.attribute);
    let theirs = translation.iter().flat_map(|unit| &unit.wordings).map(|wording| &wording.attribute);
    let mut seen = BTreeSet::new();
    for attribute in mine.chain(theirs).filter(|attribute| seen.insert((*attribute).clone())) {
        let name = attribute.as_deref();
        let text = |unit: &crate::words::strings::Unit| unit.text(name).map(|text| text.to_string());
        rows.push(Row {
            kind: "message".into(),
            id: name.map_or(source.id.to_string(), |name| format!("{}.{name}", source.id)),
            source: text(source).unwrap_or_default(),
            translation: translation.and_then(text).unwrap_or_default(),
            ..row.clone()
        });
    }
}

/// The table as a file. With a byte order mark Excel reads it as UTF-8.
pub fn write(rows: &[Row], bom: bool) -> Result<Vec<u8>, csv::Error> {
    let start = if bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start);
    writer.write_record(COLUMNS)?;
    for row in rows {
        let cells = [&row.kind, &row.path, &row.id, &row.source, &row.translation, &row.state, &row.digest];
        writer.write_record(cells.map(|cell| harmless(cell)))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// Reads a table that came back: separated by commas, semicolons or tabs, as spreadsheets leave it.
pub fn read(path: &str, bytes: &[u8]) -> Result<Vec<Row>, Diagnostics> {
    let wrong = |message: String, help: &str| vec![Diagnostic::error("sheet", message).in_file(path).help(help)];
    let text = std::str::from_utf8(bytes).map_err(|_| {
        wrong(
            "this is not UTF-8 text".into(),
            "save it from the spreadsheet as \"CSV UTF-8\", not as plain CSV or as a workbook",
        )
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let heading = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|mark| heading.bytes().filter(|b| b == mark).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().cloned().map_err(|error| wrong(error.to_string(), "export it anew"))?;
    let column = |name: &str| headers.iter().position(|header| header.trim().eq_ignore_ascii_case(name));
    let missing: Vec<_> = NEEDED.iter().filter(|name| column(name).is_none()).map(|name| format!("`{name}`")).collect();
    if !missing.is_empty() {
        let message = format!("the columns {} are missing", missing.join(", "));
        return Err(wrong(message, "the first row must be the one `sayyar translate export` wrote"));
    }
    let mut rows = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|error| wrong(error.to_string(), "export it anew"))?;
        let cell = |name: &str| {
            let cell = column(name).and_then(|at| record.get(at)).unwrap_or_default();
            plain(cell).replace("\r\n", "\n").replace('\r', "\n")
        };
        let line = |name: &str| cell(name).trim().to_owned();
        let row = Row {
            number: at + 2,
            kind: line("kind"),
            path: line("path"),
            id: line("id"),
            source: cell("source"),
            translation: cell("translation"),
            state: line("state"),
            digest: line("digest"),
        };
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// What a spreadsheet would take for a formula or a command when a cell begins with it.
fn is_dangerous(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '|', '＝', '＋', '－', '＠'])
}

/// A cell no spreadsheet takes for a formula: an apostrophe goes before it (OWASP, "CSV Injection").
fn harmless(cell: &str) -> String {
    if is_dangerous(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// The other way round of [`harmless`].
fn plain(cell: &str) -> &str {
    if is_dangerous(cell) { cell.strip_prefix('\'').unwrap_or(cell) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: usize, source: &str, translation: &str) -> Row {
        let [kind, path, id] = ["page", "content/en/a.md", "body-1"].map(str::to_owned);
        let [state, digest] = ["stale", "abc.def"].map(str::to_owned);
        Row { number, kind, path, id, source: source.into(), translation: translation.into(), state, digest }
    }

    #[test]
    fn cells_come_back_as_they_were_and_do_no_harm() {
        let nasty =
            ["=HYPERLINK(\"x\")", "+1", "-- a", "@x", "'=1", "''+", "'quoted'", "a,b;\"c\"\nd", "\tx", "＝1", " =1"];
        let rows: Vec<_> = nasty.iter().enumerate().map(|(at, text)| row(at + 2, text, text)).collect();
        for bom in [false, true] {
            let bytes = write(&rows, bom).unwrap();
            assert_eq!(bytes.starts_with("\u{feff}".as_bytes()), bom);
            let text = String::from_utf8(bytes.clone()).unwrap();
            assert!(text.contains("\r\npage,content/en/a.md,body-1,'+1,'+1,stale,abc.def\r\n"), "{text}");
            assert!(!text.contains(",=") && !text.contains("\"="), "{text}");
            assert_eq!(read("x.csv", &bytes), Ok(rows.clone()));
        }
    }

    #[test]
    fn what_spreadsheets_make_of_it_is_read() {
        let text = "\u{feff}Path;id;note;Translation;digest;state\r\na.md;title;x;\"one\r\ntwo\";a.b;reviewed\r\n;;;;;\r\nb.md;title\r\n";
        let rows = read("x.csv", text.as_bytes()).unwrap();
        assert_eq!((rows.len(), rows[0].translation.as_str(), rows[0].state.as_str()), (2, "one\ntwo", "reviewed"));
        assert_eq!((rows[1].number, rows[1].path.as_str()), (4, "b.md"));
        let missing = read("x.csv", b"path,id,source\n").unwrap_err();
        assert_eq!(missing[0].message, "the columns `translation`, `digest` are missing");
        assert!(
            read("x.csv", b"path,id\xff\n").unwrap_err()[0]
                .help
                .as_deref()
                .is_some_and(|help| help.contains("CSV UTF-8"))
        );
    }
}
