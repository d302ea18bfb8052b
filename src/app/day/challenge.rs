//! A repeat that was to be done so many times is through: it can go on without an end.

use crate::app::command::Room;
use crate::app::page::Page;
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::edit::repeat;
use crate::insight::{progress, today};
use crate::model::{Key, Node, NodeId, State, Tree};

/// A challenge that is through.
#[derive(Debug)]
pub struct ChallengeCard {
    /// What was repeated.
    pub(super) node: NodeId,
    /// How many times.
    times: usize,
}

impl Paged for ChallengeCard {
    fn room(&self) -> Room {
        Room::Challenge
    }

    fn page(&self, app: &App) -> Page<'_> {
        let mut page = Page { title: app.title(self.node).to_owned(), ..Page::default() };
        page.say(format!("{0} of {0}. Keep it as a step?", self.times));
        page.dim(app.key_line(Room::Challenge));
        page
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        !tree.contains(self.node)
    }
}

impl App {
    /// Whether a job is a challenge: it repeats so many times.
    pub(in crate::app) fn is_challenge(&self, id: NodeId) -> bool {
        self.tree.get(id).is_some_and(|node| node.number(Key::Times).is_some())
    }

    /// After the last tick of a challenge: asks whether it shall go on.
    pub(in crate::app) fn close_challenge(&mut self, id: NodeId) {
        if self.tree.get(id).map(Node::state) != Some(State::Done) {
            return;
        }
        let ticks = self.tree.days().values().flat_map(|record| &record.done);
        let counted = |name: &str| name == today::FOR;
        let times =
            ticks.filter(|done| done.id == id && done.unknown.iter().any(|(name, _)| counted(name))).count();
        self.waiting = Some(PageCard::Challenge(ChallengeCard { node: id, times }));
    }

    pub(in crate::app) fn challenge_keep(&mut self) {
        let Card::Page(PageCard::Challenge(card)) = std::mem::take(&mut self.card) else { return };
        let id = card.node;
        if self.change(format!("keeping {}", self.title(id)), |edit| repeat::keep_on(edit, id)).is_some() {
            self.say(progress::after_tick(&self.tree, id));
        }
    }
}
