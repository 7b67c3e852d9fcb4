//! The companion as a whole: checks, taking in, the command line, crashes. Sealed files are real ones.

#![expect(clippy::unwrap_used, reason = "a test that finds something else than it expects should say where")]

mod bags;
mod cli;
mod common;
mod copy;
mod desk;
mod door;
mod erase;
mod ingest;
mod kill;
mod postgres;
mod rekey;
mod road;
mod s3;
mod status;
mod stores;
mod verify;
