//! Finish: from answers and attachments to the file to hand in and the copy to keep.
//!
//! In phases, so that the page can show how far it is and stop in between. Password first: it needs the most
//! memory, and must fail before attachments are read rather than after. Then every file is read once to be
//! measured, the bag is signed, and the files are read again for the sealed file and for the copy.

use std::io::Write;
use std::mem;
use std::rc::Rc;

use sayyar_base::canonical;
use sayyar_seal::age::{Kind, Passphrase, Recipient};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::submission::{Copying, Details, Sealing, SignedOutline};
use sayyar_seal::zip::Sum;
use sayyar_seal::{Digest, Measure, Measured, Number, Password};
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::bundle::Bundle;
use crate::engine::Engine;
use crate::error::Code;
use crate::opening::OpenedCopy;
use crate::outlet::Outlet;
use crate::papers::Papers;
use crate::system::entropy;

/// An application in the making. Ask [`Finishing::wants`] which file is to be fed; when it wants none, call
/// [`Finishing::step`]; after each, [`Finishing::take`] what is finished, until [`Finishing::phase`] is `done`.
#[wasm_bindgen]
pub struct Finishing {
    bundle: Rc<Bundle>,
    papers: Papers,
    key: SigningKey,
    passphrase: Passphrase,
    status: Recipient,
    previous: Option<(u32, Digest)>,
    measured: Vec<Measured>,
    signed: Option<SignedOutline>,
    /// The files in the order in which they are poured, and how many of them are.
    order: Vec<usize>,
    poured: usize,
    stage: Stage,
    sealed: Outlet,
    copy: Outlet,
}

enum Stage {
    Reading(Measure),
    Sealing(Sealing<Outlet>),
    Sealed(Sum),
    Copying(Copying<Outlet>),
    Done,
    /// A step failed: there is no way on.
    Failed,
}

#[wasm_bindgen]
impl Engine {
    /// Begins to finish: makes the key and, from the password, the identity of the status. The order is
    /// `{"language","today","entries":{...},"files":2,"assisted":false}`, `files` being how many will be fed.
    pub fn finish(&self, order: &str, password: &str) -> Result<Finishing, Code> {
        Finishing::begin(self, Papers::new(order)?, password, SigningKey::generate(&mut entropy), None)
    }

    /// The same for the next revision of what was opened: same key, same number.
    pub fn amend(&self, copy: &OpenedCopy, order: &str, password: &str) -> Result<Finishing, Code> {
        let previous = Some((copy.header.revision, copy.content));
        Finishing::begin(self, Papers::new(order)?, password, copy.key.clone(), previous)
    }
}

#[wasm_bindgen]
impl Finishing {
    /// `read`, `seal`, `copy`, `done`.
    pub fn phase(&self) -> String {
        let phase = match self.stage {
            Stage::Reading(_) => "read",
            Stage::Sealing(_) => "seal",
            Stage::Sealed(_) | Stage::Copying(_) => "copy",
            Stage::Done => "done",
            Stage::Failed => "failed",
        };
        phase.into()
    }

    /// Which file is to be fed now, from its first byte; -1 when none is.
    pub fn wants(&self) -> i32 {
        let place = match self.stage {
            Stage::Reading(_) => Some(self.measured.len()).filter(|place| *place < self.papers.files),
            Stage::Sealing(_) | Stage::Copying(_) => self.order.get(self.poured).copied(),
            Stage::Sealed(_) | Stage::Done | Stage::Failed => None,
        };
        place.and_then(|place| i32::try_from(place).ok()).unwrap_or(-1)
    }

    /// The next bytes of that file.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Code> {
        let written = match &mut self.stage {
            Stage::Reading(measure) => {
                measure.update(bytes);
                Ok(())
            }
            Stage::Sealing(sealing) => sealing.write_all(bytes),
            Stage::Copying(copying) => copying.write_all(bytes),
            Stage::Sealed(_) | Stage::Done | Stage::Failed => return Err(Code::MISUSE),
        };
        written.map_err(|_| self.fail(Code::FILE_CHANGED))
    }

    /// That file has no more.
    pub fn end(&mut self) -> Result<(), Code> {
        match &mut self.stage {
            Stage::Reading(measure) => {
                self.measured.push(mem::take(measure).finish());
                Ok(())
            }
            Stage::Sealing(_) | Stage::Copying(_) => {
                self.poured += 1;
                self.next_attachment()
            }
            Stage::Sealed(_) | Stage::Done | Stage::Failed => Err(Code::MISUSE),
        }
    }

    /// The work between files.
    pub fn step(&mut self) -> Result<(), Code> {
        match self.advance() {
            Ok(stage) => {
                self.stage = stage;
                self.poured = 0;
                self.next_attachment()
            }
            Err(code) => Err(self.fail(code)),
        }
    }

    /// Bytes of the file to hand in (phase `seal`) or of the copy (phase `copy`), since the last time.
    pub fn take(&self) -> Vec<u8> {
        let sealed = self.sealed.take();
        if sealed.is_empty() { self.copy.take() } else { sealed }
    }

    /// Whether what [`Finishing::take`] gives next belongs to the copy.
    pub fn copying(&self) -> bool {
        matches!(self.stage, Stage::Sealed(_) | Stage::Copying(_) | Stage::Done)
    }

    /// What the page shows: number, revision, digests, names of both files; nothing before `done`.
    pub fn facts(&self) -> Option<String> {
        let (Stage::Done, Some(signed)) = (&self.stage, &self.signed) else { return None };
        let (size, sha256) = self.sealed.sum();
        let sha256: String = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        let facts = json!({
            "number": signed.number(),
            "revision": signed.header().revision,
            "digest": signed.content_digest(),
            "applicant": signed.header().applicant,
            "sha256": sha256,
            "size": size,
            "name": format!("application-{}.age", &sha256[..8]),
            "copyName": format!("application-{}-copy.age", &sha256[..8]),
            "copySize": self.copy.sum().0,
        });
        canonical::to_string(&facts).ok()
    }
}

impl Finishing {
    fn begin(
        engine: &Engine,
        papers: Papers,
        password: &str,
        key: SigningKey,
        previous: Option<(u32, Digest)>,
    ) -> Result<Self, Code> {
        let password = Password::parse(password).map_err(|_| Code::PASSWORD)?;
        let status = password.status_identity(&Number::of(&key.public()), Kind::Hybrid)?.recipient();
        Ok(Self {
            bundle: engine.bundle.clone(),
            papers,
            key,
            passphrase: password.passphrase(),
            status,
            previous,
            measured: Vec::new(),
            signed: None,
            order: Vec::new(),
            poured: 0,
            stage: Stage::Reading(Measure::default()),
            sealed: Outlet::default(),
            copy: Outlet::default(),
        })
    }

    fn fail(&mut self, code: Code) -> Code {
        self.stage = Stage::Failed;
        code
    }

    fn next_attachment(&mut self) -> Result<(), Code> {
        let begun = match &mut self.stage {
            Stage::Sealing(sealing) => sealing.next_attachment(),
            Stage::Copying(copying) => copying.next_attachment(),
            Stage::Reading(_) | Stage::Sealed(_) | Stage::Done | Stage::Failed => Ok(false),
        };
        begun.map(|_| ()).map_err(|error| self.fail(error.into()))
    }

    /// The stage after this one.
    fn advance(&mut self) -> Result<Stage, Code> {
        if self.wants() >= 0 {
            return Err(Code::MISUSE);
        }
        match mem::replace(&mut self.stage, Stage::Failed) {
            Stage::Reading(_) => {
                let signed = self.signed.insert(sign(
                    &self.bundle,
                    &self.papers,
                    &self.measured,
                    &self.status,
                    self.previous,
                    &self.key,
                    &mut self.order,
                )?);
                Ok(Stage::Sealing(signed.seal(self.sealed.clone(), &mut entropy)?))
            }
            Stage::Sealing(sealing) => Ok(Stage::Sealed(sealing.finish()?.1)),
            Stage::Sealed(sum) => {
                let signed = self.signed.as_ref().ok_or(Code::MISUSE)?;
                Ok(Stage::Copying(signed.copy(sum, &self.passphrase, self.copy.clone(), &mut entropy)?))
            }
            Stage::Copying(copying) => copying.finish(&self.key).map(|_| Stage::Done).map_err(Code::from),
            Stage::Done | Stage::Failed => Err(Code::MISUSE),
        }
    }
}

fn sign(
    bundle: &Bundle,
    papers: &Papers,
    measured: &[Measured],
    status: &Recipient,
    previous: Option<(u32, Digest)>,
    key: &SigningKey,
    order: &mut Vec<usize>,
) -> Result<SignedOutline, Code> {
    let recipients = bundle.recipients.as_ref().ok_or(Code::BUNDLE)?;
    let words = *bundle.words.get(papers.language.as_str()).ok_or(Code::MISUSE)?;
    let answers = papers.answers(&bundle.definition, measured)?;
    let attached = answers.attachments.iter().map(|(path, place)| (path.as_str(), measured[*place]));
    let details = Details {
        form: bundle.form.clone(),
        words,
        language: papers.language.clone(),
        filled_on: papers.today,
        previous,
        status: status.clone(),
        engine: bundle.engine.clone(),
        assisted: papers.assisted,
    };
    let signed = SignedOutline::sign(details, answers.json.as_bytes(), &attached.collect::<Vec<_>>(), key, recipients)?;
    let place = |path: &str| answers.attachments.iter().find(|(own, _)| own == path).map(|(_, place)| *place);
    *order = signed.attachments().iter().filter_map(|one| place(&one.path)).collect();
    Ok(signed)
}
