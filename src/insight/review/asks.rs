//! Which goals, jobs and loose jobs a review asks about.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{life, looked_at};
use crate::insight::progress::{self, BIG_MINUTES};
use crate::model::{Key, Node, NodeId, Now, State, Tree, Value};
use crate::text::line::words;

/// Days after which a goal is looked at, by its horizon.
const INTERVALS: [(&str, i64); 4] = [("short", 7), ("medium", 30), ("long", 90), ("vision", 90)];
/// Days for which a goal without a next job is left alone once it was looked at.
const NO_NEXT_DAYS: i64 = 7;
/// Days without a step after which a goal is looked at.
const NO_STEP_DAYS: i64 = 21;
/// Days for which a job is left alone once it was looked at.
const KEPT_DAYS: i64 = 28;
/// Roll-overs from which on a job is looked at.
const OFTEN: u32 = 3;
/// Most jobs that are asked about.
const MOST_JOBS: usize = 5;

/// Why a goal asks to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// All in it is done.
    Ready,
    /// Nothing in it can be begun.
    NoNext,
    /// So many weeks without a step.
    NoStep(i64),
    /// Its horizon asks for it: it was looked at so many days ago, or made.
    Interval(i64, bool),
}

/// A goal that asks to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub id: NodeId,
    /// Why.
    pub why: Why,
}

impl Why {
    /// In words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Ready => "all in it is done".into(),
            Self::NoNext => "no next job".into(),
            Self::NoStep(weeks) => format!("no step for {weeks} weeks"),
            Self::Interval(days, true) => format!("looked at {days} days ago"),
            Self::Interval(_, false) => "not looked at yet".into(),
        }
    }
}

/// The open goals that ask to be looked at, in the order of the tree: those at the top with something in them, and all
/// that have a horizon of their own.
#[must_use]
pub fn goals(tree: &Tree, now: Now) -> Vec<Asked> {
    let today = now.day();
    let candidates: Vec<NodeId> = tree
        .walk(None)
        .filter(|(depth, node)| is_goal(tree, *depth, node, today))
        .map(|(_, node)| node.id())
        .collect();
    let steps = last_steps(tree, &candidates, today);
    let looked = looked_at(tree, today);
    let upkeep: BTreeSet<NodeId> = tree
        .dated()
        .filter(|node| node.field(Key::Repeat).is_some())
        .flat_map(|node| tree.ancestors(node.id()))
        .collect();
    let asked = candidates.into_iter().filter_map(|id| {
        let node = tree.get(id)?;
        let made = match node.field(Key::Created).map(crate::model::Field::value) {
            Some(Value::Stamp(stamp)) => Some(now.day_of(*stamp)),
            _ => None,
        };
        let ago = |day: NaiveDate| (today - day).num_days();
        let looked_days = looked.get(&id).map(|day| ago(*day));
        let is_quiet = |days: i64| looked_days.is_some_and(|ago| ago < days);
        let interval = interval(tree, id);
        let seen = looked_days.or_else(|| made.map(ago));
        let step = steps.get(&id).copied().or(made).map(ago);
        let why = if progress::is_ready_to_close(tree, id) && !is_quiet(NO_NEXT_DAYS) {
            Why::Ready
        } else if has_no_next(tree, id) && !upkeep.contains(&id) && !is_quiet(NO_NEXT_DAYS) {
            Why::NoNext
        } else if let Some(days) = step.filter(|days| *days >= NO_STEP_DAYS && !is_quiet(NO_STEP_DAYS)) {
            Why::NoStep(days / 7)
        } else {
            let days = seen.zip(interval).filter(|(seen, interval)| seen >= interval)?.0;
            Why::Interval(days, looked_days.is_some())
        };
        Some(Asked { id, why })
    });
    asked.collect()
}

fn is_goal(tree: &Tree, depth: usize, node: &Node, today: NaiveDate) -> bool {
    let is_one = (depth == 0 && !tree.is_leaf(node.id())) || node.field(Key::Horizon).is_some();
    let is_open = |node: &Node| {
        let has_begun = node.date(Key::Start).is_none_or(|start| start <= today);
        node.state() == State::Open && has_begun
    };
    is_one && is_open(node) && tree.ancestors(node.id()).filter_map(|id| tree.get(id)).all(is_open)
}

fn has_no_next(tree: &Tree, id: NodeId) -> bool {
    tree.is_leaf(id) || progress::first_available(tree, id).is_none()
}

/// After how many days a goal is looked at, by the nearest horizon at or above it.
fn interval(tree: &Tree, id: NodeId) -> Option<i64> {
    let mut here = tree.path(id);
    let horizon = here.find_map(|id| tree.get(id)?.text(Key::Horizon))?;
    INTERVALS.iter().find(|row| row.0 == horizon).map(|row| row.1)
}

/// When something was ticked or boxed last in each of these.
fn last_steps(tree: &Tree, goals: &[NodeId], today: NaiveDate) -> BTreeMap<NodeId, NaiveDate> {
    let wanted: BTreeSet<NodeId> = goals.iter().copied().collect();
    let mut steps = BTreeMap::new();
    for (date, day) in tree.days().range(..=today).rev() {
        if steps.len() == wanted.len() {
            break;
        }
        let ids = day.done.iter().map(|done| done.id).chain(day.boxes.iter().map(|boxed| boxed.id));
        for id in ids.flat_map(|id| tree.path(id)) {
            if wanted.contains(&id) {
                steps.entry(id).or_insert(*date);
            }
        }
    }
    steps
}

/// Up to five open jobs that are big or went back from Today three times: those that went back most often first, then
/// the biggest. What is with somebody, and what was looked at within four weeks, is left out.
#[must_use]
pub fn jobs(tree: &Tree, today: NaiveDate) -> Vec<NodeId> {
    let looked = looked_at(tree, today);
    let rolled = |node: &Node| node.number(Key::Rolled).filter(|times| *times >= OFTEN).unwrap_or(0);
    let asks = |node: &Node| {
        let is_quiet = looked.get(&node.id()).is_some_and(|day| (today - *day).num_days() < KEPT_DAYS);
        let is_with = node.field(Key::Hand).and_then(words::with).is_some();
        let is_big = node.minutes() > Some(BIG_MINUTES) && node.field(Key::Repeat).is_none();
        (is_big || rolled(node) > 0) && !is_quiet && !is_with && progress::is_available(tree, node.id())
    };
    let leaves = tree.walk(None).map(|(_, node)| node).filter(|node| tree.is_leaf(node.id()));
    let mut jobs: Vec<&Node> = leaves.filter(|node| asks(node)).collect();
    jobs.sort_by_key(|node| std::cmp::Reverse((rolled(node), node.minutes())));
    jobs.into_iter().take(MOST_JOBS).map(Node::id).collect()
}

/// Open jobs at the top level that were never looked at: no goal has them.
#[must_use]
pub fn loose(tree: &Tree, today: NaiveDate) -> Vec<NodeId> {
    let (looked, life) = (looked_at(tree, today), life(tree));
    let is_loose = |id: &NodeId| {
        let is_open = tree.get(*id).is_some_and(|node| {
            node.state() == State::Open
                && node.field(Key::Horizon).is_none()
                && node.field(Key::Repeat).is_none()
        });
        is_open && tree.is_leaf(*id) && !looked.contains_key(id) && Some(*id) != life
    };
    tree.children(None).filter(is_loose).collect()
}
