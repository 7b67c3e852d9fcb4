//! What the person at the keyboard reads while the server runs.

use std::io::Write;
use std::sync::Mutex;
use std::time::Duration;

use sayyar_base::Diagnostic;
use sayyar_base::diag::any_error;

use crate::report::{self, Sources, Style};
use crate::workshop::Refresh;

/// Where it is written to.
pub(super) struct Console {
    to: Mutex<Box<dyn Write + Send>>,
    style: Style,
}

impl Console {
    pub(super) fn new(to: Box<dyn Write + Send>, style: Style) -> Self {
        Self { to: Mutex::new(to), style }
    }

    /// How diagnostics are printed here.
    pub(super) fn style(&self) -> Style {
        self.style
    }

    /// One line or several. A terminal that went away is no reason to stop.
    pub(super) fn say(&self, text: &str) {
        let mut to = self.to.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let _ = writeln!(to, "{text}").and_then(|()| to.flush());
    }

    /// What changed, what came of it and how long it took; then what is wrong.
    pub(super) fn refreshed(
        &self,
        paths: &[String],
        refresh: &Refresh,
        all: &[Diagnostic],
        sources: Sources,
        took: Duration,
    ) {
        let took = format!("{:.0} ms", took.as_secs_f64() * 1000.0);
        let wrong = any_error(all);
        let came = match (wrong, refresh.changed.len()) {
            (true, _) => format!("{}, the last good version stays", report::summary(all)),
            (false, 0) => "nothing on the site differs".to_owned(),
            (false, files) => format!("{}, {}", count(refresh.rendered, "page"), count(files, "file")),
        };
        self.say(&format!("{}: {came} ({took})", name(paths)));
        if !all.is_empty() {
            self.say(report::text(all, sources, self.style).trim_end());
        }
    }
}

fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

/// The files, or the first few of them.
fn name(paths: &[String]) -> String {
    let shown: Vec<_> = paths.iter().take(3).map(|path| report::visible(path)).collect();
    match paths.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {}", shown.join(", "), count(more, "other file")),
    }
}
