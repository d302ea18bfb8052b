//! What two sides changed differently, one after another: the value that counts, and the other one.

use crate::app::command::Room;
use crate::app::page::{Page, PageLine};
use crate::app::paged::{PageCard, Paged};
use crate::app::{App, Card};
use crate::edit::conflict;
use crate::model::{Conflict, Tree, rival};
use crate::text::choice;

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
        let Some(conflict) = waiting.get(at) else { return page };
        page.right = format!("{} of {}", at + 1, waiting.len());
        let (here, elsewhere) = choice::say(&app.tree, conflict);
        page.lines.push(PageLine::Strong(choice::about(&app.tree, conflict)));
        if let Some(parent) = conflict.node().and_then(|id| app.tree.parent(id)) {
            page.dim(format!("in {}", app.title(parent)));
        }
        page.blank();
        page.say(format!("here: {here}"));
        page.say(format!("from elsewhere: {elsewhere}"));
        page
    }

    fn is_gone(&self, tree: &Tree) -> bool {
        rival::all_waiting(tree).next().is_none()
    }
}

impl App {
    /// What waits for a choice: of items in the order of the tree, of days, of the file.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        rival::all_waiting(&self.tree).collect()
    }

    /// Shows the first choice that waits, or says that none does.
    pub(in crate::app) fn open_conflicts(&mut self) {
        if self.conflicts().is_empty() {
            return self.say("Nothing waits for a choice.");
        }
        self.card = Card::Page(PageCard::Conflicts(ConflictsCard { at: 0 }));
    }

    fn shown_conflict(&self) -> Option<Conflict> {
        let Card::Page(PageCard::Conflicts(card)) = &self.card else { return None };
        let mut waiting = self.conflicts();
        let last = waiting.len().checked_sub(1)?;
        Some(waiting.swap_remove(card.at.min(last)))
    }

    pub(in crate::app) fn conflict_take(&mut self) {
        let Some(conflict) = self.shown_conflict() else { return };
        let name = format!("taking the other side's word on {}", choice::about(&self.tree, &conflict));
        if self.change(name, |edit| conflict::take_other(edit, &conflict)).is_some() {
            self.after_choice("Taken from elsewhere.");
        }
    }

    pub(in crate::app) fn conflict_keep(&mut self) {
        let Some(conflict) = self.shown_conflict() else { return };
        let name = format!("keeping what stands in {}", choice::about(&self.tree, &conflict));
        if self.change(name, |edit| conflict::keep(edit, &conflict)).is_some() {
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
        let Some(conflict) = self.shown_conflict() else { return };
        let Some(id) = conflict.node() else { return self.say("That has no line; o takes the other one.") };
        self.card = Card::None;
        self.go_to(id);
        self.edit_line();
    }
}
