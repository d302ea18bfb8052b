//! A card that is a page of text: in a frame over the panes, or alone in the middle of an empty screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::Theme;
use crate::app::App;
use crate::app::PageCard;
use crate::app::page::{Page, PageLine, PageRow};
use crate::text::safe;

/// The widest card.
const MOST_COLUMNS: u16 = 72;
/// Columns of a row from which on its reasons have a place.
const LEAST_FOR_NOTES: u16 = 36;

/// Draws a card, and says where its cursor stands.
pub fn render(
    app: &App,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    card: &PageCard,
) -> Option<Position> {
    let page = card.page(app);
    if page.is_alone {
        return alone(theme, area, buffer, &page);
    }
    let width = MOST_COLUMNS.min(area.width);
    let columns = usize::from(width.saturating_sub(4));
    let rows: usize = page.lines.iter().map(|line| height(line, columns)).sum();
    let rows = u16::try_from(rows + 2).unwrap_or(u16::MAX);
    // The last row of the screen is for keys and words.
    let room = Rect { height: area.height.saturating_sub(1), ..area };
    let screen = paint::centred(room, width, rows);
    let inside = paint::frame(buffer, theme, screen, &page.title);
    if !page.right.is_empty() {
        let end = (screen.right().saturating_sub(2), screen.y);
        let title = u16::try_from(safe::width(&page.title)).unwrap_or(width);
        let columns = width.saturating_sub(title.saturating_add(6));
        paint::right(buffer, theme, end, columns, &[(format!(" {} ", page.right), theme.dim)]);
    }
    body(theme, inside, buffer, &page)
}

/// The lines, scrolled so that the selected row is in sight.
fn body(theme: &Theme, area: Rect, buffer: &mut Buffer, page: &Page<'_>) -> Option<Position> {
    let columns = usize::from(area.width);
    let heights: Vec<usize> = page.lines.iter().map(|line| height(line, columns)).collect();
    let selected = page.lines.iter().position(|line| matches!(line, PageLine::Row(row) if row.is_selected));
    let end: usize = heights[..selected.map_or(0, |at| at + 1)].iter().sum();
    let mut hidden = end.saturating_sub(usize::from(area.height));
    let (mut y, mut cursor) = (area.y, None);
    for (line, height) in page.lines.iter().zip(heights) {
        if hidden > 0 {
            hidden = hidden.saturating_sub(height);
            continue;
        }
        if y >= area.bottom() {
            break;
        }
        let place = Rect { y, height: area.bottom() - y, ..area };
        cursor = draw(theme, place, buffer, line).or(cursor);
        y = y.saturating_add(u16::try_from(height).unwrap_or(u16::MAX));
    }
    cursor
}

fn height(line: &PageLine<'_>, columns: usize) -> usize {
    match line {
        PageLine::Text(words) | PageLine::Dim(words) => safe::wrap(words, columns).len().max(1),
        PageLine::Chart(chart) => chart.rows.into(),
        _ => 1,
    }
}

fn draw(theme: &Theme, area: Rect, buffer: &mut Buffer, line: &PageLine<'_>) -> Option<Position> {
    let style = match line {
        PageLine::Strong(_) => theme.strong,
        PageLine::Dim(_) => theme.dim,
        _ => theme.text,
    };
    match line {
        PageLine::Blank => None,
        PageLine::Chart(chart) => {
            let height = area.height.min(chart.rows);
            super::chart::render(theme, Rect { height, ..area }, buffer, chart);
            None
        }
        PageLine::Strong(words) => {
            paint::text(buffer, theme, (area.x, area.y), area.width, words, style);
            None
        }
        PageLine::Text(words) | PageLine::Dim(words) => {
            for (part, y) in safe::wrap(words, usize::from(area.width)).iter().zip(area.top()..area.bottom())
            {
                paint::text(buffer, theme, (area.x, y), area.width, part, style);
            }
            None
        }
        PageLine::Row(content) => {
            row(theme, Rect { height: 1, ..area }, buffer, content);
            None
        }
        PageLine::Typing(what, typing) => {
            let mut x = area.x;
            if !what.is_empty() {
                x = paint::text(buffer, theme, (x, area.y), area.width, what, theme.dim) + 1;
            }
            let x = paint::text(buffer, theme, (x, area.y), 1, theme.glyphs.cursor, theme.accent) + 1;
            let room = Rect { x, y: area.y, width: area.right().saturating_sub(x), height: 1 };
            Some(paint::typing(buffer, theme, room, typing))
        }
    }
}

fn row(theme: &Theme, area: Rect, buffer: &mut Buffer, row: &PageRow) {
    let style = if row.is_dim { theme.dim } else { theme.text };
    let mark = match row.is_marked {
        Some(true) => theme.glyphs.done,
        Some(false) => theme.glyphs.waits,
        None => "",
    };
    let mut x = area.x;
    if row.is_selected {
        paint::text(buffer, theme, (x, area.y), 1, theme.glyphs.cursor, theme.accent);
    }
    x += 2;
    if row.is_marked.is_some() {
        paint::text(buffer, theme, (x, area.y), 1, mark, style);
        x += 2;
    }
    let area_of_text = if row.notes.is_empty() { area } else { notes(theme, area, x, buffer, row) };
    let end = (area_of_text.right(), area.y);
    let left = paint::right(buffer, theme, end, area.width * 2 / 3, &[(row.right.clone(), theme.dim)]);
    paint::text(buffer, theme, (x, area.y), left.saturating_sub(x + 1), &row.text, style);
    if row.is_selected {
        buffer.set_style(area, theme.cursor);
    }
}

/// Draws the reasons of a row behind a column for the rest, which is returned; all of the area where it is narrow.
fn notes(theme: &Theme, area: Rect, x: u16, buffer: &mut Buffer, row: &PageRow) -> Rect {
    let room = area.right().saturating_sub(x);
    if room < LEAST_FOR_NOTES {
        return area;
    }
    let start = x + room / 2 + 4;
    let columns = area.right() - start;
    let separator = format!(" {} ", theme.glyphs.dot);
    let mut words = String::new();
    for note in &row.notes {
        let more = if words.is_empty() { note.clone() } else { format!("{words}{separator}{note}") };
        if words.is_empty() || safe::width(&more) <= usize::from(columns) {
            words = more;
        }
    }
    paint::text(buffer, theme, (start, area.y), columns, &words, theme.dim);
    Rect { width: start - 2 - area.x, ..area }
}

/// Nothing else is drawn: every line stands in the middle.
fn alone(theme: &Theme, area: Rect, buffer: &mut Buffer, page: &Page<'_>) -> Option<Position> {
    let width = MOST_COLUMNS.min(area.width.saturating_sub(2));
    let columns = usize::from(width);
    let rows: usize = page.lines.iter().map(|line| height(line, columns)).sum();
    let block = paint::centred(area, width, u16::try_from(rows).unwrap_or(u16::MAX));
    let mut y = block.y;
    let mut cursor = None;
    for line in &page.lines {
        let lines = match line {
            PageLine::Strong(words) | PageLine::Text(words) | PageLine::Dim(words) => {
                safe::wrap(words, columns)
            }
            _ => Vec::new(),
        };
        let style = match line {
            PageLine::Strong(_) => theme.strong,
            PageLine::Dim(_) => theme.dim,
            _ => theme.text,
        };
        for (words, y) in lines.iter().zip(y..block.bottom()) {
            let indent =
                block.width.saturating_sub(u16::try_from(safe::width(words)).unwrap_or(block.width)) / 2;
            paint::text(buffer, theme, (block.x + indent, y), block.width - indent, words, style);
        }
        if lines.is_empty() && y < block.bottom() {
            cursor = draw(theme, Rect { y, height: 1, ..block }, buffer, line).or(cursor);
        }
        y = y.saturating_add(u16::try_from(height(line, columns)).unwrap_or(u16::MAX));
    }
    cursor
}
