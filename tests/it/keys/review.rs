//! The weekly review: its cards, what each key does, and how it is left and gone on with.

use goaltree::app::{Card, Msg};
use goaltree::model::{Fact, Key, NodeId, Note, State};

use crate::drive::{Drive, NOW, at};

/// A week of a person: something for each card.
pub const FILE: &str = r#"{"goaltree":1,"nodes":[
{"id":"site","title":"Coffee site","horizon":"long","vision":"Mornings free; the site pays the rent.","created":"2026-11-01T09:00:00Z"},
{"id":"posts","parent":"site","title":"Posts","goal":{"count":10,"unit":"posts"}},
{"id":"write","parent":"posts","title":"Write the opening","minutes":15},
{"id":"pub","parent":"posts","title":"Publish the V60 post","state":"done","adds":{"count":1,"unit":"posts"}},
{"id":"about","parent":"site","title":"Redo the about page","minutes":90,"rolled":4},
{"id":"film","parent":"site","title":"Film the pour","minutes":45},
{"id":"logo","parent":"site","title":"Draw the logo","hand":{"to":"Ana","chase":"2026-11-20"},"cost":{"amount":"55.00","currency":"USD"}},
{"id":"move","title":"Move house","created":"2026-10-01T09:00:00Z"},
{"id":"ask","parent":"move","title":"Ask two movers","minutes":20},
{"id":"tax","title":"Tax return","created":"2026-11-18T09:00:00Z"},
{"id":"wait","parent":"tax","title":"Wait for the letter","state":"dropped"},
{"id":"fit","title":"Get fit","created":"2026-11-18T09:00:00Z"},
{"id":"run","parent":"fit","title":"Run, any pace","repeat":"every:day","plan":"2026-11-21","keep":4},
{"id":"ring","title":"Ring the plumber","minutes":5},
{"id":"bulb","title":"Change the bulb","minutes":5}],
"days":[
{"day":"2026-10-02","done":[{"id":"ask","at":"09:00","minutes":5,"title":"Ask"}]},
{"day":"2026-11-16","done":[{"id":"pub","at":"09:00","minutes":30,"title":"Publish the V60 post"}]},
{"day":"2026-11-18","done":[{"id":"run","at":"07:00","minutes":20,"title":"Run","for":"2026-11-18"}]},
{"day":"2026-11-19","done":[{"id":"run","at":"07:00","minutes":20,"title":"Run","for":"2026-11-19"},{"id":"ring","at":"08:00","minutes":5,"title":"Ring"}],"passed":["run"]},
{"day":"2026-11-20","done":[{"id":"run","at":"07:00","minutes":20,"title":"Run","for":"2026-11-20"}]}]}"#;

pub fn drive(file: &str) -> Drive {
    let read = goaltree::text::json::read(file.as_bytes()).expect("a file");
    assert_eq!(read.problems, []);
    let mut drive = Drive::tree(read.tree);
    drive.send(Msg::Resize(80, 24));
    drive
}

fn shows(drive: &Drive, words: &[&str]) {
    let screen = drive.screen();
    for words in words {
        assert!(screen.contains(words), "{words}:\n{screen}");
    }
}

fn has(drive: &Drive, note: Note, id: &str) -> bool {
    drive.app.tree.day(drive.now.day()).is_some_and(|day| day.has(note, NodeId::parse(id)))
}

fn gone(drive: &Drive) -> String {
    let day = drive.app.tree.day(drive.now.day());
    let facts = day.map(|day| day.facts.clone()).unwrap_or_default();
    let found =
        facts.into_iter().find_map(|fact| if let Fact::Review(cards) = fact { Some(cards) } else { None });
    found.map(String::from).unwrap_or_default()
}

#[test]
fn six_cards_one_after_another() {
    let mut drive = drive(FILE);
    drive.press("R");
    shows(&drive, &["The last seven days", "1 of 6", "5 jobs, 1 h 35, on 4 days", "posts: 1 more, 1 of 10"]);
    shows(&drive, &["First: Publish the V60 post", "Get fit", "without a goal"]);
    drive.press("enter");
    shows(&drive, &["Goals to look at: 1 of 2", "Move house", "no step for 7 weeks", "2 of 6"]);
    drive.press("k");
    shows(&drive, &["Goals to look at: 2 of 2", "Tax return", "no next job"]);
    drive.press("enter");
    assert!(has(&drive, Note::Reviewed, "move") && has(&drive, Note::Reviewed, "tax"));
    shows(&drive, &["1 of 2", "Redo the about page", "back 4 times", "3 of 6"]);
    drive.press("enter enter");
    shows(&drive, &["With others", "Draw the logo", "Ana · ask now", "$55 to come, $0 spent.", "4 of 6"]);
    drive.press("enter");
    shows(&drive, &["What you really kept up", "Run, any pace", "keep 4 · 3 of 3 · seed", "5 of 6"]);
    drive.press("enter");
    shows(&drive, &["Next week", "Mornings free", "30 m of the last 1 h 35 served a vision.", "6 of 6"]);
    drive.press("space");
    assert!(has(&drive, Note::Goal, "site"), "{}", drive.screen());
    drive.press("enter");
    shows(&drive, &["How much of each day is yours?", "Sun 22 Nov"]);
    drive.press("right down left enter");
    let room =
        |day: &str| drive.app.tree.day(day.parse().expect("a day")).and_then(goaltree::model::Day::room);
    assert_eq!((room("2026-11-22"), room("2026-11-23"), room("2026-11-24")), (Some(30), Some(15), None));
    shows(&drive, &["Without a goal: 1 of 2", "Ring the plumber"]);
    drive.press("l");
    shows(&drive, &["Without a goal: 2 of 2"]);
    assert!(drive.print().contains("[ ] Life\n  - [ ] Ring the plumber ~5m"), "{}", drive.print());
    drive.press("enter");
    assert!(drive.is_at_rest());
    assert_eq!((drive.said(), &*gone(&drive)), ("The week is looked through.", "123456"));
    drive.press("u");
    assert_eq!(drive.said(), "Taken back: keeping Change the bulb.", "reading is no step");
}

#[test]
fn a_vision_stands_above_the_goals_of_the_week_unless_it_is_hidden() {
    let mut drive = drive(FILE);
    drive.press("R enter k enter enter enter enter enter");
    let in_card = |drive: &Drive| {
        shows(drive, &["Next week", "One to three goals for the week?"]);
        drive.screen().lines().any(|line| line.contains("│ Mornings free"))
    };
    assert!(in_card(&drive), "{}", drive.screen());
    drive.press("esc : \"vision off\" enter R");
    assert!(!in_card(&drive), "{}", drive.screen());
}

#[test]
fn each_answer_on_a_goal() {
    for (keys, state, next) in [
        ("r", State::Resting, "2 of 2"),
        ("x", State::Dropped, "2 of 2"),
        ("k", State::Open, "2 of 2"),
        ("s \"Pack a box\" enter \"Ask two movers ~20m\" C-s", State::Open, "2 of 2"),
        ("s esc", State::Open, "1 of 2"),
        ("x u", State::Open, "1 of 2"),
        ("right", State::Open, "3 of 6"),
    ] {
        let mut drive = drive(FILE);
        drive.press("R enter").press(keys);
        shows(&drive, &[next]);
        assert_eq!(drive.app.tree.get(NodeId::parse("move")).expect("it").state(), state, "{keys}");
        assert!(!matches!(drive.app.card, Card::None), "{keys}");
    }
}

#[test]
fn each_answer_on_a_job() {
    let job = || NodeId::parse("about");
    for (keys, next) in [
        ("enter", "2 of 2"),
        ("l", "2 of 2"),
        ("&", "2 of 2"),
        ("x", "2 of 2"),
        ("s \"One\" enter \"Two\" C-s", "2 of 2"),
        ("l u", "1 of 2"),
        ("left", "Goals to look at: 1 of 2"),
        ("right", "With others"),
    ] {
        let mut drive = drive(FILE);
        drive.press("R enter right").press(keys);
        shows(&drive, &[next]);
        let node = drive.app.tree.get(job()).expect("it");
        assert_eq!(node.state() == State::Dropped, keys == "x");
        assert_eq!(node.field(Key::Hand).is_some(), keys == "&");
        assert_eq!(has(&drive, Note::Reviewed, "about"), matches!(keys, "enter" | "l" | "&"), "{keys}");
        assert_eq!(drive.app.tree.is_leaf(job()), !keys.starts_with('s'));
    }
}

#[test]
fn each_answer_on_a_job_without_a_goal() {
    for (keys, line) in [
        ("f \"move h\" enter", "  - [ ] Ask two movers ~20m\n  - [ ] Ring the plumber ~5m"),
        ("l", "+ [ ] Life\n  - [ ] Ring the plumber ~5m"),
        ("x", "- [-] Ring the plumber ~5m"),
        ("enter", "- [ ] Ring the plumber ~5m"),
    ] {
        let mut drive = drive(FILE);
        drive.press("R enter right right enter enter enter enter").press(keys);
        shows(&drive, &["Without a goal: 2 of 2"]);
        assert!(drive.print().contains(line), "{keys}: {}", drive.print());
    }
    let mut drive = drive(FILE);
    drive.press("R enter right right enter enter enter enter l l");
    assert!(drive.print().contains("[ ] Life\n  - [ ] Ring the plumber ~5m\n  - [ ] Change the bulb ~5m"));
    // What is life counts against nothing, and is no goal of a week.
    drive.press("R right right right right right");
    shows(&drive, &["30 m of the last 1 h 30 served a vision."]);
    assert!(!drive.screen().contains("· Life"), "{}", drive.screen());
}

#[test]
fn goals_of_the_week_are_three_at_most_and_hold_for_a_week() {
    let mut drive = drive(FILE);
    drive.press("R enter right right enter enter space down space down space");
    assert_eq!(drive.said(), "A goal of the week.");
    drive.press("down space");
    assert_eq!(drive.said(), "Three are enough; space on one of them leaves it.");
    drive.press("up space");
    assert_eq!(drive.said(), "No goal of the week any more.");
    assert!(
        has(&drive, Note::Goal, "site") && has(&drive, Note::Goal, "move") && !has(&drive, Note::Goal, "tax")
    );
    // Chosen anew on another day: nothing is left of the day before.
    let mut next = drive.restarted("2026-11-22T09:00:00Z");
    next.press("R space down space");
    let week = goaltree::insight::habits::goals_of_week(&next.app.tree, next.now.day()).count();
    assert_eq!(week, 0, "{}", next.screen());
}

#[test]
fn it_is_left_anywhere_and_goes_on_there_in_the_same_week() {
    let mut drive = drive(FILE);
    drive.press("R enter k esc");
    assert_eq!((drive.said(), &*gone(&drive)), ("Kept as far as you came; `R` goes on.", "1"));
    drive.press("R");
    shows(&drive, &["Goals to look at: 1 of 1", "Tax return"]);
    drive.press("enter esc");
    assert_eq!(gone(&drive), "12");
    // The next morning is still the same week, which ends on Sunday.
    let mut sunday = drive.restarted("2026-11-22T09:00:00Z");
    sunday.press("R");
    shows(&sunday, &["Redo the about page", "3 of 6"]);
    let mut monday = drive.restarted("2026-11-23T09:00:00Z");
    monday.press("R");
    shows(&monday, &["The last seven days", "1 of 6"]);
    drive.press("R right right right right left esc");
    assert_eq!(gone(&drive), "12345", "what was read before the last card");
    drive.press("R");
    shows(&drive, &["6 of 6"]);
    drive.press("left left");
    shows(&drive, &["With others"]);
}

#[test]
fn one_card_a_day_comes_by_itself_at_the_end_of_a_plan() {
    let mut drive = drive(FILE);
    drive.press("p enter enter");
    shows(&drive, &["The last seven days", "Enter closes it"]);
    assert!(drive.said().contains("Run, any pace."), "the plan is still told: {}", drive.said());
    drive.press("esc");
    assert!(drive.is_at_rest());
    drive.press("p enter enter");
    assert!(drive.is_at_rest(), "once a day");
    let mut again = drive.restarted(NOW);
    again.press("p enter enter");
    assert!(again.is_at_rest(), "also after a restart");
    // What was left is not asked first the day after.
    let mut sunday = drive.restarted("2026-11-22T09:00:00Z");
    sunday.press("esc p enter enter");
    shows(&sunday, &["Goals to look at: 1 of 2"]);
    sunday.press("k k");
    assert!(sunday.is_at_rest(), "one card, not the next one as well");
    assert_eq!(gone(&sunday), "2");
}

#[test]
fn nobody_is_asked_in_the_first_week() {
    let file = FILE.replace("{\"day\":\"2026-10-02\",\"done\":[{\"id\":\"ask\",\"at\":\"09:00\",\"minutes\":5,\"title\":\"Ask\"}]},\n", "");
    let mut drive = drive(&file);
    drive.press("p enter enter");
    assert!(drive.is_at_rest(), "{}", drive.screen());
}

#[test]
fn an_empty_tree_has_a_review_too() {
    let mut drive = Drive::outline("- [ ] Write <\n");
    drive.press("R");
    shows(&drive, &["Nothing was ticked."]);
    drive.press("enter");
    shows(&drive, &["Next week", "No goal to choose yet."]);
    drive.press("space");
    assert_eq!(drive.said(), "No goal to choose yet; `a` in the tree adds one.");
    drive.now = at("2026-11-21T09:01:00Z");
    drive.press("enter enter enter");
    assert_eq!(drive.said(), "The week is looked through.");
}

#[test]
fn resting_and_waking() {
    let mut drive = Drive::outline("- [ ] Site <\n  - [ ] Write ~15m\n- [ ] Move\n");
    drive.press("down t up : \"rest\" enter");
    assert_eq!(drive.said(), "Resting. `:wake` brings it back.");
    assert_eq!(drive.print(), "- [~] Site <\n  - [ ] Write ~15m\n- [ ] Move\n");
    drive.press(": \"rest\" enter");
    assert_eq!(drive.said(), "It rests already; `:wake` brings it back.");
    drive.press(": \"wake\" enter");
    assert_eq!((drive.said(), drive.print().contains("- [ ] Site")), ("Awake.", true));
    drive.press(": \"wake\" enter");
    assert_eq!(drive.said(), "It does not rest.");
}
