//! The dates of a rule, from near a day on.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Cycle, Interval, Unit};

/// Dates of a rule, ascending, that begin near the day `after`, at or before the first that is later: where there may
/// be none, as in a month without a fifth Friday, stands none. Nothing for rules without dates of their own.
pub fn candidates(
    cycle: Cycle,
    anchor: NaiveDate,
    after: NaiveDate,
) -> Box<dyn Iterator<Item = Option<NaiveDate>>> {
    let from = after.max(anchor);
    match cycle {
        Cycle::Every(interval) => {
            let first = steps_before(interval, anchor, from);
            Box::new((first..).map_while(move |nth| interval.times(nth, anchor)).map(Some))
        }
        Cycle::Weekdays(days) => {
            let week = (0..=7).map_while(move |day| from.checked_add_days(Days::new(day)));
            Box::new(week.map(move |day| days.contains(day.weekday()).then_some(day)))
        }
        Cycle::DayOfMonth(day) => {
            Box::new(months(from).map(move |first| first.with_day(day.min(first.num_days_in_month().into()))))
        }
        Cycle::LastOfMonth => {
            Box::new(months(from).map(|first| first.with_day(first.num_days_in_month().into())))
        }
        Cycle::NthOfMonth(nth, day) => {
            Box::new(months(from).map(move |first| {
                NaiveDate::from_weekday_of_month_opt(first.year(), first.month(), day, nth)
            }))
        }
        Cycle::LastWeekdayOfMonth(day) => Box::new(months(from).map(move |first| {
            let nth = |nth| NaiveDate::from_weekday_of_month_opt(first.year(), first.month(), day, nth);
            nth(5).or_else(|| nth(4))
        })),
        Cycle::Quota(..) | Cycle::After(_) => Box::new(std::iter::empty()),
    }
}

/// The first days of the months from that of `day` on.
fn months(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(day.with_day(1), |first| first.checked_add_months(Months::new(1)))
}

/// How many intervals surely fit between the anchor and `day`, which is not before it.
fn steps_before(interval: Interval, anchor: NaiveDate, day: NaiveDate) -> u32 {
    let days = u32::try_from((day - anchor).num_days()).unwrap_or(0);
    let months =
        (day.year() - anchor.year()) * 12 + day.month0().cast_signed() - anchor.month0().cast_signed();
    // The month of `day` may not be full.
    let months = u32::try_from(months - 1).unwrap_or(0);
    match interval.unit {
        Unit::Day => days / interval.count,
        Unit::Week => days / 7 / interval.count,
        Unit::Month => months / interval.count,
        Unit::Year => months / 12 / interval.count,
    }
}
