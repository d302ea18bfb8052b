//! What was done in a span of days, for a page of text.

use chrono::{Days as Count, Months, NaiveDate};
use foldhash::{HashMap, HashMapExt};

use super::tally::{self, Tally};
use super::{Counter, First, Frame, firsts, scope};
use crate::insight::strength::{self, Held};
use crate::model::{Key, NodeId, Tree};

/// How far a report looks back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Seven days, today the last.
    Week,
    /// A month, today the last day.
    Month,
    /// A year, today the last day.
    Year,
}

/// What was done for one goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Which; none for what stands in no goal, or is gone.
    pub goal: Option<NodeId>,
    /// What it is called.
    pub title: String,
    /// Jobs ticked.
    pub jobs: u64,
    /// Minutes credited.
    pub minutes: u64,
}

/// What was done in a span of days.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Of which goal; none for everything.
    pub title: Option<String>,
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// Jobs ticked.
    pub jobs: u64,
    /// Minutes credited.
    pub minutes: u64,
    /// Active days.
    pub active: u32,
    /// What was done, by goal, most minutes first; of one goal, by its parts.
    pub shares: Vec<Share>,
    /// What was counted in the span, and in all.
    pub counters: Vec<(Counter, u64)>,
    /// The firsts that fell into it.
    pub firsts: Vec<First>,
    /// The repeats that were done, most often first.
    pub repeats: Vec<Repeat>,
}

/// A repeat that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    /// Which.
    pub id: NodeId,
    /// What it is called.
    pub title: String,
    /// How often it was done.
    pub times: u32,
    /// How firmly it is rooted, where it is.
    pub held: Option<Held>,
}

impl Span {
    /// Its first day.
    #[must_use]
    pub fn first(self, today: NaiveDate) -> NaiveDate {
        let back = |months| today.checked_sub_months(Months::new(months)).and_then(|day| day.succ_opt());
        match self {
            Self::Week => today.checked_sub_days(Count::new(6)),
            Self::Month => back(1),
            Self::Year => back(12),
        }
        .unwrap_or(today)
    }
}

impl Report {
    /// The report of the days up to today, on everything or on one goal.
    #[must_use]
    pub fn of(tree: &Tree, goal: Option<NodeId>, span: Span, frame: Frame<'_>) -> Self {
        let today = frame.today();
        let first = span.first(today);
        let scope = scope(tree, goal);
        let tally = Tally::of(tree, &scope, goal, frame.now);
        let tops = tops(tree, goal);
        let mut shares: HashMap<Option<NodeId>, (u64, u64)> = HashMap::new();
        let mut ticks: HashMap<NodeId, u32> = HashMap::new();
        let mut active = 0;
        for (_, day) in tree.days().range(first..=today) {
            active += u32::from(scope.spent(day).is_active());
            for done in day.done.iter().filter(|done| scope.has(done.id)) {
                shares.entry(tops.get(&done.id).copied()).or_default().0 += 1;
                *ticks.entry(done.id).or_default() += 1;
            }
            for (id, minutes) in tally::worth(day).filter(|(id, _)| scope.has(*id)) {
                shares.entry(tops.get(&id).copied()).or_default().1 += u64::from(minutes);
            }
        }
        let title = |id: NodeId| tree.get(id).map(|node| node.title().to_owned());
        let mut shares: Vec<Share> = shares
            .into_iter()
            .map(|(goal, (jobs, minutes))| {
                let title = goal.and_then(title).unwrap_or_else(|| "other".into());
                Share { goal, title, jobs, minutes }
            })
            .collect();
        shares.sort_by(|one, other| {
            other
                .minutes
                .cmp(&one.minutes)
                .then(other.jobs.cmp(&one.jobs))
                .then_with(|| one.title.cmp(&other.title))
        });
        let counters = tally.counters.iter().enumerate().filter_map(|(at, counter)| {
            let here = tally
                .added
                .iter()
                .filter(|added| added.counter == at && (first..=today).contains(&added.day));
            let gained: u64 = here.map(|added| u64::from(added.count)).sum();
            (gained > 0).then(|| (counter.clone(), gained))
        });
        let mut firsts = firsts::firsts(&tally);
        firsts.retain(|one| (first..=today).contains(&one.day));
        Self {
            title: goal.and_then(title),
            first,
            last: today,
            jobs: shares.iter().map(|share| share.jobs).sum(),
            minutes: shares.iter().map(|share| share.minutes).sum(),
            active,
            counters: counters.collect(),
            firsts,
            repeats: repeats(tree, goal, &ticks, frame),
            shares,
        }
    }
}

/// For each node the part that it counts for: the goal at the top, or of one goal what stands right below it.
fn tops(tree: &Tree, goal: Option<NodeId>) -> HashMap<NodeId, NodeId> {
    let Some(goal) = goal else { return tally::roots(tree, None) };
    let mut tops = HashMap::new();
    for child in tree.children(Some(goal)) {
        tops.extend(tree.walk(Some(child)).map(|(_, node)| (node.id(), child)));
    }
    tops
}

fn repeats(tree: &Tree, goal: Option<NodeId>, ticks: &HashMap<NodeId, u32>, frame: Frame<'_>) -> Vec<Repeat> {
    let when = (frame.today(), frame.now.calendar.week_starts);
    let held = strength::held(tree, &scope(tree, goal), when, frame.rest);
    let mut repeats: Vec<Repeat> = ticks
        .iter()
        .filter_map(|(id, times)| {
            let node = tree.get(*id).filter(|node| node.field(Key::Repeat).is_some())?;
            let held = held.iter().find(|held| held.id == *id).cloned();
            Some(Repeat { id: *id, title: node.title().to_owned(), times: *times, held })
        })
        .collect();
    repeats.sort_by(|one, other| other.times.cmp(&one.times).then_with(|| one.title.cmp(&other.title)));
    repeats
}
