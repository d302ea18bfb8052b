//! Two people changed one tree.

use goaltree::model::rival::{self, PARENT};
use goaltree::model::{Builder, Conflict, Field, Key, Mark, Node, NodeId, Tree, Value, merge};
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

pub(super) fn nothing_is_lost(base: &Tree, side: &Tree, other: &Tree, merged: &Tree) {
    for (_, node) in side.walk(None) {
        let id = node.id();
        let touched = fields_of(base, id) != Some(node.fields());
        assert!(!touched || merged.contains(id), "{id} is missing");
        for field in node.fields() {
            let of = |tree: &Tree| tree.get(id).and_then(|node| node.same_property(field)).cloned();
            let (before, theirs) = (of(base), of(other));
            if before.as_ref() == Some(field) {
                continue;
            }
            if theirs == before || theirs.as_ref() == Some(field) {
                assert_eq!(of(merged).as_ref(), Some(field), "an edit of {id} is lost");
            } else if !is_settled(field.key()) {
                assert!(
                    is_in_sight(merged, id, field.name(), Some(field.value())),
                    "{field:?} of {id} is lost"
                );
            }
        }
    }
    for (_, node) in merged.walk(None) {
        let id = node.id();
        assert!(side.contains(id) || other.contains(id), "{id} came from nowhere");
        let homes = [base, side, other].map(|tree| tree.contains(id).then(|| tree.parent(id)));
        let home = merged.parent(id);
        assert!(home.is_none() || homes.contains(&Some(home)), "nobody put {id} under {home:?}");
        for side in [side, other].into_iter().filter(|side| side.contains(id)) {
            let wanted = side.parent(id);
            let is_new = homes[0] != Some(wanted) && wanted.is_none_or(|place| merged.contains(place));
            let value = wanted.map(Value::Node);
            assert!(!is_new || is_in_sight(merged, id, PARENT, value.as_ref()), "a move of {id} is lost");
        }
        if homes[0].is_some() && homes.iter().flatten().all(|home| Some(*home) == homes[0]) {
            assert_eq!(Some(home), homes[0], "nobody moved {id}");
        }
    }
    nothing_of_days_is_lost(base, side, other, merged);
    for (name, json) in side.file() {
        let is_new = base.file().get(name) != Some(json);
        let beside = || merged.file().get(&rival::elsewhere(name, json)) == Some(json);
        assert!(!is_new || merged.file().get(name) == Some(json) || beside(), "{name} {json} is lost");
    }
}

fn nothing_of_days_is_lost(base: &Tree, side: &Tree, other: &Tree, merged: &Tree) {
    for (date, day) in side.days() {
        for mark in day.marks() {
            let of = |tree: &Tree| tree.day(*date).and_then(|day| day.mark(&mark));
            let (before, theirs, now) = (of(base), of(other), of(merged));
            let is_listed = matches!(mark, Mark::Listed { .. });
            let added = before.as_ref() != Some(&mark) && !(is_listed && before.is_some());
            let twin = || twin(merged, *date, &mark);
            assert!(now.is_some() || !(added || theirs.is_some()) || twin(), "{mark:?} on {date} is lost");
            if !is_listed
                && added
                && (now.is_some() || !twin())
                && (theirs == before || theirs.as_ref() == Some(&mark))
            {
                assert_eq!(now, Some(mark));
            } else if !is_listed && added {
                assert!(is_mark_in_sight(merged, *date, &mark), "{mark:?} on {date} is out of sight");
            }
        }
    }
}

/// What the program writes down itself.
pub(super) fn is_settled(key: Key) -> bool {
    matches!(key, Key::Closed | Key::Created | Key::Spent | Key::Rolled)
}

/// Whether a value counts, or waits beside the one that does.
pub(super) fn is_in_sight(tree: &Tree, id: NodeId, name: &str, wanted: Option<&Value>) -> bool {
    let Some(node) = tree.get(id) else { return false };
    let mut waiting = rival::waiting(tree, node).filter_map(Field::as_other);
    rival::value(tree, node, name).as_ref() == wanted || waiting.any(|other| other == (name, wanted))
}

/// Whether an entry of a day counts, or waits beside the one that does, or is a tick for which the other side's stands.
pub(super) fn is_mark_in_sight(tree: &Tree, date: chrono::NaiveDate, mark: &Mark) -> bool {
    let Some(day) = tree.day(date) else { return false };
    day.mark(mark).as_ref() == Some(mark)
        || day.waiting().any(|other| other == mark)
        || twin(tree, date, mark)
}

/// Whether the other side's tick of the same job stands for this one.
fn twin(tree: &Tree, date: chrono::NaiveDate, mark: &Mark) -> bool {
    let Mark::Done(done) = mark else { return false };
    let ticks = tree.day(date).map(|day| &day.done[..]).unwrap_or_default();
    ticks.iter().any(|other| other.id == done.id && other.unknown == done.unknown)
}

fn conflicts_are_told(merged: &Tree, conflicts: &[Conflict]) {
    for conflict in conflicts {
        assert!(rival::all_waiting(merged).any(|waiting| waiting == *conflict), "{conflict:?}");
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

fn shape(tree: &Tree) -> Vec<(usize, NodeId)> {
    tree.walk(None).map(|(depth, node)| (depth, node.id())).collect()
}

#[test]
fn of_two_moves_that_close_a_circle_one_is_taken_back() {
    let base = tree_of(&[(9, None), (2, Some(9)), (1, Some(2)), (3, Some(9))]);
    let ours = tree_of(&[(9, None), (2, Some(9)), (1, Some(2)), (3, Some(1))]);
    let theirs = tree_of(&[(9, None), (3, Some(9)), (2, Some(3)), (1, Some(2))]);
    let (merged, conflicts) = merge(&base, &ours, &theirs);
    assert_eq!(shape(&merged), shape(&ours));
    let [conflict] = &conflicts[..] else { panic!("{conflicts:?}") };
    let [kept, other] = [9, 3].map(|home| Some(Value::Node(id(home))));
    assert!(is_in_sight(&merged, id(2), PARENT, other.as_ref()), "the other move can still be taken");
    assert_eq!(conflict, &Conflict::Field { id: id(2), name: PARENT.into(), kept, other });
}

/// A tree from lines of nodes and of days.
fn read(nodes: &[&str], days: &[&str]) -> Tree {
    let text = format!("{{\"goaltree\":1,\"nodes\":[{}],\"days\":[{}]}}", nodes.join(","), days.join(","));
    goaltree::text::json::read(text.as_bytes()).unwrap().tree
}

fn printed(tree: &Tree) -> String {
    let mut bytes = Vec::new();
    goaltree::text::json::write(tree, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn an_edit_beats_a_removal_with_all_above_it() {
    let base = read(&[r#"{"id":"g","title":"G"}"#, r#"{"id":"j","parent":"g","title":"J"}"#], &[]);
    let ours = read(&[], &[]);
    let theirs =
        read(&[r#"{"id":"g","title":"G"}"#, r#"{"id":"j","parent":"g","title":"J","minutes":5}"#], &[]);
    let (merged, conflicts) = merge(&base, &ours, &theirs);
    assert!(merged == theirs && conflicts.is_empty());
    assert!(merge(&base, &ours, &base).0.is_empty(), "what nobody touched goes");
}

#[test]
fn a_job_that_both_ticked_on_a_day_was_done_once() {
    let job = |rest: &str| format!(r#"{{"id":"j","title":"J"{rest}}}"#);
    let day = |at: &str, rest: &str| {
        format!(r#"{{"day":"2026-11-21","list":["j"],"done":[{{"id":"j","at":"{at}","title":"J"{rest}}}]}}"#)
    };
    let done = |hour: u8| job(&format!(r#","state":"done","closed":"2026-11-21T{hour:02}:00:00Z""#));
    let base = read(&[&job("")], &[r#"{"day":"2026-11-21","list":["j"]}"#]);
    let ours = read(&[&done(10)], &[&day("10:00", "")]);
    let theirs = read(&[&done(9)], &[&day("09:00", "")]);
    let (merged, conflicts) = merge(&base, &ours, &theirs);
    assert!(merged == theirs && conflicts.is_empty(), "the earlier one: {}", printed(&merged));
    // Two dates of a repeat, made up for on one day, are two.
    let [ours, theirs] = [("10:00", 20), ("09:00", 21)]
        .map(|(at, date)| read(&[&job("")], &[&day(at, &format!(r#","for":"2026-11-{date}""#))]));
    assert_eq!(printed(&merge(&base, &ours, &theirs).0).matches("\"at\"").count(), 2);
}

#[test]
fn both_sides_split_the_same_job() {
    let base = read(&[r#"{"id":"j","title":"J","minutes":60}"#], &[]);
    let split = |names: [&str; 2]| {
        let child = |name: &str| format!(r#"{{"id":"{name}","parent":"j","title":"{name}","minutes":20}}"#);
        read(&[r#"{"id":"j","title":"J","guess":60}"#, &child(names[0]), &child(names[1])], &[])
    };
    let (merged, conflicts) = merge(&base, &split(["a", "b"]), &split(["c", "d"]));
    assert_eq!((merged.children(Some(NodeId::parse("j"))).count(), conflicts.len()), (4, 0));
    assert!(!printed(&merged).contains("\"minutes\":60"));
}
