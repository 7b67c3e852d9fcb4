//! The page of a form.

use sayyar_base::Diagnostics;

use super::Parts;

/// The page.
pub(super) fn html(parts: &Parts<'_>) -> Result<String, Diagnostics> {
    let _ = parts;
    Ok(String::new())
}
