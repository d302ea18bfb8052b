//! The table of half-lives, and what becomes of occurrences.

use proptest::prelude::*;

use super::*;
use crate::model::{Builder, Day, Fact, Field, Text, Value};

fn date(back: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap() - Days::new(back)
}

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap()
}

#[test]
fn perfect_days_and_a_missed_week_are_those_of_the_table() {
    for (text, after, then, missed) in [
        ("every:day", [31, 53, 80, 97, 99], 7.0, 68),
        ("every:weekday", [27, 47, 74, 95, 98], 5.0, 72),
        ("every:3x/week", [22, 39, 65, 90, 96], 3.0, 75),
        ("every:mon", [13, 25, 45, 74, 84], 1.0, 73),
        ("every:month", [7, 13, 25, 47, 58], 1.0, 44),
    ] {
        let (rule, mut strength) = (rule(text), Strength::default());
        for (days, wanted) in [7.0, 14.0, 30.0, 66.0, 90.0].into_iter().zip(after) {
            strength = Strength::default();
            strength.settle(kept(rule), 1.0, days / rule.interval_days());
            assert!(strength.score().abs_diff(wanted) <= 1, "{text} after {days}: {strength:?}");
        }
        strength.settle(kept(rule), 0.0, then);
        assert!(strength.score().abs_diff(missed) <= 1, "{text} then {strength:?}");
    }
}

/// A repeat with a line of days, the last of them yesterday: `d` done, `m` the smaller version, `p` passed, `s` left
/// out, `r` passed on a day of rest, `.` nothing written down. What is open is planned for the day `open` back.
fn tree(text: &str, line: &str, open: u64) -> Tree {
    let id = NodeId::parse("a");
    let mut builder = Builder::default();
    let dated = |key, back| Field::new(key, Value::Date(date(back)));
    let fields = vec![
        Field::text(Key::Title, "Run"),
        Field::text(Key::Mini, "Shoes on"),
        Field::text(Key::Repeat, text),
        dated(Key::Anchor, line.len() as u64),
        dated(Key::Plan, open),
    ];
    builder.node(Node::with_fields(id, fields), None);
    for (back, letter) in line.chars().rev().enumerate() {
        let date = date(back as u64 + 1);
        let title: Text = if letter == 'm' { "Shoes on" } else { "Jog" }.into();
        let unknown = vec![(FOR.into(), format!("\"{date}\"").into())];
        let done = Done { id, at: "09:00".into(), minutes: None, guess: None, title, unknown };
        let day = match letter {
            'd' | 'm' => Day { done: vec![done], ..Day::default() },
            'p' => Day { noted: vec![(Note::Passed, id)], ..Day::default() },
            's' => Day { noted: vec![(Note::Skipped, id)], ..Day::default() },
            'r' => Day {
                noted: vec![(Note::Passed, id)],
                facts: vec![Fact::Kind("rest".into())],
                ..Day::default()
            },
            _ => continue,
        };
        builder.day(date, day);
    }
    builder.finish().0
}

fn score(text: &str, line: &str, open: u64) -> Option<u32> {
    let tree = tree(text, line, open);
    strength(&tree, NodeId::parse("a"), date(0), Weekday::Mon, &[]).map(Strength::score)
}

#[test]
fn each_occurrence_counts_once_by_what_became_of_it() {
    for (text, line, open, wanted) in [
        ("every:day", "", 0, None),
        ("every:day", "d", 0, Some(5)),
        ("every:day", "ddddddd", 0, Some(31)),
        ("every:day", "mmmmmmm", 0, Some(16)),
        ("every:day", "dddddddp", 0, Some(30)),
        ("every:day", "ddddddds", 0, Some(31)),
        ("every:day", "dddddddr", 0, Some(31)),
        // The open one passes when the next is there.
        ("every:day", "ddddddd......", 6, Some(23)),
        ("every:day", "ddddddd", 0, Some(31)),
        ("after:2d", "d.d.d.d.", 0, Some(26)),
        ("after:2d", "d.d.d.d......", 5, Some(22)),
        // Yesterday was a Saturday; this week is not over before Monday.
        ("every:3x/week", "d.d.d..d.d.d.", 0, Some(22)),
        ("every:3x/week", "d......d.d.d.", 0, Some(7)),
        ("every:3x/week", "s.d.d..d.d.d.", 0, Some(15)),
        ("every:3x/week", "r.drdrrd.d.d.", 0, Some(15)),
    ] {
        assert_eq!(score(text, line, open), wanted, "{text} {line}");
    }
    let none = strength(&tree("", "d", 0), NodeId::parse("a"), date(0), Weekday::Mon, &[]);
    assert_eq!(none, None, "it does not repeat");
    let words = [0.0, 0.24, 0.25, 0.49, 0.5, 0.74, 0.75, 1.0].map(|strength| Strength(strength).word());
    assert_eq!(words, ["seed", "seed", "sprouting", "sprouting", "rooted", "rooted", "strong", "strong"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_tick_more_or_a_rest_day_more_never_lowers_it(
        line in "[dmprs.]{1,40}",
        at in any::<prop::sample::Index>(),
        text in prop::sample::select(&["every:day", "every:2x/week", "every:3x/week", "every:4x/month"][..]),
    ) {
        let at = at.index(line.len());
        let with = |letter: &str| format!("{}{letter}{}", &line[..at], &line[at + 1..]);
        let of = |line: &str| {
            let tree = tree(text, line, 0);
            strength(&tree, NodeId::parse("a"), date(0), Weekday::Mon, &[]).map_or(0.0, |strength| strength.0)
        };
        let before = of(&line);
        // A first tick of a quota begins its time; what it asks for before that is nothing.
        let begun = line[..at].contains(['d', 'm']) || text == "every:day";
        if begun && line[at..].starts_with(['p', '.', 'm']) && (text != "every:day" || !line[at..].starts_with('.')) {
            prop_assert!(of(&with("d")) >= before - 1e-9, "{line} {at}");
        }
        if line[at..].starts_with(['p', '.']) {
            prop_assert!(of(&with("r")) >= before - 1e-9, "{line} {at}");
        }
    }
}

#[test]
fn what_held_is_told_with_its_run() {
    for (text, line, words) in [
        ("every:day", "dddddddddddddddddddddddddddddd", Some("Run 30 days, strong")),
        ("every:day", "ddddddddddddddddddddddddddddpd", Some("Run strong")),
        ("every:day", "dddddddddddddddddddddddddddpdd", Some("Run 2 days, strong")),
        ("every:day", "ddd", None),
    ] {
        let held = held(&tree(text, line, 0), &Scope::All, (date(0), Weekday::Mon), &[]);
        assert_eq!(held.first().map(Held::say).as_deref(), words, "{line}");
    }
}
