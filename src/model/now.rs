//! A moment, as a person sees it.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::Stamp;

/// The hour at which a logical day begins, local.
const DAY_BEGINS: i64 = 4;

/// A moment: on a logical day, at a time of day. Passed to whatever needs to know the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now(pub DateTime<FixedOffset>);

impl Now {
    /// The logical day, from 04:00 to 04:00 local.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        (self.0.naive_local() - TimeDelta::hours(DAY_BEGINS)).date()
    }

    /// The local time of day, `09:12`.
    #[must_use]
    pub fn time_of_day(self) -> String {
        self.0.format("%H:%M").to_string()
    }

    /// The instant.
    #[must_use]
    pub fn stamp(self) -> Stamp {
        Stamp(self.0.timestamp())
    }
}

impl Now {
    /// The logical day of another instant, in the zone of this moment.
    #[must_use]
    pub fn day_of(self, stamp: Stamp) -> NaiveDate {
        let time = DateTime::from_timestamp(stamp.0, 0).unwrap_or_default();
        Self(time.with_timezone(self.0.offset())).day()
    }
}
