//! What a weekly review writes down: what was looked at, the goals of the week, and room for the days to come.

use chrono::{Days, NaiveDate};

use super::{Edit, Outcome, shape};
use crate::insight::habits;
use crate::insight::review::{self, Card, LIFE};
use crate::model::{Fact, Field, Key, Mark, Node, NodeId, Note, Value};

/// What the goal of all that is life is called where it is made.
const LIFE_TITLE: &str = "Life";
/// Days for which goals of the week hold.
const WEEK: u64 = 7;

/// Writes down that an item was looked at today, and kept.
///
/// # Errors
/// There is no such node.
pub fn keep(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    edit.node(id)?;
    let day = edit.now().day();
    if edit.tree().day(day).is_some_and(|record| record.has(Note::Reviewed, id)) {
        return Ok(());
    }
    edit.mark(day, None, Some(Mark::Noted(Note::Reviewed, id)))
}

/// Writes down that a card was gone through today.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn go_through(edit: &mut Edit<'_>, card: Card) -> Outcome {
    let day = edit.now().day();
    let facts = edit.tree().day(day).map(|record| &record.facts[..]).unwrap_or_default();
    let old = facts.iter().find(|fact| matches!(fact, Fact::Review(_))).cloned();
    let new = review::with_card(old.as_ref(), card);
    edit.mark(day, old.map(Mark::Fact), Some(Mark::Fact(new)))
}

/// Makes these the goals of the week, from today on.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn set_goals(edit: &mut Edit<'_>, goals: &[NodeId]) -> Outcome {
    let day = edit.now().day();
    // What was chosen earlier would hold on where nothing is chosen today.
    let back = if goals.is_empty() { WEEK - 1 } else { 0 };
    let first = day.checked_sub_days(Days::new(back)).unwrap_or(day);
    let mut old: Vec<(NaiveDate, NodeId)> = Vec::new();
    for (date, record) in edit.tree().days().range(first..=day) {
        old.extend(record.noted(Note::Goal).map(|id| (*date, id)));
    }
    for (date, id) in old.into_iter().filter(|(date, id)| *date != day || !goals.contains(id)) {
        edit.mark(date, Some(Mark::Noted(Note::Goal, id)), None)?;
    }
    for id in goals {
        if !edit.tree().day(day).is_some_and(|record| record.has(Note::Goal, *id)) {
            edit.mark(day, None, Some(Mark::Noted(Note::Goal, *id)))?;
        }
    }
    Ok(())
}

/// Takes an item among the goals of the week, or out of them.
///
/// # Errors
/// There are three already.
pub fn toggle_goal(edit: &mut Edit<'_>, id: NodeId) -> Outcome<bool> {
    let mut goals: Vec<NodeId> = habits::goals_of_week(edit.tree(), edit.now().day()).collect();
    let is_one = goals.contains(&id);
    if is_one {
        goals.retain(|goal| *goal != id);
    } else if goals.len() >= review::MOST_GOALS {
        return Err("Three are enough; space on one of them leaves it.".into());
    } else {
        goals.push(id);
    }
    set_goals(edit, &goals).map(|()| !is_one)
}

/// Writes down how many minutes of these days are the person's own.
///
/// # Errors
/// None in practice: the ledger is as it was just read.
pub fn set_rooms(edit: &mut Edit<'_>, rooms: &[(NaiveDate, u32)]) -> Outcome {
    for (day, minutes) in rooms {
        let new = Mark::Fact(Fact::Room(*minutes));
        let old = edit.tree().day(*day).and_then(|record| record.mark(&new));
        edit.mark(*day, old, Some(new))?;
    }
    Ok(())
}

/// Moves a job to what is life and serves no vision; the goal for it is made where there is none.
///
/// # Errors
/// There is no such node.
pub fn to_life(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    let life = if let Some(life) = review::life(edit.tree()) {
        life
    } else {
        let life = edit.fresh_id();
        let created = Field::new(Key::Created, Value::Stamp(edit.now().stamp()));
        let fields = vec![Field::text(Key::Title, LIFE_TITLE), created];
        edit.create(Node::with_fields(life, fields), edit.tree().end_of(None))?;
        edit.set_file(LIFE, Some(&format!("\"{life}\"")))?;
        life
    };
    shape::move_under(edit, &[id], Some(life))
}
