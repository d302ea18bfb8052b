//! The tree and its ledger: where everything stands, and the only code that may change it.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{Day, Field, Key, Mark, Node, NodeId, Op, Place, State, Text};

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

impl Count {
    fn replace(&mut self, old: Self, new: Self) {
        self.done = self.done + new.done - old.done;
        self.total = self.total + new.total - old.total;
        self.minutes_left = self.minutes_left + new.minutes_left - old.minutes_left;
    }
}

/// A node with its links. Links are places in the arena, so that a step in any direction is one look-up.
#[derive(Debug, Clone)]
struct Slot {
    node: Node,
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
        Self { slots, free: Vec::new(), index, days: BTreeMap::new(), file: BTreeMap::new() }
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
        self.slot(id).map(|slot| &slot.node)
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

    /// Changes the tree by one op, or not at all.
    ///
    /// # Errors
    /// The op must fit the tree as it is: a node to create must not exist, what is replaced must be what the op says.
    pub fn apply(&mut self, op: &Op) -> Result<(), Misfit> {
        match op {
            Op::Create { node, place } => self.create(node, *place),
            Op::Delete { node, place } => self.delete(node, *place),
            Op::Move { id, old, new } => self.relocate(*id, *old, *new),
            Op::Set { id, old, new } => self.set(*id, old.as_ref(), new.as_ref()),
            Op::Day { day, old, new } => self.set_day(*day, old.as_ref(), new.as_ref()),
            Op::File { old, new } => self.set_file(old.as_ref(), new.as_ref()),
        }
    }

    /// Applies all ops, or none.
    ///
    /// # Errors
    /// The first misfit; the tree is then as it was.
    pub fn apply_all(&mut self, ops: &[Op]) -> Result<(), Misfit> {
        for (count, op) in ops.iter().enumerate() {
            if let Err(misfit) = self.apply(op) {
                for op in ops[..count].iter().rev() {
                    self.apply(&op.clone().inverse())?;
                }
                return Err(misfit);
            }
        }
        Ok(())
    }

    fn create(&mut self, node: &Node, place: Place) -> Result<(), Misfit> {
        let id = node.id();
        if self.contains(id) {
            return Err(Misfit::Exists(id));
        }
        let (parent, after) = self.resolve(id, place)?;
        let at = self.allocate(node.clone());
        self.link(at, parent, after);
        Ok(())
    }

    fn delete(&mut self, node: &Node, place: Place) -> Result<(), Misfit> {
        let id = node.id();
        let at = self.at(id)?;
        if self.slots[at].first != ROOT {
            return Err(Misfit::HasChildren(id));
        }
        if self.slots[at].node != *node || self.place(id) != Some(place) {
            return Err(Misfit::Before);
        }
        self.unlink(at as u32);
        self.index.remove(&id);
        self.slots[at].node = Node::with_fields(id, Vec::new());
        self.free.push(at as u32);
        Ok(())
    }

    fn relocate(&mut self, id: NodeId, old: Place, new: Place) -> Result<(), Misfit> {
        let at = self.at(id)? as u32;
        if self.place(id) != Some(old) {
            return Err(Misfit::Before);
        }
        let (parent, after) = self.resolve(id, new)?;
        let inside = std::iter::successors(Some(parent), |at| Some(self.slots[*at as usize].parent));
        if after == at || inside.take_while(|at| *at != ROOT).any(|above| above == at) {
            return Err(Misfit::Place(id));
        }
        self.unlink(at);
        self.link(at, parent, after);
        Ok(())
    }

    fn set(&mut self, id: NodeId, old: Option<&Field>, new: Option<&Field>) -> Result<(), Misfit> {
        let at = self.at(id)?;
        if let (Some(old), Some(new)) = (old, new)
            && !old.by_property(new).is_eq()
        {
            return Err(Misfit::Before);
        }
        let Some(like) = old.or(new) else { return Ok(()) };
        if self.slots[at].node.same_property(like) != old {
            return Err(Misfit::Before);
        }
        let counts = matches!(like.key(), Key::State | Key::Minutes);
        if !counts {
            self.slots[at].node.set(old, new.cloned());
            return Ok(());
        }
        let parent = self.slots[at].parent as usize;
        let above = self.total(parent);
        let (was, was_open) = (self.total(at), self.slots[at].is_open());
        self.slots[at].node.set(old, new.cloned());
        let is_open = self.slots[at].is_open();
        let open = &mut self.slots[parent].open_children;
        *open = *open + u32::from(is_open) - u32::from(was_open);
        self.bubble(parent, above, was, self.total(at));
        Ok(())
    }

    fn set_day(&mut self, day: NaiveDate, old: Option<&Mark>, new: Option<&Mark>) -> Result<(), Misfit> {
        let Some(like) = old.or(new) else { return Ok(()) };
        let record = self.days.entry(day).or_default();
        let fits = record.mark(like).as_ref() == old
            && new.is_none_or(|new| like.same_property(new) && record.has_place_for(new));
        if fits {
            record.set(old, new.cloned());
        }
        if record.is_empty() {
            self.days.remove(&day);
        }
        if fits { Ok(()) } else { Err(Misfit::Before) }
    }

    fn set_file(&mut self, old: Option<&(Text, Text)>, new: Option<&(Text, Text)>) -> Result<(), Misfit> {
        let Some((name, _)) = old.or(new) else { return Ok(()) };
        if self.file.get(name) != old.map(|entry| &entry.1) || new.is_some_and(|entry| entry.0 != *name) {
            return Err(Misfit::Before);
        }
        self.file.remove(name);
        self.file.extend(new.cloned());
        Ok(())
    }

    fn resolve(&self, id: NodeId, place: Place) -> Result<(u32, u32), Misfit> {
        let parent = self.below(place.parent).ok_or(Misfit::Place(id))? as u32;
        let after = match place.after {
            None => ROOT,
            Some(after) => self.at(after).map_err(|_| Misfit::Place(id))? as u32,
        };
        if after != ROOT && self.slots[after as usize].parent != parent {
            return Err(Misfit::Place(id));
        }
        Ok((parent, after))
    }

    /// Adds a node behind the last child of `parent`, which exists, without counting: for building a whole tree.
    pub(super) fn plant_last(&mut self, node: Node, parent: Option<NodeId>) {
        let parent = self.below(parent).unwrap_or(0) as u32;
        let at = self.allocate(node);
        let after = self.slots[parent as usize].last;
        self.slots[at as usize].parent = parent;
        self.join(parent, after, at);
        self.join(parent, at, ROOT);
    }

    /// Takes canonical days and what else the file holds: for building a whole tree.
    pub(super) fn plant_ledger(&mut self, days: BTreeMap<NaiveDate, Day>, file: BTreeMap<Text, Text>) {
        (self.days, self.file) = (days, file);
    }

    /// Counts everything anew in one pass from the last planted to the first, children before parents.
    pub(super) fn count_all(&mut self) {
        for at in (1..self.slots.len()).rev() {
            let (total, open) = (self.total(at), self.slots[at].is_open());
            let parent = self.slots[at].parent as usize;
            self.slots[parent].below.replace(Count::default(), total);
            self.slots[parent].open_children += u32::from(open);
        }
    }

    fn allocate(&mut self, node: Node) -> u32 {
        let id = node.id();
        let slot = Slot::new(node);
        let at = if let Some(at) = self.free.pop() {
            self.slots[at as usize] = slot;
            at
        } else {
            self.slots.push(slot);
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        };
        self.index.insert(id, at);
        at
    }

    fn link(&mut self, at: u32, parent: u32, after: u32) {
        let was = self.total(parent as usize);
        let next =
            if after == ROOT { self.slots[parent as usize].first } else { self.slots[after as usize].next };
        self.slots[at as usize].parent = parent;
        let open = u32::from(self.slots[at as usize].is_open());
        self.join(parent, after, at);
        self.join(parent, at, next);
        self.slots[parent as usize].open_children += open;
        self.bubble(parent as usize, was, Count::default(), self.total(at as usize));
    }

    fn unlink(&mut self, at: u32) {
        let total = self.total(at as usize);
        let Slot { parent, previous, next, .. } = self.slots[at as usize];
        let open = u32::from(self.slots[at as usize].is_open());
        let was = self.total(parent as usize);
        self.join(parent, previous, next);
        self.slots[parent as usize].open_children -= open;
        self.bubble(parent as usize, was, total, Count::default());
    }

    /// Makes `left` and `right` neighbours; none of them means the end of the list.
    fn join(&mut self, parent: u32, left: u32, right: u32) {
        if left == ROOT {
            self.slots[parent as usize].first = right;
        } else {
            self.slots[left as usize].next = right;
        }
        if right == ROOT {
            self.slots[parent as usize].last = left;
        } else {
            self.slots[right as usize].previous = left;
        }
    }

    /// Tells `at`, whose own sum was `was`, and everything above it that the sum of one child went from `old` to `new`.
    fn bubble(&mut self, mut at: usize, mut was: Count, mut old: Count, mut new: Count) {
        self.slots[at].below.replace(old, new);
        while at != ROOT as usize {
            (old, new) = (was, self.total(at));
            if old == new {
                return;
            }
            at = self.slots[at].parent as usize;
            was = self.total(at);
            self.slots[at].below.replace(old, new);
        }
    }

    fn total(&self, at: usize) -> Count {
        let slot = &self.slots[at];
        match slot.node.state() {
            State::Dropped | State::Resting => Count::default(),
            _ if slot.first != ROOT || at == ROOT as usize => slot.below,
            State::Done => Count { done: 1, total: 1, minutes_left: 0 },
            State::Open => Count { done: 0, total: 1, minutes_left: slot.node.minutes().unwrap_or(0).into() },
        }
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

impl Slot {
    fn new(node: Node) -> Self {
        Self {
            node,
            parent: ROOT,
            first: ROOT,
            last: ROOT,
            previous: ROOT,
            next: ROOT,
            below: Count::default(),
            open_children: 0,
        }
    }

    fn is_open(&self) -> bool {
        self.node.state() == State::Open
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
        let item = (self.depth, &slots[self.at as usize].node);
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
