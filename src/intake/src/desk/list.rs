//! The first page: files go in here, applications are found here.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri};
use axum::response::Response;
use serde_json::json;

use super::html::{esc, page as layout, size, state, time};
use super::{Desk, beside, one, query, trouble};
use crate::applications::{Filter, Summary};
use crate::ingest::{Fate, Source, Told};
use crate::refusal::{advice, sentence};
use crate::verify::checks;
use crate::web::{Incoming, decoded, encoded, json as respond, text};

/// So many at once; whoever looks for one searches.
const MOST: u64 = 200;
const STATES: [&str; 6] = ["received", "in-review", "documents-needed", "interview", "decided", "ready-to-collect"];

pub(super) async fn page(State(desk): State<Arc<Desk>>, uri: Uri) -> Response {
    beside(desk, move |desk| {
        let asked = query(&uri);
        let some = |name: &str| Some(one(&asked, name).to_owned()).filter(|value| !value.is_empty());
        let filter = Filter { form: some("form"), state: some("state"), search: some("search"), limit: Some(MOST) };
        match desk.intake.list(&filter) {
            Ok(found) => layout(desk, "Applications", &body(desk, &filter, &found)),
            Err(error) => trouble(error),
        }
    })
    .await
}

fn body(desk: &Desk, filter: &Filter, found: &[Summary]) -> String {
    let mut html = String::from(
        "<h1 class=\"quiet\">Applications</h1><section class=\"drop\" aria-labelledby=\"in\"><h2 id=\"in\">Take in</h2>\
         <p><label for=\"files\">Choose sealed files, or drop them anywhere on this page</label> \
         <input id=\"files\" type=\"file\" multiple></p><noscript><p>This needs the desk's own script. On the command \
         line: <code>sayyar-intake ingest FILES</code></p></noscript>\
         <ol id=\"results\" class=\"results\" aria-live=\"polite\"></ol></section>",
    );
    html.push_str(&search(desk, filter));
    if found.is_empty() {
        html.push_str("<p>Nothing found.</p>");
        return html;
    }
    html.push_str(
        "<table class=\"list\"><thead><tr><th scope=\"col\">Number<th scope=\"col\">Known by<th scope=\"col\">Form\
         <th scope=\"col\">State<th scope=\"col\">Filed<th scope=\"col\">Changed</thead><tbody>",
    );
    html.extend(found.iter().map(row));
    html.push_str("</tbody></table>");
    if found.len() as u64 == MOST {
        html.push_str(&format!("<p>These are the {MOST} that changed last. Search for others.</p>"));
    }
    html
}

fn search(desk: &Desk, filter: &Filter) -> String {
    let option = |value: &str, label: &str, chosen: &Option<String>| {
        let selected = if chosen.as_deref() == Some(value) { " selected" } else { "" };
        format!("<option value=\"{}\"{selected}>{}</option>", esc(value), esc(label))
    };
    let mut forms: Vec<String> = desk.intake.forms().iter().map(|form| form.facts.release.id.to_string()).collect();
    forms.dedup();
    let forms: String = forms.iter().map(|form| option(form, form, &filter.form)).collect();
    let states: String = STATES.iter().map(|name| option(name, state(name), &filter.state)).collect();
    format!(
        "<form class=\"search\" role=\"search\" method=\"get\" action=\"/\">\
         <label>Number or name <input name=\"search\" type=\"search\" value=\"{}\"></label>\
         <label>Form <select name=\"form\"><option value=\"\">all</option>{forms}</select></label>\
         <label>State <select name=\"state\"><option value=\"\">all</option>{states}</select></label>\
         <button class=\"plain\">Show</button></form>",
        esc(filter.search.as_deref().unwrap_or_default())
    )
}

fn row(one: &Summary) -> String {
    let known: Vec<&str> = one.answers.iter().map(|(_, value)| value.as_str()).collect();
    let revision = if one.revision > 1 { format!(", revision {}", one.revision) } else { String::new() };
    format!(
        "<tr><td><a class=\"number\" href=\"/a/{number}\">{number}</a><td><bdi>{known}</bdi><td>{form}{revision}<td>{state}\
         <td>{filed}<td>{changed}",
        number = one.number,
        known = esc(known.join(", ")),
        form = esc(&one.form),
        state = esc(state(&one.state)),
        filed = time(one.filed),
        changed = time(one.changed),
    )
}

/// Takes in one file: its bytes are the body, its name stands in a header.
pub(super) async fn take_in(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Body) -> Response {
    let name = decoded(text(&headers, &HeaderName::from_static("x-name")).unwrap_or("file"), false);
    let (mut incoming, carry) = Incoming::new(body);
    let taken = beside(desk, move |desk| {
        let staged = match desk.intake.stage(&mut incoming) {
            Ok(staged) => staged,
            Err(error) => return trouble(error),
        };
        let mut result = None;
        desk.intake.run([Source::Staged(staged, None)].into_iter(), &mut |event| result = Some(event.result));
        match result {
            Some(Ok(told)) => respond(StatusCode::OK, &json!({ "html": told_html(&name, &told) })),
            Some(Err(error)) => trouble(error),
            None => trouble("the file was lost on the way"),
        }
    });
    let (taken, ()) = tokio::join!(taken, carry);
    taken
}

/// One result: what became of it, the checks as sentences.
fn told_html(name: &str, told: &Told) -> String {
    let again = if told.again { " It was known already; nothing was done twice." } else { "" };
    let (title, code, after) = match &told.fate {
        Fate::TakenIn { number, revision, waiting, warnings, .. } => {
            let waits = if *waiting { " It waits for the revision before it." } else { "" };
            let warnings: String =
                warnings.iter().map(|warning| format!("<li class=\"look\">{}", esc(warning))).collect();
            let title = format!(
                "<a class=\"number\" href=\"/a/{number}\">{number}</a>, revision {revision}, is taken in.{waits}{again} \
                 <a href=\"/a/{number}/receipt\">Print the receipt</a>"
            );
            (title, None, warnings)
        }
        Fate::Refused { code, detail } => {
            let start = &told.sha256.to_string()[..12];
            let title = format!("Not taken in.{again} <a href=\"/quarantine/{start}\">Look at it</a>");
            (title, Some((code.as_str(), detail)), format!("<li class=\"look\">{}", esc(advice(code))))
        }
    };
    let mut html = format!("<p><bdi>{}</bdi>, {}: {title}</p><ul class=\"checks\">", esc(name), size(told.size));
    html.push_str(&checks_html(code.map(|(code, detail)| (code, detail.as_str()))));
    html + &after + "</ul>"
}

/// The checks in their order, each a sentence with a tick or a cross.
pub(super) fn checks_html(failed: Option<(&str, &str)>) -> String {
    let sentence = |(step, passed): (crate::Step, Option<bool>)| match (passed, failed) {
        (Some(true), _) => format!("<li class=\"yes\">{}", esc(step.passed())),
        (Some(false), Some((code, detail))) => {
            format!("<li class=\"no\">{} <code>{}</code>", esc(sentence(detail)), esc(code))
        }
        _ => String::new(),
    };
    checks(failed.map(|(code, _)| code)).into_iter().map(sentence).collect()
}

/// The address of an application.
pub(super) fn link(number: &sayyar_seal::Number) -> String {
    format!("/a/{}", encoded(&number.to_string()))
}
