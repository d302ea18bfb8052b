//! The burn-up of a goal: week by week what was done of it, and how much there was in all.

use std::collections::HashMap;

use chrono::{Datelike, Days as Count, NaiveDate};

use super::habits::UNKNOWN_MINUTES;
use super::spent::Scope;
use crate::model::{Key, Node, NodeId, Now, State, Tree, Value};
use crate::text::count::counted;

/// Most weeks that are drawn: ten years.
const MOST_WEEKS: usize = 530;

/// How far a goal had come at the end of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// The first day of the week.
    pub first: NaiveDate,
    /// Minutes done since the beginning.
    pub done: u64,
    /// Those, and the minutes of the jobs that were open.
    pub all: u64,
}

/// The weeks of a goal up to today, oldest first, without what repeats. Jobs that were let go leave it as if they had
/// never been there; none before anything was added or done.
#[must_use]
pub fn burnup(tree: &Tree, goal: NodeId, now: Now) -> Vec<Week> {
    let today = now.day();
    let scope = Scope::work(tree, goal);
    let days: Vec<(NaiveDate, u64)> =
        tree.days().range(..=today).map(|(date, day)| (*date, scope.spent(day).minutes)).collect();
    let jobs = jobs(tree, goal, now);
    let begun =
        jobs.iter().map(|job| job.added).chain(days.iter().filter(|day| day.1 > 0).map(|day| day.0)).min();
    let Some(begun) = begun.filter(|begun| *begun <= today) else { return Vec::new() };
    let newest = today.week(now.calendar.week_starts).checked_first_day();
    let weeks = std::iter::successors(newest, |first| first.checked_sub_days(Count::new(7)));
    let weeks = weeks.take_while(|first| *first + Count::new(6) >= begun).take(MOST_WEEKS);
    let week = |first: NaiveDate| {
        let last = first + Count::new(6);
        let done = days.iter().filter(|day| day.0 <= last).map(|day| day.1).sum();
        let was_open = |job: &&Job| job.added <= last && job.done.is_none_or(|done| done > last);
        let open: u64 = jobs.iter().filter(was_open).map(|job| u64::from(job.minutes)).sum();
        Week { first, done, all: done + open }
    };
    let mut weeks: Vec<Week> = weeks.map(week).collect();
    weeks.reverse();
    weeks
}

/// `March: 22 jobs done, 14 added.`; nothing of a month without either.
#[must_use]
pub fn caption(tree: &Tree, goal: NodeId, now: Now, month: NaiveDate) -> Option<String> {
    let is_in = |day: NaiveDate| (day.year(), day.month()) == (month.year(), month.month());
    let jobs = jobs(tree, goal, now);
    let done = jobs.iter().filter(|job| job.done.is_some_and(is_in)).count();
    let added = jobs.iter().filter(|job| is_in(job.added)).count();
    let words = || format!("{}: {} done, {added} added.", month.format("%B"), counted(done, "job"));
    (done + added > 0).then(words)
}

struct Job {
    added: NaiveDate,
    done: Option<NaiveDate>,
    minutes: u32,
}

fn jobs(tree: &Tree, goal: NodeId, now: Now) -> Vec<Job> {
    let ticks = tree.days().iter().flat_map(|(date, day)| day.done.iter().map(|done| (done.id, *date)));
    // The last tick of a job counts.
    let ticked: HashMap<NodeId, NaiveDate> = ticks.collect();
    let job = |node: &Node| {
        let created = match node.field(Key::Created).map(crate::model::Field::value) {
            Some(Value::Stamp(stamp)) => Some(now.day_of(*stamp)),
            _ => None,
        };
        let closed = ticked.get(&node.id()).copied().or_else(|| node.closed().map(|stamp| now.day_of(stamp)));
        let done = closed.filter(|_| node.state() == State::Done);
        // What says of neither when it was is as old as what can be told.
        let added = created.or(done).unwrap_or_else(|| now.day());
        Job { added, done, minutes: node.minutes().unwrap_or(UNKNOWN_MINUTES) }
    };
    let counts = |node: &&Node| {
        let is_job = node.id() != goal && tree.is_leaf(node.id()) && node.field(Key::Repeat).is_none();
        is_job && matches!(node.state(), State::Open | State::Done)
    };
    tree.walk(Some(goal)).map(|(_, node)| node).filter(counts).map(job).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, Day, Done, Field, Stamp};
    use chrono::DateTime;

    #[test]
    fn both_lines_are_summed_by_weeks() {
        let now = Now::new(DateTime::parse_from_rfc3339("2026-03-18T12:00:00+00:00").unwrap());
        let goal = NodeId::parse("g");
        let mut builder = Builder::default();
        builder.node(Node::new(goal, "Site"), None);
        // Made and done so many days ago; today is a Wednesday.
        let jobs = [
            ("a", 16_i64, Some(15_u64), Some(30_u32), "done"),
            ("b", 16, Some(2), None, "done"),
            ("c", 16, None, Some(60), ""),
            ("d", 1, None, Some(45), ""),
            ("e", 16, None, Some(500), "dropped"),
            ("r", 16, Some(1), Some(10), ""),
        ];
        for (id, made, done, minutes, state) in jobs {
            let created = Value::Stamp(Stamp(now.stamp().0 - 86_400 * made));
            let mut fields = vec![Field::text(Key::Title, "Job"), Field::new(Key::Created, created)];
            fields.extend(minutes.map(|minutes| Field::number(Key::Minutes, minutes)));
            fields.extend(State::named(state).field());
            fields.extend((id == "r").then(|| Field::text(Key::Repeat, "every:day")));
            let id = NodeId::parse(id);
            builder.node(Node::with_fields(id, fields), Some(goal));
            if let Some(ago) = done {
                let at = "09:00".into();
                let done = vec![Done { id, at, minutes, guess: None, title: "".into(), unknown: vec![] }];
                builder.day(now.day() - Count::new(ago), Day { done, ..Day::default() });
            }
        }
        let tree = builder.finish().0;
        let said: Vec<(u64, u64)> =
            burnup(&tree, goal, now).iter().map(|week| (week.done, week.all)).collect();
        assert_eq!(said, [(30, 105), (30, 105), (45, 150)]);
        assert_eq!(caption(&tree, goal, now, now.day()).as_deref(), Some("March: 2 jobs done, 4 added."));
    }
}
