//! How far a goal is, and when it may be done.

use chrono::{Days, NaiveDate};
use goaltree::insight::forecast::NAME;
use goaltree::model::{Builder, Day, Done, Field, Key, Node, NodeId, Stamp, Tree, Value};

use crate::drive::Drive;

/// A Sunday.
pub const TODAY: &str = "2026-11-22T08:00:00Z";

fn day(back: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day") - Days::new(back)
}

fn stamp(key: Key, back: u64) -> Field {
    Field::new(key, Value::Stamp(Stamp(day(back).and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp())))
}

/// A goal of forty jobs of half an hour, begun eight weeks ago; one of them was done every other day.
pub fn life() -> Tree {
    let mut builder = Builder::default();
    let goal = NodeId::parse("goal");
    builder
        .node(Node::with_fields(goal, vec![Field::text(Key::Title, "Posts"), stamp(Key::Created, 60)]), None);
    for nth in 0..40_u64 {
        let id = NodeId::parse(&format!("job{nth}"));
        let back = (60_u64).checked_sub(nth * 2).filter(|back| *back > 0);
        let mut fields = vec![
            Field::text(Key::Title, &format!("Write post {nth}")),
            Field::number(Key::Minutes, 30),
            stamp(Key::Created, 60 - nth),
        ];
        if let Some(back) = back {
            fields.extend([Field::text(Key::State, "done"), stamp(Key::Closed, back)]);
            let title = format!("Write post {nth}").as_str().into();
            let done =
                Done { id, at: "12:00".into(), minutes: Some(30), guess: None, title, unknown: vec![] };
            builder.day(day(back), Day { done: vec![done], ..Day::default() });
        }
        builder.node(Node::with_fields(id, fields), Some(goal));
    }
    builder.finish().0
}

#[test]
fn a_goal_shows_two_lines_and_an_honest_range() {
    let mut drive = Drive::tree(life()).restarted(TODAY);
    drive.press("F");
    let screen = drive.screen();
    for words in
        ["How far Posts is", "30 of 40", "21 Sep 2026", "this week", "20 h", "Between ", "filled: done"]
    {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    assert!(screen.contains('⣿'), "{screen}");
    drive.press("right");
    assert!(drive.screen().contains("How far Posts is"), "there is no other goal");
    drive.press("enter");
    assert!(drive.is_at_rest());
}

#[test]
fn on_a_sunday_the_range_is_kept_once_and_undo_does_not_take_it() {
    let note = |drive: &Drive| {
        let record = drive.app.tree.day(day(0)).cloned().unwrap_or_default();
        record.unknown.iter().find(|(name, _)| &**name == NAME).map(|(_, json)| json.to_string())
    };
    let mut drive = Drive::tree(life()).restarted(TODAY);
    drive.press("down");
    assert_eq!(note(&drive), None, "no key waits for it");
    drive.wait(3);
    let said = note(&drive).expect("a range");
    assert!(said.contains(r#""goal":"goal""#) && said.contains(r#""width":1"#), "{said}");
    drive.press("up F esc u").wait(5);
    assert_eq!(note(&drive), Some(said));
    let mut monday = Drive::tree(life()).restarted("2026-11-23T08:00:00Z");
    monday.press("down").wait(5);
    assert!(monday.app.tree.days().values().all(|day| day.unknown.is_empty()));
}

#[test]
fn without_goals_or_days_it_says_so() {
    let mut drive = Drive::outline("- [ ] Ring ~5m  <\n");
    drive.press("F");
    assert_eq!(drive.said(), "No goal with jobs yet; `s` splits one.");
    let mut drive = Drive::outline("- [ ] Site\n  - [ ] Ring ~5m  <\n");
    drive.press("F");
    assert!(
        drive.screen().contains("With fewer than five open jobs there is no forecast."),
        "{}",
        drive.screen()
    );
    drive.press(r#"esc home a "New" enter esc end s "One" C-s F"#);
    let screen = drive.screen();
    assert!(screen.contains("After two weeks there is a picture here"), "{screen}");
}
