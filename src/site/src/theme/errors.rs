//! What Tera says about templates, as diagnostics at the place in the theme.

use std::ops::Range;
use std::sync::Arc;

use sayyar_base::diag::did_you_mean;
use sayyar_base::{Diagnostic, Diagnostics, Span};
use tera::ErrorKind;

use crate::load::Texts;

/// Path of the file behind a template's name.
fn path_of(folder: &str, name: &str) -> Arc<str> {
    let within = if name.starts_with("components/") || name.starts_with("form/") { "" } else { "templates/" };
    format!("{folder}/{within}{name}").into()
}

/// Why the templates do not compile. Tera finds out about unknown names in all of them at once, and then hands
/// over finished reports as one text; this takes them apart again.
pub(super) fn compile_errors(texts: &Texts<'_>, error: &tera::Error) -> Diagnostics {
    let folder = texts.folder;
    match error.kind() {
        ErrorKind::Msg(reports) if reports.starts_with("error: ") => reports
            .split("error: ")
            .filter(|report| !report.trim().is_empty())
            .map(|report| taken_apart(texts, report))
            .collect(),
        ErrorKind::MissingParent { current, parent } => {
            let path = path_of(folder, current);
            let text = texts.find(&path[folder.len() + 1..]).unwrap_or_default();
            let at = text.find(&**parent).unwrap_or(0);
            let others =
                texts.names().filter_map(|name| name.strip_prefix("templates/")).filter(|name| name != current);
            let problem = Diagnostic::error("template", format!("there is no template `{parent}` to extend"));
            vec![
                problem
                    .at(Span::new(&path, at..at + parent.len()), "")
                    .help(did_you_mean(parent, others.collect::<Vec<_>>())),
            ]
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            let problem = Diagnostic::error("template", format!("`{tpl}` extends itself, perhaps by way of others"));
            vec![problem.in_file(path_of(folder, tpl)).help("let one of them extend nothing")]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let problem =
                Diagnostic::error("template", format!("`{tpl}` includes itself: {}", include_chain.join(" -> ")));
            vec![problem.in_file(path_of(folder, tpl)).help("remove one of the inclusions")]
        }
        _ => vec![template_error(folder, error, None)],
    }
}

/// One of Tera's reports: the message, then `--> name:line:column`, then an excerpt that underlines with `^`.
fn taken_apart(texts: &Texts<'_>, report: &str) -> Diagnostic {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default().trim();
    let problem = Diagnostic::error("template", message.to_owned());
    let place = lines.next().and_then(|line| {
        let mut parts = line.trim().strip_prefix("-->")?.trim().rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse::<u32>().ok()?, parts.next()?.parse::<u32>().ok()?);
        Some((parts.next()?.to_owned(), line, column))
    });
    let Some((name, line, column)) = place else { return problem.in_file(format!("{}/templates", texts.folder)) };
    let path = path_of(texts.folder, &name);
    let start = texts.at(&path[texts.folder.len() + 1..], line.saturating_sub(1), column);
    let width = report.matches('^').count().max(1);
    problem.at(Span { end: start.start + u32::try_from(width).unwrap_or(1), ..start }, "")
}

/// What Tera says while it renders. `page` is the page that was rendered.
pub fn template_error(folder: &str, error: &tera::Error, page: Option<&str>) -> Diagnostic {
    let (message, place): (_, Option<(_, Range<usize>)>) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), Some((path_of(folder, report.filename()), report.span().range.clone())))
        }
        other => (other.to_string(), None),
    };
    // What one of our own functions says comes as the cause: it is the better sentence.
    let message = std::error::Error::source(error).map_or(message.clone(), |cause| {
        let cause = cause.to_string();
        if message.contains(&cause) { message } else { format!("{message}: {cause}") }
    });
    let diagnostic = Diagnostic::error("template", message.trim_end_matches('.').to_owned());
    let rendering = page.map(|page| format!("while rendering {page}")).unwrap_or_default();
    match place {
        Some((path, range)) => diagnostic.at(Span::new(&path, range), rendering),
        None => {
            diagnostic.at(Span::file(format!("{folder}/templates")), rendering).help("look at the theme's templates")
        }
    }
}

/// The same mistake of a template once, however many pages it spoils.
pub fn once_each(problems: Diagnostics) -> Diagnostics {
    let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
    for problem in problems {
        let same = |(other, _): &&mut (Diagnostic, usize)| {
            problem.code == "template"
                && other.code == problem.code
                && other.message == problem.message
                && other.span() == problem.span()
        };
        match kept.iter_mut().find(same) {
            Some((_, more)) => *more += 1,
            None => kept.push((problem, 0)),
        }
    }
    let told = kept.into_iter().map(|(mut problem, more)| {
        if let (Some(label), true) = (problem.labels.first_mut(), more > 0) {
            label.text = format!("{} and {more} more", label.text);
        }
        problem
    });
    told.collect()
}
