//! Putting text into cells: the only way in, so that nothing reaches the terminal that `text::safe` has not passed.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::theme::Theme;
use crate::app::Layout;
use crate::app::editor::Typing;
use crate::text::safe;

/// Draws text from `x` on, at most `columns` wide, with an ellipsis where it is cut; says where it ends.
pub fn text(
    buffer: &mut Buffer,
    theme: &Theme,
    (x, y): (u16, u16),
    columns: u16,
    words: &str,
    style: Style,
) -> u16 {
    let area = buffer.area;
    if !area.contains(Position { x, y }) {
        return x;
    }
    let columns = columns.min(area.right() - x);
    // A monster of a title is cleaned no further than it can be seen.
    let head = safe::head(words, 64 * usize::from(columns) + 64);
    let cleaned =
        if theme.glyphs.is_ascii { Cow::Owned(plain(&safe::clean(head))) } else { safe::clean(head) };
    let fitted = safe::cut(&cleaned, columns.into(), theme.glyphs.ellipsis);
    cover(buffer, (x, y));
    buffer.set_stringn(x, y, fitted, columns.into(), style).0
}

/// Takes a wide character away of which a cell from `x` on is about to be covered: half of one cannot be shown, and
/// the terminal would leave out what covers it.
fn cover(buffer: &mut Buffer, (x, y): (u16, u16)) {
    for left in (buffer.area.left()..x).rev() {
        let symbol = buffer[(left, y)].symbol();
        if symbol != " " {
            if left + symbol.cell_width() > x {
                buffer[(left, y)].set_symbol(" ");
            }
            return;
        }
    }
}

/// Text with the few marks that our own sentences use spelt in ASCII; letters stay as they are.
fn plain(words: &str) -> String {
    words.replace('·', "-").replace(['→', '›'], ">").replace(['←', '‹'], "<").replace('…', "...")
}

/// Draws pieces of different styles one behind the other, right-aligned at `right`; says where they begin.
///
/// Numbers are never cut: what does not fit into `columns` is left out whole.
pub fn right(
    buffer: &mut Buffer,
    theme: &Theme,
    (right, y): (u16, u16),
    columns: u16,
    pieces: &[(String, Style)],
) -> u16 {
    let width: usize = pieces.iter().map(|(words, _)| safe::width(&safe::clean(words))).sum();
    let Some(width) = u16::try_from(width).ok().filter(|width| *width <= columns) else { return right };
    let start = right.saturating_sub(width);
    let mut x = start;
    for (words, style) in pieces {
        x = text(buffer, theme, (x, y), right.saturating_sub(x), words, *style);
    }
    start
}

/// Draws the wall at the right of the tree's pane, where there is a pane behind it; gives what is left of it.
pub fn wall(buffer: &mut Buffer, theme: &Theme, layout: &Layout) -> Rect {
    let mut area = layout.tree;
    if layout.has_both() {
        area.width -= 1;
        for y in area.top()..area.bottom() {
            text(buffer, theme, (area.right(), y), 1, theme.glyphs.wall, theme.dim);
        }
    }
    area
}

/// A style for a mark: only words are struck through.
#[must_use]
pub fn unstruck(style: Style) -> Style {
    style.remove_modifier(Modifier::CROSSED_OUT)
}

/// Draws a line across an area.
pub fn rule(buffer: &mut Buffer, theme: &Theme, area: Rect) {
    for x in area.left()..area.right() {
        text(buffer, theme, (x, area.y), 1, theme.glyphs.line, theme.dim);
    }
}

/// Draws a line that is being typed, scrolled so that its cursor is in sight, and says where the cursor stands.
pub fn typing(buffer: &mut Buffer, theme: &Theme, area: Rect, line: &Typing) -> Position {
    let (before, after) = line.halves();
    let room = usize::from(area.width.saturating_sub(1));
    let before = safe::clean(before);
    let mut shown = &*before;
    while safe::width(shown) > room {
        let first = shown.chars().next().map_or(0, char::len_utf8);
        let cut = safe::fitting(shown, safe::width(shown) - room).max(first);
        shown = &shown[cut..];
    }
    let x = text(buffer, theme, (area.x, area.y), area.width, shown, theme.text);
    if shown.len() < before.len() {
        text(buffer, theme, (area.x, area.y), 1, theme.glyphs.more_left, theme.accent);
    }
    let rest = safe::clean(safe::head(after, 4_096));
    text(buffer, theme, (x, area.y), area.right().saturating_sub(x), &rest, theme.text);
    Position { x: x.min(area.right().saturating_sub(1)), y: area.y }
}

/// Empties an area and draws a frame around it with a title; gives what is inside.
pub fn frame(buffer: &mut Buffer, theme: &Theme, area: Rect, title: &str) -> Rect {
    let blank = " ".repeat(area.width.into());
    for y in area.top()..area.bottom() {
        cover(buffer, (area.x, y));
        buffer.set_stringn(area.x, y, &blank, area.width.into(), Style::reset());
        text(buffer, theme, (area.x, y), 1, theme.glyphs.wall, theme.dim);
        text(buffer, theme, (area.right().saturating_sub(1), y), 1, theme.glyphs.wall, theme.dim);
    }
    let bottom = area.bottom().saturating_sub(1);
    rule(buffer, theme, Rect { height: 1, ..area });
    rule(buffer, theme, Rect { y: bottom, height: 1, ..area });
    let right = area.right().saturating_sub(1);
    let corners = [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)];
    for (place, corner) in corners.into_iter().zip(theme.glyphs.corners) {
        text(buffer, theme, place, 1, corner, theme.dim);
    }
    text(
        buffer,
        theme,
        (area.x + 2, area.y),
        area.width.saturating_sub(4),
        &format!(" {title} "),
        theme.accent,
    );
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// An area of at most this size in the middle of another.
#[must_use]
pub fn centred(screen: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(screen.width), height.min(screen.height));
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    }
}
