//! Prints the compiled form of a `form.toml` that needs no service and no lists, as canonical JSON, for tests and
//! measurements: `cargo run -p sayyar-forms --example compile FILE`.

use std::error::Error;
use std::io::Write;
use std::sync::Arc;

use sayyar_base::{canonical, diag};
use sayyar_forms::{Form, FormSource, Lists};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let text = std::fs::read_to_string(&path)?;
    let path = Arc::from(path);
    let source = FormSource { id: "example", path: &path, text: &text, service: None, lists: &Lists::default() };
    let (compiled, problems) = Form::compile(&source);
    let form = compiled.filter(|_| problems.is_empty()).ok_or_else(|| diag::plain(&problems, |_| Some(&text)))?.form;
    std::io::stdout().write_all(canonical::to_string(&form.to_json())?.as_bytes())?;
    Ok(())
}
