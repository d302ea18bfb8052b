//! How far a branch has come, and what can be done next in it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::nudge;
use crate::model::{Key, Node, NodeId, State, Tree, Value};
use crate::text::line::words::say_day;

/// Minutes above which a job is worth two smaller ones.
pub const BIG_MINUTES: u32 = 30;

/// What a node is, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A root with something below it.
    Goal,
    /// Something with a parent and children.
    Subgoal,
    /// A leaf.
    Job,
}

impl Kind {
    /// What a node is.
    #[must_use]
    pub fn of(tree: &Tree, id: NodeId) -> Self {
        match (tree.is_leaf(id), tree.parent(id)) {
            (true, _) => Self::Job,
            (false, None) => Self::Goal,
            (false, Some(_)) => Self::Subgoal,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Subgoal => "subgoal",
            Self::Job => "job",
        }
    }
}

/// Whether a job can be begun: it is open, nothing above it is settled, and no sequence makes it wait.
#[must_use]
pub fn is_available(tree: &Tree, id: NodeId) -> bool {
    let is_open = |id| tree.get(id).is_some_and(|node| node.state() == State::Open);
    is_open(id) && tree.ancestors(id).all(is_open) && !waits(tree, id)
}

/// Whether a sequence makes a node wait for an open one before it; what repeats is never over and holds nobody up.
#[must_use]
pub fn waits(tree: &Tree, id: NodeId) -> bool {
    tree.path(id).any(|id| open_before(tree, id).next().is_some())
}

/// What a node waits for and can be begun now; a branch in which all is done waits to be closed, so it is named itself.
#[must_use]
pub fn waits_for(tree: &Tree, id: NodeId) -> Option<NodeId> {
    // The topmost sequence decides: what comes first there may wait no more.
    let mut at = tree.path(id).filter_map(|id| open_before(tree, id).last()).last()?;
    // Within it, sequences may make the next job wait for a branch that waits to be closed.
    loop {
        let next = next_open(tree, at, at).unwrap_or(at);
        let inside = tree.path(next).take_while(|id| *id != at);
        match inside.filter_map(|id| open_before(tree, id).last()).last() {
            Some(other) => at = other,
            None => return Some(next),
        }
    }
}

/// The open items before a node, nearest first, if its parent is a sequence.
fn open_before(tree: &Tree, id: NodeId) -> impl Iterator<Item = NodeId> {
    let in_sequence = tree.parent(id).and_then(|parent| tree.get(parent)).is_some_and(Node::is_sequence);
    let holds_up = |node: &Node| node.state() == State::Open && node.field(Key::Repeat).is_none();
    let elders = in_sequence.then(|| elders(tree, id)).into_iter().flatten();
    elders.filter(move |elder| tree.get(*elder).is_some_and(holds_up))
}

fn elders(tree: &Tree, id: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(tree.previous(id), |id| tree.previous(*id))
}

/// Whether everything below a node is settled and something of it was done, so that it may be closed.
#[must_use]
pub fn is_ready_to_close(tree: &Tree, id: NodeId) -> bool {
    let is_open = tree.get(id).is_some_and(|node| node.state() == State::Open);
    is_open && !tree.is_leaf(id) && tree.count(Some(id)).done > 0 && can_close(tree, id)
}

/// Whether nothing is open below a node; what repeats has no end of its own and is no hindrance once a job was done.
#[must_use]
pub fn can_close(tree: &Tree, id: NodeId) -> bool {
    let open = |id: &NodeId| tree.get(*id).filter(|node| node.state() == State::Open);
    let repeats = |node: &Node| node.field(Key::Repeat).is_some();
    tree.open_children(id) == 0
        || (tree.count(Some(id)).done > 0 && tree.children(Some(id)).filter_map(|id| open(&id)).all(repeats))
}

/// The first job at or below `top` that can be begun. Branches without open jobs are passed over whole.
#[must_use]
pub fn first_available(tree: &Tree, top: NodeId) -> Option<NodeId> {
    next_open(tree, top, top).filter(|id| !waits(tree, *id))
}

/// The job that comes after `id` within `top`: the next open one in the order of the screen, else the first.
#[must_use]
pub fn next_job(tree: &Tree, id: NodeId, top: NodeId) -> Option<NodeId> {
    let mut at = id;
    while at != top {
        if let Some(found) = siblings_after(tree, at).find_map(|sibling| next_open(tree, sibling, sibling)) {
            return Some(found);
        }
        at = tree.parent(at)?;
    }
    first_available(tree, top).filter(|found| *found != id)
}

fn siblings_after(tree: &Tree, id: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(tree.next(id), |id| tree.next(*id))
}

/// The first open job at or below `at`, without leaving `top`.
fn next_open(tree: &Tree, mut at: NodeId, top: NodeId) -> Option<NodeId> {
    loop {
        let count = tree.count(Some(at));
        if count.total > count.done {
            match tree.first_child(Some(at)) {
                None => return Some(at),
                Some(child) => {
                    at = child;
                    continue;
                }
            }
        }
        while tree.next(at).is_none() && at != top {
            at = tree.parent(at)?;
        }
        if at == top {
            return None;
        }
        at = tree.next(at)?;
    }
}

/// How many jobs were done on `day` at and below each node above them.
#[must_use]
pub fn done_on(tree: &Tree, day: NaiveDate) -> HashMap<NodeId, u32> {
    let mut sums = HashMap::new();
    for done in tree.day(day).map(|day| &day.done[..]).unwrap_or_default() {
        for above in tree.ancestors(done.id) {
            *sums.entry(above).or_default() += 1;
        }
    }
    sums
}

/// When a job that repeats is to be done again.
pub(super) fn comes_again(tree: &Tree, id: NodeId) -> Option<NaiveDate> {
    let node = tree.get(id).filter(|node| node.state() == State::Open)?;
    node.field(Key::Repeat)?;
    match node.field(Key::Plan)?.value() {
        Value::Date(day) => Some(*day),
        _ => None,
    }
}

/// The line after a tick: what was reached, and what comes next.
///
/// Early in a goal it speaks of what is done in the part at hand, late of what is left of the whole (Koo and Fishbach
/// 2012, the small-area hypothesis: the smaller number is the one that moves). Of what repeats, it says when.
#[must_use]
pub fn after_tick(tree: &Tree, id: NodeId) -> String {
    if let Some(day) = comes_again(tree, id) {
        return format!("Done; next on {}.", say_day(day));
    }
    let goal = tree.ancestors(id).last();
    let Some((goal, parent)) = goal.zip(tree.parent(id)) else { return "Done.".into() };
    let title = |id: NodeId| tree.get(id).map(|node| node.title().to_owned()).unwrap_or_default();
    let (whole, part) = (tree.count(Some(goal)), tree.count(Some(parent)));
    let left = whole.total - whole.done;
    let next = next_job(tree, id, parent).or_else(|| next_job(tree, id, goal));
    let next = next.map_or_else(String::new, |next| format!(" Next: {}.", title(next)));
    if left == 0 {
        let jobs = if whole.done == 1 { "The job is".into() } else { format!("All {} jobs are", whole.done) };
        format!("{jobs} done. Close {}, or is something missing?", title(goal))
    } else if part.done == part.total {
        let all = if part.done == 1 { "1".to_owned() } else { format!("All {}", part.done) };
        format!("{all} done in {}.{next}", title(parent))
    } else if whole.done * 2 < whole.total {
        format!("{} done in {}.{next}", part.done, title(parent))
    } else {
        format!("{left} left to {}.{next}", title(goal))
    }
}

/// The open jobs at and below `top`, of none of the whole tree, that are worth a split before the work: big, or vague
/// without an estimate. In the order of the screen; those about which no word is wanted are left out, and so is what
/// lies in a settled branch.
#[must_use]
pub fn audit(tree: &Tree, top: Option<NodeId>) -> Vec<NodeId> {
    let jobs = tree.walk(top).map(|(_, node)| node.id());
    jobs.filter(|id| nudge::worth_a_split(tree, *id).is_some()).collect()
}
