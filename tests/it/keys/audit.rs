//! Looking through the big and the vague jobs.

use goaltree::app::Msg;
use goaltree::app::command::Room;

use crate::drive::{Drive, check};

const HOUSE: &str = "
    - [ ] House <
      - [ ] Taxes
      - [ ] Ring Ana ~5m
      + [ ] Move
        - [ ] Pack the books ~45m
        - [x] Pack the cups ~45m
      - [ ] Website
    - [ ] Write it ~1h
    ";
const AUDIT: &str = ": \"audit\" enter";

fn audit() -> Drive {
    let mut drive = Drive::outline(HOUSE);
    drive.press(AUDIT);
    drive
}

/// What is looked at, and which of how many it is; nothing once it is over.
fn place(drive: &Drive) -> Option<(String, usize, usize)> {
    let (id, _) = drive.app.audited()?;
    assert_eq!((Some(id), drive.app.room()), (drive.app.cursor(), Room::Audit));
    let audit = drive.app.audit.as_ref()?;
    Some((drive.app.title(id).to_owned(), audit.at + 1, audit.queue.len()))
}

fn of_three(title: &str, place: usize) -> (String, usize, usize) {
    (title.to_owned(), place, 3)
}

#[test]
fn it_goes_through_the_branch_and_says_why() {
    let mut drive = audit();
    assert_eq!(place(&drive), Some(of_three("Taxes", 1)));
    let screen = drive.screen();
    for words in ["» AUDIT", "1 of 3", "What would one see you do first? s e", "↓ leave it", "Esc end"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    // What is folded away comes into sight.
    assert_eq!(place(drive.press("down")), Some(of_three("Pack the books", 2)));
    assert!(drive.screen().contains("45 min. Two smaller ones? s"), "{}", drive.screen());
    assert_eq!(place(drive.press("space")), Some(of_three("Website", 3)));
    assert_eq!(place(drive.press("up")), Some(of_three("Pack the books", 2)));
    assert_eq!(place(drive.press("up")), Some(of_three("Taxes", 1)));
    assert_eq!(place(drive.press("up")), Some(of_three("Taxes", 1)));
    assert_eq!(drive.said(), "The first one.");
    drive.press("right j l");
    assert_eq!((place(&drive), drive.said()), (None, "3 left as they are; `:audit` looks once more."));
    assert_eq!(drive.app.room(), Room::Tree);
    // Nothing was changed.
    assert!(drive.app.history.done().is_empty());
}

#[test]
fn what_is_split_renamed_or_let_go_is_behind_us() {
    let mut drive = audit();
    drive.press("s \"Ask Ana ~5m\" enter \"Fill the form ~20m\" C-s");
    assert_eq!(drive.said(), "2 jobs. Space ticks, `t` puts one on Today.");
    assert_eq!(place(&drive), Some(of_three("Pack the books", 2)));
    drive.press("x");
    assert_eq!((place(&drive), drive.said()), (Some(of_three("Website", 3)), "Let go. `u` brings it back."));
    // Undo comes back to it.
    assert_eq!(place(drive.press("u")), Some(of_three("Pack the books", 2)));
    // A new line that is no plainer stays.
    drive.press("e C-e \" #home\" enter");
    assert_eq!(place(&drive), Some(of_three("Pack the books", 2)));
    drive.press("enter C-u \"Pack the books ~25m\" enter");
    assert_eq!(place(&drive), Some(of_three("Website", 3)));
    // What is done is passed over on the way back.
    assert_eq!(place(drive.press("up")), Some(of_three("Website", 3)));
    drive.press("e C-u \"Draw the website\" enter");
    assert_eq!((place(&drive), drive.said()), (None, "Looked through; nothing big or vague is left here."));
    assert!(drive.app.audit.is_none());
    assert!(
        drive.print().contains("    - [ ] Ask Ana ~5m\n    - [ ] Fill the form ~20m\n"),
        "{}",
        drive.print()
    );
}

#[test]
fn it_can_be_left_at_any_time_and_says_what_is_left() {
    for (keys, words) in [
        ("esc", "3 left as they are; `:audit` looks once more."),
        ("down q", "3 left as they are; `:audit` looks once more."),
        ("x x C-c", "1 left as it is; `:audit` looks once more."),
        ("x down down", "2 left as they are; `:audit` looks once more."),
        ("x x x", "Looked through; nothing big or vague is left here."),
    ] {
        let mut drive = audit();
        drive.press(keys);
        assert_eq!((drive.said(), place(&drive)), (words, None), "{keys}");
        assert!(!drive.screen().contains("AUDIT"), "{keys}");
    }
}

#[test]
fn a_split_that_is_left_and_the_help_come_back_to_it() {
    let mut drive = audit();
    drive.press("down s \"One\" esc");
    assert_eq!(place(&drive), Some(of_three("Pack the books", 2)));
    drive.press("?");
    assert!(drive.screen().contains("While looking through big and vague jobs"), "{}", drive.screen());
    assert_eq!(place(drive.press("esc")), Some(of_three("Pack the books", 2)));
    assert_eq!(drive.press("t").said(), "t does nothing here.");
    drive.send(Msg::Mouse(goaltree::app::Pointer::Click, 5, 3));
    assert_eq!((drive.said(), place(&drive)), ("Esc leaves the audit.", Some(of_three("Pack the books", 2))));
}

#[test]
fn it_takes_the_branch_or_all_that_there_is() {
    for (at, keys, titles) in [
        ("Move", "", "> Pack the books"),
        ("Write it ~1h", "", "Taxes, Pack the books, Website, > Write it"),
        ("Ring Ana ~5m", "", "> Taxes, Pack the books, Website, Write it"),
        // From Today it begins in the tree.
        ("Website", "t tab", "Taxes, Pack the books, > Website, Write it"),
    ] {
        let text = HOUSE.replace(" <", "").replace(&format!("] {at}\n"), &format!("] {at} <\n"));
        let mut drive = Drive::outline(&text);
        drive.press(keys).press(AUDIT);
        let audit = drive.app.audit.as_ref().unwrap();
        let mark = |at| if at == audit.at { "> " } else { "" };
        let titles_of = audit.queue.iter().enumerate();
        let found: Vec<String> =
            titles_of.map(|(at, id)| format!("{}{}", mark(at), drive.app.title(*id))).collect();
        assert_eq!(found.join(", "), titles, "{at}");
        assert!(place(&drive).is_some());
    }
    let mut drive = Drive::outline("- Ring Ana ~5m <");
    assert_eq!(drive.press(AUDIT).said(), "No job is over 30 minutes or vague.");
    let mut drive = Drive::outline(HOUSE);
    drive.app.read_only = Some("somebody else's file.".into());
    drive.press(AUDIT);
    assert!(drive.app.audit.is_none() && drive.said().starts_with("Read-only"));
    check("- Taxes <", ": \"nudge off\" enter : \"audit\" enter x", "- [-] Taxes <");
}

#[test]
fn what_others_change_moves_it_on() {
    use goaltree::edit::{Edit, shape};
    let mut drive = audit();
    let id = drive.app.cursor().unwrap();
    let (mut other, mut ids) = (drive.app.tree.clone(), goaltree::model::Ids::seeded(9));
    let removal =
        Edit::new(&mut other, &mut ids, drive.now).run("removal", |edit| shape::remove(edit, &[id]));
    drive.send(Msg::Foreign { theirs: vec![removal.unwrap().0], unstored: Vec::new() });
    assert_eq!(place(&drive), Some(of_three("Pack the books", 2)));
}

#[test]
fn what_it_looked_at_was_not_spoken_of() {
    let mut drive = audit();
    drive.press("down down esc");
    drive.now = crate::drive::at("2026-11-22T09:00:00Z");
    drive.press("home down");
    assert!(drive.app.nudge().is_some(), "{}", drive.screen());
}
