//! One day of the ledger in words.

use chrono::NaiveDate;

use super::tally::worth;
use crate::insight::heat::Heat;
use crate::insight::spent::Scope;
use crate::model::{Day, NodeId, Note, Tree};
use crate::text::count::counted;
use crate::text::line::words::say_day;
use crate::text::when;

/// A day as it is called: `Tue 3 Feb`, with its year where that is another than `today`'s.
#[must_use]
pub fn name(day: NaiveDate, today: NaiveDate) -> String {
    use chrono::Datelike;
    let year = if day.year() == today.year() { String::new() } else { format!(" {}", day.year()) };
    format!("{}{year}", say_day(day))
}

/// A day of the map in words: `Tue 3 Feb: 3 jobs, 45 min`; and what was done, as far as it was of `scope`.
#[must_use]
pub fn say(tree: &Tree, scope: &Scope, day: NaiveDate, heat: Heat, today: NaiveDate) -> (String, String) {
    let name = name(day, today);
    let record = tree.day(day);
    let spent = record.map(|record| scope.spent(record)).unwrap_or_default();
    let jobs = match spent.ticks {
        0 => "no jobs".to_owned(),
        count => counted(count, "job"),
    };
    let words = match heat {
        Heat::Ahead => "to come".to_owned(),
        Heat::Rest => "rest day".to_owned(),
        Heat::Level(_) if spent.minutes > 0 => format!("{jobs}, {} min", spent.minutes),
        Heat::Level(_) => jobs,
        Heat::Hollow => "no ticks; the run goes on".to_owned(),
        Heat::Empty => "no ticks".to_owned(),
    };
    let done = record.into_iter().flat_map(|record| &record.done).filter(|done| scope.has(done.id));
    let titles: Vec<&str> = done.map(|done| &*done.title).collect();
    (format!("{name}: {words}"), titles.join(" · "))
}

/// A line of a day: what, what stands at its right, and in which goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub text: String,
    /// Its minutes.
    pub right: String,
    /// In which goal.
    pub goal: String,
    /// Whether it was done.
    pub is_done: bool,
}

/// All that a day tells: what was done, boxed without being done, let go, and said of items and of the day.
#[must_use]
pub fn lines(tree: &Tree, record: &Day) -> Vec<Line> {
    let goal = |id: NodeId| tree.ancestors(id).last().and_then(|id| tree.get(id));
    let goal = |id| goal(id).map(|node| node.title().to_owned()).unwrap_or_default();
    let title = |id: NodeId| {
        tree.get(id).map_or_else(|| "something removed since".into(), |node| node.title().to_owned())
    };
    let minutes =
        |minutes: Option<u32>| minutes.map(|minutes| when::say_minutes(minutes.into())).unwrap_or_default();
    let mut lines: Vec<Line> = Vec::new();
    let mut add =
        |text: String, right: String, id, is_done| lines.push(Line { text, right, goal: goal(id), is_done });
    for done in &record.done {
        add(format!("{}  {}", done.at, done.title), minutes(done.minutes), done.id, true);
    }
    for boxed in &record.boxes {
        let point = if boxed.point.is_empty() { String::new() } else { format!(": {}", boxed.point) };
        add(format!("{}  Box on {}{point}", boxed.at, boxed.title), minutes(boxed.minutes), boxed.id, false);
    }
    for dropped in &record.dropped {
        add(format!("{}  {} was let go", dropped.at, dropped.title), String::new(), dropped.id, false);
    }
    for (note, id) in &record.noted {
        let what = match note {
            Note::Rolled => "went back to the tree",
            Note::Passed => "passed",
            Note::Skipped => "was left out on purpose",
            Note::Goal => "was a goal of the week",
            Note::Off => "was taken off the list",
            Note::Reviewed => "was looked at in the review",
        };
        add(format!("{} {what}", title(*id)), String::new(), *id, false);
    }
    lines
}

/// What a day came to, for its head: `3 jobs · 45 m`, and what kind of day it was.
#[must_use]
pub fn sum(record: &Day) -> String {
    let minutes = worth(record).map(|(_, minutes)| u64::from(minutes)).sum();
    let mut parts = vec![super::say_sum(record.done.len() as u64, minutes)];
    parts.extend(record.is_rest().then(|| "rest day".to_owned()));
    parts.extend(record.is_rough().then(|| "rough day".to_owned()));
    parts.join(" · ")
}
