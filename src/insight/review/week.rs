//! What a week came to: by goal, with others, and for the visions.

use chrono::NaiveDate;

use super::{has_vision, life};
use crate::insight::habits::UNKNOWN_MINUTES;
use crate::insight::spent::{Scope, Spent};
use crate::model::handover::Step;
use crate::model::{Day, Key, Node, NodeId, Tree};
use crate::text::hand::Hand;
use crate::text::line::words;

/// What was done for one goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoalShare {
    /// Which goal; none for what has none, or is gone.
    pub goal: Option<NodeId>,
    /// Jobs and minutes.
    pub spent: Spent,
}

/// What some days came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Week {
    /// Everything.
    pub all: Spent,
    /// Days on which something was done.
    pub days: u32,
    /// By goal, the one with most minutes first.
    pub goals: Vec<GoalShare>,
}

/// Each job and its minutes of a day: a tick, minutes of a box, or both.
fn parts(day: &Day) -> impl Iterator<Item = (NodeId, Spent)> {
    let is_boxed = |id| day.boxes.iter().any(|boxed| boxed.id == id);
    let ticks = day.done.iter().map(move |done| {
        // As `Scope::spent` counts: what nothing credited is worth a quarter of an hour.
        let bare = done.minutes.is_none() && !is_boxed(done.id);
        (done.id, Spent { ticks: 1, minutes: if bare { UNKNOWN_MINUTES.into() } else { 0 } })
    });
    let credits = day.credits().map(|(id, minutes)| (id, Spent { ticks: 0, minutes: minutes.into() }));
    ticks.chain(credits)
}

fn add(sum: &mut Spent, spent: Spent) {
    sum.ticks += spent.ticks;
    sum.minutes += spent.minutes;
}

/// What the days from `first` to `last` came to.
#[must_use]
pub fn week(tree: &Tree, first: NaiveDate, last: NaiveDate) -> Week {
    let mut week = Week::default();
    for (_, day) in tree.days().range(first..=last) {
        week.days += u32::from(Scope::All.spent(day).is_active());
        for (id, spent) in parts(day) {
            let goal = tree.ancestors(id).last();
            add(&mut week.all, spent);
            match week.goals.iter_mut().find(|share| share.goal == goal) {
                Some(share) => add(&mut share.spent, spent),
                None => week.goals.push(GoalShare { goal, spent }),
            }
        }
    }
    week.goals.sort_by_key(|share| (share.goal.is_none(), std::cmp::Reverse(share.spent.minutes)));
    week
}

/// How many minutes went to goals with a vision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alignment {
    /// Under a goal with a vision.
    pub under: u64,
    /// Of all, but for those of what is life.
    pub all: u64,
}

/// Minutes under goals with a vision ÷ all minutes; none if there is no vision, or nothing was done.
#[must_use]
pub fn alignment(tree: &Tree, week: &Week) -> Option<Alignment> {
    let life = life(tree);
    let counted = || week.goals.iter().filter(|share| life.is_none() || share.goal != life);
    let all: u64 = counted().map(|share| share.spent.minutes).sum();
    let under = counted().filter(|share| share.goal.is_some_and(|goal| has_vision(tree, goal)));
    let under = under.map(|share| share.spent.minutes).sum();
    let is_any = tree.children(None).any(|id| has_vision(tree, id));
    (is_any && all > 0).then_some(Alignment { under, all })
}

/// Something that somebody else has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct With {
    /// What.
    pub id: NodeId,
    /// Who.
    pub who: String,
    /// How far it has come.
    pub step: Step,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// For when it was promised.
    pub promised: Option<NaiveDate>,
    /// When to ask.
    pub chase: Option<NaiveDate>,
}

/// What others have: what is to be asked about first, the rest by name.
#[must_use]
pub fn with_others(tree: &Tree) -> Vec<With> {
    let with = |node: &Node| {
        let who = words::with(node.field(Key::Hand)?)?;
        let hand = Hand::of(node);
        let (since, promised, chase) = (hand.day("since"), hand.day("promised"), hand.day("chase"));
        Some(With { id: node.id(), who, step: hand.step(), since, promised, chase })
    };
    let mut all: Vec<With> = tree.dated().filter_map(with).collect();
    all.sort_by_key(|with| (with.chase.unwrap_or(NaiveDate::MAX), with.who.clone(), tree.age(with.id)));
    all
}
