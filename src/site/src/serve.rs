//! `sayyar serve`: shows the site while it is worked on. Files come from memory, the browser follows every save.
//!
//! Three parts share the site: a thread that watches the sources and redoes what changed ([`watch`]), the server
//! that answers requests ([`http`]), and one listener for every open page ([`live`]). Nothing is written to disk.

mod console;
mod host;
mod hosting;
mod http;
mod live;
mod page;
mod site;
mod watch;

use std::fmt;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use clap::Args;
use sayyar_base::Date;
use tokio::sync::{broadcast, watch as signal};

use crate::config;
use crate::disk::{Disk, RealDisk};
use crate::render::Options;
use crate::report::Style;
use crate::workshop::Workshop;
use console::Console;
use live::Update;
use page::Panel;
pub use site::Site;
use watch::{News, Signal, Watcher};

/// The port that is tried first when none is asked for.
pub const PORT: u16 = 1111;
/// How many ports after it are tried.
const MORE_PORTS: u16 = 20;
/// How long it must be quiet before search and the offline lists are brought up to date: a page that was told to
/// load itself again comes first.
const LATER: Duration = Duration::from_millis(300);
/// How long open connections have to end when the server stops.
const GRACE: Duration = Duration::from_secs(1);

/// Show the site while you work on it
///
/// Opens the site at http://127.0.0.1:1111/ and follows every file you save: the page in your browser loads itself
/// again when it is concerned, and keeps its place. While there are errors the last good version stays and a panel
/// says what to mend. Add `?ids` to an address to see which message each word comes from. Nothing is written to
/// disk: for that there is `sayyar build`.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    /// The site's folder: the one with sayyar.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The port [default: 1111, or the next one that is free]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The address to listen at; 0.0.0.0 shows the site to everybody on your network
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = parse_host)]
    pub host: IpAddr,
    /// Open the site in your browser
    #[arg(long)]
    pub open: bool,
    /// Let the browser keep pages for reading offline, as production does; edits may then show late
    #[arg(long)]
    pub offline: bool,
    /// Look for changes twice a second, where the system does not tell of them (network disks, some containers)
    #[arg(long)]
    pub poll: bool,
    /// The day that counts as today, for lists that depend on it; without it the page decides
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

fn parse_host(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    text.parse()
        .map_err(|_| "an address is written as 127.0.0.1 (this machine only), 0.0.0.0 (every network) or ::1".into())
}

/// Why the site cannot be served.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServeError {
    /// There is no `sayyar.toml` in the folder.
    NoSite(PathBuf),
    /// The port that was asked for, or all that were tried, are in use or not allowed.
    Port(SocketAddr, io::Error),
    /// The system refused something else.
    Io(io::Error),
}

impl ServeError {
    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NoSite(_) => {
                "run this in the folder of a site, name the folder with `--root DIR`, or make a new site with `sayyar new DIR`"
            }
            Self::Port(_, error) if error.kind() == io::ErrorKind::AddrInUse => {
                "stop what uses it (another `sayyar serve`?), or choose another one with `--port`"
            }
            Self::Port(_, error) if error.kind() == io::ErrorKind::PermissionDenied => {
                "choose a port above 1023 with `--port`"
            }
            Self::Port(..) => "choose an address of this machine with `--host`",
            Self::Io(_) => "look at what the system says, and try again",
        }
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSite(root) => write!(f, "there is no `{}` in `{}`", config::FILE, root.display()),
            Self::Port(address, error) => write!(f, "cannot listen at {address}: {error}"),
            Self::Io(error) => write!(f, "the server cannot run: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves the site until it is stopped with Ctrl-C. What there is to say goes to `to`.
pub fn serve(args: &ServeArgs, to: Box<dyn Write + Send>, style: Style) -> Result<(), ServeError> {
    let disk = Arc::new(RealDisk::new(&args.root));
    if disk.kind(config::FILE).is_err() {
        return Err(ServeError::NoSite(args.root.clone()));
    }
    let console = Console::new(to, style);
    let listener = listen(args.host, args.port, &console)?;
    let started = Instant::now();
    // The watcher looks first: what is saved while the site is built counts as changed.
    let watcher = Watcher::new(&args.root, args.poll);
    let mut workshop = Workshop::open(disk.clone(), Options { production: false, today: args.today, record: true });
    workshop.finish();
    let pages = workshop.site().map(|site| site.pages().count());
    let server = Server::start(Box::new(workshop), &args.root, listener, watcher, console, args.offline)?;
    server.welcome(pages, started.elapsed());
    if args.open {
        open(&server.url(), &server.shared.console);
    }
    server.until_stopped()
}

/// Binds the port. The first choice may be taken by another site that somebody works on.
fn listen(host: IpAddr, port: Option<u16>, console: &Console) -> Result<TcpListener, ServeError> {
    let first = port.unwrap_or(PORT);
    let last = if port.is_some() { first } else { first.saturating_add(MORE_PORTS) };
    for port in first..=last {
        let address = SocketAddr::new(host, port);
        match TcpListener::bind(address) {
            Ok(listener) => {
                if port != first && first != 0 {
                    console.say(&format!("Port {first} is in use; taking {port}."));
                }
                return Ok(listener);
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port < last => {}
            Err(error) => return Err(ServeError::Port(SocketAddr::new(host, first), error)),
        }
    }
    Err(ServeError::Port(SocketAddr::new(host, first), io::ErrorKind::AddrInUse.into()))
}

/// What the parts of the server share.
struct Shared {
    site: RwLock<Box<dyn Site>>,
    /// What is wrong, ready to be shown.
    panel: RwLock<Arc<str>>,
    disk: RealDisk,
    console: Console,
    updates: broadcast::Sender<Update>,
    closing: signal::Sender<bool>,
    this_machine_only: bool,
    offline: bool,
}

impl Shared {
    fn site(&self) -> RwLockReadGuard<'_, Box<dyn Site>> {
        self.site.read().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn site_mut(&self) -> RwLockWriteGuard<'_, Box<dyn Site>> {
        self.site.write().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn source(&self, path: &str) -> Option<String> {
        Some(String::from_utf8_lossy(&self.disk.read(path).ok()?).into_owned())
    }

    fn panel_json(&self) -> Arc<str> {
        self.panel.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }

    /// What is wrong now.
    fn panel_of(&self, site: &dyn Site) -> Panel {
        Panel::new(site.diagnostics(), &|path| self.source(path))
    }

    fn renew_panel(&self, site: &dyn Site) {
        let panel = self.panel_of(site).json().into();
        *self.panel.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = panel;
    }

    /// Takes in changed sources and tells everybody.
    fn refresh(&self, mut paths: Vec<String>) {
        let started = Instant::now();
        let mut site = self.site_mut();
        if let Some(theme) = site.theme() {
            let own = format!("themes/{theme}/");
            paths.retain(|path| !path.starts_with("themes/") || path.starts_with(&own));
        }
        if paths.is_empty() {
            return;
        }
        let refresh = site.refresh(&paths);
        self.renew_panel(&**site);
        drop(site);
        self.tell(&refresh.changed);
        let took = started.elapsed();
        let site = self.site();
        self.console.refreshed(&paths, &refresh, site.diagnostics(), &|path| self.source(path), took);
    }

    /// Tells open pages which files differ. Nobody may be listening.
    fn tell(&self, changed: &[Arc<str>]) {
        let assets = changed.iter().filter(|path| !path.ends_with(".html")).map(|path| format!("/{path}")).collect();
        let _ = self.updates.send(Update { assets });
    }
}

/// A server that runs.
struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    runtime: tokio::runtime::Runtime,
    serving: tokio::task::JoinHandle<()>,
    stop_watching: std::sync::mpsc::Sender<Signal>,
}

impl Server {
    fn start(
        site: Box<dyn Site>,
        root: &Path,
        listener: TcpListener,
        (watcher, stop_watching): (Watcher, std::sync::mpsc::Sender<Signal>),
        console: Console,
        offline: bool,
    ) -> Result<Self, ServeError> {
        let address = listener.local_addr().map_err(ServeError::Io)?;
        let shared = Arc::new(Shared {
            site: RwLock::new(site),
            panel: RwLock::default(),
            disk: RealDisk::new(root),
            console,
            updates: broadcast::channel(64).0,
            closing: signal::channel(false).0,
            this_machine_only: address.ip().is_loopback(),
            offline,
        });
        shared.renew_panel(&**shared.site());
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.map_err(ServeError::Io)?;
        listener.set_nonblocking(true).map_err(ServeError::Io)?;
        let mut closing = shared.closing.subscribe();
        let router = http::router(shared.clone());
        let serving = runtime.spawn(async move {
            // Errors here are of single connections, and axum deals with them.
            if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                let stop = async move { drop(closing.wait_for(|closing| *closing).await) };
                let _ = axum::serve(listener, router).with_graceful_shutdown(stop).await;
            }
        });
        let follower = shared.clone();
        let spawned = std::thread::Builder::new().name("watch".into()).spawn(move || follow(&follower, watcher));
        spawned.map_err(ServeError::Io)?;
        Ok(Self { shared, address, runtime, serving, stop_watching })
    }

    fn url(&self) -> String {
        let ip = match self.address.ip() {
            ip if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }

    fn welcome(&self, pages: Option<usize>, took: Duration) {
        let site = self.shared.site();
        if !site.diagnostics().is_empty() {
            let text =
                crate::report::text(site.diagnostics(), &|path| self.shared.source(path), self.shared.console.style());
            self.shared.console.say(text.trim_end());
        }
        let what = match pages {
            Some(pages) => format!("{pages} pages, built in {:.2} s", took.as_secs_f64()),
            None => "The site has errors; it appears as soon as they are mended".to_owned(),
        };
        let network = match (self.address.ip().is_unspecified(), own_address()) {
            (true, Some(ip)) => format!("\nOn your network: http://{}/", SocketAddr::new(ip, self.address.port())),
            _ => String::new(),
        };
        self.shared.console.say(&format!("{what}. Open {} and edit; stop with Ctrl-C.{network}", self.url()));
    }

    fn until_stopped(self) -> Result<(), ServeError> {
        self.runtime.block_on(tokio::signal::ctrl_c()).map_err(ServeError::Io)?;
        self.stop();
        Ok(())
    }

    /// Ends the streams of open pages, lets answers under way be sent.
    fn stop(self) {
        let _ = self.stop_watching.send(Signal::Stop);
        self.shared.closing.send_replace(true);
        let _ = self.runtime.block_on(async { tokio::time::timeout(GRACE, self.serving).await });
        self.runtime.shutdown_background();
    }
}

/// Redoes what changed until the server stops.
fn follow(shared: &Shared, mut watcher: Watcher) {
    let mut unfinished = false;
    loop {
        match watcher.next(unfinished.then_some(LATER)) {
            News::Changed(paths) => {
                shared.refresh(paths);
                unfinished = true;
            }
            News::Quiet => {
                unfinished = false;
                let changed = shared.site_mut().finish();
                if !changed.is_empty() {
                    shared.tell(&changed);
                }
            }
            News::Notice(text) => shared.console.say(&format!("Note: {text}.")),
            News::Stop => return,
        }
    }
}

/// The address by which others on the network reach this machine: that of the way out. No packet is sent.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

fn open(url: &str, console: &Console) {
    let (command, arguments): (_, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let silent = std::process::Stdio::null;
    let child = std::process::Command::new(command).args(arguments).arg(url).stdout(silent()).stderr(silent()).spawn();
    if child.is_err() {
        console.say("No browser could be opened: open the address yourself.");
    }
}

#[cfg(test)]
mod fake;
#[cfg(test)]
mod tests;
