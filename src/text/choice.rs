//! Two values of one property, of which a person chooses one, in words.

use serde_json::Value as Json;

use super::line::words;
use super::when;
use crate::model::{Conflict, Fact, Mark, NodeId, Text, Tree};

/// What it is about: an item, a day, the file.
#[must_use]
pub fn about(tree: &Tree, conflict: &Conflict) -> String {
    match conflict {
        Conflict::Field { id, .. } => title(tree, *id),
        Conflict::Mark { day, .. } => words::say_day(*day),
        Conflict::File { .. } => "the file".to_owned(),
    }
}

/// What counts, and what the other side wanted.
#[must_use]
pub fn say(tree: &Tree, conflict: &Conflict) -> (String, String) {
    match conflict {
        Conflict::Field { name, kept, other, .. } => {
            let say = |value| words::say_wanted(name, value, &|id| title(tree, id));
            (say(kept.as_ref()), say(other.as_ref()))
        }
        Conflict::Mark { kept, other, .. } => {
            let kept = kept.as_ref().map_or_else(|| say_absent(tree, other), |mark| say_mark(tree, mark));
            (kept, say_mark(tree, other))
        }
        Conflict::File { name, kept, other } => {
            (say_entry(name, kept.as_ref()), say_entry(name, Some(other)))
        }
    }
}

fn title(tree: &Tree, id: NodeId) -> String {
    tree.get(id).map_or("", |node| node.title()).to_owned()
}

fn say_mark(tree: &Tree, mark: &Mark) -> String {
    let of = |id: NodeId, then: &Text| match title(tree, id) {
        title if title.is_empty() => then.to_string(),
        title => title,
    };
    let minutes = |minutes: Option<u32>| {
        minutes.map_or_else(String::new, |minutes| format!(", {}", when::say_minutes(minutes.into())))
    };
    match mark {
        Mark::Fact(Fact::Kind(kind)) if &**kind == "rest" => "a day of rest".to_owned(),
        Mark::Fact(Fact::Kind(kind)) => format!("a {kind} day"),
        Mark::Fact(Fact::Room(minutes)) => format!("room {}", when::say_minutes((*minutes).into())),
        Mark::Fact(Fact::Helped(text)) => format!("helped \"{text}\""),
        Mark::Done(done) => format!("{} done {}{}", of(done.id, &done.title), done.at, minutes(done.minutes)),
        Mark::Boxed(boxed) => {
            let point = if boxed.point.is_empty() { String::new() } else { format!(": {}", boxed.point) };
            format!("{} boxed {}{}{point}", of(boxed.id, &boxed.title), boxed.at, minutes(boxed.minutes))
        }
        Mark::Dropped(dropped) => format!("{} let go {}", of(dropped.id, &dropped.title), dropped.at),
        Mark::Unknown(name, json) => say_entry(name, Some(json)),
        // Of these there are no two in one place.
        Mark::Listed { id, .. } | Mark::Noted(_, id) => title(tree, *id),
        Mark::Look(at) => at.to_string(),
        Mark::Other(mark) => say_mark(tree, mark),
    }
}

/// That nothing stands where `other` would.
fn say_absent(tree: &Tree, other: &Mark) -> String {
    match other {
        Mark::Fact(Fact::Kind(_)) => "a working day".to_owned(),
        Mark::Fact(fact) => format!("no {}", fact.name()),
        Mark::Unknown(name, _) => say_entry(name, None),
        other => format!("not {}", say_mark(tree, other)),
    }
}

/// Something that has a name and JSON: `pledge: text "before coffee", times 08:00`.
fn say_entry(name: &str, json: Option<&Text>) -> String {
    let Some(json) = json else { return format!("no {name}") };
    match serde_json::from_str(json) {
        Ok(Json::Object(entries)) => {
            let parts: Vec<String> =
                entries.iter().map(|(name, value)| format!("{name} {}", say_json(value))).collect();
            format!("{name}: {}", parts.join(", "))
        }
        Ok(value) => format!("{name}: {}", say_json(&value)),
        Err(_) => format!("{name}: {json}"),
    }
}

fn say_json(value: &Json) -> String {
    match value {
        Json::Array(items) if items.iter().all(Json::is_string) => {
            items.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(" ")
        }
        value => value.to_string(),
    }
}
