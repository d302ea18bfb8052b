//! Writing the state file: by hand, because it is three times as fast and the layout is ours.

use std::io::{self, Write};

use super::VERSION;
use super::mark::print_mark;
use crate::model::{
    Boxed, Day, Done, Dropped, Fact, Field, Key, Node, NodeId, Note, Shape, Text, Tree, Value,
};
use crate::text::when;

/// Levels of depth that are shown by indentation.
const DEEPEST_INDENT: usize = 20;
/// How much is gathered before it is handed on.
const CHUNK: usize = 64 << 10;

/// Writes the whole file. The same tree always gives the same bytes.
///
/// # Errors
/// Whatever `out` says.
pub fn write(tree: &Tree, out: &mut impl Write) -> io::Result<()> {
    let mut buffer = Vec::with_capacity(CHUNK + 1024);
    buffer.extend_from_slice(format!("{{\n\"goaltree\": {VERSION},\n\"nodes\": [").as_bytes());
    // Who stands at each depth above the line that is being written.
    let mut path: Vec<NodeId> = Vec::new();
    let mut separator: &[u8] = b"\n";
    for (depth, node) in tree.walk(None) {
        path.truncate(depth);
        buffer.extend_from_slice(separator);
        separator = b",\n";
        buffer.resize(buffer.len() + 2 * depth.min(DEEPEST_INDENT), b' ');
        print_node(&mut buffer, node, path.last().copied());
        path.push(node.id());
        if buffer.len() >= CHUNK {
            out.write_all(&buffer)?;
            buffer.clear();
        }
    }
    buffer.extend_from_slice(b"\n],\n\"days\": [");
    separator = b"\n";
    for (date, day) in tree.days() {
        buffer.extend_from_slice(separator);
        separator = b",\n";
        print_day(&mut buffer, *date, day);
        if buffer.len() >= CHUNK {
            out.write_all(&buffer)?;
            buffer.clear();
        }
    }
    buffer.extend_from_slice(b"\n]");
    for (name, json) in tree.file() {
        buffer.extend_from_slice(b",\n");
        print_text(&mut buffer, name);
        buffer.extend_from_slice(b": ");
        buffer.extend_from_slice(json.as_bytes());
    }
    buffer.extend_from_slice(b"\n}\n");
    out.write_all(&buffer)
}

/// Appends a node as one JSON object.
pub fn print_node(buffer: &mut Vec<u8>, node: &Node, parent: Option<NodeId>) {
    buffer.extend_from_slice(b"{\"id\":");
    print_id(buffer, node.id());
    if let Some(parent) = parent {
        buffer.extend_from_slice(b",\"parent\":");
        print_id(buffer, parent);
    }
    print_entries(buffer, node.fields(), b",");
    buffer.push(b'}');
}

/// Appends properties as a JSON object of their own.
pub fn print_fields(buffer: &mut Vec<u8>, fields: &[Field]) {
    buffer.push(b'{');
    print_entries(buffer, fields, b"");
    buffer.push(b'}');
}

fn print_entries(buffer: &mut Vec<u8>, fields: &[Field], mut separator: &[u8]) {
    let mut rest = fields;
    while let [field, tail @ ..] = rest {
        buffer.extend_from_slice(separator);
        separator = b",";
        print_text(buffer, field.name());
        buffer.push(b':');
        if !field.key().shape().is_list() {
            print_value(buffer, field);
            rest = tail;
            continue;
        }
        let count = rest.iter().take_while(|other| other.key() == field.key()).count();
        let mut bracket = b'[';
        for item in &rest[..count] {
            buffer.push(bracket);
            bracket = b',';
            print_value(buffer, item);
        }
        buffer.push(b']');
        rest = &rest[count..];
    }
}

fn print_value(buffer: &mut Vec<u8>, field: &Field) {
    match field.value() {
        Value::Text(json) if field.key().shape() == Shape::Json => buffer.extend_from_slice(json.as_bytes()),
        Value::Text(text) => print_text(buffer, text),
        Value::Number(number) => print_number(buffer, *number),
        Value::Date(date) => print_text(buffer, &date.to_string()),
        Value::Stamp(stamp) => print_text(buffer, &when::print_stamp(*stamp)),
        Value::Flag => buffer.extend_from_slice(b"true"),
        Value::Node(id) => print_id(buffer, *id),
        Value::Raw(raw) => buffer.extend_from_slice(raw.1.as_bytes()),
        Value::Other(other) => print_other(buffer, &other.0, other.1.as_ref()),
    }
}

/// `{"title":"Tea"}`; a property that was not set there is null.
fn print_other(buffer: &mut Vec<u8>, name: &str, value: Option<&Value>) {
    buffer.push(b'{');
    print_text(buffer, name);
    buffer.push(b':');
    match value {
        Some(value) => {
            let key = Key::named(name).unwrap_or(Key::Unknown);
            print_value(buffer, &Field::new(key, value.clone()));
        }
        None => buffer.extend_from_slice(b"null"),
    }
    buffer.push(b'}');
}

fn print_number(buffer: &mut Vec<u8>, number: u32) {
    buffer.extend_from_slice(number.to_string().as_bytes());
}

fn print_id(buffer: &mut Vec<u8>, id: NodeId) {
    id.with_str(|text| print_text(buffer, text));
}

/// Appends a JSON string.
pub fn print_text(buffer: &mut Vec<u8>, text: &str) {
    let plain = text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\');
    if plain {
        buffer.push(b'"');
        buffer.extend_from_slice(text.as_bytes());
        buffer.push(b'"');
    } else if serde_json::to_writer(&mut *buffer, text).is_err() {
        buffer.extend_from_slice(b"\"\"");
    }
}

fn print_day(buffer: &mut Vec<u8>, date: chrono::NaiveDate, day: &Day) {
    buffer.extend_from_slice(format!("{{\"day\":\"{date}\"").as_bytes());
    print_list(buffer, "list", &day.list, |buffer, id| print_id(buffer, *id));
    print_list(buffer, "done", &day.done, print_done);
    print_list(buffer, "boxes", &day.boxes, print_box);
    print_list(buffer, "dropped", &day.dropped, print_dropped);
    for note in Note::ALL {
        let ids: Vec<NodeId> = day.noted(note).collect();
        print_list(buffer, note.name(), &ids, |buffer, id| print_id(buffer, *id));
    }
    print_list(buffer, "looks", &day.looks, |buffer, text| print_text(buffer, text));
    for fact in &day.facts {
        buffer.push(b',');
        print_fact(buffer, fact);
    }
    print_unknown(buffer, &day.unknown);
    print_list(buffer, "conflicts", &day.conflicts, print_mark);
    buffer.push(b'}');
}

fn print_list<T>(buffer: &mut Vec<u8>, name: &str, items: &[T], print: impl Fn(&mut Vec<u8>, &T)) {
    if items.is_empty() {
        return;
    }
    buffer.extend_from_slice(format!(",\"{name}\":").as_bytes());
    let mut bracket = b'[';
    for item in items {
        buffer.push(bracket);
        bracket = b',';
        print(buffer, item);
    }
    buffer.push(b']');
}

fn print_unknown(buffer: &mut Vec<u8>, entries: &[(Text, Text)]) {
    for (name, json) in entries {
        buffer.push(b',');
        print_text(buffer, name);
        buffer.push(b':');
        buffer.extend_from_slice(json.as_bytes());
    }
}

/// Appends something done as a JSON object.
pub fn print_done(buffer: &mut Vec<u8>, done: &Done) {
    print_moment(buffer, done.id, &done.at);
    print_optional(buffer, "minutes", done.minutes);
    print_optional(buffer, "guess", done.guess);
    print_titled(buffer, &done.title, &done.unknown);
}

/// Appends a box as a JSON object.
pub fn print_box(buffer: &mut Vec<u8>, boxed: &Boxed) {
    print_moment(buffer, boxed.id, &boxed.at);
    print_optional(buffer, "planned", Some(boxed.planned));
    print_optional(buffer, "minutes", boxed.minutes);
    if !boxed.point.is_empty() {
        buffer.extend_from_slice(b",\"point\":");
        print_text(buffer, &boxed.point);
    }
    print_titled(buffer, &boxed.title, &boxed.unknown);
}

/// Appends something let go as a JSON object.
pub fn print_dropped(buffer: &mut Vec<u8>, dropped: &Dropped) {
    print_moment(buffer, dropped.id, &dropped.at);
    print_titled(buffer, &dropped.title, &dropped.unknown);
}

/// Appends a fact as a name and its value.
pub fn print_fact(buffer: &mut Vec<u8>, fact: &Fact) {
    print_text(buffer, fact.name());
    buffer.push(b':');
    match fact {
        Fact::Kind(text) | Fact::Helped(text) => print_text(buffer, text),
        Fact::Room(minutes) => print_number(buffer, *minutes),
    }
}

/// The beginning of an entry: what and when.
fn print_moment(buffer: &mut Vec<u8>, id: NodeId, at: &str) {
    buffer.extend_from_slice(b"{\"id\":");
    print_id(buffer, id);
    buffer.extend_from_slice(b",\"at\":");
    print_text(buffer, at);
}

fn print_optional(buffer: &mut Vec<u8>, name: &str, number: Option<u32>) {
    if let Some(number) = number {
        buffer.extend_from_slice(format!(",\"{name}\":{number}").as_bytes());
    }
}

/// The end of an entry: what it was called, and what else is known of it.
fn print_titled(buffer: &mut Vec<u8>, title: &str, unknown: &[(Text, Text)]) {
    buffer.extend_from_slice(b",\"title\":");
    print_text(buffer, title);
    print_unknown(buffer, unknown);
    buffer.push(b'}');
}
