//! Reading the ledger: one day a line.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::refused::{Refused, refusal};
use crate::model::{Day, Done, NodeId, Text};
use crate::text::when;

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

/// A day from its line; what cannot be read of it is kept, and told.
pub(super) fn read_day(json: &str, wrong: &mut Vec<String>) -> Result<(chrono::NaiveDate, Day), String> {
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
