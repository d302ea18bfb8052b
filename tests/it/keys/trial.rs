//! A trial from its beginning to the question at its end.

use goaltree::insight::habits;
use goaltree::model::{Key, State};

use crate::drive::Drive;

const GOALS: &str = "
    - [ ] Piano <
      - [ ] Play ~15m
    - [ ] Guitar
      - [ ] Tune ~5m
    - [ ] Drums
      - [ ] Hit ~5m
    ";

fn marked() -> Drive {
    let mut drive = Drive::outline(GOALS);
    drive.press("m down m down m");
    drive
}

fn titles_of_week(drive: &Drive) -> Vec<&str> {
    habits::goals_of_week(&drive.app.tree, drive.now.day()).map(|id| drive.app.title(id)).collect()
}

fn of(drive: &Drive, title: &str, key: Key) -> Option<String> {
    let (_, node) = drive.app.tree.walk(None).find(|(_, node)| node.title() == title)?;
    node.date(key).map(|day| day.to_string())
}

fn state(drive: &Drive, title: &str) -> State {
    drive.app.tree.walk(None).find(|(_, node)| node.title() == title).expect("it").1.state()
}

#[test]
fn the_others_wait_and_the_chosen_one_is_the_goal_of_the_week() {
    let mut drive = marked();
    let before = drive.app.tree.clone();
    drive.press(": \"trial\" enter");
    assert!(drive.screen().contains("14 days") && drive.screen().contains("» Piano"), "{}", drive.screen());
    drive.press("esc");
    assert!(drive.app.tree == before);
    drive.press(": \"trial 9\" enter down left enter");
    assert_eq!(drive.said(), "Guitar until Sun 29 Nov. `u` takes it back.");
    assert_eq!(titles_of_week(&drive), ["Guitar"]);
    for (title, start) in [("Piano", Some("2026-11-29")), ("Guitar", None), ("Drums", Some("2026-11-29"))] {
        assert_eq!(of(&drive, title, Key::Start).as_deref(), start, "{title}");
    }
    drive.press("u");
    assert!(titles_of_week(&drive).is_empty());
    assert_eq!(of(&drive, "Piano", Key::Start), None);
}

#[test]
fn two_or_three_goals_are_needed() {
    let mut drive = Drive::outline(GOALS);
    drive.press(": \"trial\" enter");
    assert_eq!(drive.said(), "Mark two or three goals with `m`, then `:trial`.");
}

#[test]
fn each_answer_at_the_end() {
    for (key, said, states) in [
        ("k", "Guitar goes on; the rest waits, resting.", [State::Resting, State::Open, State::Resting]),
        ("s", "Guitar rests.", [State::Open, State::Resting, State::Open]),
        ("b", "All of them go on.", [State::Open, State::Open, State::Open]),
    ] {
        let mut drive = marked();
        drive.press(": \"trial 7\" enter down enter");
        let mut drive = drive.restarted("2026-11-28T08:00:00Z");
        assert!(drive.screen().contains("7 of the 7 days of the trial: 0 jobs"), "{}", drive.screen());
        drive.press("esc down");
        assert!(drive.is_at_rest(), "asked once a day");
        drive.press(": \"trial\" enter").press(key);
        assert_eq!(drive.said(), said);
        assert_eq!(["Piano", "Guitar", "Drums"].map(|title| state(&drive, title)), states);
        assert!(["Piano", "Drums"].iter().all(|title| of(&drive, title, Key::Start).is_none()));
        assert!(titles_of_week(&drive).is_empty());
        drive.press("u");
        assert_eq!(of(&drive, "Piano", Key::Start).as_deref(), Some("2026-11-28"));
    }
}

#[test]
fn it_can_be_ended_before_its_day() {
    let mut drive = marked();
    drive.press(": \"trial 7\" enter enter : \"trial\" enter");
    assert!(drive.screen().contains("until Sat 28 Nov"), "{}", drive.screen());
    drive.press("b");
    assert_eq!(of(&drive, "Guitar", Key::Start), None);
}
