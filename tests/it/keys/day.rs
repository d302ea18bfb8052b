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

#[test]
fn dates_and_repeats_bring_jobs_to_today_by_themselves() {
    let text = "
        - [ ] Site
          - [ ] Planned >2026-11-21
          - [ ] Later >2026-11-22
          - [ ] Run *day
          - [ ] Tax ^^2026-11-21
          - [ ] Soft ^2026-11-21
          - [ ] Not yet >2026-11-21 start:2026-12-01
          - [ ] With Ana >2026-11-21 @ana
          - [ ] In order >>
            - [ ] First
            - [ ] Second >2026-11-21
        - [ ] Loose
    ";
    let mut drive = Drive::outline(text);
    let titles = |drive: &Drive| -> Vec<String> {
        drive.app.today().list.iter().map(|id| drive.app.title(*id).to_owned()).collect()
    };
    assert_eq!(titles(&drive), ["Planned", "Run", "Tax"]);
    assert!(drive.effects.is_empty(), "nothing is written for it");
    // What the person puts there comes first; what they take off stays off for the day.
    drive.press("end t home tab home");
    assert_eq!(titles(&drive), ["Loose", "Planned", "Run", "Tax"]);
    drive.press("down t");
    assert_eq!(titles(&drive), ["Loose", "Run", "Tax"]);
    assert_eq!(drive.said(), "Back in the tree.");
    drive.press("u");
    assert_eq!(titles(&drive), ["Loose", "Planned", "Run", "Tax"]);
    // A place of its own by hand, and a tick keeps it.
    drive.press("end K space");
    assert_eq!(titles(&drive), ["Loose", "Planned", "Tax", "Run"]);
    assert_eq!((drive.app.today().ticked, drive.app.today().open), (1, 3));
    drive.press("end space");
    assert_eq!(titles(&drive), ["Loose", "Planned", "Tax", "Run"], "done ones stay in sight");
    assert_eq!(drive.app.today().ticked, 2);
    // The next day what was planned is history, and the repeat is there once more.
    drive.now = crate::drive::at("2026-11-22T09:00:00Z");
    drive.press("home");
    assert_eq!(titles(&drive), ["Later", "Run"]);
    assert!(!drive.print().contains(">2026-11-21\n"), "{}", drive.print());
}

#[test]
fn somebody_is_asked_and_a_goal_is_closed_from_today() {
    let mut drive = Drive::outline(
        "
        - [ ] Logo @ana chase:2026-11-20
        - [ ] Poster @bo chase:2026-11-30
        - [ ] Body
          - [ ] Write  <
        ",
    );
    drive.press("space");
    let screen = drive.screen();
    assert!(
        screen.contains("CHASE") && screen.contains("Logo, ana: ask?") && !screen.contains("bo: ask?"),
        "{screen}"
    );
    assert!(screen.contains("Body: close it?"), "{screen}");
    drive.press("tab home space");
    assert!(drive.screen().contains("21 Nov, 1 job, 15 m."), "{}", drive.screen());
}

#[test]
fn a_long_list_shows_nine_until_one_goes_on() {
    let text: String = (1..=13).map(|nth| format!("- [ ] Job {nth}\n")).collect();
    let mut drive = Drive::outline(&text);
    for _ in 0..13 {
        drive.press("t down");
    }
    drive.press("tab home");
    assert!(drive.screen().contains("+4 more"), "{}", drive.screen());
    drive.press("down down down down down down down down down");
    assert!(!drive.screen().contains("+4 more"), "{}", drive.screen());
    assert!(drive.screen().contains("»○ Job 10"), "{}", drive.screen());
}

#[test]
fn looks_are_counted_and_nothing_else() {
    let mut drive = Drive::outline(GOALS);
    drive.press(": \"pledge\" enter");
    assert_eq!(drive.said(), "For this list: `:pledge 08:00 YOUR WORDS`.");
    drive.press(": \"pledge 17:30 08:00 before coffee\" enter");
    assert_eq!(drive.said(), "Noted. I will keep count of looks, nothing else.");
    assert_eq!(drive.app.looks(), Some((1, 2)), "something was changed at nine");
    drive.now = crate::drive::at("2026-11-21T17:00:00Z");
    drive.press("down");
    assert_eq!(drive.app.looks(), Some((2, 2)));
    assert!(drive.screen().contains("looks 2/2"), "{}", drive.screen());
    let before = drive.effects.len();
    drive.press("down up tab");
    assert_eq!(drive.effects.len(), before, "each of its times once");
    drive.press("u");
    assert_eq!((drive.said(), drive.app.looks()), ("Taken back: a pledge.", None), "a look is no step");
    drive.press("C-r : \"pledge 08:00\" enter : \"pledge\" enter");
    assert_eq!(drive.said(), "08:00 ");
    let kept = &drive.app.tree.file()["pledge"];
    assert!(kept.contains("2026-11-21: from 2 to 1 looks"), "{kept}");
    drive.press(": \"pledge off\" enter");
    assert_eq!(drive.app.looks(), None);
    drive.press(": \"pledge soon\" enter");
    assert_eq!(drive.said(), "Times first: `:pledge 08:00 17:30 before coffee`.");
}
