//! `--demo`: a full tree whose days end today, in a folder that vanishes.

use chrono::{NaiveDate, TimeDelta};
use tempfile::TempDir;

use super::Failure;
use crate::insight::today::FOR;
use crate::model::{Builder, Day, Field, Node, Stamp, Tree, Value};
use crate::text::{json, when};

const FILE: &[u8] = include_bytes!("../../assets/demo.json");
/// The day on which the file as it is kept ends.
const LAST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 21);

/// A folder with the demo's `goals.json` as of `today`.
pub(super) fn make(today: NaiveDate) -> Result<TempDir, Failure> {
    let failure = |error: std::io::Error| {
        Failure::could_not(format!("the throw-away copy cannot be made: {error}"))
            .hint("set TMPDIR to a folder that can be written")
    };
    let folder = tempfile::Builder::new().prefix("goaltree-demo-").tempdir().map_err(failure)?;
    let file = shifted(today).map_err(|refused| Failure::could_not(refused.to_string()))?;
    std::fs::write(folder.path().join("goals.json"), file).map_err(failure)?;
    Ok(folder)
}

/// The demo's file with all dates moved such that its last day is `today`.
///
/// # Errors
/// None in practice: a test reads the file.
pub fn shifted(today: NaiveDate) -> Result<Vec<u8>, json::Refused> {
    let days = LAST_DAY.map(|last| today - last).unwrap_or_default();
    let mut bytes = Vec::with_capacity(FILE.len());
    let written = json::write(&shift(&json::read(FILE)?.tree, days), &mut bytes);
    debug_assert!(written.is_ok(), "a vector takes everything");
    Ok(bytes)
}

fn shift(tree: &Tree, by: TimeDelta) -> Tree {
    let mut builder = Builder::default();
    for (_, node) in tree.walk(None) {
        let fields = node.fields().iter().map(|field| shift_field(field, by)).collect();
        builder.node(Node::with_fields(node.id(), fields), tree.parent(node.id()));
    }
    for (date, day) in tree.days() {
        builder.day(shift_date(*date, by), shift_day(day, by));
    }
    for (name, value) in tree.file() {
        builder.file(name, value);
    }
    builder.finish().0
}

/// The dates inside a day: those of the repeats for which its ticks count.
fn shift_day(day: &Day, by: TimeDelta) -> Day {
    let mut day = day.clone();
    let names = day.done.iter_mut().flat_map(|done| &mut done.unknown);
    for (_, json) in names.filter(|(name, _)| &**name == FOR) {
        if let Some(date) = when::parse_date(json.trim_matches('"')) {
            *json = format!("\"{}\"", shift_date(date, by)).into();
        }
    }
    day
}

fn shift_field(field: &Field, by: TimeDelta) -> Field {
    match field.value() {
        Value::Date(date) => Field::new(field.key(), Value::Date(shift_date(*date, by))),
        Value::Stamp(stamp) => Field::new(field.key(), Value::Stamp(Stamp(stamp.0 + by.num_seconds()))),
        _ => field.clone(),
    }
}

/// A date that does not exist stays: that is beyond the year 262142.
fn shift_date(date: NaiveDate, by: TimeDelta) -> NaiveDate {
    date.checked_add_signed(by).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_its_last_day_the_file_is_as_it_is_kept() {
        let kept = String::from_utf8_lossy(FILE);
        let shifted = LAST_DAY.and_then(|day| shifted(day).ok()).unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(&shifted), kept);
    }

    #[test]
    fn every_date_moves() {
        let Some(day) = NaiveDate::from_ymd_opt(2027, 3, 1) else { panic!("a date") };
        let text = String::from_utf8(shifted(day).unwrap_or_default()).unwrap_or_default();
        assert!(text.contains(r#"{"day":"2027-03-01""#));
        assert!(text.contains(r#""due":"2027-03-07""#), "six days later");
        assert!(text.contains(r#""created":"2026-05-14T07:12:00Z""#), "a hundred days later");
        assert!(!text.contains(r#""due":"2026"#));
        assert!(text.contains(r#""for":"2027-02-23""#), "a repeat's occurrence");
    }
}
