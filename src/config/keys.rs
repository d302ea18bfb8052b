//! The one table of keys. A new one is a row here and a field of [`Config`].

use std::time::Duration;

use chrono::{NaiveTime, Weekday};
use toml::de::{DeFloat, DeInteger, DeValue};

use super::{Channel, Config, money};
use crate::insight::momentum::Pace;
use crate::insight::nudge::Nudge;
use crate::text::when;

/// The latest start of a day: what begins after noon would be named after the day before.
const LATEST_START: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).expect("a time");
/// The longest time that a program may take, in seconds.
const MOST_SECONDS: u64 = 3_600;
/// Minutes of a day.
const MOST_MINUTES: u32 = 24 * 60;
/// The greatest weight.
const MOST_POINTS: f64 = 1_000.0;

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

const fn room(name: &'static str, means: &'static str, take: Take) -> Row {
    row("day", name, "\"\"", means, "minutes such as \"90m\" or \"1h30\"", take)
}

const fn weight(name: &'static str, default: &'static str, means: &'static str, take: Take) -> Row {
    row("rank", name, default, means, "a number from 0 to 1000", take)
}

const YES_OR_NO: &str = "true or false";
const A_TIME: &str = r#"a time such as "21:00""#;

/// Every key there is, section by section.
#[rustfmt::skip]
pub const KEYS: &[Row] = &[
    row("", "week_starts", r#""mon""#, "The first day of a week, for `eow` and such", r#"a day such as "mon""#,
        |config, value| { config.calendar.week_starts = weekday(value)?; Some(()) }),
    row("", "day_starts", r#""04:00""#, "When a day begins: until then, the night belongs to the day before", r#"a time from "00:00" to "12:00""#,
        |config, value| { config.calendar.day_starts = time(value)?; Some(()) }),
    row("", "market", "[]", "Where work for others is offered: [[market]] with name, url, search with {q}, fee = 0.05, presets = [5, 10]",
        "[[market]] with a name, and an http or https url, or a search with {q}; fee is a part such as 0.05",
        |config, value| { config.markets = money::markets(value)?; Some(()) }),
    room("room", "How much of a day is yours; empty: as it was lately, else an hour",
        |config, value| { config.hours.every = minutes(value)?; Some(()) }),
    room("room_mon", "The same of a Monday",
        |config, value| { config.hours.each[0] = minutes(value)?; Some(()) }),
    room("room_tue", "The same of a Tuesday",
        |config, value| { config.hours.each[1] = minutes(value)?; Some(()) }),
    room("room_wed", "The same of a Wednesday",
        |config, value| { config.hours.each[2] = minutes(value)?; Some(()) }),
    room("room_thu", "The same of a Thursday",
        |config, value| { config.hours.each[3] = minutes(value)?; Some(()) }),
    room("room_fri", "The same of a Friday",
        |config, value| { config.hours.each[4] = minutes(value)?; Some(()) }),
    room("room_sat", "The same of a Saturday",
        |config, value| { config.hours.each[5] = minutes(value)?; Some(()) }),
    room("room_sun", "The same of a Sunday",
        |config, value| { config.hours.each[6] = minutes(value)?; Some(()) }),
    row("day", "rest", "[]", "Days for rest: no working days before a date, with a room of their own", r#"a list of days such as ["sat", "sun"]"#,
        |config, value| { config.hours.rest = weekdays(value)?; Some(()) }),
    row("momentum", "pace", "5", "Days of seven that you mean to be active: the others do not end a run", "a whole number from 1 to 7",
        |config, value| { config.momentum.pace = pace(value)?; Some(()) }),
    row("momentum", "run", "true", "Whether the run is shown beside the rate", YES_OR_NO,
        |config, value| { config.momentum.shows_run = value.as_bool()?; Some(()) }),
    row("money", "my_hour", r#""""#, "What an hour of yours is worth, beside which a price is seen", r#"an amount such as 30 or "30 EUR""#,
        |config, value| { config.money.my_hour = money::hour(value)?; Some(()) }),
    row("money", "currency", r#""USD""#, "The currency of an amount without one", r#"three letters such as "EUR""#,
        |config, value| { config.money.currency = money::currency(value)?; Some(()) }),
    row("ideas", "command", "[]", "The program that is asked for ideas, and its arguments", r#"a list of words such as ["my-splitter", "--jobs", "12"]"#,
        |config, value| { config.ideas.command = words(value)?; Some(()) }),
    row("ideas", "timeout_s", "60", "How many seconds it may take", "a whole number from 1 to 3600",
        |config, value| { config.ideas.timeout = seconds(value)?; Some(()) }),
    row("look", "still", "false", "Whether nothing moves by itself: no counter brightens after a tick", YES_OR_NO,
        |config, value| { config.look.still = value.as_bool()?; Some(()) }),
    row("look", "confetti", "false", "Dots on the card of a reached goal", YES_OR_NO,
        |config, value| { config.look.confetti = value.as_bool()?; Some(()) }),
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
    row("remind", "in_app", "true", "Whether a line on the screen reminds you, while the program is open", YES_OR_NO,
        |config, value| { config.remind.in_app = value.as_bool()?; Some(()) }),
    row("remind", "bell", "false", "Whether a bell comes with it", YES_OR_NO,
        |config, value| { config.remind.bell = value.as_bool()?; Some(()) }),
    row("remind", "terminal", r#""auto""#, "How the terminal notifies, also of the end of a box: by OSC 9, 99 or 777, by its bell, or off", r#""auto", "9", "99", "777", "bell" or "off""#,
        |config, value| { config.remind.terminal = Channel::named(value.as_str()?)?; Some(()) }),
    row("remind", "desktop", "true", "Whether the desktop notifies, once `goaltree remind --test` has worked", YES_OR_NO,
        |config, value| { config.remind.desktop = value.as_bool()?; Some(()) }),
    row("remind", "evening", "true", "Whether an evening without a tick offers something of two minutes", YES_OR_NO,
        |config, value| { config.remind.evening = value.as_bool()?; Some(()) }),
    row("remind", "quiet_from", r#""21:00""#, "From when on nothing reminds you", A_TIME,
        |config, value| { config.remind.quiet_from = clock(value)?; Some(()) }),
    row("remind", "quiet_to", r#""08:00""#, "Until when; what was meant for the morning before comes then", A_TIME,
        |config, value| { config.remind.quiet_to = clock(value)?; Some(()) }),
    weight("matters", "10", "For each doubling of importance",
        |config, value| { config.weights.matters = number(value)?; Some(()) }),
    weight("due", "30", "Most of a hard date; a soft one has 0.6 of it",
        |config, value| { config.weights.due = number(value)?; Some(()) }),
    weight("flow", "6", "For what follows on something done lately, up to twice",
        |config, value| { config.weights.flow = number(value)?; Some(()) }),
    weight("balance", "12", "Most for a goal that has had little lately",
        |config, value| { config.weights.balance = number(value)?; Some(()) }),
    weight("finish", "10", "Most for the last job of a part",
        |config, value| { config.weights.finish = number(value)?; Some(()) }),
    weight("opens", "2", "For each job that waits for it, up to four",
        |config, value| { config.weights.opens = number(value)?; Some(()) }),
    weight("keeps", "3", "For each step of `keep` from 3, less below it",
        |config, value| { config.weights.keeps = number(value)?; Some(()) }),
    weight("size", "8", "What a big job loses; a small one gains 0.75 of it",
        |config, value| { config.weights.size = number(value)?; Some(()) }),
    weight("dread", "8", "Most for a dreaded job in the morning; lost on a rough day",
        |config, value| { config.weights.dread = number(value)?; Some(()) }),
    weight("rolled", "6", "Lost from the third time on Today on",
        |config, value| { config.weights.rolled = number(value)?; Some(()) }),
    weight("slot", "10", "For a fitting slot; the wrong one loses 0.6 of it",
        |config, value| { config.weights.slot = number(value)?; Some(()) }),
    weight("focus", "8", "Under a goal of the week",
        |config, value| { config.weights.focus = number(value)?; Some(()) }),
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

fn weekdays(value: &DeValue<'_>) -> Option<Vec<Weekday>> {
    value.as_array()?.iter().map(|day| weekday(day.get_ref())).collect()
}

/// Up to a whole day; an empty text is nothing set.
fn minutes(value: &DeValue<'_>) -> Option<Option<u32>> {
    match value.as_str()? {
        "" => Some(None),
        text => when::parse_minutes(text).filter(|minutes| *minutes <= MOST_MINUTES).map(Some),
    }
}

fn pace(value: &DeValue<'_>) -> Option<Pace> {
    let number = value.as_integer()?;
    let days = u8::from_str_radix(number.as_str(), number.radix()).ok()?;
    (1..=7).contains(&days).then(|| Pace::new(days))
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    let whole = value.as_integer().filter(|number| number.radix() == 10).map(DeInteger::as_str);
    let number: f64 = whole.or_else(|| value.as_float().map(DeFloat::as_str))?.parse().ok()?;
    (0.0..=MOST_POINTS).contains(&number).then_some(number)
}

/// A start of a day.
fn time(value: &DeValue<'_>) -> Option<NaiveTime> {
    clock(value).filter(|time| *time <= LATEST_START)
}

/// `04:00` as a text, or as the time of day that TOML itself knows.
fn clock(value: &DeValue<'_>) -> Option<NaiveTime> {
    let text = match value.as_datetime() {
        Some(time) if time.date.is_none() && time.offset.is_none() => time.to_string(),
        Some(_) => return None,
        None => value.as_str()?.to_owned(),
    };
    let time = NaiveTime::parse_from_str(&text, "%H:%M:%S").ok();
    time.or_else(|| NaiveTime::parse_from_str(&text, "%H:%M").ok())
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
