//! What repeats: rules, and the dates that follow from them.
//!
//! A rule goes by the calendar (`every:`), by a number in each week or month (`every:3x/week`), or by the last tick
//! (`after:`). Everything here is pure reckoning with civil dates; the verbs stand in `edit`.

mod dates;
mod spelling;
mod words;

use std::ops::{Range, RangeInclusive};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday, WeekdaySet};

use super::{Key, Node};

pub use dates::candidates;

/// The last date of all: the file writes years in four digits. A rule that leads beyond it stays there.
pub const LAST: NaiveDate = match NaiveDate::from_ymd_opt(9_999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Most occurrences that are counted one by one.
const MOST: usize = 400;

/// Days of a mean year of the Gregorian calendar.
const YEAR: f64 = 365.2425;

/// What an interval counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// So many of a unit, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a quota is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Period {
    Week,
    Month,
}

/// When something comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cycle {
    /// Each interval from the anchor, which keeps its day of the month.
    Every(Interval),
    /// On these days of the week; at least one.
    Weekdays(WeekdaySet),
    /// On this day of each month; short months use their last.
    DayOfMonth(u32),
    /// On the last day of each month.
    LastOfMonth,
    /// On the nth such weekday of each month, 1 to 5; months without it are passed over.
    NthOfMonth(u8, Weekday),
    /// On the last such weekday of each month.
    LastWeekdayOfMonth(Weekday),
    /// So many days in each period, whichever.
    Quota(u32, Period),
    /// That long after each tick.
    After(Interval),
}

/// How something repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// When it comes again.
    pub cycle: Cycle,
    /// Whether each occurrence has to be done, so that it waits when it went by.
    pub all: bool,
}

/// What the next date is reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The first date of the repeat.
    pub anchor: NaiveDate,
    /// The occurrence that was open.
    pub due: NaiveDate,
    /// The day of the tick.
    pub ticked: NaiveDate,
    /// On which day weeks start, for quotas.
    pub week_starts: Weekday,
    /// For quotas: on how many days of the period of the tick it was done, that day among them.
    pub done: u32,
}

impl Interval {
    /// `day` and that long; none beyond the calendar. A month that is too short gives its last day.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        self.times(1, day)
    }

    /// `day` and `nth` times that long, the day of the month kept as far as each month has it.
    fn times(self, nth: u32, day: NaiveDate) -> Option<NaiveDate> {
        let count = self.count.checked_mul(nth)?;
        let day = match self.unit {
            Unit::Day => day.checked_add_days(Days::new(count.into())),
            Unit::Week => day.checked_add_days(Days::new(u64::from(count) * 7)),
            Unit::Month => day.checked_add_months(Months::new(count)),
            Unit::Year => day.checked_add_months(Months::new(count.checked_mul(12)?)),
        };
        day.filter(|day| *day <= LAST)
    }

    /// How many days it has in the mean.
    fn days(self) -> f64 {
        let unit = match self.unit {
            Unit::Day => 1.0,
            Unit::Week => 7.0,
            Unit::Month => YEAR / 12.0,
            Unit::Year => YEAR,
        };
        f64::from(self.count) * unit
    }
}

impl Rule {
    /// The rule of a node; none if it does not repeat, or in a way that is not known here.
    #[must_use]
    pub fn of(node: &Node) -> Option<Self> {
        node.text(Key::Repeat).and_then(Self::parse)
    }

    /// The next occurrence after one that was ticked.
    ///
    /// By the calendar: the first date of the rule later than both `due` and the day of the tick, so that nothing
    /// piles up; if each occurrence has to be done, the one that follows `due`. After a tick: counted from its day;
    /// if that would not lead beyond `due`, which was put off on purpose, counted from there. A quota: the day after
    /// the tick until it is met, then the first day of the next period.
    #[must_use]
    pub fn next(&self, at: Occurrence) -> NaiveDate {
        let next = match self.cycle {
            Cycle::After(interval) => interval
                .after(at.ticked)
                .filter(|next| *next > at.due)
                .or_else(|| interval.after(at.due.max(at.ticked))),
            Cycle::Quota(count, _) => {
                let period = self.period(at.ticked, at.week_starts).filter(|_| at.done >= count);
                let last = period.map_or(at.ticked, |period| *period.end());
                last.max(at.due).succ_opt()
            }
            _ if self.all => self.following(at.anchor, at.due),
            _ => self.following(at.anchor, at.due.max(at.ticked)),
        };
        next.unwrap_or(LAST).min(LAST)
    }

    /// The first date of the rule that is later than `day`; none for rules without dates of their own.
    fn following(&self, anchor: NaiveDate, day: NaiveDate) -> Option<NaiveDate> {
        candidates(self.cycle, anchor, day).flatten().find(|date| *date > day && *date >= anchor)
    }

    /// Whether a tick on the day `ticked` comes so long before `due` that it may not be meant for it: by more than
    /// half an interval, or for a quota in a period before.
    #[must_use]
    pub fn is_early(&self, due: NaiveDate, ticked: NaiveDate, week_starts: Weekday) -> bool {
        match self.cycle {
            Cycle::After(_) => false,
            Cycle::Quota(..) => self.period(ticked, week_starts).is_some_and(|period| due > *period.end()),
            _ => days_between(ticked, due) > self.interval_days() / 2.0,
        }
    }

    /// The first date of a rule that begins on the day `from` or as soon as it can.
    #[must_use]
    pub fn first(&self, from: NaiveDate) -> NaiveDate {
        match self.cycle {
            Cycle::Every(_) | Cycle::After(_) | Cycle::Quota(..) => from,
            _ => from.pred_opt().and_then(|day| self.following(from, day)).unwrap_or(from),
        }
    }

    /// The dates of the rule in a range, ascending. Quotas and what counts from ticks have none.
    pub fn occurrences(&self, anchor: NaiveDate, range: Range<NaiveDate>) -> impl Iterator<Item = NaiveDate> {
        let rule = *self;
        let first = range.start.pred_opt().and_then(|day| rule.following(anchor, day));
        std::iter::successors(first, move |day| rule.following(anchor, *day))
            .take_while(move |day| *day < range.end)
    }

    /// The occurrences that went by when what was due on `due` was ticked: those between it and the next.
    pub fn passed(&self, at: Occurrence) -> impl Iterator<Item = NaiveDate> {
        let after = at.due.succ_opt().unwrap_or(LAST);
        self.occurrences(at.anchor, after..self.next(at))
    }

    /// How many occurrences are open on the day `today`: at most one, unless each has to be done. Counts to 400.
    #[must_use]
    pub fn backlog(&self, anchor: NaiveDate, due: NaiveDate, today: NaiveDate) -> u32 {
        let Some((after, end)) = due.succ_opt().zip(today.succ_opt()).filter(|_| due <= today) else {
            return 0;
        };
        let more = if self.all { self.occurrences(anchor, after..end).take(MOST - 1).count() } else { 0 };
        1 + more as u32
    }

    /// How many days lie between two occurrences in the mean.
    ///
    /// A month has 30.44. A fifth weekday comes 4.18 times a year: of the 52.18 there are, four go to each month.
    #[must_use]
    pub fn interval_days(&self) -> f64 {
        match self.cycle {
            Cycle::Every(interval) | Cycle::After(interval) => interval.days(),
            Cycle::Weekdays(days) => 7.0 / f64::from(days.len()),
            Cycle::NthOfMonth(5, _) => YEAR / (YEAR / 7.0 - 48.0),
            Cycle::DayOfMonth(_)
            | Cycle::LastOfMonth
            | Cycle::NthOfMonth(..)
            | Cycle::LastWeekdayOfMonth(_) => YEAR / 12.0,
            Cycle::Quota(count, Period::Week) => 7.0 / f64::from(count),
            Cycle::Quota(count, Period::Month) => YEAR / 12.0 / f64::from(count),
        }
    }

    /// Of a quota: the week or month in which `day` lies, with its last day.
    #[must_use]
    pub fn period(&self, day: NaiveDate, week_starts: Weekday) -> Option<RangeInclusive<NaiveDate>> {
        let Cycle::Quota(_, period) = self.cycle else { return None };
        let (start, end) = match period {
            Period::Week => {
                let week = day.week(week_starts);
                (week.checked_first_day()?, week.checked_last_day()?)
            }
            Period::Month => (day.with_day(1)?, day.with_day(day.num_days_in_month().into())?),
        };
        Some(start..=end)
    }
}

/// Whether a repeat is over after a tick: it was the last of so many, or the next date is later than its last.
#[must_use]
pub fn ends(times_left: Option<u32>, until: Option<NaiveDate>, next: NaiveDate) -> bool {
    times_left.is_some_and(|times| times <= 1) || until.is_some_and(|until| next > until) || next >= LAST
}

#[expect(clippy::cast_precision_loss, reason = "fewer days than four million")]
fn days_between(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64
}
