//! Undo: what was done, what was taken back, and how a change is fitted onto a tree that has moved on.

use chrono::NaiveDate;

use super::{Mark, Op, Place, Tree, op};

/// One undo step: everything that one key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Tells it from every other change, in every window.
    pub key: u64,
    /// What it was, as the undo line says it: `split of Cold brew (6 jobs)`.
    pub name: String,
    /// What it did.
    pub ops: Vec<Op>,
    /// The change that this one takes back or does anew.
    pub of: Option<Again>,
}

/// Whether a change takes back another, or does it anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Takes back the change with this key.
    Undo(u64),
    /// Does the change with this key anew.
    Redo(u64),
}

/// What can be taken back and done anew, without limit.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Remembers a change, whichever kind it is: also one that another window took back or did anew.
    pub fn record(&mut self, change: &Change) {
        match change.of {
            None => {
                self.done.push(change.clone());
                self.undone.clear();
            }
            Some(Again::Undo(key)) => shift(&mut self.done, &mut self.undone, key, op::inverse(&change.ops)),
            Some(Again::Redo(key)) => shift(&mut self.undone, &mut self.done, key, change.ops.clone()),
        }
    }

    /// Takes back the last change that still means something to `tree`, under the key `key`.
    ///
    /// What somebody else has changed since then stays theirs. Steps that became meaningless are forgotten.
    pub fn undo(&mut self, tree: &mut Tree, key: u64) -> Option<Change> {
        while let Some(last) = self.done.last() {
            let ops = rebase(tree, &op::inverse(&last.ops), Others::Win);
            if !ops.is_empty() {
                let change = Change { key, name: last.name.clone(), ops, of: Some(Again::Undo(last.key)) };
                self.record(&change);
                return Some(change);
            }
            self.done.pop();
        }
        None
    }

    /// Does the last change that was taken back anew, under the key `key`.
    pub fn redo(&mut self, tree: &mut Tree, key: u64) -> Option<Change> {
        while let Some(last) = self.undone.last() {
            let ops = rebase(tree, &last.ops, Others::Win);
            if !ops.is_empty() {
                let change = Change { key, name: last.name.clone(), ops, of: Some(Again::Redo(last.key)) };
                self.record(&change);
                return Some(change);
            }
            self.undone.pop();
        }
        None
    }

    /// Forgets the change with this key, which was never done.
    pub fn forget(&mut self, key: u64) {
        self.done.retain(|change| change.key != key);
    }

    /// The changes that can be taken back, oldest first.
    #[must_use]
    pub fn done(&self) -> &[Change] {
        &self.done
    }

    /// The changes that can be done anew, the next one last.
    #[must_use]
    pub fn undone(&self) -> &[Change] {
        &self.undone
    }
}

/// Moves the change with this key, as what was really applied: others may have left only a part of it.
fn shift(from: &mut Vec<Change>, to: &mut Vec<Change>, key: u64, ops: Vec<Op>) {
    if let Some(at) = from.iter().rposition(|change| change.key == key) {
        to.push(Change { ops, ..from.remove(at) });
    }
}

/// Whose value stays where an op finds something else than it was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// Theirs: for undo, which must not take back what others did.
    Win,
    /// Ours: the later writer of one property wins.
    Yield,
}

/// Fits `ops` onto `tree`, which others have changed since they were made, and applies them to it.
///
/// What cannot be meant any more (a node that is gone, a move into itself) is left out. Returns what was applied.
pub fn rebase(tree: &mut Tree, ops: &[Op], others: Others) -> Vec<Op> {
    let mut fitted = Vec::with_capacity(ops.len());
    for op in ops {
        if let Some(op) = fit(tree, op, others == Others::Yield)
            && tree.apply(&op).is_ok()
        {
            fitted.push(op);
        }
    }
    fitted
}

/// `op` with its old values and places as they are in `tree` now.
fn fit(tree: &Tree, op: &Op, override_others: bool) -> Option<Op> {
    match op {
        Op::Create { node, place } => {
            let place = fit_place(tree, *place);
            (!tree.contains(node.id())).then(|| Op::Create { node: node.clone(), place })
        }
        Op::Delete { node, place } => {
            let now = tree.get(node.id())?;
            let here = tree.place(node.id())?;
            let changed_by_others = (now != node || here.parent != place.parent) && !override_others;
            (tree.is_leaf(node.id()) && !changed_by_others)
                .then(|| Op::Delete { node: now.clone(), place: here })
        }
        Op::Move { id, old, new } => {
            let here = tree.place(*id)?;
            let parent = new.parent.filter(|parent| tree.contains(*parent));
            let moved_by_others = here.parent != old.parent && !override_others;
            if parent != new.parent
                || moved_by_others
                || parent.is_some_and(|parent| tree.is_within(parent, *id))
            {
                return None;
            }
            let after = new.after.filter(|after| after != id);
            let new = fit_place(tree, Place { parent, after });
            let new = if new.after == Some(*id) { Place { after: here.after, ..new } } else { new };
            (new != here).then_some(Op::Move { id: *id, old: here, new })
        }
        Op::Set { id, old, new } => {
            let like = old.as_ref().or(new.as_ref())?;
            let now = tree.get(*id)?.same_property(like).cloned();
            (now != *new && (override_others || now == *old)).then(|| Op::Set {
                id: *id,
                old: now,
                new: new.clone(),
            })
        }
        Op::Day { day, old, new } => {
            let like = old.as_ref().or(new.as_ref())?;
            let now = tree.day(*day).and_then(|day| day.mark(like));
            let new = new.clone().map(|mark| fit_mark(tree, *day, mark));
            (now != new && (override_others || agree(now.as_ref(), old.as_ref()))).then_some(Op::Day {
                day: *day,
                old: now,
                new,
            })
        }
        Op::File { old, new } => {
            let name = old.as_ref().or(new.as_ref()).map(|entry| &entry.0)?;
            let now = tree.file().get_key_value(name).map(|(name, json)| (name.clone(), json.clone()));
            (now != *new && (override_others || now == *old)).then(|| Op::File { old: now, new: new.clone() })
        }
    }
}

/// Whether a mark is still what it was. A place on the list shifts with the others; that the job is there counts.
fn agree(now: Option<&Mark>, old: Option<&Mark>) -> bool {
    now == old || matches!((now, old), (Some(Mark::Listed { .. }), Some(Mark::Listed { .. })))
}

/// The place itself, or the end of its parent's list, or the end of the top level.
fn fit_place(tree: &Tree, place: Place) -> Place {
    let parent = place.parent.filter(|parent| tree.contains(*parent));
    match place.after {
        None => Place { parent, after: None },
        Some(after) if tree.contains(after) && tree.parent(after) == parent => {
            Place { parent, after: Some(after) }
        }
        Some(_) => tree.end_of(parent),
    }
}

/// The mark itself, or behind the last on the list where the one before it is not on it.
fn fit_mark(tree: &Tree, day: NaiveDate, mark: Mark) -> Mark {
    match mark {
        Mark::Listed { id, after: Some(after) } => {
            let list = tree.day(day).map(|day| &day.list[..]).unwrap_or_default();
            let known = list.contains(&after) && after != id;
            let last = list.iter().rev().copied().find(|other| *other != id);
            Mark::Listed { id, after: if known { Some(after) } else { last } }
        }
        mark => mark,
    }
}
