//! Attachments: from another origin than the desk, as downloads, by a ticket that works once.
//!
//! A click asks the desk for a ticket (and is written down as reading); the ticket's address is on another port,
//! which to a browser is another origin. Whatever the file holds, it cannot reach the desk: it comes as an
//! attachment, with its checked type, sandboxed, and nothing is guessed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;

use super::application::find;
use super::html::{View, not_found, sentence};
use super::language::Tongue;
use super::{Desk, beside, redirect, trouble};
use crate::system;
use crate::web::{answer, encoded, plain, text};

/// How long a ticket works.
const LIFE: Duration = Duration::from_secs(60);

/// Downloads that were asked for and not fetched yet.
#[derive(Default)]
pub(super) struct Tickets(Mutex<BTreeMap<String, Ticket>>);

struct Ticket {
    until: Instant,
    number: String,
    revision: u32,
    path: String,
}

impl Tickets {
    fn add(&self, ticket: Ticket) -> String {
        let mut tickets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        tickets.retain(|_, ticket| ticket.until > now);
        let token = system::token::<16>();
        tickets.insert(token.clone(), ticket);
        token
    }

    fn take(&self, token: &str) -> Option<Ticket> {
        let ticket = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
        ticket.filter(|ticket| ticket.until > Instant::now())
    }
}

/// Gives a ticket and sends the browser to it.
pub(super) async fn ticket(
    State(desk): State<Arc<Desk>>,
    Path((number, revision, path)): Path<(String, u32, String)>,
) -> Response {
    let token = desk.tickets.add(Ticket { until: Instant::now() + LIFE, number, revision, path });
    redirect(&format!("http://{}/{token}", desk.files))
}

/// What answers on the other port.
pub(super) fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/{token}", get(download))
        .fallback(|| async { plain(StatusCode::NOT_FOUND, "there is nothing here") })
        .with_state(desk)
}

async fn download(
    State(desk): State<Arc<Desk>>,
    Path(token): Path<String>,
    headers: HeaderMap,
    tongue: Tongue,
) -> Response {
    if !desk.is_called(text(&headers, &header::HOST).unwrap_or_default(), desk.files) {
        return sentence(tongue.words, StatusCode::MISDIRECTED_REQUEST, &tongue.words.t("wrong-host"));
    }
    let Some(ticket) = desk.tickets.take(&token) else {
        return sentence(tongue.words, StatusCode::GONE, &tongue.words.t("ticket-used"));
    };
    beside(desk, tongue, move |view| give(view, &ticket)).await
}

fn give(view: &View<'_>, ticket: &Ticket) -> Response {
    let application = match find(view, &ticket.number) {
        Ok(application) => application,
        Err(response) => return *response,
    };
    let Some(revision) = application.revision(Some(ticket.revision)) else { return not_found(view, "no-revision") };
    let bytes = match view.intake.attachment(&application, revision, &ticket.path, &view.officer) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return not_found(view, "no-attachment"),
        Err(error) => return trouble(view, error),
    };
    // By its bytes, whatever it calls itself; what is none of ours is only bytes.
    let safe = ticket.path.rsplit('/').next().unwrap_or("file");
    let media = view.intake.forms().knowledge().sniff(&bytes, safe).unwrap_or("application/octet-stream");
    let name = format!("{}-{}-{safe}", ticket.number, ticket.revision);
    let mut response = answer(StatusCode::OK, media, bytes);
    let disposition = format!("attachment; filename=\"{}\"", encoded(&name));
    let headers = response.headers_mut();
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
