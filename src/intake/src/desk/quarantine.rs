//! What was not taken in, and what an officer decides about it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::html::{esc, message, page as layout, size, time};
use super::list::{checks_html, link};
use super::{Desk, beside, one, redirect, sent, trouble};
use crate::ingest::{Fate, Quarantined};
use crate::refusal::{advice, may_be_released};
use crate::verify::Waiver;

pub(super) async fn list(State(desk): State<Arc<Desk>>) -> Response {
    beside(desk, |desk| match desk.intake.quarantined() {
        Ok(all) => layout(desk, "Quarantine", &list_html(&all)),
        Err(error) => trouble(error),
    })
    .await
}

fn list_html(all: &[Quarantined]) -> String {
    let mut html = String::from("<h1>Quarantine</h1>");
    let (open, decided): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.decision.is_none());
    if open.is_empty() {
        html.push_str("<p>Nothing waits for a decision.</p>");
    }
    for (title, files) in [("", open), ("Decided", decided)] {
        if files.is_empty() {
            continue;
        }
        if !title.is_empty() {
            html.push_str(&format!("<h2>{title}</h2>"));
        }
        html.push_str(
            "<table class=\"list\"><thead><tr><th scope=\"col\">File<th scope=\"col\">Why<th scope=\"col\">Number\
             <th scope=\"col\">Size<th scope=\"col\">Came<th scope=\"col\">Decision</thead><tbody>",
        );
        html.extend(files.into_iter().map(row));
        html.push_str("</tbody></table>");
    }
    html
}

fn row(one: &Quarantined) -> String {
    let start = start(one);
    format!(
        "<tr><td><a class=\"number\" href=\"/quarantine/{start}\">{start}</a><td>{} <code>{}</code><td>{}<td>{}<td>{}<td>{}",
        esc(&one.detail),
        esc(&one.code),
        one.number.map_or(String::new(), |number| number.to_string()),
        size(one.size),
        time(one.at),
        one.decision.as_ref().map_or(String::new(), |decision| format!(
            "{} by {}: {}",
            esc(&decision.what),
            esc(&decision.officer),
            esc(&decision.reason)
        )),
    )
}

fn start(one: &Quarantined) -> String {
    one.sha256.to_string()[..12].to_owned()
}

fn find(desk: &Desk, start: &str) -> Result<Quarantined, Box<Response>> {
    let all = desk.intake.quarantined().map_err(|error| Box::new(trouble(error)))?;
    let found = all.into_iter().find(|one| start.len() >= 12 && one.sha256.to_string().starts_with(start));
    found.ok_or_else(|| {
        let text = "There is no such file in quarantine. It may be taken in by now.";
        Box::new(message(desk, StatusCode::NOT_FOUND, "Not found", text))
    })
}

pub(super) async fn page(State(desk): State<Arc<Desk>>, Path(start): Path<String>) -> Response {
    beside(desk, move |desk| match find(desk, &start) {
        Ok(one) => layout(desk, "Quarantine", &one_html(&one, "")),
        Err(response) => *response,
    })
    .await
}

fn one_html(one: &Quarantined, problem: &str) -> String {
    let mut html = format!(
        "<h1>Not taken in</h1><p class=\"facts\"><code>{}</code> {} · came {}</p>",
        one.sha256,
        size(one.size),
        time(one.at)
    );
    if let (Some(number), Some(revision)) = (one.number, one.revision) {
        html.push_str(&format!("<p>It names <a href=\"{}\">{number}</a>, revision {revision}.</p>", link(&number)));
    }
    if !problem.is_empty() {
        html.push_str(&format!("<p class=\"problem\" role=\"alert\">{}</p>", esc(problem)));
    }
    html.push_str("<ul class=\"checks\">");
    html.push_str(&checks_html(Some((&one.code, &one.detail))));
    html.push_str(&format!("<li class=\"look\">{}</ul>", esc(advice(&one.code))));
    if let Some(decision) = &one.decision {
        let (what, officer, reason) = (esc(&decision.what), esc(&decision.officer), esc(&decision.reason));
        return html + &format!("<p>{what} by {officer}: {reason}</p>");
    }
    let release = if may_be_released(&one.code) {
        "<button name=\"do\" value=\"release\">Take it in all the same</button>"
    } else {
        ""
    };
    html + &format!(
        "<form method=\"post\" class=\"decide\"><button class=\"plain\" name=\"do\" value=\"retry\">Check it once more</button></form>\
         <form method=\"post\" class=\"decide\"><label>Reason, which is written down <input name=\"reason\" required \
         maxlength=\"300\"></label>{release}<button class=\"plain\" name=\"do\" value=\"drop\">Let it go</button></form>"
    )
}

pub(super) async fn decide(State(desk): State<Arc<Desk>>, Path(start): Path<String>, body: Body) -> Response {
    let fields = sent(body).await;
    beside(desk, move |desk| {
        let file = match find(desk, &start) {
            Ok(file) => file,
            Err(response) => return *response,
        };
        let (what, reason) = (one(&fields, "do"), one(&fields, "reason").to_owned());
        if what != "retry" && reason.is_empty() {
            return layout(desk, "Quarantine", &one_html(&file, "Say why, in a sentence."));
        }
        if what == "drop" {
            return match desk.intake.drop_quarantined(&file.sha256, &desk.officer, &reason) {
                Ok(_) => redirect("/quarantine"),
                Err(error) => trouble(error),
            };
        }
        let waiver = Waiver { refusal: file.code.clone(), officer: desk.officer.clone(), reason };
        match desk.intake.reconsider(&file.sha256, (what == "release").then_some(&waiver)) {
            Ok(Some(told)) => match told.fate {
                Fate::TakenIn { number, .. } => redirect(&link(&number)),
                Fate::Refused { .. } => redirect(&format!("/quarantine/{start}")),
            },
            Ok(None) => layout(desk, "Quarantine", &one_html(&file, "This cannot be overruled, or the file is gone.")),
            Err(error) => trouble(error),
        }
    })
    .await
}
