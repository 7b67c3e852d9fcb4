//! Prints what a part of `src/offline/dist` is made from: `offline-sources engine | page | track`.

use std::io::{self, Write};
use std::process::ExitCode;

use sayyar_offline_tests::{Part, sources};

fn main() -> ExitCode {
    let part = match std::env::args().nth(1).as_deref() {
        Some("engine") => Part::Engine,
        Some("page") => Part::Page,
        Some("track") => Part::Track,
        _ => return ExitCode::from(2),
    };
    match sources(part).and_then(|list| io::stdout().write_all(list.as_bytes())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            _ = writeln!(io::stderr(), "offline-sources: {error}");
            ExitCode::FAILURE
        }
    }
}
