//! Sending on: what came to a travelling desk goes to headquarters' door as it came, with the first receipt, which
//! proves when it was filed.
//!
//! **Invariants.** It may be stopped anywhere and started again: the door there is asked first whether it has the bytes,
//! and the same bytes get the same receipt. A large file goes in pieces and goes on where it was cut off; the address of
//! its upload is the only thing remembered, and losing it costs no more than sending the file once more. A file counts
//! as sent only once a receipt for its digest is written down here.

use std::fmt;
use std::io::{self, Read};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sayyar_seal::receipt::{Sha256, Signed};
use serde::{Deserialize, Serialize};
use ureq::Body;
use ureq::http::Response;

use crate::fail;
use crate::ingest::{Intake, first_word};
use crate::store::StoreError;
use crate::system;

/// Files up to this size go in one piece; larger ones in pieces of it.
const PIECE: u64 = 4 << 20;
/// How often a piece is tried before the rest is left for another time.
const TRIES: u32 = 4;
/// What a receipt, or a reason, has at most.
const LONGEST: u64 = 16 * 1024;

/// Why a file was not sent on.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSent {
    /// The address is none.
    NoAddress,
    /// The other side does not answer.
    Unreachable(String),
    /// The other side refused it.
    Refused(u16, String),
    /// What came back is no receipt for this file.
    NoReceipt,
    /// The store.
    Store(StoreError),
}

impl NotSent {
    /// Whether it is about this file alone, so that the next may fare better.
    pub fn is_about_the_file(&self) -> bool {
        matches!(self, Self::Refused(400 | 411 | 413 | 422, _) | Self::NoReceipt)
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAddress => f.write_str("that is no address of a door"),
            Self::Unreachable(error) => write!(f, "the door there does not answer: {error}"),
            Self::Refused(status, text) => write!(f, "the door there refused it ({status}): {text}"),
            Self::NoReceipt => f.write_str("the door there gave no receipt for this file"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotSent {}

impl From<StoreError> for NotSent {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for NotSent {
    fn from(error: io::Error) -> Self {
        Self::Store(StoreError::Files(error))
    }
}

/// A door to send to.
pub struct Target {
    /// Without the last slash.
    url: String,
    agent: ureq::Agent,
}

impl Target {
    /// The door at `https://...`, or `http://...` where the way there is one's own.
    pub fn new(url: &str) -> Result<Self, NotSent> {
        let url = url.trim_end_matches('/');
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or_default();
        if host.is_empty() || url.contains(['?', '#', ' ']) {
            return Err(NotSent::NoAddress);
        }
        let agent = ureq::Agent::config_builder()
            .timeout_connect(Some(Duration::from_secs(20)))
            .timeout_send_body(Some(Duration::from_secs(600)))
            .timeout_recv_response(Some(Duration::from_secs(120)))
            .timeout_recv_body(Some(Duration::from_secs(60)))
            // A door does not move; what is told to go elsewhere says so.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent("sayyar-intake")
            .build()
            .new_agent();
        Ok(Self { url: url.into(), agent })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address of an upload: below this door, whatever the answer says.
    fn upload(&self, location: &str) -> Option<String> {
        let path = location.strip_prefix(&self.url).unwrap_or(location);
        path.starts_with("/files/").then(|| format!("{}{path}", self.url))
    }
}

/// What is not sent yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// The digest.
    pub sha256: Sha256,
    /// How many bytes.
    pub size: u64,
}

/// Where an upload goes on.
#[derive(Debug, Serialize, Deserialize)]
struct Begun {
    target: String,
    upload: String,
}

impl Intake {
    /// What was not sent to a door yet, earliest first: everything that is kept here as it came, whatever
    /// became of it. What was sealed anew is other bytes than its receipts speak of, and stays.
    pub fn to_forward(&self, target: &Target) -> Result<Vec<Waiting>, StoreError> {
        let sql = "SELECT a.sha256, a.size FROM arrival a LEFT JOIN forwarded f ON f.sha256 = a.sha256 AND f.target = $1 \
                   WHERE f.sha256 IS NULL AND a.kept = 1 \
                   AND NOT EXISTS (SELECT 1 FROM resealed r WHERE r.sha256 = a.sha256) ORDER BY a.at, a.sha256";
        self.store.records.read(|tx| {
            let rows = tx.run(sql, &[target.url.as_str().into()])?;
            rows.iter().map(|row| Ok(Waiting { sha256: row.must(0)?, size: row.must(1)? })).collect()
        })
    }

    /// How many stay because they were sealed anew.
    pub fn not_to_forward(&self, target: &Target) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM arrival a JOIN resealed r ON r.sha256 = a.sha256 WHERE a.kept = 1 \
                   AND NOT EXISTS (SELECT 1 FROM forwarded f WHERE f.sha256 = a.sha256 AND f.target = $1)";
        self.store.records.read(|tx| tx.one(sql, &[target.url.as_str().into()])?.map_or(Ok(0), |row| row.must(0)))
    }

    /// Sends one file to a door and keeps the receipt that comes back. `progress` is told how many of its bytes are there.
    pub fn forward(&self, one: Waiting, target: &Target, progress: &mut dyn FnMut(u64)) -> Result<Signed, NotSent> {
        fail::point("forward-asked")?;
        let first = self.store.records.read(|tx| first_word(tx, &one.sha256))?;
        let first = STANDARD.encode(first.as_ref().map_or("", Signed::as_str));
        let receipt = match receipt(target, &one.sha256)? {
            Some(receipt) => receipt,
            None if one.size <= PIECE => self.put(one, target, &first)?,
            None => self.upload(one, target, &first, progress)?,
        };
        progress(one.size);
        fail::point("forward-sent")?;
        let at = (self.now)();
        self.store.records.write::<_, StoreError>(|tx| {
            let sql = "INSERT INTO forwarded (sha256, target, at, receipt) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (sha256) DO UPDATE SET target = excluded.target, at = excluded.at, \
                       receipt = excluded.receipt";
            let row = [one.sha256.into(), target.url.as_str().into(), at.into(), receipt.as_str().into()];
            tx.run(sql, &row).map(|_| ())
        })?;
        fail::point("forward-noted")?;
        _ = std::fs::remove_file(self.begun_path(&one.sha256)?);
        Ok(receipt)
    }

    /// A file in one piece.
    fn put(&self, one: Waiting, target: &Target, first: &str) -> Result<Signed, NotSent> {
        let mut bytes = Vec::new();
        self.store.files.read(&one.sha256)?.take(one.size).read_to_end(&mut bytes)?;
        let request = target.agent.put(format!("{}/submissions/{}", target.url, one.sha256));
        let request = request.header("content-type", "application/octet-stream").header("sayyar-receipt", first);
        let mut response = request.send(&bytes).map_err(unreachable)?;
        let text = text(&mut response)?;
        if !response.status().is_success() {
            return Err(NotSent::Refused(response.status().as_u16(), text.trim().to_owned()));
        }
        parsed(&text, &one.sha256).ok_or(NotSent::NoReceipt)
    }

    /// A file in pieces, from where it was cut off before.
    fn upload(
        &self,
        one: Waiting,
        target: &Target,
        first: &str,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Signed, NotSent> {
        let (upload, mut offset) = self.begin(one, target, first)?;
        let mut tries = 0;
        // Once for all pieces: the store may be far away.
        let staged = self.store.files.restage(&one.sha256, None)?;
        while offset < one.size {
            progress(offset);
            let mut piece = Vec::new();
            let mut file = staged.reader()?;
            io::copy(&mut (&mut file).take(offset), &mut io::sink())?;
            file.take(PIECE.min(one.size - offset)).read_to_end(&mut piece)?;
            let request = target.agent.patch(&upload).header("tus-resumable", "1.0.0");
            let request = request.header("content-type", "application/offset+octet-stream");
            let sent = request.header("upload-offset", offset.to_string()).send(&piece).map_err(unreachable);
            let reached = match sent {
                Ok(response) if response.status() == 204 => offset_of(&response),
                Ok(mut response) if !matches!(response.status().as_u16(), 409 | 423) => {
                    return Err(NotSent::Refused(response.status().as_u16(), text(&mut response)?.trim().to_owned()));
                }
                _ => None,
            };
            fail::point("forward-part")?;
            match reached {
                Some(reached) => (offset, tries) = (reached, 0),
                // Cut off, or somebody else is at it: what is there is asked, after a while.
                None if tries < TRIES => {
                    tries += 1;
                    thread::sleep(Duration::from_millis(500) * 2_u32.pow(tries));
                    offset = reached_at(target, &upload)?.unwrap_or(offset);
                }
                None => return Err(NotSent::Unreachable("it was cut off again and again".into())),
            }
        }
        receipt(target, &one.sha256)?.ok_or(NotSent::NoReceipt)
    }

    /// The upload to go on with, and how far it is; a new one where there is none, or none any more.
    fn begin(&self, one: Waiting, target: &Target, first: &str) -> Result<(String, u64), NotSent> {
        let path = self.begun_path(&one.sha256)?;
        let begun = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Begun>(&bytes).ok());
        if let Some(begun) = begun.filter(|begun| begun.target == target.url)
            && let Some(offset) = reached_at(target, &begun.upload)?
        {
            return Ok((begun.upload, offset));
        }
        let request = target.agent.post(format!("{}/files", target.url)).header("tus-resumable", "1.0.0");
        let request = request.header("upload-length", one.size.to_string()).header("sayyar-receipt", first);
        let metadata = format!("sha256 {}", STANDARD.encode(one.sha256.to_string()));
        let mut response = request.header("upload-metadata", metadata).send_empty().map_err(unreachable)?;
        let location = response.headers().get("location").and_then(|value| value.to_str().ok());
        let upload = location.and_then(|location| target.upload(location));
        let (201, Some(upload)) = (response.status().as_u16(), upload) else {
            return Err(NotSent::Refused(response.status().as_u16(), text(&mut response)?.trim().to_owned()));
        };
        let begun = Begun { target: target.url.clone(), upload: upload.clone() };
        let json = serde_json::to_vec(&begun).map_err(io::Error::other)?;
        system::replace(&path, &json)?;
        fail::point("forward-begun")?;
        Ok((upload, 0))
    }

    fn begun_path(&self, sha256: &Sha256) -> Result<PathBuf, NotSent> {
        let folder = self.store.files.partials()?.join("forward");
        system::private_folder(&folder)?;
        Ok(folder.join(format!("{sha256}.json")))
    }
}

/// The receipt a door has for some bytes; none when it does not have them.
fn receipt(target: &Target, sha256: &Sha256) -> Result<Option<Signed>, NotSent> {
    let mut response = target.agent.get(format!("{}/submissions/{sha256}", target.url)).call().map_err(unreachable)?;
    let text = text(&mut response)?;
    match response.status().as_u16() {
        200 => parsed(&text, sha256).map(Some).ok_or(NotSent::NoReceipt),
        // Some web server answers 404 as well: only a door has this word for it.
        404 if text.starts_with("unknown") => Ok(None),
        status => Err(NotSent::Refused(status, text.lines().next().unwrap_or_default().chars().take(200).collect())),
    }
}

/// How much of an upload is there; nothing when the door does not know it any more.
fn reached_at(target: &Target, upload: &str) -> Result<Option<u64>, NotSent> {
    let request = target.agent.head(upload).header("tus-resumable", "1.0.0");
    let response = request.call().map_err(unreachable)?;
    Ok(if response.status() == 200 { offset_of(&response) } else { None })
}

fn offset_of(response: &Response<Body>) -> Option<u64> {
    response.headers().get("upload-offset")?.to_str().ok()?.parse().ok()
}

fn parsed(text: &str, sha256: &Sha256) -> Option<Signed> {
    Signed::parse(text.as_bytes()).ok().filter(|signed| signed.receipt().sha256 == *sha256)
}

fn text(response: &mut Response<Body>) -> Result<String, NotSent> {
    response.body_mut().with_config().limit(LONGEST).read_to_string().map_err(unreachable)
}

fn unreachable(error: ureq::Error) -> NotSent {
    NotSent::Unreachable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uploads_stay_at_the_door_they_were_begun_at() {
        let target = Target::new("https://door.example/in/").unwrap();
        assert_eq!(target.upload("/files/ab").unwrap(), "https://door.example/in/files/ab");
        assert_eq!(target.upload("https://door.example/in/files/ab").unwrap(), "https://door.example/in/files/ab");
        assert_eq!(target.upload("https://elsewhere.example/files/ab"), None);
        assert_eq!(target.upload("//elsewhere.example/files/ab"), None);
        for wrong in ["door.example", "ftp://x", "https://", "https://a b", "https://a/?x"] {
            assert!(matches!(Target::new(wrong), Err(NotSent::NoAddress)), "{wrong}");
        }
    }
}
