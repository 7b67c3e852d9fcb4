//! The receipt to print and hand over: what it says in words, and the signed text itself.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use sayyar_seal::receipt::Signed;

use super::application::find;
use super::html::{esc, message, page as layout, size, time};
use super::{Desk, beside, one, query, trouble};

pub(super) async fn page(State(desk): State<Arc<Desk>>, Path(number): Path<String>, uri: Uri) -> Response {
    beside(desk, move |desk| {
        let application = match find(desk, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        let asked = one(&query(&uri), "revision").parse().ok();
        let Some(revision) = application.revision(asked) else {
            return message(desk, StatusCode::NOT_FOUND, "Not found", "There is no such revision.");
        };
        let receipt = desk.intake.store.records.read(|tx| crate::ingest::receipt(tx, &revision.sha256));
        let receipt = match receipt {
            Ok(Some(file)) => Signed::parse(file.as_bytes()),
            Ok(None) => {
                return message(desk, StatusCode::NOT_FOUND, "Not found", "There is no receipt of this revision.");
            }
            Err(error) => return trouble(error),
        };
        match receipt {
            Ok(receipt) => {
                layout(desk, &format!("Receipt {}", application.number), &body(desk, &receipt, revision.revision))
            }
            Err(error) => trouble(error),
        }
    })
    .await
}

fn body(desk: &Desk, signed: &Signed, revision: u32) -> String {
    let receipt = signed.receipt();
    let (number, content) = match &receipt.kind {
        sayyar_seal::receipt::Kind::TakenIn { number, content } => (number.to_string(), content.to_string()),
        _ => (String::new(), String::new()),
    };
    let audit =
        receipt.audit.map_or(String::new(), |head| format!("<dt>Head of the log of this desk<dd><code>{head}</code>"));
    format!(
        "<article class=\"receipt\"><h1>Receipt</h1><p>{desk} has taken in an application.</p>\
         <p class=\"big number\">{number}</p><dl><dt>Revision<dd>{revision}<dt>Taken in<dd>{at}\
         <dt>Sealed file<dd>{size}, SHA-256 <code>{sha256}</code><dt>Its content<dd>SHA-512 <code>{content}</code>\
         <dt>Receipt<dd>number {sequence} of this desk{audit}</dl>\
         <p>Keep this with your number and your password: the status of the application can be read with them. The \
         password is known to nobody else; if it is lost, come in person.</p>\
         <details><summary>The signed receipt</summary><pre>{file}</pre><p>Check it with \
         <code>ssh-keygen -Y verify -n receipt@sayyar</code>, as the desk's papers say.</p></details>\
         <p class=\"noprint\"><button data-do=\"print\">Print</button></p></article>",
        desk = esc(&desk.name),
        at = time(receipt.at),
        size = size(receipt.size),
        sha256 = receipt.sha256,
        sequence = receipt.sequence,
        file = esc(signed.as_str()),
    )
}
