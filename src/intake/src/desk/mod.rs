//! The officers' page: on this machine only, for one officer, whoever opened it with the token that the terminal
//! showed once.
//!
//! **Invariants.** Nothing answers without the session's cookie, or to a request that names another host (a page
//! elsewhere whose name suddenly points here); nothing changes for a request from another origin. Pages run one
//! script, ours, and load nothing from elsewhere. What applicants wrote stands in pages as text only. Attachments
//! come from another origin than the desk, as downloads, once for each click; pictures are made anew before they are
//! shown. What is printed stands in a frame where nothing runs.

mod answers;
mod application;
mod files;
mod html;
mod language;
mod list;
mod papers;
mod picture;
mod quarantine;

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use subtle::ConstantTimeEq;

use crate::ingest::Intake;
use crate::letters::Letters;
use crate::web::{answer, fields, text};
use crate::words::Words;
use crate::{system, web};
use html::{View, sentence};
use language::{Tongue, spoken};

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                   frame-src 'self'; \
                   form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const COOKIE: &str = "desk";

/// A desk that is open.
pub struct Desk {
    intake: Arc<Intake>,
    /// Whose desk this is.
    officer: String,
    /// The name of the office, on pages and receipts.
    name: String,
    /// The language of an officer whose browser says nothing better.
    language: String,
    /// The language the desk was opened with.
    chosen: Option<String>,
    /// What is printed.
    letters: Letters,
    /// Where pages come from.
    address: SocketAddr,
    /// Where attachments come from.
    files: SocketAddr,
    /// What the terminal showed; nothing once it was used.
    token: Mutex<Option<String>>,
    session: String,
    tickets: files::Tickets,
    pictures: picture::Pictures,
}

/// What a desk is told when it opens.
#[derive(Debug, Clone, Default)]
pub struct Face {
    /// Whose desk this is.
    pub officer: String,
    /// The name of the office, on pages and papers.
    pub name: String,
    /// The language of an officer whose browser says nothing better.
    pub language: String,
    /// The language that goes before what a browser asks for.
    pub chosen: Option<String>,
    /// What is printed.
    pub letters: Letters,
}

/// Where the desk listens, and what the officer opens.
pub struct Open {
    /// The desk.
    pub desk: Arc<Desk>,
    pages: TcpListener,
    files: TcpListener,
}

impl Open {
    /// Takes the two addresses. Only those of this machine: the desk has no other lock than its token.
    pub fn new(intake: Arc<Intake>, listen: SocketAddr, face: Face) -> std::io::Result<Self> {
        if !listen.ip().is_loopback() {
            let message = "the desk listens on this machine only: 127.0.0.1 or [::1]";
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, message));
        }
        let pages = TcpListener::bind(listen)?;
        let files = TcpListener::bind(SocketAddr::new(listen.ip(), 0))?;
        for listener in [&pages, &files] {
            listener.set_nonblocking(true)?;
        }
        let desk = Desk {
            intake,
            officer: face.officer,
            name: face.name,
            language: face.language,
            chosen: face.chosen,
            letters: face.letters,
            address: pages.local_addr()?,
            files: files.local_addr()?,
            token: Mutex::new(Some(system::token::<16>())),
            session: system::token::<32>(),
            tickets: files::Tickets::default(),
            pictures: picture::Pictures::default(),
        };
        Ok(Self { desk: Arc::new(desk), pages, files })
    }

    /// The address that opens the desk, once.
    pub fn url(&self) -> String {
        let token = self.desk.token.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        format!("http://{}/?token={}", self.desk.address, token.as_deref().unwrap_or_default())
    }

    /// Answers until `end` comes.
    pub async fn serve(self, end: impl Future<Output = ()>) -> std::io::Result<()> {
        let pages = axum::serve(tokio::net::TcpListener::from_std(self.pages)?, pages(self.desk.clone()));
        let files = axum::serve(tokio::net::TcpListener::from_std(self.files)?, files::router(self.desk));
        tokio::select! {
            result = pages => result,
            result = files => result,
            () = end => Ok(()),
        }
    }
}

fn pages(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/", get(list::page))
        .route("/in", post(list::take_in))
        .route("/a/{number}", get(application::page))
        .route("/a/{number}/identity", post(application::identity))
        .route("/a/{number}/status", post(application::status))
        .route("/a/{number}/receipt", get(papers::receipt))
        .route("/a/{number}/letter", get(papers::letter))
        .route("/a/{number}/paper/{name}", get(papers::paper))
        .route("/a/{number}/picture/{revision}/{*path}", get(picture::page))
        .route("/picture/{token}", get(picture::points))
        .route("/letter.css", get(papers::style))
        .route("/language", post(language::switch))
        .route("/a/{number}/file/{revision}/{*path}", get(files::ticket))
        .route("/quarantine", get(quarantine::list))
        .route("/quarantine/{sha256}", get(quarantine::page).post(quarantine::decide))
        .route(
            "/desk.css",
            get(|| async { answer(StatusCode::OK, "text/css; charset=utf-8", include_str!("desk.css")) }),
        )
        .route(
            "/desk.js",
            get(|| async { answer(StatusCode::OK, "text/javascript; charset=utf-8", include_str!("desk.js")) }),
        )
        .fallback(|tongue: Tongue| async move {
            sentence(tongue.words, StatusCode::NOT_FOUND, &tongue.words.t("nothing-here"))
        })
        .layer(middleware::from_fn_with_state(desk.clone(), guard))
        .with_state(desk)
}

/// Who may ask at all.
async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let words = spoken(request.headers(), &desk);
    let host = text(request.headers(), &header::HOST).unwrap_or_default();
    if !desk.is_called(host, desk.address) {
        return sentence(words, StatusCode::MISDIRECTED_REQUEST, &words.t("wrong-host"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let origin = text(request.headers(), &header::ORIGIN);
        if origin != Some(&format!("http://{host}")) {
            return sentence(words, StatusCode::FORBIDDEN, &words.t("wrong-origin"));
        }
    }
    if request.uri().path() == "/" && request.method() == Method::GET {
        let query = fields(request.uri().query().unwrap_or_default());
        if let Some(token) = query.get("token").and_then(|values| values.first()) {
            return desk.enter(token, words);
        }
    }
    if !desk.knows(text(request.headers(), &header::COOKIE).unwrap_or_default()) {
        return sentence(words, StatusCode::UNAUTHORIZED, &words.t("open-again"));
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // A paper has a stricter one of its own.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CSP));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

impl Desk {
    /// Whether a host is this machine's name for an address of ours.
    fn is_called(&self, host: &str, address: SocketAddr) -> bool {
        host == address.to_string() || host == format!("localhost:{}", address.port())
    }

    /// Whether the cookies hold the session's.
    fn knows(&self, cookies: &str) -> bool {
        let mut cookies = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
        cookies.any(|(name, value)| name == COOKIE && value.as_bytes().ct_eq(self.session.as_bytes()).into())
    }

    /// The token becomes a cookie, once.
    fn enter(&self, token: &str, words: &Words) -> Response {
        let mut known = self.token.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let right = known.as_ref().is_some_and(|known| known.as_bytes().ct_eq(token.as_bytes()).into());
        if !right {
            return sentence(words, StatusCode::UNAUTHORIZED, &words.t("token-used"));
        }
        *known = None;
        let cookie = format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path=/", self.session);
        let mut response = redirect("/");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// On to another page of the desk.
fn redirect(to: &str) -> Response {
    let location = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)], Body::empty()).into_response()
}

/// Runs what takes time, or waits for the disk, beside the server.
async fn beside(
    desk: Arc<Desk>,
    tongue: Tongue,
    work: impl FnOnce(&View<'_>) -> Response + Send + 'static,
) -> Response {
    let words = tongue.words;
    let work = move || work(&View { desk: &desk, words: tongue.words, here: tongue.here });
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| sentence(words, StatusCode::INTERNAL_SERVER_ERROR, &words.t("stumbled")))
}

/// The fields of a form that was sent.
async fn sent(body: Body) -> std::collections::BTreeMap<String, Vec<String>> {
    let bytes = axum::body::to_bytes(body, web::FIELDS).await.unwrap_or_default();
    fields(&String::from_utf8_lossy(&bytes))
}

/// One field's value, without blanks around it.
fn one<'a>(fields: &'a std::collections::BTreeMap<String, Vec<String>>, name: &str) -> &'a str {
    fields.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
}

/// The fields of a query.
fn query(uri: &Uri) -> std::collections::BTreeMap<String, Vec<String>> {
    fields(uri.query().unwrap_or_default())
}

/// What the store could not do, as a page.
fn trouble(view: &View<'_>, error: impl std::fmt::Display) -> Response {
    let said = view.words.say("trouble", &[("error", error.to_string().into())]);
    sentence(view.words, StatusCode::INTERNAL_SERVER_ERROR, &said)
}
