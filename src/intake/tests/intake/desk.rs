//! The officers' page over real HTTP: who may ask, what is shown, what is changed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use sayyar_seal::Number;
use sayyar_seal::age::Kind;
use serde_json::Value;

use crate::cli::Place;
use crate::stores::on_every_store;

/// What a server said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) headers: String,
    pub(crate) body: Vec<u8>,
}

impl Said {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let line = self.headers.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
        Some(line.split_once(':')?.1.trim())
    }
}

/// One request, written by hand: exactly these headers.
pub(crate) fn ask(address: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Said {
    try_ask(address, method, path, headers, body).unwrap()
}

/// The same of a server that may stop in the middle: then there is no answer.
pub(crate) fn try_ask(address: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Said> {
    let mut stream = TcpStream::connect(address).ok()?;
    let mut head = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
    if headers.iter().all(|(name, _)| *name != "host") {
        head += &format!("host: {address}\r\n");
    }
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(b"\r\n").ok()?;
    // A server that refuses early may close before all of the body is there.
    _ = stream.write_all(body);
    let mut reader = BufReader::new(stream);
    let (mut headers, mut line) = (String::new(), String::new());
    while reader.read_line(&mut line).ok()? > 2 {
        headers += &line;
        line.clear();
    }
    let mut rest = Vec::new();
    _ = reader.read_to_end(&mut rest);
    let status = headers.split(' ').nth(1)?.parse().ok()?;
    if headers.to_ascii_lowercase().contains("transfer-encoding: chunked") {
        rest = unchunked(&rest);
    }
    Some(Said { status, headers, body: rest })
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        body.extend(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 2 + size + 2..];
        if size == 0 {
            break;
        }
    }
    body
}

/// A desk that is open, and the browser that opened it.
struct Officer {
    child: Child,
    address: String,
    token: String,
    cookie: String,
}

impl Drop for Officer {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Officer {
    fn open(place: &Place) -> Self {
        let mut command = place.command();
        command.args(["--as", "Aysel", "--json", "desk", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let value: Value = serde_json::from_str(&line).unwrap();
        let url = value["url"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        let (address, token) = url.split_once("/?token=").unwrap();
        let (address, token) = (address.to_owned(), token.to_owned());
        let entered = ask(&address, "GET", &format!("/?token={token}"), &[], b"");
        assert_eq!(entered.status, 303, "{entered:?}");
        let cookie = entered.header("set-cookie").unwrap();
        assert!(cookie.contains("; HttpOnly; SameSite=Strict; Path=/"), "{cookie}");
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { child, address, token, cookie }
    }

    fn get(&self, path: &str) -> Said {
        self.get_in("en", path)
    }

    /// As a browser asks that prefers a language.
    fn get_in(&self, language: &str, path: &str) -> Said {
        ask(&self.address, "GET", path, &[("cookie", &self.cookie), ("accept-language", language)], b"")
    }

    fn post(&self, path: &str, body: &[u8]) -> Said {
        let origin = format!("http://{}", self.address);
        ask(
            &self.address,
            "POST",
            path,
            &[("cookie", &self.cookie), ("origin", &origin), ("x-name", "a%20file.age"), ("accept-language", "en")],
            body,
        )
    }

    fn hand_in(&self, place: &Place) -> Number {
        let (path, number) = place.submission(&place.folder, 700_000);
        let taken = self.post("/in", &std::fs::read(path).unwrap());
        assert_eq!(taken.status, 200, "{taken:?}");
        let html = serde_json::from_slice::<Value>(&taken.body).unwrap()["html"].as_str().unwrap().to_owned();
        assert!(
            html.contains(&format!("href=\"/a/{number}\"")) && html.contains("The applicant’s key signed"),
            "{html}"
        );
        number
    }
}

fn only_the_officer_who_opened_it_is_answered() {
    let place = Place::new(Kind::X25519);
    let officer = Officer::open(&place);
    let page = officer.get("/");
    assert_eq!(page.status, 200);
    let csp = page.header("content-security-policy").unwrap();
    assert!(csp.starts_with("default-src 'none'; style-src 'self'; script-src 'self'"), "{csp}");
    assert!(!csp.contains("unsafe"), "{csp}");
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    // The token worked once.
    assert_eq!(ask(&officer.address, "GET", &format!("/?token={}", officer.token), &[], b"").status, 401);
    for headers in [&[][..], &[("cookie", "desk=guess")], &[("cookie", "other=x")]] {
        assert_eq!(ask(&officer.address, "GET", "/", headers, b"").status, 401, "{headers:?}");
    }
    // Another name for this address: somebody else's page whose name points here.
    for host in ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1"] {
        let said = ask(&officer.address, "GET", "/", &[("host", host), ("cookie", &officer.cookie)], b"");
        assert_eq!(said.status, 421, "{host}");
    }
    let port = officer.address.rsplit(':').next().unwrap();
    let local = format!("localhost:{port}");
    assert_eq!(ask(&officer.address, "GET", "/", &[("host", &local), ("cookie", &officer.cookie)], b"").status, 200);
    // Another page's request, cookie and all.
    for origin in ["http://evil.example", "null", "http://localhost", "https://127.0.0.1"] {
        let headers = [("cookie", officer.cookie.as_str()), ("origin", origin)];
        assert_eq!(ask(&officer.address, "POST", "/in", &headers, b"x").status, 403, "{origin}");
    }
    assert_eq!(ask(&officer.address, "POST", "/in", &[("cookie", &officer.cookie)], b"x").status, 403);
    for path in ["/desk.css", "/desk.js", "/quarantine"] {
        assert_eq!(officer.get(path).status, 200, "{path}");
    }
    assert_eq!(officer.get("/nothing").status, 404);
    let elsewhere = place.run(&["--as", "Aysel", "desk", "--listen", "0.0.0.0:0"]);
    assert!(elsewhere.code == Some(2) && elsewhere.err.contains("this machine only"), "{elsewhere:?}");
}

fn files_go_in_answers_come_out_and_decisions_are_kept() {
    let place = Place::new(Kind::X25519);
    let officer = Officer::open(&place);
    let number = officer.hand_in(&place);
    let list = officer.get("/?search=%C6%8Fliyeva&state=received").text();
    assert!(list.contains(&number.to_string()) && list.contains("ƏLİYEVA"), "{list}");
    assert!(officer.get("/?search=nobody").text().contains("Nothing found."));
    let page = officer.get(&format!("/a/{number}")).text();
    assert!(
        page.contains("ƏLİYEVA") && page.contains("350 AZN") && page.contains("Save <bdi>müqavilə.pdf</bdi>"),
        "{page}"
    );
    assert!(page.contains("Nobody has checked yet who the applicant is"));
    // As people type it.
    assert_eq!(officer.get(&format!("/a/{}", number.to_string().replace('-', "%20").to_ascii_lowercase())).status, 200);
    assert_eq!(officer.get("/a/XXXX").status, 404);

    let post = |path: &str, body: &str| officer.post(&format!("/a/{number}/{path}"), body.as_bytes());
    let early = post("status", "state=decided&message=");
    assert!(
        early.status == 303 && early.header("location").unwrap().ends_with("?problem=identity-unchecked"),
        "{early:?}"
    );
    assert_eq!(post("identity", "how=passport&note=C0123").status, 303);
    let documents = post("status", "state=documents-needed&documents=contract&message=2-ci+s%C9%99hif%C9%99");
    assert_eq!(documents.header("location"), Some(format!("/a/{number}").as_str()));
    assert!(
        post("status", "state=interview&day=2026-12-01&time=9&office=x")
            .header("location")
            .unwrap()
            .contains("problem=")
    );
    assert_eq!(
        post("status", "state=interview&day=2026-12-01&time=09%3A30&office=headquarters").header("location"),
        Some(format!("/a/{number}").as_str())
    );
    assert_eq!(post("status", "state=decided").header("location"), Some(format!("/a/{number}").as_str()));
    let page = officer.get(&format!("/a/{number}")).text();
    for expected in [
        "passport seen by <bdi>Aysel</bdi>",
        "C0123",
        "Documents needed (<bdi>contract</bdi>), <bdi>Aysel</bdi><br><q><bdi>2-ci səhifə</bdi></q>",
        "Interview (<bdi>1 December 2026</bdi>, <bdi>09:30</bdi>, <bdi>headquarters</bdi>)",
        "<strong>Decided</strong>",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    let frame = officer.get(&format!("/a/{number}/receipt")).text();
    assert!(frame.contains(&format!("src=\"/a/{number}/paper/receipt?language=az&amp;")), "{frame}");
    let receipt = officer.get(&format!("/a/{number}/paper/receipt")).text();
    assert!(receipt.contains("-----BEGIN SSH SIGNATURE-----") && receipt.contains(&number.to_string()), "{receipt}");
    assert!(receipt.contains("<html lang=\"az\" dir=\"ltr\">") && receipt.contains("<h1>Qəbz</h1>"), "{receipt}");
    let audit = place.run(&["audit", "--json"]).json().remove(0);
    assert_eq!(audit["broken"], Value::Null);
    // Taken in, read three times, identity, three steps.
    assert_eq!(audit["entries"], 8);
}

fn attachments_come_from_another_origin_once() {
    let place = Place::new(Kind::X25519);
    let officer = Officer::open(&place);
    let number = officer.hand_in(&place);
    let ticket = officer.get(&format!("/a/{number}/file/1/contract/1-muqavile.pdf"));
    let location = ticket.header("location").unwrap().strip_prefix("http://").unwrap().to_owned();
    let (address, path) = location.split_once('/').unwrap();
    assert_ne!(address, officer.address);
    let path = format!("/{path}");
    assert_eq!(ask(address, "GET", &path, &[("host", "evil.example")], b"").status, 421);
    let file = ask(address, "GET", &path, &[], b"");
    assert_eq!(file.status, 200, "{}", file.headers);
    assert_eq!(file.body, crate::cli::pdf(700_000));
    assert_eq!(file.header("content-type"), Some("application/pdf"));
    assert_eq!(
        file.header("content-disposition"),
        Some(format!("attachment; filename=\"{number}-1-1-muqavile.pdf\"").as_str())
    );
    assert_eq!(file.header("content-security-policy"), Some("sandbox; default-src 'none'"));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(ask(address, "GET", &path, &[], b"").status, 410, "once");
    assert_eq!(ask(address, "GET", "/guess", &[], b"").status, 410);
    assert_eq!(
        ask(&officer.address, "GET", &format!("/a/{number}/file/1/contract/1-muqavile.pdf"), &[], b"").status,
        401
    );
}

fn what_is_refused_is_explained_and_decided() {
    let place = Place::new(Kind::X25519);
    let officer = Officer::open(&place);
    let told = officer.post("/in", b"<script>alert(1)</script>");
    let html = serde_json::from_slice::<Value>(&told.body).unwrap()["html"].as_str().unwrap().to_owned();
    assert!(html.contains("Not taken in") && html.contains("age-not-age"), "{html}");
    let path = html.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = officer.get(&path).text();
    assert!(
        page.contains("Ask for the file called application-....age") && !page.contains("Take it in all the same"),
        "{page}"
    );
    assert!(officer.get("/").text().contains("Quarantine (1)"));
    assert!(officer.post(&path, b"do=drop&reason=").text().contains("Say why"));
    assert_eq!(officer.post(&path, b"do=retry").header("location"), Some(path.as_str()));
    assert!(officer.post(&path, b"do=release&reason=please").text().contains("cannot be overruled"));
    assert_eq!(officer.post(&path, b"do=drop&reason=%3Cb%3Ejunk").header("location"), Some("/quarantine"));
    let list = officer.get("/quarantine").text();
    assert!(
        list.contains("Let go by <bdi>Aysel</bdi>: <bdi>&lt;b&gt;junk</bdi>") && list.contains("Nothing waits"),
        "{list}"
    );
}

on_every_store! {
    only_the_officer_who_opened_it_is_answered,
    files_go_in_answers_come_out_and_decisions_are_kept,
    attachments_come_from_another_origin_once,
    what_is_refused_is_explained_and_decided,
}

#[test]
fn officers_read_the_desk_in_their_language() {
    let place = Place::new(Kind::X25519);
    let officer = Officer::open(&place);
    let number = officer.hand_in(&place);
    for (asked, expected, word) in [
        ("ru-RU,ru;q=0.9,en;q=0.8", "<html lang=\"ru\" dir=\"ltr\">", "Заявления"),
        ("ar", "<html lang=\"ar\" dir=\"rtl\">", "الطلبات"),
        ("tlh", "<html lang=\"az\" dir=\"ltr\">", "Müraciətlər"),
    ] {
        let page = officer.get_in(asked, "/").text();
        assert!(page.contains(expected) && page.contains(word), "{asked}: {page}");
    }
    // What was switched to goes before what the browser asks for, and comes back to where it was.
    let switched = officer.post("/language", format!("language=ar&back=/a/{number}").as_bytes());
    assert_eq!((switched.status, switched.header("location")), (303, Some(format!("/a/{number}").as_str())));
    let cookie = switched.header("set-cookie").unwrap();
    assert!(cookie.starts_with("language=ar; HttpOnly; SameSite=Strict; Path=/; Max-Age="), "{cookie}");
    let both = format!("{}; language=ar", officer.cookie);
    let page =
        ask(&officer.address, "GET", &format!("/a/{number}"), &[("cookie", &both), ("accept-language", "en")], b"");
    let page = page.text();
    assert!(page.contains("dir=\"rtl\"") && page.contains("وقّع مفتاح مقدم الطلب"), "{page}");
    // No English is left but codes, ids and what was written by others.
    let main = page.split("<main").nth(1).unwrap();
    for left in ["Checks", "Status", "Identity", "Answers", "Revision", "Save", "filed"] {
        assert!(!main.contains(&format!(">{left}")) && !main.contains(&format!("{left} ")), "{left}\n{main}");
    }
    for back in ["//evil.example/", "https://evil.example", "/%5Cevil.example"] {
        let body = format!("language=xx&back={back}");
        let said = officer.post("/language", body.as_bytes());
        assert_eq!((said.header("location"), said.header("set-cookie")), (Some("/"), None), "{back}");
    }
    // Those who are not let in are told in their language as well.
    let outside = ask(&officer.address, "GET", "/", &[("accept-language", "ru")], b"").text();
    assert!(outside.contains("Откройте рабочий стол"), "{outside}");
    // A word in an address is not said by the desk.
    let forged = officer.get(&format!("/a/{number}?problem=<b>call 123</b>")).text();
    assert!(!forged.contains("call 123</b>") && !forged.contains("class=\"problem\""), "{forged}");
}

#[test]
fn letters_are_printed_in_the_applicants_language_and_run_nothing() {
    let place = Place::new(Kind::X25519);
    let path = place.folder.join("sayyar-intake.toml");
    let offices = "\n[letters.offices.headquarters]\naz = \"Baş ofis <b>\"\nen = \"Head office\"\n";
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.clone() + offices).unwrap();
    let hostile = "</p><script>alert(1)</script>{{ 7*7 }}{% include 'x' %}";
    let (file, number) = place.submission_of(
        &place.folder,
        hostile,
        ("contract/1-muqavile.pdf", &crate::cli::pdf(10), "application/pdf"),
    );
    assert_eq!(place.run(&["ingest", &file.display().to_string()]).code, Some(0));
    let officer = Officer::open(&place);
    let post = |path: &str, body: &str| officer.post(&format!("/a/{number}/{path}"), body.as_bytes());
    post(
        "status",
        "state=interview&day=2026-12-01&time=09%3A30&office=headquarters&message=%3Cimg+src%3Dx+onerror%3Dalert(2)%3E",
    );
    let frame = officer.get(&format!("/a/{number}/letter")).text();
    assert!(frame.contains("sandbox=\"allow-same-origin allow-modals\"") && frame.contains("Interview, "), "{frame}");
    let source = frame.split("<iframe").nth(1).unwrap().split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    let letter = officer.get(&source.replace("&amp;", "&"));
    let csp = letter.header("content-security-policy").unwrap();
    assert!(csp.starts_with("default-src 'none'") && csp.contains("sandbox allow-same-origin allow-modals"), "{csp}");
    assert!(!csp.contains("script"), "{csp}");
    let text_of = letter.text();
    for expected in [
        "<html lang=\"az\" dir=\"ltr\">",
        "1 dekabr 2026",
        "<bdi>09:30</bdi>",
        "<bdi>Baş ofis &lt;b&gt;</bdi>",
        "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}{% include &#39;x&#39; %}",
        "&lt;img src=x onerror=alert(2)&gt;",
    ] {
        assert!(text_of.contains(expected), "{expected}\n{text_of}");
    }
    assert!(!text_of.contains("<script") && !text_of.contains("<img"), "{text_of}");
    let arabic = officer.get(&format!("/a/{number}/paper/letter?language=ar&event=1")).text();
    assert!(
        arabic.contains("dir=\"rtl\"") && arabic.contains("ندعوك إلى مقابلة") && arabic.contains("1 ديسمبر 2026"),
        "{arabic}"
    );
    let first = officer.get(&format!("/a/{number}/paper/letter?language=en&event=0")).text();
    assert!(first.contains("We have received your application"), "{first}");
    assert_eq!(officer.get(&format!("/a/{number}/paper/letter?event=99")).status, 404);
    assert_eq!(officer.get(&format!("/a/{number}/paper/other")).status, 404);
    // Elsewhere the name is text as well.
    let page = officer.get(&format!("/a/{number}")).text();
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"), "{page}");
    let list = officer.get("/").text();
    assert!(!list.contains("<script>alert"), "{list}");

    // Templates of the office's own; a mistake in one is told with its line and harms nothing.
    let written = place.run(&["letters", "write", "letters"]);
    assert!(written.code == Some(0) && written.out.starts_with("10 files"), "{written:?}");
    let own = text.replace("[letters]", "[letters]\nfolder = \"letters\"");
    std::fs::write(&path, own).unwrap();
    assert_eq!(place.run(&["letters", "check"]).out, "28 papers were written, none has a mistake.\n");
    std::fs::write(place.folder.join("letters/az/letter.html"), "<script>alert(3)</script>\n{{ answers }}").unwrap();
    let wrong = place.run(&["letters", "check"]);
    assert!(wrong.code == Some(1) && wrong.err.contains("az/letter.html, line 2: undefined value"), "{wrong:?}");
    drop(officer);
    let officer = Officer::open(&place);
    let said = officer.get(&format!("/a/{number}/paper/letter"));
    assert!(said.status == 500 && said.text().contains("The template has a mistake"), "{said:?}");
    assert!(said.header("content-security-policy").unwrap().contains("sandbox"), "{said:?}");
}

#[test]
fn pictures_are_made_anew() {
    let place = Place::new(Kind::X25519);
    let mut png = Vec::new();
    let image = image::DynamicImage::new_rgb8(3000, 20);
    image.write_with_encoder(image::codecs::png::PngEncoder::new(&mut png)).unwrap();
    // Where pictures carry words: a chunk of text before the end.
    let mut chunk = b"tEXtComment\0CANARY-TEXT".to_vec();
    let mut crc = 0xffff_ffff_u32;
    for byte in &chunk {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1));
        }
    }
    let length = u32::try_from(chunk.len() - 4).unwrap().to_be_bytes();
    chunk.extend((!crc).to_be_bytes());
    let place_of_end = png.len() - 12;
    png.splice(place_of_end..place_of_end, length.into_iter().chain(chunk));
    let (file, number) = place.submission_of(&place.folder, "ƏLİYEVA", ("contract/1-sekil.png", &png, "image/png"));
    let taken = place.run(&["ingest", &file.display().to_string()]);
    assert_eq!(taken.code, Some(0), "{taken:?}");
    let officer = Officer::open(&place);
    let page = officer.get(&format!("/a/{number}")).text();
    assert!(page.contains(&format!("href=\"/a/{number}/picture/1/contract/1-sekil.png\"")), "{page}");
    let page = officer.get(&format!("/a/{number}/picture/1/contract/1-sekil.png")).text();
    assert!(page.contains("shown smaller than it is: <bdi>3000</bdi> × <bdi>20</bdi>"), "{page}");
    let source = page.split("<img class=\"picture\" src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let points = officer.get(&source);
    assert_eq!((points.status, points.header("content-type")), (200, Some("image/png")));
    assert_eq!(points.header("x-content-type-options"), Some("nosniff"));
    let holds = |bytes: &[u8]| bytes.windows(6).any(|window| window == b"CANARY");
    assert!(holds(&png) && !holds(&points.body));
    assert_eq!(officer.get(&source).status, 410, "once");
    assert_eq!(officer.get(&format!("/a/{number}/picture/1/contract/2-sekil.png")).status, 404);
    let audit = place.run(&["audit", "--json"]).json().remove(0);
    // Taken in; the page, the picture, and a picture that is not there.
    assert_eq!(audit["entries"], 4);
}
