//! One frame of a session. Drawing changes nothing: the same session and area give the same cells.

mod cards;
mod chart;
mod detail;
mod ideas;
mod page;
mod paint;
mod split;
mod templates;
pub mod theme;
mod today;
mod tree;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use theme::{Background, Theme};

use crate::app::command::Room;
use crate::app::{App, Card, Layout, Pane};
use crate::text::safe;

/// Draws the session, and says where the terminal's cursor belongs while something is typed.
pub fn render(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let cursor = draw(app, theme, area, buffer)?;
    // Where there is no room for the line, there is some for its cursor.
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    Some(Position { x: cursor.x.min(right), y: cursor.y.min(bottom) })
}

fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if let Card::First(typing) = &app.card {
        return cards::first(app, theme, area, buffer, typing);
    }
    if let Card::Page(card) = &app.card
        && card.page(app).is_alone
    {
        return page::render(app, theme, area, buffer, card);
    }
    let layout = app.layout();
    header(app, theme, &layout, buffer);
    titles(app, theme, &layout, buffer);
    let in_tree = match &app.card {
        Card::Split(card) => split::render(app, theme, &layout, buffer, card),
        _ => tree::render(app, theme, &layout, buffer),
    };
    let in_today = match &app.card {
        Card::Split(card) if layout.has_both() => {
            split::understood(app, theme, &layout, buffer, card);
            None
        }
        _ => today::render(app, theme, &layout, buffer),
    };
    detail::render(app, theme, &layout, buffer);
    let in_footer = footer(app, theme, layout.footer, buffer);
    let in_card = match &app.card {
        Card::Palette(card) => cards::palette(app, theme, area, buffer, card),
        Card::Templates(card) => templates::render(app, theme, area, buffer, card),
        Card::Help(card) => cards::help(app, theme, area, buffer, card),
        Card::Page(card) => page::render(app, theme, area, buffer, card),
        Card::Choose(choice) => cards::choose(app, theme, area, buffer, choice),
        _ => None,
    };
    in_card.or(in_tree).or(in_today).or(in_footer)
}

fn header(app: &App, theme: &Theme, layout: &Layout, buffer: &mut Buffer) {
    let area = layout.header;
    if area.height == 0 {
        return;
    }
    let mut right = vec![(app.now.time.format("%a %-d %b").to_string(), theme.dim)];
    if app.now.day() != app.now.time.date_naive() {
        right = vec![(app.now.day().format("%a %-d %b, night").to_string(), theme.dim)];
    }
    if let Some((kept, meant)) = app.looks() {
        right.insert(0, (format!("looks {kept}/{meant} {} ", theme.glyphs.dot), theme.dim));
    }
    if app.is_demo {
        right.insert(0, (format!("demo, not kept {} ", theme.glyphs.dot), theme.notice));
    }
    if !app.safe {
        right.insert(0, (format!("{} ", theme.glyphs.unsaved), theme.notice));
    }
    let end = paint::right(buffer, theme, (area.right().saturating_sub(1), area.y), area.width, &right);
    let room = end.saturating_sub(area.x + 2);
    if let Some(trouble) = app.trouble.as_ref().or(app.read_only.as_ref()) {
        paint::text(buffer, theme, (area.x + 1, area.y), room, trouble, theme.notice);
    } else {
        crumbs(app, theme, area, room, buffer);
    }
    if layout.vision.height > 0
        && let Some(vision) = app.vision()
    {
        paint::text(
            buffer,
            theme,
            (area.x + 1, layout.vision.y),
            area.width.saturating_sub(2),
            vision,
            theme.token,
        );
    }
}

/// Where one is: the items above the cursor, the nearest last; those farthest away give way first.
fn crumbs(app: &App, theme: &Theme, area: Rect, room: u16, buffer: &mut Buffer) {
    if app.is_on_reached() && app.pane == Pane::Tree {
        paint::text(buffer, theme, (area.x + 1, area.y), room, "goaltree", theme.dim);
    }
    let Some(cursor) = app.cursor() else { return };
    let mut path: Vec<&str> = Vec::new();
    let mut width = 0;
    for id in app.tree.ancestors(cursor) {
        let title = app.title(id);
        width += title.chars().take(200).count() + 3;
        if width > usize::from(room) && !path.is_empty() {
            path.push(theme.glyphs.ellipsis);
            break;
        }
        path.push(title);
    }
    path.reverse();
    let separator = format!(" {} ", theme.glyphs.crumb);
    let mut zoomed = app.lens().map_or_else(String::new, |lens| format!("down to {}: ", lens.word()));
    if app.hoist.is_some() {
        zoomed.push_str("zoomed in: ");
    }
    let words = if path.is_empty() {
        format!("{zoomed}goaltree")
    } else {
        format!("{zoomed}{}", path.join(&separator))
    };
    paint::text(buffer, theme, (area.x + 1, area.y), room, &words, theme.dim);
}

fn titles(app: &App, theme: &Theme, layout: &Layout, buffer: &mut Buffer) {
    if layout.titles.height == 0 {
        return;
    }
    for pane in [Pane::Tree, Pane::Today] {
        let area = layout.title(pane);
        let has_keys = app.has_keys(pane);
        let style = if has_keys { theme.accent } else { theme.dim };
        let (name, sum) = match (pane, &app.card) {
            (Pane::Tree, Card::Split(card)) => split::title(app, layout, card),
            (Pane::Tree, _) => tree_title(app),
            (Pane::Today, Card::Split(card)) if layout.has_both() => split::title_beside(layout, card),
            (Pane::Today, _) => today::title(app, theme),
        };
        let mut right = area.right().saturating_sub(1);
        if pane == Pane::Tree {
            right = right.saturating_sub(2);
        }
        if pane == Pane::Tree && layout.has_both() {
            paint::text(
                buffer,
                theme,
                (area.right().saturating_sub(1), area.y),
                1,
                theme.glyphs.wall,
                theme.dim,
            );
        }
        let name = if has_keys { format!("{} {name}", theme.glyphs.cursor) } else { format!("  {name}") };
        let x = paint::text(buffer, theme, (area.x, area.y), right.saturating_sub(area.x), &name, style);
        let room = right.saturating_sub(x + 1);
        // A number is shown whole or not at all; a title is cut.
        if matches!(app.card, Card::Split(_)) && pane == Pane::Tree {
            paint::text(buffer, theme, (x + 2, area.y), room.saturating_sub(1), &sum, theme.strong);
        } else {
            paint::right(buffer, theme, (right, area.y), room, &[(sum, theme.dim)]);
        }
    }
    if layout.detail.height > 2 {
        let area = layout.detail;
        paint::text(
            buffer,
            theme,
            (area.x + 1, layout.titles.y),
            area.width.saturating_sub(1),
            "HERE",
            theme.dim,
        );
        paint::text(
            buffer,
            theme,
            (area.x.saturating_sub(1), layout.titles.y),
            1,
            theme.glyphs.wall,
            theme.dim,
        );
    }
}

fn tree_title(app: &App) -> (String, String) {
    if let Some(audit) = &app.audit {
        return ("AUDIT".to_owned(), format!("{} of {}", audit.at + 1, audit.queue.len()));
    }
    let count = app.tree.count(app.hoist);
    let name = app.hoist.map_or("GOALS", |id| app.title(id));
    let sum =
        if count.total == 0 { String::new() } else { format!("{} of {} done", count.done, count.total) };
    (name.to_owned(), sum)
}

/// What the program says, what is being found, or the keys that matter here.
fn footer(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.height == 0 {
        return None;
    }
    let (x, y) = (area.x + 1, area.y);
    if let (Card::Find, Some(find)) = (&app.card, &app.find) {
        let start = paint::text(buffer, theme, (x, y), 2, "/", theme.accent);
        let place = if find.typing.text().is_empty() { String::new() } else { find.place() };
        let count = place.split('·').next().unwrap_or_default().trim().to_owned();
        let count = if area.width < 60 { count } else { format!("{count}  Enter stay here  Esc back") };
        let end = paint::right(
            buffer,
            theme,
            (area.right().saturating_sub(1), y),
            area.width / 2,
            &[(count, theme.dim)],
        );
        let room = Rect { x: start, y, width: end.saturating_sub(start + 1), height: 1 };
        return Some(paint::typing(buffer, theme, room, &find.typing));
    }
    // On a screen without a header the trouble has to be told here.
    let trouble = app.trouble.as_ref().filter(|_| area.y < 8);
    if let Some(words) = app.status.as_ref().or(trouble) {
        paint::text(buffer, theme, (x, y), area.width.saturating_sub(1), words, theme.strong);
        return None;
    }
    let x = keys(app, theme, area, buffer);
    let said = "~15m estimates  *day repeats  #tag";
    if matches!(app.room(), Room::Line | Room::Split)
        && usize::from(x) + said.len() < usize::from(area.right())
    {
        paint::right(
            buffer,
            theme,
            (area.right().saturating_sub(1), y),
            area.width,
            &[(said.into(), theme.token)],
        );
    }
    None
}

/// As many keys as fit, and says where they end. The last one is the way out: it gives its place to none.
fn keys(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> u16 {
    const BETWEEN: u16 = 2;
    let hints = app.hints();
    let said: Vec<(String, &str)> = hints.iter().map(|one| (one.key(app.ascii), one.hint)).collect();
    let width = |(key, hint): &(String, &str)| {
        u16::try_from(safe::width(key) + 1 + safe::width(hint)).unwrap_or(u16::MAX)
    };
    let (mut x, end) = (area.x + 1, area.right());
    let way_out: u16 = said.last().map_or(0, width);
    for (at, one) in said.iter().enumerate() {
        let behind = if at + 1 < said.len() { way_out.saturating_add(BETWEEN) } else { 0 };
        if x.saturating_add(width(one)).saturating_add(behind) > end {
            continue;
        }
        x = paint::text(buffer, theme, (x, area.y), end - x, &one.0, theme.accent);
        x = paint::text(buffer, theme, (x + 1, area.y), end.saturating_sub(x + 1), one.1, theme.dim)
            + BETWEEN;
    }
    x
}
