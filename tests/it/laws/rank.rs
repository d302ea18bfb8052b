//! The ranking: what may never lower a sum, where each term stays, and that it is the same each time.

use goaltree::insight::rank::{Context, Points, Ranked, TERMS, Weights, rank, resurface, why_not};
use goaltree::model::{Field, Key, Node, NodeId, Op, Tree, Value};
use goaltree::text::json;
use proptest::collection::vec;
use proptest::prelude::*;

use super::config;
use crate::generators::{dates, ids, trees};

/// The range of each term, in tenths.
const RANGES: [(i32, i32); TERMS] = [
    (-200, 100),
    (0, 300),
    (0, 120),
    (0, 120),
    (0, 100),
    (0, 80),
    (-60, 100),
    (-80, 60),
    (-80, 80),
    (-60, 0),
    (-60, 100),
    (0, 80),
];

fn contexts() -> impl Strategy<Value = Context> {
    let free = proptest::option::of(0_u32..120);
    (dates(), 0_u32..1440, any::<bool>(), free, vec(ids(), 0..3), 1_u32..200).prop_map(
        |(day, minute, low_energy, free_minutes, goals_of_week, room)| Context {
            minute,
            low_energy,
            free_minutes,
            goals_of_week,
            room,
            weights: Weights::default(),
            ..Context::new(&Tree::default(), day, 0, &[chrono::Weekday::Sun])
        },
    )
}

/// Sets one property of `id`.
fn set(tree: &Tree, id: NodeId, field: Field) -> Tree {
    let mut tree = tree.clone();
    let old = tree.get(id).and_then(|node| node.same_property(&field)).cloned();
    tree.apply(&Op::Set { id, old, new: Some(field) }).unwrap();
    tree
}

fn sum(tree: &Tree, context: &Context, id: NodeId) -> Points {
    rank(tree, context).iter().find(|job| job.id == id).map(|job| job.sum).expect("a candidate stays one")
}

/// What `id` would come to with each of these values in turn, all else equal.
fn sums(tree: &Tree, context: &Context, id: NodeId, values: impl Iterator<Item = Field>) -> Vec<Points> {
    values.map(|field| sum(&set(tree, id, field), context, id)).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn terms_stay_in_their_range_and_add_up(tree in trees(), context in contexts()) {
        for job in rank(&tree, &context) {
            for (points, (least, most)) in job.points.iter().zip(RANGES) {
                prop_assert!((least..=most).contains(&points.0), "{points} of {:?}", job.points);
            }
            let printed = job.terms(&tree, &context);
            prop_assert_eq!(printed.iter().map(|term| term.value).sum::<Points>(), job.sum);
            for term in printed {
                prop_assert_eq!(term.words.is_empty(), term.value == Points(0));
            }
        }
    }

    #[test]
    fn what_speaks_for_a_job_never_lowers_it(tree in trees(), context in contexts(), nth in any::<usize>()) {
        let ranked = rank(&tree, &context);
        prop_assume!(!ranked.is_empty());
        let id = ranked[nth % ranked.len()].id;
        let numbers = |key, range: std::ops::RangeInclusive<u32>| range.map(move |number| Field::number(key, number));
        let rising = [
            ("importance", sums(&tree, &context, id, numbers(Key::Importance, 1..=5))),
            ("keep", sums(&tree, &context, id, numbers(Key::Keep, 1..=5))),
        ];
        for (name, sums) in rising {
            prop_assert!(sums.is_sorted(), "{name}: {sums:?}");
        }
        let days = (0..30).map(|days| Field::new(Key::Due, Value::Date(context.day + chrono::Days::new(days) - chrono::Days::new(5))));
        let later = sums(&tree, &context, id, days);
        prop_assert!(later.is_sorted_by(|a, b| a >= b), "due: {later:?}");
        // A longer job needs its days before a date: that is another thing than its size.
        let dated = std::iter::once(id).chain(tree.ancestors(id)).any(|id| tree.get(id).is_some_and(|node| node.field(Key::Due).is_some()));
        if !dated {
            let longer = sums(&tree, &context, id, numbers(Key::Minutes, 1..=100));
            prop_assert!(longer.is_sorted_by(|a, b| a >= b), "estimate: {longer:?}");
        }
    }

    #[test]
    fn the_candidates_are_those_that_nothing_keeps(tree in trees(), context in contexts()) {
        let mut ranked: Vec<NodeId> = rank(&tree, &context).iter().map(|job| job.id).collect();
        ranked.sort();
        let mut free: Vec<NodeId> = tree.walk(None).map(|(_, node)| node.id()).collect();
        free.retain(|id| why_not(&tree, &context, *id).is_none());
        free.sort();
        prop_assert_eq!(ranked, free);
    }

    #[test]
    fn the_same_state_gives_the_same_list_by_sum_then_length_then_place(tree in trees(), context in contexts()) {
        let mut written = Vec::new();
        json::write(&tree, &mut written).unwrap();
        let again = json::read(&written).unwrap().tree;
        let ranked = rank(&tree, &context);
        prop_assert_eq!(&ranked, &rank(&again, &context));
        prop_assert_eq!(resurface(&tree, &context), resurface(&again, &context));
        let order: Vec<NodeId> = tree.walk(None).map(|(_, node): (usize, &Node)| node.id()).collect();
        let place = |job: &Ranked| order.iter().position(|id| *id == job.id);
        let key = |job: &Ranked| (std::cmp::Reverse(job.sum), job.minutes, place(job));
        prop_assert!(ranked.is_sorted_by_key(key));
    }
}
