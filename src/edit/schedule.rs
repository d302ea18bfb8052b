//! Today: putting jobs on it, taking them off, and beginning a new day.

use super::{Edit, Outcome};
use crate::insight::today;
use crate::model::{Field, Key, Mark, NodeId, Note, State, Tree};

/// Whether a node is on the list of `day`.
#[must_use]
pub fn is_listed(tree: &Tree, day: chrono::NaiveDate, id: NodeId) -> bool {
    tree.day(day).is_some_and(|record| record.list.contains(&id))
}

/// Puts a job at the end of today's list.
///
/// # Errors
/// It is not an open job.
pub fn put_on(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if !edit.tree().is_leaf(id) {
        return Err("Today takes jobs; → shows those below, `s` splits.".into());
    }
    if edit.node(id)?.state() != State::Open {
        return Err("It is settled; `space` opens it once more.".into());
    }
    let day = edit.now().day();
    if is_listed(edit.tree(), day, id) {
        return Ok(());
    }
    let after = edit.tree().day(day).and_then(|record| record.list.last().copied());
    edit.mark(day, None, Some(Mark::Listed { id, after }))
}

/// Takes a job off today's list, if it is on it.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn take_off(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let day = edit.now().day();
    let after = place_on_list(edit.tree(), day, id);
    after.map_or(Ok(()), |after| edit.mark(day, Some(Mark::Listed { id, after }), None))
}

/// Puts `by` on today's list where `id` stands.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn replace(edit: &mut Edit<'_>, id: NodeId, by: NodeId) -> Outcome {
    let day = edit.now().day();
    let Some(after) = place_on_list(edit.tree(), day, id) else { return Ok(()) };
    edit.mark(day, Some(Mark::Listed { id, after }), None)?;
    if is_listed(edit.tree(), day, by) {
        return Ok(());
    }
    edit.mark(day, None, Some(Mark::Listed { id: by, after }))
}

/// Moves a job on today's list by one place.
///
/// # Errors
/// It is at the end already, or not on the list.
pub fn shift(edit: &mut Edit<'_>, id: NodeId, down: bool) -> Outcome {
    let day = edit.now().day();
    let list = edit.tree().day(day).map(|record| record.list.clone()).unwrap_or_default();
    let at = list.iter().position(|other| *other == id).ok_or("It is not on Today's list.")?;
    let old = Mark::Listed { id, after: at.checked_sub(1).map(|at| list[at]) };
    let after = if down {
        Some(*list.get(at + 1).ok_or("It is the last on Today.")?)
    } else {
        at.checked_sub(1).ok_or("It is the first on Today.")?.checked_sub(1).map(|at| list[at])
    };
    edit.mark(day, Some(old), Some(Mark::Listed { id, after }))
}

/// Behind whom a job stands on the list of `day`; none if it is not on it.
fn place_on_list(tree: &Tree, day: chrono::NaiveDate, id: NodeId) -> Option<Option<NodeId>> {
    let list = &tree.day(day)?.list;
    let at = list.iter().position(|other| *other == id)?;
    Some(at.checked_sub(1).map(|at| list[at]))
}

/// Whether the last list before today still has open jobs that did not go back to the tree.
#[must_use]
pub fn must_begin_day(tree: &Tree, today: chrono::NaiveDate) -> bool {
    left_over(tree, today).next().is_some()
}

/// Sends what is open on the last list back to the tree, with its roll count raised; what repeats is not counted.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn begin_day(edit: &mut Edit<'_>) -> Outcome {
    let left: Vec<_> = left_over(edit.tree(), edit.now().day()).collect();
    for (day, id) in left {
        edit.mark(day, None, Some(Mark::Noted(Note::Rolled, id)))?;
        if edit.node(id)?.field(Key::Repeat).is_none() {
            let rolled = edit.node(id)?.number(Key::Rolled).unwrap_or(0) + 1;
            edit.set(id, Key::Rolled, Some(Field::number(Key::Rolled, rolled)))?;
        }
    }
    Ok(())
}

/// Jobs of the last day before `today` that were listed, are open still, and have not gone back yet.
fn left_over(tree: &Tree, today: chrono::NaiveDate) -> impl Iterator<Item = (chrono::NaiveDate, NodeId)> {
    let last = tree.days().range(..today).next_back();
    last.into_iter().flat_map(move |(day, record)| {
        let left = move |id: &NodeId| {
            !record.has(Note::Rolled, *id)
                && tree.get(*id).is_some_and(|node| node.state() == State::Open)
                && !today::is_done_for_now(tree, *day, *id)
        };
        record.list.iter().copied().filter(left).map(move |id| (*day, id))
    })
}
