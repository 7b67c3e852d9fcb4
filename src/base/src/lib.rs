//! What every part of Sayyar shares. No I/O, no clock, no randomness: it
//! compiles to wasm32 and behaves the same in a browser and on a server.

pub mod canonical;
pub mod date;
pub mod diag;
pub mod fold;
pub mod id;
pub mod json;
pub mod lang;
pub mod message;
pub mod money;
pub mod quantity;
pub mod toml;

pub use date::{Date, Time};
pub use diag::{At, Diagnostic, Diagnostics, Severity, Span};
pub use id::Id;
pub use lang::{Dir, Tag};
pub use money::{Currency, Money};
pub use quantity::{Quantity, Unit};
