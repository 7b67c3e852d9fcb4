//! Answers requests: files of the site from memory, and what the page needs to follow the site.

use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::Shared;
use super::host::is_this_machine;
use super::hosting::{Asked, Reply, decode, find, media_type, preferred};
use super::live::Listener;
use super::page;

/// The routes of the server.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    let script = || async { own("text/javascript; charset=utf-8", page::SCRIPT) };
    let style = || async { own("text/css; charset=utf-8", page::STYLE) };
    Router::new()
        .route("/__sayyar/events", get(events))
        .route("/__sayyar/reload.js", get(script))
        .route("/__sayyar/panel.css", get(style))
        .route("/__sayyar/examples", get(examples))
        .fallback(file)
        .layer(middleware::from_fn_with_state(shared.clone(), guard))
        .with_state(shared)
}

/// Refuses what a page of the site never asks, and says of everything that it is for this site's pages only.
async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let mut response = if shared.this_machine_only && !is_this_machine(host) {
        let text = "This server answers to this machine only: open it as http://127.0.0.1 or http://localhost.\n\
                    To show the site to others on the network, start it with --host 0.0.0.0.\n";
        (StatusCode::FORBIDDEN, text).into_response()
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn own(media_type: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, media_type)], text).into_response()
}

/// A file of the site, or what there is to say instead.
async fn file(State(shared): State<Arc<Shared>>, uri: Uri, headers: HeaderMap) -> Response {
    let ids = uri.query().is_some_and(|query| query.split('&').any(|part| part == "ids" || part == "ids="));
    let asked = Asked { path: uri.path().to_owned(), ids, language: language(&headers) };
    let answer = shared.answer(&asked);
    if let Some(to) = &answer.moved {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let to = HeaderValue::from_str(&format!("{to}{query}"));
        return match to {
            Ok(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        };
    }
    let body = match example(&shared, &uri) {
        Some(example) => page::with_example(&answer.bytes, &example),
        None if answer.followed => page::followed(&answer.bytes, &answer.state()),
        None => answer.bytes.to_vec(),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    for (name, value) in &answer.headers {
        // Over plain HTTP the one is ignored, and the other would keep yesterday's page.
        if name.eq_ignore_ascii_case("strict-transport-security") || name.eq_ignore_ascii_case("cache-control") {
            continue;
        }
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.media_type));
    response
}

/// The example with which a form is asked for: `/forms/<id>/form.html?example=<name>`.
fn example(shared: &Shared, uri: &Uri) -> Option<String> {
    let form = uri.path().strip_prefix("/forms/")?.strip_suffix("/form.html")?;
    let name = uri.query()?.split('&').find_map(|part| part.strip_prefix("example="))?;
    shared.site().example(form, &decode(name)?)
}

/// The worked examples of all forms.
async fn examples(State(shared): State<Arc<Shared>>) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, page::POLICY)];
    (headers, page::examples(&shared.site().examples())).into_response()
}

fn language(headers: &HeaderMap) -> Option<String> {
    preferred(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?)
}

/// The stream of events for one open page: `?path=/az/fees/&state=<digest>[&ids]`.
async fn events(State(shared): State<Arc<Shared>>, uri: Uri, headers: HeaderMap) -> Response {
    let mut asked = Asked { language: language(&headers), ..Asked::default() };
    let mut state = String::new();
    for part in uri.query().unwrap_or_default().split('&') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let value = decode(value).unwrap_or_default().into_owned();
        match name {
            "path" => asked.path = value,
            "state" => state = value,
            "ids" => asked.ids = true,
            _ => {}
        }
    }
    let listener = Listener::new(shared, asked, state);
    let stream = futures_util::stream::unfold(listener, |mut listener| async move {
        listener.next().await.map(|event| (Ok::<_, Infallible>(event), listener))
    });
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

/// What is sent for an address, before the page is made to follow the site.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) media_type: &'static str,
    pub(super) bytes: Arc<[u8]>,
    pub(super) headers: Vec<(&'static str, Cow<'static, str>)>,
    /// Another address, instead of all that.
    pub(super) moved: Option<String>,
    /// Whether the page reloads by itself: not one that is signed.
    pub(super) followed: bool,
}

impl Answer {
    /// Tells whether what an open page shows is still what would be sent.
    pub(super) fn state(&self) -> String {
        let mut bytes = self.status.to_be_bytes().to_vec();
        bytes.extend_from_slice(self.moved.as_deref().unwrap_or_default().as_bytes());
        bytes.extend_from_slice(&self.bytes);
        let digest = crate::stamp::digest(&bytes);
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Shared {
    /// What is sent for an address now.
    pub(super) fn answer(&self, asked: &Asked) -> Answer {
        let site = self.site();
        let mut answer = Answer {
            status: 200,
            media_type: "text/html; charset=utf-8",
            bytes: Arc::from([]),
            headers: vec![("Content-Security-Policy", page::POLICY.into())],
            moved: None,
            followed: true,
        };
        if !site.is_good() {
            answer.status = 500;
            answer.bytes = page::errors(&self.panel_of(&**site)).into_bytes().into();
            return answer;
        }
        match find(&**site, asked) {
            Reply::File { status, path, bytes } => {
                answer.status = status;
                answer.headers = site.headers(&path);
                answer.media_type = media_type(&path);
                // A form is signed as it is: not a byte may be added.
                answer.followed = answer.media_type.starts_with("text/html") && !path.starts_with("forms/");
                answer.bytes = if path == "sw.js" && !self.offline { page::FORGET.as_bytes().into() } else { bytes };
            }
            Reply::Moved(to) => answer.moved = Some(to),
            Reply::Nothing => {
                answer.status = 404;
                answer.bytes = page::nothing(&asked.path).into_bytes().into();
            }
        }
        answer
    }
}
