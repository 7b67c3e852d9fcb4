//! Making pages: everything that is not a literal here, or a message of ours, goes through [`esc`].

use std::ops::Deref;

use axum::http::StatusCode;
use axum::response::Response;

use super::Desk;
use crate::web::answer;
pub(super) use crate::web::esc;
use crate::words::{self, Words};

/// One request: the desk, the language it is answered in, and the page that asks.
pub(super) struct View<'a> {
    pub(super) desk: &'a Desk,
    pub(super) words: &'static Words,
    /// The path and query, to come back to.
    pub(super) here: String,
}

impl Deref for View<'_> {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        self.desk
    }
}

impl View<'_> {
    /// A message without holes.
    pub(super) fn t(&self, id: &str) -> String {
        self.words.t(id)
    }
}

/// A page of the desk.
pub(super) fn page(view: &View<'_>, title: &str, main: &str) -> Response {
    let words = view.words;
    let waiting = view.intake.quarantined().map_or(0, |all| all.iter().filter(|one| one.decision.is_none()).count());
    let quarantine = match waiting {
        0 => words.t("nav-quarantine"),
        waiting => words.html("nav-quarantine-waiting", &[("count", waiting.into())]),
    };
    let html = format!(
        "<!doctype html><html lang=\"{tag}\" dir=\"{dir}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} - {name}</title>\
         <link rel=\"stylesheet\" href=\"/desk.css\"><script type=\"module\" src=\"/desk.js\"></script>\
         <a class=\"skip\" href=\"#main\">{skip}</a>\
         <header><strong><bdi>{name}</bdi></strong><nav aria-label=\"{nav}\"><a href=\"/\">{applications}</a>\
         <a href=\"/quarantine\">{quarantine}</a></nav><span class=\"who\"><bdi>{officer}</bdi></span>{languages}</header>\
         <main id=\"main\">{main}</main></html>",
        tag = words.tag,
        dir = words.dir,
        title = esc(title),
        name = esc(&view.name),
        skip = words.t("skip"),
        nav = words.t("nav"),
        applications = words.t("nav-applications"),
        officer = esc(&view.officer),
        languages = languages(view),
    );
    answer(StatusCode::OK, "text/html; charset=utf-8", html)
}

/// The switch between languages: each under its own name.
fn languages(view: &View<'_>) -> String {
    let button = |tag: &'static str| {
        let (other, current) = (words::of(tag), tag == view.words.tag);
        let current = if current { " aria-current=\"true\"" } else { "" };
        let (dir, name) = (other.dir, other.t("language-name"));
        format!(
            "<button class=\"plain\" name=\"language\" value=\"{tag}\" lang=\"{tag}\" dir=\"{dir}\"{current}>{name}</button>"
        )
    };
    format!(
        "<details class=\"languages\"><summary><span class=\"hidden\">{}: </span>{}</summary>\
         <form method=\"post\" action=\"/language\"><input type=\"hidden\" name=\"back\" value=\"{}\">{}</form></details>",
        view.t("language"),
        view.t("language-name"),
        esc(&view.here),
        words::tags().map(button).collect::<String>()
    )
}

/// A page that says one thing, with what to do.
pub(super) fn message(view: &View<'_>, status: StatusCode, title: &str, text: &str) -> Response {
    let mut response = page(view, title, &format!("<h1>{}</h1><p>{}</p>", esc(title), text));
    *response.status_mut() = status;
    response
}

/// One sentence, for whoever may not see more: in its own direction, which plain text has not.
pub(super) fn sentence(words: &Words, status: StatusCode, text: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>sayyar-intake</title><p>{}</p></html>\n",
        words.tag,
        words.dir,
        esc(text),
    );
    answer(status, "text/html; charset=utf-8", html)
}

/// A page that says that something is not there.
pub(super) fn not_found(view: &View<'_>, what: &str) -> Response {
    message(view, StatusCode::NOT_FOUND, &view.t("not-found"), &view.t(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_applicants_wrote_is_text() {
        let text = "<img src=x onerror=\"alert('1')\">&amp;\u{202e}\u{1b}[2J";
        assert_eq!(
            esc(text).to_string(),
            "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;\u{fffd}␛[2J"
        );
        assert_eq!(esc("a\nb").to_string(), "a\nb");
    }
}
