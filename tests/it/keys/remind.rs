//! Reminders while the program is open. Today is Saturday, 21 November 2026, nine in the morning.

use goaltree::app::Effect;

use crate::drive::Drive;

const TEA: &str = "- [ ] Tea ~5m >2026-11-21 at:09:10 <\n- [ ] Run ~30m\n";

fn told(drive: &Drive) -> Vec<&str> {
    let words = drive.effects.iter().filter_map(|effect| match effect {
        Effect::Remind(_, words) => Some(&**words),
        _ => None,
    });
    words.collect()
}

#[test]
fn a_time_that_comes_is_told_once() {
    let mut drive = Drive::outline(TEA);
    assert!(
        drive.app.wakes_in(drive.now).is_some_and(|wait| wait.as_secs() == 60),
        "no longer than a minute"
    );
    drive.wait(599);
    assert_eq!(told(&drive), [""; 0]);
    drive.wait(1);
    assert_eq!(told(&drive), ["09:10: Tea"]);
    assert_eq!(drive.app.wakes_in(drive.now), None, "nothing else comes today");
    drive.wait(3_600);
    assert_eq!(told(&drive).len(), 1);
    // The next key is a look.
    assert!(!drive.effects.contains(&Effect::Looked));
    drive.press("down down");
    assert_eq!(drive.effects.iter().filter(|effect| **effect == Effect::Looked).count(), 1);
}

#[test]
fn a_tick_before_its_time_leaves_nothing_to_tell() {
    let mut drive = Drive::outline(TEA);
    drive.press("space").wait(3_600);
    assert_eq!(told(&drive), [""; 0]);
}

#[test]
fn what_is_off_tells_nothing() {
    let mut drive = Drive::outline(TEA);
    drive.app.config.remind.in_app = false;
    assert_eq!(drive.app.wakes_in(drive.now), None);
    drive.wait(3_600);
    assert_eq!(told(&drive), [""; 0]);
}

#[test]
fn what_came_before_the_start_has_been_seen() {
    let mut drive = Drive::outline("- [ ] Tea >2026-11-21 at:08:30 <\n");
    assert!(drive.app.see_reminders() && !drive.app.see_reminders());
    drive.wait(3_600);
    assert_eq!(told(&drive), [""; 0]);
}

#[test]
fn after_three_without_a_look_the_plan_asks_once() {
    let mut drive = Drive::outline("- [ ] Tea ~5m <\n");
    drive.press(": \"pledge 09:30 12:00 15:00\" enter");
    // The look of the first key counts for the first time.
    drive.now = crate::drive::at("2026-11-22T08:30:00Z");
    drive.wait(8 * 3_600);
    assert_eq!(told(&drive).len(), 3, "{:?}", told(&drive));
    assert!(drive.app.told.is_enough());
    drive.press("p");
    assert_eq!(drive.said(), "Three unanswered. Fewer, or other times? `:pledge`");
    assert!(!drive.app.told.is_enough() && drive.effects.contains(&Effect::AskedAboutReminders));
    drive.press("esc p");
    assert_eq!(drive.said(), "");
}

#[test]
fn the_next_one_is_told_when_asked() {
    let mut drive = Drive::outline(TEA);
    drive.press(": \"remind\" enter");
    assert_eq!(drive.said(), "The next reminder comes at 09:10.");
    drive.press(": \"remind test\" enter");
    assert!(drive.effects.contains(&Effect::TestReminder));
    drive.press("space : \"remind\" enter");
    assert_eq!(drive.said(), "No more reminders today. `:pledge` sets times.");
}
