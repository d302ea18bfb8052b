//! The lens: how far one looks. It hides what lies nearer than a horizon, and never changes anything.
//!
//! What it shows of a node's children is found when it is first asked for and kept until the tree changes, so that a
//! step from row to row costs the same at any size of the tree.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::app::App;
use crate::insight::horizon::{self, Horizon};
use crate::model::{NodeId, Tree};

/// The first and the last of some siblings.
type Ends = (NodeId, NodeId);
/// The siblings before and behind one.
type Beside = (Option<NodeId>, Option<NodeId>);

/// A look from farther away.
#[derive(Debug)]
pub struct Lens {
    /// The nearest horizon that is shown.
    pub horizon: Horizon,
    seen: RefCell<Seen>,
}

/// What was found since the last change.
#[derive(Debug, Default)]
struct Seen {
    /// Of which tree: its revision and size.
    tree: (u64, usize),
    /// Of each parent that was asked about.
    ends: HashMap<NodeId, Option<Ends>>,
    /// Of each child of those that is shown.
    beside: HashMap<NodeId, Beside>,
}

impl Lens {
    /// A lens that shows what lies at `horizon` and beyond.
    #[must_use]
    pub fn new(horizon: Horizon) -> Self {
        Self { horizon, seen: RefCell::default() }
    }

    /// The first and the last child of `parent` that are shown.
    #[must_use]
    pub fn ends(&self, tree: &Tree, parent: NodeId) -> Option<Ends> {
        let mut seen = self.seen.borrow_mut();
        let is = (tree.revision(), tree.len());
        if seen.tree != is {
            *seen = Seen { tree: is, ..Seen::default() };
        }
        if let Some(known) = seen.ends.get(&parent) {
            return *known;
        }
        let above = horizon::shown(tree, parent);
        let mut ends: Option<Ends> = None;
        let is_shown = |child: &NodeId| horizon::below(tree, *child, Some(above)) <= self.horizon;
        for child in tree.children(Some(parent)).filter(is_shown) {
            let before = ends.map(|ends| ends.1);
            seen.beside.insert(child, (before, None));
            if let Some(beside) = before.and_then(|before| seen.beside.get_mut(&before)) {
                beside.1 = Some(child);
            }
            ends = Some((ends.map_or(child, |ends| ends.0), child));
        }
        seen.ends.insert(parent, ends);
        ends
    }

    /// The siblings before and behind a node that is shown. Roots are shown all: there is nothing else to stand on.
    #[must_use]
    pub fn beside(&self, tree: &Tree, id: NodeId) -> Beside {
        let Some(parent) = tree.parent(id) else { return (tree.previous(id), tree.next(id)) };
        if self.ends(tree, parent).is_none() {
            return (None, None);
        }
        self.seen.borrow().beside.get(&id).copied().unwrap_or_default()
    }

    /// The node itself if it is shown, else the nearest one above it that is; `top` and the roots are.
    #[must_use]
    pub fn nearest(&self, tree: &Tree, top: Option<NodeId>, id: NodeId) -> NodeId {
        let mut path: Vec<NodeId> = vec![id];
        if top != Some(id) {
            let above = tree.ancestors(id);
            path.extend(above.take_while(|above| top != Some(*above)));
            path.extend(top);
        }
        let Some(mut shown) = path.pop() else { return id };
        let mut reach = horizon::shown(tree, shown);
        while let Some(next) = path.pop() {
            reach = horizon::below(tree, next, Some(reach));
            if reach > self.horizon {
                break;
            }
            shown = next;
        }
        shown
    }
}

impl App {
    /// How far one looks, if not down to the jobs.
    #[must_use]
    pub fn lens(&self) -> Option<Horizon> {
        self.lens.as_ref().map(|lens| lens.horizon)
    }

    pub(in crate::app) fn set_lens(&mut self, horizon: Option<Horizon>) {
        self.lens = horizon.map(Lens::new);
    }

    pub(in crate::app) fn lens_farther(&mut self) {
        match self.lens().unwrap_or(Horizon::Now).farther() {
            Some(farther) => self.look_through(farther),
            None => self.say("Nothing lies farther than a vision; `]` nearer."),
        }
    }

    pub(in crate::app) fn lens_nearer(&mut self) {
        let Some(horizon) = self.lens() else {
            return self.say("All is shown; `[` looks from farther away.");
        };
        match horizon.nearer() {
            Some(nearer) => self.look_through(nearer),
            None => self.take_lens_off(),
        }
    }

    fn look_through(&mut self, horizon: Horizon) {
        self.set_lens(Some(horizon));
        let nearest = if horizon == Horizon::Vision { "visions" } else { horizon.word() };
        self.say(format!("Down to {nearest}, {}. Esc shows all.", horizon.means()));
    }

    pub(in crate::app) fn take_lens_off(&mut self) {
        self.set_lens(None);
        self.say("All is shown.");
    }

    /// Takes the lens off if it hides a node that is to be seen.
    pub(in crate::app) fn bring_into_sight(&mut self, id: NodeId) {
        let rows = self.rows();
        let is_hidden = rows.lens.is_some_and(|lens| lens.nearest(rows.tree, rows.hoist, id) != id);
        if is_hidden {
            self.set_lens(None);
        }
    }
}
