//! Today's pane: the list, and what was done beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::Theme;
use crate::app::{App, Card, Layout, Pane, Purpose};
use crate::insight::progress;
use crate::model::{NodeId, State};
use crate::text::when;

/// The heading of the pane and its sum.
pub fn title(app: &App, theme: &Theme) -> (String, String) {
    let today = app.today();
    let dot = theme.glyphs.dot;
    if app.is_rough() {
        return (format!("rough day {dot} one small thing"), String::new());
    }
    let sum = match (today.list.len(), today.open) {
        (0, _) => String::new(),
        (_, 0) => "all done".to_owned(),
        (_, open) if today.minutes_open == 0 => format!("{open} left"),
        (_, open) => format!("{open} left {dot} {}", when::say_minutes(today.minutes_open)),
    };
    ("TODAY".to_owned(), sum)
}

/// Draws the rows, and says where a line is being typed.
pub fn render(app: &App, theme: &Theme, layout: &Layout, buffer: &mut Buffer) -> Option<Position> {
    let area = layout.today;
    if area.is_empty() {
        return None;
    }
    let today = app.today();
    let rows = today.rows();
    let top = rows.iter().position(|id| Some(*id) == app.today_place.top).unwrap_or(0);
    let mut y = area.y;
    let mut cursor = None;
    if rows.is_empty() && !is_adding(app) {
        return empty(app, theme, area, buffer);
    }
    for (at, id) in rows.iter().enumerate().skip(top) {
        // What was done beside the list stands apart from it.
        if at == today.list.len() && at > top && y + 1 < area.bottom() {
            paint::text(
                buffer,
                theme,
                (area.x + 1, y + 1),
                area.width.saturating_sub(1),
                "ALSO DONE TODAY",
                theme.dim,
            );
            y += 2;
        }
        if y >= area.bottom() {
            break;
        }
        cursor = row(app, theme, Rect { y, height: 1, ..area }, buffer, *id).or(cursor);
        y += 1;
    }
    if is_adding(app) {
        let line = Rect { y: y.min(area.bottom().saturating_sub(1)), height: 1, ..area };
        cursor = Some(input(app, theme, line, buffer));
        y += 1;
    }
    if today.done > 0 && y + 2 < area.bottom() {
        let jobs = if today.done == 1 { "job" } else { "jobs" };
        let mut sum = format!("Done today: {} {jobs}", today.done);
        if today.minutes_done > 0 {
            sum.push_str(&format!(", {}", when::say_minutes(today.minutes_done)));
        }
        paint::text(buffer, theme, (area.x + 1, y + 1), area.width.saturating_sub(1), &sum, theme.dim);
        if today.open == 0 && !today.list.is_empty() {
            paint::text(
                buffer,
                theme,
                (area.x + 1, y + 2),
                area.width.saturating_sub(1),
                "All done. Rest, or one more.",
                theme.text,
            );
        }
    }
    cursor
}

fn is_adding(app: &App) -> bool {
    matches!(&app.card, Card::Line(card) if card.purpose == Purpose::Today)
}

fn empty(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let words = if app.tree.is_empty() {
        "Jobs that you choose for today stand here."
    } else if app.is_rough() {
        "Nothing takes five minutes or less. `a` adds one small thing."
    } else {
        "Nothing planned yet. `t` takes a job from the tree, `a` adds one here."
    };
    for (line, y) in crate::text::safe::wrap(words, usize::from(area.width).saturating_sub(2))
        .iter()
        .zip(area.top()..area.bottom())
    {
        paint::text(buffer, theme, (area.x + 1, y), area.width.saturating_sub(1), line, theme.dim);
    }
    None
}

fn row(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer, id: NodeId) -> Option<Position> {
    let node = app.tree.get(id)?;
    let selected = app.today_place.cursor == Some(id);
    if let Card::Line(card) = &app.card
        && app.pane == Pane::Today
        && card.purpose == Purpose::Edit(id)
    {
        return Some(input(app, theme, area, buffer));
    }
    let glyphs = theme.glyphs;
    let (glyph, style) = match node.state() {
        State::Done => (glyphs.done, theme.done),
        State::Dropped | State::Resting => (glyphs.let_go, theme.done),
        State::Open if app.is_done_for_now(node) => (glyphs.done, theme.done),
        State::Open if progress::waits(&app.tree, id) => (glyphs.waits, theme.dim),
        State::Open => (glyphs.open, theme.text),
    };
    if selected {
        paint::text(buffer, theme, (area.x, area.y), 1, glyphs.cursor, theme.accent);
    }
    paint::text(buffer, theme, (area.x + 1, area.y), 1, glyph, paint::unstruck(style));
    let minutes = node.minutes().map(when::print_minutes).unwrap_or_default();
    let end = paint::right(
        buffer,
        theme,
        (area.right().saturating_sub(1), area.y),
        area.width,
        &[(minutes, theme.dim)],
    );
    paint::text(
        buffer,
        theme,
        (area.x + 3, area.y),
        end.saturating_sub(area.x + 4),
        app.today_title(id),
        style,
    );
    if selected {
        buffer.set_style(area, if app.pane == Pane::Today { theme.cursor } else { theme.cursor_idle });
    }
    None
}

fn input(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    paint::text(buffer, theme, (area.x, area.y), 1, theme.glyphs.cursor, theme.accent);
    paint::text(buffer, theme, (area.x + 1, area.y), 1, theme.glyphs.open, theme.accent);
    let room = Rect { x: area.x + 3, width: area.width.saturating_sub(4), ..area };
    match &app.card {
        Card::Line(card) => paint::typing(buffer, theme, room, &card.typing),
        _ => Position { x: room.x, y: room.y },
    }
}
