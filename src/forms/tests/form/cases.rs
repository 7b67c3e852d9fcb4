//! Every case of `tests/vectors/form`.

use crate::vector::{self, Case};
use sayyar_base::{Date, canonical};
use sayyar_forms::{FieldReport, Form, Report};
use serde_json::Value as Json;

#[test]
fn vectors() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, file, compiled) in vector::files() {
        assert!(file.about.ends_with('.'), "{name} says what it shows, in a sentence");
        for (number, case) in file.case.iter().enumerate() {
            count += 1;
            if let Err(complaint) = check(&compiled.form, case, case.today.unwrap_or(file.today)) {
                let about = case.about.clone().unwrap_or_default();
                wrong.push(format!("{name}, case {} {about}\n    {complaint}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 150, "{count} cases");
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: expected {expected:?},\n    found {found:?}")) }
}

fn check(form: &Form, case: &Case, today: Date) -> Result<(), String> {
    let report = match (case.entries(), &case.answered) {
        (Some(entries), None) => {
            let report = form.check(&entries, today);
            settled(form, &report, today)?;
            report
        }
        (None, Some(text)) => {
            let (more, times, end) = case.more.clone().unwrap_or_default();
            let text = text.trim_end_matches('\n').to_owned() + &more.repeat(times) + &end;
            match (form.verify(text.as_bytes(), today), &case.refused) {
                (Ok(report), None) => report,
                (Err(why), Some(expected)) => return same("refused", why.code(), expected.as_str()),
                (found, expected) => {
                    return Err(format!("refused: expected {expected:?}, found {:?}", found.map(|_| "answers")));
                }
            }
        }
        _ => return Err("a case has `entries`, `json` or `answered`".into()),
    };
    expected(case, &report)
}

/// Canonical answers are entries that say the same, and good ones verify.
fn settled(form: &Form, report: &Report, today: Date) -> Result<(), String> {
    let again = form.check(&report.answers, today);
    same("answers of answers", &again.answers, &report.answers)?;
    let text = canonical::to_string(&Json::Object(report.answers.clone())).map_err(|error| error.to_string())?;
    let verified = form.verify(text.as_bytes(), today).map_err(|error| error.to_string())?;
    // Files get their paths when an application is finished.
    if report.is_valid() && !text.contains("\"sha512\"") {
        same("verified", &verified, report)?;
    }
    same(
        "through JSON",
        &Form::from_json(&form.to_json()).map_err(|error| error.to_string())?.check(&report.answers, today),
        &again,
    )
}

fn expected(case: &Case, report: &Report) -> Result<(), String> {
    let mut problems: Vec<_> = report.problems().map(|(at, problem)| format!("{at}: {problem}")).collect();
    problems.extend(report.strangers.iter().map(|at| format!("{at}: unknown-field")));
    same("problems", &problems, &case.problems)?;
    same("valid", report.is_valid(), problems.is_empty())?;
    let counted: usize = report.sections.iter().map(|section| section.problems).sum();
    same("problems of sections", counted, report.problems().count())?;
    if let Some(tells) = &case.tells {
        let first = report.problems().next().map(|(_, problem)| problem.to_json());
        same("tells", first, serde_json::from_str(tells).ok())?;
    }
    if let Some(answers) = &case.answers {
        same("answers", &report.answers, &vector::object(answers))?;
    }
    let states = [
        (&case.visible, true, true),
        (&case.hidden, true, false),
        (&case.required, false, true),
        (&case.optional, false, false),
    ];
    for (addresses, visible, wanted) in states {
        for address in addresses {
            let field = field(report, address).ok_or(format!("there is no `{address}`"))?;
            let found = if visible { field.visible } else { field.required };
            same(&format!("{} of {address}", if visible { "visible" } else { "required" }), found, wanted)?;
        }
    }
    let hidden: Vec<_> =
        report.sections.iter().filter(|section| !section.visible).map(|section| section.id.to_string()).collect();
    same("hidden sections", &hidden, &case.hidden_sections)?;
    for (address, wanted) in &case.options {
        let found = field(report, address)
            .and_then(|field| field.options.clone())
            .ok_or(format!("`{address}` has no options"))?;
        same("options", found.iter().map(|value| value.to_string()).collect::<Vec<_>>(), wanted.clone())?;
    }
    match &case.outcome {
        Some(outcome) => same("outcome", report.outcome.as_deref().unwrap_or("none"), outcome.as_str()),
        None => Ok(()),
    }
}

fn field<'a>(report: &'a Report, address: &str) -> Option<&'a FieldReport> {
    let Some((repeat, rest)) = address.split_once('[') else { return report.field(address) };
    let (row, id) = rest.split_once("].")?;
    report.field(repeat)?.rows.as_ref()?.get(row.parse::<usize>().ok()?)?.iter().find(|one| *one.id == *id)
}
