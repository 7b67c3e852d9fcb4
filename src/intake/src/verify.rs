//! The checks, in their order: staged bytes -> [`Opened`] -> [`VerifiedSubmission`].
//!
//! [`open`] needs keys and no forms: seal, archive, bag, signature, number, addressee. [`Opened::verify`] needs forms and
//! no keys: form, answers, attachments. The first that fails is named. What is odd but no reason to refuse, an
//! implausible date, a late arrival, is a [`Warning`] for the officer.
//!
//! **Invariants.** Attachments stream through: of one file at a time the bytes are in memory, and what was seen
//! in them counts only once the whole submission turned out genuine. A [`VerifiedSubmission`] has one constructor.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};

use sayyar_base::{Date, Money, fold};
use sayyar_seal::receipt::Sha256;
use sayyar_seal::submission::{self, Header, Limits, OpenedSubmission, Sink};
use sayyar_seal::{Digest, Number, age};
use serde::{Deserialize, Serialize};

use crate::form::{Accepted, Attached, Judgement, Knowledge, Media, Registry, Unfit};
use crate::keys::Keyring;
use crate::refusal::may_be_released;
use crate::store::Staged;
use crate::words::{self, Arg, Words};
use crate::{Refusal, Step};

/// What an officer should look at, though it is no reason to refuse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Warning {
    /// The applicant's clock was ahead of ours by more than a day.
    FilledInFuture {
        /// The day by that clock.
        on: Date,
    },
    /// Filled in before the form was released, or more than a year ago.
    FilledLongAgo {
        /// The day by the applicant's clock.
        on: Date,
    },
    /// It arrived after the version stopped being accepted.
    Late {
        /// The last day.
        until: Date,
    },
    /// Another build of the same version is known here: the rules are the same, the words were not compared.
    BuildUnknown {
        /// The build.
        build: u32,
    },
    /// The newest version of the form asks for another fee.
    FeeChanged {
        /// As it would be now.
        now: String,
    },
    /// The status is addressed elsewhere than in the first revision: it stays where it was.
    StatusElsewhere,
    /// The clock of the door that had it first stood wrong: ahead of ours, or back behind an earlier receipt.
    FilingTime,
    /// An officer overruled a check.
    Released {
        /// The check's code.
        refusal: String,
        /// Who.
        officer: String,
        /// Why.
        reason: String,
    },
}

impl Warning {
    /// The message that says it, and what it is given.
    fn message(&self, words: &Words) -> (&'static str, Vec<(&'static str, Arg<'_>)>) {
        match self {
            Self::FilledInFuture { on } => ("warning-filled-in-future", vec![("day", words.day(*on).into())]),
            Self::FilledLongAgo { on } => ("warning-filled-long-ago", vec![("day", words.day(*on).into())]),
            Self::Late { until } => ("warning-late", vec![("day", words.day(*until).into())]),
            Self::BuildUnknown { build } => ("warning-build-unknown", vec![("build", (*build).into())]),
            Self::FeeChanged { now } => ("warning-fee-changed", vec![("fee", now.into())]),
            Self::StatusElsewhere => ("warning-status-elsewhere", vec![]),
            Self::FilingTime => ("warning-filing-time", vec![]),
            Self::Released { refusal, officer, reason } => {
                let values = vec![("officer", officer.into()), ("code", refusal.into()), ("reason", reason.into())];
                ("warning-released", values)
            }
        }
    }

    /// As a piece of a page, in a language of the desk.
    pub fn html(&self, words: &Words) -> String {
        let (id, values) = self.message(words);
        words.html(id, &values)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (id, values) = self.message(words::english());
        f.write_str(&words::english().say(id, &values))
    }
}

/// A submission that opened, is whole, was signed by the key it names and was meant for us.
#[derive(Debug)]
pub struct Opened {
    submission: OpenedSubmission,
    sha256: Sha256,
    size: u64,
    seen: Vec<Result<Media, Unfit>>,
}

/// A submission that passed every check that can be made before it meets those that were taken in.
#[derive(Debug, Clone)]
pub struct VerifiedSubmission {
    header: Header,
    content: Digest,
    sha256: Sha256,
    size: u64,
    fee: Option<Money>,
    indexed: BTreeMap<String, String>,
    warnings: Vec<Warning>,
}

/// An officer's decision to take something in although a check failed.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The check's code.
    pub refusal: String,
    /// Who decided.
    pub officer: String,
    /// Why.
    pub reason: String,
}

/// What forms and day the checks go by.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The forms.
    pub forms: &'a Registry,
    /// Answers to keep in clear beside those a form names, by form.
    pub index: &'a [(sayyar_base::Id, Vec<String>)],
    /// Today, here.
    pub today: Date,
    /// What an officer overruled.
    pub waiver: Option<&'a Waiver>,
}

/// Opens what was staged: everything that needs no knowledge of forms.
pub fn open(staged: &Staged, keys: &Keyring, limits: Limits, knowledge: &dyn Knowledge) -> Result<Opened, Refusal> {
    if staged.is_too_large() {
        return Err(submission::Refusal::TooLarge.into());
    }
    let source = staged.reader().map_err(|error| submission::Refusal::Sink(error.kind()))?;
    let mut looking = Looking { knowledge, name: String::new(), left: 0, content: Vec::new(), seen: Vec::new() };
    let submission = if staged.is_resealed() {
        resealed(source, keys, limits, &mut looking)?
    } else {
        submission::open(source, keys.identities(), limits, &mut looking)?
    };
    looking.finish();
    Ok(Opened { submission, sha256: staged.sha256(), size: staged.size(), seen: looking.seen })
}

/// Opens a submission and gives its attachments to a sink: for those who read or extract one that was taken in.
/// `anew` says whether it was sealed anew here, which only the store knows.
pub fn reopen(
    source: impl Read,
    keys: &Keyring,
    limits: Limits,
    sink: &mut dyn Sink,
    anew: bool,
) -> Result<OpenedSubmission, Refusal> {
    if anew {
        resealed(source, keys, limits, sink)
    } else {
        Ok(submission::open(source, keys.identities(), limits, sink)?)
    }
}

/// A file that was sealed anew here: its bag may name recipients that were ours, and more recipients make it larger
/// than it was when it came.
fn resealed(
    source: impl Read,
    keys: &Keyring,
    limits: Limits,
    sink: &mut dyn Sink,
) -> Result<OpenedSubmission, Refusal> {
    let limits = Limits { sealed: limits.sealed.saturating_add(age::MAX_HEADER as u64), ..limits };
    Ok(submission::open_resealed(source, keys.identities(), keys.ours(), limits, sink)?)
}

impl Opened {
    /// What it says of itself.
    pub fn header(&self) -> &Header {
        self.submission.header()
    }

    /// The digest of its content.
    pub fn content(&self) -> Digest {
        self.submission.content_digest()
    }

    /// Form, answers, attachments.
    pub fn verify(self, context: Context<'_>) -> Result<VerifiedSubmission, Refusal> {
        let header = self.submission.header();
        let waived = context.waiver.map(|waiver| waiver.refusal.as_str()).filter(|code| may_be_released(code));
        let overruled = |refusal: Refusal| if waived == Some(refusal.code()) { Ok(()) } else { Err(refusal) };
        let accepted = context.forms.accept(&header.form, header.filled_on, context.today, waived)?;
        same_words(header, &accepted).or_else(overruled)?;
        let judgement = accepted.form.rules.judge(self.submission.answers(), header.filled_on);
        let judgement = judgement.map_err(|_| Refusal::AnswersMalformed)?;
        if !judgement.problems.is_empty() {
            overruled(Refusal::AnswersInvalid { problems: judgement.problems.clone() })?;
        }
        self.attachments(&judgement.files, waived)?;
        let mut warnings = warnings(header, &accepted, context);
        warnings.extend(fee_changed(&self.submission, &judgement, &accepted, context.forms));
        let indexed = indexed(&accepted, context, judgement.texts);
        Ok(VerifiedSubmission {
            header: header.clone(),
            content: self.submission.content_digest(),
            sha256: self.sha256,
            size: self.size,
            fee: judgement.fee,
            indexed,
            warnings,
        })
    }

    /// The answers name exactly the attachments there are, and each is what it claims.
    fn attachments(&self, named: &[Attached], waived: Option<&str>) -> Result<(), Refusal> {
        let there = self.submission.attachments();
        let mut named: Vec<&Attached> = named.iter().collect();
        named.sort_by(|a, b| a.path.cmp(&b.path));
        let same = |(a, b): (&submission::Attachment, &&Attached)| {
            a.path == b.path && a.size == b.size && a.sha512 == b.sha512
        };
        if there.len() != named.len() || !there.iter().zip(&named).all(same) {
            return Err(Refusal::AttachmentList);
        }
        for (seen, named) in self.seen.iter().zip(named) {
            let path = named.path.clone();
            let refusal = match seen {
                Ok(media) if *media == named.media => continue,
                Ok(media) => Refusal::AttachmentType { path, what: format!("it is {media}, not {}", named.media) },
                Err(Unfit { is_type: true, what }) => Refusal::AttachmentType { path, what: what.clone() },
                Err(Unfit { what, .. }) => Refusal::AttachmentDamaged { path, what: what.clone() },
            };
            if waived != Some(refusal.code()) {
                return Err(refusal);
            }
        }
        Ok(())
    }
}

/// The words the applicant read are those of the build, where that very build is known.
fn same_words(header: &Header, accepted: &Accepted<'_>) -> Result<(), Refusal> {
    let known = accepted.form.facts.words.get(&header.language);
    if accepted.build_known && known != Some(&header.words) {
        return Err(Refusal::FormWords { language: header.language.to_string() });
    }
    Ok(())
}

fn warnings(header: &Header, accepted: &Accepted<'_>, context: Context<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let (filled, today) = (header.filled_on.days_since_epoch(), context.today.days_since_epoch());
    if filled > today + 1 {
        warnings.push(Warning::FilledInFuture { on: header.filled_on });
    }
    if filled + 1 < accepted.form.facts.release.date.days_since_epoch() || filled + 366 < today {
        warnings.push(Warning::FilledLongAgo { on: header.filled_on });
    }
    warnings.extend(accepted.late.map(|until| Warning::Late { until }));
    if !accepted.build_known {
        warnings.push(Warning::BuildUnknown { build: header.form.build });
    }
    warnings.extend(context.waiver.map(|waiver| Warning::Released {
        refusal: waiver.refusal.clone(),
        officer: waiver.officer.clone(),
        reason: waiver.reason.clone(),
    }));
    warnings
}

/// What the newest version of the form would ask for, where that differs.
fn fee_changed(
    submission: &OpenedSubmission,
    judgement: &Judgement,
    accepted: &Accepted<'_>,
    forms: &Registry,
) -> Option<Warning> {
    let facts = &accepted.form.facts;
    let newest = forms.iter().filter(|form| form.facts.release.id == facts.release.id && !form.withdrawn).last()?;
    if newest.facts.release.version <= facts.release.version {
        return None;
    }
    // The newest rules compute the fee from answers that may be no answers to it: then nothing can be said.
    let now = newest.rules.judge(submission.answers(), submission.header().filled_on).ok()?.fee?;
    judgement.fee.filter(|fee| *fee != now).map(|_| Warning::FeeChanged { now: now.to_string() })
}

/// The answers that are kept in clear, as the form and this desk want them.
fn indexed(accepted: &Accepted<'_>, context: Context<'_>, texts: Vec<(String, String)>) -> BTreeMap<String, String> {
    let facts = &accepted.form.facts;
    let own = context.index.iter().filter(|(form, _)| *form == facts.release.id).flat_map(|(_, fields)| fields);
    let wanted: Vec<&String> = facts.index.iter().chain(own).collect();
    texts.into_iter().filter(|(field, _)| wanted.contains(&field)).collect()
}

impl VerifiedSubmission {
    /// What it says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The number of the application.
    pub fn number(&self) -> Number {
        self.header.number
    }

    /// The digest of its content.
    pub fn content(&self) -> Digest {
        self.content
    }

    /// The digest of the sealed file.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// The size of the sealed file.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// What has to be paid.
    pub fn fee(&self) -> Option<Money> {
        self.fee
    }

    /// Answers that are kept in clear, by field.
    pub fn indexed(&self) -> &BTreeMap<String, String> {
        &self.indexed
    }

    /// What an officer should look at.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

/// How far the checks went, for people: each with what was found, up to the one that failed.
pub fn checks(refusal: Option<&str>) -> Vec<(Step, Option<bool>)> {
    let failed = refusal.map(crate::refusal::step_of);
    let state = |step: Step| match failed {
        Some(failed) if step == failed => Some(false),
        Some(failed) if step > failed => None,
        _ => Some(true),
    };
    Step::ALL.into_iter().map(|step| (step, state(step))).collect()
}

/// Text as it is searched: the way the site's own search folds words.
pub fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold::fold(text, &mut folded);
    folded
}

/// Looks into attachments as they come by, one at a time.
struct Looking<'a> {
    knowledge: &'a dyn Knowledge,
    name: String,
    left: u64,
    content: Vec<u8>,
    seen: Vec<Result<Media, Unfit>>,
}

impl Looking<'_> {
    fn finish(&mut self) {
        if !self.name.is_empty() {
            self.seen.push(self.knowledge.sniff(&self.content, &self.name));
        }
        self.content.clear();
    }
}

impl Sink for Looking<'_> {
    fn begin(&mut self, path: &str, size: u64) -> io::Result<()> {
        self.finish();
        self.name = path.rsplit('/').next().unwrap_or(path).to_owned();
        self.left = size;
        // Room for what was announced, but not before it comes.
        self.content.shrink_to(1 << 20);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.left = self.left.saturating_sub(bytes.len() as u64);
        self.content.extend_from_slice(bytes);
        Ok(())
    }
}
