//! The arena: neighbours and sums, kept in step with each other.

use std::sync::Arc;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Count, ROOT, Slot, Tree};
use crate::model::{Day, Key, Node, NodeId, State, Text};

impl Count {
    fn replace(&mut self, old: Self, new: Self) {
        self.done = self.done + new.done - old.done;
        self.total = self.total + new.total - old.total;
        self.minutes_left = self.minutes_left + new.minutes_left - old.minutes_left;
    }
}

impl Tree {
    /// Adds a node behind the last child of `parent`, which exists, without counting: for building a whole tree.
    pub(in crate::model) fn plant_last(&mut self, node: Node, parent: Option<NodeId>) {
        let parent = self.below(parent).unwrap_or(0) as u32;
        let at = self.allocate(node);
        let after = self.slots[parent as usize].last;
        self.slots[at as usize].parent = parent;
        self.join(parent, after, at);
        self.join(parent, at, ROOT);
        self.note_root(at);
    }

    /// Takes canonical days and what else the file holds: for building a whole tree.
    pub(in crate::model) fn plant_ledger(
        &mut self,
        days: BTreeMap<NaiveDate, Day>,
        file: BTreeMap<Text, Text>,
    ) {
        (self.days, self.file) = (days, file);
    }

    /// Counts everything anew in one pass from the last planted to the first, children before parents.
    pub(in crate::model) fn count_all(&mut self) {
        for at in (1..self.slots.len()).rev() {
            let (total, open) = (self.total(at), self.slots[at].is_open());
            let parent = self.slots[at].parent as usize;
            self.slots[parent].below.replace(Count::default(), total);
            self.slots[parent].open_children += u32::from(open);
        }
    }

    pub(super) fn allocate(&mut self, node: Node) -> u32 {
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
        self.note_dates(at);
        at
    }

    /// Keeps [`Tree::dated`] and [`Tree::priced`] in step with a node that came, changed or is gone.
    pub(super) fn note_dates(&mut self, at: u32) {
        let node = &self.slots[at as usize].node;
        let speaks = |key| matches!(key, Key::Plan | Key::Due | Key::Repeat | Key::Hand);
        if node.state() == State::Open && node.fields().iter().any(|field| speaks(field.key())) {
            self.dated.insert(at);
        } else if !self.dated.is_empty() {
            self.dated.remove(&at);
        }
        if node.fields().iter().any(|field| matches!(field.key(), Key::Cost | Key::Hand)) {
            self.priced.insert(at);
        } else if !self.priced.is_empty() {
            self.priced.remove(&at);
        }
    }

    /// Keeps [`Tree::done_roots`] in step with a node that came to its place, or whose state changed.
    pub(super) fn note_root(&mut self, at: u32) {
        let slot = &self.slots[at as usize];
        if slot.parent == ROOT && slot.node.state() == State::Done {
            self.done_roots.insert(at);
        } else if !self.done_roots.is_empty() {
            self.done_roots.remove(&at);
        }
    }

    pub(super) fn link(&mut self, at: u32, parent: u32, after: u32) {
        let was = self.total(parent as usize);
        let next =
            if after == ROOT { self.slots[parent as usize].first } else { self.slots[after as usize].next };
        self.slots[at as usize].parent = parent;
        let open = u32::from(self.slots[at as usize].is_open());
        self.join(parent, after, at);
        self.join(parent, at, next);
        self.slots[parent as usize].open_children += open;
        self.note_root(at);
        self.bubble(parent as usize, was, Count::default(), self.total(at as usize));
    }

    pub(super) fn unlink(&mut self, at: u32) {
        let total = self.total(at as usize);
        let Slot { parent, previous, next, .. } = self.slots[at as usize];
        let open = u32::from(self.slots[at as usize].is_open());
        let was = self.total(parent as usize);
        self.join(parent, previous, next);
        self.done_roots.remove(&at);
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
    pub(super) fn bubble(&mut self, mut at: usize, mut was: Count, mut old: Count, mut new: Count) {
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

    pub(super) fn total(&self, at: usize) -> Count {
        let slot = &self.slots[at];
        match slot.node.state() {
            State::Dropped | State::Resting => Count::default(),
            _ if slot.first != ROOT || at == ROOT as usize => slot.below,
            State::Done => Count { done: 1, total: 1, minutes_left: 0 },
            // What repeats without an end is upkeep: no progress of it would ever be whole.
            State::Open if slot.node.repeats_without_end() => Count::default(),
            State::Open => Count { done: 0, total: 1, minutes_left: slot.node.minutes().unwrap_or(0).into() },
        }
    }
}

impl Slot {
    pub(super) fn new(node: Node) -> Self {
        Self {
            node: Arc::new(node),
            parent: ROOT,
            first: ROOT,
            last: ROOT,
            previous: ROOT,
            next: ROOT,
            below: Count::default(),
            open_children: 0,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.node.state() == State::Open
    }
}
