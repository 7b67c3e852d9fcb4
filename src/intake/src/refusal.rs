//! Why something is not taken in: one code for each check, what it means, and what a person can do about it.
//!
//! The checks stand in one order, and the first that fails is the one that is named. Everything a person reads
//! about a code is here, so the command line, the desk and the papers say the same.

use std::fmt;

use sayyar_seal::submission;
use serde::Serialize;

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

    /// What was found when the check went well, as a sentence.
    pub fn passed(self) -> &'static str {
        match self {
            Self::Sealed => "It is a sealed file of a size that is taken.",
            Self::Opens => "Our key opens it, and nothing in it was changed since it was sealed.",
            Self::Archive => "The archive in it is whole and can be read in one way only.",
            Self::Bag => "It holds exactly the files of a submission.",
            Self::Signature => "The applicant's key signed all of it.",
            Self::Number => "The number belongs to the applicant's key.",
            Self::Addressee => "It was addressed to us.",
            Self::Form => "The form is one of ours, and this version is accepted.",
            Self::Answers => "The answers hold by the rules of the form.",
            Self::Attachments => "The attachments are what they claim to be.",
            Self::Once => "It contradicts nothing that was taken in before.",
        }
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
pub fn advice(code: &str) -> &'static str {
    match code {
        "too-large" => {
            "Ask for smaller attachments (photographs of 5 MB are enough), or raise `megabytes` under [limits]."
        }
        "age-not-age" => {
            "It is no sealed application: perhaps a photograph, or an unfinished draft. Ask for the file called \
             application-....age that the form gave at the end."
        }
        "age-armoured" => "A mail program wrapped it in text. Ask for it as an attachment, or on a stick.",
        "age-passphrase" => {
            "It is under a password: the applicant's own copy, or a draft, handed in by mistake. Ask for the other \
             file, without -copy in its name."
        }
        "age-no-match" => {
            "It was sealed for somebody else, or for a key that is not configured here. Name past keys under \
             `identities`; otherwise ask where the form came from."
        }
        "age-header" | "age-payload" | "age-mac" | "zip-truncated" => {
            "It was cut short or changed on its way. Ask for the file again, from the device it was made on."
        }
        "age-header-too-large" | "age-too-many-stanzas" | "age-stanza" | "age-mixed" => {
            "No form of ours seals like this. Ask where the form came from; keep the file for those who look into it."
        }
        "number" | "not-addressed" => {
            "Somebody put this together from the parts of another submission. Do not use it; tell those who look \
             after security."
        }
        "form-unknown" => {
            "Add the released form with `sayyar-intake forms add`, then `sayyar-intake quarantine retry`. If you have \
             released no such form, ask where it came from."
        }
        "form-digest" | "form-words" => {
            "Compare with the released bundle. If it is not ours, somebody hands out a changed form: tell those who \
             look after security."
        }
        "form-expired" | "form-withdrawn" => {
            "Ask the applicant to fill in the present form, or take it in with `quarantine release` and a reason."
        }
        "answers-malformed" => "No form of ours writes answers like this. Ask where the form came from.",
        "answers-invalid" => {
            "Read what is wrong with `quarantine show`. Ask the applicant to amend it with the copy they kept, or \
             take it in with `quarantine release` and a reason."
        }
        "attachment-list" => "No form of ours does this. Ask where the form came from.",
        "attachment-type" | "attachment-damaged" => {
            "Do not open it by a double click. Ask for the document again, or look at it on the desk, which shows it \
             harmlessly, and take it in with `quarantine release` and a reason."
        }
        "erased" => "Nothing: it was erased for good reason. A new application is a new one.",
        "revision-taken" | "previous-differs" => {
            "Two different amendments claim the same place, perhaps from two devices. Ask the applicant which is \
             meant, and to make the amendment again from the latest copy."
        }
        "status-taken" => {
            "Two applications ask for one place of status, which does not happen by chance. Tell those who look \
             after security."
        }
        "io" | "sink" => "The disk or the network of this machine failed, not the submission. Try again.",
        _ if step_of(code) <= Step::Signature => {
            "No form of ours makes this. Somebody changed it or made it by hand: keep it for those who look into it."
        }
        _ => "Ask those who look after the system.",
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
