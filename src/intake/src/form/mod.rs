//! Released forms: which are known, until when they are accepted, and the rules answers are held to.
//!
//! A form comes as the bundle the agency released: an archive with the publisher's signature over it. What is
//! kept of it is `form.json`, everything the page itself was told. Old builds stay: submissions of them arrive
//! for months.

mod bundle;
mod known;
mod registry;
mod rules;

pub use bundle::{Bundle, BundleError, Facts, open, signers};
pub use known::{Known, text};
pub use registry::{Accepted, Form, NotTaken, Registry, add, add_index, set_until, set_withdrawn};
pub use rules::{Attached, Judgement, Knowledge, Malformed, Media, Rules, Unfit, attached};
