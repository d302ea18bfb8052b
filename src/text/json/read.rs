//! Reading the state file, leniently and in one pass.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::VERSION;
use super::day::read_day;
use super::loose::{Loose, LooseSeed, one_value};
use super::refused::{Refused, refusal};
use crate::model::{Builder, Day, Field, Key, Node, NodeId, Shape, Tree, Value};

/// What a state file held.
#[derive(Debug)]
pub struct Read {
    /// The tree, mended where it was needed.
    pub tree: Tree,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// The version that the file names.
    pub version: u64,
}

/// Something in the file that was mended in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file, from 1; 0 if it concerns the file as a whole.
    pub line: usize,
    /// What, in words.
    pub what: String,
}

/// Reads a state file. Nothing that it holds is dropped: what has no place is kept under `unread`.
///
/// # Errors
/// What is not JSON, or not a goaltree file.
pub fn read(bytes: &[u8]) -> Result<Read, Refused> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut sink = Sink::default();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let line = line_of(bytes, error.valid_up_to());
            sink.mended.push((Where::Line(line), "bytes that are not UTF-8 were replaced".into()));
            String::from_utf8_lossy(bytes)
        }
    };
    let mut json = serde_json::Deserializer::from_str(&text);
    let version = FileSeed(&mut sink).deserialize(&mut json).and_then(|version| json.end().map(|()| version));
    let version = version.map_err(|error| refusal(&error))?;
    if !sink.unread.is_empty() {
        sink.builder.file("unread", &format!("[{}]", sink.unread.join(",")));
    }
    let (tree, repairs) = sink.builder.finish();
    let repaired = repairs.iter().map(|repair| (Where::Node(repair.id()), repair.to_string()));
    let mended: Vec<(Where, String)> = sink.mended.into_iter().chain(repaired).collect();
    let problems = if mended.is_empty() { Vec::new() } else { locate(&text, mended) };
    Ok(Read { tree, problems, version })
}

/// Where something was mended: known at once, or found in a second pass that only a broken file needs.
enum Where {
    Line(usize),
    Element(&'static str, usize),
    Node(NodeId),
}

#[derive(Default)]
struct Sink {
    builder: Builder,
    unread: Vec<String>,
    mended: Vec<(Where, String)>,
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1
}

fn locate(text: &str, mended: Vec<(Where, String)>) -> Vec<Problem> {
    #[derive(serde::Deserialize)]
    struct Elements<'a> {
        #[serde(borrow, default)]
        nodes: Vec<&'a RawValue>,
        #[serde(borrow, default)]
        days: Vec<&'a RawValue>,
    }
    let elements = serde_json::from_str(text).unwrap_or(Elements { nodes: vec![], days: vec![] });
    let line = |raw: Option<&&RawValue>| {
        let at = raw.map_or(0, |raw| raw.get().as_ptr() as usize - text.as_ptr() as usize);
        if at == 0 { 0 } else { line_of(text.as_bytes(), at) }
    };
    let with_id = |id: NodeId| {
        let named = |raw: &&&RawValue| parse_node(raw.get()).is_ok_and(|(node, _)| node.id() == id);
        elements.nodes.iter().rev().find(named)
    };
    let place = |place| match place {
        Where::Line(line) => line,
        Where::Element("days", nth) => line(elements.days.get(nth)),
        Where::Element(_, nth) => line(elements.nodes.get(nth)),
        Where::Node(id) => line(with_id(id)),
    };
    mended.into_iter().map(|(at, what)| Problem { line: place(at), what }).collect()
}

struct FileSeed<'s>(&'s mut Sink);

impl<'de> DeserializeSeed<'de> for FileSeed<'_> {
    type Value = u64;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<u64, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FileSeed<'_> {
    type Value = u64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a goaltree file, which begins with {")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<u64, A::Error> {
        let mut version = None;
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            match &*name {
                "goaltree" => version = Some(map.next_value::<u64>()?),
                "nodes" => map.next_value_seed(Elements("nodes", &mut *self.0))?,
                "days" => map.next_value_seed(Elements("days", &mut *self.0))?,
                _ => self.0.builder.file(&name, map.next_value::<&RawValue>()?.get()),
            }
        }
        let version =
            version.ok_or_else(|| A::Error::custom("no field \"goaltree\": this is some other JSON file"))?;
        if version > VERSION {
            self.0.mended.clear();
        }
        Ok(version)
    }
}

struct Elements<'s>(&'static str, &'s mut Sink);

impl<'de> DeserializeSeed<'de> for Elements<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a list of {}", self.0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self(which, sink) = self;
        let mut nth = 0;
        let mut wrong = Vec::new();
        while let Some(record) =
            list.next_element_seed(RecordSeed { days: which == "days", wrong: &mut wrong })?
        {
            match record {
                Record::Node(node, parent) => sink.builder.node(node, parent),
                Record::Day(date, day) => sink.builder.day(date, day),
                Record::Unread(json) => {
                    wrong.push(format!("cannot be read and is kept under \"unread\": {json}"));
                    sink.unread.push(json);
                }
            }
            sink.mended.extend(wrong.drain(..).map(|what| (Where::Element(which, nth), what)));
            nth += 1;
        }
        Ok(())
    }
}

enum Record {
    Node(Node, Option<NodeId>),
    Day(chrono::NaiveDate, Day),
    Unread(String),
}

struct RecordSeed<'w> {
    days: bool,
    wrong: &'w mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Record, D::Error> {
        if self.days {
            let raw: &RawValue = serde::Deserialize::deserialize(json)?;
            return Ok(match read_day(raw.get(), self.wrong) {
                Ok((date, day)) => Record::Day(date, day),
                Err(_) => Record::Unread(raw.get().to_owned()),
            });
        }
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Record;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a node")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Record, A::Error> {
        let (id, parent, fields) = read_fields(map, self.wrong)?;
        // A line typed by hand without an id gets one that follows from what it says, so that each reading agrees.
        let id = id.unwrap_or_else(|| NodeId::parse(&format!("typed by hand: {parent:?} {fields:?}")));
        Ok(Record::Node(Node::with_fields(id, fields), parent))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Record, E> {
        Ok(Record::Unread(serde_json::Value::from(text).to_string()))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Record, E> {
        Ok(Record::Unread(value.to_string()))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Record, E> {
        Ok(Record::Unread(value.to_string()))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Record, E> {
        Ok(Record::Unread(value.to_string()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Record, E> {
        Ok(Record::Unread(value.to_string()))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Record, E> {
        Ok(Record::Unread("null".into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Record, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element::<&RawValue>()? {
            items.push(item.get());
        }
        Ok(Record::Unread(format!("[{}]", items.join(","))))
    }
}

type Fields = (Option<NodeId>, Option<NodeId>, Vec<Field>);

fn read_fields<'de, A: MapAccess<'de>>(mut map: A, wrong: &mut Vec<String>) -> Result<Fields, A::Error> {
    let (mut id, mut parent) = (None, None);
    let mut fields = Vec::with_capacity(4);
    let mut hint = Key::Title;
    while let Some(name) = map.next_key::<Cow<'de, str>>()? {
        match &*name {
            "id" => id = map.next_value_seed(LooseSeed)?.to_id(),
            "parent" => parent = map.next_value_seed(LooseSeed)?.to_id(),
            _ => match Key::named_from(hint, &name) {
                Some(key) if key.shape() == Shape::Others => {
                    let raw: &RawValue = map.next_value()?;
                    read_others(key, raw.get(), &mut fields, wrong);
                }
                Some(key) if key.shape() != Shape::Json => {
                    hint = key;
                    let loose = map.next_value_seed(LooseSeed)?;
                    read_value(key, loose, &mut fields, wrong);
                }
                Some(key) => {
                    let raw: &RawValue = map.next_value()?;
                    fields.push(Field::text(key, raw.get()));
                }
                None => fields.push(Field::unknown(&name, map.next_value::<&RawValue>()?.get())),
            },
        }
    }
    Ok((id, parent, fields))
}

/// Reads one value by the shape of its key; what does not fit is kept as `NAME_unread`.
fn read_value(key: Key, loose: Loose<'_>, fields: &mut Vec<Field>, wrong: &mut Vec<String>) {
    let expected = match (key.shape(), loose) {
        (_, Loose::Null) | (Shape::Flag, Loose::Bool(false)) => return,
        (Shape::Texts | Shape::Nodes, Loose::List(items)) => {
            for item in items {
                match (key.shape(), item) {
                    (Shape::Texts, Loose::Text(text)) => fields.push(Field::text(key, &text)),
                    (_, Loose::Text(text)) => fields.push(Field::new(key, Value::Node(NodeId::parse(&text)))),
                    (_, item) => unread(key, "a list of texts", &item, fields, wrong),
                }
            }
            return;
        }
        (shape, loose) => match one_value(shape, &loose) {
            Ok(value) => return fields.push(Field::new(key, value)),
            Err(expected) => (expected, loose),
        },
    };
    unread(key, expected.0, &expected.1, fields, wrong);
}

/// Reads what other sides wanted, each an object of names and values.
fn read_others(key: Key, json: &str, fields: &mut Vec<Field>, wrong: &mut Vec<String>) {
    let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) else {
        wrong.push(format!("\"{}\" is not a list of properties: {json}", key.name()));
        return fields.push(Field::unknown(&format!("{}_unread", key.name()), json));
    };
    let mut strange = Vec::new();
    for item in items {
        match parse_others(item.get()) {
            Some(others) => fields.extend(others),
            None => strange.push(item.get()),
        }
    }
    if !strange.is_empty() {
        let json = format!("[{}]", strange.join(","));
        wrong.push(format!("\"{}\" is not a list of properties: {json}", key.name()));
        fields.push(Field::unknown(&format!("{}_unread", key.name()), &json));
    }
}

/// The properties of one entry; none if one of them does not have its shape.
fn parse_others(json: &str) -> Option<Vec<Field>> {
    let object: std::collections::BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(json).ok()?;
    let mut others = Vec::with_capacity(object.len());
    for (name, raw) in object {
        let value = match Key::named(&name) {
            _ if raw.get() == "null" => None,
            None if name == "parent" => {
                let mut json = serde_json::Deserializer::from_str(raw.get());
                Some(Value::Node(LooseSeed.deserialize(&mut json).ok()?.to_id()?))
            }
            None => Some(Value::Raw(Box::new(((&*name).into(), raw.get().into())))),
            Some(key) if key.shape() == Shape::Json => Some(Value::Text(raw.get().into())),
            Some(key) if key.shape().is_list() => return None,
            Some(key) => {
                let mut json = serde_json::Deserializer::from_str(raw.get());
                let loose = LooseSeed.deserialize(&mut json).ok()?;
                Some(one_value(key.shape(), &loose).ok()?)
            }
        };
        others.push(Field::other(&name, value));
    }
    (!others.is_empty()).then_some(others)
}

fn unread(key: Key, expected: &str, loose: &Loose<'_>, fields: &mut Vec<Field>, wrong: &mut Vec<String>) {
    let json = loose.to_json();
    wrong.push(format!("\"{}\" is not {expected}: {json}", key.name()));
    fields.push(Field::unknown(&format!("{}_unread", key.name()), &json));
}

struct FieldsVisitor<'w>(&'w mut Vec<String>);

impl<'de> Visitor<'de> for FieldsVisitor<'_> {
    type Value = Fields;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fields, A::Error> {
        read_fields(map, self.0)
    }
}

/// The properties in a JSON object, and the `parent` that it names.
///
/// # Errors
/// What is not a JSON object.
pub fn parse_fields(json: &str) -> Result<(Vec<Field>, Option<NodeId>), Refused> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let (_, parent, fields) =
        deserializer.deserialize_map(FieldsVisitor(&mut Vec::new())).map_err(|error| refusal(&error))?;
    Ok((fields, parent))
}

/// A node from its line, and the parent that it names.
///
/// # Errors
/// What is not a JSON object.
pub fn parse_node(json: &str) -> Result<(Node, Option<NodeId>), Refused> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let seed = RecordSeed { days: false, wrong: &mut Vec::new() };
    match seed.deserialize(&mut deserializer).map_err(|error| refusal(&error))? {
        Record::Node(node, parent) => Ok((node, parent)),
        _ => Err(Refused { line: 1, column: 1, what: "expected a node".into() }),
    }
}
