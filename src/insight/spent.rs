//! What a day came to: its ticks and minutes, of everything or of one part of the tree.

use foldhash::{HashSet, HashSetExt};

use super::habits::{ACTIVE_MINUTES, UNKNOWN_MINUTES};
use crate::model::{Day, Key, NodeId, Tree};

/// Of what the days are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Of everything, also of what is no longer in the tree.
    All,
    /// Of these nodes.
    Nodes(HashSet<NodeId>),
}

/// What one day came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spent {
    /// Jobs ticked.
    pub ticks: u32,
    /// Minutes credited; a tick that nothing credited is worth what an unknown estimate is, a quarter of an hour.
    pub minutes: u64,
}

impl Scope {
    /// One node alone: a repeat.
    #[must_use]
    pub fn one(id: NodeId) -> Self {
        let mut ids = HashSet::new();
        ids.insert(id);
        Self::Nodes(ids)
    }

    /// A goal with all that is in it.
    #[must_use]
    pub fn branch(tree: &Tree, top: NodeId) -> Self {
        Self::Nodes(tree.walk(Some(top)).map(|(_, node)| node.id()).collect())
    }

    /// A goal without what repeats in it: upkeep has no end and is no progress.
    #[must_use]
    pub fn work(tree: &Tree, top: NodeId) -> Self {
        let once = |id: &NodeId| tree.get(*id).is_some_and(|node| node.field(Key::Repeat).is_none());
        Self::Nodes(
            tree.walk(Some(top)).map(|(_, node)| node.id()).filter(|id| *id == top || once(id)).collect(),
        )
    }

    /// Whether a node belongs to it.
    #[must_use]
    pub fn has(&self, id: NodeId) -> bool {
        match self {
            Self::All => true,
            Self::Nodes(ids) => ids.contains(&id),
        }
    }

    /// What a day came to.
    #[must_use]
    pub fn spent(&self, day: &Day) -> Spent {
        let ticks = day.done.iter().filter(|done| self.has(done.id));
        let credited = day.credits().filter(|credit| self.has(credit.0)).map(|credit| u64::from(credit.1));
        let is_boxed = |id| day.boxes.iter().any(|boxed| boxed.id == id);
        let bare = ticks.clone().filter(|done| done.minutes.is_none() && !is_boxed(done.id)).count();
        Spent {
            ticks: ticks.count() as u32,
            minutes: credited.sum::<u64>() + bare as u64 * u64::from(UNKNOWN_MINUTES),
        }
    }
}

impl Spent {
    /// Whether something was ticked, or five minutes were spent.
    #[must_use]
    pub fn is_active(self) -> bool {
        self.ticks > 0 || self.minutes >= ACTIVE_MINUTES
    }
}
