//! Places where a test stops the program or lets it fail: at each of them the store must be good.
//!
//! `SAYYAR_FAIL=<point>[:<which time>][:error]`, read once. Only in builds with debug assertions; in a release
//! a point is nothing at all.

use std::io;

/// The points a submission passes that is taken in, in their order.
pub const POINTS: [&str; 12] = [
    "session-made",
    "staged",
    "before-write",
    "half-written",
    "written",
    "renamed",
    "kept",
    "in-transaction",
    "before-commit",
    "committed",
    "settled",
    "told",
];

/// Those of a door, for a file that comes in one piece and for an upload in parts.
pub const DOOR: [&str; 6] =
    ["arrived", "before-answer", "upload-noted", "upload-part", "upload-whole", "upload-finished"];

/// Those of sending on.
pub const FORWARD: [&str; 5] = ["forward-asked", "forward-begun", "forward-part", "forward-sent", "forward-noted"];

/// Those of sealing anew.
pub const REKEY: [&str; 6] =
    ["rekey-written", "rekey-sealed", "rekey-noted", "rekey-renamed", "rekey-replaced", "rekey-settled"];

/// Those of erasing.
pub const ERASE: [&str; 1] = ["files-erased"];

/// Those of copying a store.
pub const COPY: [&str; 2] = ["file-copied", "rows-copied"];

/// Stops here, or fails, when a test asked for it.
#[cfg(not(debug_assertions))]
#[inline(always)]
pub fn point(_: &str) -> io::Result<()> {
    Ok(())
}

/// Stops here, or fails, when a test asked for it.
#[cfg(debug_assertions)]
pub fn point(name: &str) -> io::Result<()> {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static ASKED: LazyLock<Option<(String, u32, bool)>> = LazyLock::new(|| {
        let text = std::env::var("SAYYAR_FAIL").ok()?;
        let mut parts = text.split(':');
        let name = parts.next()?.to_owned();
        let time = parts.next().and_then(|time| time.parse().ok()).unwrap_or(1);
        Some((name, time, parts.next() == Some("error")))
    });
    static PASSED: AtomicU32 = AtomicU32::new(0);

    let all = POINTS.iter().chain(&DOOR).chain(&FORWARD).chain(&ERASE).chain(&REKEY).chain(&COPY);
    let known = all.into_iter().any(|known| *known == name);
    debug_assert!(known, "{name} is not in the lists");
    let Some((asked, time, fails)) = &*ASKED else { return Ok(()) };
    if asked != name || PASSED.fetch_add(1, Ordering::SeqCst) + 1 != *time {
        return Ok(());
    }
    if *fails { Err(io::ErrorKind::StorageFull.into()) } else { std::process::abort() }
}
