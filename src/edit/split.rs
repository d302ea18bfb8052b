//! Split: what is too big becomes a handful of jobs.

use super::{Edit, Outcome, schedule, shape, status};
use crate::insight::progress;
use crate::model::{Field, Key, NodeId, State};
use crate::text::outline::Item;

/// Puts the items below `id`, behind what is there, and says which job can be begun first.
///
/// If the node was on Today, that job takes its place there. Its own estimate is kept as the guess that it was.
///
/// # Errors
/// There is nothing to put there, or no such node.
pub fn split(edit: &mut Edit<'_>, id: NodeId, items: &[Item]) -> Outcome<Option<NodeId>> {
    if items.is_empty() {
        return Err("Nothing to split into yet; one job a line.".into());
    }
    if edit.node(id)?.state() != State::Open {
        status::untick(edit, id)?;
    }
    let was_leaf = edit.tree().is_leaf(id);
    if let Some(minutes) = edit.node(id)?.minutes().filter(|_| was_leaf) {
        edit.set(id, Key::Guess, Some(Field::number(Key::Guess, minutes)))?;
        edit.set(id, Key::Minutes, None)?;
    }
    shape::plant(edit, edit.tree().end_of(Some(id)), items)?;
    let first = progress::first_available(edit.tree(), id);
    match first {
        Some(first) => schedule::replace(edit, id, first)?,
        None => schedule::take_off(edit, id)?,
    }
    Ok(first)
}
