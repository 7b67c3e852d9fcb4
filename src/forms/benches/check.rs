//! How long one check takes: a form of 60 fields and 40 rules with everything answered, as after a keystroke in the
//! page. `cargo bench -p sayyar-forms --bench check`; the budget in the page is 5 ms.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use sayyar_base::Date;
use sayyar_forms::{Form, FormSource, Lists};
use serde_json::{Map, Value as Json, json};

/// Fields of ten types, each sixth with a rule for when it shows, for what it computes, and a check.
fn definition() -> String {
    let mut text = "kind = \"checker\"\nversion = 1\n[[outcome]]\nid = \"end\"\n".to_owned();
    for n in 0..10 {
        let before = if n == 0 { "true".to_owned() } else { format!("default(sum_{}, 0) >= 0", n - 1) };
        let section = format!(
            "[[section]]\nid = \"s{n}\"\nvisible = \"{before}\"\nfields = [\n\
             {{ id = \"text_{n}\", type = \"text\", max = 80, pattern = \"[A-Za-zƏəĞğ ]*\", required = true }},\n\
             {{ id = \"count_{n}\", type = \"integer\", min = 0, max = 99, required = \"len(text_{n}) > 2\" }},\n\
             {{ id = \"day_{n}\", type = \"date\", check = [{{ id = \"past\", that = \"day_{n} >= add_days(today, -30)\" }}] }},\n\
             {{ id = \"region_{n}\", type = \"choice\", list = \"regions\" }},\n\
             {{ id = \"town_{n}\", type = \"choice\", list = \"towns\", where = \"row.region == region_{n}\" }},\n\
             {{ id = \"sum_{n}\", type = \"computed\", value = \"count_{n} * 2 + default(count_{n}, 0)\" }},\n]\n"
        );
        text.push_str(&section);
    }
    text
}

fn lists() -> Lists {
    let regions: Vec<_> = (0..11).map(|n| format!("\"r{n}\"")).collect();
    let mut towns = "columns = { region = \"regions\" }\n".to_owned();
    for n in 0..70 {
        let _ = writeln!(towns, "[[row]]\nid = \"t{n}\"\nregion = \"r{}\"", n % 11);
    }
    let files = [("regions.toml".into(), format!("values = [{}]", regions.join(","))), ("towns.toml".into(), towns)];
    let (lists, problems) = Lists::parse(files.iter().map(|(path, text): &(_, String)| (path, text.as_str())));
    assert_eq!(problems, []);
    lists
}

fn entries() -> Map<String, Json> {
    let mut entries = Map::new();
    for n in 0..10 {
        let mut set = |key: &str, value: Json| drop(entries.insert(format!("{key}_{n}"), value));
        set("text", "Əliyeva Leyla".into());
        set("count", "12".into());
        set("day", json!({ "day": "1", "month": "12", "year": "2026" }));
        set("region", "r3".into());
        set("town", "t3".into());
    }
    entries
}

fn best(mut run: impl FnMut()) -> Duration {
    let mut time = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..2_000).map(|_| time()).min().unwrap_or_default()
}

fn main() -> std::io::Result<()> {
    let (text, lists, path) = (definition(), lists(), "form.toml".into());
    let source = FormSource { id: "bench", path: &path, text: &text, service: None, lists: &lists };
    let (compiled, problems) = Form::compile(&source);
    let form = compiled.unwrap_or_else(|| panic!("{problems:?}")).form;
    let (entries, today) = (entries(), Date::new(2026, 11, 23).expect("a day"));
    let report = form.check(&entries, today);
    assert!(report.is_valid(), "{:?}", report.problems().collect::<Vec<_>>());
    let mut out = std::io::stdout().lock();
    let fields = form.fields().count();
    writeln!(out, "{fields} fields: check {:?}", best(|| drop(form.check(&entries, today))))?;
    writeln!(
        out,
        "{fields} fields: report as JSON {:?}",
        best(|| drop(form.check(&entries, today).to_json().to_string()))
    )?;
    let json = form.to_json();
    writeln!(out, "{fields} fields: read the form {:?}", best(|| drop(Form::from_json(&json))))
}
