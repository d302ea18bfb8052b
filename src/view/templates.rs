//! The browser of templates: those that match on the left, the outline of the selected one on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::Theme;
use crate::app::{App, TemplatesCard};
use crate::text::template::Template;

/// Columns of the list of templates beside the outline.
const LIST_COLUMNS: u16 = 30;
/// Below this width inside the frame, the list stands alone.
const FEWEST_COLUMNS: u16 = 50;
/// Columns of the number of jobs.
const COUNT_COLUMNS: u16 = 3;

/// Draws the browser, and says where its cursor stands.
pub fn render(
    app: &App,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    card: &TemplatesCard,
) -> Option<Position> {
    let screen = paint::centred(area, 96, area.height.saturating_sub(2).clamp(3, 30));
    let inside = paint::frame(buffer, theme, screen, "Templates");
    if inside.is_empty() {
        return None;
    }
    let start = paint::text(buffer, theme, (inside.x, inside.y), 2, "/", theme.accent);
    let line = Rect { x: start, y: inside.y, width: inside.right().saturating_sub(start), height: 1 };
    let position = paint::typing(buffer, theme, line, &card.typing);
    let mut body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    if inside.width >= FEWEST_COLUMNS {
        body.width = LIST_COLUMNS.min(inside.width / 2 - 1);
        let x = body.right() + 3;
        let right = Rect { x, width: inside.right().saturating_sub(x), ..body };
        for y in body.top()..body.bottom() {
            paint::text(buffer, theme, (x - 2, y), 1, theme.glyphs.wall, theme.dim);
        }
        if let Some(template) = card.selected(app) {
            outline(theme, right, buffer, template);
        }
    }
    list(app, theme, body, buffer, card);
    let words = " Enter splits by it, Esc closes ";
    let y = screen.bottom().saturating_sub(1);
    paint::right(
        buffer,
        theme,
        (screen.right().saturating_sub(2), y),
        screen.width,
        &[(words.into(), theme.dim)],
    );
    Some(position)
}

fn list(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer, card: &TemplatesCard) {
    if card.found.is_empty() {
        paint::text(buffer, theme, (area.x, area.y), area.width, "No template matches.", theme.dim);
    }
    let height = usize::from(area.height).max(1);
    let top = (card.at + 1).saturating_sub(height);
    let shown = card.found.iter().enumerate().skip(top).zip(area.top()..area.bottom());
    for ((at, place), y) in shown {
        let Some(template) = app.templates.get(*place) else { continue };
        let jobs = [(template.jobs().to_string(), theme.dim)];
        let end = paint::right(buffer, theme, (area.right(), y), COUNT_COLUMNS, &jobs);
        paint::text(buffer, theme, (area.x, y), end.saturating_sub(area.x + 1), &template.title, theme.text);
        if at == card.at {
            buffer.set_style(Rect { y, height: 1, ..area }, theme.cursor);
        }
    }
}

/// As much of the outline as there is room for; when it goes on, the last line says by how much.
fn outline(theme: &Theme, area: Rect, buffer: &mut Buffer, template: &Template) {
    let lines: Vec<&str> = template.body.lines().collect();
    let height = usize::from(area.height);
    let rest = if lines.len() > height { (lines.len() + 1 - height).min(lines.len()) } else { 0 };
    for (line, y) in lines[..lines.len() - rest].iter().zip(area.top()..area.bottom()) {
        let style = if line.starts_with(char::is_whitespace) { theme.text } else { theme.strong };
        paint::text(buffer, theme, (area.x, y), area.width, line, style);
    }
    if rest > 0 && area.height > 0 {
        let words = format!("and {rest} more");
        paint::text(buffer, theme, (area.x, area.bottom() - 1), area.width, &words, theme.dim);
    }
}
