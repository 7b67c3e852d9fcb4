//! The companion of Sayyar: takes in what applicants hand in, loses nothing, tells nobody.
//!
//! A pipeline of types. What was handed in is *staged* ([`store::Staged`]: bytes with their digest), *opened*
//! ([`verify::Opened`]: genuine, whole, signed, meant for us), *verified* ([`VerifiedSubmission`]: of a known
//! form, answered by its rules, with attachments that are what they claim), and *taken in* ([`ingest`]).
//! Each has one way to be made, from the one before, so nothing can be taken in that was not checked.
//!
//! **Invariants.** The generator is not linked. Answers and attachments rest only as the sealed files they came
//! in; identities rest only in files under a passphrase. A row in the database is written only after the
//! bytes it speaks of are durable; a receipt leaves only after its row is.

pub mod applications;
pub mod audit;
pub mod cli;
pub mod config;
pub mod desk;
pub mod door;
pub mod erase;
pub mod fail;
pub mod form;
pub mod forward;
pub mod ingest;
pub mod keys;
pub mod publish;
mod qr;
pub mod refusal;
pub mod rekey;
pub mod status;
pub mod store;
pub mod system;
pub mod verify;
mod web;

pub use refusal::{Refusal, Step};
pub use verify::VerifiedSubmission;
