//! JSON values of any kind, and what they mean where a certain shape is expected.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::model::{NodeId, Shape, Value};
use crate::text::when;

/// The value for a shape, or what was expected.
pub(super) fn one_value(shape: Shape, loose: &Loose<'_>) -> Result<Value, &'static str> {
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
        (Shape::Time, Loose::Text(text)) => when::parse_time(text)
            .filter(|time| when::print_time(*time) == **text)
            .map(|_| Value::Text((&**text).into()))
            .ok_or("a time of day"),
        (Shape::Stamp, Loose::Text(text)) => when::parse_stamp(text).map(Value::Stamp).ok_or("a time"),
        (Shape::Flag, Loose::Bool(true)) => Ok(Value::Flag),
        (Shape::Text, _) => Err("a text"),
        (Shape::Word(_), _) => Err("a known word"),
        (Shape::Number(..), _) => Err("a whole number"),
        (Shape::Date, _) => Err("a date"),
        (Shape::Time, _) => Err("a time of day"),
        (Shape::Stamp, _) => Err("a time"),
        (Shape::Flag, _) => Err("true"),
        (Shape::Texts | Shape::Nodes | Shape::Json | Shape::Others, _) => Err("a list of texts"),
    }
}

/// Any JSON value, read without knowing what is coming.
pub(super) enum Loose<'de> {
    Null,
    Bool(bool),
    Number(u64),
    Text(Cow<'de, str>),
    List(Vec<Loose<'de>>),
    Other(serde_json::Value),
}

impl Loose<'_> {
    /// The node that it names; a number or anything else odd names one by its text.
    pub(super) fn to_id(&self) -> Option<NodeId> {
        match self {
            Self::Null => None,
            Self::Text(text) => Some(NodeId::parse(text)),
            other => Some(NodeId::parse(&other.to_json())),
        }
    }

    pub(super) fn to_json(&self) -> String {
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

pub(super) struct LooseSeed;

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
