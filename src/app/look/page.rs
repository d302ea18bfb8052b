//! The page of a look-back: its parts from top to bottom, as many rows of each as the screen has.

use ratatui::layout::Rect;

use super::LookCard;
use crate::app::App;
use crate::app::layout::NARROW;
use crate::app::page::{Page, PageLine, Tone};
use crate::insight::heat::{Heat, Map, NARROW_WEEKS, WEEKS};
use crate::insight::lookback::path::{Drawn, Kind};
use crate::insight::lookback::{Lookback, MOST_FIRSTS, day};
use crate::text::safe;
use crate::text::when::say_date;

/// Columns of the frame, and of the days of the week before the map.
const FRAME: u16 = 4;
const WEEKDAY: usize = 3;
/// Columns of the page: where a cell of the map has two columns, and where it has one.
const WIDE: u16 = 2 * WEEKS as u16 + WEEKDAY as u16 + FRAME;
const USUAL: u16 = 80;
/// Rows of a screen from which on there is one for what the cells mean.
const TALL: u16 = 24;
/// Columns of what stands before the firsts, and before the weeks of the past.
const LABEL: usize = 8;
const AGO: usize = 23;
const AGO_NARROW: usize = 13;
/// Columns that the legend of the map needs beside it.
const LEGEND: usize = 18;
/// The page for the clipboard.
const COPIED: Rect = Rect { x: 0, y: 0, width: USUAL, height: 50 };

type Pieces = Vec<(String, Tone)>;

/// The page on a screen of this size.
pub(super) fn page(app: &App, card: &LookCard, screen: Rect) -> Page<'static> {
    let back = &card.back;
    let title = if back.title.is_empty() { "Looking back".to_owned() } else { back.title.clone() };
    // A page that nearly fills the screen fills it.
    let width = if screen.width >= WIDE { screen.width.min(WIDE + 12) } else { USUAL };
    let mut page = Page { title, width, top: card.top, ..Page::default() };
    let Some(head) = back.head() else {
        page.say(
            "Nothing is done yet. Each tick leaves its mark here: firsts, the path of a goal, the days.",
        );
        return page;
    };
    let columns = usize::from(width.min(screen.width).saturating_sub(FRAME));
    let (is_narrow, is_tall) = (screen.width < NARROW, screen.height >= TALL);
    let draft = Draft { app, card, columns, is_narrow, is_tall };
    let below = [draft.path(), draft.map(), draft.held()];
    let ago = draft.ago();
    let used = 1 + ago.len() + below.iter().map(Vec::len).sum::<usize>();
    let rows = usize::from(screen.height.saturating_sub(3));
    let firsts = draft.firsts(rows.saturating_sub(used).clamp(1, MOST_FIRSTS));
    let spare = rows.saturating_sub(used + firsts.len());
    let head = vec![spread(vec![(head.0, Tone::Strong)], vec![(head.1, Tone::Accent)], columns)];
    let [path, map, held] = below;
    let parts: Vec<Vec<Pieces>> =
        [head, firsts, ago, path, map, held].into_iter().filter(|part| !part.is_empty()).collect();
    // What air there is goes where parts of another kind meet, the map first.
    let air = spare >= parts.len() - 1;
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 && air {
            page.blank();
        }
        part.into_iter().for_each(|line| page.spans(line));
    }
    page
}

/// The page as text.
pub(super) fn text(app: &App, card: &LookCard) -> String {
    let page = page(app, card, COPIED);
    let mut text = format!("{}\n", page.title);
    for line in &page.lines {
        let line = match line {
            PageLine::Spans(pieces) => pieces.iter().map(|(words, _)| &**words).collect(),
            PageLine::Text(words) => words.clone(),
            _ => String::new(),
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

struct Draft<'a> {
    app: &'a App,
    card: &'a LookCard,
    columns: usize,
    is_narrow: bool,
    is_tall: bool,
}

impl Draft<'_> {
    fn back(&self) -> &Lookback {
        &self.card.back
    }

    fn today(&self) -> chrono::NaiveDate {
        self.app.now.day()
    }

    fn ellipsis(&self) -> &'static str {
        if self.app.ascii { "..." } else { "…" }
    }

    /// The firsts, with the counters beside them.
    fn firsts(&self, most: usize) -> Vec<Pieces> {
        let mut counters = self.back().counters.iter().filter(|counter| counter.count > 0).peekable();
        let mut lines = Vec::new();
        for first in self.back().firsts.iter().take(most) {
            let day = format!(", {}", say_date(first.day, self.today()));
            let room = self.columns.saturating_sub(LABEL + safe::width(&day));
            let words = cut(&first.words, room, self.ellipsis());
            let mut room = room.saturating_sub(safe::width(&words) + 2);
            let mut beside = Vec::new();
            while let Some(words) = counters.peek().map(|counter| safe::clean(&counter.say()).into_owned()) {
                let Some(left) = room.checked_sub(safe::width(&words) + 3) else { break };
                room = left;
                counters.next();
                beside.push(words);
            }
            let left =
                vec![(format!("{:<LABEL$}", "First"), Tone::Dim), (words, Tone::Text), (day, Tone::Dim)];
            lines.push(spread(left, vec![(beside.join("   "), Tone::Text)], self.columns));
        }
        lines
    }

    /// What was a year ago, and a month.
    fn ago(&self) -> Vec<Pieces> {
        let (year, month) = (&self.back().year_ago, &self.back().month_ago);
        let (label, columns) =
            if self.is_narrow { ("A year ago", AGO_NARROW) } else { ("A year ago this week", AGO) };
        let row = |label: &str, words: String| {
            let words = cut(&words, self.columns.saturating_sub(columns), self.ellipsis());
            vec![(format!("{label:<columns$}"), Tone::Dim), (words, Tone::Text)]
        };
        vec![row(label, year.say(self.today())), row("A month ago", month.say(self.today()))]
    }

    fn path(&self) -> Vec<Pieces> {
        let Some(path) = &self.back().path else { return Vec::new() };
        let Some(drawn) = path.draw(self.columns, self.ellipsis()) else { return Vec::new() };
        let line = if self.app.ascii { "-" } else { "─" };
        let title =
            cut(&format!("the path of {}", path.title), self.columns.saturating_sub(6), self.ellipsis());
        let rest = self.columns.saturating_sub(safe::width(&title) + 3);
        let mut lines = vec![vec![(format!("{line} {title} {}", line.repeat(rest)), Tone::Dim)]];
        lines.push(self.line(&drawn));
        lines.extend(drawn.rows.iter().filter(|row| !row.is_empty()).map(|row| self.labels(row)));
        lines
    }

    /// The line with its points.
    fn line(&self, drawn: &Drawn) -> Pieces {
        let [point, today, next, line, ahead] =
            if self.app.ascii { ["*", "@", "o", "-", "."] } else { ["●", "◍", "○", "─", "╌"] };
        let first = drawn.points.first().map_or(0, |point| point.0);
        let end = drawn.next.unwrap_or(drawn.today);
        let mut pieces = Pieces::new();
        for at in 0..=end {
            let (letter, tone) = match drawn.points.binary_search_by_key(&at, |point| point.0) {
                _ if at == drawn.today => (today, Tone::Accent),
                _ if Some(at) == drawn.next => (next, Tone::Strong),
                Ok(place) if drawn.points[place].1 <= Kind::Part => (point, Tone::Accent),
                Ok(_) => (point, Tone::Text),
                Err(_) if at < first => (" ", Tone::Dim),
                Err(_) if at < drawn.today => (line, Tone::Dim),
                Err(_) => (ahead, Tone::Dim),
            };
            add(&mut pieces, letter, tone);
        }
        pieces
    }

    fn labels(&self, row: &[crate::insight::lookback::path::Label]) -> Pieces {
        let mut pieces = Pieces::new();
        let mut end = 0;
        for label in row {
            pieces.push((" ".repeat(label.start.saturating_sub(end)), Tone::Text));
            let bar = if self.app.ascii { "|" } else { "│" };
            let (words, tone) = match label.kind {
                _ if label.is_bar() => (bar, Tone::Dim),
                Kind::Now => (&*label.text, Tone::Strong),
                _ => (&*label.text, Tone::Text),
            };
            pieces.push((words.to_owned(), tone));
            end = label.start + safe::width(&label.text);
        }
        pieces
    }

    /// The map, with the names of months and days around it, and the day under the cursor in words.
    fn map(&self) -> Vec<Pieces> {
        let weeks = if self.is_narrow { NARROW_WEEKS } else { WEEKS };
        let all = &self.back().map;
        let place = all.cell(self.card.day).unwrap_or(all.cells.len());
        let map = all.around(place, weeks);
        let cell = if WEEKDAY + 2 * weeks as usize <= self.columns { 2 } else { 1 };
        let mut lines = vec![months(&map, cell)];
        let selected = map.cell(self.card.day);
        for row in 0..7 {
            let weekday = map.day(row).map(|day| day.format("%a").to_string()).unwrap_or_default();
            let is_here = selected.is_some_and(|at| at % 7 == row);
            let letter = weekday.chars().next().unwrap_or(' ').to_string();
            let mut pieces =
                vec![(format!("{letter:<WEEKDAY$}"), if is_here { Tone::Accent } else { Tone::Dim })];
            for (week, heat) in map.row(row).enumerate() {
                let is_selected = selected == Some(week * 7 + row);
                let tone = if is_selected { Tone::Selected } else { tone(heat) };
                // Not by its colour alone: the day under the cursor has the mark of where one stands.
                let letter = if is_selected { self.here() } else { heat.letter(self.app.ascii) };
                let is_full = matches!(heat, Heat::Level(_)) && !is_selected;
                let words = match (cell, is_full) {
                    (1, _) => letter.to_string(),
                    (_, true) => format!("{letter}{letter}"),
                    (_, false) => format!("{letter} "),
                };
                add(&mut pieces, &words, tone);
            }
            let used = WEEKDAY + cell * weeks as usize;
            if self.columns >= used + LEGEND + 2 {
                pieces.push(("  ".into(), Tone::Text));
                pieces.extend(self.legend(row));
            }
            lines.push(pieces);
        }
        if self.is_tall && self.columns < WEEKDAY + cell * weeks as usize + LEGEND + 2 {
            let rows = (0..7).map(|row| self.legend(row)).filter(|part| !part.is_empty());
            let mut below = vec![(" ".repeat(WEEKDAY), Tone::Text)];
            for part in rows {
                below.extend(part);
                below.push(("   ".into(), Tone::Text));
            }
            lines.push(below);
        }
        lines.push(self.day_in_words(all.cells.get(place).copied().unwrap_or(Heat::Ahead)));
        lines
    }

    /// The mark of where one stands.
    fn here(&self) -> char {
        if self.app.ascii { '@' } else { '◍' }
    }

    /// What stands beside a row of the map.
    fn legend(&self, row: usize) -> Pieces {
        let level = |level| {
            let heat = Heat::Level(level);
            (heat.letter(self.app.ascii).to_string(), tone(heat))
        };
        let dim = |words: String| vec![(words, Tone::Dim)];
        match row {
            0 => dim(format!("{} active days", self.back().active)),
            4 => {
                let mut pieces = dim("less ".into());
                pieces.extend([1, 2, 3, 4].map(level));
                pieces.push((" more".into(), Tone::Dim));
                pieces
            }
            5 => dim(format!("{} no ticks", Heat::Empty.letter(self.app.ascii))),
            6 => dim("o within a run".into()),
            _ => Pieces::new(),
        }
    }

    fn day_in_words(&self, heat: Heat) -> Pieces {
        let back = self.back();
        let (words, titles) = day::say(&self.app.tree, &back.scope, self.card.day, heat, self.today());
        let room = self.columns.saturating_sub(safe::width(&words) + 2);
        let titles = cut(&titles, room, self.ellipsis());
        vec![(words, Tone::Strong), (format!("  {titles}"), Tone::Dim)]
    }

    /// The repeats that held, as many as fit.
    fn held(&self) -> Vec<Pieces> {
        let label = if self.is_narrow { "Held" } else { "Repeats that held" };
        let label = format!("{label:<width$}", width = if self.is_narrow { LABEL } else { AGO });
        let room = self.columns.saturating_sub(safe::width(&label));
        let mut words = String::new();
        for held in &self.back().held {
            let one = safe::clean(&held.say()).into_owned();
            let more = if words.is_empty() { one } else { format!("{words} · {one}") };
            if words.is_empty() || safe::width(&more) <= room {
                words = more;
            }
        }
        if words.is_empty() {
            return Vec::new();
        }
        vec![vec![(label, Tone::Dim), (cut(&words, room, self.ellipsis()), Tone::Text)]]
    }
}

/// The names of the months above their weeks.
fn months(map: &Map, cell: usize) -> Pieces {
    let mut line = " ".repeat(WEEKDAY);
    for (week, name) in map.month_names() {
        let start = WEEKDAY + week * cell;
        line.push_str(&" ".repeat(start.saturating_sub(line.len())));
        line.push_str(&name);
    }
    vec![(line, Tone::Dim)]
}

fn tone(heat: Heat) -> Tone {
    match heat {
        Heat::Level(level) => Tone::Level(level),
        Heat::Hollow => Tone::Level(1),
        Heat::Ahead | Heat::Rest | Heat::Empty => Tone::Level(0),
    }
}

/// Adds letters to a line, to its last piece if that has the same weight.
fn add(pieces: &mut Pieces, letters: &str, tone: Tone) {
    match pieces.last_mut() {
        Some((words, last)) if *last == tone => words.push_str(letters),
        _ => pieces.push((letters.to_owned(), tone)),
    }
}

/// One line with something at its left and something at its right, if both fit.
fn spread(mut left: Pieces, right: Pieces, columns: usize) -> Pieces {
    let width =
        |pieces: &Pieces| pieces.iter().map(|(words, _)| safe::width(&safe::clean(words))).sum::<usize>();
    if let Some(space) = columns.checked_sub(width(&left) + width(&right)).filter(|space| *space > 0) {
        left.push((" ".repeat(space), Tone::Text));
        left.extend(right);
    }
    left
}

fn cut(words: &str, columns: usize, ellipsis: &str) -> String {
    safe::cut(&safe::clean(words), columns, ellipsis).into_owned()
}
