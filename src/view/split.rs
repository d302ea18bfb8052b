//! The split editor in the place of the tree.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::Theme;
use crate::app::{App, Layout, SplitCard};
use crate::insight::progress::BIG_MINUTES;
use crate::text::line::Line;
use crate::text::{safe, when};

/// Most rows that what is there already takes.
const MOST_THERE: usize = 3;

/// Draws the editor, and says where its cursor stands.
pub fn render(
    app: &App,
    theme: &Theme,
    layout: &Layout,
    buffer: &mut Buffer,
    card: &SplitCard,
) -> Option<Position> {
    if layout.tree.is_empty() {
        return None;
    }
    let mut area = paint::wall(buffer, theme, layout);
    let above = heading(app, card, usize::from(area.width.saturating_sub(2)));
    let rows = usize::from(area.height);
    // The text comes first where there is little room: then the sum, then what stands above.
    let above = &above[..above.len().min(rows.saturating_sub(3))];
    for line in above {
        paint::text(buffer, theme, (area.x + 1, area.y), area.width.saturating_sub(1), line, theme.dim);
        area = below(area);
    }
    if area.height >= 3 {
        let sum = if card.editor.is_empty() { "one job a line".to_owned() } else { card.sum() };
        area.height -= 2;
        paint::rule(buffer, theme, Rect { y: area.bottom(), height: 1, ..area });
        paint::text(
            buffer,
            theme,
            (area.x + 1, area.bottom() + 1),
            area.width.saturating_sub(1),
            &sum,
            theme.strong,
        );
    }
    Some(lines(theme, area, buffer, card))
}

fn below(area: Rect) -> Rect {
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
}

/// What stands above the text: a word to the newcomer, or what is there already.
fn heading(app: &App, card: &SplitCard, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if card.first {
        lines = safe::wrap("Too big for today, and that is fine. What comes first? One per line.", columns);
        lines.push(String::new());
        return lines;
    }
    let there = app.split_children(card.node);
    let more = there.len().saturating_sub(MOST_THERE);
    lines.extend(there.iter().take(MOST_THERE).map(|id| format!("already there: {}", app.title(*id))));
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn lines(theme: &Theme, area: Rect, buffer: &mut Buffer, card: &SplitCard) -> Position {
    let height = usize::from(area.height).max(1);
    let cursor = card.editor.cursor();
    let top = (cursor + 1).saturating_sub(height);
    let mut position = Position { x: area.x, y: area.y };
    for (row, (depth, line)) in card.editor.lines().iter().enumerate().skip(top).take(height) {
        let y = area.y + u16::try_from(row - top).unwrap_or(0);
        let indent = u16::try_from(2 * depth).unwrap_or(0).min(area.width / 2);
        let x = area.x + 1 + indent;
        let mut right = area.right();
        let minutes = Line::parse(line.text()).minutes();
        if let Some(minutes) = minutes.filter(|minutes| *minutes > BIG_MINUTES) {
            let note = [(format!("{} {} ", when::print_minutes(minutes), theme.glyphs.ready), theme.notice)];
            right = paint::right(buffer, theme, (right, y), 8, &note);
        }
        let room = Rect { x, y, width: right.saturating_sub(x), height: 1 };
        if row == cursor {
            paint::text(buffer, theme, (area.x, y), 1, theme.glyphs.cursor, theme.accent);
            position = paint::typing(buffer, theme, room, line);
        } else {
            paint::text(buffer, theme, (x, y), room.width, line.text(), theme.text);
        }
    }
    position
}
