//! One canonical ZIP (PKWARE APPNOTE 6.3.10): for a list of named files there is exactly one archive.
//!
//! ZIP allows the same content to be said in many ways, and programs disagree on what the odd ones mean; a
//! signature over such an archive protects little. So everything is fixed: stored, in the order given, UTF-8
//! flag, 1980-01-01, no folders, data descriptors, extra fields, comments, split or ZIP64 archives, nothing
//! before, between or after. The reader accepts an archive only if writing it again gives the same bytes,
//! which refuses every ambiguous one without naming the ways to be ambiguous.

mod crc;
mod layout;
mod name;
mod read;
mod write;

pub use crc::Sum;
pub use name::{NotAName, check_name};
pub use read::{File, Reader, ZipError};
pub use write::{NotWritten, Writer};

pub(crate) use crc::Crc;
pub(crate) use read::zip_error;
