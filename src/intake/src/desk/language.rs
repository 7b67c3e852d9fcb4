//! Which language a request is answered in: what was switched to, what the desk was opened with, what the browser
//! asks for, what the configuration says; the first of these that is one of ours.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::{Desk, one, redirect, sent};
use crate::web::text;
use crate::words::{self, Words};

/// Kept by the browser: the language an officer switched to.
const COOKIE: &str = "language";
/// Languages of a browser that are looked at.
const MOST: usize = 20;

/// The language of a request, and the page it asks for.
pub(super) struct Tongue {
    pub(super) words: &'static Words,
    pub(super) here: String,
}

impl FromRequestParts<Arc<Desk>> for Tongue {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Infallible> {
        let here = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Self { words: spoken(&parts.headers, desk), here })
    }
}

/// The language of a request.
pub(super) fn spoken(headers: &HeaderMap, desk: &Desk) -> &'static Words {
    let cookies = text(headers, &header::COOKIE).unwrap_or_default();
    let mut cookies = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
    let switched = cookies.find(|(name, _)| *name == COOKIE).and_then(|(_, tag)| words::find(tag));
    let opened = || desk.chosen.as_deref().and_then(words::find);
    let asked = || preferred(text(headers, &header::ACCEPT_LANGUAGE).unwrap_or_default());
    switched.or_else(opened).or_else(asked).unwrap_or_else(|| words::of(&desk.language))
}

/// The best of ours that a browser asks for (RFC 9110, section 12.5.4).
fn preferred(accept: &str) -> Option<&'static Words> {
    let range = |part: &str| {
        let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        let weight = weight.trim().parse::<f32>().ok().filter(|weight| *weight > 0.0)?;
        Some((words::find(tag.trim())?, weight))
    };
    let ranges = accept.split(',').take(MOST).filter_map(range);
    // The first of equals.
    ranges.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(words, _)| words)
}

/// Switches, and goes back to where it was asked.
pub(super) async fn switch(State(_): State<Arc<Desk>>, body: Body) -> Response {
    let fields = sent(body).await;
    let back = Some(one(&fields, "back")).filter(|back| is_own(back)).unwrap_or("/");
    let mut response = redirect(back);
    if let Some(words) = words::find(one(&fields, "language")) {
        let cookie = format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path=/; Max-Age=31536000", words.tag);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// Whether a path leads to this desk and nowhere else.
fn is_own(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_ask_in_many_ways() {
        let tag = |accept: &str| preferred(accept).map(|words| words.tag);
        assert_eq!(tag("ru-RU,ru;q=0.9,en;q=0.8"), Some("ru"));
        assert_eq!(tag("tr, en;q=0.3, ar-EG;q=0.7"), Some("ar"));
        assert_eq!((tag("en;q=0, az;q=0.1"), tag("*"), tag(""), tag("en;q=x")), (Some("az"), None, None, None));
        assert_eq!(tag(&"de,".repeat(100_000)), None);
        for (path, own) in
            [("/a/X?revision=1", true), ("//evil.example", false), ("/\\evil", false), ("https://x", false)]
        {
            assert_eq!(is_own(path), own, "{path}");
        }
    }
}
