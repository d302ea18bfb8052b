//! Looking from farther away: lens, horizons, visions.

use goaltree::app::Effect;
use goaltree::insight::horizon::Horizon;

use crate::drive::{Drive, check};

const LIFE: &str = "
    - [ ] Life
      - [ ] Year
        - [ ] Month
          - [ ] Week
            - [ ] Write ~15m  <
            - [x] Draw
    - [ ] Loose
    ";

/// The titles of the rows in sight.
fn rows(drive: &Drive) -> Vec<&str> {
    let rows = drive.app.rows();
    rows.first().into_iter().flat_map(|first| rows.from(first)).map(|(id, _)| drive.app.title(id)).collect()
}

fn cursor(drive: &Drive) -> &str {
    drive.app.title(drive.app.tree_place.cursor.expect("a row"))
}

#[test]
fn each_lens_hides_one_more_level_and_changes_nothing() {
    let mut drive = Drive::outline(LIFE);
    let before = drive.app.tree.clone();
    for (lens, shown, at) in [
        (Horizon::Short, &["Life", "Year", "Month", "Week", "Loose"][..], "Week"),
        (Horizon::Medium, &["Life", "Year", "Month", "Loose"], "Month"),
        (Horizon::Long, &["Life", "Year", "Loose"], "Year"),
        (Horizon::Vision, &["Life", "Loose"], "Life"),
    ] {
        drive.press("[");
        assert_eq!((drive.app.lens(), rows(&drive), cursor(&drive)), (Some(lens), shown.to_vec(), at));
        let screen = drive.screen();
        assert!(screen.contains("2 jobs, 1 done"), "{screen}");
        assert!(screen.contains(&format!("down to {}", lens.word())), "{screen}");
    }
    drive.press("[");
    assert_eq!(drive.said(), "Nothing lies farther than a vision; `]` nearer.");
    drive.press("right");
    assert_eq!(drive.said(), "The lens ends here; `]` looks from nearer.");
    for lens in [Some(Horizon::Long), Some(Horizon::Medium), Some(Horizon::Short), None] {
        drive.press("]");
        assert_eq!(drive.app.lens(), lens);
    }
    drive.press("]");
    assert_eq!(drive.said(), "All is shown; `[` looks from farther away.");
    drive.press("[ esc");
    assert_eq!((drive.app.lens(), drive.said()), (None, "All is shown."));
    assert!(drive.app.tree == before && !drive.effects.iter().any(|it| matches!(it, Effect::Commit(_))));
}

#[test]
fn what_is_added_found_or_split_comes_into_sight() {
    for keys in ["[ a \"New\" enter esc", "[ / \"Draw\" enter esc", "[ s \"New\" C-s", "[ paste:New"] {
        let mut drive = Drive::outline(LIFE);
        drive.press(keys);
        assert_eq!(drive.app.lens(), None, "{keys}");
        assert!(["New", "Draw", "Write"].contains(&cursor(&drive)), "{keys}: {}", cursor(&drive));
    }
    let mut drive = Drive::outline(LIFE);
    drive.press("[ [ / \"Draw\" esc");
    assert_eq!((drive.app.lens(), cursor(&drive)), (Some(Horizon::Medium), "Month"), "back as it was");
}

#[test]
fn the_lens_is_there_the_next_time_and_works_inside_of_what_is_zoomed_into() {
    let mut drive = Drive::outline(LIFE);
    drive.press("[ [ home down z");
    assert_eq!(rows(&drive), ["Year", "Month"]);
    let drive = drive.restarted("2026-11-21T12:00:00Z");
    assert_eq!((drive.app.lens(), rows(&drive)), (Some(Horizon::Medium), vec!["Year", "Month"]));
    let mut drive = Drive::outline(LIFE);
    drive.press("[ [ [ home down z");
    assert_eq!(drive.said(), "Zoomed in; the lens ends here, `]` looks from nearer.");
    assert_eq!(rows(&drive), ["Year"]);
}

#[test]
fn siblings_of_another_horizon_are_left_out() {
    let mut drive = Drive::outline("- Life <\n  - Small\n    - Job\n  - Dream\n    - Job\n- Loose");
    drive.press("down down down : \"horizon vision\" enter");
    assert_eq!(drive.said(), "vision: ten years and more.");
    drive.press("[ [ [ [");
    assert_eq!(rows(&drive), ["Life", "Dream", "Loose"]);
    drive.press("end up up down");
    assert_eq!(cursor(&drive), "Dream");
    drive.press("left left");
    assert_eq!(cursor(&drive), "Life");
}

#[test]
fn horizons_are_set_told_and_hinted_at() {
    let mut drive = Drive::outline("- Life <\n  - Year\n    - Job");
    for (keys, said) in [
        (": \"horizon\" enter", "None is set. vision, long, medium, short or off sets it."),
        (": \"horizon medium\" enter", "medium: one to twelve months."),
        (": \"horizon\" enter", "medium, one to twelve months. vision, long, medium, short or off sets it."),
        ("down : \"horizon\" enter", "medium, from above. vision, long, medium, short or off sets it."),
        (": \"horizon long\" enter", "Farther than Life, which is medium. Fine?"),
        (": \"horizon soon\" enter", "One of vision, long, medium, short; off takes it away."),
        (": \"horizon off\" enter", "No horizon of its own."),
        (": \"horizon off\" enter", "Nothing to change."),
    ] {
        assert_eq!(drive.press(keys).said(), said, "{keys}");
    }
    drive.press("u u");
    assert_eq!(drive.said(), "Taken back: horizon of Year.");
}

#[test]
fn the_vision_of_the_nearest_or_of_all_by_turns() {
    let mut drive = Drive::outline("- Site <\n  - Write\n- Move\n  - Ask\n- Ring");
    drive.press("down : \"vision Mornings are free.\" enter");
    assert_eq!(drive.said(), "The vision of Site.");
    assert!(drive.screen().contains("Mornings are free."));
    drive.press("end : \"vision\" enter");
    assert!(drive.screen().contains("One sentence to see every morning"), "{}", drive.screen());
    drive.press("esc up up : \"vision\" enter \"The river.\" esc : \"vision\" enter enter");
    assert_eq!(drive.app.vision(), Some("The river."), "what was typed came back");
    drive.press("end");
    let today = drive.app.vision().map(str::to_owned);
    let next = drive.restarted("2026-11-22T09:00:00Z");
    let tomorrow = next.app.vision().map(str::to_owned);
    let mut turns = [today.as_deref(), tomorrow.as_deref()];
    turns.sort_unstable();
    assert_eq!(turns, [Some("Mornings are free."), Some("The river.")]);
    drive.press("home : \"vision off\" enter");
    assert_eq!(drive.app.vision(), None);
    let mut drive = drive.restarted("2026-11-22T09:00:00Z");
    assert_eq!(drive.app.vision(), None, "hidden is hidden");
    drive.press(": \"vision on\" enter : \"vision\" enter C-u enter");
    assert!(!drive.screen().contains("Mornings are free."));
}

#[test]
fn a_lens_follows_what_changes_below_it() {
    check(
        "- Life <\n  - Year\n    - Job",
        "[ down del",
        "
        - [ ] Life <
        ",
    );
}
