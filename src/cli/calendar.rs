//! The calendar of `goaltree export --format ics`: which events there are, and how often each was changed.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::args::Privacy;
use super::output::note;
use crate::exchange::ics::{self, Event, When};
use crate::insight::pledge::Pledge;
use crate::insight::{remind, today};
use crate::model::{Key, Node, NodeId, Now, Stamp, State, Tree};
use crate::store::{Location, kept};
use crate::text::line::words;
use crate::text::when;

/// The name of what is remembered of the last exports.
const MEMORY: &str = "calendar.json";
/// So many days from today are told.
const AHEAD: u64 = 60;
/// Minutes of a look, and of a job that says none.
const LOOK_MINUTES: u32 = 5;
const JOB_MINUTES: u32 = 15;

/// What is remembered of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    sum: String,
    sequence: u32,
    stamp: i64,
}

type Memory = BTreeMap<String, Known>;

/// The calendar of everything, or of a branch, as text.
pub(super) fn print(tree: &Tree, top: Option<NodeId>, now: Now, privacy: Privacy, at: &Location) -> String {
    let mut events = events(tree, top, now);
    if privacy == Privacy::Busy {
        events.iter_mut().for_each(|event| event.title = None);
    }
    // Either has changes of its own.
    let kind = if privacy == Privacy::Busy { "busy" } else { "titles" };
    let counted = kept::change(at, MEMORY, |json| {
        let mut memory: Memory = json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
        let events = counted(events.clone(), &mut memory, kind, now);
        (serde_json::to_string(&memory).unwrap_or_default(), events)
    });
    let events = counted.unwrap_or_else(|error| {
        note(&format!("what changes later will not be told as changed: {}: {error}", at.state.display()));
        events
    });
    ics::print(&events)
}

/// The events with how often each was changed since it was first told.
fn counted(mut events: Vec<Event>, memory: &mut Memory, kind: &str, now: Now) -> Vec<Event> {
    for event in &mut events {
        let sum = format!("{:016x}", xxh3_64(ics::body(event).as_bytes()));
        let new = Known { sum, sequence: 0, stamp: now.stamp().0 };
        let known = memory.entry(format!("{kind} {}", event.id)).or_insert_with(|| new.clone());
        if known.sum != new.sum {
            *known = Known { sequence: known.sequence + 1, ..new };
        }
        (event.sequence, event.stamp) = (known.sequence, Stamp(known.stamp));
    }
    events
}

/// The looks of the pledge, jobs with a time, hard dates, and whom to ask.
fn events(tree: &Tree, top: Option<NodeId>, now: Now) -> Vec<Event> {
    let from = now.day();
    let until = from.checked_add_days(Days::new(AHEAD)).unwrap_or(from);
    let list = today::today(tree, from).list;
    let within = |day: &NaiveDate| (from..until).contains(day);
    let event = |id: String, when: When, title: String| Event {
        id,
        when,
        title: Some(title),
        stamp: now.stamp(),
        sequence: 0,
    };
    let mut events = Vec::new();
    if top.is_none() {
        // A date that stays as long as the month does: a date of each day would be a change of each day.
        let first = from.with_day(1).unwrap_or(from);
        let pledge = Pledge::of(tree).unwrap_or_default();
        for (text, time) in pledge.times.iter().filter_map(|text| Some((text, when::parse_time(text)?))) {
            let id = format!("pledge-{}", text.replace(':', ""));
            let title = if pledge.text.is_empty() { "Look at the list" } else { &*pledge.text };
            events.push(event(id, When::Daily(first.and_time(time), LOOK_MINUTES), title.to_owned()));
        }
    }
    for (_, node) in tree.walk(top) {
        let id = |day: NaiveDate, kind: &str| format!("{}-{}-{kind}", node.id(), day.format("%Y%m%d"));
        if let Some((day, when)) = timed(tree, node, &list, from).filter(|(day, _)| within(day)) {
            events.push(event(id(day, "at"), when, node.title().to_owned()));
        }
        if let Some(day) = remind::hard_day(tree, node).filter(within) {
            events.push(event(id(day, "due"), When::Day(day), format!("Due: {}", node.title())));
        }
        if let Some(day) = remind::chase_day(tree, node).filter(within) {
            let who = node.field(Key::Hand).and_then(words::with).unwrap_or_default();
            events.push(event(id(day, "ask"), When::Day(day), format!("Ask {who}: {}", node.title())));
        }
    }
    events
}

/// The day and the time of an open job that has both: the day it is planned for, or today if it is on the list.
fn timed(tree: &Tree, node: &Node, list: &[NodeId], today: NaiveDate) -> Option<(NaiveDate, When)> {
    let time = remind::time_of(node).filter(|_| node.state() == State::Open && tree.is_leaf(node.id()))?;
    let is_open = |id: NodeId| tree.get(id).is_some_and(|node| node.state() == State::Open);
    let planned = node.date(Key::Plan).filter(|_| tree.ancestors(node.id()).all(is_open));
    let day = if list.contains(&node.id()) { Some(today) } else { planned }?;
    Some((day, When::Time(day.and_time(time), node.minutes().unwrap_or(JOB_MINUTES))))
}
