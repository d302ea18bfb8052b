//! Trees from lists of nodes that may be wrong, and very deep ones.

use std::collections::BTreeSet;

use goaltree::model::{Builder, Count, Field, Key, Node, NodeId, Op, Repair, Value, diff, merge};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{check, config};
use crate::generators::id;

proptest! {
    #![proptest_config(config())]

    /// G18: doubled ids, circles and lost parents are mended, and no node is dropped.
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

#[test]
fn a_new_id_is_nobodys_in_the_whole_file() {
    let twice = id(1);
    let taken = twice.doubled(2);
    let mut builder = Builder::default();
    builder.node(Node::new(twice, "first"), None);
    builder.node(Node::new(twice, "second"), None);
    builder.node(Node::new(taken, "repaired before"), None);
    builder.node(Node::new(id(2), "its child"), Some(taken));
    let (tree, repairs) = builder.finish();
    assert_eq!(repairs, [Repair::Doubled(twice, twice.doubled(3))]);
    assert_eq!(tree.get(taken).map(Node::title), Some("repaired before"));
    assert_eq!(tree.parent(id(2)), Some(taken));
}

#[test]
fn one_id_for_all_is_mended_quickly() {
    let mut builder = Builder::default();
    for _ in 0..20_000 {
        builder.node(Node::new(id(1), ""), Some(id(1)));
    }
    let (tree, repairs) = builder.finish();
    assert_eq!((tree.len(), repairs.len()), (20_000, 20_000));
}
