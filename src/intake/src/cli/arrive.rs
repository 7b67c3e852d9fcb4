//! Files that come where no key opens anything: on a desk on the road, they are kept as they are, with a receipt that
//! says they arrived. Headquarters looks into them once they were sent on.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use sayyar_seal::receipt::Signed;
use serde_json::json;

use super::Trouble;
use super::ingest::{Ran, write_receipt};
use super::out::Out;
use crate::ingest::{IngestError, Intake, Source};
use crate::store::Staged;

/// The most that share a transaction.
const BATCH: usize = 64;

/// One file that was written and waits to be kept.
struct Written {
    name: String,
    staged: Staged,
    first: Option<Signed>,
}

/// Keeps them all, telling each once its receipt is certain.
pub(super) fn run(
    items: Vec<(String, Source)>,
    receipts: Option<&Path>,
    intake: &Intake,
    out: &mut Out,
) -> Result<Ran, Trouble> {
    let bar = out.count_bar(items.len());
    let (count, mut known, mut too_large, mut failed) = (items.len(), 0, 0, BTreeSet::new());
    let mut batch = Vec::new();
    for (place, (name, source)) in items.into_iter().enumerate() {
        match write(intake, source) {
            Ok((staged, _)) if staged.is_too_large() => {
                too_large += 1;
                out.value(
                    &json!({ "file": name, "sha256": staged.sha256(), "outcome": "refused", "code": "too-large" }),
                );
                bar.suspend(|| out.say(format!("{name}: too-large: larger than what is taken; nothing was kept")));
            }
            Ok((staged, first)) => batch.push(Written { name, staged, first }),
            Err(error) => {
                failed.insert(place);
                out.value(&json!({ "file": name, "error": error.to_string() }));
                bar.suspend(|| out.fail(&format!("{name}: {error}"), None));
            }
        }
        bar.inc(1);
        if batch.len() == BATCH {
            known += bar.suspend(|| arrive(std::mem::take(&mut batch), receipts, intake, out))?;
        }
    }
    known += bar.suspend(|| arrive(batch, receipts, intake, out))?;
    bar.finish_and_clear();
    let arrived = count - too_large - failed.len();
    if count > 1 {
        let again = if known > 0 { format!(" ({known} of them were known)") } else { String::new() };
        out.say(format!("{arrived} arrived{again}; send them on with `forward`."));
    }
    out.value(&json!({
        "files": count, "arrived": arrived, "refused": too_large, "known": known, "failed": failed.len(),
    }));
    let code = if !failed.is_empty() { 3 } else { u8::from(too_large > 0) };
    Ok(Ran { code, failed })
}

fn write(intake: &Intake, source: Source) -> Result<(Staged, Option<Signed>), IngestError> {
    let (mut staged, first) = match source {
        Source::File(path) => {
            let staged = intake.stage(&mut File::open(&path).map_err(IngestError::Source)?)?;
            let first = intake.receipt_beside(&path, &staged.sha256());
            (staged, first)
        }
        Source::Staged(staged, first) => (staged, first.map(|first| *first)),
        Source::Left(sha256) => (intake.restage(&sha256)?, None),
    };
    if !staged.is_too_large() {
        intake.write(&mut staged)?;
    }
    Ok((staged, first))
}

/// Writes a batch down and tells it; how many had come before.
fn arrive(batch: Vec<Written>, receipts: Option<&Path>, intake: &Intake, out: &mut Out) -> Result<usize, Trouble> {
    let mut known = 0;
    let names: Vec<(String, u64)> = batch.iter().map(|one| (one.name.clone(), one.staged.size())).collect();
    let written: Vec<(Staged, Option<Signed>)> = batch.into_iter().map(|one| (one.staged, one.first)).collect();
    if written.is_empty() {
        return Ok(0);
    }
    for (arrived, (name, size)) in intake.arrive(&intake.keep(written)?)?.into_iter().zip(names) {
        if let Some(folder) = receipts {
            write_receipt(folder, &arrived.sha256, &arrived.receipt)?;
        }
        known += usize::from(arrived.again);
        let again = if arrived.again { ", known" } else { "" };
        out.say(format!("{name}: arrived{again}, not yet checked: {}", arrived.sha256));
        out.value(&json!({
            "outcome": "arrived", "file": name, "sha256": arrived.sha256, "size": size,
            "known": arrived.again, "receipt": arrived.receipt,
        }));
    }
    out.flush();
    Ok(known)
}
