//! Why something is not taken in: one code for each check, what it means, and what a person can do about it.
//!
//! The checks stand in one order, and the first that fails is the one that is named. Everything a person reads
//! about a code is here, so the command line, the desk and the papers say the same.

use std::fmt;

use sayyar_seal::submission;
use serde::Serialize;

use crate::words;

/// The checks, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// A sealed file of a size that is taken.
    Sealed,
    /// One of our identities opens it, and it is genuine to its end.
    Opens,
    /// The canonical archive.
    Archive,
    /// Exactly the files of a submission, as its manifests say.
    Bag,
    /// Signed by the key it names.
    Signature,
    /// The number belongs to that key.
    Number,
    /// Addressed to one of our present or past keys.
    Addressee,
    /// A form we know, signed by its publisher, of a version that is accepted.
    Form,
    /// Answers as the form's rules want them.
    Answers,
    /// Attachments that are what they claim.
    Attachments,
    /// Not taken in before, and contradicting nothing that was.
    Once,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 11] = [
        Self::Sealed,
        Self::Opens,
        Self::Archive,
        Self::Bag,
        Self::Signature,
        Self::Number,
        Self::Addressee,
        Self::Form,
        Self::Answers,
        Self::Attachments,
        Self::Once,
    ];

    /// The message that says it went well; with `-no` behind it, that it did not.
    pub fn id(self) -> String {
        let name = match self {
            Self::Sealed => "sealed",
            Self::Opens => "opens",
            Self::Archive => "archive",
            Self::Bag => "bag",
            Self::Signature => "signature",
            Self::Number => "number",
            Self::Addressee => "addressee",
            Self::Form => "form",
            Self::Answers => "answers",
            Self::Attachments => "attachments",
            Self::Once => "once",
        };
        format!("step-{name}")
    }

    /// What was found when the check went well, as a sentence.
    pub fn passed(self) -> String {
        words::english().t(&self.id())
    }
}

/// Why something is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// What needs no knowledge of forms: seal, archive, bag, signature, number, addressee.
    Submission(submission::Refusal),
    /// No form of this id and version is known.
    FormUnknown {
        /// Id and version.
        form: String,
    },
    /// The digest of its rules is another than the released form's of that version.
    FormDigest {
        /// Id and version.
        form: String,
    },
    /// The words the applicant read are not those of the build it names.
    FormWords {
        /// The language.
        language: String,
    },
    /// Filled in, and arrived, after the version stopped being accepted.
    FormExpired {
        /// Id and version.
        form: String,
        /// The last day.
        until: sayyar_base::Date,
    },
    /// The version was withdrawn.
    FormWithdrawn {
        /// Id and version.
        form: String,
    },
    /// Not answers in their one spelling.
    AnswersMalformed,
    /// Answers the rules of the form do not allow: field and kind of each problem.
    AnswersInvalid {
        /// `months: range`, ...
        problems: Vec<String>,
    },
    /// The answers name other attachments than there are.
    AttachmentList,
    /// An attachment is not of the type it claims.
    AttachmentType {
        /// Where it lies in the bag.
        path: String,
        /// What was found.
        what: String,
    },
    /// An attachment is damaged, locked, or hides another file.
    AttachmentDamaged {
        /// Where it lies in the bag.
        path: String,
        /// What was found.
        what: String,
    },
    /// It was erased; it does not come back.
    Erased,
    /// Another content claimed this revision first.
    RevisionTaken {
        /// Which.
        revision: u32,
    },
    /// It amends another content than the revision before it has.
    PreviousDiffers {
        /// Which.
        revision: u32,
    },
    /// Its status is addressed where another application's is.
    StatusTaken,
}

impl Refusal {
    /// The name of this refusal that programs, tests, receipts and logs use.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Submission(refusal) => refusal.code(),
            Self::FormUnknown { .. } => "form-unknown",
            Self::FormDigest { .. } => "form-digest",
            Self::FormWords { .. } => "form-words",
            Self::FormExpired { .. } => "form-expired",
            Self::FormWithdrawn { .. } => "form-withdrawn",
            Self::AnswersMalformed => "answers-malformed",
            Self::AnswersInvalid { .. } => "answers-invalid",
            Self::AttachmentList => "attachment-list",
            Self::AttachmentType { .. } => "attachment-type",
            Self::AttachmentDamaged { .. } => "attachment-damaged",
            Self::Erased => "erased",
            Self::RevisionTaken { .. } => "revision-taken",
            Self::PreviousDiffers { .. } => "previous-differs",
            Self::StatusTaken => "status-taken",
        }
    }

    /// The check that failed.
    pub fn step(&self) -> Step {
        step_of(self.code())
    }

    /// Whether trouble of this machine is behind it: nothing is said about the submission then.
    pub fn is_ours(&self) -> bool {
        matches!(self.code(), "io" | "sink")
    }
}

impl From<submission::Refusal> for Refusal {
    fn from(refusal: submission::Refusal) -> Self {
        Self::Submission(refusal)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Submission(refusal) => refusal.fmt(f),
            Self::FormUnknown { form } => write!(f, "no form {form} is known here"),
            Self::FormDigest { form } => write!(f, "the rules of form {form} are others than those that were released"),
            Self::FormWords { language } => {
                write!(f, "the words the applicant read ({language}) are not those that were released")
            }
            Self::FormExpired { form, until } => write!(f, "form {form} was accepted until {until}"),
            Self::FormWithdrawn { form } => write!(f, "form {form} was withdrawn"),
            Self::AnswersMalformed => f.write_str("the answers are not written as a form writes them"),
            Self::AnswersInvalid { problems } => {
                write!(f, "the answers do not hold by the rules of the form: {}", problems.join(", "))
            }
            Self::AttachmentList => f.write_str("the answers name other attachments than there are"),
            Self::AttachmentType { path, what } | Self::AttachmentDamaged { path, what } => {
                write!(f, "the attachment {path} is not what it claims to be: {what}")
            }
            Self::Erased => f.write_str("this submission was erased and is not taken in again"),
            Self::RevisionTaken { revision } => write!(f, "another revision {revision} was taken in before"),
            Self::PreviousDiffers { revision } => {
                write!(f, "revision {revision} amends another submission than the one before it")
            }
            Self::StatusTaken => f.write_str("its status is addressed where another application's is"),
        }
    }
}

impl std::error::Error for Refusal {}

/// The check that fails with this code.
pub fn step_of(code: &str) -> Step {
    let family = code.split('-').next().unwrap_or_default();
    match (code, family) {
        ("age-no-match" | "age-mac" | "age-payload", _) => Step::Opens,
        ("number", _) => Step::Number,
        ("not-addressed", _) => Step::Addressee,
        (_, "zip") => Step::Archive,
        (_, "bag") => Step::Bag,
        (_, "signature") => Step::Signature,
        (_, "form") => Step::Form,
        (_, "answers") => Step::Answers,
        (_, "attachment") => Step::Attachments,
        (_, "erased" | "revision" | "previous" | "status") => Step::Once,
        _ => Step::Sealed,
    }
}

/// Whether an officer may take it in all the same, with a reason: what was checked by a person can be; what
/// nobody can know (who sealed it, whether it is whole, who signed) cannot, nor can two contents be one.
pub fn may_be_released(code: &str) -> bool {
    matches!(
        code,
        "form-expired" | "form-withdrawn" | "form-words" | "answers-invalid" | "attachment-type" | "attachment-damaged"
    )
}

/// Whether nothing is known of who handed it in: such files are kept for a time only.
pub fn is_anonymous(code: &str) -> bool {
    step_of(code) <= Step::Addressee
}

/// What was found, as a sentence: with a capital and a full stop.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

/// What to do about a code.
pub fn advice(code: &str) -> String {
    words::english().t(advice_id(code))
}

/// The message that says what to do about a code.
pub fn advice_id(code: &str) -> &'static str {
    match code {
        "too-large" => "advice-too-large",
        "age-not-age" => "advice-not-age",
        "age-armoured" => "advice-armoured",
        "age-passphrase" => "advice-passphrase",
        "age-no-match" => "advice-no-match",
        "age-header" | "age-payload" | "age-mac" | "zip-truncated" => "advice-cut",
        "age-header-too-large" | "age-too-many-stanzas" | "age-stanza" | "age-mixed" => "advice-foreign",
        "number" | "not-addressed" => "advice-spliced",
        "form-unknown" => "advice-form-unknown",
        "form-digest" | "form-words" => "advice-form-changed",
        "form-expired" | "form-withdrawn" => "advice-form-old",
        "answers-malformed" => "advice-answers-malformed",
        "answers-invalid" => "advice-answers-invalid",
        "attachment-list" => "advice-attachment-list",
        "attachment-type" | "attachment-damaged" => "advice-attachment",
        "erased" => "advice-erased",
        "revision-taken" | "previous-differs" => "advice-claims",
        "status-taken" => "advice-status",
        "io" | "sink" => "advice-machine",
        _ if step_of(code) <= Step::Signature => "advice-made",
        _ => "advice-other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_belong_to_their_steps_in_the_order_of_the_format() {
        let order = [
            "too-large",
            "age-not-age",
            "age-header",
            "age-mixed",
            "age-no-match",
            "age-payload",
            "zip-truncated",
            "zip-not-canonical",
            "bag-unlisted",
            "bag-declaration",
            "signature-malformed",
            "signature-invalid",
            "number",
            "not-addressed",
            "form-unknown",
            "answers-invalid",
            "attachment-type",
            "erased",
            "revision-taken",
            "status-taken",
        ];
        let steps: Vec<Step> = order.iter().map(|code| step_of(code)).collect();
        assert!(steps.is_sorted(), "{steps:?}");
        assert!(Step::ALL.is_sorted());
        assert!(Step::ALL.iter().all(|step| steps.contains(step)));
    }

    #[test]
    fn nobody_releases_what_cannot_be_known() {
        for code in
            ["age-no-match", "zip-twice", "bag-digest", "signature-invalid", "number", "not-addressed", "erased"]
        {
            assert!(!may_be_released(code), "{code}");
        }
        assert!(is_anonymous("not-addressed") && !is_anonymous("form-unknown"));
    }
}
