//! What is printed and handed over: the receipt and the letter, made from templates. The paper itself stands in a frame
//! where no script runs; the page around it has the choices and the button that prints it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use minijinja::{Value, context};
use sayyar_forms::speech::Speech;
use sayyar_seal::receipt::{Kind, Signed};

use super::application::find;
use super::html::{View, esc, message, not_found, page as layout};
use super::language::Tongue;
use super::list::link;
use super::{Desk, beside, one, query, trouble};
use crate::applications::{Application, Content, Event, Revision};
use crate::letters::Paper;
use crate::web::{answer, encoded};
use crate::words::{self, Words};

/// Nothing runs in a paper, whatever its template holds.
const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
                   frame-ancestors 'self'; sandbox allow-same-origin allow-modals";

pub(super) async fn receipt(state: State<Arc<Desk>>, path: Path<String>, uri: Uri, tongue: Tongue) -> Response {
    frame(state, path, uri, tongue, Paper::Receipt).await
}

pub(super) async fn letter(state: State<Arc<Desk>>, path: Path<String>, uri: Uri, tongue: Tongue) -> Response {
    frame(state, path, uri, tongue, Paper::Letter).await
}

/// The language of a paper: the one that was chosen, else the applicant's, else the officer's.
fn language(view: &View<'_>, application: &Application, asked: &str) -> &'static Words {
    let own = application.summary.as_ref().map(|summary| summary.language.as_str()).unwrap_or_default();
    words::find(asked).or_else(|| words::find(own)).unwrap_or(view.words)
}

/// The page around a paper.
async fn frame(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<String>,
    uri: Uri,
    tongue: Tongue,
    paper: Paper,
) -> Response {
    beside(desk, tongue, move |view| {
        let application = match find(view, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        if paper == Paper::Letter && application.events.is_empty() {
            return not_found(view, "letter-none");
        }
        let asked = query(&uri);
        let language = language(view, &application, one(&asked, "language"));
        let title = format!("{} {}", view.t(paper.name()), application.number);
        layout(
            view,
            &title,
            &around(view, &application, paper, language, (one(&asked, "event"), one(&asked, "revision"))),
        )
    })
    .await
}

fn around(
    view: &View<'_>,
    application: &Application,
    paper: Paper,
    language: &Words,
    (event, revision): (&str, &str),
) -> String {
    let option = |value: &str, label: &str, chosen: bool, attributes: &str| {
        let selected = if chosen { " selected" } else { "" };
        format!("<option value=\"{}\"{attributes}{selected}>{}</option>", esc(value), esc(label))
    };
    let languages: String = words::tags()
        .map(|tag| option(tag, &words::of(tag).t("language-name"), tag == language.tag, &format!(" lang=\"{tag}\"")))
        .collect();
    let last = application.events.len().saturating_sub(1);
    let chosen = event.parse::<usize>().ok().filter(|event| *event <= last).unwrap_or(last);
    let about = if paper == Paper::Letter {
        let events = application.events.iter().enumerate().rev();
        let events: String = events
            .map(|(place, event)| {
                let name = view.words.state(event.state["state"].as_str().unwrap_or_default());
                let label = format!("{name}, {}", view.words.day(event.on));
                option(&place.to_string(), &label, place == chosen, "")
            })
            .collect();
        format!("<label>{} <select name=\"event\">{events}</select></label>", view.t("letter-state"))
    } else {
        String::new()
    };
    let path = link(&application.number);
    let hint =
        if paper == Paper::Letter { format!("<p class=\"hint\">{}</p>", view.t("letter-mail")) } else { String::new() };
    format!(
        "<h1>{title} <span class=\"number\">{number}</span></h1><p><a href=\"{path}\">{back}</a></p>{hint}\
         <form class=\"search\" method=\"get\" action=\"{path}/{name}\">\
         <label>{language_label} <select name=\"language\">{languages}</select></label>{about}\
         <input type=\"hidden\" name=\"revision\" value=\"{revision}\">\
         <button class=\"plain\">{show}</button><button type=\"button\" data-do=\"print\" hidden>{print}</button></form>\
         <iframe class=\"paper\" id=\"paper\" title=\"{frame}\" sandbox=\"allow-same-origin allow-modals\" \
         src=\"{path}/paper/{name}?language={tag}&amp;event={chosen}&amp;revision={revision}\"></iframe>",
        title = view.t(paper.name()),
        number = application.number,
        back = view.t("back"),
        name = paper.name(),
        language_label = view.t("letter-language"),
        show = view.t("letter-show"),
        print = view.t("print"),
        frame = view.t("print-frame"),
        tag = language.tag,
        revision = encoded(revision),
    )
}

/// A paper.
pub(super) async fn paper(
    State(desk): State<Arc<Desk>>,
    Path((number, name)): Path<(String, String)>,
    uri: Uri,
    tongue: Tongue,
) -> Response {
    beside(desk, tongue, move |view| {
        let application = match find(view, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        let asked = query(&uri);
        let language = language(view, &application, one(&asked, "language"));
        let Some(revision) = application.revision(one(&asked, "revision").parse().ok()) else {
            return not_found(view, "no-revision");
        };
        let (paper, values) = match name.as_str() {
            "receipt" => match receipt_values(view, revision, language) {
                Ok(values) => (Paper::Receipt, values),
                Err(response) => return *response,
            },
            "letter" => {
                let last = application.events.len().saturating_sub(1);
                let place = one(&asked, "event").parse::<usize>().ok().unwrap_or(last);
                let Some(event) = application.events.get(place) else { return not_found(view, "letter-none") };
                // Reading is written down, in there.
                match view.intake.read(&application, revision, &view.officer, &mut ()) {
                    Ok(content) => {
                        (Paper::Letter, letter_values(view, (&application, revision), event, &content, language))
                    }
                    Err(error) => return trouble(view, error),
                }
            }
            _ => return not_found(view, "nothing-here"),
        };
        written(view, paper, language, values)
    })
    .await
}

fn written(view: &View<'_>, paper: Paper, language: &Words, values: Value) -> Response {
    let mut response = match view.letters.write(paper, language.tag, values) {
        Ok(html) => answer(StatusCode::OK, "text/html; charset=utf-8", html),
        Err(error) => {
            let text = format!("{} <code dir=\"ltr\">{}</code>", view.t("letter-wrong-text"), esc(&error));
            message(view, StatusCode::INTERNAL_SERVER_ERROR, &view.t("letter-wrong"), &text)
        }
    };
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    response
}

/// The style of papers.
pub(super) async fn style(State(desk): State<Arc<Desk>>) -> Response {
    answer(StatusCode::OK, "text/css; charset=utf-8", desk.letters.style().into_owned())
}

fn receipt_values(view: &View<'_>, revision: &Revision, words: &Words) -> Result<Value, Box<Response>> {
    let found = view.intake.store.records.read(|tx| crate::ingest::receipt(tx, &revision.sha256));
    let found = found.map_err(|error| Box::new(trouble(view, error)))?;
    let file = found.ok_or_else(|| Box::new(not_found(view, "receipt-none")))?;
    let signed = Signed::parse(file.as_bytes()).map_err(|error| Box::new(trouble(view, error)))?;
    let receipt = signed.receipt();
    let (number, content) = match &receipt.kind {
        Kind::TakenIn { number, content } => (number.to_string(), content.to_string()),
        _ => (String::new(), String::new()),
    };
    let at = crate::system::day(receipt.at);
    Ok(context! {
        desk => &view.name, language => words.tag, dir => words.dir, number, content, revision => revision.revision,
        today => words.day(crate::system::day((view.intake.now)())),
        at => format!("{} {} UTC", words.day(at), &receipt.at.to_string()[11..16]),
        size => words.size(receipt.size), sha256 => receipt.sha256.to_string(), sequence => receipt.sequence,
        log => receipt.audit.map(|head| head.to_string()).unwrap_or_default(), signed => signed.as_str(),
    })
}

/// What a letter may speak of: what applicants are told, their name, and nothing else of the answers.
fn letter_values(
    view: &View<'_>,
    (application, revision): (&Application, &Revision),
    event: &Event,
    content: &Content,
    words: &Words,
) -> Value {
    let text = |key: &str| event.state[key].as_str().unwrap_or_default();
    let day = text("day").parse().map_or_else(|_| String::new(), |day| words.day(day));
    let answer = |field: &String| crate::form::text(content.answers.get(field)?).filter(|text| !text.trim().is_empty());
    let name: Vec<String> = view.letters.name.iter().filter_map(answer).collect();
    let speech = speech(view, content, words);
    let label = |id: &str| {
        let said = |prefix: &str| speech.as_ref()?.say(&format!("{prefix}{id}"), &[]);
        said("document-").or_else(|| said("")).unwrap_or_else(|| id.to_owned())
    };
    let documents = event.state["documents"].as_array().into_iter().flatten().filter_map(|one| one.as_str());
    let documents: Vec<String> = documents.map(label).collect();
    let summary = application.summary.as_ref();
    let state = text("state");
    context! {
        desk => &view.name, language => words.tag, dir => words.dir, number => application.number.to_string(),
        name => name.join(" "), revision => revision.revision,
        form => summary.map(|summary| summary.form.clone()).unwrap_or_default(),
        fee => summary.and_then(|summary| summary.fee.clone()).unwrap_or_default(),
        today => words.day(crate::system::day((view.intake.now)())),
        filed => words.day(crate::system::day(revision.filed)),
        state, state_name => words.state(state), day, time => text("time"), office => text("office"),
        office_name => view.letters.office(text("office"), words.tag), documents,
        message => event.message.clone().unwrap_or_default(),
    }
}

/// The form's own words in the language of the letter, where it has them.
fn speech(view: &View<'_>, content: &Content, words: &Words) -> Option<Speech> {
    let build = &content.header.form;
    let forms = view.intake.forms();
    let released = forms.get(&build.id, build.version, build.build)?;
    let tag = words.tag.parse().ok()?;
    Speech::from_json(released.facts.speech.get(&tag)?).ok()
}
