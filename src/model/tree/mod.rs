//! The tree and its ledger: where everything stands, and the only code that may change it.

mod apply;
mod links;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Day, Node, NodeId, Place, Text};

/// Stands for "no node", and is the place of the invisible root above all roots.
const ROOT: u32 = 0;

/// Sums over the jobs of a branch. Upheld by every change in the depth of the tree, never by a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Jobs that are done.
    pub done: u32,
    /// Jobs that are done or open.
    pub total: u32,
    /// Estimated minutes of the open ones; what has no estimate counts nothing here.
    pub minutes_left: u64,
}

/// A node with its links. Links are places in the arena, so that a step in any direction is one look-up.
#[derive(Debug, Clone)]
struct Slot {
    /// Shared with copies of the tree, so that a copy costs no text.
    node: Arc<Node>,
    parent: u32,
    first: u32,
    last: u32,
    previous: u32,
    next: u32,
    /// The sum over the children.
    below: Count,
    /// Children that are open: not done, let go or resting.
    open_children: u32,
}

/// Why an op does not fit the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The node that it speaks of does not exist.
    #[error("no such node: {0}")]
    Missing(NodeId),
    /// The node that it creates exists.
    #[error("the node exists: {0}")]
    Exists(NodeId),
    /// The node that it deletes has children.
    #[error("the node has children: {0}")]
    HasChildren(NodeId),
    /// The place is not there, or lies inside the branch that is moved.
    #[error("no such place for {0}")]
    Place(NodeId),
    /// The tree differs from what the op says of the time before it.
    #[error("something else was there before")]
    Before,
}

/// Goals, subgoals and jobs in their order, and the ledger of days.
#[derive(Debug, Clone)]
pub struct Tree {
    slots: Vec<Slot>,
    free: Vec<u32>,
    index: HashMap<NodeId, u32, foldhash::fast::RandomState>,
    /// Where open nodes stand that a date or somebody else may bring up by themselves.
    dated: BTreeSet<u32>,
    /// Where nodes stand that say what they cost.
    priced: BTreeSet<u32>,
    /// Where roots stand that are done.
    done_roots: BTreeSet<u32>,
    /// Grows with every change.
    revision: u64,
    days: BTreeMap<NaiveDate, Day>,
    file: BTreeMap<Text, Text>,
}

impl Default for Tree {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Tree {
    /// An empty tree with room for `nodes`.
    #[must_use]
    pub fn with_capacity(nodes: usize) -> Self {
        let mut slots = Vec::with_capacity(nodes + 1);
        slots.push(Slot::new(Node::new(NodeId::parse("root"), "")));
        let index = HashMap::with_capacity_and_hasher(nodes, foldhash::fast::RandomState::default());
        Self {
            slots,
            free: Vec::new(),
            index,
            dated: BTreeSet::new(),
            priced: BTreeSet::new(),
            done_roots: BTreeSet::new(),
            revision: 0,
            days: BTreeMap::new(),
            file: BTreeMap::new(),
        }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there is no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The node called `id`.
    #[must_use]
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.slot(id).map(|slot| &*slot.node)
    }

    /// Whether there is a node called `id`.
    #[must_use]
    pub fn contains(&self, id: NodeId) -> bool {
        self.index.contains_key(&id)
    }

    /// The node above; none for a root.
    #[must_use]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.slot(id).and_then(|slot| self.name(slot.parent))
    }

    /// The first child of `parent`, or the first root.
    #[must_use]
    pub fn first_child(&self, parent: Option<NodeId>) -> Option<NodeId> {
        self.name(self.slots[self.below(parent)?].first)
    }

    /// The last child of `parent`, or the last root.
    #[must_use]
    pub fn last_child(&self, parent: Option<NodeId>) -> Option<NodeId> {
        self.name(self.slots[self.below(parent)?].last)
    }

    /// The next sibling.
    #[must_use]
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        self.slot(id).and_then(|slot| self.name(slot.next))
    }

    /// The sibling before.
    #[must_use]
    pub fn previous(&self, id: NodeId) -> Option<NodeId> {
        self.slot(id).and_then(|slot| self.name(slot.previous))
    }

    /// The children of `parent` in their order; of none, the roots.
    pub fn children(&self, parent: Option<NodeId>) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first_child(parent), |id| self.next(*id))
    }

    /// The nodes above `id`, nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// The node itself and those above it, nearest first.
    pub fn path(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// The topmost node of those, which may be `id` itself.
    #[must_use]
    pub fn root(&self, id: NodeId) -> NodeId {
        self.path(id).last().unwrap_or(id)
    }

    /// How many nodes are above.
    #[must_use]
    pub fn depth(&self, id: NodeId) -> usize {
        self.ancestors(id).count()
    }

    /// Whether `id` is `top` or below it.
    #[must_use]
    pub fn is_within(&self, id: NodeId, top: NodeId) -> bool {
        id == top || self.ancestors(id).any(|ancestor| ancestor == top)
    }

    /// Whether nothing is below: a job.
    #[must_use]
    pub fn is_leaf(&self, id: NodeId) -> bool {
        self.slot(id).is_none_or(|slot| slot.first == ROOT)
    }

    /// Where the node stands.
    #[must_use]
    pub fn place(&self, id: NodeId) -> Option<Place> {
        let slot = self.slot(id)?;
        Some(Place { parent: self.name(slot.parent), after: self.name(slot.previous) })
    }

    /// The place behind the last child of `parent`.
    #[must_use]
    pub fn end_of(&self, parent: Option<NodeId>) -> Place {
        Place { parent, after: self.last_child(parent) }
    }

    /// The jobs at and below `id`; of none, of the whole tree.
    #[must_use]
    pub fn count(&self, id: Option<NodeId>) -> Count {
        self.below(id).map(|at| self.total(at)).unwrap_or_default()
    }

    /// Children that are open: not done, let go or resting.
    #[must_use]
    pub fn open_children(&self, id: NodeId) -> u32 {
        self.slot(id).map_or(0, |slot| slot.open_children)
    }

    /// Every node at and below `top` in the order of the screen, with its depth below `top`; of none, the whole tree.
    #[must_use]
    pub fn walk(&self, top: Option<NodeId>) -> Walk<'_> {
        let start = self.below(top);
        let at = match (top, start) {
            (_, None) => ROOT,
            (None, Some(_)) => self.slots[ROOT as usize].first,
            (Some(_), Some(at)) => at as u32,
        };
        Walk { tree: self, top: start.unwrap_or(0) as u32, at, depth: 0 }
    }

    /// A number that is another one after every change, for what is computed once for many looks.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A number that tells older nodes from younger ones of this tree, as long as it is in memory.
    #[must_use]
    pub fn age(&self, id: NodeId) -> Option<u32> {
        self.index.get(&id).copied()
    }

    /// The nodes with a cost or a hand-over, in whatever state, so that sums of money need no walk.
    pub fn priced(&self) -> impl Iterator<Item = &Node> {
        self.priced.iter().map(|at| &*self.slots[*at as usize].node)
    }

    /// The open nodes with a plan, a due date, a repeat or a hand-over: few of many, so that a day finds what it brings
    /// without a walk. In no meaningful order, but always the same.
    pub fn dated(&self) -> impl Iterator<Item = &Node> {
        self.dated.iter().map(|at| &*self.slots[*at as usize].node)
    }

    /// The roots that are done: few of many, found without a walk. In no meaningful order, but always the same.
    pub fn done_roots(&self) -> impl Iterator<Item = &Node> {
        self.done_roots.iter().map(|at| &*self.slots[*at as usize].node)
    }

    /// The ledger, ascending.
    #[must_use]
    pub fn days(&self) -> &BTreeMap<NaiveDate, Day> {
        &self.days
    }

    /// The record of one day.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> Option<&Day> {
        self.days.get(&day)
    }

    /// What the file holds beside nodes and days, by name, as JSON.
    #[must_use]
    pub fn file(&self) -> &BTreeMap<Text, Text> {
        &self.file
    }

    fn below(&self, parent: Option<NodeId>) -> Option<usize> {
        parent.map_or(Some(ROOT as usize), |id| self.index.get(&id).map(|at| *at as usize))
    }

    fn at(&self, id: NodeId) -> Result<usize, Misfit> {
        self.index.get(&id).map(|at| *at as usize).ok_or(Misfit::Missing(id))
    }

    fn slot(&self, id: NodeId) -> Option<&Slot> {
        self.index.get(&id).map(|at| &self.slots[*at as usize])
    }

    fn name(&self, at: u32) -> Option<NodeId> {
        (at != ROOT).then(|| self.slots[at as usize].node.id())
    }
}

/// The same nodes with the same properties in the same places, and the same ledger.
impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.days == other.days
            && self.file == other.file
            && self.walk(None).eq(other.walk(None))
    }
}

impl Eq for Tree {}

/// See [`Tree::walk`].
#[derive(Debug)]
pub struct Walk<'a> {
    tree: &'a Tree,
    top: u32,
    at: u32,
    depth: usize,
}

impl<'a> Iterator for Walk<'a> {
    type Item = (usize, &'a Node);

    fn next(&mut self) -> Option<Self::Item> {
        if self.at == ROOT {
            return None;
        }
        let slots = &self.tree.slots;
        let item = (self.depth, &*slots[self.at as usize].node);
        let first = slots[self.at as usize].first;
        if first != ROOT {
            self.depth += 1;
            self.at = first;
            return Some(item);
        }
        while self.at != self.top && self.at != ROOT {
            let slot = &slots[self.at as usize];
            if slot.next != ROOT {
                self.at = slot.next;
                return Some(item);
            }
            self.depth = self.depth.saturating_sub(1);
            self.at = slot.parent;
        }
        self.at = ROOT;
        Some(item)
    }
}
