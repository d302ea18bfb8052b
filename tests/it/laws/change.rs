//! Ops, their inverses, and the difference of two trees.

use goaltree::model::{NodeId, diff, order};
use proptest::prelude::*;

use super::{check, config, several};
use crate::generators::{edit, edited, id, trees};

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
