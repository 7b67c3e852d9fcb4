//! The generator: `load -> resolve -> render -> write`.

pub mod data;
pub mod disk;
pub mod output;
