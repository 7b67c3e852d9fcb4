//! Writes every case of `tests/vectors/form` with the compiled form and what checking it here leads to, as JSON, so
//! that the same cases can be run elsewhere: `cargo run -p sayyar-forms --example vectors`.

#[path = "../tests/form/vector.rs"]
#[expect(dead_code, reason = "what must come of a case is compared by the test")]
mod vector;

use std::io::Write;

use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let files = vector::files().into_iter().map(|(name, file, compiled)| {
        let form = compiled.form;
        let cases = file.case.iter().enumerate().filter_map(|(number, case)| {
            let entries = case.entries()?;
            let today = case.today.unwrap_or(file.today);
            let report = form.check(&entries, today).to_json();
            Some(json!({ "case": number + 1, "today": today.to_string(), "entries": Value::Object(entries).to_string(), "report": report }))
        });
        json!({ "file": name, "about": file.about, "form": form.to_json(), "cases": cases.collect::<Vec<_>>() })
    });
    let all = Value::Array(files.collect());
    writeln!(std::io::stdout().lock(), "{all}")
}
