//! The few requests of the S3 protocol that sealed files need, each signed by AWS Signature Version 4 with the digest
//! of what it carries: a store that receives other bytes refuses them.
//!
//! What passes (no answer, an answer that says "later") is asked again, a few times, each time after a longer pause.
//! All requests are such that asking twice does no harm.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sayyar_seal::Time;
use sayyar_seal::receipt::Sha256;
use sha2::Digest as _;
use ureq::http::{Request, Response};
use ureq::{Body, SendBody};
use zeroize::Zeroizing;

use super::StoreError;
use super::place::{Bucket as Settings, secret};
use crate::system;

/// How often one request is made.
const ATTEMPTS: u32 = 5;
/// An answer that is no file is no longer than this: a thousand names, or an error.
const ANSWER: u64 = 4 << 20;

/// A bucket, and a key to it.
pub(super) struct Client {
    agent: ureq::Agent,
    scheme: &'static str,
    host: String,
    /// Before the names of objects: `/`, or `/bucket/`.
    base: String,
    region: String,
    access: String,
    secret: Zeroizing<String>,
    token: Option<Zeroizing<String>>,
    /// Where it is, as errors tell.
    name: String,
    now: fn() -> Time,
}

/// What a request carries.
#[derive(Clone, Copy)]
pub(super) enum Carried<'a> {
    Nothing,
    Bytes(&'a [u8], Sha256),
    File(&'a Path, u64, Sha256),
}

/// Why a request did not do what it should.
#[derive(Debug)]
pub(super) struct Trouble {
    /// The code the store gives, where it answered.
    pub(super) code: String,
    status: u16,
    kind: ErrorKind,
    text: String,
}

impl Trouble {
    /// What passes by itself.
    fn passes(&self) -> bool {
        let here = matches!(self.kind, ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::InvalidInput);
        match self.status {
            0 => !here,
            429 | 500 | 502 | 503 | 504 => true,
            _ => matches!(self.code.as_str(), "RequestTimeout" | "SlowDown" | "OperationAborted"),
        }
    }

    /// What to do about it, where asking again does not help.
    pub(super) fn advice(&self) -> &'static str {
        match (self.code.as_str(), self.status) {
            ("InvalidAccessKeyId" | "SignatureDoesNotMatch" | "AuthorizationHeaderMalformed", _) => {
                "check `access_key` and `region` under [store.files], and the secret: `secret_key_file`, or \
                 AWS_SECRET_ACCESS_KEY in the environment"
            }
            ("RequestTimeTooSkewed", _) => "set the clock of this machine: it and the store's are too far apart",
            ("NoSuchBucket", _) => "make the bucket first, or check `bucket` under [store.files]",
            (_, 301 | 307 | 308) => {
                "the bucket is in another region: check `region` and `endpoint` under [store.files]"
            }
            (_, 401 | 403) => "the key may not use the bucket: it has to list, get, put and delete objects",
            _ => "is the store running, and is `endpoint` under [store.files] its address? Trying again is harmless",
        }
    }
}

impl Client {
    pub(super) fn new(settings: &Settings) -> Result<Self, StoreError> {
        let name = format!("the bucket {} at {}", settings.name, settings.endpoint);
        let access = settings.access_key.clone().or_else(|| std::env::var("AWS_ACCESS_KEY_ID").ok());
        let secret = secret(settings.secret_key_file.as_deref(), "AWS_SECRET_ACCESS_KEY")?;
        let (Some(access), Some(secret)) = (access, secret) else {
            return Err(StoreError::Unreachable {
                what: format!("{name}: there is no key to it"),
                advice: Some(
                    "name it as `access_key`, and the file of its secret as `secret_key_file`, under [store.files]; or \
                     put them into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                ),
            });
        };
        let (scheme, rest) = match settings.endpoint.split_once("://") {
            Some(("http", rest)) => ("http", rest),
            Some((_, rest)) => ("https", rest),
            None => ("https", settings.endpoint.as_str()),
        };
        let (host, base) = match settings.path_style {
            true => (rest.to_owned(), format!("/{}/", settings.name)),
            false => (format!("{}.{rest}", settings.name), "/".to_owned()),
        };
        let patience = Duration::from_secs(settings.patience.into());
        let agent = ureq::Agent::config_builder()
            .timeout_connect(Some(patience.min(Duration::from_secs(10))))
            .timeout_recv_response(Some(patience))
            // A file may take long; a silence may not.
            .timeout_per_read(Some(patience))
            .timeout_per_write(Some(patience))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections(64)
            .max_idle_connections_per_host(64)
            .user_agent("sayyar-intake")
            .build()
            .new_agent();
        let token =
            std::env::var("AWS_SESSION_TOKEN").ok().filter(|_| settings.access_key.is_none()).map(Zeroizing::new);
        let region = settings.region.clone();
        Ok(Self { agent, scheme, host, base, region, access, secret, token, name, now: system::now })
    }

    /// Puts an object where there is none, or the same.
    pub(super) fn put(&self, key: &str, carried: Carried<'_>) -> Result<(), Trouble> {
        self.ask("PUT", key, &[], carried).map(|_| ())
    }

    /// The bytes of an object, as they come.
    pub(super) fn get(&self, key: &str) -> Result<impl Read + use<>, Trouble> {
        Ok(self.ask("GET", key, &[], Carried::Nothing)?.into_body().into_reader())
    }

    /// Whether an object is there.
    pub(super) fn has(&self, key: &str) -> Result<bool, Trouble> {
        match self.ask("HEAD", key, &[], Carried::Nothing) {
            Ok(_) => Ok(true),
            Err(trouble) if trouble.kind == ErrorKind::NotFound => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    /// Deletes an object; one that is not there is no error.
    pub(super) fn delete(&self, key: &str) -> Result<(), Trouble> {
        match self.ask("DELETE", key, &[], Carried::Nothing) {
            Err(trouble) if trouble.kind != ErrorKind::NotFound => Err(trouble),
            _ => Ok(()),
        }
    }

    /// One page of names, with the moment of their last change, and how to ask for the next page.
    pub(super) fn list(&self, prefix: &str, most: u32, from: Option<&str>) -> Result<Page, Trouble> {
        let most = most.to_string();
        let mut query = vec![("list-type", "2"), ("max-keys", most.as_str()), ("prefix", prefix)];
        query.extend(from.map(|token| ("continuation-token", token)));
        let answer = self.ask("GET", "", &query, Carried::Nothing)?;
        let text = read_text(answer).map_err(|error| self.failed(error))?;
        Ok(Page::parse(&text))
    }

    /// What a trouble is for those who know files.
    pub(super) fn told(&self, trouble: &Trouble) -> io::Error {
        io::Error::new(trouble.kind, format!("{}: {}", self.name, trouble.text))
    }

    fn ask(
        &self,
        method: &str,
        key: &str,
        query: &[(&str, &str)],
        carried: Carried<'_>,
    ) -> Result<Response<Body>, Trouble> {
        let (mut attempt, mut pause) = (1, Duration::from_millis(200));
        loop {
            match self.once(method, key, query, carried) {
                Err(trouble) if attempt < ATTEMPTS && trouble.passes() => {
                    sleep(pause);
                    (attempt, pause) = (attempt + 1, pause * 2);
                }
                asked => return asked,
            }
        }
    }

    fn once(
        &self,
        method: &str,
        key: &str,
        query: &[(&str, &str)],
        carried: Carried<'_>,
    ) -> Result<Response<Body>, Trouble> {
        let path = encoded(&format!("{}{key}", self.base), "/");
        let path = if query.is_empty() || self.base == "/" { path } else { path.trim_end_matches('/').to_owned() };
        let digest = match carried {
            Carried::Nothing => hex(sha2::Sha256::digest(b"")),
            Carried::Bytes(_, sha256) | Carried::File(_, _, sha256) => sha256.to_string(),
        };
        let time = stamp((self.now)());
        let mut headers = vec![("host", self.host.as_str()), ("x-amz-content-sha256", &digest), ("x-amz-date", &time)];
        headers.extend(self.token.as_ref().map(|token| ("x-amz-security-token", token.as_str())));
        let query = query_text(query);
        let keys = Keys { access: &self.access, secret: &self.secret, region: &self.region };
        let authorization = keys.authorization(method, (&path, &query), &headers, &digest);
        let mark = if query.is_empty() { "" } else { "?" };
        let mut request =
            Request::builder().method(method).uri(format!("{}://{}{path}{mark}{query}", self.scheme, self.host));
        for (name, value) in headers.iter().filter(|(name, _)| *name != "host") {
            request = request.header(*name, *value);
        }
        request = request.header("authorization", authorization);
        let answer = self.send(request, carried).map_err(|error| self.failed(error))?;
        self.judged(answer)
    }

    fn send(&self, request: ureq::http::request::Builder, carried: Carried<'_>) -> io::Result<Response<Body>> {
        let wrong = |error: ureq::http::Error| io::Error::new(ErrorKind::InvalidInput, error.to_string());
        let sent = match carried {
            Carried::Nothing => self.agent.run(request.body(()).map_err(wrong)?),
            Carried::Bytes(bytes, _) => self.agent.run(request.body(bytes).map_err(wrong)?),
            Carried::File(path, size, _) => {
                let mut file = File::open(path)?;
                let request = request.header("content-length", size);
                self.agent.run(request.body(SendBody::from_reader(&mut file)).map_err(wrong)?)
            }
        };
        sent.map_err(|error| match error {
            ureq::Error::Io(error) => error,
            ureq::Error::Timeout(what) => io::Error::new(ErrorKind::TimedOut, format!("no answer in time ({what})")),
            error => io::Error::other(error.to_string()),
        })
    }

    fn failed(&self, error: io::Error) -> Trouble {
        Trouble { code: String::new(), status: 0, kind: error.kind(), text: error.to_string() }
    }

    /// Good answers; of others the code, and what the store says of it.
    fn judged(&self, answer: Response<Body>) -> Result<Response<Body>, Trouble> {
        let status = answer.status().as_u16();
        if answer.status().is_success() {
            return Ok(answer);
        }
        let text = read_text(answer).unwrap_or_default();
        let part = |name| {
            between(&text, name).map(|text| text.chars().filter(|c| !c.is_control()).take(300).collect::<String>())
        };
        let code = part("Code").unwrap_or_default();
        let said = part("Message").unwrap_or_default();
        let kind = match (status, code.as_str()) {
            (404, "NoSuchBucket") => ErrorKind::Other,
            (404, _) => ErrorKind::NotFound,
            (401 | 403, _) => ErrorKind::PermissionDenied,
            (507, _) => ErrorKind::StorageFull,
            _ => ErrorKind::Other,
        };
        let text = [format!("status {status}"), code.clone(), said];
        let text = text.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        Err(Trouble { code, status, kind, text })
    }
}

/// One page of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Names and moments.
    pub(super) objects: Vec<(String, Option<Time>)>,
    /// How to ask for the next page.
    pub(super) next: Option<String>,
}

impl Page {
    fn parse(text: &str) -> Self {
        let object = |part: &str| {
            let changed = between(part, "LastModified").and_then(|text| format!("{}Z", text.get(..19)?).parse().ok());
            Some((between(part, "Key")?, changed))
        };
        let objects = text.split("<Contents>").skip(1).filter_map(object).collect();
        let more = between(text, "IsTruncated").is_some_and(|text| text == "true");
        Self { objects, next: between(text, "NextContinuationToken").filter(|_| more) }
    }
}

/// What stands in the first element of this name.
fn between(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    let (inner, _) = rest.split_once(&format!("</{name}>"))?;
    let plain = inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    Some(plain.replace("&amp;", "&"))
}

fn read_text(answer: Response<Body>) -> io::Result<String> {
    let mut bytes = Vec::new();
    answer.into_body().into_reader().take(ANSWER).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// `20261123T100000Z`.
fn stamp(time: Time) -> String {
    time.to_string().chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

/// As RFC 3986 wants it, and Signature Version 4 more strictly.
fn encoded(text: &str, kept: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || kept.contains(c) {
            out.push(c);
        } else {
            _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// In the order of names, as it is signed.
fn query_text(query: &[(&str, &str)]) -> String {
    let mut pairs: Vec<String> =
        query.iter().map(|(name, value)| format!("{}={}", encoded(name, ""), encoded(value, ""))).collect();
    pairs.sort();
    pairs.join("&")
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    system::hex(bytes.as_ref())
}

/// What signs.
struct Keys<'a> {
    access: &'a str,
    secret: &'a str,
    region: &'a str,
}

impl Keys<'_> {
    /// The header `Authorization`. Headers are in the order of their names, in lower case, the time among them.
    fn authorization(
        &self,
        method: &str,
        (path, query): (&str, &str),
        headers: &[(&str, &str)],
        digest: &str,
    ) -> String {
        let time = headers.iter().find(|(name, _)| *name == "x-amz-date").map_or("", |(_, value)| value);
        let day = time.get(..8).unwrap_or_default();
        let lines: String = headers.iter().map(|(name, value)| format!("{name}:{}\n", value.trim())).collect();
        let names = headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
        let canonical = format!("{method}\n{path}\n{query}\n{lines}\n{names}\n{digest}");
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hex(sha2::Sha256::digest(canonical)));
        let first = Zeroizing::new(format!("AWS4{}", self.secret));
        let key = [day, self.region, "s3", "aws4_request"]
            .into_iter()
            .fold(Zeroizing::new(first.as_bytes().to_vec()), |key, part| Zeroizing::new(mac(&key, part)));
        let signature = hex(mac(&key, &text));
        format!("AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}", self.access)
    }
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mac = Hmac::<sha2::Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.chain_update(text).finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: Keys<'_> = Keys {
        access: "AKIAIOSFODNN7EXAMPLE",
        secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        region: "us-east-1",
    };
    const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// The examples of "Authenticating Requests: Using the Authorization Header" in the reference of Amazon S3.
    #[test]
    fn signatures_are_those_of_the_reference() {
        let (host, time) = (("host", "examplebucket.s3.amazonaws.com"), ("x-amz-date", "20130524T000000Z"));
        let nothing = ("x-amz-content-sha256", NOTHING);
        let get = KEYS.authorization("GET", ("/test.txt", ""), &[host, ("range", "bytes=0-9"), nothing, time], NOTHING);
        assert!(get.ends_with("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"), "{get}");
        let query = query_text(&[("prefix", "J"), ("max-keys", "2")]);
        let list = KEYS.authorization("GET", ("/", &query), &[host, nothing, time], NOTHING);
        assert!(list.ends_with("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"), "{list}");
        let digest = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        let headers = [
            ("date", "Fri, 24 May 2013 00:00:00 GMT"),
            host,
            ("x-amz-content-sha256", digest),
            time,
            ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ];
        let put = KEYS.authorization("PUT", (&encoded("/test$file.text", "/"), ""), &headers, digest);
        assert!(put.ends_with("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"), "{put}");
    }

    #[test]
    fn lists_and_errors_are_read() {
        let text = "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>true</IsTruncated>\
                    <NextContinuationToken>a&amp;b==</NextContinuationToken>\
                    <Contents><Key>new/ab</Key><LastModified>2026-11-23T10:00:00.000Z</LastModified></Contents>\
                    <Contents><LastModified>soon</LastModified><Key>x &lt;y&gt;</Key></Contents></ListBucketResult>";
        let objects = vec![("new/ab".into(), "2026-11-23T10:00:00Z".parse().ok()), ("x <y>".into(), None)];
        assert_eq!(Page::parse(text), Page { objects, next: Some("a&b==".into()) });
        assert_eq!(Page::parse("no list at all"), Page { objects: vec![], next: None });
        assert_eq!(encoded("/a b/ə+~", "/"), "/a%20b/%C9%99%2B~");
    }
}
