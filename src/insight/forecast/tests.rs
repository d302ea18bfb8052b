//! Forecasts of small goals, and the laws.

use chrono::{DateTime, FixedOffset};
use proptest::prelude::*;

use super::*;
use crate::model::{Builder, Done, Fact, Field, Stamp};

fn now() -> Now {
    let time: DateTime<FixedOffset> = DateTime::parse_from_rfc3339("2026-03-01T12:00:00+00:00").unwrap();
    Now::new(time)
}

fn back(days: u64) -> NaiveDate {
    now().day() - Count::new(days)
}

fn stamp(days: u64) -> Field {
    Field::new(Key::Created, Value::Stamp(Stamp(now().stamp().0 - 86_400 * i64::try_from(days).unwrap())))
}

/// A goal made so many days ago.
struct Goal {
    begun: u64,
    /// Minutes done on a day, yesterday first, again and again.
    done: Vec<u32>,
    /// Minutes of the open jobs, without an estimate for 0.
    open: Vec<u32>,
    /// How many days ago each of the last open jobs was added.
    added: Vec<u64>,
    due: Option<NaiveDate>,
    holidays: Vec<u64>,
}

impl Goal {
    fn new(begun: u64, done: &[u32], open: &[u32]) -> Self {
        let (done, open) = (done.to_vec(), open.to_vec());
        Self { begun, done, open, added: vec![], due: None, holidays: vec![] }
    }

    fn tree(&self) -> Tree {
        let mut builder = Builder::default();
        let goal = NodeId::parse("goal");
        let mut fields = vec![Field::text(Key::Title, "Site"), stamp(self.begun)];
        fields.extend(self.due.map(|due| Field::new(Key::Due, Value::Date(due))));
        builder.node(Node::with_fields(goal, fields), None);
        let planned = self.open.len() - self.added.len();
        let created = vec![self.begun; planned].into_iter().chain(self.added.iter().copied());
        for (nth, (minutes, days)) in self.open.iter().zip(created).enumerate() {
            let mut fields = vec![Field::text(Key::Title, "Job"), stamp(days)];
            fields.extend((*minutes > 0).then(|| Field::number(Key::Minutes, *minutes)));
            builder.node(Node::with_fields(NodeId::parse(&format!("j{nth}")), fields), Some(goal));
        }
        let state = State::Done.field().unwrap();
        let fields = vec![Field::text(Key::Title, "Done"), state, stamp(self.begun)];
        builder.node(Node::with_fields(NodeId::parse("done"), fields), Some(goal));
        for ago in 1..=self.begun {
            let minutes = self.done[ago as usize % self.done.len()];
            let done = Done {
                id: NodeId::parse("done"),
                at: "09:00".into(),
                minutes: Some(minutes),
                guess: None,
                title: "".into(),
                unknown: vec![],
            };
            if self.holidays.contains(&ago) {
                builder.day(back(ago), Day { facts: vec![Fact::Kind("rest".into())], ..Day::default() });
            } else if minutes > 0 {
                builder.day(back(ago), Day { done: vec![done], ..Day::default() });
            }
        }
        builder.finish().0
    }

    fn outlook(&self) -> Option<Outlook> {
        forecast(&self.tree(), NodeId::parse("goal"), now(), &[], 1.0)
    }

    fn said(&self) -> Vec<String> {
        self.outlook().map_or_else(Vec::new, |outlook| outlook.say(now().day()))
    }
}

#[test]
fn it_says_nothing_before_it_can() {
    let early = |begun, done: &[u32]| Goal::new(begun, done, &[60; 6]).said();
    assert_eq!(Goal::new(60, &[30], &[60; 4]).outlook(), None, "four jobs need no forecast");
    assert_eq!(early(0, &[30]), ["Too early to say. About 8 more active days."]);
    assert_eq!(early(3, &[30]), ["Too early to say. About 25 more active days."]);
    assert_eq!(early(27, &[30]), ["Too early to say. About 1 more active day."]);
    assert_eq!(early(54, &[0, 0, 0, 0, 0, 0, 0, 0, 30]), ["Too early to say. About 2 more active days."]);
    assert_eq!(early(28, &[30]).len(), 1);
}

#[test]
fn a_steady_goal_gets_a_range_around_its_pace() {
    // Twenty days at half an hour.
    let goal = Goal::new(60, &[30], &[60; 10]);
    let Some(Outlook::Range(range)) = goal.outlook() else { panic!("{:?}", goal.outlook()) };
    assert!((back(0) + Count::new(18)..=back(0) + Count::new(22)).contains(&range.first), "{range:?}");
    assert!(range.last > range.first && range.last <= back(0) + Count::new(26), "{range:?}");
    assert_eq!((range.weeks, range.due, range.grows), (8, None, false));
    assert_eq!(Goal::new(60, &[30], &[60; 10]).outlook(), goal.outlook(), "the same each time");
    assert_eq!(Goal { holidays: (1..15).collect(), ..goal }.said().len(), 1);
}

#[test]
fn a_day_by_which_it_is_wanted_is_held_against_the_runs() {
    let goal = |due| Goal { due: Some(back(0) + Count::new(due)), ..Goal::new(60, &[20, 0], &[60; 10]) };
    let due = |due| match goal(due).outlook() {
        Some(Outlook::Range(range)) => range.due,
        _ => None,
    };
    assert_eq!(due(10), Some(InTime { of_ten: 0, needed: 60, done: 10 }));
    assert_eq!(due(200).map(|due| due.of_ten), Some(10));
    assert_eq!(due(0), None);
    assert!(goal(10).said()[1] == "In time in 0 of 10 runs; 60 min a day are needed, you do 10.");
}

#[test]
fn far_ends_and_growing_goals_are_told() {
    let far = Goal::new(60, &[5, 0, 0, 0], &[480; 20]);
    let said = far.said();
    assert_eq!(said[0], "At this pace more than two years.");
    assert!(
        said[1].starts_with("15 minutes a day more would make it ") && said[1].ends_with('.'),
        "{said:?}"
    );
    let grows = Goal { added: vec![10, 20, 30, 40], ..Goal::new(60, &[10, 0], &[1, 90, 90, 90, 90]) };
    assert!(grows.said().contains(&"New jobs come as fast as you finish them. Cut, or add time?".to_owned()));
}

#[test]
fn ranges_are_said_in_few_words() {
    let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let said = |first, last| {
        let range = Range { first, last, weeks: 8, due: None, grows: false };
        range.say(date(2026, 3, 1)).join(" ")
    };
    for (first, last, wanted) in [
        (date(2026, 3, 3), date(2026, 3, 24), "Between 3 and 24 March"),
        (date(2026, 3, 28), date(2026, 4, 3), "Between 28 March and 3 April"),
        (date(2026, 12, 28), date(2027, 1, 3), "Between 28 December 2026 and 3 January 2027"),
        (date(2027, 3, 3), date(2027, 3, 24), "Between 3 and 24 March 2027"),
        (date(2026, 3, 3), date(2026, 3, 3), "On 3 March"),
    ] {
        // The year of today is said only beside another one.
        let wanted = wanted.replace("28 December 2026", "28 December");
        assert_eq!(said(first, last), format!("{wanted}, at the pace of the last 8 weeks."));
    }
    assert_eq!(month(date(2026, 11, 1), date(2026, 3, 1)), "this November");
    assert_eq!(month(date(2027, 11, 1), date(2026, 3, 1)), "next November");
    assert_eq!(month(date(2028, 11, 1), date(2026, 3, 1)), "November 2028");
}

/// The two dates, those beyond all runs last.
fn ends(goal: &Goal) -> (NaiveDate, NaiveDate) {
    match goal.outlook() {
        Some(Outlook::Range(range)) => (range.first, range.last),
        _ => (NaiveDate::MAX, NaiveDate::MAX),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn more_work_never_gives_an_earlier_date(
        done in prop::collection::vec(0_u32..60, 7..20),
        open in prop::collection::vec(0_u32..120, 5..9),
        added in prop::option::of(0_u64..70),
        minutes in 0_u32..200,
    ) {
        let goal = Goal::new(70, &done, &open);
        let more = if let Some(ago) = added {
            let open = [&open[..], &[minutes]].concat();
            Goal { added: vec![ago], ..Goal::new(70, &done, &open) }
        } else {
            // Not from no estimate to one: what was drawn may have been more.
            let more = |old: &u32| if *old == 0 { 0 } else { old + minutes };
            Goal::new(70, &done, &open.iter().map(more).collect::<Vec<u32>>())
        };
        let (before, after) = (ends(&goal), ends(&more));
        prop_assert!(after.0 >= before.0 && after.1 >= before.1, "{before:?} {after:?}");
    }
}
