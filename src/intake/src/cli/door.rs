//! `door`, `forward`, `watch`: where files come in by themselves, and go on.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use clap::Args;
use serde_json::json;

use super::out::Out;
use super::{Outcome, Trouble};
use crate::config::Config;
use crate::door::{Door, Limits};
use crate::ingest::Intake;

#[derive(Debug, Args)]
pub(super) struct DoorArgs {
    /// Where it listens [default: `listen` under [door]]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
}

#[derive(Debug, Args)]
pub(super) struct ForwardArgs {
    /// The door to send to, as https://door.example
    #[arg(long, value_name = "URL")]
    to: String,
}

#[derive(Debug, Args)]
pub(super) struct WatchArgs {
    /// The folder files are put into
    folder: PathBuf,
    /// Where files go once they are taken in or refused; without one they stay
    #[arg(long, value_name = "FOLDER")]
    done: Option<PathBuf>,
    /// Seconds between two looks
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=3600))]
    every: u64,
    /// Look once and stop
    #[arg(long)]
    once: bool,
}

/// A door has no key that opens anything, and says so before it listens.
pub(super) fn may_open(config: &Config) -> Result<(), Trouble> {
    if config.keys.identities.is_empty() {
        return Ok(());
    }
    Err(Trouble::usage(
        "a door does not start where an identity is configured: whoever breaks into it must find none",
        "make a door of its own with `sayyar-intake init --door`, on another machine if you can",
    ))
}

pub(super) fn door(args: &DoorArgs, config: &Config, intake: Intake, out: &mut Out) -> Outcome {
    let wrong = |_| Trouble::usage("`listen` under [door] is no address", "write it as 127.0.0.1:7342");
    let listen = args.listen.map_or_else(|| config.door.listen.parse().map_err(wrong), Ok)?;
    let listener = TcpListener::bind(listen)
        .map_err(|error| Trouble::usage(format!("{listen}: {error}"), "is it in use? Name another with --listen"))?;
    let limits =
        Limits { reserve: config.door.reserve, per_hour: config.door.per_hour, behind_proxy: config.door.behind_proxy };
    // Held here as well, so that it goes after the runtime and not within it.
    let intake = Arc::new(intake);
    let door = Door::new(intake.clone(), limits)?;
    let address = listener.local_addr()?;
    out.say(format!("The door is open at http://{address}. Its receipts are signed by\n  {}", intake.signer()));
    out.say("Put a proxy with TLS before it where it is on the internet. Ctrl+C closes it.");
    out.value(&json!({ "address": address, "receipt": intake.signer() }));
    out.flush();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(door.serve(listener, stopped()))?;
    runtime.shutdown_timeout(Duration::from_secs(10));
    drop(intake);
    Ok(0)
}

/// When somebody stops the program: Ctrl+C, or the service manager.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    _ = tokio::signal::ctrl_c().await;
}

pub(super) fn forward(args: &ForwardArgs, intake: &Intake, out: &mut Out) -> Outcome {
    let secure = args.to.starts_with("https://");
    if !secure && !args.to.starts_with("http://") {
        return Err(Trouble::usage("--to is no address", "write it as https://door.example"));
    }
    let (mut sent, mut failed) = (0, 0);
    for sha256 in intake.to_forward(&args.to)? {
        match intake.forward(&sha256, &args.to) {
            Ok(receipt) => {
                sent += 1;
                out.value(&json!({ "sha256": sha256, "receipt": receipt.as_str() }));
            }
            Err(error) => {
                failed += 1;
                out.value(&json!({ "sha256": sha256, "error": error.to_string() }));
                out.fail(&format!("{sha256}: {error}"), None);
                if error.is_final_for_now() {
                    break;
                }
            }
        }
    }
    let left = intake.to_forward(&args.to)?.len();
    out.say(format!("{sent} sent on, {left} still to be sent."));
    out.value(&json!({ "sent": sent, "left": left }));
    Ok(if failed > 0 { 3 } else { 0 })
}

/// Looks into a folder again and again; a file counts once it has not changed between two looks.
pub(super) fn watch(args: &WatchArgs, config: &Config, intake: &Intake, out: &mut Out) -> Outcome {
    if let Some(done) = &args.done {
        std::fs::create_dir_all(done)?;
    }
    let mut seen: BTreeMap<PathBuf, (u64, SystemTime, bool)> = BTreeMap::new();
    loop {
        let mut ready = Vec::new();
        let files = super::ingest::files(std::slice::from_ref(&args.folder))?;
        let inside = |path: &PathBuf| args.done.as_ref().is_some_and(|done| path.starts_with(done));
        for path in files.into_iter().filter(|path| !inside(path)) {
            let Ok(metadata) = std::fs::metadata(&path) else { continue };
            let now = (metadata.len(), metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH));
            let before = seen.insert(path.clone(), (now.0, now.1, false));
            match before {
                Some((size, time, true)) if (size, time) == now => _ = seen.insert(path, (now.0, now.1, true)),
                Some((size, time, false)) if (size, time) == now => ready.push(path),
                _ if args.once => ready.push(path),
                _ => {}
            }
        }
        if !ready.is_empty() {
            super::ingest::take_in(&ready, None, config, intake, out)?;
            for path in ready {
                match (&args.done, path.file_name()) {
                    (Some(done), Some(name)) => std::fs::rename(&path, done.join(name))?,
                    _ => _ = seen.entry(path).and_modify(|state| state.2 = true),
                }
            }
        }
        if args.once {
            return Ok(0);
        }
        std::thread::sleep(Duration::from_secs(args.every));
    }
}
