//! Printing. What is printed was written by others: names of files, answers, comments of signatures. So every
//! character that moves a cursor, turns the direction of text or cannot be seen is shown as one that can.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Standard output, for people or for programs.
pub(super) struct Out {
    json: bool,
    stdout: BufWriter<Stdout>,
}

impl Out {
    pub(super) fn new(json: bool) -> Self {
        Self { json, stdout: BufWriter::new(io::stdout()) }
    }

    /// Whether somebody watches.
    pub(super) fn is_watched(&self) -> bool {
        !self.json && io::stderr().is_terminal()
    }

    /// Progress in bytes, where somebody watches and there is something to wait for.
    pub(super) fn bytes_bar(&self, bytes: u64) -> ProgressBar {
        self.bar(bytes, bytes > 1 << 20, "{bar:32} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left")
    }

    /// Progress in things.
    pub(super) fn count_bar(&self, count: usize) -> ProgressBar {
        self.bar(count as u64, count >= 10, "{bar:32} {pos} of {len}, {per_sec}, {eta} left")
    }

    fn bar(&self, length: u64, worth: bool, template: &str) -> ProgressBar {
        if !self.is_watched() || !worth {
            let bar = ProgressBar::hidden();
            bar.set_length(length);
            return bar;
        }
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(length).with_style(style);
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }

    /// A line for people. A reader that went away is no failure of ours.
    pub(super) fn say(&mut self, text: impl AsRef<str>) {
        if !self.json {
            for line in text.as_ref().split('\n') {
                _ = writeln!(self.stdout, "{}", visible(line));
            }
        }
    }

    /// A text as a square that telephones read.
    pub(super) fn code(&mut self, text: &str) {
        if !self.json
            && let Some(code) = crate::qr::terminal(text, io::stdout().is_terminal())
        {
            _ = write!(self.stdout, "{code}");
        }
    }

    /// A value for programs, on one line.
    pub(super) fn value(&mut self, value: &impl Serialize) {
        if self.json
            && let Ok(text) = serde_json::to_string(value)
        {
            _ = writeln!(self.stdout, "{text}");
        }
    }

    /// Text as it is, a receipt for example.
    pub(super) fn raw(&mut self, text: &str) {
        _ = self.stdout.write_all(text.as_bytes());
    }

    /// So that what was told is on its way before what comes next.
    pub(super) fn flush(&mut self) {
        _ = self.stdout.flush();
    }

    pub(super) fn finish(&mut self) -> io::Result<()> {
        match self.stdout.flush() {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }

    /// What went wrong, on standard error.
    pub(super) fn fail(&mut self, message: &str, advice: Option<&str>) {
        self.flush();
        let mut stderr = io::stderr();
        if self.json {
            let value = serde_json::json!({ "error": message, "advice": advice });
            _ = writeln!(stderr, "{value}");
            return;
        }
        let message: Vec<_> = message.split('\n').map(visible).collect();
        _ = writeln!(stderr, "sayyar-intake: {}", message.join("\n"));
        if let Some(advice) = advice {
            _ = writeln!(stderr, "  {}", visible(advice));
        }
    }
}

/// Text with every character that cannot be seen, or that does something, as one that can be seen and does not.
pub fn visible(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        c if !harmful(c) => c,
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_that_does_something() {
        assert_eq!(visible("müqavilə İş"), "müqavilə İş");
        assert_eq!(visible("\u{1b}[2J\u{7}a\tb\u{9b}"), "␛[2J␇a b\u{fffd}");
        assert_eq!(visible("a\u{202e}fdp.exe\u{200b}"), "a\u{fffd}fdp.exe\u{fffd}");
    }
}
