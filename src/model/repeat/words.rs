//! A rule in words for reading.

use chrono::Weekday;

use super::spelling::WORKDAYS;
use super::{Cycle, Interval, Period, Rule, Unit};

impl Rule {
    /// The rule in words: `every Mon and Thu`, `the last day of every month`, `3 days after each tick`.
    #[must_use]
    pub fn say(&self) -> String {
        let words = match self.cycle {
            Cycle::Every(Interval { count: 1, unit }) => format!("every {}", noun(unit)),
            Cycle::Every(interval) => format!("every {}", counted(interval)),
            Cycle::Weekdays(WORKDAYS) => "every weekday".to_owned(),
            Cycle::Weekdays(days) => {
                let days: Vec<String> = days.iter(Weekday::Mon).map(|day| day.to_string()).collect();
                match days.split_last() {
                    Some((last, before)) if !before.is_empty() => {
                        format!("every {} and {last}", before.join(", "))
                    }
                    _ => format!("every {}", days.concat()),
                }
            }
            Cycle::DayOfMonth(day) => format!("the {day}{} of every month", ending(day)),
            Cycle::LastOfMonth => "the last day of every month".to_owned(),
            Cycle::NthOfMonth(nth, day) => format!("the {nth}{} {day} of every month", ending(nth.into())),
            Cycle::LastWeekdayOfMonth(day) => format!("the last {day} of every month"),
            Cycle::Quota(count, period) => {
                let period = if period == Period::Week { "week" } else { "month" };
                match count {
                    1 => format!("once a {period}"),
                    2 => format!("twice a {period}"),
                    count => format!("{count} times a {period}"),
                }
            }
            Cycle::After(interval) => format!("{} after each tick", counted(interval)),
        };
        words + if self.all { ", each one stays open" } else { "" }
    }
}

fn noun(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    }
}

fn counted(interval: Interval) -> String {
    let ending = if interval.count == 1 { "" } else { "s" };
    format!("{} {}{ending}", interval.count, noun(interval.unit))
}

/// The ending of an ordinal: `1st`, `12th`, `23rd`.
fn ending(number: u32) -> &'static str {
    match (number % 10, number % 100 / 10) {
        (1, tens) if tens != 1 => "st",
        (2, tens) if tens != 1 => "nd",
        (3, tens) if tens != 1 => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_in_words() {
        for (rule, words) in [
            ("every:day", "every day"),
            ("every:1w", "every week"),
            ("every:2w", "every 2 weeks"),
            ("every:6mo", "every 6 months"),
            ("every:weekday", "every weekday"),
            ("every:mon", "every Mon"),
            ("every:thu,mon", "every Mon and Thu"),
            ("every:fri,mon,wed", "every Mon, Wed and Fri"),
            ("every:month@1", "the 1st of every month"),
            ("every:month@12", "the 12th of every month"),
            ("every:month@23", "the 23rd of every month"),
            ("every:month@last+all", "the last day of every month, each one stays open"),
            ("every:month@2tue", "the 2nd Tue of every month"),
            ("every:month@-1fri", "the last Fri of every month"),
            ("every:1x/week", "once a week"),
            ("every:2x/month", "twice a month"),
            ("every:3x/week", "3 times a week"),
            ("after:3d", "3 days after each tick"),
            ("after:1mo", "1 month after each tick"),
        ] {
            assert_eq!(Rule::parse(rule).map(|rule| rule.say()).as_deref(), Some(words), "{rule}");
        }
    }
}
