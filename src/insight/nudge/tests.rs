//! What is said about which item, and on which days of a made-up calendar nothing is.

use proptest::prelude::*;

use super::*;
use crate::model::{Builder, Day, Field};
use crate::text::outline;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
}

/// Plants an outline; ids are its lines: n0, n1... Those of `listed` are on Today on the 10th.
fn tree(text: &str, listed: &[&str]) -> Tree {
    let mut builder = Builder::default();
    let mut path: Vec<NodeId> = Vec::new();
    for (at, item) in outline::parse(text, day(10)).into_iter().enumerate() {
        let node = item.line.node(id(&format!("n{at}")));
        let state = item.state.field();
        let fields = node.fields().iter().cloned().chain(state).collect();
        path.truncate(item.depth);
        builder.node(Node::with_fields(node.id(), fields), path.last().copied());
        path.push(node.id());
    }
    let list = listed.iter().map(|name| id(name)).collect();
    builder.day(day(10), Day { list, ..Day::default() });
    builder.finish().0
}

fn id(name: &str) -> NodeId {
    NodeId::parse(name)
}

fn with(tree: &Tree, name: &str, field: Field) -> Tree {
    let mut tree = tree.clone();
    tree.apply(&crate::model::Op::Set { id: id(name), old: None, new: Some(field) }).unwrap();
    tree
}

fn said(tree: &Tree, name: &str) -> Option<String> {
    let limits = Limits { day: day(10), ..Limits::default() };
    nudge(tree, id(name), &limits).map(|nudge| nudge.words(tree, id(name), 80))
}

#[test]
fn each_kind_has_its_words() {
    let many = "Many\n".to_owned() + &"  - a\n".repeat(21);
    let cases: [(&str, &str, Option<&str>); 19] = [
        ("Write it ~45m", "n0", Some("45 min. Two smaller ones?")),
        ("Write it ~1h30", "n0", Some("1 h 30. Two smaller ones?")),
        ("Write it ~30m", "n0", None),
        ("[x] Write it ~45m", "n0", None),
        ("[-] Gone\n  Write it ~45m", "n1", None),
        ("Write it ~45m\n  Part", "n0", None),
        ("Taxes", "n0", Some("What would one see you do first?")),
        ("Taxes ~10m", "n0", None),
        ("Website =>website", "n0", None),
        ("Taxes\n  Ask Ana", "n0", None),
        ("Ring ~1m", "n0", Some("Two minutes: do it now?")),
        ("Ring ~2m", "n0", None),
        ("Call >>\n  Ask ~5m\n  Ring ~1m", "n2", None),
        (&many, "n0", Some("21 in one list. Group them?")),
        (&many.replace("- a\n  - a", "- a\n  - [x] a"), "n0", None),
        ("Call >>\n  Find two pictures\n  Ring", "n2", None),
        ("Taxes", "gone", None),
        ("Buy milk", "n0", None),
        ("", "n0", None),
    ];
    for (text, name, wanted) in cases {
        assert_eq!(said(&tree(text, &[]), name).as_deref(), wanted, "{text}");
    }
}

#[test]
fn what_is_on_today_and_waits_names_what_it_waits_for() {
    for (text, wanted) in [
        ("P >>\n  Find two pictures\n  Post ~45m", "Waits for Find two pictures. Take that one?"),
        ("P\n  Find two pictures\n  Post ~45m", "45 min. Two smaller ones?"),
        (
            "P >>\n  A line that is much longer than there is room\n  Post",
            "Waits for A line that is much longer than t…. Take that one?",
        ),
    ] {
        let tree = tree(text, &["n2"]);
        assert_eq!(said(&tree, "n2").as_deref(), Some(wanted));
        assert!(safe::width(wanted) <= MOST_COLUMNS);
    }
}

#[test]
fn every_sentence_leaves_room_for_its_keys_on_the_narrowest_screen_with_a_detail() {
    let long = format!("P >>\n  {}\n  Post ~45m", "A line that is much longer than there is room ".repeat(3));
    let tree = with(&tree(&long, &["n2"]), "n2", Field::number(Key::Rolled, 999));
    for nudge in Nudge::ALL {
        let keys: usize = nudge.keys().iter().map(|_| 2).sum();
        let words = nudge.words(&tree, id("n2"), 52);
        assert!(safe::width(&words) <= 52 && safe::width(&words) + keys <= 58, "{words}");
    }
}

#[test]
fn what_was_rolled_three_times_is_asked_about() {
    let tree = tree("Write it ~45m", &[]);
    for (times, wanted) in [
        (2, "45 min. Two smaller ones?"),
        (3, "Third time. Smaller, someone else, later, or let go?"),
        (4, "4 times. Smaller, someone else, later, or let go?"),
        (u32::MAX, "4294967295 times. Smaller, someone else, later, or let go?"),
    ] {
        let said = said(&with(&tree, "n0", Field::number(Key::Rolled, times)), "n0").unwrap();
        assert_eq!(said, wanted);
        assert!(said.len() <= MOST_COLUMNS);
    }
}

#[test]
fn refusing_raises_the_threshold_and_off_is_silence() {
    let many = |count| "Many\n".to_owned() + &"  - a\n".repeat(count);
    for (text, name, rolled, less) in [
        ("Taxes", "n0", 0, false),
        ("Write it ~45m", "n0", 0, false),
        ("Write it ~61m", "n0", 0, true),
        ("Ring ~1m", "n0", 0, false),
        ("P >>\n  Find two pictures\n  Post", "n2", 0, false),
        ("Post", "n0", 3, false),
        ("Post", "n0", 6, true),
        (&many(21), "n0", 0, false),
        (&many(41), "n0", 0, true),
    ] {
        let mut tree = tree(text, &["n2"]);
        if rolled > 0 {
            tree = with(&tree, name, Field::number(Key::Rolled, rolled));
        }
        assert!(said(&tree, name).is_some(), "{text}");
        for (word, wanted) in [("less", less), ("off", false)] {
            let marked = with(&tree, name, Field::text(Key::Nudge, word));
            assert_eq!(said(&marked, name).is_some(), wanted, "{word} {text}");
            let is_listed = progress::audit(&marked, None).contains(&id(name));
            assert_eq!(is_listed, wanted && text.contains('~'), "{word} {text}");
            assert_eq!(is_big(marked.get(id(name)).unwrap()), is_listed, "{word} {text}");
        }
    }
}

#[test]
fn a_calendar_of_silence() {
    let tree = tree("Write it ~45m", &[]);
    let on = |number, told| nudge(&tree, id("n0"), &Limits { day: day(number), told, off: vec![] });
    let spoken: Vec<u32> = (5..=16).filter(|number| on(*number, Some(day(10))).is_some()).collect();
    assert_eq!(spoken, [5, 6, 10, 14, 15, 16]);
    assert!((5..=16).all(|number| on(number, None).is_some()));
}

#[test]
fn kinds_can_be_switched_off() {
    let tree = with(&tree("Write it ~45m", &[]), "n0", Field::number(Key::Rolled, 3));
    let without = |off: &[Nudge]| {
        nudge(&tree, id("n0"), &Limits { day: day(10), off: off.to_vec(), ..Limits::default() })
    };
    assert_eq!(without(&[]), Some(Nudge::Rolled));
    assert_eq!(without(&[Nudge::Rolled]), Some(Nudge::Big));
    assert_eq!(without(&[Nudge::Rolled, Nudge::Big]), None);
    assert_eq!(without(&Nudge::ALL), None);
}

#[test]
fn an_audit_lists_what_is_big_or_vague_in_order() {
    let tree = tree(
        "Taxes\nGoal >>\n  Part\n    Write it ~45m\n    Read it ~30m\n    [x] Print it ~45m\n  Website\n  [-] Out\n    Taxes\nDo it ~5m",
        &[],
    );
    let ids = |names: &[&str]| names.iter().map(|name| id(name)).collect::<Vec<_>>();
    assert_eq!(progress::audit(&tree, None), ids(&["n0", "n3", "n6"]));
    assert_eq!(progress::audit(&tree, Some(id("n2"))), ids(&["n3"]));
    assert_eq!(progress::audit(&tree, Some(id("n0"))), ids(&["n0"]));
    for nothing in ["n7", "n8", "n9", "gone"] {
        assert!(progress::audit(&tree, Some(id(nothing))).is_empty(), "{nothing}");
    }
}

#[test]
fn what_is_waited_for_is_the_job_that_can_be_begun() {
    for (text, name, wanted) in [
        ("P >>\n  a\n  b\n  c", "n3", Some("n1")),
        ("P >>\n  [x] a\n  b\n  c", "n3", Some("n2")),
        ("P >>\n  a\n  b", "n1", None),
        ("P\n  a\n  b", "n2", None),
        ("P >>\n  a\n    a1\n    a2\n  b >>\n    b1\n    b2", "n6", Some("n2")),
        ("P >>\n  a >>\n    a1\n      [x] a11\n    a2\n  b", "n5", Some("n2")),
        ("P >>\n  a\n    [x] a1\n  b", "n3", Some("n1")),
    ] {
        assert_eq!(progress::waits_for(&tree(text, &[]), id(name)), wanted.map(id), "{text}");
    }
}

proptest! {
    #[test]
    fn what_waits_waits_for_something_that_does_not(
        lines in proptest::collection::vec((0_usize..4, any::<bool>(), 0_u8..4), 1..14),
    ) {
        let line = |(depth, sequence, state): &(usize, bool, u8)| {
            let state = ["[ ]", "[ ]", "[x]", "[-]"][usize::from(*state)];
            format!("{}- {state} a{}\n", "  ".repeat(*depth), if *sequence { " >>" } else { "" })
        };
        let tree = tree(&lines.iter().map(line).collect::<String>(), &[]);
        for (_, node) in tree.walk(None).filter(|(_, node)| is_in_play(&tree, node.id())) {
            let other = progress::waits_for(&tree, node.id());
            prop_assert_eq!(other.is_some(), progress::waits(&tree, node.id()));
            if let Some(other) = other {
                prop_assert!(!progress::waits(&tree, other));
            }
        }
    }
}
