//! What holds for every tree and every change, tried on random ones.

use std::collections::{BTreeSet, HashSet};

use goaltree::model::history::{Others, rebase};
use goaltree::model::{
    Again, Builder, Change, Count, Field, History, Key, Mark, Node, NodeId, Op, State, Tree, Value, diff,
    merge, order,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::generators::{Edit, dates, edit, edited, edits, fields, id, trees};

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

proptest! {
    #![proptest_config(config())]

    #[test]
    fn links_and_sums_agree_after_any_edits(tree in trees(), edits in several()) {
        check(&tree);
        check(&edited(&tree, &edits));
    }

    #[test]
    fn an_op_and_its_inverse_are_no_change(tree in trees(), edits in several()) {
        let mut tree = tree;
        for edit in edits {
            let Some(op) = edit.op(&tree) else { continue };
            let before = tree.clone();
            prop_assert_eq!(tree.apply(&op), Ok(()), "{:?}", op);
            let after = tree.clone();
            prop_assert_eq!(tree.apply(&op.clone().inverse()), Ok(()), "{:?}", op);
            prop_assert_eq!(&tree, &before, "{:?}", op);
            check(&tree);
            tree.apply(&op).unwrap();
            prop_assert_eq!(&tree, &after);
        }
    }

    #[test]
    fn an_op_made_for_another_tree_is_refused_or_can_be_taken_back(
        mine in trees(), other in trees(), edits in several(),
    ) {
        let (mut tree, mut other) = (mine, other);
        for op in edit(&mut other, &edits) {
            let before = tree.clone();
            if tree.apply(&op).is_ok() {
                check(&tree);
                let after = tree.clone();
                prop_assert_eq!(tree.apply(&op.clone().inverse()), Ok(()), "{:?}", op);
                prop_assert_eq!(&tree, &before, "{:?}", op);
                tree = after;
            } else {
                prop_assert_eq!(&tree, &before, "{:?}", op);
                check(&tree);
            }
        }
    }

    #[test]
    fn all_ops_or_none(mine in trees(), other in trees(), edits in several(), more in several()) {
        let mut tree = mine.clone();
        let mut ops = edit(&mut tree, &edits);
        ops.extend(edit(&mut other.clone(), &more));
        let mut tree = mine.clone();
        if tree.apply_all(&ops).is_err() {
            prop_assert_eq!(&tree, &mine);
        }
        check(&tree);
    }

    #[test]
    fn the_difference_makes_one_tree_of_the_other(a in trees(), b in trees(), edits in several()) {
        for b in [&b, &edited(&a, &edits)] {
            let mut tree = a.clone();
            prop_assert_eq!(tree.apply_all(&diff(&a, b)), Ok(()));
            prop_assert_eq!(&tree, b);
            check(&tree);
        }
        prop_assert_eq!(diff(&a, &a), []);
    }

    #[test]
    fn as_few_as_can_be_move(old in lists(), new in lists()) {
        let still = order::keep_still(&old, &new);
        let of = |list: &[NodeId]| -> Vec<NodeId> {
            list.iter().filter(|id| still.contains(id)).copied().collect()
        };
        prop_assert_eq!(of(&old), of(&new));
        prop_assert_eq!(still.len(), of(&new).len());
        // best[at]: length of the longest ascending run of places that ends with the one at `at`
        let places: Vec<usize> =
            new.iter().filter_map(|id| old.iter().position(|other| other == id)).collect();
        let mut best: Vec<usize> = Vec::new();
        for at in 0..places.len() {
            let before = (0..at).filter(|before| places[*before] < places[at]).map(|before| best[before]);
            best.push(before.max().unwrap_or(0) + 1);
        }
        prop_assert_eq!(still.len(), best.into_iter().max().unwrap_or(0));
    }

    #[test]
    fn ids_can_be_written_and_read(text in any::<String>(), ascii in "[!-~]{1,20}", nth in 2_u32..9) {
        for id in [NodeId::parse(&text), NodeId::parse(&ascii), NodeId::parse(&ascii).doubled(nth)] {
            prop_assert_eq!(NodeId::parse(&id.to_string()), id);
            prop_assert_eq!(NodeId::verbatim(&id.to_string()), Some(id));
        }
        if ascii.len() <= goaltree::model::id::LONGEST {
            prop_assert_eq!(NodeId::parse(&ascii).to_string(), ascii);
        }
    }
}

fn lists() -> impl Strategy<Value = Vec<NodeId>> {
    proptest::sample::subsequence((0..20).map(id).collect::<Vec<_>>(), 0..=20).prop_shuffle()
}

// --- merge

/// Every property of every node, the day's marks (but for the order of the list) and where each node stands.
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
        assert!(side.contains(node.id()) || other.contains(node.id()), "{} came from nowhere", node.id());
    }
    for (date, day) in side.days() {
        for mark in day.marks() {
            let of = |tree: &Tree| tree.day(*date).and_then(|day| day.mark(&mark));
            let (before, now) = (of(base), of(merged));
            assert!(before.is_some() || now.is_some(), "{mark:?} on {date} is lost");
            if before.is_none() && of(other).is_none() && !matches!(mark, Mark::Listed { .. }) {
                assert_eq!(now, Some(mark));
            }
        }
    }
}

// --- history

/// Whether `ops` gave a property two values: then nobody can tell the first from what others wrote.
fn was_set_twice(ops: &[Op], of: NodeId, like: &Field) -> bool {
    let sets = ops.iter().filter(|op| match op {
        Op::Create { node, .. } => node.id() == of,
        Op::Set { id, old, new } => {
            *id == of && old.iter().chain(new).any(|field| field.by_property(like).is_eq())
        }
        _ => false,
    });
    sets.count() > 1
}

fn change(key: u64, ops: Vec<Op>) -> Change {
    Change { key, name: String::new(), ops, of: None }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn undo_and_redo_walk_through_what_was(tree in trees(), changes in vec(several(), 1..5), steps in vec(any::<bool>(), 0..12)) {
        let mut tree = tree;
        let mut history = History::default();
        let mut seen = vec![tree.clone()];
        for (key, edits) in changes.iter().enumerate() {
            let ops = edit(&mut tree, edits);
            if seen.last() != Some(&tree) {
                history.record(&change(key as u64, ops));
                seen.push(tree.clone());
            }
        }
        let mut at = seen.len() - 1;
        for (key, back) in (100..).zip(steps) {
            let before = tree.clone();
            let (done, to) = if back {
                (history.undo(&mut tree, key), at.checked_sub(1))
            } else {
                (history.redo(&mut tree, key), (at + 1 < seen.len()).then_some(at + 1))
            };
            prop_assert_eq!(done.is_some(), to.is_some());
            at = to.unwrap_or(at);
            prop_assert_eq!(&tree, &seen[at]);
            check(&tree);
            let mut copy = before;
            prop_assert_eq!(copy.apply_all(&done.map(|change| change.ops).unwrap_or_default()), Ok(()));
            prop_assert_eq!(&copy, &tree);
        }
    }

    /// Another window hears of undo and redo as changes, and knows the same as this one.
    #[test]
    fn a_history_that_is_told_of_undo_is_like_the_one_that_did_it(tree in trees(), changes in vec(several(), 1..4), steps in vec(any::<bool>(), 0..8)) {
        let mut tree = tree;
        let (mut mine, mut other) = (History::default(), History::default());
        for (key, edits) in changes.iter().enumerate() {
            let change = change(key as u64, edit(&mut tree, edits));
            mine.record(&change);
            other.record(&change);
        }
        for (key, back) in (100..).zip(steps) {
            let made = if back { mine.undo(&mut tree, key) } else { mine.redo(&mut tree, key) };
            if let Some(change) = made {
                prop_assert_eq!(matches!(change.of, Some(Again::Undo(_))), back);
                other.record(&change);
            }
        }
        let keys = |list: &[Change]| list.iter().map(|change| change.key).collect::<BTreeSet<_>>();
        prop_assert!(keys(mine.done()).is_subset(&keys(other.done())));
    }

    #[test]
    fn undo_keeps_what_others_did(tree in trees(), edits in several(), nth in any::<u8>(), field in fields(), day in dates()) {
        let mut tree = tree;
        let ops = edit(&mut tree, &edits);
        let mut history = History::default();
        history.record(&change(1, ops.clone()));
        let theirs = [Edit::Set(nth, field.clone()), Edit::Mark(day, Mark::Look("12:34".into()))];
        let set = edit(&mut tree, &theirs);
        prop_assert!(history.undo(&mut tree, 2).is_none_or(|change| change.key == 2));
        check(&tree);
        for op in set {
            match op {
                Op::Set { id, new: Some(field), old }
                    if old.as_ref() != Some(&field) && !was_set_twice(&ops, id, &field) =>
                {
                    let kept = tree.get(id).and_then(|node| node.same_property(&field));
                    prop_assert_eq!(kept, Some(&field));
                }
                Op::Day { day, new: Some(mark), .. } => {
                    prop_assert_eq!(tree.day(day).and_then(|day| day.mark(&mark)), Some(mark));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn ops_fit_any_tree(mine in trees(), other in trees(), edits in several()) {
        let ops = edit(&mut other.clone(), &edits);
        for others in [Others::Yield, Others::Win] {
            let mut tree = mine.clone();
            let fitted = rebase(&mut tree, &ops, others);
            check(&tree);
            let mut copy = mine.clone();
            prop_assert_eq!(copy.apply_all(&fitted), Ok(()));
            prop_assert_eq!(&copy, &tree);
            let taken_back = goaltree::model::op::inverse(&fitted);
            prop_assert_eq!(copy.apply_all(&taken_back), Ok(()));
            prop_assert_eq!(&copy, &mine);
            if others == Others::Yield && mine == other {
                prop_assert_eq!(&fitted, &ops);
            }
        }
    }
}

// --- building

proptest! {
    #![proptest_config(config())]

    #[test]
    fn garbage_becomes_a_tree(lines in vec((0_u8..12, proptest::option::of(0_u8..14)), 0..30)) {
        let mut builder = Builder::default();
        for (at, (name, parent)) in lines.iter().enumerate() {
            builder.node(Node::new(id(*name), &at.to_string()), parent.map(id));
        }
        let (tree, repairs) = builder.finish();
        check(&tree);
        let titles: BTreeSet<usize> = tree.walk(None).map(|(_, node)| node.title().parse().unwrap()).collect();
        prop_assert!(titles.into_iter().eq(0..lines.len()));
        prop_assert!(repairs.iter().all(|repair| tree.contains(repair.id())));
        let mut again = Builder::default();
        for (_, node) in tree.walk(None) {
            again.node(node.clone(), tree.parent(node.id()));
        }
        let (same, none) = again.finish();
        prop_assert_eq!(none, []);
        prop_assert_eq!(same, tree);
    }
}

#[test]
fn a_very_deep_tree_costs_no_stack() {
    const DEEP: usize = 100_000;
    let name = |at: usize| NodeId::parse(&format!("d{at}"));
    let mut builder = Builder::default();
    for at in 0..DEEP {
        builder.node(Node::new(name(at), ""), at.checked_sub(1).map(name));
    }
    let (tree, repairs) = builder.finish();
    assert_eq!(repairs, []);
    assert_eq!(tree.walk(None).last().map(|(depth, _)| depth), Some(DEEP - 1));
    assert_eq!(tree.count(None), Count { done: 0, total: 1, minutes_left: 0 });
    let mut copy = tree.clone();
    let field = Field::new(Key::Minutes, Value::Number(5));
    copy.apply(&Op::Set { id: name(DEEP - 1), old: None, new: Some(field) }).unwrap();
    assert_eq!(copy.count(Some(name(0))).minutes_left, 5);
    assert_eq!(diff(&tree, &copy).len(), 1);
    assert_eq!(merge(&tree, &copy, &tree).0, copy);
}
