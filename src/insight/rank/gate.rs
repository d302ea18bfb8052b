//! Why a job is no candidate.

use chrono::NaiveDate;

use super::Context;
use super::walk::Traits;
use crate::model::{Key, Node, NodeId, State, Tree};
use crate::text::line::words;
use crate::text::when::say_date;

/// Why a job is not offered. Where it lies above the job, the node that it comes from is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// There is no such node.
    Gone,
    /// It has jobs below, which are looked at instead.
    HasJobs,
    /// Done.
    Done,
    /// Something above it is done.
    Closed(NodeId),
    /// Let go, or below what was.
    LetGo,
    /// Resting, or below what is.
    Resting,
    /// It starts later.
    Starts(NaiveDate),
    /// This one comes before it.
    Waits(NodeId),
    /// Somebody else has it; the node tells who.
    With(NodeId),
    /// A repeat whose next day is still to come.
    Repeats(NaiveDate),
    /// On Today.
    Listed,
    /// The person planned it for a later day.
    Planned(NaiveDate),
}

impl Gate {
    /// Why, for reading, on the day `today`.
    #[must_use]
    pub fn words(self, tree: &Tree, today: NaiveDate) -> String {
        let title = |id: NodeId| tree.get(id).map(Node::title).unwrap_or_default();
        match self {
            Self::Gone => "gone".to_owned(),
            Self::HasJobs => "has jobs below".to_owned(),
            Self::Done => "done".to_owned(),
            Self::Closed(id) => format!("{} is done", title(id)),
            Self::LetGo => "let go".to_owned(),
            Self::Resting => "resting".to_owned(),
            Self::Starts(day) => format!("starts on {}", say_date(day, today)),
            Self::Waits(id) => format!("waits for {}", title(id)),
            Self::With(id) => {
                let who = tree.get(id).and_then(|node| node.field(Key::Hand)).and_then(words::with);
                format!("with {}", who.unwrap_or_default())
            }
            Self::Repeats(day) => format!("comes round on {}", say_date(day, today)),
            Self::Listed => "on Today already".to_owned(),
            Self::Planned(day) => format!("planned for {}", say_date(day, today)),
        }
    }

    /// What keeps a node itself from being offered, and with it all that is below. `elder` is the open sibling for
    /// which it waits.
    pub(super) fn of(node: &Node, traits: &Traits, elder: Option<NodeId>, today: NaiveDate) -> Option<Self> {
        match traits.state {
            State::Done => return Some(Self::Done),
            State::Dropped => return Some(Self::LetGo),
            State::Resting => return Some(Self::Resting),
            State::Open => {}
        }
        if let Some(start) = traits.start.filter(|start| *start > today) {
            return Some(Self::Starts(start));
        }
        if traits.is_handed {
            return Some(Self::With(node.id()));
        }
        if let Some(plan) = traits.plan.filter(|plan| traits.is_repeat && *plan > today) {
            return Some(Self::Repeats(plan));
        }
        elder.map(Self::Waits)
    }

    /// Why a job that could be begun is not offered: it is on Today, or has a later day of its own.
    pub(super) fn of_day(is_listed: bool, plan: Option<NaiveDate>, today: NaiveDate) -> Option<Self> {
        let later = plan.filter(|plan| *plan > today).map(Self::Planned);
        if is_listed { Some(Self::Listed) } else { later }
    }

    /// The same, for what is below `id`.
    pub(super) fn below(self, id: NodeId) -> Self {
        if self == Self::Done { Self::Closed(id) } else { self }
    }
}

/// Why a job is no candidate; none if it is one.
#[must_use]
pub fn why_not(tree: &Tree, context: &Context, id: NodeId) -> Option<Gate> {
    let is_listed = || tree.day(context.day).is_some_and(|record| record.list.contains(&id));
    let plan = || tree.get(id).and_then(|node| node.date(Key::Plan));
    gate(tree, context.day, id).or_else(|| Gate::of_day(is_listed(), plan(), context.day))
}

/// Why a job cannot be begun by the person on `day`; none if it can.
#[must_use]
pub fn gate(tree: &Tree, day: NaiveDate, id: NodeId) -> Option<Gate> {
    if !tree.contains(id) {
        return Some(Gate::Gone);
    }
    if !tree.is_leaf(id) {
        return Some(Gate::HasJobs);
    }
    let path = tree.path(id);
    path.into_iter().find_map(|at| {
        let node = tree.get(at)?;
        let gate = Gate::of(node, &Traits::of(node), elder(tree, at), day)?;
        Some(if at == id { gate } else { gate.below(at) })
    })
}

/// The first sibling before a node in a sequence that holds it up: open, and not one that repeats for ever.
fn elder(tree: &Tree, id: NodeId) -> Option<NodeId> {
    let parent = tree.parent(id)?;
    let holds_up = |node: &Node| node.state() == State::Open && node.field(Key::Repeat).is_none();
    let is_open = |id: &NodeId| tree.get(*id).is_some_and(holds_up);
    let mut elders = tree.children(Some(parent)).take_while(|other| *other != id);
    tree.get(parent)?.is_sequence().then(|| elders.find(is_open))?
}
