//! Boxes: the keys, and a clock that can be moved.

use goaltree::app::{App, Card, Effect, Msg};
use goaltree::model::{Done, Key, NodeId};

use crate::drive::Drive;

const GOALS: &str = "
    - [ ] Cold brew >>
      - [ ] Write the opening ~15m  <
      - [ ] Fill the first half
    ";

fn boxed() -> Drive {
    let mut drive = Drive::outline(GOALS);
    drive.press("b enter");
    drive
}

fn rings(drive: &Drive) -> Vec<&str> {
    let words = drive.effects.iter().map(|effect| match effect {
        Effect::Ring(words) => Some(words.as_str()),
        _ => None,
    });
    words.flatten().collect()
}

/// The boxes of the ledger: planned, minutes, point.
fn ledger(drive: &Drive) -> Vec<(u32, Option<u32>, String)> {
    let boxes = drive.app.tree.days().values().flat_map(|day| &day.boxes);
    boxes.map(|boxed| (boxed.planned, boxed.minutes, boxed.point.to_string())).collect()
}

fn done(drive: &Drive) -> Vec<&Done> {
    drive.app.tree.days().values().flat_map(|day| &day.done).collect()
}

fn opening(drive: &Drive) -> NodeId {
    drive.app.tree.walk(None).nth(1).unwrap().1.id()
}

fn spent(drive: &Drive) -> Option<u32> {
    drive.app.tree.get(opening(drive)).unwrap().number(Key::Spent)
}

/// The same file in a program that starts now.
fn restarted(drive: &Drive) -> Drive {
    let mut next = Drive::tree(drive.app.tree.clone());
    next.now = drive.now;
    next.app = App::new(drive.app.tree.clone(), drive.now, 3);
    next.app.resume_box();
    next.send(Msg::Resize(80, 24));
    next
}

#[test]
fn a_box_counts_down_rings_once_and_ticks() {
    let mut drive = Drive::outline(GOALS);
    drive.press("b");
    assert!(drive.screen().contains("15 Write the opening"), "{}", drive.screen());
    drive.press("enter");
    assert!(drive.screen().contains("15:00") && !drive.screen().contains("first half"), "{}", drive.screen());
    drive.wait(200);
    assert!(drive.screen().contains("11:40"), "{}", drive.screen());
    drive.wait(699);
    assert!(drive.screen().contains("0:01") && rings(&drive).is_empty());
    drive.wait(31);
    assert!(drive.screen().contains("Time. Are you there?"), "{}", drive.screen());
    assert_eq!(rings(&drive), ["Time: Write the opening"]);
    assert_eq!(drive.app.wakes_in(drive.now), None, "nothing moves any more");
    drive.press("space");
    assert_eq!((ledger(&drive), spent(&drive)), (vec![(15, Some(15), String::new())], Some(15)));
    let ticks: Vec<_> = done(&drive).iter().map(|done| (done.minutes, done.guess)).collect();
    assert_eq!(ticks, [(Some(15), Some(15))], "measured");
    assert_eq!(drive.app.tree.day(drive.now.day()).unwrap().credited(), 15, "and counted once");
    assert!(drive.screen().contains("20 Fill the first half"), "the next landmark: {}", drive.screen());
    drive.press("enter").wait(60).press("esc");
    assert_eq!(drive.said(), "1 minute on it. It counts.");
    drive.press("u u u u");
    assert!(drive.app.tree.days().values().all(goaltree::model::Day::is_empty), "undo takes each back");
    assert_eq!(spent(&drive), None);
}

#[test]
fn minutes_and_point_are_typed_in_one_line() {
    for (keys, planned, point) in [
        ("C-u \"10 One hundred words\" enter", 10, "One hundred words"),
        ("C-u \"25m Draft\" enter", 25, "Draft"),
        ("C-u \"7\" enter", 7, ""),
        ("C-u \"0\" enter", 1, ""),
        ("C-u \"999\" enter", 240, ""),
        ("C-u \"Draft\" enter", 15, "Draft"),
        ("C-u enter", 15, ""),
        ("enter", 15, ""),
    ] {
        let mut drive = Drive::outline(GOALS);
        drive.press("b").press(keys);
        assert_eq!(ledger(&drive), [(planned, None, point.to_owned())], "{keys}");
    }
}

#[test]
fn leaving_early_counts() {
    for (seconds, said, minutes) in [
        (540, "9 minutes on it. They count.", Some(9)),
        (29, "Less than a minute; nothing to count.", None),
        (31, "1 minute on it. It counts.", Some(1)),
        (950, "15 minutes on it. They count.", Some(15)),
    ] {
        let mut drive = boxed();
        drive.wait(seconds).press("esc");
        assert_eq!(drive.said(), said);
        assert_eq!((spent(&drive), done(&drive).len()), (minutes, 0));
        assert!(drive.is_at_rest());
    }
}

#[test]
fn a_pause_stops_the_clock() {
    let mut drive = boxed();
    drive.wait(300).press("p").wait(3_600);
    assert!(drive.screen().contains("pause, 10:00 left"), "{}", drive.screen());
    assert_eq!(drive.app.wakes_in(drive.now), None);
    assert!(drive.screen().contains("p go on"), "{}", drive.screen());
    drive.press("p").wait(60);
    assert!(drive.screen().contains("9:00"), "{}", drive.screen());
    let mut other = restarted(&drive);
    assert_eq!(other.said(), "A box runs until 10:15; `b` shows it.");
    assert!(other.press("b").screen().contains("9:00"));
    drive.press("p esc");
    assert_eq!(drive.said(), "6 minutes on it. They count.");
}

#[test]
fn five_more_twice_then_a_split_is_offered() {
    let mut drive = boxed();
    drive.wait(905).press("+").wait(200);
    assert!(drive.screen().contains("1:35"), "{}", drive.screen());
    drive.press("+").wait(395);
    assert_eq!(rings(&drive).len(), 2, "at each end once");
    let screen = drive.screen();
    assert!(screen.contains("S split") && !screen.contains("+ 5 min"), "{screen}");
    drive.press("+");
    assert_eq!(drive.said(), "Bigger than it looked. Note what is done, split the rest?");
    drive.press("S");
    assert!(matches!(drive.app.card, Card::Split(_)));
    assert_eq!(ledger(&drive), [(25, Some(25), String::new())]);
}

#[test]
fn a_thought_is_noted_without_leaving() {
    let mut drive = boxed();
    drive.wait(60).press("i \"Buy filters\"").wait(60).press("enter");
    assert!(drive.screen().contains("13:00"), "{}", drive.screen());
    assert!(drive.print().contains("Buy filters"));
    drive.press("i").wait(900);
    assert_eq!(rings(&drive).len(), 1, "its end is told under the line too");
    drive.press("esc");
    assert!(drive.screen().contains("Time. Are you there?"));
}

#[test]
fn what_nobody_saw_is_asked_for() {
    // The machine slept through its end; a key wakes it before the clock does.
    for wakes in [Msg::Tick, Msg::Key(goaltree::app::Key::parse("space").unwrap())] {
        let mut drive = boxed();
        drive.wait(300).sleep(3_600);
        drive.send(wakes);
        assert!(drive.screen().contains("How long was it really?"), "{}", drive.screen());
        assert!(rings(&drive).is_empty() && done(&drive).is_empty());
        drive.press("\"12\" enter");
        assert_eq!(drive.said(), "12 minutes on it. They count.");
        assert_eq!(ledger(&drive)[0].1, Some(12));
    }
    // A nap within its time is time.
    let mut drive = boxed();
    drive.sleep(600).send(Msg::Tick);
    assert!(drive.screen().contains("5:00"), "{}", drive.screen());
    // It rang, and the person came back later: what they want happens after the answer.
    let mut drive = boxed();
    drive.wait(1_200).press("space");
    assert!(drive.screen().contains("How long was it really?"), "{}", drive.screen());
    drive.press("enter");
    assert_eq!(done(&drive)[0].minutes, Some(15));
    let mut drive = boxed();
    drive.wait(1_200).press("+ \"17\" enter");
    assert!(drive.screen().contains("5:00"), "{}", drive.screen());
    assert_eq!(ledger(&drive), [(15, Some(17), String::new()), (5, None, String::new())]);
}

#[test]
fn a_box_outlives_the_program() {
    let mut drive = boxed();
    drive.wait(300);
    let mut next = restarted(&drive);
    next.sleep(300).press("b");
    assert!(next.screen().contains("5:00"), "{}", next.screen());
    drive.sleep(24 * 3_600);
    for (keys, minutes) in [("enter", 15), ("esc", 15), ("\"20\" enter", 20), ("backspace \"9\" enter", 19)] {
        let mut next = restarted(&drive);
        assert!(next.screen().contains("How long was it really?"), "{}", next.screen());
        next.press(keys);
        assert_eq!(ledger(&next), [(15, Some(minutes), String::new())], "{keys}");
        assert!(next.is_at_rest());
    }
    let mut next = restarted(&drive);
    next.press("C-u \"soon\" enter");
    assert_eq!(next.said(), "Minutes as a number, such as 20.");
}

#[test]
fn a_box_that_ends_elsewhere_leaves_the_screen() {
    let mut drive = boxed();
    let before = drive.app.tree.clone();
    let mut other = restarted(&drive);
    other.sleep(540).press("b esc");
    let theirs = other.effects.iter().filter_map(|effect| match effect {
        Effect::Commit(change) => Some(change.clone()),
        _ => None,
    });
    let theirs = theirs.collect();
    assert_eq!(drive.app.tree, before);
    drive.send(Msg::Foreign { theirs, unstored: vec![] });
    assert!(drive.is_at_rest());
    assert_eq!(drive.said(), "That box was ended elsewhere.");
    assert_eq!(spent(&drive), Some(9));
}

#[test]
fn rest_and_a_pause_after_four() {
    let mut drive = boxed();
    drive.wait(900).press("r").wait(60);
    assert!(drive.screen().contains("4:00"), "{}", drive.screen());
    drive.wait(300);
    assert!(drive.screen().contains("Rest is over. Go on?"), "{}", drive.screen());
    assert_eq!(rings(&drive).last(), Some(&"Rest is over. Go on?"));
    drive.press("enter");
    for _ in 0..4 {
        assert!(!drive.screen().contains("An hour of boxes."), "{}", drive.screen());
        drive.press("enter").wait(900).press("esc b");
    }
    assert!(drive.screen().contains("An hour of boxes. A pause?"), "{}", drive.screen());
}

#[test]
fn what_takes_no_box_says_so() {
    let mut drive = Drive::outline(GOALS);
    drive.press("home b");
    assert_eq!(drive.said(), "A box takes a job; → shows those below, `s` splits.");
    drive.press("down space up down b");
    assert_eq!(drive.said(), "It is settled; `space` opens it once more.");
    let mut drive = boxed();
    drive.wait(60).press("esc space");
    assert_eq!(done(&drive)[0].minutes, Some(1), "a tick in the tree is measured too");
    let mut drive = Drive::outline(GOALS);
    drive.press("n b");
    assert!(drive.screen().contains("15 Write the opening"), "{}", drive.screen());
}

const DREADED: &str = "
    - [ ] Papers
      - [ ] Ring the tax office ~20m #phone <
      - [x] Call the bank #phone
    ";

#[test]
fn stuck_asks_three_questions_and_begins_five_minutes() {
    for (keys, point) in [
        ("! 3 enter", ""),
        ("! 3 \"tea\" enter", "Ring the tax office, then tea"),
        ("! 1 enter enter", ""),
        ("! 4 enter enter", ""),
    ] {
        let mut drive = Drive::outline(DREADED);
        drive.press("t").press(keys);
        assert_eq!(ledger(&drive), [(5, None, point.to_owned())], "{keys}");
        assert!(
            drive.screen().contains("5:00") && drive.screen().contains("tax office"),
            "{}",
            drive.screen()
        );
    }
}

#[test]
fn what_is_unclear_gets_a_first_thing() {
    let mut drive = Drive::outline(DREADED);
    drive.press("t !");
    assert!(drive.screen().contains("1 unclear   2 too big   3 dull   4 scary   5 not mine"));
    drive.press("1 \"Find the num\" esc ! 1 \"ber\" enter enter");
    assert!(drive.screen().contains("Find the number"), "{}", drive.screen());
    drive.press("esc");
    assert!(drive.print().contains("    - [ ] Find the number T"), "{}", drive.print());
    assert!(drive.print().contains(": the rest"), "the first step is not the whole of it: {}", drive.print());
    assert!(drive.app.drafts.is_empty());
}

#[test]
fn what_is_scary_is_met_by_what_was_done() {
    let mut drive = Drive::outline(DREADED);
    drive.press("! 4");
    assert!(drive.screen().contains("You have done this kind: Call the bank"), "{}", drive.screen());
    drive.press("\"ring once more\" enter esc ! 4");
    assert!(drive.screen().contains("ring once more"), "it is kept: {}", drive.screen());
    let plan = drive.app.tree.get(opening(&drive)).unwrap().text(Key::IfThen);
    assert_eq!(plan, Some("If it goes wrong, then I will ring once more"));
}

#[test]
fn what_is_not_mine_or_too_big_leads_on() {
    for (keys, line, said) in [
        ("! 5 1", "[ ] Ring the tax office ~20m #phone @? T", "Marked: somebody else could do it."),
        ("! 5 2", "[-] Ring the tax office ~20m #phone", "Let go. `u` brings it back."),
        ("! 5 3", "[ ] Ring the tax office ~20m #phone <", "Back in the tree."),
        ("! 5 4 esc", "[ ] Ring the tax office ~20m #phone T", ""),
        ("! esc", "[ ] Ring the tax office ~20m #phone T", ""),
    ] {
        let mut drive = Drive::outline(DREADED);
        drive.press("t").press(keys);
        assert!(drive.print().contains(line), "{keys}: {}", drive.print());
        assert_eq!(drive.said(), said);
        assert!(drive.is_at_rest());
    }
    let mut drive = Drive::outline(DREADED);
    drive.press("! 2");
    assert!(matches!(drive.app.card, Card::Split(_)));
    let mut drive = Drive::outline(DREADED);
    drive.press("home ! 3 enter");
    assert!(drive.screen().contains("tax office"), "of a goal its first job: {}", drive.screen());
}
