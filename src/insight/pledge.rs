//! The pledge: when the person means to look at their list, and how often they did. It counts looks and nothing else.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use crate::model::{Day, Tree};

/// The name under which the file holds it.
pub const NAME: &str = "pledge";
/// Minutes before its time from which a look counts.
const EARLY_MINUTES: u32 = 90;
const MINUTES_OF_A_DAY: u32 = 24 * 60;

/// The person's own sentence and times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Pledge {
    /// In their words.
    pub text: String,
    /// Local times of day, ascending from the beginning of the logical day: `08:00`.
    pub times: Vec<String>,
    /// What was changed about it, by day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What this version does not know of it.
    #[serde(flatten)]
    unknown: serde_json::Map<String, serde_json::Value>,
}

impl Pledge {
    /// The pledge of a tree; none if there is none, or none that can be read.
    #[must_use]
    pub fn of(tree: &Tree) -> Option<Self> {
        let pledge: Self = serde_json::from_str(tree.file().get(NAME)?).ok()?;
        (!pledge.times.is_empty()).then_some(pledge)
    }

    /// A pledge in these words to look at these times; none if one of them is no time of day.
    #[must_use]
    pub fn new(text: &str, times: &[&str], day_starts: NaiveTime) -> Option<Self> {
        let read = |time: &&str| NaiveTime::parse_from_str(time, "%H:%M").ok();
        let mut times: Vec<NaiveTime> = times.iter().map(read).collect::<Option<_>>()?;
        times.sort_by_key(|time| since(*time, day_starts));
        times.dedup();
        let times = times.iter().map(|time| time.format("%H:%M").to_string()).collect();
        Some(Self { text: text.to_owned(), times, ..Self::default() })
    }

    /// As the file holds it.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// For which of its times a look at a time of day counts: the last that had begun, 90 minutes before it.
    #[must_use]
    pub fn counts_for(&self, at: &str, day_starts: NaiveTime) -> Option<usize> {
        let at = minute(at, day_starts)?;
        self.times.iter().rposition(|time| {
            minute(time, day_starts).is_some_and(|time| at >= time.saturating_sub(EARLY_MINUTES))
        })
    }

    /// How many of its times were kept on a day.
    #[must_use]
    pub fn kept(&self, day: &Day, day_starts: NaiveTime) -> usize {
        let mut kept: Vec<usize> =
            day.looks.iter().filter_map(|at| self.counts_for(at, day_starts)).collect();
        kept.sort_unstable();
        kept.dedup();
        kept.len()
    }
}

/// How many looks fit a list of so many jobs.
#[must_use]
pub fn suggested_looks(jobs: usize) -> usize {
    match jobs {
        0..=3 => 1,
        4..=6 => 2,
        _ => 3,
    }
}

/// Minutes since the logical day began.
fn minute(at: &str, day_starts: NaiveTime) -> Option<u32> {
    NaiveTime::parse_from_str(at, "%H:%M").ok().map(|time| since(time, day_starts))
}

fn since(time: NaiveTime, day_starts: NaiveTime) -> u32 {
    let minute = |time: NaiveTime| time.hour() * 60 + time.minute();
    (minute(time) + MINUTES_OF_A_DAY - minute(day_starts)) % MINUTES_OF_A_DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_counts_from_ninety_minutes_before_until_the_next_time() {
        let starts = NaiveTime::from_hms_opt(4, 0, 0).unwrap();
        let pledge = Pledge::new("Before coffee", &["17:30", "08:00", "01:00"], starts).unwrap();
        assert_eq!(pledge.times, ["08:00", "17:30", "01:00"], "a night belongs to the day before");
        for (at, wanted) in [
            ("06:29", None),
            ("06:30", Some(0)),
            ("15:59", Some(0)),
            ("16:00", Some(1)),
            ("23:29", Some(1)),
            ("23:30", Some(2)),
            ("03:59", Some(2)),
            ("04:00", None),
            ("noon", None),
        ] {
            assert_eq!(pledge.counts_for(at, starts), wanted, "{at}");
        }
        let looks =
            |looks: &[&str]| Day { looks: looks.iter().map(|at| (*at).into()).collect(), ..Day::default() };
        assert_eq!(pledge.kept(&looks(&["07:00", "08:01", "16:30"]), starts), 2);
        assert_eq!(pledge.kept(&looks(&[]), starts), 0);
        assert_eq!(Pledge::new("", &["25:00"], starts), None);
        assert_eq!([0, 3, 4, 6, 7].map(suggested_looks), [1, 1, 2, 2, 3]);
    }

    #[test]
    fn what_another_version_wrote_stays() {
        let json = r#"{"text":"x","times":["08:00"],"days":["mon"]}"#;
        let pledge: Pledge = serde_json::from_str(json).unwrap();
        assert_eq!(pledge.json(), json);
    }
}
