//! What the page asks while a person fills in the form.

use std::rc::Rc;

use sayyar_seal::{Digest, Password};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::bundle::Bundle;
use crate::error::Code;
use crate::system::entropy;

/// One form, ready to be asked.
#[wasm_bindgen]
pub struct Engine {
    pub(crate) bundle: Rc<Bundle>,
}

#[wasm_bindgen]
impl Engine {
    /// From the facts in the page. Throws `bundle` when they are damaged.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: &str) -> Result<Engine, Code> {
        Ok(Self { bundle: Rc::new(Bundle::parse(bundle)?) })
    }
}

/// A new password, `XXXX-XXXX-XXXX-XXXX-C`.
#[wasm_bindgen]
pub fn password() -> String {
    Password::generate(&mut entropy).to_text().to_string()
}

/// The written form of a password as people type it; nothing when it is none.
#[wasm_bindgen]
pub fn check_password(text: &str) -> Option<String> {
    Password::parse(text).ok().map(|password| password.to_text().to_string())
}

/// SHA-512 in hexadecimal digits.
#[wasm_bindgen]
pub fn sha512(bytes: &[u8]) -> String {
    Digest::of(bytes).to_string()
}
