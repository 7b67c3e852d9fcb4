//! The engine of the tracking page as files of the site, in a folder of its own because its policy is: the worker that
//! gets the password may run WebAssembly and reach nothing, the page may reach the statuses and run none.

use std::io::Write;
use std::sync::{Arc, OnceLock};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::digest::fingerprint;

/// The folder, below the root.
pub const FOLDER: &str = "engine/";

/// One file to be served.
#[derive(Debug)]
pub struct File {
    /// Path in the output, with the fingerprint of what is in it.
    pub path: String,
    /// What is served.
    pub bytes: Arc<[u8]>,
}

/// The worker's script, then the engine: WebAssembly in gzip, since not every server sends it compressed. The page
/// unpacks it.
pub fn files() -> &'static [File; 2] {
    static FILES: OnceLock<[File; 2]> = OnceLock::new();
    FILES.get_or_init(|| {
        let worker = include_bytes!("../../offline/dist/track.js");
        let engine = packed(include_bytes!("../../offline/dist/track.wasm"));
        [("js", worker.as_slice()), ("bin", &engine)].map(|(ending, bytes)| File {
            path: format!("{FOLDER}track.{}.{ending}", fingerprint(bytes)),
            bytes: bytes.into(),
        })
    })
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    #[expect(clippy::expect_used, reason = "a vector takes every write")]
    packed.expect("a vector takes every write")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_named_by_what_is_in_them_and_light() {
        let [worker, engine] = files();
        assert!(worker.path.starts_with("engine/track.") && worker.path.ends_with(".js"));
        assert!(engine.path.ends_with(".bin"));
        assert!(worker.bytes.len() + engine.bytes.len() < 120_000, "{} bytes", engine.bytes.len());
        assert_eq!(engine.bytes[..2], [0x1f, 0x8b]);
    }
}
