//! Reading the ledger: one day a line.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::mark::parse_other;
use super::refused::{Refused, refusal};
use crate::model::{Boxed, Day, Done, Dropped, Fact, NodeId, Note, Text};
use crate::text::when;

#[derive(serde::Deserialize)]
struct DayLine<'a> {
    day: Cow<'a, str>,
    #[serde(default, borrow)]
    list: Vec<Cow<'a, str>>,
    #[serde(default, borrow)]
    done: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    boxes: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    dropped: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    rolled: Vec<Cow<'a, str>>,
    #[serde(default, borrow)]
    passed: Vec<Cow<'a, str>>,
    #[serde(default, borrow)]
    skipped: Vec<Cow<'a, str>>,
    #[serde(default, borrow)]
    goals: Vec<Cow<'a, str>>,
    #[serde(default, borrow)]
    off: Vec<Cow<'a, str>>,
    #[serde(default, borrow)]
    looks: Vec<Cow<'a, str>>,
    kind: Option<Cow<'a, str>>,
    room: Option<u32>,
    helped: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    conflicts: Vec<&'a RawValue>,
}

impl DayLine<'_> {
    fn noted(&self) -> impl Iterator<Item = (Note, NodeId)> {
        Note::ALL.into_iter().flat_map(|note| {
            let list = match note {
                Note::Rolled => &self.rolled,
                Note::Passed => &self.passed,
                Note::Skipped => &self.skipped,
                Note::Goal => &self.goals,
                Note::Off => &self.off,
            };
            list.iter().map(move |id| (note, NodeId::parse(id)))
        })
    }

    fn facts(&self) -> impl Iterator<Item = Fact> {
        let kind = self.kind.as_deref().map(|kind| Fact::Kind(kind.into()));
        let helped = self.helped.as_deref().map(|helped| Fact::Helped(helped.into()));
        kind.into_iter().chain(self.room.map(Fact::Room)).chain(helped)
    }
}

const DAY_NAMES: [&str; 15] = [
    "day",
    "list",
    "done",
    "boxes",
    "dropped",
    "rolled",
    "passed",
    "skipped",
    "goals",
    "off",
    "looks",
    "kind",
    "room",
    "helped",
    "conflicts",
];
const DONE_NAMES: [&str; 5] = ["id", "at", "minutes", "guess", "title"];
const BOX_NAMES: [&str; 6] = ["id", "at", "planned", "minutes", "point", "title"];
const DROPPED_NAMES: [&str; 3] = ["id", "at", "title"];

/// A day from its line; what cannot be read of it is kept, and told.
pub(super) fn read_day(json: &str, wrong: &mut Vec<String>) -> Result<(chrono::NaiveDate, Day), String> {
    let line: DayLine<'_> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let date = when::parse_date(&line.day).ok_or("not a date")?;
    let mut lost = Lost { date, wrong, unknown: unknown(json, &DAY_NAMES) };
    let day = Day {
        list: line.list.iter().map(|text| NodeId::parse(text)).collect(),
        done: lost.sift(&line.done, ("done", "done"), parse_done),
        boxes: lost.sift(&line.boxes, ("boxes", "boxed"), parse_box),
        dropped: lost.sift(&line.dropped, ("dropped", "let go"), parse_dropped),
        noted: line.noted().collect(),
        looks: line.looks.iter().map(|text| (&**text).into()).collect(),
        facts: line.facts().collect(),
        conflicts: lost.sift(&line.conflicts, ("conflicts", "wanted elsewhere"), parse_other),
        unknown: lost.unknown,
    };
    Ok((date, day))
}

/// What cannot be read of a day, kept and told.
struct Lost<'w> {
    date: chrono::NaiveDate,
    wrong: &'w mut Vec<String>,
    unknown: Vec<(Text, Text)>,
}

impl Lost<'_> {
    /// What can be read of a list, whose name and whose word are given.
    fn sift<T>(
        &mut self,
        list: &[&RawValue],
        (name, word): (&str, &str),
        parse: fn(&str) -> Result<T, Refused>,
    ) -> Vec<T> {
        let mut read = Vec::with_capacity(list.len());
        for raw in list {
            match parse(raw.get()) {
                Ok(entry) => read.push(entry),
                Err(error) => {
                    let (date, what) = (self.date, error.what);
                    self.wrong.push(format!("something {word} on {date} cannot be read: {what}"));
                    let name = format!("{name}_unread_{}", self.unknown.len());
                    self.unknown.push((name.into(), raw.get().into()));
                }
            }
        }
        read
    }
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
        guess: Option<u32>,
        #[serde(default)]
        title: Cow<'a, str>,
    }
    let line: DoneLine<'_> = serde_json::from_str(json).map_err(|error| refusal(&error))?;
    Ok(Done {
        id: NodeId::parse(&line.id),
        at: (&*line.at).into(),
        minutes: line.minutes,
        guess: line.guess,
        title: (&*line.title).into(),
        unknown: unknown(json, &DONE_NAMES),
    })
}

/// A box, from its JSON.
///
/// # Errors
/// What is not an object with `id`, `at` and `planned`.
pub fn parse_box(json: &str) -> Result<Boxed, Refused> {
    #[derive(serde::Deserialize)]
    struct BoxLine<'a> {
        id: Cow<'a, str>,
        at: Cow<'a, str>,
        planned: u32,
        minutes: Option<u32>,
        #[serde(default)]
        point: Cow<'a, str>,
        #[serde(default)]
        title: Cow<'a, str>,
    }
    let line: BoxLine<'_> = serde_json::from_str(json).map_err(|error| refusal(&error))?;
    Ok(Boxed {
        id: NodeId::parse(&line.id),
        at: (&*line.at).into(),
        planned: line.planned,
        minutes: line.minutes,
        point: (&*line.point).into(),
        title: (&*line.title).into(),
        unknown: unknown(json, &BOX_NAMES),
    })
}

/// Something let go, from its JSON.
///
/// # Errors
/// What is not an object with `id` and `at`.
pub fn parse_dropped(json: &str) -> Result<Dropped, Refused> {
    #[derive(serde::Deserialize)]
    struct DroppedLine<'a> {
        id: Cow<'a, str>,
        at: Cow<'a, str>,
        #[serde(default)]
        title: Cow<'a, str>,
    }
    let line: DroppedLine<'_> = serde_json::from_str(json).map_err(|error| refusal(&error))?;
    let (id, at, title) = (NodeId::parse(&line.id), (&*line.at).into(), (&*line.title).into());
    Ok(Dropped { id, at, title, unknown: unknown(json, &DROPPED_NAMES) })
}

/// A fact of a day, from its name in the file and its JSON.
///
/// # Errors
/// Another name, or a value of another shape.
pub fn parse_fact(name: &str, json: &str) -> Result<Fact, Refused> {
    let text = || serde_json::from_str::<Text>(json).map_err(|error| refusal(&error));
    match name {
        "kind" => text().map(Fact::Kind),
        "room" => serde_json::from_str(json).map(Fact::Room).map_err(|error| refusal(&error)),
        "helped" => text().map(Fact::Helped),
        _ => Err(Refused { line: 1, column: 1, what: "a mark that this version does not know".into() }),
    }
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
