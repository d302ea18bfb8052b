//! Days of rest, from the palette.

use chrono::{Months, NaiveDate};

use super::App;
use crate::edit::rest;
use crate::text::when;

/// A date without a year that is farther ahead than this is meant to be one gone by.
const FAR_DAYS: i64 = 182;

impl App {
    /// `rest-day`, `rest-day 12-11`, `rest-day 12-11 19-11`; once more takes it back.
    pub(super) fn set_rest(&mut self, words: &str) {
        let today = self.now.day();
        let days: Option<Vec<NaiveDate>> =
            words.split_whitespace().filter(|word| *word != "to").map(|word| self.day_near(word)).collect();
        let (first, last) = match days.as_deref() {
            Some([]) => (today, today),
            Some([day]) => (*day, *day),
            Some([first, last]) => (*first, *last),
            _ => return self.say("One day or two: `:rest-day 12-11 19-11`."),
        };
        let is_rest = !rest::is_set(&self.tree, first, last);
        let say = |day| when::say_date(day, today);
        let range = if first == last { say(first) } else { format!("{} to {}", say(first), say(last)) };
        let name = if is_rest { "rest on" } else { "no rest on" };
        if self.change(format!("{name} {range}"), |edit| rest::set(edit, first, last, is_rest)).is_some() {
            self.say(if is_rest { format!("Rest: {range}.") } else { format!("No rest day: {range}.") });
        }
    }

    /// A day as it is typed: one without a year is the nearest such day, ahead or gone by.
    fn day_near(&self, word: &str) -> Option<NaiveDate> {
        let today = self.now.day();
        if word == "yesterday" {
            return today.pred_opt();
        }
        let day = when::parse_day(word, self.now.today())?;
        let is_far = when::parse_date(word).is_none() && (day - today).num_days() > FAR_DAYS;
        if is_far { day.checked_sub_months(Months::new(12)) } else { Some(day) }
    }
}
