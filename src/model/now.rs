//! A moment, as a person sees it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Weekday};

use super::Stamp;

/// When the person's days and weeks begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// The local time at which a logical day begins.
    pub day_starts: NaiveTime,
    /// The first day of a week.
    pub week_starts: Weekday,
}

impl Default for Calendar {
    /// Days from 04:00, weeks from Monday.
    fn default() -> Self {
        let day_starts = NaiveTime::from_hms_opt(4, 0, 0).unwrap_or_default();
        Self { day_starts, week_starts: Weekday::Mon }
    }
}

/// The day on which something is typed, and what its words for days depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// The logical day.
    pub day: NaiveDate,
    /// The first day of a week.
    pub week_starts: Weekday,
}

impl From<NaiveDate> for Today {
    /// With weeks that start on Monday.
    fn from(day: NaiveDate) -> Self {
        Self { day, week_starts: Calendar::default().week_starts }
    }
}

impl Default for Today {
    /// Some day, for what does not depend on it.
    fn default() -> Self {
        NaiveDate::default().into()
    }
}

/// A moment: on a logical day, at a time of day. Passed to whatever needs to know the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The time on the person's clock.
    pub time: DateTime<FixedOffset>,
    /// When their days and weeks begin.
    pub calendar: Calendar,
}

impl Now {
    /// This moment for a person with the usual calendar.
    #[must_use]
    pub fn new(time: DateTime<FixedOffset>) -> Self {
        Self { time, calendar: Calendar::default() }
    }

    /// The logical day, from one start of a day to the next: a night belongs to the day before.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        let since_midnight = self.calendar.day_starts.signed_duration_since(NaiveTime::MIN);
        (self.time.naive_local() - since_midnight).date()
    }

    /// The logical day, as what is typed needs it.
    #[must_use]
    pub fn today(self) -> Today {
        Today { day: self.day(), week_starts: self.calendar.week_starts }
    }

    /// The local time of day, `09:12`.
    #[must_use]
    pub fn time_of_day(self) -> String {
        self.time.format("%H:%M").to_string()
    }

    /// The instant.
    #[must_use]
    pub fn stamp(self) -> Stamp {
        Stamp(self.time.timestamp())
    }

    /// The logical day of another instant, in the zone of this moment.
    #[must_use]
    pub fn day_of(self, stamp: Stamp) -> NaiveDate {
        let time = DateTime::from_timestamp(stamp.0, 0).unwrap_or_default();
        Self { time: time.with_timezone(self.time.offset()), ..self }.day()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_when_the_person_says() {
        for (starts, time, day) in [
            ("04:00", "2026-11-22T03:59:59+01:00", "2026-11-21"),
            ("04:00", "2026-11-22T04:00:00+01:00", "2026-11-22"),
            ("00:00", "2026-11-22T00:00:00+01:00", "2026-11-22"),
            ("05:30", "2026-01-01T05:29:00-08:00", "2025-12-31"),
            ("05:30", "2026-01-01T05:30:00-08:00", "2026-01-01"),
        ] {
            let calendar = Calendar { day_starts: starts.parse().unwrap(), ..Calendar::default() };
            let now = Now { calendar, ..Now::new(DateTime::parse_from_rfc3339(time).unwrap()) };
            assert_eq!((now.day().to_string(), now.day_of(now.stamp())), (day.into(), now.day()), "{time}");
        }
    }
}
