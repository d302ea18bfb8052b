//! Firsts: the first of each kind, by a rule that leaves nothing to taste.
//!
//! They are: the first tick of all; the first tick that fed each counter; the first subgoal that was closed; the first
//! goal that was reached. What is the first in two ways is told once. If there are more than five, those of the
//! smallest counters are left out.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::tally::Tally;

/// So many are told at most.
pub const MOST_FIRSTS: usize = 5;

/// The first of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    /// When.
    pub day: NaiveDate,
    /// What: the job as it was called then, or what was closed.
    pub words: String,
}

/// The first of each kind, oldest first.
pub(super) fn firsts(tally: &Tally) -> Vec<First> {
    let mut firsts: Vec<First> = Vec::new();
    let mut tell = |day: NaiveDate, words: String| {
        let first = First { day, words };
        if firsts.len() < MOST_FIRSTS && !firsts.contains(&first) {
            firsts.push(first);
        }
    };
    let mut closed: Vec<_> = tally.closed.iter().collect();
    closed.sort_by_key(|closed| (closed.day, Reverse(closed.depth)));
    if let Some((day, title)) = &tally.first {
        tell(*day, title.clone());
    }
    if let Some(goal) = closed.iter().find(|closed| closed.depth == 0) {
        tell(goal.day, format!("{} reached", goal.title));
    }
    if let Some(part) = closed.iter().find(|closed| closed.depth > 0) {
        tell(part.day, format!("{} closed", part.title));
    }
    for counter in 0..tally.counters.len() {
        if let Some(added) = tally.added.iter().find(|added| added.counter == counter) {
            tell(added.day, added.title.clone());
        }
    }
    firsts.sort_by_key(|first| first.day);
    firsts
}
