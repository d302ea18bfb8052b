//! How often the forecast's days come true for made-up users, beside the table of PRODUCT.md 3.5.4: `coverage [USERS]`.
//!
//! The table does not say how its users were made. Here they are such that plain drawing of past weeks (its left
//! columns) comes out alike; then its right columns judge the forecast. A star is at a share that is off by more than
//! .07 from them.

use chrono::{Days, NaiveDate};
use fastrand::Rng;
use goaltree::insight::forecast::{Outlook, RUNS, forecast};
use goaltree::model::{Builder, Day, Done, Field, Key, Node, NodeId, Stamp, State, Tree, Value};
use goaltree_benches::now;

/// Users of a cell, if nothing else is said.
const USERS: usize = 300;
/// How far a share may lie from the table.
const OFF: f64 = 0.07;
/// Minutes of an active day in the middle, and of an open job.
const MINUTES: f64 = 30.0;
const JOB: u32 = 15;
/// Days after which plain drawing takes a past week half as often.
const PLAIN_HALF_LIFE: f64 = 28.0;
/// Days to come after which somebody has given up; twice what the forecast looks at.
const MOST_DAYS: usize = 1_800;

#[derive(Clone, Copy)]
enum User {
    /// Four days of five, each by itself.
    Steady,
    /// Times with work on most days, and pauses; how long either lasts is chance.
    Bursty,
    /// Seven days of ten, and every day a little less: half as much after a year.
    Drifting,
}

/// A row of the table: user, days of history, days of work, then P50 and P85 of plain drawing and of the forecast.
struct Row(User, u64, f64, [f64; 2], [f64; 2]);

#[rustfmt::skip]
const TABLE: [Row; 8] = [
    Row(User::Steady,   56, 14.0, [0.58, 0.84], [0.57, 0.89]),
    Row(User::Steady,   56, 90.0, [0.53, 0.72], [0.57, 0.99]),
    Row(User::Bursty,   28, 14.0, [0.52, 0.71], [0.54, 0.78]),
    Row(User::Bursty,   56, 45.0, [0.48, 0.68], [0.53, 0.89]),
    Row(User::Bursty,   56, 90.0, [0.50, 0.65], [0.47, 0.98]),
    Row(User::Drifting, 56, 14.0, [0.45, 0.74], [0.47, 0.81]),
    Row(User::Drifting, 56, 45.0, [0.35, 0.56], [0.33, 0.76]),
    Row(User::Drifting, 56, 90.0, [0.26, 0.41], [0.24, 0.89]),
];

impl User {
    fn name(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Bursty => "bursty",
            Self::Drifting => "drifting",
        }
    }

    /// The share of active days in a pause and else, and by how much the minutes of an active day differ (the standard
    /// deviation of their logarithm).
    fn days(self) -> (f64, f64, f64) {
        match self {
            Self::Steady => (0.8, 0.8, 0.4),
            Self::Bursty => (0.05, 0.85, 0.6),
            Self::Drifting => (0.7, 0.7, 0.6),
        }
    }

    /// The chances of a pause to begin and to end on a day.
    fn pauses(self) -> (f64, f64) {
        if let Self::Bursty = self { (1.0 / 12.0, 1.0 / 5.0) } else { (0.0, 1.0) }
    }

    /// The minutes of a day `ahead` of today, on average over many users.
    fn mean(self, ahead: f64) -> f64 {
        let ((paused, working, spread), (begin, end)) = (self.days(), self.pauses());
        let share = (paused * begin + working * end) / (begin + end);
        share * MINUTES * (spread * spread / 2.0).exp() * self.drift(ahead)
    }

    fn drift(self, ahead: f64) -> f64 {
        if let Self::Drifting = self { 0.5_f64.powf(ahead / 365.0) } else { 1.0 }
    }

    /// The minutes of so many days, the first of them an active one, up to `MOST_DAYS` from today on.
    fn live(self, history: u64, rng: &mut Rng) -> Vec<u32> {
        let ((paused, working, spread), (begin, end)) = (self.days(), self.pauses());
        let mut is_pause = false;
        let mut minutes = Vec::new();
        for day in 0..history as usize + MOST_DAYS {
            is_pause = day > 0 && if is_pause { rng.f64() >= end } else { rng.f64() < begin };
            let is_active = rng.f64() < if is_pause { paused } else { working } || day == 0;
            let normal = (-2.0 * (1.0 - rng.f64()).ln()).sqrt() * (std::f64::consts::TAU * rng.f64()).cos();
            let worth = MINUTES * (spread * normal).exp() * self.drift(day as f64 - history as f64);
            minutes.push(if is_active { (worth.round() as u32).max(1) } else { 0 });
        }
        minutes
    }
}

fn main() {
    let users = std::env::args().nth(1).and_then(|users| users.parse().ok()).unwrap_or(USERS);
    println!("| user | history, work | plain: the table's | here | forecast: the table's | here |");
    println!("|---|---|---|---|---|---|");
    for Row(user, history, work, plainly, wanted) in TABLE {
        let mut hits = [0_usize; 4];
        let mut judged = 0;
        for nth in 0..users {
            let mut rng = Rng::with_seed(nth as u64 * 1_000 + history + work as u64);
            let lived = user.live(history, &mut rng);
            let (past, ahead) = lived.split_at(history as usize);
            let jobs = (user.mean(work / 2.0) * work / f64::from(JOB)).round().max(5.0) as usize;
            let truth = end(ahead.iter().copied().map(f64::from), jobs);
            let Some(said) = said(past, jobs, nth) else { continue };
            judged += 1;
            let plain = plain(past, jobs, &mut rng);
            for (hit, day) in hits.iter_mut().zip(plain.into_iter().chain(said)) {
                *hit += usize::from(truth <= day);
            }
        }
        let shares = hits.map(|hit| hit as f64 / judged as f64);
        let say = |shares: &[f64]| format!("{:.2} / {:.2}", shares[0], shares[1]).replace("0.", ".");
        let is_off = wanted.iter().zip(&shares[2..]).any(|(wanted, share)| (wanted - share).abs() > OFF);
        let star = if is_off { " *" } else { "" };
        let cells = [&plainly, &shares[..2], &wanted, &shares[2..]].map(say).join(" | ") + star;
        println!("| {} | {history} d, ~{work} d | {cells} |", user.name());
        if judged < users {
            eprintln!("{} {history} d: only {judged} of {users} have a forecast", user.name());
        }
    }
}

/// After how many days so many jobs are done.
fn end(days: impl Iterator<Item = f64>, jobs: usize) -> u64 {
    let mut left = (jobs * JOB as usize) as f64;
    let mut count = 0;
    for minutes in days {
        (count, left) = (count + 1, left - minutes);
        if left <= 0.0 {
            return count;
        }
    }
    u64::MAX
}

/// The two days of the forecast, counted from today; what is beyond its horizon is no day that could be wrong.
fn said(past: &[u32], jobs: usize, nth: usize) -> Option<[u64; 2]> {
    let goal = NodeId::parse(&format!("goal{nth}"));
    let days = |day: NaiveDate| (day - now().day()).num_days().unsigned_abs();
    match forecast(&tree(goal, past, jobs), goal, now(), &[], 1.0)? {
        Outlook::Early(_) => None,
        Outlook::Far(_) => Some([u64::MAX; 2]),
        Outlook::Range(range) => Some([days(range.first), days(range.last)]),
    }
}

/// A goal with what was done of it up to yesterday, and its open jobs.
fn tree(goal: NodeId, past: &[u32], jobs: usize) -> Tree {
    let created = Field::new(Key::Created, Value::Stamp(Stamp(now().stamp().0 - past.len() as i64 * 86_400)));
    let fields = |title: &str| vec![Field::text(Key::Title, title), created.clone()];
    let mut builder = Builder::default();
    builder.node(Node::with_fields(goal, fields("Goal")), None);
    let ticked = NodeId::parse("ticked");
    builder.node(
        Node::with_fields(ticked, [fields("Ticked"), State::Done.field().into_iter().collect()].concat()),
        Some(goal),
    );
    for nth in 0..jobs {
        let fields = [fields("Job"), vec![Field::number(Key::Minutes, JOB)]].concat();
        builder.node(Node::with_fields(NodeId::parse(&format!("job{nth}")), fields), Some(goal));
    }
    for (back, minutes) in (1..).zip(past.iter().rev()).filter(|(_, minutes)| **minutes > 0) {
        let done = Done {
            id: ticked,
            at: "09:00".into(),
            minutes: Some(*minutes),
            guess: None,
            title: "".into(),
            unknown: vec![],
        };
        builder.day(now().day() - Days::new(back), Day { done: vec![done], ..Day::default() });
    }
    builder.finish().0
}

/// The two days that plain drawing of past weeks would have said.
fn plain(past: &[u32], jobs: usize, rng: &mut Rng) -> [u64; 2] {
    let weeks: Vec<&[u32]> = past.rchunks_exact(7).collect();
    let weight = |back: usize| 0.5_f64.powf((back * 7) as f64 / PLAIN_HALF_LIFE);
    let sum: f64 = (0..weeks.len()).map(weight).sum();
    let mut ends: Vec<u64> = (0..RUNS)
        .map(|_| {
            let week = || {
                let mut left = rng.f64() * sum;
                let mut found = (0..weeks.len()).filter(|back| {
                    left -= weight(*back);
                    left < 0.0
                });
                weeks[found.next().unwrap_or(0)]
            };
            let weeks = std::iter::repeat_with(week).take(MOST_DAYS / 7);
            end(weeks.flatten().copied().map(f64::from), jobs)
        })
        .collect();
    ends.sort_unstable();
    [50, 85].map(|share| ends[(RUNS * share).div_ceil(100) - 1])
}
