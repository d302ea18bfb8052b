//! What ticks add to: posts, videos, pages.

use std::borrow::Cow;

use crate::model::{Done, Key, Node};
use crate::text::line::property;

/// Under this name the ledger keeps what a tick added, so that it counts on when the job is removed.
pub const ADDS: &str = "adds";

/// Something that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// Of what.
    pub unit: String,
    /// How many.
    pub count: u64,
    /// How many are wanted, if that is said.
    pub wanted: Option<u32>,
}

impl Counter {
    /// `posts 37`, or with what is wanted `posts 37 of 100`.
    #[must_use]
    pub fn say(&self) -> String {
        match self.wanted {
            Some(wanted) => format!("{} {} of {wanted}", self.unit, self.count),
            None => format!("{} {}", self.unit, self.count),
        }
    }
}

/// What a tick of the ledger added, as written down then.
pub(super) fn of_done(done: &Done) -> Option<(u32, String)> {
    property::count(&done.unknown.iter().find(|(name, _)| &**name == ADDS)?.1)
}

/// What a node adds, or how much of something is wanted.
pub(super) fn of_node(node: &Node, key: Key) -> Option<(u32, String)> {
    property::count(node.text(key)?)
}

/// The number at which something is told: each ten up to a hundred, then each hundred. The last one that lies behind
/// `before` and not behind `after`.
pub(super) fn landmark(before: u64, after: u64) -> Option<u64> {
    let reached = if after < 100 { after / 10 * 10 } else { after / 100 * 100 };
    (reached > before).then_some(reached)
}

/// The place of a unit among counters, where it is made if it is not there yet.
pub(super) fn place(counters: &mut Vec<Counter>, unit: Cow<'_, str>) -> usize {
    counters.iter().position(|counter| counter.unit == unit).unwrap_or_else(|| {
        counters.push(Counter { unit: unit.into_owned(), count: 0, wanted: None });
        counters.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tens_are_told_up_to_a_hundred_then_hundreds() {
        for (before, after, told) in [
            (0, 9, None),
            (9, 10, Some(10)),
            (10, 11, None),
            (8, 31, Some(30)),
            (99, 100, Some(100)),
            (100, 110, None),
            (199, 205, Some(200)),
        ] {
            assert_eq!(landmark(before, after), told, "{before} to {after}");
        }
    }
}
