//! Split: what is too big becomes a handful of jobs.

use super::{Edit, Outcome, schedule, shape, status};
use crate::insight::progress;
use crate::model::{NodeId, State};
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
    let was_on_today = schedule::is_listed(edit.tree(), edit.now().day(), id);
    shape::plant(edit, edit.tree().end_of(Some(id)), items)?;
    let first = progress::first_available(edit.tree(), id);
    // A new item has taken the node's place on Today; it is to be the one that can be begun.
    let list = edit.tree().day(edit.now().day()).map(|day| day.list.clone()).unwrap_or_default();
    let stands_there =
        list.into_iter().filter(|_| was_on_today).find(|other| edit.tree().is_within(*other, id));
    match (stands_there, first) {
        (Some(other), Some(first)) if other != first => schedule::replace(edit, other, first)?,
        (Some(other), None) => schedule::take_off(edit, other)?,
        _ => {}
    }
    Ok(first)
}
