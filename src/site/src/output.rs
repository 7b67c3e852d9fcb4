//! What a build produces: path -> bytes. One module writes it.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The finished site: paths relative to the output folder, with `/` between parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// Ordered, so that nothing depends on who finished first.
    pub files: BTreeMap<Arc<str>, Arc<[u8]>>,
}
