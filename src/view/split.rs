//! The split editor in the place of the tree.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::theme::Theme;
use super::{ideas, paint};
use crate::app::{App, Layout, SplitCard};
use crate::insight::ideas::PROMPTS;
use crate::insight::progress::BIG_MINUTES;
use crate::text::line::Line;
use crate::text::safe;
use crate::text::when::{self, Today};

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
    if card.ideas.has_keys && !layout.has_both() {
        ideas::render(theme, whole, buffer, &card.ideas);
        return None;
    }
    let (mut area, above) = places(app, whole, card);
    if let Some(question) = card.ideas.prompt.and_then(|at| PROMPTS.get(at)).filter(|_| area.height > 2) {
        area.height -= 1;
        let place = (area.x + 1, area.bottom());
        paint::text(buffer, theme, place, area.width.saturating_sub(1), question, theme.token);
        below(app, theme, layout, buffer, card, Rect { height: area.height + 1, ..area });
    } else if area.bottom() < whole.bottom() {
        below(app, theme, layout, buffer, card, area);
    }
    for (line, y) in above.iter().zip(whole.y..) {
        paint::text(buffer, theme, (area.x + 1, y), area.width.saturating_sub(1), line, theme.dim);
    }
    let position = lines(theme, area, buffer, card, app.now.today());
    (!card.ideas.has_keys).then_some(position)
}

/// The sum below the text.
fn below(app: &App, theme: &Theme, layout: &Layout, buffer: &mut Buffer, card: &SplitCard, area: Rect) {
    let sum = if card.editor.is_empty() {
        "one job a line".to_owned()
    } else {
        card.sum(app.now.today(), &app.nudges_off())
    };
    // Where there is no room beside the text, what the line under the cursor means stands below it.
    if !layout.has_both() && !card.editor.is_empty() {
        let line = Line::parse(card.editor.lines()[card.editor.cursor()].1.text(), app.now.today());
        let (words, style) = said(&line, theme);
        let place = (area.right().saturating_sub(1), area.bottom() + 1);
        paint::right(buffer, theme, place, area.width / 2, &[(words, style)]);
    }
    paint::rule(buffer, theme, Rect { y: area.bottom(), height: 1, ..area });
    let place = (area.x + 1, area.bottom() + 1);
    paint::text(buffer, theme, place, area.width.saturating_sub(1), &sum, theme.strong);
}

/// What stands above the text: its name, and what is split.
pub fn title(app: &App, layout: &Layout, card: &SplitCard) -> (String, String) {
    if card.ideas.has_keys && !layout.has_both() {
        return title_of_ideas(card);
    }
    match &card.template {
        Some(name) => ("TEMPLATE".to_owned(), name.clone()),
        None => ("SPLIT".to_owned(), app.title(card.node).to_owned()),
    }
}

/// What stands above the pane beside the text.
pub fn title_beside(layout: &Layout, card: &SplitCard) -> (String, String) {
    let has_room = ideas_area(layout, card, 0).height == layout.today.height;
    if has_room && !card.ideas.sheets.is_empty() {
        return title_of_ideas(card);
    }
    ("UNDERSTOOD".to_owned(), if card.ideas.is_asking { "asking".to_owned() } else { String::new() })
}

fn title_of_ideas(card: &SplitCard) -> (String, String) {
    let ideas = &card.ideas;
    let place = format!("{} of {}", ideas.sheet + 1, ideas.sheets.len());
    ("IDEAS".to_owned(), if ideas.is_asking { "asking".to_owned() } else { place })
}

/// Where the ideas stand beside the text: all of the pane while they have the keys or nothing is typed, else what is
/// left below what was understood of `typed` rows.
fn ideas_area(layout: &Layout, card: &SplitCard, typed: u16) -> Rect {
    let area = layout.today;
    if card.ideas.has_keys || card.editor.is_empty() {
        return area;
    }
    let top = (typed + 1).min(area.height);
    Rect { y: area.y + top, height: area.height - top, ..area }
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

fn lines(theme: &Theme, area: Rect, buffer: &mut Buffer, card: &SplitCard, today: Today) -> Position {
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
    let today = app.now.today();
    let (editor, above) = places(app, layout.tree, card);
    let rows = window(card, usize::from(editor.height).max(1));
    let typed = u16::try_from(above.len() + rows.len()).unwrap_or(u16::MAX);
    let room = ideas_area(layout, card, typed);
    if room.height >= ideas::FEWEST_ROWS {
        ideas::render(theme, room, buffer, &card.ideas);
    }
    if room.height == area.height {
        return;
    }
    for (row, y) in rows.zip(editor.y..) {
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
