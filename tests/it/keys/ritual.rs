//! The zoom-out ritual: seven questions, left anywhere, ended with a job on Today.

use goaltree::model::{Key, Node, NodeId};

use crate::drive::{Drive, at};

const GOALS: &str = "
    - [ ] Coffee site
      - [ ] Posts
        - [ ] Write ~15m  <
      - [ ] Ads
        - [ ] Read the rules ~45m
    - [ ] Ring
    ";

/// What is typed at each part, in their order.
const ANSWERS: [&str; 12] = [
    "By the sea, with Marta",
    "A year off",
    "Mornings are free",
    "Coffee site",
    "Checking the numbers",
    "close the lid",
    "Two thousand readers",
    "Ten posts",
    "Three posts",
    "One post",
    "List three titles ~10m",
    "",
];

/// Answers the parts from the first to before `end`.
fn answer(drive: &mut Drive, end: usize) {
    for text in &ANSWERS[..end] {
        drive.press("C-u").press(&format!("\"{text}\"")).press("enter");
    }
}

fn named<'d>(drive: &'d Drive, title: &str) -> &'d Node {
    let mut all = drive.app.tree.walk(None).map(|(_, node)| node);
    all.find(|node| node.title() == title).unwrap_or_else(|| panic!("no {title}: {}", drive.print()))
}

fn said_of(drive: &Drive, title: &str, key: Key) -> String {
    named(drive, title).text(key).unwrap_or_default().to_owned()
}

#[test]
fn it_ends_with_a_job_on_today_and_goes_back_as_one_step() {
    let mut drive = Drive::outline(GOALS);
    let before = drive.app.tree.clone();
    drive.press("V");
    answer(&mut drive, 12);
    assert!(drive.is_at_rest(), "{}", drive.screen());
    assert_eq!(drive.said(), "On Today: List three titles.");
    let wanted = "
- [ ] Coffee site
  - [ ] Posts
    - [ ] Write ~15m
  - [ ] Ads
    - [ ] Read the rules ~45m
  - [ ] Two thousand readers
    - [ ] Ten posts
      - [ ] Three posts
        - [ ] One post
          - [ ] List three titles ~10m T <
- [ ] Ring
";
    assert_eq!(drive.print(), wanted.trim_start());
    for (title, key, text) in [
        ("Coffee site", Key::Vision, "Mornings are free"),
        ("Coffee site", Key::Obstacle, "Checking the numbers"),
        ("Coffee site", Key::IfThen, "If that happens, then I will close the lid"),
        ("Coffee site", Key::Note, "Ten years on: By the sea, with Marta\nIt makes possible: A year off"),
        ("Two thousand readers", Key::Horizon, "long"),
        ("Ten posts", Key::Horizon, "medium"),
        ("Three posts", Key::Horizon, "medium"),
        ("One post", Key::Horizon, "short"),
    ] {
        assert_eq!(said_of(&drive, title, key), text, "{title}");
    }
    assert!(drive.app.drafts.is_empty());
    drive.press("u");
    assert_eq!(drive.said(), "Taken back: zooming out on Coffee site.");
    assert!(drive.app.tree.walk(None).eq(before.walk(None)) && drive.app.today().list.is_empty());
    assert_eq!(drive.app.tree.file(), before.file());
}

#[test]
fn every_word_survives_esc_at_each_step() {
    for end in 0..=11 {
        let mut drive = Drive::outline(GOALS);
        let before = drive.app.tree.clone();
        drive.press("V");
        answer(&mut drive, end);
        drive.press("\"half a tho\" esc");
        assert!(drive.is_at_rest() && drive.app.tree == before, "{end}: Esc changes nothing");
        assert_eq!(drive.said(), "Kept; `V` goes on where you were.");
        let again = drive.restarted("2026-11-21T12:00:00Z");
        let kept = drive.app.drafts.clone();
        let mut drive = again;
        drive.app.drafts = kept;
        drive.press("V");
        let screen = drive.screen();
        assert!(screen.contains("half a tho█"), "{end}: {screen}");
        drive.press("\"ught\"");
        for back in (0..end).rev() {
            drive.press("up");
            let screen = drive.screen();
            assert!(screen.contains(&format!("{}█", ANSWERS[back])), "{end} {back}: {screen}");
        }
    }
    let mut drive = Drive::outline(GOALS);
    drive.press("V enter enter esc");
    assert!(drive.app.drafts.is_empty() && drive.said().is_empty(), "nothing typed, nothing kept");
}

#[test]
fn only_a_small_step_ends_it() {
    let mut drive = Drive::outline(GOALS);
    let before = drive.app.tree.clone();
    drive.press("V");
    answer(&mut drive, 10);
    for (keys, said) in [
        ("enter enter", "And the smallest next step?"),
        ("\"Plan it all ~40m\" enter enter", "Fifteen minutes at most. What is a part of it?"),
        ("C-u \"Read the rules\" enter enter", "45 min. What is 15 minutes of it?"),
        ("up C-u \"Plan\" enter \"now and then\" enter", "day, mon,thu or 3x/week; empty means once."),
    ] {
        assert_eq!(drive.press(keys).said(), said, "{keys}");
        assert!(!drive.is_at_rest() && drive.app.tree == before);
    }
    drive.press("C-u \"mon,thu\" enter");
    assert_eq!(drive.said(), "On Today: Plan.");
    let node = named(&drive, "Plan");
    assert_eq!((node.text(Key::Repeat), node.minutes()), (Some("every:mon,thu"), Some(15)));
    assert!(drive.app.today().list.contains(&node.id()));
}

#[test]
fn milestones_and_steps_that_are_there_are_taken() {
    let mut drive = Drive::outline(GOALS);
    drive.press("V");
    answer(&mut drive, 6);
    drive.press("C-n");
    assert!(drive.screen().contains("in three years  » Posts"), "{}", drive.screen());
    assert!(drive.screen().contains("There: Posts · Ads."), "{}", drive.screen());
    drive.press("C-n enter enter enter enter C-n enter enter");
    assert_eq!(drive.said(), "On Today: Write.");
    assert_eq!(said_of(&drive, "Ads", Key::Horizon), "long");
    assert_eq!(drive.app.tree.len(), 6, "nothing is new: {}", drive.print());
    let mut drive = Drive::outline("- [ ] Ring <");
    drive.press("V C-n");
    assert_eq!(drive.said(), "Nothing is there yet for this one.");
}

#[test]
fn it_is_for_a_goal_that_is_named_anew() {
    let mut drive = Drive::outline("- [ ] Ring <");
    drive
        .press("V enter enter enter enter enter enter enter enter enter enter \"Ring a friend\" enter enter");
    assert_eq!(drive.said(), "Which goal is it for? A title is enough.");
    drive.press("\"Portugal\"");
    drive.press("down down down down down down down down enter");
    assert_eq!(drive.print(), "- [ ] Ring\n- [ ] Portugal\n  - [ ] Ring a friend ~15m T <\n");
}

#[test]
fn a_clock_runs_and_the_plan_proposes_it_now_and_then() {
    let mut drive = Drive::outline(GOALS);
    drive.press("p enter");
    assert!(drive.screen().contains("Five minutes from farther away"), "{}", drive.screen());
    drive.press("V");
    assert!(drive.screen().contains("1 of 7 · 0 min"), "{}", drive.screen());
    drive.wait(190);
    assert!(drive.screen().contains("1 of 7 · 3 min"), "{}", drive.screen());
    answer(&mut drive, 12);
    assert!(drive.screen().contains("Plan for Saturday"), "the plan comes back: {}", drive.screen());
    assert!(!drive.screen().contains("farther away"), "{}", drive.screen());
    drive.press("esc");
    drive.now = at("2027-02-19T09:00:00Z");
    drive.press("esc esc p enter");
    assert!(drive.screen().contains("Five minutes from farther away"), "{}", drive.screen());
}

#[test]
fn what_is_known_stands_there_the_next_time() {
    let mut drive = Drive::outline(GOALS);
    drive.press("V");
    answer(&mut drive, 12);
    drive.press("tab V");
    for known in &ANSWERS[..6] {
        assert!(drive.screen().contains(&format!("{known}█")), "{known}: {}", drive.screen());
        drive.press("down");
    }
    let goal: NodeId = named(&drive, "Coffee site").id();
    drive.press("esc up home del");
    assert!(drive.is_at_rest() && !drive.app.tree.contains(goal));
}
