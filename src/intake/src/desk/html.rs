//! Making pages: everything that is not a literal here goes through [`esc`].

use axum::http::StatusCode;
use axum::response::Response;
use sayyar_base::Date;
use sayyar_seal::Time;

use super::Desk;
use crate::web::answer;
pub(super) use crate::web::esc;

/// A page of the desk.
pub(super) fn page(desk: &Desk, title: &str, main: &str) -> Response {
    let waiting = desk.intake.quarantined().map_or(0, |all| all.iter().filter(|one| one.decision.is_none()).count());
    let quarantine = if waiting > 0 { format!("Quarantine ({waiting})") } else { "Quarantine".into() };
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} - {name}</title>\
         <link rel=\"stylesheet\" href=\"/desk.css\"><script type=\"module\" src=\"/desk.js\"></script>\
         <a class=\"skip\" href=\"#main\">Skip to content</a>\
         <header><strong>{name}</strong><nav aria-label=\"Desk\"><a href=\"/\">Applications</a>\
         <a href=\"/quarantine\">{quarantine}</a></nav><span class=\"who\">{officer}</span></header>\
         <main id=\"main\">{main}</main></html>",
        title = esc(title),
        name = esc(&desk.name),
        quarantine = esc(&quarantine),
        officer = esc(&desk.officer),
    );
    answer(StatusCode::OK, "text/html; charset=utf-8", html)
}

/// A page that says one thing, with what to do.
pub(super) fn message(desk: &Desk, status: StatusCode, title: &str, text: &str) -> Response {
    let mut response = page(desk, title, &format!("<h1>{}</h1><p>{}</p>", esc(title), esc(text)));
    *response.status_mut() = status;
    response
}

/// A day and a time, as machines and people read it.
pub(super) fn time(time: Time) -> String {
    let text = time.to_string();
    format!("<time datetime=\"{text}\">{} {} UTC</time>", day(crate::system::day(time)), &text[11..16])
}

/// 23 November 2026.
pub(super) fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(usize::from(date.month).wrapping_sub(1)).unwrap_or(&"");
    format!("{} {month} {}", date.day, date.year)
}

/// 1.4 MB, 48 KB.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} bytes"),
        1000..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// The name of a state, as officers read it.
pub(super) fn state(name: &str) -> &str {
    match name {
        "received" => "Received",
        "in-review" => "In review",
        "documents-needed" => "Documents needed",
        "interview" => "Interview",
        "decided" => "Decided",
        "ready-to-collect" => "Ready to collect",
        other => other,
    }
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
        assert_eq!((size(999), size(48_123), size(1_449_000)), ("999 bytes".into(), "49 KB".into(), "1.4 MB".into()));
    }
}
