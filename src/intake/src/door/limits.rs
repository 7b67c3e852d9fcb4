//! Limits: how often one address may hand in, and how much room there is.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Addresses remembered at most: an attacker who has more finds the oldest forgotten, and the total limits stand.
const ADDRESSES: usize = 100_000;
const HOUR: Duration = Duration::from_secs(3600);

/// So many in an hour from one address, or from one household's network (/64) of IPv6.
pub(super) struct Rates {
    per_hour: u32,
    seen: Mutex<BTreeMap<IpAddr, (Instant, u32)>>,
}

impl Rates {
    pub(super) fn new(per_hour: u32) -> Self {
        Self { per_hour, seen: Mutex::default() }
    }

    /// Counts one more; whether it may be.
    pub(super) fn allow(&self, address: IpAddr) -> bool {
        let key = match address {
            IpAddr::V6(address) if address.to_ipv4_mapped().is_none() => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::from([a, b, c, d, 0, 0, 0, 0])
            }
            address => address.to_canonical(),
        };
        let (mut seen, now) = (self.seen.lock().unwrap_or_else(PoisonError::into_inner), Instant::now());
        if seen.len() >= ADDRESSES {
            seen.retain(|_, (since, _)| now.duration_since(*since) < HOUR);
            if seen.len() >= ADDRESSES {
                seen.clear();
            }
        }
        let (since, count) = seen.entry(key).or_insert((now, 0));
        if now.duration_since(*since) >= HOUR {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count <= self.per_hour
    }
}

/// Room on the disk. What is taken now and not yet written is reserved.
pub(super) struct Room {
    folder: PathBuf,
    reserve: u64,
    reserved: Arc<AtomicU64>,
}

/// Room that is reserved as long as this is held.
pub(super) struct Reserved {
    bytes: u64,
    of: Arc<AtomicU64>,
}

impl Drop for Reserved {
    fn drop(&mut self) {
        self.of.fetch_sub(self.bytes, Ordering::SeqCst);
    }
}

impl Room {
    pub(super) fn new(folder: &Path, reserve: u64) -> Self {
        Self { folder: folder.into(), reserve, reserved: Arc::default() }
    }

    /// Room that may still be used; nothing when there is none.
    pub(super) fn free(&self) -> Option<u64> {
        let free = free(&self.folder)?;
        free.checked_sub(self.reserve)?.checked_sub(self.reserved.load(Ordering::SeqCst)).filter(|free| *free > 0)
    }

    /// Reserves room. A file is written once and its row beside it: a little more than its size.
    pub(super) fn reserve(&self, bytes: u64) -> Option<Reserved> {
        let bytes = bytes + 64 * 1024;
        // Reserved first and asked after, so that two who come at once do not both find the last of it.
        let reserved = Reserved { bytes, of: self.reserved.clone() };
        let before = self.reserved.fetch_add(bytes, Ordering::SeqCst);
        let free = free(&self.folder)?;
        let fits = free.checked_sub(self.reserve).is_some_and(|free| before.saturating_add(bytes) <= free);
        fits.then_some(reserved)
    }
}

/// Free bytes on the disk of a folder.
#[cfg(target_os = "linux")]
fn free(folder: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    found.f_bavail.checked_mul(found.f_frsize)
}

/// Elsewhere nobody can ask without help: a full disk shows when it is written to.
#[cfg(not(target_os = "linux"))]
fn free(_: &Path) -> Option<u64> {
    Some(u64::MAX / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_an_hour_from_one_network() {
        let rates = Rates::new(2);
        let address = |text: &str| text.parse().unwrap();
        assert!(rates.allow(address("192.0.2.1")) && rates.allow(address("::ffff:192.0.2.1")));
        assert!(!rates.allow(address("192.0.2.1")));
        assert!(rates.allow(address("192.0.2.2")));
        assert!(rates.allow(address("2001:db8::1")) && rates.allow(address("2001:db8::2")));
        assert!(!rates.allow(address("2001:db8::3")), "one household");
        assert!(rates.allow(address("2001:db8:0:1::1")));
    }

    #[test]
    fn what_is_reserved_is_not_given_twice() {
        let folder = std::env::temp_dir();
        let all = free(&folder).unwrap();
        let room = Room::new(&folder, all.saturating_sub(200 << 20));
        let held = room.reserve(150 << 20);
        assert!(held.is_some());
        assert!(room.reserve(150 << 20).is_none());
        drop(held);
        assert!(room.reserve(150 << 20).is_some());
    }
}
