//! `desk`: the officers' page.

use std::sync::Arc;

use clap::Args;

use super::out::Out;
use super::{Outcome, Trouble};
use crate::config::Config;
use crate::desk::{Face, Open};
use crate::ingest::Intake;

#[derive(Debug, Args)]
pub(super) struct DeskArgs {
    /// Where it listens, on this machine [default: `listen` under [desk]]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<std::net::SocketAddr>,
    /// The language of the page and of answers: az, en, ru, ar [default: what the browser asks for]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

pub(super) fn run(args: &DeskArgs, config: &Config, intake: Intake, officer: &str, out: &mut Out) -> Outcome {
    let wrong = |_| Trouble::usage("`listen` under [desk] is no address", "write it as 127.0.0.1:7341");
    let listen = args.listen.map_or_else(|| config.desk.listen.parse().map_err(wrong), Ok)?;
    let face = Face {
        officer: officer.into(),
        name: config.name.clone(),
        language: config.desk.language.clone(),
        chosen: args.language.clone(),
        letters: config.letters.clone(),
    };
    // Held here as well, so that it goes after the runtime and not within it.
    let intake = Arc::new(intake);
    let open = Open::new(intake.clone(), listen, face).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Trouble::usage(
            format!("something listens on {listen} already"),
            "is a desk open? Else name another with --listen",
        ),
        std::io::ErrorKind::InvalidInput => Trouble::usage(error.to_string(), "--listen 127.0.0.1:7341"),
        _ => Trouble::machine(error.to_string()),
    })?;
    out.say(format!("The desk of {officer} is open. Open this address, once, in your browser:\n\n  {}\n", open.url()));
    out.say("Ctrl+C closes it.");
    out.value(&serde_json::json!({ "url": open.url() }));
    out.flush();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(open.serve(async { _ = tokio::signal::ctrl_c().await }))?;
    drop(runtime);
    drop(intake);
    Ok(0)
}
