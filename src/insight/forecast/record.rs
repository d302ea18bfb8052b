//! The forecast's own record: what was said each Sunday, and whether it came true.
//!
//! The day on which it was said keeps it in the ledger; the tree knows when a goal was closed. Nothing is counted.

use std::collections::{HashMap, HashSet};
use std::iter;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Value as Json, json};

use super::{LEAST_ACTIVE, Outlook, Range, SEEN_DAYS, forecast};
use crate::model::{Node, NodeId, Now, State, Tree};
use crate::text::when;

/// In the ledger of a Sunday: what was said of which goal.
pub const NAME: &str = "forecasts";
/// Ranges that have to be held against the truth before they are told or change anything.
const LEAST: usize = 8;
/// The share of ranges that is to come true, in percent.
const WANTED: usize = 85;
/// How much narrower and wider the error may become.
const NARROWEST: f64 = 0.5;
const WIDEST: f64 = 3.0;
/// Goals of which something is written down on a Sunday, and how deep they lie at most: the top and right below it.
const MOST_GOALS: usize = 12;
const DEEPEST: usize = 1;

/// What was said, oldest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record(Vec<Said>);

/// One range.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    on: NaiveDate,
    first: NaiveDate,
    last: NaiveDate,
    /// How wide the error was then.
    width: f64,
    /// When the goal was closed.
    closed: Option<NaiveDate>,
}

impl Record {
    /// The record of a tree. What cannot be read of it is passed over.
    #[must_use]
    pub fn of(tree: &Tree, now: Now) -> Self {
        let told = tree.days().iter().flat_map(|(on, day)| {
            let json = day.unknown.iter().find(|(name, _)| &**name == NAME).map(|(_, json)| json);
            let said: Vec<Json> = json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
            said.into_iter().map(|said| (*on, said))
        });
        Self(told.filter_map(|(on, json)| Said::read(tree, now, on, &json)).collect())
    }

    /// `Of my 9 earlier ranges 7 came true.`; none before eight were held against the truth.
    #[must_use]
    pub fn say(&self) -> Option<String> {
        let held: Vec<bool> = self.0.iter().filter_map(|said| Some(said.closed? <= said.last)).collect();
        let came_true = held.iter().filter(|held| **held).count();
        (held.len() >= LEAST).then(|| format!("Of my {} earlier ranges {came_true} came true.", held.len()))
    }

    /// How wide the error of the pace has to be for 85 % of the ranges to come true; 1 before there are eight.
    ///
    /// The distance from the first date to the truth, in logarithms, over that to the last date is how many times as
    /// wide a range had to be; the 85th percentile of that, by nearest rank, would have been right.
    #[must_use]
    pub fn width(&self) -> f64 {
        let mut widths: Vec<f64> = self.0.iter().filter_map(Said::wanted_width).collect();
        if widths.len() < LEAST {
            return 1.0;
        }
        widths.sort_by(f64::total_cmp);
        widths[(widths.len() * WANTED).div_ceil(100) - 1].clamp(NARROWEST, WIDEST)
    }
}

/// Whether it is the day of the week on which something is written down.
#[must_use]
pub fn is_day(day: NaiveDate) -> bool {
    day.weekday() == Weekday::Sun
}

/// What is to be written down on the day of `now`: on a Sunday the ranges of the goals at the top and of those right
/// below them, as the ledger keeps it; none on another day, where it stands already, or where nothing can be said.
#[must_use]
pub fn to_note(tree: &Tree, now: Now, rest: &[Weekday]) -> Option<String> {
    let today = now.day();
    let stands = tree.day(today).is_some_and(|day| day.unknown.iter().any(|(name, _)| &**name == NAME));
    if !is_day(today) || stands {
        return None;
    }
    let width = Record::of(tree, now).width();
    let is_open = |id: &NodeId| tree.get(*id).is_some_and(|node| node.state() == State::Open);
    let worked_on = worked_on(tree, today);
    let tops = tree.children(None).flat_map(|top| iter::once(top).chain(tree.children(Some(top))));
    let goals = tops.filter(|id| worked_on.contains(id) && is_open(id) && !tree.is_leaf(*id));
    let said = goals.filter_map(|goal| match forecast(tree, goal, now, rest, width)? {
        Outlook::Range(range) => Some(write(goal, &range, width)),
        Outlook::Early(_) | Outlook::Far(_) => None,
    });
    let said: Vec<Json> = said.take(MOST_GOALS).collect();
    (!said.is_empty()).then(|| Json::from(said).to_string())
}

/// The nodes at the top, and right below them, in which something was done on as many of the last days as a forecast
/// needs. Of the others nothing could be said, and in a large tree asking each of them takes too long for a key.
fn worked_on(tree: &Tree, today: NaiveDate) -> HashSet<NodeId> {
    let since = today.checked_sub_days(Days::new(SEEN_DAYS as u64)).unwrap_or(today);
    let mut days: HashMap<NodeId, usize> = HashMap::new();
    for (_, day) in tree.days().range(since..today) {
        let ids = day.done.iter().map(|done| done.id).chain(day.boxes.iter().map(|boxed| boxed.id));
        let tops = ids.flat_map(|id| {
            let mut path: Vec<NodeId> = iter::once(id).chain(tree.ancestors(id)).collect();
            path.split_off(path.len().saturating_sub(DEEPEST + 1))
        });
        for top in tops.collect::<HashSet<NodeId>>() {
            *days.entry(top).or_default() += 1;
        }
    }
    days.into_iter().filter(|(_, days)| *days >= LEAST_ACTIVE).map(|(id, _)| id).collect()
}

fn write(goal: NodeId, range: &Range, width: f64) -> Json {
    let (first, last) = (range.first.to_string(), range.last.to_string());
    json!({ "goal": goal.to_string(), "first": first, "last": last, "width": width })
}

impl Said {
    fn read(tree: &Tree, now: Now, on: NaiveDate, json: &Json) -> Option<Self> {
        let day = |name: &str| json[name].as_str().and_then(when::parse_date);
        let goal = tree.get(NodeId::parse(json["goal"].as_str()?));
        let closed = goal.filter(|goal| goal.state() == State::Done).and_then(Node::closed);
        let width = json["width"].as_f64().filter(|width| (NARROWEST..=WIDEST).contains(width))?;
        let closed = closed.map(|stamp| now.day_of(stamp));
        Some(Self { on, first: day("first")?, last: day("last")?, width, closed })
    }

    #[expect(clippy::cast_precision_loss, reason = "days of a few years")]
    fn wanted_width(&self) -> Option<f64> {
        let days = |day: NaiveDate| ((day - self.on).num_days().max(1) as f64).ln();
        let (truth, first, last) = (days(self.closed?), days(self.first), days(self.last));
        (last > first).then(|| self.width * (truth - first) / (last - first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, Day, Done, Field, Key, Stamp, Value};

    fn sunday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()
    }

    fn noon(day: NaiveDate) -> Stamp {
        Stamp(day.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp())
    }

    /// Goals of which it was said on a Sunday that they take ten to twenty days, and after how many they were closed.
    fn with(closed: &[u64]) -> Record {
        let now = Now::new(chrono::DateTime::parse_from_rfc3339("2030-03-01T12:00:00+00:00").unwrap());
        let after = |days| sunday() + Days::new(days);
        let range = Range { first: after(10), last: after(20), weeks: 8, due: None, grows: false };
        let mut builder = Builder::default();
        let mut said = vec![Json::from("no range"), json!({ "goal": "g0", "first": "soon" })];
        for (nth, days) in closed.iter().enumerate() {
            let goal = NodeId::parse(&format!("g{nth}"));
            said.push(write(goal, &range, 1.0));
            let closed = Field::new(Key::Closed, Value::Stamp(noon(after(*days))));
            builder.node(Node::with_fields(goal, vec![Field::text(Key::State, "done"), closed]), None);
        }
        let unknown = vec![(NAME.into(), Json::from(said).to_string().into())];
        builder.day(sunday(), Day { unknown, ..Day::default() });
        builder.day(after(7), Day { unknown: vec![(NAME.into(), "7".into())], ..Day::default() });
        Record::of(&builder.finish().0, now)
    }

    #[test]
    fn on_a_sunday_all_is_written_down_that_can_be_said() {
        let now = Now::new(chrono::DateTime::parse_from_rfc3339("2026-03-01T12:00:00+00:00").unwrap());
        let id = |text: &str| NodeId::parse(text);
        let mut builder = Builder::default();
        // Worked on at the top, below it, too seldom, and not at all.
        for (goal, above) in [
            ("top", None),
            ("below", Some("top")),
            ("deep", Some("below")),
            ("seldom", None),
            ("never", None),
        ] {
            builder.node(Node::new(id(goal), goal), above.map(id));
            for nth in 0..6 {
                let fields = vec![Field::text(Key::Title, "Job"), Field::number(Key::Minutes, 30)];
                builder.node(Node::with_fields(id(&format!("{goal}{nth}")), fields), Some(id(goal)));
            }
        }
        for ago in 1..=40 {
            let of = if ago % 7 == 0 { "seldom0" } else { "deep0" };
            let done = Done {
                id: id(of),
                at: "09:00".into(),
                minutes: Some(20),
                guess: None,
                title: "".into(),
                unknown: vec![],
            };
            builder.day(sunday() - Days::new(ago), Day { done: vec![done], ..Day::default() });
        }
        let tree = builder.finish().0;
        let wanted: Vec<Json> = ["top", "below", "seldom", "never"]
            .iter()
            .filter_map(|goal| match forecast(&tree, id(goal), now, &[], 1.0) {
                Some(Outlook::Range(range)) => Some(write(id(goal), &range, 1.0)),
                _ => None,
            })
            .collect();
        assert_eq!(wanted.len(), 2, "{wanted:?}");
        assert_eq!(to_note(&tree, now, &[]), Some(Json::from(wanted).to_string()));
    }

    #[test]
    fn ranges_are_held_against_the_truth() {
        assert_eq!((with(&[40; 7]).say(), with(&[40; 7]).width()), (None, 1.0));
        assert_eq!(
            with(&[8, 9, 10, 11, 12, 20, 19, 30, 40]).say().as_deref(),
            Some("Of my 9 earlier ranges 7 came true.")
        );
        for (closed, wanted) in [([20; 8], 1.0), ([40; 8], 2.0), ([10; 8], 0.5), ([800; 8], 3.0)] {
            assert!((with(&closed).width() - wanted).abs() < 1e-9, "{closed:?}");
        }
    }
}
