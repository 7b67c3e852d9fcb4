//! Uploads that go on where they were cut off: tus 1.0 (<https://tus.io/protocols/resumable-upload>), core and creation.
//!
//! An upload is a file and a note of its length and digest beside it, under a name nobody can guess; both survive a
//! restart. Its room is reserved from the start. Whole, it is a file like any other: its digest is checked, and it gets
//! its receipt. What is not finished in 24 hours is removed.

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
use super::put::{Problem, no_room};
use super::{Door, StoreError};
use crate::fail;
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
    sha256: Sha256,
    /// Seconds since 1970.
    until: u64,
    /// What another door said of it, as its receipt.
    first: Option<String>,
    /// Whether it has its receipt.
    done: bool,
}

impl Upload {
    /// How many bytes are there.
    fn offset(&self) -> u64 {
        if self.note.done { self.note.length } else { fs::metadata(&self.path).map_or(0, |found| found.len()) }
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
        open.values().filter(|upload| !upload.note.done).count()
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

    /// Those that are whole and have no receipt yet: stopped in between.
    fn whole(&self) -> Vec<(String, Arc<Upload>)> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let whole = open.iter().filter(|(_, upload)| !upload.note.done && upload.offset() == upload.note.length);
        whole.map(|(token, upload)| (token.clone(), upload.clone())).collect()
    }

    fn add(&self, note: Note, room: Option<Reserved>) -> io::Result<String> {
        let token = system::token::<16>();
        let path = self.folder.join(&token);
        File::create_new(&path)?;
        if let Err(error) = system::replace(&note_path(&path), &serde_json::to_vec(&note)?) {
            remove_files(&path);
            return Err(error);
        }
        fail::point("upload-noted")?;
        let upload = Upload { note, path, busy: tokio::sync::Mutex::new(room) };
        self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), Arc::new(upload));
        Ok(token)
    }

    /// Notes that it has its receipt; its bytes are gone from here.
    fn finish(&self, token: &str, upload: &Upload) {
        let note = Note { done: true, ..upload.note.clone() };
        if let Ok(text) = serde_json::to_vec(&note) {
            // Were it not written, the upload would be finished once more, with the same receipt.
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
    let Some(sha256) = digest(&headers) else {
        let text = "say which file it is: Upload-Metadata: sha256 <the 64 digits in base64>";
        return door.refuse(StatusCode::BAD_REQUEST, "no-digest", text);
    };
    let asking = door.clone();
    let known = tokio::task::spawn_blocking(move || asking.intake.arrived_before(&sha256)).await;
    // Known bytes need not come again: the upload is finished before it begins.
    let done = matches!(known, Ok(Ok(Some(_))));
    let room = if done { None } else { door.room.reserve(length) };
    if room.is_none() && !done {
        return no_room(&door);
    }
    let first = door.first(&headers, &sha256).map(|first| first.as_str().to_owned());
    let note = Note { length, sha256, until: now() + LIFE.as_secs(), first, done };
    let mut told = vec![("upload-expires", http_date(note.until))];
    told.extend(done.then(|| (RECEIPT, format!("/submissions/{sha256}"))));
    match door.uploads.add(note, room) {
        Ok(token) => {
            told.push(("location", format!("/files/{token}")));
            tus(StatusCode::CREATED, &told)
        }
        Err(_) => Problem::Disk.answer(&door),
    }
}

/// The digest among the metadata: `sha256 <its hexadecimal digits in base64>`.
pub(super) fn digest(headers: &HeaderMap) -> Option<Sha256> {
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
    let upload = finished(&door, &token, upload).await;
    let mut told = vec![
        ("upload-offset", upload.offset().to_string()),
        ("upload-length", upload.note.length.to_string()),
        ("upload-expires", http_date(upload.note.until)),
    ];
    told.extend(upload.note.done.then(|| (RECEIPT, format!("/submissions/{}", upload.note.sha256))));
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
    if upload.note.done {
        return done(&upload);
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
        let expires = ("upload-expires", http_date(upload.note.until));
        return tus(StatusCode::NO_CONTENT, &[("upload-offset", offset.to_string()), expires]);
    }
    match finish(&door, &token, &upload).await {
        Ok(()) => done(&upload),
        Err(problem) => problem.answer(&door),
    }
}

/// All of it is here, and where the receipt is.
fn done(upload: &Upload) -> Response {
    let receipt = (RECEIPT, format!("/submissions/{}", upload.note.sha256));
    tus(StatusCode::NO_CONTENT, &[("upload-offset", upload.note.length.to_string()), receipt])
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
        fail::point("upload-part").map_err(disk)?;
    }
    Ok(offset)
}

/// The upload is whole: it becomes a file that arrived. Its caller holds `busy`. It goes on though nobody waits for it
/// any more: what is whole is kept.
async fn finish(door: &Arc<Door>, token: &str, upload: &Arc<Upload>) -> Result<(), Problem> {
    let (door, token, upload) = (door.clone(), token.to_owned(), upload.clone());
    let task = tokio::spawn(async move {
        fail::point("upload-whole").map_err(|_| Problem::Disk)?;
        // It is copied into the store: for that moment it needs its room twice.
        let _room = door.room.reserve(upload.note.length).ok_or(Problem::Disk)?;
        let (taking, whole) = (door.clone(), upload.clone());
        let staged = tokio::task::spawn_blocking(move || {
            let mut file = File::open(&whole.path).map_err(|_| Problem::Disk)?;
            let mut staged = taking.intake.stage(&mut file).map_err(|_| Problem::Disk)?;
            if whole.note.sha256 != staged.sha256() {
                return Err(Problem::Differs);
            }
            taking.intake.write(&mut staged).map_err(|_| Problem::Disk)?;
            Ok(staged)
        });
        let staged = staged.await.unwrap_or(Err(Problem::Disk));
        if matches!(staged, Err(Problem::Differs)) {
            door.uploads.drop_one(&token);
        }
        let first = upload.note.first.as_ref();
        let first = first.and_then(|first| door.intake.vetted(first.as_bytes(), &upload.note.sha256));
        door.arrive(staged?, first).await.map_err(|_| Problem::Disk)?;
        fail::point("upload-finished").map_err(|_| Problem::Disk)?;
        door.uploads.finish(&token, &upload);
        Ok(())
    });
    task.await.unwrap_or(Err(Problem::Disk))
}

/// The upload, finished now if it is whole and was stopped before its receipt.
async fn finished(door: &Arc<Door>, token: &str, upload: Arc<Upload>) -> Arc<Upload> {
    if upload.note.done || upload.offset() < upload.note.length {
        return upload;
    }
    if let Ok(_held) = upload.busy.try_lock() {
        // What does not work now is tried again with the next question.
        _ = finish(door, token, &upload).await;
    }
    door.uploads.get(token).unwrap_or(upload)
}

/// Finishes what was whole when the door was stopped.
pub(super) async fn finish_whole(door: &Arc<Door>) {
    for (token, upload) in door.uploads.whole() {
        finished(door, &token, upload).await;
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
