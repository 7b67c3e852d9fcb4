//! The engine and the scripts of a form's page, as `src/offline/build` made them.

use std::fmt::Write;
use std::sync::OnceLock;

use crate::digest::sha256;

/// What the page of every form carries.
pub struct Dist {
    /// WebAssembly.
    pub engine: &'static [u8],
    /// What loads it, in the page and in a worker.
    pub glue: &'static str,
    /// What the page does.
    pub page: &'static str,
    /// What unpacks all of it.
    pub unpack: &'static str,
    packed: &'static str,
    digest: OnceLock<String>,
}

impl Dist {
    /// The one that this program was built with.
    pub fn embedded() -> &'static Self {
        static DIST: Dist = Dist {
            engine: include_bytes!("../../../offline/dist/engine.wasm"),
            glue: include_str!("../../../offline/dist/engine.js"),
            page: include_str!("../../../offline/dist/page.js"),
            unpack: include_str!("../../../offline/dist/unpack.js"),
            packed: include_str!("../../../offline/dist/engine.txt"),
            digest: OnceLock::new(),
        };
        &DIST
    }

    /// SHA-256 of the engine, in hexadecimal: 64 letters, as submissions name it.
    pub fn digest(&self) -> &str {
        self.digest.get_or_init(|| {
            sha256(self.engine).iter().fold(String::new(), |mut text, byte| {
                // Writing to a string cannot fail.
                let _ = write!(text, "{byte:02x}");
                text
            })
        })
    }

    /// The engine compressed and in letters, as a page can carry it.
    pub fn packed(&self) -> &str {
        self.packed
    }
}
