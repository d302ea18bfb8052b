//! A lens and a zoom show less and change nothing; the rows agree with each other whatever is removed.

use goaltree::app::{Key, Msg};
use goaltree::model::NodeId;
use proptest::collection::vec;
use proptest::prelude::*;

use super::config;
use crate::drive::Drive;
use crate::generators::trees;

/// Keys that look, and keys that remove and bring back.
const LOOKING: &[&str] =
    &["[", "[", "]", "z", "backspace", "Z", "up", "down", "down", "left", "right", "*", "home", "end", "esc"];
const CHANGING: &[&str] = &["del", "u", "C-r", ">", "<", "x", "space", "J"];

fn keys(all: bool) -> impl Strategy<Value = Vec<&'static str>> {
    let some: Vec<&str> = LOOKING.iter().chain(CHANGING.iter().filter(|_| all)).copied().collect();
    vec(proptest::sample::select(some), 0..60)
}

/// The rows, forwards and backwards the same, with the cursor and the breadcrumb among them.
fn check(drive: &Drive) {
    let (app, rows) = (&drive.app, drive.app.rows());
    let shown: Vec<NodeId> =
        rows.first().into_iter().flat_map(|first| rows.from(first)).map(|row| row.0).collect();
    let mut backwards: Vec<NodeId> = std::iter::successors(rows.last(), |id| rows.previous(*id)).collect();
    backwards.reverse();
    assert_eq!(shown, backwards);
    for (_, node) in app.tree.walk(None) {
        let nearest = rows.nearest_shown(node.id());
        assert_eq!(nearest == Some(node.id()), shown.contains(&node.id()), "{:?}", node.title());
        assert!(nearest.is_none_or(|id| {
            // Reached goals stand under a row of their own.
            let is_above = app.tree.is_within(node.id(), id) || rows.reached_row() == Some(id);
            shown.contains(&id) && is_above
        }));
    }
    assert_eq!(app.tree_place.cursor.is_some(), !shown.is_empty());
    assert!(app.tree_place.cursor.is_none_or(|id| shown.contains(&id)));
    assert!(app.hoist.is_none_or(|id| app.tree.contains(id)));
    for id in shown {
        let is_edge = rows.is_edge(id);
        assert!(!is_edge || !app.tree.is_leaf(id) && app.lens().is_some());
    }
    drive.screen();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..config() })]

    #[test]
    fn looking_never_changes_the_file(tree in trees(), keys in keys(false)) {
        let mut drive = Drive::tree(tree.clone());
        drive.app.folds.set_all(true);
        drive.press("esc");
        for key in keys {
            drive.send(Msg::Key(Key::parse(key).expect("a key")));
            check(&drive);
        }
        // What a new day brings is not of the keys' doing.
        let mut untouched = Drive::tree(tree);
        untouched.press("esc");
        prop_assert!(drive.app.tree == untouched.app.tree);
    }

    #[test]
    fn rows_cursor_and_breadcrumb_outlive_whatever_is_removed(tree in trees(), keys in keys(true)) {
        let mut drive = Drive::tree(tree);
        drive.app.folds.set_all(true);
        drive.press("esc");
        for key in keys {
            drive.send(Msg::Key(Key::parse(key).expect("a key")));
            drive.app.card = goaltree::app::Card::None;
            check(&drive);
        }
    }
}
