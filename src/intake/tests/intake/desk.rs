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
        ask(&self.address, "GET", path, &[("cookie", &self.cookie)], b"")
    }

    fn post(&self, path: &str, body: &[u8]) -> Said {
        let origin = format!("http://{}", self.address);
        ask(
            &self.address,
            "POST",
            path,
            &[("cookie", &self.cookie), ("origin", &origin), ("x-name", "a%20file.age")],
            body,
        )
    }

    fn hand_in(&self, place: &Place) -> Number {
        let (path, number) = place.submission(&place.folder, 700_000);
        let taken = self.post("/in", &std::fs::read(path).unwrap());
        assert_eq!(taken.status, 200, "{taken:?}");
        let html = serde_json::from_slice::<Value>(&taken.body).unwrap()["html"].as_str().unwrap().to_owned();
        assert!(
            html.contains(&format!("href=\"/a/{number}\"")) && html.contains("The applicant&#39;s key signed"),
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
        early.status == 303 && early.header("location").unwrap().contains("problem=Nobody%20has%20checked"),
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
        "passport seen by Aysel",
        "C0123",
        "Documents needed (contract), Aysel<br><q><bdi>2-ci səhifə</bdi></q>",
        "Interview (2026-12-01, 09:30, headquarters)",
        "<strong>Decided</strong>",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    let receipt = officer.get(&format!("/a/{number}/receipt")).text();
    assert!(receipt.contains("-----BEGIN SSH SIGNATURE-----") && receipt.contains(&number.to_string()), "{receipt}");
    assert!(receipt.contains("Head of the log of this desk"));
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
    assert!(list.contains("dropped by Aysel: &lt;b&gt;junk") && list.contains("Nothing waits"), "{list}");
}

on_every_store! {
    only_the_officer_who_opened_it_is_answered,
    files_go_in_answers_come_out_and_decisions_are_kept,
    attachments_come_from_another_origin_once,
    what_is_refused_is_explained_and_decided,
}
