//! The engine of a form's page: what `forms` and `seal` do, bound to JavaScript.
//!
//! **Invariants.** Bindings only: what a form means is decided in `forms`, what a file looks like in `seal`, so
//! that browser and companion agree by being the same code. Entropy is `crypto.getRandomValues` and nothing else.
//! Secrets are wiped on this side. Nothing here throws on what a person typed: problems are values; what is thrown
//! is an `Error` whose message is a code (`age-no-match`, `no-memory`) for the page to put into words.
//!
//! Attachments never come in as a whole. Jobs that write ([`Finishing`], [`Drafting`]) say which file they want and
//! are fed its pieces; openers read through a [`Source`] and give pieces to a [`Sink`].

mod bundle;
mod drafting;
mod engine;
mod error;
mod finishing;
mod opening;
mod outlet;
mod papers;
mod system;

pub use drafting::Drafting;
pub use engine::{Engine, check_password, password, sha512};
pub use error::Code;
pub use finishing::Finishing;
pub use opening::{OpenedCopy, OpenedDraft, open_copy, open_draft};
pub use system::{Sink, Source};
