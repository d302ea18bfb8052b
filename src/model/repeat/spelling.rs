//! Rules as they are typed and kept: `every:mon,thu`, `every:month@last+all`, `after:3d`.

use std::fmt;

use chrono::{Weekday, WeekdaySet};

use super::{Cycle, Interval, Period, Rule, Unit};

/// Most of a unit between two times, or times in a period.
const MOST: u32 = 999;

/// Monday to Friday.
pub(super) const WORKDAYS: WeekdaySet =
    WeekdaySet::from_array([Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri]);

impl Rule {
    /// Reads a rule with its `every:` or `after:`; capitals do not matter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        if let Some(text) = text.strip_prefix("after:") {
            return Some(Self { cycle: Cycle::After(interval(text)?), all: false });
        }
        let text = text.strip_prefix("every:")?;
        let (text, all) = text.strip_suffix("+all").map_or((text, false), |text| (text, true));
        Some(Self { cycle: cycle(text)?, all })
    }
}

fn cycle(text: &str) -> Option<Cycle> {
    let unit = match text {
        "day" => Some(Unit::Day),
        "week" => Some(Unit::Week),
        "month" => Some(Unit::Month),
        "year" => Some(Unit::Year),
        _ => None,
    };
    if let Some(interval) = unit.map(|unit| Interval { count: 1, unit }).or_else(|| interval(text)) {
        return Some(Cycle::Every(interval));
    }
    if let Some(day) = text.strip_prefix("month@") {
        return day_of_month(day);
    }
    if let Some((times, period)) = text.split_once("x/") {
        let period = match period {
            "week" => Period::Week,
            "month" => Period::Month,
            _ => return None,
        };
        return number(times).map(|times| Cycle::Quota(times, period));
    }
    let days = if text == "weekday" {
        Some(WORKDAYS)
    } else {
        text.split(',').map(weekday).collect::<Option<Vec<_>>>().map(WeekdaySet::from_iter)
    };
    days.map(Cycle::Weekdays)
}

/// `3d`, `2w`, `6mo`, `1y`.
fn interval(text: &str) -> Option<Interval> {
    let (count, unit) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
    let unit = match unit {
        "d" => Unit::Day,
        "w" => Unit::Week,
        "mo" => Unit::Month,
        "y" => Unit::Year,
        _ => return None,
    };
    number(count).map(|count| Interval { count, unit })
}

/// `mon`, but not `monday`.
fn weekday(text: &str) -> Option<Weekday> {
    text.parse().ok().filter(|_| text.len() == 3)
}

/// `15`, `last`, `2tue`, `-1fri`.
fn day_of_month(text: &str) -> Option<Cycle> {
    if text == "last" {
        return Some(Cycle::LastOfMonth);
    }
    if let Some(day) = number(text) {
        return (day <= 31).then_some(Cycle::DayOfMonth(day));
    }
    let (nth, day) = text.split_at_checked(text.len().checked_sub(3)?)?;
    let day = weekday(day)?;
    match nth {
        "-1" => Some(Cycle::LastWeekdayOfMonth(day)),
        "1" | "2" | "3" | "4" | "5" => nth.parse().ok().map(|nth| Cycle::NthOfMonth(nth, day)),
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (1..=MOST).contains(number))
}

impl fmt::Display for Interval {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "d",
            Unit::Week => "w",
            Unit::Month => "mo",
            Unit::Year => "y",
        };
        write!(to, "{}{unit}", self.count)
    }
}

/// The one spelling of each rule: `every:1d` is `every:day`, and weekdays stand in the order of the week.
impl fmt::Display for Rule {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |day: Weekday| day.to_string().to_lowercase();
        match self.cycle {
            Cycle::After(interval) => return write!(to, "after:{interval}"),
            Cycle::Every(Interval { count: 1, unit }) => to.write_str(match unit {
                Unit::Day => "every:day",
                Unit::Week => "every:week",
                Unit::Month => "every:month",
                Unit::Year => "every:year",
            })?,
            Cycle::Every(interval) => write!(to, "every:{interval}")?,
            Cycle::Weekdays(WORKDAYS) => to.write_str("every:weekday")?,
            Cycle::Weekdays(days) => {
                let days: Vec<String> = days.iter(Weekday::Mon).map(short).collect();
                write!(to, "every:{}", days.join(","))?;
            }
            Cycle::DayOfMonth(day) => write!(to, "every:month@{day}")?,
            Cycle::LastOfMonth => to.write_str("every:month@last")?,
            Cycle::NthOfMonth(nth, day) => write!(to, "every:month@{nth}{}", short(day))?,
            Cycle::LastWeekdayOfMonth(day) => write!(to, "every:month@-1{}", short(day))?,
            Cycle::Quota(count, Period::Week) => write!(to, "every:{count}x/week")?,
            Cycle::Quota(count, Period::Month) => write!(to, "every:{count}x/month")?,
        }
        to.write_str(if self.all { "+all" } else { "" })
    }
}
