//! Moving about: cursor, fold, zoom, marks, panes.

use super::{App, Armed, Card, Effect, Pane};
use crate::model::NodeId;

/// Rows that a first screen shows at most, however large the tree is.
const FIRST_SCREEN_ROWS: usize = 20;

impl App {
    /// At the first start: unfolds from the top until the screen is full enough.
    pub(super) fn unfold_first_screen(&mut self) {
        let mut rows: usize = self.tree.children(None).take(FIRST_SCREEN_ROWS + 1).count();
        let mut level: Vec<NodeId> = self.tree.children(None).take(FIRST_SCREEN_ROWS).collect();
        while !level.is_empty() {
            let mut below = Vec::new();
            for id in level {
                let children: Vec<NodeId> =
                    self.tree.children(Some(id)).take(FIRST_SCREEN_ROWS + 1).collect();
                let settled = self.tree.get(id).is_none_or(|node| !super::is_open(node));
                if !children.is_empty() && !settled && rows + children.len() <= FIRST_SCREEN_ROWS {
                    rows += children.len();
                    self.folds.set(id, true);
                    below.extend(children);
                }
            }
            level = below;
        }
    }

    fn step(&mut self, steps: isize) {
        match self.pane {
            Pane::Tree => {
                let Some(cursor) = self.tree_place.cursor else { return };
                self.tree_place.cursor = Some(self.rows().step(cursor, steps));
            }
            Pane::Today => {
                let rows = self.today().rows();
                let at = rows.iter().position(|id| Some(*id) == self.today_place.cursor).unwrap_or(0);
                let at = at.saturating_add_signed(steps).min(rows.len().saturating_sub(1));
                self.today_place.cursor = rows.get(at).copied();
            }
        }
    }

    fn page(&self) -> isize {
        let layout = self.layout();
        let height = if self.pane == Pane::Tree { layout.tree.height } else { layout.today.height };
        isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    pub(super) fn up(&mut self) {
        self.step(-1);
    }

    pub(super) fn down(&mut self) {
        self.step(1);
    }

    pub(super) fn page_up(&mut self) {
        self.step(-self.page());
    }

    pub(super) fn page_down(&mut self) {
        self.step(self.page());
    }

    pub(super) fn first_row(&mut self) {
        match self.pane {
            Pane::Tree => self.tree_place.cursor = self.rows().first(),
            Pane::Today => self.today_place.cursor = self.today().rows().first().copied(),
        }
    }

    pub(super) fn last_row(&mut self) {
        match self.pane {
            Pane::Tree => self.tree_place.cursor = self.rows().last(),
            Pane::Today => self.today_place.cursor = self.today().rows().last().copied(),
        }
    }

    pub(super) fn unfold(&mut self) {
        let Some(id) = self.tree_place.cursor else { return };
        if self.unfold_reached(id) {
            return;
        }
        match self.rows().first_child(id) {
            None if self.rows().is_edge(id) => self.say("The lens ends here; `]` looks from nearer."),
            None if self.follow_nudge() => {}
            None => self.say("A job: nothing inside. `s` splits it, `A` adds inside."),
            Some(child) if self.rows().shown_children(id) => self.tree_place.cursor = Some(child),
            Some(_) => self.folds.set(id, true),
        }
    }

    pub(super) fn fold(&mut self) {
        let Some(id) = self.tree_place.cursor else { return };
        if self.fold_reached(id) {
            return;
        }
        let has_rows_inside = self.rows().shown_children(id) && self.rows().first_child(id).is_some();
        if has_rows_inside && Some(id) != self.hoist {
            self.folds.set(id, false);
        } else if Some(id) == self.hoist {
            self.say("This is what you zoomed into; Backspace zooms out.");
        } else if let Some(parent) = self.tree.parent(id) {
            self.tree_place.cursor = Some(parent);
        } else {
            self.say("The top level.");
        }
    }

    pub(super) fn toggle_all(&mut self) {
        if let Some(before) = self.folds_before.take() {
            self.folds = before;
            return self.say("Folded as before.");
        }
        self.folds_before = Some(self.folds.clone());
        self.folds.set_all(true);
        self.say("All unfolded; `*` once more folds as before.");
    }

    /// Unfolds whatever hides a node.
    pub(super) fn reveal(&mut self, id: NodeId) -> Vec<NodeId> {
        let mut closed: Vec<NodeId> =
            self.tree.ancestors(id).filter(|above| !self.folds.is_open(*above)).collect();
        for above in &closed {
            self.folds.set(*above, true);
        }
        if self.hoist.is_some_and(|hoist| !self.tree.is_within(id, hoist)) {
            self.hoist = None;
        }
        closed.extend(self.reveal_reached(id));
        self.bring_into_sight(id);
        closed
    }

    /// To an item in the tree, whatever hides it.
    pub(super) fn go_to_in_tree(&mut self, id: NodeId) {
        self.reveal(id);
        self.tree_place.cursor = Some(id);
        self.pane = Pane::Tree;
    }

    /// From Today to the tree: to the same job, or to the one that it waits for if that is proposed.
    pub(super) fn leave_today(&mut self) {
        if !self.follow_nudge() {
            self.show_in_tree();
        }
    }

    pub(super) fn show_in_tree(&mut self) {
        match self.today_place.cursor {
            Some(id) => self.go_to_in_tree(id),
            None => self.say("Nothing on Today yet."),
        }
    }

    pub(super) fn other_pane(&mut self) {
        self.pane = if self.pane == Pane::Tree { Pane::Today } else { Pane::Tree };
    }

    pub(super) fn wall_left(&mut self) {
        self.move_wall(2);
    }

    pub(super) fn wall_right(&mut self) {
        self.move_wall(-2);
    }

    /// Makes Today wider or narrower.
    fn move_wall(&mut self, columns: i16) {
        if !self.layout().has_both() {
            return self.say("One pane at a time on so narrow a screen.");
        }
        let before = self.layout().today.width;
        self.today_columns = before.saturating_add_signed(columns);
        self.today_columns = self.layout().today.width;
        if self.today_columns == before {
            self.say("It cannot go further that way.");
        }
    }

    pub(super) fn mark(&mut self) {
        let Some(id) = self.cursor() else { return self.say("Nothing to mark here; → opens it.") };
        match self.marked.iter().position(|marked| *marked == id) {
            Some(at) => {
                self.marked.remove(at);
            }
            None => self.marked.push(id),
        }
        self.step(1);
        match self.marked.len() {
            0 => {}
            count => self.say(format!("{count} marked: space, t, x, Del, > and < act on all; Esc forgets.")),
        }
    }

    pub(super) fn cancel(&mut self) {
        if self.marked.is_empty() && self.find.is_none() {
            return if self.lens().is_some() { self.take_lens_off() } else { self.refuse_nudge() };
        }
        self.marked.clear();
        self.find = None;
    }

    pub(super) fn zoom_in(&mut self) {
        let Some(id) = self.cursor() else { return self.say("Nothing to zoom into here.") };
        if self.tree.is_leaf(id) {
            return self.say("A job: nothing inside to zoom into.");
        }
        self.hoist = Some(id);
        self.say(if self.rows().is_edge(id) {
            "Zoomed in; the lens ends here, `]` looks from nearer."
        } else {
            "Zoomed in. Backspace zooms out."
        });
    }

    pub(super) fn zoom_out(&mut self) {
        let Some(id) = self.hoist else { return self.say("Zoomed out already.") };
        self.hoist = self.tree.parent(id);
    }

    pub(super) fn zoom_all(&mut self) {
        if self.hoist.take().is_none() {
            self.say("Zoomed out already.");
        }
    }

    pub(super) fn redraw(&mut self) {
        self.effects.push(Effect::Redraw);
    }

    pub(super) fn suspend(&mut self) {
        self.effects.push(Effect::Suspend);
    }

    pub(super) fn quit(&mut self) {
        if self.trouble.is_some() && self.armed.take() != Some(Armed::Quit) {
            self.armed = Some(Armed::Quit);
            return self.say("Not everything is saved. `q` once more quits all the same.");
        }
        self.keep_drafts();
        self.effects.push(Effect::Quit);
    }

    pub(super) fn write_copy(&mut self, path: &str) {
        if path.is_empty() {
            return self.say("Where to? For example: write /tmp/goals.json");
        }
        self.effects.push(Effect::WriteCopy(path.to_owned()));
    }

    /// Keeps half-typed text where a crash does not reach it.
    pub(super) fn keep_drafts(&mut self) {
        if !std::mem::take(&mut self.drafts_due) {
            return;
        }
        let (slot, text) = match &self.card {
            Card::Line(card) => (card.draft(), card.typing.text().to_owned()),
            Card::Split(card) => (card.draft(), card.editor.text()),
            Card::Page(card) => match card.draft() {
                Some(draft) => draft,
                None => return,
            },
            _ => return,
        };
        self.keep_draft(slot, text);
    }

    /// Keeps what is typed under its name; nothing typed is nothing kept.
    pub(super) fn keep_draft(&mut self, slot: String, text: String) {
        if text.trim().is_empty() {
            return self.forget_draft(&slot);
        }
        self.drafts_due = false;
        self.effects.push(Effect::Draft(slot.clone(), Some(text.clone())));
        self.drafts.insert(slot, text);
    }

    /// The same after Esc, unless it is what stands there already.
    pub(super) fn keep_changed(&mut self, slot: String, text: &str, own: &str) {
        if text == own { self.forget_draft(&slot) } else { self.keep_draft(slot, text.to_owned()) }
    }

    pub(super) fn forget_draft(&mut self, slot: &str) {
        self.drafts_due = false;
        if self.drafts.remove(slot).is_some() {
            self.effects.push(Effect::Draft(slot.to_owned(), None));
        }
    }
}
