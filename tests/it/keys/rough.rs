//! The rough day: Saturday, 21 November 2026.

use goaltree::model::{Field, Key, Note, Op, diff};

use crate::drive::{Drive, at};

const GOALS: &str = "
    - [ ] Site
      - [ ] Write ~15m  <
      - [ ] Draw ~4m
    - [ ] Health
      - [ ] Run *day >2026-11-21 ~30m
      - [ ] Swim *day >2026-11-21 ~20m
    - [ ] Call >2026-11-21
    - [ ] Ring ~3m
    ";

/// Write and Draw on Today, beside what dates bring up; those named have a smaller version.
fn drive(minis: &[(&str, &str)]) -> Drive {
    let mut drive = Drive::outline(GOALS);
    drive.press("t down t");
    for (title, mini) in minis {
        let id = drive.app.tree.walk(None).find(|(_, node)| node.title() == *title).expect("it").1.id();
        let new = Some(Field::text(Key::Mini, mini));
        drive.app.tree.apply(&Op::Set { id, old: None, new }).expect("a property");
    }
    drive
}

fn list(drive: &Drive) -> Vec<&str> {
    drive.app.today().rows().into_iter().map(|id| drive.app.tree.get(id).expect("it").title()).collect()
}

#[test]
fn one_small_thing_stands_on_today_and_the_list_comes_back() {
    for (minis, one) in [
        (&[][..], "Draw"),
        (&[("Run", "Shoes on")], "Run"),
        (&[("Run", "Shoes on"), ("Swim", "Pack the bag"), ("Write", "One word")], "Swim"),
    ] {
        let mut drive = drive(minis);
        let before = drive.app.tree.clone();
        assert_eq!(list(&drive).len(), 5);
        drive.press("~");
        assert_eq!(list(&drive), [one]);
        assert_eq!(drive.said(), "Rough day. One small thing, the rest can wait.");
        let screen = drive.screen();
        assert!(screen.contains("rough day · one small thing"), "{screen}");
        let shown = minis.iter().find(|mini| mini.0 == one).map_or("Draw", |mini| mini.1);
        assert!(screen.contains(&format!("○ {shown}")), "{screen}");
        drive.press("~");
        assert!(diff(&drive.app.tree, &before).is_empty(), "{minis:?}");
        assert_eq!(drive.said(), "The list is back as it was.");
        drive.press("u u");
        assert!(diff(&drive.app.tree, &before).is_empty(), "two steps");
    }
}

#[test]
fn without_a_small_one_on_today_the_ranking_gives_one_or_none() {
    let mut drive = Drive::outline("- [ ] Write ~15m <\n- [ ] Ring ~3m\n- [ ] Post ~5m\n");
    drive.press("t ~");
    assert_eq!(list(&drive), ["Ring"]);
    drive.press("~");
    assert_eq!(list(&drive), ["Write"]);
    let mut drive = Drive::outline("- [ ] Write ~15m <\n");
    drive.press("t ~");
    assert!(
        list(&drive).is_empty() && drive.screen().contains("Nothing takes five minutes"),
        "{}",
        drive.screen()
    );
    drive.press("tab a \"Breathe\" enter esc ~");
    assert_eq!(list(&drive), ["Write", "Breathe"], "what came since stays");
}

#[test]
fn the_next_day_nothing_is_counted_as_rolled() {
    let mut drive = drive(&[("Swim", "Pack the bag")]);
    drive.press("~ tab space");
    let day = drive.app.tree.day(drive.now.day()).expect("today");
    assert_eq!((day.done.len(), &*day.done[0].title), (1, "Pack the bag"));
    assert!(drive.screen().contains("✓ Pack the bag"), "{}", drive.screen());
    let mut next = drive.restarted("2026-11-22T09:00:00Z");
    assert!(
        next.screen().contains("left 1") && next.screen().contains("Call"),
        "its plan went by: {}",
        next.screen()
    );
    next.press("esc");
    assert_eq!(list(&next), ["Run", "Swim"]);
    assert!(next.app.tree.walk(None).all(|(_, node)| node.number(Key::Rolled).is_none()));
    let day = next.app.tree.day(at("2026-11-21T09:00:00Z").day()).expect("it");
    assert_eq!(day.noted(Note::Rolled).count(), 0);
}
