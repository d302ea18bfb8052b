//! When a goal will be done at the pace of its last weeks: an honest range, or a word that it is too early to say.

pub mod record;
mod runs;

use chrono::{Datelike, Days as Count, NaiveDate, Weekday};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::habits::{UNKNOWN_MINUTES, correction, working_days};
use super::momentum::{Cell, Days};
use super::spent::Scope;
use crate::model::{Day, Key, Node, NodeId, Now, State, Tree, Value};

pub use record::{NAME, Record};
pub use runs::{Draw, RUNS, Week, Work, runs};

/// Open jobs, days of log and active days among them that a forecast needs.
const LEAST_JOBS: usize = 5;
const LEAST_DAYS: usize = 28;
const LEAST_ACTIVE: usize = 8;
/// Days of the past that it goes by, the last of them yesterday.
const SEEN_DAYS: usize = 56;
/// Days of a goal in which what is added is its first plan and no growth.
const PLANNING_DAYS: i64 = 7;
/// What somebody could do more.
const MORE: f64 = 15.0;

/// What can be said of the end of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outlook {
    /// Nothing yet, before about so many more active days.
    Early(u32),
    /// A range of days.
    Range(Range),
    /// More than two years; and when half of the runs are done with a quarter of an hour a day more.
    Far(Option<NaiveDate>),
}

/// Days between which a goal may be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// Half of the runs are done by then.
    pub first: NaiveDate,
    /// 85 % of the runs are.
    pub last: NaiveDate,
    /// How many weeks of the past it goes by.
    pub weeks: usize,
    /// What it means for the day by which the goal is wanted.
    pub due: Option<InTime>,
    /// Whether new jobs came as fast as others were done.
    pub grows: bool,
}

/// How a range meets the day by which a goal is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InTime {
    /// In how many of ten runs.
    pub of_ten: u32,
    /// Minutes that each working day would need.
    pub needed: u32,
    /// Minutes that a working day had.
    pub done: u32,
}

/// The forecast of a goal as of the day of `now`: the same all day but for what was done and planned since. `width` is
/// how many times as wide as usual the error is, 1 for usual. None for fewer than five open jobs.
#[must_use]
pub fn forecast(tree: &Tree, goal: NodeId, now: Now, rest: &[Weekday], width: f64) -> Option<Outlook> {
    let open = open_jobs(tree, goal);
    if open.len() < LEAST_JOBS {
        return None;
    }
    let (today, scope) = (now.day(), Scope::work(tree, goal));
    let days = Days::of(tree, &scope, today, rest);
    let past = past(tree, &days, today);
    let active = past.iter().filter(|(_, cell)| cell.spent.is_active()).count();
    let log = usize::try_from((today - days.first()).num_days()).unwrap_or(0);
    if active < LEAST_ACTIVE || log < LEAST_DAYS || past.len() < 7 {
        let to_come = (LEAST_DAYS.saturating_sub(log) * active).div_ceil(log.max(1));
        return Some(Outlook::Early(LEAST_ACTIVE.saturating_sub(active).max(to_come).max(1) as u32));
    }
    let added = added(tree, goal, now, &scope);
    let weeks: Vec<Week> = past.chunks_exact(7).map(|week| block(week, &added, today)).collect();
    let work = work(tree, today, &open);
    let seed =
        goal.with_str(|id| xxh3_64_with_seed(id.as_bytes(), today.num_days_from_ce().unsigned_abs().into()));
    let ahead = ahead(tree, today);
    let dates = |more: f64| -> Vec<Option<NaiveDate>> {
        let runs = runs(&weeks, &work, Draw { seed, width, more });
        runs.into_iter().map(|day| day.and_then(|day| ahead.get(day).copied())).collect()
    };
    let ends = dates(0.0);
    let (Some(first), Some(last)) = (percentile(&ends, 50), percentile(&ends, 85)) else {
        return Some(Outlook::Far(percentile(&dates(MORE), 50)));
    };
    let sum = |of: &dyn Fn(&Week) -> f64| weeks.iter().map(of).sum::<f64>();
    let done = sum(&|week| week.minutes.iter().sum());
    let workdays = past.iter().filter(|(_, cell)| !cell.is_rest).count();
    let due = tree.get(goal).and_then(|node| node.date(Key::Due));
    let due = due.filter(|due| *due > today).and_then(|due| {
        let days = today.succ_opt().map_or(0, |tomorrow| working_days(tomorrow, due, rest));
        let in_time = ends.iter().filter(|end| end.is_some_and(|end| end <= due)).count();
        (days > 0).then(|| InTime {
            of_ten: ((in_time * 10 + RUNS / 2) / RUNS) as u32,
            needed: whole((expected(&work) / f64::from(days)).ceil()),
            done: whole((done / f64::from(workdays.max(1) as u32)).round()),
        })
    });
    let grows = sum(&|week| week.added) >= done;
    Some(Outlook::Range(Range { first, last, weeks: weeks.len(), due, grows }))
}

/// The date by which so many of a hundred runs are done.
fn percentile(ends: &[Option<NaiveDate>], share: usize) -> Option<NaiveDate> {
    ends.get((ends.len() * share).div_ceil(100).checked_sub(1)?).copied().flatten()
}

#[expect(clippy::cast_sign_loss, reason = "minutes are never below zero")]
fn whole(minutes: f64) -> u32 {
    minutes as u32
}

/// Minutes of the work, with the mean of finished jobs for those without an estimate.
fn expected(work: &Work) -> f64 {
    let count = |count: usize| f64::from(count as u32);
    let mean = if work.finished.is_empty() {
        f64::from(UNKNOWN_MINUTES)
    } else {
        work.finished.iter().sum::<f64>() / count(work.finished.len())
    };
    work.known + count(work.unknown.len()) * mean
}

/// The open jobs of a goal, but for what repeats and what lies in a settled branch.
fn open_jobs(tree: &Tree, goal: NodeId) -> Vec<&Node> {
    let mut settled = None;
    let mut open = Vec::new();
    for (depth, node) in tree.walk(Some(goal)) {
        if settled.is_some_and(|above| depth > above) {
            continue;
        }
        let counts = node.state() == State::Open && node.field(Key::Repeat).is_none();
        settled = (!counts).then_some(depth);
        if counts && node.id() != goal && tree.is_leaf(node.id()) {
            open.push(node);
        }
    }
    open
}

/// The last days of the past without holidays, newest first, the first of them yesterday.
fn past(tree: &Tree, days: &Days, today: NaiveDate) -> Vec<(NaiveDate, Cell)> {
    let back = (1..=SEEN_DAYS as u64).filter_map(|back| today.checked_sub_days(Count::new(back)));
    let cell = |date: NaiveDate| days.place(date).map_or_else(Cell::default, |at| days.cells()[at]);
    let lived = back.take_while(|date| *date >= days.first()).map(|date| (date, cell(date)));
    let is_holiday = |date| tree.day(date).is_some_and(Day::is_rest);
    lived.filter(|(date, cell)| cell.spent.is_active() || !is_holiday(*date)).collect()
}

/// What was added to a goal since its first week: when, and of how many minutes.
fn added(tree: &Tree, goal: NodeId, now: Now, scope: &Scope) -> Vec<(NaiveDate, f64)> {
    let created = |node: &Node| match node.field(Key::Created)?.value() {
        Value::Stamp(stamp) => Some(now.day_of(*stamp)),
        _ => None,
    };
    let Some(begun) = tree.get(goal).and_then(created) else { return Vec::new() };
    let jobs = tree.walk(Some(goal)).map(|(_, node)| node).filter(|node| {
        node.id() != goal && tree.is_leaf(node.id()) && scope.has(node.id()) && node.state() != State::Dropped
    });
    let minutes = |node: &Node| f64::from(node.minutes().unwrap_or(UNKNOWN_MINUTES));
    let all = jobs.filter_map(|node| Some((created(node)?, minutes(node))));
    all.filter(|(day, _)| (*day - begun).num_days() >= PLANNING_DAYS).collect()
}

#[expect(clippy::cast_precision_loss, reason = "minutes and days of weeks")]
fn block(days: &[(NaiveDate, Cell)], added: &[(NaiveDate, f64)], today: NaiveDate) -> Week {
    let mut week = Week::default();
    // Newest first here, but a week is walked from its beginning.
    for (minutes, (_, cell)) in week.minutes.iter_mut().zip(days.iter().rev()) {
        *minutes = cell.spent.minutes as f64;
    }
    if let (Some((last, _)), Some((first, _))) = (days.first(), days.last()) {
        let here = added.iter().filter(|(day, _)| first <= day && day <= last);
        week.added = here.map(|(_, minutes)| minutes).sum();
        week.age = (today - *last).num_days() as f64;
    }
    week
}

/// Corrected estimates, and what jobs without one draw from: the minutes of all that was finished.
fn work(tree: &Tree, today: NaiveDate, open: &[&Node]) -> Work {
    let correction = correction(tree, today);
    let minutes = |node: &Node| correction.estimate(node.minutes(), || node.tags());
    let finished = tree.days().range(..=today).flat_map(|(_, day)| &day.done);
    Work {
        known: open.iter().filter_map(|node| minutes(node)).map(f64::from).sum(),
        unknown: open.iter().filter(|node| minutes(node).is_none()).map(|node| node.id()).collect(),
        finished: finished.map(|done| f64::from(done.minutes.unwrap_or(UNKNOWN_MINUTES))).collect(),
    }
}

/// The days to come from tomorrow on, without the holidays that are set already.
fn ahead(tree: &Tree, today: NaiveDate) -> Vec<NaiveDate> {
    let days = today.succ_opt().into_iter().flat_map(|tomorrow| tomorrow.iter_days());
    let is_holiday = |date: &NaiveDate| tree.day(*date).is_some_and(Day::is_rest);
    days.filter(|date| !is_holiday(date)).take(runs::MOST_DAYS).collect()
}

impl Outlook {
    /// The lines of it, as they are said on the day `today`.
    #[must_use]
    pub fn say(&self, today: NaiveDate) -> Vec<String> {
        match self {
            Self::Early(1) => vec!["Too early to say. About 1 more active day.".into()],
            Self::Early(days) => vec![format!("Too early to say. About {days} more active days.")],
            Self::Far(end) => {
                let far = "At this pace more than two years.".to_owned();
                let more =
                    end.map(|end| format!("15 minutes a day more would make it {}.", month(end, today)));
                std::iter::once(far).chain(more).collect()
            }
            Self::Range(range) => range.say(today),
        }
    }
}

impl Range {
    fn say(&self, today: NaiveDate) -> Vec<String> {
        let year = |day: NaiveDate| if day.year() == today.year() { "%-d %B" } else { "%-d %B %Y" };
        let (first, last) = (self.first, self.last);
        let begin = if (first.year(), first.month()) == (last.year(), last.month()) {
            "%-d"
        } else if first.year() == last.year() {
            "%-d %B"
        } else {
            year(first)
        };
        let end = last.format(year(last));
        let days = if first == last {
            format!("On {end}")
        } else {
            format!("Between {} and {end}", first.format(begin))
        };
        let mut lines = vec![format!("{days}, at the pace of the last {} weeks.", self.weeks)];
        lines.extend(self.due.map(InTime::say));
        lines
            .extend(self.grows.then(|| "New jobs come as fast as you finish them. Cut, or add time?".into()));
        lines
    }
}

impl InTime {
    fn say(self) -> String {
        let Self { of_ten, needed, done } = self;
        format!("In time in {of_ten} of 10 runs; {needed} min a day are needed, you do {done}.")
    }
}

/// `this November`, `next November`, `November 2029`.
fn month(day: NaiveDate, today: NaiveDate) -> String {
    match day.year() - today.year() {
        0 => format!("this {}", day.format("%B")),
        1 => format!("next {}", day.format("%B")),
        _ => day.format("%B %Y").to_string(),
    }
}

#[cfg(test)]
mod tests;
