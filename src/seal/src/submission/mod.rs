//! What an applicant hands in: answers and attachments in a bag, signed first, then sealed.
//!
//! The stages are types, each made by the one before and by nothing else, so no step can be left out:
//! writing goes [`SignedBag::sign`] -> [`SignedBag::seal`]; reading goes [`open`], which passes through the
//! unpacked archive, the checked bag and the verified signature to an [`OpenedSubmission`].

mod bag;
mod copy;
mod header;
pub(crate) mod open;
mod outline;
mod seal;

pub use bag::{Attachment, BagError, NotAPath, attachment_path};
pub use copy::{CopyError, OpenedCopy, open_copy};
pub use header::{FormBuild, Header, NotAHeader};
pub use open::{Kept, Limits, OpenedSubmission, Refusal, Sink, open, open_resealed, open_whole};
pub use outline::{Copying, Sealing, SignedOutline};
pub use seal::{Details, NotSealed, SignedBag};
