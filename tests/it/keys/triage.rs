//! What the days before left. The lists are made on Saturday, 21 November 2026.

use goaltree::app::PageCard;
use goaltree::app::{Card, Effect};
use goaltree::model::Key;

use crate::drive::{Drive, NOW, at};

const GOALS: &str = "
    - [ ] Site
      - [ ] Write ~15m  <
      - [ ] Draw ~20m
      - [ ] Tax ^2026-11-24
      - [ ] Run *day >2026-11-21
    - [ ] Ring ~5m
    ";

/// The first jobs on Today of the Saturday.
fn left(jobs: usize) -> Drive {
    let mut drive = Drive::outline(GOALS);
    for _ in 0..jobs {
        drive.press("t down");
    }
    drive
}

fn is_asked(drive: &Drive) -> bool {
    matches!(drive.app.card, Card::Page(PageCard::Triage(_)))
}

fn list(drive: &Drive) -> Vec<String> {
    let today = drive.app.today();
    today.list.iter().map(|id| drive.app.tree.get(*id).expect("it").title().to_owned()).collect()
}

fn names(drive: &Drive) -> Vec<&str> {
    let changes = drive.effects.iter().filter_map(|effect| match effect {
        Effect::Commit(change) => Some(&*change.name),
        _ => None,
    });
    changes.collect()
}

#[test]
fn it_is_there_at_the_start_and_nothing_is_written_before_a_key() {
    let before = left(2);
    let mut drive = before.restarted("2026-11-22T08:00:00Z");
    let screen = drive.screen();
    for words in
        ["Yesterday left 2", "1 of 2", "Draw", "20 m · second day", "Enter today  Esc all later", "Site"]
    {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    assert!(drive.effects.is_empty() && drive.app.tree == before.app.tree);
    drive.press("enter");
    assert_eq!(names(&drive), ["beginning the day", "on Today: Draw"]);
    assert!(drive.screen().contains("2 of 2"), "{}", drive.screen());
    drive.press("l");
    assert!(drive.is_at_rest());
    assert_eq!((drive.said(), list(&drive)), ("Back in the tree.", vec!["Draw".into(), "Run".into()]));
    drive.press("u");
    assert_eq!(drive.said(), "Taken back: on Today: Draw.");
    assert!(!is_asked(&left(2).restarted(NOW)), "not on the same day");
    assert!(!is_asked(&left(2).restarted("2026-11-22T03:59:00Z")), "nor in its night");
}

#[test]
fn each_answer_does_one_thing() {
    let monday = "2026-11-23T08:00:00Z";
    for (keys, line) in [
        ("t", "- [ ] Draw ~20m T"),
        ("l", "- [ ] Draw ~20m"),
        ("&", "- [ ] Draw ~20m @?"),
        ("x", "- [-] Draw ~20m"),
        ("d \"fri\" enter", "- [ ] Draw ~20m >2026-11-27"),
        ("s \"One\" C-s", "- [ ] Draw\n    - [ ] One"),
    ] {
        let mut drive = left(2).restarted(monday);
        assert!(drive.screen().contains("Saturday left 2"), "{}", drive.screen());
        drive.press(keys);
        assert!(is_asked(&drive) && drive.screen().contains("2 of 2"), "{keys}: {}", drive.screen());
        assert!(drive.screen().contains("Write"), "{keys}");
        drive.press("esc");
        assert!(drive.print().contains(line), "{keys}: {}", drive.print());
    }
    for keys in ["d esc", "d enter", "s esc", "s \"One\" esc", "q", "up"] {
        let mut drive = left(2).restarted(monday);
        drive.press(keys);
        assert!(is_asked(&drive) && drive.screen().contains("1 of 2"), "{keys} answers nothing");
    }
}

#[test]
fn the_usual_answer_depends_on_the_date_and_the_times() {
    let mut drive = left(3).restarted("2026-11-22T08:00:00Z");
    drive.press("enter enter enter");
    assert_eq!(list(&drive), ["Tax", "Draw", "Write", "Run"]);
    let mut drive = drive.restarted("2026-11-23T08:00:00Z");
    drive.press("l");
    let screen = drive.screen();
    for words in ["third time", "Third time on the list. Smaller,", "Enter later"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    drive.press("enter");
    assert!(drive.screen().contains("Tax") && drive.screen().contains("Enter today"), "due tomorrow");
    drive.press("enter");
    assert_eq!(list(&drive), ["Tax", "Run"]);
}

#[test]
fn forty_are_left_with_one_key() {
    let text: String = (0..40).map(|at| format!("- [ ] Job {at}\n")).collect();
    for key in ["esc", "L", "C-c"] {
        let mut drive = Drive::outline(&text);
        drive.press("home");
        (0..40).for_each(|_| _ = drive.press("t down"));
        let mut drive = drive.restarted("2026-11-22T08:00:00Z");
        assert!(drive.screen().contains("1 of 40"), "{}", drive.screen());
        drive.press(key);
        assert!(drive.is_at_rest(), "{key}");
        assert_eq!((drive.app.tree.walk(None).count(), list(&drive).len()), (40, 0));
        assert!(drive.app.tree.walk(None).all(|(_, node)| node.number(Key::Rolled) == Some(1)));
        assert!(!is_asked(&drive.restarted("2026-11-22T09:00:00Z")), "asked once");
    }
}

#[test]
fn in_a_program_left_open_the_first_key_does_its_own_work() {
    let mut drive = left(2);
    drive.now = at("2026-11-22T08:00:00Z");
    drive.press("a");
    assert!(!is_asked(&drive), "a line is being typed");
    drive.press("\"Idea\" enter esc");
    assert!(drive.print().contains("- [ ] Idea") && is_asked(&drive), "{}", drive.print());
    drive.press("esc");
    let mut drive = left(2);
    let before = drive.app.tree.clone();
    drive.now = at("2026-11-22T08:00:00Z");
    drive.press("space");
    assert!(drive.print().contains("[x] Tax") && is_asked(&drive), "{}", drive.print());
    drive.press("t t");
    assert_eq!(list(&drive), ["Draw", "Write", "Run"]);
    drive.press("u u u u");
    assert!(
        drive.is_at_rest() && drive.said().starts_with("Taken back: putting on Today"),
        "{}",
        drive.said()
    );
    drive.press("C-r C-r down");
    assert!(drive.is_at_rest(), "asked once a day");
    assert!(drive.app.tree != before);
}

#[test]
fn after_an_absence_there_is_no_list() {
    let mut drive = left(2).restarted("2026-11-25T08:00:00Z");
    let screen = drive.screen();
    assert!(screen.contains("Everything is where you left it. One small thing?"), "{screen}");
    assert!(!screen.contains("left 2"));
    drive.press("enter");
    assert_eq!(
        (list(&drive), drive.said()),
        (vec!["Ring".into(), "Run".into()], "On Today. Space when it is done.")
    );
    let mut drive = left(2).restarted("2026-11-25T08:00:00Z");
    drive.press("esc");
    assert!(drive.is_at_rest() && list(&drive) == ["Run"], "{:?}", list(&drive));
    assert!(is_asked(&left(2).restarted("2026-11-24T08:00:00Z")), "three days are no absence");
}

#[test]
fn a_plan_for_a_day_gone_by_waits_for_the_next_morning() {
    let mut drive = Drive::outline("- [ ] Call  <\n- [ ] Other\n").restarted(NOW);
    drive.press(r#"d "2026-11-20" enter"#);
    assert!(drive.said().ends_with("That day has gone by."), "{}", drive.said());
    drive.press("down up");
    assert!(drive.print().contains("Call >2026-11-20"), "{}", drive.print());
    let mut next = drive.restarted("2026-11-22T08:00:00Z");
    assert!(next.screen().contains("was planned"), "{}", next.screen());
    next.press("esc");
    assert!(next.print().contains("Call  <") || !next.print().contains(">2026"), "{}", next.print());
}

#[test]
fn after_an_absence_plans_gone_by_are_told() {
    let mut drive =
        Drive::outline("- [ ] Call >2026-11-20\n- [ ] Other 5m  <\n").restarted("2026-11-20T08:00:00Z");
    drive.press("t");
    let drive = drive.restarted("2026-11-28T08:00:00Z");
    let screen = drive.screen();
    assert!(screen.contains("1 job was planned for a day gone by; it is in the tree."), "{screen}");
}

#[test]
fn plans_that_went_by_are_asked_about_and_a_read_only_file_is_not() {
    let mut drive = Drive::outline("- [ ] Call >2026-11-20  <\n- [ ] Other\n").restarted(NOW);
    assert!(drive.screen().contains("was planned"), "{}", drive.screen());
    drive.press("enter");
    assert_eq!(list(&drive), ["Call"]);
    let drive = left(2);
    let mut app = goaltree::app::App::new(drive.app.tree.clone(), at("2026-11-22T08:00:00Z"), 2);
    app.read_only = Some("made by a newer goaltree".into());
    app.open_day();
    assert!(matches!(app.card, Card::None));
}

#[test]
fn what_the_shell_sent_back_is_asked_about_at_the_next_start() {
    use goaltree::edit::{Edit, schedule};
    use goaltree::model::Ids;

    let morning = "2026-11-22T08:00:00Z";
    let (mut drive, mut ids) = (left(2), Ids::seeded(9));
    // As `goaltree add` does it.
    let begun = Edit::new(&mut drive.app.tree, &mut ids, at(morning));
    begun.run("beginning the day", schedule::begin_day).expect("a new day");
    let mut next = drive.restarted(morning);
    assert!(
        next.screen().contains("Yesterday left 2") && next.screen().contains("second day"),
        "{}",
        next.screen()
    );
    next.press("t esc");
    assert_eq!(list(&next), ["Draw", "Run"]);
    assert!(!is_asked(&next.restarted("2026-11-22T12:00:00Z")), "once");
    assert!(is_asked(&left(2).restarted(morning).restarted(morning)), "closed before the first key");
}
