//! The path of a goal: what was reached as points on a line, spaced by time, with today and what comes next.
//!
//! Labels stand in two rows below the line, each at its point. The weightiest take their place first; one that has no
//! room is cut, and one that would have fewer than five columns is left out. No two of them touch.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::counted;
use super::tally::Tally;
use crate::model::{Key, NodeId, Now, State, Tree};
use crate::text::safe;

/// Columns between two labels.
const GAP: usize = 2;
/// Columns of a label that is cut, at least.
const LEAST_LABEL: usize = 5;
/// Columns below which no path is drawn.
const LEAST_COLUMNS: usize = 20;
/// Rows of labels.
pub const ROWS: usize = 2;
/// What stands at today's point.
const TODAY: &str = "today";

/// What a point is, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Today, or what comes next.
    Now,
    /// The goal is reached.
    Goal,
    /// A subgoal right below it was closed.
    Part,
    /// The first tick, or the first that fed a counter.
    First,
    /// A counter came to a hundred.
    Hundred,
    /// A counter came to a ten.
    Ten,
    /// A subgoal deeper in it was closed.
    Deep,
}

/// Something that was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// When.
    pub day: NaiveDate,
    /// What.
    pub label: String,
    /// What kind of thing it is.
    pub kind: Kind,
}

/// The path of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// What the goal is called.
    pub title: String,
    /// What was reached, oldest first.
    pub points: Vec<Point>,
    /// Where the line ends for now.
    pub today: NaiveDate,
    /// What comes next; none once the goal is reached.
    pub next: Option<String>,
}

/// A label below the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its first column.
    pub start: usize,
    /// Its text, cleaned and cut.
    pub text: String,
    /// Of what.
    pub kind: Kind,
}

/// A path as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawn {
    /// The columns of the points, ascending, and their weightiest kind.
    pub points: Vec<(usize, Kind)>,
    /// The column of today.
    pub today: usize,
    /// The column of what comes next.
    pub next: Option<usize>,
    /// The labels of each row, from left to right. A bar stands for a label of the row below.
    pub rows: [Vec<Label>; ROWS],
}

/// The path of a goal; none without a goal, or without a point.
pub(super) fn path(tree: &Tree, goal: Option<NodeId>, tally: &Tally, now: Now) -> Option<Path> {
    let goal = goal?;
    let node = tree.get(goal)?;
    let depth = tree.depth(goal);
    let within = |id: NodeId| tree.is_within(id, goal);
    let mut points: Vec<Point> = Vec::new();
    points.extend(first_tick(tree, goal, now.day()));
    for closed in tally.closed.iter().filter(|closed| within(closed.id)) {
        let kind = match closed.depth - depth {
            0 => Kind::Goal,
            1 => Kind::Part,
            _ => Kind::Deep,
        };
        points.push(Point { day: closed.day, label: closed.title.clone(), kind });
    }
    let root = Some(tree.root(goal));
    let counts = tally.counters.iter().enumerate().map(|(at, counter)| {
        let (events, count) = milestones(tally, at, &counter.unit, |of| of == root || of == Some(goal));
        points.extend(events);
        (counter, count)
    });
    let wanted = counts.filter_map(|(counter, count)| {
        let wanted = counter.wanted.filter(|wanted| u64::from(*wanted) > count)?;
        Some(format!("{wanted} {}", counter.unit))
    });
    let wanted = wanted.last();
    points.retain(|point| point.day <= now.day());
    points.sort_by(|one, other| one.day.cmp(&other.day).then(one.kind.cmp(&other.kind)));
    points.dedup_by(|later, first| later.day == first.day && later.label == first.label);
    let is_over = node.state() != State::Open;
    let next =
        (!is_over).then(|| next_part(tree, goal).or(wanted).unwrap_or_else(|| node.title().to_owned()));
    let title = node.title().to_owned();
    (!points.is_empty()).then_some(Path { title, points, today: now.day(), next })
}

fn first_tick(tree: &Tree, goal: NodeId, today: NaiveDate) -> Option<Point> {
    let is_in = |id| id == goal || tree.ancestors(id).any(|above| above == goal);
    tree.days().range(..=today).find_map(|(day, record)| {
        let done = record.done.iter().find(|done| is_in(done.id))?;
        Some(Point { day: *day, label: done.title.to_string(), kind: Kind::First })
    })
}

/// The first, the tens and the hundreds of a counter, and how far it has come.
fn milestones(
    tally: &Tally,
    counter: usize,
    unit: &str,
    is_here: impl Fn(Option<NodeId>) -> bool,
) -> (Vec<Point>, u64) {
    let (mut points, mut count) = (Vec::new(), 0);
    for added in tally.added.iter().filter(|added| added.counter == counter && is_here(added.root)) {
        let before = count;
        count += u64::from(added.count);
        let mut point = |label: String, kind| points.push(Point { day: added.day, label, kind });
        if before == 0 && count > 0 {
            point(added.title.clone(), Kind::First);
        }
        if let Some(reached) = counted::landmark(before, count) {
            point(format!("{reached} {unit}"), if reached < 100 { Kind::Ten } else { Kind::Hundred });
        }
    }
    (points, count)
}

/// What is wanted of a counter right below a goal comes as its number; else the first open part.
fn next_part(tree: &Tree, goal: NodeId) -> Option<String> {
    let open =
        |id: &NodeId| tree.get(*id).is_some_and(|node| node.state() == State::Open) && !tree.is_leaf(*id);
    let mut parts = tree.children(Some(goal)).filter(open);
    let has_number = tree.walk(Some(goal)).any(|(_, node)| node.field(Key::Goal).is_some());
    if has_number {
        return None;
    }
    parts.next().and_then(|id| tree.get(id)).map(|node| node.title().to_owned())
}

impl Path {
    /// The path in so many columns; none where there is no room for it.
    #[must_use]
    pub fn draw(&self, width: usize, ellipsis: &str) -> Option<Drawn> {
        let first = self.points.first()?.day;
        if width < LEAST_COLUMNS {
            return None;
        }
        let today = if self.next.is_some() { width * 4 / 5 } else { width - 1 };
        let days = (self.today - first).num_days().max(1);
        let column = |day: NaiveDate| {
            let part = (day - first).num_days() * i64::try_from(today).unwrap_or(0) * 2 / days;
            // What was reached today stands right before it.
            usize::try_from((part + 1) / 2).unwrap_or(0).min(today - 1)
        };
        let mut drawn = Drawn { today, next: self.next.is_some().then_some(width - 1), ..Drawn::default() };
        for point in &self.points {
            let at = column(point.day);
            match drawn.points.last_mut() {
                Some(last) if last.0 == at => last.1 = last.1.min(point.kind),
                _ => drawn.points.push((at, point.kind)),
            }
        }
        let mut labels: Vec<(Kind, usize, &str)> =
            self.points.iter().map(|point| (point.kind, column(point.day), &*point.label)).collect();
        labels.sort_by_key(|(kind, at, _)| (*kind, *at));
        let mut board = Board { rows: [Vec::new(), Vec::new()], cut: Vec::new(), width, ellipsis };
        if let Some(next) = &self.next {
            board.place_next(today, &safe::clean(next));
        }
        board.place(today, TODAY, Kind::Now);
        for (kind, at, text) in labels {
            board.place(at, &safe::clean(text), kind);
        }
        board.grow();
        drawn.rows = board.rows.map(|mut row| {
            row.sort_by_key(|label| (label.start, Reverse(label.text.len())));
            row
        });
        Some(drawn)
    }
}

/// What stands at a point of the upper row for a label of the lower one.
const BAR: &str = "│";

struct Board<'e> {
    rows: [Vec<Label>; ROWS],
    /// What was cut: the row, its label there, and the whole text.
    cut: Vec<(usize, usize, String)>,
    width: usize,
    ellipsis: &'e str,
}

impl Board<'_> {
    /// Puts what comes next at the end of the upper row if that leaves room for today, else into the lower one.
    fn place_next(&mut self, today: usize, text: &str) {
        let shown = safe::cut(text, self.width, self.ellipsis).into_owned();
        if shown.is_empty() {
            return;
        }
        let start = self.width - safe::width(&shown);
        let row = usize::from(start < today + safe::width(TODAY) / 2 + 1 + GAP);
        self.put(row, start, (shown, text), Kind::Now, self.width - 1);
    }

    /// Puts a label where it has room: whole in the first row or the second, to the right of its point, around it or to
    /// the left of it, or cut. Long ones are cut, so that they leave room to others.
    fn place(&mut self, at: usize, text: &str, kind: Kind) {
        let most = (self.width / 4).max(LEAST_LABEL);
        let fitting = safe::cut(text, most, self.ellipsis).into_owned();
        let width = safe::width(&fitting);
        if width == 0 {
            return;
        }
        for row in 0..ROWS {
            let starts = [Some(at), at.checked_sub(width / 2), (at + 1).checked_sub(width)];
            if let Some(start) =
                starts.into_iter().flatten().find(|start| self.is_free(row, *start, width, at))
            {
                return self.put(row, start, (fitting, text), kind, at);
            }
        }
        let room = |row: usize| {
            let most = (LEAST_LABEL..width.min(self.width - at + 1)).rev();
            most.into_iter().find(|columns| self.is_free(row, at, *columns, at)).unwrap_or(0)
        };
        let rooms = [room(0), room(1)];
        let row = usize::from(rooms[1] > rooms[0]);
        if rooms[row] >= LEAST_LABEL {
            let cut = safe::cut(text, rooms[row], self.ellipsis).into_owned();
            self.put(row, at, (cut, text), kind, at);
        }
    }

    /// What was cut takes the room that is left behind it.
    fn grow(&mut self) {
        for (row, place, text) in std::mem::take(&mut self.cut) {
            let label = &self.rows[row][place];
            let behind = self.rows[row].iter().map(|other| other.start).filter(|start| *start > label.start);
            let end = behind.min().map_or(self.width, |start| start.saturating_sub(GAP));
            let columns = end.saturating_sub(label.start);
            if columns > safe::width(&label.text) {
                self.rows[row][place].text = safe::cut(&text, columns, self.ellipsis).into_owned();
            }
        }
    }

    fn put(&mut self, row: usize, start: usize, (shown, text): (String, &str), kind: Kind, at: usize) {
        if shown != text {
            self.cut.push((row, self.rows[row].len(), text.to_owned()));
        }
        self.rows[row].push(Label { start, text: shown, kind });
        if row > 0 {
            self.rows[0].push(Label { start: at, text: BAR.into(), kind });
        }
    }

    /// Whether nothing stands or touches there, nor in the row above at its point.
    fn is_free(&self, row: usize, start: usize, columns: usize, at: usize) -> bool {
        let is_clear = |row: usize, start: usize, columns: usize| {
            start + columns <= self.width
                && self.rows[row].iter().all(|other| {
                    let end = other.start + safe::width(&other.text);
                    start + columns + GAP <= other.start || end + GAP <= start
                })
        };
        is_clear(row, start, columns) && (row == 0 || is_clear(0, at, 1))
    }
}

impl Label {
    /// Whether it is but a bar for the row below.
    #[must_use]
    pub fn is_bar(&self) -> bool {
        self.text == BAR
    }
}

#[cfg(test)]
mod tests;
