//! Uploads that go on where they were cut off: tus 1.0 (<https://tus.io/protocols/resumable-upload>), core and creation.
//!
//! An upload is a file and a note of its length beside it, under a name nobody can guess; both survive a restart. Its
//! room is reserved from the start. Whole, it is a file like any other: its digest is checked, if it was told, and it
//! gets its receipt. What is not finished in 24 hours is removed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::extract::{Path as UrlPath, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt;
use sayyar_seal::receipt::Sha256;
use serde::{Deserialize, Serialize};

use super::limits::Reserved;
use super::put::Problem;
use super::{Door, StoreError};
use crate::system;
use crate::web::{answer, text};

const LIFE: Duration = Duration::from_secs(24 * 3600);
/// Unfinished uploads at one time.
const MOST: usize = 1000;
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// Where the receipt is, once there is one.
const RECEIPT: &str = "sayyar-receipt";

/// Uploads that are not finished, and those finished lately.
pub(super) struct Uploads {
    folder: PathBuf,
    open: Mutex<BTreeMap<String, Arc<Upload>>>,
}

struct Upload {
    note: Note,
    path: PathBuf,
    /// Held while bytes are being added: two at once would write over each other.
    busy: tokio::sync::Mutex<Option<Reserved>>,
}

/// What is written down beside the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    length: u64,
    sha256: Option<Sha256>,
    /// Seconds since 1970.
    until: u64,
    /// What became of it.
    done: Option<Sha256>,
}

impl Upload {
    /// How many bytes are there.
    fn offset(&self) -> u64 {
        if self.note.done.is_some() {
            self.note.length
        } else {
            fs::metadata(&self.path).map_or(0, |found| found.len())
        }
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn note_path(path: &Path) -> PathBuf {
    path.with_extension("json")
}

impl Uploads {
    /// The uploads in a folder: those of before a restart go on.
    pub(super) fn open(folder: &Path) -> Result<Self, StoreError> {
        let mut open = BTreeMap::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let Some(token) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let note = fs::read(note_path(&path)).ok().and_then(|bytes| serde_json::from_slice::<Note>(&bytes).ok());
            match note {
                Some(note) => {
                    let upload = Upload { note, path: folder.join(token), busy: tokio::sync::Mutex::default() };
                    open.insert(token.to_owned(), Arc::new(upload));
                }
                // Bytes without a note: it was being made.
                None => _ = fs::remove_file(&path),
            }
        }
        let uploads = Self { folder: folder.into(), open: Mutex::new(open) };
        uploads.expire();
        Ok(uploads)
    }

    /// How many are not finished.
    pub(super) fn count(&self) -> usize {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.values().filter(|upload| upload.note.done.is_none()).count()
    }

    /// Removes those whose time is over.
    pub(super) fn expire(&self) {
        let now = now();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, upload| {
            let keep = upload.note.until > now;
            if !keep {
                remove_files(&upload.path);
            }
            keep
        });
    }

    fn get(&self, token: &str) -> Option<Arc<Upload>> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(token).filter(|upload| upload.note.until > now()).cloned()
    }

    fn add(&self, note: Note, room: Reserved) -> io::Result<String> {
        let token = system::token::<16>();
        let path = self.folder.join(&token);
        File::create_new(&path)?;
        system::replace(&note_path(&path), &serde_json::to_vec(&note)?)?;
        let upload = Upload { note, path, busy: tokio::sync::Mutex::new(Some(room)) };
        self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), Arc::new(upload));
        Ok(token)
    }

    /// Notes what became of it; its bytes are gone from here.
    fn finish(&self, token: &str, upload: &Upload, sha256: Sha256) {
        let note = Note { done: Some(sha256), ..upload.note.clone() };
        if let Ok(text) = serde_json::to_vec(&note) {
            _ = system::replace(&note_path(&upload.path), &text);
        }
        _ = fs::remove_file(&upload.path);
        let done = Upload { note, path: upload.path.clone(), busy: tokio::sync::Mutex::default() };
        self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(token.to_owned(), Arc::new(done));
    }

    fn drop_one(&self, token: &str) {
        let removed = self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
        if let Some(upload) = removed {
            remove_files(&upload.path);
        }
    }
}

fn remove_files(path: &Path) {
    _ = fs::remove_file(path);
    _ = fs::remove_file(note_path(path));
}

/// An answer of the protocol.
fn tus(status: StatusCode, headers: &[(&'static str, String)]) -> Response {
    let mut response = answer(status, "text/plain; charset=utf-8", "");
    response.headers_mut().insert(RESUMABLE, HeaderValue::from_static("1.0.0"));
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(*name, value);
        }
    }
    response
}

fn version(door: &Door, headers: &HeaderMap) -> Result<(), Box<Response>> {
    if text(headers, &RESUMABLE) == Some("1.0.0") {
        return Ok(());
    }
    let mut response = door.refuse(StatusCode::PRECONDITION_FAILED, "tus-version", "this door speaks tus 1.0.0");
    response.headers_mut().insert("tus-version", HeaderValue::from_static("1.0.0"));
    Err(Box::new(response))
}

pub(super) async fn options(State(door): State<Arc<Door>>) -> Response {
    let headers = [
        ("tus-version", "1.0.0".into()),
        ("tus-extension", "creation,expiration,termination".into()),
        ("tus-max-size", door.intake.limits.sealed.to_string()),
    ];
    tus(StatusCode::NO_CONTENT, &headers)
}

pub(super) async fn create(State(door): State<Arc<Door>>, headers: HeaderMap) -> Response {
    if let Err(response) = version(&door, &headers) {
        return *response;
    }
    let Some(length) = text(&headers, &LENGTH).and_then(|text| text.parse::<u64>().ok()) else {
        return door.refuse(StatusCode::BAD_REQUEST, "no-length", "say how long the file is: Upload-Length");
    };
    if length > door.intake.limits.sealed {
        return door.refuse(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "the file is larger than what is taken");
    }
    if door.uploads.count() >= MOST {
        return door.refuse(StatusCode::SERVICE_UNAVAILABLE, "busy", "too many uploads are open; come again later");
    }
    let Some(room) = door.room.reserve(length) else {
        return door.refuse(
            StatusCode::INSUFFICIENT_STORAGE,
            "no-room",
            "there is no room; nothing was kept; try another way",
        );
    };
    let note = Note { length, sha256: digest(&headers), until: now() + LIFE.as_secs(), done: None };
    let expires = http_date(note.until);
    match door.uploads.add(note, room) {
        Ok(token) => tus(StatusCode::CREATED, &[("location", format!("/files/{token}")), ("upload-expires", expires)]),
        Err(_) => Problem::Disk.answer(&door),
    }
}

/// The digest among the metadata: `sha256 <its hexadecimal digits in base64>`.
fn digest(headers: &HeaderMap) -> Option<Sha256> {
    let metadata = text(headers, &HeaderName::from_static("upload-metadata"))?;
    let value = metadata.split(',').find_map(|pair| pair.trim().strip_prefix("sha256 "))?;
    String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?.parse().ok()
}

fn gone(door: &Door) -> Response {
    door.refuse(StatusCode::NOT_FOUND, "no-upload", "there is no such upload, or its time is over; begin again")
}

pub(super) async fn head(
    State(door): State<Arc<Door>>,
    UrlPath(token): UrlPath<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(response) = version(&door, &headers) {
        return *response;
    }
    let Some(upload) = door.uploads.get(&token) else { return gone(&door) };
    let mut told = vec![
        ("upload-offset", upload.offset().to_string()),
        ("upload-length", upload.note.length.to_string()),
        ("upload-expires", http_date(upload.note.until)),
    ];
    told.extend(upload.note.done.map(|sha256| (RECEIPT, format!("/submissions/{sha256}"))));
    tus(StatusCode::OK, &told)
}

/// Gives an upload up (tus, "termination").
pub(super) async fn remove(
    State(door): State<Arc<Door>>,
    UrlPath(token): UrlPath<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(response) = version(&door, &headers) {
        return *response;
    }
    let Some(upload) = door.uploads.get(&token) else { return gone(&door) };
    let Ok(_held) = upload.busy.try_lock() else {
        return door.refuse(StatusCode::LOCKED, "locked", "bytes are being added; try again");
    };
    door.uploads.drop_one(&token);
    tus(StatusCode::NO_CONTENT, &[])
}

pub(super) async fn patch(
    State(door): State<Arc<Door>>,
    UrlPath(token): UrlPath<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if let Err(response) = version(&door, &headers) {
        return *response;
    }
    if text(&headers, &header::CONTENT_TYPE) != Some("application/offset+octet-stream") {
        return door.refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", "send application/offset+octet-stream");
    }
    let Some(upload) = door.uploads.get(&token) else { return gone(&door) };
    let Ok(mut room) = upload.busy.try_lock() else {
        return door.refuse(
            StatusCode::LOCKED,
            "locked",
            "bytes are being added already; ask where they end with HEAD",
        );
    };
    let offset = upload.offset();
    if text(&headers, &OFFSET).and_then(|text| text.parse::<u64>().ok()) != Some(offset) {
        return door.refuse(StatusCode::CONFLICT, "offset", "the upload goes on elsewhere; ask where with HEAD");
    }
    if upload.note.done.is_some() {
        return tus(StatusCode::NO_CONTENT, &[("upload-offset", offset.to_string())]);
    }
    // After a restart the room of what is still to come is not reserved any more.
    if room.is_none() {
        *room = door.room.reserve(upload.note.length - offset);
    }
    if room.is_none() {
        return door.refuse(StatusCode::INSUFFICIENT_STORAGE, "no-room", "there is no room now; go on later");
    }
    let offset = match append(&upload, offset, body).await {
        Ok(offset) => offset,
        Err(response) => return response(&door),
    };
    if offset < upload.note.length {
        return tus(
            StatusCode::NO_CONTENT,
            &[("upload-offset", offset.to_string()), ("upload-expires", http_date(upload.note.until))],
        );
    }
    finish(&door, &token, &upload).await
}

type Answer = Box<dyn Fn(&Door) -> Response + Send>;

/// Adds what comes to the end of the partial file; what came stays, also when the rest does not.
async fn append(upload: &Upload, mut offset: u64, body: Body) -> Result<u64, Answer> {
    let disk = |_: io::Error| -> Answer { Box::new(|door| Problem::Disk.answer(door)) };
    let mut file = File::options().append(true).open(&upload.path).map_err(disk)?;
    let mut stream = body.into_data_stream();
    while let Some(part) = stream.next().await {
        let Ok(part) = part else { break };
        offset += part.len() as u64;
        if offset > upload.note.length {
            return Err(Box::new(|door| {
                door.refuse(StatusCode::BAD_REQUEST, "too-long", "more bytes came than were announced; begin again")
            }));
        }
        // Small enough not to hold the server up: the system takes it into memory.
        file.write_all(&part).map_err(disk)?;
    }
    Ok(offset)
}

/// The upload is whole: it becomes a file that arrived.
async fn finish(door: &Arc<Door>, token: &str, upload: &Arc<Upload>) -> Response {
    let (taking, whole) = (door.clone(), upload.clone());
    let staged = tokio::task::spawn_blocking(move || {
        let mut file = File::open(&whole.path).map_err(|_| Problem::Disk)?;
        let mut staged = taking.intake.stage(&mut file).map_err(|_| Problem::Disk)?;
        if whole.note.sha256.is_some_and(|told| told != staged.sha256()) {
            return Err(Problem::Differs);
        }
        taking.intake.keep(&mut staged).map_err(|_| Problem::Disk)?;
        Ok(staged)
    });
    let staged = match staged.await {
        Ok(Ok(staged)) => staged,
        Ok(Err(problem)) => {
            if matches!(problem, Problem::Differs) {
                door.uploads.drop_one(token);
            }
            return problem.answer(door);
        }
        Err(_) => return Problem::Disk.answer(door),
    };
    match door.arrive(staged, None).await {
        Ok(arrived) => {
            door.uploads.finish(token, upload, arrived.sha256);
            let headers = [
                ("upload-offset", upload.note.length.to_string()),
                (RECEIPT, format!("/submissions/{}", arrived.sha256)),
            ];
            tus(StatusCode::NO_CONTENT, &headers)
        }
        Err(_) => Problem::Disk.answer(door),
    }
}

/// A moment as HTTP writes it (RFC 9110, section 5.6.7).
fn http_date(seconds: u64) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let time = i64::try_from(seconds).ok().and_then(|seconds| sayyar_seal::Time::from_unix(seconds).ok());
    let Some(time) = time else { return String::new() };
    let (date, text) = (system::day(time), time.to_string());
    let (weekday, month) = (DAYS[usize::from(date.weekday()) - 1], MONTHS[usize::from(date.month) - 1]);
    format!("{weekday}, {:02} {month} {:04} {} GMT", date.day, date.year, &text[11..19])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_http_writes_them() {
        assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(http_date(1_795_428_000), "Mon, 23 Nov 2026 10:00:00 GMT");
    }
}
