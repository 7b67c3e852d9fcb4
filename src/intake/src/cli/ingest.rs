//! `verify` and `ingest`: files, folders, standard input.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use indicatif::ProgressBar;
use sayyar_seal::receipt::Sha256;
use serde_json::json;

use super::out::Out;
use super::{Outcome, Trouble};
use crate::config::Config;
use crate::ingest::{Fate, IngestError, Intake, Source, Told};
use crate::refusal::{advice, sentence};
use crate::verify;

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The file; `-` is standard input
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct IngestArgs {
    /// Files, and folders with files; `-` is standard input
    #[arg(required_unless_present = "arrived")]
    paths: Vec<PathBuf>,
    /// What arrived through a door that shares this store
    #[arg(long)]
    arrived: bool,
    /// Write each receipt here, as <SHA-256>.receipt
    #[arg(long, value_name = "FOLDER")]
    receipts: Option<PathBuf>,
}

/// Checks a file, step by step, and takes nothing in.
pub(super) fn verify(args: &VerifyArgs, intake: &Intake, out: &mut Out) -> Outcome {
    let staged = if args.file == Path::new("-") {
        intake.stage(&mut io::stdin().lock())
    } else {
        let file = std::fs::File::open(&args.file);
        file.map_err(IngestError::Source).and_then(|mut file| intake.stage(&mut file))
    };
    let name = args.file.display().to_string();
    let staged = staged.map_err(|error| Trouble::usage(format!("{name}: {error}"), "check the path"))?;
    let verdict = intake.verify(&staged, None);
    if let Err(refused) = &verdict
        && refused.refusal.is_ours()
    {
        return Err(Trouble::machine(format!("{name}: {}", refused.refusal)));
    }
    let code = verdict.as_ref().err().map(|refused| refused.refusal.code());
    for (step, passed) in verify::checks(code).into_iter().filter(|(step, _)| *step != crate::Step::Once) {
        match passed {
            Some(true) => out.say(format!("  ok  {}", step.passed())),
            Some(false) => out.say(format!(
                "  NO  {}",
                sentence(&verdict.as_ref().err().map_or(String::new(), |refused| refused.refusal.to_string()))
            )),
            None => {}
        }
    }
    match &verdict {
        Ok(one) => {
            let header = one.header();
            out.say(format!(
                "\nNumber {}, revision {}, form {} {}.{}, {}, filled in on {}{}",
                header.number,
                header.revision,
                header.form.id,
                header.form.version,
                header.form.build,
                header.language,
                header.filled_on,
                one.fee().map_or(String::new(), |fee| format!(", fee {fee}")),
            ));
            for warning in one.warnings() {
                out.say(format!("Look at this: {warning}"));
            }
            out.value(&json!({
                "valid": true, "sha256": one.sha256(), "size": one.size(), "content": one.content(), "header": header,
                "fee": one.fee().map(|fee| fee.to_string()), "warnings": one.warnings(),
            }));
            Ok(0)
        }
        Err(refused) => {
            let code = refused.refusal.code();
            out.say(format!("\n{code}: {}", advice(code)));
            let (number, revision) = refused.named.unzip();
            out.value(&json!({
                "valid": false, "sha256": staged.sha256(), "size": staged.size(), "code": code,
                "step": refused.refusal.step(), "message": refused.refusal.to_string(), "advice": advice(code),
                "number": number, "revision": revision,
            }));
            Ok(1)
        }
    }
}

/// How many came to what.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    files: usize,
    taken: usize,
    waiting: usize,
    refused: usize,
    again: usize,
    failed: usize,
}

/// Takes in what lies at the paths, and what arrived.
pub(super) fn ingest(args: &IngestArgs, config: &Config, intake: &Intake, out: &mut Out) -> Outcome {
    let mut items = Vec::new();
    for path in files(&args.paths)? {
        let name = path.display().to_string();
        items.push(match path == Path::new("-") {
            true => (name, Source::Staged(stage_input(intake)?, None)),
            false => (name, Source::File(path)),
        });
    }
    Ok(run(items, args.arrived, args.receipts.as_deref(), config, intake, out)?.code)
}

/// How a run ended: its exit code, and what could not be read, by its place.
pub(super) struct Ran {
    pub(super) code: u8,
    pub(super) failed: BTreeSet<usize>,
}

/// Takes in these files.
pub(super) fn take_in(
    paths: &[PathBuf],
    receipts: Option<&Path>,
    config: &Config,
    intake: &Intake,
    out: &mut Out,
) -> Result<Ran, Trouble> {
    let items = paths.iter().map(|path| (path.display().to_string(), Source::File(path.clone())));
    run(items.collect(), false, receipts, config, intake, out)
}

fn run(
    items: Vec<(String, Source)>,
    arrived: bool,
    receipts: Option<&Path>,
    config: &Config,
    intake: &Intake,
    out: &mut Out,
) -> Result<Ran, Trouble> {
    if let Some(folder) = receipts {
        std::fs::create_dir_all(folder)?;
    }
    if intake.keys.is_empty() {
        return super::arrive::run(items, receipts, intake, out);
    }
    let (names, sources): (Vec<String>, Vec<Source>) = items.into_iter().unzip();
    let bar = out.count_bar(sources.len());
    let mut report = Report { bar, count: Count::default(), trouble: None, receipts, out };
    let mut failed = BTreeSet::new();
    intake.run(sources.into_iter(), &mut |event| {
        failed.extend(event.result.is_err().then_some(event.place));
        report.tell(&names[event.place], event.result);
    });
    if arrived {
        intake.take_in_arrived(&mut |sha256, result| report.tell(&sha256.to_string(), result))?;
    }
    report.bar.finish_and_clear();
    let (count, trouble) = (report.count, report.trouble);
    intake.expire_quarantine(config.quarantine.days, config.quarantine.bytes)?;
    if let Some(error) = trouble {
        return Err(Trouble::machine(format!("a receipt could not be written: {error}")));
    }
    if count.files > 1 {
        out.say(count.sentence());
    }
    out.value(&json!({
        "files": count.files, "taken_in": count.taken, "waiting": count.waiting, "refused": count.refused,
        "known": count.again, "failed": count.failed,
    }));
    let code = match count {
        Count { failed: 1.., .. } => 3,
        Count { refused: 1.., .. } => 1,
        _ => 0,
    };
    Ok(Ran { code, failed })
}

/// Tells one after the other, and counts.
struct Report<'a> {
    bar: ProgressBar,
    count: Count,
    trouble: Option<io::Error>,
    receipts: Option<&'a Path>,
    out: &'a mut Out,
}

impl Report<'_> {
    fn tell(&mut self, name: &str, result: Result<Told, IngestError>) {
        self.bar.inc(1);
        self.count.files += 1;
        let (count, out, receipts) = (&mut self.count, &mut *self.out, self.receipts);
        let trouble = &mut self.trouble;
        match result {
            Ok(told) => self.bar.suspend(|| {
                count.add(&told);
                if let Err(error) = tell(name, &told, receipts, out) {
                    trouble.get_or_insert(error);
                }
            }),
            Err(error) => self.bar.suspend(|| {
                count.failed += 1;
                out.value(&json!({ "file": name, "error": error.to_string() }));
                out.fail(&format!("{name}: {error}"), None);
            }),
        }
    }
}

fn stage_input(intake: &Intake) -> Result<crate::store::Staged, Trouble> {
    let mut input: Box<dyn Read> = Box::new(io::stdin().lock());
    intake.stage(&mut input).map_err(|error| Trouble::machine(format!("standard input: {error}")))
}

impl Count {
    fn add(&mut self, told: &Told) {
        match &told.fate {
            Fate::TakenIn { waiting: true, .. } => self.waiting += 1,
            Fate::TakenIn { .. } => self.taken += 1,
            Fate::Refused { .. } => self.refused += 1,
        }
        self.again += usize::from(told.again);
    }

    fn sentence(self) -> String {
        let mut parts = vec![format!("{} taken in", self.taken)];
        for (count, what) in [(self.waiting, "waiting"), (self.refused, "refused"), (self.failed, "not read")] {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        }
        let known = if self.again > 0 { format!(" ({} of them were known)", self.again) } else { String::new() };
        format!("{}{known}", parts.join(", "))
    }
}

/// One line for each, its receipt on the disk first.
fn tell(name: &str, told: &Told, receipts: Option<&Path>, out: &mut Out) -> io::Result<()> {
    if let Some(folder) = receipts {
        write_receipt(folder, &told.sha256, &told.receipt)?;
    }
    let known = if told.again { ", known" } else { "" };
    match &told.fate {
        Fate::TakenIn { number, revision, waiting, warnings, .. } => {
            let waiting = if *waiting { ", waits for the revision before it" } else { "" };
            out.say(format!("{name}: {number}, revision {revision}{waiting}{known}"));
            for warning in warnings {
                out.say(format!("  Look at this: {warning}"));
            }
        }
        Fate::Refused { code, detail } => {
            out.say(format!("{name}: refused{known}: {code}: {detail}"));
            out.say(format!("  {}", advice(code)));
        }
    }
    let mut value = serde_json::to_value(&told.fate).unwrap_or_default();
    value["file"] = name.into();
    value["sha256"] = told.sha256.to_string().into();
    value["size"] = told.size.into();
    value["known"] = told.again.into();
    value["receipt"] = told.receipt.as_str().into();
    out.value(&value);
    out.flush();
    Ok(())
}

/// Writes a receipt durably; one that is there is the same.
pub(super) fn write_receipt(folder: &Path, sha256: &Sha256, receipt: &str) -> io::Result<()> {
    crate::system::replace(&folder.join(format!("{sha256}.receipt")), receipt.as_bytes())
}

/// All files at the paths, folders walked in the order of names. Hidden files and receipts are passed over.
pub(super) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            files.push(path.clone());
        } else if path.is_dir() {
            walk(path, &mut files)?;
        } else if path.exists() {
            files.push(path.clone());
        } else {
            return Err(Trouble::usage(format!("there is no {}", path.display()), "nothing was taken in"));
        }
    }
    Ok(files)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type()?);
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden {
            walk(&path, files)?;
        } else if kind.is_file() && !hidden && path.extension().is_none_or(|extension| extension != "receipt") {
            files.push(path);
        }
    }
    Ok(())
}
