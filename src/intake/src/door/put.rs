//! `PUT /submissions/{sha256}`: a whole file in one request; `GET`: the last word on it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sayyar_seal::receipt::Sha256;

use super::Door;
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
        return door.refuse(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "the file is larger than what is taken");
    }
    let asking = door.clone();
    let known = tokio::task::spawn_blocking(move || asking.intake.arrived_before(&sha256)).await;
    if let Ok(Ok(Some(receipt))) = known {
        return answer(StatusCode::OK, "text/plain; charset=utf-8", receipt);
    }
    let Some(room) = door.room.reserve(length) else {
        return door.refuse(
            StatusCode::INSUFFICIENT_STORAGE,
            "no-room",
            "there is no room; nothing was kept; try another way",
        );
    };
    let (mut incoming, carry) = Incoming::new(body);
    let taking = door.clone();
    let take = tokio::task::spawn_blocking(move || {
        let staged = taking.intake.stage(&mut incoming).map_err(|_| Problem::CutShort)?;
        if staged.size() != length {
            return Err(Problem::CutShort);
        }
        if staged.sha256() != sha256 {
            return Err(Problem::Differs);
        }
        let mut staged = staged;
        taking.intake.keep(&mut staged).map_err(|_| Problem::Disk)?;
        Ok(staged)
    });
    let (staged, ()) = tokio::join!(take, carry);
    let staged = match staged {
        Ok(Ok(staged)) => staged,
        Ok(Err(problem)) => return problem.answer(&door),
        Err(_) => return Problem::Disk.answer(&door),
    };
    let arrived = door.arrive(staged, filed(&door, &headers, &sha256)).await;
    drop(room);
    match arrived {
        Ok(arrived) => {
            let status = if arrived.again { StatusCode::OK } else { StatusCode::CREATED };
            answer(status, "text/plain; charset=utf-8", arrived.receipt)
        }
        Err(_) => Problem::Disk.answer(&door),
    }
}

/// When another door says it had the file, if that door is known here.
fn filed(door: &Door, headers: &HeaderMap, sha256: &Sha256) -> Option<sayyar_seal::Time> {
    let receipt = STANDARD.decode(text(headers, &RECEIPT)?).ok()?;
    door.intake.filed(&receipt, sha256)
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
