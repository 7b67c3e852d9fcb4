//! What desk and door share of HTTP: bodies that stream into the store, fields of forms, answers.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Write as _};
use std::io::{self, Read};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use tokio::sync::mpsc;

use crate::cli::visible;

/// Fields of a form are this large at most.
pub(crate) const FIELDS: usize = 64 * 1024;

/// A body as something a thread can read: it waits for what comes.
pub(crate) struct Incoming {
    receiver: mpsc::Receiver<io::Result<Bytes>>,
    current: Bytes,
}

impl Incoming {
    /// Hands a body over to a thread; the returned future carries it there and must be polled beside it.
    pub(crate) fn new(body: Body) -> (Self, impl Future<Output = ()>) {
        let (sender, receiver) = mpsc::channel(8);
        let carry = async move {
            let mut stream = body.into_data_stream();
            while let Some(part) = stream.next().await {
                let part = part.map_err(|error| io::Error::new(io::ErrorKind::UnexpectedEof, error));
                // The reader went away: what is left does not matter.
                if sender.send(part).await.is_err() {
                    return;
                }
            }
        };
        (Self { receiver, current: Bytes::new() }, carry)
    }
}

impl Read for Incoming {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.current.is_empty() {
            match self.receiver.blocking_recv() {
                Some(part) => self.current = part?,
                None => return Ok(0),
            }
        }
        let count = self.current.len().min(out.len());
        out[..count].copy_from_slice(&self.current.split_to(count));
        Ok(count)
    }
}

/// The fields of a form or a query (`application/x-www-form-urlencoded`); of a name that stands twice all values.
pub(crate) fn fields(encoded: &str) -> BTreeMap<String, Vec<String>> {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for pair in encoded.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        fields.entry(decoded(name, true)).or_default().push(decoded(value, true));
    }
    fields
}

/// Percent-decoding; what is no UTF-8 becomes U+FFFD.
pub(crate) fn decoded(text: &str, plus: bool) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match (first, hex.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (b'+', _) if plus => {
                bytes.push(b' ');
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Percent-encoding for a part of a path or a value of a query.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A text or anything shown as one, harmless in HTML: in elements and in quoted attributes.
pub(crate) struct Esc<T>(T);

/// Makes it harmless: markup, and characters that turn the direction of text or cannot be seen.
pub(crate) fn esc<T: Display>(text: T) -> Esc<T> {
    Esc(text)
}

impl<T: Display> Display for Esc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        for line in text.split_inclusive('\n') {
            let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
            for c in visible(line).chars() {
                match c {
                    '&' => f.write_str("&amp;"),
                    '<' => f.write_str("&lt;"),
                    '>' => f.write_str("&gt;"),
                    '"' => f.write_str("&quot;"),
                    '\'' => f.write_str("&#39;"),
                    c => f.write_char(c),
                }?;
            }
            f.write_str(end)?;
        }
        Ok(())
    }
}

/// One header as text.
pub(crate) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// An answer of a type, never kept and never guessed at.
pub(crate) fn answer(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    (status, headers, body.into()).into_response()
}

/// A sentence.
pub(crate) fn plain(status: StatusCode, text: impl Into<String>) -> Response {
    answer(status, "text/plain; charset=utf-8", text.into() + "\n")
}

/// A JSON value.
pub(crate) fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    answer(status, "application/json", value.to_string() + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded() {
        let read = fields("state=in-review&message=2-ci+s%C9%99hif%C9%99%2B&document=a&document=b&&x");
        assert_eq!(read["message"], ["2-ci səhifə+"]);
        assert_eq!(read["document"], ["a", "b"]);
        assert_eq!(read["x"], [""]);
        assert_eq!(decoded("%zz%c3%28%", false), "%zz\u{fffd}(%");
        assert_eq!(encoded("müqavilə 1.pdf"), "m%C3%BCqavil%C9%99%201.pdf");
    }
}
