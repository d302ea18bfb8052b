//! Which rows of the tree are in sight, found by steps from one row to the next.
//!
//! Nothing here walks the tree or keeps a list of rows: a step follows one or two links, so that a frame costs what it
//! shows, at any size of the tree.

use std::collections::HashSet;

use super::look::Lens;
use super::reached;
use crate::model::{NodeId, Tree};

/// Which branches are unfolded: all but some, or none but some.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folds {
    /// Whether a branch is unfolded that is not among the exceptions.
    pub open_by_default: bool,
    /// The exceptions.
    pub except: HashSet<NodeId>,
}

impl Folds {
    /// Whether the children of a node are shown.
    #[must_use]
    pub fn is_open(&self, id: NodeId) -> bool {
        // What is reached is unfolded by itself alone, never with everything else.
        (self.open_by_default && id != reached::row()) != self.except.contains(&id)
    }

    /// Shows or hides the children of a node.
    pub fn set(&mut self, id: NodeId, open: bool) {
        if open == (self.open_by_default && id != reached::row()) {
            self.except.remove(&id);
        } else {
            self.except.insert(id);
        }
    }

    /// Shows or hides the children of all nodes.
    pub fn set_all(&mut self, open: bool) {
        *self = Self { open_by_default: open, except: HashSet::new() };
    }
}

/// The rows in sight: the tree as folded, below the node that is zoomed into.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// What is folded.
    pub folds: &'a Folds,
    /// The node that is shown as the whole, if one is.
    pub hoist: Option<NodeId>,
    /// The goals that stand under one row at the end, because they are reached.
    pub reached: &'a [NodeId],
    /// How far one looks, if not down to the jobs.
    pub lens: Option<&'a Lens>,
}

impl Rows<'_> {
    /// The topmost row.
    #[must_use]
    pub fn first(self) -> Option<NodeId> {
        let first = || self.visible(self.tree.first_child(None), |id| self.tree.next(id));
        self.hoist.or_else(first).or_else(|| self.reached_row())
    }

    /// The bottommost row.
    #[must_use]
    pub fn last(self) -> Option<NodeId> {
        let last = || self.visible(self.tree.last_child(None), |id| self.tree.previous(id));
        self.hoist.or_else(|| self.reached_row()).or_else(last).map(|top| self.last_within(top))
    }

    /// The bottommost row of a branch.
    #[must_use]
    pub fn last_within(self, top: NodeId) -> NodeId {
        let top = match self.reached.last() {
            Some(last) if top == reached::row() && self.shown_children(top) => *last,
            _ => top,
        };
        let last = |id: &NodeId| self.shown_children(*id).then(|| self.last_child(*id)).flatten();
        std::iter::successors(Some(top), last).last().unwrap_or(top)
    }

    /// The first child of a node that the lens shows, folded or not.
    #[must_use]
    pub fn first_child(self, id: NodeId) -> Option<NodeId> {
        match self.lens {
            None => self.tree.first_child(Some(id)),
            Some(lens) => lens.ends(self.tree, id).map(|ends| ends.0),
        }
    }

    fn last_child(self, id: NodeId) -> Option<NodeId> {
        match self.lens {
            None => self.tree.last_child(Some(id)),
            Some(lens) => lens.ends(self.tree, id).map(|ends| ends.1),
        }
    }

    /// The next sibling that the lens shows.
    #[must_use]
    pub fn next_sibling(self, id: NodeId) -> Option<NodeId> {
        self.lens.map_or_else(|| self.tree.next(id), |lens| lens.beside(self.tree, id).1)
    }

    fn previous_sibling(self, id: NodeId) -> Option<NodeId> {
        self.lens.map_or_else(|| self.tree.previous(id), |lens| lens.beside(self.tree, id).0)
    }

    /// Whether the lens ends at a node: something is inside, and none of it is shown.
    #[must_use]
    pub fn is_edge(self, id: NodeId) -> bool {
        self.lens.is_some() && !self.tree.is_leaf(id) && self.first_child(id).is_none()
    }

    /// Whether the children of a node are shown, if it has some.
    #[must_use]
    pub fn shown_children(self, id: NodeId) -> bool {
        self.hoist == Some(id) || self.folds.is_open(id)
    }

    /// The row below, and by how many levels it is deeper.
    #[must_use]
    pub fn next(self, id: NodeId) -> Option<(NodeId, isize)> {
        if id == reached::row() {
            return self.reached.first().filter(|_| self.shown_children(id)).map(|first| (*first, 1));
        }
        if self.shown_children(id)
            && let Some(child) = self.first_child(id)
        {
            return Some((child, 1));
        }
        let mut at = id;
        let mut rise = 0;
        while Some(at) != self.hoist {
            if self.is_reached(at) {
                return self.beside(at, 1).map(|next| (next, -rise));
            }
            if let Some(next) = self.visible(self.next_sibling(at), |id| self.next_sibling(id)) {
                return Some((next, -rise));
            }
            match self.tree.parent(at) {
                Some(parent) => at = parent,
                None => return self.reached_row().map(|row| (row, -rise)),
            }
            rise += 1;
        }
        None
    }

    /// The row above.
    #[must_use]
    pub fn previous(self, id: NodeId) -> Option<NodeId> {
        if Some(id) == self.hoist {
            return None;
        }
        if id == reached::row() {
            let last = self.visible(self.tree.last_child(None), |id| self.tree.previous(id));
            return last.map(|last| self.last_within(last));
        }
        if self.is_reached(id) {
            let elder = self.beside(id, -1).map(|elder| self.last_within(elder));
            return elder.or_else(|| self.reached_row());
        }
        match self.visible(self.previous_sibling(id), |id| self.previous_sibling(id)) {
            Some(elder) => Some(self.last_within(elder)),
            None => self.tree.parent(id),
        }
    }

    /// How deep a row stands below what is shown as the whole.
    #[must_use]
    pub fn depth(self, id: NodeId) -> usize {
        if Some(id) == self.hoist {
            return 0;
        }
        let above = self.tree.ancestors(id);
        let root = above.last().unwrap_or(id);
        let above = self.tree.ancestors(id);
        let deeper = self.hoist.is_some() || self.is_reached(root);
        above.take_while(|above| Some(*above) != self.hoist).count() + usize::from(deeper)
    }

    /// The rows from `top` on, each with its depth.
    pub fn from(self, top: NodeId) -> impl Iterator<Item = (NodeId, usize)> {
        let start = Some((top, self.depth(top)));
        std::iter::successors(start, move |(id, depth)| {
            self.next(*id).map(|(next, deeper)| (next, depth.saturating_add_signed(deeper)))
        })
    }

    /// The node itself if it is in sight, else the nearest one above it that is; none outside of what is shown.
    #[must_use]
    pub fn nearest_shown(self, id: NodeId) -> Option<NodeId> {
        if id == reached::row() {
            return self.reached_row();
        }
        if !self.tree.contains(id) {
            return None;
        }
        let mut shown = id;
        if Some(id) == self.hoist {
            return Some(id);
        }
        let nearest = |shown| self.lens.map_or(shown, |lens| lens.nearest(self.tree, self.hoist, shown));
        for above in self.tree.ancestors(id) {
            if !self.shown_children(above) {
                shown = above;
            }
            if Some(above) == self.hoist {
                return Some(nearest(shown));
            }
        }
        let root = self.tree.root(id);
        if self.is_reached(root) && !self.shown_children(reached::row()) {
            return self.reached_row();
        }
        self.hoist.is_none().then(|| nearest(shown))
    }

    /// `steps` rows below (or above) `id`, or as far as there are rows.
    #[must_use]
    pub fn step(self, id: NodeId, steps: isize) -> NodeId {
        let mut at = id;
        for _ in 0..steps.unsigned_abs() {
            let next = if steps > 0 { self.next(at).map(|next| next.0) } else { self.previous(at) };
            let Some(next) = next else { break };
            at = next;
        }
        at
    }

    /// The topmost row to show so that `cursor` is in sight on `height` rows.
    ///
    /// A cursor that leaves the window is brought to its middle: half a pane at a time is a tenth of what a line at a
    /// time sends to the terminal, which is felt over a slow line.
    #[must_use]
    pub fn scroll(self, top: Option<NodeId>, cursor: NodeId, height: usize) -> NodeId {
        let height = height.max(1);
        let top = top.filter(|top| self.nearest_shown(*top) == Some(*top));
        let stays = top.filter(|top| self.from(*top).take(height).any(|row| row.0 == cursor));
        let middle = || self.step(cursor, -(height / 2).cast_signed());
        self.fill(stays.unwrap_or_else(middle), height)
    }

    /// `top`, or a row above it if there are not enough rows below to fill the pane.
    #[must_use]
    pub fn fill(self, top: NodeId, height: usize) -> NodeId {
        let below = self.from(top).take(height).count();
        self.step(top, -(height - below.min(height)).cast_signed())
    }
}
