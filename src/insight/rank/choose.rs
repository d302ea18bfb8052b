//! From sums to a list: a filled day, three jobs for fifteen minutes, one job that was long out of sight.

use std::collections::HashSet;

use chrono::{DateTime, Days, NaiveDate};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::ledger::{DREADED, Ledger};
use super::{Context, Points, Ranked, rank_with_listed, walk};
use crate::model::{Day, Field, Key, Node, NodeId, Tree, Value};

/// Jobs on a filled day, those that were on it already counted in.
const MOST_JOBS: usize = 5;
/// Minutes by which the last job may go over the room.
const GRACE: u32 = 5;
/// What a job counts less for each one of the same goal that is on the list.
const AGAIN: Points = Points(60);
/// What a job that fills the minutes at hand wholly gains.
const PERFECT_FIT: f64 = 10.0;
/// Days without a sight of it after which a job may come up by chance.
const OUT_OF_SIGHT: u32 = 21;

/// A job of a filled day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen<'r> {
    /// Which.
    pub job: &'r Ranked,
    /// What it counted when it was taken: its sum, less for others of its goal.
    pub counted: Points,
}

/// Fills `room_left` minutes from a ranking. `taken` are the goals of the jobs that are on the list already, one for
/// each job.
///
/// The best is taken; then each other job of its goal counts 6 less; what does not fit into the room and five minutes
/// of grace is passed over; five jobs are enough.
#[must_use]
pub fn fill<'r>(ranked: &'r [Ranked], room_left: u32, taken: &[NodeId]) -> Vec<Chosen<'r>> {
    let mut chosen: Vec<Chosen<'r>> = Vec::new();
    let mut left = i64::from(room_left);
    while left > 0 && chosen.len() + taken.len() < MOST_JOBS {
        let counted = |job: &Ranked| {
            let mine = chosen.iter().map(|chosen| chosen.job.root);
            let again = taken.iter().copied().chain(mine).filter(|root| *root == job.root);
            job.sum - again.map(|_| AGAIN).sum()
        };
        let fits = |job: &&Ranked| i64::from(job.minutes) <= left + i64::from(GRACE);
        let free = |job: &&Ranked| chosen.iter().all(|chosen| chosen.job.id != job.id);
        let best = ranked.iter().filter(fits).filter(free).map(|job| Chosen { job, counted: counted(job) });
        let best = best.min_by_key(|chosen| chosen.job.order(chosen.counted));
        let Some(best) = best else { break };
        left -= i64::from(best.job.minutes);
        chosen.push(best);
    }
    chosen
}

/// Why one of three jobs is offered for a few minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The greatest sum.
    Best,
    /// The smallest, and of those the least dreaded.
    Easiest,
    /// The shortest that is dreaded.
    Dreaded,
    /// The next after the best.
    Second,
}

impl Reason {
    /// Why, for reading.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Best => "best now",
            Self::Easiest => "easiest",
            Self::Dreaded => "get it behind you",
            Self::Second => "second best",
        }
    }
}

/// A job for a few minutes.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Which, with its terms.
    pub job: Ranked,
    /// What it gains by filling the minutes: 10 · estimate ÷ minutes.
    pub fit: Points,
    /// Its sum with that.
    pub sum: Points,
    /// Why it is offered.
    pub reason: Reason,
}

/// Up to three jobs for the next `minutes`: the best, the easiest, and the shortest dreaded one or else the second
/// best. What is on Today may be among them: it was chosen for this day.
#[must_use]
pub fn fit(tree: &Tree, context: &Context, minutes: u32) -> Vec<Fit> {
    let context = Context { free_minutes: Some(minutes), ..context.clone() };
    let mut jobs = rank_with_listed(tree, &context);
    jobs.retain(|job| job.minutes <= minutes);
    let gain = |job: &Ranked| Points::of(PERFECT_FIT * f64::from(job.minutes) / f64::from(minutes.max(1)));
    jobs.sort_unstable_by_key(|job| job.order(job.sum + gain(job)));
    let mut rows: Vec<Fit> = Vec::new();
    let mut take = |at: Option<usize>, reason: Reason, jobs: &mut Vec<Ranked>| {
        if let Some(at) = at {
            let job = jobs.remove(at);
            let fit = gain(&job);
            rows.push(Fit { sum: job.sum + fit, fit, job, reason });
        }
        at.is_some()
    };
    let least = |jobs: &[Ranked], least_dread: u32| {
        let all = jobs.iter().enumerate().filter(|(_, job)| job.dread >= least_dread);
        all.min_by_key(|(at, job)| (job.minutes, job.dread, *at)).map(|(at, _)| at)
    };
    take((!jobs.is_empty()).then_some(0), Reason::Best, &mut jobs);
    take(least(&jobs, 0), Reason::Easiest, &mut jobs);
    if !take(least(&jobs, DREADED), Reason::Dreaded, &mut jobs) {
        take((!jobs.is_empty()).then_some(0), Reason::Second, &mut jobs);
    }
    rows
}

/// The job of the day that was not made, listed, boxed or ticked for 21 days, drawn with a chance that grows with what
/// it matters, as 2^(matters ÷ 10). The same all day; none once it was taken.
#[must_use]
pub fn resurface(tree: &Tree, context: &Context) -> Option<NodeId> {
    let seen = seen(tree, context.day);
    let touched = tree.day(context.day).map(|day| {
        day.list.iter().copied().chain(day.done.iter().map(|done| done.id)).collect::<HashSet<NodeId>>()
    });
    let touched = touched.unwrap_or_default();
    let mut drawn: Option<(f64, NodeId, bool)> = None;
    walk::walk(tree, context, &Ledger::of(tree, context), |job| {
        let id = job.node.id();
        let is_free = job.gate.is_none();
        if !(is_free || touched.contains(&id)) || seen.contains(&id) || is_new(job.node, context.day) {
            return;
        }
        // The shortest of waits whose mean is one by the weight: each wins with a chance by its weight, and no other
        // that comes or goes changes whose wait is shorter (Efraimidis and Spirakis 2006).
        let wait = -uniform(id, context.day).ln() / job.carried.product.clamp(0.25, 2.0);
        if drawn.is_none_or(|drawn| (wait, id) < (drawn.0, drawn.1)) {
            drawn = Some((wait, id, is_free));
        }
    });
    drawn.filter(|drawn| drawn.2).map(|drawn| drawn.1)
}

/// What was listed, boxed or done in the last three weeks before today.
fn seen(tree: &Tree, today: NaiveDate) -> HashSet<NodeId> {
    let first = today.checked_sub_days(Days::new((OUT_OF_SIGHT - 1).into())).unwrap_or(today);
    let days = tree.days().range(first..today).map(|(_, day)| day);
    let seen = days.flat_map(|day| {
        let done = day.done.iter().map(|done| done.id).chain(day.boxes.iter().map(|boxed| boxed.id));
        day.list.iter().copied().chain(done)
    });
    seen.collect()
}

/// Whether a job was made in the last three weeks.
fn is_new(node: &Node, today: NaiveDate) -> bool {
    created(node).is_some_and(|created| (today - created).num_days() < OUT_OF_SIGHT.into())
}

fn created(node: &Node) -> Option<NaiveDate> {
    let Some(Value::Stamp(stamp)) = node.field(Key::Created).map(Field::value) else {
        return None;
    };
    DateTime::from_timestamp(stamp.0, 0).map(|time| time.date_naive())
}

/// Whole weeks since a job was listed, boxed or done, else since it was made; none if nobody knows.
#[must_use]
pub fn weeks_unseen(tree: &Tree, today: NaiveDate, id: NodeId) -> Option<i64> {
    let has = |day: &Day| {
        day.list.contains(&id)
            || day.done.iter().any(|done| done.id == id)
            || day.boxes.iter().any(|boxed| boxed.id == id)
    };
    let seen = tree.days().range(..today).rev().find(|(_, day)| has(day)).map(|(date, _)| *date);
    let since = seen.or_else(|| tree.get(id).and_then(created))?;
    Some((today - since).num_weeks())
}

/// A number above 0 and below 1 that follows from the job and the day alone.
fn uniform(id: NodeId, day: NaiveDate) -> f64 {
    let seed = (day - NaiveDate::default()).num_days().cast_unsigned();
    let bits = id.with_str(|text| xxh3_64_with_seed(text.as_bytes(), seed)) >> 32;
    (f64::from(bits as u32) + 0.5) / (f64::from(u32::MAX) + 1.0)
}
