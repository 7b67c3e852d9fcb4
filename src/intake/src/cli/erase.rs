//! `erase`, `export`, `passphrase`.

use std::path::PathBuf;

use clap::Args;
use sayyar_seal::Number;
use sayyar_seal::age::Passphrase;
use serde_json::json;

use super::list::one;
use super::out::Out;
use super::passphrase::Passphrases;
use super::{Outcome, Trouble};
use crate::applications::{self, Filter, Summary};
use crate::config::Config;
use crate::ingest::Intake;
use crate::keys;
use crate::store::Store;

#[derive(Debug, Args)]
pub(super) struct EraseArgs {
    /// The number of the application
    #[arg(required_unless_present = "due", conflicts_with = "due")]
    number: Option<Number>,
    /// Everything that was closed and kept as long as its service says
    #[arg(long)]
    due: bool,
    /// Why: stays in the tombstone
    #[arg(long, value_name = "REASON", required_unless_present = "due")]
    because: Option<String>,
    /// Only say what would be erased
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The file to write; it must not be there yet. `.jsonl` gets one JSON value a line, everything else CSV. With --bags
    /// a folder, which may be there: what is missing in it is added
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
    /// For the archive: every revision of every application as the bag its applicant signed, opened and checked
    #[arg(long)]
    pub(super) bags: bool,
}

pub(super) fn erase(args: &EraseArgs, intake: &Intake, officer: &str, out: &mut Out) -> Outcome {
    let numbers = if args.due { intake.due()? } else { args.number.into_iter().collect() };
    let because = args.because.as_deref().unwrap_or("kept as long as the service says").trim();
    if because.is_empty() {
        return Err(Trouble::usage("the reason says nothing", "write why, in a sentence"));
    }
    for number in &numbers {
        let found = intake.find(number)?;
        // Another program may erase what is due at the same time.
        if args.due && found.is_empty() {
            continue;
        }
        let application = one(found, number)?;
        if args.dry_run {
            out.say(format!("{number}: {} revisions would be erased.", application.revisions.len()));
            out.value(&json!({ "number": number, "erased": false }));
            continue;
        }
        let erased = intake.erase(&application, officer, because)?;
        out.say(format!("{number}: {} revisions and {} files are erased.", erased.revisions, erased.files));
        if !erased.clean {
            out.say(
                "Another program is reading the database: what was erased stands in its log until that is done. It goes \
                 with the next erasing, or when the last program ends.",
            );
        }
        out.value(&json!({ "number": number, "erased": true, "files": erased.files, "clean": erased.clean }));
    }
    match (numbers.is_empty(), args.dry_run) {
        (true, _) => out.say("Nothing is due."),
        (false, false) => out.say("Publish the statuses again. Backups still hold what they held."),
        _ => {}
    }
    Ok(0)
}

/// A list for spreadsheets or programs: what is known without opening anything.
pub(super) fn export(args: &ExportArgs, store: &Store, out: &mut Out) -> Outcome {
    if args.out.exists() {
        return Err(Trouble::usage(format!("{} is there already", args.out.display()), "name another file"));
    }
    let found = applications::list(&store.records, &Filter::default())?;
    let lines = args.out.extension().is_some_and(|ending| ending == "jsonl");
    let text = if lines { json_lines(&found)? } else { table(&found) };
    crate::system::write_secret(&args.out, text.as_bytes())?;
    out.say(format!("{} applications are in {}.", found.len(), args.out.display()));
    out.value(&json!({ "file": args.out, "applications": found.len() }));
    Ok(0)
}

fn json_lines(found: &[Summary]) -> Result<String, Trouble> {
    let line = |one: &Summary| serde_json::to_string(one).map(|line| line + "\n");
    let text: Result<String, _> = found.iter().map(line).collect();
    text.map_err(|error| Trouble::machine(error.to_string()))
}

fn table(found: &[Summary]) -> String {
    let mut fields: Vec<&str> =
        found.iter().flat_map(|one| one.answers.iter().map(|(field, _)| field.as_str())).collect();
    fields.sort_unstable();
    fields.dedup();
    let head = ["number", "form", "state", "revision", "language", "filed", "changed", "fee", "assisted"];
    let mut text = line(head.into_iter().chain(fields.iter().copied()));
    for one in found {
        let answer = |field: &&str| one.answers.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value);
        let own = [
            one.number.to_string(),
            one.form.clone(),
            one.state.clone(),
            one.revision.to_string(),
            one.language.clone(),
            one.filed.to_string(),
            one.changed.to_string(),
            one.fee.clone().unwrap_or_default(),
            one.assisted.to_string(),
        ];
        text += &line(own.iter().map(String::as_str).chain(fields.iter().map(answer)));
    }
    text
}

/// One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cell = |text: &str| {
        let text = super::visible(text);
        let formula =
            text.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
        let quoted = text.replace('"', "\"\"");
        format!("\"{}{quoted}\"", if formula { "'" } else { "" })
    };
    cells.map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

/// Another passphrase for the keys of this desk; the keys stay.
pub(super) fn passphrase(new: Option<&PathBuf>, config: &Config, passphrases: &Passphrases, out: &mut Out) -> Outcome {
    let files: Vec<&PathBuf> = config.keys.identities.iter().chain([&config.keys.receipt]).collect();
    // Opened first, all of them: either every file changes or none.
    let old = passphrases.old_one(&files)?;
    let text = Passphrases::new(new.cloned()).new_one()?;
    let new = Passphrase::new(text.as_bytes());
    for file in &files {
        keys::reseal(file, &Passphrase::new(old.as_bytes()), &new)?;
    }
    out.say("The keys of this desk have the new passphrase. Copies of the key files elsewhere have the old one.");
    out.value(&json!({ "files": files }));
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_do_nothing_in_a_spreadsheet() {
        let cells = ["=HYPERLINK(\"x\")", "+1", "ƏLİYEVA", "a\"b", " @SUM", "\u{1b}[2J", "", "1-2"];
        let expected = "\"'=HYPERLINK(\"\"x\"\")\",\"'+1\",\"ƏLİYEVA\",\"a\"\"b\",\"' @SUM\",\"␛[2J\",\"\",\"1-2\"\r\n";
        assert_eq!(line(cells.into_iter()), expected);
    }
}
