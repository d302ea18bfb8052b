//! Adding, removing and moving branches.

use super::{Edit, Outcome, repeat, schedule, status};
use crate::model::{Field, Key, Node, NodeId, Place, Rule, State, Value};
use crate::text::line::{Line, property};
use crate::text::outline::Item;

/// Adds one node that is what `line` says, or as many numbered ones as it asks for, one behind the other.
///
/// # Errors
/// There is no such place.
pub fn add(edit: &mut Edit<'_>, mut place: Place, line: &Line) -> Outcome<Vec<NodeId>> {
    let mut ids = Vec::new();
    for line in line.each() {
        let id = edit.fresh_id();
        let mut fields = line.node(id).fields().to_vec();
        fields.extend(anchor(edit, &line));
        fields.push(Field::new(Key::Created, Value::Stamp(edit.now().stamp())));
        let turned = place.parent.filter(|parent| edit.tree().is_leaf(*parent));
        edit.create(Node::with_fields(id, fields), place)?;
        if let Some(parent) = turned {
            turn_into_parent(edit, parent, id)?;
        }
        status::reopen_above(edit, id)?;
        place.after = Some(id);
        ids.push(id);
    }
    Ok(ids)
}

/// The first date of the repeat that `line` begins.
fn anchor(edit: &Edit<'_>, line: &Line) -> Option<Field> {
    let rule =
        line.fields.iter().find(|field| field.key() == Key::Repeat)?.as_text().and_then(Rule::parse)?;
    let first = repeat::first_date(&line.fields, rule, edit.now().day());
    Some(Field::new(Key::Anchor, Value::Date(first)))
}

/// A job got its first child: what it was guessed at is kept as the guess, and the child takes its place on Today.
fn turn_into_parent(edit: &mut Edit<'_>, parent: NodeId, child: NodeId) -> Outcome {
    if let Some(minutes) = edit.node(parent)?.minutes() {
        edit.set(parent, Key::Guess, Some(Field::number(Key::Guess, minutes)))?;
        edit.set(parent, Key::Minutes, None)?;
    }
    schedule::replace(edit, parent, child)
}

/// Adds an outline, and says which nodes stand topmost in it.
///
/// # Errors
/// There is no such place.
pub fn plant(edit: &mut Edit<'_>, place: Place, items: &[Item]) -> Outcome<Vec<NodeId>> {
    let mut tops = Vec::new();
    let mut settled = Vec::new();
    // The last node at each depth above the line in hand.
    let mut path: Vec<NodeId> = Vec::new();
    for item in items {
        let elder = path.get(item.depth).copied();
        path.truncate(item.depth);
        let place = match path.last() {
            Some(parent) => Place { parent: Some(*parent), after: elder },
            None => Place { parent: place.parent, after: elder.or(place.after) },
        };
        let added = add(edit, place, &item.line)?;
        let Some(id) = added.last().copied() else { continue };
        if let Some(note) = &item.note {
            edit.set(id, Key::Note, Some(Field::text(Key::Note, note)))?;
        }
        if item.state != State::Open {
            settled.push((id, item.state));
        }
        if item.depth == 0 {
            tops.extend(added);
        }
        path.push(id);
    }
    // Children first: a ticked item with something open below it stays open.
    for (id, state) in settled.into_iter().rev() {
        if state != State::Done || edit.tree().open_children(id) == 0 {
            status::set_state(edit, id, state)?;
        }
    }
    Ok(tops)
}

/// Makes a node what `line` says. Only what a line can say of it is touched. If the line asks for numbered copies,
/// the node becomes the first of them.
///
/// # Errors
/// There is no such node.
pub fn rewrite(edit: &mut Edit<'_>, id: NodeId, line: &Line) -> Outcome {
    let node = edit.node(id)?.clone();
    let said = Line::of(&node).node(id);
    let copies = line.each();
    let Some((first, others)) = copies.split_first() else { return Ok(()) };
    let wanted = first.node(id);
    for field in said.fields().iter().filter(|field| wanted.same_property(field).is_none()) {
        edit.clear(id, field)?;
    }
    for field in wanted.fields().iter().filter(|field| said.same_property(field) != Some(field)) {
        let untold = node.same_property(field).filter(|_| said.same_property(field).is_none());
        let field = untold.map_or_else(|| field.clone(), |old| property::put_over(old, field));
        edit.set(id, field.key(), Some(field))?;
    }
    // A rule that stays keeps its first date: the 31st must not creep to the 28th.
    if said.field(Key::Repeat) != wanted.field(Key::Repeat) {
        let anchor = anchor(edit, first);
        edit.set(id, Key::Anchor, anchor)?;
    }
    let mut after = id;
    for line in others {
        let place = Place { parent: edit.tree().parent(id), after: Some(after) };
        after = add(edit, place, line)?.last().copied().unwrap_or(after);
    }
    Ok(())
}

/// Removes branches. What was done of them stays in the ledger.
///
/// # Errors
/// One of them is gone.
pub fn remove(edit: &mut Edit<'_>, ids: &[NodeId]) -> Outcome {
    ids.iter().try_for_each(|id| edit.delete(*id))
}

/// Puts branches that stand one behind the other under the item above the first.
///
/// # Errors
/// There is no item above at the same level.
pub fn indent(edit: &mut Edit<'_>, ids: &[NodeId]) -> Outcome {
    let mut host = None;
    for id in ids {
        let above = edit.tree().previous(*id).filter(|above| !ids.contains(above));
        let Some(parent) = above.or(host) else {
            return Err("There is no item above to put it under.".into());
        };
        host = Some(parent);
        let turned = edit.tree().is_leaf(parent);
        edit.relocate(*id, edit.tree().end_of(Some(parent)))?;
        if turned {
            turn_into_parent(edit, parent, *id)?;
        }
        status::reopen_above(edit, *id)?;
    }
    Ok(())
}

/// Puts branches behind their parent.
///
/// # Errors
/// One of them stands at the top already.
pub fn outdent(edit: &mut Edit<'_>, ids: &[NodeId]) -> Outcome {
    for id in ids.iter().rev() {
        let Some(parent) = edit.tree().parent(*id) else {
            return Err("It stands at the top level already.".into());
        };
        edit.relocate(*id, Place { parent: edit.tree().parent(parent), after: Some(parent) })?;
    }
    Ok(())
}

/// Moves branches before the sibling above them.
///
/// # Errors
/// One of them is the first.
pub fn move_up(edit: &mut Edit<'_>, ids: &[NodeId]) -> Outcome {
    for id in ids {
        let Some(above) = edit.tree().previous(*id) else {
            return Err("It is the first here; outdent moves it out.".into());
        };
        let place = Place { parent: edit.tree().parent(*id), after: edit.tree().previous(above) };
        edit.relocate(*id, place)?;
    }
    Ok(())
}

/// Moves branches behind the sibling below them.
///
/// # Errors
/// One of them is the last.
pub fn move_down(edit: &mut Edit<'_>, ids: &[NodeId]) -> Outcome {
    for id in ids.iter().rev() {
        let Some(below) = edit.tree().next(*id) else {
            return Err("It is the last here; outdent moves it out.".into());
        };
        edit.relocate(*id, Place { parent: edit.tree().parent(*id), after: Some(below) })?;
    }
    Ok(())
}

/// Puts branches behind what is inside `parent`; of none, at the end of the top level.
///
/// # Errors
/// One of them is gone, or `parent` lies inside one of them.
pub fn move_under(edit: &mut Edit<'_>, ids: &[NodeId], parent: Option<NodeId>) -> Outcome {
    for id in ids {
        let turned = parent.filter(|parent| edit.tree().is_leaf(*parent));
        if edit.tree().parent(*id) != parent {
            edit.relocate(*id, edit.tree().end_of(parent))?;
        }
        if let Some(parent) = turned {
            turn_into_parent(edit, parent, *id)?;
        }
        status::reopen_above(edit, *id)?;
    }
    Ok(())
}

/// Puts branches that stand under one parent into a new item at the place of the first.
///
/// # Errors
/// There is nothing to wrap.
pub fn wrap(edit: &mut Edit<'_>, ids: &[NodeId], line: &Line) -> Outcome<NodeId> {
    let first = ids.first().ok_or("Nothing to wrap.")?;
    let place = edit.tree().place(*first).ok_or("That item is gone.")?;
    let wrapper = *add(edit, place, line)?.first().ok_or("Nothing to wrap.")?;
    for id in ids {
        edit.relocate(*id, edit.tree().end_of(Some(wrapper)))?;
    }
    Ok(wrapper)
}
