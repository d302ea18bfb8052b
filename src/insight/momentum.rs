//! Momentum: on how many of the last days something was done, the run that they make, and whether it grows.
//!
//! All of it is reckoned from the ledger each time. A tick more, or a rest day more, never lowers rate, run or best.

use chrono::{Datelike, Days as Count, NaiveDate, Weekday};

use super::spent::{Scope, Spent};
use crate::model::{Day, Tree};

/// Days that the rate looks at.
const RATE_DAYS: usize = 28;
/// Days in a row that may hold no more empty days than the pace allows.
const WINDOW: usize = 7;
/// Ticks by which a day mends an empty one before it, and within how many working days.
const MENDING_TICKS: u32 = 3;
const MENDING_DAYS: u32 = 2;
/// From so many working days on there is a rate to tell.
const LEAST_RATE_DAYS: u32 = 7;
/// From here on a run is told.
const LEAST_RUN: u32 = 3;
/// Days after the last one of a rest range until which it can be set.
const REST_BACK: u64 = 7;
/// Most days that are looked back: a hundred years, against files with odd dates.
const MOST_DAYS: u64 = 36_525;

/// Days after which minutes count half for the momentum word, and the days back with which it compares.
const HALF_LIFE: f64 = 7.0;
const WORD_BACK: usize = 14;
/// Working days that the word needs, and how far the quotient has to be from 1.
const LEAST_WORD_DAYS: usize = 10;
const GATHERING: f64 = 1.15;
const STEADY: f64 = 0.85;

/// How many days of seven the person means to be active.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace(u8);

impl Pace {
    /// So many days of seven, at least one.
    #[must_use]
    pub fn new(days: u8) -> Self {
        Self(days.clamp(1, 7))
    }

    /// How many of seven days in a row may be empty.
    fn slack(self) -> u32 {
        7 - u32::from(self.0)
    }
}

impl Default for Pace {
    /// Five of seven.
    fn default() -> Self {
        Self(5)
    }
}

/// One day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it came to.
    pub spent: Spent,
    /// Whether it was a day of rest, by its weekday or by the ledger.
    pub is_rest: bool,
}

impl Cell {
    /// Whether nothing was done, though it was no day of rest.
    #[must_use]
    pub fn is_empty(self) -> bool {
        !self.is_rest && !self.spent.is_active()
    }
}

/// The days from the first active one up to today; today belongs to them once it is active.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    first: NaiveDate,
    cells: Vec<Cell>,
}

/// Active days of the last 28, and the days among them that were no rest or active all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// Active days.
    pub active: u32,
    /// Of so many.
    pub of: u32,
}

/// The stretches in which no seven days in a row held more empty days than the pace allows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Runs {
    /// Active days of the one that lasts.
    pub run: u32,
    /// Active days of the longest.
    pub best: u32,
    /// For each day whether it lies in one that is long enough to be told.
    inside: Vec<bool>,
}

/// Where the minutes of a day tend to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trend {
    /// Fewer than two weeks ago.
    Resting,
    /// About as many.
    Steady,
    /// More.
    Gathering,
}

impl Days {
    /// The days of the ledger as far as `scope` goes, with the weekdays that are for rest.
    #[must_use]
    pub fn of(tree: &Tree, scope: &Scope, today: NaiveDate, rest: &[Weekday]) -> Self {
        let oldest = today.checked_sub_days(Count::new(MOST_DAYS)).unwrap_or(today);
        let first = tree.days().range(oldest..=today).find(|(_, day)| scope.spent(day).is_active());
        let Some((first, _)) = first else { return Self { first: today, cells: Vec::new() } };
        let count = days_between(*first, today) + 1;
        let weekdays = std::iter::successors(Some(first.weekday()), |weekday| Some(weekday.succ()));
        let blank = |weekday| Cell { is_rest: rest.contains(&weekday), ..Cell::default() };
        let mut cells: Vec<Cell> = weekdays.map(blank).take(count).collect();
        for (date, day) in tree.days().range(*first..=today) {
            let cell = &mut cells[days_between(*first, *date)];
            *cell = Cell { spent: scope.spent(day), is_rest: cell.is_rest || Day::is_rest(day) };
        }
        Self::new(*first, cells)
    }

    /// These days, oldest first, the last one today. Those before the first active one are left out, and so is today
    /// while nothing is done.
    #[must_use]
    pub fn new(first: NaiveDate, mut cells: Vec<Cell>) -> Self {
        let is_active = |cell: &Cell| cell.spent.is_active();
        if cells.last().is_some_and(|today| !is_active(today)) {
            cells.pop();
        }
        let before = cells.iter().position(is_active).unwrap_or(cells.len());
        cells.drain(..before);
        Self { first: first.checked_add_days(Count::new(before as u64)).unwrap_or(first), cells }
    }

    /// The first active day; of none, today.
    #[must_use]
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// All of them, oldest first, without a gap.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Where a date stands among them.
    #[must_use]
    pub fn place(&self, date: NaiveDate) -> Option<usize> {
        let at = (date >= self.first).then(|| days_between(self.first, date))?;
        (at < self.cells.len()).then_some(at)
    }

    /// Active days of the last 28.
    #[must_use]
    pub fn rate(&self) -> Rate {
        let last = &self.cells[self.cells.len().saturating_sub(RATE_DAYS)..];
        let active = last.iter().filter(|cell| cell.spent.is_active()).count() as u32;
        Rate { active, of: active + last.iter().filter(|cell| cell.is_empty()).count() as u32 }
    }

    /// The runs: for each day the stretch that ends with it goes back as far as no window of seven days, nor what a
    /// stretch has of one, holds more empty days than the slack. It begins never earlier than that of the day before.
    #[must_use]
    pub fn runs(&self, pace: Pace) -> Runs {
        let empty = self.empty();
        let mut runs = Runs { inside: vec![false; self.cells.len()], ..Runs::default() };
        let (mut start, mut painted) = (0, 0);
        for end in 0..self.cells.len() {
            let held = |start: usize| empty[start.max((end + 1).saturating_sub(WINDOW))..=end].iter();
            while held(start).filter(|empty| **empty).count() as u32 > pace.slack() {
                runs.run -= u32::from(self.cells[start].spent.is_active());
                start += 1;
            }
            let is_active = self.cells[end].spent.is_active();
            runs.run += u32::from(is_active);
            runs.best = runs.best.max(runs.run);
            if is_active && runs.run >= LEAST_RUN {
                // What is empty before its first active day does not lie in it.
                let is_in = |at: &usize| *at < painted || self.cells[*at].spent.is_active();
                let from = (start..=end).find(is_in).unwrap_or(end);
                runs.inside[from.max(painted)..=end].fill(true);
                painted = end + 1;
            }
        }
        runs
    }

    /// Which days count as empty: those on which nothing was done, unless a day with three ticks mends them.
    fn empty(&self) -> Vec<bool> {
        // Working days by the calendar: work on a day of rest does not use up the time for mending.
        let mends = |after: &[Cell]| {
            let mut work = 0;
            let soon = after.iter().take_while(|cell| {
                let is_near = work < MENDING_DAYS;
                work += u32::from(!cell.is_rest);
                is_near
            });
            soon.into_iter().any(|cell| cell.spent.ticks >= MENDING_TICKS)
        };
        let is_empty = |(at, cell): (usize, &Cell)| cell.is_empty() && !mends(&self.cells[at + 1..]);
        self.cells.iter().enumerate().map(is_empty).collect()
    }

    /// What is told of them in one line, part by part: the word, the rate, and the run at `pace` if that is wanted.
    /// Nothing before a week of working days.
    #[must_use]
    pub fn line(&self, pace: Option<Pace>) -> Vec<String> {
        let rate = self.rate();
        if rate.of < LEAST_RATE_DAYS {
            return Vec::new();
        }
        let run = pace.map_or(0, |pace| self.runs(pace).run);
        let is_told = run >= LEAST_RUN;
        let word = self.trend().map(|trend| trend.word().to_owned());
        let days = if is_told { "" } else { " days" };
        let rate = format!("{} of {}{days}", rate.active, rate.of);
        word.into_iter().chain([rate]).chain(is_told.then(|| format!("run {run}"))).collect()
    }

    /// Minutes per working day with a half-life of a week, against those of two weeks ago; none before ten working days.
    #[must_use]
    pub fn trend(&self) -> Option<Trend> {
        let (mut minutes, mut days, decay) = (0.0, 0.0, 0.5_f64.powf(1.0 / HALF_LIFE));
        let mut means = Vec::with_capacity(self.cells.len());
        for cell in &self.cells {
            minutes = minutes * decay + minutes_of(cell);
            days = days * decay + f64::from(u8::from(!cell.is_rest));
            means.push(if days > 0.0 { minutes / days } else { 0.0 });
        }
        let work = self.cells.iter().filter(|cell| !cell.is_rest).count();
        let now = *means.last().filter(|mean| **mean > 0.0 && work >= LEAST_WORD_DAYS)?;
        let then = means.iter().rev().nth(WORD_BACK).copied().unwrap_or(0.0);
        Some(match now / then {
            grown if grown >= GATHERING => Trend::Gathering,
            same if same >= STEADY => Trend::Steady,
            _ => Trend::Resting,
        })
    }
}

/// Days from one to a later one.
fn days_between(first: NaiveDate, later: NaiveDate) -> usize {
    usize::try_from((later - first).num_days()).unwrap_or(0)
}

#[expect(clippy::cast_precision_loss, reason = "minutes of a day")]
fn minutes_of(cell: &Cell) -> f64 {
    cell.spent.minutes as f64
}

impl Rate {
    /// `21 of 28 days.`; none without a day.
    #[must_use]
    pub fn say(self) -> Option<String> {
        (self.of > 0).then(|| format!("{} of {} days.", self.active, self.of))
    }
}

impl Runs {
    /// `12 days.`; none below three.
    #[must_use]
    pub fn say(&self) -> Option<String> {
        (self.run >= LEAST_RUN).then(|| format!("{} days.", self.run))
    }

    /// Whether the day at a place of [`Days::cells`] lies in a run, between two of its active days or as one of them.
    #[must_use]
    pub fn is_inside(&self, place: usize) -> bool {
        self.inside.get(place).is_some_and(|inside| *inside)
    }
}

impl Trend {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gathering => "gathering",
            Self::Steady => "steady",
            Self::Resting => "resting",
        }
    }
}

/// Whether days from `first` through `last` can be set as rest: ahead, or until seven days after the last of them.
#[must_use]
pub fn can_rest(first: NaiveDate, last: NaiveDate, today: NaiveDate) -> bool {
    first <= last && last.checked_add_days(Count::new(REST_BACK)).is_none_or(|until| until >= today)
}

#[cfg(test)]
mod tests;
