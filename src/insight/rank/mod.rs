//! Which jobs to do today: the sum of twelve terms for each job that can be begun, and what follows from it.
//!
//! `walk` goes over the tree once and carries down what is inherited; `gate` says why a job is no candidate; `terms`
//! holds the formulas; `choose` fills a day, fifteen minutes, or the one row for what was long out of sight. Age,
//! days past a date, and the number of tags are left out on purpose.

mod choose;
mod gate;
mod ledger;
mod terms;
mod walk;

use std::cmp::Reverse;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use chrono::{NaiveDate, Weekday};

use super::habits::{self, Correction};
use crate::model::{Day, NodeId, Tree};

pub use choose::{Chosen, Fit, Reason, fill, fit, resurface, weeks_unseen};
pub use gate::{Gate, gate, why_not};
pub use terms::{FORMULA, Term};

/// How many terms there are.
pub const TERMS: usize = 12;

/// Tenths of a point, so that what is printed adds up to the printed sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Points(pub i32);

impl Points {
    /// Points rounded to a tenth.
    #[must_use]
    pub fn of(points: f64) -> Self {
        Self((points * 10.0).round() as i32)
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self(0), Add::add)
    }
}

/// `73.8`, `-0.9`, `6`.
impl fmt::Display for Points {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, tenth) = (self.0.abs() / 10, self.0.abs() % 10);
        let sign = if self.0 < 0 { "-" } else { "" };
        formatter.pad(&if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") })
    }
}

/// How much each term counts. Twice the weight is twice the term; with 0 it is out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// For each doubling of importance.
    pub matters: f64,
    /// Most of a hard date; a soft one has 0.6 of it.
    pub due: f64,
    /// For something of the same parent done lately, and again for the job before it.
    pub flow: f64,
    /// Most for a goal that has had little.
    pub balance: f64,
    /// Most for the last job of a part.
    pub finish: f64,
    /// For each job that waits for it, up to four.
    pub opens: f64,
    /// For each step of `keep` from 3; a repeat that is due has 4/3 of it more.
    pub keeps: f64,
    /// What a big job loses; a small one gains 0.75 of it, a half hour 0.5, an unknown one 0.25.
    pub size: f64,
    /// At the most dreaded: gained in the morning, lost with low energy.
    pub dread: f64,
    /// Lost from the third roll-over on.
    pub rolled: f64,
    /// For a fitting slot; the wrong one loses 0.6 of it.
    pub slot: f64,
    /// Under a goal of the week.
    pub focus: f64,
}

impl Weights {
    /// Each with its name, in the order of the terms.
    #[must_use]
    pub fn named(&self) -> [(&'static str, f64); TERMS] {
        let weights = [
            self.matters,
            self.due,
            self.flow,
            self.balance,
            self.finish,
            self.opens,
            self.keeps,
            self.size,
            self.dread,
            self.rolled,
            self.slot,
            self.focus,
        ];
        std::array::from_fn(|at| (terms::NAMES[at], weights[at]))
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            matters: 10.0,
            due: 30.0,
            flow: 6.0,
            balance: 12.0,
            finish: 10.0,
            opens: 2.0,
            keeps: 3.0,
            size: 8.0,
            dread: 8.0,
            rolled: 6.0,
            slot: 10.0,
            focus: 8.0,
        }
    }
}

/// For when, and for whom, jobs are ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// The logical day.
    pub day: NaiveDate,
    /// The minute of the local day, from midnight.
    pub minute: u32,
    /// Whether the person said that there is little strength, or that the day is a rough one.
    pub low_energy: bool,
    /// Minutes in one piece, if known.
    pub free_minutes: Option<u32>,
    /// The goals of the week.
    pub goals_of_week: Vec<NodeId>,
    /// How much each term counts.
    pub weights: Weights,
    /// Minutes of a day that are the person's own, in whose number the work before a date is measured.
    pub room: u32,
    /// Weekdays for rest.
    pub rest: Vec<Weekday>,
    /// How long jobs really take.
    pub correction: Correction,
}

impl Context {
    /// What the ledger tells for a minute of `day`: goals of the week, the correction, the room, a rough day.
    #[must_use]
    pub fn new(tree: &Tree, day: NaiveDate, minute: u32, rest: &[Weekday]) -> Self {
        Self {
            day,
            minute,
            low_energy: tree.day(day).is_some_and(Day::is_rough),
            free_minutes: None,
            goals_of_week: habits::goals_of_week(tree, day).collect(),
            weights: Weights::default(),
            room: habits::room(tree, day, None, rest).minutes,
            rest: rest.to_vec(),
            correction: habits::correction(tree, day),
        }
    }
}

/// A candidate and its sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Which job.
    pub id: NodeId,
    /// Of which goal; a loose job is its own.
    pub root: NodeId,
    /// Minutes to plan for it.
    pub minutes: u32,
    /// How much it is dreaded, 0 to 3.
    pub dread: u32,
    /// The terms, in the order of [`Ranked::terms`].
    pub points: [Points; TERMS],
    /// Their sum.
    pub sum: Points,
    /// Where it stands in the order of the tree.
    place: usize,
    /// What the words need beside the points.
    cause: terms::Cause,
}

/// All candidates, the best first; of equal ones the shorter, then the order of the tree.
#[must_use]
pub fn rank(tree: &Tree, context: &Context) -> Vec<Ranked> {
    ranked(tree, context, |gate| gate.is_none())
}

/// The same with those that stand on Today's list.
#[must_use]
pub fn rank_with_listed(tree: &Tree, context: &Context) -> Vec<Ranked> {
    ranked(tree, context, |gate| matches!(gate, None | Some(Gate::Listed)))
}

fn ranked(tree: &Tree, context: &Context, takes: impl Fn(Option<Gate>) -> bool) -> Vec<Ranked> {
    let ledger = ledger::Ledger::of(tree, context);
    let open = tree.count(None);
    let mut found = Vec::with_capacity((open.total - open.done) as usize);
    walk::walk(tree, context, &ledger, |job| {
        if takes(job.gate) {
            found.push(terms::sum(context, &ledger, job));
        }
    });
    found.sort_unstable_by_key(|job| job.order(job.sum));
    found
}

impl Ranked {
    /// By what it counts, then the shorter, then the order of the tree.
    fn order(&self, counted: Points) -> impl Ord + use<> {
        (Reverse(counted), self.minutes, self.place)
    }
}
