//! The tree's pane: one row an item, only those in sight.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint;
use super::theme::Theme;
use crate::app::{App, Card, Layout, LineCard, Pane, Purpose, pointer, reached};
use crate::insight::progress;
use crate::insight::today;
use crate::model::{Node, NodeId, State};
use crate::text::count::counted;
use crate::text::{safe, when};

/// Columns of the little bar.
const BAR_COLUMNS: u32 = 5;

/// Draws the rows, and says where a line is being typed.
pub fn render(app: &App, theme: &Theme, layout: &Layout, buffer: &mut Buffer) -> Option<Position> {
    if layout.tree.is_empty() {
        return None;
    }
    let area = paint::wall(buffer, theme, layout);
    let frame = Frame { app, theme, area, done_today: progress::done_on(&app.tree, app.now.day()) };
    let Some(top) = app.tree_place.top else { return frame.empty(buffer) };
    let input = Input::of(app);
    let mut cursor = None;
    let mut y = area.y;
    let mut before = None;
    for row in app.rows().from(top).map(Some).chain([None]) {
        if y >= area.bottom() {
            break;
        }
        if let Some(input) = &input
            && before == Some(input.behind)
        {
            cursor = Some(frame.input(buffer, y, input.depth, input.card));
            y += 1;
        }
        let Some((id, depth)) = row.filter(|_| y < area.bottom()) else { break };
        if let Card::Line(card) = &app.card
            && app.pane == Pane::Tree
            && card.purpose == Purpose::Edit(id)
        {
            cursor = Some(frame.input(buffer, y, depth, card));
        } else {
            frame.row(buffer, y, id, depth);
        }
        before = Some(id);
        y += 1;
    }
    frame.more(buffer, top, before);
    cursor
}

/// A line that is being typed between two rows.
struct Input<'a> {
    card: &'a LineCard,
    behind: NodeId,
    depth: usize,
}

impl<'a> Input<'a> {
    fn of(app: &'a App) -> Option<Self> {
        let Card::Line(card) = &app.card else { return None };
        let (id, deeper) = match card.purpose {
            Purpose::After(id) => (id.or(app.rows().reached_row())?, 0),
            Purpose::Wrap(id) => (id, 0),
            Purpose::Inside(id) => (id, 1),
            Purpose::Today | Purpose::Edit(_) => return None,
        };
        let rows = app.rows();
        Some(Self { card, behind: rows.last_within(id), depth: rows.depth(id) + deeper })
    }
}

struct Frame<'a> {
    app: &'a App,
    theme: &'a Theme,
    area: Rect,
    done_today: HashMap<NodeId, u32>,
}

impl Frame<'_> {
    fn empty(&self, buffer: &mut Buffer) -> Option<Position> {
        let Rect { x, y, width, .. } = self.area;
        if let Card::Line(card) = &self.app.card
            && card.purpose != Purpose::Today
        {
            return Some(self.input(buffer, y, 0, card));
        }
        paint::text(
            buffer,
            self.theme,
            (x + 2, y),
            width.saturating_sub(2),
            "A clear desk. A new goal with `a`.",
            self.theme.dim,
        );
        None
    }

    /// Arrows at the right edge where the tree goes on above or below what is in sight.
    fn more(&self, buffer: &mut Buffer, top: NodeId, bottom: Option<NodeId>) {
        let (rows, glyphs, area) = (self.app.rows(), self.theme.glyphs, self.area);
        // On the wall where there is one.
        let x = if self.app.layout().has_both() { area.right() } else { area.right().saturating_sub(1) };
        if rows.previous(top).is_some() {
            paint::text(buffer, self.theme, (x, area.y), 1, glyphs.more_above, self.theme.accent);
        }
        if bottom.is_some_and(|id| rows.next(id).is_some()) && area.height > 1 {
            paint::text(
                buffer,
                self.theme,
                (x, area.bottom().saturating_sub(1)),
                1,
                glyphs.more_below,
                self.theme.accent,
            );
        }
    }

    fn input(&self, buffer: &mut Buffer, y: u16, depth: usize, card: &LineCard) -> Position {
        let start = self.start(depth);
        paint::text(buffer, self.theme, (self.area.x, y), 1, self.theme.glyphs.cursor, self.theme.accent);
        paint::text(buffer, self.theme, (start, y), 2, self.theme.glyphs.open, self.theme.accent);
        let x = start + 2;
        let room = Rect { x, y, width: self.area.right().saturating_sub(x + 1), height: 1 };
        paint::typing(buffer, self.theme, room, &card.typing)
    }

    fn start(&self, depth: usize) -> u16 {
        let indent = pointer::INDENT * pointer::shown_depth(depth, self.area.width);
        self.area.x + 1 + u16::try_from(indent).unwrap_or(0)
    }

    fn row(&self, buffer: &mut Buffer, y: u16, id: NodeId, depth: usize) {
        let (app, theme, area) = (self.app, self.theme, self.area);
        if id == reached::row() {
            return self.reached(buffer, y);
        }
        let Some(node) = app.tree.get(id) else { return };
        let selected = app.tree_place.cursor == Some(id);
        let marked = app.marked.contains(&id);
        if marked {
            paint::text(buffer, theme, (area.x, y), 1, theme.glyphs.marked, theme.notice);
        } else if selected {
            let (mark, style) = theme.pointer(app.has_keys(Pane::Tree));
            paint::text(buffer, theme, (area.x, y), 1, mark, style);
        }
        let (glyph, style) = self.mark(id, node, depth);
        let start = self.start(depth);
        paint::text(buffer, theme, (start, y), 1, glyph, paint::unstruck(style));
        let x = start + 2;
        let right = area.right();
        let mut numbers = self.numbers(id, node);
        // Titles are cut last, numbers never: the bar goes first, then what was done today, then the title gives way.
        let title =
            u16::try_from(safe::width(&safe::clean(safe::head(node.title(), 400)))).unwrap_or(u16::MAX);
        while numbers.len() > 1 && right.saturating_sub(columns(&numbers)) < x + title + 1 {
            numbers.remove(numbers.len() - 2);
        }
        let end = paint::right(buffer, theme, (right, y), right.saturating_sub(x), &join(numbers));
        paint::text(buffer, theme, (x, y), end.saturating_sub(x + 1), node.title(), style);
        if selected {
            let style = if app.pane == Pane::Tree { theme.cursor } else { theme.cursor_idle };
            buffer.set_style(Rect { x: area.x, y, width: area.width, height: 1 }, style);
        }
    }

    /// The row under which reached goals stand.
    fn reached(&self, buffer: &mut Buffer, y: u16) {
        let (app, theme, area) = (self.app, self.theme, self.area);
        let selected = app.tree_place.cursor == Some(reached::row());
        if selected {
            let (mark, style) = theme.pointer(app.has_keys(Pane::Tree));
            paint::text(buffer, theme, (area.x, y), 1, mark, style);
        }
        let is_open = app.rows().shown_children(reached::row());
        let fold = if is_open { theme.glyphs.unfolded } else { theme.glyphs.folded };
        let start = self.start(0);
        paint::text(buffer, theme, (start, y), 1, fold, theme.dim);
        let words = format!("reached ({})", app.rows().reached.len());
        paint::text(buffer, theme, (start + 2, y), area.right().saturating_sub(start + 3), &words, theme.dim);
        if selected {
            let style = if app.pane == Pane::Tree { theme.cursor } else { theme.cursor_idle };
            buffer.set_style(Rect { x: area.x, y, width: area.width, height: 1 }, style);
        }
    }

    /// The mark of a row and the style of its title.
    fn mark(&self, id: NodeId, node: &Node, depth: usize) -> (&'static str, Style) {
        let (app, theme) = (self.app, self.theme);
        let glyphs = theme.glyphs;
        let leaf = app.tree.is_leaf(id);
        let rows = app.rows();
        let is_open = rows.shown_children(id) && !rows.is_edge(id);
        let fold = if is_open { glyphs.unfolded } else { glyphs.folded };
        match node.state() {
            State::Done => (if leaf { glyphs.done } else { fold }, theme.done),
            State::Dropped => (if leaf { glyphs.let_go } else { fold }, theme.done),
            State::Resting => (if leaf { glyphs.resting } else { fold }, theme.dim),
            State::Open if !leaf => (fold, if depth == 0 { theme.strong } else { theme.text }),
            State::Open if app.is_done_for_now(node) => (glyphs.done, theme.text),
            State::Open if is_handed(node) => (glyphs.handed, theme.dim),
            State::Open if progress::waits(&app.tree, id) => (glyphs.waits, theme.dim),
            State::Open => (glyphs.open, theme.text),
        }
    }

    /// What stands at the right end of a row; from the last but one on to the left, each can be left out.
    fn numbers(&self, id: NodeId, node: &Node) -> Vec<Vec<(String, Style)>> {
        let (app, theme) = (self.app, self.theme);
        let glyphs = theme.glyphs;
        if app.tree.is_leaf(id) {
            let minutes = node.minutes().map(when::print_minutes).unwrap_or_default();
            let big = if app.is_marked_big(node) { glyphs.ready } else { " " };
            let marks = if today::is_on(&app.tree, app.now.day(), id) {
                [(format!(" {}", glyphs.on_today), theme.accent), (big.to_owned(), theme.notice)]
            } else {
                [(format!(" {big}"), theme.notice), (" ".to_owned(), theme.dim)]
            };
            return vec![std::iter::once((minutes, theme.dim)).chain(marks).collect()];
        }
        let count = app.tree.count(Some(id));
        let ready = progress::is_ready_to_close(&app.tree, id);
        let figure = if app.rows().is_edge(id) {
            // What lies below is told in words, for nothing else of it is shown.
            format!("{}, {} done", counted(count.total, "job"), count.done)
        } else {
            format!("{:>5}", format!("{}/{}", count.done, count.total))
        };
        let style = if app.is_bright(id) { theme.accent } else { theme.dim };
        let mut end = vec![(figure, style)];
        end.push(match (ready, node.state()) {
            (true, _) => (format!(" {} ", glyphs.ready), theme.notice),
            (_, State::Done) => (format!(" {} ", glyphs.done), theme.dim),
            (_, State::Dropped) => (format!(" {} ", glyphs.let_go), theme.dim),
            _ => ("   ".into(), theme.dim),
        });
        let mut pieces = Vec::new();
        if let Some(done) = self.done_today.get(&id).filter(|_| app.tree.parent(id).is_none()) {
            pieces.push(vec![(format!("+{done} today "), theme.accent)]);
        }
        if ready {
            pieces.push(vec![("close? ".into(), theme.notice)]);
        } else if (node.state() == State::Open || app.was_closed(id)) && count.total > 0 {
            let full = count.done * BAR_COLUMNS / count.total;
            let done = glyphs.bar_done.repeat(full as usize);
            let left = glyphs.bar_left.repeat((BAR_COLUMNS - full) as usize);
            pieces.push(vec![(done, theme.accent), (format!("{left} "), theme.dim)]);
        }
        pieces.push(end);
        pieces
    }
}

fn columns(pieces: &[Vec<(String, Style)>]) -> u16 {
    let width: usize = pieces.iter().flatten().map(|(words, _)| safe::width(words)).sum();
    u16::try_from(width).unwrap_or(u16::MAX)
}

fn join(pieces: Vec<Vec<(String, Style)>>) -> Vec<(String, Style)> {
    pieces.into_iter().flatten().collect()
}

/// Whether somebody else has it.
pub fn is_handed(node: &Node) -> bool {
    node.field(crate::model::Key::Hand).and_then(crate::text::line::words::with).is_some()
}
