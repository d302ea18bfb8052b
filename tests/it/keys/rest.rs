//! Days of rest, and what is said of the days.

use chrono::NaiveDate;
use goaltree::model::Day;

use crate::drive::Drive;

const JOBS: &str = "- [ ] Write ~15m  <\n- [ ] Post ~10m\n";

fn is_rest(drive: &Drive, day: &str) -> bool {
    let day: NaiveDate = day.parse().expect("a day");
    drive.app.tree.day(day).is_some_and(Day::is_rest)
}

#[test]
fn a_day_or_a_range_is_for_rest_until_said_otherwise() {
    let mut drive = Drive::outline(JOBS).restarted("2026-11-21T08:00:00Z");
    for (words, said) in [
        ("rest-day", "Rest: 21 Nov."),
        ("rest-day", "No rest day: 21 Nov."),
        ("rest-day 12-11 19-11", "Rest: 12 Nov to 19 Nov."),
        ("rest-day 24-12 to 2-1", "Rest: 24 Dec to 2 Jan 2027."),
        ("rest-day yesterday", "Rest: 20 Nov."),
        ("rest-day 1-11 3-11", "Rest can be set for up to seven days back."),
        ("rest-day 3-12 1-12", "The first day comes after the last one."),
        ("rest-day soon", "One day or two: `:rest-day 12-11 19-11`."),
    ] {
        drive.press(&format!(": \"{words}\" enter"));
        assert_eq!(drive.said(), said, "{words}");
    }
    for (day, wanted) in [
        ("2026-11-11", false),
        ("2026-11-12", true),
        ("2026-11-19", true),
        ("2026-11-20", true),
        ("2026-11-21", false),
        ("2027-01-02", true),
    ] {
        assert_eq!(is_rest(&drive, day), wanted, "{day}");
    }
    drive.press("u");
    assert!(!is_rest(&drive, "2026-11-20") && is_rest(&drive, "2026-11-19"));
}

#[test]
fn on_a_day_of_rest_the_list_is_shut_and_a_rough_day_stays_one() {
    let mut drive = Drive::outline(JOBS).restarted("2026-11-21T08:00:00Z");
    drive.press(": \"rest-day\" enter");
    let screen = drive.screen();
    assert!(screen.contains("Rest day. The list is shut;"), "{screen}");
    drive.press("t");
    assert!(!drive.screen().contains("Rest day."), "what was put on the list is seen");
    let mut drive = Drive::outline(JOBS).restarted("2026-11-21T08:00:00Z");
    drive.press("~ : \"rest-day\" enter");
    assert!(!is_rest(&drive, "2026-11-21"));
}

#[test]
fn a_job_for_a_later_day_is_not_proposed_and_says_why() {
    let mut drive = Drive::outline("- [ ] Write ~15m >2026-11-25  <\n- [ ] Post ~10m\n")
        .restarted("2026-11-21T08:00:00Z");
    drive.press("p enter");
    let screen = drive.screen();
    let card = screen.split_once("Plan for").expect("a plan").1;
    let rows = card.split("inbox").next().expect("the rows");
    assert!(rows.contains("Post") && !rows.contains("Write"), "{screen}");
    drive.press("esc : \"why\" enter");
    assert!(drive.screen().contains("planned for 25 Nov"), "{}", drive.screen());
}

#[test]
fn the_rate_stands_below_today_once_there_is_a_week_to_tell_of() {
    let mut drive = Drive::outline(&"- [ ] Write ~15m\n".repeat(12)).restarted("2026-11-02T08:00:00Z");
    for day in 2..=8 {
        drive = drive.restarted(&format!("2026-11-{day:02}T08:00:00Z"));
        assert!(!drive.screen().contains(" of 6"), "{}", drive.screen());
        drive.press("esc home");
        drive.press(&"down ".repeat(day));
        drive.press("space");
    }
    let screen = drive.screen();
    assert!(screen.contains("7 of 7 · run 7"), "{screen}");
}
