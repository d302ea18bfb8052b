//! Others write the file itself, or take it away.

use super::*;

/// G11: a change from outside and our own both survive.
#[test]
fn edits_outside_are_merged_open_or_closed() {
    for open in [true, false] {
        let desk = Desk::new();
        desk.write(&state(&LINES));
        let mut window = desk.open();
        window.rename("aaa", "Coffee site");
        window.run(&[set(&window.tree, "aaa", Field::text(Key::Note, "alpha"))]);
        if !open {
            drop(window);
        }
        desk.write(&state(&[
            &LINES[0].replace("old", "beta"),
            r#"{"id":"bbb","title":"Cello"}"#,
            r#"{"title":"Typed"}"#,
        ]));
        let mut window = desk.open();
        assert_eq!(window.titles(), "Coffee site Cello Typed");
        window.add("z");
        window.store.close().unwrap();
        let text = fs::read_to_string(desk.file()).unwrap();
        for part in [
            "Coffee site",
            "Cello",
            "Typed",
            "beta",
            r#""conflicts":[{"note":"alpha"}]"#,
            r#""x-mine":{"k":[1, 2]}"#,
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(names(&desk.location().backups()).len(), 2, "both sides before the merge");
    }
}

#[test]
fn an_edit_outside_reaches_the_window_that_is_open() {
    let desk = Desk::new();
    desk.write(&state(&LINES));
    let mut window = desk.open();
    let mut other = desk.open();
    desk.write(&state(&LINES[..1]));
    assert_eq!(window.take_in(), 1, "before there is a journal");
    assert_eq!(window.titles(), "Coffee");
    window.rename("aaa", "Tea");
    desk.write(&state(&LINES));
    window.store.close().unwrap();
    other.take_in();
    assert_eq!(other.titles(), "Tea Piano");
    assert!(desk.read() == other.tree);
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let desk = Desk::new();
    desk.write(&state(&LINES));
    let mut window = desk.open();
    window.rename("aaa", "Tea");
    desk.write("{\"goaltree\": 1, \"nodes\": [\n{\"id\"");
    window.rename("bbb", "Cello");
    let error = window.store.close().unwrap_err();
    assert!(matches!(error, Error::Unreadable { .. }));
    assert!(
        error.to_string().ends_with("goals.json, line 2, column 5: EOF while parsing an object"),
        "{error}"
    );
    assert!(error.hint().unwrap().contains("goaltree doctor"));
    assert!(matches!(desk.try_open().err().unwrap(), Error::Unreadable { .. }));
    assert_eq!(fs::read_to_string(desk.file()).unwrap().len(), 32);
    desk.write(&state(&LINES));
    assert_eq!(desk.open().titles(), "Tea Cello");
}

#[test]
fn an_emptied_or_removed_file_is_brought_back() {
    for removed in [true, false] {
        let desk = Desk::new();
        let mut window = desk.open();
        window.add("a");
        window.store.close().unwrap();
        let mut window = desk.open();
        window.add("b");
        drop(window);
        if removed {
            fs::remove_file(desk.file()).unwrap();
        } else {
            desk.write("");
        }
        let window = desk.open();
        assert_eq!(window.titles(), "a b");
        assert_eq!(window.opened.notices.len(), 1);
        window.store.close().unwrap();
        assert_eq!(titles(&desk.read()), "a b");
    }
    let desk = Desk::new();
    desk.write("");
    let mut window = desk.open();
    window.add("a");
    window.store.close().unwrap();
    assert_eq!(titles(&desk.read()), "a");
}

#[test]
fn a_file_without_a_copy_that_vanished_is_not_replaced_by_nothing() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.add("a");
    window.store.close().unwrap();
    let mut window = desk.open();
    window.add("b");
    fs::remove_dir_all(desk.path("state")).unwrap();
    fs::remove_file(desk.file()).unwrap();
    assert!(matches!(window.store.close().unwrap_err(), Error::Gone { .. }));
    assert!(matches!(desk.try_open().err().unwrap(), Error::Gone { .. }));
    assert_eq!(desk.names(), ["goals.json.journal", "goals.json.lock"]);
}
