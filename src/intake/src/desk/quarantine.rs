//! What was not taken in, and what an officer decides about it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;

use super::html::{View, esc, not_found, page as layout};
use super::language::Tongue;
use super::list::{checks_html, link};
use super::{Desk, beside, one, redirect, sent, trouble};
use crate::ingest::{Decision, Fate, Quarantined};
use crate::refusal::{advice_id, may_be_released};
use crate::verify::Waiver;
use crate::words::Arg;

pub(super) async fn list(State(desk): State<Arc<Desk>>, tongue: Tongue) -> Response {
    beside(desk, tongue, |view| match view.intake.quarantined() {
        Ok(all) => layout(view, &view.t("quarantine"), &list_html(view, &all)),
        Err(error) => trouble(view, error),
    })
    .await
}

fn list_html(view: &View<'_>, all: &[Quarantined]) -> String {
    let mut html = format!("<h1>{}</h1>", view.t("quarantine"));
    let (open, decided): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.decision.is_none());
    if open.is_empty() {
        html.push_str(&format!("<p>{}</p>", view.t("quarantine-empty")));
    }
    let columns = [
        "quarantine-file",
        "quarantine-why",
        "list-number",
        "quarantine-size",
        "quarantine-came",
        "quarantine-decision",
    ];
    let columns: String = columns.iter().map(|id| format!("<th scope=\"col\">{}", view.t(id))).collect();
    for (title, files) in [(None, open), (Some("quarantine-decided"), decided)] {
        if files.is_empty() {
            continue;
        }
        html.extend(title.map(|title| format!("<h2>{}</h2>", view.t(title))));
        html.push_str(&format!("<table class=\"list\"><thead><tr>{columns}</thead><tbody>"));
        html.extend(files.into_iter().map(|one| row(view, one)));
        html.push_str("</tbody></table>");
    }
    html
}

fn row(view: &View<'_>, one: &Quarantined) -> String {
    let start = start(one);
    let failed = view.t(&format!("{}-no", crate::refusal::step_of(&one.code).id()));
    format!(
        "<tr><td><a class=\"number\" href=\"/quarantine/{start}\">{start}</a><td>{failed} <code>{}</code><td>{}<td>{}<td>{}<td>{}",
        esc(&one.code),
        one.number.map_or(String::new(), |number| format!("<span class=\"number\">{number}</span>")),
        view.words.size(one.size),
        view.words.time(one.at),
        one.decision.as_ref().map_or(String::new(), |decision| decided(view, decision)),
    )
}

fn decided(view: &View<'_>, decision: &Decision) -> String {
    let id = format!("decided-{}", decision.what);
    let values = || [("officer", (&decision.officer).into()), ("reason", (&decision.reason).into())];
    if view.words.has(&id) { view.words.html(&id, &values()) } else { esc(&decision.what).to_string() }
}

fn start(one: &Quarantined) -> String {
    one.sha256.to_string()[..12].to_owned()
}

fn find(view: &View<'_>, start: &str) -> Result<Quarantined, Box<Response>> {
    let all = view.intake.quarantined().map_err(|error| Box::new(trouble(view, error)))?;
    let found = all.into_iter().find(|one| start.len() >= 12 && one.sha256.to_string().starts_with(start));
    found.ok_or_else(|| Box::new(not_found(view, "quarantine-gone")))
}

pub(super) async fn page(State(desk): State<Arc<Desk>>, Path(start): Path<String>, tongue: Tongue) -> Response {
    beside(desk, tongue, move |view| match find(view, &start) {
        Ok(one) => layout(view, &view.t("quarantine"), &one_html(view, &one, None)),
        Err(response) => *response,
    })
    .await
}

fn one_html(view: &View<'_>, one: &Quarantined, problem: Option<&str>) -> String {
    let words = view.words;
    let mut html = format!(
        "<h1>{}</h1><p class=\"facts\"><code>{}</code> {} · {}</p>",
        words.t("quarantine-title"),
        one.sha256,
        words.size(one.size),
        words.html("quarantine-came-at", &[("time", Arg::Html(words.time(one.at)))])
    );
    if let (Some(number), Some(revision)) = (one.number, one.revision) {
        let link = Arg::Html(format!("<a class=\"number\" href=\"{}\">{number}</a>", link(&number)));
        let names = words.html("quarantine-names", &[("number", link), ("revision", revision.into())]);
        html.push_str(&format!("<p>{names}</p>"));
    }
    html.extend(problem.map(|problem| format!("<p class=\"problem\" role=\"alert\">{}</p>", words.t(problem))));
    html.push_str("<ul class=\"checks\">");
    html.push_str(&checks_html(view, Some((&one.code, &one.detail))));
    html.push_str(&format!("<li class=\"look\">{}</ul>", words.t(advice_id(&one.code))));
    if let Some(decision) = &one.decision {
        return html + &format!("<p>{}</p>", decided(view, decision));
    }
    let release = match may_be_released(&one.code) {
        true => format!("<button name=\"do\" value=\"release\">{}</button>", words.t("release")),
        false => String::new(),
    };
    html + &format!(
        "<form method=\"post\" class=\"decide\"><button class=\"plain\" name=\"do\" value=\"retry\">{}</button></form>\
         <form method=\"post\" class=\"decide\"><label>{} <input name=\"reason\" required \
         maxlength=\"300\"></label>{release}<button class=\"plain\" name=\"do\" value=\"drop\">{}</button></form>",
        words.t("retry"),
        words.t("reason"),
        words.t("let-go"),
    )
}

pub(super) async fn decide(
    State(desk): State<Arc<Desk>>,
    Path(start): Path<String>,
    tongue: Tongue,
    body: Body,
) -> Response {
    let fields = sent(body).await;
    beside(desk, tongue, move |view| {
        let file = match find(view, &start) {
            Ok(file) => file,
            Err(response) => return *response,
        };
        let (what, reason) = (one(&fields, "do"), one(&fields, "reason").to_owned());
        if what != "retry" && reason.is_empty() {
            return layout(view, &view.t("quarantine"), &one_html(view, &file, Some("problem-reason")));
        }
        if what == "drop" {
            return match view.intake.drop_quarantined(&file.sha256, &view.officer, &reason) {
                Ok(_) => redirect("/quarantine"),
                Err(error) => trouble(view, error),
            };
        }
        let waiver = Waiver { refusal: file.code.clone(), officer: view.officer.clone(), reason };
        match view.intake.reconsider(&file.sha256, (what == "release").then_some(&waiver)) {
            Ok(Some(told)) => match told.fate {
                Fate::TakenIn { number, .. } => redirect(&link(&number)),
                Fate::Refused { .. } => redirect(&format!("/quarantine/{start}")),
            },
            Ok(None) => layout(view, &view.t("quarantine"), &one_html(view, &file, Some("problem-released"))),
            Err(error) => trouble(view, error),
        }
    })
    .await
}
