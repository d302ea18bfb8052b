//! Today: putting jobs on it, taking them off, and beginning a new day.

use chrono::NaiveDate;

use super::{Edit, Outcome};
use crate::insight::pledge::Pledge;
use crate::insight::today;
use crate::model::{Day, Fact, Field, Key, Mark, Node, NodeId, Note, State, Tree, Value};
use crate::text::dates;

/// Puts a job at the end of today's list.
///
/// # Errors
/// It is not an open job.
pub fn put_on(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if !edit.tree().is_leaf(id) {
        return Err("Today takes jobs; → shows those below, `s` splits.".into());
    }
    if edit.node(id)?.state() != State::Open {
        return Err("It is settled; `space` opens it once more.".into());
    }
    let day = edit.now().day();
    if edit.tree().day(day).is_some_and(|record| record.has(Note::Off, id)) {
        edit.mark(day, Some(Mark::Noted(Note::Off, id)), None)?;
    }
    if place_on_list(edit.tree(), day, id).is_some() {
        return Ok(());
    }
    let after = edit.tree().day(day).and_then(|record| record.list.last().copied());
    edit.mark(day, None, Some(Mark::Listed { id, after }))
}

/// Makes a plan Today's: `taken` in this order behind what is there, without `left`. What is settled by now stays as it is.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn take_up(edit: &mut Edit<'_>, taken: &[NodeId], left: &[NodeId]) -> Outcome {
    let is_open = |edit: &Edit<'_>, id: NodeId| {
        edit.tree().is_leaf(id) && edit.tree().get(id).is_some_and(|node| node.state() == State::Open)
    };
    for id in left {
        take_off(edit, *id)?;
    }
    for id in taken {
        if is_open(edit, *id) {
            put_on(edit, *id)?;
        }
    }
    Ok(())
}

/// Writes down how many minutes of today are the person's own.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn set_room(edit: &mut Edit<'_>, minutes: u32) -> Outcome {
    let (day, new) = (edit.now().day(), Mark::Fact(Fact::Room(minutes)));
    let old = edit.tree().day(day).and_then(|record| record.mark(&new));
    edit.mark(day, old, Some(new))
}

/// Gives a row of Today that its own dates brought up a place on the list, so that it keeps it whatever becomes of it.
/// Says whether the node is on Today.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn hold(edit: &mut Edit<'_>, id: NodeId) -> Outcome<bool> {
    let is_on = today::is_on(edit.tree(), edit.now().day(), id);
    if is_on && place_on_list(edit.tree(), edit.now().day(), id).is_none() {
        put_on(edit, id)?;
    }
    Ok(is_on)
}

/// Takes a job off today's list, if it is on it. What its own dates brought up stays away for the day.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn take_off(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let day = edit.now().day();
    if let Some(after) = place_on_list(edit.tree(), day, id) {
        edit.mark(day, Some(Mark::Listed { id, after }), None)?;
    }
    if today::is_on(edit.tree(), day, id) {
        edit.mark(day, None, Some(Mark::Noted(Note::Off, id)))?;
    }
    Ok(())
}

/// Whether a job is on Today, or planned for a day by the person.
#[must_use]
pub fn is_scheduled(tree: &Tree, day: NaiveDate, id: NodeId) -> bool {
    let planned = |node: &Node| node.field(Key::Repeat).is_none() && node.field(Key::Plan).is_some();
    today::is_on(tree, day, id) || tree.get(id).is_some_and(planned)
}

/// Sends a job back to the tree: off Today, and planned for no day. What repeats keeps its date.
///
/// # Errors
/// There is no such node.
pub fn later(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if edit.node(id)?.field(Key::Repeat).is_none() {
        edit.set(id, Key::Plan, None)?;
    }
    take_off(edit, id)
}

/// Plans a job for a day; for another one than today it goes off Today.
///
/// # Errors
/// There is no such node.
pub fn plan(edit: &mut Edit<'_>, id: NodeId, day: NaiveDate) -> Outcome {
    edit.set(id, Key::Plan, Some(Field::new(Key::Plan, Value::Date(day))))?;
    if day == edit.now().day() { Ok(()) } else { take_off(edit, id) }
}

/// Sets the dates of an item to these, and clears those that are not among them; what repeats keeps the day of its next
/// occurrence where none is given.
///
/// # Errors
/// There is no such node.
pub fn set_dates(edit: &mut Edit<'_>, id: NodeId, dates: &[Field]) -> Outcome {
    let repeats = edit.node(id)?.field(Key::Repeat).is_some();
    for key in dates::KEYS {
        let new = dates.iter().find(|field| field.key() == key);
        if new.is_some() || !(repeats && key == Key::Plan) {
            edit.set(id, key, new.cloned())?;
        }
    }
    match dates.iter().find(|field| field.key() == Key::Plan).map(Field::value) {
        Some(Value::Date(day)) => plan(edit, id, *day),
        _ => Ok(()),
    }
}

/// Whether these are the dates of a node.
#[must_use]
pub fn has_dates(node: &Node, dates: &[Field]) -> bool {
    dates::KEYS.iter().all(|key| node.field(*key) == dates.iter().find(|field| field.key() == *key))
}

/// Puts `by` on today's list where `id` stands.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn replace(edit: &mut Edit<'_>, id: NodeId, by: NodeId) -> Outcome {
    let day = edit.now().day();
    let Some(after) = place_on_list(edit.tree(), day, id) else { return Ok(()) };
    edit.mark(day, Some(Mark::Listed { id, after }), None)?;
    if place_on_list(edit.tree(), day, by).is_some() {
        return Ok(());
    }
    edit.mark(day, None, Some(Mark::Listed { id: by, after }))
}

/// Moves a job on today's list by one place.
///
/// # Errors
/// It is at the end already, or not on the list.
pub fn shift(edit: &mut Edit<'_>, id: NodeId, down: bool) -> Outcome {
    let day = edit.now().day();
    if today::is_on(edit.tree(), day, id) {
        put_all_on(edit, id)?;
    }
    let list = edit.tree().day(day).map(|record| record.list.clone()).unwrap_or_default();
    let at = list.iter().position(|other| *other == id).ok_or("It is not on Today's list.")?;
    let old = Mark::Listed { id, after: at.checked_sub(1).map(|at| list[at]) };
    let after = if down {
        Some(*list.get(at + 1).ok_or("It is the last on Today.")?)
    } else {
        at.checked_sub(1).ok_or("It is the first on Today.")?.checked_sub(1).map(|at| list[at])
    };
    edit.mark(day, Some(old), Some(Mark::Listed { id, after }))
}

/// Behind whom a job stands on the list of `day`; none if it is not on it.
fn place_on_list(tree: &Tree, day: NaiveDate, id: NodeId) -> Option<Option<NodeId>> {
    let list = &tree.day(day)?.list;
    let at = list.iter().position(|other| *other == id)?;
    Some(at.checked_sub(1).map(|at| list[at]))
}

/// Writes down the rows of Today as they stand, as far as the row `id`, so that it has a place among them.
fn put_all_on(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let rows = today::today(edit.tree(), edit.now().day()).list;
    let end = rows.iter().position(|row| *row == id).map_or(rows.len(), |at| at + 1);
    let open = |id: &NodeId| edit.tree().get(*id).is_some_and(|node| node.state() == State::Open);
    let rows: Vec<NodeId> = rows[..end].iter().copied().filter(open).collect();
    rows.into_iter().try_for_each(|row| put_on(edit, row))
}

/// Writes down that the list was looked at, if there is a pledge and the look is the first that counts for one of its
/// times.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn look(edit: &mut Edit<'_>) -> Outcome {
    let Some(pledge) = Pledge::of(edit.tree()) else { return Ok(()) };
    let (day, at, starts) = (edit.now().day(), edit.now().time_of_day(), edit.now().calendar.day_starts);
    let Some(time) = pledge.counts_for(&at, starts) else { return Ok(()) };
    let looks = edit.tree().day(day).map(|record| &record.looks[..]).unwrap_or_default();
    if looks.iter().any(|look| pledge.counts_for(look, starts) == Some(time)) {
        return Ok(());
    }
    edit.mark(day, None, Some(Mark::Look(at.into())))
}

/// What a new day finds of the days before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leftover {
    /// What was on the last list and is open still, with the day of that list.
    listed: Vec<(NaiveDate, NodeId)>,
    /// What was planned for a day that has gone by without being on a list.
    planned: Vec<NodeId>,
}

impl Leftover {
    /// What is left of the days before `today`.
    #[must_use]
    pub fn of(tree: &Tree, today: NaiveDate) -> Self {
        let is_open = |id: NodeId| tree.get(id).is_some_and(|node| node.state() == State::Open);
        let last = tree.days().range(..today).rfind(|(_, record)| !record.list.is_empty());
        let listed = last.into_iter().flat_map(|(day, record)| {
            let left = move |id: &NodeId| {
                !record.has(Note::Rolled, *id) && is_open(*id) && !today::is_done_for_now(tree, *day, *id)
            };
            record.list.iter().copied().filter(left).map(move |id| (*day, id))
        });
        let is_past = |node: &&Node| {
            node.field(Key::Repeat).is_none() && node.date(Key::Plan).is_some_and(|plan| plan < today)
        };
        Self { listed: listed.collect(), planned: tree.dated().filter(is_past).map(Node::id).collect() }
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty() && self.planned.is_empty()
    }

    /// How many are planned for a day gone by.
    #[must_use]
    pub fn planned(&self) -> usize {
        self.planned.len()
    }

    /// The day that left it: that of the last list, else the last one for which something was planned.
    #[must_use]
    pub fn since(&self, tree: &Tree) -> Option<NaiveDate> {
        let planned = || self.planned.iter().filter_map(|id| tree.get(*id)?.date(Key::Plan)).max();
        self.listed.first().map(|(day, _)| *day).or_else(planned)
    }

    /// How many times a job was on the list without a tick, the last list counted in; rough days do not count.
    #[must_use]
    pub fn times(&self, tree: &Tree, id: NodeId) -> u32 {
        let counts =
            |(day, other): &(NaiveDate, NodeId)| *other == id && !tree.day(*day).is_some_and(Day::is_rough);
        let before = tree.get(id).and_then(|node| node.number(Key::Rolled)).unwrap_or(0);
        before + u32::from(self.listed.iter().any(counts))
    }

    /// The jobs that the person is asked about: all but those that come again by themselves, newest first.
    #[must_use]
    pub fn asked(&self, tree: &Tree) -> Vec<NodeId> {
        let listed = self.listed.iter().rev().map(|(_, id)| *id);
        let mut asked: Vec<NodeId> = Vec::new();
        for id in listed.chain(self.planned.iter().copied()) {
            let repeats = tree.get(id).is_none_or(|node| node.field(Key::Repeat).is_some());
            if !repeats && !asked.contains(&id) {
                asked.push(id);
            }
        }
        asked
    }
}

/// Whether the days before today left something that did not go back to the tree.
#[must_use]
pub fn must_begin_day(tree: &Tree, today: NaiveDate) -> bool {
    !Leftover::of(tree, today).is_empty()
}

/// Sends what is open on the last list back to the tree, with its roll count raised, but for what repeats and for what
/// a rough day left; and forgets plans for days that have gone by.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn begin_day(edit: &mut Edit<'_>) -> Outcome {
    let left = Leftover::of(edit.tree(), edit.now().day());
    for (day, id) in left.listed {
        let was_rough = edit.tree().day(day).is_some_and(Day::is_rough);
        edit.mark(day, None, Some(Mark::Noted(Note::Rolled, id)))?;
        if !was_rough && edit.node(id)?.field(Key::Repeat).is_none() {
            let rolled = edit.node(id)?.number(Key::Rolled).unwrap_or(0) + 1;
            edit.set(id, Key::Rolled, Some(Field::number(Key::Rolled, rolled)))?;
        }
    }
    left.planned.into_iter().try_for_each(|id| edit.set(id, Key::Plan, None))
}
