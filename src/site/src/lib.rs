//! The generator: `load -> resolve -> render -> write`.
//!
//! Four functions between four immutable products: [`load::Corpus`], [`resolve::Site`], [`output::Output`] and
//! what is on the disk. [`workshop`] keeps them in memory for `serve` and redoes only what an edit changes.

pub mod build;
pub mod bundle;
pub mod check;
pub mod cli;
pub mod config;
pub mod data;
mod digest;
pub mod disk;
mod extras;
pub mod form_command;
pub mod forms;
pub mod keys;
pub mod ledger;
pub mod load;
pub mod new;
pub mod offline;
pub mod output;
pub mod release;
pub mod render;
pub mod report;
pub mod resolve;
pub mod search;
pub mod secret;
pub mod serve;
pub mod stamp;
pub mod theme;
pub mod track;
pub mod translate;
pub mod words;
pub mod workshop;
pub mod write;
