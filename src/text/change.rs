//! A change as one line of JSON: what the journal and the history keep.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::json::{self, Refused};
use super::when;
use crate::model::{Again, Change, Field, NodeId, Op, Place};

/// The change as one line without its end.
#[must_use]
pub fn print(change: &Change) -> String {
    let mut buffer = format!("{{\"key\":\"{:016x}\",\"name\":", change.key).into_bytes();
    json::print_text(&mut buffer, &change.name);
    match change.of {
        Some(Again::Undo(key)) => buffer.extend_from_slice(format!(",\"undo\":\"{key:016x}\"").as_bytes()),
        Some(Again::Redo(key)) => buffer.extend_from_slice(format!(",\"redo\":\"{key:016x}\"").as_bytes()),
        None => {}
    }
    buffer.extend_from_slice(b",\"ops\":[");
    for (nth, op) in change.ops.iter().enumerate() {
        if nth > 0 {
            buffer.push(b',');
        }
        print_op(&mut buffer, op);
    }
    buffer.extend_from_slice(b"]}");
    String::from_utf8(buffer).unwrap_or_default()
}

fn print_op(buffer: &mut Vec<u8>, op: &Op) {
    match op {
        Op::Create { node, place } | Op::Delete { node, place } => {
            let verb: &[u8] = if matches!(op, Op::Create { .. }) { b"{\"create\":" } else { b"{\"delete\":" };
            buffer.extend_from_slice(verb);
            json::print_node(buffer, node, None);
            print_place(buffer, "at", *place);
        }
        Op::Move { id, old, new } => {
            buffer.extend_from_slice(b"{\"move\":");
            id.with_str(|text| json::print_text(buffer, text));
            print_place(buffer, "from", *old);
            print_place(buffer, "to", *new);
        }
        Op::Set { id, old, new } => {
            buffer.extend_from_slice(b"{\"set\":");
            id.with_str(|text| json::print_text(buffer, text));
            print_two(buffer, old, new, |buffer, field| {
                json::print_fields(buffer, std::slice::from_ref(field));
            });
        }
        Op::Day { day, old, new } => {
            buffer.extend_from_slice(format!("{{\"day\":\"{day}\"").as_bytes());
            print_two(buffer, old, new, json::print_mark);
        }
        Op::File { old, new } => {
            buffer.extend_from_slice(b"{\"file\":true");
            print_two(buffer, old, new, json::print_entry);
        }
    }
    buffer.push(b'}');
}

fn print_two<T>(buffer: &mut Vec<u8>, old: &Option<T>, new: &Option<T>, print: impl Fn(&mut Vec<u8>, &T)) {
    for (name, value) in [(&b",\"old\":"[..], old), (b",\"new\":", new)] {
        if let Some(value) = value {
            buffer.extend_from_slice(name);
            print(buffer, value);
        }
    }
}

/// Under whom and behind whom; an absent entry means the top level, or the first place.
fn print_place(buffer: &mut Vec<u8>, name: &str, place: Place) {
    buffer.extend_from_slice(format!(",\"{name}\":{{").as_bytes());
    let mut separator = "";
    for (name, id) in [("under", place.parent), ("after", place.after)] {
        if let Some(id) = id {
            buffer.extend_from_slice(format!("{separator}\"{name}\":").as_bytes());
            id.with_str(|text| json::print_text(buffer, text));
            separator = ",";
        }
    }
    buffer.push(b'}');
}

#[derive(Deserialize)]
struct ChangeLine<'a> {
    key: Cow<'a, str>,
    name: String,
    undo: Option<Cow<'a, str>>,
    redo: Option<Cow<'a, str>>,
    #[serde(borrow)]
    ops: Vec<OpLine<'a>>,
}

#[derive(Deserialize)]
struct OpLine<'a> {
    #[serde(borrow)]
    create: Option<&'a RawValue>,
    #[serde(borrow)]
    delete: Option<&'a RawValue>,
    #[serde(borrow)]
    r#move: Option<Cow<'a, str>>,
    #[serde(borrow)]
    set: Option<Cow<'a, str>>,
    #[serde(borrow)]
    day: Option<Cow<'a, str>>,
    #[serde(default)]
    file: bool,
    #[serde(default, borrow)]
    at: PlaceLine<'a>,
    #[serde(default, borrow)]
    from: PlaceLine<'a>,
    #[serde(default, borrow)]
    to: PlaceLine<'a>,
    #[serde(borrow)]
    old: Option<&'a RawValue>,
    #[serde(borrow)]
    new: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
struct PlaceLine<'a> {
    #[serde(borrow)]
    under: Option<Cow<'a, str>>,
    #[serde(borrow)]
    after: Option<Cow<'a, str>>,
}

impl PlaceLine<'_> {
    fn place(&self) -> Place {
        let id = |text: &Option<Cow<'_, str>>| text.as_deref().map(NodeId::parse);
        Place { parent: id(&self.under), after: id(&self.after) }
    }
}

/// A change from its line.
///
/// # Errors
/// What is not a change; the line is then kept by the caller, never dropped in silence.
pub fn parse(line: &str) -> Result<Change, Refused> {
    let read: ChangeLine<'_> = serde_json::from_str(line).map_err(|error| refused(&error.to_string()))?;
    let number =
        |text: &str| u64::from_str_radix(text, 16).map_err(|_| refused("a key is sixteen hex digits"));
    let of = match (read.undo, read.redo) {
        (Some(key), _) => Some(Again::Undo(number(&key)?)),
        (None, Some(key)) => Some(Again::Redo(number(&key)?)),
        (None, None) => None,
    };
    let ops = read.ops.iter().map(parse_op).collect::<Result<_, _>>()?;
    Ok(Change { key: number(&read.key)?, name: read.name, ops, of })
}

fn refused(what: &str) -> Refused {
    Refused { line: 1, column: 1, what: what.to_owned() }
}

fn parse_op(line: &OpLine<'_>) -> Result<Op, Refused> {
    if let Some(raw) = line.create {
        return Ok(Op::Create { node: json::parse_node(raw.get())?.0, place: line.at.place() });
    }
    if let Some(raw) = line.delete {
        return Ok(Op::Delete { node: json::parse_node(raw.get())?.0, place: line.at.place() });
    }
    if let Some(id) = &line.r#move {
        return Ok(Op::Move { id: NodeId::parse(id), old: line.from.place(), new: line.to.place() });
    }
    if let Some(id) = &line.set {
        let (old, new) = (two(line.old, parse_field)?, two(line.new, parse_field)?);
        return Ok(Op::Set { id: NodeId::parse(id), old, new });
    }
    if let Some(day) = &line.day {
        let day: NaiveDate = when::parse_date(day).ok_or_else(|| refused("a day is a date"))?;
        return Ok(Op::Day {
            day,
            old: two(line.old, json::parse_mark)?,
            new: two(line.new, json::parse_mark)?,
        });
    }
    if line.file {
        return Ok(Op::File {
            old: two(line.old, json::parse_entry)?,
            new: two(line.new, json::parse_entry)?,
        });
    }
    Err(refused("an operation that this version does not know"))
}

fn two<T>(raw: Option<&RawValue>, parse: impl Fn(&str) -> Result<T, Refused>) -> Result<Option<T>, Refused> {
    raw.map(|raw| parse(raw.get())).transpose()
}

fn parse_field(text: &str) -> Result<Field, Refused> {
    let mut fields = json::parse_fields(text)?.0;
    match (fields.pop(), fields.is_empty()) {
        (Some(field), true) => Ok(field),
        _ => Err(refused("expected one property")),
    }
}
