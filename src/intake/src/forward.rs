//! Sending on: what arrived at a travelling desk goes to headquarters' door as it came, with the first receipt, which
//! proves when it was filed. Sending again is harmless: the same bytes get the same receipt.

use std::fmt;
use std::io::Read;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sayyar_seal::receipt::{Sha256, Signed};

use crate::ingest::Intake;
use crate::store::StoreError;

/// Why a file was not sent on.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSent {
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
    /// Whether the next file would fare no better.
    pub fn is_final_for_now(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Store(_) | Self::Refused(429 | 503 | 507, _))
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
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

impl Intake {
    /// What was not sent to a door yet, earliest first: everything that is kept here.
    pub fn to_forward(&self, target: &str) -> Result<Vec<Sha256>, StoreError> {
        let sql = "SELECT a.sha256 FROM arrival a LEFT JOIN forwarded f ON f.sha256 = a.sha256 AND f.target = $1 \
                   WHERE f.sha256 IS NULL AND a.kept = 1 AND a.outcome = 'arrived' ORDER BY a.at, a.sha256";
        self.store.records.read(|tx| tx.run(sql, &[target.into()])?.iter().map(|row| row.must(0)).collect())
    }

    /// Sends one file to a door and keeps the receipt that comes back.
    pub fn forward(&self, sha256: &Sha256, target: &str) -> Result<Signed, NotSent> {
        let file = self.store.files.read(sha256).map_err(StoreError::Files)?;
        let length = file.metadata().map_err(StoreError::Files)?.len();
        let first = self.arrived_before(sha256)?.unwrap_or_default();
        let agent = ureq::Agent::config_builder()
            .timeout_connect(Some(Duration::from_secs(20)))
            .timeout_recv_response(Some(Duration::from_secs(120)))
            .http_status_as_error(false)
            .build()
            .new_agent();
        let sent = agent
            .put(format!("{}/submissions/{sha256}", target.trim_end_matches('/')))
            .header("content-type", "application/octet-stream")
            .header("content-length", length.to_string())
            .header("sayyar-receipt", STANDARD.encode(first))
            .send(ureq::SendBody::from_owned_reader(file.take(length)));
        let mut response = sent.map_err(|error| NotSent::Unreachable(error.to_string()))?;
        let text = response.body_mut().with_config().limit(16 * 1024).read_to_string();
        let text = text.map_err(|error| NotSent::Unreachable(error.to_string()))?;
        if !response.status().is_success() {
            return Err(NotSent::Refused(response.status().as_u16(), text.trim().to_owned()));
        }
        let receipt = Signed::parse(text.as_bytes()).ok().filter(|signed| signed.receipt().sha256 == *sha256);
        let receipt = receipt.ok_or(NotSent::NoReceipt)?;
        let at = (self.now)();
        self.store.records.write::<_, StoreError>(|tx| {
            let sql = "INSERT INTO forwarded (sha256, target, at, receipt) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (sha256) DO UPDATE SET target = $2, at = $3, receipt = $4";
            tx.run(sql, &[(*sha256).into(), target.into(), at.into(), receipt.as_str().into()]).map(|_| ())
        })?;
        Ok(receipt)
    }
}
