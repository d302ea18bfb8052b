//! The first minute: one goal, split at once, its first job on Today.

use super::{App, Card, Pane};
use crate::edit::{schedule, shape};
use crate::insight::progress;
use crate::model::{Key, Node, NodeId, Tree};
use crate::text::line::Line;

/// Jobs that the first choice offers.
const MOST: usize = 3;

/// One of a few jobs is to be chosen for Today.
#[derive(Debug)]
pub struct Choice {
    /// The smallest jobs of the goal, smallest first.
    pub jobs: Vec<NodeId>,
    /// Which one is selected.
    pub at: usize,
}

/// The smallest jobs below `goal` that can be begun; none if there are none.
pub(super) fn choice(tree: &Tree, goal: NodeId) -> Option<Choice> {
    let is_mine = |id| {
        tree.get(id)
            .is_some_and(|node: &Node| node.field(Key::Hand).is_none() && node.field(Key::Repeat).is_none())
    };
    let can_begin = |id| tree.is_leaf(id) && progress::is_available(tree, id) && is_mine(id);
    let open = tree.walk(Some(goal)).filter(|(_, node)| can_begin(node.id()));
    let mut jobs: Vec<(u32, NodeId)> =
        open.map(|(_, node)| (node.minutes().unwrap_or(15), node.id())).collect();
    jobs.sort_by_key(|job| job.0);
    let jobs: Vec<NodeId> = jobs.into_iter().take(MOST).map(|job| job.1).collect();
    (!jobs.is_empty()).then_some(Choice { jobs, at: 0 })
}

impl App {
    pub(super) fn save_first(&mut self) {
        let Card::First(typing) = &self.card else { return };
        let line = Line::parse(typing.text(), self.now.today());
        if line.is_empty() {
            return self.say("One line is enough. Esc looks around first.");
        }
        let place = self.tree.end_of(None);
        let added = self.change(format!("adding {}", line.title), |edit| shape::add(edit, place, &line));
        if let Some(id) = added.and_then(|ids| ids.first().copied()) {
            self.forget_draft("line");
            self.tree_place.cursor = Some(id);
            self.open_split(id, true);
            self.gather_ideas();
        }
    }

    pub(super) fn take_choice(&mut self) {
        let Card::Choose(choice) = std::mem::take(&mut self.card) else { return };
        let Some(id) = choice.jobs.get(choice.at).copied() else { return };
        let name = format!("on Today: {}", self.title(id));
        if self.change(name, |edit| schedule::put_on(edit, id)).is_some() {
            self.pane = Pane::Today;
            self.today_place.cursor = Some(id);
            self.say("On Today. Space when it is done.");
        }
    }
}
