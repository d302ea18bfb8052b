//! Repeats: the vectors of the product, and random rules against a walk from day to day.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use goaltree::edit::{Edit, repeat, status};
use goaltree::model::repeat::{Cycle, Interval, LAST, Occurrence, Period, Rule, Unit, candidates, ends};
use goaltree::model::{Field, Ids, Key, Node, NodeId, Note, Op, Place, State, Tree, Value, diff};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value as Json;

use super::config;

/// No reckoning of a date takes more steps.
const MOST_STEPS: usize = 400;

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn occurrence(anchor: NaiveDate, due: NaiveDate, ticked: NaiveDate) -> Occurrence {
    Occurrence { anchor, due, ticked, week_starts: Weekday::Mon, done: 1 }
}

#[test]
fn every_vector_gives_its_date() {
    let vectors: Vec<Json> =
        serde_json::from_str(include_str!("../../data/recurrence_vectors.json")).unwrap();
    assert_eq!(vectors.len(), 24);
    for vector in vectors {
        let text = |name: &str| vector[name].as_str().unwrap();
        let at = occurrence(day(text("anchor")), day(text("due")), day(text("ticked")));
        assert_eq!(rule(text("rule")).next(at), day(text("next")), "{}", text("name"));
    }
}

#[test]
fn quotas_are_open_until_they_are_met() {
    // Monday 16 November 2026 and the days after it; weeks that start on Sunday; a month.
    for (text, ticked, done, starts, next) in [
        ("every:3x/week", "2026-11-16", 1, Weekday::Mon, "2026-11-17"),
        ("every:3x/week", "2026-11-18", 2, Weekday::Mon, "2026-11-19"),
        ("every:3x/week", "2026-11-19", 3, Weekday::Mon, "2026-11-23"),
        ("every:3x/week", "2026-11-22", 2, Weekday::Mon, "2026-11-23"),
        ("every:3x/week", "2026-11-19", 3, Weekday::Sun, "2026-11-22"),
        ("every:2x/month", "2026-11-03", 2, Weekday::Mon, "2026-12-01"),
        ("every:2x/month", "2026-11-30", 1, Weekday::Mon, "2026-12-01"),
    ] {
        let ticked = day(ticked);
        let at = Occurrence { done, week_starts: starts, ..occurrence(day("2026-11-02"), ticked, ticked) };
        assert_eq!(rule(text).next(at), day(next), "{text} {ticked} {done}");
    }
    let met = rule("every:3x/week");
    assert!(
        met.is_early(day("2026-11-23"), day("2026-11-22"), Weekday::Mon),
        "next week's is not this week's"
    );
    assert!(!met.is_early(day("2026-11-23"), day("2026-11-22"), Weekday::Sun));
    assert!(!met.is_early(day("2026-11-20"), day("2026-11-19"), Weekday::Mon));
}

#[test]
fn what_is_early_is_asked_for() {
    for (text, due, ticked, early) in [
        ("every:mon", "2026-11-09", "2026-11-08", false),
        ("every:mon", "2026-11-09", "2026-11-06", false),
        ("every:mon", "2026-11-09", "2026-11-05", true),
        ("every:day", "2026-11-22", "2026-11-21", true),
        ("every:day", "2026-11-22", "2026-11-23", false),
        ("every:month", "2026-11-30", "2026-11-15", false),
        ("every:month", "2026-11-30", "2026-11-14", true),
        ("after:1mo", "2026-11-30", "2026-11-01", false),
    ] {
        assert_eq!(rule(text).is_early(day(due), day(ticked), Weekday::Mon), early, "{text} {ticked}");
    }
}

#[test]
fn rules_begin_as_soon_as_they_can() {
    // A Saturday.
    for (text, first) in [
        ("every:day", "2026-11-21"),
        ("every:2w", "2026-11-21"),
        ("after:3d", "2026-11-21"),
        ("every:3x/week", "2026-11-21"),
        ("every:weekday", "2026-11-23"),
        ("every:sat", "2026-11-21"),
        ("every:mon,thu", "2026-11-23"),
        ("every:month@21", "2026-11-21"),
        ("every:month@15", "2026-12-15"),
        ("every:month@last", "2026-11-30"),
        ("every:month@2tue", "2026-12-08"),
        ("every:month@-1fri", "2026-11-27"),
        ("every:month@5fri", "2027-01-29"),
    ] {
        assert_eq!(rule(text).first(day("2026-11-21")), day(first), "{text}");
    }
}

#[test]
fn what_went_by_is_counted() {
    let (anchor, ticked) = (day("2026-11-02"), day("2026-11-14"));
    let passed = |text: &str| -> Vec<String> {
        rule(text)
            .passed(occurrence(anchor, anchor, ticked))
            .map(|day| day.format("%-d").to_string())
            .collect()
    };
    assert_eq!(passed("every:mon"), ["9"]);
    assert_eq!(passed("every:mon,thu"), ["5", "9", "12"]);
    assert_eq!(passed("every:mon+all"), [""; 0]);
    assert_eq!(passed("after:3d"), [""; 0]);
    let backlog = |text: &str, due: &str, today: &str| rule(text).backlog(anchor, day(due), day(today));
    assert_eq!(backlog("every:mon+all", "2026-11-02", "2026-11-14"), 2);
    assert_eq!(backlog("every:mon+all", "2026-11-02", "2026-11-02"), 1);
    assert_eq!(backlog("every:mon+all", "2026-11-16", "2026-11-14"), 0);
    assert_eq!(backlog("every:mon", "2026-11-02", "2026-11-14"), 1);
    assert_eq!(backlog("every:day+all", "2026-11-02", "2036-11-02"), 400);
}

#[test]
fn a_repeat_ends() {
    let next = day("2026-11-22");
    for (times, until, over) in [
        (None, None, false),
        (Some(2), None, false),
        (Some(1), None, true),
        (None, Some("2026-11-22"), false),
        (None, Some("2026-11-21"), true),
        (Some(9), Some("2026-11-21"), true),
    ] {
        assert_eq!(ends(times, until.map(day), next), over, "{times:?} {until:?}");
    }
    let beyond = rule("every:999y").next(occurrence(day("9000-01-01"), day("9999-01-01"), day("9999-01-01")));
    assert!(beyond == LAST && ends(None, None, beyond), "beyond the calendar");
}

fn intervals() -> impl Strategy<Value = Interval> {
    (1_u32..=14, select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::Year]))
        .prop_map(|(count, unit)| Interval { count, unit })
}

fn cycles() -> impl Strategy<Value = Cycle> {
    let weekday = || select(&WEEK[..]);
    prop_oneof![
        4 => intervals().prop_map(Cycle::Every),
        2 => intervals().prop_map(Cycle::After),
        2 => vec(weekday(), 1..=7).prop_map(|days| Cycle::Weekdays(days.into_iter().collect())),
        1 => (1_u32..=31).prop_map(Cycle::DayOfMonth),
        1 => Just(Cycle::LastOfMonth),
        1 => (1_u8..=5, weekday()).prop_map(|(nth, day)| Cycle::NthOfMonth(nth, day)),
        1 => weekday().prop_map(Cycle::LastWeekdayOfMonth),
        1 => (1_u32..=31, select(vec![Period::Week, Period::Month])).prop_map(|(n, of)| Cycle::Quota(n, of)),
    ]
}

fn rules() -> impl Strategy<Value = Rule> {
    (cycles(), any::<bool>())
        .prop_map(|(cycle, all)| Rule { cycle, all: all && !matches!(cycle, Cycle::After(_)) })
}

/// Anchors around ends of months and leap days, also in 2100, which is none.
fn anchors() -> impl Strategy<Value = NaiveDate> {
    let begins = select(vec!["2026-01-01", "2027-12-20", "2028-02-20", "2096-01-01"]);
    (begins, 0_u64..80).prop_map(|(start, days)| day(start) + Days::new(days))
}

/// Whether `day` is one of the rule's, asked of that day alone: not how the program finds it.
fn is_one(cycle: Cycle, anchor: NaiveDate, day: NaiveDate) -> bool {
    let last = |day: NaiveDate| day.succ_opt().unwrap().month() != day.month();
    let kept = |wanted: u32| day.day() == wanted || (last(day) && day.day() < wanted);
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
    let apart = months(day) - months(anchor);
    day >= anchor
        && match cycle {
            Cycle::Every(Interval { count, unit }) => {
                let count = i64::from(count);
                match unit {
                    Unit::Day => (day - anchor).num_days() % count == 0,
                    Unit::Week => (day - anchor).num_days() % (count * 7) == 0,
                    Unit::Month => apart % count == 0 && kept(anchor.day()),
                    Unit::Year => apart % (12 * count) == 0 && kept(anchor.day()),
                }
            }
            Cycle::Weekdays(days) => days.contains(day.weekday()),
            Cycle::DayOfMonth(wanted) => kept(wanted),
            Cycle::LastOfMonth => last(day),
            Cycle::NthOfMonth(nth, weekday) => {
                day.weekday() == weekday && day.day().div_ceil(7) == u32::from(nth)
            }
            Cycle::LastWeekdayOfMonth(weekday) => {
                day.weekday() == weekday && (day + Days::new(7)).month() != day.month()
            }
            Cycle::Quota(..) | Cycle::After(_) => false,
        }
}

/// The first day later than `after` that is one of the rule's, day by day.
fn walked(cycle: Cycle, anchor: NaiveDate, after: NaiveDate) -> NaiveDate {
    after.iter_days().skip(1).find(|day| is_one(cycle, anchor, *day)).unwrap()
}

fn has_dates(rule: Rule) -> bool {
    !matches!(rule.cycle, Cycle::Quota(..) | Cycle::After(_))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..config() })]

    #[test]
    fn a_rule_is_read_as_it_was_printed(rule in rules()) {
        let printed = rule.to_string();
        prop_assert_eq!(Rule::parse(&printed), Some(rule), "{}", printed);
        prop_assert_eq!(Rule::parse(&printed.to_uppercase()), Some(rule));
        let words = rule.say();
        prop_assert!(!words.contains(':') && !words.contains('@'), "{}", words);
    }

    #[test]
    fn the_next_date_is_the_one_found_day_by_day(
        rule in rules(), anchor in anchors(), due in -20_i64..900, ticked in -60_i64..400, done in 1_u32..8, starts in select(&WEEK[..]),
    ) {
        let due = anchor + chrono::TimeDelta::days(due);
        let ticked = due + chrono::TimeDelta::days(ticked);
        let at = Occurrence { anchor, due, ticked, week_starts: starts, done };
        let next = rule.next(at);
        prop_assert!(next > due, "later than due: {}", next);
        prop_assert!(next > ticked || (rule.all && has_dates(rule)), "later than the tick: {}", next);
        let after = if rule.all { due } else { due.max(ticked) };
        match rule.cycle {
            _ if has_dates(rule) => prop_assert_eq!(next, walked(rule.cycle, anchor, after)),
            Cycle::After(interval) => {
                let fits = interval.after(ticked) == Some(next) || interval.after(due) == Some(next);
                prop_assert!(fits);
            }
            _ => {
                let period: RangeInclusive<NaiveDate> = rule.period(ticked, starts).unwrap();
                prop_assert!(period.contains(&ticked));
                let beyond = next > *period.end() || next == ticked.succ_opt().unwrap() || due >= ticked;
                prop_assert!(beyond, "tomorrow or the next period: {}", next);
            }
        }
        let steps = candidates(rule.cycle, anchor, after).position(|date| date.is_some_and(|date| date > after));
        prop_assert!(!has_dates(rule) || steps.is_some_and(|steps| steps < MOST_STEPS), "{:?} steps", steps);
    }

    #[test]
    fn occurrences_are_all_days_that_are_the_rules(rule in rules(), anchor in anchors(), from in -90_i64..400, length in 0_u64..800) {
        let from = anchor + chrono::TimeDelta::days(from);
        let end = from + Days::new(length);
        let found: Vec<NaiveDate> = rule.occurrences(anchor, from..end).collect();
        let wanted: Vec<NaiveDate> = from.iter_days().take_while(|day| *day < end).filter(|day| is_one(rule.cycle, anchor, *day)).collect();
        prop_assert!(found.is_sorted_by(|a, b| a < b));
        prop_assert_eq!(&found, &wanted);
        if let Some(first) = found.iter().find(|_| has_dates(rule)) {
            // A date of the rule is where a rule that begins there begins; an interval may begin anywhere.
            prop_assert_eq!(rule.first(*first), *first);
        }
        if length > 700 && has_dates(rule) && rule.interval_days() < 40.0 && from >= anchor {
            let each = length as f64 / found.len() as f64;
            prop_assert!((each / rule.interval_days() - 1.0).abs() < 0.15, "{} {}", each, rule.interval_days());
        }
    }

    #[test]
    fn what_passed_is_between_what_was_due_and_what_is_next(rule in rules(), anchor in anchors(), due in 0_u64..60, late in 0_u64..200) {
        let due = anchor + Days::new(due);
        let at = occurrence(anchor, due, due + Days::new(late));
        let next = rule.next(at);
        let passed: Vec<NaiveDate> = rule.passed(at).collect();
        prop_assert!(passed.iter().all(|day| *day > due && *day < next && *day <= at.ticked));
        prop_assert!(passed.is_empty() || (has_dates(rule) && !rule.all));
        let backlog = rule.backlog(anchor, due, at.ticked) as usize;
        if has_dates(rule) {
            let one = Rule { all: false, ..rule };
            prop_assert_eq!(backlog, if rule.all { 1 + one.passed(at).count() } else { 1 });
        }
    }
}

/// A node that repeats, with some of what goes with it.
fn repeating() -> impl Strategy<Value = Vec<Field>> {
    let around = || (0_u64..60).prop_map(|days| day("2026-10-20") + Days::new(days));
    let date = |key| option::of(around().prop_map(move |day| Field::new(key, Value::Date(day))));
    let times = option::of((1_u32..4).prop_map(|times| Field::number(Key::Times, times)));
    let dates =
        (date(Key::Plan), date(Key::Due), date(Key::Anchor), date(Key::Start), date(Key::Until), times);
    (rules(), dates).prop_map(|(rule, (plan, due, anchor, start, until, times))| {
        let fixed = [Field::text(Key::Title, "Run"), Field::text(Key::Repeat, &rule.to_string())];
        [plan, due, anchor, start, until, times].into_iter().flatten().chain(fixed).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..config() })]

    #[test]
    fn what_is_unticked_is_as_before(fields in repeating(), ticks in 1_usize..4) {
        let (mut tree, mut ids, now) = (Tree::default(), Ids::seeded(1), crate::drive::at(crate::drive::NOW));
        let id = NodeId::parse("n");
        let node = Node::with_fields(id, fields);
        tree.apply(&Op::Create { node, place: Place::default() }).unwrap();
        let mut before = vec![tree.clone()];
        for _ in 0..ticks {
            if Edit::new(&mut tree, &mut ids, now).run("tick", |edit| status::tick(edit, id)).is_err() {
                break;
            }
            let node = tree.get(id).unwrap();
            prop_assert_eq!(tree.day(now.day()).unwrap().done.len(), before.len(), "a line for each");
            if let (State::Open, Some(Value::Date(plan))) = (node.state(), node.field(Key::Plan).map(Field::value)) {
                let was = before.last().and_then(|tree| tree.get(id)).unwrap();
                let rule = Rule::of(node).unwrap();
                let due = repeat::occurrence(was, rule, now.day());
                let early = rule.is_early(due, now.day(), Weekday::Mon);
                prop_assert!(if early { *plan == due } else { *plan > due }, "{} {}", due, plan);
            }
            before.push(tree.clone());
        }
        before.pop();
        prop_assert!(!before.is_empty() || tree.day(now.day()).is_none());
        while let Some(wanted) = before.pop() {
            Edit::new(&mut tree, &mut ids, now).run("untick", |edit| status::untick(edit, id)).unwrap();
            let rest = diff(&wanted, &tree);
            prop_assert!(rest.is_empty(), "{:?}", rest);
        }
    }

    #[test]
    fn a_skip_is_later_and_no_tick(fields in repeating()) {
        let (mut tree, mut ids, now) = (Tree::default(), Ids::seeded(1), crate::drive::at(crate::drive::NOW));
        let id = NodeId::parse("n");
        let node = Node::with_fields(id, fields);
        let due = repeat::occurrence(&node, Rule::of(&node).unwrap(), now.day());
        tree.apply(&Op::Create { node, place: Place::default() }).unwrap();
        Edit::new(&mut tree, &mut ids, now).run("skip", |edit| repeat::skip(edit, id)).unwrap();
        let node = tree.get(id).unwrap();
        prop_assert!(tree.days().values().all(|day| day.done.is_empty()));
        match node.field(Key::Plan).map(Field::value) {
            Some(Value::Date(plan)) if node.state() == State::Open => {
                prop_assert!(*plan > due);
                prop_assert!(tree.day(due).is_some_and(|day| day.has(Note::Skipped, id)));
            }
            _ => prop_assert_eq!(node.state(), State::Dropped),
        }
    }
}
