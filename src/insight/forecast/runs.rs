//! Two thousand runs of what may come, drawn from the weeks that were.
//!
//! Plain drawing of past weeks is too sure of itself, so each run first draws a past of its own and is off in its pace
//! by an error that grows with the weeks ahead.

use std::f64::consts::TAU;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::model::NodeId;

/// How many runs there are, and after how many days each ends.
pub const RUNS: usize = 2_000;
/// Days after which a run ends without the work being done.
pub const MOST_DAYS: usize = 900;
/// Days after which a past week is drawn half as often.
const HALF_LIFE: f64 = 42.0;
/// The error of the pace: from the first day, and more each week.
const ERROR: f64 = 0.15;
const ERROR_A_WEEK: f64 = 0.04;
/// New jobs take up at most this part of the pace.
const MOST_GROWTH: f64 = 0.5;

/// Seven days of the past.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Week {
    /// Minutes done on each.
    pub minutes: [f64; 7],
    /// Minutes of the jobs that were added.
    pub added: f64,
    /// How many days ago its last day was.
    pub age: f64,
}

/// What is left to do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Work {
    /// Minutes of the jobs with an estimate.
    pub known: f64,
    /// The jobs without one: each run draws what they take.
    pub unknown: Vec<NodeId>,
    /// What they are drawn from.
    pub finished: Vec<f64>,
}

/// How the runs are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draw {
    /// The same seed gives the same runs.
    pub seed: u64,
    /// How many times as wide as usual the error of the pace is.
    pub width: f64,
    /// Minutes a day more than were done.
    pub more: f64,
}

/// A small generator: `SplitMix64` (Steele, Lea and Flood 2014).
struct Generator(u64);

impl Generator {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 up to 1.
    fn share(&mut self) -> f64 {
        f64::from((self.next() >> 32) as u32) / 4_294_967_296.0
    }

    /// A normal number (Box and Muller 1958).
    fn normal(&mut self) -> f64 {
        let (radius, angle) = (1.0 - self.share(), self.share());
        (-2.0 * radius.ln()).sqrt() * (TAU * angle).cos()
    }

    /// One of so many.
    fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }
}

/// After how many days the work is done, in each run, ascending; none beyond the last day.
///
/// What a run draws of its past and pace does not depend on the work, and a job draws its minutes from its own id, so
/// that more work never ends earlier.
#[must_use]
pub fn runs(weeks: &[Week], work: &Work, draw: Draw) -> Vec<Option<usize>> {
    if weeks.is_empty() {
        return vec![None; RUNS];
    }
    let weights: Vec<f64> = weeks.iter().map(|week| 0.5_f64.powf(week.age / HALF_LIFE)).collect();
    let one = |nth: usize| {
        let seed = Generator(draw.seed ^ (nth as u64).wrapping_mul(0xd134_2543_de82_ef95)).next();
        walk(&own_past(weeks, &weights, seed), minutes_left(work, seed), seed, draw)
    };
    let mut days: Vec<Option<usize>> = (0..RUNS).map(one).collect();
    days.sort_by_key(|day| day.unwrap_or(usize::MAX));
    days
}

fn minutes_left(work: &Work, seed: u64) -> f64 {
    let drawn = |id: &NodeId| {
        let bits = id.with_str(|text| xxh3_64_with_seed(text.as_bytes(), seed));
        work.finished.get((bits % work.finished.len().max(1) as u64) as usize).copied().unwrap_or(15.0)
    };
    work.known + work.unknown.iter().map(drawn).sum::<f64>()
}

/// As many weeks as there are, with replacement, later ones more often.
fn own_past(weeks: &[Week], weights: &[f64], seed: u64) -> Vec<Week> {
    let mut generator = Generator(seed);
    let sum: f64 = weights.iter().sum();
    let mut draw = |_| {
        let mut left = generator.share() * sum;
        let place = weights.iter().position(|weight| {
            left -= weight;
            left < 0.0
        });
        weeks[place.unwrap_or(weeks.len() - 1)]
    };
    (0..weeks.len()).map(&mut draw).collect()
}

fn walk(past: &[Week], work: f64, seed: u64, draw: Draw) -> Option<usize> {
    let mut generator = Generator(!seed);
    let (now, growing) = (generator.normal(), generator.normal());
    let (mut done, mut ahead) = (0.0, 0.0);
    for first in (0..MOST_DAYS).step_by(7) {
        let (week, added) = (past[generator.below(past.len())], past[generator.below(past.len())].added);
        let factor = (draw.width * (ERROR * now + ERROR_A_WEEK * ahead * growing)).clamp(-4.0, 4.0).exp();
        let pace: f64 = week.minutes.iter().map(|minutes| (minutes + draw.more) * factor).sum();
        let kept = if pace > 0.0 { 1.0 - (added / pace).min(MOST_GROWTH) } else { 1.0 };
        for (at, minutes) in week.minutes.iter().enumerate() {
            done += (minutes + draw.more) * factor * kept;
            if done >= work {
                return (first + at < MOST_DAYS).then_some(first + at);
            }
        }
        ahead += 1.0;
    }
    None
}
