//! The mouse: click selects, a click on a mark folds or ticks, the wheel scrolls the pane under it.

use ratatui::layout::{Position, Rect};

use super::{App, Card, Pane, Pointer, TodayLine};
use crate::model::NodeId;

/// Rows that one notch of the wheel moves.
const WHEEL_ROWS: isize = 3;
/// Columns that a level of depth takes.
pub const INDENT: usize = 2;

impl App {
    pub(super) fn point(&mut self, pointer: Pointer, x: u16, y: u16) {
        match &self.card {
            Card::None if self.audit.is_some() => {
                self.say("Esc leaves the audit.");
                return;
            }
            Card::None | Card::Find => {}
            Card::Palette(_) | Card::Templates(_) | Card::Help(_) | Card::Choose(_) => {
                return match pointer {
                    Pointer::WheelUp => self.list_up(),
                    Pointer::WheelDown => self.list_down(),
                    Pointer::Click => {}
                };
            }
            Card::Line(_) | Card::Split(_) | Card::First(_) | Card::Page(_) => return,
        }
        let layout = self.layout();
        let at = Position { x, y };
        let pane = [Pane::Tree, Pane::Today].into_iter().find(|pane| self.area(*pane).contains(at));
        match (pointer, pane) {
            (Pointer::Click, Some(pane)) => self.click(pane, x, y),
            (Pointer::Click, None) => {
                let title =
                    [Pane::Tree, Pane::Today].into_iter().find(|pane| layout.title(*pane).contains(at));
                self.pane = title.unwrap_or(self.pane);
            }
            (_, None) => {}
            (Pointer::WheelUp, Some(pane)) => self.wheel(pane, -WHEEL_ROWS),
            (Pointer::WheelDown, Some(pane)) => self.wheel(pane, WHEEL_ROWS),
        }
    }

    fn area(&self, pane: Pane) -> Rect {
        let layout = self.layout();
        if pane == Pane::Tree { layout.tree } else { layout.today }
    }

    fn click(&mut self, pane: Pane, x: u16, y: u16) {
        self.status = None;
        self.armed = None;
        let area = self.area(pane);
        let row = usize::from(y - area.y);
        let column = usize::from(x - area.x);
        self.pane = pane;
        let Some((id, depth)) = self.row_at(pane, row) else { return };
        let was_on_it = self.cursor() == Some(id);
        match pane {
            Pane::Tree => self.tree_place.cursor = Some(id),
            Pane::Today => self.today_place.cursor = Some(id),
        }
        let mark = self.mark_columns(depth, area.width);
        if pane == Pane::Today && (1..3).contains(&column) {
            self.begin_day();
            self.tick();
        } else if pane == Pane::Tree && mark.contains(&column) {
            if self.tree.contains(id) && self.tree.is_leaf(id) {
                self.begin_day();
                self.tick();
            } else {
                self.folds.set(id, !self.folds.is_open(id));
            }
        } else if was_on_it && pane == Pane::Today {
            self.show_in_tree();
        }
    }

    /// The columns of a row's mark, which may be clicked.
    #[must_use]
    pub fn mark_columns(&self, depth: usize, width: u16) -> std::ops::Range<usize> {
        let start = 1 + INDENT * shown_depth(depth, width);
        start..start + 2
    }

    fn row_at(&self, pane: Pane, row: usize) -> Option<(NodeId, usize)> {
        match pane {
            Pane::Tree => self.rows().from(self.tree_place.top?).nth(row),
            Pane::Today => {
                let lines = self.today_window(row + 1);
                lines.get(row).and_then(TodayLine::id).map(|id| (id, 0))
            }
        }
    }

    /// Scrolls, and takes the cursor along where it would leave the pane.
    fn wheel(&mut self, pane: Pane, by: isize) {
        if pane == Pane::Today {
            let here = std::mem::replace(&mut self.pane, Pane::Today);
            if by < 0 {
                self.up();
            } else {
                self.down();
            }
            self.pane = here;
            return;
        }
        let (Some(top), Some(cursor)) = (self.tree_place.top, self.tree_place.cursor) else { return };
        let height = usize::from(self.layout().tree.height).max(1);
        let rows = self.rows();
        let top = rows.fill(rows.step(top, by), height);
        let shown: Vec<NodeId> = rows.from(top).take(height).map(|row| row.0).collect();
        let cursor = match (shown.contains(&cursor), by < 0) {
            (true, _) => cursor,
            (false, true) => shown.last().copied().unwrap_or(cursor),
            (false, false) => shown.first().copied().unwrap_or(cursor),
        };
        self.tree_place.top = Some(top);
        self.tree_place.cursor = Some(cursor);
    }
}

/// Levels of indentation that a row of this depth gets, so that its title keeps half of the width.
#[must_use]
pub fn shown_depth(depth: usize, width: u16) -> usize {
    depth.min(usize::from(width) / 2 / INDENT)
}
