//! The plan, why a job is in it, and jobs for a few minutes. Today is Saturday, 21 November 2026.

use chrono::NaiveDate;
use goaltree::app::PageCard;
use goaltree::app::command::Room;
use goaltree::app::{Card, Effect};
use goaltree::model::{Builder, Day, Done, Node, NodeId, Tree, diff};

use crate::drive::{Drive, at};

/// Two goals and a loose job. The due job and the repeat are brought up by their dates.
const LIFE: &str = "
    - [ ] Coffee site  <
      - [ ] Publish the post ~10m ^^2026-11-21
      - [ ] Write the opening ~15m
      - [ ] Redo the about page ~90m
    - [ ] Health
      - [ ] Move, any pace ~20m *day >2026-11-21
      - [ ] Book a check ~10m
    - [ ] Ring the plumber ~5m
    ";

fn room(drive: &Drive) -> Option<u32> {
    drive.app.tree.day(drive.now.day()).and_then(goaltree::model::Day::room)
}

fn list(drive: &Drive) -> Vec<String> {
    let day = drive.app.tree.day(drive.now.day());
    let title = |id: &NodeId| drive.app.title(*id).to_owned();
    day.map(|day| day.list.iter().map(title).collect()).unwrap_or_default()
}

/// The rows of the card with their marks, as the screen has them.
fn rows(drive: &Drive) -> Vec<String> {
    let screen = drive.screen();
    let inside = screen.lines().flat_map(|line| line.split('│')).filter(|part| part.chars().count() > 60);
    let row =
        |row: &str| row.trim().trim_start_matches("» ").split("  ").next().unwrap_or_default().to_owned();
    inside.map(row).filter(|row| row.starts_with('✓') || row.starts_with('·')).collect()
}

#[test]
fn the_day_is_planned_in_two_steps() {
    let mut drive = Drive::outline(LIFE);
    drive.press("p");
    assert!(drive.screen().contains("How much of today is yours?"), "{}", drive.screen());
    drive.press("right right left enter");
    assert_eq!(room(&drive), Some(75));
    assert!(drive.screen().contains("room 75 m, planning 60, taken 60"), "{}", drive.screen());
    let taken = [
        "✓ Publish the post",
        "✓ Move, any pace",
        "✓ Ring the plumber",
        "✓ Book a check",
        "✓ Write the opening",
    ];
    assert_eq!(rows(&drive), [&taken[..], &["· Redo the about page"]].concat());
    assert!(drive.screen().contains("no room · big: split?"), "{}", drive.screen());
    // One that was given is left, and one that was proposed.
    drive.press("down space down space");
    assert!(drive.screen().contains("taken 35"), "{}", drive.screen());
    let before = drive.effects.len();
    drive.press("enter");
    assert_eq!(drive.said(), "Three jobs, 35 minutes. The first one: Publish the post.");
    assert_eq!(list(&drive), ["Publish the post", "Book a check", "Write the opening"]);
    let commits = drive.effects[before..].iter().filter(|effect| matches!(effect, Effect::Commit(_)));
    assert_eq!(commits.count(), 1, "one change");
    assert!(drive.is_at_rest() && drive.app.pane == goaltree::app::Pane::Today);
    assert_eq!(drive.app.title(drive.app.cursor().unwrap()), "Publish the post");
    drive.press("u");
    assert_eq!((drive.said(), list(&drive)), ("Taken back: plan of 3 jobs.", vec![]));
    assert_eq!(drive.app.today().list.len(), 2, "what its date brought up is back");
}

#[test]
fn planning_once_more_changes_nothing_by_itself() {
    let mut drive = Drive::outline(LIFE);
    drive.press("p enter enter");
    let (tree, count) = (drive.app.tree.clone(), drive.effects.len());
    drive.press("p enter enter");
    assert!(diff(&tree, &drive.app.tree).is_empty());
    assert_eq!(drive.effects.len(), count);
    assert!(drive.said().starts_with("Four jobs, 45 minutes."), "{}", drive.said());
    // What is done counts: nothing more is proposed in its place.
    drive.press("space p enter");
    assert!(drive.screen().contains("10 m done today; they count."), "{}", drive.screen());
    assert!(drive.screen().contains("planning 48, taken 45"), "{}", drive.screen());
}

#[test]
fn esc_loses_nothing_at_any_step() {
    for (keys, said, hours) in [
        ("p", "", None),
        ("p right", "Kept: a room of 1 h 15. `p` goes on.", Some(75)),
        ("p right left", "", None),
        ("p enter", "Kept: a room of 1 h. `p` goes on.", Some(60)),
        ("p enter e esc", "Kept: a room of 1 h. `p` goes on.", Some(60)),
        ("p enter down down space", "Kept: a room of 1 h and your picks. `p` goes on.", Some(60)),
        ("p enter space space", "Kept: a room of 1 h. `p` goes on.", Some(60)),
        ("p right enter space left left", "Kept: a room of 1 h and your picks. `p` goes on.", Some(60)),
    ] {
        let mut drive = Drive::outline(LIFE);
        let before: Tree = drive.app.tree.clone();
        drive.press(keys);
        let was = rows(&drive);
        drive.press("esc");
        assert_eq!((drive.said(), room(&drive)), (said, hours), "{keys}");
        assert!(drive.is_at_rest(), "{keys}");
        let undone = usize::from(hours.is_some()) + usize::from(keys.contains("left left"));
        assert_eq!(drive.app.history.done().len(), undone, "{keys}");
        drive.press("p");
        if said.contains("picks") && !was.is_empty() {
            assert_eq!(rows(&drive), was, "{keys}: the picks stand as they were");
        }
        drive.press("esc").press(&"u ".repeat(undone));
        assert!(diff(&before, &drive.app.tree).is_empty(), "{keys}");
    }
}

/// The law behind the table: whatever was pressed, the tree is as it was but for the room, and the picks come back.
#[test]
fn esc_loses_nothing_after_any_keys() {
    let keys = ["right", "left", "enter", "up", "down", "space", "space", "e", "?", "backspace", "y", "x"];
    for seed in 0..200 {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut drive = Drive::outline(LIFE);
        let before = drive.app.tree.clone();
        drive.press("p");
        for _ in 0..random.usize(..25) {
            let key = keys[random.usize(..keys.len())];
            // Enter among the rows is the end of a plan.
            if key != "enter" || drive.app.room() != Room::Plan {
                drive.press(key);
            }
        }
        if drive.app.room() == Room::Why {
            drive.press("esc");
        }
        let (was, is_choice) = (rows(&drive), drive.app.room() == Room::Plan);
        drive.press("esc");
        assert!(drive.is_at_rest(), "seed {seed}");
        let kept = room(&drive);
        drive.press("p");
        if is_choice {
            if drive.app.room() == Room::Hours {
                drive.press("enter");
            }
            assert_eq!(rows(&drive), was, "seed {seed}");
            assert_eq!(room(&drive), kept, "seed {seed}");
        }
        drive.press("esc");
        while let Some(change) = drive.app.history.done().last() {
            assert!(change.name.starts_with("room of"), "seed {seed}: {}", change.name);
            drive.press("u");
        }
        assert!(diff(&before, &drive.app.tree).is_empty(), "seed {seed}");
    }
}

#[test]
fn a_job_that_was_long_out_of_sight_comes_up_last() {
    let mut drive = Drive::outline("- Goal\n  - a ~30m\n  - b ~30m\n  - c ~30m\n  - d ~30m\n  - e ~30m");
    drive.now = at("2026-12-20T09:00:00Z");
    drive.press("p left left left left enter");
    assert!(drive.screen().contains("not seen for 7 weeks"), "{}", drive.screen());
    assert!(rows(&drive).last().unwrap().starts_with('·'), "{:?}", rows(&drive));
    // It is for a day: the next one asks anew, and draws anew.
    drive.press("space esc");
    drive.now = at("2026-12-21T09:00:00Z");
    drive.press("p");
    assert!(drive.screen().contains("How much of today is yours?"), "{}", drive.screen());
}

#[test]
fn a_chase_stands_in_the_plan_by_itself() {
    let mut drive = Drive::outline("- [ ] Goal\n  - [ ] Logo @ana chase:2026-11-20\n  - [ ] Job ~10m  <");
    drive.press("p enter");
    assert_eq!(rows(&drive), ["✓ Logo", "✓ Job"]);
    assert!(drive.screen().contains("ask Ana") || drive.screen().contains("ask ana"), "{}", drive.screen());
    assert!(drive.screen().contains("taken 12"), "{}", drive.screen());
    drive.press("space");
    assert_eq!(rows(&drive), ["✓ Logo", "✓ Job"]);
    drive.press("enter");
    assert_eq!((drive.said(), list(&drive)), ("One job, 12 minutes: Job.", vec!["Job".to_owned()]));
}

#[test]
fn the_plan_comes_back_after_a_split_with_the_picks() {
    let mut drive = Drive::outline(LIFE);
    drive.press("p enter down down down space end down down down down s");
    assert!(matches!(drive.app.card, Card::Split(_)), "{:?}", drive.app.card);
    drive.press("\"List what is wrong ~10m\" C-s");
    assert!(matches!(drive.app.card, Card::Page(PageCard::Plan(_))), "{:?}", drive.app.card);
    let after = rows(&drive);
    assert!(after.contains(&"· Book a check".to_owned()), "{after:?}");
    assert!(after.iter().any(|row| row.ends_with("List what is wrong")), "{after:?}");
    drive.press("s esc");
    assert_eq!(rows(&drive), after, "also when nothing was split");
}

#[test]
fn the_inbox_is_filed_one_after_another() {
    let mut drive = Drive::outline(&format!("{}\n    - [ ] Buy filters ~5m\n", LIFE.trim_end()));
    drive.press("p enter");
    assert!(drive.screen().contains("2 in the inbox: `i` files them."), "{}", drive.screen());
    drive.press("i");
    assert!(drive.screen().contains("Move Ring the plumber"), "{}", drive.screen());
    drive.press("\"health\" enter");
    assert!(drive.screen().contains("Move Buy filters"), "{}", drive.screen());
    drive.press("\"coffee\" enter");
    assert!(matches!(drive.app.card, Card::Page(PageCard::Plan(_))), "{:?}", drive.app.card);
    assert!(!drive.screen().contains("in the inbox"), "{}", drive.screen());
    drive.press("i");
    assert_eq!(drive.said(), "The inbox is empty.");
    // Esc ends the filing, and the plan is there once more.
    drive.press("esc u u p enter i esc");
    assert!(matches!(drive.app.card, Card::Page(PageCard::Plan(_))), "{:?}", drive.app.card);
    assert!(drive.screen().contains("2 in the inbox"), "{}", drive.screen());
}

#[test]
fn why_tells_the_sum_or_the_gate() {
    let mut drive = Drive::outline(
        "
        - [ ] Coffee site >>
          - [ ] List ten titles ~10m  <
          - [ ] Write the opening ~15m
        ",
    );
    drive.press(": \"why\" enter");
    let screen = drive.screen();
    for words in
        ["List ten titles", "opens        2  opens 1 more", "size         6  small", "sum", "Nothing from"]
    {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    drive.press("esc down : \"why\" enter");
    assert_eq!(drive.said(), "Not proposed: waits for List ten titles.");
    drive.press("home : \"why\" enter");
    assert_eq!(drive.said(), "Not proposed: has jobs below.");
    drive.press("down t : \"why\" enter");
    assert!(drive.screen().contains("On Today already."), "{}", drive.screen());
    drive.press("esc p enter ?");
    assert!(drive.screen().contains("due         30"), "{}", drive.screen());
    drive.press("esc e");
    assert!(drive.screen().contains("sum"), "{}", drive.screen());
    drive.press("e");
    assert!(matches!(drive.app.card, Card::Page(PageCard::Plan(_))), "back to the plan");
}

#[test]
fn weights_and_hours_of_the_settings_count() {
    let settings = "[day]\nroom_sat = \"30m\"\n[rank]\nsize = 0\n";
    let mut drive = Drive::outline("- [ ] Goal\n  - [ ] Job ~10m  <");
    drive.app.config = goaltree::config::read(settings).config;
    drive.press(": \"why\" enter");
    assert!(!drive.screen().contains("small"), "{}", drive.screen());
    drive.press("esc p");
    assert!(drive.screen().contains("30 m"), "{}", drive.screen());
    assert!(drive.screen().contains("24 m of it gets planned"), "{}", drive.screen());
}

#[test]
fn what_the_days_were_like_is_offered() {
    let mut builder = Builder::default();
    builder.node(Node::new(NodeId::parse("a"), "Job"), None);
    for day in (NaiveDate::from_ymd_opt(2026, 10, 20).unwrap()).iter_days().take(32) {
        let (at, title) = ("09:00".into(), "Job".into());
        let done =
            vec![Done { id: NodeId::parse("b"), at, minutes: Some(30), guess: None, title, unknown: vec![] }];
        builder.day(day, Day { done, ..Day::default() });
    }
    let mut drive = Drive::tree(builder.finish().0);
    drive.app.config = goaltree::config::read("[day]\nroom = \"1h30\"\n").config;
    drive.press("p");
    assert!(drive.screen().contains("came to 30 min. Use that? `y`"), "{}", drive.screen());
    drive.press("y");
    assert!(!drive.screen().contains("Use that?"), "{}", drive.screen());
    drive.press("enter");
    assert_eq!(room(&drive), Some(30));
}

#[test]
fn nothing_to_plan_is_said() {
    let mut drive = Drive::outline("- [x] Goal  <");
    drive.press("p");
    assert_eq!(drive.said(), "Nothing can be planned yet; `a` adds a job.");
    drive.press("f");
    assert_eq!(drive.said(), "Nothing can be begun now; `a` adds a job.");
    assert!(drive.is_at_rest());
}

#[test]
fn digits_are_minutes_for_three_jobs() {
    let mut drive = Drive::outline(LIFE);
    drive.press("1 5");
    assert_eq!(drive.said(), "15 minutes: `f` offers jobs for them.");
    drive.press("f");
    let screen = drive.screen();
    for row in ["Publish the post  ", "best now", "Ring the plumber", "easiest", "second best"] {
        assert!(screen.contains(row), "{row}: {screen}");
    }
    drive.press("down enter");
    assert!(drive.screen().contains("Ring the plumber"), "{}", drive.screen());
    assert!(matches!(drive.app.card, Card::Page(PageCard::Box(_))), "{:?}", drive.app.card);
    assert_eq!(list(&drive), ["Ring the plumber"]);
    // Any other key ends the digits, and without them it is fifteen.
    drive.press("esc 1 down f");
    assert!(drive.screen().contains("15 minutes"), "{}", drive.screen());
    drive.press("esc 9 9 9 9 f");
    assert!(drive.screen().contains("999 minutes"), "{}", drive.screen());
}

#[test]
fn where_nothing_fits_a_line_makes_a_first_job() {
    let mut drive = Drive::outline("- [ ] Site\n  - [ ] Redo the about page ~90m  <");
    drive.press("t f");
    assert!(
        drive.screen().contains("Nothing that short. What is 15 minutes of Redo the about page?"),
        "{}",
        drive.screen()
    );
    drive.press("\"List\" esc");
    assert_eq!(drive.app.drafts.get("fit").map(String::as_str), Some("List"));
    drive.press("f \" what is wrong\" enter");
    assert!(matches!(drive.app.card, Card::Page(PageCard::Box(_))), "{:?}", drive.app.card);
    assert_eq!(list(&drive), ["List what is wrong"], "in the place of the whole");
    assert!(drive.print().contains("    - [ ] List what is wrong ~15m T"), "{}", drive.print());
    assert!(drive.app.drafts.is_empty());
    drive.press("esc u u u 2 0 f \"List ~5m\" enter");
    assert!(drive.print().contains("- [ ] List ~5m T"), "{}", drive.print());
}
