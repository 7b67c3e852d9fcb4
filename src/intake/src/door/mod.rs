//! The public door: takes sealed files from anybody, gives receipts, and can open nothing. Whoever breaks into it
//! reads nothing.
//!
//! **Invariants.** It does not start where an identity is configured. Room is reserved before the first byte is
//! taken, so that nothing is kept by halves when the disk is full. A receipt leaves only after the bytes and the
//! row are durable. No answer tells what is in a file, because nobody here knows.

mod lan;
mod limits;
mod lines;
mod put;
mod site;
mod tus;

use std::net::{IpAddr, TcpListener};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt;
use sayyar_seal::receipt::{Sha256, Signed};
use serde_json::json;
use tokio::sync::{Semaphore, oneshot};

use crate::ingest::{Arrived, Intake};
use crate::store::{Staged, StoreError};
use crate::web::{answer, plain, text};
use limits::{Rates, Room};
use lines::{Lines, Peer};

pub use lan::Lan;
pub use site::Site;

/// Requests that are worked on at one time; more are asked to come again.
const AT_ONCE: usize = 64;
/// The most that share a transaction.
const BATCH: usize = 64;
/// How long what is under way may take to end once the door is told to close.
const CLOSING: Duration = Duration::from_secs(30);
/// How much is read of what is refused, so that whoever sends it gets round to reading why.
const SET_ASIDE: u64 = 1 << 20;

/// Says to pages that this is a door, and which version of it.
const DOOR: HeaderName = HeaderName::from_static("sayyar-door");

/// What a door is told beside its intake.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Room on the disk that stays free.
    pub reserve: u64,
    /// Submissions from one address in an hour.
    pub per_hour: u32,
    /// Whether addresses stand in `X-Forwarded-For`, because a proxy stands before the door.
    pub behind_proxy: bool,
    /// How long a connection may say nothing, or next to nothing.
    pub patience: Duration,
}

/// What a door shows of itself.
#[derive(Debug)]
pub struct Face {
    /// Whose it is.
    pub name: String,
    /// The site it hands out, where telephones have no other network.
    pub site: Option<Site>,
    /// How telephones get there.
    pub lan: Option<Lan>,
}

/// A door that is open.
pub struct Door {
    intake: Arc<Intake>,
    commits: SyncSender<Job>,
    face: Face,
    rates: Rates,
    room: Room,
    limits: Limits,
    places: Semaphore,
    uploads: tus::Uploads,
    counts: Counts,
}

/// Where somebody waits for a receipt.
type Waiting = oneshot::Sender<Result<Arrived, String>>;

/// A file that was written, with what another door said of it.
type Job = (Staged, Option<Signed>, Waiting);

/// What `/metrics` tells.
#[derive(Default)]
struct Counts {
    arrived: AtomicU64,
    again: AtomicU64,
    bytes: AtomicU64,
    refused: Mutex<std::collections::BTreeMap<&'static str, u64>>,
}

impl Counts {
    fn refuse(&self, code: &'static str) {
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner).entry(code).or_default() += 1;
    }
}

impl Door {
    /// A door to the store of this intake, whose keyring is empty.
    pub fn new(intake: Arc<Intake>, face: Face, limits: Limits) -> Result<Arc<Self>, StoreError> {
        // Whole files that a door left behind when it was stopped: they arrived.
        intake.arrive_left()?;
        let (commits, jobs) = sync_channel::<Job>(2 * BATCH);
        let (keeper, kept) = sync_channel(1);
        let (keeping, committing) = (intake.clone(), intake.clone());
        // The first ends with the last sender, the door; the second with the first. One makes files durable while the
        // other commits those before.
        thread::spawn(move || {
            while let Ok(first) = jobs.recv() {
                let mut batch = vec![first];
                while batch.len() < BATCH
                    && let Ok(next) = jobs.recv_timeout(Duration::from_millis(2))
                {
                    batch.push(next);
                }
                let (written, senders): (Vec<_>, Vec<_>) =
                    batch.into_iter().map(|(staged, first, sender)| ((staged, first), sender)).unzip();
                _ = keeper.send((keeping.keep(written), senders));
            }
        });
        thread::spawn(move || {
            for (kept, senders) in kept {
                answer_all(kept.and_then(|kept| committing.arrive(&kept)), senders);
            }
        });
        Ok(Arc::new(Self {
            uploads: tus::Uploads::open(&intake.store.files.partials()?)?,
            room: Room::new(intake.store.files.root(), limits.reserve),
            intake,
            commits,
            face,
            rates: Rates::new(limits.per_hour),
            limits,
            places: Semaphore::new(AT_ONCE),
            counts: Counts::default(),
        }))
    }

    /// Answers until `end` comes, and ends what is under way then.
    pub async fn serve(
        self: Arc<Self>,
        listener: TcpListener,
        end: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let lines = Lines::new(listener, self.limits.patience, self.limits.behind_proxy)?;
        let tending = self.clone();
        let tend = async move {
            tus::finish_whole(&tending).await;
            loop {
                tokio::time::sleep(Duration::from_secs(600)).await;
                tending.uploads.expire();
            }
        };
        let (closing, closed) = oneshot::channel();
        let end = async move {
            end.await;
            // Whoever waits for it is the select below.
            _ = closing.send(());
        };
        let late = async move {
            _ = closed.await;
            tokio::time::sleep(CLOSING).await;
        };
        let service = router(self).into_make_service_with_connect_info::<Peer>();
        tokio::select! {
            result = axum::serve(lines, service).with_graceful_shutdown(end) => result,
            () = tend => Ok(()),
            () = late => Ok(()),
        }
    }

    /// Hands a file that was written over to be kept and written down, with others that come at the same moment.
    async fn arrive(&self, staged: Staged, first: Option<Signed>) -> Result<Arrived, String> {
        let (size, (sender, receiver)) = (staged.size(), oneshot::channel());
        let commits = self.commits.clone();
        let sent = tokio::task::spawn_blocking(move || commits.send((staged, first, sender)).is_ok()).await;
        if !matches!(sent, Ok(true)) {
            return Err("the door is closing".into());
        }
        let arrived = receiver.await.unwrap_or_else(|_| Err("the door is closing".into()))?;
        let count = if arrived.again { &self.counts.again } else { &self.counts.arrived };
        count.fetch_add(1, Ordering::Relaxed);
        if !arrived.again {
            self.counts.bytes.fetch_add(size, Ordering::Relaxed);
        }
        Ok(arrived)
    }

    /// Says no, with a code that is counted.
    fn refuse(&self, status: StatusCode, code: &'static str, text: &str) -> Response {
        self.counts.refuse(code);
        let mut response = plain(status, format!("{code}: {text}"));
        if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        response
    }

    /// Who asks, as far as limits go.
    fn address(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get::<ConnectInfo<Peer>>().map(|info| info.0.0.ip());
        if self.limits.behind_proxy
            && let Some(forwarded) = text(request.headers(), &HeaderName::from_static("x-forwarded-for"))
        {
            // The last is what our own proxy saw; those before it anybody can write.
            return forwarded.rsplit(',').next()?.trim().parse().ok();
        }
        peer
    }

    /// Whether this hands something in that counts: what another door sends on was counted there.
    fn counts_as_handing_in(&self, request: &Request) -> bool {
        let sha256 = match *request.method() {
            Method::PUT => request.uri().path().rsplit('/').next().and_then(|name| name.parse().ok()),
            Method::POST => tus::digest(request.headers()),
            _ => return false,
        };
        sha256.is_none_or(|sha256| self.first(request.headers(), &sha256).is_none())
    }

    /// What another door that is known here said when it had these bytes.
    fn first(&self, headers: &HeaderMap, sha256: &Sha256) -> Option<Signed> {
        let receipt = STANDARD.decode(text(headers, &put::RECEIPT)?).ok()?;
        self.intake.vetted(&receipt, sha256)
    }
}

fn answer_all(arrived: Result<Vec<Arrived>, StoreError>, senders: Vec<Waiting>) {
    match arrived {
        Ok(arrived) => {
            for (sender, arrived) in senders.into_iter().zip(arrived) {
                // Whoever went away asks again and gets the same receipt.
                _ = sender.send(Ok(arrived));
            }
        }
        Err(error) => {
            for sender in senders {
                _ = sender.send(Err(error.to_string()));
            }
        }
    }
}

fn router(door: Arc<Door>) -> Router {
    Router::new()
        .route("/submissions/{sha256}", get(put::receipt).put(put::submission))
        .route("/files", axum::routing::post(tus::create).options(tus::options))
        .route("/files/{token}", axum::routing::patch(tus::patch).head(tus::head).delete(tus::remove))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .route("/door/", get(lan::poster))
        .route("/door/door.css", get(lan::style))
        .fallback(page)
        .layer(middleware::from_fn_with_state(door.clone(), guard))
        .with_state(door)
}

/// So many at once and no more, so many an hour from one address; pages of any site may hand in here.
async fn guard(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let preflight = *request.method() == Method::OPTIONS;
    let cross = request.headers().contains_key(header::ORIGIN);
    let counts = door.counts_as_handing_in(&request);
    let address = door.address(&request);
    let mut response = if preflight && request.headers().contains_key("access-control-request-method") {
        answer(StatusCode::NO_CONTENT, "text/plain", "")
    } else if counts && !address.is_some_and(|address| door.rates.allow(address)) {
        set_aside(request.into_body()).await;
        door.refuse(StatusCode::TOO_MANY_REQUESTS, "too-often", "come again in an hour, or hand in at an office")
    } else if let Ok(_place) = door.places.try_acquire() {
        next.run(request).await
    } else {
        door.refuse(StatusCode::SERVICE_UNAVAILABLE, "busy", "come again in a minute")
    };
    if cross {
        let headers = response.headers_mut();
        // Nothing here depends on who is logged in where: there is nobody to log in.
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static(
                "Location, Retry-After, Sayyar-Door, Sayyar-Receipt, Tus-Resumable, Upload-Expires, Upload-Length, \
                 Upload-Offset",
            ),
        );
        if preflight {
            let methods = HeaderValue::from_static("GET, HEAD, PUT, POST, PATCH, DELETE, OPTIONS");
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
            headers.insert(
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                HeaderValue::from_static("Content-Type, Tus-Resumable, Upload-Length, Upload-Offset, Upload-Metadata"),
            );
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
        }
    }
    response
}

/// Everything else: the site, where there is one.
async fn page(State(door): State<Arc<Door>>, request: Request) -> Response {
    if door.face.site.is_none() || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return nothing().await;
    }
    let (path, headers) = (request.uri().path().to_owned(), request.headers().clone());
    let answered =
        tokio::task::spawn_blocking(move || door.face.site.as_ref().map(|site| site.answer(&path, &headers)));
    match answered.await {
        Ok(Some(response)) => response,
        _ => nothing().await,
    }
}

async fn nothing() -> Response {
    plain(StatusCode::NOT_FOUND, "there is nothing here")
}

/// Reads a little of what is refused: who is still sending would else see a broken line and not the answer.
pub(crate) async fn set_aside(body: Body) {
    let (mut stream, mut seen) = (body.into_data_stream(), 0);
    while let Some(Ok(part)) = stream.next().await {
        seen += part.len() as u64;
        if seen > SET_ASIDE {
            return;
        }
    }
}

/// Whether it takes anything now; and for pages, that this is a door.
async fn health(State(door): State<Arc<Door>>) -> Response {
    let asking = door.clone();
    let asked = tokio::task::spawn_blocking(move || {
        let answers = asking.intake.store.records.read(|tx| tx.run("SELECT 1", &[])).is_ok();
        (answers, asking.room.free())
    });
    let why = match asked.await {
        Ok((true, Some(_))) => None,
        Ok((true, None)) => Some("no-room"),
        _ => Some("store"),
    };
    let mut value = json!({
        "door": 1, "lan": door.face.lan.is_some(), "max_bytes": door.intake.limits.sealed, "name": door.face.name, "ok": why.is_none(),
        "receipts": door.intake.signer(),
    });
    if let Some(why) = why {
        value["why"] = why.into();
    }
    let status = if why.is_none() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let mut response = crate::web::json(status, &value);
    response.headers_mut().insert(DOOR, HeaderValue::from_static("1"));
    response
}

async fn metrics(State(door): State<Arc<Door>>) -> Response {
    use std::fmt::Write;
    let mut text = String::new();
    let mut gauge = |name: &str, kind: &str, help: &str, value: u64| {
        _ = write!(
            text,
            "# HELP sayyar_door_{name} {help}\n# TYPE sayyar_door_{name} {kind}\nsayyar_door_{name} {value}\n"
        );
    };
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    gauge("arrived_total", "counter", "Files that arrived.", count(&door.counts.arrived));
    gauge("again_total", "counter", "Files that had come before.", count(&door.counts.again));
    gauge("bytes_total", "counter", "Bytes that arrived.", count(&door.counts.bytes));
    gauge("requests", "gauge", "Requests being worked on.", (AT_ONCE - door.places.available_permits()) as u64);
    gauge("uploads", "gauge", "Uploads that are not finished.", door.uploads.count() as u64);
    gauge("free_bytes", "gauge", "Room that may still be used.", door.room.free().unwrap_or(0));
    text += "# HELP sayyar_door_refused_total Files that were refused.\n# TYPE sayyar_door_refused_total counter\n";
    for (code, count) in door.counts.refused.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        _ = writeln!(text, "sayyar_door_refused_total{{code=\"{code}\"}} {count}");
    }
    answer(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", text)
}
