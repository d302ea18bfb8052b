//! Split: what is too big becomes a handful of jobs.

use super::{Edit, Outcome, schedule, shape, status};
use crate::insight::progress;
use crate::model::{Field, Key, NodeId, State};
use crate::text::outline::{self, Item};
use crate::text::template::Template;

/// Puts the items below `id`, behind what is there, and says which job can be begun first.
///
/// If the node was on Today, that job takes its place there. Its own estimate is kept as the guess that it was.
///
/// A node that was filled from a template remembers it.
///
/// With `credit`, what is ticked among the items was done today and stands in the ledger; else it was done some time.
///
/// # Errors
/// There is nothing to put there, or no such node.
pub fn split(
    edit: &mut Edit<'_>,
    id: NodeId,
    items: &[Item],
    credit: bool,
    template: Option<&str>,
) -> Outcome<Option<NodeId>> {
    if items.is_empty() {
        return Err("Nothing to split into yet; one job a line.".into());
    }
    if edit.node(id)?.state() != State::Open {
        status::untick(edit, id)?;
    }
    let was_on_today = schedule::hold(edit, id)?;
    let last = edit.tree().last_child(Some(id));
    shape::plant(edit, edit.tree().end_of(Some(id)), items)?;
    if let Some(slug) = template {
        edit.set(id, Key::Template, Some(Field::text(Key::Template, slug)))?;
    }
    if credit {
        credit_new(edit, id, last)?;
    }
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

/// Puts the jobs of a template below `id`, behind what is there; days count from today. Says which job can be begun
/// first.
///
/// # Errors
/// There is no such node.
pub fn fill(edit: &mut Edit<'_>, id: NodeId, template: &Template) -> Outcome<Option<NodeId>> {
    let items = template.items(edit.node(id)?.title(), edit.now().today());
    split(edit, id, &items, false, Some(&template.slug))
}

/// Gives the ticked jobs behind `last` among the children of `id` their lines in the ledger.
fn credit_new(edit: &mut Edit<'_>, id: NodeId, last: Option<NodeId>) -> Outcome {
    let new: Vec<NodeId> = match last {
        Some(last) => std::iter::successors(edit.tree().next(last), |id| edit.tree().next(*id)).collect(),
        None => edit.tree().children(Some(id)).collect(),
    };
    for id in new {
        if edit.tree().is_leaf(id) && edit.node(id)?.state() == State::Done {
            status::reopen(edit, id)?;
            status::tick(edit, id)?;
        }
    }
    Ok(())
}

/// Folds everything below a node back into its note, so that it is one job as before the split.
///
/// Its estimate is what it was guessed at before, else what its open parts come to.
///
/// # Errors
/// Nothing is below it.
pub fn merge_back(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let node = edit.node(id)?;
    if edit.tree().is_leaf(id) {
        return Err("Nothing inside to fold back.".into());
    }
    let left = u32::try_from(edit.tree().count(Some(id)).minutes_left)
        .ok()
        .filter(|minutes| (1..=6_000).contains(minutes));
    let minutes = node.number(Key::Guess).or(left);
    let kept = node.text(Key::Note).map(|note| format!("{note}\n")).unwrap_or_default();
    let inside = outline::print_below(edit.tree(), id);
    let on_today = edit
        .tree()
        .day(edit.now().day())
        .is_some_and(|day| day.list.iter().any(|job| edit.tree().is_within(*job, id)));
    for child in edit.tree().children(Some(id)).collect::<Vec<_>>() {
        edit.delete(child)?;
    }
    edit.set(id, Key::Note, Some(Field::text(Key::Note, &format!("{kept}{}", inside.trim_end()))))?;
    edit.set(id, Key::Guess, None)?;
    edit.set(id, Key::Minutes, minutes.map(|minutes| Field::number(Key::Minutes, minutes)))?;
    if on_today && edit.node(id)?.state() == State::Open { schedule::put_on(edit, id) } else { Ok(()) }
}
