//! How far somebody has come: since when, the firsts, what was done a month and a year ago, the path of a goal, what is
//! counted, and which repeats held. Of everything or of one goal; reckoned each time, from one walk through the tree
//! and a few through the ledger.

mod counted;
pub mod day;
mod firsts;
pub mod path;
pub mod report;
mod svg;
mod tally;
mod then;

use chrono::{Days as Count, Months, NaiveDate, Weekday};

pub use counted::{ADDS, Counter};
pub use firsts::{First, MOST_FIRSTS};
pub use svg::svg;
pub use then::Then;

use super::heat::{Map, WEEKS};
use super::momentum::{Days, Pace};
use super::spent::Scope;
use super::strength::{self, Held};
use crate::model::{Key, NodeId, Now, State, Tree};
use crate::text::count::counted;
use path::Path;
use tally::Tally;

/// When it is, and how the person's days are counted.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The moment.
    pub now: Now,
    /// How many days of seven are meant to be active.
    pub pace: Pace,
    /// The weekdays for rest.
    pub rest: &'a [Weekday],
}

impl Frame<'_> {
    fn today(&self) -> NaiveDate {
        self.now.day()
    }
}

/// How far somebody has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookback {
    /// Of which goal; none for everything.
    pub goal: Option<NodeId>,
    /// What belongs to it.
    pub scope: Scope,
    /// What it is called.
    pub title: String,
    /// The first active day; none before it.
    pub since: Option<NaiveDate>,
    /// Jobs ticked.
    pub jobs: u64,
    /// Minutes credited.
    pub minutes: u64,
    /// Active days.
    pub active: u32,
    /// The first of each kind, oldest first.
    pub firsts: Vec<First>,
    /// What is counted, most first.
    pub counters: Vec<Counter>,
    /// The week a year ago.
    pub year_ago: Then,
    /// The week a month ago.
    pub month_ago: Then,
    /// The path of the goal; of everything, that of the goal with most minutes.
    pub path: Option<Path>,
    /// All weeks since the first day, at least the last 53.
    pub map: Map,
    /// The repeats that held, the strongest first.
    pub held: Vec<Held>,
}

impl Lookback {
    /// What tree and ledger tell of a goal, or of everything.
    #[must_use]
    pub fn of(tree: &Tree, goal: Option<NodeId>, frame: Frame<'_>) -> Self {
        let (today, week_starts) = (frame.today(), frame.now.calendar.week_starts);
        let scope = scope(tree, goal);
        let days = Days::of(tree, &scope, today, frame.rest);
        let tally = Tally::of(tree, &scope, goal, frame.now);
        let sum = |of: fn(&super::momentum::Cell) -> u64| days.cells().iter().map(of).sum();
        let since = (!days.cells().is_empty()).then(|| days.first());
        let then = |day: Option<NaiveDate>| {
            day.map_or(Then::Before(None), |day| then::then(tree, &scope, &tally, since, day, week_starts))
        };
        Self {
            goal,
            title: goal.and_then(|id| tree.get(id)).map(|node| node.title().to_owned()).unwrap_or_default(),
            since,
            jobs: sum(|cell| u64::from(cell.spent.ticks)),
            minutes: sum(|cell| cell.spent.minutes),
            active: days.cells().iter().filter(|cell| cell.spent.is_active()).count() as u32,
            firsts: firsts::firsts(&tally),
            year_ago: then(today.checked_sub_months(Months::new(12))),
            month_ago: then(today.checked_sub_months(Months::new(1))),
            path: path::path(tree, goal.or(tally.busiest), &tally, frame.now),
            map: Map::of(tree, &days, today, weeks(days.first(), today), week_starts, frame.pace, frame.rest),
            held: strength::held(tree, &scope, (today, week_starts), frame.rest),
            counters: tally.counters,
            scope,
        }
    }

    /// Whether nothing is done yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.since.is_none()
    }

    /// `Since 3 February 2026`, and `412 jobs · 96 h`.
    #[must_use]
    pub fn head(&self) -> Option<(String, String)> {
        let since = self.since?.format("Since %-d %B %Y").to_string();
        Some((since, say_sum(self.jobs, self.minutes)))
    }
}

/// The weeks of a map that goes back to a day.
fn weeks(first: NaiveDate, today: NaiveDate) -> u32 {
    let weeks = (today - first).num_days() / 7 + 2;
    u32::try_from(weeks).unwrap_or(WEEKS).max(WEEKS)
}

/// What is looked at.
fn scope(tree: &Tree, goal: Option<NodeId>) -> Scope {
    goal.map_or(Scope::All, |goal| Scope::branch(tree, goal))
}

/// What can be looked at on its own: the goals that have something inside and were not let go, in the order of the
/// tree, and then what repeats, by name.
#[must_use]
pub fn subjects(tree: &Tree) -> Vec<NodeId> {
    let is_goal =
        |id: &NodeId| !tree.is_leaf(*id) && tree.get(*id).is_some_and(|node| node.state() != State::Dropped);
    let repeats = tree.dated().filter(|node| node.field(Key::Repeat).is_some() && tree.is_leaf(node.id()));
    let mut repeats: Vec<(&str, NodeId)> = repeats.map(|node| (node.title(), node.id())).collect();
    repeats.sort_unstable();
    tree.children(None).filter(is_goal).chain(repeats.into_iter().map(|(_, id)| id)).collect()
}

/// `412 jobs · 96 h`.
#[must_use]
pub fn say_sum(jobs: u64, minutes: u64) -> String {
    let jobs = counted(jobs, "job");
    // From ten hours on, minutes say nothing more.
    match minutes / 60 {
        0 if minutes == 0 => jobs,
        0..10 => format!("{jobs} · {}", crate::text::when::say_minutes(minutes)),
        _ => format!("{jobs} · {} h", (minutes + 30) / 60),
    }
}

/// The seven days of the week in which a day lies.
fn week(day: NaiveDate, week_starts: Weekday) -> std::ops::RangeInclusive<NaiveDate> {
    let first = day.week(week_starts).checked_first_day().unwrap_or(day);
    first..=first.checked_add_days(Count::new(6)).unwrap_or(day)
}
