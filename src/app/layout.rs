//! Where everything stands on the screen: asked by the view for drawing and by the session for the mouse.

use ratatui::layout::Rect;

/// Below this width one pane is shown at a time.
pub const NARROW: u16 = 70;
/// From this width on the detail is a pane of its own.
pub const WIDE: u16 = 120;
/// Columns of Today's pane beside the tree, as long as nobody moves the wall.
pub const TODAY_COLUMNS: u16 = 31;
/// Columns that each pane keeps when the wall is moved.
const FEWEST_COLUMNS: u16 = 20;
/// Columns of the detail's pane.
const DETAIL_COLUMNS: u16 = 34;
/// Columns between Today and the detail, with the wall in them.
const GAP_COLUMNS: u16 = 2;

/// Which list the keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// Goals, subgoals and jobs.
    #[default]
    Tree,
    /// The day's list.
    Today,
}

/// The places of everything; what there is no room for has no height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Where one is, and which day it is.
    pub header: Rect,
    /// The line of the nearest vision.
    pub vision: Rect,
    /// The titles of the panes.
    pub titles: Rect,
    /// The tree's rows.
    pub tree: Rect,
    /// Today's rows.
    pub today: Rect,
    /// What is known of the item under the cursor.
    pub detail: Rect,
    /// The line above the detail where it lies below.
    pub rule: Rect,
    /// Keys, or what the program says.
    pub footer: Rect,
}

impl Layout {
    /// The places on a screen of this size.
    #[must_use]
    pub fn of(screen: Rect, pane: Pane, has_vision: bool, today_columns: u16) -> Self {
        let Rect { width, height, .. } = screen;
        let wide = width >= WIDE;
        let row = |wanted: bool| u16::from(wanted);
        let header = row(height >= 8);
        let vision = row(height >= 14 && has_vision);
        let titles = row(height >= 3);
        let footer = row(height >= 2);
        let detail = if height >= 16 && !wide { 2 } else { 0 };
        let rule = row(detail > 0);
        let body = height - header - vision - titles - footer - detail - rule;
        let mut y = screen.y;
        let mut take = |rows: u16| {
            let area = Rect { x: screen.x, y, width, height: rows };
            y += rows;
            area
        };
        let mut layout = Self {
            header: take(header),
            vision: take(vision),
            titles: take(titles),
            tree: take(body),
            rule: take(rule),
            detail: take(detail),
            footer: take(footer),
            ..Self::default()
        };
        layout.divide(pane, wide, today_columns);
        layout
    }

    fn divide(&mut self, pane: Pane, wide: bool, today_columns: u16) {
        let body = self.tree;
        if body.width < NARROW {
            match pane {
                Pane::Tree => {}
                Pane::Today => (self.today, self.tree) = (body, Rect::ZERO),
            }
            return;
        }
        let detail = if wide { GAP_COLUMNS + DETAIL_COLUMNS } else { 0 };
        let most = body.width - detail - FEWEST_COLUMNS;
        let today = today_columns.clamp(FEWEST_COLUMNS, most);
        let tree = body.width - today - detail;
        self.tree.width = tree;
        self.today = Rect { x: body.x + tree, width: today, ..body };
        if wide {
            let x = body.x + tree + today + GAP_COLUMNS;
            self.detail = Rect { x, width: DETAIL_COLUMNS, ..body };
        }
    }

    /// Whether both panes are in sight.
    #[must_use]
    pub fn has_both(&self) -> bool {
        self.tree.width > 0 && self.today.width > 0
    }

    /// The title of a pane: its part of the row of titles.
    #[must_use]
    pub fn title(&self, pane: Pane) -> Rect {
        let area = if pane == Pane::Tree { self.tree } else { self.today };
        if self.has_both() {
            return Rect { x: area.x, width: area.width, ..self.titles };
        }
        let half = self.titles.width / 2;
        match pane {
            Pane::Tree => Rect { width: half, ..self.titles },
            Pane::Today => Rect { x: self.titles.x + half, width: self.titles.width - half, ..self.titles },
        }
    }
}
