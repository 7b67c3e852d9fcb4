//! Why a job stops: a code, which the page puts into words. No answers and no secrets are in it.

use sayyar_seal::NoMemory;
use sayyar_seal::draft::{DraftError, NotSaved};
use sayyar_seal::submission::{CopyError, NotSealed};
use sayyar_seal::zip::NotWritten;
use wasm_bindgen::{JsError, JsValue};

/// A code, as `seal` names its errors, or one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(pub(crate) &'static str);

impl Code {
    /// The page asked for something at the wrong moment, or gave what is not JSON of the right shape.
    pub(crate) const MISUSE: Self = Self("misuse");
    /// The bundle in the page is damaged.
    pub(crate) const BUNDLE: Self = Self("bundle");
    /// Not a password, or mistyped.
    pub(crate) const PASSWORD: Self = Self("password");
    /// The device has not the memory that the password needs.
    pub(crate) const MEMORY: Self = Self("no-memory");
    /// The answers have problems that the page should have shown before.
    pub(crate) const ANSWERS: Self = Self("answers");
    /// A file that the answers name was not given.
    pub(crate) const FILE_MISSING: Self = Self("file-missing");
    /// A file was another when it was read again.
    pub(crate) const FILE_CHANGED: Self = Self("file-changed");
    /// More than a draft or a submission may hold.
    pub(crate) const TOO_LARGE: Self = Self("too-large");
}

impl From<Code> for JsValue {
    fn from(code: Code) -> Self {
        JsError::new(code.0).into()
    }
}

impl From<NoMemory> for Code {
    fn from(_: NoMemory) -> Self {
        Self::MEMORY
    }
}

impl From<NotWritten> for Code {
    fn from(error: NotWritten) -> Self {
        match error {
            NotWritten::Changed => Self::FILE_CHANGED,
            NotWritten::TooLarge => Self::TOO_LARGE,
            NotWritten::Io(error) if error.kind() == std::io::ErrorKind::OutOfMemory => Self::MEMORY,
            _ => Self::MISUSE,
        }
    }
}

impl From<NotSealed> for Code {
    fn from(error: NotSealed) -> Self {
        match error {
            NotSealed::Archive(error) => error.into(),
            NotSealed::Details => Self::BUNDLE,
            _ => Self::MISUSE,
        }
    }
}

impl From<NotSaved> for Code {
    fn from(error: NotSaved) -> Self {
        match error {
            NotSaved::Archive(error) => error.into(),
            _ => Self::TOO_LARGE,
        }
    }
}

impl From<CopyError> for Code {
    fn from(error: CopyError) -> Self {
        Self(error.code())
    }
}

impl From<DraftError> for Code {
    fn from(error: DraftError) -> Self {
        Self(error.code())
    }
}
