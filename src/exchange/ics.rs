//! A calendar as others subscribe to it, by RFC 5545: events alone, because most calendars pass over tasks. Times are
//! floating: nine o'clock stays nine o'clock wherever one is and whatever the clock is put to.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};

use crate::model::Stamp;
use crate::text::safe;

/// The most octets in a line, without its end.
const MOST_OCTETS: usize = 75;
/// What stands for a title that is not told.
const BUSY: &str = "Busy";

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A whole day.
    Day(NaiveDate),
    /// From a civil time on, for so many minutes.
    Time(NaiveDateTime, u32),
    /// The same every day.
    Daily(NaiveDateTime, u32),
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// By which it is known for ever: letters, digits and hyphens.
    pub id: String,
    /// When it is.
    pub when: When,
    /// What it is; none if nobody is to know.
    pub title: Option<String>,
    /// When it was last changed.
    pub stamp: Stamp,
    /// How often it was changed.
    pub sequence: u32,
}

/// The calendar as text.
#[must_use]
pub fn print(events: &[Event]) -> String {
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//goaltree//goaltree//EN", "CALSCALE:GREGORIAN"];
    let mut text: String = head.iter().map(|line| folded(line)).collect();
    for event in events {
        text.push_str(&folded("BEGIN:VEVENT"));
        text.push_str(&folded(&format!("UID:{}@goaltree", event.id)));
        text.push_str(&folded(&format!("DTSTAMP:{}", instant(event.stamp))));
        text.push_str(&folded(&format!("SEQUENCE:{}", event.sequence)));
        text.push_str(&body(event));
        text.push_str(&folded("END:VEVENT"));
    }
    text.push_str(&folded("END:VCALENDAR"));
    text
}

/// What an event says, without how often and when that was changed.
#[must_use]
pub fn body(event: &Event) -> String {
    let title = escaped(event.title.as_deref().unwrap_or(BUSY));
    let time = |time: NaiveDateTime| time.format("%Y%m%dT%H%M%S").to_string();
    let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
    let mut lines = Vec::new();
    match event.when {
        When::Day(on) => {
            lines.push(format!("DTSTART;VALUE=DATE:{}", day(on)));
            lines.push(format!("DTEND;VALUE=DATE:{}", day(on.succ_opt().unwrap_or(on))));
            lines.push("TRANSP:TRANSPARENT".to_owned());
        }
        When::Time(start, minutes) | When::Daily(start, minutes) => {
            lines.push(format!("DTSTART:{}", time(start)));
            lines.push(format!("DTEND:{}", time(start + TimeDelta::minutes(minutes.into()))));
        }
    }
    if matches!(event.when, When::Daily(..)) {
        lines.push("RRULE:FREQ=DAILY".to_owned());
    }
    lines.push(format!("SUMMARY:{title}"));
    if !matches!(event.when, When::Day(_)) {
        lines.extend(["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S"].map(str::to_owned));
        lines.push(format!("DESCRIPTION:{title}"));
        lines.push("END:VALARM".to_owned());
    }
    lines.iter().map(|line| folded(line)).collect()
}

fn instant(stamp: Stamp) -> String {
    DateTime::from_timestamp(stamp.0, 0).unwrap_or_default().format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value: nothing in it can end the line or act on a terminal.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in safe::clean(text).chars() {
        if matches!(letter, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The line with its end, in parts that are short enough, each broken between characters.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2);
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > MOST_OCTETS {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(letter);
        octets += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}
