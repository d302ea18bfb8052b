//! One mark of a day as one JSON object: what the journal keeps, and what waits for a choice.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::day::{parse_box, parse_done, parse_dropped, parse_fact};
use super::refused::{Refused, refusal};
use super::write::{print_box, print_done, print_dropped, print_fact, print_text};
use crate::model::{Mark, NodeId, Note, Text};

/// Appends a mark as a JSON object: the name of the list in the day, or of the fact, and the entry.
pub fn print_mark(buffer: &mut Vec<u8>, mark: &Mark) {
    let id = |buffer: &mut Vec<u8>, id: NodeId| id.with_str(|text| print_text(buffer, text));
    match mark {
        Mark::Listed { id: job, after } => {
            buffer.extend_from_slice(b"{\"list\":");
            id(buffer, *job);
            if let Some(after) = after {
                buffer.extend_from_slice(b",\"after\":");
                id(buffer, *after);
            }
        }
        Mark::Done(done) => {
            buffer.extend_from_slice(b"{\"done\":");
            print_done(buffer, done);
        }
        Mark::Boxed(boxed) => {
            buffer.extend_from_slice(b"{\"box\":");
            print_box(buffer, boxed);
        }
        Mark::Dropped(dropped) => {
            buffer.extend_from_slice(b"{\"dropped\":");
            print_dropped(buffer, dropped);
        }
        Mark::Noted(note, job) => {
            buffer.extend_from_slice(format!("{{\"{}\":", note.name()).as_bytes());
            id(buffer, *job);
        }
        Mark::Look(at) => {
            buffer.extend_from_slice(b"{\"look\":");
            print_text(buffer, at);
        }
        Mark::Fact(fact) => {
            buffer.push(b'{');
            print_fact(buffer, fact);
        }
        Mark::Unknown(name, value) => {
            buffer.extend_from_slice(b"{\"unknown\":");
            print_entry(buffer, &(name.clone(), value.clone()));
        }
        Mark::Other(mark) => {
            buffer.extend_from_slice(b"{\"other\":");
            print_mark(buffer, mark);
        }
    }
    buffer.push(b'}');
}

/// Appends an entry as a JSON object of its own.
pub fn print_entry(buffer: &mut Vec<u8>, (name, value): &(Text, Text)) {
    buffer.push(b'{');
    print_text(buffer, name);
    buffer.push(b':');
    buffer.extend_from_slice(value.as_bytes());
    buffer.push(b'}');
}

/// A mark from its JSON.
///
/// # Errors
/// What is no mark that this version knows.
pub fn parse_mark(text: &str) -> Result<Mark, Refused> {
    let mut entries: BTreeMap<Text, &RawValue> =
        serde_json::from_str(text).map_err(|error| refusal(&error))?;
    let after = entries.remove("after").map(RawValue::get).map(parse_id).transpose()?;
    let (name, raw) = entries.pop_first().ok_or_else(|| refused("expected a mark"))?;
    let raw = raw.get();
    if let Some(note) = Note::ALL.into_iter().find(|note| note.name() == &*name) {
        return parse_id(raw).map(|id| Mark::Noted(note, id));
    }
    match &*name {
        "list" => parse_id(raw).map(|id| Mark::Listed { id, after }),
        "done" => parse_done(raw).map(Mark::Done),
        "box" => parse_box(raw).map(Mark::Boxed),
        "dropped" => parse_dropped(raw).map(Mark::Dropped),
        "look" => parse_text(raw).map(Mark::Look),
        "other" => parse_other(raw).map(|mark| Mark::Other(Box::new(mark))),
        "unknown" => parse_entry(raw).map(|(name, value)| Mark::Unknown(name, value)),
        name => parse_fact(name, raw).map(Mark::Fact),
    }
}

/// A mark that another side wanted, from its JSON: one of which two sides can have different ones.
pub(super) fn parse_other(text: &str) -> Result<Mark, Refused> {
    match parse_mark(text)? {
        Mark::Listed { .. } | Mark::Noted(..) | Mark::Look(_) | Mark::Other(_) => {
            Err(refused("nothing that two sides can want differently"))
        }
        mark => Ok(mark),
    }
}

fn parse_text(json: &str) -> Result<Text, Refused> {
    serde_json::from_str(json).map_err(|error| refusal(&error))
}

fn parse_id(json: &str) -> Result<NodeId, Refused> {
    parse_text(json).map(|text| NodeId::parse(&text))
}

/// The first entry of a JSON object.
///
/// # Errors
/// What is no object, or has no entry.
pub fn parse_entry(text: &str) -> Result<(Text, Text), Refused> {
    let entries: BTreeMap<Text, Box<RawValue>> =
        serde_json::from_str(text).map_err(|error| refusal(&error))?;
    let first = entries.into_iter().next().ok_or_else(|| refused("expected one entry"))?;
    Ok((first.0, first.1.get().into()))
}

fn refused(what: &str) -> Refused {
    Refused { line: 1, column: 1, what: what.to_owned() }
}
