//! What must happen to one tree to make it another.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Day, Field, Mark, Node, NodeId, Op, Place, Tree, order};

/// The ops that make `new` of `old`: `apply(diff(a, b), a) == b`.
///
/// Nodes are created and moved from the top down and from left to right, so that each finds its place ready; then
/// what is left over goes, leaves first; then properties and days are set.
#[must_use]
pub fn diff(old: &Tree, new: &Tree) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut work = old.clone();
    arrange(&mut work, new, None, &mut ops);
    for (_, node) in new.walk(None) {
        arrange(&mut work, new, Some(node.id()), &mut ops);
    }
    remove_leftovers(&mut work, new, &mut ops);
    for (_, node) in new.walk(None) {
        if let Some(before) = old.get(node.id()) {
            set_fields(before, node, &mut ops);
        }
    }
    let days: BTreeSet<NaiveDate> = old.days().keys().chain(new.days().keys()).copied().collect();
    let empty = Day::default();
    for day in days {
        set_marks(&mut work, day, new.day(day).unwrap_or(&empty), &mut ops);
    }
    set_file(old, new, &mut ops);
    ops
}

/// Gives `parent` in `work` the children that it has in `new`, in their order, among leftovers.
fn arrange(work: &mut Tree, new: &Tree, parent: Option<NodeId>, ops: &mut Vec<Op>) {
    let wanted: Vec<NodeId> = new.children(parent).collect();
    let present: Vec<NodeId> = work.children(parent).collect();
    if wanted == present {
        return;
    }
    let still = order::keep_still(&present, &wanted);
    let mut after = None;
    for id in wanted {
        let place = Place { parent, after };
        after = Some(id);
        let op = match work.place(id) {
            _ if still.contains(&id) => continue,
            Some(old) => Op::Move { id, old, new: place },
            None => Op::Create { node: new.get(id).cloned().unwrap_or_else(|| Node::new(id, "")), place },
        };
        if work.apply(&op).is_ok() {
            ops.push(op);
        }
    }
}

fn remove_leftovers(work: &mut Tree, new: &Tree, ops: &mut Vec<Op>) {
    let leftovers: Vec<NodeId> =
        work.walk(None).map(|(_, node)| node.id()).filter(|id| !new.contains(*id)).collect();
    for id in leftovers.into_iter().rev() {
        ops.extend(delete(work, id));
    }
}

/// Deletes a childless node from `tree` and says by which op.
pub fn delete(tree: &mut Tree, id: NodeId) -> Option<Op> {
    let op = Op::Delete { node: tree.get(id)?.clone(), place: tree.place(id)? };
    tree.apply(&op).ok().map(|()| op)
}

fn set_fields(old: &Node, new: &Node, ops: &mut Vec<Op>) {
    let id = new.id();
    if old.fields() == new.fields() {
        return;
    }
    for field in old.fields().iter().filter(|field| new.same_property(field).is_none()) {
        ops.push(Op::Set { id, old: Some(field.clone()), new: None });
    }
    for field in new.fields() {
        let before: Option<&Field> = old.same_property(field);
        if before != Some(field) {
            ops.push(Op::Set { id, old: before.cloned(), new: Some(field.clone()) });
        }
    }
}

fn set_marks(work: &mut Tree, day: NaiveDate, new: &Day, ops: &mut Vec<Op>) {
    let old = work.day(day).cloned().unwrap_or_default();
    if old == *new {
        return;
    }
    for mark in old.marks().filter(|mark| new.mark(mark).is_none()) {
        set_mark(work, day, &mark, None, ops);
    }
    let still = order::keep_still(&old.list, &new.list);
    for mark in new.marks() {
        if !matches!(&mark, Mark::Listed { id, .. } if still.contains(id)) {
            set_mark(work, day, &mark, Some(&mark), ops);
        }
    }
}

/// Sets what stands in the place of `like` to `new`, unless it is that already.
fn set_mark(work: &mut Tree, day: NaiveDate, like: &Mark, new: Option<&Mark>, ops: &mut Vec<Op>) {
    let op = Op::Day { day, old: work.day(day).and_then(|day| day.mark(like)), new: new.cloned() };
    if !matches!(&op, Op::Day { old, new, .. } if old == new) && work.apply(&op).is_ok() {
        ops.push(op);
    }
}

fn set_file(old: &Tree, new: &Tree, ops: &mut Vec<Op>) {
    let entry =
        |tree: &Tree, name| tree.file().get_key_value(name).map(|(name, json)| (name.clone(), json.clone()));
    let names: BTreeSet<_> = old.file().keys().chain(new.file().keys()).collect();
    for name in names {
        let (before, now) = (entry(old, name), entry(new, name));
        if before != now {
            ops.push(Op::File { old: before, new: now });
        }
    }
}
