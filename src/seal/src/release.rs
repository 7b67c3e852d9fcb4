//! What a publisher signs beside a form: the comment that names the release, and the index of all releases.
//!
//! A form's files carry minisign signatures. The trusted comment says which release of which form a file
//! belongs to, so that a genuine file cannot be passed off as another one. The index says which releases
//! hold now; its sequence number only grows, so that an old index cannot bring back what was withdrawn.

mod bundle;
mod comment;
mod index;

pub use bundle::{Bundle, BundleError, FORM, FORMAT, Files, HTML, README, SCHEMA};
pub use comment::{NotARelease, Release};
pub use index::{Index, IndexError, IntakeKey, Listed, ListedForm, PublisherKey, State};

use crate::age::{Identity, Kind};
use crate::minisign::{KeyId, SecretKey};

/// Everybody knows this seed: what it signs proves nothing, and what is sealed to it is open to all.
const TEST_SEED: &[u8; 32] = b"sayyar/test-bundle/public-key/v1";

/// The key that signs forms which are not released. It is public: whoever takes in submissions refuses it.
pub fn test_key() -> SecretKey {
    SecretKey::from_seed(KeyId(*b"sayyar-t"), TEST_SEED)
}

/// Whom unreleased forms of a site without recipients are sealed to. It is public too.
pub fn test_identity(kind: Kind) -> Identity {
    Identity::from_seed(kind, TEST_SEED)
}
