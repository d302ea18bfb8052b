//! The one clock: nothing else in the program reads the time.

use std::time::Instant;

use chrono::{DateTime, FixedOffset, Local, TimeDelta};

use crate::model::{Calendar, Now};

/// Tells the time as a person with a calendar of their own sees it.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    source: Source,
    calendar: Calendar,
}

/// The real time, or one that starts where it was told to and goes on from there.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// The machine's clock and zone.
    Real,
    /// Started at this time of the person, at that instant of the process.
    Set(DateTime<FixedOffset>, Instant),
}

impl Clock {
    /// The clock that `GOALTREE_NOW` asks for, if it is set: an RFC 3339 time such as `2026-11-22T01:30:00+01:00`.
    ///
    /// # Errors
    /// What is not such a time.
    pub fn from_setting(setting: Option<&str>) -> Result<Self, String> {
        let calendar = Calendar::default();
        let Some(text) = setting.filter(|text| !text.is_empty()) else {
            return Ok(Self { source: Source::Real, calendar });
        };
        DateTime::parse_from_rfc3339(text)
            .map(Self::starting)
            .map_err(|_| format!("GOALTREE_NOW is not a time such as 2026-11-22T01:30:00+01:00: {text:?}"))
    }

    /// A clock that shows this time now, and goes on.
    #[must_use]
    pub fn starting(time: DateTime<FixedOffset>) -> Self {
        Self { source: Source::Set(time, Instant::now()), calendar: Calendar::default() }
    }

    /// The same clock for a person with this calendar.
    #[must_use]
    pub fn with(self, calendar: Calendar) -> Self {
        Self { calendar, ..self }
    }

    /// The time of the person.
    #[must_use]
    pub fn now(self) -> Now {
        let time = match self.source {
            Source::Real => Local::now().fixed_offset(),
            Source::Set(start, since) => start + TimeDelta::from_std(since.elapsed()).unwrap_or_default(),
        };
        Now { time, calendar: self.calendar }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_belongs_to_the_day_before() {
        let day = |text: &str| Clock::from_setting(Some(text)).map(|clock| clock.now().day().to_string());
        assert_eq!(day("2026-11-22T01:30:00+01:00"), Ok("2026-11-21".into()));
        assert_eq!(day("2026-11-22T04:00:00+01:00"), Ok("2026-11-22".into()));
        assert!(day("yesterday").is_err());
    }
}
