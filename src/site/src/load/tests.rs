//! What a page's source becomes, by files in `cases/page`.

use std::fmt::Write;
use std::sync::Arc;

use sayyar_base::Diagnostics;
use sayyar_base::diag::{plain, sort};

use super::body::{Body, Filling};
use super::page;

/// The HTML with what its holes ask for in `⟦ ⟧`.
fn shown(body: &Body) -> String {
    let filled: Result<String, std::convert::Infallible> = body.fill(|_, hole, out| {
        let _ = match &hole.filling {
            Filling::Url(target) => {
                let fragment = target.fragment.as_deref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
                write!(out, "⟦{}{fragment}⟧", target.path.as_deref().unwrap_or("this page"))
            }
            Filling::Component(call) => {
                let args: Vec<String> = call.args.iter().map(|(name, value, _)| format!("{name}={value:?}")).collect();
                let inner = call.inner.as_ref().map(|inner| format!(" ⟨{}⟩", shown(inner))).unwrap_or_default();
                write!(out, "⟦{}({}){inner}⟧", call.name, args.join(", "))
            }
        };
        Ok(())
    });
    filled.unwrap_or_default()
}

#[test]
fn pages() {
    sayyar_cases::check(env!("CARGO_MANIFEST_DIR"), "cases/page", "md", |file, text| {
        let mut problems = Diagnostics::new();
        let source = page::parse(0, "services/this.md".into(), Arc::from(file), text, true, &mut problems);
        let mut out = String::new();
        if let Some(source) = &source {
            let _ = writeln!(out, "{}", shown(&source.body));
            for heading in &source.body.headings {
                let _ = writeln!(out, "h{} #{} {}", heading.level, heading.id, heading.title);
            }
            let front = page::Front { span: None, ..source.front.clone() };
            if file.starts_with("front") {
                let _ = writeln!(out, "--- front\n{front:#?}");
            }
        }
        sort(&mut problems);
        let problems = plain(&problems, |path| (path == file).then_some(text));
        format!("{out}--- problems\n{problems}")
    });
}

#[test]
fn a_hostile_page_is_read_in_no_time() {
    for part in ["{{ a(", "[", "> ", "{% x() %}\n", "\n\n{% x() %}\n\n", "*_", "[^x]", "{{ a(\"", "<!--", "| a "] {
        let text = format!("+++\ntitle = \"x\"\n+++\n{}", part.repeat(20_000));
        let mut problems = Diagnostics::new();
        let _ = page::parse(0, "x.md".into(), "x.md".into(), &text, true, &mut problems);
    }
}
