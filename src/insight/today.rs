//! What belongs on Today's pane, in its order.

use chrono::NaiveDate;

use super::progress::comes_again;
use crate::model::{Done, NodeId, State, Tree};

/// Today's list and what was done beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Today {
    /// The jobs on the list, ticked or not, in its order; those that are gone are left out.
    pub list: Vec<NodeId>,
    /// What was done today without being on the list.
    pub beside: Vec<Done>,
    /// How many on the list are open.
    pub open: usize,
    /// Estimated minutes of those.
    pub minutes_open: u64,
    /// How many jobs were done today.
    pub done: usize,
    /// Minutes credited, those of boxes too.
    pub minutes_done: u64,
}

impl Today {
    /// The jobs of the pane in the order of its rows: the list, then what was done beside it and still exists.
    #[must_use]
    pub fn rows(&self) -> Vec<NodeId> {
        let mut rows = self.list.clone();
        for done in &self.beside {
            if !rows.contains(&done.id) {
                rows.push(done.id);
            }
        }
        rows
    }
}

/// Today's pane for `day`.
#[must_use]
pub fn today(tree: &Tree, day: NaiveDate) -> Today {
    let Some(record) = tree.day(day) else { return Today::default() };
    let list: Vec<NodeId> = record.list.iter().copied().filter(|id| tree.contains(*id)).collect();
    let beside: Vec<Done> = record
        .done
        .iter()
        .filter(|done| !list.contains(&done.id) && tree.contains(done.id))
        .cloned()
        .collect();
    let open = list.iter().filter(|id| !is_done_for_now(tree, day, **id)).filter_map(|id| tree.get(*id));
    let open = open.filter(|node| node.state() == State::Open);
    let (open, minutes_open) = open
        .fold((0, 0), |(count, minutes), node| (count + 1, minutes + u64::from(node.minutes().unwrap_or(0))));
    let minutes_done = record.credited();
    Today { list, beside, open, minutes_open, done: record.done.len(), minutes_done }
}

/// Whether a job that repeats was done on `day` and comes again later: it is open, but not on that day.
#[must_use]
pub fn is_done_for_now(tree: &Tree, day: NaiveDate, id: NodeId) -> bool {
    comes_again(tree, id).is_some_and(|next| next > day)
        && tree.day(day).is_some_and(|record| record.done.iter().any(|done| done.id == id))
}
