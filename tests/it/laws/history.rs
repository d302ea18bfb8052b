//! Undo, redo, and ops on a tree that has moved on.

use std::collections::BTreeSet;

use goaltree::model::history::{Others, rebase};
use goaltree::model::{Again, Change, Field, History, Mark, NodeId, Op, op};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{check, config, several};
use crate::generators::{Edit, dates, edit, edited, edits, fields, trees};

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
        let theirs = [Edit::Set(nth, field.clone()), Edit::Mark(day, Mark::Unknown("x1".into(), "2".into()))];
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
                Op::Day { day, old, new: Some(mark) } if old.as_ref() != Some(&mark) => {
                    prop_assert_eq!(tree.day(day).and_then(|day| day.mark(&mark)), Some(mark));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_late_op_does_what_it_means(mine in trees(), other in trees(), first in edits()) {
        let Some(op) = first.op(&other) else { return Ok(()) };
        let mut tree = mine.clone();
        rebase(&mut tree, std::slice::from_ref(&op), Others::Yield);
        match &op {
            Op::Create { node, .. } => prop_assert!(tree.contains(node.id())),
            Op::Delete { node, .. } => prop_assert_eq!(tree.contains(node.id()), !mine.is_leaf(node.id())),
            Op::Move { id, new, .. } => {
                let fits = new.parent.is_none_or(|parent| tree.contains(parent) && !mine.is_within(parent, *id));
                prop_assert!(!fits || !tree.contains(*id) || tree.parent(*id) == new.parent);
            }
            Op::Set { id, old, new } => {
                let like = new.as_ref().or(old.as_ref()).unwrap();
                prop_assert!(tree.get(*id).is_none_or(|node| node.same_property(like) == new.as_ref()));
            }
            Op::Day { day, old, new } => {
                let now = tree.day(*day).and_then(|day| day.mark(new.as_ref().or(old.as_ref()).unwrap()));
                let listed = matches!((&now, new), (Some(Mark::Listed { .. }), Some(Mark::Listed { .. })));
                prop_assert!(now == *new || listed);
            }
            Op::File { old, new } => {
                let name = &new.as_ref().or(old.as_ref()).unwrap().0;
                prop_assert_eq!(tree.file().get(name), new.as_ref().map(|entry| &entry.1));
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
            let taken_back = op::inverse(&fitted);
            prop_assert_eq!(copy.apply_all(&taken_back), Ok(()));
            prop_assert_eq!(&copy, &mine);
            let mut unmoved = other.clone();
            rebase(&mut unmoved, &ops, others);
            prop_assert_eq!(&unmoved, &edited(&other, &edits));
        }
    }
}
