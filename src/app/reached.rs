//! The row at the end of the tree under which reached goals stand: folded away, never gone.

use super::{App, Rows};
use crate::insight::reached;
use crate::model::NodeId;

/// The name of the row; no node is called that.
#[must_use]
pub const fn row() -> NodeId {
    NodeId::NO_NODE
}

/// The row or the node that a session calls by this name.
pub(super) fn named(name: &str) -> NodeId {
    if name == row().to_string() { row() } else { NodeId::parse(name) }
}

/// The reached goals, gathered once for many frames.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// The newest first.
    pub goals: Vec<NodeId>,
    /// Of which tree.
    of: (u64, usize),
}

impl Rows<'_> {
    /// The row of the reached goals, if there are some and it is in sight.
    #[must_use]
    pub fn reached_row(self) -> Option<NodeId> {
        (self.hoist.is_none() && !self.reached.is_empty()).then(row)
    }

    /// Whether a root stands under that row.
    pub(super) fn is_reached(self, root: NodeId) -> bool {
        self.hoist.is_none() && reached::is_closed_goal(self.tree, root)
    }

    /// The reached goal so many places behind another one.
    pub(super) fn beside(self, id: NodeId, steps: isize) -> Option<NodeId> {
        let at = self.reached.iter().position(|other| *other == id)?;
        self.reached.get(at.checked_add_signed(steps)?).copied()
    }

    /// `id`, or the next sibling in the direction of `step` that does not stand under that row.
    pub(super) fn visible(
        self,
        id: Option<NodeId>,
        step: impl Fn(NodeId) -> Option<NodeId>,
    ) -> Option<NodeId> {
        std::iter::successors(id, |id| step(*id)).find(|id| !self.is_reached(*id))
    }

    /// The last root that does not stand under that row.
    #[must_use]
    pub fn last_root(self) -> Option<NodeId> {
        self.visible(self.tree.last_child(None), |id| self.tree.previous(id))
    }
}

impl App {
    /// After every message: which goals are reached.
    pub(super) fn settle_reached(&mut self) {
        let of = (self.tree.revision(), self.tree.len());
        if self.reached.of != of {
            self.reached = Reached { goals: reached::closed_goals(&self.tree), of };
        }
    }

    /// Whether the cursor is on the row of the reached goals.
    #[must_use]
    pub fn is_on_reached(&self) -> bool {
        self.tree_place.cursor == Some(row())
    }

    /// Unfolds the row, or goes to the first goal under it; false if `id` is another row.
    pub(super) fn unfold_reached(&mut self, id: NodeId) -> bool {
        if id != row() {
            return false;
        }
        if self.folds.is_open(id) {
            self.tree_place.cursor = self.reached.goals.first().copied();
        } else {
            self.folds.set(id, true);
        }
        true
    }

    /// Folds the row, or goes to it from a folded goal under it; false if `id` is elsewhere.
    pub(super) fn fold_reached(&mut self, id: NodeId) -> bool {
        if id == row() {
            if self.folds.is_open(id) {
                self.folds.set(id, false);
            } else {
                self.say("Folded already; → opens it.");
            }
            return true;
        }
        let is_under = self.rows().is_reached(id) && !self.folds.is_open(id);
        if is_under {
            self.tree_place.cursor = Some(row());
        }
        is_under
    }

    /// Unfolds the row if it hides an item; says so, for what puts it back.
    pub(super) fn reveal_reached(&mut self, id: NodeId) -> Option<NodeId> {
        let root = self.tree.root(id);
        let is_hidden = self.rows().is_reached(root) && !self.folds.is_open(row());
        if is_hidden {
            self.folds.set(row(), true);
        }
        is_hidden.then(row)
    }

    /// After a goal was closed: the cursor goes to what is still in sight beside it.
    pub(super) fn step_beside(&mut self, goal: NodeId) {
        self.settle_reached();
        let rows = self.rows();
        let next = rows.visible(Some(goal), |id| self.tree.next(id));
        let next = next.or_else(|| rows.visible(Some(goal), |id| self.tree.previous(id)));
        if self.tree_place.cursor.is_some_and(|cursor| self.tree.is_within(cursor, goal)) {
            self.tree_place.cursor = next.or(self.tree_place.cursor);
        }
    }
}
