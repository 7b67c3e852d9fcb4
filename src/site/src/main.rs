//! The command `sayyar`.

use std::process::ExitCode;

fn main() -> ExitCode {
    sayyar::cli::run()
}
