//! The forecast's own record: what was said each Sunday, and whether it came true.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::Range;
use crate::model::{NodeId, Tree};
use crate::text::when;

/// The name under which the file holds it.
pub const NAME: &str = "forecasts";
/// Ranges that have to be held against the truth before they are told or change anything.
const LEAST: usize = 8;
/// The share of ranges that is to come true, in percent.
const WANTED: usize = 85;
/// How much narrower and wider the error may become.
const NARROWEST: f64 = 0.5;
const WIDEST: f64 = 3.0;

/// What was said, oldest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Record(Vec<Said>);

/// One range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Said {
    goal: String,
    /// On which day.
    on: Date,
    first: Date,
    last: Date,
    /// How wide the error was then.
    width: f64,
    /// When the goal was closed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    closed: Option<Date>,
}

/// A day as the file has it: `2026-03-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Date(NaiveDate);

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.0.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        when::parse_date(&text).map(Self).ok_or("no date")
    }
}

impl Record {
    /// The record of a tree; empty if there is none that can be read.
    #[must_use]
    pub fn of(tree: &Tree) -> Self {
        tree.file().get(NAME).and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    }

    /// As the file holds it.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Writes down what was said of a goal, if `today` is a Sunday and it was not written down yet.
    pub fn note(&mut self, goal: NodeId, today: NaiveDate, range: &Range) {
        let (id, width) = (goal.to_string(), self.width());
        let stands = self.0.iter().any(|said| said.on == Date(today) && said.goal == id);
        if today.weekday() == Weekday::Sun && !stands {
            let (on, first, last) = (Date(today), Date(range.first), Date(range.last));
            self.0.push(Said { goal: id, on, first, last, width, closed: None });
        }
    }

    /// Writes down that a goal was closed, for the ranges that were said of it since it was open.
    pub fn close(&mut self, goal: NodeId, today: NaiveDate) {
        let id = goal.to_string();
        for said in self.0.iter_mut().filter(|said| said.goal == id && said.closed.is_none()) {
            said.closed = Some(Date(today));
        }
    }

    /// `Of my 9 earlier ranges 7 came true.`; none before eight were held against the truth.
    #[must_use]
    pub fn say(&self) -> Option<String> {
        let held: Vec<bool> = self.0.iter().filter_map(|said| Some(said.closed? <= said.last)).collect();
        let came_true = held.iter().filter(|held| **held).count();
        (held.len() >= LEAST).then(|| format!("Of my {} earlier ranges {came_true} came true.", held.len()))
    }

    /// How wide the error of the pace has to be for 85 % of the ranges to come true; 1 before there are eight.
    ///
    /// The distance from the first date to the truth, in logarithms, over that to the last date is how many times as
    /// wide a range had to be; the 85th percentile of that, by nearest rank, would have been right.
    #[must_use]
    pub fn width(&self) -> f64 {
        let mut widths: Vec<f64> = self.0.iter().filter_map(Said::wanted_width).collect();
        if widths.len() < LEAST {
            return 1.0;
        }
        widths.sort_by(f64::total_cmp);
        widths[(widths.len() * WANTED).div_ceil(100) - 1].clamp(NARROWEST, WIDEST)
    }
}

impl Said {
    #[expect(clippy::cast_precision_loss, reason = "days of a few years")]
    fn wanted_width(&self) -> Option<f64> {
        let days = |day: Date| ((day.0 - self.on.0).num_days().max(1) as f64).ln();
        let (truth, first, last) = (days(self.closed?), days(self.first), days(self.last));
        (last > first).then(|| self.width * (truth - first) / (last - first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Builder;

    #[test]
    fn ranges_are_held_against_the_truth() {
        let sunday = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let after = |days| sunday + chrono::Days::new(days);
        let range = Range { first: after(10), last: after(20), weeks: 8, due: None, grows: false };
        let with = |closed: &[u64]| {
            let mut record = Record::default();
            for (nth, days) in closed.iter().enumerate() {
                let goal = NodeId::parse(&format!("g{nth}"));
                record.note(goal, sunday, &range);
                record.note(goal, sunday, &range);
                record.note(goal, after(1), &range);
                record.close(goal, after(*days));
            }
            record
        };
        assert_eq!((with(&[40; 7]).say(), with(&[40; 7]).width()), (None, 1.0));
        assert_eq!(
            with(&[8, 9, 10, 11, 12, 20, 19, 30, 40]).say().as_deref(),
            Some("Of my 9 earlier ranges 7 came true.")
        );
        for (closed, wanted) in [([20; 8], 1.0), ([40; 8], 2.0), ([10; 8], 0.5), ([800; 8], 3.0)] {
            assert!((with(&closed).width() - wanted).abs() < 1e-9, "{closed:?}");
        }
        let record = with(&[20; 3]);
        let mut builder = Builder::default();
        builder.file(NAME, &record.json());
        assert_eq!(Record::of(&builder.finish().0), record);
    }
}
