//! Nudges on the screen, with a calendar that is moved by hand. Today is Saturday, 21 November 2026.

use goaltree::app::{App, Key as Press, Msg};
use goaltree::config;
use goaltree::insight::nudge::Nudge;
use goaltree::model::{Field, Key, NodeId, Op};

use crate::drive::{Drive, at};

/// What is said of the item under the cursor.
fn said(drive: &Drive) -> Option<Nudge> {
    drive.app.nudge().map(|(id, nudge)| {
        assert_eq!(Some(id), drive.app.cursor());
        nudge
    })
}

fn go_to_day(drive: &mut Drive, day: u32) {
    drive.now = at(&format!("2026-11-{day:02}T09:00:00Z"));
    drive.send(Msg::Safe(true));
}

fn word(drive: &Drive, id: NodeId) -> Option<&str> {
    drive.app.tree.get(id).and_then(|node| node.text(Key::Nudge))
}

/// A job that was put on Today and not done so many times.
fn rolled(text: &str, times: u32) -> Drive {
    let mut drive = Drive::outline(text);
    let id = drive.app.tree_place.cursor.unwrap();
    let new = Some(Field::number(Key::Rolled, times));
    drive.app.tree.apply(&Op::Set { id, old: None, new }).unwrap();
    drive.send(Msg::Resize(80, 24));
    drive
}

#[test]
fn each_is_said_in_words_with_its_keys() {
    let many = "- Shop <\n".to_owned() + &"  - Buy it\n".repeat(21);
    for (text, words) in [
        ("- Write it ~45m <", "45 min. Two smaller ones? s"),
        ("- Taxes <", "What would one see you do first? s e"),
        ("- Ring Ana ~1m <", "Two minutes: do it now?"),
        (&many, "21 in one list. Group them? m W"),
    ] {
        let drive = Drive::outline(text);
        assert!(drive.screen().contains(words), "{}", drive.screen());
    }
    let drive = rolled("- Write it ~45m <", 3);
    let screen = drive.screen();
    assert!(screen.contains("Third time. Smaller, someone else, later, or let go? s e x"), "{screen}");
    assert!(!screen.contains("45 min.") && !screen.contains("3 times before"), "one, and once: {screen}");
    let drive = Drive::outline("- Write it ~30m <");
    assert_eq!(said(&drive), None);
}

#[test]
fn what_matters_more_stays_at_every_size() {
    let text = "- Book\n  - Write the first chapter ~45m ^2026-11-24 #write <\n    | Ana has the notes\n";
    for (width, height) in [(80, 24), (60, 20), (120, 36)] {
        let mut drive = rolled(text, 3);
        drive.press("t");
        drive.send(Msg::Resize(width, height));
        let screen = drive.screen();
        for fact in ["Third time.", "let go?", "45 m", "on Today", "due Tue 24 Nov"] {
            assert!(screen.contains(fact), "{fact} at {width}: {screen}");
        }
        assert!(screen.contains("s e x"), "{screen}");
    }
    // Where nothing can be said, nothing was said.
    let mut drive = Drive::outline("- Write it ~45m <");
    drive.app = App::new(drive.app.tree.clone(), drive.now, 1);
    drive.send(Msg::Resize(20, 5));
    assert_eq!(said(&drive), None);
}

#[test]
fn it_stays_for_the_day_and_rests_for_three() {
    let mut drive = Drive::outline("- Write it ~45m <\n- Taxes");
    let days = |drive: &mut Drive| -> Vec<u32> {
        (21..=30)
            .filter(|day| {
                go_to_day(drive, *day);
                said(drive).is_some()
            })
            .collect()
    };
    assert_eq!(said(&drive), Some(Nudge::Big));
    assert_eq!(days(&mut drive), [21, 25, 29]);
    // Each item has a calendar of its own.
    let mut drive = Drive::outline("- Write it ~45m <\n- Taxes");
    go_to_day(&mut drive, 23);
    assert_eq!((said(&drive), said(drive.press("down"))), (None, Some(Nudge::Vague)));
    go_to_day(&mut drive, 25);
    assert_eq!((said(&drive), said(drive.press("up"))), (None, Some(Nudge::Big)));
}

#[test]
fn what_was_told_is_known_after_a_restart_and_losing_it_harms_nothing() {
    let mut drive = Drive::outline("- Write it ~45m <");
    drive.press("esc");
    let session = drive.app.session();
    for (session, day, wanted) in [
        (&*session, 21, None),
        (&session, 22, None),
        (&session, 25, Some(Nudge::Big)),
        ("{}", 21, Some(Nudge::Big)),
        (r#"{"told":[["x","no day",9,true],["","2026-13-01",1,false]]}"#, 21, Some(Nudge::Big)),
        (r#"{"told":7}"#, 21, Some(Nudge::Big)),
    ] {
        let mut later = Drive::outline("- Write it ~45m <");
        later.app.restore(session);
        go_to_day(&mut later, day);
        assert_eq!(said(&later), wanted, "{session} on {day}");
    }
}

#[test]
fn memory_has_an_end() {
    let text: String = (0..600).map(|at| format!("- Write {at} ~45m\n")).collect();
    let mut drive = Drive::outline(&format!("{text}- End <"));
    drive.press("home");
    (0..599).for_each(|_| drive.send(Msg::Key(Press::parse("down").unwrap())));
    let session: serde_json::Value = serde_json::from_str(&drive.app.session()).unwrap();
    assert_eq!(session["told"].as_array().unwrap().len(), 500);
}

#[test]
fn esc_refuses_and_a_second_time_is_for_good() {
    let mut drive = Drive::outline("- Write it ~45m <");
    let id = drive.app.tree_place.cursor.unwrap();
    drive.press("esc");
    assert_eq!((drive.said(), said(&drive), word(&drive, id)), ("Not now.", None, None));
    assert_eq!(drive.press("esc").said(), "", "nothing is in sight that could be refused");
    assert!(drive.screen().contains('◆'), "{}", drive.screen());
    go_to_day(&mut drive, 25);
    assert_eq!(said(&drive), Some(Nudge::Big));
    drive.press("esc");
    assert_eq!(drive.said(), "Fewer nudges about this one. `u` takes it back.");
    assert_eq!(word(&drive, id), Some("less"));
    assert!(!drive.screen().contains('◆'), "{}", drive.screen());
    drive.press("u");
    assert_eq!(word(&drive, id), None);
    assert_eq!(said(&drive), None, "it is still the same day");
    drive.press("C-r");
    go_to_day(&mut drive, 29);
    assert_eq!(said(&drive), None);
    // Over the raised threshold it is refused for the time being.
    drive.press("e C-e \" ~70m\" enter");
    assert_eq!(said(&drive), Some(Nudge::Big), "{}", drive.print());
    assert_eq!(drive.press("esc").said(), "Not now.");
}

#[test]
fn esc_ends_a_find_and_takes_marks_off_first() {
    let mut drive = Drive::outline("- Write it ~45m <\n- Ring Ana");
    drive.press("m up esc");
    assert_eq!((drive.app.marked.len(), said(&drive)), (0, Some(Nudge::Big)));
    drive.press("/ \"write\" enter esc");
    assert!(drive.app.find.is_none() && said(&drive).is_some());
    assert_eq!(drive.press("esc").said(), "Not now.");
}

#[test]
fn it_is_switched_off_for_an_item_and_for_all() {
    let mut drive = Drive::outline("- Write it ~45m <\n- Read it ~45m");
    let (id, before) = (drive.app.tree_place.cursor.unwrap(), drive.app.tree.clone());
    drive.press(": \"nudge off\" enter");
    assert_eq!(drive.said(), "Nudges are off here. `u` takes it back.");
    assert_eq!((said(&drive), word(&drive, id)), (None, Some("off")));
    assert_eq!(drive.press(": \"nudge off\" enter").said(), "Nudges are off here already.");
    drive.press("u");
    assert_eq!(drive.said(), "Taken back: nudges off for Write it.");
    assert!(goaltree::model::diff(&drive.app.tree, &before).is_empty());
    drive.press("C-r : \"nudge on\" enter");
    assert_eq!((said(&drive), word(&drive, id)), (Some(Nudge::Big), None));
    drive.press("m m : \"nudge off\" enter up");
    assert_eq!((drive.screen().matches('◆').count(), drive.app.marked.len()), (0, 0));
    drive.press("u : \"nudge off all\" enter");
    assert_eq!(drive.said(), "No nudges any more; `:nudge on all` brings them.");
    assert_eq!((said(&drive), drive.screen().matches('◆').count()), (None, 0));
    let session = drive.app.session();
    let mut later = Drive::outline("- Write it ~45m <");
    later.app.restore(&session);
    assert_eq!(said(&later), None);
    assert_eq!(later.press(": \"nudge on all\" enter").said(), "Nudges are on.");
    assert_eq!(said(&later), Some(Nudge::Big));
    assert_eq!(later.press(": \"nudge\" enter").said(), "nudge off, nudge on: here; with `all`: everywhere.");
}

#[test]
fn settings_are_heard() {
    let mut drive = Drive::outline("- Write it ~45m <\n- Taxes\n- Shop");
    for (text, big, vague, marks) in [
        ("[nudges]\nbig = false", None, Some(Nudge::Vague), 0),
        ("[nudges]\nvague = false", Some(Nudge::Big), None, 1),
        ("[nudges]\nall = false", None, None, 0),
    ] {
        drive.app.config = config::read(text).config;
        drive.press("home");
        assert_eq!(said(&drive), big, "{text}");
        assert_eq!(drive.screen().matches('◆').count(), marks, "{text}");
        drive.press("down");
        assert_eq!(said(&drive), vague, "{text}");
    }
    assert_eq!(
        drive.press(": \"nudge on all\" enter").said(),
        "Your config.toml says: none ([nudges], all)."
    );
    drive.press("s \"Ring ~1m\"");
    assert!(!drive.screen().contains("do it now?"), "{}", drive.screen());
}

#[test]
fn what_waits_on_today_leads_to_what_comes_first() {
    let text = "- Post >>\n  - Find two pictures\n  - Publish it <";
    let mut drive = Drive::outline(text);
    drive.press("t tab");
    let screen = drive.screen();
    assert!(screen.contains("Waits for Find two pictures. Take that one? →"), "{screen}");
    assert!(!screen.contains("waits for the one before"), "it is said once: {screen}");
    drive.press("right");
    assert_eq!(drive.said(), "This one comes first; `t` puts it on Today.");
    assert!(drive.print().contains("Find two pictures <"), "{}", drive.print());
    drive.press("t tab home right");
    assert_eq!(drive.said(), "This one comes first; it is on Today.");
    // In the tree, too; and once it was refused, the key does what it always does.
    drive.press("down right");
    assert!(drive.print().contains("Find two pictures T <"), "{}", drive.print());
    drive.press("tab home esc right");
    assert!(drive.print().contains("Publish it T <"), "{}", drive.print());
}

#[test]
fn there_is_none_while_something_is_typed() {
    let mut drive = Drive::outline("- Write it ~45m <");
    for keys in ["s", "e", "a", ":", "?", "/"] {
        assert_eq!(said(drive.press(keys)), None, "{keys}");
        assert!(!drive.screen().contains("Two smaller ones?"), "{keys}: {}", drive.screen());
        drive.press("esc");
        assert_eq!(said(&drive), Some(Nudge::Big), "{keys}");
    }
}
