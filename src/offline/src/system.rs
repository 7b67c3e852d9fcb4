//! What the page lends: randomness, and files that stay on its side.

use std::io;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Fills with bytes that nobody can guess; at most 65,536 at once (Web Cryptography API, section 10.1.1).
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &mut [u8]);

    /// Something that can be read from the start: `read(into) -> count`, 0 at its end.
    pub type Source;
    #[wasm_bindgen(method)]
    fn read(this: &Source, into: &mut [u8]) -> u32;

    /// Where pieces of attachments go: `write(place, bytes)`. The bytes are gone when it returns.
    pub type Sink;
    #[wasm_bindgen(method)]
    pub(crate) fn write(this: &Sink, place: u32, bytes: &[u8]);
}

/// The entropy that `seal` asks for.
pub(crate) fn entropy(bytes: &mut [u8]) {
    bytes.chunks_mut(65_536).for_each(get_random_values);
}

/// A [`Source`] as Rust reads.
pub(crate) struct Reading<'a>(pub(crate) &'a Source);

impl io::Read for Reading<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        Ok((self.0.read(into) as usize).min(into.len()))
    }
}
