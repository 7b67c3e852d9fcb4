//! The generator: `load -> resolve -> render -> write`.

pub mod disk;
pub mod output;
pub mod stamp;
pub mod write;
pub mod report;
