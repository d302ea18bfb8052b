//! The table of cases, and the laws.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::model::{Boxed, Builder, Done, Fact, NodeId};

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn cell(letter: char) -> Cell {
    let ticks = match letter {
        'A' => 1,
        '3' => 3,
        _ => 0,
    };
    Cell { spent: Spent { ticks, minutes: u64::from(ticks) * 15 }, is_rest: letter == 'r' }
}

fn days(letters: &str) -> Days {
    Days::new(date(1), letters.chars().map(cell).collect())
}

#[test]
fn run_best_and_rate_are_those_of_the_table() {
    for (letters, pace, run, best, rate) in [
        ("AAAAArrAAAAArrAAAAArr", 5, 15, 15, (15, 15)),
        ("AAAAAAA..AAAA", 5, 11, 11, (11, 13)),
        ("AAAAAAAAAA...AAA", 5, 3, 10, (13, 16)),
        ("AAAAAAAAAA...3AA", 5, 13, 13, (13, 16)),
        ("AAA.AAAA.AAAA.AAA", 5, 14, 14, (14, 17)),
        ("AAAA.A.A.AAAA", 5, 6, 6, (10, 13)),
        ("AAAA.", 5, 4, 4, (4, 4)),
        ("AAAAAAAAAAAAAAAA.......AA", 5, 2, 16, (18, 25)),
        ("AAAAAAAAAAAAAAAArrrrrrrAA", 5, 18, 18, (18, 18)),
        // Here the last of the table is yesterday.
        ("A.A.A.A.A.A.A.A..", 5, 2, 3, (8, 16)),
        ("A.A.A.A.A.A.A.A..", 3, 8, 8, (8, 16)),
        ("", 5, 0, 0, (0, 0)),
        ("..r.", 5, 0, 0, (0, 0)),
        ("..rA.", 5, 1, 1, (1, 1)),
    ] {
        let days = days(letters);
        let runs = days.runs(Pace::new(pace));
        let said = (runs.run, runs.best, (days.rate().active, days.rate().of));
        assert_eq!(said, (run, best, rate), "{letters} at {pace} of 7");
    }
    let long = days(&"A.".repeat(20));
    assert_eq!(long.rate(), Rate { active: 14, of: 28 }, "the last four weeks count");
}

#[test]
fn mending_takes_one_of_the_two_working_days_after() {
    let run = |letters: &str| days(letters).runs(Pace::default()).run;
    for (letters, wanted) in [
        ("AAAA...3", 5),
        ("AAAA...A3", 6),
        ("AAAA...AA3", 3),
        ("AAAA...rrA3", 6),
        ("AAAA...rr3", 5),
        // All three are mended one after the other only if each has its own day with three ticks near it.
        ("AAAA....3", 5),
        ("AAAA.....3", 1),
    ] {
        assert_eq!(run(letters), wanted, "{letters}");
    }
}

/// The rule as it is written down, walked back from one day.
fn walked(days: &Days, end: usize, slack: u32) -> u32 {
    let empty = days.empty();
    let mut active = 0;
    for at in (0..=end).rev() {
        let seen = &empty[at..=end.min(at + WINDOW - 1)];
        if seen.iter().filter(|empty| **empty).count() as u32 > slack {
            break;
        }
        active += u32::from(days.cells[at].spent.is_active());
    }
    active
}

fn histories() -> impl Strategy<Value = Vec<Cell>> {
    let cell = (prop_oneof![3 => Just(0_u32), 3 => Just(1), 1 => Just(3)], prop::bool::weighted(0.2));
    let cell = cell.prop_map(|(ticks, is_rest)| Cell { spent: Spent { ticks, minutes: 0 }, is_rest });
    vec(cell, 1..50)
}

fn is_no_less(before: Rate, after: Rate) -> bool {
    after.active * before.of >= before.active * after.of
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn runs_are_those_that_are_walked(cells in histories(), pace in 1_u8..=7) {
        let (days, pace) = (Days::new(date(1), cells), Pace::new(pace));
        let all: Vec<u32> = (0..days.cells.len()).map(|end| walked(&days, end, pace.slack())).collect();
        let runs = days.runs(pace);
        prop_assert_eq!(runs.run, all.last().copied().unwrap_or(0));
        prop_assert_eq!(runs.best, all.iter().copied().max().unwrap_or(0));
    }

    #[test]
    fn a_tick_more_or_a_rest_day_more_never_lowers_anything(
        cells in histories(),
        at in any::<prop::sample::Index>(),
        pace in 1_u8..=7,
    ) {
        let at = at.index(cells.len());
        let (days, pace) = (Days::new(date(1), cells.clone()), Pace::new(pace));
        let (mut ticked, mut rested) = (cells.clone(), cells.clone());
        ticked[at].spent.ticks += 1;
        rested[at].is_rest = true;
        let begun = cells.iter().take(at).any(|cell| cell.spent.is_active());
        for more in [ticked, rested] {
            let more = Days::new(date(1), more);
            let (before, after) = (days.runs(pace), more.runs(pace));
            prop_assert!(after.run >= before.run && after.best >= before.best, "{before:?} {after:?}");
            // What is written down of a time before the first active day makes the time longer that is looked at.
            prop_assert!(!begun || is_no_less(days.rate(), more.rate()));
        }
    }

    #[test]
    fn a_slower_pace_never_lowers_a_run(cells in histories(), pace in 2_u8..=7) {
        let days = Days::new(date(1), cells);
        let (faster, slower) = (days.runs(Pace::new(pace)), days.runs(Pace::new(pace - 1)));
        prop_assert!(slower.run >= faster.run && slower.best >= faster.best);
    }
}

#[test]
fn an_empty_day_is_inside_a_run_between_its_active_days() {
    let inside = |letters: &str| -> String {
        let days = days(letters);
        let runs = days.runs(Pace::default());
        (0..days.cells().len()).map(|at| if runs.is_inside(at) { '#' } else { '-' }).collect()
    };
    assert_eq!(inside("AAA.AA"), "######");
    assert_eq!(inside("AAA...AAA"), "###---###");
    assert_eq!(inside("AAA..."), "###--", "no active day after it");
    assert_eq!(inside("A.A"), "---", "too short to be told");
}

#[test]
fn days_are_read_from_the_ledger() {
    let done = |id: &str, minutes| Done {
        id: NodeId::parse(id),
        at: "09:00".into(),
        minutes,
        guess: None,
        title: "".into(),
        unknown: vec![],
    };
    let boxed = |minutes| Boxed {
        id: NodeId::parse("b"),
        at: "10:00".into(),
        planned: 15,
        minutes,
        point: "".into(),
        title: "".into(),
        unknown: vec![],
    };
    let mut builder = Builder::default();
    let rest = |day: Day| Day { facts: vec![Fact::Kind("rest".into())], ..day };
    for (at, day) in [
        (2, Day { looks: vec!["08:00".into()], ..Day::default() }),
        (3, Day { done: vec![done("a", None)], ..Day::default() }),
        (5, Day { boxes: vec![boxed(Some(4))], ..Day::default() }),
        (6, Day { boxes: vec![boxed(Some(5))], ..Day::default() }),
        (7, rest(Day::default())),
        (9, rest(Day { done: vec![done("a", Some(20)), done("c", Some(0))], ..Day::default() })),
        (10, Day { looks: vec!["08:00".into()], ..Day::default() }),
    ] {
        builder.day(date(at), day);
    }
    let tree = builder.finish().0;
    let days = Days::of(&tree, &Scope::All, date(10), &[Weekday::Sun]);
    let cell = |ticks, minutes, is_rest| Cell { spent: Spent { ticks, minutes }, is_rest };
    let wanted = [
        cell(1, 15, false),
        cell(0, 0, false),
        cell(0, 4, false),
        cell(0, 5, false),
        cell(0, 0, true),
        cell(0, 0, true),
        cell(2, 20, true),
    ];
    assert_eq!((days.first(), days.cells()), (date(3), &wanted[..]));
    assert_eq!((days.place(date(2)), days.place(date(3)), days.place(date(10))), (None, Some(0), None));
    let one = Days::of(&tree, &Scope::one(NodeId::parse("b")), date(10), &[]);
    assert_eq!((one.first(), one.rate()), (date(6), Rate { active: 1, of: 2 }));
    assert_eq!(days.rate().say().as_deref(), Some("3 of 5 days."));
    assert_eq!(days.runs(Pace::default()).say().as_deref(), Some("3 days."));
    assert_eq!(one.runs(Pace::default()).say(), None);
    let none = Days::of(&tree, &Scope::one(NodeId::parse("x")), date(10), &[]);
    assert_eq!((none.rate().say(), none.trend()), (None, None));
}

#[test]
fn the_word_compares_with_two_weeks_ago() {
    let word = |letters: &str| days(letters).trend().map(Trend::word);
    for (letters, wanted) in [
        ("AAAAAAAAA", None),
        ("AAAAAAAAAA", Some("gathering")),
        ("ArrrrrAAAArrAAAA", None),
        (&"A".repeat(40), Some("steady")),
        (&("A".repeat(30) + &"3".repeat(10)), Some("gathering")),
        (&("3".repeat(30) + &"A".repeat(10)), Some("resting")),
        (&("A".repeat(30) + "rrrrrrA"), Some("steady")),
    ] {
        assert_eq!(word(letters), wanted, "{letters}");
    }
}

#[test]
fn rest_can_be_set_until_a_week_after_its_last_day() {
    for (first, last, wanted) in
        [(14, 14, true), (13, 13, false), (1, 14, true), (20, 28, true), (22, 21, false)]
    {
        assert_eq!(can_rest(date(first), date(last), date(21)), wanted, "{first} to {last}");
    }
}
