//! The close of Saturday, 21 November 2026.

use goaltree::app::{Card, Effect};
use goaltree::model::{Fact, Key};

use crate::drive::Drive;

const GOALS: &str = "
    - [ ] Site
      - [ ] Write ~15m  <
      - [ ] Draw ~20m
    - [ ] Move
      - [ ] Ask movers ~5m
    - [ ] Ring ~5m
    - [ ] Run *day >2026-11-21
    ";

fn names(drive: &Drive) -> Vec<&str> {
    let changes = drive.effects.iter().filter_map(|effect| match effect {
        Effect::Commit(change) => Some(&*change.name),
        _ => None,
    });
    changes.collect()
}

/// All but the repeat on Today, Write and Ask movers done.
fn drive() -> Drive {
    let mut drive = Drive::outline(GOALS);
    drive.press("t space down t down down t space down t");
    drive.effects.clear();
    drive
}

#[test]
fn it_shows_what_was_done_asks_about_the_rest_and_plans_the_first_thing() {
    let mut drive = drive();
    drive.press("v");
    let screen = drive.screen();
    for words in
        ["Today: 2 jobs, 20 minutes, two goals.", "✓ Write", "Site · 15 m", "✓ Ask movers", "Move · 5 m"]
    {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    drive.press("enter");
    assert!(drive.screen().contains("Still open") && drive.screen().contains("1 of 2"), "{}", drive.screen());
    assert!(drive.screen().contains("» Draw"), "{}", drive.screen());
    drive.press("t l");
    assert!(drive.screen().contains("First thing tomorrow?"), "{}", drive.screen());
    drive.press("down up \"after coffee\" enter");
    assert!(drive.screen().contains("What helped?"), "{}", drive.screen());
    assert!(drive.screen().contains("Today: 2 jobs, 20 minutes, two goals."), "it ends with the total");
    drive.press("\"An early start\" enter");
    assert!(drive.is_at_rest());
    assert_eq!(drive.said(), "Tomorrow, after coffee: Draw. Good night.");
    let wanted = ["tomorrow: Draw", "later: Ring", "first thing tomorrow: Draw", "what helped"];
    assert_eq!(names(&drive), wanted, "each a step");
    assert!(
        drive.print().contains("- [ ] Draw ~20m >2026-11-22 when:\"after coffee\"\n"),
        "{}",
        drive.print()
    );
    let day = drive.app.tree.day(drive.now.day()).expect("today");
    assert!(day.facts.contains(&Fact::Helped("An early start".into())));
    let mut next = drive.restarted("2026-11-22T08:00:00Z");
    assert!(matches!(next.app.card, Card::None), "nothing is left to ask about");
    next.press("tab");
    assert!(next.print().contains("Draw ~20m >2026-11-22 when:\"after coffee\" T"), "{}", next.print());
    assert!(next.app.tree.walk(None).all(|(_, node)| node.number(Key::Rolled).is_none()));
}

#[test]
fn esc_ends_it_anywhere_without_effect() {
    for keys in ["", "enter", "enter enter", "enter enter enter", "enter enter enter \"a cue\" down"] {
        let mut drive = drive();
        let before = drive.app.tree.clone();
        drive.press("v").press(keys).press("esc");
        assert!(drive.is_at_rest() && drive.app.tree == before && drive.said().is_empty(), "{keys}");
    }
    let mut drive = drive();
    drive.press("v enter enter enter enter");
    assert_eq!(names(&drive).len(), 1, "what was chosen stays");
    drive.press("esc u");
    assert!(drive.said().starts_with("Taken back: first thing tomorrow"), "{}", drive.said());
}

#[test]
fn each_answer_on_an_open_job() {
    for (key, line) in [
        ("t", "- [ ] Draw ~20m >2026-11-22\n"),
        ("l", "- [ ] Draw ~20m\n"),
        ("&", "- [ ] Draw ~20m @? T\n"),
        ("x", "- [-] Draw ~20m\n"),
        ("enter", "- [ ] Draw ~20m T\n"),
        ("s \"One\" C-s", "- [ ] Draw\n    - [ ] One T <\n"),
    ] {
        let mut drive = drive();
        drive.press("v enter").press(key);
        assert!(drive.screen().contains("2 of 2"), "{key}: {}", drive.screen());
        assert!(drive.print().contains(line), "{key}: {}", drive.print());
    }
    let mut drive = drive();
    drive.press("v enter s esc");
    assert!(drive.screen().contains("1 of 2"), "a split that was left answers nothing");
}

#[test]
fn a_day_without_ticks_and_a_tree_without_jobs() {
    let mut drive = Drive::outline("- [ ] Write ~15m <\n- [ ] Run *day >2026-11-21\n");
    drive.press("v");
    assert!(drive.screen().contains("A day without ticks. First thing tomorrow?"), "{}", drive.screen());
    drive.press("x");
    drive.press("C-u down enter enter");
    assert!(drive.said().starts_with("Tomorrow: "), "{}", drive.said());
    let mut drive = Drive::outline("- [ ] Write <\n");
    drive.press("space v");
    assert!(drive.screen().contains("Today: 1 job."), "{}", drive.screen());
    drive.press("enter enter");
    assert_eq!((drive.said(), drive.is_at_rest()), ("Good night.", true));
}

#[test]
fn what_helped_can_be_said_anew_and_taken_out() {
    let mut drive = Drive::outline("- [ ] Write <\n");
    drive.press("space v enter \"Tea\" enter v enter");
    assert!(drive.screen().contains("Tea"), "{}", drive.screen());
    drive.press("C-u enter");
    let day = drive.app.tree.day(drive.now.day()).expect("today");
    assert!(!day.facts.iter().any(|fact| matches!(fact, Fact::Helped(_))));
}
