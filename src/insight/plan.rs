//! A plan for the day: what is on Today by itself, what the ranking adds to it, and what else there is.

use super::rank::{self, Context, Points, Ranked};
use super::today::{self, CHASE_MINUTES};
use crate::model::{Key, NodeId, State, Tree};
use crate::text::line::words;

/// Jobs of the ranking that are shown beside those that are proposed.
const SPARE: usize = 3;
/// Minutes by which what is taken may go over what is planned.
pub const GRACE: u32 = 5;

/// Why a row stands in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is on Today: put there, or brought up by its own date.
    Given,
    /// Somebody has it and is to be asked about it.
    Chase,
    /// The ranking proposes it.
    Chosen,
    /// It comes next in the ranking.
    Spare,
    /// It was long out of sight.
    Unseen,
}

impl Kind {
    /// Whether the plan has it, unless the person says otherwise.
    #[must_use]
    pub fn is_taken(self) -> bool {
        matches!(self, Self::Given | Self::Chase | Self::Chosen)
    }

    /// Its name for other programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Given => "today",
            Self::Chase => "chase",
            Self::Chosen => "chosen",
            Self::Spare => "spare",
            Self::Unseen => "unseen",
        }
    }
}

/// A row of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What.
    pub id: NodeId,
    /// Why it is there.
    pub kind: Kind,
    /// Minutes to plan for it.
    pub minutes: u32,
    /// Why, in words, what weighs most first.
    pub reasons: Vec<String>,
    /// Its sum, if it can be begun.
    pub sum: Option<Points>,
}

impl Row {
    /// Its reasons, with a word where there is no room for it.
    #[must_use]
    pub fn notes(&self, has_room: bool) -> Vec<String> {
        let mut notes = self.reasons.clone();
        if !has_room {
            // What was long out of sight says that first: for this it is there.
            notes.insert(usize::from(self.kind == Kind::Unseen), "no room".to_owned());
        }
        notes
    }
}

/// What a day could hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// What is given, then what is chosen, then what else there is.
    pub rows: Vec<Row>,
    /// Minutes credited today already. They count.
    pub done: u32,
}

/// A plan for `planned` minutes of the day: what is given stands, the ranking fills what is left.
#[must_use]
pub fn plan(tree: &Tree, context: &Context, planned: u32) -> Plan {
    let today = today::today(tree, context.day);
    let done = u32::try_from(today.minutes_done).unwrap_or(u32::MAX);
    let is_open = |id: &NodeId| {
        let is_open = tree.get(*id).is_some_and(|node| node.state() == State::Open);
        is_open && !today::is_done_for_now(tree, context.day, *id)
    };
    let given: Vec<NodeId> = today.list.iter().copied().filter(is_open).collect();
    let ranked = rank::rank_with_listed(tree, context);
    let (listed, free): (Vec<Ranked>, Vec<Ranked>) =
        ranked.into_iter().partition(|job| given.contains(&job.id));
    let mut rows: Vec<Row> = given.iter().map(|id| given_row(tree, context, &listed, *id)).collect();
    rows.extend(today.chase.iter().map(|id| chase_row(tree, *id)));
    let used: u32 = rows.iter().map(|row| row.minutes).sum();
    let roots: Vec<NodeId> = given.iter().map(|id| tree.root(*id)).collect();
    let chosen = rank::fill(&free, planned.saturating_sub(used.saturating_add(done)), &roots);
    rows.extend(chosen.iter().map(|chosen| row(tree, context, chosen.job, Kind::Chosen)));
    let unseen = unseen_row(tree, context, &free).filter(|unseen| rows.iter().all(|row| row.id != unseen.id));
    let is_chosen = |job: &&Ranked| chosen.iter().any(|chosen| chosen.job.id == job.id);
    let is_unseen = |job: &&Ranked| unseen.as_ref().is_some_and(|unseen| unseen.id == job.id);
    let spare = free.iter().filter(|job| !is_chosen(job) && !is_unseen(job));
    rows.extend(spare.take(SPARE).map(|job| row(tree, context, job, Kind::Spare)));
    rows.extend(unseen);
    Plan { rows, done }
}

impl Plan {
    /// Adds a row for a job that the person took before, if it can be begun and has none.
    pub fn keep(&mut self, tree: &Tree, context: &Context, id: NodeId) {
        if self.rows.iter().all(|row| row.id != id) {
            self.rows.extend(explain(tree, context, id).map(|job| row(tree, context, &job, Kind::Spare)));
        }
    }
}

fn row(tree: &Tree, context: &Context, job: &Ranked, kind: Kind) -> Row {
    let reasons = job.reasons(tree, context);
    Row { id: job.id, kind, minutes: job.minutes, reasons, sum: Some(job.sum) }
}

/// What is on Today tells first what brought it up.
fn given_row(tree: &Tree, context: &Context, listed: &[Ranked], id: NodeId) -> Row {
    let node = tree.get(id);
    let repeat = node.and_then(|node| node.field(Key::Repeat)).and_then(words::say);
    let is_planned = node.and_then(|node| node.date(Key::Plan)) == Some(context.day);
    let why = repeat.or_else(|| is_planned.then(|| "planned for today".to_owned()));
    let ranked = listed.iter().find(|job| job.id == id);
    let mut reasons: Vec<String> = why.into_iter().collect();
    reasons.extend(ranked.map(|job| job.reasons(tree, context)).unwrap_or_default());
    reasons.push("on Today".to_owned());
    let minutes = ranked.map(|job| job.minutes);
    let minutes = minutes.or_else(|| node.map(|node| context.correction.minutes(node))).unwrap_or(0);
    Row { id, kind: Kind::Given, minutes, reasons, sum: ranked.map(|job| job.sum) }
}

fn chase_row(tree: &Tree, id: NodeId) -> Row {
    let hand = tree.get(id).and_then(|node| node.field(Key::Hand));
    let who = hand.and_then(words::with).unwrap_or_default();
    let reasons = vec![format!("ask {who}")];
    Row { id, kind: Kind::Chase, minutes: CHASE_MINUTES as u32, reasons, sum: None }
}

/// One job that was long out of sight.
fn unseen_row(tree: &Tree, context: &Context, free: &[Ranked]) -> Option<Row> {
    let id = rank::resurface(tree, context)?;
    let job = free.iter().find(|job| job.id == id)?;
    let weeks = rank::weeks_unseen(tree, context.day, id);
    let reason =
        weeks.map_or_else(|| "long out of sight".to_owned(), |weeks| format!("not seen for {weeks} weeks"));
    Some(Row { reasons: vec![reason], ..row(tree, context, job, Kind::Unseen) })
}

/// The sum of a job, whether it is on Today or not; none if it cannot be begun.
#[must_use]
pub fn explain(tree: &Tree, context: &Context, id: NodeId) -> Option<Ranked> {
    rank::rank_with_listed(tree, context).into_iter().find(|job| job.id == id)
}
