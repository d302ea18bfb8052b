//! What belongs on Today's pane, in its order.

use chrono::{Days, NaiveDate};

use super::progress::{self, comes_again};
use super::rank;
use crate::model::{Day, Done, Key, Node, NodeId, Note, State, Tree};
use crate::text::line::words;

/// In the line of the ledger for a tick of what repeats: the date that it counted for.
pub const FOR: &str = "for";
/// Minutes that asking somebody takes.
pub const CHASE_MINUTES: u64 = 2;

/// Today's list and what was done beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Today {
    /// The jobs of the day, ticked or not: those that the person put there in their order, then those that their own
    /// dates and repeats bring up; those that are gone are left out.
    pub list: Vec<NodeId>,
    /// Goals and subgoals of which the last job was done today or on the day before: to be closed, or something is missing.
    pub ready: Vec<NodeId>,
    /// What somebody else has and is to be asked about.
    pub chase: Vec<NodeId>,
    /// What was done today without being on the list.
    pub beside: Vec<Done>,
    /// How many on the list are open.
    pub open: usize,
    /// How many on the list are done.
    pub ticked: usize,
    /// Estimated minutes of the open ones.
    pub minutes_open: u64,
    /// How many jobs were done today.
    pub done: usize,
    /// Minutes credited for them.
    pub minutes_done: u64,
}

impl Today {
    /// The items of the pane in the order of its rows: the list, what can be closed, whom to ask, and what was done
    /// beside it and still exists.
    #[must_use]
    pub fn rows(&self) -> Vec<NodeId> {
        let mut rows = self.list.clone();
        let beside = self.beside.iter().map(|done| done.id);
        for id in self.ready.iter().copied().chain(self.chase.iter().copied()).chain(beside) {
            if !rows.contains(&id) {
                rows.push(id);
            }
        }
        rows
    }
}

/// Today's pane for `day`.
#[must_use]
pub fn today(tree: &Tree, day: NaiveDate) -> Today {
    let nothing = Day::default();
    let record = tree.day(day).unwrap_or(&nothing);
    let mut list: Vec<NodeId> = record.list.iter().copied().filter(|id| tree.contains(*id)).collect();
    let mut by_themselves: Vec<NodeId> =
        brought_up(tree, day).chain(were_brought_up(tree, day, record)).collect();
    by_themselves.retain(|id| !list.contains(id));
    by_themselves.sort_by_key(|id| tree.age(*id));
    by_themselves.dedup();
    list.extend(by_themselves);
    let beside = record.done.iter().filter(|done| !list.contains(&done.id) && tree.contains(done.id));
    let open = |id: &&NodeId| {
        let is_open = tree.get(**id).is_some_and(|node| node.state() == State::Open);
        is_open && !is_done_for_now(tree, day, **id)
    };
    let done = |id: &&NodeId| record.done.iter().any(|done| done.id == **id);
    let minutes = |id: &NodeId| tree.get(*id).and_then(Node::minutes).map_or(0, u64::from);
    Today {
        open: list.iter().filter(open).count(),
        ticked: list.iter().filter(|id| !open(id)).filter(done).count(),
        minutes_open: list.iter().filter(open).map(minutes).sum(),
        ready: ready(tree, day),
        chase: chased(tree, day),
        beside: beside.cloned().collect(),
        done: record.done.len(),
        minutes_done: record.credited(),
        list,
    }
}

/// Whether a job is on Today's list of `day`: put there, or brought up by its own dates.
#[must_use]
pub fn is_on(tree: &Tree, day: NaiveDate, id: NodeId) -> bool {
    let is_listed = tree.day(day).is_some_and(|record| record.list.contains(&id));
    is_listed || tree.get(id).is_some_and(|node| is_brought_up(tree, day, node))
}

/// The jobs that their own dates bring up on `day`.
fn brought_up(tree: &Tree, day: NaiveDate) -> impl Iterator<Item = NodeId> {
    tree.dated().filter(move |node| is_brought_up(tree, day, node)).map(Node::id)
}

/// What their own dates brought up on `day` and is ticked by now.
fn were_brought_up<'t>(tree: &'t Tree, day: NaiveDate, record: &'t Day) -> impl Iterator<Item = NodeId> {
    let by_itself = move |done: &&Done| {
        let Some(node) = tree.get(done.id) else { return false };
        let is_hard = node.field(Key::Hard).is_some();
        match node.field(Key::Repeat) {
            Some(_) => done.unknown.iter().any(|(name, _)| &**name == FOR),
            None => node.date(Key::Plan) == Some(day) || (is_hard && node.date(Key::Due) == Some(day)),
        }
    };
    record.done.iter().filter(by_itself).map(|done| done.id)
}

/// Planned for the day, a repeat whose date has come, or due without fail; and can be begun, and was not taken off.
fn is_brought_up(tree: &Tree, day: NaiveDate, node: &Node) -> bool {
    let planned = match node.field(Key::Repeat) {
        // One that was never ticked has its first date for its anchor.
        Some(_) => [Key::Plan, Key::Due, Key::Anchor]
            .into_iter()
            .find_map(|key| node.date(key))
            .is_some_and(|date| date <= day),
        None => node.date(Key::Plan) == Some(day),
    };
    let hard = || node.field(Key::Hard).is_some() && node.date(Key::Due).is_some_and(|due| due <= day);
    let id = node.id();
    let is_off = || tree.day(day).is_some_and(|record| record.has(Note::Off, id));
    (planned || hard()) && tree.is_leaf(id) && rank::gate(tree, day, id).is_none() && !is_off()
}

/// What somebody else has and is to be asked about on `day`, or was to be before it.
fn chased(tree: &Tree, day: NaiveDate) -> Vec<NodeId> {
    let is_due = |node: &&Node| {
        let hand = node.field(Key::Hand);
        hand.and_then(words::with).is_some() && hand.and_then(words::chase).is_some_and(|chase| chase <= day)
    };
    tree.dated().filter(is_due).map(Node::id).collect()
}

/// The nodes nearest above what was done on `day` and the day before that are ready to be closed.
fn ready(tree: &Tree, day: NaiveDate) -> Vec<NodeId> {
    let since = day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let mut ready: Vec<NodeId> = Vec::new();
    for done in tree.days().range(since..=day).flat_map(|(_, record)| &record.done) {
        let above = tree.ancestors(done.id).find(|id| progress::is_ready_to_close(tree, *id));
        ready.extend(above.filter(|id| !ready.contains(id)));
    }
    ready
}

/// Whether a job that repeats was done on `day` and comes again later: it is open, but not on that day.
#[must_use]
pub fn is_done_for_now(tree: &Tree, day: NaiveDate, id: NodeId) -> bool {
    comes_again(tree, id).is_some_and(|next| next > day)
        && tree.day(day).is_some_and(|record| record.done.iter().any(|done| done.id == id))
}
