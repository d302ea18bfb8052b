//! The twelve terms: their formulas and their words.

use chrono::{Days, NaiveDate};

use super::ledger::{DREADED, Ledger};
use super::walk::{Job, Slot};
use super::{Context, Points, Ranked, TERMS};
use crate::insight::habits::{UNKNOWN_MINUTES, working_days};
use crate::model::{Node, Tree};
use crate::text::when::say_date;

/// The names of the terms, in their order.
pub(super) const NAMES: [&str; TERMS] = [
    "matters", "due", "flow", "balance", "finish", "opens", "keeps", "size", "dread", "rolled", "slot",
    "focus",
];

/// What the weight of each term is multiplied by, for reading.
pub const FORMULA: [&str; TERMS] = [
    "log2 of importance, with those above",
    "(1 - (days left - needed)/14) squared",
    "next in line; worked on lately",
    "(share wanted - had)/0.3 of its goal",
    "(done/all) squared, in its part",
    "each job that waits for it, up to 4",
    "keep - 3; 4/3 more if it repeats",
    "small 0.75, half an hour 0.5, big -1",
    "dread/3 in the morning; lost if rough",
    "lost from the third time on Today on",
    "fits the minutes; -0.6 if it does not",
    "under a goal of the week",
];

/// Reasons that are told of a job.
const MOST_REASONS: usize = 3;
/// Working days before a date from which on it counts.
const HORIZON: f64 = 14.0;
/// A soft date as a share of a hard one.
const SOFT: f64 = 0.6;
/// The shortfall at which balance gives all it has.
const SHORTFALL: f64 = 0.30;
/// Jobs of a part from which on nearing its end counts.
const LEAST_JOBS: u32 = 3;
/// Waiting jobs that count.
const MOST_WAITING: u32 = 4;
/// Minutes in one piece: up to here a short slot, from here a long one.
const SHORT: u32 = 20;
const LONG: u32 = 60;
/// The morning, in minutes from midnight.
const MORNING: std::ops::Range<u32> = 4 * 60..12 * 60;
/// Roll-overs from which on a job sinks.
const OFTEN: u32 = 3;

/// One term of a sum, for reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its name in the settings.
    pub name: &'static str,
    /// What it adds.
    pub value: Points,
    /// Why; empty if it adds nothing.
    pub words: String,
}

/// What the words need beside the points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cause {
    due: Option<NaiveDate>,
    is_next: bool,
    is_half_done: bool,
    waiting: u32,
    has_estimate: bool,
    rolled: u32,
}

/// The terms of a job and their sum.
pub(super) fn sum(context: &Context, ledger: &Ledger, job: &Job<'_>) -> Ranked {
    let weights = &context.weights;
    let is_next = job.previous.is_some_and(|previous| ledger.fresh.contains(&previous));
    let done = job.siblings.filter(|count| count.total >= LEAST_JOBS);
    let done = done.map_or(0.0, |count| f64::from(count.done) / f64::from(count.total));
    let minutes = job.estimate.unwrap_or(UNKNOWN_MINUTES);
    let points = [
        Points::of(weights.matters * job.carried.product.log2().clamp(-2.0, 1.0)),
        job.carried.due.map(|due| due.0).unwrap_or_default(),
        Points::of(weights.flow * f64::from(u8::from(is_next) + u8::from(job.is_lately))),
        Points::of(weights.balance * (job.carried.wants / SHORTFALL).clamp(0.0, 1.0)),
        Points::of(weights.finish * done * done),
        Points::of(weights.opens * f64::from(job.carried.waiting.min(MOST_WAITING))),
        Points::of(
            weights.keeps
                * (f64::from(job.traits.keep) - 3.0 + if job.traits.is_repeat { 4.0 / 3.0 } else { 0.0 }),
        ),
        Points::of(weights.size * size(job.estimate)),
        Points::of(weights.dread * dread(context, ledger, job.traits.dread)),
        Points::of(if job.traits.rolled >= OFTEN { -weights.rolled } else { 0.0 }),
        Points::of(weights.slot * slot(context.free_minutes, job.carried.slot)),
        Points::of(if job.carried.is_focus { weights.focus } else { 0.0 }),
    ];
    Ranked {
        id: job.node.id(),
        root: job.carried.root,
        minutes,
        dread: job.traits.dread,
        points,
        sum: points.into_iter().sum(),
        place: job.place,
        cause: Cause {
            due: job.carried.due.map(|due| due.1),
            is_next,
            is_half_done: done >= 0.5,
            waiting: job.carried.waiting,
            has_estimate: job.estimate.is_some(),
            rolled: job.traits.rolled,
        },
    }
}

/// What a date gives with so many open minutes before it: H · x², x = clamp(1 − (left − need) ÷ 14, 0, 1). A date that
/// is past gives no more than one that has come.
pub(super) fn due(context: &Context, due: NaiveDate, is_hard: bool, minutes: u64) -> Points {
    let left = working_days(context.day, due, &context.rest);
    let need = minutes.div_ceil(u64::from(context.room.max(1))).max(1);
    let need = u32::try_from(need).unwrap_or(u32::MAX);
    let near = (1.0 - (f64::from(left) - f64::from(need)) / HORIZON).clamp(0.0, 1.0);
    Points::of(context.weights.due * if is_hard { 1.0 } else { SOFT } * near * near)
}

fn size(estimate: Option<u32>) -> f64 {
    match estimate {
        None => 0.25,
        Some(0..=15) => 0.75,
        Some(16..=30) => 0.5,
        Some(31..=60) => 0.0,
        Some(_) => -1.0,
    }
}

/// One dreaded job in the morning is put behind; with little strength none is asked for.
fn dread(context: &Context, ledger: &Ledger, dread: u32) -> f64 {
    let share = f64::from(dread) / 3.0;
    if context.low_energy {
        -share
    } else if dread >= DREADED && MORNING.contains(&context.minute) && !ledger.faced {
        share
    } else {
        0.0
    }
}

fn slot(free: Option<u32>, slot: Option<Slot>) -> f64 {
    match (free, slot) {
        (Some(..=SHORT), Some(Slot::Short)) | (Some(LONG..), Some(Slot::Long)) => 1.0,
        (Some(..=SHORT), Some(Slot::Long)) | (Some(LONG..), Some(Slot::Short)) => -0.6,
        _ => 0.0,
    }
}

impl Ranked {
    /// The terms with their words.
    #[must_use]
    pub fn terms(&self, tree: &Tree, context: &Context) -> Vec<Term> {
        let term = |(at, value): (usize, Points)| {
            let words = if value == Points(0) { String::new() } else { self.words(at, tree, context) };
            Term { name: NAMES[at], value, words }
        };
        self.points.into_iter().enumerate().map(term).collect()
    }

    /// The words of the terms that weigh most, up to three.
    #[must_use]
    pub fn reasons(&self, tree: &Tree, context: &Context) -> Vec<String> {
        let mut terms = self.terms(tree, context);
        terms.retain(|term| !term.words.is_empty());
        terms.sort_by_key(|term| std::cmp::Reverse(term.value.0.abs()));
        terms.into_iter().take(MOST_REASONS).map(|term| term.words).collect()
    }

    fn words(&self, at: usize, tree: &Tree, context: &Context) -> String {
        let (cause, adds) = (&self.cause, self.points[at] > Points(0));
        let is_short = context.free_minutes.is_some_and(|free| free <= SHORT);
        let words = match (NAMES[at], adds) {
            ("matters", true) => "matters",
            ("matters", false) => "matters less",
            ("due", _) => return cause.due.map(|due| say_due(due, context.day)).unwrap_or_default(),
            ("flow", _) => {
                if cause.is_next {
                    "next in line"
                } else {
                    "worked on lately"
                }
            }
            ("balance", _) => {
                let root = tree.get(self.root).map(Node::title).unwrap_or_default();
                return format!("{root} has had little lately");
            }
            ("finish", _) => {
                if cause.is_half_done {
                    "nearly done"
                } else {
                    "begun"
                }
            }
            ("opens", _) => return format!("opens {} more", cause.waiting),
            ("keeps", true) => "you can keep this up",
            ("keeps", false) => "hard to keep up",
            ("size", _) if !cause.has_estimate => "no estimate",
            ("size", false) => "big: split?",
            ("size", true) => {
                if self.minutes <= 15 {
                    "small"
                } else {
                    "half an hour"
                }
            }
            ("dread", true) => "get it behind you",
            ("dread", false) => "takes strength",
            ("rolled", _) => return say_times(cause.rolled),
            ("slot", true) => {
                if is_short {
                    "fits a short slot"
                } else {
                    "fits a long slot"
                }
            }
            ("slot", false) => {
                if is_short {
                    "wants a long slot"
                } else {
                    "wants a short slot"
                }
            }
            _ => "this week's goal",
        };
        words.to_owned()
    }
}

fn say_times(rolled: u32) -> String {
    match rolled {
        0..=3 => "third time".to_owned(),
        4 => "fourth time".to_owned(),
        5 => "fifth time".to_owned(),
        more => format!("on Today {more} times"),
    }
}

/// `due today`, `due Mon`, `due 1 Dec`.
fn say_due(due: NaiveDate, today: NaiveDate) -> String {
    let in_a_week = today.checked_add_days(Days::new(7)).unwrap_or(today);
    if due == today {
        "due today".to_owned()
    } else if due > today && due < in_a_week {
        due.format("due %a").to_string()
    } else {
        format!("due {}", say_date(due, today))
    }
}
