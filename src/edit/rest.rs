//! Rest days: a day or a range of days on which nothing has to be done, ahead or set afterwards.

use chrono::NaiveDate;

use super::{Edit, Outcome};
use crate::insight::momentum;
use crate::model::{Day, Fact, Mark, Tree};

/// The longest range, in days.
const MOST_DAYS: i64 = 366;

/// Whether all days from `first` through `last` are for rest.
#[must_use]
pub fn is_set(tree: &Tree, first: NaiveDate, last: NaiveDate) -> bool {
    days(first, last).all(|day| tree.day(day).is_some_and(Day::is_rest))
}

/// Makes the days from `first` through `last` days of rest, or days like others again. A rough day stays one.
///
/// # Errors
/// The range is no range, longer than a year, or ended more than seven days ago.
pub fn set(edit: &mut Edit<'_>, first: NaiveDate, last: NaiveDate, is_rest: bool) -> Outcome {
    if first > last {
        return Err("The first day comes after the last one.".into());
    }
    if (last - first).num_days() >= MOST_DAYS {
        return Err("A year of rest at most; two ranges make more.".into());
    }
    if !momentum::can_rest(first, last, edit.now().day()) {
        return Err("Rest can be set for up to seven days back.".into());
    }
    for day in days(first, last) {
        let record = edit.tree().day(day);
        let kind = record.and_then(|record| record.facts.iter().find(|fact| matches!(fact, Fact::Kind(_))));
        let (was_rest, old) = (record.is_some_and(Day::is_rest), kind.cloned());
        if was_rest != is_rest && (was_rest || old.is_none()) {
            let new = is_rest.then(|| Mark::Fact(Fact::Kind("rest".into())));
            edit.mark(day, old.map(Mark::Fact), new)?;
        }
    }
    Ok(())
}

fn days(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= last)
}
