//! `PUT /submissions/{sha256}`: a whole file in one request; `GET`: the last word on it.

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::Response;
use sayyar_seal::receipt::{Sha256, Signed};

use super::Door;
use super::limits::Reserved;
use crate::fail;
use crate::ingest::{Arrived, IngestError};
use crate::web::{Incoming, answer, plain, text};

/// The receipt of another door, in base64: where the file was before.
pub(super) const RECEIPT: HeaderName = HeaderName::from_static("sayyar-receipt");

pub(super) async fn receipt(State(door): State<Arc<Door>>, Path(sha256): Path<String>) -> Response {
    let Ok(sha256) = sha256.parse::<Sha256>() else { return no_digest(&door) };
    let found = tokio::task::spawn_blocking(move || door.intake.arrived_before(&sha256)).await;
    match found {
        Ok(Ok(Some(receipt))) => answer(StatusCode::OK, "text/plain; charset=utf-8", receipt),
        Ok(Ok(None)) => plain(StatusCode::NOT_FOUND, "unknown: no such file has arrived here"),
        _ => plain(StatusCode::INTERNAL_SERVER_ERROR, "the store does not answer; try again"),
    }
}

fn no_digest(door: &Door) -> Response {
    door.refuse(
        StatusCode::BAD_REQUEST,
        "no-digest",
        "the address ends with the SHA-256 of the file, 64 digits 0-9 and a-f",
    )
}

/// Takes a file whose digest stands in the address.
pub(super) async fn submission(
    State(door): State<Arc<Door>>,
    Path(sha256): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let Ok(sha256) = sha256.parse::<Sha256>() else { return no_digest(&door) };
    let length = text(&headers, &header::CONTENT_LENGTH).and_then(|text| text.parse::<u64>().ok());
    let Some(length) = length else {
        return door.refuse(StatusCode::LENGTH_REQUIRED, "no-length", "say how long the file is: Content-Length");
    };
    if length > door.intake.limits.sealed {
        super::set_aside(body).await;
        return door.refuse(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "the file is larger than what is taken");
    }
    let asking = door.clone();
    let known = tokio::task::spawn_blocking(move || asking.intake.arrived_before(&sha256)).await;
    if let Ok(Ok(Some(receipt))) = known {
        super::set_aside(body).await;
        return answer(StatusCode::OK, "text/plain; charset=utf-8", receipt);
    }
    let Some(room) = door.room.reserve(length) else {
        super::set_aside(body).await;
        return no_room(&door);
    };
    let (incoming, carry) = Incoming::new(body);
    let first = door.first(&headers, &sha256);
    // A task of its own: what is whole is kept, also when nobody waits for the answer any more.
    let taking = tokio::spawn(take(door.clone(), incoming, (sha256, length), first, room));
    let (taken, ()) = tokio::join!(taking, carry);
    match taken.unwrap_or(Err(Problem::Disk)) {
        Ok(arrived) => {
            let status = if arrived.again { StatusCode::OK } else { StatusCode::CREATED };
            answer(status, "text/plain; charset=utf-8", arrived.receipt)
        }
        Err(problem) => problem.answer(&door),
    }
}

/// Takes in what comes: the bytes of the digest, all of them, or nothing.
async fn take(
    door: Arc<Door>,
    mut incoming: Incoming,
    (sha256, length): (Sha256, u64),
    first: Option<Signed>,
    room: Reserved,
) -> Result<Arrived, Problem> {
    let keeping = door.clone();
    let staged = tokio::task::spawn_blocking(move || {
        let staged = keeping.intake.stage(&mut incoming);
        let mut staged = staged.map_err(|error| match error {
            IngestError::Source(error) if error.kind() == io::ErrorKind::UnexpectedEof => Problem::CutShort,
            _ => Problem::Disk,
        })?;
        if staged.size() != length {
            return Err(Problem::CutShort);
        }
        if staged.sha256() != sha256 {
            return Err(Problem::Differs);
        }
        keeping.intake.write(&mut staged).map_err(|_| Problem::Disk)?;
        Ok(staged)
    });
    let staged = staged.await.unwrap_or(Err(Problem::Disk))?;
    let arrived = door.arrive(staged, first).await.map_err(|_| Problem::Disk);
    drop(room);
    fail::point("before-answer").map_err(|_| Problem::Disk)?;
    arrived
}

pub(super) fn no_room(door: &Door) -> Response {
    let text = "there is no room; nothing was kept; try another way";
    door.refuse(StatusCode::INSUFFICIENT_STORAGE, "no-room", text)
}

/// Why a file is not kept.
#[derive(Clone, Copy)]
pub(super) enum Problem {
    CutShort,
    Differs,
    Disk,
}

impl Problem {
    pub(super) fn answer(self, door: &Door) -> Response {
        match self {
            Self::CutShort => door.refuse(
                StatusCode::BAD_REQUEST,
                "cut-short",
                "the file did not come whole; nothing was kept; send it again",
            ),
            Self::Differs => door.refuse(
                StatusCode::UNPROCESSABLE_ENTITY,
                "digest-differs",
                "the bytes are not those of the digest: something changed them on the way; nothing was kept",
            ),
            Self::Disk => door.refuse(
                StatusCode::INSUFFICIENT_STORAGE,
                "not-kept",
                "the file could not be kept; there is no receipt; send it again later",
            ),
        }
    }
}
