//! One application: what to look at, who it is, what was said, what comes next.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use sayyar_seal::Number;
use sayyar_seal::status::State as Step;

use super::answers;
use super::html::{View, esc, message, not_found, page as layout};
use super::language::Tongue;
use super::list::{checks_html, link};
use super::{Desk, beside, one, query, redirect, sent, trouble};
use crate::applications::{Application, Content, Revision};
use crate::status::{LONGEST, WAYS};
use crate::words::{self, Arg};

/// The application of a number as it was typed or linked; of two with one number the first.
pub(super) fn find(view: &View<'_>, number: &str) -> Result<Application, Box<Response>> {
    let Ok(number) = number.parse::<Number>() else {
        let (title, text) = (view.t("number-wrong"), view.t("number-wrong-text"));
        return Err(Box::new(message(view, StatusCode::NOT_FOUND, &title, &text)));
    };
    let found = view.intake.find(&number).map_err(|error| Box::new(trouble(view, error)))?;
    found.into_iter().next().ok_or_else(|| {
        let text = view.words.html("not-found-text", &[("number", number.to_string().into())]);
        Box::new(message(view, StatusCode::NOT_FOUND, &view.t("not-found"), &text))
    })
}

pub(super) async fn page(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<String>,
    uri: Uri,
    tongue: Tongue,
) -> Response {
    beside(desk, tongue, move |view| {
        let application = match find(view, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        let asked = query(&uri);
        let Some(revision) = application.revision(one(&asked, "revision").parse().ok()) else {
            return not_found(view, "no-revision");
        };
        // Reading is written down, in there.
        match view.intake.read(&application, revision, &view.officer, &mut ()) {
            Ok(content) => {
                let title = application.number.to_string();
                layout(view, &title, &body(view, &application, revision, &content, one(&asked, "problem")))
            }
            Err(error) => trouble(view, error),
        }
    })
    .await
}

fn body(view: &View<'_>, application: &Application, revision: &Revision, content: &Content, problem: &str) -> String {
    let mut html = head(view, application, revision);
    // Only what we say ourselves, whatever stands in the address.
    let problem = format!("problem-{problem}");
    if view.words.has(&problem) {
        html.push_str(&format!("<p class=\"problem\" role=\"alert\">{}</p>", view.t(&problem)));
    }
    html.push_str("<div class=\"columns\"><div>");
    html.push_str(&answers::html(view, content));
    html.push_str(&attachments(view, application, revision, content));
    html.push_str("</div><div class=\"side\">");
    html.push_str(&looked(view, revision));
    html.push_str(&identity_html(view, application));
    html.push_str(&timeline(view, application, content));
    html.push_str(&revisions(view, application, revision));
    html + "</div></div>"
}

fn head(view: &View<'_>, application: &Application, revision: &Revision) -> String {
    let words = view.words;
    let mut facts = Vec::new();
    match &application.summary {
        Some(summary) => {
            facts.push(format!("<strong>{}</strong>", esc(words.state(&summary.state))));
            facts.push(format!("<bdi>{}</bdi>", esc(&summary.form)));
        }
        None => facts.push(format!("<strong>{}</strong>", words.t("waits-first"))),
    }
    facts.push(words.html("filed", &[("time", Arg::Html(words.time(revision.filed)))]));
    if let Some(summary) = &application.summary {
        facts.extend(summary.fee.as_ref().map(|fee| words.html("fee", &[("fee", fee.into())])));
        facts.extend(summary.assisted.then(|| words.t("assisted")));
    }
    let letter = match application.events.is_empty() {
        true => String::new(),
        false => format!(" · <a href=\"{}/letter\">{}</a>", link(&application.number), words.t("print-letter")),
    };
    format!(
        "<h1><span class=\"number\">{}</span></h1><p class=\"facts\">{}</p>\
         <p class=\"papers\"><a href=\"{}/receipt?revision={}\">{}</a>{letter}</p>",
        application.number,
        facts.join(" · "),
        link(&application.number),
        revision.revision,
        words.t("print-receipt"),
    )
}

/// What an officer should look at first, then the checks.
fn looked(view: &View<'_>, revision: &Revision) -> String {
    let mut html = format!("<section><h2>{}</h2><ul class=\"checks\">", view.t("checks"));
    html.extend(revision.warnings.iter().map(|warning| format!("<li class=\"look\">{}", warning.html(view.words))));
    html + &checks_html(view, None) + "</ul></section>"
}

fn identity_html(view: &View<'_>, application: &Application) -> String {
    let words = view.words;
    let way = |way: &str| {
        let id = format!("way-{way}");
        if words.has(&id) { words.t(&id) } else { esc(way).to_string() }
    };
    let mut html = format!("<section><h2>{}</h2>", words.t("identity"));
    for check in &application.identity {
        let note = match check.note.as_str() {
            "" => String::new(),
            note => format!("<br>{}", words.html("identity-note", &[("note", note.into())])),
        };
        let (how, time) = (Arg::Html(way(&check.how)), Arg::Html(words.time(check.at)));
        let said = words.html("identity-by", &[("way", how), ("officer", (&check.officer).into()), ("time", time)]);
        html.push_str(&format!("<p>{said}{note}</p>"));
    }
    if application.identity.is_empty() {
        html.push_str(&format!("<p>{}</p>", words.t("identity-none")));
    }
    let ways: String =
        WAYS.iter().map(|(name, _)| format!("<option value=\"{name}\">{}</option>", way(name))).collect();
    html + &format!(
        "<form method=\"post\" action=\"{}/identity\"><label>{} <select name=\"how\">{ways}</select></label>\
         <label>{} <input name=\"note\" maxlength=\"300\"></label><button class=\"plain\">{}</button>\
         </form></section>",
        link(&application.number),
        words.t("identity-how"),
        words.t("identity-note-label"),
        words.t("identity-record"),
    )
}

fn timeline(view: &View<'_>, application: &Application, content: &Content) -> String {
    let words = view.words;
    let mut html = format!("<section><h2>{}</h2><ol class=\"timeline\">", words.t("status"));
    for event in &application.events {
        let name = event.state["state"].as_str().unwrap_or_default();
        let part = |key: &str| event.state[key].as_str();
        let day = part("day").map(|day| day.parse().map_or_else(|_| day.to_owned(), |day| words.day(day)));
        let office = part("office").map(|id| view.letters.office(id, words.tag).to_owned());
        let documents = event.state["documents"].as_array().into_iter().flatten().filter_map(|one| one.as_str());
        let more = day.into_iter().chain(part("time").map(str::to_owned)).chain(office);
        let more: Vec<String> =
            more.chain(documents.map(str::to_owned)).map(|one| format!("<bdi>{}</bdi>", esc(one))).collect();
        let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
        let message =
            event.message.as_ref().map_or(String::new(), |text| format!("<br><q><bdi>{}</bdi></q>", esc(text)));
        let officer = event.officer.as_ref().map_or(String::new(), |officer| format!(", <bdi>{}</bdi>", esc(officer)));
        html.push_str(&format!("<li>{}: {}{more}{officer}{message}", esc(words.day(event.on)), esc(words.state(name))));
    }
    html.push_str("</ol>");
    if application.summary.is_none() {
        return html + "</section>";
    }
    html + &next_step(view, application, content) + "</section>"
}

/// The form that takes the next step.
fn next_step(view: &View<'_>, application: &Application, content: &Content) -> String {
    let words = view.words;
    let steps = ["in-review", "documents-needed", "interview", "decided", "ready-to-collect", "received"];
    let steps: String =
        steps.iter().map(|step| format!("<option value=\"{step}\">{}</option>", esc(words.state(step)))).collect();
    let offices: String = view
        .letters
        .offices
        .keys()
        .map(|id| format!("<option value=\"{}\">{}</option>", esc(id), esc(view.letters.office(id, words.tag))))
        .collect();
    let theirs = content.header.language.as_str();
    let language = words::find(theirs).map_or_else(|| theirs.to_owned(), |words| words.t("language-name"));
    format!(
        "<form method=\"post\" action=\"{}/status\"><label>{} <select name=\"state\">{steps}</select></label>\
         <fieldset data-for=\"documents-needed\"><legend>{}</legend><label>{} <input name=\"documents\"></label></fieldset>\
         <fieldset data-for=\"interview\"><legend>{}</legend><label>{} <input name=\"day\" type=\"date\"></label>\
         <label>{} <input name=\"time\" type=\"time\"></label></fieldset>\
         <fieldset data-for=\"interview ready-to-collect\"><legend>{}</legend><label>{} \
         <input name=\"office\" list=\"offices\" autocomplete=\"off\"></label><datalist id=\"offices\">{offices}</datalist></fieldset>\
         <label><span>{}</span> <textarea name=\"message\" rows=\"3\" maxlength=\"{LONGEST}\" dir=\"auto\" lang=\"{}\">\
         </textarea></label><button>{}</button></form><p class=\"hint\">{}</p>",
        link(&application.number),
        words.t("next-step"),
        words.t("for-documents"),
        words.t("for-documents-label"),
        words.t("for-interview"),
        words.t("interview-day"),
        words.t("interview-time"),
        words.t("where"),
        words.t("office"),
        words.html("message", &[("language", language.into())]),
        esc(theirs),
        words.t("record-step"),
        words.t("published-later"),
    )
}

fn revisions(view: &View<'_>, application: &Application, shown: &Revision) -> String {
    let words = view.words;
    let mut html = format!("<section><h2>{}</h2><ul>", words.t("revisions"));
    for one in &application.revisions {
        let waiting = if one.waiting { format!(", {}", words.t("revision-waits")) } else { String::new() };
        let values = [("revision", one.revision.into()), ("time", Arg::Html(words.time(one.at)))];
        let here = one.revision == shown.revision;
        let link = format!("{}?revision={}", link(&application.number), one.revision);
        let current = if here { " aria-current=\"true\"" } else { "" };
        html.push_str(&format!("<li><a href=\"{link}\"{current}>{}</a>{waiting}", words.html("revision", &values)));
    }
    html + "</ul></section>"
}

fn attachments(view: &View<'_>, application: &Application, revision: &Revision, content: &Content) -> String {
    if content.attachments.is_empty() {
        return String::new();
    }
    let words = view.words;
    let mut html = format!("<section><h2>{}</h2><ul class=\"files\">", words.t("attachments"));
    let named = crate::form::attached(&content.answers);
    for file in &content.attachments {
        let known = named.iter().find(|one| one.path == file.path);
        let (name, media) = known.map_or((file.path.as_str(), ""), |one| (one.name.as_str(), one.media.as_str()));
        let address =
            |what: &str| format!("{}/{what}/{}/{}", link(&application.number), revision.revision, esc(&file.path));
        let look = match media {
            "image/jpeg" | "image/png" => format!(
                "<a href=\"{}\">{}</a> · ",
                address("picture"),
                words.html("attachment-look", &[("name", name.into())])
            ),
            _ => String::new(),
        };
        html.push_str(&format!(
            "<li>{look}<a href=\"{}\">{}</a> <span class=\"hint\">{}</span>",
            address("file"),
            words.html("attachment-save", &[("name", name.into())]),
            words.html(
                "attachment-kind",
                &[("kind", file.path.as_str().into()), ("size", words.size(file.size).into())]
            ),
        ));
    }
    html + "</ul></section>"
}

pub(super) async fn identity(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<String>,
    tongue: Tongue,
    body: Body,
) -> Response {
    let fields = sent(body).await;
    beside(desk, tongue, move |view| {
        let application = match find(view, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        let check = (one(&fields, "how"), one(&fields, "note"));
        match view.intake.check_identity(&application, check, &view.officer) {
            Ok(Ok(())) => redirect(&link(&application.number)),
            Ok(Err(error)) => back(&application, error.code()),
            Err(error) => trouble(view, error),
        }
    })
    .await
}

pub(super) async fn status(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<String>,
    tongue: Tongue,
    body: Body,
) -> Response {
    let fields = sent(body).await;
    beside(desk, tongue, move |view| {
        let application = match find(view, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        let step = match step(&fields) {
            Ok(step) => step,
            Err(problem) => return back(&application, problem),
        };
        match view.intake.set_status(&application, &step, Some(one(&fields, "message")), &view.officer) {
            Ok(Ok(())) => redirect(&link(&application.number)),
            Ok(Err(error)) => back(&application, error.code()),
            Err(error) => trouble(view, error),
        }
    })
    .await
}

/// The step that was chosen, with what belongs to it; else which field is to be mended.
fn step(fields: &std::collections::BTreeMap<String, Vec<String>>) -> Result<Step, &'static str> {
    let office = || match one(fields, "office") {
        "" => Err("office"),
        office => Ok(office.to_owned()),
    };
    Ok(match one(fields, "state") {
        "received" => Step::Received,
        "in-review" => Step::InReview,
        "documents-needed" => {
            let documents = one(fields, "documents").split([',', ' ']).filter(|id| !id.is_empty()).map(str::to_owned);
            let documents: Vec<String> = documents.collect();
            if documents.is_empty() {
                return Err("documents");
            }
            Step::DocumentsNeeded { documents }
        }
        "interview" => Step::Interview {
            day: one(fields, "day").parse().map_err(|_| "day")?,
            time: one(fields, "time").parse::<sayyar_base::Time>().map_err(|_| "time")?.to_string(),
            office: office()?,
        },
        "decided" => Step::Decided,
        "ready-to-collect" => Step::ReadyToCollect { office: office()? },
        _ => return Err("step"),
    })
}

/// Back to the application, with what is to be mended.
fn back(application: &Application, problem: &str) -> Response {
    redirect(&format!("{}?problem={problem}", link(&application.number)))
}
