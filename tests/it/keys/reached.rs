//! What is said by size: a tick, a counter, a subgoal, a goal, a vision; and where reached goals stay.

use goaltree::app::{Card, reached};
use goaltree::model::{Key, NodeId};

use crate::drive::Drive;

const POSTS: &str = "
    - [ ] Ten posts
      - [ ] Body
        - [x] List ten titles ~10m
        - [ ] Write ~15m  <
      - [ ] Out
        - [ ] Publish ~10m @Ana
    - [ ] Move
      - [ ] Ask
    ";

fn shows(drive: &Drive, words: &[&str]) {
    let screen = drive.screen();
    for words in words {
        assert!(screen.contains(words), "{words}:\n{screen}");
    }
}

#[test]
fn the_counters_above_a_tick_are_bright_for_an_instant() {
    let mut drive = Drive::outline(POSTS);
    let above = drive.app.tree.parent(drive.app.cursor().expect("a job")).expect("a parent");
    drive.press("space");
    assert!(drive.app.is_bright(above));
    assert_eq!(drive.app.wakes_in(drive.now).map(|time| time.as_millis()), Some(300));
    drive.wait(1);
    assert!(!drive.app.is_bright(above) && drive.app.wakes_in(drive.now).is_none());
    let mut still = Drive::outline(POSTS);
    still.app.config.look.still = true;
    still.press("space");
    assert!(!still.app.is_bright(above) && still.app.wakes_in(still.now).is_none());
}

#[test]
fn a_subgoal_has_a_line_and_its_bar_a_goal_a_card() {
    let mut drive = Drive::outline(POSTS);
    drive.press("space");
    assert_eq!(drive.said(), "All 2 done in Body. Next: Publish.");
    drive.press("up up space");
    assert_eq!(drive.said(), "Body is closed. 1 of 2 parts of Ten posts.");
    assert!(drive.screen().contains("━━━━━   2/2 ✓"), "{}", drive.screen());
    drive.press("down");
    assert!(!drive.screen().contains("━━━━━   2/2"), "until the next key");
    drive.sleep(60).press("home space space");
    shows(
        &drive,
        &["Reached", "Ten posts", "3 jobs, 25 m", "First: List ten titles", "Last: Publish", "With Ana"],
    );
    shows(&drive, &["What now?", "s something next"]);
    drive.press("u");
    assert!(drive.is_at_rest() && drive.print().starts_with("- [ ] Ten posts"), "{}", drive.print());
    drive.press("home space space");
    drive.press("s \"Twenty posts\" enter esc");
    let wanted = "- [ ] Move\n  - [ ] Ask\n- [ ] Twenty posts <\n";
    assert!(drive.print().ends_with(wanted), "{}", drive.print());
}

#[test]
fn counters_say_tens_and_the_first() {
    let mut drive = Drive::outline(
        "
        - [ ] Posts goal:20posts
          - [ ] Publish +1posts *day >2026-11-21
          - [ ] One +1posts  <
          - [ ] Eight +8posts
          - [ ] Run +5km
        ",
    );
    drive.press("space");
    assert_eq!(drive.said(), "First post out. Noted under firsts. Next: Eight.");
    drive.press("down space up up space");
    assert_eq!(drive.said(), "10 posts.", "a repeat counts as well");
    drive.press("down down down space");
    assert!(drive.said().starts_with("First 5 km out."), "{}", drive.said());
}

#[test]
fn a_vision_that_is_lived_asks_for_a_sentence() {
    let file = r#"{"goaltree":1,"nodes":[
        {"id":"sea","title":"By the sea","horizon":"vision","note":"Since 2020."},
        {"id":"go","parent":"sea","title":"Go","state":"done"}]}"#;
    for (keys, note) in [("enter", "Since 2020."), ("\"Here I am.\" esc", "Since 2020.\nHere I am.")] {
        let mut drive = super::review::drive(file);
        drive.press("space");
        let screen = drive.screen();
        assert!(!screen.contains("jobs") && screen.contains("By the sea"), "a blank card:\n{screen}");
        drive.press(keys);
        assert!(drive.is_at_rest());
        assert_eq!(
            drive.app.tree.get(NodeId::parse("sea")).and_then(|node| node.text(Key::Note)),
            Some(note)
        );
    }
}

#[test]
fn confetti_is_off_until_it_is_wanted() {
    for (keys, wanted) in
        [("", false), (": \"confetti on\" enter", true), (": \"confetti off\" enter", false)]
    {
        let mut drive = Drive::outline("- [ ] Goal  <\n  - [x] a\n");
        drive.press(keys).press("space");
        assert_eq!(drive.screen().contains(" *   .    o "), wanted, "{keys}");
        drive.press("enter space");
        assert!(!matches!(drive.app.card, Card::Page(_)));
    }
    let mut drive = Drive::outline("- [ ] Goal  <\n  - [x] a\n");
    drive.app.config.look.confetti = true;
    assert!(drive.press("space").screen().contains(" *   .    o "));
    assert_eq!(drive.press("esc : \"confetti\" enter").said(), "confetti on, or confetti off.");
}

#[test]
fn reached_goals_fold_away_under_one_line_and_come_back() {
    let before = "
        - [x] Old
          - [x] Done
        - [ ] Move
          - [ ] Ask  <
        - [x] Older
          - [x] Done too
        - [x] A loose one
        ";
    let mut drive = Drive::outline(before);
    shows(&drive, &["▸ reached (2)"]);
    assert!(!drive.screen().contains("Old"), "{}", drive.screen());
    let row = || Some(reached::row());
    drive.press("end");
    assert_eq!(drive.app.tree_place.cursor, row());
    assert_eq!(drive.app.cursor(), None);
    for (key, said) in
        [("space", "Nothing to tick yet; `a` adds."), ("m", "Nothing to mark here; → opens it.")]
    {
        assert_eq!(drive.press(key).said(), said);
    }
    drive.press("right");
    shows(&drive, &["▾ reached (2)", "  ▾ Old"]);
    drive.press("right");
    assert_ne!(drive.app.tree_place.cursor, row());
    drive.press("left left");
    assert_eq!(drive.app.tree_place.cursor, row(), "folds the goal, then goes to the row");
    drive.press("down space");
    assert!(drive.print().contains("[ ] Old <"), "{}", drive.print());
    shows(&drive, &["reached (1)"]);
    drive.press("left left");
    assert_ne!(drive.app.tree_place.cursor, row(), "it stands in its old place");
    // What is found in it is shown.
    drive.press("end left left / \"done too\" enter");
    shows(&drive, &["▾ reached (1)", "Done too"]);
    drive.press("home end up up up");
    let mut drive = Drive::outline(before);
    drive.press("end a \"New\" enter esc");
    assert!(drive.print().ends_with("- [x] A loose one\n- [ ] New <\n"), "{}", drive.print());
}

#[test]
fn with_nothing_but_reached_goals_there_is_the_row_alone() {
    let mut drive = Drive::outline("- [ ] Goal  <\n  - [x] a\n");
    drive.press("space enter");
    assert_eq!(drive.app.tree_place.cursor, Some(reached::row()));
    shows(&drive, &["»▸ reached (1)", "open", "add"]);
    drive.press("a \"Next\"");
    shows(&drive, &["reached (1)", "Next"]);
    drive.press("enter esc");
    assert_eq!(drive.print(), "+ [x] Goal\n  - [x] a\n- [ ] Next <\n".replace('+', "-"));
}
