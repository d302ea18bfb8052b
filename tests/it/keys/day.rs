//! The cards of the day.

use crate::drive::{Drive, check};

const GOALS: &str = "
    - [ ] Coffee site
      - [ ] Posts
        - [ ] Cold brew  <
    - [ ] Ring the plumber ~5m
    ";

#[test]
fn a_line_goes_to_the_inbox_from_anywhere() {
    check(
        GOALS,
        "i \"Buy filters ~5m #shop\" enter",
        &format!("{}\n    - [ ] Buy filters ~5m #shop\n", GOALS.trim_end().replace("  <", " <")),
    );
    let mut drive = Drive::outline(GOALS);
    drive.press("tab i \"Buy\" esc");
    assert_eq!(drive.app.drafts.get("inbox").map(String::as_str), Some("Buy"));
    drive.press("i \" filters\" enter");
    assert!(drive.print().ends_with("- [ ] Buy filters\n"), "{}", drive.print());
    assert_eq!(drive.said(), "In the inbox: Buy filters.");
    assert!(drive.app.drafts.is_empty() && drive.is_at_rest());
    drive.press("i enter");
    assert!(drive.is_at_rest());
}

#[test]
fn an_item_is_moved_by_the_name_of_its_place() {
    let mut drive = Drive::outline(GOALS);
    drive.press("end : \"file\" enter \"post\"");
    assert!(drive.screen().contains("Move Ring the plumber"), "{}", drive.screen());
    drive.press("enter");
    assert_eq!(drive.said(), "Moved to Posts.");
    assert_eq!(
        drive.print(),
        "- [ ] Coffee site\n  - [ ] Posts\n    - [ ] Cold brew\n    - [ ] Ring the plumber ~5m <\n"
    );
    drive.press("u : \"file\" enter \"qqq\" enter");
    assert_eq!(drive.said(), "No item is called that.");
    drive.press("esc");
    // With nothing typed the top level and what has something inside are offered, but not where it is.
    drive.press("home down : \"file\" enter enter");
    assert_eq!(drive.said(), "Moved to the top level.");
    drive.press(": \"file\" enter \"cold\"");
    assert!(drive.screen().contains("No item is called that."), "not into itself: {}", drive.screen());
}

#[test]
fn now_shows_one_job_and_goes_on_to_the_next() {
    let mut drive = Drive::outline(GOALS);
    drive.press("t down t tab home n");
    let screen = drive.screen();
    assert!(screen.contains("Cold brew") && !screen.contains("Ring the plumber"), "{screen}");
    drive.press("n");
    assert!(drive.screen().contains("Ring the plumber"), "{}", drive.screen());
    drive.press("n space");
    assert!(drive.screen().contains("Ring the plumber"), "on to the next: {}", drive.screen());
    drive.press("space");
    assert!(drive.is_at_rest());
    assert_eq!(drive.said(), "Done.");
    assert_eq!(drive.app.today().done, 2);
    drive.press("n");
    assert_eq!(drive.said(), "Nothing can be begun now; `a` adds a job.");
    let mut drive = Drive::outline(GOALS);
    drive.press("n s");
    assert!(matches!(drive.app.card, goaltree::app::Card::Split(_)), "without a list the ranking chooses");
}
