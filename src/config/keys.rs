//! The one table of keys. A new one is a row here and a field of [`Config`].

use std::time::Duration;

use chrono::{NaiveTime, Weekday};
use toml::de::DeValue;

use super::Config;
use crate::insight::nudge::Nudge;

/// The latest start of a day: what begins after noon would be named after the day before.
const LATEST_START: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).expect("a time");
/// The longest time that a program may take, in seconds.
const MOST_SECONDS: u64 = 3_600;

/// One key.
#[derive(Debug)]
pub struct Row {
    /// The section in which it stands; empty above the first one.
    pub section: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub means: &'static str,
    /// Its default as TOML.
    pub default: &'static str,
    /// What its value must be, for the sentence that tells that it is not.
    pub wants: &'static str,
    /// Takes the value, if it is one.
    pub(super) take: Take,
}

type Take = fn(&mut Config, &DeValue<'_>) -> Option<()>;

const fn row(
    section: &'static str,
    name: &'static str,
    default: &'static str,
    means: &'static str,
    wants: &'static str,
    take: Take,
) -> Row {
    Row { section, name, means, default, wants, take }
}

const fn nudge(name: &'static str, means: &'static str, take: Take) -> Row {
    row("nudges", name, "true", means, YES_OR_NO, take)
}

const YES_OR_NO: &str = "true or false";

/// Every key there is, section by section.
#[rustfmt::skip]
pub const KEYS: &[Row] = &[
    row("", "week_starts", r#""mon""#, "The first day of a week, for `eow` and such", r#"a day such as "mon""#,
        |config, value| { config.calendar.week_starts = weekday(value)?; Some(()) }),
    row("", "day_starts", r#""04:00""#, "When a day begins: until then, the night belongs to the day before", r#"a time from "00:00" to "12:00""#,
        |config, value| { config.calendar.day_starts = time(value)?; Some(()) }),
    row("ideas", "command", "[]", "The program that is asked for ideas, and its arguments", r#"a list of words such as ["my-splitter", "--jobs", "12"]"#,
        |config, value| { config.ideas.command = words(value)?; Some(()) }),
    row("ideas", "timeout_s", "60", "How many seconds it may take", "a whole number from 1 to 3600",
        |config, value| { config.ideas.timeout = seconds(value)?; Some(()) }),
    nudge("all", "Whether there are nudges at all",
        |config, value| { config.nudges.set_all(value.as_bool()?); Some(()) }),
    nudge("big", "One about a job over half an hour, and its mark ◆",
        |config, value| { config.nudges.set(Nudge::Big, value.as_bool()?); Some(()) }),
    nudge("vague", "One about a title that does not say what to do",
        |config, value| { config.nudges.set(Nudge::Vague, value.as_bool()?); Some(()) }),
    nudge("rolled", "One about a job that went back from Today three times",
        |config, value| { config.nudges.set(Nudge::Rolled, value.as_bool()?); Some(()) }),
    nudge("blocked", "One about a job on Today that waits for another",
        |config, value| { config.nudges.set(Nudge::Blocked, value.as_bool()?); Some(()) }),
    nudge("many", "One about over twenty open items in one list",
        |config, value| { config.nudges.set(Nudge::Many, value.as_bool()?); Some(()) }),
    nudge("short", "One about a job of under two minutes",
        |config, value| { config.nudges.set(Nudge::Short, value.as_bool()?); Some(()) }),
];

/// The name of a key with its section: `ideas.command`.
#[must_use]
pub fn full_name(row: &Row) -> String {
    match row.section {
        "" => row.name.to_owned(),
        section => format!("{section}.{}", row.name),
    }
}

fn weekday(value: &DeValue<'_>) -> Option<Weekday> {
    value.as_str()?.parse().ok()
}

/// `04:00` as a text, or as the time of day that TOML itself knows.
fn time(value: &DeValue<'_>) -> Option<NaiveTime> {
    let text = match value.as_datetime() {
        Some(time) if time.date.is_none() && time.offset.is_none() => time.to_string(),
        Some(_) => return None,
        None => value.as_str()?.to_owned(),
    };
    let time = NaiveTime::parse_from_str(&text, "%H:%M:%S").ok();
    let time = time.or_else(|| NaiveTime::parse_from_str(&text, "%H:%M").ok())?;
    (time <= LATEST_START).then_some(time)
}

fn words(value: &DeValue<'_>) -> Option<Vec<String>> {
    let words = value.as_array()?.iter().map(|word| word.get_ref().as_str().map(str::to_owned));
    let words: Vec<String> = words.collect::<Option<_>>()?;
    // A program has a name.
    words.first().is_none_or(|program| !program.trim().is_empty()).then_some(words)
}

fn seconds(value: &DeValue<'_>) -> Option<Duration> {
    let number = value.as_integer()?;
    let seconds = u64::from_str_radix(number.as_str(), number.radix()).ok()?;
    (1..=MOST_SECONDS).contains(&seconds).then(|| Duration::from_secs(seconds))
}
