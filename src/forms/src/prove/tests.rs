//! Every file of `cases/prove`: a form, and all that is said of it. Lists and service are the same for all.

use std::sync::Arc;
use std::time::Instant;

use sayyar_base::diag::plain;

use crate::{Form, FormSource, Lists, Service};

const LISTS: [(&str, &str); 5] = [
    ("regions", "values = [\"baku\", \"ganja\", \"shaki\", \"lankaran\"]"),
    (
        "districts",
        "columns = { region = \"regions\", open = \"yes-no\" }\nrow = [\n{ id = \"sabunchu\", region = \"baku\", open = true },\n\
         { id = \"kapaz\", region = \"ganja\", open = true },\n{ id = \"old-town\", region = \"shaki\" },\n]",
    ),
    ("purposes", "values = [\"work\", \"study\", \"family\", \"other\"]"),
    ("languages", "values = [\"az\", \"en\", \"ru\", \"tr\"]"),
    (
        "countries",
        "columns = { visa_free = \"yes-no\" }\nrow = [{ id = \"AZ\" }, { id = \"GE\", visa_free = true }, { id = \"TR\", visa_free = true }, { id = \"US\" }]",
    ),
];

pub(super) const SERVICE: &str = r#"
processing = { days = 20, count = "working" }
category = "work"
audience = ["foreigner"]
channels = ["form"]
steps = ["fill"]
retention = { months = 60 }
reviewed = 2026-11-20
[[fee]]
id = "state"
by = { months = "integer" }
cases = [{ months = "1..3", amount = "350 AZN" }, { months = "4..6", amount = "600 AZN" }, { months = "7..12", amount = "1000 AZN" }]
[[fee]]
id = "visa"
by = { days = "integer", purpose = "purposes" }
cases = [
  { days = "1..30", purpose = ["work", "study"], amount = "20 AZN" },
  { days = "31..", purpose = ["work", "study"], amount = "40 AZN" },
  { days = "1..", purpose = ["family", "other"], amount = "10 AZN" },
]
"#;

pub(super) fn lists() -> Lists {
    let files = LISTS.map(|(name, text)| (Arc::from(format!("forms/lists/{name}.toml")), text));
    let (lists, problems) = Lists::parse(files.iter().map(|(path, text)| (path, *text)));
    assert_eq!(problems, []);
    lists
}

#[test]
fn cases() {
    let lists = lists();
    let (service, problems) = Service::parse("case", &"service.toml".into(), SERVICE, &lists);
    assert_eq!(problems, []);
    sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/prove", "toml", |name, text| {
        let path = Arc::from(name);
        let service = service.as_ref().filter(|_| !text.contains("kind = \"checker\""));
        let source = FormSource { id: "case", path: &path, text, service, lists: &lists };
        let (compiled, problems) = Form::compile(&source);
        let Some(compiled) = compiled else { return plain(&problems, |path| (path == name).then_some(text)) };
        let begin = Instant::now();
        let told = plain(&compiled.prove(), |path| (path == name).then_some(text));
        if std::env::var_os("TIMES").is_some() {
            #[expect(clippy::print_stderr, reason = "asked for")]
            {
                eprintln!("{name}: {} fields, {:?}", compiled.form.fields().count(), begin.elapsed());
            }
        }
        if told.is_empty() { "proved\n".to_owned() } else { told }
    });
}
