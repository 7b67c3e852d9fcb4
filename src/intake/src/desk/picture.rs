//! Pictures on the desk: made anew, shown from memory, once for each look.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::application::find;
use super::html::{View, esc, message, not_found, page as layout};
use super::language::Tongue;
use super::list::link;
use super::{Desk, beside, trouble};
use crate::picture::{MOST_MILLIONS, Picture, anew};
use crate::system;
use crate::web::{answer, plain};

/// How long a picture waits for the page that shows it.
const LIFE: Duration = Duration::from_secs(60);
/// So many wait at once; the earliest goes.
const MOST: usize = 4;

/// Pictures that were made and not fetched yet.
#[derive(Default)]
pub(super) struct Pictures(Mutex<BTreeMap<String, (Instant, Picture)>>);

impl Pictures {
    fn add(&self, picture: Picture) -> String {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        all.retain(|_, (until, _)| *until > now);
        while all.len() >= MOST {
            let first = all.iter().min_by_key(|(_, (until, _))| *until).map(|(token, _)| token.clone());
            _ = first.and_then(|first| all.remove(&first));
        }
        let token = system::token::<16>();
        all.insert(token.clone(), (now + LIFE, picture));
        token
    }

    fn take(&self, token: &str) -> Option<Picture> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
        taken.filter(|(until, _)| *until > Instant::now()).map(|(_, picture)| picture)
    }
}

/// The page with a picture on it. Looking is reading, and is written down.
pub(super) async fn page(
    State(desk): State<Arc<Desk>>,
    Path((number, revision, path)): Path<(String, u32, String)>,
    tongue: Tongue,
) -> Response {
    beside(desk, tongue, move |view| {
        let application = match find(view, &number) {
            Ok(application) => application,
            Err(response) => return *response,
        };
        let Some(revision) = application.revision(Some(revision)) else { return not_found(view, "no-revision") };
        let bytes = match view.intake.attachment(&application, revision, &path, &view.officer) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return not_found(view, "no-attachment"),
            Err(error) => return trouble(view, error),
        };
        let number = application.number.to_string();
        let back = format!(
            "<p><a href=\"{0}?revision={1}\">{2}</a> · <a href=\"{0}/file/{1}/{3}\">{4}</a></p>",
            link(&application.number),
            revision.revision,
            view.t("back"),
            esc(&path),
            view.words.html("attachment-save", &[("name", (&path).into())]),
        );
        match anew(&bytes) {
            Ok(picture) => layout(view, &view.t("picture"), &body(view, picture, (&number, &path), &back)),
            Err(_) => {
                let most = MOST_MILLIONS.to_string();
                let text = view.words.html("picture-bad", &[("most", most.into())]);
                message(view, StatusCode::OK, &view.t("picture"), &format!("{text}</p>{back}<p>"))
            }
        }
    })
    .await
}

fn body(view: &View<'_>, picture: Picture, (number, path): (&str, &str), back: &str) -> String {
    let (width, height) = picture.shown;
    let names = || [("name", path.into()), ("number", number.into())];
    let smaller = match picture.handed_in == picture.shown {
        true => String::new(),
        false => {
            let (width, height) = picture.handed_in;
            let sizes = [("width", width.to_string().into()), ("height", height.to_string().into())];
            format!("<p class=\"hint\">{}</p>", view.words.html("picture-smaller", &sizes))
        }
    };
    let token = view.pictures.add(picture);
    format!(
        "<h1>{}</h1>{back}<p class=\"hint\">{}</p>{smaller}\
         <img class=\"picture\" src=\"/picture/{token}\" width=\"{width}\" height=\"{height}\" alt=\"{}\">",
        view.words.html("picture-of", &names()),
        view.t("picture-again"),
        esc(view.words.say("picture-of", &names())),
    )
}

/// Its points.
pub(super) async fn points(State(desk): State<Arc<Desk>>, Path(token): Path<String>) -> Response {
    match desk.pictures.take(&token) {
        Some(picture) => answer(StatusCode::OK, picture.media, picture.bytes),
        None => plain(StatusCode::GONE, "gone"),
    }
}
