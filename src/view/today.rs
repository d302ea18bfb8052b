//! Today's pane: the list, and what was done beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::Theme;
use crate::app::{App, Card, Layout, Pane, Purpose, TodayLine};
use crate::insight::progress;
use crate::insight::today::CHASE_MINUTES;
use crate::model::{Key, NodeId, State};
use crate::text::hand::Hand;
use crate::text::line::words;
use crate::text::when;

/// Columns that the name of a branch needs to say anything.
const LEAST_BRANCH: u16 = 6;

/// The heading of the pane and its sum.
pub fn title(app: &App, theme: &Theme) -> (String, String) {
    let today = app.today();
    if app.is_rough() {
        return (format!("rough day {} one small thing", theme.glyphs.dot), String::new());
    }
    let all = today.open + today.ticked;
    let left = when::say_minutes(today.minutes_open);
    let sum = match (all, today.open, app.room_today()) {
        (0, ..) => String::new(),
        (_, 0, _) => "all done".to_owned(),
        (_, _, Some(room)) => {
            // In words it would be wider than the pane.
            format!("{}/{all} {} {} of {room} m", today.ticked, theme.glyphs.dot, app.planned())
        }
        (_, open, None) if today.ticked == 0 && today.minutes_open == 0 => format!("{open} left"),
        (_, open, None) if today.ticked == 0 => format!("{open} left {} {left}", theme.glyphs.dot),
        (_, _, None) if today.minutes_open == 0 => format!("{} of {all} done", today.ticked),
        (_, _, None) => format!("{} of {all} done {} {left}", today.ticked, theme.glyphs.dot),
    };
    ("TODAY".to_owned(), sum)
}

/// Draws the rows, and says where a line is being typed.
pub fn render(app: &App, theme: &Theme, layout: &Layout, buffer: &mut Buffer) -> Option<Position> {
    let area = layout.today;
    if area.is_empty() {
        return None;
    }
    let lines = app.today_window(area.height.into());
    if lines.is_empty() && !is_adding(app) {
        return empty(app, theme, area, buffer);
    }
    let mut cursor = None;
    let mut y = area.y;
    let end_of_list = lines.iter().position(|line| !matches!(line, TodayLine::Job(_))).unwrap_or(lines.len());
    for (at, line) in lines.iter().enumerate() {
        if at == end_of_list && is_adding(app) {
            cursor = Some(input(app, theme, Rect { y, height: 1, ..area }, buffer));
            y += 1;
        }
        if y >= area.bottom() {
            break;
        }
        cursor = draw(app, theme, Rect { y, height: 1, ..area }, buffer, line).or(cursor);
        y += 1;
    }
    if y + 1 < area.bottom() {
        let foot = app.momentum(theme.glyphs.dot);
        let (x, columns) = (area.x + 1, area.width.saturating_sub(1));
        paint::text(buffer, theme, (x, area.bottom() - 1), columns, &foot, theme.dim);
    }
    if cursor.is_none() && is_adding(app) {
        let line = Rect { y: y.min(area.bottom().saturating_sub(1)), height: 1, ..area };
        cursor = Some(input(app, theme, line, buffer));
    }
    cursor
}

fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer, line: &TodayLine) -> Option<Position> {
    let (place, columns) = ((area.x + 1, area.y), area.width.saturating_sub(1));
    match line {
        TodayLine::Job(id) => return row(app, theme, area, buffer, *id),
        TodayLine::Ready(id) => {
            let words = format!("{}: close it?", app.title(*id));
            marked(app, theme, area, buffer, (*id, theme.glyphs.ready, &words, String::new()));
        }
        TodayLine::Chase(id) => {
            let hand = app.tree.get(*id).and_then(|node| node.field(Key::Hand));
            let who = hand.and_then(words::with).unwrap_or_default();
            let words = match app.tree.get(*id).and_then(|node| Hand::of(node).day("promised")) {
                Some(day) => {
                    let word = if day < app.now.day() { "was promised" } else { "promised for" };
                    format!("{}, {who}: {word} {}. Ask?", app.title(*id), day.format("%a"))
                }
                None => format!("{}, {who}: ask?", app.title(*id)),
            };
            marked(app, theme, area, buffer, (*id, theme.glyphs.handed, &words, format!("{CHASE_MINUTES}m")));
        }
        TodayLine::More(count) => {
            paint::text(buffer, theme, (area.x + 3, area.y), columns, &format!("+{count} more"), theme.dim);
        }
        TodayLine::Heading(words) => {
            paint::text(buffer, theme, place, columns, words, theme.dim);
        }
        TodayLine::Words(words) => {
            paint::text(buffer, theme, place, columns, words, theme.text);
        }
        TodayLine::Blank => {}
    }
    None
}

/// A row that is no job of the list.
fn marked(
    app: &App,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    (id, mark, words, right): (NodeId, &str, &str, String),
) {
    let selected = app.today_place.cursor == Some(id);
    if selected {
        let (mark, style) = theme.pointer(app.has_keys(Pane::Today));
        paint::text(buffer, theme, (area.x, area.y), 1, mark, style);
    }
    paint::text(buffer, theme, (area.x + 1, area.y), 1, mark, theme.notice);
    let end = paint::right(
        buffer,
        theme,
        (area.right().saturating_sub(1), area.y),
        area.width,
        &[(right, theme.dim)],
    );
    paint::text(buffer, theme, (area.x + 3, area.y), end.saturating_sub(area.x + 4), words, theme.text);
    if selected {
        buffer.set_style(area, if app.pane == Pane::Today { theme.cursor } else { theme.cursor_idle });
    }
}

fn is_adding(app: &App) -> bool {
    matches!(&app.card, Card::Line(card) if card.purpose == Purpose::Today)
}

fn empty(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let words = if app.tree.is_empty() {
        "Jobs that you choose for today stand here."
    } else if app.is_rough() {
        "Nothing takes five minutes or less. `a` adds one small thing, `~` brings the list back."
    } else if app.is_rest_day() {
        "Rest day. The list is shut; `p` opens it."
    } else {
        "Nothing planned yet. `p` plans, `15f` fifteen minutes, `t` takes one from the tree."
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
        State::Open if super::tree::is_handed(node) => (glyphs.handed, theme.dim),
        State::Open if progress::waits(&app.tree, id) => (glyphs.waits, theme.dim),
        State::Open => (glyphs.open, theme.text),
    };
    if selected {
        let (mark, style) = theme.pointer(app.has_keys(Pane::Today));
        paint::text(buffer, theme, (area.x, area.y), 1, mark, style);
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
    let x = paint::text(
        buffer,
        theme,
        (area.x + 3, area.y),
        end.saturating_sub(area.x + 4),
        app.today_title(id),
        style,
    );
    // Where it belongs, as far as there is room for more than a few letters of it.
    let branch = app.tree.parent(id).map(|parent| app.title(parent));
    let room = end.saturating_sub(x + 3);
    if let Some(branch) = branch.filter(|_| room >= LEAST_BRANCH) {
        paint::text(buffer, theme, (x + 2, area.y), room, branch, theme.dim);
    }
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
