//! What holds for every tree and every change, tried on random ones.

mod boxes;
mod build;
mod calendar;
mod change;
mod exchange;
mod fuzz;
mod hand;
mod history;
mod lens;
mod line;
mod merge;
mod rank;
mod repeat;
mod rough;
mod sync;
mod text;

use std::collections::HashSet;

use goaltree::model::{Count, Node, NodeId, State, Tree};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::generators::{Edit, edits};

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// Fails unless all links and sums of `tree` agree with each other.
fn check(tree: &Tree) {
    let walked: Vec<(usize, NodeId)> = tree.walk(None).map(|(depth, node)| (depth, node.id())).collect();
    let unique: HashSet<NodeId> = walked.iter().map(|(_, id)| *id).collect();
    assert_eq!((walked.len(), unique.len()), (tree.len(), tree.len()), "each node once");
    let mut path: Vec<NodeId> = Vec::new();
    for (depth, id) in &walked {
        assert!(*depth <= path.len());
        path.truncate(*depth);
        assert_eq!(tree.parent(*id), path.last().copied());
        assert!(tree.ancestors(*id).eq(path.iter().rev().copied()));
        assert_eq!(tree.get(*id).map(Node::id), Some(*id));
        path.push(*id);
    }
    check_children(tree, None);
    assert_eq!(tree.count(None), sum(tree, None));
    for (depth, id) in walked {
        check_children(tree, Some(id));
        assert_eq!(tree.depth(id), depth);
        assert_eq!(tree.count(Some(id)), naive_count(tree, id), "count of {id}");
        let open = tree.children(Some(id)).filter(|child| state(tree, *child) == State::Open).count();
        assert_eq!(tree.open_children(id) as usize, open, "open children of {id}");
    }
}

fn check_children(tree: &Tree, parent: Option<NodeId>) {
    let list: Vec<NodeId> = tree.children(parent).collect();
    assert_eq!(tree.first_child(parent), list.first().copied());
    assert_eq!(tree.last_child(parent), list.last().copied());
    assert_eq!(tree.end_of(parent).after, list.last().copied());
    for (at, id) in list.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| list[at]);
        let place = tree.place(*id).unwrap();
        assert_eq!((place.parent, place.after), (parent, before));
        assert_eq!((tree.previous(*id), tree.next(*id)), (before, list.get(at + 1).copied()));
    }
    if let Some(id) = parent {
        assert_eq!(tree.is_leaf(id), list.is_empty());
    }
}

fn state(tree: &Tree, id: NodeId) -> State {
    tree.get(id).unwrap().state()
}

fn naive_count(tree: &Tree, id: NodeId) -> Count {
    let node = tree.get(id).unwrap();
    match node.state() {
        State::Dropped | State::Resting => Count::default(),
        _ if !tree.is_leaf(id) => sum(tree, Some(id)),
        State::Done => Count { done: 1, total: 1, minutes_left: 0 },
        State::Open if node.repeats_without_end() => Count::default(),
        State::Open => Count { done: 0, total: 1, minutes_left: node.minutes().unwrap_or(0).into() },
    }
}

fn sum(tree: &Tree, parent: Option<NodeId>) -> Count {
    tree.children(parent).map(|id| naive_count(tree, id)).fold(Count::default(), |a, b| Count {
        done: a.done + b.done,
        total: a.total + b.total,
        minutes_left: a.minutes_left + b.minutes_left,
    })
}

fn several() -> impl Strategy<Value = Vec<Edit>> {
    vec(edits(), 0..16)
}
