//! Whether all links and sums of a tree agree with each other, in time that grows with its nodes alone.

use std::collections::HashMap;

use goaltree::model::{Count, NodeId, State, Tree};

/// Panics unless they do.
pub fn check(tree: &Tree) {
    let walked: Vec<(usize, NodeId)> = tree.walk(None).map(|(depth, node)| (depth, node.id())).collect();
    assert_eq!(walked.len(), tree.len(), "each node once");
    let mut path: Vec<NodeId> = Vec::new();
    for (depth, id) in &walked {
        assert!(*depth <= path.len(), "no level is left out");
        path.truncate(*depth);
        assert_eq!(tree.parent(*id), path.last().copied(), "the parent of {id}");
        path.push(*id);
    }
    siblings(tree, None);
    let mut counts: HashMap<NodeId, Count> = HashMap::with_capacity(walked.len());
    for (_, id) in walked.iter().rev() {
        siblings(tree, Some(*id));
        let node = tree.get(*id).expect("it was walked over");
        let below = || sum(tree, Some(*id), &counts);
        let count = match node.state() {
            State::Dropped | State::Resting => Count::default(),
            _ if !tree.is_leaf(*id) => below(),
            State::Done => Count { done: 1, total: 1, minutes_left: 0 },
            State::Open if node.repeats_without_end() => Count::default(),
            State::Open => Count { done: 0, total: 1, minutes_left: node.minutes().unwrap_or(0).into() },
        };
        assert_eq!(tree.count(Some(*id)), count, "the count of {id}");
        counts.insert(*id, count);
    }
    assert_eq!(counts.len(), walked.len(), "no id twice");
    assert_eq!(tree.count(None), sum(tree, None, &counts), "the count of all");
}

fn siblings(tree: &Tree, parent: Option<NodeId>) {
    let (mut before, mut open) = (None, 0);
    for id in tree.children(parent) {
        let place = tree.place(id).expect("a place");
        assert_eq!((place.parent, place.after, tree.previous(id)), (parent, before, before), "{id}");
        open += u32::from(tree.get(id).is_some_and(|node| node.state() == State::Open));
        match before {
            Some(before) => assert_eq!(tree.next(before), Some(id)),
            None => assert_eq!(tree.first_child(parent), Some(id)),
        }
        before = Some(id);
    }
    assert_eq!(tree.last_child(parent), before);
    if let Some(id) = parent {
        assert_eq!((tree.is_leaf(id), tree.open_children(id)), (before.is_none(), open), "inside {id}");
    }
}

fn sum(tree: &Tree, parent: Option<NodeId>, counts: &HashMap<NodeId, Count>) -> Count {
    tree.children(parent).fold(Count::default(), |sum, id| {
        let count = counts.get(&id).copied().unwrap_or_default();
        Count {
            done: sum.done + count.done,
            total: sum.total + count.total,
            minutes_left: sum.minutes_left + count.minutes_left,
        }
    })
}
