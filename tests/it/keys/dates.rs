//! The date card, and sending jobs back to the tree. Today is Saturday, 21 November 2026.

use crate::drive::{Drive, at, check};

#[test]
fn dates_are_typed_in_one_line() {
    let mut drive = Drive::outline("- [ ] Call <\n");
    drive.press("d \"fri ^^1-12\"");
    assert!(drive.screen().contains("planned Fri 27 Nov · due Tue 1 Dec · a must"), "{}", drive.screen());
    drive.press("enter");
    assert_eq!(drive.said(), "Call: planned Fri 27 Nov · due Tue 1 Dec · a must.");
    assert_eq!(drive.print(), "- [ ] Call >2026-11-27 ^^2026-12-01 <\n");
    let count = drive.effects.len();
    drive.press("d enter");
    assert_eq!(drive.effects.len(), count, "as it was");
    drive.press("d C-u \"frid\" enter");
    assert_eq!(drive.said(), "frid is no date; fri, +3d, eom or 31-12 are.");
    drive.press("esc");
    assert!(drive.is_at_rest());
    drive.press("d C-u enter");
    assert_eq!((drive.print(), drive.said()), ("- [ ] Call <\n".into(), "Call: no dates."));
    drive.press("u");
    assert_eq!(drive.print(), "- [ ] Call >2026-11-27 ^^2026-12-01 <\n", "one step");
}

#[test]
fn what_is_planned_for_another_day_leaves_today_and_repeats_keep_theirs() {
    check("- [ ] Call <\n", "t d \"mon\" enter", "- [ ] Call >2026-11-23 <\n");
    check("- [ ] Call <\n", "d \"today\" enter", "- [ ] Call >2026-11-21 T <\n");
    check(
        "- [ ] Run *day >2026-11-21  <\n",
        "d C-u \"^tom\" enter",
        "- [ ] Run >2026-11-21 ^2026-11-22 *day T <\n",
    );
}

#[test]
fn later_takes_off_today_and_forgets_the_plan() {
    let later = ": \"later\" enter";
    check("- [ ] Call >2026-11-21  <\n- [ ] Other\n", later, "- [ ] Call <\n- [ ] Other\n");
    check("- [ ] Call  <\n- [ ] Other\n", &format!("t down t up m m {later}"), "- [ ] Call\n- [ ] Other <\n");
    let mut drive = Drive::outline("- [ ] Run *day >2026-11-21  <\n");
    drive.press(later);
    assert_eq!((drive.print(), drive.said()), ("- [ ] Run >2026-11-21 *day <\n".into(), "Back in the tree."));
    drive.now = at("2026-11-22T09:00:00Z");
    drive.press("up");
    assert_eq!(drive.print(), "- [ ] Run >2026-11-21 *day T <\n", "tomorrow it is there");
}
