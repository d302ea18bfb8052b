//! The ideas beside the split editor, or in its place where there is room for one pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint;
use super::theme::Theme;
use crate::app::ideas::{Ideas, Row, Source};

/// Rows that are worth drawing ideas into.
pub const FEWEST_ROWS: u16 = 3;

/// Draws the rows around the cursor.
pub fn render(theme: &Theme, area: Rect, buffer: &mut Buffer, ideas: &Ideas) {
    let rows = ideas.rows();
    let at = rows.iter().position(|row| *row == ideas.row()).unwrap_or(0);
    let height = usize::from(area.height);
    let top = at.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
    for (row, y) in rows.into_iter().skip(top).zip(area.top()..area.bottom()) {
        draw(theme, Rect { y, height: 1, ..area }, buffer, ideas, row);
    }
}

fn draw(theme: &Theme, area: Rect, buffer: &mut Buffer, ideas: &Ideas, row: Row) {
    let here = ideas.has_keys && row == ideas.row();
    let (x, y, width) = (area.x + 2, area.y, area.width.saturating_sub(2));
    if here {
        paint::text(buffer, theme, (area.x, y), 1, theme.glyphs.cursor, theme.accent);
    }
    match row {
        Row::Heading(sheet) => {
            let sheet = &ideas.sheets[sheet];
            let end = (area.right().saturating_sub(1), y);
            let left = paint::right(buffer, theme, end, width / 2, &[(sheet.about.clone(), theme.dim)]);
            paint::text(buffer, theme, (x, y), left.saturating_sub(x + 1), &sheet.title, theme.strong);
        }
        Row::Line(sheet, line) => {
            let sheet = &ideas.sheets[sheet];
            let idea = &sheet.lines[line];
            let indent = u16::try_from(2 * idea.depth).unwrap_or(0).min(width / 2);
            let style = match (idea.near, &sheet.source) {
                (true, _) | (_, Source::Consent) => theme.dim,
                (false, _) => theme.text,
            };
            if idea.marked {
                paint::text(buffer, theme, (area.x + 1, y), 1, theme.glyphs.marked, theme.accent);
            }
            paint::text(buffer, theme, (x + indent, y), width.saturating_sub(indent), &idea.text, style);
        }
    }
}
