//! Beginning a trial of one goal among a few, and ending it.

use super::{Edit, Outcome, status};
use crate::insight::trial::{self, Trial};
use crate::model::{Field, Key, NodeId, State, Value};

/// What becomes of the goals when a trial is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The goal that was tried goes on; the others rest.
    Keep,
    /// It rests; the others begin.
    Switch,
    /// All of them go on.
    Both,
}

/// Lets the others begin when the trial is over; one that begins later yet stays so.
///
/// # Errors
/// One of the goals is gone.
pub fn begin(edit: &mut Edit<'_>, trial: &Trial) -> Outcome {
    for id in &trial.others {
        let own = edit.node(*id)?.date(Key::Start);
        if own.is_none_or(|own| own < trial.until) {
            edit.set(*id, Key::Start, Some(Field::new(Key::Start, Value::Date(trial.until))))?;
        }
    }
    let json = trial.json();
    edit.set_file(trial::NAME, Some(&json))
}

/// Ends a trial: the others wait no longer, and what is not to go on rests.
///
/// # Errors
/// None in practice: its goals are in the tree.
pub fn end(edit: &mut Edit<'_>, trial: &Trial, answer: Answer) -> Outcome {
    for id in &trial.others {
        if edit.node(*id)?.date(Key::Start) == Some(trial.until) {
            edit.set(*id, Key::Start, None)?;
        }
    }
    let resting = match answer {
        Answer::Keep => &trial.others[..],
        Answer::Switch => std::slice::from_ref(&trial.chosen),
        Answer::Both => &[],
    };
    resting.iter().try_for_each(|id| rest(edit, *id))?;
    edit.set_file(trial::NAME, None)
}

fn rest(edit: &mut Edit<'_>, id: NodeId) -> Outcome {
    if edit.node(id)?.state() == State::Open { status::set_state(edit, id, State::Resting) } else { Ok(()) }
}
