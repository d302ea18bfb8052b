//! What is written is read back the same, and written the same again.

use goaltree::model::{Again, Change, Ids, State, Tree};
use goaltree::text::line::Line;
use goaltree::text::{change, json, outline};
use proptest::prelude::*;

use super::{config, several};
use crate::generators::{edit, trees};

fn today() -> chrono::NaiveDate {
    crate::drive::at(crate::drive::NOW).day()
}

fn bytes(tree: &Tree) -> Vec<u8> {
    let mut bytes = Vec::new();
    json::write(tree, &mut bytes).unwrap();
    bytes
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_file_is_read_as_it_was_written(tree in trees()) {
        let written = bytes(&tree);
        serde_json::from_slice::<serde_json::Value>(&written).expect("JSON for everybody");
        let read = json::read(&written).unwrap();
        prop_assert_eq!(&read.problems, &vec![]);
        prop_assert!(read.tree == tree, "{}", String::from_utf8_lossy(&written));
        prop_assert_eq!(bytes(&read.tree), written);
    }

    #[test]
    fn a_change_is_read_as_it_was_written(tree in trees(), edits in several(), key in any::<u64>(), name in ".{0,20}") {
        let ops = edit(&mut tree.clone(), &edits);
        for of in [None, Some(Again::Undo(key)), Some(Again::Redo(1))] {
            let written = Change { key, name: name.clone(), ops: ops.clone(), of };
            let line = change::print(&written);
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(change::parse(&line), Ok(written), "{}", line);
        }
    }

    #[test]
    fn a_change_taken_back_is_no_change_byte_for_byte(tree in trees(), edits in several()) {
        let before = bytes(&tree);
        let mut tree = tree;
        let ops = edit(&mut tree, &edits);
        tree.apply_all(&goaltree::model::op::inverse(&ops)).unwrap();
        prop_assert_eq!(String::from_utf8(bytes(&tree)), String::from_utf8(before));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = json::read(&bytes);
    }

    #[test]
    fn a_damaged_file_is_read_or_refused_but_never_a_panic(tree in trees(), at in any::<usize>(), byte in any::<u8>()) {
        let mut written = bytes(&tree);
        let at = at % written.len();
        written[at] = byte;
        let _ = json::read(&written);
        written.truncate(at);
        let _ = json::read(&written);
    }

    #[test]
    fn a_line_is_read_as_it_was_printed(text in "[ a-zç日~#\\\\0-9m>!@.$:^*+\"(=-]{0,40}") {
        let line = Line::parse(&text, today());
        let printed = line.print();
        prop_assert_eq!(&Line::parse(&printed, today()), &line, "{:?} -> {:?}", text, printed);
        prop_assert_eq!(Line::parse(&printed, today()).print(), printed);
    }

    #[test]
    fn an_outline_is_read_as_it_was_printed(text in "([ \t]{0,6}[-*]?( \\[[ x]\\])? ?[a-c~#15]{0,6}( ~5m)?( #x)?\n){0,12}") {
        let items = outline::parse(&text, today());
        let (mut tree, mut ids) = (Tree::default(), Ids::seeded(1));
        let now = crate::drive::at(crate::drive::NOW);
        if items.is_empty() {
            return Ok(());
        }
        goaltree::edit::Edit::new(&mut tree, &mut ids, now)
            .run("plant", |edit| goaltree::edit::shape::plant(edit, goaltree::model::Place::default(), &items))
            .unwrap();
        let again = outline::parse(&outline::print(&tree, None), today());
        prop_assert_eq!(again.len(), items.len());
        for (read, item) in again.iter().zip(&items) {
            prop_assert_eq!((read.depth, &read.line, &read.note), (item.depth, &item.line, &item.note), "{:?}", text);
        }
        let done = tree.walk(None).filter(|(_, node)| node.state() == State::Done).count();
        prop_assert_eq!(again.iter().filter(|item| item.state == State::Done).count(), done);
    }
}
