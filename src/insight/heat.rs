//! The heatmap: one cell a day, darker the more was done, weeks side by side.

use chrono::{Datelike, Days as Count, NaiveDate, Weekday};

use super::habits::is_rest_day;
use super::momentum::{Days, Pace};
use crate::model::Tree;

/// Weeks of a full map, and of one in a narrow window.
pub const WEEKS: u32 = 53;
/// Weeks of the map in a narrow window.
pub const NARROW_WEEKS: u32 = 26;

/// Weeks that the name of a month needs.
const MONTH_WEEKS: usize = 3;

/// One day of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heat {
    /// Still to come.
    Ahead,
    /// A day of rest on which nothing was done.
    Rest,
    /// Nothing was done.
    Empty,
    /// Nothing was done, but the run went on.
    Hollow,
    /// An active day, 1 to 4: in which quarter of all active days it is, by their minutes.
    Level(u8),
}

/// A map of whole weeks, the last one that of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// The first day of the first week.
    pub first: NaiveDate,
    /// Seven cells a week, oldest first.
    pub cells: Vec<Heat>,
}

impl Heat {
    /// Its character, or the one of plain ASCII.
    #[must_use]
    pub fn letter(self, ascii: bool) -> char {
        let [letter, plain] = match self {
            Self::Ahead | Self::Rest => [' ', ' '],
            Self::Empty => ['·', '.'],
            Self::Hollow => ['o', 'o'],
            Self::Level(..=1) => ['░', '-'],
            Self::Level(2) => ['▒', '+'],
            Self::Level(3) => ['▓', '*'],
            Self::Level(4..) => ['█', '#'],
        };
        if ascii { plain } else { letter }
    }
}

impl Map {
    /// The last so many weeks of these days. The quarters are those of all active days up to today, so a
    /// cell does not change its level with the width of the window.
    #[must_use]
    pub fn of(
        tree: &Tree,
        days: &Days,
        today: NaiveDate,
        weeks: u32,
        week_starts: Weekday,
        pace: Pace,
        rest: &[Weekday],
    ) -> Self {
        let (runs, quarters) = (days.runs(pace), quarters(days));
        let this_week = today.week(week_starts).checked_first_day().unwrap_or(today);
        let first =
            this_week.checked_sub_days(Count::new(u64::from(weeks.max(1) - 1) * 7)).unwrap_or(this_week);
        let heat = |date: NaiveDate| match days.place(date) {
            _ if date > today => Heat::Ahead,
            None if is_rest_day(tree, date, rest) => Heat::Rest,
            None => Heat::Empty,
            Some(at) => match days.cells()[at] {
                cell if cell.spent.is_active() => {
                    let below = quarters.iter().filter(|quarter| **quarter < cell.spent.minutes).count();
                    Heat::Level(1 + below as u8)
                }
                cell if cell.is_rest => Heat::Rest,
                _ if runs.is_inside(at) => Heat::Hollow,
                _ => Heat::Empty,
            },
        };
        let cells = first.iter_days().take(weeks.max(1) as usize * 7).map(heat).collect();
        Self { first, cells }
    }

    /// The day of a cell.
    #[must_use]
    pub fn day(&self, cell: usize) -> Option<NaiveDate> {
        (cell < self.cells.len()).then(|| self.first.checked_add_days(Count::new(cell as u64))).flatten()
    }

    /// The cell of a day.
    #[must_use]
    pub fn cell(&self, day: NaiveDate) -> Option<usize> {
        usize::try_from((day - self.first).num_days()).ok().filter(|cell| *cell < self.cells.len())
    }

    /// The cells of one day of the week, from the first week to the last: `row` 0 is the day on which weeks start.
    pub fn row(&self, row: usize) -> impl Iterator<Item = Heat> {
        self.cells.iter().skip(row).step_by(7).copied()
    }

    /// So many weeks of it, with the cell at `place` among them and the last ones as far as that goes.
    #[must_use]
    pub fn around(&self, place: usize, weeks: u32) -> Self {
        let weeks = weeks.max(1) as usize;
        let first = (self.cells.len() / 7).saturating_sub(weeks).min(place / 7) * 7;
        let cells = self.cells.iter().skip(first).take(weeks * 7).copied().collect();
        Self { first: self.day(first).unwrap_or(self.first), cells }
    }

    /// The weeks in which a month begins, with its number, for the line above the map. The first week has its own.
    pub fn months(&self) -> impl Iterator<Item = (usize, u32)> {
        let starts = |at: &usize| self.day(*at * 7);
        let weeks = self.cells.len() / 7;
        let month = move |at| starts(&at).map(|day| day.month());
        (0..weeks).filter_map(move |at| {
            let this = month(at)?;
            (at == 0 || month(at - 1) != Some(this)).then_some((at, this))
        })
    }
}

impl Map {
    /// The names of the months and the weeks above which they stand; one that the next would touch is left out.
    #[must_use]
    pub fn month_names(&self) -> Vec<(usize, String)> {
        let months: Vec<usize> = self.months().map(|(week, _)| week).collect();
        let name = |week: usize| Some((week, self.day(week * 7 + 6)?.format("%b").to_string()));
        let end = self.cells.len() / 7;
        let nexts = months.iter().skip(1).copied().chain(std::iter::once(end));
        let room = months.iter().zip(nexts).filter(|(week, next)| next - *week >= MONTH_WEEKS);
        room.filter_map(|(week, _)| name(*week)).collect()
    }
}

/// The minutes that part the active days into quarters, by nearest rank.
fn quarters(days: &Days) -> [u64; 3] {
    let active = days.cells().iter().filter(|cell| cell.spent.is_active());
    let mut minutes: Vec<u64> = active.map(|cell| cell.spent.minutes).collect();
    minutes.sort_unstable();
    [1, 2, 3].map(|nth| (minutes.len() * nth).div_ceil(4).checked_sub(1).map_or(0, |at| minutes[at]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::spent::Scope;
    use crate::model::{Builder, Day, Done, Fact, Key, Node, NodeId};
    use crate::model::{Field, Value};

    fn date(back: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 18).unwrap() - Count::new(back)
    }

    /// Days up to Wednesday, 18 November 2026: so many quarters of an hour at `id`, `r` a day of rest, `.` nothing.
    fn tree(id: &str, line: &str) -> Tree {
        let mut builder = Builder::default();
        builder.node(Node::new(NodeId::parse("g"), "Goal"), None);
        builder.node(Node::new(NodeId::parse("a"), "Job"), Some(NodeId::parse("g")));
        let upkeep = vec![
            Field::text(Key::Title, "Run"),
            Field::text(Key::Repeat, "every:day"),
            Field::new(Key::Plan, Value::Date(date(0))),
        ];
        builder.node(Node::with_fields(NodeId::parse("r"), upkeep), Some(NodeId::parse("g")));
        for (back, letter) in line.chars().rev().enumerate() {
            let done = |minutes| Done {
                id: NodeId::parse(id),
                at: "09:00".into(),
                minutes: Some(minutes),
                guess: None,
                title: "".into(),
                unknown: vec![],
            };
            let day = match letter.to_digit(10) {
                Some(quarters) => Day { done: vec![done(quarters * 15)], ..Day::default() },
                None if letter == 'r' => Day { facts: vec![Fact::Kind("rest".into())], ..Day::default() },
                None => continue,
            };
            builder.day(date(back as u64), day);
        }
        builder.finish().0
    }

    fn map(tree: &Tree, scope: &Scope, weeks: u32) -> Map {
        let (rest, today) = (&[Weekday::Sun], date(0));
        let days = Days::of(tree, scope, today, rest);
        Map::of(tree, &days, today, weeks, Weekday::Mon, Pace::default(), rest)
    }

    fn drawn(map: &Map, ascii: bool) -> String {
        map.cells.iter().map(|heat| heat.letter(ascii)).collect()
    }

    #[test]
    fn cells_are_levels_hollow_days_and_rest() {
        // Weeks from Monday 2, 9 and 16 November.
        let tree = tree("a", "...1234.5678rr11.");
        let map = map(&tree, &Scope::All, 3);
        assert_eq!(map.first, date(16));
        assert_eq!(drawn(&map, false), "···░▒▒▓o▓▓██  ░░·    ");
        assert_eq!(drawn(&map, true), "...-++*o**##  --.    ");
        assert_eq!((map.cell(date(0)), map.cell(date(17)), map.day(16)), (Some(16), None, Some(date(0))));
        assert_eq!(
            (map.day(21), map.row(6).collect::<Vec<_>>()),
            (None, vec![Heat::Level(3), Heat::Rest, Heat::Ahead])
        );
    }

    #[test]
    fn a_goal_has_all_that_is_in_it_and_a_repeat_its_own() {
        let (job, run) = (tree("a", "11111"), tree("r", "11111"));
        let goal = |tree: &Tree| Scope::branch(tree, NodeId::parse("g"));
        for (tree, scope, wanted) in [
            (&job, Scope::All, true),
            (&job, goal(&job), true),
            (&run, goal(&run), true),
            (&run, Scope::one(NodeId::parse("r")), true),
            (&job, Scope::one(NodeId::parse("r")), false),
            (&run, Scope::work(&run, NodeId::parse("g")), false),
            (&tree("gone", "11111"), goal(&job), false),
        ] {
            let found = map(tree, &scope, 2).cells.iter().any(|heat| matches!(heat, Heat::Level(_)));
            assert_eq!(found, wanted, "{scope:?}");
        }
    }

    #[test]
    fn months_begin_above_their_weeks() {
        let year = map(&tree("a", "1"), &Scope::All, WEEKS);
        assert_eq!(year.cells.len(), 371);
        assert_eq!(year.months().take(3).collect::<Vec<_>>(), [(0, 11), (2, 12), (7, 1)]);
        assert_eq!(year.months().last(), Some((50, 11)));
        let names = year.month_names();
        assert_eq!(names[..2], [(2, "Dec".to_owned()), (7, "Jan".to_owned())], "one week is too narrow");
        let (old, new) = (year.around(10, NARROW_WEEKS), year.around(370, NARROW_WEEKS));
        assert_eq!((old.first, old.cells.len()), (year.day(7).unwrap(), 182));
        assert_eq!((new.first, new.cells.last()), (year.day(189).unwrap(), year.cells.last()));
    }
}
