use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::sync::Mutex;

use super::fake::Fake;
use super::*;

/// A site on disk that is served, and stopped in the end.
struct Served {
    root: PathBuf,
    server: Option<Server>,
    said: Arc<Mutex<Vec<u8>>>,
}

#[derive(Clone)]
struct Said(Arc<Mutex<Vec<u8>>>);

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Served {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = std::env::temp_dir().join(format!("sayyar-serve-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        let disk = RealDisk::new(&root);
        disk.write(config::FILE, b"").unwrap();
        for (path, text) in files {
            disk.write(&format!("content/{path}"), text.as_bytes()).unwrap();
        }
        let said = Arc::default();
        let console = Console::new(Box::new(Said(Arc::clone(&said))), Style::PLAIN);
        let listener = listen(Ipv4Addr::LOCALHOST.into(), Some(0), &console).unwrap();
        let watcher = Watcher::new(&root, false);
        let site = Box::new(Fake::on(RealDisk::new(&root)));
        let server = Some(Server::start(site, &root, listener, watcher, console, false).unwrap());
        Self { root, server, said }
    }

    /// Saves as editors do, at once: however busy the machine is, nobody reads half of it.
    fn save(&self, path: &str, text: &str) {
        let file = self.root.join("content").join(path);
        let passing = self.root.join("content/.passing.tmp");
        std::fs::write(&passing, text).unwrap();
        std::fs::rename(passing, file).unwrap();
    }

    /// Waits until the terminal shows the text, which comes after the browser was told.
    fn expect_said(&self, text: &str) {
        let end = Instant::now() + Duration::from_secs(10);
        let said = || String::from_utf8(self.said.lock().unwrap().clone()).unwrap();
        while !said().contains(text) {
            assert!(Instant::now() < end, "`{text}` in {}", said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn ask(&self, lines: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(self.server.as_ref().unwrap().address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let text = format!("{}\r\n\r\n", lines.replace('\n', "\r\n"));
        stream.write_all(text.as_bytes()).unwrap();
        BufReader::new(stream)
    }

    /// Status line, headers in small letters, body.
    fn get(&self, path: &str) -> (String, String, String) {
        answer(self.ask(&format!("GET {path} HTTP/1.1\nhost: localhost\nconnection: close")))
    }

    /// The stream of events for an open page, its headers read.
    fn listen(&self, path: &str, state: &str) -> BufReader<TcpStream> {
        let mut stream =
            self.ask(&format!("GET /__sayyar/events?path={path}&state={state} HTTP/1.1\nhost: 127.0.0.1:1111"));
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            assert!(stream.read_line(&mut line).unwrap() > 0);
        }
        stream
    }

    /// What the page was given to say which state it shows.
    fn state(&self, path: &str) -> String {
        let (_, _, body) = self.get(path);
        let (_, after) = body.split_once("data-state=\"").unwrap();
        after.split('"').next().unwrap().to_owned()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop();
        }
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

fn answer(mut stream: BufReader<TcpStream>) -> (String, String, String) {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let (status, headers) = head.split_once("\r\n").unwrap();
    (status.to_owned(), headers.to_ascii_lowercase(), body.to_owned())
}

/// The next event of the stream as name and data, what keeps it alive left out.
fn event(stream: &mut BufReader<TcpStream>) -> Option<(String, String)> {
    let (mut name, mut data) = (String::new(), String::new());
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.strip_prefix("event: ") {
            name = value.trim().to_owned();
        } else if let Some(value) = line.strip_prefix("data: ") {
            data.push_str(value.trim());
        } else if line == "\n" && !name.is_empty() {
            return Some((name, data));
        }
    }
}

const PAGE: &str = "<html><head><title>x</title></head><body>";

#[test]
fn files_with_the_headers_of_production() {
    let served =
        Served::new("files", &[("index.html", PAGE), ("forms/a.html", PAGE), ("a.css", "x{}"), ("sw.js", "keep()")]);
    let (status, headers, body) = served.get("/");
    assert_eq!(status, "HTTP/1.1 200 OK");
    assert!(body.starts_with("<html><head><title>x</title><script src=\"/__sayyar/reload.js\" data-state="), "{body}");
    for header in [
        "content-type: text/html; charset=utf-8",
        "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "cross-origin-resource-policy: same-origin",
    ] {
        assert!(headers.contains(header), "{header} in {headers}");
    }
    assert!(!headers.contains("strict-transport-security") && !headers.contains("immutable"), "{headers}");
    assert_eq!(served.get("/forms/a.html").2, PAGE, "what is signed stays as it is");
    assert!(served.get("/a.css").1.contains("content-type: text/css"));
    assert!(served.get("/sw.js").2.contains("unregister"));
    assert!(served.get("/?ids").2.starts_with("ids of "));
    let (status, _, body) = served.get("/nowhere");
    assert!(status.contains("404") && body.contains("reload.js") && body.contains("<code>/nowhere</code>"), "{body}");
    for (path, part) in [("/__sayyar/reload.js", "EventSource"), ("/__sayyar/panel.css", ".errors")] {
        assert!(served.get(path).2.contains(part));
    }
}

#[test]
fn strangers_get_nothing() {
    let served = Served::new("strangers", &[("index.html", PAGE)]);
    let (status, _, body) = answer(served.ask("GET / HTTP/1.1\nhost: evil.example:1111\nconnection: close"));
    assert!(status.contains("403") && !body.contains("<html>"), "{status} {body}");
    let (status, ..) = answer(served.ask("GET /__sayyar/events HTTP/1.1\nhost: evil.example\nconnection: close"));
    assert!(status.contains("403"), "{status}");
    let (status, ..) = answer(served.ask("GET / HTTP/1.0"));
    assert!(status.contains("403"), "{status}");
    let (status, ..) = answer(served.ask("POST / HTTP/1.1\nhost: localhost\ncontent-length: 0\nconnection: close"));
    assert!(status.contains("405"), "{status}");
    let (status, headers, body) = answer(served.ask("HEAD / HTTP/1.1\nhost: localhost\nconnection: close"));
    assert!(status.contains("200") && headers.contains("content-length") && body.is_empty(), "{headers} {body}");
}

#[test]
fn a_page_hears_what_concerns_it() {
    let served = Served::new("live", &[("a/index.html", "A"), ("b/index.html", "B"), ("a/map.png", "M")]);
    let state = served.state("/a/");
    let mut stream = served.listen("/a/", &state);
    let nothing = r#"{"summary":"","errors":[],"more":0}"#;
    assert_eq!(event(&mut stream), Some(("errors".into(), nothing.into())));
    // Another page changes, then a picture: the first says nothing. What is finished later is told as well.
    served.save("b/index.html", "B2");
    assert_eq!(event(&mut stream), Some(("assets".into(), r#"["/search/index.json"]"#.into())));
    served.save("a/map.png", "M2");
    assert_eq!(event(&mut stream), Some(("assets".into(), r#"["/a/map.png"]"#.into())));
    assert_eq!(event(&mut stream).unwrap().0, "assets");
    served.save("a/index.html", "A2");
    let (name, new) = event(&mut stream).unwrap();
    assert_eq!(name, "page");
    assert_ne!(new, state);
    assert_eq!(served.state("/a/"), new);
    assert!(served.get("/a/").2.starts_with("A2"));
    served.expect_said("content/b/index.html: 1 page, 1 file (");
}

#[test]
fn the_last_good_page_stays_while_there_are_errors() {
    let served = Served::new("errors", &[("a/index.html", "A"), ("b/index.html", "B")]);
    let mut stream = served.listen("/a/", &served.state("/a/"));
    event(&mut stream);
    served.save("a/index.html", "ERROR");
    let (name, panel) = event(&mut stream).unwrap();
    assert_eq!(name, "errors");
    assert!(panel.contains(r#""summary":"1 error""#) && panel.contains("a made-up error"), "{panel}");
    assert!(panel.contains(r#""place":"content/a/index.html""#), "{panel}");
    assert!(served.get("/a/").2.starts_with('A'));
    served.expect_said("content/a/index.html: 1 error, the last good version stays (");
    served.expect_said("error[fake]: a made-up error");
    // Who comes later sees it too.
    assert!(event(&mut served.listen("/b/", &served.state("/b/"))).unwrap().1.contains("a made-up error"));
    served.save("a/index.html", "A3");
    assert_eq!(event(&mut stream).unwrap().0, "page");
    assert!(event(&mut stream).unwrap().1.contains(r#""errors":[]"#));
}

#[test]
fn a_site_that_starts_with_errors_appears_when_they_are_mended() {
    let served = Served::new("broken", &[("index.html", "ERROR")]);
    let (status, _, body) = served.get("/");
    assert!(
        status.contains("500") && body.contains("The site has 1 error") && body.contains("a made-up error"),
        "{body}"
    );
    let mut stream = served.listen("/", &served.state("/"));
    event(&mut stream);
    served.save("index.html", PAGE);
    assert_eq!(event(&mut stream).unwrap().0, "page");
    assert!(served.get("/").0.contains("200"));
}

#[test]
fn who_missed_a_change_hears_of_it_at_once() {
    let served = Served::new("missed", &[("index.html", PAGE)]);
    assert_eq!(event(&mut served.listen("/", "0123456789abcdef")).unwrap().0, "page");
}

#[test]
fn stopping_ends_the_streams() {
    let mut served = Served::new("stop", &[("index.html", PAGE)]);
    let mut stream = served.listen("/", "");
    let (started, server) = (Instant::now(), served.server.take().unwrap());
    server.stop();
    while event(&mut stream).is_some() {}
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_busy_port_is_said() {
    let said = Arc::default();
    let console = Console::new(Box::new(Said(Arc::clone(&said))), Style::PLAIN);
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let refused = listen(Ipv4Addr::LOCALHOST.into(), Some(port), &console).unwrap_err();
    assert!(matches!(&refused, ServeError::Port(address, _) if address.port() == port));
    assert!(refused.advice().contains("--port"), "{}", refused.advice());
    let free = listen(Ipv4Addr::LOCALHOST.into(), None, &console).unwrap();
    let next = listen(Ipv4Addr::LOCALHOST.into(), None, &console).unwrap();
    assert!(next.local_addr().unwrap().port() > free.local_addr().unwrap().port());
    assert!(String::from_utf8(said.lock().unwrap().clone()).unwrap().contains("is in use; taking"));
}
