//! The messages a definition needs, so that a missing one is reported where it is needed.

use std::borrow::Cow;

use sayyar_base::Span;

/// One message, or one attribute of a message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordId {
    /// The message: `document-passport`.
    pub id: String,
    /// Its attribute: `hint`. Nothing means the message's own text.
    pub attr: Option<Cow<'static, str>>,
    /// Whether the text may be missing.
    pub optional: bool,
    /// What in the definition asks for it.
    pub span: Span,
}

impl WordId {
    /// A message that must have text.
    pub fn new(id: impl Into<String>, span: &Span) -> Self {
        Self { id: id.into(), attr: None, optional: false, span: span.clone() }
    }

    /// The same message's attribute, which must be there.
    #[must_use]
    pub fn attr(&self, attr: impl Into<Cow<'static, str>>) -> Self {
        Self { attr: Some(attr.into()), ..self.clone() }
    }

    /// The same, but it may be missing.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}
