//! Sealed submissions, and the public formats they are made of: age files, SSH signatures, minisign
//! signatures, one canonical ZIP, BagIt bags; and the few things of Sayyar's own around them: numbers,
//! passwords, receipts, status records, releases of forms. `FORMAT.md` beside this crate is the normative
//! description.
//!
//! **Invariants.** No file, clock or source of randomness is touched here: bytes, times and an [`Entropy`]
//! come in, bytes and verdicts go out, so the browser, the companion and the test vectors run the same code.
//! What answers mean is unknown here: they are bytes beside a header. Whatever comes from outside is refused
//! with a typed error and a code, never with a panic. Secrets are compared in constant time and wiped.

pub mod age;
mod crockford;
mod digest;
pub mod draft;
pub mod ed25519;
mod json;
mod measure;
pub mod minisign;
mod number;
mod password;
pub mod receipt;
pub mod release;
pub mod sshsig;
pub mod status;
pub mod submission;
mod time;
pub mod tree;
pub mod zip;

pub use digest::{Digest, NotADigest};
pub use measure::{Measure, Measured};
pub use number::{NotANumber, Number};
pub use password::{Locator, NoMemory, NotAPassword, Password};
pub use time::{NotATime, Time};

/// Where random bytes come from: fills the whole slice with bytes nobody can guess.
///
/// In the browser this is `crypto.getRandomValues`, natively the operating system, in test vectors a fixed
/// stream. Every call below that takes one draws from it in a fixed order, so equal bytes give equal files.
pub type Entropy<'a> = dyn FnMut(&mut [u8]) + 'a;

/// An array of random bytes.
pub(crate) fn random<const N: usize>(entropy: &mut Entropy<'_>) -> [u8; N] {
    let mut bytes = [0; N];
    entropy(&mut bytes);
    bytes
}
