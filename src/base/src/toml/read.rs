//! Types that can be read from one value.

use super::Node;
use crate::date::{Date, Time};
use crate::diag::At;
use crate::id::Id;
use crate::lang::Tag;
use crate::money::Money;

/// A type that can be read from a value, reporting what is wrong with it.
pub trait Read: Sized {
    /// The value, or nothing and at least one report.
    fn read(node: &Node<'_>) -> Option<Self>;
}

impl Read for String {
    /// Text that says something: blank text is reported, leaving the key out is the way to say nothing.
    fn read(node: &Node<'_>) -> Option<Self> {
        let text = node.text()?;
        if text.trim().is_empty() {
            return node.error("blank-text", format!("{} says nothing", node.name()));
        }
        Some(text.to_owned())
    }
}

impl Read for bool {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.boolean()
    }
}

impl Read for i64 {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.integer(i64::MIN..=i64::MAX)
    }
}

impl Read for f64 {
    /// A finite number.
    fn read(node: &Node<'_>) -> Option<Self> {
        node.number(f64::MIN..=f64::MAX)
    }
}

macro_rules! smaller_integers {
    ($($integer:ty),*) => { $(
        impl Read for $integer {
            fn read(node: &Node<'_>) -> Option<Self> {
                let number = node.integer(i64::from(<$integer>::MIN)..=i64::from(<$integer>::MAX))?;
                <$integer>::try_from(number).ok()
            }
        }
    )* };
}
smaller_integers!(u8, u16, u32, i32);

impl Read for Date {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.date()
    }
}

impl Read for Time {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.text_as("bad-time")
    }
}

impl Read for Tag {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.text_as("bad-tag")
    }
}

impl Read for Id {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.text_as("bad-id")
    }
}

impl Read for Money {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.text_as("bad-money")
    }
}

impl<T: Read> Read for Vec<T> {
    /// What is wrong with one of the list does not hide the others.
    fn read(node: &Node<'_>) -> Option<Self> {
        Some(node.items()?.iter().filter_map(Node::read).collect())
    }
}

impl<T: Read> Read for At<T> {
    /// The value with its place, for checks that come later.
    fn read(node: &Node<'_>) -> Option<Self> {
        Some(node.at(node.read()?))
    }
}

impl Read for serde_json::Value {
    /// Anything at all, for parts that are free; dates and times become text.
    fn read(node: &Node<'_>) -> Option<Self> {
        Some(node.to_json())
    }
}
