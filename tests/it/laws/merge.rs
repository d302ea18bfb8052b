//! Two people changed one tree.

use goaltree::model::{Builder, Conflict, Field, Mark, Node, NodeId, Tree, merge};
use proptest::prelude::*;

use super::{check, config, several};
use crate::generators::{edited, id, trees};

fn fields_of(tree: &Tree, id: NodeId) -> Option<&[Field]> {
    tree.get(id).map(Node::fields)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_side_that_did_nothing_does_not_count(base in trees(), edits in several(), other in trees()) {
        for side in [&edited(&base, &edits), &other] {
            prop_assert_eq!(&merge(&base, side, &base).0, side);
            prop_assert_eq!(&merge(&base, &base, side).0, side);
            prop_assert_eq!(&merge(&base, side, side).0, side);
            prop_assert!(merge(&base, side, &base).1.is_empty());
            prop_assert!(merge(&base, side, side).1.is_empty());
        }
    }

    #[test]
    fn both_sides_get_the_same_tree_without_loss(
        base in trees(), mine in several(), other in several(), strange in trees(),
    ) {
        let (a, b) = (edited(&base, &mine), edited(&base, &other));
        for (base, a, b) in [(&base, &a, &b), (&base, &a, &strange), (&Tree::default(), &a, &b)] {
            let (merged, conflicts) = merge(base, a, b);
            check(&merged);
            let (mirrored, same) = merge(base, b, a);
            prop_assert_eq!(&merged, &mirrored);
            conflicts_are_told(&merged, &conflicts);
            prop_assert_eq!(conflicts, same);
            for (side, other) in [(a, b), (b, a)] {
                nothing_is_lost(base, side, other, &merged);
            }
        }
    }
}

fn nothing_is_lost(base: &Tree, side: &Tree, other: &Tree, merged: &Tree) {
    for (_, node) in side.walk(None) {
        let id = node.id();
        let touched = fields_of(base, id) != Some(node.fields());
        assert!(!touched || merged.contains(id), "{id} is missing");
        for field in node.fields() {
            let of = |tree: &Tree| tree.get(id).and_then(|node| node.same_property(field)).cloned();
            let (before, theirs) = (of(base), of(other));
            if before.as_ref() != Some(field) && (theirs == before || theirs.as_ref() == Some(field)) {
                assert_eq!(of(merged).as_ref(), Some(field), "an edit of {id} is lost");
            }
        }
    }
    for (_, node) in merged.walk(None) {
        let id = node.id();
        assert!(side.contains(id) || other.contains(id), "{id} came from nowhere");
        let homes = [base, side, other].map(|tree| tree.contains(id).then(|| tree.parent(id)));
        let home = merged.parent(id);
        assert!(home.is_none() || homes.contains(&Some(home)), "nobody put {id} under {home:?}");
        if homes[0].is_some() && homes.iter().flatten().all(|home| Some(*home) == homes[0]) {
            assert_eq!(Some(home), homes[0], "nobody moved {id}");
        }
    }
    for (date, day) in side.days() {
        for mark in day.marks() {
            let of = |tree: &Tree| tree.day(*date).and_then(|day| day.mark(&mark));
            let (before, theirs, now) = (of(base), of(other), of(merged));
            let is_listed = matches!(mark, Mark::Listed { .. });
            let added = before.as_ref() != Some(&mark) && !(is_listed && before.is_some());
            assert!(now.is_some() || !(added || theirs.is_some()), "{mark:?} on {date} is lost");
            if !is_listed && added && (theirs == before || theirs.as_ref() == Some(&mark)) {
                assert_eq!(now, Some(mark));
            }
        }
    }
}

fn conflicts_are_told(merged: &Tree, conflicts: &[Conflict]) {
    for conflict in conflicts {
        assert_ne!(conflict.kept, conflict.other);
        let like = conflict.kept.as_ref().or(conflict.other.as_ref()).unwrap();
        let now = merged.get(conflict.id).and_then(|node| node.same_property(like));
        assert_eq!(now, conflict.kept.as_ref());
    }
}

/// `top` under `parent` for each pair.
fn tree_of(pairs: &[(u8, Option<u8>)]) -> Tree {
    let mut builder = Builder::default();
    for (name, parent) in pairs {
        builder.node(Node::new(id(*name), ""), parent.map(id));
    }
    builder.finish().0
}

#[test]
fn of_two_moves_that_close_a_circle_one_is_taken_back() {
    let base = tree_of(&[(9, None), (2, Some(9)), (1, Some(2)), (3, Some(9))]);
    let ours = tree_of(&[(9, None), (2, Some(9)), (1, Some(2)), (3, Some(1))]);
    let theirs = tree_of(&[(9, None), (3, Some(9)), (2, Some(3)), (1, Some(2))]);
    assert_eq!(merge(&base, &ours, &theirs).0, ours);
}
