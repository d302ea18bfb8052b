//! What repeats, by keys. Today is Saturday, 21 November 2026.

use chrono::TimeDelta;
use goaltree::model::{Done, Key, Tree, diff};

use crate::drive::{Drive, at, check};

/// What the ledger of today has of ticks, with what only repeats write.
fn ledger(drive: &Drive) -> Vec<String> {
    let day = drive.app.tree.day(drive.now.day());
    let say = |done: &Done| {
        let known: Vec<String> = done.unknown.iter().map(|(name, json)| format!(" {name}:{json}")).collect();
        format!("{} {}{}", done.at, done.title, known.concat())
    };
    day.map(|day| day.done.iter().map(say).collect()).unwrap_or_default()
}

fn same(one: &Tree, other: &Tree) -> bool {
    diff(one, other).is_empty()
}

/// Ticks on `day`.
fn on(drive: &mut Drive, day: &str, keys: &str) {
    drive.now = at(&format!("{day}T09:00:00Z"));
    drive.press(keys);
}

#[test]
fn a_tick_leads_to_the_next_date() {
    let mut drive = Drive::outline("- [ ] Run *mon,sat ~20m >2026-11-21 ^2026-11-22 times:5  <\n");
    let before = drive.app.tree.clone();
    drive.press("t space");
    assert_eq!(drive.print(), "- [ ] Run ~20m >2026-11-23 ^2026-11-24 *mon,sat times:4 T <\n");
    assert_eq!(drive.said(), "Done; next on Mon 23 Nov.");
    assert_eq!(ledger(&drive), ["09:00 Run for:\"2026-11-21\""]);
    let today = drive.app.today();
    assert_eq!((today.open, today.done, today.minutes_done), (0, 1, 20));
    assert!(drive.screen().contains("✓ Run"), "{}", drive.screen());
    assert!(drive.screen().contains("done today · planned Mon 23 Nov"), "{}", drive.screen());
    drive.press("u u");
    assert!(same(&drive.app.tree, &before), "undo takes it back");
    drive.press("space space");
    assert!(same(&drive.app.tree, &before), "a second press unticks: {}", drive.print());
    assert_eq!(drive.said(), "Open once more.");
}

#[test]
fn what_was_set_by_a_tick_goes_with_it() {
    for line in
        ["Run *day", "Run *mon,thu", "Run after:3d ^2026-11-20", "Run *3x/week times:9", "Run *day times:1"]
    {
        let mut drive = Drive::outline(&format!("- [ ] {line}  <\n"));
        let id = drive.app.tree_place.cursor.unwrap();
        // As a file has it that was typed by hand.
        let anchor = drive.app.tree.get(id).unwrap().field(Key::Anchor).cloned();
        drive.app.tree.apply(&goaltree::model::Op::Set { id, old: anchor, new: None }).unwrap();
        let before = drive.app.tree.clone();
        drive.press("space");
        assert_eq!(ledger(&drive).len(), 1, "{line}");
        drive.press("esc down up space");
        assert!(same(&drive.app.tree, &before), "{line}: {} {:?}", drive.print(), ledger(&drive));
    }
}

#[test]
fn an_early_tick_counts_for_today_or_for_its_date() {
    let mut drive = Drive::outline("- [ ] Report *fri >2026-11-27  <\n");
    drive.press("space");
    assert_eq!(drive.said(), "Counted for today. Space once more: for Fri 27 Nov.");
    assert_eq!(drive.print(), "- [ ] Report >2026-11-27 *fri <\n");
    assert_eq!(ledger(&drive), ["09:00 Report"]);
    drive.press("space");
    assert_eq!(drive.said(), "Done; next on Fri 4 Dec.");
    assert_eq!(ledger(&drive), ["09:00 Report for:\"2026-11-27\""]);
    drive.press("space");
    assert_eq!(drive.print(), "- [ ] Report >2026-11-27 *fri <\n");
    assert_eq!(ledger(&drive), [""; 0]);
}

#[test]
fn a_late_tick_leaves_no_pile_but_where_each_counts() {
    check("- [ ] Run *day >2026-11-02  <\n", "space", "- [ ] Run >2026-11-22 *day T <\n");
    let mut drive = Drive::outline("- [ ] Report *month+all >2026-08-15  <\n");
    drive.press("space space space space");
    assert_eq!(drive.print().replace(" T ", " "), "- [ ] Report >2026-12-15 *month+all <\n");
    let days = ["08", "09", "10", "11"];
    let wanted = days.iter().zip(0..).map(|(month, at)| format!("09:0{at} Report for:\"2026-{month}-15\""));
    assert_eq!(ledger(&drive), wanted.collect::<Vec<_>>(), "each its line");
    drive.press("space");
    assert_eq!(drive.print().replace(" T ", " "), "- [ ] Report >2026-11-15 *month+all <\n");
    assert_eq!(ledger(&drive).len(), 3);
}

#[test]
fn a_quota_is_open_until_it_is_met() {
    let mut drive = Drive::outline("- [ ] Swim *2x/week  <\n");
    for (day, next) in [("11-23", "11-24"), ("11-25", "11-30"), ("11-26", "11-30"), ("12-01", "12-02")] {
        on(&mut drive, &format!("2026-{day}"), "space");
        assert_eq!(
            drive.print().replace(" T ", " "),
            format!("- [ ] Swim >2026-{next} *2x/week <\n"),
            "{day}"
        );
    }
}

#[test]
fn repeats_end() {
    let mut drive = Drive::outline("- [ ] Run *day times:2  <\n");
    drive.press("space");
    assert_eq!(drive.print().replace(" T ", " "), "- [ ] Run >2026-11-22 *day times:1 <\n");
    on(&mut drive, "2026-11-22", "space");
    assert_eq!(drive.print().replace(" T ", " "), "- [x] Run >2026-11-22 *day times:1 <\n");
    drive.press("esc space");
    assert_eq!(drive.print().replace(" T ", " "), "- [ ] Run >2026-11-22 *day times:1 <\n");
    assert_eq!(ledger(&drive), [""; 0]);
    check("- [ ] Run *day until:2026-11-21  <\n", "space", "- [x] Run *day until:2026-11-21 T <\n");
}

#[test]
fn one_is_left_out_or_all_that_follow() {
    let mut drive = Drive::outline("- [ ] Run *mon >2026-11-23  <\n");
    drive.press("t x");
    assert_eq!(drive.print(), "- [ ] Run >2026-11-30 *mon <\n");
    assert_eq!(drive.said(), "Left out until Mon 30 Nov. `x` once more ends it.");
    assert_eq!(ledger(&drive), [""; 0], "neutral");
    drive.press("x");
    assert_eq!(drive.print(), "- [-] Run >2026-11-30 <\n");
    drive.press("u u u");
    assert_eq!(drive.print(), "- [ ] Run >2026-11-23 *mon <\n");
    check("- [ ] Run *mon until:2026-11-22  <\n", "x", "- [-] Run *mon until:2026-11-22 <\n");
}

#[test]
fn what_repeats_does_not_roll_and_outlives_its_goal() {
    let mut drive = Drive::outline("- [ ] Run *day >2026-11-21  <\n- [ ] Once\n");
    drive.press("down t up space");
    on(&mut drive, "2026-11-22", "t esc t");
    on(&mut drive, "2026-11-23", "down");
    let rolled: Vec<Option<u32>> =
        drive.app.tree.walk(None).map(|(_, node)| node.number(Key::Rolled)).collect();
    assert_eq!(rolled, [None, Some(1)]);
    assert_eq!(
        drive
            .app
            .tree
            .day(at("2026-11-22T09:00:00Z").day())
            .unwrap()
            .noted(goaltree::model::Note::Rolled)
            .count(),
        1
    );
    check(
        "
        - [ ] Goal  <
          - [x] a
          - [ ] Water *day
          - [ ] Part
            - [x] b
            - [ ] Sweep *week
        - [ ] Other
        ",
        "space space",
        "
        - [x] Goal
          - [x] a
          - [x] Part
            - [x] b
        - [ ] Water *day T <
        - [ ] Sweep *week T
        - [ ] Other
        ",
    );
    check(
        "- [ ] Goal  <\n  - [x] a\n  - [ ] Water *day\n",
        "space",
        "- [x] Goal\n  - [x] a\n- [ ] Water *day T <\n",
    );
}

#[test]
fn in_a_sequence_it_holds_nobody_up() {
    let waits = |first: &str| {
        let drive = Drive::outline(&format!("- [ ] Goal >>\n  - [ ] Water{first}\n  - [ ] Then  <\n"));
        drive.screen().contains("waits for the one before")
    };
    assert!(waits("") && !waits(" *day"));
}

#[test]
fn a_goal_that_repeats_begins_anew() {
    let mut drive = Drive::outline(
        "- [ ] Newsletter *month >2026-11-30 ^2026-12-02 times:3  <\n  - [x] Write ~1h ^2026-11-20\n  - [-] Poll\n  \
         - [ ] Tidy *week >2026-11-22\n  - [x] Send >>\n    - [x] List\n",
    );
    let before = drive.app.tree.clone();
    drive.press("space");
    assert_eq!(
        drive.print(),
        "- [x] Newsletter >2026-11-30 ^2026-12-02\n  - [x] Write ~1h ^2026-11-20\n  - [-] Poll\n  - [x] Send >>\n    \
         - [x] List\n- [ ] Newsletter >2026-12-30 ^2027-01-01 *month times:2 <\n  - [ ] Write ~1h ^2026-12-20\n  \
         - [ ] Tidy >2026-11-22 *week\n  - [ ] Send >>\n    - [ ] List\n"
    );
    drive.press("u");
    assert!(same(&drive.app.tree, &before));
    check(
        "- [ ] Newsletter *month times:1  <\n  - [ ] Write\n",
        "space space",
        "- [x] Newsletter *month times:1\n  - [x] Write\n",
    );
}

#[test]
fn after_midnight_is_still_the_day() {
    let mut drive = Drive::outline("- [ ] Run *day+all >2026-11-19  <\n");
    drive.now = at("2026-11-22T03:59:00Z");
    let before = drive.app.tree.clone();
    drive.press("space space space");
    assert_eq!(drive.print().replace(" T ", " "), "- [ ] Run >2026-11-22 *day+all <\n");
    drive.now.time += TimeDelta::seconds(20);
    for key in ["u", "u", "u"] {
        drive.press(key);
    }
    assert!(same(&drive.app.tree, &before));
}

#[test]
fn a_challenge_that_is_through_can_go_on() {
    let mut drive = Drive::outline("- [ ] Run *day times:2 ~10m  <\n");
    drive.press("space");
    on(&mut drive, "2026-11-22", "space");
    let screen = drive.screen();
    assert!(
        screen.contains("2 of 2. Keep it as a step?") && screen.contains("[x]") == drive.is_at_rest(),
        "{screen}"
    );
    let through = drive.app.tree.clone();
    drive.press("n");
    assert!(drive.is_at_rest() && same(&drive.app.tree, &through));
    drive.press("space space y");
    assert_eq!(drive.print().replace(" T ", " "), "- [ ] Run ~10m >2026-11-23 *day <\n");
    assert_eq!((drive.said(), ledger(&drive).len()), ("Done; next on Mon 23 Nov.", 1));
    drive.press("u");
    assert!(same(&drive.app.tree, &through), "one step");
    check("- [ ] Run *day until:2026-11-21  <\n", "space up", "- [x] Run *day until:2026-11-21 T <\n");
}

#[test]
fn the_detail_tells_when_it_was_last_and_how_much_it_came_to() {
    let mut drive =
        Drive::outline("- [ ] Run *day >2026-11-21 ~10m  <\n- [ ] Report *week+all >2026-11-21\n");
    drive.press("space");
    on(&mut drive, "2026-11-22", "space");
    assert!(drive.screen().contains("day after day 2 · this month 2 · in all 2, 20 m"), "{}", drive.screen());
    on(&mut drive, "2026-12-01", "up");
    assert!(drive.screen().contains("every day · last 9 days ago"), "{}", drive.screen());
    assert!(drive.screen().contains(" in all 2, 20 m · no goal above it yet"), "{}", drive.screen());
    drive.press("down");
    assert!(drive.screen().contains("every week, each one stays open · 2 still open"), "{}", drive.screen());
}

#[test]
fn a_repeat_is_set_by_name_and_taken_off() {
    let mut drive = Drive::outline("- [ ] Run ~5m #sport  <\n");
    for (words, line, said) in [
        ("repeat", "Run ~5m #sport", "`:repeat day`, mon,thu, 2w, month@15, 3x/week, or off."),
        ("repeat daily", "Run ~5m #sport", "Repeats: day."),
        ("repeat every mon,thu", "*mon,thu", "Repeats: mon,thu."),
        ("repeat now and then", "*mon,thu", "now and then is no rule; day, mon,thu, 2w or 3x/week are."),
        ("repeat off", "Run ~5m #sport", "It does not repeat."),
    ] {
        drive.press(&format!(": \"{words}\" enter"));
        assert_eq!(drive.said(), said);
        assert!(drive.print().contains(line), "{words}: {}", drive.print());
    }
    assert!(!drive.print().contains('*'), "{}", drive.print());
}
