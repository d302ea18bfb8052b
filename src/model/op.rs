//! The one thing that can happen to a tree.

use chrono::NaiveDate;

use super::{Field, Mark, Node, NodeId, Text};

/// Where a node stands: under whom, and behind whom.
///
/// One property, because a node that two people move at once must end in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Place {
    /// Under whom; none for the top level.
    pub parent: Option<NodeId>,
    /// Behind which sibling; none for the first place.
    pub after: Option<NodeId>,
}

/// One indivisible change to a [`Tree`](super::Tree).
///
/// It carries the old value beside the new one. That makes it, at once, the unit of undo (invert it), of the journal
/// (write it down) and of the merge (compare it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Adds a childless node. Undone by deleting it.
    Create {
        /// What.
        node: Node,
        /// Where.
        place: Place,
    },
    /// Removes a childless node; a branch goes leaf by leaf.
    Delete {
        /// What it was.
        node: Node,
        /// Where it was.
        place: Place,
    },
    /// Moves a branch.
    Move {
        /// Its topmost node.
        id: NodeId,
        /// Where it was.
        old: Place,
        /// Where it goes.
        new: Place,
    },
    /// Changes one property of a node. `old` and `new` are the same property; none means not set.
    Set {
        /// Of which node.
        id: NodeId,
        /// What it was.
        old: Option<Field>,
        /// What it becomes.
        new: Option<Field>,
    },
    /// Changes one property of a day.
    Day {
        /// Of which logical day.
        day: NaiveDate,
        /// What it was.
        old: Option<Mark>,
        /// What it becomes.
        new: Option<Mark>,
    },
    /// Changes something of the file as a whole: its name and its JSON.
    File {
        /// What it was.
        old: Option<(Text, Text)>,
        /// What it becomes.
        new: Option<(Text, Text)>,
    },
}

impl Op {
    /// The op that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Create { node, place } => Self::Delete { node, place },
            Self::Delete { node, place } => Self::Create { node, place },
            Self::Move { id, old, new } => Self::Move { id, old: new, new: old },
            Self::Set { id, old, new } => Self::Set { id, old: new, new: old },
            Self::Day { day, old, new } => Self::Day { day, old: new, new: old },
            Self::File { old, new } => Self::File { old: new, new: old },
        }
    }
}

/// The ops that take `ops` back, last first.
#[must_use]
pub fn inverse(ops: &[Op]) -> Vec<Op> {
    ops.iter().rev().cloned().map(Op::inverse).collect()
}
