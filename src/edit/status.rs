//! Ticking, closing, letting go, and taking each of them back.

use super::{Edit, Outcome, Reason, boxes, repeat, schedule};
use crate::insight::lookback::ADDS;
use crate::insight::{progress, rough};
use crate::model::{Done, Dropped, Field, Key, Mark, NodeId, Place, State, Text, Tree, Value};
use crate::text::hand::{HELPED, Hand};
use crate::text::line::{property, words};

/// Ticks an open job, with its line in the ledger of the day. One that repeats goes on to its next date. A box that
/// runs on it ends.
///
/// # Errors
/// It is not an open job, or is done for today.
pub fn tick(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if !edit.tree().is_leaf(id) {
        return Err("It has jobs below; those are ticked.".into());
    }
    if edit.node(id)?.state() == State::Done {
        return Err("It is done already.".into());
    }
    boxes::end_all(edit, Some(id))?;
    if repeat::rule(edit.tree(), id).is_some() {
        return repeat::tick(edit, id).map(|_| ());
    }
    mark_done(edit, id)?;
    record(edit, id, &edit.now().time_of_day(), vec![])
}

/// Puts a line into the ledger of today: that a job was done, at this time of day. What its boxes measured is said with
/// what it was thought to take.
pub(super) fn record(edit: &mut Edit<'_>, id: NodeId, at: &str, unknown: Vec<(Text, Text)>) -> Outcome {
    let (node, day) = (edit.node(id)?, edit.now().day());
    let helped = Hand::of(node).helped(node.tags(), day);
    let (minutes, guess) = match boxes::measured(edit.tree(), id) {
        Some((minutes, guess)) => (Some(minutes), Some(guess)),
        // What somebody else did took none of the person's own minutes.
        None if helped.is_some() => (Some(0), None),
        None => (node.minutes(), None),
    };
    let helped = helped.map(|said| (HELPED.into(), said.to_string().into()));
    let title = rough::title(edit.tree(), day, id).into();
    // So that it counts on when the job is removed.
    let adds = node.text(Key::Adds).map(|json| (ADDS.into(), json.into()));
    let unknown = adds.into_iter().chain(helped).chain(unknown).collect();
    let done = Done { id, at: at.into(), minutes, guess, title, unknown };
    let doubled = edit.tree().day(day).and_then(|day| day.mark(&Mark::Done(done.clone())));
    edit.mark(day, doubled, Some(Mark::Done(done)))
}

/// Takes a tick or a letting go back, out of the ledger too. One that repeats goes back to the date that it had.
///
/// # Errors
/// There is no such node, or it repeats and was not done today.
pub fn untick(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if edit.node(id)?.state() == State::Dropped {
        reopen(edit, id)?;
        forget_letting_go(edit, id)?;
        return reopen_above(edit, id);
    }
    if repeat::rule(edit.tree(), id).is_some() {
        return repeat::untick(edit, id);
    }
    let closed = edit.node(id)?.closed();
    reopen(edit, id)?;
    let day = closed.map_or_else(|| edit.now().day(), |stamp| edit.now().day_of(stamp));
    let last =
        edit.tree().day(day).and_then(|record| record.done.iter().rev().find(|done| done.id == id).cloned());
    if let Some(done) = last {
        edit.mark(day, Some(Mark::Done(done)), None)?;
    }
    reopen_above(edit, id)
}

/// Closes a node below which nothing is open but what repeats; that moves up behind it. A goal that repeats itself
/// begins anew.
///
/// # Errors
/// Something is open below.
pub fn close(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if progress::can_close(edit.tree(), id) {
        return finish(edit, id);
    }
    Err(Reason(format!("{} open below.", edit.tree().open_children(id))))
}

/// Ticks every open job at and below a node, and closes what lies between. What repeats below is left alone and moves
/// up behind it.
///
/// # Errors
/// There is no such node.
pub fn close_all(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let open: Vec<NodeId> = open_items(edit.tree(), id).collect();
    for id in open.into_iter().rev() {
        if edit.tree().is_leaf(id) { tick(edit, id)? } else { finish(edit, id)? }
    }
    Ok(())
}

/// Makes a node with children done. What repeats goes on: the node itself anew, what is in it beside it.
fn finish(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if repeat::rule(edit.tree(), id).is_some() {
        repeat::begin_anew(edit, id)?;
    }
    let upkeep = edit.tree().children(Some(id)).filter(|child| repeat::rule(edit.tree(), *child).is_some());
    let upkeep: Vec<NodeId> = upkeep.collect();
    for child in upkeep.into_iter().rev() {
        edit.relocate(child, Place { parent: edit.tree().parent(id), after: Some(id) })?;
    }
    mark_done(edit, id)
}

/// Everything open at and below a node, parents first; what rests, was let go or repeats is passed over with all
/// below it.
fn open_items(tree: &Tree, top: NodeId) -> impl Iterator<Item = NodeId> {
    let mut hidden_below = None;
    tree.walk(Some(top)).filter_map(move |(depth, node)| {
        if hidden_below.is_some_and(|hidden| depth > hidden) {
            return None;
        }
        let state = node.state();
        let repeats = depth > 0 && repeat::rule(tree, node.id()).is_some();
        let hidden = repeats || matches!(state, State::Dropped | State::Resting);
        hidden_below = hidden.then_some(depth);
        (state == State::Open && !repeats).then(|| node.id())
    })
}

/// Lets a branch go: decided against, kept in the tree, out of every count.
///
/// # Errors
/// It is done, or gone already.
pub fn let_go(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    match edit.node(id)?.state() {
        State::Done => return Err("It is done; `space` opens it once more.".into()),
        State::Dropped => return Err("It was let go already; `space` opens it once more.".into()),
        State::Open | State::Resting => {}
    }
    set_state(edit, id, State::Dropped)?;
    let (day, at) = (edit.now().day(), edit.now().time_of_day().into());
    let dropped = Dropped { id, at, title: edit.node(id)?.title().into(), unknown: vec![] };
    let doubled = edit.tree().day(day).and_then(|day| day.mark(&Mark::Dropped(dropped.clone())));
    edit.mark(day, doubled, Some(Mark::Dropped(dropped)))?;
    schedule::take_off(edit, id)
}

/// Lets a branch rest: kept, but out of every list and count until it is woken. What is in it goes off Today.
///
/// # Errors
/// It is not open.
pub fn rest(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    match edit.node(id)?.state() {
        State::Open => {}
        State::Resting => return Err("It rests already; `:wake` brings it back.".into()),
        State::Done | State::Dropped => return Err("It is settled; `space` opens it once more.".into()),
    }
    set_state(edit, id, State::Resting)?;
    let day = edit.now().day();
    let listed = edit.tree().day(day).map(|record| record.list.clone()).unwrap_or_default();
    listed
        .into_iter()
        .filter(|job| edit.tree().is_within(*job, id))
        .collect::<Vec<_>>()
        .into_iter()
        .try_for_each(|job| schedule::take_off(edit, job))
}

/// Wakes a branch that rests.
///
/// # Errors
/// It does not rest.
pub fn wake(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if edit.node(id)?.state() != State::Resting {
        return Err("It does not rest.".into());
    }
    reopen(edit, id)?;
    reopen_above(edit, id)
}

/// Marks a job as one that somebody else could do.
///
/// # Errors
/// Somebody has it.
pub fn could_go(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let old = edit.node(id)?.field(Key::Hand).cloned();
    if let Some(who) = old.as_ref().and_then(words::with) {
        return Err(Reason(format!("It is with {who}.")));
    }
    let new = Field::text(Key::Hand, &format!("{{\"step\":\"{}\"}}", property::COULD_GO));
    let new = old.map_or_else(|| new.clone(), |old| property::put_over(&old, &new));
    edit.set(id, Key::Hand, Some(new))
}

/// Takes the word of today that a node was let go out of the ledger; of an earlier day it stays.
fn forget_letting_go(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let day = edit.now().day();
    let entries = edit.tree().day(day).map(|record| record.dropped.clone()).unwrap_or_default();
    match entries.into_iter().rev().find(|entry| entry.id == id) {
        Some(entry) => edit.mark(day, Some(Mark::Dropped(entry)), None),
        None => Ok(()),
    }
}

/// Makes a node open again, without a word in the ledger.
///
/// # Errors
/// There is no such node.
pub fn reopen(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    set_state(edit, id, State::Open)
}

/// Makes a node done, without a word in the ledger.
pub(super) fn mark_done(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    set_state(edit, id, State::Done)
}

/// Makes a node what `state` says, without a word in the ledger.
pub(super) fn set_state(edit: &mut Edit<'_>, id: NodeId, state: State) -> Outcome {
    let stamp = Field::new(Key::Closed, Value::Stamp(edit.now().stamp()));
    let closed = matches!(state, State::Done | State::Dropped).then_some(stamp);
    edit.set(id, Key::State, state.field())?;
    edit.set(id, Key::Closed, closed)
}

/// Opens the closed items above a node that is open itself: something is to be done there once more.
pub(super) fn reopen_above(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if edit.node(id)?.state() != State::Open {
        return Ok(());
    }
    let mut above = edit.tree().parent(id);
    while let Some(parent) = above {
        if edit.node(parent)?.state() == State::Done {
            reopen(edit, parent)?;
        }
        above = edit.tree().parent(parent);
    }
    Ok(())
}
