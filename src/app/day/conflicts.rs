//! What two sides changed differently, one after another: the value that counts, and the other one.

use crate::app::command::Room;
use crate::app::page::{Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::edit::conflict;
use crate::model::rival::{self, Conflict};
use crate::model::{Field, NodeId, Tree};
use crate::text::line::words;

/// The choice that waits, and those behind it.
#[derive(Debug)]
pub struct ConflictsCard {
    /// Which of those that wait is shown.
    at: usize,
}

impl Paged for ConflictsCard {
    fn room(&self) -> Room {
        Room::Conflicts
    }

    fn page(&self, app: &App) -> Page<'_> {
        let waiting = app.conflicts();
        let mut page = Page { title: "Changed on both sides".into(), ..Page::default() };
        // Others may have chosen meanwhile.
        let at = self.at.min(waiting.len().saturating_sub(1));
        let Some((id, entry)) = waiting.get(at) else { return page };
        page.right = format!("{} of {}", at + 1, waiting.len());
        let conflict = app.conflict(*id, entry);
        let say = |value| words::say_wanted(&conflict.name, value, &|id| app.title(id).to_owned());
        page.lines.push(PageLine::Strong(app.title(*id).to_owned()));
        if let Some(parent) = app.tree.parent(*id) {
            page.dim(format!("in {}", app.title(parent)));
        }
        page.blank();
        page.say(format!("here: {}", say(conflict.kept.as_ref())));
        page.say(format!("from elsewhere: {}", say(conflict.other.as_ref())));
        page
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        rival::all_waiting(tree).next().is_none()
    }
}

impl App {
    /// What waits for a choice, in the order of the tree.
    #[must_use]
    pub fn conflicts(&self) -> Vec<(NodeId, Field)> {
        rival::all_waiting(&self.tree).map(|(id, entry)| (id, entry.clone())).collect()
    }

    /// What counts and what does not, of an entry that waits.
    fn conflict(&self, id: NodeId, entry: &Field) -> Conflict {
        let (name, other) = entry.as_other().unwrap_or_default();
        let kept = self.tree.get(id).and_then(|node| rival::value(&self.tree, node, name));
        Conflict { id, name: name.into(), kept, other: other.cloned() }
    }

    /// Shows the first choice that waits, or says that none does.
    pub(in crate::app) fn open_conflicts(&mut self) {
        if self.conflicts().is_empty() {
            return self.say("Nothing waits for a choice.");
        }
        self.card = Card::Page(PageCard::Conflicts(ConflictsCard { at: 0 }));
    }

    fn shown_conflict(&self) -> Option<(NodeId, Field)> {
        let Card::Page(PageCard::Conflicts(card)) = &self.card else { return None };
        let mut waiting = self.conflicts();
        let last = waiting.len().checked_sub(1)?;
        Some(waiting.swap_remove(card.at.min(last)))
    }

    pub(in crate::app) fn conflict_take(&mut self) {
        let Some((id, entry)) = self.shown_conflict() else { return };
        let name = self.name("taking the other side's word on", &[id]);
        if self.change(name, |edit| conflict::take_other(edit, id, &entry)).is_some() {
            self.after_choice("Taken from elsewhere.");
        }
    }

    pub(in crate::app) fn conflict_keep(&mut self) {
        let Some((id, entry)) = self.shown_conflict() else { return };
        let name = self.name("keeping what stands in", &[id]);
        if self.change(name, |edit| conflict::keep(edit, id, &entry)).is_some() {
            self.after_choice("Kept as it was here.");
        }
    }

    /// The next one takes the place of the one that was chosen.
    fn after_choice(&mut self, words: &str) {
        let left = self.conflicts().len();
        if let Card::Page(PageCard::Conflicts(card)) = &mut self.card {
            card.at = card.at.min(left.saturating_sub(1));
        }
        if left == 0 {
            self.card = Card::None;
            return self.say(format!("{words} Nothing else waits."));
        }
        self.say(words);
    }

    pub(in crate::app) fn conflict_next(&mut self) {
        let count = self.conflicts().len();
        if let Card::Page(PageCard::Conflicts(card)) = &mut self.card {
            card.at = (card.at + 1) % count.max(1);
        }
    }

    pub(in crate::app) fn conflict_back(&mut self) {
        let count = self.conflicts().len().max(1);
        if let Card::Page(PageCard::Conflicts(card)) = &mut self.card {
            card.at = (card.at + count - 1) % count;
        }
    }

    /// Opens the line of the item: what is typed there counts, and the choice still waits.
    pub(in crate::app) fn conflict_edit(&mut self) {
        let Some((id, _)) = self.shown_conflict() else { return };
        self.card = Card::None;
        self.go_to(id);
        self.edit_line();
    }
}
