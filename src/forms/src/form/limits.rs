//! How much a form may hold. Definitions and compiled forms are held to the same numbers.

/// A form has at most so many fields; groups, repeats and notes count.
pub const MAX_FIELDS: usize = 500;
/// A form has at most so many sections.
pub const MAX_SECTIONS: usize = 50;
/// A repeat has at most so many rows.
pub const MAX_ROWS: u32 = 50;
/// Checking a form takes at most so many steps of rules, whatever is answered.
pub const MAX_FORM_COST: u64 = 2_000_000;

/// A definition has at most so many bytes.
pub(crate) const DEFINITION: usize = 200_000;
/// The highest version.
pub(crate) const VERSION: u32 = 1_000_000;
/// Most megabytes of one attachment, and of all of them.
pub(crate) const MB: u32 = 50;
/// Megabytes of all attachments where nothing else is said.
pub(crate) const DEFAULT_MB: u32 = 25;
/// Most outcomes of a checker.
pub(crate) const OUTCOMES: usize = 50;
/// Most fees.
pub(crate) const FEES: usize = 50;
/// Most checks of one field.
pub(crate) const CHECKS: usize = 20;
/// Most characters of a text; where nothing else is said, 200.
pub(crate) const TEXT: u32 = 1_000;
/// Most characters of a long text; where nothing else is said, 2,000.
pub(crate) const LONG_TEXT: u32 = 10_000;
/// Most characters of an address; where nothing else is said, 300.
pub(crate) const ADDRESS: u32 = 1_000;
/// Most digits behind the point; where nothing else is said, 2.
pub(crate) const SCALE: u32 = 12;
/// Most values chosen.
pub(crate) const CHOSEN: u32 = crate::list::MAX_VALUES as u32;
/// Most files of one field.
pub(crate) const FILES: u32 = 50;

/// Field ids whose messages mean something else.
pub(crate) const RESERVED: [&str; 1] = ["privacy"];
/// Lists whose messages, `<list>-<value>`, could be taken for others.
pub(crate) const RESERVED_LISTS: [&str; 19] = [
    "after",
    "audience",
    "axis",
    "bundle",
    "category",
    "channel",
    "document",
    "eligibility",
    "fee",
    "form",
    "get",
    "legal",
    "outcome",
    "place",
    "problem",
    "section",
    "service",
    "step",
    "venue",
];
