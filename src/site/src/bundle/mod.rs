//! What an agency releases of a form: one page that carries everything, and the papers beside it.

mod fill;
pub mod page;
mod view;
