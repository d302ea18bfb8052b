//! What lies over the panes: the palette, the keys, the first goal, the first choice.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint;
use super::theme::Theme;
use crate::app::editor::Typing;
use crate::app::list::{HelpLine, MARKS, help as help_lines};
use crate::app::{App, Choice, HelpCard, PaletteCard};
use crate::model::Node;
use crate::text::when;

/// The first question of all.
pub fn first(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer, typing: &Typing) -> Option<Position> {
    let block = paint::centred(area, 60.min(area.width.saturating_sub(4)), 6);
    paint::text(buffer, theme, (area.x + 1, area.y), area.width.saturating_sub(1), "goaltree", theme.dim);
    let question = "What would you like to have done, some day?";
    let said = app.status.as_deref().unwrap_or("One line is enough. Enter goes on, Esc looks around.");
    let line = |y: u16, buffer: &mut Buffer, words: &str, style: Style| {
        if y < area.bottom() {
            paint::text(buffer, theme, (block.x, y), block.width, words, style);
        }
    };
    line(block.y, buffer, question, theme.strong);
    let y = if area.height >= 5 { block.y + 2 } else { block.y + 1 };
    line(y + 2, buffer, said, theme.dim);
    if y >= area.bottom() {
        return None;
    }
    let x = paint::text(buffer, theme, (block.x, y), 2, theme.glyphs.folded, theme.accent) + 1;
    let room = Rect { x, y, width: block.right().saturating_sub(x), height: 1 };
    Some(paint::typing(buffer, theme, room, typing))
}

/// The commands that match.
pub fn palette(
    app: &App,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    card: &PaletteCard,
) -> Option<Position> {
    let screen = paint::centred(area, 72, 18);
    let inside = paint::frame(buffer, theme, screen, "Commands");
    if inside.is_empty() {
        return None;
    }
    let start = paint::text(buffer, theme, (inside.x, inside.y), 2, ":", theme.accent);
    let line = Rect { x: start, y: inside.y, width: inside.right().saturating_sub(start), height: 1 };
    let position = paint::typing(buffer, theme, line, &card.typing);
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    if card.found.is_empty() {
        paint::text(buffer, theme, (list.x, list.y), list.width, "Nothing is called that.", theme.dim);
    }
    let height = usize::from(list.height).max(1);
    let top = (card.at + 1).saturating_sub(height);
    for ((at, command), y) in card.found.iter().enumerate().skip(top).zip(list.top()..list.bottom()) {
        let end = paint::right(
            buffer,
            theme,
            (list.right(), y),
            14,
            &[(command.all_keys(app.ascii), theme.accent)],
        );
        paint::text(buffer, theme, (list.x, y), 16, command.name, theme.text);
        paint::text(buffer, theme, (list.x + 17, y), end.saturating_sub(list.x + 18), command.doc, theme.dim);
        if at == card.at {
            buffer.set_style(Rect { x: list.x, y, width: list.width, height: 1 }, theme.cursor);
        }
    }
    Some(position)
}

/// The keys that work here, then those of elsewhere.
pub fn help(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer, card: &HelpCard) -> Option<Position> {
    let screen = paint::centred(area, 100, area.height.saturating_sub(2).max(3));
    let lines = help_lines(card.room);
    let inside = paint::frame(buffer, theme, screen, "Keys");
    for (line, y) in lines.iter().skip(card.top).zip(inside.top()..inside.bottom()) {
        match line {
            HelpLine::Blank => {}
            HelpLine::Mark(which) => {
                paint::text(buffer, theme, (inside.x, y), 15, theme.glyphs.explained()[*which], theme.accent);
                paint::text(
                    buffer,
                    theme,
                    (inside.x + 16, y),
                    inside.width.saturating_sub(16),
                    MARKS[*which],
                    theme.text,
                );
            }
            HelpLine::Heading(words) => {
                paint::text(buffer, theme, (inside.x, y), inside.width, words, theme.strong);
            }
            HelpLine::Command(command) => {
                paint::text(buffer, theme, (inside.x, y), 15, &command.all_keys(app.ascii), theme.accent);
                paint::text(
                    buffer,
                    theme,
                    (inside.x + 16, y),
                    inside.width.saturating_sub(16),
                    command.doc,
                    theme.text,
                );
            }
        }
    }
    let rest = lines.len().saturating_sub(card.top + usize::from(inside.height));
    let words = if rest > 0 { format!(" {rest} more below, Esc closes ") } else { " Esc closes ".into() };
    let y = screen.bottom().saturating_sub(1);
    paint::right(buffer, theme, (screen.right().saturating_sub(2), y), screen.width, &[(words, theme.dim)]);
    None
}

/// Which job goes onto Today first.
pub fn choose(
    app: &App,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    choice: &Choice,
) -> Option<Position> {
    let height = u16::try_from(choice.jobs.len()).unwrap_or(3) + 5;
    let screen = paint::centred(area, 60, height);
    let inside = paint::frame(buffer, theme, screen, "Which one now?");
    for ((at, id), y) in choice.jobs.iter().enumerate().zip(inside.y + 1..inside.bottom()) {
        let minutes = app.tree.get(*id).and_then(Node::minutes).map(when::print_minutes).unwrap_or_default();
        let end = paint::right(buffer, theme, (inside.right(), y), 8, &[(minutes, theme.dim)]);
        let mark = if at == choice.at { theme.glyphs.cursor } else { " " };
        paint::text(buffer, theme, (inside.x, y), 1, mark, theme.accent);
        paint::text(
            buffer,
            theme,
            (inside.x + 2, y),
            end.saturating_sub(inside.x + 3),
            app.title(*id),
            theme.text,
        );
        if at == choice.at {
            buffer.set_style(Rect { x: inside.x, y, width: inside.width, height: 1 }, theme.cursor);
        }
    }
    let words = "Enter puts it on Today, Esc leaves it for later";
    let y = inside.bottom().saturating_sub(1);
    paint::text(buffer, theme, (inside.x, y), inside.width, words, theme.dim);
    None
}
