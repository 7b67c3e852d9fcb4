//! `letters`: the templates of what is printed.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::out::Out;
use super::{Outcome, Trouble};
use crate::config::Config;
use crate::letters::{Letters, samples};
use crate::words;

#[derive(Debug, Subcommand)]
pub(super) enum LettersCommand {
    /// Write the templates that are built in into a folder, to be changed; what is there stays
    ///
    /// Name the folder under [letters] in sayyar-intake.toml. Keep the files that you change, and delete the others: what
    /// is not in the folder is taken from those built in. `layout.html` is what all have around them, `letter.css` how
    /// they look, `<language>/letter.html` and `<language>/receipt.html` what they say. The templates are those of
    /// MiniJinja; the first lines of each name the values it may use. Nothing that is put in can be markup.
    Write {
        /// The folder
        folder: PathBuf,
    },
    /// Try every template with made-up values, in every language and for every step
    Check,
}

pub(super) fn run(command: &LettersCommand, config: &Config, out: &mut Out) -> Outcome {
    match command {
        LettersCommand::Write { folder } => {
            let written = Letters::copy_to(folder)?;
            out.say(format!("{} files are written into {}.", written.len(), folder.display()));
            if config.letters.folder.is_none() {
                out.say(format!(
                    "Name it under [letters] in sayyar-intake.toml: folder = {:?}",
                    folder.display().to_string()
                ));
            }
            out.value(&json!({ "written": written }));
            Ok(0)
        }
        LettersCommand::Check => check(&config.letters, out),
    }
}

fn check(letters: &Letters, out: &mut Out) -> Outcome {
    if let Some(folder) = letters.folder.as_ref().filter(|folder| !folder.is_dir()) {
        let message = format!("`folder` under [letters]: {} is no folder", folder.display());
        return Err(Trouble::usage(message, "make it with `sayyar-intake letters write FOLDER`"));
    }
    let (mut good, mut wrong) = (0, Vec::new());
    for language in words::tags() {
        for (paper, _, values) in samples(language) {
            match letters.write(paper, language, values) {
                Ok(_) => good += 1,
                Err(error) if wrong.contains(&error) => {}
                Err(error) => wrong.push(error),
            }
        }
    }
    for error in &wrong {
        out.fail(&error.to_string(), None);
        out.value(&json!({ "template": error.template, "line": error.line, "error": error.what }));
    }
    out.value(&json!({ "good": good, "wrong": wrong.len() }));
    if wrong.is_empty() {
        out.say(format!("{good} papers were written, none has a mistake."));
    }
    Ok(u8::from(!wrong.is_empty()))
}
