//! Prints the compiled form of a `form.toml` that names no fees, documents or lists, as canonical JSON, for tests and
//! measurements: `cargo run -p sayyar-forms --example compile FILE`.

use std::error::Error;
use std::io::Write;
use std::sync::Arc;

use sayyar_base::{canonical, diag};
use sayyar_forms::{Form, FormSource, Lists, Service};

/// An application belongs to a service; this one has nothing that a form could name.
const SERVICE: &str = r#"
category = "work"
audience = ["foreigner"]
processing = { days = 20, count = "working" }
channels = ["form"]
steps = ["fill"]
retention = { months = 60 }
reviewed = 2026-11-20
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let text = std::fs::read_to_string(&path)?;
    let path = Arc::from(path);
    let lists = Lists::default();
    let (service, _) = Service::parse("example", &"service.toml".into(), SERVICE, &lists);
    let source = FormSource { id: "example", path: &path, text: &text, service: service.as_ref(), lists: &lists };
    let (compiled, problems) = Form::compile(&source);
    let form = compiled.filter(|_| problems.is_empty()).ok_or_else(|| diag::plain(&problems, |_| Some(&text)))?.form;
    std::io::stdout().write_all(canonical::to_string(&form.to_json())?.as_bytes())?;
    Ok(())
}
