//! Reading the state file, leniently and in one pass.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::VERSION;
use crate::model::{Builder, Day, Done, Field, Key, Node, NodeId, Shape, Text, Tree, Value};
use crate::text::when;

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

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct Refused {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What was expected.
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

fn refusal(error: &serde_json::Error) -> Refused {
    let full = error.to_string();
    let what = full.rsplit_once(" at line ").map_or(&*full, |(what, _)| what);
    Refused { line: error.line(), column: error.column(), what: what.to_owned() }
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

fn unread(key: Key, expected: &str, loose: &Loose<'_>, fields: &mut Vec<Field>, wrong: &mut Vec<String>) {
    let json = loose.to_json();
    wrong.push(format!("\"{}\" is not {expected}: {json}", key.name()));
    fields.push(Field::unknown(&format!("{}_unread", key.name()), &json));
}

fn one_value(shape: Shape, loose: &Loose<'_>) -> Result<Value, &'static str> {
    match (shape, loose) {
        (Shape::Text, Loose::Text(text)) => Ok(Value::Text((&**text).into())),
        (Shape::Word(words), Loose::Text(text)) if words.contains(&&**text) => {
            Ok(Value::Text((&**text).into()))
        }
        (Shape::Number(least, most), Loose::Number(number)) => u32::try_from(*number)
            .ok()
            .filter(|number| (least..=most).contains(number))
            .map(Value::Number)
            .ok_or("within its bounds"),
        (Shape::Date, Loose::Text(text)) => when::parse_date(text).map(Value::Date).ok_or("a date"),
        (Shape::Stamp, Loose::Text(text)) => when::parse_stamp(text).map(Value::Stamp).ok_or("a time"),
        (Shape::Flag, Loose::Bool(true)) => Ok(Value::Flag),
        (Shape::Text, _) => Err("a text"),
        (Shape::Word(_), _) => Err("a known word"),
        (Shape::Number(..), _) => Err("a whole number"),
        (Shape::Date, _) => Err("a date"),
        (Shape::Stamp, _) => Err("a time"),
        (Shape::Flag, _) => Err("true"),
        (Shape::Texts | Shape::Nodes | Shape::Json, _) => Err("a list of texts"),
    }
}

/// Any JSON value, read without knowing what is coming.
enum Loose<'de> {
    Null,
    Bool(bool),
    Number(u64),
    Text(Cow<'de, str>),
    List(Vec<Loose<'de>>),
    Other(serde_json::Value),
}

impl Loose<'_> {
    /// The node that it names; a number or anything else odd names one by its text.
    fn to_id(&self) -> Option<NodeId> {
        match self {
            Self::Null => None,
            Self::Text(text) => Some(NodeId::parse(text)),
            other => Some(NodeId::parse(&other.to_json())),
        }
    }

    fn to_json(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::Text(text) => serde_json::Value::from(&**text).to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Loose::to_json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Other(value) => value.to_string(),
        }
    }
}

struct LooseSeed;

impl<'de> DeserializeSeed<'de> for LooseSeed {
    type Value = Loose<'de>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Loose<'de>, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for LooseSeed {
    type Value = Loose<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Loose<'de>, E> {
        Ok(Loose::Null)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Loose<'de>, E> {
        Ok(Loose::Bool(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Loose<'de>, E> {
        Ok(Loose::Number(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Loose<'de>, E> {
        Ok(Loose::Other(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Loose<'de>, E> {
        Ok(Loose::Other(value.into()))
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Self)? {
            items.push(item);
        }
        Ok(Loose::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose<'de>, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some((name, value)) = map.next_entry::<String, serde_json::Value>()? {
            object.insert(name, value);
        }
        Ok(Loose::Other(object.into()))
    }
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

#[derive(serde::Deserialize)]
struct DayLine<'a> {
    day: Cow<'a, str>,
    #[serde(default, borrow)]
    list: Vec<Cow<'a, str>>,
    #[serde(default, borrow)]
    done: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    rolled: Vec<Cow<'a, str>>,
    #[serde(default, borrow)]
    looks: Vec<Cow<'a, str>>,
}

const DAY_NAMES: [&str; 5] = ["day", "list", "done", "rolled", "looks"];
const DONE_NAMES: [&str; 4] = ["id", "at", "minutes", "title"];

fn read_day(json: &str, wrong: &mut Vec<String>) -> Result<(chrono::NaiveDate, Day), String> {
    let line: DayLine<'_> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let date = when::parse_date(&line.day).ok_or("not a date")?;
    let ids = |list: &[Cow<'_, str>]| list.iter().map(|text| NodeId::parse(text)).collect();
    let mut day = Day {
        list: ids(&line.list),
        rolled: ids(&line.rolled),
        looks: line.looks.iter().map(|text| (&**text).into()).collect(),
        unknown: unknown(json, &DAY_NAMES),
        done: Vec::with_capacity(line.done.len()),
    };
    for raw in line.done {
        match parse_done(raw.get()) {
            Ok(done) => day.done.push(done),
            Err(error) => {
                wrong.push(format!("something done on {date} cannot be read: {}", error.what));
                day.unknown.push((format!("done_unread_{}", day.unknown.len()).into(), raw.get().into()));
            }
        }
    }
    Ok((date, day))
}

/// Something done, from its JSON.
///
/// # Errors
/// What is not an object with `id` and `at`.
pub fn parse_done(json: &str) -> Result<Done, Refused> {
    #[derive(serde::Deserialize)]
    struct DoneLine<'a> {
        id: Cow<'a, str>,
        at: Cow<'a, str>,
        minutes: Option<u32>,
        #[serde(default)]
        title: Cow<'a, str>,
    }
    let line: DoneLine<'_> = serde_json::from_str(json).map_err(|error| refusal(&error))?;
    let (id, at, title) = (NodeId::parse(&line.id), (&*line.at).into(), (&*line.title).into());
    Ok(Done { id, at, minutes: line.minutes, title, unknown: unknown(json, &DONE_NAMES) })
}

/// The entries of a JSON object whose names are not in `known`, as written.
fn unknown(json: &str, known: &[&str]) -> Vec<(Text, Text)> {
    struct Rest<'k>(&'k [&'k str]);
    impl<'de> Visitor<'de> for Rest<'_> {
        type Value = Vec<(Text, Text)>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut rest = Vec::new();
            while let Some(name) = map.next_key::<Cow<'de, str>>()? {
                if self.0.contains(&&*name) {
                    map.next_value::<IgnoredAny>()?;
                } else {
                    rest.push(((&*name).into(), map.next_value::<&RawValue>()?.get().into()));
                }
            }
            Ok(rest)
        }
    }
    serde_json::Deserializer::from_str(json).deserialize_map(Rest(known)).unwrap_or_default()
}
