//! The transaction: where a submission meets all those before it, and unique keys decide.
//!
//! Revisions may come in any order. The first claim to a revision of a key is the one; a revision whose
//! predecessor is not here waits; one that amends another content than its predecessor has goes into quarantine,
//! whichever of the two came first. So the same files end in the same state, whatever their order.

use std::collections::BTreeMap;

use sayyar_base::canonical;
use sayyar_seal::receipt::{Kind, Receipt, Sha256, Signed};
use sayyar_seal::{Digest, Locator, Number, Time};
use serde_json::Value as Json;

use super::arrival::{self, Before};
use super::{Checked, Fate, Intake, Refused, Told};
use crate::audit::{self, Entry, Head};
use crate::fail;
use crate::store::{Durable, StoreError, Tx, Value};
use crate::verify::{Warning, folded};
use crate::{Refusal, VerifiedSubmission, system};

/// What becomes of the file of one item once the transaction is through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    Yes,
    No,
}

impl Intake {
    /// Makes what was checked durable.
    pub(super) fn keep_checked(&self, checked: Vec<Checked>) -> Result<Durable<Checked>, StoreError> {
        self.store.files.keep(checked, |one| &mut one.staged).map_err(StoreError::Files)
    }

    /// Takes in what was checked: one transaction for all of it. Receipts may be handed out once this returns.
    pub(super) fn commit(&self, checked: &Durable<Checked>) -> Result<Vec<Told>, StoreError> {
        let at = (self.now)();
        let told = self.store.records.write(|tx| {
            let mut ledger = Ledger::open(tx, self, at)?;
            let told: Result<Vec<_>, StoreError> = checked.iter().map(|one| ledger.take(one)).collect();
            told
        })?;
        fail::point("committed")?;
        // From here on whoever starts next would do the same.
        let all: Vec<(Sha256, bool)> = told.iter().map(|(told, keep)| (told.sha256, *keep == Keep::Yes)).collect();
        self.store.files.settle(&all)?;
        fail::point("settled")?;
        Ok(told.into_iter().map(|(told, _)| told).collect())
    }
}

/// A transaction with the ends of its two chains: receipts and audit log.
pub(super) struct Ledger<'a, 'b> {
    pub(super) tx: &'a mut Tx<'b>,
    intake: &'a Intake,
    pub(super) at: Time,
    head: Head,
    /// Number and digest of the last receipt.
    last: Option<(u64, Digest)>,
}

/// What a submission meets that does not have its key and revision.
struct Met {
    /// Its content was erased.
    erased: bool,
    /// The state of the same content, where that is here.
    state: Option<String>,
    /// Another application has its status.
    status: bool,
    /// A door gave a receipt for its bytes.
    door: bool,
}

/// A row of `submission` as far as the order of revisions goes.
struct Link {
    content: Digest,
    previous: Option<Digest>,
    taken: bool,
}

impl<'a, 'b> Ledger<'a, 'b> {
    pub(super) fn open(tx: &'a mut Tx<'b>, intake: &'a Intake, at: Time) -> Result<Self, StoreError> {
        let head = audit::head(tx)?;
        let sql = "SELECT sequence, digest FROM receipt WHERE signer = $1 ORDER BY sequence DESC LIMIT 1";
        let last = tx.one(sql, &[intake.signer().to_string().into()])?;
        let last = last.map(|row| Ok::<_, StoreError>((row.must(0)?, row.must(1)?))).transpose()?;
        Ok(Self { tx, intake, at, head, last })
    }

    /// What becomes of one item.
    fn take(&mut self, checked: &Checked) -> Result<(Told, Keep), StoreError> {
        let (sha256, size) = (checked.staged.sha256(), checked.staged.size());
        let before = arrival::before(self.tx, &sha256)?;
        if let Some(Before { told: Some(told), kept, .. }) = &before {
            if !checked.once_more {
                return Ok((told.clone(), if *kept { Keep::Yes } else { Keep::No }));
            }
            // Refused once more, for the same reason: nothing new to say.
            if let (Fate::Refused { code, .. }, Err(refused)) = (&told.fate, &checked.verdict)
                && code == refused.refusal.code()
            {
                return Ok((told.clone(), Keep::Yes));
            }
        }
        let mut filed = self.filed(checked.first.as_ref())?;
        if let Some(before) = &before {
            filed = filed.min(before.filed);
        }
        let placed = match &checked.verdict {
            Ok(submission) => self.place(submission, filed)?,
            Err(refused) => Err(refused.clone()),
        };
        fail::point("in-transaction")?;
        match placed {
            Ok((fate, keep)) => {
                let Fate::TakenIn { number, content, .. } = &fate else {
                    return Err(StoreError::Damaged("a fate that cannot be"));
                };
                if before.is_some() {
                    self.tx.run("DELETE FROM quarantine WHERE sha256 = $1", &[sha256.into()])?;
                }
                self.arrive((sha256, size), filed, ("taken-in", None), Some(*content), keep)?;
                let receipt = self.receipt(Kind::TakenIn { number: *number, content: *content }, (sha256, size))?;
                Ok((Told { sha256, size, fate, receipt, again: false }, keep))
            }
            Err(refused) => {
                let keep = match refused.refusal {
                    Refusal::Erased => Keep::No,
                    _ if checked.staged.is_too_large() => Keep::No,
                    _ => Keep::Yes,
                };
                let receipt = self.refuse((sha256, size), filed, &refused, keep)?;
                let fate = Fate::Refused { code: refused.refusal.code().into(), detail: refused.detail() };
                Ok((Told { sha256, size, fate, receipt, again: false }, keep))
            }
        }
    }

    /// Where a verified submission belongs among those of its key.
    fn place(&mut self, one: &VerifiedSubmission, filed: Time) -> Result<Result<(Fate, Keep), Refused>, StoreError> {
        let header = one.header();
        let named = Some((header.number, header.revision));
        let refused = |refusal| Ok(Err(Refused { refusal, named }));
        let content = one.content();
        let met = self.meet(one)?;
        if met.erased {
            // Nothing of it is written down again, not even its number.
            return Ok(Err(Refused { refusal: Refusal::Erased, named: None }));
        }
        if let Some(state) = met.state {
            // The same content, sealed anew: it is here already.
            return Ok(Ok((fate(one, state == "waiting", one.warnings().to_vec()), Keep::No)));
        }
        let applicant = header.applicant.raw();
        let [before, this, after] = self.links(applicant, header.revision)?;
        if this.is_some() {
            return refused(Refusal::RevisionTaken { revision: header.revision });
        }
        let recipient = header.status.raw();
        let mut warnings = one.warnings().to_vec();
        let first = header.revision == 1;
        let taken = match before {
            None if first && met.status => return refused(Refusal::StatusTaken),
            None => first,
            Some(before) if Some(before.content) != header.previous => {
                return refused(Refusal::PreviousDiffers { revision: header.revision });
            }
            Some(before) => before.taken,
        };
        if taken && !first {
            warnings.extend(self.elsewhere(applicant, &recipient)?.then_some(Warning::StatusElsewhere));
        }
        if met.door {
            warnings.extend(self.clock_was_wrong(one.sha256())?.then_some(Warning::FilingTime));
        }
        self.insert(one, filed, taken, &warnings)?;
        if taken {
            let locator = first.then(|| Locator::of(&header.status));
            self.apply(applicant, header.revision, locator, one.indexed())?;
        }
        self.follow(applicant, header.revision, content, taken, after)?;
        let detail = [("content", content.to_string()), ("number", header.number.to_string())];
        self.note("taken-in", Some(applicant), &detail)?;
        Ok(Ok((fate(one, !taken, warnings), Keep::Yes)))
    }

    /// Revisions that came before their predecessor: they count now, or turn out to amend something else.
    fn follow(
        &mut self,
        applicant: &[u8],
        mut revision: u32,
        mut content: Digest,
        mut taken: bool,
        mut next: Option<Link>,
    ) -> Result<(), StoreError> {
        while let Some(link) = next {
            revision += 1;
            if link.previous != Some(content) {
                return self.demote(applicant, revision, link.content);
            }
            if !taken || link.taken {
                break;
            }
            let sql = "UPDATE submission SET state = 'taken' WHERE content = $1";
            self.tx.run(sql, &[link.content.into()])?;
            let indexed = self.indexed(applicant, revision)?;
            self.apply(applicant, revision, None, &indexed)?;
            (content, taken) = (link.content, true);
            [_, _, next] = self.links(applicant, revision)?;
        }
        Ok(())
    }

    /// Takes a waiting revision out again and into quarantine.
    fn demote(&mut self, applicant: &[u8], revision: u32, content: Digest) -> Result<(), StoreError> {
        let sql = "DELETE FROM submission WHERE content = $1 RETURNING sha256, size, filed, number";
        let row = self.tx.one(sql, &[content.into()])?.ok_or(StoreError::Damaged("a submission is gone"))?;
        let number: Number = row.must(3)?;
        let refused = Refused { refusal: Refusal::PreviousDiffers { revision }, named: Some((number, revision)) };
        self.refuse((row.must(0)?, row.must(1)?), row.must(2)?, &refused, Keep::Yes)?;
        let detail = [("content", content.to_string()), ("number", number.to_string())];
        self.note("set-aside", Some(applicant), &detail)
    }

    fn meet(&mut self, one: &VerifiedSubmission) -> Result<Met, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM tombstone WHERE content = $1), \
                   (SELECT state FROM submission WHERE content = $1), \
                   (SELECT count(*) FROM application WHERE recipient = $2), \
                   (SELECT count(*) FROM receipt WHERE sha256 = $3 AND kind IN ('first', 'arrived'))";
        let values = [one.content().into(), one.header().status.raw().into(), one.sha256().into()];
        let row = self.tx.one(sql, &values)?.ok_or(StoreError::Damaged("a question has no answer"))?;
        let any = |column| Ok::<_, StoreError>(row.must::<u64>(column)? > 0);
        Ok(Met { erased: any(0)?, state: row.get(1)?, status: any(2)?, door: any(3)? })
    }

    /// A revision with the one before and the one after it.
    fn links(&mut self, applicant: &[u8], revision: u32) -> Result<[Option<Link>; 3], StoreError> {
        let sql = "SELECT revision, content, previous, state FROM submission \
                   WHERE applicant = $1 AND revision BETWEEN $2 AND $3";
        let first = i64::from(revision) - 1;
        let mut links = [None, None, None];
        for row in self.tx.run(sql, &[applicant.into(), first.into(), (first + 2).into()])? {
            let taken = row.must::<String>(3)? == "taken";
            let place = usize::try_from(row.must::<i64>(0)? - first).ok().and_then(|place| links.get_mut(place));
            *place.ok_or(StoreError::Damaged("a revision"))? =
                Some(Link { content: row.must(1)?, previous: row.get(2)?, taken });
        }
        Ok(links)
    }

    fn elsewhere(&mut self, applicant: &[u8], recipient: &[u8]) -> Result<bool, StoreError> {
        let row = self.tx.one("SELECT recipient FROM application WHERE applicant = $1", &[applicant.into()])?;
        Ok(row.map(|row| row.must::<Vec<u8>>(0)).transpose()?.is_some_and(|other| other != recipient))
    }

    fn insert(
        &mut self,
        one: &VerifiedSubmission,
        filed: Time,
        taken: bool,
        warnings: &[Warning],
    ) -> Result<(), StoreError> {
        let header = one.header();
        let indexed: Json =
            one.indexed().iter().map(|(field, text)| (field.clone(), Json::from(text.as_str()))).collect();
        let values: [Value; 20] = [
            one.content().into(),
            header.applicant.raw().as_slice().into(),
            header.number.into(),
            header.revision.into(),
            header.previous.into(),
            one.sha256().into(),
            one.size().into(),
            self.at.into(),
            filed.into(),
            (if taken { "taken" } else { "waiting" }).into(),
            header.form.id.as_str().into(),
            header.form.version.into(),
            header.form.build.into(),
            header.language.as_str().into(),
            header.filled_on.into(),
            header.assisted.into(),
            header.status.raw().into(),
            one.fee().map(|fee| fee.to_string()).into(),
            canonical::to_string(&indexed).map_err(|_| StoreError::Damaged("an answer is no text"))?.into(),
            serde_json::to_string(warnings).map_err(|_| StoreError::Damaged("a warning is no JSON"))?.into(),
        ];
        let sql = "INSERT INTO submission (content, applicant, number, revision, previous, sha256, size, at, filed, \
                   state, form, version, build, language, filled_on, assisted, recipient, fee, indexed, warnings) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
        self.tx.run(sql, &values).map(|_| ())
    }

    /// Makes a revision the one that holds, with its answers in clear; the first one with where its status lies.
    fn apply(
        &mut self,
        applicant: &[u8],
        revision: u32,
        first: Option<Locator>,
        indexed: &BTreeMap<String, String>,
    ) -> Result<(), StoreError> {
        let key: [Value; 2] = [applicant.into(), revision.into()];
        let again = if let Some(locator) = first {
            let sql = "INSERT INTO application (applicant, number, recipient, locator, content, revision, form, \
                       language, state, filed, changed, fee, assisted) SELECT applicant, number, recipient, $3, \
                       content, revision, form, language, 'received', filed, $4, fee, assisted FROM submission \
                       WHERE applicant = $1 AND revision = $2";
            self.tx.run(sql, &[&key[..], &[locator.0.to_vec().into(), self.at.into()]].concat())?;
            true
        } else {
            // An amendment brings the application back to the top, unless it is decided.
            let sql = "UPDATE application SET content = s.content, revision = s.revision, form = s.form, \
                       language = s.language, fee = s.fee, changed = $3, state = CASE WHEN application.state IN \
                       ('decided', 'ready-to-collect') THEN application.state ELSE 'received' END FROM submission s \
                       WHERE application.applicant = $1 AND s.applicant = $1 AND s.revision = $2 \
                       RETURNING application.state";
            let row = self.tx.one(sql, &[&key[..], &[self.at.into()]].concat())?;
            row.ok_or(StoreError::Damaged("an application is gone"))?.must::<String>(0)? == "received"
        };
        if again {
            let sql = "INSERT INTO event (applicant, position, day, state, at) SELECT $1, coalesce(max(position), 0) + 1, \
                       $2, '{\"state\":\"received\"}', $3 FROM event WHERE applicant = $1";
            self.tx.run(sql, &[applicant.into(), system::day(self.at).into(), self.at.into()])?;
        }
        if first.is_none() {
            self.tx.run("DELETE FROM answer WHERE applicant = $1", &[applicant.into()])?;
        }
        for (field, text) in indexed {
            let sql = "INSERT INTO answer (applicant, field, value, folded) VALUES ($1, $2, $3, $4)";
            self.tx.run(sql, &[applicant.into(), field.as_str().into(), text.as_str().into(), folded(text).into()])?;
        }
        Ok(())
    }

    /// The answers in clear of a revision that waited.
    fn indexed(&mut self, applicant: &[u8], revision: u32) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = "SELECT indexed FROM submission WHERE applicant = $1 AND revision = $2";
        let row = self.tx.one(sql, &[applicant.into(), revision.into()])?;
        let indexed = row.map(|row| row.must::<String>(0)).transpose()?.unwrap_or_default();
        serde_json::from_str(&indexed).map_err(|_| StoreError::Damaged("an index is not as it was"))
    }

    fn refuse(
        &mut self,
        bytes: (Sha256, u64),
        filed: Time,
        refused: &Refused,
        keep: Keep,
    ) -> Result<String, StoreError> {
        let code = refused.refusal.code();
        self.arrive(bytes, filed, ("refused", Some(code)), None, keep)?;
        let (number, revision) = refused.named.unzip();
        let sql = "INSERT INTO quarantine (sha256, size, at, code, detail, number, revision, kept) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (sha256) DO UPDATE SET code = excluded.code, \
                   detail = excluded.detail, number = excluded.number, revision = excluded.revision, decision = NULL";
        self.tx.run(
            sql,
            &[
                bytes.0.into(),
                bytes.1.into(),
                self.at.into(),
                code.into(),
                refused.detail().into(),
                number.into(),
                revision.into(),
                (keep == Keep::Yes).into(),
            ],
        )?;
        self.note("refused", None, &[("sha256", bytes.0.to_string()), ("code", code.into())])?;
        self.receipt(Kind::Refused { code: code.into() }, bytes)
    }

    fn arrive(
        &mut self,
        (sha256, size): (Sha256, u64),
        filed: Time,
        (outcome, code): (&str, Option<&str>),
        content: Option<Digest>,
        keep: Keep,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO arrival (sha256, size, at, filed, outcome, code, content, kept) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (sha256) DO UPDATE SET \
                   outcome = excluded.outcome, code = excluded.code, content = excluded.content, kept = excluded.kept";
        let keep = keep == Keep::Yes;
        let row = [
            sha256.into(),
            size.into(),
            self.at.into(),
            filed.into(),
            outcome.into(),
            code.into(),
            content.into(),
            keep.into(),
        ];
        self.tx.run(sql, &row).map(|_| ())
    }

    /// When bytes count as filed: when a door that is known had them, never later than now. Its receipt is kept, so
    /// that it travels along wherever they go on to.
    pub(super) fn filed(&mut self, first: Option<&Signed>) -> Result<Time, StoreError> {
        let Some(first) = first else { return Ok(self.at) };
        let receipt = first.receipt();
        let sql = "INSERT INTO receipt (signer, sequence, sha256, kind, digest, file) \
                   VALUES ($1, $2, $3, 'first', $4, $5) ON CONFLICT (signer, sequence) DO NOTHING";
        let row = [
            receipt.by.to_string().into(),
            receipt.sequence.into(),
            receipt.sha256.into(),
            first.digest().into(),
            first.as_str().into(),
        ];
        if receipt.by != self.intake.signer() {
            self.tx.run(sql, &row)?;
        }
        Ok(receipt.at.min(self.at))
    }

    /// Whether the clock of a door stood wrong when these bytes came to it: its time is ahead of ours, or before that
    /// of a receipt it gave earlier.
    fn clock_was_wrong(&mut self, sha256: Sha256) -> Result<bool, StoreError> {
        let sql = "SELECT file FROM receipt WHERE sha256 = $1 AND kind IN ('first', 'arrived') AND file IS NOT NULL";
        for row in self.tx.run(sql, &[sha256.into()])? {
            let Some(given) = parsed(row.must(0)?) else { continue };
            let sql = "SELECT file FROM receipt WHERE signer = $1 AND sequence < $2 AND file IS NOT NULL \
                       ORDER BY sequence DESC LIMIT 1";
            let (receipt, at) = (given.receipt(), given.receipt().at);
            let before = self.tx.one(sql, &[receipt.by.to_string().into(), receipt.sequence.into()])?;
            let before = before.map(|row| row.must(0)).transpose()?.and_then(parsed);
            if at > self.at || before.is_some_and(|before| before.receipt().at > at) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The next receipt of this desk. It may leave once the transaction is through.
    pub(super) fn receipt(&mut self, kind: Kind, (sha256, size): (Sha256, u64)) -> Result<String, StoreError> {
        let name = match kind {
            Kind::Arrived => "arrived",
            Kind::TakenIn { .. } => "taken-in",
            _ => "refused",
        };
        let mut receipt = Receipt::next(kind, (sha256, size), self.at, &self.intake.signer(), None);
        (receipt.sequence, receipt.previous) = self.last.map_or((1, None), |(last, digest)| (last + 1, Some(digest)));
        receipt.audit = self.head.digest;
        let signed = receipt.sign(self.intake.signing_key());
        let signed = signed.map_err(|_| StoreError::Damaged("more receipts than there can be"))?;
        let sql = "INSERT INTO receipt (signer, sequence, sha256, kind, digest, file) VALUES ($1, $2, $3, $4, $5, $6)";
        let row = [
            self.intake.signer().to_string().into(),
            signed.receipt().sequence.into(),
            sha256.into(),
            name.into(),
            signed.digest().into(),
            signed.as_str().into(),
        ];
        self.tx.run(sql, &row)?;
        self.last = Some((signed.receipt().sequence, signed.digest()));
        Ok(signed.as_str().to_owned())
    }

    pub(super) fn note(
        &mut self,
        action: &str,
        applicant: Option<&[u8]>,
        detail: &[(&str, String)],
    ) -> Result<(), StoreError> {
        let entry = Entry { at: self.at, actor: "intake", action, applicant, detail };
        audit::append(self.tx, &mut self.head, &entry)
    }
}

fn parsed(file: String) -> Option<Signed> {
    Signed::parse(file.as_bytes()).ok()
}

fn fate(one: &VerifiedSubmission, waiting: bool, warnings: Vec<Warning>) -> Fate {
    let header = one.header();
    Fate::TakenIn { number: header.number, revision: header.revision, content: one.content(), waiting, warnings }
}
