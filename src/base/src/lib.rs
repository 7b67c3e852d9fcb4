//! What every part of Sayyar shares. No I/O, no clock, no randomness: it
//! compiles to wasm32 and behaves the same in a browser and on a server.

pub mod date;
pub mod diag;
pub mod lang;
pub mod message;

pub use date::Date;
pub use diag::{Diagnostic, Diagnostics, Severity, Span};
pub use lang::{Dir, Tag};
