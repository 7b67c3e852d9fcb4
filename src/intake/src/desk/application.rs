//! One application: what to look at, who it is, what was said, what comes next.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use sayyar_seal::Number;
use sayyar_seal::status::State as Step;

use super::answers;
use super::html::{day, esc, message, page as layout, size, state, time};
use super::list::{checks_html, link};
use super::{Desk, beside, one, query, redirect, sent, trouble};
use crate::applications::{Application, Content, Revision};
use crate::status::{LONGEST, WAYS};

/// The application of a number as it was typed or linked; of two with one number the first.
pub(super) fn find(desk: &Desk, number: &str) -> Result<Application, Box<Response>> {
    let Ok(number) = number.parse::<Number>() else {
        let text = "A number has 13 letters and digits, as in FGA1-TTCD-1JSY-K. Is one mistyped?";
        return Err(Box::new(message(desk, StatusCode::NOT_FOUND, "No such number", text)));
    };
    let found = desk.intake.find(&number).map_err(|error| Box::new(trouble(error)))?;
    found.into_iter().next().ok_or_else(|| {
        let text = format!("There is no application {number} here. Search by name, or look into quarantine.");
        Box::new(message(desk, StatusCode::NOT_FOUND, "Not found", &text))
    })
}

pub(super) async fn page(State(desk): State<Arc<Desk>>, Path(number): Path<String>, uri: Uri) -> Response {
    beside(desk, move |desk| {
        let application = match find(desk, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        let asked = query(&uri);
        let Some(revision) = application.revision(one(&asked, "revision").parse().ok()) else {
            return message(desk, StatusCode::NOT_FOUND, "Not found", "There is no such revision.");
        };
        // Reading is written down, in there.
        match desk.intake.read(&application, revision, &desk.officer, &mut ()) {
            Ok(content) => {
                let title = application.number.to_string();
                layout(desk, &title, &body(desk, &application, revision, &content, one(&asked, "problem")))
            }
            Err(error) => trouble(error),
        }
    })
    .await
}

fn body(desk: &Desk, application: &Application, revision: &Revision, content: &Content, problem: &str) -> String {
    let mut html = head(application, revision);
    if !problem.is_empty() {
        html.push_str(&format!("<p class=\"problem\" role=\"alert\">{}</p>", esc(problem)));
    }
    html.push_str("<div class=\"columns\"><div>");
    html.push_str(&answers::html(desk, content));
    html.push_str(&attachments(application, revision, content));
    html.push_str("</div><div class=\"side\">");
    html.push_str(&looked(revision));
    html.push_str(&identity_html(application));
    html.push_str(&timeline(application));
    html.push_str(&revisions(application, revision));
    html + "</div></div>"
}

fn head(application: &Application, revision: &Revision) -> String {
    let mut facts = vec![format!("filed {}", time(revision.filed))];
    if let Some(summary) = &application.summary {
        facts.insert(0, format!("<strong>{}</strong>", esc(state(&summary.state))));
        facts.insert(1, esc(&summary.form).to_string());
        facts.extend(summary.fee.as_ref().map(|fee| format!("fee {}", esc(fee))));
        facts.extend(summary.assisted.then(|| "filled in by an officer".into()));
    } else {
        facts.insert(0, "<strong>Waits for its first revision</strong>".into());
    }
    format!(
        "<h1><span class=\"number\">{}</span></h1><p class=\"facts\">{} <a href=\"{}/receipt\">Print the receipt</a></p>",
        application.number,
        facts.join(" · "),
        link(&application.number)
    )
}

/// What an officer should look at first, then the checks.
fn looked(revision: &Revision) -> String {
    let mut html = String::from("<section><h2>Checks</h2><ul class=\"checks\">");
    html.extend(revision.warnings.iter().map(|warning| format!("<li class=\"look\">{}", esc(warning))));
    html + &checks_html(None) + "</ul></section>"
}

fn identity_html(application: &Application) -> String {
    let mut html = String::from("<section><h2>Identity</h2>");
    for check in &application.identity {
        let way = WAYS.iter().find(|(way, _)| *way == check.how).map_or(check.how.as_str(), |(_, label)| label);
        let note = if check.note.is_empty() { String::new() } else { format!(": {}", esc(&check.note)) };
        html.push_str(&format!("<p>{} by {}, {}{note}</p>", esc(way), esc(&check.officer), time(check.at)));
    }
    if application.identity.is_empty() {
        html.push_str("<p>Nobody has checked yet who the applicant is. Before that nothing can be decided.</p>");
    }
    let ways: String =
        WAYS.iter().map(|(way, label)| format!("<option value=\"{way}\">{}</option>", esc(label))).collect();
    html + &format!(
        "<form method=\"post\" action=\"{}/identity\"><label>How <select name=\"how\">{ways}</select></label>\
         <label>Note <input name=\"note\" maxlength=\"300\"></label><button class=\"plain\">Record the check</button>\
         </form></section>",
        link(&application.number)
    )
}

fn timeline(application: &Application) -> String {
    let mut html = String::from("<section><h2>Status</h2><ol class=\"timeline\">");
    for event in &application.events {
        let name = event.state["state"].as_str().unwrap_or_default();
        let parts = ["day", "time", "office"].iter().filter_map(|key| event.state[*key].as_str());
        let documents = event.state["documents"].as_array().into_iter().flatten().filter_map(|one| one.as_str());
        let more: Vec<&str> = parts.chain(documents).collect();
        let more = if more.is_empty() { String::new() } else { format!(" ({})", esc(more.join(", "))) };
        let message =
            event.message.as_ref().map_or(String::new(), |text| format!("<br><q><bdi>{}</bdi></q>", esc(text)));
        let officer = event.officer.as_ref().map_or(String::new(), |officer| format!(", {}", esc(officer)));
        html.push_str(&format!("<li>{}: {}{more}{officer}{message}", day(event.on), esc(state(name))));
    }
    html.push_str("</ol>");
    if application.summary.is_none() {
        return html + "</section>";
    }
    let steps = ["in-review", "documents-needed", "interview", "decided", "ready-to-collect", "received"];
    let steps: String =
        steps.iter().map(|step| format!("<option value=\"{step}\">{}</option>", esc(state(step)))).collect();
    html + &format!(
        "<form method=\"post\" action=\"{}/status\"><label>Next step <select name=\"state\">{steps}</select></label>\
         <fieldset data-for=\"documents-needed\"><legend>For documents</legend><label>Which, as the service names them \
         <input name=\"documents\"></label></fieldset>\
         <fieldset data-for=\"interview\"><legend>For an interview</legend><label>Day <input name=\"day\" type=\"date\"></label>\
         <label>Time <input name=\"time\" type=\"time\"></label></fieldset>\
         <fieldset data-for=\"interview ready-to-collect\"><legend>Where</legend><label>Office \
         <input name=\"office\"></label></fieldset>\
         <label>Message, in the applicant's language <textarea name=\"message\" rows=\"3\" maxlength=\"{LONGEST}\">\
         </textarea></label><button>Record the step</button></form>\
         <p class=\"hint\">Applicants see it after the next publication.</p></section>",
        link(&application.number)
    )
}

fn revisions(application: &Application, shown: &Revision) -> String {
    let mut html = String::from("<section><h2>Revisions</h2><ul>");
    for one in &application.revisions {
        let waiting = if one.waiting { ", waits for the one before it" } else { "" };
        let label = format!("{}, {}{waiting}", one.revision, time(one.at));
        let here = one.revision == shown.revision;
        let link = format!("{}?revision={}", link(&application.number), one.revision);
        let current = if here { " aria-current=\"true\"" } else { "" };
        html.push_str(&format!("<li><a href=\"{link}\"{current}>Revision {label}</a>"));
    }
    html + "</ul></section>"
}

fn attachments(application: &Application, revision: &Revision, content: &Content) -> String {
    if content.attachments.is_empty() {
        return String::new();
    }
    let mut html = String::from("<section><h2>Attachments</h2><ul class=\"files\">");
    let named = crate::form::attached(&content.answers);
    for file in &content.attachments {
        let name = named.iter().find(|one| one.path == file.path).map_or(file.path.as_str(), |one| one.name.as_str());
        html.push_str(&format!(
            "<li><a href=\"{}/file/{}/{}\">Save <bdi>{}</bdi></a>, {} <code>{}</code>",
            link(&application.number),
            revision.revision,
            esc(&file.path),
            esc(name),
            size(file.size),
            esc(&file.path),
        ));
    }
    html + "</ul></section>"
}

pub(super) async fn identity(State(desk): State<Arc<Desk>>, Path(number): Path<String>, body: Body) -> Response {
    let fields = sent(body).await;
    beside(desk, move |desk| {
        let application = match find(desk, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        let check = (one(&fields, "how"), one(&fields, "note"));
        match desk.intake.check_identity(&application, check, &desk.officer) {
            Ok(Ok(())) => redirect(&link(&application.number)),
            Ok(Err(error)) => back(&application, &error.to_string()),
            Err(error) => trouble(error),
        }
    })
    .await
}

pub(super) async fn status(State(desk): State<Arc<Desk>>, Path(number): Path<String>, body: Body) -> Response {
    let fields = sent(body).await;
    beside(desk, move |desk| {
        let application = match find(desk, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        let step = match step(&fields) {
            Ok(step) => step,
            Err(problem) => return back(&application, problem),
        };
        match desk.intake.set_status(&application, &step, Some(one(&fields, "message")), &desk.officer) {
            Ok(Ok(())) => redirect(&link(&application.number)),
            Ok(Err(error)) => back(&application, &error.to_string()),
            Err(error) => trouble(error),
        }
    })
    .await
}

/// The step that was chosen, with what belongs to it.
fn step(fields: &std::collections::BTreeMap<String, Vec<String>>) -> Result<Step, &'static str> {
    let office = || match one(fields, "office") {
        "" => Err("Say which office"),
        office => Ok(office.to_owned()),
    };
    Ok(match one(fields, "state") {
        "received" => Step::Received,
        "in-review" => Step::InReview,
        "documents-needed" => {
            let documents = one(fields, "documents").split([',', ' ']).filter(|id| !id.is_empty()).map(str::to_owned);
            let documents: Vec<String> = documents.collect();
            if documents.is_empty() {
                return Err("Say which documents are needed");
            }
            Step::DocumentsNeeded { documents }
        }
        "interview" => Step::Interview {
            day: one(fields, "day").parse().map_err(|_| "Give the day of the interview")?,
            time: one(fields, "time")
                .parse::<sayyar_base::Time>()
                .map_err(|_| "Give the time of the interview, as 09:30")?
                .to_string(),
            office: office()?,
        },
        "decided" => Step::Decided,
        "ready-to-collect" => Step::ReadyToCollect { office: office()? },
        _ => return Err("Choose the next step"),
    })
}

/// Back to the application, with what is to be mended.
fn back(application: &Application, problem: &str) -> Response {
    let mut letters = problem.chars();
    let first: String = letters.next().map(|first| first.to_ascii_uppercase()).into_iter().collect();
    redirect(&format!("{}?problem={}.", link(&application.number), crate::web::encoded(&(first + letters.as_str()))))
}
