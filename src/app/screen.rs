//! Where things are on the screen of a session, and which part of them has the keys.

use ratatui::layout::Rect;

use super::{App, Card, Layout, Pane, layout};

impl App {
    /// The places of everything on the screen.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let pane = self.focus();
        let has_vision = self.vision().is_some();
        // What a split means in words needs more room than a list of jobs.
        let words = match &self.card {
            Card::Split(card) if card.ideas.has_keys => self.screen.width * 3 / 5,
            // A third pane leaves less to share.
            Card::Split(_) if self.screen.width >= layout::WIDE => self.screen.width / 4,
            Card::Split(_) => self.screen.width * 2 / 5,
            _ => 0,
        };
        Layout::of(self.screen, pane, has_vision, self.today_columns.max(words))
    }

    /// The pane in which something happens when a key is pressed: the split editor stands in the tree's place.
    #[must_use]
    pub fn focus(&self) -> Pane {
        if matches!(self.card, Card::Split(_)) { Pane::Tree } else { self.pane }
    }

    /// Whether the keys go to what stands in the place of `pane`.
    #[must_use]
    pub fn has_keys(&self, pane: Pane) -> bool {
        match &self.card {
            Card::Split(card) if card.ideas.has_keys && self.layout().has_both() => pane == Pane::Today,
            _ => pane == self.focus(),
        }
    }

    /// The size of the screen.
    #[must_use]
    pub fn screen(&self) -> Rect {
        self.screen
    }

    pub(super) fn scroll_tree(&mut self, height: usize) {
        let height = height.saturating_sub(self.input_rows()).max(1);
        let target = self.tree_place.cursor.map(|cursor| self.row_to_show(cursor));
        self.tree_place.top = target.map(|target| self.rows().scroll(self.tree_place.top, target, height));
    }
}
