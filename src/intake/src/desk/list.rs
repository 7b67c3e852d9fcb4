//! The first page: files go in here, applications are found here.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri};
use axum::response::Response;
use serde_json::json;

use super::html::{View, esc, page as layout};
use super::language::Tongue;
use super::{Desk, beside, one, query, trouble};
use crate::applications::{Filter, Summary};
use crate::ingest::{Fate, Source, Told};
use crate::refusal::{advice_id, sentence};
use crate::verify::checks;
use crate::web::{Incoming, decoded, encoded, json as respond, text};
use crate::words::{self, Arg};

/// So many at once; whoever looks for one searches.
const MOST: u64 = 200;
const STATES: [&str; 6] = ["received", "in-review", "documents-needed", "interview", "decided", "ready-to-collect"];

pub(super) async fn page(State(desk): State<Arc<Desk>>, uri: Uri, tongue: Tongue) -> Response {
    beside(desk, tongue, move |view| {
        let asked = query(&uri);
        let some = |name: &str| Some(one(&asked, name).to_owned()).filter(|value| !value.is_empty());
        let filter = Filter { form: some("form"), state: some("state"), search: some("search"), limit: Some(MOST) };
        match view.intake.list(&filter) {
            Ok(found) => layout(view, &view.t("nav-applications"), &body(view, &filter, &found)),
            Err(error) => trouble(view, error),
        }
    })
    .await
}

fn body(view: &View<'_>, filter: &Filter, found: &[Summary]) -> String {
    let mut html = format!(
        "<h1 class=\"quiet\">{}</h1><section class=\"drop\" aria-labelledby=\"in\"><h2 id=\"in\">{}</h2>\
         <p><label for=\"files\">{}</label> <input id=\"files\" type=\"file\" multiple></p>\
         <noscript><p>{} <code>sayyar-intake ingest FILES</code></p></noscript>\
         <ol id=\"results\" class=\"results\" aria-live=\"polite\" data-checking=\"{}\" data-silent=\"{}\" \
         data-again=\"{}\"></ol></section>",
        view.t("nav-applications"),
        view.t("take-in"),
        view.t("take-in-files"),
        view.t("take-in-no-script"),
        view.t("being-checked"),
        view.t("no-answer"),
        view.t("nothing-lost"),
    );
    html.push_str(&search(view, filter));
    if found.is_empty() {
        html.push_str(&format!("<p>{}</p>", view.t("nothing-found")));
        return html;
    }
    // Some forms name no answer that applications are known by.
    let known = found.iter().any(|one| !one.answers.is_empty());
    let columns = ["list-number", "list-known-by", "list-form", "list-state", "list-filed", "list-changed"];
    let columns = columns.iter().filter(|id| known || **id != "list-known-by");
    let columns: String = columns.map(|id| format!("<th scope=\"col\">{}", view.t(id))).collect();
    html.push_str(&format!("<table class=\"list\"><thead><tr>{columns}</thead><tbody>"));
    html.extend(found.iter().map(|one| row(view, one, known)));
    html.push_str("</tbody></table>");
    if found.len() as u64 == MOST {
        html.push_str(&format!("<p>{}</p>", view.words.html("list-most", &[("count", found.len().into())])));
    }
    html
}

fn search(view: &View<'_>, filter: &Filter) -> String {
    let option = |value: &str, label: &str, chosen: &Option<String>| {
        let selected = if chosen.as_deref() == Some(value) { " selected" } else { "" };
        format!("<option value=\"{}\"{selected}>{}</option>", esc(value), esc(label))
    };
    let mut forms: Vec<String> = view.intake.forms().iter().map(|form| form.facts.release.id.to_string()).collect();
    forms.dedup();
    let forms: String = forms.iter().map(|form| option(form, form, &filter.form)).collect();
    let states: String = STATES.iter().map(|name| option(name, &view.words.state(name), &filter.state)).collect();
    let all = view.t("search-all");
    format!(
        "<form class=\"search\" role=\"search\" method=\"get\" action=\"/\">\
         <label>{} <input name=\"search\" type=\"search\" value=\"{}\"></label>\
         <label>{} <select name=\"form\"><option value=\"\">{all}</option>{forms}</select></label>\
         <label>{} <select name=\"state\"><option value=\"\">{all}</option>{states}</select></label>\
         <button class=\"plain\">{}</button></form>",
        view.t("search-text"),
        esc(filter.search.as_deref().unwrap_or_default()),
        view.t("search-form"),
        view.t("search-state"),
        view.t("search-show"),
    )
}

fn row(view: &View<'_>, one: &Summary, known: bool) -> String {
    let answers: Vec<&str> = one.answers.iter().map(|(_, value)| value.as_str()).collect();
    let known = if known { format!("<td><bdi>{}</bdi>", esc(answers.join(", "))) } else { String::new() };
    let revision = match one.revision {
        1 => String::new(),
        revision => format!(", {}", view.words.html("list-revision", &[("revision", revision.into())])),
    };
    format!(
        "<tr><td><a class=\"number\" href=\"/a/{number}\">{number}</a>{known}<td><bdi>{form}</bdi>{revision}\
         <td>{state}<td>{filed}<td>{changed}",
        number = one.number,
        form = esc(&one.form),
        state = esc(view.words.state(&one.state)),
        filed = view.words.time(one.filed),
        changed = view.words.time(one.changed),
    )
}

/// Takes in one file: its bytes are the body, its name stands in a header.
pub(super) async fn take_in(State(desk): State<Arc<Desk>>, headers: HeaderMap, tongue: Tongue, body: Body) -> Response {
    let name = decoded(text(&headers, &HeaderName::from_static("x-name")).unwrap_or("file"), false);
    let (mut incoming, carry) = Incoming::new(body);
    let taken = beside(desk, tongue, move |view| {
        let staged = match view.intake.stage(&mut incoming) {
            Ok(staged) => staged,
            Err(error) => return trouble(view, error),
        };
        let mut result = None;
        view.intake.run([Source::Staged(staged, None)].into_iter(), &mut |event| result = Some(event.result));
        match result {
            Some(Ok(told)) => respond(StatusCode::OK, &json!({ "html": told_html(view, &name, &told) })),
            Some(Err(error)) => trouble(view, error),
            None => trouble(view, "the file was lost on the way"),
        }
    });
    let (taken, ()) = tokio::join!(taken, carry);
    taken
}

/// One result: what became of it, the checks as sentences.
fn told_html(view: &View<'_>, name: &str, told: &Told) -> String {
    let (words, again) = (view.words, if told.again { format!(" {}", view.t("told-again")) } else { String::new() });
    let (title, code, after) = match &told.fate {
        Fate::TakenIn { number, revision, waiting, warnings, .. } => {
            let waits = if *waiting { format!(" {}", view.t("told-waits")) } else { String::new() };
            let warnings: String =
                warnings.iter().map(|warning| format!("<li class=\"look\">{}", warning.html(words))).collect();
            let link = Arg::Html(format!("<a class=\"number\" href=\"/a/{number}\">{number}</a>"));
            let taken = words.html("told-taken", &[("number", link), ("revision", (*revision).into())]);
            let title = format!("{taken}{waits}{again} <a href=\"/a/{number}/receipt\">{}</a>", view.t("told-receipt"));
            (title, None, warnings)
        }
        Fate::Refused { code, detail } => {
            let start = &told.sha256.to_string()[..12];
            let (refused, look) = (view.t("told-refused"), view.t("told-look"));
            let title = format!("{refused}{again} <a href=\"/quarantine/{start}\">{look}</a>");
            (title, Some((code.as_str(), detail)), format!("<li class=\"look\">{}", view.t(advice_id(code))))
        }
    };
    let mut html = format!("<p><bdi>{}</bdi>, {}: {title}</p><ul class=\"checks\">", esc(name), words.size(told.size));
    html.push_str(&checks_html(view, code.map(|(code, detail)| (code, detail.as_str()))));
    html + &after + "</ul>"
}

/// The checks in their order, each a sentence with a tick or a cross. What was found is written down in English; other
/// languages say which check it was, and show that beside.
pub(super) fn checks_html(view: &View<'_>, failed: Option<(&str, &str)>) -> String {
    let line = |(step, passed): (crate::Step, Option<bool>)| match (passed, failed) {
        (Some(true), _) => format!("<li class=\"yes\">{}", view.t(&step.id())),
        (Some(false), Some((code, detail))) if view.words.tag == words::english().tag => {
            format!("<li class=\"no\">{} <code>{}</code>", esc(sentence(detail)), esc(code))
        }
        (Some(false), Some((code, detail))) => format!(
            "<li class=\"no\">{} <code>{}</code><br><span class=\"hint\" lang=\"en\" dir=\"ltr\">{}</span>",
            view.t(&format!("{}-no", step.id())),
            esc(code),
            esc(sentence(detail))
        ),
        _ => String::new(),
    };
    checks(failed.map(|(code, _)| code)).into_iter().map(line).collect()
}

/// The address of an application.
pub(super) fn link(number: &sayyar_seal::Number) -> String {
    format!("/a/{}", encoded(&number.to_string()))
}
