//! How much of a day is the person's own, and what the ranking is told of it.

use chrono::{Datelike, NaiveDate, Timelike, Weekday};

use super::Config;
use crate::insight::habits::{self, Room};
use crate::insight::rank::Context;
use crate::model::{Now, Tree};

/// Minutes of a day that are the person's own, and the days for rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hours {
    /// Minutes of every day, if they are set.
    pub(super) every: Option<u32>,
    /// Minutes of one weekday, Monday first, if they are set.
    pub(super) each: [Option<u32>; 7],
    /// The weekdays for rest.
    pub rest: Vec<Weekday>,
}

impl Hours {
    /// The minutes that are set for a day.
    #[must_use]
    pub fn set(&self, day: NaiveDate) -> Option<u32> {
        self.each[day.weekday().num_days_from_monday() as usize].or(self.every)
    }
}

impl Config {
    /// How much of a day is the person's own: as said, as set, as learnt, or an hour.
    #[must_use]
    pub fn room(&self, tree: &Tree, day: NaiveDate) -> Room {
        habits::room(tree, day, self.hours.set(day), &self.hours.rest)
    }

    /// For whom and when jobs are ranked: as the ledger and the settings tell.
    #[must_use]
    pub fn context(&self, tree: &Tree, now: Now) -> Context {
        let (day, minute) = (now.day(), now.time.hour() * 60 + now.time.minute());
        Context {
            weights: self.weights,
            room: self.room(tree, day).minutes,
            ..Context::new(tree, day, minute, &self.hours.rest)
        }
    }
}
