//! Choosing between two values that two sides wanted of one property.

use super::{Edit, Outcome, Reason, shape, status};
use crate::model::rival::{self, PARENT};
use crate::model::{Conflict, Field, Key, Mark, NodeId, State, Value};

/// Leaves the value that counts; the other one is out of sight.
///
/// # Errors
/// The choice was made already.
pub fn keep(edit: &mut Edit<'_>, conflict: &Conflict) -> Outcome {
    let made = || Reason("That was chosen already.".into());
    match conflict {
        Conflict::Field { id, name, other, .. } => {
            let entry = Field::other(name, other.clone());
            edit.node(*id)?.same_property(&entry).ok_or_else(made)?;
            edit.clear(*id, &entry)
        }
        Conflict::Mark { day, other, .. } => {
            let entry = Mark::Other(Box::new(other.clone()));
            edit.tree().day(*day).and_then(|day| day.mark(&entry)).ok_or_else(made)?;
            edit.mark(*day, Some(entry), None)
        }
        Conflict::File { name, other, .. } => {
            let entry = rival::elsewhere(name, other);
            edit.tree().file().get(&entry).ok_or_else(made)?;
            edit.set_file(&entry, None)
        }
    }
}

/// Takes the other value in place of the one that counts.
///
/// # Errors
/// The choice was made already, or the place of the other side would close a circle.
pub fn take_other(edit: &mut Edit<'_>, conflict: &Conflict) -> Outcome {
    keep(edit, conflict)?;
    match conflict {
        Conflict::Field { id, name, other, .. } => take_field(edit, *id, name, other.as_ref()),
        Conflict::Mark { day, other, .. } => {
            let now = edit.tree().day(*day).and_then(|day| day.mark(other));
            edit.mark(*day, now, Some(other.clone()))
        }
        Conflict::File { name, other, .. } => edit.set_file(name, Some(other)),
    }
}

fn take_field(edit: &mut Edit<'_>, id: NodeId, name: &str, wanted: Option<&Value>) -> Outcome {
    match (Key::named(name), wanted) {
        _ if name == PARENT => {
            let place = wanted.and_then(|value| if let Value::Node(id) = value { Some(*id) } else { None });
            if place.is_some_and(|place| edit.tree().is_within(place, id)) {
                return Err(Reason("It cannot go below itself.".into()));
            }
            shape::move_under(edit, &[id], place)
        }
        (Some(Key::State), wanted) => {
            let word = match wanted {
                Some(Value::Text(word)) => State::named(word),
                _ => State::Open,
            };
            status::set_state(edit, id, word)
        }
        (Some(key), wanted) => {
            let field = wanted.map(|value| Field::new(key, value.clone()));
            edit.set(id, key, field)
        }
        (None, Some(value)) => edit.set(id, Key::Unknown, Some(Field::new(Key::Unknown, value.clone()))),
        (None, None) => {
            let node = edit.node(id)?;
            let old = rival::value(edit.tree(), node, name).map(|value| Field::new(Key::Unknown, value));
            old.map_or(Ok(()), |field| edit.clear(id, &field))
        }
    }
}
