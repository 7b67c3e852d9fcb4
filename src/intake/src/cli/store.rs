//! `store copy`: everything from one store to another.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use indicatif::{HumanBytes, ProgressBar};
use sayyar_base::diag::plain;
use serde_json::json;

use super::out::Out;
use super::{Outcome, Trouble};
use crate::config::{Config, NAME};
use crate::store::copy::{self, NotCopied, Step};
use crate::store::{Place, Store};

#[derive(Debug, Subcommand)]
pub(super) enum StoreCommand {
    /// Copy everything into another store, and prove that it is there
    ///
    /// From a folder with SQLite to PostgreSQL and an S3-compatible store, or back, or to another of the same kind:
    ///
    ///   1. Write the other `[store]` into a file of its own, say new.toml. Folder, database and prefix are empty.
    ///   2. Stop what takes in and what publishes: door, desk, watch, timers. Reading may go on.
    ///   3. sayyar-intake store copy --to new.toml
    ///   4. Put that `[store]` into sayyar-intake.toml, and start again.
    ///
    /// Files are copied first, then rows; then every file is read back and its digest checked, and every table is
    /// compared. Stopped, it goes on where it was when it is run again; until it is done no program opens the copy. The
    /// store that is copied from stays as it was. No key and no passphrase is needed: what is sealed stays sealed.
    ///
    /// Uploads that are not finished stay behind: whoever sends them begins again.
    #[command(verbatim_doc_comment)]
    Copy(CopyArgs),
}

#[derive(Debug, Args)]
pub(super) struct CopyArgs {
    /// Where to: a file with a section `[store]`
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

pub(super) fn run(command: &StoreCommand, config: &Config, out: &mut Out) -> Outcome {
    let StoreCommand::Copy(args) = command;
    let to = place(args)?;
    if to == config.store {
        return Err(Trouble::usage(format!("{} names this very store", args.to.display()), "nothing was changed"));
    }
    let from = Store::at(&config.store)?;
    let mut bar = ProgressBar::hidden();
    let copied = copy::copy(&from, &to, &mut |step| watch(step, &mut bar, out));
    bar.finish_and_clear();
    let copied = copied.map_err(trouble)?;
    let rows: u64 = copied.rows.iter().map(|(_, rows)| rows).sum();
    out.say(format!(
        "{} sealed files ({}) and {rows} rows are in the other store, read back and compared.",
        copied.files,
        HumanBytes(copied.bytes)
    ));
    out.say(format!("Put its [store] into {NAME} now. Nothing was changed here: keep it until you are sure."));
    out.value(&json!({
        "files": copied.files, "sent": copied.sent, "bytes": copied.bytes,
        "rows": copied.rows.iter().copied().collect::<std::collections::BTreeMap<_, _>>(),
    }));
    Ok(0)
}

fn watch(step: Step, bar: &mut ProgressBar, out: &mut Out) {
    match step {
        Step::Files { missing, all } => {
            out.say(format!("Files: {missing} of {all} are to be copied."));
            *bar = out.count_bar(missing);
        }
        Step::Rows => {
            bar.finish_and_clear();
            out.say("Rows.");
        }
        Step::Compare { files } => {
            out.say("Comparing.");
            *bar = out.count_bar(files);
        }
        Step::File | Step::Read => bar.inc(1),
    }
    out.flush();
}

fn place(args: &CopyArgs) -> Result<Place, Trouble> {
    let name = args.to.display();
    let read = Place::read(&args.to).map_err(|error| {
        Trouble::usage(format!("{name}: {error}"), "write the other [store] into a file, and name that")
    })?;
    read.map_err(|(problems, text)| Trouble {
        code: 2,
        message: format!("{name} is wrong\n{}", plain(&problems, |_| Some(&text)).trim_end()),
        advice: None,
    })
}

fn trouble(error: NotCopied) -> Trouble {
    match error {
        NotCopied::Store(error) => error.into(),
        NotCopied::InUse => Trouble::usage(
            error.to_string(),
            "nothing was changed: name an empty folder, an empty database, and a prefix that nothing begins with",
        ),
        NotCopied::Changed(_) => Trouble {
            code: 3,
            message: error.to_string(),
            advice: Some("stop what writes to it and run it again: what is there already is not sent again".into()),
        },
    }
}
