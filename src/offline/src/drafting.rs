//! Saving a draft: the same protocol as [`crate::Finishing`], with phases `read` and `save`.

use std::io::Write;
use std::mem;

use sayyar_base::json;
use sayyar_seal::age::Passphrase;
use sayyar_seal::draft::{Draft, DraftFile, Saving};
use sayyar_seal::submission::FormBuild;
use sayyar_seal::{Digest, Measure, Measured, Password};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::Engine;
use crate::error::Code;
use crate::outlet::Outlet;
use crate::system::entropy;

/// A draft file in the making.
#[wasm_bindgen]
pub struct Drafting {
    draft: Draft,
    passphrase: Passphrase,
    measured: Vec<Measured>,
    poured: usize,
    stage: Stage,
    out: Outlet,
}

enum Stage {
    Reading(Measure),
    Saving(Saving<Outlet>),
    Done,
    Failed,
}

/// The draft that the page wants kept, its files without sizes and digests yet.
fn read(mut state: Map<String, Value>, form: &FormBuild) -> Option<Draft> {
    let mut object = |key: &str| match state.remove(key) {
        Some(Value::Object(object)) => Some(object),
        _ => None,
    };
    let (entries, page) = (object("entries")?, object("page").unwrap_or_default());
    let text = |from: &Map<String, Value>, key: &str| from.get(key)?.as_str().map(str::to_owned);
    let (language, saved_on) = (text(&state, "language")?.parse().ok()?, text(&state, "saved_on")?.parse().ok()?);
    let mut draft = Draft::new(form.clone(), language, saved_on, entries);
    draft.page = page;
    for file in state.get("files").and_then(Value::as_array).into_iter().flatten() {
        let (name, kind) = (text(file.as_object()?, "name")?, text(file.as_object()?, "type")?);
        draft.files.push(DraftFile { name, kind, size: 0, sha512: Digest([0; 64]) });
    }
    Some(draft)
}

#[wasm_bindgen]
impl Engine {
    /// Begins a draft of `{"language","saved_on","entries":{...},"page":{...},"files":[{"name","type"}]}`; the
    /// files will be fed in that order.
    pub fn draft(&self, state: &str, password: &str) -> Result<Drafting, Code> {
        let state = json::object(state.as_bytes()).map_err(|_| Code::MISUSE)?;
        let password = Password::parse(password).map_err(|_| Code::PASSWORD)?;
        let draft = read(state, &self.bundle.form).ok_or(Code::MISUSE)?;
        Ok(Drafting {
            draft,
            passphrase: password.passphrase(),
            measured: Vec::new(),
            poured: 0,
            stage: Stage::Reading(Measure::default()),
            out: Outlet::default(),
        })
    }
}

#[wasm_bindgen]
impl Drafting {
    /// `read`, `save`, `done`.
    pub fn phase(&self) -> String {
        let phase = match self.stage {
            Stage::Reading(_) => "read",
            Stage::Saving(_) => "save",
            Stage::Done => "done",
            Stage::Failed => "failed",
        };
        phase.into()
    }

    /// Which file is to be fed now, from its first byte; -1 when none is.
    pub fn wants(&self) -> i32 {
        let place = match self.stage {
            Stage::Reading(_) => self.measured.len(),
            Stage::Saving(_) => self.poured,
            Stage::Done | Stage::Failed => usize::MAX,
        };
        if place < self.draft.files.len() { i32::try_from(place).unwrap_or(-1) } else { -1 }
    }

    /// The next bytes of that file.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Code> {
        match &mut self.stage {
            Stage::Reading(measure) => measure.update(bytes),
            Stage::Saving(saving) => {
                if saving.write_all(bytes).is_err() {
                    return Err(self.fail(Code::FILE_CHANGED));
                }
            }
            Stage::Done | Stage::Failed => return Err(Code::MISUSE),
        }
        Ok(())
    }

    /// That file has no more.
    pub fn end(&mut self) -> Result<(), Code> {
        match &mut self.stage {
            Stage::Reading(measure) => {
                self.measured.push(mem::take(measure).finish());
                Ok(())
            }
            Stage::Saving(_) => {
                self.poured += 1;
                self.next_file()
            }
            Stage::Done | Stage::Failed => Err(Code::MISUSE),
        }
    }

    /// The work between files.
    pub fn step(&mut self) -> Result<(), Code> {
        if self.wants() >= 0 {
            return Err(Code::MISUSE);
        }
        let next = match mem::replace(&mut self.stage, Stage::Failed) {
            Stage::Reading(_) => {
                Stage::Saving(self.draft.save(&self.measured, &self.passphrase, self.out.clone(), &mut entropy)?)
            }
            Stage::Saving(saving) => saving.finish().map(|_| Stage::Done)?,
            Stage::Done | Stage::Failed => return Err(Code::MISUSE),
        };
        self.stage = next;
        self.next_file()
    }

    /// Bytes of the draft since the last time.
    pub fn take(&self) -> Vec<u8> {
        self.out.take()
    }
}

impl Drafting {
    fn fail(&mut self, code: Code) -> Code {
        self.stage = Stage::Failed;
        code
    }

    fn next_file(&mut self) -> Result<(), Code> {
        if let Stage::Saving(saving) = &mut self.stage
            && let Err(error) = saving.next_file()
        {
            return Err(self.fail(error.into()));
        }
        Ok(())
    }
}
