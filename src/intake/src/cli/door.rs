//! `door` and `forward`: where files come in by themselves, and go on.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::out::Out;
use super::{Outcome, Trouble};
use crate::config::Config;
use crate::door::{Door, Face, Lan, Limits, Site};
use crate::forward::Target;
use crate::ingest::Intake;

#[derive(Debug, Args)]
pub(super) struct DoorArgs {
    /// Where it listens [default: `listen` under [door]; with --lan its port, on all networks]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Open it to telephones on this desk's own Wi-Fi, and show how they get here
    #[arg(long)]
    lan: bool,
    /// Hand out the site that `sayyar build` wrote into this folder, forms and all
    #[arg(long, value_name = "FOLDER")]
    site: Option<PathBuf>,
    /// The name of the Wi-Fi network, to be shown as a code that telephones join it by
    #[arg(long, value_name = "NAME", requires = "lan")]
    wifi: Option<String>,
    /// Its password, which is shown to everybody
    #[arg(long, value_name = "TEXT", requires = "wifi")]
    wifi_password: Option<String>,
    /// The address to show, where this machine does not find it by itself
    #[arg(long, value_name = "URL", requires = "lan")]
    address: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ForwardArgs {
    /// The door to send to, as https://door.example
    #[arg(long, value_name = "URL")]
    to: String,
    /// Go on for ever, and look again after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    every: Option<u64>,
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
    let mut listen: SocketAddr = config.door.listen.parse().map_err(wrong)?;
    if args.lan {
        listen.set_ip(Ipv4Addr::UNSPECIFIED.into());
    }
    let listen = args.listen.unwrap_or(listen);
    let listener = TcpListener::bind(listen)
        .map_err(|error| Trouble::usage(format!("{listen}: {error}"), "is it in use? Name another with --listen"))?;
    let address = listener.local_addr()?;
    let limits = Limits {
        reserve: config.door.reserve,
        per_hour: config.door.per_hour,
        behind_proxy: config.door.behind_proxy,
        patience: Duration::from_secs(config.door.patience.into()),
    };
    let site = args.site.as_deref().map(Site::open).transpose();
    let site = site.map_err(|error| Trouble::usage(format!("--site: {error}"), "build it first: sayyar build"))?;
    let lan = args.lan.then(|| Lan {
        port: address.port(),
        wifi: args.wifi.clone().map(|name| (name, args.wifi_password.clone().unwrap_or_default())),
        address: args.address.as_ref().map(|address| format!("{}/", address.trim_end_matches('/'))),
    });
    // Held here as well, so that it goes after the runtime and not within it.
    let intake = Arc::new(intake);
    out.say(format!("The door is open at http://{address}. Its receipts are signed by\n  {}", intake.signer()));
    let addresses = lan.as_ref().map(Lan::addresses).unwrap_or_default();
    match &lan {
        Some(lan) => invite(lan, &addresses, out),
        None => out.say("Put a proxy with TLS before it where it is on the internet. Ctrl+C closes it."),
    }
    let door = Door::new(intake.clone(), Face { name: config.name.clone(), site, lan }, limits)?;
    out.value(&json!({ "address": address, "receipt": intake.signer(), "lan": addresses }));
    out.flush();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(door.serve(listener, stopped()))?;
    runtime.shutdown_timeout(Duration::from_secs(10));
    drop(intake);
    Ok(0)
}

/// Shows people at the desk how to get here.
fn invite(lan: &Lan, addresses: &[String], out: &mut Out) {
    let Some(first) = addresses.first() else {
        out.say("This machine is in no network yet. Open a Wi-Fi network, then start the door again.");
        return;
    };
    if let (Some(code), Some((name, _))) = (lan.wifi_code(), &lan.wifi) {
        out.say(format!("\nTo join the Wi-Fi network {name}:\n"));
        out.code(&code);
    }
    out.say(format!("\nOn the telephones: {first}\n"));
    out.code(first);
    for other in &addresses[1..] {
        out.say(format!("or {other}"));
    }
    out.say(format!("To show or print: http://127.0.0.1:{}/door/. Ctrl+C closes the door.", lan.port));
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
    let target = Target::new(&args.to)
        .map_err(|_| Trouble::usage("--to is no address of a door", "write it as https://door.example"))?;
    loop {
        let code = forward_all(intake, &target, args.every.is_some(), out)?;
        let Some(seconds) = args.every else { return Ok(code) };
        out.flush();
        std::thread::sleep(Duration::from_secs(seconds));
    }
}

/// Everything that waits, once. With `quiet` nothing is said when there was nothing to do.
fn forward_all(intake: &Intake, target: &Target, quiet: bool, out: &mut Out) -> Outcome {
    let waiting = intake.to_forward(target)?;
    let bar = out.bytes_bar(waiting.iter().map(|one| one.size).sum());
    let (mut sent, mut refused, mut code) = (0_u64, 0_u64, 0);
    for one in &waiting {
        let before = bar.position();
        let result = intake.forward(*one, target, &mut |bytes| bar.set_position(before + bytes));
        bar.set_position(before + one.size);
        match result {
            Ok(receipt) => {
                sent += 1;
                out.value(&json!({ "sha256": one.sha256, "size": one.size, "receipt": receipt.as_str() }));
                out.flush();
            }
            Err(error) => {
                out.value(&json!({ "sha256": one.sha256, "error": error.to_string() }));
                bar.suspend(|| out.fail(&format!("{}: {error}", one.sha256), None));
                if !error.is_about_the_file() {
                    code = 3;
                    break;
                }
                (refused, code) = (refused + 1, 1);
            }
        }
    }
    bar.finish_and_clear();
    if !(quiet && waiting.is_empty()) {
        let (left, stay) = (intake.to_forward(target)?.len(), intake.not_to_forward(target)?);
        out.say(format!("{sent} sent on, {left} still to be sent."));
        if stay > 0 {
            out.say(format!(
                "{stay} stay here: `rekey` sealed them anew, and a receipt there would speak of other bytes than the \
                 one given here. `store copy` moves a whole store, receipts and all."
            ));
        }
        out.value(&json!({ "sent": sent, "refused": refused, "left": left, "stay": stay }));
    }
    Ok(code)
}
