//! The command line: reads what is asked, prints what became of it, for people or as JSON.
//!
//! Exit codes, everywhere: 0 fine; 1 something was refused; 2 the command, the configuration or a key is wrong;
//! 3 this machine failed, and trying again is right.

mod arrive;
mod desk;
mod desk_command;
mod door;
mod erase;
mod forms;
mod ingest;
mod init;
mod letters;
mod list;
mod out;
mod passphrase;
mod quarantine;
mod rekey;
mod status;
mod store;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use sayyar_base::diag::plain;
use sayyar_seal::receipt::Sha256;

use crate::config::{self, Config, ConfigError};
use crate::keys::KeyError;
use crate::store::StoreError;

use out::Out;
pub use out::visible;
use passphrase::Passphrases;

/// Takes in what applicants hand in: opens, checks, keeps, answers.
#[derive(Debug, Parser)]
#[command(name = "sayyar-intake", version, max_term_width = 100, disable_help_subcommand = true)]
struct Args {
    /// The configuration [default: sayyar-intake.toml here or in a folder above]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where the passphrase of the keys stands, in its first line; `-` is standard input
    #[arg(long, global = true, value_name = "FILE", env = "SAYYAR_PASSPHRASE_FILE", hide_env_values = true)]
    passphrase_file: Option<PathBuf>,
    /// Which officer this is: decisions and reading are written down under this name
    #[arg(long = "as", global = true, value_name = "NAME", env = "SAYYAR_OFFICER")]
    officer: Option<String>,
    /// Print JSON, one value a line, for programs
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make keys, a store and a configuration with comments
    Init(init::InitArgs),
    /// Say which forms are taken, and until when
    #[command(subcommand)]
    Forms(forms::FormsCommand),
    /// Check a file, step by step, and take nothing in
    Verify(ingest::VerifyArgs),
    /// Take in files: each once, whatever happens in between
    Ingest(ingest::IngestArgs),
    /// List applications
    List(list::ListArgs),
    /// Show an application and its answers
    Show(list::ShowArgs),
    /// Write answers and attachments of an application into a folder
    Extract(list::ExtractArgs),
    /// Print the receipt of a file
    Receipt {
        /// The SHA-256 of the file
        sha256: Sha256,
    },
    /// Decide about what was not taken in
    #[command(subcommand)]
    Quarantine(quarantine::QuarantineCommand),
    /// Tell the applicant the next step
    Status(status::StatusArgs),
    /// Record how you made sure who the applicant is
    Identity(status::IdentityArgs),
    /// Replace a lost password, in person
    Password(status::PasswordArgs),
    /// Publish all statuses, sealed
    Publish(status::PublishArgs),
    /// Open the officers' page, on this machine
    Desk(desk_command::DeskArgs),
    /// Open the public door, which takes sealed files and can open none
    Door(door::DoorArgs),
    /// Send on what arrived here, as it came
    Forward(door::ForwardArgs),
    /// Take in what is put into a folder, again and again
    Watch(watch::WatchArgs),
    /// Erase an application, or all whose time is over
    Erase(erase::EraseArgs),
    /// Change what letters and receipts say
    #[command(subcommand)]
    Letters(letters::LettersCommand),
    /// Seal what rests here to new keys, and prove it
    Rekey(rekey::RekeyArgs),
    /// Write the list of applications for a spreadsheet
    Export(erase::ExportArgs),
    /// Give the keys of this desk another passphrase
    Passphrase {
        /// Where the new one stands; without it, it is typed
        #[arg(long, value_name = "FILE")]
        new: Option<PathBuf>,
    },
    /// Check the log of who did what
    Audit,
    /// Move to another store
    #[command(subcommand)]
    Store(store::StoreCommand),
}

/// Why a command did not do what it should.
#[derive(Debug)]
struct Trouble {
    code: u8,
    message: String,
    advice: Option<String>,
}

/// How a command ended: the exit code.
type Outcome = Result<u8, Trouble>;

impl Trouble {
    fn usage(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { code: 2, message: message.into(), advice: Some(advice.into()) }
    }

    fn machine(message: impl Into<String>) -> Self {
        Self { code: 3, message: message.into(), advice: None }
    }
}

impl From<KeyError> for Trouble {
    fn from(error: KeyError) -> Self {
        Self::usage(error.to_string(), error.advice())
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self { code: 3, message: error.to_string(), advice: error.advice().map(str::to_owned) }
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::machine(error.to_string())
    }
}

/// Runs the program with the arguments of this process.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = Out::new(args.json);
    let outcome = run(&args, &mut out);
    match outcome.and_then(|code| out.finish().map(|()| code).map_err(Trouble::from)) {
        Ok(code) => ExitCode::from(code),
        Err(trouble) => {
            out.fail(&trouble.message, trouble.advice.as_deref());
            ExitCode::from(trouble.code)
        }
    }
}

fn run(args: &Args, out: &mut Out) -> Outcome {
    let passphrases = Passphrases::new(args.passphrase_file.clone());
    if let Command::Init(command) = &args.command {
        return init::run(command, &passphrases, out);
    }
    let config = config(args)?;
    let intake = || desk::intake(&config, &passphrases);
    match &args.command {
        Command::Init(_) => Ok(0),
        Command::Forms(command) => forms::run(command, &config, out),
        Command::Verify(command) => ingest::verify(command, &intake()?, out),
        Command::Ingest(command) => ingest::ingest(command, &config, &intake()?, out),
        Command::List(command) => list::list(command, &desk::store(&config)?, out),
        Command::Show(command) if !command.opens() => list::show_sealed(command, &desk::store(&config)?, out),
        Command::Show(command) => list::show(command, &intake()?, officer(args)?, out),
        Command::Extract(command) => list::extract(command, &intake()?, officer(args)?, out),
        Command::Receipt { sha256 } => list::receipt(sha256, &desk::store(&config)?, out),
        Command::Quarantine(command) => {
            let officer = if command.decides() { officer(args)? } else { "" };
            let intake = if command.opens() { intake()? } else { desk::closed(&config)? };
            quarantine::run(command, &intake, officer, out)
        }
        Command::Status(command) => status::status(command, &desk::closed(&config)?, officer(args)?, out),
        Command::Identity(command) => status::identity(command, &desk::closed(&config)?, officer(args)?, out),
        Command::Password(command) => status::password(command, &desk::closed(&config)?, officer(args)?, out),
        Command::Publish(command) => status::publish(command, &config, &desk::signing(&config, &passphrases)?, out),
        Command::Desk(command) => {
            let officer = officer(args)?;
            desk_command::run(command, &config, intake()?, officer, out)
        }
        Command::Door(command) => {
            door::may_open(&config)?;
            door::door(command, &config, desk::signing(&config, &passphrases)?, out)
        }
        Command::Forward(command) => door::forward(command, &desk::signing(&config, &passphrases)?, out),
        Command::Watch(command) => watch::watch(command, &config, &intake()?, out),
        Command::Erase(command) => erase::erase(command, &desk::closed(&config)?, officer(args)?, out),
        Command::Letters(command) => letters::run(command, &config, out),
        Command::Rekey(command) => {
            let officer = if command.changes() { officer(args)? } else { "" };
            rekey::run(command, &config, &passphrases, officer, out)
        }
        Command::Export(command) if command.bags => list::bags(&command.out, &intake()?, officer(args)?, out),
        Command::Export(command) => erase::export(command, &desk::store(&config)?, out),
        Command::Passphrase { new } => erase::passphrase(new.as_ref(), &config, &passphrases, out),
        Command::Audit => list::audit(&desk::store(&config)?, out),
        Command::Store(command) => store::run(command, &config, out),
    }
}

/// Who decides or reads.
fn officer(args: &Args) -> Result<&str, Trouble> {
    let name = args.officer.as_deref().map(str::trim).filter(|name| !name.is_empty());
    name.ok_or_else(|| {
        Trouble::usage("who are you? This is written down", "give your name with --as, or in SAYYAR_OFFICER")
    })
}

/// The configuration that was named, or that lies here or above.
fn config(args: &Args) -> Result<Config, Trouble> {
    let path = match &args.config {
        Some(path) => path.clone(),
        None => {
            let here = std::env::current_dir()?;
            let found = here.ancestors().map(|folder| folder.join(config::NAME)).find(|path| path.exists());
            found.ok_or_else(|| {
                Trouble::usage(
                    format!("there is no {} here or in a folder above", config::NAME),
                    "make one with `sayyar-intake init`, or name it with --config",
                )
            })?
        }
    };
    Config::read(&path).map_err(|error| match error {
        ConfigError::Missing(path) => {
            Trouble::usage(format!("there is no {}", path.display()), "make one with `sayyar-intake init`")
        }
        ConfigError::Unreadable(path, error) => Trouble::machine(format!("{}: {error}", path.display())),
        ConfigError::Wrong(problems, text) => Trouble {
            code: 2,
            message: format!("the configuration is wrong\n{}", plain(&problems, |_| Some(&text)).trim_end()),
            advice: None,
        },
    })
}
