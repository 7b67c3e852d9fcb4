//! Answers as people type them, and the one way each is written down.
//!
//! People type numbers with spaces, phones with brackets, dates with the digits of their script, and paste what
//! carries invisible characters. Each kind reads generously and writes strictly: what it gives is canonical, and
//! reading the canonical form gives it back unchanged. There are no Unicode tables here: the engine in the page must
//! stay small, and a browser composes letters (NFC) by itself.

pub mod country;
pub mod date;
pub mod email;
pub mod mrz;
pub mod number;
pub mod personal_code;
pub mod phone;
pub mod text;

mod letters;

#[cfg(test)]
mod tests;
