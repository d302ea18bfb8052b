//! The split editor in the place of the tree.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

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
    let whole = paint::wall(buffer, theme, layout);
    let (area, above) = places(app, whole, card);
    for (line, y) in above.iter().zip(whole.y..) {
        paint::text(buffer, theme, (area.x + 1, y), area.width.saturating_sub(1), line, theme.dim);
    }
    if area.bottom() < whole.bottom() {
        let sum = if card.editor.is_empty() { "one job a line".to_owned() } else { card.sum(app.now.day()) };
        // Where there is no room beside the text, what the line under the cursor means stands below it.
        if !layout.has_both() && !card.editor.is_empty() {
            let line = Line::parse(card.editor.lines()[card.editor.cursor()].1.text(), app.now.day());
            let (words, style) = said(&line, theme);
            let place = (area.right().saturating_sub(1), area.bottom() + 1);
            paint::right(buffer, theme, place, area.width / 2, &[(words, style)]);
        }
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
    Some(lines(theme, area, buffer, card, app.now.day()))
}

/// Where the text stands, and what stands above it. Where there is little room the text comes first: then the sum and
/// the rule below it, then what stands above.
fn places(app: &App, whole: Rect, card: &SplitCard) -> (Rect, Vec<String>) {
    let mut above = heading(app, card, usize::from(whole.width.saturating_sub(2)));
    above.truncate(usize::from(whole.height).saturating_sub(3));
    let rows = u16::try_from(above.len()).unwrap_or(0);
    let left = whole.height.saturating_sub(rows);
    let height = if left >= 3 { left - 2 } else { left };
    (Rect { y: whole.y + rows, height, ..whole }, above)
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

/// The lines in sight: the first of them, and how many there are.
fn window(card: &SplitCard, height: usize) -> std::ops::Range<usize> {
    let count = card.editor.lines().len();
    let top = card.editor.cursor().saturating_sub(height / 2).min(count.saturating_sub(height));
    top..(top + height).min(count)
}

fn lines(theme: &Theme, area: Rect, buffer: &mut Buffer, card: &SplitCard, today: NaiveDate) -> Position {
    let cursor = card.editor.cursor();
    let mut position = Position { x: area.x, y: area.y };
    for (row, y) in window(card, usize::from(area.height).max(1)).zip(area.y..) {
        let (depth, line) = &card.editor.lines()[row];
        let indent = u16::try_from(2 * depth).unwrap_or(0).min(area.width / 2);
        let x = area.x + 1 + indent;
        let mut right = area.right();
        let minutes = Line::parse(line.text(), today).minutes();
        if let Some(minutes) = minutes.filter(|minutes| *minutes > BIG_MINUTES) {
            let note = [(format!("{} {} ", when::print_minutes(minutes), theme.glyphs.ready), theme.notice)];
            right = paint::right(buffer, theme, (right, y), 8, &note);
        }
        let room = Rect { x, y, width: right.saturating_sub(x), height: 1 };
        // Tokens have a colour of their own, which is put over whatever was drawn.
        let (title, _) = line.text().split_at(Line::title_bytes(line.text(), today));
        let start = x + u16::try_from(safe::width(&safe::clean(title))).unwrap_or(u16::MAX - x);
        let fits = safe::width(&safe::clean(line.text())) < usize::from(room.width);
        if row == cursor {
            paint::text(buffer, theme, (area.x, y), 1, theme.glyphs.cursor, theme.accent);
            position = paint::typing(buffer, theme, room, line);
        } else {
            paint::text(buffer, theme, (x, y), room.width, line.text(), theme.text);
        }
        if fits {
            buffer
                .set_style(Rect { x: start, y, width: right.saturating_sub(start), height: 1 }, theme.token);
        }
    }
    position
}

/// What the program understood, beside each line: where there is room, in the place of Today.
pub fn understood(app: &App, theme: &Theme, layout: &Layout, buffer: &mut Buffer, card: &SplitCard) {
    let area = layout.today;
    let today = app.now.day();
    let (editor, _) = places(app, layout.tree, card);
    for (row, y) in window(card, usize::from(editor.height).max(1)).zip(editor.y..) {
        let line = Line::parse(card.editor.lines()[row].1.text(), today);
        let (words, style) = said(&line, theme);
        paint::text(buffer, theme, (area.x + 1, y), area.width.saturating_sub(1), &words, style);
    }
}

/// What a line means in words; first of all, what looks like a token and is none.
fn said(line: &Line, theme: &Theme) -> (String, Style) {
    match line.doubts().first() {
        Some(word) => (format!("{word} stays text"), theme.notice),
        None => (line.facts().join(" · "), theme.dim),
    }
}
